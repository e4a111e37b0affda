//! Grad mode: the backward against finite differences of the f64 reference.
//!
//! Where it is affordable every element of every gradient is compared with a central difference. Otherwise the gradient
//! `g` is compared along random directions `v` of plus and minus one: `g . v - (f(x + h v) - f(x - h v)) / 2h` is
//! `e . v` for the error `e`, and the mean of its square over directions is `|e|^2`. So both measure the relative L2
//! error of the whole gradient.

use super::Entry;
use super::check::{self, Checked, Failure};
use super::{fixtures, run};
use crate::case::{Case, Input, Role, Values, relative_l2};
use cubecl::prelude::Runtime;
use rand::RngExt;
use roentgen_runtime::{DType, Device};

/// DESIGN's bound for gradients.
pub(super) const TOLERANCE: f64 = 1e-4;

/// Gradients smaller than this on average are held to an absolute error: inputs and cotangents are of order one.
const FLOOR: f64 = 1e-3;

/// Reference operations that a case's differences may cost.
const BUDGET: f64 = 3e8;

pub(super) fn backward<C: Case, R: Runtime>(case: &C, device: &Device<R>, entry: &Entry, seed: u64) -> Checked {
    let device = run::on_path(device, entry);
    let mut values = Values::new(seed);
    let inputs = run::inputs(case, entry.dtype, &mut values);
    let exact: Vec<Vec<f64>> = inputs.iter().map(|i| i.values.iter().map(|v| f64::from(*v)).collect()).collect();
    let cotangents: Vec<Vec<f32>> = case
        .reference(&exact)
        .iter()
        .take(case.differentiable())
        .map(|out| {
            let random = if C::LOSS { vec![1.0; out.len()] } else { values.uniform(out.len()) };
            random.iter().map(|v| run::rounded(*v, entry.dtype)).collect()
        })
        .collect();
    let run = |dtype, stored: &[DType]| run::backward(case, &device, &inputs, &cotangents, dtype, stored);
    let run::Gradients { grads, stored } = run(entry.dtype, &[])?;
    let again = run(entry.dtype, &[])?.grads;
    let differentiated: Vec<usize> =
        (0..inputs.len()).filter(|i| matches!(inputs[*i].role, Role::Activation | Role::Parameter)).collect();
    let mut worst = (0.0, TOLERANCE);
    let mut keep =
        |checked: (f64, f64)| worst = if checked.0 / checked.1 >= worst.0 / worst.1 { checked } else { worst };
    for (grad, again) in grads.iter().zip(&again) {
        check::same_bits("gradient", grad, again)?;
    }
    fixtures::compare(case, &device, entry, true)?;
    if entry.dtype == DType::F32 {
        let f = |x: &[Vec<f64>]| -> f64 {
            let pair =
                |(out, cot): (&Vec<f64>, &Vec<f32>)| out.iter().zip(cot).map(|(o, c)| o * f64::from(*c)).sum::<f64>();
            case.reference(x).iter().zip(&cotangents).map(pair).sum()
        };
        let one = case.cost().flops.max(case.cost().elements) as f64;
        for (grad, index) in grads.iter().zip(&differentiated) {
            keep(against_differences(&f, &exact, *index, &inputs[*index], grad, one, &mut values)?);
        }
        return Ok(worst);
    }
    // f16 and bf16: against the f32 backward, itself held to the differences by the case in f32. A plain low-precision
    // backward computes exactly, but from saved outputs as they are stored, and stores gradients rounded.
    let wanted = run(DType::F32, &[])?.grads;
    let plain = run(DType::F32, &stored)?.grads;
    for (((grad, want), plain), index) in grads.iter().zip(&wanted).zip(&plain).zip(&differentiated) {
        let want: Vec<f64> = want.iter().map(|v| f64::from(*v)).collect();
        let plain = relative_l2(plain.iter().map(|v| f64::from(run::rounded(*v, entry.dtype))), want.iter().copied()).0;
        let tolerance = TOLERANCE.max(3.0 * plain.max(check::plain_error(&want, entry.dtype)));
        keep(check::compare(&format!("gradient of {}", inputs[*index].name), grad, &want, tolerance)?);
    }
    Ok(worst)
}

/// One gradient; `one` is what an evaluation of `f` costs.
fn against_differences(
    f: &(dyn Fn(&[Vec<f64>]) -> f64 + Sync),
    exact: &[Vec<f64>],
    index: usize,
    input: &Input,
    grad: &[f32],
    one: f64,
    values: &mut Values,
) -> Checked {
    let n = input.values.len();
    let name = format!("gradient of {}", input.name);
    if grad.len() != n || grad.iter().any(|g| !g.is_finite()) {
        let at = grad.iter().position(|g| !g.is_finite()).unwrap_or(grad.len());
        let message = format!("{name}: {} elements for {n}, the first missing or not finite at {at}", grad.len());
        return Err(Failure::Wrong { error: f64::INFINITY, tolerance: TOLERANCE, message });
    }
    let norm = |g: f64| g.sqrt().max(FLOOR * (n as f64).sqrt());
    if 2.0 * n as f64 * one <= BUDGET {
        let want = differences(f, exact, index);
        let scale = norm(want.iter().map(|w| w * w).sum());
        let square: f64 = grad.iter().zip(&want).map(|(g, w)| (f64::from(*g) - w).powi(2)).sum();
        let error = square.sqrt() / scale;
        // Through `compare` for its message; small gradients are let off by the floor alone.
        return if error <= TOLERANCE { Ok((error, TOLERANCE)) } else { check::compare(&name, grad, &want, TOLERANCE) };
    }
    let directions = ((BUDGET / (2.0 * one)) as usize).clamp(1, 4);
    let mut x = exact.to_vec();
    // Small, since a kink (ReLU, a maximum) between the two points would count as an error.
    let h = 1e-8;
    let (mut square, mut largest) = (0.0, 0.0f64);
    for _ in 0..directions {
        let signs: Vec<f64> = (0..n).map(|_| if values.rng().random_bool(0.5) { 1.0 } else { -1.0 }).collect();
        let mut along = |step: f64| {
            for ((to, from), sign) in x[index].iter_mut().zip(&exact[index]).zip(&signs) {
                *to = from + step * sign;
            }
            f(&x)
        };
        let difference = (along(h) - along(-h)) / (2.0 * h);
        let product: f64 = grad.iter().zip(&signs).map(|(g, s)| f64::from(*g) * s).sum();
        square += (product - difference).powi(2) / directions as f64;
        largest = largest.max(difference.abs());
    }
    let scale = norm(grad.iter().map(|g| f64::from(*g).powi(2)).sum()).max(largest / 3.0);
    let error = square.sqrt() / scale;
    if error <= TOLERANCE {
        return Ok((error, TOLERANCE));
    }
    let message =
        format!("{name}: relative L2 error about {error:.2e} over {TOLERANCE:.0e} along {directions} directions");
    Err(Failure::Wrong { error, tolerance: TOLERANCE, message })
}

/// Central differences of `f` by each element of input `index`, shared out among the host's cores.
fn differences(f: &(dyn Fn(&[Vec<f64>]) -> f64 + Sync), exact: &[Vec<f64>], index: usize) -> Vec<f64> {
    let h = 1e-7;
    let n = exact[index].len();
    let share = n.div_ceil(std::thread::available_parallelism().map_or(1, usize::from)).max(1);
    let mut want = vec![0.0; n];
    std::thread::scope(|scope| {
        for (part, want) in want.chunks_mut(share).enumerate() {
            scope.spawn(move || {
                let mut x = exact.to_vec();
                for (i, want) in (part * share..).zip(want) {
                    let at = x[index][i];
                    x[index][i] = at + h;
                    let above = f(&x);
                    x[index][i] = at - h;
                    *want = (above - f(&x)) / (2.0 * h);
                    x[index][i] = at;
                }
            });
        }
    });
    want
}
