//! Hand-written kernels, run on the interpreter alone.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use cuda_emulator::exec::{self, Fault, Launch};
use cuda_emulator::memory::Memory;
use cuda_emulator::ptx::Module;

/// A kernel's body and how it is launched. In the body `%d0`, `%d1`, ... hold the addresses of the buffers and `%t` the thread;
/// `shared` is dynamic shared memory; `%p<32>`, `%h<64>` (16 bits), `%r<128>`, `%d<64>` and `%q<4>` (128 bits) are free.
pub struct Test<'a> {
    pub body: &'a str,
    /// Stands before the kernel: variables, functions.
    pub module: &'a str,
    pub grid: [u32; 3],
    pub block: [u32; 3],
    pub shared: u32,
    pub seed: u64,
    pub global_races: bool,
}

impl<'a> Test<'a> {
    /// One warp, and 1 KiB of shared memory.
    pub fn new(body: &'a str) -> Self {
        Self { body, module: "", grid: [1; 3], block: [32, 1, 1], shared: 1024, seed: 0, global_races: false }
    }

    pub fn threads(self, threads: u32) -> Self {
        Self { block: [threads, 1, 1], ..self }
    }

    pub fn with(self, module: &'a str) -> Self {
        Self { module, ..self }
    }

    pub fn text(&self, buffers: usize) -> String {
        let list: Vec<String> = (0..buffers).map(|i| format!(".param .u64 p{i}")).collect();
        let loads: Vec<String> = (0..buffers).map(|i| format!("ld.param.u64 %d{i}, [p{i}];\n")).collect();
        format!(
            ".version 8.5\n.target sm_90\n.address_size 64\n.extern .shared .align 16 .b8 shared[];\n{}\n\
             .visible .entry test({}) {{\n.reg .pred %p<32>;\n.reg .b16 %h<64>;\n.reg .b32 %r<128>;\n.reg .b64 %d<64>;\n\
             .reg .b128 %q<4>;\n.reg .b32 %t;\n{}mov.u32 %t, %tid.x;\n{}\nret;\n}}\n",
            self.module,
            list.join(", "),
            loads.concat(),
            self.body
        )
    }

    /// Runs it on buffers of these bytes, which it may change. A buffer's bytes that are none are not written before.
    pub fn bytes(&self, buffers: &mut [Vec<Option<u8>>]) -> Result<u64, Fault> {
        let memory = Memory::new(1 << 30);
        let module = Module::load(&self.text(buffers.len()), &memory).unwrap();
        let addresses: Vec<u64> = buffers.iter().map(|b| memory.allocate(b.len()).unwrap()).collect();
        for (address, buffer) in addresses.iter().zip(&*buffers) {
            for (at, byte) in buffer.iter().enumerate() {
                if let Some(byte) = byte {
                    assert!(memory.write(address + at as u64, &[*byte]));
                }
            }
        }
        let parameters: Vec<u8> = addresses.iter().flat_map(|a| a.to_le_bytes()).collect();
        let launch = Launch {
            module: &module,
            kernel: module.kernel("test").unwrap(),
            grid: self.grid,
            block: self.block,
            dynamic_shared: self.shared,
            parameters: &parameters,
            seed: self.seed,
            global_races: self.global_races,
        };
        let counts = exec::launch(&launch, &memory)?;
        for (address, buffer) in addresses.iter().zip(buffers) {
            let mut bytes = vec![0; buffer.len()];
            assert!(memory.read(*address, &mut bytes));
            *buffer = bytes.into_iter().map(Some).collect();
        }
        Ok(counts.instructions)
    }

    /// Runs it on buffers of 32-bit words, and answers with what is in them afterwards.
    pub fn run(&self, buffers: &[&[u32]]) -> Result<Vec<Vec<u32>>, Fault> {
        let mut all: Vec<Vec<Option<u8>>> =
            buffers.iter().map(|b| b.iter().flat_map(|v| v.to_le_bytes()).map(Some).collect()).collect();
        self.bytes(&mut all)?;
        let words = |bytes: &Vec<Option<u8>>| {
            bytes.chunks(4).map(|w| u32::from_le_bytes(std::array::from_fn(|i| w[i].unwrap()))).collect()
        };
        Ok(all.iter().map(words).collect())
    }

    /// The fault that it ends with.
    pub fn fault(&self, buffers: &[&[u32]]) -> Fault {
        match self.run(buffers) {
            Ok(_) => panic!("no fault in\n{}", self.body),
            Err(fault) => fault,
        }
    }
}

/// Bytes of a register type.
fn size(kind: &str) -> usize {
    match &kind[1..] {
        "8" => 1,
        "16" => 2,
        "32" => 4,
        _ => 8,
    }
}

/// What an instruction gives for each set of operands: `%o` is the result, `%a`, `%b`, `%c` the operands, of these types (`b16`,
/// `b32`, `b64`). Also text before it may set things up.
pub fn each(instruction: &str, out: &str, operands: &[(&str, &[u64])]) -> Vec<u64> {
    let count = operands.first().map_or(1, |(_, values)| values.len());
    let mut body = format!("{{\n.reg .{out} %o;\n");
    for (index, (kind, _)) in operands.iter().enumerate() {
        let name = ["a", "b", "c", "d"][index];
        let bytes = size(kind);
        body += &format!(".reg .{kind} %{name};\nmad.wide.u32 %d20, %t, {bytes}, %d{};\n", index + 1);
        body += &format!("ld.global.{kind} %{name}, [%d20];\n");
    }
    body += &format!("{instruction}\nmad.wide.u32 %d20, %t, {}, %d0;\nst.global.{out} [%d20], %o;\n}}", size(out));
    let mut all = Vec::new();
    for start in (0..count).step_by(1024) {
        let threads = (count - start).min(1024);
        let mut buffers = vec![vec![None; threads * size(out)]];
        for (kind, values) in operands {
            let part = &values[start..start + threads];
            buffers.push(part.iter().flat_map(|v| v.to_le_bytes()[..size(kind)].to_vec()).map(Some).collect());
        }
        let test = Test::new(&body).threads(threads as u32);
        if let Err(fault) = test.bytes(&mut buffers) {
            panic!("{fault}");
        }
        all.extend(buffers[0].chunks(size(out)).map(|bytes| {
            let mut whole = [0; 8];
            for (to, from) in whole.iter_mut().zip(bytes) {
                *to = from.unwrap();
            }
            u64::from_le_bytes(whole)
        }));
    }
    all
}

/// Every pair of these.
pub fn pairs(values: &[u64]) -> (Vec<u64>, Vec<u64>) {
    values.iter().flat_map(|a| values.iter().map(move |b| (*a, *b))).unzip()
}
