//! Matrix fragments and products: `ldmatrix`, `stmatrix`, `movmatrix`, `mma` and `wmma`.

use super::super::instruction::{Entry, Op, Part, Product, Row, Shape, WmmaPart};
use super::super::syntax::Operand;
use super::arithmetic::exactly;
use super::memory::space;
use super::{Decoded, Decoder, Opcode};

fn entry(kind: &str) -> Result<Entry, String> {
    Ok(match kind {
        "f16" => Entry::F16,
        "bf16" => Entry::Bf16,
        "tf32" => Entry::Tf32,
        "f32" => Entry::F32,
        "f64" => Entry::F64,
        "s8" => Entry::S8,
        "u8" => Entry::U8,
        "s32" => Entry::S32,
        "e4m3" => Entry::E4m3,
        "e5m2" => Entry::E5m2,
        _ => return Err(format!("`.{kind}` is not interpreted")),
    })
}

fn shape(name: &str) -> Result<Shape, String> {
    let parse = || {
        let (m, rest) = name.strip_prefix('m')?.split_once('n')?;
        let (n, k) = rest.split_once('k')?;
        Some(Shape { m: m.parse().ok()?, n: n.parse().ok()?, k: k.parse().ok()? })
    };
    parse().ok_or_else(|| format!("`.{name}` is not a shape"))
}

impl<'a> Decoder<'a, '_> {
    pub(super) fn matrix(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        match opcode.name {
            "ldmatrix" | "stmatrix" => self.matrix_transfer(opcode, operands),
            "movmatrix" => {
                for modifier in ["sync", "aligned", "m8n8", "trans", "b16"] {
                    opcode.take(modifier);
                }
                let [to, from] = exactly(operands)?;
                Ok(Op::TransposeMatrix { to: self.target(to, false)?, from: self.source(from, 32)? })
            }
            "mma" => self.mma(opcode, operands),
            _ => match opcode.first()? {
                "load" => self.wmma_transfer(opcode, operands, true),
                "store" => self.wmma_transfer(opcode, operands, false),
                "mma" => self.wmma(opcode, operands),
                other => Err(format!("`.{other}` is not interpreted")),
            },
        }
    }

    fn targets(&mut self, operand: &Operand<'a>, wide: bool) -> Result<Box<[Row]>, String> {
        Self::list(operand).iter().map(|r| self.target(r, wide)).collect()
    }

    fn sources(&mut self, operand: &Operand<'a>, wide: bool) -> Result<Box<[Row]>, String> {
        Self::list(operand).iter().map(|r| self.source(r, if wide { 64 } else { 32 })).collect()
    }

    fn matrix_transfer(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        opcode.take("sync");
        opcode.take("aligned");
        if !opcode.take("m8n8") || !opcode.take("b16") {
            return Err("only 8x8 matrices of 16-bit elements are interpreted".to_string());
        }
        let count = match opcode.take_any(&["x1", "x2", "x4"]) {
            Some("x1") => 1,
            Some("x2") => 2,
            Some("x4") => 4,
            _ => return Err("the number of matrices is missing".to_string()),
        };
        let transposed = opcode.take("trans");
        let space = space(opcode);
        let [first, second] = exactly(operands)?;
        let load = opcode.name == "ldmatrix";
        let (registers, address) = if load { (first, second) } else { (second, first) };
        let (space, address) = self.located(space, address)?;
        if Self::list(registers).len() != count {
            return Err(format!("{count} registers were expected"));
        }
        Ok(if load {
            Op::LoadMatrix { transposed, space, to: self.targets(registers, false)?, address }
        } else {
            Op::StoreMatrix { transposed, space, from: self.sources(registers, false)?, address }
        })
    }

    fn mma(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        opcode.take("sync");
        opcode.take("aligned");
        let saturate = opcode.take("satfinite");
        let shape = shape(opcode.first()?)?;
        if opcode.first()? != "row" || opcode.first()? != "col" {
            return Err("only a left operand by rows and a right one by columns are interpreted".to_string());
        }
        let (sum, b) = (entry(opcode.last()?)?, entry(opcode.last()?)?);
        let (a, out) = (entry(opcode.last()?)?, entry(opcode.last()?)?);
        self.product(shape, [a, b, sum, out], saturate, false, operands)
    }

    fn wmma(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        opcode.take("sync");
        opcode.take("aligned");
        let saturate = opcode.take("satfinite");
        // Fragments are loaded by the layouts named at the load; here they only have to be there.
        for _ in 0..2 {
            opcode.take_any(&["row", "col"]);
        }
        let shape = shape(opcode.first()?)?;
        opcode.take("rn");
        let (sum, out, a, b) = match opcode.rest.len() {
            // Of f16 operands only the sums' types are named.
            2 => {
                let (sum, out) = (entry(opcode.last()?)?, entry(opcode.last()?)?);
                (sum, out, Entry::F16, Entry::F16)
            }
            _ => {
                let (sum, b) = (entry(opcode.last()?)?, entry(opcode.last()?)?);
                let (a, out) = (entry(opcode.last()?)?, entry(opcode.last()?)?);
                (sum, out, a, b)
            }
        };
        self.product(shape, [a, b, sum, out], saturate, true, operands)
    }

    fn product(
        &mut self,
        shape: Shape,
        [a, b, sum, out]: [Entry; 4],
        saturate: bool,
        wmma: bool,
        operands: &[Operand<'a>],
    ) -> Decoded {
        let [to, left, right, add] = exactly(operands)?;
        let wide = |entry: Entry| entry == Entry::F64;
        let product = Product {
            shape,
            a,
            b,
            sum,
            out,
            saturate,
            wmma,
            to: self.targets(to, wide(out))?,
            left: self.sources(left, wide(a))?,
            right: self.sources(right, wide(b))?,
            add: self.sources(add, wide(sum))?,
        };
        let part = |part, entry| WmmaPart { shape, part, entry, row_major: true };
        let parts = [(Part::A, a), (Part::B, b), (Part::C, sum), (Part::D, out)];
        let counts = [&product.left, &product.right, &product.add, &product.to].map(|rows| rows.len());
        for ((p, e), count) in parts.into_iter().zip(counts) {
            let wanted = if wmma { part(p, e).registers() } else { part(p, e).registers_mma() };
            if wanted != Some(count) {
                return Err(format!("operand {p:?} of this shape and type does not have {count} registers"));
            }
        }
        Ok(Op::Multiply(Box::new(product)))
    }

    fn wmma_transfer(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>], load: bool) -> Decoded {
        let part = match opcode.first()? {
            "a" => Part::A,
            "b" => Part::B,
            "c" => Part::C,
            "d" => Part::D,
            other => return Err(format!("`.{other}` is not a part of a product")),
        };
        opcode.take("sync");
        opcode.take("aligned");
        let entry = entry(opcode.last()?)?;
        let row_major = opcode.take("row");
        opcode.take("col");
        let space = space(opcode);
        let shape = shape(opcode.first()?)?;
        let part = WmmaPart { shape, part, entry, row_major };
        let (first, second, stride) = match operands {
            [first, second] => (first, second, None),
            [first, second, stride] => (first, second, Some(self.source(stride, 32)?)),
            _ => return Err("the number of operands is wrong".to_string()),
        };
        let (registers, address) = if load { (first, second) } else { (second, first) };
        let (space, address) = self.located(space, address)?;
        if part.registers() != Some(Self::list(registers).len()) {
            return Err("this shape and type is not interpreted with so many registers".to_string());
        }
        let wide = entry == Entry::F64;
        Ok(if load {
            Op::WmmaLoad { part, space, to: self.targets(registers, wide)?, address, stride }
        } else {
            Op::WmmaStore { part, space, from: self.sources(registers, wide)?, address, stride }
        })
    }
}
