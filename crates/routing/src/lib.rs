//! What to ask next, with which chance, and what that buys.
//!
//! [`next`] takes what is counted so far ([`State`]), who asks ([`Participant`]) and a seed, and names a statement with
//! the chance it had ([`Choice`]). Pure: no IO, no clock, no chance but the seed. Those chances, noted beside the
//! answers, let anybody find out afterwards whether the choice has bent the result ([`Serves`]). [`replay`](mod@replay)
//! measures a strategy on recorded votes.
//!
//! Counts of all parties enter the choice, and none of it enters a certificate.

mod choose;
pub mod replay;
mod serves;
mod state;

pub use choose::{Choice, Participant, chances, next, next_among};
pub use replay::{Measured, Recorded, Score};
pub use serves::{Estimate, LEAST_ANSWERS, Serves, Stream};
pub use state::{State, Strategy, StrategyError};
