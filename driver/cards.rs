//! GPUs that the analytic model knows, by what NVIDIA publishes of them.
//!
//! Peaks are dense (without structured sparsity), at the published boost clock, and with f32 sums, as our kernels and
//! PyTorch's have them: on GeForce cards that is half of the rate with f16 sums. What a multiprocessor holds is from the
//! CUDA C++ programming guide's table of technical specifications by compute capability (8.0, 9.0, 8.9, 8.6).

use roentgen_runtime::{Backend, DType, DeviceInfo, DeviceKind};

/// A card and its published figures.
#[derive(Debug)]
pub struct Card {
    /// What `--on` calls it.
    pub name: &'static str,
    /// The product in full; the figures are of this one alone.
    pub product: &'static str,
    /// Where the peaks are published.
    pub source: &'static str,
    /// Streaming multiprocessors.
    pub multiprocessors: u64,
    /// Boost clock of tensor cores in MHz.
    pub boost_mhz: u64,
    /// FLOP/s of tensor cores on f16 and bf16, sums in f32.
    pub tensor_flops: f64,
    /// The share of it that `mma.sync`, which our kernels use, reaches.
    pub mma_share: f64,
    /// FLOP/s of the vector units in f32.
    pub vector_flops: f64,
    /// Bytes a second of device memory.
    pub bandwidth: f64,
    /// L2 cache in bytes.
    pub l2_bytes: u64,
    /// Shared memory of a multiprocessor in bytes.
    pub shared_bytes: u64,
    /// Units that a multiprocessor holds at once.
    pub units: u64,
    /// Cubes that a multiprocessor holds at once.
    pub cubes: u64,
    /// Compute capability.
    pub architecture: &'static str,
}

/// Shared memory that the system keeps of every cube's, in bytes.
const RESERVED: u64 = 1 << 10;

/// All cards, in the order they are listed to the user.
pub static CARDS: [Card; 4] = [
    Card {
        name: "a100",
        product: "A100 SXM4 80 GB",
        source: "NVIDIA A100 Tensor Core GPU datasheet (80 GB, June 2021) and architecture whitepaper (2020)",
        multiprocessors: 108,
        boost_mhz: 1410,
        tensor_flops: 312e12,
        mma_share: 1.0,
        vector_flops: 19.5e12,
        bandwidth: 2039e9,
        l2_bytes: 40 << 20,
        shared_bytes: 164 << 10,
        units: 2048,
        cubes: 32,
        architecture: "sm_80",
    },
    Card {
        name: "h100",
        product: "H100 SXM5 80 GB",
        source: "NVIDIA H100 Tensor Core GPU datasheet and architecture whitepaper (2022); average share of mma.sync: \
                 arXiv 2402.13499",
        multiprocessors: 132,
        boost_mhz: 1830,
        tensor_flops: 989.4e12,
        // The full rate takes wgmma.
        mma_share: 0.629,
        vector_flops: 66.9e12,
        bandwidth: 3350e9,
        l2_bytes: 50 << 20,
        shared_bytes: 228 << 10,
        units: 2048,
        cubes: 32,
        architecture: "sm_90",
    },
    Card {
        name: "rtx4090",
        product: "GeForce RTX 4090",
        source: "NVIDIA Ada GPU architecture whitepaper (2022), appendix A",
        multiprocessors: 128,
        boost_mhz: 2520,
        tensor_flops: 165.2e12,
        mma_share: 1.0,
        vector_flops: 82.6e12,
        bandwidth: 1008e9,
        l2_bytes: 72 << 20,
        shared_bytes: 100 << 10,
        units: 1536,
        cubes: 24,
        architecture: "sm_89",
    },
    Card {
        name: "rtx3090",
        product: "GeForce RTX 3090",
        source: "NVIDIA Ampere GA102 GPU architecture whitepaper (2020), appendix A",
        multiprocessors: 82,
        boost_mhz: 1695,
        tensor_flops: 71e12,
        mma_share: 1.0,
        vector_flops: 35.6e12,
        bandwidth: 936e9,
        l2_bytes: 6 << 20,
        shared_bytes: 100 << 10,
        units: 1536,
        cubes: 16,
        architecture: "sm_86",
    },
];

impl Card {
    /// The card called `name`.
    ///
    /// # Errors
    /// No such card; the text lists them.
    pub fn find(name: &str) -> Result<&'static Self, String> {
        CARDS
            .iter()
            .find(|card| card.name == name)
            .ok_or_else(|| format!("cards are {}", CARDS.iter().map(|card| card.name).collect::<Vec<_>>().join(", ")))
    }

    /// The card as our kernels would see it, so that they choose the tiles they would choose there.
    pub fn device(&self) -> DeviceInfo {
        DeviceInfo {
            selector: self.name.to_string(),
            name: self.product.to_string(),
            driver: String::new(),
            backend: Backend::Cuda,
            api: format!("CUDA {}", self.architecture),
            kind: DeviceKind::Cuda,
            types: DType::ALL.to_vec(),
            plane: Some(32),
            tensor_cores: true,
            mma: vec![DType::F16, DType::Bf16],
            copy_async: true,
            max_binding_bytes: u64::MAX,
            max_shared_bytes: self.shared_bytes - RESERVED,
            max_units: 1024,
            max_cubes: 65535,
            memory_bytes: None,
        }
    }

    /// Cubes of so many units and so much shared memory that a multiprocessor holds at once. Registers are not known here;
    /// they may allow fewer.
    pub fn resident(&self, units: u32, shared_bytes: u64) -> u64 {
        (self.shared_bytes / (shared_bytes + RESERVED)).min(self.units / u64::from(units)).min(self.cubes).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tensor-core FLOPs of a multiprocessor in a clock, sums in f32, by architecture; the vector units do 2 for each f32 lane.
    /// A figure mistyped above does not fit.
    #[test]
    fn peaks_follow_from_units_and_clocks() {
        for card in &CARDS {
            let (tensor, lanes) = match card.architecture {
                "sm_80" => (2048, 64),
                "sm_90" => (4096, 128),
                _ => (512, 128),
            };
            let rate = |flops: u64| (card.multiprocessors * flops * card.boost_mhz) as f64 * 1e6;
            assert!((card.tensor_flops / rate(tensor) - 1.0).abs() < 0.01, "{}", card.name);
            // GH100's vector units run up to 1,980 MHz where its tensor cores do not.
            let clock = if card.architecture == "sm_90" { 1980.0 / 1830.0 } else { 1.0 };
            assert!((card.vector_flops / (rate(2 * lanes) * clock) - 1.0).abs() < 0.01, "{}", card.name);
            assert!(card.mma_share > 0.5 && card.mma_share <= 1.0);
        }
    }

    #[test]
    fn a_multiprocessor_holds_what_fits() {
        let card = Card::find("rtx3090").unwrap();
        assert_eq!(card.resident(256, 40 << 10), 2);
        assert_eq!(card.resident(512, 0), 3);
        assert_eq!(card.resident(32, 0), 16);
        assert!(Card::find("v100").unwrap_err().contains("a100, h100, rtx4090, rtx3090"));
    }
}
