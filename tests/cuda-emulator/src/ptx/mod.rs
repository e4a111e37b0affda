//! PTX modules: text to decoded kernels.

mod decode;
mod fragment;
pub(crate) mod instruction;
mod lexer;
mod parse;
mod syntax;
mod types;

use crate::memory::Memory;
use instruction::{Instruction, Predicate, Row};
use std::collections::HashMap;
use syntax::{Initial, Unit, Variable};

/// A loaded module.
#[derive(Debug)]
pub struct Module {
    text: String,
    kernels: Vec<Kernel>,
    /// Module-level variables that code refers to: address and size.
    globals: HashMap<String, (u64, u32)>,
}

/// A kernel's parameter in the parameter buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    pub offset: u32,
    pub size: u32,
    pub align: u32,
}

impl Module {
    /// Parses and decodes a module, and allocates the variables that its code refers to. The error names line and instruction.
    pub fn load(text: &str, memory: &Memory) -> Result<Module, String> {
        let unit = parse::parse(text)?;
        let mut globals = Globals::default();
        let kernels = unit.functions.iter().filter(|f| f.kernel && f.body.is_some());
        let kernels = kernels
            .map(|kernel| decode::decode(&unit, kernel, text, memory, &mut globals))
            .collect::<Result<_, _>>()?;
        Ok(Module { text: text.to_string(), kernels, globals: globals.placed })
    }

    /// Frees the module's variables.
    pub fn unload(&self, memory: &Memory) {
        for (address, _) in self.globals.values() {
            memory.free(*address);
        }
    }

    /// The PTX that it was loaded from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The index of a kernel.
    pub fn kernel(&self, name: &str) -> Option<usize> {
        self.kernels.iter().position(|k| k.name == name)
    }

    /// A kernel's name.
    pub fn name(&self, kernel: usize) -> &str {
        &self.kernels[kernel].name
    }

    /// A kernel's parameters, in order.
    pub fn parameters(&self, kernel: usize) -> &[Parameter] {
        &self.kernels[kernel].parameters
    }

    /// Shared memory that a kernel declares with a size.
    pub fn static_shared_bytes(&self, kernel: usize) -> u32 {
        self.kernels[kernel].shared_bytes
    }

    /// Local memory of a thread.
    pub fn local_bytes(&self, kernel: usize) -> u32 {
        self.kernels[kernel].local_bytes
    }

    /// `.maxntid` or `.reqntid`, multiplied out.
    pub fn max_threads(&self, kernel: usize) -> Option<u32> {
        self.kernels[kernel].max_threads
    }

    /// Address and size of a module-level variable that a kernel refers to.
    pub fn global(&self, name: &str) -> Option<(u64, u32)> {
        self.globals.get(name).copied()
    }

    pub(crate) fn code(&self, kernel: usize) -> &Kernel {
        &self.kernels[kernel]
    }

    /// An instruction as it is written, on one line.
    pub(crate) fn text_of(&self, instruction: &Instruction) -> String {
        let (start, end) = (instruction.span.0 as usize, instruction.span.1 as usize);
        self.text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A decoded kernel.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kernel {
    pub name: String,
    pub parameters: Vec<Parameter>,
    pub instructions: Vec<Instruction>,
    /// Rows of 32 and of 64 bits, and predicates.
    pub narrow: u32,
    pub wide: u32,
    pub predicates: u32,
    /// A predicate that holds in every lane, where one is used.
    pub always: Option<Predicate>,
    /// Rows that no instruction writes: whether 64 bits, the row, what it holds.
    pub fixed: Vec<(bool, Row, Fixed)>,
    /// Static shared memory, and where dynamic shared memory starts.
    pub shared_bytes: u32,
    pub dynamic_shared_offset: u32,
    pub local_bytes: u32,
    pub max_threads: Option<u32>,
    /// Every access to shared memory is a multiple of so many bytes, and aligned to it.
    pub granule: u32,
    /// The same of global memory.
    pub global_granule: u32,
}

impl Kernel {
    fn true_predicate(&mut self) -> Predicate {
        *self.always.get_or_insert_with(|| {
            self.predicates += 1;
            self.predicates - 1
        })
    }
}

/// A value that is there before a kernel starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fixed {
    Constant(u64),
    /// Dimension 0, 1 or 2.
    Thread(u8),
    Threads(u8),
    Block(u8),
    Blocks(u8),
    Lane,
    Warp,
    Warps,
    Multiprocessor,
    /// Lanes equal to, less than, up to, from, and above this one, as a mask.
    LaneMask(Order),
    DynamicShared,
    TotalShared,
    Zero,
    One,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Order {
    Equal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

impl Fixed {
    /// The special register of a name. A cluster is one block.
    fn special(name: &str) -> Option<Self> {
        let dimension = match name.as_bytes().last() {
            Some(b'x') => 0,
            Some(b'y') => 1,
            _ => 2,
        };
        Some(match name {
            "%tid.x" | "%tid.y" | "%tid.z" => Fixed::Thread(dimension),
            "%ntid.x" | "%ntid.y" | "%ntid.z" => Fixed::Threads(dimension),
            "%ctaid.x" | "%ctaid.y" | "%ctaid.z" | "%clusterid.x" | "%clusterid.y" | "%clusterid.z" => {
                Fixed::Block(dimension)
            }
            "%nctaid.x" | "%nctaid.y" | "%nctaid.z" | "%nclusterid.x" | "%nclusterid.y" | "%nclusterid.z" => {
                Fixed::Blocks(dimension)
            }
            "%laneid" => Fixed::Lane,
            "%warpid" => Fixed::Warp,
            "%nwarpid" => Fixed::Warps,
            "%smid" => Fixed::Multiprocessor,
            "%lanemask_eq" => Fixed::LaneMask(Order::Equal),
            "%lanemask_lt" => Fixed::LaneMask(Order::Less),
            "%lanemask_le" => Fixed::LaneMask(Order::LessEqual),
            "%lanemask_gt" => Fixed::LaneMask(Order::Greater),
            "%lanemask_ge" => Fixed::LaneMask(Order::GreaterEqual),
            "%dynamic_smem_size" => Fixed::DynamicShared,
            "%total_smem_size" | "%aggr_smem_size" => Fixed::TotalShared,
            "%cluster_nctaid.x" | "%cluster_nctaid.y" | "%cluster_nctaid.z" | "%cluster_nctarank" | "%nsmid" => {
                Fixed::One
            }
            "%cluster_ctaid.x"
            | "%cluster_ctaid.y"
            | "%cluster_ctaid.z"
            | "%cluster_ctarank"
            | "%gridid"
            | "%is_explicit_cluster" => Fixed::Zero,
            _ if name.starts_with("%envreg") => Fixed::Zero,
            _ => return None,
        })
    }
}

/// The module's variables in device memory, placed when code first names them.
#[derive(Default)]
struct Globals {
    placed: HashMap<String, (u64, u32)>,
}

impl Globals {
    /// The address of a variable, which is allocated and initialised where it is not yet.
    fn place(&mut self, memory: &Memory, unit: &Unit, variable: &Variable) -> Result<u64, String> {
        if let Some((address, _)) = self.placed.get(variable.name) {
            return Ok(*address);
        }
        let Some(address) = memory.allocate(variable.bytes.max(1) as usize) else {
            return Err(format!("there is no memory left for `{}`", variable.name));
        };
        self.placed.insert(variable.name.to_string(), (address, variable.bytes));
        let mut bytes = Vec::with_capacity(variable.bytes as usize);
        let element = element_bytes(variable);
        for initial in &variable.initial {
            let bits = match initial {
                Initial::Bits(bits) => *bits,
                Initial::Address(name, offset) => {
                    let Some(other) = unit.variables.iter().find(|v| v.name == *name) else {
                        return Err(format!("`{}` is initialised by `{name}`, which is not a variable", variable.name));
                    };
                    self.place(memory, unit, other)?.wrapping_add(*offset as u64)
                }
            };
            bytes.extend_from_slice(&bits.to_le_bytes()[..element]);
        }
        bytes.resize(variable.bytes as usize, 0);
        if !memory.write(address, &bytes) {
            return Err(format!("`{}` has more initial values than elements", variable.name));
        }
        Ok(address)
    }
}

/// Bytes of a scalar of a variable: those of a vector are initialised one by one.
fn element_bytes(variable: &Variable) -> usize {
    (variable.element as usize).min(8)
}
