//! Each group of arithmetic instructions against plain Rust.

mod kernel;

use half::{bf16, f16};
use kernel::{each, pairs};

/// Whole numbers at the edges of every width.
const WHOLE: [u64; 14] = [
    0,
    1,
    2,
    7,
    31,
    100,
    0x7f,
    0x8000,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_fff9,
    0x7fff_ffff_ffff_ffff,
    0xffff_ffff_ffff_fff9,
];

const REAL: [f64; 14] =
    [0.0, -0.0, 1.0, -1.5, 3.25, 1e-3, -7e4, 0.1, 6.5e4, 1e30, -1e-40, f64::INFINITY, f64::NEG_INFINITY, f64::NAN];

macro_rules! whole2 {
    ($($name:literal, $t:ty, $kind:literal, $f:expr;)*) => {$({
        let (a, b) = pairs(&WHOLE.map(|v| v as $t as u64));
        let got = each(concat!($name, " %o, %a, %b;"), $kind, &[($kind, &a), ($kind, &b)]);
        let f: fn($t, $t) -> $t = $f;
        for ((a, b), got) in a.iter().zip(&b).zip(got) {
            assert_eq!(got as $t, f(*a as $t, *b as $t), "{} {:#x} {:#x}", $name, a, b);
        }
    })*};
}

#[test]
fn whole_numbers_of_two() {
    whole2! {
        "add.u16", u16, "b16", |a, b| a.wrapping_add(b);
        "add.s32", i32, "b32", |a, b| a.wrapping_add(b);
        "add.sat.s32", i32, "b32", |a, b| a.saturating_add(b);
        "sub.s64", i64, "b64", |a, b| a.wrapping_sub(b);
        "mul.lo.s16", i16, "b16", |a, b| a.wrapping_mul(b);
        "mul.lo.s32", i32, "b32", |a, b| a.wrapping_mul(b);
        "mul.hi.u32", u32, "b32", |a, b| ((u64::from(a) * u64::from(b)) >> 32) as u32;
        "mul.hi.s32", i32, "b32", |a, b| ((i64::from(a) * i64::from(b)) >> 32) as i32;
        "mul.hi.u64", u64, "b64", |a, b| ((u128::from(a) * u128::from(b)) >> 64) as u64;
        "mul.hi.s64", i64, "b64", |a, b| ((i128::from(a) * i128::from(b)) >> 64) as i64;
        "div.u32", u32, "b32", |a, b| a.checked_div(b).unwrap_or(u32::MAX);
        "div.s32", i32, "b32", |a, b| if b == 0 { -1 } else { a.wrapping_div(b) };
        "div.s64", i64, "b64", |a, b| if b == 0 { -1 } else { a.wrapping_div(b) };
        "rem.u16", u16, "b16", |a, b| a.checked_rem(b).unwrap_or(a);
        "rem.s32", i32, "b32", |a, b| if b == 0 { a } else { a.wrapping_rem(b) };
        "min.s32", i32, "b32", |a, b| a.min(b);
        "max.u64", u64, "b64", |a, b| a.max(b);
        "max.s16", i16, "b16", |a, b| a.max(b);
        "and.b32", u32, "b32", |a, b| a & b;
        "or.b64", u64, "b64", |a, b| a | b;
        "xor.b16", u16, "b16", |a, b| a ^ b;
    }
}

#[test]
fn shifts_stop_at_the_width() {
    let (a, by) = pairs(&WHOLE);
    let by: Vec<u64> = by.iter().map(|b| b & 0xffff_ffff).collect();
    for ((got, a), b) in each("shl.b32 %o, %a, %b;", "b32", &[("b32", &a), ("b32", &by)]).iter().zip(&a).zip(&by) {
        assert_eq!(*got as u32, (*a as u32).checked_shl(*b as u32).unwrap_or(0));
    }
    for ((got, a), b) in each("shr.s64 %o, %a, %b;", "b64", &[("b64", &a), ("b32", &by)]).iter().zip(&a).zip(&by) {
        assert_eq!(*got as i64, *a as i64 >> (*b).min(63));
    }
    for ((got, a), b) in each("shr.u16 %o, %a, %b;", "b16", &[("b16", &a), ("b32", &by)]).iter().zip(&a).zip(&by) {
        assert_eq!(*got as u16, (*a as u16).checked_shr(*b as u32).unwrap_or(0));
    }
    let funnel = |name: &str| {
        each(&format!("{name} %o, %a, %b, 40;"), "b32", &[("b32", &[0x1234_5678]), ("b32", &[0x9abc_def0])])[0]
    };
    assert_eq!(
        ["shf.l.wrap.b32", "shf.r.wrap.b32", "shf.l.clamp.b32", "shf.r.clamp.b32"].map(funnel),
        [0xbcde_f012, 0xf012_3456, 0x1234_5678, 0x9abc_def0]
    );
}

#[test]
fn wide_products_and_sums_with_a_third() {
    let (a, b) = pairs(&WHOLE);
    let wide = each("mul.wide.s32 %o, %a, %b;", "b64", &[("b32", &a), ("b32", &b)]);
    let mad = each("mad.wide.u16 %o, %a, %b, 5;", "b32", &[("b16", &a), ("b16", &b)]);
    let low = each("mad.lo.s64 %o, %a, %b, %a;", "b64", &[("b64", &a), ("b64", &b)]);
    let sad = each("sad.u32 %o, %a, %b, 3;", "b32", &[("b32", &a), ("b32", &b)]);
    for (at, (a, b)) in a.iter().zip(&b).enumerate() {
        assert_eq!(wide[at] as i64, i64::from(*a as i32) * i64::from(*b as i32));
        assert_eq!(mad[at] as u32, (u32::from(*a as u16) * u32::from(*b as u16)).wrapping_add(5));
        assert_eq!(low[at], a.wrapping_mul(*b).wrapping_add(*a));
        assert_eq!(sad[at] as u32, (*a as u32).abs_diff(*b as u32).wrapping_add(3));
    }
    // 128 bits by carries.
    let high = "{ .reg .b64 %lo; add.cc.u64 %lo, %a, %b; addc.u64 %o, %a, %b; }";
    let borrow = "{ .reg .b32 %lo; sub.cc.u32 %lo, %a, %b; subc.u32 %o, 10, 3; }";
    let (sum, difference) =
        (each(high, "b64", &[("b64", &a), ("b64", &b)]), each(borrow, "b32", &[("b32", &a), ("b32", &b)]));
    for (at, (a, b)) in a.iter().zip(&b).enumerate() {
        assert_eq!(sum[at], a.wrapping_add(*b).wrapping_add(u64::from(a.checked_add(*b).is_none())));
        assert_eq!(difference[at], 7 - u64::from((*a as u32) < *b as u32));
    }
    let chain = "{ .reg .b32 %lo; mad.lo.cc.u32 %lo, %a, %b, -1; madc.hi.u32 %o, %a, %b, 0; }";
    for ((got, a), b) in each(chain, "b32", &[("b32", &a), ("b32", &b)]).iter().zip(&a).zip(&b) {
        let exact = u64::from(*a as u32) * u64::from(*b as u32) + 0xffff_ffff;
        assert_eq!(*got, exact >> 32, "{a:#x} {b:#x}");
    }
}

#[test]
fn bits() {
    let one = |text: &str, out: &str, kind: &str| each(&format!("{text} %o, %a;"), out, &[(kind, &WHOLE)]);
    for (at, v) in WHOLE.iter().enumerate() {
        let (w, n) = (*v, *v as u32);
        assert_eq!(one("popc.b64", "b32", "b64")[at], w.count_ones().into());
        assert_eq!(one("clz.b32", "b32", "b32")[at], n.leading_zeros().into());
        assert_eq!(one("brev.b32", "b32", "b32")[at], n.reverse_bits().into());
        assert_eq!(one("brev.b64", "b64", "b64")[at], w.reverse_bits());
        assert_eq!(one("not.b16", "b16", "b16")[at] as u16, !(w as u16));
        assert_eq!(one("cnot.b32", "b32", "b32")[at], u64::from(n == 0));
        assert_eq!(one("neg.s16", "b16", "b16")[at] as i16, (w as i16).wrapping_neg());
        assert_eq!(one("abs.s32", "b32", "b32")[at] as i32, (n as i32).wrapping_abs());
        let highest = |n: u32| if n == 0 { u32::MAX } else { 31 - n.leading_zeros() };
        assert_eq!(one("bfind.u32", "b32", "b32")[at] as u32, highest(n));
        assert_eq!(one("bfind.s32", "b32", "b32")[at] as u32, highest(if (n as i32) < 0 { !n } else { n }));
    }
    let field = |text: &str| each(&format!("{text};"), "b32", &[("b32", &[0xdead_beef])])[0] as u32;
    assert_eq!(field("bfe.u32 %o, %a, 8, 12"), 0xdbe);
    assert_eq!(field("bfe.s32 %o, %a, 8, 8"), 0xffff_ffbe);
    assert_eq!(field("bfe.s32 %o, %a, 28, 12"), 0xffff_fffd);
    assert_eq!(field("bfe.u32 %o, %a, 40, 4"), 0);
    assert_eq!(field("bfe.s32 %o, %a, 40, 4"), u32::MAX);
    assert_eq!(field("bfe.u32 %o, %a, 0, 32"), 0xdead_beef);
    assert_eq!(field("bfi.b32 %o, 0x5a, %a, 4, 8"), 0xdead_b5af);
    assert_eq!(field("bfi.b32 %o, 0x5a, %a, 32, 8"), 0xdead_beef);
    assert_eq!(field("prmt.b32 %o, %a, 0x11223344, 0x7410"), 0x1144_beef);
    assert_eq!(field("prmt.b32 %o, %a, 0x11223344, 0xb839"), 0xffff_deff);
    assert_eq!(field("lop3.b32 %o, %a, 0xff00ff00, 0x0f0f0f0f, 0x96"), 0xdead_beef ^ 0xff00_ff00 ^ 0x0f0f_0f0f);
    assert_eq!(field("lop3.b32 %o, %a, 0xff00ff00, 0x0f0f0f0f, 0xf8"), 0xdead_beef | 0xff00_ff00 & 0x0f0f_0f0f);
    let signed = [0xde, 0xad, 0xbe, 0xef].map(|b: u8| i32::from(b as i8));
    assert_eq!(
        field("dp4a.s32.u32 %o, %a, 0x01020304, 100") as i32,
        100 + signed[0] + 2 * signed[1] + 3 * signed[2] + 4 * signed[3]
    );
    let packed = "{ .reg .b16 %lo, %hi; mov.b32 {%lo, %hi}, %a; mov.b32 %o, {%hi, %lo}; }";
    assert_eq!(field(packed.trim_end_matches(';')), 0xbeef_dead);
}

macro_rules! real2 {
    ($($name:literal, $t:ty, $kind:literal, $f:expr;)*) => {$({
        let (a, b) = pairs(&REAL.map(|v| (v as $t).to_bits().into()));
        let got = each(concat!($name, " %o, %a, %b;"), $kind, &[($kind, &a), ($kind, &b)]);
        let f: fn($t, $t) -> $t = $f;
        for ((a, b), got) in a.iter().zip(&b).zip(got) {
            let (a, b) = (<$t>::from_bits(*a as _), <$t>::from_bits(*b as _));
            let (want, got) = (f(a, b), <$t>::from_bits(got as _));
            assert!(want.to_bits() == got.to_bits() || want.is_nan() && got.is_nan(), "{} {a:e} {b:e}: {got:e} for {want:e}", $name);
        }
    })*};
}

#[test]
fn real_numbers_of_two() {
    real2! {
        "add.f32", f32, "b32", |a, b| a + b;
        "sub.rn.f32", f32, "b32", |a, b| a - b;
        "mul.f32", f32, "b32", |a, b| a * b;
        "div.rn.f32", f32, "b32", |a, b| a / b;
        "div.full.f32", f32, "b32", |a, b| a / b;
        "max.NaN.f32", f32, "b32", |a, b| if a.is_nan() || b.is_nan() { f32::NAN } else if a > b || a == b && !a.is_sign_negative() { a } else { b };
        "min.f32", f32, "b32", |a, b| if a < b || b.is_nan() || a == b && a.is_sign_negative() { a } else { b };
        "max.f64", f64, "b64", |a, b| if a > b || b.is_nan() || a == b && !a.is_sign_negative() { a } else { b };
        "add.f64", f64, "b64", |a, b| a + b;
        "mul.rn.f64", f64, "b64", |a, b| a * b;
        "div.rn.f64", f64, "b64", |a, b| a / b;
        "copysign.f32", f32, "b32", |a, b| b.copysign(a);
        "add.sat.f32", f32, "b32", |a, b| if (a + b).is_nan() { 0.0 } else { (a + b).clamp(0.0, 1.0) + 0.0 };
    }
    let flushed = |v: f32| if v.is_subnormal() { 0.0f32.copysign(v) } else { v };
    let (a, b) = pairs(&[1.0e-40f32, -1.0, 1.2e-38, 1.1754945e-38].map(|v| v.to_bits().into()));
    for ((got, a), b) in each("sub.ftz.f32 %o, %a, %b;", "b32", &[("b32", &a), ("b32", &b)]).iter().zip(&a).zip(&b) {
        let (a, b) = (f32::from_bits(*a as u32), f32::from_bits(*b as u32));
        assert_eq!(f32::from_bits(*got as u32), flushed(flushed(a) - flushed(b)), "{a:e} {b:e}");
    }
}

#[test]
fn rounding_in_every_direction() {
    let (a, b) = pairs(&[1.0f32, -1.0, 3.0, 0.1, -0.7, 1e-8, 16777217.0, 3e-30].map(|v| v.to_bits().into()));
    for (op, exact) in [("add", (|a, b| a + b) as fn(f64, f64) -> f64), ("mul", |a, b| a * b)] {
        let round = |r: &str| each(&format!("{op}.{r}.f32 %o, %a, %b;"), "b32", &[("b32", &a), ("b32", &b)]);
        let (near, zero, down, up) = (round("rn"), round("rz"), round("rm"), round("rp"));
        for at in 0..a.len() {
            let (x, y) = (f32::from_bits(a[at] as u32), f32::from_bits(b[at] as u32));
            let [near, zero, down, up] = [near[at], zero[at], down[at], up[at]].map(|v| f32::from_bits(v as u32));
            let want = exact(x.into(), y.into());
            assert!(near == down || near == up);
            assert!(f64::from(down) <= want && want <= f64::from(up), "{op} {x:e} {y:e}: {down:e} {up:e}");
            assert!(down == up || down.next_up() == up, "{op} {x:e} {y:e}");
            assert_eq!(zero, if want > 0.0 { down } else { up });
        }
    }
    let third = |r: &str| {
        f32::from_bits(
            each(&format!("div.{r}.f32 %o, %a, %b;"), "b32", &[("b32", &[0x3f80_0000]), ("b32", &[0x4040_0000])])[0]
                as u32,
        )
    };
    assert!(third("rm") < third("rp") && third("rz") == third("rm"));
    let root =
        |r: &str| f32::from_bits(each(&format!("sqrt.{r}.f32 %o, %a;"), "b32", &[("b32", &[0x4000_0000])])[0] as u32);
    assert!(root("rm") < root("rp") && root("rn") == 2f32.sqrt());
    // 1 + 2^-24 + 2^-60: only one rounding of the exact sum is right.
    let fma = |r: &str| {
        let operands = [2f32.powi(-12) + 2f32.powi(-30), 2f32.powi(-12), 1.0].map(|v| [u64::from(v.to_bits())]);
        let list = [("b32", &operands[0][..]), ("b32", &operands[1][..]), ("b32", &operands[2][..])];
        f32::from_bits(each(&format!("fma.{r}.f32 %o, %a, %b, %c;"), "b32", &list)[0] as u32)
    };
    assert_eq!([fma("rn"), fma("rz"), fma("rm"), fma("rp")], [1f32.next_up(), 1.0, 1.0, 1f32.next_up()]);
}

#[test]
fn functions_of_one() {
    let values: Vec<f32> = vec![0.0, 0.5, 1.0, 2.0, 3.75, 10.0, 1e-3, 77.0, 1e10];
    let bits: Vec<u64> = values.iter().map(|v| v.to_bits().into()).collect();
    for (text, f) in [
        ("ex2.approx.ftz.f32", f32::exp2 as fn(f32) -> f32),
        ("lg2.approx.f32", f32::log2),
        ("rcp.rn.f32", |v| 1.0 / v),
        ("sqrt.approx.f32", f32::sqrt),
        ("rsqrt.approx.f32", |v| (1.0 / f64::from(v).sqrt()) as f32),
        ("sin.approx.f32", f32::sin),
        ("cos.approx.f32", f32::cos),
        ("tanh.approx.f32", f32::tanh),
        ("neg.f32", |v| -v),
        ("abs.f32", f32::abs),
    ] {
        for (got, v) in each(&format!("{text} %o, %a;"), "b32", &[("b32", &bits)]).iter().zip(&values) {
            assert_eq!(f32::from_bits(*got as u32), f(*v), "{text} {v}");
        }
    }
    let short = each("ex2.approx.f16 %o, %a;", "b16", &[("b16", &[0x3800])])[0];
    assert_eq!(short as u16, f16::from_f32(2f32.sqrt()).to_bits());
    let pair = each("tanh.approx.bf16x2 %o, %a;", "b32", &[("b32", &[0x3f80_bf00])])[0] as u32;
    let tanh = |v: f32| u32::from(bf16::from_f32(v.tanh()).to_bits());
    assert_eq!(pair, tanh(1.0) << 16 | tanh(-0.5));
}

#[test]
fn half_precision() {
    let values: Vec<f32> = REAL.iter().map(|v| *v as f32).collect();
    let halves: Vec<u64> = values.iter().map(|v| f16::from_f32(*v).to_bits().into()).collect();
    let shorts: Vec<u64> = values.iter().map(|v| bf16::from_f32(*v).to_bits().into()).collect();
    let (a, b) = pairs(&halves);
    let (c, d) = pairs(&shorts);
    for (op, f) in [("add", (|a, b| a + b) as fn(f32, f32) -> f32), ("sub", |a, b| a - b), ("mul", |a, b| a * b)] {
        let half = each(&format!("{op}.f16 %o, %a, %b;"), "b16", &[("b16", &a), ("b16", &b)]);
        let short = each(&format!("{op}.bf16 %o, %a, %b;"), "b16", &[("b16", &c), ("b16", &d)]);
        for at in 0..a.len() {
            let of = |bits: u64| f16::from_bits(bits as u16);
            let (want, got) = (f16::from_f32(f(of(a[at]).to_f32(), of(b[at]).to_f32())), of(half[at]));
            assert!(want == got || want.is_nan() && got.is_nan(), "{op} {} {}: {got} for {want}", of(a[at]), of(b[at]));
            let of = |bits: u64| bf16::from_bits(bits as u16);
            let (want, got) = (bf16::from_f32(f(of(c[at]).to_f32(), of(d[at]).to_f32())), of(short[at]));
            assert!(want == got || want.is_nan() && got.is_nan(), "{op} {} {}: {got} for {want}", of(c[at]), of(d[at]));
        }
    }
    // One rounding: 1 + 2^-11 + 2^-24 is above the tie.
    let operand = |v: f32| [u64::from(f16::from_f32(v).to_bits())];
    let (x, y, z) = (operand(2f32.powi(-11) + 2f32.powi(-13) * 2f32.powi(-8)), operand(1.0), operand(1.0));
    let fma = each("fma.rn.f16 %o, %a, %b, %c;", "b16", &[("b16", &x), ("b16", &y), ("b16", &z)])[0] as u16;
    assert_eq!(fma, f16::from_f32(1.0 + 2f32.powi(-10)).to_bits());
    let pair = each("fma.rn.bf16x2 %o, %a, %a, %a;", "b32", &[("b32", &[0x4000_3f80])])[0];
    assert_eq!(pair, 0x40c0_4000, "2 2 + 2 and 1 1 + 1");
    let pair = each("max.f16x2 %o, %a, %b;", "b32", &[("b32", &[0x3c00_c000]), ("b32", &[0x4000_c200])])[0];
    assert_eq!(pair, 0x4000_c000);
    let relu = each("fma.rn.relu.f16 %o, %a, %a, 0xc500;", "b16", &[("b16", &[0x3c00])])[0];
    assert_eq!(relu, 0);
}

#[test]
fn comparisons() {
    let (a, b) = pairs(&REAL.map(|v| (v as f32).to_bits().into()));
    let compare = |name: &str| {
        each(
            &format!("{{ .reg .pred %p; setp.{name}.f32 %p, %a, %b; selp.b32 %o, 1, 0, %p; }}"),
            "b32",
            &[("b32", &a), ("b32", &b)],
        )
    };
    type Test = fn(f32, f32) -> bool;
    let table: [(&str, Test); 9] = [
        ("eq", |a, b| a == b),
        ("ne", |a, b| a.partial_cmp(&b).is_some_and(|order| order.is_ne())),
        ("neu", |a, b| a != b),
        ("lt", |a, b| a < b),
        ("geu", |a, b| a >= b || a.is_nan() || b.is_nan()),
        ("gt", |a, b| a > b),
        ("leu", |a, b| a <= b || a.is_nan() || b.is_nan()),
        ("num", |a, b| !a.is_nan() && !b.is_nan()),
        ("nan", |a, b| a.is_nan() || b.is_nan()),
    ];
    for (name, f) in table {
        for ((got, a), b) in compare(name).iter().zip(&a).zip(&b) {
            let (a, b) = (f32::from_bits(*a as u32), f32::from_bits(*b as u32));
            assert_eq!(*got == 1, f(a, b), "{name} {a} {b}");
        }
    }
    let (a, b) = pairs(&WHOLE);
    let joined = "{ .reg .pred %p, %q, %s; setp.lt.s64 %p, %a, %b; setp.hi.xor.u32 %q|%s, 5, 4, %p; selp.b32 %o, 1, 0, %q; @%s add.u32 %o, %o, 2; }";
    for ((got, a), b) in each(joined, "b32", &[("b64", &a), ("b64", &b)]).iter().zip(&a).zip(&b) {
        let less = (*a as i64) < *b as i64;
        assert_eq!(*got, u64::from(!less) + 2 * u64::from(less));
    }
    let set = |text: &str, a: u64| each(&format!("{text} %o, %a, 0x3c003c00;"), "b32", &[("b32", &[a])])[0];
    assert_eq!(set("set.gt.u32.f32", 0x4080_0000), 0xffff_ffff);
    assert_eq!(set("set.eq.f16x2.f16x2", 0x3c00_4000), 0x3c00_0000);
    let both =
        "{ .reg .pred %p, %q; setp.lt.f16x2 %p|%q, %a, 0x40004000; selp.b32 %o, 1, 0, %p; @%q add.u32 %o, %o, 2; }";
    assert_eq!(each(both, "b32", &[("b32", &[0x3c00_4200])]), [2]);
    let class = |name: &str, v: f32| {
        each(
            &format!("{{ .reg .pred %p; testp.{name}.f32 %p, %a; selp.b32 %o, 1, 0, %p; }}"),
            "b32",
            &[("b32", &[v.to_bits().into()])],
        )[0] == 1
    };
    assert!(
        class("finite", 1.0)
            && !class("finite", f32::INFINITY)
            && class("notanumber", f32::NAN)
            && class("subnormal", 1e-40)
    );
    let sign = each("slct.b32.s32 %o, 1, 2, %a;", "b32", &[("b32", &[0, 5, 0xffff_ffff])]);
    assert_eq!(sign, [1, 1, 2]);
}

#[test]
fn conversions() {
    let reals: Vec<f32> = vec![0.0, 0.5, 1.5, 2.5, -0.5, -1.5, 3.9, -3.9, 300.0, -300.0, 3e9, -3e9, 1e20, f32::NAN];
    let bits: Vec<u64> = reals.iter().map(|v| v.to_bits().into()).collect();
    type Convert = fn(f32) -> u64;
    let table: [(&str, &str, Convert); 8] = [
        ("cvt.rzi.s32.f32", "b32", |v| v as i32 as u32 as u64),
        ("cvt.rni.s32.f32", "b32", |v| v.round_ties_even() as i32 as u32 as u64),
        ("cvt.rmi.u32.f32", "b32", |v| v.floor() as u32 as u64),
        ("cvt.rpi.s64.f32", "b64", |v| v.ceil() as i64 as u64),
        ("cvt.rzi.u8.f32", "b16", |v| v as u8 as u64),
        ("cvt.rzi.s8.f32", "b32", |v| v as i8 as i32 as u32 as u64),
        ("cvt.rni.f32.f32", "b32", |v| v.round_ties_even().to_bits() as u64),
        ("cvt.f64.f32", "b64", |v| f64::from(v).to_bits()),
    ];
    for (text, out, f) in table {
        for (got, v) in each(&format!("{text} %o, %a;"), out, &[("b32", &bits)]).iter().zip(&reals) {
            assert!(*got == f(*v) || v.is_nan(), "{text} {v}: {got:#x} for {:#x}", f(*v));
            assert!(!v.is_nan() || !text.contains("i.") || text.contains("f32.f32") || *got == 0, "{text} NaN");
        }
    }
    let whole = |text: &str, out: &str, kind: &str| each(&format!("{text} %o, %a;"), out, &[(kind, &WHOLE)]);
    for (at, v) in WHOLE.iter().enumerate() {
        assert_eq!(whole("cvt.rn.f32.s32", "b32", "b32")[at] as u32, (*v as i32 as f32).to_bits());
        assert_eq!(whole("cvt.rn.f32.u64", "b32", "b64")[at] as u32, (*v as f32).to_bits());
        assert_eq!(whole("cvt.rn.f64.s64", "b64", "b64")[at], (*v as i64 as f64).to_bits());
        assert_eq!(whole("cvt.rn.f16.u32", "b16", "b32")[at] as u16, f16::from_f64(f64::from(*v as u32)).to_bits());
        assert_eq!(whole("cvt.s32.s8", "b32", "b32")[at] as i32, i32::from(*v as i8));
        assert_eq!(whole("cvt.u64.u16", "b64", "b16")[at], u64::from(*v as u16));
        assert_eq!(whole("cvt.s64.s32", "b64", "b32")[at] as i64, i64::from(*v as i32));
        assert_eq!(whole("cvt.sat.u8.s32", "b32", "b32")[at], (*v as i32).clamp(0, 255) as u64);
        assert_eq!(whole("cvt.sat.s16.u32", "b16", "b32")[at] as i16, (*v as u32).min(0x7fff) as i16);
        assert_eq!(whole("cvt.u16.u64", "b16", "b64")[at] as u16, *v as u16);
        assert_eq!(whole("cvt.s64.s8", "b64", "b64")[at] as i64, i64::from(*v as i8), "a register wider than its type");
    }
    let single =
        |text: &str, v: f32| each(&format!("{text} %o, %a;"), "b16", &[("b32", &[v.to_bits().into()])])[0] as u16;
    assert_eq!(single("cvt.rz.f16.f32", 2049.9), f16::from_f32(2048.0).to_bits());
    assert_eq!(single("cvt.rn.relu.bf16.f32", -3.0), 0);
    assert_eq!(single("cvt.rn.bf16.f32", -922.000_06), bf16::from_f32(-924.0).to_bits());
    let double = |text: &str, v: f64| each(&format!("{text} %o, %a;"), "b32", &[("b64", &[v.to_bits()])])[0] as u32;
    let third = 1.0 / 3.0;
    assert_eq!(double("cvt.rn.f32.f64", third), (third as f32).to_bits());
    assert!(f32::from_bits(double("cvt.rp.f32.f64", third)) > f32::from_bits(double("cvt.rm.f32.f64", third)));
    let pair = each("cvt.rn.f16x2.f32 %o, %a, %b;", "b32", &[("b32", &[0x3f80_0000]), ("b32", &[0x4000_0000])])[0];
    assert_eq!(pair, 0x3c00_4000);
    assert_eq!(
        each("cvt.sat.f32.f32 %o, %a;", "b32", &[("b32", &[0x4000_0000, 0xbf80_0000, 0x7fc0_0000])]),
        [0x3f80_0000, 0, 0]
    );
    assert_eq!(each("cvt.rna.tf32.f32 %o, %a;", "b32", &[("b32", &[0x3f80_1000])]), [0x3f80_2000]);
    let eight = each(
        "{ .reg .b16 %x; cvt.rn.satfinite.e4m3x2.f32 %x, %a, %b; cvt.rn.f16x2.e4m3x2 %o, %x; }",
        "b32",
        &[("b32", &[0x3fc0_0000]), ("b32", &[0x447a_0000])],
    );
    assert_eq!(eight, [0x3e00_5f00], "1.5, and 1000 clamped to 448");
}

#[test]
fn vectors_and_small_elements_in_memory() {
    let body = "mad.wide.u32 %d9, %t, 16, %d0; mad.wide.u32 %d10, %t, 16, %d1; ld.global.v4.u32 {%r1, _, %r3, %r4}, [%d9];\n\
        ld.global.v2.u64 {%d11, %d12}, [%d9]; ld.global.b128 %q1, [%d9]; mov.b128 {%d13, %d14}, %q1; xor.b64 %d11, %d11, %d14;\n\
        ld.global.v4.u8 {%h1, %h2, %h3, %h4}, [%d9]; ld.global.s8 %r5, [%d9+3]; ld.global.v2.s16 {%r6, %r7}, [%d9+4];\n\
        cvt.u32.u16 %r8, %h2; add.s32 %r5, %r5, %r8; add.s32 %r6, %r6, %r7; st.global.u8 [%d10], %r1; st.global.u8 [%d10+1], %h3; st.global.u16 [%d10+2], %r4;\n\
        st.global.v2.b32 [%d10+8], {%r5, %r6}; cvt.u32.u64 %r9, %d11; st.global.u32 [%d10+4], %r9;";
    let input: Vec<u32> = (0..128u32).map(|i| i.wrapping_mul(0x9e37_79b9)).collect();
    let out = kernel::Test::new(body).run(&[&input, &[0; 128]]).unwrap().remove(1);
    for (row, got) in input.chunks(4).zip(out.chunks(4)) {
        let bytes = row[0].to_le_bytes();
        assert_eq!(got[0], row[0] & 0xff | u32::from(bytes[2]) << 8 | row[3] << 16);
        assert_eq!(got[1], row[0] ^ row[2]);
        assert_eq!(got[2] as i32, i32::from(bytes[3] as i8) + i32::from(bytes[1]));
        assert_eq!(got[3] as i32, i32::from(row[1] as i16) + i32::from((row[1] >> 16) as i16));
    }
}
