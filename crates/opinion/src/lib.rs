//! The engine: tallies in, findings out. Pure: no IO, no clock, no random numbers.
//!
//! [`find`] takes a [`tally::Tally`], the parties over which findings are taken and the [`Settings`] the forum
//! fixed before voting, and returns a [`Report`] with one graded [`Finding`] per statement.
//!
//! | module | what it answers |
//! |---|---|
//! | [`special`] | incomplete beta functions, the same bits on every machine |
//! | `answers`, `prior`, `belief`, `anytime` | what one party's answers say of that party, and of no other |
//! | `certify`, `weights`, `floor` | how probable it is that enough parties agree, and how many in each |
//! | `case`, `grade`, `divide`, `needed` | which grade that earns, who stands apart, what is still missing |
//! | `between` | the floors of one statement while votes come one by one |
//! | `finding`, `digest` | the figures beside the grade, and the name of the whole |
//! | [`mod@forecast`] | how many answers a forum should plan for |
//! | [`fdr`] | how long a ranked list may be |
//! | [`model`] | how opinions hang together: where people stand, what they would say |
//! | [`groups`] | whether there are opinion groups, and what each stands for |
//! | [`chance`] | numbers drawn by seed |
//!
//! A certificate speaks for those who took part, never for a population.

mod answers;
mod anytime;
mod belief;
mod between;
mod both;
mod case;
mod certify;
pub mod chance;
mod digest;
mod divide;
mod engine;
pub mod fdr;
mod finding;
mod floor;
pub mod forecast;
mod grade;
pub mod groups;
pub mod model;
mod needed;
mod prior;
pub mod report;
pub mod settings;
pub mod special;
mod weights;

pub use between::{Between, Floors};
pub use both::over_groups_as_well;
pub use engine::{EngineError, find};
pub use fdr::fdr_cut;
pub use forecast::{Forecast, ForecastQuestion, forecast, forecast_by_standing, forecast_roster};
pub use report::*;
pub use settings::*;
