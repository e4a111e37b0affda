//! Branches, calls, and what lanes and threads do together.

mod kernel;

use kernel::Test;

/// What each thread stores in its word of a buffer.
fn words(body: &str, threads: u32) -> Vec<u32> {
    let body = format!("{body}\nmad.wide.u32 %d20, %t, 4, %d0; st.global.u32 [%d20], %r0;");
    let test = Test::new(&body).threads(threads);
    test.run(&[&vec![0; threads as usize]]).unwrap_or_else(|fault| panic!("{fault}")).remove(0)
}

fn by_thread(threads: u32, f: impl Fn(u32) -> u32) -> Vec<u32> {
    (0..threads).map(f).collect()
}

#[test]
fn branches_diverge_and_meet_again() {
    // Collatz steps: every lane loops its own number of times; then all vote.
    let body = "add.u32 %r1, %t, 1; mov.u32 %r0, 0;\n\
        L: setp.eq.u32 %p1, %r1, 1; @%p1 bra E; add.u32 %r0, %r0, 1; and.b32 %r2, %r1, 1; setp.eq.u32 %p2, %r2, 0;\n\
        @%p2 bra H; mad.lo.u32 %r1, %r1, 3, 1; bra L; H: shr.u32 %r1, %r1, 1; bra L;\n\
        E: activemask.b32 %r3; setp.ne.u32 %p3, %r3, -1; @%p3 trap;";
    let steps = |t: u32| {
        let next = |n: &u32| if *n == 1 { None } else { Some(if n.is_multiple_of(2) { n / 2 } else { 3 * n + 1 }) };
        std::iter::successors(Some(t + 1), next).count() as u32 - 1
    };
    assert_eq!(words(body, 32), by_thread(32, steps));
}

#[test]
fn jump_tables() {
    let body = "and.b32 %r1, %t, 3; T: .branchtargets A, B, C, A; brx.idx %r1, T;\n\
        A: mov.u32 %r0, 10; bra E; B: mov.u32 %r0, 20; bra E; C: mov.u32 %r0, 30; E: add.u32 %r0, %r0, %t;";
    assert_eq!(words(body, 70), by_thread(70, |t| [10, 20, 30, 10][t as usize % 4] + t));
    let outside = Test::new("T: .branchtargets A; brx.idx %t, T; A: ret;").fault(&[&[0; 32]]);
    assert!(outside.what.contains("outside the 1 labels") && outside.thread == [1, 0, 0], "{outside}");
}

#[test]
fn functions_and_local_memory() {
    let module = ".func (.param .b32 out) scale(.param .b32 value, .param .align 4 .b8 more[8]) {\n.reg .b32 %r<4>;\n.reg .pred %p;\n\
        ld.param.b32 %r1, [value]; ld.param.b32 %r2, [more+4]; setp.gt.u32 %p, %r1, 20; @%p bra BIG;\n\
        mul.lo.u32 %r3, %r1, %r2; st.param.b32 [out], %r3; ret;\n\
        BIG: st.param.b32 [out], 7; }\n\
        .func (.param .b32 out) twice(.param .b32 value) {\n.reg .b32 %r<4>; ld.param.b32 %r1, [value];\n\
        { .param .b32 a; .param .align 4 .b8 m[8]; .param .b32 o; st.param.b32 [a], %r1; st.param.b32 [m+4], 3;\n\
        call.uni (o), scale, (a, m); ld.param.b32 %r2, [o]; }\n\
        add.u32 %r2, %r2, %r1; st.param.b32 [out], %r2; }";
    let body = ".local .align 8 .b8 frame[8]; mov.u64 %d9, frame; cvta.local.u64 %d10, %d9;\n\
        { .param .b32 a; .param .b32 o; st.param.b32 [a], %t; call.uni (o), twice, (a); ld.param.b32 %r1, [o]; }\n\
        st.u32 [%d10+4], %r1; ld.local.u32 %r0, [%d9+4];\n\
        mad.wide.u32 %d20, %t, 4, %d0; st.global.u32 [%d20], %r0;";
    let out = Test::new(body).with(module).run(&[&[0; 32]]).unwrap().remove(0);
    assert_eq!(out, by_thread(32, |t| t + if t > 20 { 7 } else { 3 * t }));
    let endless = ".func f() { call f; ret; }";
    let text = Test::new("call f;").with(endless).text(0);
    let memory = cuda_emulator::memory::Memory::new(1 << 20);
    let error = cuda_emulator::ptx::Module::load(&text, &memory).unwrap_err();
    assert!(error.contains("recursion is not interpreted"), "{error}");
    let failed = Test::new("call __assertfail;").with(".extern .func __assertfail();").fault(&[]);
    assert!(failed.what.contains("assertion of the kernel failed"), "{failed}");
}

#[test]
fn module_variables_and_special_registers() {
    let module = ".global .align 4 .u32 table[4] = {5, 6, 7};\n.const .align 8 .u64 pointer = generic(table);\n\
        .global .align 8 .f64 real = 0d4000000000000000;\n.shared .align 4 .b8 fixed[4];";
    let body = "ld.const.u64 %d9, [pointer]; and.b32 %r1, %t, 3; mad.wide.u32 %d10, %r1, 4, %d9; ld.global.u32 %r0, [%d10];\n\
        ld.global.f64 %d11, [real]; cvt.rni.u32.f64 %r2, %d11; mad.lo.u32 %r0, %r2, 100, %r0;\n\
        mov.u32 %r3, %ntid.x; mad.lo.u32 %r0, %r3, 1000, %r0; mov.u32 %r4, shared; mad.lo.u32 %r0, %r4, 100000, %r0;\n\
        mad.wide.u32 %d20, %t, 4, %d0; st.global.u32 [%d20], %r0;";
    let out = Test::new(body).with(module).run(&[&[0; 32]]).unwrap().remove(0);
    // Dynamic shared memory starts behind the four bytes, aligned to 16.
    assert_eq!(out, by_thread(32, |t| [5, 6, 7, 0][t as usize % 4] + 200 + 32_000 + 1_600_000));
    let body = "mov.u32 %r1, %tid.y; mov.u32 %r2, %tid.z; mov.u32 %r3, %ctaid.y; mov.u32 %r4, %nctaid.x; mov.u32 %r5, %laneid;\n\
        mov.u32 %r6, %lanemask_lt; mov.u32 %r7, %ctaid.x; mad.lo.u32 %r8, %r3, %r4, %r7; mad.lo.u32 %r9, %r2, 3, %r1;\n\
        mad.lo.u32 %r9, %r9, 5, %t; mad.lo.u32 %r10, %r8, 30, %r9; mad.wide.u32 %d20, %r10, 8, %d0;\n\
        popc.b32 %r6, %r6; st.global.v2.u32 [%d20], {%r10, %r6};";
    let test = Test { grid: [3, 4, 1], block: [5, 3, 2], ..Test::new(body) };
    let out = test.run(&[&[0; 720]]).unwrap().remove(0);
    assert_eq!(out, (0..360).flat_map(|i| [i, i % 30]).collect::<Vec<u32>>());
}

#[test]
fn shuffles() {
    let shuffle = |mode: &str, by: &str, c: u32| {
        words(
            &format!(
                "add.u32 %r1, %t, 100; shfl.sync.{mode}.b32 %r2|%p1, %r1, {by}, {c}, -1; selp.u32 %r3, 1000, 0, %p1; add.u32 %r0, %r2, %r3;"
            ),
            32,
        )
    };
    let expect = |f: &dyn Fn(u32) -> Option<u32>| by_thread(32, |t| f(t).map_or(100 + t, |s| 1100 + s));
    assert_eq!(shuffle("up", "3", 0), expect(&|t| t.checked_sub(3)));
    assert_eq!(shuffle("down", "3", 0x1f), expect(&|t| (t + 3 < 32).then_some(t + 3)));
    assert_eq!(shuffle("bfly", "5", 0x1f), expect(&|t| Some(t ^ 5)));
    assert_eq!(shuffle("idx", "7", 0x1f), expect(&|_| Some(7)));
    // Segments of eight.
    assert_eq!(shuffle("down", "3", 0x181f), expect(&|t| (t % 8 + 3 < 8).then_some(t + 3)));
    assert_eq!(shuffle("up", "3", 0x1800), expect(&|t| (t % 8 >= 3).then(|| t - 3)));
    assert_eq!(shuffle("idx", "9", 0x181f), expect(&|t| Some(t / 8 * 8 + 1)));
}

#[test]
fn votes_matches_and_reductions() {
    let odd = "and.b32 %r1, %t, 1; setp.eq.u32 %p1, %r1, 1;";
    assert_eq!(words(&format!("{odd} vote.sync.ballot.b32 %r0, %p1, -1;"), 32), vec![0xaaaa_aaaa; 32]);
    let vote = |mode: &str, condition: &str| {
        words(&format!("{odd} vote.sync.{mode}.pred %p2, {condition}, -1; selp.u32 %r0, 1, 0, %p2;"), 32)[0]
    };
    assert_eq!(["all", "any", "uni"].map(|m| vote(m, "%p1")), [0, 1, 0]);
    assert_eq!(["all", "any", "uni"].map(|m| vote(m, "1")), [1, 1, 1]);
    assert_eq!(["all", "any", "uni"].map(|m| vote(m, "0")), [0, 0, 1]);
    let groups = |t: u32| (0..32).filter(|o| o % 3 == t % 3).fold(0, |m, o| m | 1 << o);
    assert_eq!(words("rem.u32 %r1, %t, 3; match.any.sync.b32 %r0, %r1, -1;", 32), by_thread(32, groups));
    let all = "rem.u32 %r1, %t, 3; match.all.sync.b32 %r0|%p1, %r1, -1; @%p1 trap; mov.u32 %r2, 4; match.all.sync.b32 %r0|%p1, %r2, -1; @!%p1 trap;";
    assert_eq!(words(all, 32), vec![u32::MAX; 32]);
    let reduce = |op: &str| words(&format!("sub.u32 %r1, %t, 5; redux.sync.{op} %r0, %r1, -1;"), 32)[0] as i32;
    assert_eq!(["add.s32", "min.s32", "max.s32", "min.u32", "max.u32"].map(reduce), [336, -5, 26, 0, -1]);
    assert_eq!(["and.b32", "or.b32", "xor.b32"].map(reduce), [0, -1, (0..32).fold(0, |x, t| x ^ (t - 5))]);
    let elect = "elect.sync %r1|%p1, -1; selp.u32 %r0, 1, 0, %p1; add.u32 %r0, %r0, %r1;";
    assert_eq!(words(elect, 32), by_thread(32, |t| u32::from(t == 0)));
}

#[test]
fn lanes_that_come_by_different_ways_meet_at_a_collective() {
    // The lower half takes a detour that lies behind the shuffle.
    let body = "setp.lt.u32 %p1, %t, 16; mov.u32 %r1, %t; @%p1 bra FAR; NEAR: shfl.sync.idx.b32 %r0, %r1, 0, 0x1f, -1; bra E;\n\
        FAR: add.u32 %r1, %r1, 50; bra NEAR; E:";
    assert_eq!(words(body, 32), vec![50; 32]);
}

#[test]
fn barriers_that_reduce() {
    let count = "setp.lt.u32 %p1, %t, 37; bar.red.popc.u32 %r0, 0, %p1;";
    assert_eq!(words(count, 96), vec![37; 96]);
    let both = "setp.lt.u32 %p1, %t, 37; barrier.red.and.pred %p2, 0, %p1; bar.red.or.pred %p3, 0, %p1; selp.u32 %r0, 1, 0, %p2; selp.u32 %r1, 2, 0, %p3; or.b32 %r0, %r0, %r1;";
    assert_eq!(words(both, 96), vec![2; 96]);
}

#[test]
fn a_block_sums_by_shared_memory_in_every_order() {
    let body = "mul.lo.u32 %r1, %t, 4; st.shared.u32 [%r1], %t; mov.u32 %r2, 64;\n\
        L: bar.sync 0; setp.ge.u32 %p1, %t, %r2; @%p1 bra N; mad.lo.u32 %r3, %r2, 4, %r1; ld.shared.u32 %r4, [%r3];\n\
        ld.shared.u32 %r5, [%r1]; add.u32 %r5, %r5, %r4; st.shared.u32 [%r1], %r5;\n\
        N: shr.u32 %r2, %r2, 1; setp.ne.u32 %p2, %r2, 0; @%p2 bra L; bar.sync 0; mov.u32 %r6, 0; ld.shared.u32 %r0, [%r6];\n\
        mov.u32 %r7, %ctaid.x; mad.lo.u32 %r8, %r7, 128, %t; mad.wide.u32 %d20, %r8, 4, %d0; add.u32 %r0, %r0, %r7; st.global.u32 [%d20], %r0;";
    for seed in 0..5 {
        let test = Test { grid: [9, 1, 1], seed, ..Test::new(body).threads(128) };
        let out = test.run(&[&[0; 9 * 128]]).unwrap().remove(0);
        assert_eq!(out, (0..9 * 128).map(|i| 127 * 64 + i / 128).collect::<Vec<u32>>());
    }
}

#[test]
fn atomics_on_global_and_shared_memory() {
    let global = |op: &str, start: u32| {
        let body = format!("mov.u32 %r9, %ctaid.x; mad.lo.u32 %r1, %r9, 64, %t; add.u32 %r1, %r1, 1; {op}");
        let test = Test { grid: [8, 1, 1], ..Test::new(&body).threads(64) };
        test.run(&[&[start, 0]]).unwrap().remove(0)[0]
    };
    assert_eq!(global("red.global.add.u32 [%d0], %r1;", 5), 5 + 512 * 513 / 2);
    assert_eq!(global("atom.global.max.s32 %r2, [%d0], %r1;", 5), 512);
    assert_eq!(global("neg.s32 %r1, %r1; atom.global.min.s32 %r2, [%d0], %r1;", 5) as i32, -512);
    assert_eq!(
        global("cvt.rn.f32.u32 %r2, %r1; atom.global.add.f32 %r3, [%d0], %r2;", 0),
        (512.0f32 * 513.0 / 2.0).to_bits()
    );
    assert_eq!(global("atom.inc.u32 %r2, [%d0], 9;", 0), 2, "512 steps of 0 to 9");
    assert_eq!(global("atom.global.exch.b32 %r2, [%d0], 3;", 5), 3);
    // Add by compare and swap.
    let cas = "ld.volatile.global.u32 %r2, [%d0]; L: add.u32 %r3, %r2, %r1; atom.cas.b32 %r4, [%d0], %r2, %r3; setp.ne.u32 %p1, %r4, %r2; mov.u32 %r2, %r4; @%p1 bra L;";
    assert_eq!(global(cas, 5), 5 + 512 * 513 / 2);
    let halves = "mov.u32 %r2, 0x3c003800; red.global.add.noftz.f16x2 [%d0], %r2;";
    assert_eq!(global(halves, 0), 0x6000_5c00, "512 times 1, and 0.5");
    let wide = "mov.u64 %d9, 0x100000001; red.global.add.u64 [%d0], %d9;";
    assert_eq!(global(wide, 1), 513);
    let shared = "mov.u32 %r1, 0; setp.eq.u32 %p1, %t, 0; @%p1 st.shared.u32 [%r1], 0; bar.sync 0; atom.shared.add.u32 %r2, [%r1], %t; bar.sync 0; ld.shared.u32 %r0, [%r1];";
    assert_eq!(words(shared, 96), vec![95 * 48; 96]);
}
