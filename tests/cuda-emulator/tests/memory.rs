//! Device memory: bounds of each allocation, and what was written.

use cuda_emulator::memory::Memory;

#[test]
fn only_what_is_inside_an_allocation_is_found() {
    let memory = Memory::new(1 << 20);
    let base = memory.allocate(100).unwrap();
    assert!(base.is_multiple_of(512));
    assert_eq!(memory.find(base, 100).map(|a| (a.base, a.len)), Some((base, 100)));
    assert!(memory.find(base + 99, 1).is_some());
    for (address, len) in [(base + 99, 2), (base + 100, 1), (base - 1, 1), (base, 101), (u64::MAX, 8), (0, 1)] {
        assert!(memory.find(address, len).is_none(), "{address:#x}, {len}");
    }
    let second = memory.allocate(4096).unwrap();
    assert!(second.abs_diff(base) > 4096, "allocations do not touch");
    assert!(memory.free(base) && !memory.free(base) && !memory.free(second + 1));
    assert!(memory.find(base, 1).is_none());
}

#[test]
fn a_device_is_full_and_has_room_again() {
    let memory = Memory::new(1 << 20);
    assert_eq!((memory.allocate(0), memory.allocate((1 << 20) + 1)), (None, None));
    let half = memory.allocate(1 << 19).unwrap();
    assert_eq!(memory.available(), 1 << 19);
    assert!(memory.allocate((1 << 19) + 1).is_none());
    assert!(memory.free(half));
    assert!(memory.allocate(1 << 20).is_some());
}

#[test]
fn every_byte_knows_whether_it_was_written() {
    let memory = Memory::new(1 << 20);
    let base = memory.allocate(300).unwrap();
    let allocation = memory.find(base, 300).unwrap();
    // Ranges inside one word of the bitmap, across two, over whole ones, and at the end.
    for (start, len) in [(3, 5), (62, 4), (67, 64), (132, 150), (299, 1)] {
        assert!(!allocation.written(base + start, len));
        allocation.mark_written(base + start, len);
        assert!(allocation.written(base + start, len));
        assert!(!allocation.written(base + start - 1, 1), "{start}");
    }
    let written = (0..300).filter(|i| allocation.written(base + i, 1)).count();
    assert_eq!(written, 5 + 4 + 64 + 150 + 1);
}

#[test]
fn copies_carry_what_was_written_and_the_host_sees_nan_for_the_rest() {
    let memory = Memory::new(1 << 20);
    let (a, b) = (memory.allocate(256).unwrap(), memory.allocate(256).unwrap());
    assert!(memory.write(a + 70, &[1, 2, 3]));
    assert!(memory.copy(b, a, 256));
    let mut bytes = [0; 256];
    assert!(memory.read(b, &mut bytes));
    assert_eq!(bytes[69..74], [0xff, 1, 2, 3, 0xff]);
    assert!(bytes[..70].iter().chain(&bytes[73..]).all(|byte| *byte == 0xff));
    assert!(!memory.find(b, 256).unwrap().written(b + 69, 2));
    assert!(memory.fill(b, 7, 256) && memory.read(b, &mut bytes));
    assert_eq!(bytes, [7; 256]);
}

#[test]
fn copies_past_an_end_or_onto_themselves_do_nothing() {
    let memory = Memory::new(1 << 20);
    let (a, b) = (memory.allocate(64).unwrap(), memory.allocate(64).unwrap());
    assert!(memory.fill(a, 1, 64) && memory.fill(b, 2, 64));
    assert!(!memory.write(a + 1, &[9; 64]));
    assert!(!memory.fill(a, 9, 65));
    assert!(!memory.copy(a + 32, b, 33));
    assert!(!memory.copy(a + 1, a, 32), "an overlap");
    assert!(!memory.read(a, &mut [0; 65]));
    let mut bytes = [0; 64];
    assert!(memory.read(a, &mut bytes));
    assert_eq!(bytes, [1; 64]);
}
