//! Why a statistic does not exist: a value, never NaN.

/// What the input of a statistic lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Undefined {
    /// A value is NaN or infinite.
    #[error("a value is not a finite number")]
    NotFinite,
    /// Fewer values, groups or blocks than the statistic takes.
    #[error("too few values")]
    TooFew,
    /// Nothing differs, so there is nothing to rank.
    #[error("all values are equal")]
    AllEqual,
    /// Lists that belong together differ in length.
    #[error("the lists differ in length")]
    Unequal,
    /// What is compared calls the same image positive and negative.
    #[error("the same image has two labels")]
    Labels,
    /// Positives or negatives are missing.
    #[error("one class only")]
    OneClass,
}

/// Refuses NaN and infinities.
pub(super) fn finite(values: &[f64]) -> Result<(), Undefined> {
    if values.iter().all(|value| value.is_finite()) { Ok(()) } else { Err(Undefined::NotFinite) }
}
