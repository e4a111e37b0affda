//! Branches, calls, barriers, and what the lanes of a warp do together.

use super::super::instruction::{BarrierResult, Condition, Op, Reduce, Shuffle, Vote};
use super::super::syntax::{self, Function, Operand};
use super::arithmetic::exactly;
use super::names::Entity;
use super::{CALL_DEPTH, Decoded, Decoder, Opcode};

impl<'a> Decoder<'a, '_> {
    pub(super) fn control(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        match opcode.name {
            "bra" => {
                opcode.take("uni");
                let [Operand::Name(name, 0)] = exactly(operands)? else {
                    return Err("a label was expected".to_string());
                };
                Ok(Op::Branch { target: self.label(name)? })
            }
            "brx" => {
                opcode.take("idx");
                opcode.take("uni");
                let [index, Operand::Name(name, 0)] = exactly(operands)? else {
                    return Err("a list of labels was expected".to_string());
                };
                let Entity::Targets(names) = self.entity(name)? else {
                    return Err(format!("`{name}` is not a list of labels"));
                };
                let targets = names.iter().map(|n| self.label(n)).collect::<Result<_, _>>()?;
                Ok(Op::BranchIndexed { index: self.source(index, 32)?, targets })
            }
            "ret" => {
                opcode.take("uni");
                Ok(match self.returns.last() {
                    Some(label) => Op::Branch { target: *label },
                    None => Op::Exit,
                })
            }
            "exit" => Ok(Op::Exit),
            "trap" | "brkpt" => Ok(Op::Trap { what: "the kernel stopped itself".into() }),
            "nanosleep" => {
                opcode.take("u32");
                Ok(Op::Sleep)
            }
            "bar" | "barrier" => self.barrier(opcode, operands),
            "griddepcontrol" => {
                // A launch starts when the one before it is done.
                opcode.rest.clear();
                Ok(Op::Nothing)
            }
            "activemask" => {
                opcode.take("b32");
                let [to] = exactly(operands)?;
                Ok(Op::ActiveMask { to: self.target(to, false)? })
            }
            "elect" => {
                opcode.take("sync");
                let [Operand::Pair(to, predicate), mask] = exactly(operands)? else {
                    return Err("`d|p` was expected".to_string());
                };
                let to = self.target_or_sink(to, false)?;
                Ok(Op::Elect { to, predicate: self.target_predicate(predicate)?, mask: self.source(mask, 32)? })
            }
            "shfl" => self.shuffle(opcode, operands),
            "vote" => self.vote(opcode, operands),
            "match" => self.matching(opcode, operands),
            "redux" => {
                opcode.take("sync");
                let op = match opcode.first()? {
                    "add" => Reduce::Add,
                    "min" => Reduce::Min,
                    "max" => Reduce::Max,
                    "and" => Reduce::And,
                    "or" => Reduce::Or,
                    "xor" => Reduce::Xor,
                    other => return Err(format!("`.{other}` is not interpreted")),
                };
                let signed = opcode.take("s32");
                if !signed && !opcode.take("u32") && !opcode.take("b32") {
                    return Err("only whole numbers of 32 bits are interpreted".to_string());
                }
                let [to, a, mask] = exactly(operands)?;
                let (a, mask) = (self.source(a, 32)?, self.source(mask, 32)?);
                Ok(Op::Reduce { op, signed, to: self.target(to, false)?, a, mask })
            }
            other => Err(format!("`{other}` is not interpreted")),
        }
    }

    fn label(&mut self, name: &'a str) -> Result<u32, String> {
        match self.names.find(name) {
            Some(Entity::Label(number)) => Ok(number),
            _ => Err(format!("`{name}` is not a label")),
        }
    }

    fn barrier(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        if opcode.take("warp") {
            opcode.take("sync");
            let [mask] = exactly(operands)?;
            return Ok(Op::WarpBarrier { mask: self.source(mask, 32)? });
        }
        if opcode.take("cluster") {
            // The cluster is the block, whose threads wait for each other at `wait`.
            let wait = opcode.take("wait");
            opcode.rest.clear();
            let id = self.constant(0, false);
            return Ok(if wait { Op::Barrier { id, threads: None, aligned: false, wait } } else { Op::Nothing });
        }
        opcode.take("cta");
        let aligned = opcode.name == "bar" || opcode.take("aligned");
        opcode.take("aligned");
        if opcode.take("red") {
            let op = opcode.take_any(&["popc", "and", "or"]);
            opcode.take("u32");
            opcode.take("pred");
            let [to, id, rest @ .., predicate] = operands else {
                return Err("an operand is missing".to_string());
            };
            let id = self.source(id, 32)?;
            let threads = rest.first().map(|t| self.source(t, 32)).transpose()?;
            let predicate = self.condition(predicate)?;
            let result = match op {
                Some("popc") => BarrierResult::Count(self.target(to, false)?),
                Some("and") => BarrierResult::And(self.target_predicate(to)?),
                _ => BarrierResult::Or(self.target_predicate(to)?),
            };
            return Ok(Op::BarrierReduce { result, id, threads, predicate });
        }
        let wait = !opcode.take("arrive");
        opcode.take("sync");
        let (id, threads) = match operands {
            [id] => (id, None),
            [id, threads] => (id, Some(self.source(threads, 32)?)),
            _ => return Err("the number of operands is wrong".to_string()),
        };
        Ok(Op::Barrier { id: self.source(id, 32)?, threads, aligned, wait })
    }

    fn shuffle(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        if !opcode.take("sync") {
            return Err("only the form with `.sync` is interpreted".to_string());
        }
        opcode.take("b32");
        let mode = match opcode.first()? {
            "up" => Shuffle::Up,
            "down" => Shuffle::Down,
            "bfly" => Shuffle::Butterfly,
            "idx" => Shuffle::Index,
            other => return Err(format!("`.{other}` is not interpreted")),
        };
        let [to, a, b, c, mask] = exactly(operands)?;
        let (to, valid) = match to {
            Operand::Pair(to, valid) => (&**to, Some(self.target_predicate(valid)?)),
            to => (to, None),
        };
        let to = self.target_or_sink(to, false)?;
        let (a, b, c) = (self.source(a, 32)?, self.source(b, 32)?, self.source(c, 32)?);
        Ok(Op::Shuffle { mode, to, valid, a, b, c, mask: self.source(mask, 32)? })
    }

    fn vote(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        if !opcode.take("sync") {
            return Err("only the form with `.sync` is interpreted".to_string());
        }
        let [to, of, mask] = exactly(operands)?;
        let (of, mask) = (self.condition(of)?, self.source(mask, 32)?);
        let mode = match opcode.first()? {
            "all" => Vote::All,
            "any" => Vote::Any,
            "uni" => Vote::Uniform,
            "ballot" => {
                opcode.take("b32");
                let row = Some(self.target(to, false)?);
                return Ok(Op::Vote { mode: Vote::Ballot, row, predicate: None, of, mask });
            }
            other => return Err(format!("`.{other}` is not interpreted")),
        };
        opcode.take("pred");
        Ok(Op::Vote { mode, row: None, predicate: Some(self.target_predicate(to)?), of, mask })
    }

    fn matching(&mut self, opcode: &mut Opcode<'a>, operands: &[Operand<'a>]) -> Decoded {
        let all = opcode.take("all");
        opcode.take("any");
        opcode.take("sync");
        let wide = opcode.take("b64");
        opcode.take("b32");
        let [to, a, mask] = exactly(operands)?;
        let (to, predicate) = match to {
            Operand::Pair(to, predicate) => (&**to, Some(self.target_predicate(predicate)?)),
            to => (to, None),
        };
        let a = self.source(a, if wide { 64 } else { 32 })?;
        Ok(Op::Match { all, wide, to: self.target(to, false)?, predicate, a, mask: self.source(mask, 32)? })
    }

    /// Decodes a device function's body in place: its parameters are the caller's, by another name.
    pub(super) fn call(
        &mut self,
        instruction: &'a syntax::Instruction<'a>,
        guard: Option<Condition>,
    ) -> Result<(), String> {
        let unit = self.unit;
        let mut operands = &instruction.operands[..];
        let mut results: &[Operand<'a>] = &[];
        if let [Operand::List(list), rest @ ..] = operands {
            (results, operands) = (list, rest);
        }
        let [Operand::Name(name, 0), rest @ ..] = operands else {
            return Err("calls through pointers are not interpreted".to_string());
        };
        let arguments: &[Operand<'a>] = match rest {
            [Operand::List(list), ..] => list,
            _ => &[],
        };
        let known = unit.functions.iter().filter(|f| !f.kernel && f.name == *name);
        let Some(function) = known.max_by_key(|f| f.body.is_some()) else {
            return Err(format!("`{name}` is not a function; calls through pointers are not interpreted"));
        };
        let Some(body) = &function.body else {
            let what = match *name {
                "__assertfail" => "an assertion of the kernel failed".into(),
                other => format!("`{other}` of the driver is not interpreted").into(),
            };
            self.push(Op::Trap { what }, guard, instruction.span);
            return Ok(());
        };
        if self.returns.len() >= CALL_DEPTH {
            return Err("calls nest too deep: recursion is not interpreted".to_string());
        }
        let bindings = self.bindings(function, results, arguments)?;
        let end = self.labels.len() as u32;
        self.labels.push(None);
        if let Some(guard) = guard {
            let skip = Condition { negated: !guard.negated, ..guard };
            self.push(Op::Branch { target: end }, Some(skip), instruction.span);
        }
        self.returns.push(end);
        let hidden = self.names.hide();
        self.names.enter();
        for (name, entity) in bindings {
            self.names.declare(name, entity);
        }
        let line = self.line;
        let result = self.body(body);
        self.names.restore(hidden);
        self.line = line;
        self.returns.pop();
        self.labels[end as usize] = Some(self.kernel.instructions.len() as u32);
        result
    }

    /// The caller's variable for each parameter and result of a function.
    fn bindings(
        &mut self,
        function: &'a Function<'a>,
        results: &[Operand<'a>],
        arguments: &[Operand<'a>],
    ) -> Result<Vec<(&'a str, Entity<'a>)>, String> {
        let formal = function.results.iter().chain(&function.parameters);
        let actual: Vec<_> = results.iter().chain(arguments).collect();
        if formal.clone().count() != actual.len() {
            return Err(format!("`{}` takes another number of parameters", function.name));
        }
        let mut all = Vec::new();
        for (formal, actual) in formal.zip(actual) {
            let Operand::Name(name, 0) = actual else {
                return Err("a parameter that is not a variable is not interpreted".to_string());
            };
            let entity = self.entity(name)?;
            if formal.space != "param" || !matches!(entity, Entity::Local { .. }) {
                return Err("only parameters in the parameter space are interpreted".to_string());
            }
            all.push((formal.name, entity));
        }
        Ok(all)
    }
}
