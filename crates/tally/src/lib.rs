//! Votes in, exact mergeable counts out.
//!
//! A [`VoteMatrix`] holds the votes themselves, person by person, for whoever looks at how answers hang together;
//! a [`PairSums`] how the answers to every two statements go together.
//!
//! A [`Tally`] holds, for every block of people and every statement, how many agree, pass and disagree.
//! All counts are integers, so the same votes give the same bytes however they were split, ordered or
//! batched. The laws are property tests in `tests/laws.rs`:
//!
//! - *merge* is commutative and associative, and the empty tally is its neutral element;
//! - *retract* undoes *add*, to the byte;
//! - any sharding of the same votes encodes to the same bytes.
//!
//! ```
//! use tally::{Block, Tally};
//! use terms::{Vote, Weight};
//!
//! let mut tally = Tally::default();
//! let (block, statement) = (tally.block(&Block::named("CN")), tally.statement(&"s1".into()));
//! tally.add(block, statement, Vote::Agree, Weight::ONE)?;
//! tally.add(block, statement, Vote::Pass, Weight::ONE)?;
//! assert_eq!(tally.counts(block, statement).answers(), 2);
//! # Ok::<(), tally::TallyError>(())
//! ```

mod cell;
mod encode;
mod keyed;
mod matrix;
mod pairs;

pub use cell::{Counts, WeightedCounts};
pub use encode::{DecodeError, FORMAT};
pub use keyed::{Block, BlockIndex, StatementIndex, Tally, TallyError};
pub use matrix::{Answer, NoSuchStatement, VoteMatrix};
pub use pairs::{Kernel, PAIRS_FORMAT, PairError, PairSum, PairSums};
