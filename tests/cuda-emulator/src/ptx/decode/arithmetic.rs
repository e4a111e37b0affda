//! Moves, comparisons, and arithmetic on whole numbers, floats and predicates.

use super::super::instruction::{
    Carry, Compared, Comparison, Float, FloatBinary, FloatUnary, Int, IntBinary, IntTernary, IntUnary, Logic, Mode, Op,
    Relation, Rounding,
};
use super::super::syntax::Operand;
use super::names::Register;
use super::{Decoded, Decoder, Opcode};
use crate::ptx::instruction::Clock;

/// A whole-number type, bit types as unsigned.
pub(super) fn int(kind: &str) -> Option<Int> {
    Some(match kind {
        "u16" | "b16" => Int::U16,
        "s16" => Int::S16,
        "u32" | "b32" => Int::U32,
        "s32" => Int::S32,
        "u64" | "b64" => Int::U64,
        "s64" => Int::S64,
        _ => return None,
    })
}

pub(super) fn float(kind: &str) -> Option<Float> {
    Some(match kind {
        "f16" => Float::F16,
        "f16x2" => Float::F16x2,
        "bf16" => Float::Bf16,
        "bf16x2" => Float::Bf16x2,
        "f32" => Float::F32,
        "f64" => Float::F64,
        _ => return None,
    })
}

pub(super) fn int_bits(of: Int) -> u32 {
    match of {
        Int::U16 | Int::S16 => 16,
        Int::U32 | Int::S32 => 32,
        Int::U64 | Int::S64 => 64,
    }
}

pub(super) fn float_bits(of: Float) -> u32 {
    match of {
        Float::F16 | Float::Bf16 => 16,
        Float::F16x2 | Float::Bf16x2 | Float::F32 => 32,
        Float::F64 => 64,
    }
}

fn logic(name: &str) -> Option<Logic> {
    Some(match name {
        "and" => Logic::And,
        "or" => Logic::Or,
        "xor" => Logic::Xor,
        _ => return None,
    })
}

/// The operands, as many as there must be.
pub(super) fn exactly<'b, 'a, const N: usize>(operands: &'b [Operand<'a>]) -> Result<&'b [Operand<'a>; N], String> {
    operands.try_into().map_err(|_| format!("{N} operands were expected, not {}", operands.len()))
}

/// The rounding, flushing and clamping that an opcode asks for.
pub(super) fn mode(opcode: &mut Opcode) -> Mode {
    let rounding = match opcode.take_any(&["rn", "rz", "rm", "rp"]) {
        Some("rz") => Rounding::Zero,
        Some("rm") => Rounding::Down,
        Some("rp") => Rounding::Up,
        _ => Rounding::Nearest,
    };
    Mode { rounding, flush: opcode.take("ftz"), saturate: opcode.take("sat"), relu: opcode.take("relu") }
}

impl<'a> Decoder<'a, '_> {
    pub(super) fn arithmetic(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        match opcode.name {
            "mov" => return self.mov(opcode, operands),
            "setp" => return self.setp(opcode, operands),
            "set" => return self.set(opcode, operands),
            "selp" => return self.selp(opcode, operands),
            "slct" => return self.slct(opcode, operands),
            "shf" | "bfe" | "bfi" | "prmt" | "lop3" | "dp4a" | "testp" => return self.bits(opcode, operands),
            "mul" | "mad" if opcode.rest.contains(&"wide") => return self.wide(opcode, operands),
            "add" | "sub" | "mad" if opcode.rest.contains(&"cc") => return self.carry(opcode, operands),
            "addc" | "subc" | "madc" => return self.carry(opcode, operands),
            _ => (),
        }
        let kind = opcode.last()?;
        if kind == "pred" {
            return self.predicate_logic(opcode, operands);
        }
        match (int(kind), float(kind)) {
            (Some(of), _) => self.whole(opcode, operands, of),
            (_, Some(of)) => self.floating(opcode, operands, of),
            _ => Err(format!("`.{kind}` is not interpreted")),
        }
    }

    fn mov(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let kind = opcode.last()?;
        let [to, from] = exactly(operands)?;
        if kind == "pred" {
            return Ok(Op::MovePredicate { to: self.target_predicate(to)?, from: self.condition(from)? });
        }
        let Some(bits) = super::syntax_bits(kind) else {
            return Err(format!("`.{kind}` is not interpreted"));
        };
        if let Operand::Name(name @ ("%clock" | "%clock64" | "%clock_hi" | "%globaltimer" | "%globaltimer_lo"), 0) =
            from
        {
            let clock = if name.starts_with("%clock") { Clock::Cycles } else { Clock::Nanoseconds };
            return Ok(Op::ReadClock { clock, wide: bits == 64, to: self.target(to, bits == 64)? });
        }
        if bits == 128 {
            return self.mov_quad(to, from);
        }
        let wide = bits == 64;
        if let Operand::List(parts) = from {
            let each = bits / parts.len().max(1) as u32;
            let parts = parts.iter().map(|p| self.source(p, each)).collect::<Result<_, _>>()?;
            return Ok(Op::Pack { bits: each as u8, wide, to: self.target(to, wide)?, parts });
        }
        if let Operand::List(parts) = to {
            let each = bits / parts.len().max(1) as u32;
            let parts = parts.iter().map(|p| self.target_or_sink(p, false)).collect::<Result<_, _>>()?;
            return Ok(Op::Unpack { bits: each as u8, wide, from: self.source(from, bits)?, parts });
        }
        Ok(Op::Move { wide, to: self.target(to, wide)?, from: self.float_source(from, bits)? })
    }

    /// 128 bits as a pair of 64-bit registers.
    fn mov_quad(&mut self, to: &Operand<'a>, from: &Operand<'a>) -> Decoded {
        let (to_list, from_list) = (Self::list(to), Self::list(from));
        let sources = match from_list {
            [one] => match self.register(one)? {
                Register::Quad(row) => vec![row, row + 1],
                _ => return Err("a 128-bit register was expected".to_string()),
            },
            parts => parts.iter().map(|p| self.source(p, 64)).collect::<Result<_, _>>()?,
        };
        let targets = match to_list {
            [one] => match self.register(one)? {
                Register::Quad(row) => vec![Some(row), Some(row + 1)],
                _ => return Err("a 128-bit register was expected".to_string()),
            },
            parts => parts.iter().map(|p| self.target_or_sink(p, true)).collect::<Result<_, _>>()?,
        };
        if sources.len() != 2 || targets.len() != 2 {
            return Err("128 bits are two registers of 64".to_string());
        }
        Ok(Op::MovePair { to: [targets[0], targets[1]], from: [sources[0], sources[1]] })
    }

    fn relation(&mut self, opcode: &mut Opcode<'a>, of: Compared, name: &str) -> Result<Comparison, String> {
        let whole = matches!(of, Compared::Int(_));
        let (relation, unordered) = match name {
            "eq" => (Relation::Equal, false),
            "ne" => (Relation::NotEqual, false),
            "lt" | "lo" => (Relation::Less, false),
            "le" | "ls" => (Relation::LessEqual, false),
            "gt" | "hi" => (Relation::Greater, false),
            "ge" | "hs" => (Relation::GreaterEqual, false),
            "equ" if !whole => (Relation::Equal, true),
            "neu" if !whole => (Relation::NotEqual, true),
            "ltu" if !whole => (Relation::Less, true),
            "leu" if !whole => (Relation::LessEqual, true),
            "gtu" if !whole => (Relation::Greater, true),
            "geu" if !whole => (Relation::GreaterEqual, true),
            "num" if !whole => (Relation::Number, false),
            "nan" if !whole => (Relation::Nan, false),
            _ => return Err(format!("`.{name}` is not a comparison of this type")),
        };
        Ok(Comparison { of, relation, unordered, flush: opcode.take("ftz") })
    }

    fn compared(kind: &str) -> Result<(Compared, u32), String> {
        match (int(kind), float(kind)) {
            (Some(of), _) => Ok((Compared::Int(of), int_bits(of))),
            (_, Some(of)) => Ok((Compared::Float(of), float_bits(of))),
            _ => Err(format!("`.{kind}` is not interpreted")),
        }
    }

    fn setp(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let kind = opcode.last()?;
        let relation = opcode.first()?;
        let (of, bits) = Self::compared(kind)?;
        let comparison = self.relation(opcode, of, relation)?;
        let join = opcode.take_any(&["and", "or", "xor"]).and_then(logic);
        let (operands, join) = match (operands, join) {
            ([rest @ .., last], Some(logic)) => (rest, Some((logic, self.condition(last)?))),
            _ => (operands, None),
        };
        let [targets, a, b] = exactly(operands)?;
        let (a, b) = (self.float_source(a, bits)?, self.float_source(b, bits)?);
        let mut predicate = |operand: &Operand<'a>| match operand {
            Operand::Name("_", 0) => Ok(None),
            other => self.target_predicate(other).map(Some),
        };
        let (to, inverse) = match targets {
            Operand::Pair(to, inverse) => (predicate(to)?, predicate(inverse)?),
            to => (predicate(to)?, None),
        };
        if matches!(of, Compared::Float(Float::F16x2 | Float::Bf16x2)) {
            if join.is_some() {
                return Err("a packed comparison joined with a predicate is not interpreted".to_string());
            }
            return Ok(Op::ComparePair { comparison, to: [to, inverse], a, b });
        }
        Ok(Op::Compare { comparison, to, inverse, a, b, join })
    }

    fn set(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let (kind, result) = (opcode.last()?, opcode.last()?);
        let relation = opcode.first()?;
        let (of, bits) = Self::compared(kind)?;
        let comparison = self.relation(opcode, of, relation)?;
        let join = opcode.take_any(&["and", "or", "xor"]).and_then(logic);
        let (operands, join) = match (operands, join) {
            ([rest @ .., last], Some(logic)) => (rest, Some((logic, self.condition(last)?))),
            _ => (operands, None),
        };
        let [to, a, b] = exactly(operands)?;
        let float = float(result);
        if float.is_none() && !matches!(int(result), Some(Int::U32 | Int::S32 | Int::U16)) {
            return Err(format!("`.{result}` is not interpreted"));
        }
        let (a, b) = (self.float_source(a, bits)?, self.float_source(b, bits)?);
        Ok(Op::CompareSet { comparison, float, to: self.target(to, false)?, a, b, join })
    }

    fn selp(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let kind = opcode.last()?;
        let Some(bits @ (16 | 32 | 64)) = super::syntax_bits(kind) else {
            return Err(format!("`.{kind}` is not interpreted"));
        };
        let [to, a, b, condition] = exactly(operands)?;
        let (a, b) = (self.float_source(a, bits)?, self.float_source(b, bits)?);
        let condition = self.condition(condition)?;
        Ok(Op::Select { wide: bits == 64, to: self.target(to, bits == 64)?, a, b, condition })
    }

    fn slct(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let (by, kind) = (opcode.last()?, opcode.last()?);
        opcode.take("ftz");
        let Some(bits @ (16 | 32 | 64)) = super::syntax_bits(kind) else {
            return Err(format!("`.{kind}` is not interpreted"));
        };
        let [to, a, b, c] = exactly(operands)?;
        let (a, b) = (self.float_source(a, bits)?, self.float_source(b, bits)?);
        let c = self.float_source(c, 32)?;
        Ok(Op::SelectSign { wide: bits == 64, float: by == "f32", to: self.target(to, bits == 64)?, a, b, c })
    }

    fn predicate_logic(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        if opcode.name == "not" {
            let [to, a] = exactly(operands)?;
            let from = self.condition(a)?;
            let to = self.target_predicate(to)?;
            let from = super::Condition { negated: !from.negated, ..from };
            return Ok(Op::MovePredicate { to, from });
        }
        let Some(op) = logic(opcode.name) else {
            return Err("this is not an operation on predicates".to_string());
        };
        let [to, a, b] = exactly(operands)?;
        Ok(Op::PredicateLogic { op, to: self.target_predicate(to)?, a: self.condition(a)?, b: self.condition(b)? })
    }

    fn whole(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>], of: Int) -> Decoded {
        let bits = int_bits(of);
        let (wide, name) = (bits == 64, opcode.name);
        let unary = match name {
            "not" => Some(IntUnary::Not),
            "cnot" => Some(IntUnary::LogicalNot),
            "neg" => Some(IntUnary::Negate),
            "abs" => Some(IntUnary::Absolute),
            "popc" => Some(IntUnary::CountOnes),
            "clz" => Some(IntUnary::LeadingZeros),
            "brev" => Some(IntUnary::Reverse),
            "bfind" if opcode.take("shiftamt") => Some(IntUnary::FindShift),
            "bfind" => Some(IntUnary::Find),
            _ => None,
        };
        if let Some(op) = unary {
            let [to, a] = exactly(operands)?;
            let counts =
                matches!(op, IntUnary::CountOnes | IntUnary::LeadingZeros | IntUnary::Find | IntUnary::FindShift);
            let a = self.source(a, bits)?;
            return Ok(Op::IntUnary { op, of, to: self.target(to, wide && !counts)?, a });
        }
        if let "shl" | "shr" = opcode.name {
            let [to, a, b] = exactly(operands)?;
            let (a, b) = (self.source(a, bits)?, self.source(b, 32)?);
            let to = self.target(to, wide)?;
            return Ok(if opcode.name == "shl" {
                Op::ShiftLeft { of, to, a, b }
            } else {
                Op::ShiftRight { of, to, a, b }
            });
        }
        let ternary = match name {
            "mad" if opcode.take("lo") => Some(IntTernary::MultiplyAdd),
            "mad" if opcode.take("hi") => Some(IntTernary::MultiplyHighAdd),
            "sad" => Some(IntTernary::Difference),
            _ => None,
        };
        if let Some(op) = ternary {
            let [to, a, b, c] = exactly(operands)?;
            let (a, b, c) = (self.source(a, bits)?, self.source(b, bits)?, self.source(c, bits)?);
            return Ok(Op::IntTernary { op, of, to: self.target(to, wide)?, a, b, c });
        }
        let op = match name {
            "add" if opcode.take("sat") => IntBinary::AddSaturating,
            "add" => IntBinary::Add,
            "sub" if opcode.take("sat") => IntBinary::SubtractSaturating,
            "sub" => IntBinary::Subtract,
            "mul" if opcode.take("lo") => IntBinary::Multiply,
            "mul" if opcode.take("hi") => IntBinary::MultiplyHigh,
            "div" => IntBinary::Divide,
            "rem" => IntBinary::Remainder,
            "min" => IntBinary::Min,
            "max" => IntBinary::Max,
            "and" => IntBinary::And,
            "or" => IntBinary::Or,
            "xor" => IntBinary::Xor,
            _ => return Err("it is not interpreted for this type".to_string()),
        };
        let [to, a, b] = exactly(operands)?;
        let (a, b) = (self.source(a, bits)?, self.source(b, bits)?);
        Ok(Op::IntBinary { op, of, to: self.target(to, wide)?, a, b })
    }

    fn wide(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        opcode.take("wide");
        let kind = opcode.last()?;
        let Some(of @ (Int::U16 | Int::S16 | Int::U32 | Int::S32)) = int(kind) else {
            return Err(format!("`.{kind}` is not interpreted"));
        };
        let bits = int_bits(of);
        let (operands, add) = match operands {
            [to, a, b, c] if opcode.name == "mad" => ([to, a, b], Some(self.source(c, 2 * bits)?)),
            [to, a, b] if opcode.name == "mul" => ([to, a, b], None),
            _ => return Err("the number of operands is wrong".to_string()),
        };
        let [to, a, b] = operands;
        let (a, b) = (self.source(a, bits)?, self.source(b, bits)?);
        Ok(Op::MultiplyWide { of, to: self.target(to, bits == 32)?, a, b, add })
    }

    fn carry(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let writes = opcode.take("cc");
        let kind = opcode.last()?;
        let Some(of @ (Int::U32 | Int::S32 | Int::U64 | Int::S64)) = int(kind) else {
            return Err(format!("`.{kind}` is not interpreted"));
        };
        let name = opcode.name;
        let (op, reads) = match name {
            "add" => (Carry::Add, false),
            "addc" => (Carry::Add, true),
            "sub" => (Carry::Subtract, false),
            "subc" => (Carry::Subtract, true),
            name if opcode.take("lo") => (Carry::MultiplyLowAdd, name == "madc"),
            name => {
                opcode.take("hi");
                (Carry::MultiplyHighAdd, name == "madc")
            }
        };
        let bits = int_bits(of);
        let sources = operands.get(1..).unwrap_or_default();
        let sources: Vec<_> = sources.iter().map(|s| self.source(s, bits)).collect::<Result<_, _>>()?;
        let (a, b, c) = match (op, &sources[..]) {
            (Carry::Add | Carry::Subtract, [a, b]) => (*a, *b, *b),
            (Carry::MultiplyLowAdd | Carry::MultiplyHighAdd, [a, b, c]) => (*a, *b, *c),
            _ => return Err("the number of operands is wrong".to_string()),
        };
        Ok(Op::Carry { op, of, reads, writes, to: self.target(&operands[0], bits == 64)?, a, b, c })
    }

    fn bits(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        match opcode.name {
            "shf" => {
                let left = opcode.take("l");
                opcode.take("r");
                let wrap = opcode.take("wrap");
                opcode.take("clamp");
                opcode.take("b32");
                let [to, a, b, c] = exactly(operands)?;
                let (a, b, c) = (self.source(a, 32)?, self.source(b, 32)?, self.source(c, 32)?);
                Ok(Op::Funnel { left, wrap, to: self.target(to, false)?, a, b, c })
            }
            "bfe" => {
                let kind = opcode.last()?;
                let of = int(kind).ok_or_else(|| format!("`.{kind}` is not interpreted"))?;
                let [to, a, b, c] = exactly(operands)?;
                let (a, b, c) = (self.source(a, int_bits(of))?, self.source(b, 32)?, self.source(c, 32)?);
                Ok(Op::ExtractBits { of, to: self.target(to, int_bits(of) == 64)?, a, b, c })
            }
            "bfi" => {
                let wide = opcode.take("b64");
                opcode.take("b32");
                let bits = if wide { 64 } else { 32 };
                let [to, a, b, c, d] = exactly(operands)?;
                let (a, b) = (self.source(a, bits)?, self.source(b, bits)?);
                let (c, d) = (self.source(c, 32)?, self.source(d, 32)?);
                Ok(Op::InsertBits { wide, to: self.target(to, wide)?, a, b, c, d })
            }
            "prmt" => {
                opcode.take("b32");
                let [to, a, b, c] = exactly(operands)?;
                let (a, b, c) = (self.source(a, 32)?, self.source(b, 32)?, self.source(c, 32)?);
                Ok(Op::Permute { to: self.target(to, false)?, a, b, c })
            }
            "lop3" => {
                opcode.take("b32");
                let [to, a, b, c, Operand::Integer(table)] = exactly(operands)? else {
                    return Err("the table must be a constant".to_string());
                };
                let (a, b, c) = (self.source(a, 32)?, self.source(b, 32)?, self.source(c, 32)?);
                Ok(Op::Lookup { to: self.target(to, false)?, a, b, c, table: *table as u8 })
            }
            "dp4a" => {
                let signed = (opcode.first()? == "s32", opcode.first()? == "s32");
                let [to, a, b, c] = exactly(operands)?;
                let (a, b, c) = (self.source(a, 32)?, self.source(b, 32)?, self.source(c, 32)?);
                Ok(Op::DotBytes { signed, to: self.target(to, false)?, a, b, c })
            }
            _ => {
                let kind = opcode.last()?;
                let Some(of @ (Float::F32 | Float::F64)) = float(kind) else {
                    return Err(format!("`.{kind}` is not interpreted"));
                };
                let class = opcode.first()?;
                let [to, a] = exactly(operands)?;
                let a = self.float_source(a, float_bits(of))?;
                let class = super::super::instruction::FloatClass::named(class)
                    .ok_or_else(|| format!("`.{class}` is not a class of numbers"))?;
                Ok(Op::TestFloat { class, wide: of == Float::F64, to: self.target_predicate(to)?, a })
            }
        }
    }

    fn floating(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>], of: Float) -> Decoded {
        let bits = float_bits(of);
        let wide = bits == 64;
        opcode.take("approx");
        opcode.take("full");
        let mode = mode(opcode);
        let unary = match opcode.name {
            "neg" => Some(FloatUnary::Negate),
            "abs" => Some(FloatUnary::Absolute),
            "rcp" => Some(FloatUnary::Reciprocal),
            "sqrt" => Some(FloatUnary::SquareRoot),
            "rsqrt" => Some(FloatUnary::ReciprocalSquareRoot),
            "ex2" => Some(FloatUnary::Exp2),
            "lg2" => Some(FloatUnary::Log2),
            "sin" => Some(FloatUnary::Sine),
            "cos" => Some(FloatUnary::Cosine),
            "tanh" => Some(FloatUnary::Tanh),
            _ => None,
        };
        if let Some(op) = unary {
            let [to, a] = exactly(operands)?;
            let a = self.float_source(a, bits)?;
            return Ok(Op::FloatUnary { op, of, mode, to: self.target(to, wide)?, a });
        }
        if let "fma" | "mad" = opcode.name {
            let [to, a, b, c] = exactly(operands)?;
            let (a, b, c) = (self.float_source(a, bits)?, self.float_source(b, bits)?, self.float_source(c, bits)?);
            return Ok(Op::Fma { of, mode, to: self.target(to, wide)?, a, b, c });
        }
        let nan = opcode.take("NaN");
        let op = match (opcode.name, nan) {
            ("add", false) => FloatBinary::Add,
            ("sub", false) => FloatBinary::Subtract,
            ("mul", false) => FloatBinary::Multiply,
            ("div", false) => FloatBinary::Divide,
            ("min", false) => FloatBinary::Min,
            ("max", false) => FloatBinary::Max,
            ("min", true) => FloatBinary::MinNan,
            ("max", true) => FloatBinary::MaxNan,
            ("copysign", false) => FloatBinary::CopySign,
            _ => return Err("it is not interpreted for this type".to_string()),
        };
        let [to, a, b] = exactly(operands)?;
        let (a, b) = (self.float_source(a, bits)?, self.float_source(b, bits)?);
        Ok(Op::FloatBinary { op, of, mode, to: self.target(to, wide)?, a, b })
    }
}
