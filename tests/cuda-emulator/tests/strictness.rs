//! What hardware leaves undefined is a fault, each kind shown by a kernel that does it, beside one that does not.

mod kernel;

use kernel::Test;

/// Says what a kernel on one zeroed buffer of 32 words does wrong.
fn wrong(body: &str) -> String {
    Test::new(body).fault(&[&[0; 32]]).what
}

fn right(body: &str) {
    Test::new(body).run(&[&[0; 32]]).unwrap();
}

#[test]
fn global_memory_has_bounds() {
    right("mad.wide.u32 %d9, %t, 4, %d0; st.global.u32 [%d9], 1;");
    let fault = Test::new("mad.wide.u32 %d9, %t, 4, %d0;\nst.global.u32 [%d9+4], %t;").fault(&[&[0; 32]]);
    assert!(fault.what.contains("outside the allocation of 128 bytes"), "{fault}");
    assert_eq!((fault.thread, fault.instruction.as_str()), ([31, 0, 0], "st.global.u32 [%d9+4], %t"));
    assert!(fault.to_string().starts_with("kernel test, block (0,0,0), thread (31,0,0), PTX line "), "{fault}");
    assert!(wrong("mad.wide.u32 %d9, %t, 4, %d0; ld.global.u32 %r1, [%d9+-4];").contains("outside the allocation"));
    assert!(wrong("mad.wide.u32 %d9, %t, 4, %d0; ld.global.v2.u32 {%r1, %r2}, [%d9];").contains("not aligned to 8"));
    assert!(wrong("ld.global.v2.u32 {%r1, %r2}, [%d0+124];").contains("not aligned"));
    assert!(wrong("ld.global.v4.u32 {%r1, %r2, %r3, %r4}, [%d0+128];").contains("outside the allocation"));
    assert!(wrong("mov.u64 %d9, 64; ld.global.u32 %r1, [%d9];").contains("in no allocation"));
    assert!(wrong("atom.global.add.u32 %r1, [%d0+128], 1;").contains("outside the allocation"));
    assert!(wrong("mov.u64 %d9, 64; st.u32 [%d9], %t;").contains("in no allocation"));
}

#[test]
fn shared_memory_has_bounds() {
    right("mad.lo.u32 %r1, %t, 32, 28; st.shared.u32 [%r1], %t;");
    assert!(wrong("mad.lo.u32 %r1, %t, 32, 32; st.shared.u32 [%r1], %t;").contains("outside the block's 1024 bytes"));
    assert!(wrong("mov.u32 %r1, -4; st.shared.u32 [%r1], %t;").contains("outside the block's"));
    assert!(wrong("mov.u32 %r1, 2; st.shared.u32 [%r1], 0;").contains("not aligned to 4"));
    let generic = "mov.u64 %d9, shared; cvta.shared.u64 %d10, %d9; st.u32 [%d10+1024], 0;";
    assert!(wrong(generic).contains("outside the block's 1024 bytes"));
}

#[test]
fn local_and_parameter_memory_have_bounds() {
    let local = |rest: &str| format!(".local .align 4 .b8 frame[16]; mov.u64 %d9, frame; {rest}");
    right(&local("st.local.u32 [%d9+12], %t; ld.local.u32 %r1, [%d9+12];"));
    assert!(wrong(&local("st.local.u32 [%d9+16], %t;")).contains("outside the thread's 16 bytes"));
    assert!(wrong(&local("st.local.u32 [%d9+2], %t;")).contains("not aligned"));
    assert!(wrong(&local("ld.local.u32 %r1, [%d9];")).contains("before anything is written"));
    assert!(wrong("ld.param.u32 %r1, [p0+8];").contains("outside the parameters"));
}

#[test]
fn registers_are_written_before_they_are_read() {
    assert!(wrong("add.s32 %r1, %r2, 1;").contains("register that was never written"));
    assert!(wrong("@%p1 add.s32 %r1, %t, 1;").contains("predicate that was never written"));
    // Written in some lanes only.
    let half = "setp.lt.u32 %p1, %t, 16; @%p1 mov.u32 %r1, 1;";
    let fault = Test::new(&format!("{half} add.s32 %r2, %r1, 1;")).fault(&[&[0; 32]]);
    assert_eq!(fault.thread, [16, 0, 0]);
    right(&format!("{half} @%p1 add.s32 %r2, %r1, 1;"));
    // A value that is not picked need not be there.
    right(&format!("{half} selp.b32 %r2, %r1, 7, %p1;"));
    assert!(wrong("add.f64 %d9, %d10, %d10;").contains("never written"));
    // A value may be moved about before it turns out that nobody wants it.
    right(&format!("{half} mov.b32 %r2, %r1; @%p1 add.s32 %r3, %r2, 1;"));
    assert!(wrong("mov.b32 %r2, 5; mov.b32 %r2, %r1; add.s32 %r3, %r2, 1;").contains("never written"));
}

#[test]
fn memory_is_written_before_it_is_read() {
    assert!(wrong("mad.lo.u32 %r1, %t, 4, 0; ld.shared.u32 %r2, [%r1];").contains("before anything is written"));
    let body = "mad.wide.u32 %d9, %t, 4, %d0; ld.global.u32 %r1, [%d9];";
    let mut buffer = vec![vec![Some(0); 128]];
    Test::new(body).bytes(&mut buffer).unwrap();
    buffer[0][67] = None;
    let fault = Test::new(body).bytes(&mut buffer).unwrap_err();
    assert!(fault.what.contains("before anything is written") && fault.thread == [16, 0, 0], "{fault}");
    let atomic = Test::new("red.global.add.u32 [%d0], 1;").bytes(&mut [vec![None; 4]]).unwrap_err();
    assert!(atomic.what.contains("before anything is written"), "{atomic}");
    // What another block left in shared memory is gone.
    let body = "setp.eq.u32 %p1, %t, 0; mov.u32 %r9, %ctaid.x; setp.eq.u32 %p2, %r9, 0; mov.u32 %r1, 0;\n\
        @%p1 st.shared.u32 [%r1], %t; bar.sync 0; ld.shared.u32 %r2, [%r1+4];";
    let fault = Test { grid: [64, 1, 1], ..Test::new(body) }.fault(&[&[0; 32]]);
    assert!(fault.what.contains("before anything is written"), "{fault}");
}

#[test]
fn a_barrier_is_reached_by_every_thread() {
    let two_warps = |body: &str| Test::new(body).threads(64).run(&[&[0; 32]]).map_err(|fault| fault.what);
    two_warps("bar.sync 0; barrier.sync 1; bar.sync 2, 64;").unwrap();
    let one_warp = "setp.lt.u32 %p1, %t, 32; @%p1 bar.sync 0;";
    assert!(two_warps(one_warp).unwrap_err().contains("not reached by 64 threads"));
    let half_a_warp = "setp.lt.u32 %p1, %t, 48; @%p1 bra L; ret; L: bar.sync 0;";
    assert!(two_warps(half_a_warp).unwrap_err().contains("not reached by 64 threads: 16 have ended"));
    let two_places = "setp.lt.u32 %p1, %t, 16; @%p1 bra L; bar.sync 0; ret; L: bar.sync 0;";
    assert!(Test::new(two_places).fault(&[&[0; 32]]).what.contains("divergent barrier"));
    assert!(two_warps("bar.sync 16;").unwrap_err().contains("no barrier 16"));
    // Without `.aligned` a warp's lanes may wait at different ones.
    let apart = "setp.lt.u32 %p1, %t, 16; @%p1 bra L; barrier.sync 0; ret; L: barrier.sync 0;";
    Test::new(apart).run(&[&[0; 32]]).unwrap();
    // Producers arrive, consumers wait.
    two_warps("setp.lt.u32 %p1, %t, 32; @%p1 bra L; bar.sync 3, 64; ret; L: bar.arrive 3, 64;").unwrap();
}

#[test]
fn lanes_that_a_mask_names_are_there() {
    right("shfl.sync.bfly.b32 %r1, %t, 1, 0x1f, -1;");
    let ended = "setp.lt.u32 %p1, %t, 16; @!%p1 bra E; shfl.sync.bfly.b32 %r1, %t, 1, 0x1f, -1; E: ret;";
    let ended = wrong(ended);
    assert!(ended.contains("the others that it wants never come") || ended.contains("has ended"), "{ended}");
    let partial = Test::new("vote.sync.ballot.b32 %r1, 1, -1;").threads(20).fault(&[&[0; 32]]);
    assert!(partial.what.contains("names lane 20"), "{partial}");
    right("setp.lt.u32 %p1, %t, 16; @%p1 shfl.sync.bfly.b32 %r1, %t, 1, 0x1f, 0xffff;");
    assert!(
        wrong("setp.lt.u32 %p1, %t, 16; @%p1 shfl.sync.idx.b32 %r1, %t, 16, 0x1f, 0xffff;")
            .contains("does not take part")
    );
    assert!(wrong("shfl.sync.bfly.b32 %r1, %t, 1, 0x1f, 0xfffe;").contains("does not name the lane itself"));
    let unequal = "setp.eq.u32 %p1, %t, 0; selp.b32 %r2, 0xfff, -1, %p1; shfl.sync.bfly.b32 %r1, %t, 1, 0x1f, %r2;";
    assert!(wrong(unequal).contains("its mask is"), "{}", wrong(unequal));
    // Each half by its own mask, in one instruction.
    right(
        "setp.lt.u32 %p1, %t, 16; selp.b32 %r2, 0xffff, 0xffff0000, %p1; bar.warp.sync %r2; redux.sync.add.s32 %r1, %t, %r2;",
    );
}

#[test]
fn matrix_instructions_want_a_whole_warp() {
    let fill = "shl.b32 %r1, %t, 4; st.shared.v4.u32 [%r1], {%t, %t, %t, %t}; bar.warp.sync -1;";
    let load = "ldmatrix.sync.aligned.m8n8.x1.shared.b16 {%r2}, [%r1];";
    right(&format!("{fill} {load}"));
    assert!(wrong(&format!("{fill} setp.lt.u32 %p1, %t, 16; @%p1 {load}")).contains("never come"));
    let short = Test::new(
        "mov.f32 %r2, 0f00000000; mov.b32 %r3, 0; mma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 \
        {%r4, %r5, %r6, %r7}, {%r3, %r3}, {%r3}, {%r2, %r2, %r2, %r2};",
    );
    assert!(short.threads(16).fault(&[&[0; 32]]).what.contains("wants a whole warp"));
    let misaligned = format!("{fill} add.u32 %r1, %r1, 8; min.u32 %r1, %r1, 1000; {load}");
    assert!(wrong(&misaligned).contains("not aligned to 16"), "{}", wrong(&misaligned));
}

#[test]
fn races_on_shared_memory() {
    // Each thread writes its word and reads its neighbour's.
    let pass = |barrier: &str, threads: u32| {
        let body = format!(
            "mul.lo.u32 %r1, %t, 4; st.shared.u32 [%r1], %t; {barrier}\n\
             xor.b32 %r2, %r1, {}; ld.shared.u32 %r3, [%r2]; {barrier} st.shared.u32 [%r1], %r3;",
            threads * 2
        );
        Test::new(&body).threads(threads).run(&[&[0; 32]]).map(|_| ()).map_err(|fault| fault.what)
    };
    pass("bar.sync 0;", 64).unwrap();
    pass("bar.warp.sync -1;", 32).unwrap();
    for seed in 0..8 {
        let body = "mul.lo.u32 %r1, %t, 4; st.shared.u32 [%r1], %t; bar.sync 0;\n\
            xor.b32 %r2, %r1, 128; ld.shared.u32 %r3, [%r2]; st.shared.u32 [%r1], %r3;";
        let fault = Test { seed, ..Test::new(body).threads(64) }.fault(&[&[0; 32]]);
        assert!(fault.what.starts_with("race on shared address"), "{fault}");
    }
    assert!(pass("", 32).unwrap_err().starts_with("race on shared address"));
    // A warp's barrier does not order another warp: it comes too late, or too early.
    let apart = pass("bar.warp.sync -1;", 64).unwrap_err();
    assert!(apart.contains("race") || apart.contains("before anything is written"), "{apart}");
    // Other instructions of the whole warp do not order memory.
    assert!(pass("vote.sync.any.pred %p1, 1, -1;", 32).unwrap_err().contains("race"));
    // Two that write the same place, other values; the same value does no harm.
    assert!(wrong("mov.u32 %r1, 0; st.shared.u32 [%r1], %t;").contains("writes what thread 0 wrote"));
    right("mov.u32 %r1, 0; st.shared.u32 [%r1], 7;");
    // Two halves of a word are two places.
    right("mul.lo.u32 %r1, %t, 2; cvt.u16.u32 %h1, %t; st.shared.u16 [%r1], %h1;");
    // A barrier of two warps orders those two.
    let between = |reader: u32| {
        let body = format!(
            "mov.u32 %r1, 0; shr.u32 %r2, %t, 5; setp.eq.u32 %p1, %r2, 0; setp.eq.u32 %p2, %r2, 2; setp.eq.u32 %p3, %r2, {reader};\n\
             @%p2 bra SKIP; @%p1 st.shared.u32 [%r1], 1; bar.sync 1, 64; SKIP: @%p2 nanosleep.u32 9; @%p3 ld.shared.u32 %r3, [%r1];"
        );
        Test::new(&body).threads(96).run(&[&[0; 32]])
    };
    between(1).unwrap();
    let third = between(2).unwrap_err().what;
    assert!(third.contains("race") || third.contains("before anything is written"), "{third}");
    // Atomics do not race with each other, but with what is none.
    let atomic = "mov.u32 %r1, 0; st.shared.u32 [%r1], 0; bar.sync 0; atom.shared.add.u32 %r2, [%r1], 1;";
    right(atomic);
    assert!(wrong(&format!("{atomic} ld.shared.u32 %r3, [%r1];")).contains("race"));
    right(&format!("{atomic} bar.sync 0; ld.shared.u32 %r3, [%r1];"));
}

#[test]
fn races_on_global_memory_where_they_are_looked_for() {
    let run = |body: &str, grid: u32| {
        let test = Test { grid: [grid, 1, 1], global_races: true, ..Test::new(body).threads(64) };
        test.run(&[&[0; 256]]).map_err(|fault| fault.what)
    };
    let own = "mov.u32 %r9, %ctaid.x; mad.lo.u32 %r1, %r9, 64, %t; mad.wide.u32 %d9, %r1, 4, %d0;";
    run(&format!("{own} st.global.u32 [%d9], %t; ld.global.u32 %r2, [%d9];"), 4).unwrap();
    let swap = |barrier: &str| {
        format!(
            "{own} xor.b32 %r2, %r1, 1; mad.wide.u32 %d10, %r2, 4, %d0; st.global.u32 [%d9], %t; {barrier} ld.global.u32 %r3, [%d10];"
        )
    };
    run(&swap("bar.sync 0;"), 4).unwrap();
    assert!(run(&swap(""), 4).unwrap_err().contains("of the same block wrote, with no barrier between"));
    let others = run("mad.wide.u32 %d9, %t, 4, %d0; st.global.u32 [%d9], %t;", 2).unwrap_err();
    assert!(others.starts_with("race on global address") && others.contains("of the grid's block"), "{others}");
    run("mad.wide.u32 %d9, %t, 4, %d0; red.global.add.u32 [%d9], %t;", 2).unwrap();
    let mixed = "setp.eq.u32 %p1, %t, 0; @%p1 red.global.add.u32 [%d0], 1; @!%p1 ld.global.u32 %r1, [%d0];";
    assert!(run(mixed, 1).unwrap_err().contains("race"));
    run(&mixed.replace("ld.global", "ld.volatile.global"), 1).unwrap();
    let constant = format!("{own} st.global.u32 [%d9], %t; ld.global.nc.u32 %r2, [%d9];");
    assert!(run(&constant, 1).unwrap_err().contains("read as constant, and written by the same launch"));
    // Two halves of a word are two places.
    run(
        &format!(
            "{own} shl.b32 %r3, %r1, 1; mad.wide.u32 %d9, %r1, 2, %d0; cvt.u16.u32 %h1, %t; st.global.u16 [%d9], %h1;"
        ),
        1,
    )
    .unwrap();
}

/// Copies 16 bytes a thread and then does the rest.
fn copying(rest: &str) -> String {
    format!("shl.b32 %r1, %t, 4; mad.wide.u32 %d9, %t, 16, %d0; cp.async.cg.shared.global [%r1], [%d9], 16;\n{rest}")
}

#[test]
fn an_asynchronous_copy_is_waited_for() {
    let run = |rest: &str| Test::new(&copying(rest)).run(&[&[5; 128]]).map_err(|fault| fault.what);
    run("cp.async.commit_group; cp.async.wait_group 0; ld.shared.u32 %r2, [%r1];").unwrap();
    run("cp.async.wait_all; bar.sync 0; xor.b32 %r2, %r1, 16; ld.shared.u32 %r3, [%r2];").unwrap();
    assert!(run("ld.shared.u32 %r2, [%r1];").unwrap_err().contains("asynchronous copy there is not waited for"));
    assert!(run("cp.async.commit_group; cp.async.wait_group 1; ld.shared.u32 %r2, [%r1];").is_err());
    assert!(run("bar.sync 0; ld.shared.u32 %r2, [%r1];").is_err(), "a barrier alone does not wait");
    assert!(run("st.shared.u32 [%r1], 1;").unwrap_err().contains("asynchronous copy"));
    // What others copied wants a barrier as well.
    let other = "cp.async.wait_all; xor.b32 %r2, %r1, 16; ld.shared.u32 %r3, [%r2];";
    assert!(run(other).unwrap_err().contains("race"));
    let changed = "st.global.u32 [%d9], 9; cp.async.wait_all;";
    assert!(run(changed).unwrap_err().contains("changed while an asynchronous copy read it"));
    let outside = "cp.async.ca.shared.global [%r1], [%d9+2048], 4;";
    assert!(run(outside).unwrap_err().contains("outside the allocation"));
    let past = "cp.async.ca.shared.global [%r1+2048], [%d9], 4;";
    assert!(run(past).unwrap_err().contains("outside the block's"));
    // No bytes from the source are zeros, wherever it points.
    run("mov.u64 %d10, 16; mov.u32 %r5, 0; cp.async.ca.shared.global [%r1+512], [%d10], 4, %r5; cp.async.wait_all; \
         ld.shared.u32 %r2, [%r1+512]; setp.eq.u32 %p1, %r2, 0; @!%p1 trap;")
    .unwrap();
}

#[test]
fn copies_and_threads_wait_at_an_mbarrier() {
    let with = |arrive: &str, wait: &str| {
        // The barrier lies behind what is copied.
        let rest = format!(
            "setp.eq.u32 %p1, %t, 0; mov.u32 %r7, 512; @%p1 mbarrier.init.shared.b64 [%r7], 32; bar.sync 0;\n\
             {arrive} mbarrier.arrive.shared.b64 %d11, [%r7];\n{wait} xor.b32 %r2, %r1, 16; ld.shared.u32 %r3, [%r2];"
        );
        Test::new(&copying(&rest)).run(&[&[5; 128]]).map_err(|fault| fault.what)
    };
    let poll = "W: mbarrier.test_wait.shared.b64 %p2, [%r7], %d11; @!%p2 bra W;";
    let arrive = "cp.async.mbarrier.arrive.shared.b64 [%r7];";
    with(arrive, poll).unwrap();
    assert!(with("", poll).unwrap_err().contains("not waited for"), "the copies do not arrive");
    assert!(with(arrive, "").unwrap_err().contains("not waited for"), "nobody waits");
    with("cp.async.wait_all;", poll).unwrap();
    assert!(with("cp.async.wait_all;", "").unwrap_err().contains("race"));
    assert!(wrong("mov.u32 %r7, 0; mbarrier.arrive.shared.b64 %d11, [%r7];").contains("no initialised mbarrier"));
    let twice = "setp.eq.u32 %p1, %t, 0; mov.u32 %r7, 0; @%p1 mbarrier.init.shared.b64 [%r7], 33; bar.sync 0;\n\
        mbarrier.arrive.shared.b64 %d11, [%r7]; W: mbarrier.try_wait.shared.b64 %p2, [%r7], %d11; @!%p2 bra W;";
    assert!(wrong(twice).contains("waits for something that never happens"));
}

#[test]
fn what_is_not_interpreted_is_refused_when_the_module_loads() {
    use cuda_emulator::{memory::Memory, ptx::Module};
    let load = |body: &str| {
        let memory = Memory::new(1 << 20);
        Module::load(&Test::new(body).text(1), &memory).map(|_| ()).unwrap_err()
    };
    assert!(load("\nfrobnicate.u32 %r1, %r2;").ends_with("`frobnicate.u32 %r1, %r2`: `frobnicate` is not interpreted"));
    assert!(load("add.fancy.s32 %r1, %r2, %r3;").contains("`.fancy` is not interpreted"));
    assert!(load("add.s32 %r1, %r2, %d3;").contains("not a register of 32 bits or fewer"));
    assert!(load("add.s32 %r1, %nothing, 1;").contains("`%nothing` is not declared"));
    assert!(load("bra NOWHERE;").contains("`NOWHERE` is not a label"));
    assert!(load("add.s32 %r1, %r2;").contains("3 operands were expected, not 2"));
    assert!(load("cp.async.bulk.shared.global [%r1], [%d0], 16;").contains("without `.bulk`"));
    assert!(load("ld.shared.u32 %r1, [p0];").contains("another state space"));
    assert!(
        load("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%r1}, {%r1}, {%r1}, {%r1};").contains("registers")
    );
}
