//! What the lanes of a warp do together: shuffles, votes, matches, reductions.

use super::fault::Trap;
use super::registers::{FULL, LANES, Registers, lanes};
use crate::ptx::instruction::{Condition, Predicate, Reduce, Row, Shuffle, Vote};

/// Whether the lanes that a mask names are all here.
pub(super) enum Present {
    Yes,
    /// Some have yet to come.
    Wait,
}

/// Checks the masks of lanes that are here, of the lanes that have not exited.
pub(super) fn present(r: &Registers, here: u32, live: u32, mask: Row) -> Result<Present, Trap> {
    let masks = r.read::<u32>(mask, here)?;
    let mut wait = false;
    for lane in lanes(here) {
        let named = masks[lane];
        if named >> lane & 1 == 0 {
            return Err(Trap::lane(lane, format!("the mask {named:#010x} does not name the lane itself")));
        }
        if named & !live != 0 {
            let missing = (named & !live).trailing_zeros();
            let what = format!("the mask {named:#010x} names lane {missing}, which is not there or has ended");
            return Err(Trap::lane(lane, what));
        }
        wait |= named & !here != 0;
        if let Some(other) = lanes(named & here).find(|other| masks[*other] != named) {
            return Err(Trap::lane(
                lane,
                format!("its mask is {named:#010x}, but that of lane {other} is {:#010x}", masks[other]),
            ));
        }
    }
    Ok(if wait { Present::Wait } else { Present::Yes })
}

/// `shfl.sync`.
#[derive(Clone, Copy)]
pub(super) struct ShuffleRows {
    pub mode: Shuffle,
    pub to: Option<Row>,
    pub valid: Option<Predicate>,
    pub a: Row,
    pub b: Row,
    pub c: Row,
}

pub(super) fn shuffle(r: &mut Registers, mask: u32, rows: ShuffleRows) -> Result<(), Trap> {
    let values = r.read::<u32>(rows.a, mask)?;
    let (b, c) = (r.read::<u32>(rows.b, mask)?, r.read::<u32>(rows.c, mask)?);
    let mut out = [0; LANES];
    let mut valid = 0u32;
    for lane in lanes(mask) {
        let l = lane as i64;
        let (by, clamp) = (i64::from(b[lane] & 31), i64::from(c[lane] & 31));
        let segment = i64::from(c[lane] >> 8 & 31);
        let most = (l & segment) | (clamp & !segment);
        let least = l & segment;
        let (source, inside) = match rows.mode {
            // The clamp of `up` is the lowest lane.
            Shuffle::Up => (l - by, l - by >= most),
            Shuffle::Down => (l + by, l + by <= most),
            Shuffle::Butterfly => (l ^ by, (l ^ by) <= most),
            Shuffle::Index => (least | (by & !segment), (least | (by & !segment)) <= most),
        };
        let source = if inside { source as usize } else { lane };
        if mask >> source & 1 == 0 {
            return Err(Trap::lane(lane, format!("it reads lane {source}, which does not take part")));
        }
        out[lane] = values[source];
        valid |= u32::from(inside) << lane;
    }
    if let Some(to) = rows.to {
        r.write::<u32>(to, mask, &out);
    }
    if let Some(to) = rows.valid {
        r.set_predicate(to, mask, valid);
    }
    Ok(())
}

/// Votes of groups of lanes that have the same mask.
pub(super) fn vote(
    r: &mut Registers,
    here: u32,
    mode: Vote,
    (row, predicate): (Option<Row>, Option<Predicate>),
    of: Condition,
    mask: Row,
) -> Result<(), Trap> {
    let holds = r.condition(of, here)?;
    let masks = r.read::<u32>(mask, here)?;
    let mut ballots = [0; LANES];
    let mut results = 0u32;
    for lane in lanes(here) {
        let (group, yes) = (masks[lane], holds & masks[lane]);
        ballots[lane] = yes;
        let result = match mode {
            Vote::All => yes == group,
            Vote::Any | Vote::Ballot => yes != 0,
            Vote::Uniform => yes == group || yes == 0,
        };
        results |= u32::from(result) << lane;
    }
    if let Some(row) = row {
        r.write::<u32>(row, here, &ballots);
    }
    if let Some(predicate) = predicate {
        r.set_predicate(predicate, here, results);
    }
    Ok(())
}

pub(super) fn matching(
    r: &mut Registers,
    here: u32,
    (all, wide): (bool, bool),
    (to, predicate): (Row, Option<Predicate>),
    a: Row,
    mask: Row,
) -> Result<(), Trap> {
    let values = if wide { r.read::<u64>(a, here)? } else { r.read::<u32>(a, here)?.map(u64::from) };
    let masks = r.read::<u32>(mask, here)?;
    let mut out = [0; LANES];
    let mut same = 0u32;
    for lane in lanes(here) {
        let equal = lanes(masks[lane]).filter(|other| values[*other] == values[lane]).fold(0, |m, l| m | 1 << l);
        let everyone = equal == masks[lane];
        out[lane] = if all && !everyone { 0 } else { equal };
        same |= u32::from(everyone) << lane;
    }
    r.write::<u32>(to, here, &out);
    if let Some(predicate) = predicate {
        r.set_predicate(predicate, here, same);
    }
    Ok(())
}

pub(super) fn reduce(
    r: &mut Registers,
    here: u32,
    (op, signed): (Reduce, bool),
    to: Row,
    a: Row,
    mask: Row,
) -> Result<(), Trap> {
    let values = r.read::<u32>(a, here)?;
    let masks = r.read::<u32>(mask, here)?;
    let combine = |x: u32, y: u32| match op {
        Reduce::Add => x.wrapping_add(y),
        Reduce::Min if signed => (x as i32).min(y as i32) as u32,
        Reduce::Max if signed => (x as i32).max(y as i32) as u32,
        Reduce::Min => x.min(y),
        Reduce::Max => x.max(y),
        Reduce::And => x & y,
        Reduce::Or => x | y,
        Reduce::Xor => x ^ y,
    };
    let mut out = [0; LANES];
    for lane in lanes(here) {
        out[lane] = lanes(masks[lane]).map(|l| values[l]).reduce(combine).unwrap_or_default();
    }
    r.write::<u32>(to, here, &out);
    Ok(())
}

/// The lowest lane of each group is elected.
pub(super) fn elect(
    r: &mut Registers,
    here: u32,
    to: Option<Row>,
    predicate: Predicate,
    mask: Row,
) -> Result<(), Trap> {
    let masks = r.read::<u32>(mask, here)?;
    let leaders = masks.map(u32::trailing_zeros);
    let chosen = lanes(here).filter(|lane| leaders[*lane] as usize == *lane).fold(0, |m, l| m | 1 << l);
    if let Some(to) = to {
        r.write::<u32>(to, here, &leaders);
    }
    r.set_predicate(predicate, here, chosen);
    Ok(())
}

/// Instructions of the whole warp want all of it.
pub(super) fn whole(here: u32, live: u32) -> Result<Present, Trap> {
    match (here, live) {
        (FULL, _) => Ok(Present::Yes),
        (_, FULL) => Ok(Present::Wait),
        _ => Err(Trap::at(here, "it wants a whole warp, and some of its lanes are not there or have ended")),
    }
}
