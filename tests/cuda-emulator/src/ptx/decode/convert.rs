//! `cvt`.

use super::super::instruction::{Conversion, Float, Mode, Op, Rounding, Scalar};
use super::super::syntax::Operand;
use super::arithmetic::exactly;
use super::names::Register;
use super::{Decoded, Decoder, Opcode};

fn scalar(kind: &str) -> Result<Scalar, String> {
    Ok(match kind {
        "u8" | "b8" => Scalar::U8,
        "s8" => Scalar::S8,
        "u16" | "b16" => Scalar::U16,
        "s16" => Scalar::S16,
        "u32" | "b32" => Scalar::U32,
        "s32" => Scalar::S32,
        "u64" | "b64" => Scalar::U64,
        "s64" => Scalar::S64,
        "f16" => Scalar::F16,
        "bf16" => Scalar::Bf16,
        "f32" => Scalar::F32,
        "f64" => Scalar::F64,
        _ => return Err(format!("`.{kind}` is not interpreted")),
    })
}

pub(super) fn scalar_bits(of: Scalar) -> u32 {
    match of {
        Scalar::U8 | Scalar::S8 => 8,
        Scalar::U16 | Scalar::S16 | Scalar::F16 | Scalar::Bf16 => 16,
        Scalar::U32 | Scalar::S32 | Scalar::F32 => 32,
        Scalar::U64 | Scalar::S64 | Scalar::F64 => 64,
    }
}

impl<'a> Decoder<'a, '_> {
    pub(super) fn convert(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let (from_kind, to_kind) = (opcode.last()?, opcode.last()?);
        let whole = opcode.take_any(&["rni", "rzi", "rmi", "rpi"]);
        let away = opcode.take("rna");
        let mut mode = super::arithmetic::mode(opcode);
        mode.rounding = match whole {
            Some("rzi") => Rounding::Zero,
            Some("rmi") => Rounding::Down,
            Some("rpi") => Rounding::Up,
            Some(_) => Rounding::Nearest,
            None if away => Rounding::NearestAway,
            None => mode.rounding,
        };
        let finite = opcode.take("satfinite");
        match (to_kind, from_kind) {
            ("f16x2" | "bf16x2", "f32") => return self.convert_pair(to_kind, mode, operands),
            ("e4m3x2" | "e5m2x2", _) => return self.convert_to_f8(to_kind, from_kind, mode, operands),
            ("f16x2", "e4m3x2" | "e5m2x2") => {
                let [to, from] = exactly(operands)?;
                let (to, from) = (self.target(to, false)?, self.source(from, 16)?);
                return Ok(Op::ConvertFromF8 { e5m2: from_kind == "e5m2x2", relu: mode.relu, to, from });
            }
            ("tf32", "f32") => {
                let [to, from] = exactly(operands)?;
                return Ok(Op::ConvertTf32 { mode, to: self.target(to, false)?, from: self.float_source(from, 32)? });
            }
            _ if finite => return Err("`.satfinite` is not interpreted here".to_string()),
            _ => (),
        }
        let (to_type, from_type) = (scalar(to_kind)?, scalar(from_kind)?);
        let [to, from] = exactly(operands)?;
        // Either register may be wider than its type.
        let bits = scalar_bits(from_type);
        let (from, wide) = match from {
            Operand::Name(name, 0) if super::super::Fixed::special(name).is_some() => (self.source(from, 32)?, false),
            Operand::Name(..) => match self.register(from)? {
                Register::Narrow { row, bits: held } if held >= bits => (row, false),
                Register::Wide(row) => (row, true),
                _ => return Err("the register is narrower than its type".to_string()),
            },
            literal => (self.float_source(literal, bits)?, bits == 64),
        };
        let (to, register) = match self.register(to)? {
            Register::Narrow { row, bits } if bits >= scalar_bits(to_type) => (row, bits),
            Register::Wide(row) => (row, 64),
            _ => return Err("the result's register is narrower than its type".to_string()),
        };
        let conversion =
            Conversion { to: to_type, from: from_type, mode, whole: whole.is_some(), register: register as u8, wide };
        Ok(Op::Convert { conversion, to, from })
    }

    fn convert_pair(&mut self, to_kind: &str, mode: Mode, operands: &[Operand<'a>]) -> Decoded {
        let [to, high, low] = exactly(operands)?;
        let (high, low) = (self.float_source(high, 32)?, self.float_source(low, 32)?);
        let of = if to_kind == "f16x2" { Float::F16x2 } else { Float::Bf16x2 };
        Ok(Op::ConvertPair { of, mode, to: self.target(to, false)?, high, low })
    }

    fn convert_to_f8(&mut self, to_kind: &str, from_kind: &str, mode: Mode, operands: &[Operand<'a>]) -> Decoded {
        let e5m2 = to_kind == "e5m2x2";
        match (from_kind, operands) {
            ("f32", [to, high, low]) => {
                let (high, low) = (self.float_source(high, 32)?, self.float_source(low, 32)?);
                Ok(Op::ConvertToF8 { e5m2, relu: mode.relu, to: self.target(to, false)?, high, low: Some(low) })
            }
            ("f16x2", [to, both]) => {
                let both = self.source(both, 32)?;
                Ok(Op::ConvertToF8 { e5m2, relu: mode.relu, to: self.target(to, false)?, high: both, low: None })
            }
            _ => Err(format!("`.{from_kind}` is not interpreted")),
        }
    }
}
