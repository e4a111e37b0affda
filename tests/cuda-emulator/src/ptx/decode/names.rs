//! Names in scope, and operands as rows.

use super::super::Fixed;
use super::super::instruction::{Address, Base, Condition, Predicate, Row};
use super::super::syntax::Operand;
use super::Decoder;
use std::collections::HashMap;

/// A register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Register {
    Predicate(Predicate),
    /// A row of 32 bits that holds so many.
    Narrow {
        row: Row,
        bits: u32,
    },
    Wide(Row),
    /// Two rows of 64 bits, the lower half first.
    Quad(Row),
}

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entity<'a> {
    Register(Register),
    /// A kernel's parameter, in the parameter space.
    Parameter {
        offset: u32,
    },
    Shared {
        offset: u32,
    },
    Local {
        offset: u32,
    },
    Global {
        address: u64,
    },
    Label(u32),
    Targets(&'a [&'a str]),
}

/// `%r<8>` of a type.
#[derive(Clone, Debug)]
struct Family<'a> {
    kind: &'a str,
    count: u32,
}

#[derive(Default)]
struct Scope<'a> {
    entities: HashMap<&'a str, Entity<'a>>,
    families: HashMap<&'a str, Family<'a>>,
}

/// Scopes, innermost last.
#[derive(Default)]
pub(super) struct Names<'a> {
    scopes: Vec<Scope<'a>>,
}

impl<'a> Names<'a> {
    pub fn enter(&mut self) {
        self.scopes.push(Scope::default());
    }

    pub fn leave(&mut self) {
        self.scopes.pop();
    }

    /// Hides every scope but the outermost, for a call; the scopes come back by [`Names::restore`].
    pub fn hide(&mut self) -> Self {
        Self { scopes: self.scopes.split_off(1) }
    }

    pub fn restore(&mut self, hidden: Self) {
        self.scopes.truncate(1);
        self.scopes.extend(hidden.scopes);
    }

    pub fn declare(&mut self, name: &'a str, entity: Entity<'a>) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.entities.insert(name, entity);
        }
    }

    pub fn declare_family(&mut self, prefix: &'a str, kind: &'a str, count: u32) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.families.insert(prefix, Family { kind, count });
        }
    }

    pub fn find(&self, name: &str) -> Option<Entity<'a>> {
        self.scopes.iter().rev().find_map(|scope| scope.entities.get(name).copied())
    }

    /// The scope and type of a numbered register that was not named before.
    fn family(&self, name: &str) -> Option<(usize, &'a str)> {
        let prefix = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let number: u32 = name[prefix.len()..].parse().ok()?;
        let scopes = self.scopes.iter().enumerate().rev();
        scopes
            .filter_map(|(at, scope)| Some((at, scope.families.get(prefix)?)))
            .find_map(|(at, family)| (number < family.count).then_some((at, family.kind)))
    }
}

impl<'a> Decoder<'a, '_> {
    pub(super) fn entity(&mut self, name: &'a str) -> Result<Entity<'a>, String> {
        if let Some(entity) = self.names.find(name) {
            return Ok(entity);
        }
        if let Some((scope, kind)) = self.names.family(name) {
            let entity = Entity::Register(self.new_register(kind)?);
            self.names.scopes[scope].entities.insert(name, entity);
            return Ok(entity);
        }
        let unit = self.unit;
        match unit.variables.iter().find(|v| v.name == name) {
            Some(variable) => Ok(Entity::Global { address: self.globals.place(self.memory, unit, variable)? }),
            None => Err(format!("`{name}` is not declared")),
        }
    }

    pub(super) fn register(&mut self, operand: &Operand<'a>) -> Result<Register, String> {
        match operand {
            Operand::Name(name, 0) => match self.entity(name)? {
                Entity::Register(register) => Ok(register),
                _ => Err(format!("`{name}` is not a register")),
            },
            _ => Err("a register was expected".to_string()),
        }
    }

    /// A register to write, of 64 bits or of fewer.
    pub(super) fn target(&mut self, operand: &Operand<'a>, wide: bool) -> Result<Row, String> {
        match (self.register(operand)?, wide) {
            (Register::Narrow { row, .. }, false) | (Register::Wide(row), true) => Ok(row),
            _ => Err(format!("the result's register is not one of {}", width(wide))),
        }
    }

    /// A register to write, or none for `_`.
    pub(super) fn target_or_sink(&mut self, operand: &Operand<'a>, wide: bool) -> Result<Option<Row>, String> {
        if *operand == Operand::Name("_", 0) { Ok(None) } else { self.target(operand, wide).map(Some) }
    }

    pub(super) fn target_predicate(&mut self, operand: &Operand<'a>) -> Result<Predicate, String> {
        match self.register(operand)? {
            Register::Predicate(predicate) => Ok(predicate),
            _ => Err("the result's register is not a predicate".to_string()),
        }
    }

    pub(super) fn predicate(&mut self, name: &'a str) -> Result<Predicate, String> {
        self.target_predicate(&Operand::Name(name, 0))
    }

    /// A predicate to read: a register, negated or not, or a constant.
    pub(super) fn condition(&mut self, operand: &Operand<'a>) -> Result<Condition, String> {
        match operand {
            Operand::Negated(name) => Ok(Condition { predicate: self.predicate(name)?, negated: true }),
            Operand::Integer(value) => {
                let predicate = self.kernel.true_predicate();
                Ok(Condition { predicate, negated: *value == 0 })
            }
            _ => Ok(Condition { predicate: self.target_predicate(operand)?, negated: false }),
        }
    }

    /// A row that holds the same in every lane.
    pub(super) fn constant(&mut self, value: u64, wide: bool) -> Row {
        let value = if wide { value } else { value & 0xffff_ffff };
        self.fixed(Fixed::Constant(value), wide)
    }

    fn fixed(&mut self, fixed: Fixed, wide: bool) -> Row {
        if let Some(row) = self.constants.get(&(wide, fixed)) {
            return *row;
        }
        let count = if wide { &mut self.kernel.wide } else { &mut self.kernel.narrow };
        let row = *count;
        *count += 1;
        self.kernel.fixed.push((wide, row, fixed));
        self.constants.insert((wide, fixed), row);
        row
    }

    /// A whole-number operand of so many bits: a register, a constant, the address of a variable, or a special register.
    pub(super) fn source(&mut self, operand: &Operand<'a>, bits: u32) -> Result<Row, String> {
        let wide = bits == 64;
        let masked = |value: u64| if bits == 64 { value } else { value & ((1 << bits) - 1) };
        match operand {
            Operand::Integer(value) => Ok(self.constant(masked(*value), wide)),
            Operand::Single(value) if bits == 32 => Ok(self.constant(u64::from(*value), false)),
            Operand::Double(value) if bits == 64 => Ok(self.constant(*value, true)),
            Operand::Name("WARP_SZ", 0) => Ok(self.constant(32, wide)),
            Operand::Name(name, offset) => {
                if let Some(special) = Fixed::special(name) {
                    return Ok(self.fixed(special, wide));
                }
                let base = match self.entity(name)? {
                    Entity::Register(Register::Narrow { row, .. }) if !wide && *offset == 0 => return Ok(row),
                    Entity::Register(Register::Wide(row)) if wide && *offset == 0 => return Ok(row),
                    Entity::Register(_) => return Err(format!("`{name}` is not a register of {}", self::width(wide))),
                    Entity::Parameter { offset } | Entity::Shared { offset } | Entity::Local { offset } => {
                        u64::from(offset)
                    }
                    Entity::Global { address } => address,
                    Entity::Label(_) | Entity::Targets(_) => return Err(format!("`{name}` is a label")),
                };
                Ok(self.constant(masked(base.wrapping_add(*offset as u64)), wide))
            }
            _ => Err("an operand is not of the instruction's type".to_string()),
        }
    }

    /// A floating-point operand; literals of either precision are converted.
    pub(super) fn float_source(&mut self, operand: &Operand<'a>, bits: u32) -> Result<Row, String> {
        match (operand, bits) {
            (Operand::Double(value), 32) => {
                let value = (f64::from_bits(*value) as f32).to_bits();
                Ok(self.constant(u64::from(value), false))
            }
            (Operand::Single(value), 64) => {
                let value = f64::from(f32::from_bits(*value)).to_bits();
                Ok(self.constant(value, true))
            }
            _ => self.source(operand, bits),
        }
    }

    /// The state space's own address of an operand in brackets, and the space of the variable it names, where it names one.
    pub(super) fn address(&mut self, operand: &Operand<'a>) -> Result<(Address, Option<Entity<'a>>), String> {
        let Operand::Address(name, offset) = operand else {
            return Err("an address was expected".to_string());
        };
        let Some(name) = name else {
            return Ok((Address { base: Base::None, offset: *offset }, None));
        };
        let entity = self.entity(name)?;
        let base = match entity {
            Entity::Register(Register::Narrow { row, .. }) => Base::Narrow(row),
            Entity::Register(Register::Wide(row)) => Base::Wide(row),
            Entity::Parameter { offset: at } | Entity::Shared { offset: at } | Entity::Local { offset: at } => {
                return Ok((Address { base: Base::None, offset: i64::from(at) + offset }, Some(entity)));
            }
            Entity::Global { address } => {
                return Ok((
                    Address { base: Base::None, offset: (address as i64).wrapping_add(*offset) },
                    Some(entity),
                ));
            }
            _ => return Err(format!("`{name}` is not an address")),
        };
        Ok((Address { base, offset: *offset }, None))
    }

    /// The elements of a list in braces, or the operand itself.
    pub(super) fn list<'b>(operand: &'b Operand<'a>) -> &'b [Operand<'a>] {
        match operand {
            Operand::List(all) => all,
            other => std::slice::from_ref(other),
        }
    }
}

fn width(wide: bool) -> &'static str {
    if wide { "64 bits" } else { "32 bits or fewer" }
}
