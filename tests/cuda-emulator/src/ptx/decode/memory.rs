//! Loads, stores, atomics, address windows, asynchronous copies and the barriers that track them.

use super::super::instruction::{
    Address, AtomicOp, AtomicType, Element, Float, Int, Mbarrier, Op, Row, Semantics, Space,
};
use super::super::syntax::Operand;
use super::arithmetic::{exactly, float, float_bits, int, int_bits};
use super::names::{Entity, Register};
use super::{Decoded, Decoder, Opcode};

/// Modifiers of caching, ordering and scope: memory is in order here, so they ask for nothing more.
const HINTS: [&str; 25] = [
    "weak",
    "relaxed",
    "acquire",
    "release",
    "acq_rel",
    "sc",
    "cta",
    "cluster",
    "gpu",
    "sys",
    "nc",
    "ca",
    "cg",
    "cs",
    "lu",
    "cv",
    "wb",
    "wt",
    "cop",
    "noftz",
    "volatile",
    "L1::no_allocate",
    "L1::evict_last",
    "L2::128B",
    "L2::256B",
];

/// Those of them that make an access one that other threads may race with.
const STRONG: [&str; 5] = ["volatile", "relaxed", "acquire", "release", "acq_rel"];

/// Removes hints, and answers with what they ask of an access.
fn hints(opcode: &mut Opcode) -> Semantics {
    let semantics = if opcode.rest.iter().any(|m| STRONG.contains(m)) {
        Semantics::Strong
    } else if opcode.rest.contains(&"nc") {
        Semantics::Constant
    } else {
        Semantics::Weak
    };
    opcode.rest.retain(|m| !HINTS.contains(m) && !m.starts_with("L1::") && !m.starts_with("L2::64B"));
    semantics
}

pub(super) fn space(opcode: &mut Opcode) -> Space {
    let names = [
        "global",
        "shared",
        "shared::cta",
        "shared::cluster",
        "local",
        "param",
        "param::entry",
        "param::func",
        "const",
    ];
    match opcode.take_any(&names) {
        Some("global" | "const") => Space::Global,
        Some("shared" | "shared::cta" | "shared::cluster") => Space::Shared,
        Some("local") => Space::Local,
        Some("param" | "param::entry" | "param::func") => Space::Parameter,
        _ => Space::Generic,
    }
}

/// The parameters of a call lie in local memory; the variables of a module have generic addresses.
fn space_of(space: Space, entity: Option<Entity>) -> Space {
    match (space, entity) {
        (Space::Parameter, Some(Entity::Local { .. })) => Space::Local,
        (Space::Generic, Some(Entity::Global { .. })) => Space::Global,
        _ => space,
    }
}

impl<'a> Decoder<'a, '_> {
    pub(super) fn memory(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        match opcode.name {
            "ld" | "ldu" => self.load(opcode, operands),
            "st" => self.store(opcode, operands),
            "atom" => self.atomic(opcode, operands, true),
            "red" => self.atomic(opcode, operands, false),
            "cvta" => self.window(opcode, operands),
            "isspacep" => {
                let space = space(opcode);
                let [to, from] = exactly(operands)?;
                Ok(Op::IsSpace { space, to: self.target_predicate(to)?, from: self.source(from, 64)? })
            }
            "mapa" => {
                // The only block of a cluster is this one.
                space(opcode);
                let wide = opcode.last()? == "u64";
                let [to, from, _] = exactly(operands)?;
                Ok(Op::Move { wide, to: self.target(to, wide)?, from: self.source(from, if wide { 64 } else { 32 })? })
            }
            "cp" => self.copy_async(opcode, operands),
            "mbarrier" => self.mbarrier(opcode, operands),
            "prefetch" | "prefetchu" | "membar" | "fence" | "discard" | "applypriority" => {
                opcode.rest.clear();
                Ok(Op::Nothing)
            }
            other => Err(format!("`{other}` is not interpreted")),
        }
    }

    /// An address in a space, or a fault where its variable lies in another.
    pub(super) fn located(&mut self, space: Space, operand: &Operand<'a>) -> Result<(Space, Address), String> {
        let (address, entity) = self.address(operand)?;
        let space = space_of(space, entity);
        let fits = match (space, entity) {
            (_, None) => true,
            (Space::Parameter, Some(e)) => matches!(e, Entity::Parameter { .. }),
            (Space::Shared, Some(e)) => matches!(e, Entity::Shared { .. }),
            (Space::Local, Some(e)) => matches!(e, Entity::Local { .. }),
            (Space::Global, Some(e)) => matches!(e, Entity::Global { .. }),
            (Space::Generic, Some(_)) => false,
        };
        if fits { Ok((space, address)) } else { Err("the variable lies in another state space".to_string()) }
    }

    /// How the elements of a load or store lie in registers, and how many there are.
    fn element(&mut self, kind: &str, first: Option<Register>) -> Result<Element, String> {
        let Some(bytes) = super::super::parse::size_of(kind) else {
            return Err(format!("`.{kind}` is not interpreted"));
        };
        let register = match first {
            Some(Register::Narrow { bits, .. }) => bits,
            Some(Register::Wide(_)) => 64,
            Some(_) => return Err("the register does not fit the type".to_string()),
            None if bytes == 8 => 64,
            None => 32,
        };
        if register < bytes * 8 && !(register == 16 && bytes == 2) {
            return Err("the register is narrower than its type".to_string());
        }
        let signed = matches!(kind, "s8" | "s16" | "s32");
        Ok(Element { bytes: bytes as u8, wide: register == 64, signed, register: register as u8 })
    }

    fn first_register(&mut self, list: &[Operand<'a>]) -> Option<Register> {
        list.iter().find_map(|operand| match operand {
            Operand::Name("_", 0) => None,
            other => self.register(other).ok(),
        })
    }

    fn vector(opcode: &mut Opcode) -> usize {
        match opcode.take_any(&["v2", "v4", "v8"]) {
            Some("v2") => 2,
            Some("v4") => 4,
            Some(_) => 8,
            None => 1,
        }
    }

    fn load(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let kind = opcode.last()?;
        let space = space(opcode);
        let semantics = hints(opcode);
        let count = Self::vector(opcode);
        let [to, from] = exactly(operands)?;
        let (space, address) = self.located(space, from)?;
        let list = Self::list(to);
        if list.len() != count {
            return Err(format!("{count} registers were expected"));
        }
        if kind == "b128" {
            let [one] = list else { return Err("vectors of 128 bits are not interpreted".to_string()) };
            let Register::Quad(row) = self.register(one)? else {
                return Err("a 128-bit register was expected".to_string());
            };
            let element = Element { bytes: 8, wide: true, signed: false, register: 64 };
            return Ok(Op::Load { space, element, to: [Some(row), Some(row + 1)].into(), address, semantics });
        }
        let first = self.first_register(list);
        let element = self.element(kind, first)?;
        let to = list.iter().map(|r| self.target_or_sink(r, element.wide)).collect::<Result<_, _>>()?;
        Ok(Op::Load { space, element, to, address, semantics })
    }

    fn store(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let kind = opcode.last()?;
        let space = space(opcode);
        let semantics = hints(opcode);
        let count = Self::vector(opcode);
        let [to, from] = exactly(operands)?;
        let (space, address) = self.located(space, to)?;
        let list = Self::list(from);
        if list.len() != count {
            return Err(format!("{count} registers were expected"));
        }
        if kind == "b128" {
            let [one] = list else { return Err("vectors of 128 bits are not interpreted".to_string()) };
            let Register::Quad(row) = self.register(one)? else {
                return Err("a 128-bit register was expected".to_string());
            };
            let element = Element { bytes: 8, wide: true, signed: false, register: 64 };
            return Ok(Op::Store { space, element, from: [row, row + 1].into(), address, semantics });
        }
        let first = self.first_register(list);
        let element = self.element(kind, first)?;
        let bits = if element.wide { 64 } else { 32 };
        let from = list.iter().map(|r| self.float_source(r, bits)).collect::<Result<_, _>>()?;
        Ok(Op::Store { space, element, from, address, semantics })
    }

    fn atomic(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>], returns: bool) -> Decoded {
        let kind = opcode.last()?;
        let space = space(opcode);
        hints(opcode);
        if Self::vector(opcode) > 1 {
            return Err("vectors of atomics are not interpreted".to_string());
        }
        let op = match opcode.first()? {
            "add" => AtomicOp::Add,
            "min" => AtomicOp::Min,
            "max" => AtomicOp::Max,
            "and" => AtomicOp::And,
            "or" => AtomicOp::Or,
            "xor" => AtomicOp::Xor,
            "exch" => AtomicOp::Exchange,
            "cas" => AtomicOp::CompareAndSwap,
            "inc" => AtomicOp::Increment,
            "dec" => AtomicOp::Decrement,
            other => return Err(format!("`.{other}` is not interpreted")),
        };
        let (of, bits) = match (int(kind), float(kind)) {
            (Some(of), _) => (AtomicType::Int(of), int_bits(of)),
            (_, Some(of)) => (AtomicType::Float(of), float_bits(of)),
            _ => return Err(format!("`.{kind}` is not interpreted")),
        };
        let known = match of {
            AtomicType::Float(of) => {
                op == AtomicOp::Add || of != Float::F64 && matches!(op, AtomicOp::Min | AtomicOp::Max)
            }
            AtomicType::Int(Int::U16 | Int::S16) => matches!(op, AtomicOp::CompareAndSwap | AtomicOp::Exchange),
            AtomicType::Int(_) => true,
        };
        if !known {
            return Err("it is not interpreted for this type".to_string());
        }
        let (to, rest) = match operands {
            [to, rest @ ..] if returns => (self.target_or_sink(to, bits == 64)?, rest),
            rest => (None, rest),
        };
        let swap = op == AtomicOp::CompareAndSwap;
        let (address, b, c) = match rest {
            [address, b, c] if swap => (address, b, Some(self.float_source(c, bits)?)),
            [address, b] if !swap => (address, b, None),
            _ => return Err("the number of operands is wrong".to_string()),
        };
        let b = self.float_source(b, bits)?;
        let (space, address) = self.located(space, address)?;
        Ok(Op::Atomic { op, of, space, to, address, b, c })
    }

    fn window(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let back = opcode.take("to");
        let space = space(opcode);
        let wide = match opcode.last()? {
            "u64" => true,
            "u32" => false,
            other => return Err(format!("`.{other}` is not interpreted")),
        };
        let [to, from] = exactly(operands)?;
        let from = self.source(from, if wide { 64 } else { 32 })?;
        let to = self.target(to, wide)?;
        if space == Space::Global {
            return Ok(Op::Move { wide, to, from });
        }
        if !wide {
            return Err("32-bit generic addresses are not interpreted".to_string());
        }
        Ok(Op::Window { space, back, to, from })
    }

    fn copy_async(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        if !opcode.take("async") || opcode.rest.contains(&"bulk") {
            return Err("only `cp.async` without `.bulk` is interpreted".to_string());
        }
        if opcode.take("commit_group") {
            return Ok(Op::CommitGroup);
        }
        if opcode.take("wait_all") {
            return Ok(Op::WaitAll);
        }
        if opcode.take("wait_group") {
            return match exactly(operands)? {
                [Operand::Integer(pending)] => Ok(Op::WaitGroup { pending: *pending as u32 }),
                _ => Err("the number of groups must be a constant".to_string()),
            };
        }
        if opcode.take("mbarrier") {
            opcode.take("arrive");
            let increment = !opcode.take("noinc");
            let space = space(opcode);
            opcode.take("b64");
            let [address] = exactly(operands)?;
            let (space, address) = self.located(space, address)?;
            return Ok(Op::BarrierArriveAsync { increment, space, address });
        }
        let whole = opcode.take("cg");
        hints(opcode);
        let to_shared = opcode.take_any(&["shared", "shared::cta", "shared::cluster"]).is_some();
        if !to_shared || !opcode.take("global") {
            return Err("copies go from global to shared memory".to_string());
        }
        let [to, from, Operand::Integer(bytes), rest @ ..] = operands else {
            return Err("the size must be a constant".to_string());
        };
        if !matches!((*bytes, whole), (4 | 8 | 16, false) | (16, true)) {
            return Err(format!("{bytes} bytes cannot be copied"));
        }
        let (_, to) = self.located(Space::Shared, to)?;
        let (_, from) = self.located(Space::Global, from)?;
        let (source_bytes, ignore) = match rest {
            [] => (None, None),
            [one] => match self.condition(one) {
                Ok(condition) if !matches!(one, Operand::Integer(_)) => (None, Some(condition)),
                _ => (Some(self.source(one, 32)?), None),
            },
            _ => return Err("cache policies are not interpreted".to_string()),
        };
        Ok(Op::CopyAsync { bytes: *bytes as u8, source_bytes, ignore, to, from })
    }

    fn mbarrier(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let what = opcode.first()?;
        opcode.take("b64");
        hints(opcode);
        let space = space(opcode);
        match what {
            "init" => {
                let [address, count] = exactly(operands)?;
                let (space, address) = self.located(space, address)?;
                Ok(Op::BarrierInit { space, address, count: self.source(count, 32)? })
            }
            "inval" => {
                let [address] = exactly(operands)?;
                let (space, address) = self.located(space, address)?;
                Ok(Op::BarrierInvalidate { space, address })
            }
            "arrive" | "arrive_drop" => {
                let expect = opcode.take("expect_tx");
                let complete = !opcode.take("noComplete");
                let kind = Mbarrier::Arrive { drop: what == "arrive_drop", complete, expect };
                let (to, rest) = match operands {
                    [address @ Operand::Address(..), rest @ ..] => (None, (address, rest)),
                    [to, address, rest @ ..] => (self.target_or_sink(to, true)?, (address, rest)),
                    _ => return Err("an address is missing".to_string()),
                };
                self.barrier_arrive(kind, space, to, rest.0, rest.1)
            }
            "expect_tx" | "complete_tx" => {
                let [address, rest @ ..] = operands else { return Err("an address is missing".to_string()) };
                let kind = if what == "expect_tx" { Mbarrier::ExpectBytes } else { Mbarrier::CompleteBytes };
                self.barrier_arrive(kind, space, None, address, rest)
            }
            "test_wait" | "try_wait" => {
                let parity = opcode.take("parity");
                // A hint how long to wait may follow.
                let [to, address, state, ..] = operands else { return Err("an operand is missing".to_string()) };
                let (space, address) = self.located(space, address)?;
                let state = self.source(state, if parity { 32 } else { 64 })?;
                Ok(Op::BarrierTest { parity, space, to: self.target_predicate(to)?, address, state })
            }
            "pending_count" => {
                let [to, state] = exactly(operands)?;
                Ok(Op::BarrierPending { to: self.target(to, false)?, state: self.source(state, 64)? })
            }
            other => Err(format!("`.{other}` is not interpreted")),
        }
    }

    fn barrier_arrive(
        &mut self,
        kind: Mbarrier,
        space: Space,
        to: Option<Row>,
        address: &Operand<'a>,
        rest: &[Operand<'a>],
    ) -> Decoded {
        let count = match rest {
            [] => None,
            [count] => Some(self.source(count, 32)?),
            _ => return Err("the number of operands is wrong".to_string()),
        };
        let (space, address) = self.located(space, address)?;
        Ok(Op::BarrierArrive { kind, space, to, address, count })
    }
}
