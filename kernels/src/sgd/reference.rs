//! SGD in f64.

use super::Settings;

/// One step a gradient; the parameter and the momentum after them.
pub fn sgd(parameter: &[f64], gradients: &[Vec<f64>], settings: &Settings) -> [Vec<f64>; 2] {
    let [lr, momentum, decay] = [settings.lr, settings.momentum, settings.weight_decay].map(f64::from);
    let mut p = parameter.to_vec();
    let mut b = vec![0.0; p.len()];
    for gradient in gradients {
        for i in 0..p.len() {
            let g = gradient[i] + decay * p[i];
            b[i] = momentum * b[i] + g;
            p[i] -= lr * if settings.nesterov { g + momentum * b[i] } else { b[i] };
        }
    }
    [p, b]
}
