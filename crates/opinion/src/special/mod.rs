//! The special functions the certificates stand on, built on `libm` so that every machine gets the same bits.
//!
//! Accuracy: relative error at most 1e-10 in both tails of the incomplete beta function for 1 ≤ a + b ≤ 1e8,
//! held by `tests/special.rs` against values of mpmath at 50 digits. A series that does not converge is an
//! error, never a value.

mod beta;
mod gamma;

pub use beta::{BetaTails, NotConverged, beta_quantile, beta_tails};
pub use gamma::{digamma, ln_beta, ln_gamma, trigamma};
