//! The engine: tallies in, findings out. Pure: no IO, no clock, no random numbers.
//!
//! [`find`] takes a [`tally::Tally`], the parties over which findings are taken and the [`Settings`] the forum
//! fixed before voting, and returns a [`Report`] with one graded [`Finding`] per statement.
//!
//! | module | what it answers |
//! |---|---|
//! | [`special`] | incomplete beta functions, the same bits on every machine |
//! | `prior`, `belief` | what one party's answers say of that party, and of no other |
//! | `certify` | how probable it is that enough parties agree |
//! | `grade`, `divide`, `needed` | which grade that earns, who stands apart, what is still missing |
//! | [`mod@forecast`] | how many answers a forum should plan for |
//! | [`fdr`] | how long a ranked list may be |
//!
//! A certificate speaks for those who took part, never for a population.

mod anytime;
mod belief;
mod certify;
mod digest;
mod divide;
mod engine;
pub mod fdr;
pub mod forecast;
mod grade;
mod measures;
mod needed;
mod prior;
pub mod report;
pub mod settings;
pub mod special;

pub use engine::{EngineError, find};
pub use fdr::fdr_cut;
pub use forecast::{Forecast, ForecastQuestion, forecast};
pub use report::*;
pub use settings::*;
