//! The syntax tree of a PTX module, as the parser leaves it: names are not resolved, opcodes not understood.

/// A statement of a function's body.
#[derive(Debug)]
pub(crate) enum Statement<'a> {
    /// `.reg .b32 %r<8>, %a;`: names with, where given, a count.
    Registers {
        kind: &'a str,
        names: Vec<(&'a str, Option<u32>)>,
    },
    Variable(Variable<'a>),
    Label(&'a str),
    /// `label: .branchtargets a, b;`
    Targets(&'a str, Vec<&'a str>),
    Instruction(Instruction<'a>),
    /// `{ ... }`, a scope of its own.
    Block(Vec<Statement<'a>>),
}

/// An instruction as written.
#[derive(Debug)]
pub(crate) struct Instruction<'a> {
    /// The predicate's name and whether it is negated.
    pub guard: Option<(&'a str, bool)>,
    /// The opcode and its modifiers: `["ld", "global", "nc", "f32"]`.
    pub name: Vec<&'a str>,
    pub operands: Vec<Operand<'a>>,
    pub line: u32,
    /// The statement's bytes in the text, for messages.
    pub span: (u32, u32),
}

/// An operand as written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand<'a> {
    /// A register, a symbol, a label or a special register, with an offset where one is added.
    Name(&'a str, i64),
    Negated(&'a str),
    Integer(u64),
    Single(u32),
    Double(u64),
    /// `[name + offset]`, or `[offset]` without a name.
    Address(Option<&'a str>, i64),
    /// `{a, b}`, or `(a, b)` of a call.
    List(Vec<Operand<'a>>),
    /// `a|b`.
    Pair(Box<Operand<'a>>, Box<Operand<'a>>),
}

/// A variable in a state space: module level, a function's own, or a parameter.
#[derive(Debug, Clone)]
pub(crate) struct Variable<'a> {
    /// `global`, `const`, `shared`, `local`, `param` or `reg`.
    pub space: &'a str,
    pub name: &'a str,
    pub align: u32,
    pub bytes: u32,
    /// Whether it is `.extern`: its size is given elsewhere.
    pub external: bool,
    pub initial: Vec<Initial<'a>>,
    /// Bytes of an element.
    pub element: u32,
}

/// An element of an initialiser.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Initial<'a> {
    Bits(u64),
    /// The address of another variable, plus an offset.
    Address(&'a str, i64),
}

/// A kernel or a device function.
#[derive(Debug)]
pub(crate) struct Function<'a> {
    pub name: &'a str,
    pub kernel: bool,
    pub results: Vec<Variable<'a>>,
    pub parameters: Vec<Variable<'a>>,
    /// `.maxntid`, `.reqntid`: the product.
    pub max_threads: Option<u32>,
    /// None for a declaration.
    pub body: Option<Vec<Statement<'a>>>,
}

/// A module.
#[derive(Debug, Default)]
pub(crate) struct Unit<'a> {
    pub target: &'a str,
    pub variables: Vec<Variable<'a>>,
    pub functions: Vec<Function<'a>>,
}
