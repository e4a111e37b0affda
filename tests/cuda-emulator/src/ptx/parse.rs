//! Tokens to the syntax tree.

use super::lexer::{Spanned, Token, tokens};
use super::syntax::{Function, Initial, Instruction, Operand, Statement, Unit, Variable};

/// Parses a module.
pub(crate) fn parse(text: &str) -> Result<Unit<'_>, String> {
    Parser { tokens: tokens(text)?, at: 0 }.unit()
}

struct Parser<'a> {
    tokens: Vec<Spanned<'a>>,
    at: usize,
}

/// Linkage words that change nothing here.
const LINKAGE: [&str; 4] = [".visible", ".weak", ".common", ".noreturn"];

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).map(|t| t.token)
    }

    fn line(&self) -> u32 {
        self.tokens.get(self.at.min(self.tokens.len().saturating_sub(1))).map_or(0, |t| t.line)
    }

    fn fail<T>(&self, what: &str) -> Result<T, String> {
        Err(format!("PTX line {}: {what}", self.line()))
    }

    fn next(&mut self) -> Result<Token<'a>, String> {
        let Some(token) = self.peek() else {
            return self.fail("the module ends too early");
        };
        self.at += 1;
        Ok(token)
    }

    fn word(&mut self) -> Result<&'a str, String> {
        match self.next()? {
            Token::Word(word) => Ok(word),
            other => {
                self.at -= 1;
                self.fail(&format!("a name was expected, not {other:?}"))
            }
        }
    }

    /// The whole numbers a directive takes, separated by commas.
    fn number(&mut self) -> Result<u64, String> {
        match self.next()? {
            Token::Integer(value) => Ok(value),
            other => {
                self.at -= 1;
                self.fail(&format!("a number was expected, not {other:?}"))
            }
        }
    }

    fn is(&self, mark: char) -> bool {
        self.peek() == Some(Token::Mark(mark))
    }

    fn take(&mut self, mark: char) -> bool {
        let found = self.is(mark);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, mark: char) -> Result<(), String> {
        if self.take(mark) { Ok(()) } else { self.fail(&format!("`{mark}` was expected, not {:?}", self.peek())) }
    }

    fn unit(mut self) -> Result<Unit<'a>, String> {
        let mut unit = Unit::default();
        let mut external = false;
        while let Some(token) = self.peek() {
            match token {
                Token::Word(".version") => {
                    self.at += 2;
                }
                Token::Word(".target") => {
                    self.at += 1;
                    unit.target = self.word()?;
                    while self.take(',') {
                        self.word()?;
                    }
                }
                Token::Word(".address_size") => {
                    self.at += 1;
                    if self.number()? != 64 {
                        return self.fail("only 64-bit addresses are interpreted");
                    }
                }
                Token::Word(word) if LINKAGE.contains(&word) => self.at += 1,
                Token::Word(".extern") => {
                    self.at += 1;
                    external = true;
                }
                Token::Word(".entry" | ".func") => {
                    unit.functions.push(self.function()?);
                    external = false;
                }
                Token::Word(".global" | ".const" | ".shared") => {
                    unit.variables.extend(self.variables(external)?);
                    external = false;
                }
                other => return self.fail(&format!("{other:?} is not known at a module's level")),
            }
        }
        Ok(unit)
    }

    /// Dimensions, multiplied out.
    fn product(&mut self) -> Result<u64, String> {
        let mut product = self.number()?;
        while self.take(',') {
            product = product.saturating_mul(self.number()?);
        }
        Ok(product)
    }

    fn function(&mut self) -> Result<Function<'a>, String> {
        let kernel = self.word()? == ".entry";
        let results = if !kernel && self.is('(') { self.parameters()? } else { Vec::new() };
        let name = self.word()?;
        let parameters = if self.is('(') { self.parameters()? } else { Vec::new() };
        let mut max_threads = None;
        loop {
            match self.peek() {
                Some(Token::Mark('{')) => {
                    self.at += 1;
                    let body = Some(self.block()?);
                    return Ok(Function { name, kernel, results, parameters, max_threads, body });
                }
                Some(Token::Mark(';')) => {
                    self.at += 1;
                    return Ok(Function { name, kernel, results, parameters, max_threads, body: None });
                }
                Some(Token::Word(".maxntid" | ".reqntid")) => {
                    self.at += 1;
                    max_threads = Some(u32::try_from(self.product()?).unwrap_or(u32::MAX));
                }
                Some(Token::Word(".reqnctapercluster")) => {
                    self.at += 1;
                    if self.product()? != 1 {
                        return self.fail("clusters of blocks are not supported");
                    }
                }
                // Hints about registers and occupancy, or about clusters, which are one block here.
                Some(Token::Word(
                    ".minnctapersm" | ".maxnreg" | ".maxnctapersm" | ".maxclusterrank" | ".noreturn"
                    | ".explicitcluster",
                )) => {
                    self.at += 1;
                    if let Some(Token::Integer(_)) = self.peek() {
                        self.at += 1;
                    }
                }
                Some(Token::Word(".pragma")) => self.at += 2,
                _ => return self.fail(&format!("{:?} is not known of a function", self.peek())),
            }
        }
    }

    fn parameters(&mut self) -> Result<Vec<Variable<'a>>, String> {
        self.expect('(')?;
        let mut all = Vec::new();
        while !self.take(')') {
            let (space, align, element) = self.kind()?;
            all.push(self.declarator(space, align, element)?);
            self.take(',');
        }
        Ok(all)
    }

    /// The space, alignment and element size of a declaration.
    fn kind(&mut self) -> Result<(&'a str, Option<u32>, u32), String> {
        let space = self.word()?.trim_start_matches('.');
        let (mut align, mut vector) = (None, 1);
        loop {
            let word = self.word()?;
            match word {
                ".align" => align = Some(self.number()? as u32),
                ".v2" => vector = 2,
                ".v4" => vector = 4,
                // What a pointer parameter points to.
                ".ptr" | ".global" | ".shared" | ".const" | ".local" | ".attribute" => {
                    if self.is('(') {
                        return self.fail("attributes are not interpreted");
                    }
                }
                _ => match size_of(word.trim_start_matches('.')) {
                    Some(bytes) => {
                        // The alignment of what a pointer points to stands behind the type.
                        while let Some(Token::Word(".ptr" | ".global" | ".shared" | ".const" | ".local")) = self.peek()
                        {
                            self.at += 1;
                        }
                        if let Some(Token::Word(".align")) = self.peek() {
                            self.at += 1;
                            self.number()?;
                        }
                        return Ok((space, align.or(Some(bytes * vector)), bytes * vector));
                    }
                    None => return self.fail(&format!("`{word}` is not a type")),
                },
            }
        }
    }

    fn declarator(&mut self, space: &'a str, align: Option<u32>, element: u32) -> Result<Variable<'a>, String> {
        let name = self.word()?;
        let (mut count, mut external) = (1u64, false);
        while self.take('[') {
            if self.is(']') {
                external = true;
            } else {
                count = count.saturating_mul(self.number()?);
            }
            self.expect(']')?;
        }
        let Ok(bytes) = u32::try_from(count.saturating_mul(u64::from(element))) else {
            return self.fail(&format!("`{name}` is too large"));
        };
        let align = align.unwrap_or(element);
        if !align.is_power_of_two() {
            return self.fail(&format!("`{name}` has an alignment that is not a power of two"));
        }
        Ok(Variable { space, name, align, bytes, external, initial: Vec::new(), element })
    }

    /// A declaration of variables, to its semicolon.
    fn variables(&mut self, external: bool) -> Result<Vec<Variable<'a>>, String> {
        let (space, align, element) = self.kind()?;
        let mut all = Vec::new();
        loop {
            let mut variable = self.declarator(space, align, element)?;
            if self.take('=') {
                self.initial(&mut variable.initial)?;
                // `x[] = {...}` takes its size from the initialiser.
                if variable.external {
                    variable.bytes = variable.initial.len() as u32 * element;
                    variable.external = false;
                }
            }
            variable.external |= external;
            all.push(variable);
            if self.take(';') {
                return Ok(all);
            }
            self.expect(',')?;
        }
    }

    fn initial(&mut self, into: &mut Vec<Initial<'a>>) -> Result<(), String> {
        if self.take('{') {
            while !self.take('}') {
                self.initial(into)?;
                self.take(',');
            }
            return Ok(());
        }
        let negative = self.take('-');
        let element = match self.next()? {
            Token::Integer(value) => Initial::Bits(if negative { value.wrapping_neg() } else { value }),
            Token::Single(bits) => Initial::Bits(u64::from(bits)),
            Token::Double(bits) => Initial::Bits(bits),
            Token::Word("generic") => {
                self.expect('(')?;
                let name = self.word()?;
                let offset = self.offset()?;
                self.expect(')')?;
                Initial::Address(name, offset)
            }
            Token::Word(name) => Initial::Address(name, self.offset()?),
            other => return self.fail(&format!("{other:?} does not initialise a variable")),
        };
        into.push(element);
        Ok(())
    }

    /// `+4`, `-4`, `+-4`, or nothing.
    fn offset(&mut self) -> Result<i64, String> {
        let mut sign = match self.peek() {
            Some(Token::Mark('+')) => 1i64,
            Some(Token::Mark('-')) => -1,
            _ => return Ok(0),
        };
        self.at += 1;
        if self.take('-') {
            sign = -sign;
        }
        Ok(sign.wrapping_mul(self.number()? as i64))
    }

    /// Statements to the closing brace.
    fn block(&mut self) -> Result<Vec<Statement<'a>>, String> {
        let mut all = Vec::new();
        loop {
            match self.peek() {
                Some(Token::Mark('}')) => {
                    self.at += 1;
                    return Ok(all);
                }
                Some(Token::Mark('{')) => {
                    self.at += 1;
                    all.push(Statement::Block(self.block()?));
                }
                Some(Token::Mark(';')) => self.at += 1,
                Some(Token::Word(".reg")) => all.push(self.registers()?),
                Some(Token::Word(".shared" | ".local" | ".param" | ".global" | ".const")) => {
                    all.extend(self.variables(false)?.into_iter().map(Statement::Variable));
                }
                Some(Token::Word(".pragma" | ".callprototype")) => {
                    while !self.take(';') {
                        self.next()?;
                    }
                }
                Some(Token::Word(label)) if self.tokens.get(self.at + 1).map(|t| t.token) == Some(Token::Mark(':')) => {
                    self.at += 2;
                    all.push(self.label(label)?);
                }
                Some(Token::Word(_) | Token::Mark('@')) => all.push(Statement::Instruction(self.instruction()?)),
                other => return self.fail(&format!("{other:?} does not begin a statement")),
            }
        }
    }

    fn label(&mut self, label: &'a str) -> Result<Statement<'a>, String> {
        if self.peek() != Some(Token::Word(".branchtargets")) {
            return Ok(Statement::Label(label));
        }
        self.at += 1;
        let mut targets = vec![self.word()?];
        while self.take(',') {
            targets.push(self.word()?);
        }
        self.expect(';')?;
        Ok(Statement::Targets(label, targets))
    }

    fn registers(&mut self) -> Result<Statement<'a>, String> {
        self.at += 1;
        let kind = self.word()?.trim_start_matches('.');
        let mut names = Vec::new();
        loop {
            let name = self.word()?;
            let mut count = None;
            if self.take('<') {
                count = Some(self.number()? as u32);
                self.expect('>')?;
            }
            names.push((name, count));
            if self.take(';') {
                return Ok(Statement::Registers { kind, names });
            }
            self.expect(',')?;
        }
    }

    fn instruction(&mut self) -> Result<Instruction<'a>, String> {
        let (first, line) = (self.at, self.line());
        let guard = if self.take('@') {
            let negated = self.take('!');
            Some((self.word()?, negated))
        } else {
            None
        };
        // `::` binds tighter than a dot: `shared::cta` is one modifier.
        let name: Vec<&str> = self.word()?.split('.').collect();
        let mut operands = Vec::new();
        while !self.take(';') {
            operands.push(self.operand()?);
            if !self.is(';') {
                self.expect(',')?;
            }
        }
        let span = (self.tokens[first].start as u32, self.tokens[self.at - 2].end as u32);
        Ok(Instruction { guard, name, operands, line, span })
    }

    fn operand(&mut self) -> Result<Operand<'a>, String> {
        let first = match self.next()? {
            Token::Integer(value) => Operand::Integer(value),
            Token::Single(bits) => Operand::Single(bits),
            Token::Double(bits) => Operand::Double(bits),
            Token::Mark('-') => match self.next()? {
                Token::Integer(value) => Operand::Integer(value.wrapping_neg()),
                Token::Single(bits) => Operand::Single(bits ^ 1 << 31),
                Token::Double(bits) => Operand::Double(bits ^ 1 << 63),
                _ => return self.fail("a number was expected behind `-`"),
            },
            Token::Mark('!') => Operand::Negated(self.word()?),
            Token::Mark('[') => {
                let (name, offset) = match self.peek() {
                    Some(Token::Word(name)) => {
                        self.at += 1;
                        (Some(name), self.offset()?)
                    }
                    _ => (None, self.number()? as i64),
                };
                self.expect(']')?;
                Operand::Address(name, offset)
            }
            Token::Mark(open @ ('{' | '(')) => {
                let close = if open == '{' { '}' } else { ')' };
                let mut list = Vec::new();
                while !self.take(close) {
                    list.push(self.operand()?);
                    self.take(',');
                }
                Operand::List(list)
            }
            Token::Word(name) => Operand::Name(name, self.offset()?),
            other => return self.fail(&format!("{other:?} is not an operand")),
        };
        if self.take('|') {
            return Ok(Operand::Pair(Box::new(first), Box::new(self.operand()?)));
        }
        Ok(first)
    }
}

/// Bytes of a fundamental type.
pub(crate) fn size_of(kind: &str) -> Option<u32> {
    Some(match kind {
        "pred" | "b8" | "u8" | "s8" => 1,
        "b16" | "u16" | "s16" | "f16" | "bf16" => 2,
        "b32" | "u32" | "s32" | "f32" | "f16x2" | "bf16x2" => 4,
        "b64" | "u64" | "s64" | "f64" => 8,
        "b128" => 16,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kernel_in_parts() {
        let text = ".version 8.0\n.target sm_80\n.address_size 64\n.global .align 4 .u32 table[2] = {1, -1};\n\
            .visible .entry k(.param .u64 .ptr .global .align 4 k_0, .param .align 4 .b8 k_1[12]) .maxntid 32, 2, 1 {\n\
            .reg .b32 %r<4>;\n@!%p1 bra L;\nmov.b32 %r1, {%rs1, %rs2};\nL: shfl.sync.up.b32 %r1|%p2, %r2, 1, 0, -1;\n\
            { .reg .pred q; ret; } }";
        let unit = parse(text).unwrap();
        assert_eq!(unit.target, "sm_80");
        assert_eq!(unit.variables[0].initial, [Initial::Bits(1), Initial::Bits(u64::MAX)]);
        let kernel = &unit.functions[0];
        assert_eq!(kernel.max_threads, Some(64));
        assert_eq!(kernel.parameters.iter().map(|p| (p.bytes, p.align)).collect::<Vec<_>>(), [(8, 8), (12, 4)]);
        let body = kernel.body.as_ref().unwrap();
        let Statement::Instruction(bra) = &body[1] else { panic!("{:?}", body[1]) };
        assert_eq!((bra.guard, bra.line), (Some(("%p1", true)), 7));
        assert_eq!(&text[bra.span.0 as usize..bra.span.1 as usize], "@!%p1 bra L");
        assert!(matches!(body[3], Statement::Label("L")));
        assert!(matches!(&body[5], Statement::Block(b) if b.len() == 2));
    }

    #[test]
    fn what_does_not_parse_says_where() {
        assert_eq!(
            parse(".version 8.0\n.bogus").unwrap_err(),
            "PTX line 2: Word(\".bogus\") is not known at a module's level"
        );
        assert!(parse(".entry k() { add.s32 %r1 %r2; }").unwrap_err().contains("`,` was expected"));
        assert!(parse(".entry k() { ret;").unwrap_err().contains("ends too early"));
    }
}
