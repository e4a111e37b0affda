//! Decoded instructions: operands are row numbers of a warp's register file, nothing is left to look up.

pub(crate) use super::fragment::*;
pub(crate) use super::types::*;

/// A register: 32 lanes, in the file of 32-bit rows or in the file of 64-bit ones. Constants and special registers have rows too.
pub(crate) type Row = u32;

/// A predicate register: a bit for each lane.
pub(crate) type Predicate = u32;

/// What an instruction does. Operands are in the order of the PTX ISA.
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
    Convert {
        conversion: Conversion,
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
        semantics: Semantics,
    },
    Store {
        space: Space,
        element: Element,
        from: Box<[Row]>,
        address: Address,
        semantics: Semantics,
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
