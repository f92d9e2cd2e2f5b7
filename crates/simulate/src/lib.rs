//! Votes as a pure function of seed and participant.
//!
//! A [`Plan`] says who takes part and how likely each answer is; [`rows`] yields the votes. The votes of one
//! participant depend on the plan, the seed and the participant's number alone, so any range of participants can
//! be made anywhere, in any order, and [`tally`](fn@tally)s of ranges merge to the same bytes. Everything is
//! integer arithmetic: the same bits on every machine.
//!
//! | module | what it does |
//! |---|---|
//! | [`stream`] | numbered streams of random words; drawing lots |
//! | [`plan`] | who takes part and how likely each answer is |
//! | [`ballot`] | the votes themselves, one participant after another, and their tally |
//! | [`structure`] | a plan of any size with planted agreements, divides and opinion groups |
//!
//! Nothing simulated is anybody's opinion. Whoever writes it to a file marks it with [`mark`].

pub mod ballot;
pub mod plan;
pub mod stream;
pub mod structure;

pub use ballot::{Rows, ballot, rows, tally};
pub use plan::{Chances, Plan, PlanError, PlanGroup, PlanParty, Selection};
pub use stream::Lot;
pub use structure::{Simulation, SimulationError};

/// The mark that everything simulated carries, wherever it is seen.
#[must_use]
pub fn mark(seed: u64) -> String {
    format!("Simulation, seed {seed}; no party's real opinion")
}
