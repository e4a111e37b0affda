//! What instructions compute with: types, modes, and the kinds of each operation.

use super::instruction::{Predicate, Row};

/// Whole-number types. Bit types count as unsigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Int {
    U16,
    S16,
    U32,
    S32,
    U64,
    S64,
}

/// Floating-point types of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Float {
    F16,
    F16x2,
    Bf16,
    Bf16x2,
    F32,
    F64,
}

/// Every scalar type that a conversion knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    U8,
    S8,
    U16,
    S16,
    U32,
    S32,
    U64,
    S64,
    F16,
    Bf16,
    F32,
    F64,
}

/// Where a result between two numbers goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    Nearest,
    Zero,
    Down,
    Up,
    /// To the nearest, ties away from zero (`cvt.rna.tf32`).
    NearestAway,
}

/// How a floating-point operation rounds and clamps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mode {
    pub rounding: Rounding,
    /// Subnormal inputs and results become zero.
    pub flush: bool,
    /// Clamped to `[0, 1]`, NaN to zero.
    pub saturate: bool,
    /// Negative results become zero, NaN stays (`fma.relu`, `cvt.relu`).
    pub relu: bool,
}

impl Mode {
    /// To the nearest even, nothing clamped.
    pub const PLAIN: Mode = Mode { rounding: Rounding::Nearest, flush: false, saturate: false, relu: false };
}

/// A conversion between scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Conversion {
    pub to: Scalar,
    pub from: Scalar,
    pub mode: Mode,
    /// Whether a float becomes a whole number and stays a float (`cvt.rni.f32.f32`).
    pub whole: bool,
    /// Bits of the result's register.
    pub register: u8,
    /// Whether the source's register has 64 bits.
    pub wide: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntUnary {
    Not,
    Negate,
    Absolute,
    LogicalNot,
    CountOnes,
    LeadingZeros,
    Reverse,
    /// `bfind`, and with `.shiftamt`.
    Find,
    FindShift,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntBinary {
    Add,
    AddSaturating,
    Subtract,
    SubtractSaturating,
    Multiply,
    MultiplyHigh,
    Divide,
    Remainder,
    Min,
    Max,
    And,
    Or,
    Xor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntTernary {
    MultiplyAdd,
    MultiplyHighAdd,
    /// `sad`: `c + |a - b|`.
    Difference,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carry {
    /// `add.cc`, `addc`, `sub.cc`, `subc`, `mad.lo.cc`, `mad.hi.cc`, `madc...`.
    Add,
    Subtract,
    MultiplyLowAdd,
    MultiplyHighAdd,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FloatUnary {
    Negate,
    Absolute,
    Reciprocal,
    SquareRoot,
    ReciprocalSquareRoot,
    Exp2,
    Log2,
    Sine,
    Cosine,
    Tanh,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FloatBinary {
    Add,
    Subtract,
    Multiply,
    Divide,
    Min,
    Max,
    /// `min.NaN`, `max.NaN`: a NaN operand gives NaN.
    MinNan,
    MaxNan,
    CopySign,
}

/// What `testp` asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FloatClass {
    Finite,
    Infinite,
    Number,
    NotANumber,
    Normal,
    Subnormal,
}

impl FloatClass {
    /// By the modifier's name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "finite" => Self::Finite,
            "infinite" => Self::Infinite,
            "number" => Self::Number,
            "notanumber" => Self::NotANumber,
            "normal" => Self::Normal,
            "subnormal" => Self::Subnormal,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    /// Both are numbers; either is NaN.
    Number,
    Nan,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Logic {
    And,
    Or,
    Xor,
}

/// What a comparison compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    Int(Int),
    Float(Float),
}

/// A comparison: the relation, and for floats whether NaN makes it true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub of: Compared,
    pub relation: Relation,
    pub unordered: bool,
    pub flush: bool,
}

/// A predicate, perhaps negated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    pub predicate: Predicate,
    pub negated: bool,
}

/// State spaces. Constants are global memory that is only read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    Generic,
    Global,
    Shared,
    Local,
    Parameter,
}

/// What an access asks of the accesses of other threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Semantics {
    Weak,
    /// Ordered among its like: volatile, relaxed and stronger.
    Strong,
    /// No thread of the launch writes there (`ld.global.nc`).
    Constant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    None,
    Narrow(Row),
    Wide(Row),
}

/// `[base + offset]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub base: Base,
    pub offset: i64,
}

/// How an element in memory relates to its register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// Bytes in memory: 1, 2, 4 or 8.
    pub bytes: u8,
    /// Whether the registers are 64-bit rows.
    pub wide: bool,
    /// Sign-extended on a load.
    pub signed: bool,
    /// Bits of the register.
    pub register: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtomicOp {
    Add,
    Min,
    Max,
    And,
    Or,
    Xor,
    Exchange,
    CompareAndSwap,
    Increment,
    Decrement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtomicType {
    Int(Int),
    Float(Float),
}

impl AtomicType {
    /// Bytes in memory.
    pub fn bytes(self) -> usize {
        match self {
            AtomicType::Int(Int::U16 | Int::S16) | AtomicType::Float(Float::F16 | Float::Bf16) => 2,
            AtomicType::Int(Int::U64 | Int::S64) | AtomicType::Float(Float::F64) => 8,
            _ => 4,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shuffle {
    Up,
    Down,
    Butterfly,
    Index,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vote {
    All,
    Any,
    Uniform,
    Ballot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reduce {
    Add,
    Min,
    Max,
    And,
    Or,
    Xor,
}

/// What a barrier computes over the threads that arrive, and where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BarrierResult {
    Count(Row),
    And(Predicate),
    Or(Predicate),
}

/// Registers whose value is another each time they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    Cycles,
    Nanoseconds,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mbarrier {
    Arrive {
        drop: bool,
        complete: bool,
        expect: bool,
    },
    /// Expect more bytes, or count some as come.
    ExpectBytes,
    CompleteBytes,
}
