//! PTX text as tokens.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token<'a> {
    /// An identifier, a register, a label, or an opcode or directive with all its dots.
    Word(&'a str),
    /// A whole number, as the 64 bits it stands for.
    Integer(u64),
    /// `0f` and eight hexadecimal digits.
    Single(u32),
    /// `0d` and sixteen hexadecimal digits, or a decimal number with a point.
    Double(u64),
    /// A string without its quotes.
    Text(&'a str),
    /// Punctuation.
    Mark(char),
}

/// A token, its line, counted from one, and its bytes in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spanned<'a> {
    pub token: Token<'a>,
    pub line: u32,
    pub start: usize,
    pub end: usize,
}

/// Splits a module. Lines of `.loc` and `.file`, and the debug sections, are left out: nothing runs there.
pub(crate) fn tokens(text: &str) -> Result<Vec<Spanned<'_>>, String> {
    let mut lexer = Lexer { text, bytes: text.as_bytes(), at: 0, line: 1 };
    let mut all = Vec::with_capacity(text.len() / 8);
    while let Some((token, start)) = lexer.next()? {
        match token {
            Token::Word(".loc" | ".file") => lexer.skip_line(),
            Token::Word(".section") => lexer.skip_section()?,
            _ => all.push(Spanned { token, line: lexer.line, start, end: lexer.at }),
        }
    }
    Ok(all)
}

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    line: u32,
}

impl<'a> Lexer<'a> {
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn fail<T>(&self, what: &str) -> Result<T, String> {
        Err(format!("PTX line {}: {what}", self.line))
    }

    fn skip_line(&mut self) {
        while self.at < self.bytes.len() && self.peek(0) != b'\n' {
            self.at += 1;
        }
    }

    fn skip_section(&mut self) -> Result<(), String> {
        while self.at < self.bytes.len() && self.peek(0) != b'}' {
            self.line += u32::from(self.peek(0) == b'\n');
            self.at += 1;
        }
        self.at += 1;
        Ok(())
    }

    fn skip_blank(&mut self) -> Result<(), String> {
        loop {
            match self.peek(0) {
                b'\n' => {
                    self.line += 1;
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'/' if self.peek(1) == b'/' => self.skip_line(),
                b'/' if self.peek(1) == b'*' => match self.text[self.at..].find("*/") {
                    Some(length) => {
                        self.line += self.text[self.at..self.at + length].matches('\n').count() as u32;
                        self.at += length + 2;
                    }
                    None => return self.fail("a comment without an end"),
                },
                _ => return Ok(()),
            }
        }
    }

    /// The next token and where it starts.
    fn next(&mut self) -> Result<Option<(Token<'a>, usize)>, String> {
        self.skip_blank()?;
        let start = self.at;
        let first = self.peek(0);
        if self.at >= self.bytes.len() || first == 0 {
            return Ok(None);
        }
        self.token(first).map(|token| Some((token, start)))
    }

    fn token(&mut self, first: u8) -> Result<Token<'a>, String> {
        let start = self.at;
        if first.is_ascii_digit() {
            return self.number();
        }
        // A dot followed by a letter begins a directive; elsewhere words carry their dots.
        if is_word(first) || first == b'.' {
            while is_word(self.peek(0)) || self.peek(0) == b'.' || (self.peek(0) == b':' && self.peek(1) == b':') {
                self.at += if self.peek(0) == b':' { 2 } else { 1 };
            }
            return Ok(Token::Word(&self.text[start..self.at]));
        }
        if first == b'"' {
            let Some(length) = self.text[start + 1..].find('"') else {
                return self.fail("a string without an end");
            };
            self.at += length + 2;
            return Ok(Token::Text(&self.text[start + 1..start + 1 + length]));
        }
        if !first.is_ascii() {
            return self.fail("a character that is not ASCII");
        }
        self.at += 1;
        Ok(Token::Mark(char::from(first)))
    }

    fn number(&mut self) -> Result<Token<'a>, String> {
        let start = self.at;
        while self.peek(0).is_ascii_alphanumeric() || self.peek(0) == b'.' {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        let digits = word.trim_end_matches('U');
        let (radix, digits) = match digits.get(..2) {
            Some("0f" | "0F") => match u32::from_str_radix(&word[2..], 16) {
                Ok(bits) if word.len() == 10 => return Ok(Token::Single(bits)),
                _ => return self.fail(&format!("`{word}` is not a number")),
            },
            Some("0d" | "0D") => match u64::from_str_radix(&word[2..], 16) {
                Ok(bits) if word.len() == 18 => return Ok(Token::Double(bits)),
                _ => return self.fail(&format!("`{word}` is not a number")),
            },
            Some("0x" | "0X") => (16, &digits[2..]),
            Some("0b" | "0B") => (2, &digits[2..]),
            Some(_) if digits.starts_with('0') && !digits.contains('.') => (8, &digits[1..]),
            _ => (10, digits),
        };
        if digits.contains('.') {
            return match digits.parse::<f64>() {
                Ok(value) => Ok(Token::Double(value.to_bits())),
                Err(_) => self.fail(&format!("`{word}` is not a number")),
            };
        }
        match u64::from_str_radix(digits, radix) {
            Ok(value) => Ok(Token::Integer(value)),
            Err(_) => self.fail(&format!("`{word}` is not a number")),
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_comments() {
        let text =
            "ld.shared::cta.u32 %r1, [%r2+-4]; // note\n/* a\nb */ mov.f32 %f1, 0f3F800000;\n.loc 1 2 3\n0x10 017 1U";
        let found = tokens(text).unwrap();
        let words: Vec<_> = found.iter().map(|t| t.token).collect();
        assert_eq!(words[0], Token::Word("ld.shared::cta.u32"));
        assert_eq!(words[6], Token::Mark('-'));
        assert_eq!(words[7], Token::Integer(4));
        assert!(words.contains(&Token::Single(0x3f80_0000)));
        assert_eq!(words[words.len() - 3..], [Token::Integer(16), Token::Integer(15), Token::Integer(1)]);
        assert_eq!(found.last().unwrap().line, 5);
    }

    #[test]
    fn what_is_not_ptx_is_refused_with_its_line() {
        assert_eq!(tokens("a\n12z").unwrap_err(), "PTX line 2: `12z` is not a number");
        assert!(tokens("/* a").unwrap_err().contains("without an end"));
    }
}
