//! Losses and their sums against PyTorch.

mod common;

use common::{device, error, fixture};
use roentgen_kernels::fill::filled;
use roentgen_models::loss::{Loss, Term};
use roentgen_models::weights::Weights;
use roentgen_runtime::{DType, Tensor, on_device};

#[test]
fn losses_and_their_sums_agree_with_pytorch() {
    let device = device();
    let file = Weights::open(&fixture("decoders/loss.safetensors")).unwrap();
    let cases = [
        ("binary", "binary-cross-entropy", None),
        ("binary_weighted", "binary-cross-entropy", Some([0.5, 3.0])),
        ("classes", "cross-entropy", None),
        ("classes_weighted", "cross-entropy", Some([0.5, 3.0])),
        ("dice", "dice", None),
        ("dice_of_two", "dice", None),
        ("focal", "focal", None),
        ("focal_of_two", "focal", None),
        ("sum", "0.5*cross-entropy + 2*dice + focal", None),
    ];
    for (name, text, weights) in cases {
        let loss: Loss = text.parse().unwrap();
        let loss = weights.map_or(Ok(loss.clone()), |weights| loss.with_class_weights(&weights)).unwrap();
        let (shape, logits) = file.f32_any(&format!("{name}.logits")).unwrap();
        let targets = file.f32_any(&format!("{name}.targets")).unwrap().1;
        let want = |part: &str| file.f32_any(&format!("{name}.{part}")).unwrap().1;
        // Scaling multiplies the gradient, and not the value.
        for scale in [1.0, 1024.0] {
            let (value, grad) = on_device!(&device, device => {
                let logits = Tensor::from_f32(device, &shape, DType::F32, &logits).unwrap();
                let got = loss.evaluate(&logits, &targets, scale).unwrap();
                assert_eq!(got.grad_logits.shape(), shape, "{name}");
                (got.value.read().unwrap(), got.grad_logits.to_f32().unwrap())
            });
            let grad: Vec<f32> = grad.iter().map(|v| v / scale).collect();
            let errors = [error(&[value], &want("value"), 0.0), error(&grad, &want("grad"), 0.0)];
            assert!(errors[0] <= 1e-5 && errors[1] <= 1e-4, "{name}: {errors:?}");
        }
    }
    assert!(file.unused().is_empty(), "{:?}", file.unused());
}

#[test]
fn what_is_no_loss_and_what_are_no_targets_is_said() {
    let refused = |text: &str| text.parse::<Loss>().unwrap_err().to_string();
    assert!(refused("jaccard").contains("binary-cross-entropy, cross-entropy, dice, focal"));
    assert!(refused("").contains("wanted terms"));
    assert!(refused("x*dice").contains("wanted terms"));
    assert!(refused("0*dice").contains("above 0"));
    assert!(Loss::new(vec![]).is_err() && Loss::new(vec![(1.0, Term::Focal([1.5, 2.0]))]).is_err());
    let parsed = |text: &str| text.parse::<Loss>().unwrap();
    assert!(parsed("dice").with_class_weights(&[1.0; 2]).unwrap_err().to_string().contains("without cross-entropy"));
    assert!(parsed("binary-cross-entropy").with_class_weights(&[1.0; 3]).is_err());
    assert!(parsed("cross-entropy").with_class_weights(&[1.0, -1.0]).is_err());
    on_device!(&device(), device => {
        let logits = filled(device, &[2, 3], 0.0).unwrap();
        let refused = |text: &str, targets: &[f32]| {
            parsed(text).evaluate(&logits, targets, 1.0).unwrap_err().to_string()
        };
        assert!(refused("dice", &[0.0; 4]).contains("4 targets"));
        assert!(refused("dice", &[0.0; 2]).contains("two classes"));
        assert!(refused("focal", &[2.0; 6]).contains("0 to 1"));
        assert!(refused("cross-entropy", &[3.0, 0.0]).contains("target 3"));
        assert!(refused("cross-entropy", &[0.5, 0.0]).contains("target 0.5"));
        assert!(refused("cross-entropy", &[0.0; 6]).contains("a class number for each row"));
        let weighted = parsed("cross-entropy").with_class_weights(&[1.0; 2]).unwrap();
        assert!(weighted.evaluate(&logits, &[0.0; 2], 1.0).unwrap_err().to_string().contains("2 class weights"));
    });
}
