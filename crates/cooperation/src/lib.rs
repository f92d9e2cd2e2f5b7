//! Commitments and their states: a pledge is never a delivery. Pure.
//!
//! | type | what it is |
//! |---|---|
//! | [`Commitment`] | who does what for whom by when, from a clause, in one of the [`State`]s below |
//! | [`Totals`] | what was pledged, agreed and received of one thing: three numbers of three types, never one sum |
//!
//! ```text
//! candidate ─confirm─▶ confirmed ─start─▶ active {on track, delayed, at risk} ─claim─▶ delivered ─verify─▶ verified
//!     └────────────────────┴──────────────────┴──▶ withdrawn (with a reason)
//!                          └──────────────────┴──▶ restated, lapsed
//! ```
//!
//! A candidate is nobody's promise: until every actor confirmed it, [`Commitment::promised_by`] is empty and it may
//! not be published as theirs. *Delivered* is the actor's own claim; only *verified*, by the beneficiary or a
//! reviewer who is no actor, counts as done. A transition consumes the commitment and gives the next one, or says
//! why it cannot be made.
//!
//! ```
//! use cooperation::{Commitment, Terms};
//! use terms::{MultiText, PartyKey};
//! use text::{Clause, Part, VerbClass};
//!
//! let uz: PartyKey = "UZ".into();
//! let clause = Clause::new("c4", Part::Operative, MultiText::of("en", "undertakes to host a training course"))
//!     .verb("undertakes", VerbClass::Commit)
//!     .actor(uz.clone());
//! let terms = Terms::new(MultiText::of("en", "one course for 30 editors"));
//! let candidate = Commitment::from_clause("k1", &clause, terms)?;
//! assert!(candidate.promised_by().is_empty());
//!
//! let confirmed = candidate.confirm(&uz)?;
//! assert!(confirmed.promised_by().contains(&uz));
//! assert!(confirmed.verify(&uz, None).is_err(), "nobody verifies a delivery that was never claimed");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod commitment;
mod state;
mod totals;

pub use commitment::{Commitment, CommitmentId, Measure, NotACommitment, Terms};
pub use state::{InvalidTransition, Progress, State, Step, Why};
pub use totals::{Agreed, Pledged, Receipt, Received, Totals, TotalsError};
