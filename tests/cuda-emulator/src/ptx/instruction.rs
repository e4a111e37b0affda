//! Decoded instructions: operands are row numbers of a warp's register file, nothing is left to look up.

/// A register: 32 lanes, in the file of 32-bit rows or in the file of 64-bit ones. Constants and special registers have rows too.
pub(crate) type Row = u32;

/// A predicate register: a bit for each lane.
pub(crate) type Predicate = u32;

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

/// Element types of matrix products.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    F16,
    Bf16,
    Tf32,
    F32,
    F64,
    S8,
    U8,
    S32,
    E4m3,
    E5m2,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    A,
    B,
    C,
    D,
}

/// A matrix product's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub m: u8,
    pub n: u8,
    pub k: u8,
}

/// `wmma` layouts: whether lines of memory are rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WmmaPart {
    pub shape: Shape,
    pub part: Part,
    pub entry: Entry,
    pub row_major: bool,
}

impl WmmaPart {
    /// Rows and columns of the matrix.
    pub fn size(self) -> (usize, usize) {
        let Shape { m, n, k } = self.shape;
        let (rows, columns) = match self.part {
            Part::A => (m, k),
            Part::B => (k, n),
            Part::C | Part::D => (m, n),
        };
        (rows.into(), columns.into())
    }

    /// Registers of a `wmma` fragment, where the PTX ISA has this shape and type. Operands in f16 hold every element twice.
    pub fn registers(self) -> Option<usize> {
        let (rows, columns) = self.size();
        let sums = matches!(self.part, Part::C | Part::D);
        let shapes: &[(u8, u8, u8)] = match self.entry {
            Entry::Tf32 => &[(16, 16, 8)],
            Entry::F64 => &[(8, 8, 4)],
            Entry::F32 if sums => &[(16, 16, 16), (32, 8, 16), (8, 32, 16), (16, 16, 8)],
            Entry::F16 | Entry::Bf16 | Entry::S8 | Entry::U8 | Entry::S32 => &[(16, 16, 16), (32, 8, 16), (8, 32, 16)],
            _ => return None,
        };
        let operand = matches!(self.entry, Entry::F16 | Entry::Bf16 | Entry::Tf32 | Entry::S8 | Entry::U8 | Entry::F64);
        let sum = matches!(self.entry, Entry::F16 | Entry::F32 | Entry::S32 | Entry::F64);
        if !shapes.contains(&(self.shape.m, self.shape.n, self.shape.k)) || !(if sums { sum } else { operand }) {
            return None;
        }
        if self.entry == Entry::F16 && !sums {
            return Some(8);
        }
        Some(rows * columns / 32 / self.entry.each())
    }

    /// Registers of an `mma` fragment.
    pub fn registers_mma(self) -> Option<usize> {
        let (rows, columns) = self.size();
        let count = rows * columns / 32 / self.entry.each();
        (count > 0).then_some(count)
    }
}

impl Entry {
    /// Elements of a register.
    pub fn each(self) -> usize {
        match self {
            Entry::F16 | Entry::Bf16 => 2,
            Entry::S8 | Entry::U8 | Entry::E4m3 | Entry::E5m2 => 4,
            Entry::Tf32 | Entry::F32 | Entry::S32 | Entry::F64 => 1,
        }
    }

    /// Bytes of an element in memory.
    pub fn bytes(self) -> usize {
        match self {
            Entry::S8 | Entry::U8 | Entry::E4m3 | Entry::E5m2 => 1,
            Entry::F16 | Entry::Bf16 => 2,
            Entry::Tf32 | Entry::F32 | Entry::S32 => 4,
            Entry::F64 => 8,
        }
    }
}

/// What `mma` multiplies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Product {
    pub shape: Shape,
    pub a: Entry,
    pub b: Entry,
    pub sum: Entry,
    /// Of the result.
    pub out: Entry,
    /// Sums of s32 clamp.
    pub saturate: bool,
    /// Fragments lie as `wmma` of the emulator has them, and not as `mma` defines them.
    pub wmma: bool,
    pub to: Box<[Row]>,
    pub left: Box<[Row]>,
    pub right: Box<[Row]>,
    pub add: Box<[Row]>,
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

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Op {
    Move {
        wide: bool,
        to: Row,
        from: Row,
    },
    /// 128 bits.
    MovePair {
        to: [Option<Row>; 2],
        from: [Row; 2],
    },
    MovePredicate {
        to: Predicate,
        from: Condition,
    },
    /// Parts of `bits` each, lowest first, into a row, or out of one. None is `_`.
    Pack {
        bits: u8,
        wide: bool,
        to: Row,
        parts: Box<[Row]>,
    },
    Unpack {
        bits: u8,
        wide: bool,
        from: Row,
        parts: Box<[Option<Row>]>,
    },
    ReadClock {
        clock: Clock,
        wide: bool,
        to: Row,
    },

    IntUnary {
        op: IntUnary,
        of: Int,
        to: Row,
        a: Row,
    },
    IntBinary {
        op: IntBinary,
        of: Int,
        to: Row,
        a: Row,
        b: Row,
    },
    IntTernary {
        op: IntTernary,
        of: Int,
        to: Row,
        a: Row,
        b: Row,
        c: Row,
    },
    /// `mul.wide` and `mad.wide`: the result is twice as wide.
    MultiplyWide {
        of: Int,
        to: Row,
        a: Row,
        b: Row,
        add: Option<Row>,
    },
    ShiftLeft {
        of: Int,
        to: Row,
        a: Row,
        b: Row,
    },
    ShiftRight {
        of: Int,
        to: Row,
        a: Row,
        b: Row,
    },
    Funnel {
        left: bool,
        wrap: bool,
        to: Row,
        a: Row,
        b: Row,
        c: Row,
    },
    ExtractBits {
        of: Int,
        to: Row,
        a: Row,
        b: Row,
        c: Row,
    },
    InsertBits {
        wide: bool,
        to: Row,
        a: Row,
        b: Row,
        c: Row,
        d: Row,
    },
    Permute {
        to: Row,
        a: Row,
        b: Row,
        c: Row,
    },
    Lookup {
        to: Row,
        a: Row,
        b: Row,
        c: Row,
        table: u8,
    },
    DotBytes {
        signed: (bool, bool),
        to: Row,
        a: Row,
        b: Row,
        c: Row,
    },
    Carry {
        op: Carry,
        of: Int,
        reads: bool,
        writes: bool,
        to: Row,
        a: Row,
        b: Row,
        c: Row,
    },

    PredicateLogic {
        op: Logic,
        to: Predicate,
        a: Condition,
        b: Condition,
    },
    Compare {
        comparison: Comparison,
        to: Option<Predicate>,
        inverse: Option<Predicate>,
        a: Row,
        b: Row,
        join: Option<(Logic, Condition)>,
    },
    /// `setp` of a packed pair: a predicate for each half.
    ComparePair {
        comparison: Comparison,
        to: [Option<Predicate>; 2],
        a: Row,
        b: Row,
    },
    /// `set`: all ones or 1.0 where it holds.
    CompareSet {
        comparison: Comparison,
        float: Option<Float>,
        to: Row,
        a: Row,
        b: Row,
        join: Option<(Logic, Condition)>,
    },
    TestFloat {
        class: FloatClass,
        wide: bool,
        to: Predicate,
        a: Row,
    },
    Select {
        wide: bool,
        to: Row,
        a: Row,
        b: Row,
        condition: Condition,
    },
    SelectSign {
        wide: bool,
        float: bool,
        to: Row,
        a: Row,
        b: Row,
        c: Row,
    },

    FloatUnary {
        op: FloatUnary,
        of: Float,
        mode: Mode,
        to: Row,
        a: Row,
    },
    FloatBinary {
        op: FloatBinary,
        of: Float,
        mode: Mode,
        to: Row,
        a: Row,
        b: Row,
    },
    Fma {
        of: Float,
        mode: Mode,
        to: Row,
        a: Row,
        b: Row,
        c: Row,
    },
    /// `whole`: the result is a whole number in a float (`cvt.rni`).
    Convert {
        to_type: Scalar,
        from_type: Scalar,
        mode: Mode,
        whole: bool,
        register: u8,
        to: Row,
        from: Row,
    },
    ConvertTf32 {
        mode: Mode,
        to: Row,
        from: Row,
    },
    /// Two f32 to a packed pair, the first in the upper half.
    ConvertPair {
        of: Float,
        mode: Mode,
        to: Row,
        high: Row,
        low: Row,
    },
    /// Two f32, or a packed pair of f16, to a pair of 8-bit floats, and back.
    ConvertToF8 {
        e5m2: bool,
        relu: bool,
        to: Row,
        high: Row,
        low: Option<Row>,
    },
    ConvertFromF8 {
        e5m2: bool,
        relu: bool,
        to: Row,
        from: Row,
    },

    Load {
        space: Space,
        element: Element,
        to: Box<[Option<Row>]>,
        address: Address,
        strong: bool,
    },
    Store {
        space: Space,
        element: Element,
        from: Box<[Row]>,
        address: Address,
        strong: bool,
    },
    Atomic {
        op: AtomicOp,
        of: AtomicType,
        space: Space,
        to: Option<Row>,
        address: Address,
        b: Row,
        c: Option<Row>,
    },
    /// `cvta`, from a space's window (or back).
    Window {
        space: Space,
        back: bool,
        to: Row,
        from: Row,
    },
    IsSpace {
        space: Space,
        to: Predicate,
        from: Row,
    },

    Branch {
        target: u32,
    },
    BranchIndexed {
        index: Row,
        targets: Box<[u32]>,
    },
    Exit,
    Trap {
        what: Box<str>,
    },
    /// `membar`, `fence`, `prefetch`: memory is always in order here.
    Nothing,
    Sleep,

    Barrier {
        id: Row,
        threads: Option<Row>,
        aligned: bool,
        wait: bool,
    },
    BarrierReduce {
        result: BarrierResult,
        id: Row,
        threads: Option<Row>,
        predicate: Condition,
    },
    WarpBarrier {
        mask: Row,
    },
    ActiveMask {
        to: Row,
    },
    Elect {
        to: Option<Row>,
        predicate: Predicate,
        mask: Row,
    },
    Shuffle {
        mode: Shuffle,
        to: Option<Row>,
        valid: Option<Predicate>,
        a: Row,
        b: Row,
        c: Row,
        mask: Row,
    },
    Vote {
        mode: Vote,
        row: Option<Row>,
        predicate: Option<Predicate>,
        of: Condition,
        mask: Row,
    },
    Match {
        all: bool,
        wide: bool,
        to: Row,
        predicate: Option<Predicate>,
        a: Row,
        mask: Row,
    },
    Reduce {
        op: Reduce,
        signed: bool,
        to: Row,
        a: Row,
        mask: Row,
    },

    LoadMatrix {
        transposed: bool,
        space: Space,
        to: Box<[Row]>,
        address: Address,
    },
    StoreMatrix {
        transposed: bool,
        space: Space,
        from: Box<[Row]>,
        address: Address,
    },
    /// `movmatrix`: an 8x8 transposed across the warp.
    TransposeMatrix {
        to: Row,
        from: Row,
    },
    WmmaLoad {
        part: WmmaPart,
        space: Space,
        to: Box<[Row]>,
        address: Address,
        stride: Option<Row>,
    },
    WmmaStore {
        part: WmmaPart,
        space: Space,
        from: Box<[Row]>,
        address: Address,
        stride: Option<Row>,
    },
    Multiply(Box<Product>),

    CopyAsync {
        bytes: u8,
        source_bytes: Option<Row>,
        ignore: Option<Condition>,
        to: Address,
        from: Address,
    },
    CommitGroup,
    /// Waits until at most so many groups are in flight.
    WaitGroup {
        pending: u32,
    },
    WaitAll,
    BarrierInit {
        space: Space,
        address: Address,
        count: Row,
    },
    BarrierInvalidate {
        space: Space,
        address: Address,
    },
    BarrierArrive {
        kind: Mbarrier,
        space: Space,
        to: Option<Row>,
        address: Address,
        count: Option<Row>,
    },
    BarrierTest {
        parity: bool,
        space: Space,
        to: Predicate,
        address: Address,
        state: Row,
    },
    /// `cp.async.mbarrier.arrive`: arrives once this thread's copies have.
    BarrierArriveAsync {
        increment: bool,
        space: Space,
        address: Address,
    },
    BarrierPending {
        to: Row,
        state: Row,
    },
}

/// A decoded instruction.
#[derive(Clone, Debug)]
pub(crate) struct Instruction {
    pub guard: Option<Condition>,
    pub op: Op,
    /// Line in the module's text, and the statement's bytes there.
    pub line: u32,
    pub span: (u32, u32),
}
