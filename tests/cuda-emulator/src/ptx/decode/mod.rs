//! The syntax tree of a kernel to [`Instruction`]s: names become rows of the register file, labels become positions, and calls of
//! device functions are decoded in place.

mod arithmetic;
mod control;
mod convert;
mod matrix;
mod memory;
mod names;

use super::instruction::{Condition, Instruction, Op, Row, Space};
use super::syntax::{self, Function, Statement, Unit, Variable};
use super::{Fixed, Globals, Kernel, Parameter};
use crate::memory::Memory;
use names::{Entity, Names, Register};
use std::collections::HashMap;

/// How deep calls may nest: a call is decoded in place, so recursion has no end.
const CALL_DEPTH: usize = 16;

/// Decodes one kernel of a module.
pub(super) fn decode<'a>(
    unit: &'a Unit<'a>,
    kernel: &'a Function<'a>,
    text: &str,
    memory: &Memory,
    globals: &mut Globals,
) -> Result<Kernel, String> {
    let mut decoder = Decoder {
        unit,
        text,
        memory,
        globals,
        names: Names::default(),
        kernel: Kernel { name: kernel.name.to_string(), max_threads: kernel.max_threads, ..Kernel::default() },
        constants: HashMap::new(),
        labels: Vec::new(),
        returns: Vec::new(),
        line: 0,
        dynamic_shared: 0,
    };
    decoder.kernel(kernel)?;
    Ok(decoder.kernel)
}

struct Decoder<'a, 'b> {
    unit: &'a Unit<'a>,
    text: &'b str,
    memory: &'b Memory,
    globals: &'b mut Globals,
    names: Names<'a>,
    kernel: Kernel,
    /// Rows of constants and special registers, by class and value.
    constants: HashMap<(bool, Fixed), Row>,
    /// Positions of labels, by number.
    labels: Vec<Option<u32>>,
    /// Where `ret` goes, for each call being decoded; none in the kernel itself.
    returns: Vec<u32>,
    line: u32,
    dynamic_shared: u32,
}

/// An opcode and the modifiers that are not understood yet.
struct Opcode<'a> {
    name: &'a str,
    rest: Vec<&'a str>,
}

impl<'a> Opcode<'a> {
    fn take(&mut self, modifier: &str) -> bool {
        match self.rest.iter().position(|m| *m == modifier) {
            Some(at) => {
                self.rest.remove(at);
                true
            }
            None => false,
        }
    }

    /// The first of these that is there.
    fn take_any(&mut self, modifiers: &[&'static str]) -> Option<&'static str> {
        modifiers.iter().copied().find(|m| self.take(m))
    }

    fn first(&mut self) -> Result<&'a str, String> {
        if self.rest.is_empty() { Err("a modifier is missing".to_string()) } else { Ok(self.rest.remove(0)) }
    }

    fn last(&mut self) -> Result<&'a str, String> {
        self.rest.pop().ok_or_else(|| "a type is missing".to_string())
    }

    /// Nothing may be left that was not understood.
    fn end(&self) -> Result<(), String> {
        match self.rest.first() {
            Some(left) => Err(format!("`.{left}` is not interpreted")),
            None => Ok(()),
        }
    }
}

type Decoded = Result<Op, String>;

impl<'a> Decoder<'a, '_> {
    fn kernel(&mut self, kernel: &'a Function<'a>) -> Result<(), String> {
        let mut offset = 0u32;
        self.names.enter();
        for parameter in &kernel.parameters {
            offset = offset.next_multiple_of(parameter.align);
            self.kernel.parameters.push(Parameter { offset, size: parameter.bytes, align: parameter.align });
            self.names.declare(parameter.name, Entity::Parameter { offset });
            offset += parameter.bytes;
        }
        let Some(body) = &kernel.body else {
            return Err(format!("kernel {}: it has no body", kernel.name));
        };
        self.shared_layout(kernel);
        self.body(body)?;
        self.push(Op::Exit, None, (0, 0));
        for (at, instruction) in self.kernel.instructions.iter_mut().enumerate() {
            let mut resolve = |label: &mut u32| match self.labels[*label as usize] {
                Some(position) => {
                    *label = position;
                    Ok(())
                }
                None => Err(format!("PTX line {}: instruction {at} goes to a label that is nowhere", instruction.line)),
            };
            match &mut instruction.op {
                Op::Branch { target } => resolve(target)?,
                Op::BranchIndexed { targets, .. } => targets.iter_mut().try_for_each(&mut resolve)?,
                _ => (),
            }
        }
        self.kernel.granule = granule(&self.kernel.instructions, Space::Shared);
        self.kernel.global_granule = granule(&self.kernel.instructions, Space::Global);
        Ok(())
    }

    /// Static shared memory comes first, and dynamic shared memory behind it.
    fn shared_layout(&mut self, kernel: &'a Function<'a>) {
        let mut at = 0u32;
        let mut align = 16;
        let unit = self.unit;
        for variable in unit.variables.iter().filter(|v| v.space == "shared") {
            align = align.max(variable.align);
            if !variable.external {
                at = at.next_multiple_of(variable.align);
                self.names.declare(variable.name, Entity::Shared { offset: at });
                at += variable.bytes;
            }
        }
        let bodies = unit.functions.iter().filter(|f| !f.kernel).chain([kernel]);
        let inner: u32 = bodies.filter_map(|f| f.body.as_deref()).map(shared_bytes).sum();
        self.kernel.shared_bytes = at;
        self.dynamic_shared = (at + inner).next_multiple_of(align);
        if at + inner == 0 {
            self.dynamic_shared = 0;
        }
        for variable in unit.variables.iter().filter(|v| v.space == "shared" && v.external) {
            self.names.declare(variable.name, Entity::Shared { offset: self.dynamic_shared });
        }
        self.kernel.dynamic_shared_offset = self.dynamic_shared;
    }

    /// Statements of one scope.
    fn body(&mut self, statements: &'a [Statement<'a>]) -> Result<(), String> {
        self.names.enter();
        for statement in statements {
            match statement {
                Statement::Label(name) => {
                    self.names.declare(name, Entity::Label(self.labels.len() as u32));
                    self.labels.push(None);
                }
                Statement::Targets(name, targets) => self.names.declare(name, Entity::Targets(targets)),
                _ => (),
            }
        }
        for statement in statements {
            match statement {
                Statement::Registers { kind, names } => {
                    for (name, count) in names {
                        match count {
                            Some(count) => self.names.declare_family(name, kind, *count),
                            None => {
                                let register = self.new_register(kind)?;
                                self.names.declare(name, Entity::Register(register));
                            }
                        }
                    }
                }
                Statement::Variable(variable) => self.variable(variable)?,
                Statement::Label(name) => {
                    if let Some(Entity::Label(number)) = self.names.find(name) {
                        self.labels[number as usize] = Some(self.kernel.instructions.len() as u32);
                    }
                }
                Statement::Targets(..) => (),
                Statement::Block(inner) => self.body(inner)?,
                Statement::Instruction(instruction) => self.instruction(instruction)?,
            }
        }
        self.names.leave();
        Ok(())
    }

    fn variable(&mut self, variable: &'a Variable<'a>) -> Result<(), String> {
        let entity = match variable.space {
            "shared" => {
                let offset = self.kernel.shared_bytes.next_multiple_of(variable.align);
                self.kernel.shared_bytes = offset + variable.bytes;
                Entity::Shared { offset }
            }
            "local" | "param" => {
                let offset = self.kernel.local_bytes.next_multiple_of(variable.align);
                self.kernel.local_bytes = offset + variable.bytes;
                Entity::Local { offset }
            }
            _ => Entity::Global { address: self.globals.place(self.memory, self.unit, variable)? },
        };
        self.names.declare(variable.name, entity);
        Ok(())
    }

    fn new_register(&mut self, kind: &str) -> Result<Register, String> {
        let kernel = &mut self.kernel;
        Ok(match (kind, syntax_bits(kind)) {
            ("pred", _) => {
                kernel.predicates += 1;
                Register::Predicate(kernel.predicates - 1)
            }
            (_, Some(bits @ (8 | 16 | 32))) => {
                kernel.narrow += 1;
                Register::Narrow { row: kernel.narrow - 1, bits }
            }
            (_, Some(64)) => {
                kernel.wide += 1;
                Register::Wide(kernel.wide - 1)
            }
            (_, Some(128)) => {
                kernel.wide += 2;
                Register::Quad(kernel.wide - 2)
            }
            _ => return Err(format!("PTX line {}: registers of type `.{kind}` are not interpreted", self.line)),
        })
    }

    fn push(&mut self, op: Op, guard: Option<Condition>, span: (u32, u32)) {
        self.kernel.instructions.push(Instruction { guard, op, line: self.line, span });
    }

    fn instruction(&mut self, instruction: &'a syntax::Instruction<'a>) -> Result<(), String> {
        self.line = instruction.line;
        self.decode_one(instruction).map_err(|what| {
            if what.starts_with("PTX line") {
                return what;
            }
            let text = &self.text[instruction.span.0 as usize..instruction.span.1 as usize];
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("PTX line {}: `{text}`: {what}", instruction.line)
        })
    }

    fn decode_one(&mut self, instruction: &'a syntax::Instruction<'a>) -> Result<(), String> {
        let guard = match instruction.guard {
            Some((name, negated)) => Some(Condition { predicate: self.predicate(name)?, negated }),
            None => None,
        };
        let mut opcode = Opcode { name: instruction.name[0], rest: instruction.name[1..].to_vec() };
        if opcode.name == "call" {
            return self.call(instruction, guard);
        }
        let operands = &instruction.operands[..];
        let op = match opcode.name {
            "mov" | "selp" | "slct" | "setp" | "set" | "and" | "or" | "xor" | "not" | "cnot" | "add" | "sub"
            | "mul" | "mad" | "fma" | "div" | "rem" | "neg" | "abs" | "min" | "max" | "shl" | "shr" | "shf" | "bfe"
            | "bfi" | "bfind" | "brev" | "popc" | "clz" | "prmt" | "lop3" | "sad" | "addc" | "subc" | "madc"
            | "dp4a" | "rcp" | "sqrt" | "rsqrt" | "ex2" | "lg2" | "sin" | "cos" | "tanh" | "testp" | "copysign"
            | "mul24" | "mad24" => self.arithmetic(&mut opcode, operands),
            "cvt" => self.convert(&mut opcode, operands),
            "ld" | "ldu" | "st" | "atom" | "red" | "cvta" | "isspacep" | "prefetch" | "prefetchu" | "membar"
            | "fence" | "cp" | "mbarrier" | "discard" | "applypriority" | "createpolicy" | "mapa" => {
                self.memory(&mut opcode, operands)
            }
            "ldmatrix" | "stmatrix" | "movmatrix" | "wmma" | "mma" => self.matrix(&mut opcode, operands),
            _ => self.control(&mut opcode, operands),
        }?;
        opcode.end()?;
        self.push(op, guard, instruction.span);
        Ok(())
    }
}

/// Static shared memory that a body declares, with room for alignment.
fn shared_bytes(statements: &[Statement]) -> u32 {
    let one = |statement: &Statement| match statement {
        Statement::Variable(v) if v.space == "shared" => v.bytes + v.align - 1,
        Statement::Block(inner) => shared_bytes(inner),
        _ => 0,
    };
    statements.iter().map(one).sum()
}

fn syntax_bits(kind: &str) -> Option<u32> {
    super::parse::size_of(kind).map(|bytes| bytes * 8)
}

/// The largest power of two, up to 16, that divides every access to a space: what is known of each such piece of it (who wrote it,
/// who read it) is known of all its bytes alike.
fn granule(instructions: &[Instruction], of: Space) -> u32 {
    let inside = |space: &Space| *space == of || *space == Space::Generic;
    let bytes = |instruction: &Instruction| match &instruction.op {
        Op::Load { space, element, to, .. } if inside(space) => u32::from(element.bytes) * to.len() as u32,
        Op::Store { space, element, from, .. } if inside(space) => u32::from(element.bytes) * from.len() as u32,
        Op::Atomic { space, of, .. } if inside(space) => of.bytes() as u32,
        Op::WmmaLoad { space, part, .. } | Op::WmmaStore { space, part, .. } if inside(space) => {
            part.entry.bytes() as u32
        }
        Op::CopyAsync { bytes, .. } => u32::from(*bytes),
        _ => 16,
    };
    instructions.iter().map(bytes).fold(16, |least, bytes| least.min(1 << bytes.trailing_zeros()))
}
