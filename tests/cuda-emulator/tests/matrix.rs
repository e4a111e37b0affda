//! Fragments and products against a plain product of matrices.

mod kernel;

use half::{bf16, f16};
use kernel::Test;

/// Small whole numbers, which every type holds and whose products add up exactly.
fn numbers(count: usize, start: u32) -> Vec<i32> {
    let mut state = start;
    (0..count)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as i32 % 9 - 4
        })
        .collect()
}

/// Elements of a type packed into words.
fn pack(kind: &str, values: &[i32]) -> Vec<u32> {
    let bits = |v: i32| match kind {
        "f16" => u32::from(f16::from_f32(v as f32).to_bits()),
        "bf16" => u32::from(bf16::from_f32(v as f32).to_bits()),
        "s8" => u32::from(v as i8 as u8),
        "s32" => v as u32,
        _ => (v as f32).to_bits(),
    };
    let each = elements(kind);
    values
        .chunks(each)
        .map(|c| c.iter().rev().fold(0, |w, v| (u64::from(w) << (32 / each) as u64) as u32 | bits(*v)))
        .collect()
}

fn elements(kind: &str) -> usize {
    match kind {
        "f16" | "bf16" => 2,
        "s8" => 4,
        _ => 1,
    }
}

fn unpack(kind: &str, words: &[u32]) -> Vec<i32> {
    let value = |bits: u32| match kind {
        "f16" => f16::from_bits(bits as u16).to_f32() as i32,
        "s32" => bits as i32,
        _ => f32::from_bits(bits) as i32,
    };
    let each = elements(kind);
    words
        .iter()
        .flat_map(|w| (0..each).map(move |i| value(w >> (i * 32 / each) & (u32::MAX >> (32 - 32 / each)))))
        .collect()
}

fn product([m, n, k]: [usize; 3], a: &[i32], b: &[i32], c: &[i32]) -> Vec<i32> {
    let at = |i: usize, j: usize| (0..k).map(|l| a[i * k + l] * b[l * n + j]).sum::<i32>() + c[i * n + j];
    (0..m * n).map(|i| at(i / n, i % n)).collect()
}

/// Row and column of an element of an `mma` fragment, as the PTX ISA draws them.
fn place(part: char, lane: usize, register: usize, half: usize, each: usize) -> (usize, usize) {
    let (group, quad) = (lane / 4, lane % 4);
    match part {
        'a' => (group + 8 * (register % 2), (quad + 4 * (register / 2)) * each + half),
        'b' => ((quad + 4 * register) * each + half, group),
        _ if each == 2 => (group + 8 * register, quad * 2 + half),
        _ => (group + 8 * (register / 2), quad * 2 + register % 2),
    }
}

/// The words of a fragment, a lane's registers side by side.
fn fragment(part: char, kind: &str, columns: usize, registers: usize, values: &[i32]) -> Vec<u32> {
    let each = elements(kind);
    let one = |at: usize| {
        let (lane, register) = (at / registers, at % registers);
        let list: Vec<i32> = (0..each)
            .map(|half| {
                let (i, j) = place(part, lane, register, half, each);
                values[i * columns + j]
            })
            .collect();
        pack(kind, &list)[0]
    };
    (0..32 * registers).map(one).collect()
}

fn registers(prefix: usize, count: usize) -> String {
    let list: Vec<String> = (0..count).map(|i| format!("%r{}", prefix + i)).collect();
    format!("{{{}}}", list.join(", "))
}

#[test]
fn mma_multiplies_its_fragments() {
    for (shape, [m, n, k], kinds, [ra, rb, rc, rd]) in [
        ("m16n8k16", [16, 8, 16], ["f32", "f16", "f16", "f32"], [4, 2, 4, 4]),
        ("m16n8k16", [16, 8, 16], ["f16", "f16", "f16", "f16"], [4, 2, 2, 2]),
        ("m16n8k16", [16, 8, 16], ["f32", "bf16", "bf16", "f32"], [4, 2, 4, 4]),
        ("m16n8k8", [16, 8, 8], ["f32", "f16", "f16", "f32"], [2, 1, 4, 4]),
        ("m16n8k8", [16, 8, 8], ["f32", "bf16", "bf16", "f32"], [2, 1, 4, 4]),
        ("m16n8k8", [16, 8, 8], ["f32", "tf32", "tf32", "f32"], [4, 2, 4, 4]),
        ("m16n8k4", [16, 8, 4], ["f32", "tf32", "tf32", "f32"], [2, 1, 4, 4]),
        ("m16n8k32", [16, 8, 32], ["s32", "s8", "s8", "s32"], [4, 2, 4, 4]),
        ("m16n8k16", [16, 8, 16], ["s32", "s8", "s8", "s32"], [2, 1, 4, 4]),
    ] {
        let [kd, ka, kb, kc] = kinds;
        let (a, b, c) = (numbers(m * k, 1), numbers(k * n, 2), numbers(m * n, 3));
        let inputs = [fragment('a', ka, k, ra, &a), fragment('b', kb, n, rb, &b), fragment('c', kc, n, rc, &c)];
        let mut body = String::new();
        for (index, (prefix, count)) in [(20, ra), (30, rb), (40, rc)].into_iter().enumerate() {
            for register in 0..count {
                body += &format!(
                    "mad.lo.u32 %r1, %t, {count}, {register}; mad.wide.u32 %d9, %r1, 4, %d{}; ld.global.u32 %r{}, [%d9];\n",
                    index + 1,
                    prefix + register
                );
            }
        }
        let list = [registers(50, rd), registers(20, ra), registers(30, rb), registers(40, rc)].join(", ");
        body += &format!("mma.sync.aligned.{shape}.row.col.{kd}.{ka}.{kb}.{kc} {list};\n");
        for register in 0..rd {
            body += &format!(
                "mad.lo.u32 %r1, %t, {rd}, {register}; mad.wide.u32 %d9, %r1, 4, %d0; st.global.u32 [%d9], %r{};\n",
                50 + register
            );
        }
        let [x, y, z] = &inputs;
        let out = Test::new(&body).run(&[&vec![0; 32 * rd], x, y, z]).unwrap().remove(0);
        let each = elements(kd);
        let got = unpack(kd, &out);
        let want = product([m, n, k], &a, &b, &c);
        for (at, got) in got.iter().enumerate() {
            let (lane, register, half) = (at / each / rd, at / each % rd, at % each);
            let (i, j) = place('d', lane, register, half, each);
            assert_eq!(*got, want[i * n + j], "{shape} {kinds:?} row {i} column {j}");
        }
    }
}

#[test]
fn mma_of_doubles() {
    // A is the lane's number in row g, column q; B the unit matrix's first columns.
    let body = "cvt.rn.f64.u32 %d9, %t; shr.u32 %r1, %t, 2; and.b32 %r2, %t, 3; setp.eq.u32 %p1, %r1, %r2;\n\
        mov.f64 %d10, 0d0000000000000000; mov.f64 %d11, 0d3FF0000000000000; selp.f64 %d12, %d11, %d10, %p1;\n\
        mma.sync.aligned.m8n8k4.row.col.f64.f64.f64.f64 {%d13, %d14}, {%d9}, {%d12}, {%d11, %d11};\n\
        cvt.rni.u32.f64 %r3, %d13; cvt.rni.u32.f64 %r4, %d14; mad.wide.u32 %d20, %t, 8, %d0; st.global.v2.u32 [%d20], {%r3, %r4};";
    let out = Test::new(body).run(&[&[0; 64]]).unwrap().remove(0);
    let want = |row: u32, column: u32| if column < 4 { row * 4 + column + 1 } else { 1 };
    assert_eq!(out, (0..64).map(|i| want(i / 8, i % 8)).collect::<Vec<u32>>());
}

#[test]
fn sums_are_cut_off_to_f32() {
    // 1 + 2^-24 + 2^-48: to the nearest it would be the number above 1.
    let body = "mov.b32 %r2, 0; mov.f32 %r3, 0f3F800000; and.b32 %r1, %t, 3; setp.eq.u32 %p1, %r1, 0; selp.b32 %r4, 0x00010c00, 0, %p1;\n\
        mma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 {%r5, %r6, %r7, %r8}, {%r4, %r2}, {%r4}, {%r3, %r3, %r3, %r3};\n\
        mad.wide.u32 %d9, %t, 4, %d0; st.global.u32 [%d9], %r5;";
    let step = f64::from(f16::from_bits(0x0c00)).powi(2) + f64::from(f16::from_bits(1)).powi(2);
    assert_eq!((1.0 + step) as f32, 1f32.next_up());
    assert_eq!(Test::new(body).run(&[&[0; 32]]).unwrap().remove(0), vec![1f32.to_bits(); 32]);
}

#[test]
fn ldmatrix_and_stmatrix_lay_out_rows() {
    // Row r of the 32 rows of eight 16-bit elements holds r * 8 + column.
    let fill = "shl.b32 %r1, %t, 4; shl.b32 %r2, %t, 3; mad.lo.u32 %r3, %r2, 0x10001, 0x10000; add.u32 %r4, %r3, 0x20002; add.u32 %r5, %r4, 0x20002; add.u32 %r6, %r5, 0x20002;\n\
        st.shared.v4.u32 [%r1], {%r3, %r4, %r5, %r6}; bar.warp.sync -1;\n";
    for transposed in [false, true] {
        for count in [1, 2, 4] {
            let trans = if transposed { ".trans" } else { "" };
            let list = registers(20, count);
            let mut body = format!("{fill}ldmatrix.sync.aligned.m8n8.x{count}{trans}.shared::cta.b16 {list}, [%r1];\n");
            for i in 0..count {
                body += &format!(
                    "mad.lo.u32 %r7, %t, {count}, {i}; mad.wide.u32 %d9, %r7, 4, %d0; st.global.u32 [%d9], %r{};\n",
                    20 + i
                );
            }
            let out = Test::new(&body).run(&[&vec![0; 32 * count]]).unwrap().remove(0);
            let want = |at: u32| {
                let (lane, matrix) = (at / count as u32, at % count as u32);
                let element = |j: u32| {
                    let (row, column) =
                        if transposed { (lane % 4 * 2 + j, lane / 4) } else { (lane / 4, lane % 4 * 2 + j) };
                    (matrix * 8 + row) * 8 + column
                };
                element(0) | element(1) << 16
            };
            assert_eq!(out, (0..32 * count as u32).map(want).collect::<Vec<u32>>(), "x{count}{trans}");
            // Stored back the same way, everything is where it was.
            let back = format!(
                "{fill}ldmatrix.sync.aligned.m8n8.x{count}{trans}.shared.b16 {list}, [%r1]; bar.warp.sync -1; add.u32 %r1, %r1, 512;\n\
                 stmatrix.sync.aligned.m8n8.x{count}{trans}.shared.b16 [%r1], {list}; bar.warp.sync -1;\n\
                 setp.lt.u32 %p1, %t, {}; @%p1 ld.shared.v4.u32 {{%r7, %r8, %r9, %r10}}, [%r1]; @!%p1 ret;\n\
                 setp.ne.u32 %p1, %r7, %r3; @%p1 trap; setp.ne.u32 %p1, %r10, %r6; @%p1 trap;",
                8 * count
            );
            Test::new(&back).run(&[]).unwrap_or_else(|fault| panic!("x{count}{trans}: {fault}"));
        }
    }
    let turn = "shl.b32 %r2, %t, 1; mad.lo.u32 %r3, %r2, 0x10001, 0x10000; movmatrix.sync.aligned.m8n8.trans.b16 %r4, %r3; mad.wide.u32 %d9, %t, 4, %d0; st.global.u32 [%d9], %r4;";
    let out = Test::new(turn).run(&[&[0; 32]]).unwrap().remove(0);
    assert_eq!(out, (0..32).map(|l| (l % 4 * 16 + l / 4) | (l % 4 * 16 + 8 + l / 4) << 16).collect::<Vec<u32>>());
}

#[test]
fn wmma_loads_multiplies_and_stores() {
    for (shape, [m, n, k], kind, sum, [ra, rb, rc]) in [
        ("m16n16k16", [16, 16, 16], "f16", "f32", [8, 8, 8]),
        ("m16n16k16", [16, 16, 16], "f16", "f16", [8, 8, 4]),
        ("m32n8k16", [32, 8, 16], "f16", "f32", [8, 8, 8]),
        ("m8n32k16", [8, 32, 16], "bf16", "f32", [2, 8, 8]),
        ("m16n16k16", [16, 16, 16], "bf16", "f32", [4, 4, 8]),
        ("m16n16k8", [16, 16, 8], "tf32", "f32", [4, 4, 8]),
        ("m16n16k16", [16, 16, 16], "s8", "s32", [2, 2, 8]),
    ] {
        for layouts in [["row", "col"], ["col", "row"], ["row", "row"]] {
            let (a, b, c) = (numbers(m * k, 4), numbers(k * n, 5), numbers(m * n, 6));
            let lay = |values: &[i32], rows: usize, columns: usize, layout: &str| {
                let at = |i: usize| if layout == "row" { values[i] } else { values[i % rows * columns + i / rows] };
                (0..rows * columns).map(at).collect::<Vec<i32>>()
            };
            let stride = |rows: usize, columns: usize, layout: &str| if layout == "row" { columns } else { rows };
            let [la, lb] = layouts;
            let types = if kind == "f16" { format!("{sum}.{sum}") } else { format!("{sum}.{kind}.{kind}.{sum}") };
            let [fa, fb, fc, fd] = [registers(20, ra), registers(30, rb), registers(40, rc), registers(50, rc)];
            // B comes by way of shared memory.
            let body = format!(
                "mov.u32 %r1, %t; L: setp.ge.u32 %p1, %r1, {words}; @%p1 bra E; mad.wide.u32 %d9, %r1, 4, %d2; ld.global.u32 %r2, [%d9];\n\
                 shl.b32 %r3, %r1, 2; st.shared.u32 [%r3], %r2; add.u32 %r1, %r1, 32; bra L; E: bar.warp.sync -1; mov.u32 %r4, 0;\n\
                 wmma.load.a.sync.aligned.{la}.{shape}.global.{kind} {fa}, [%d1], {};\n\
                 wmma.load.b.sync.aligned.{lb}.{shape}.shared.{kind} {fb}, [%r4], {};\n\
                 wmma.load.c.sync.aligned.row.{shape}.{sum} {fc}, [%d3], {n};\n\
                 wmma.mma.sync.aligned.{la}.{lb}.{shape}.{types} {fd}, {fa}, {fb}, {fc};\n\
                 wmma.store.d.sync.aligned.row.{shape}.global.{sum} [%d0], {fd}, {n};",
                stride(m, k, la),
                stride(k, n, lb),
                words = k * n / elements(kind),
            );
            let inputs = [pack(kind, &lay(&a, m, k, la)), pack(kind, &lay(&b, k, n, lb)), pack(sum, &c)];
            let [x, y, z] = &inputs;
            let out = Test::new(&body).run(&[&vec![0; m * n / elements(sum)], x, y, z]);
            let out = out.unwrap_or_else(|fault| panic!("{fault}")).remove(0);
            assert_eq!(unpack(sum, &out), product([m, n, k], &a, &b, &c), "{shape} {kind} {sum} {layouts:?}");
        }
    }
}
