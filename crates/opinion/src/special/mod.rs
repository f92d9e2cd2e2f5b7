//! The special functions the certificates stand on, built on `libm` so that every machine gets the same bits.
//!
//! Accuracy: relative error at most 1e-10 in both tails of the incomplete beta function for 1 ≤ a + b ≤ 1e8,
//! held by `tests/special.rs` against values of mpmath at 50 digits. A series that does not converge is an
//! error, never a value.

mod beta;
mod gamma;
mod normal;

pub use beta::{Beta, BetaTails, NotConverged, beta_quantile, beta_tails};
pub use gamma::{ln_beta, ln_gamma, ln_gamma_rise, polygammas};
pub(crate) use normal::{normal_quantile, normal_tail};
