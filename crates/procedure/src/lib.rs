//! Decision rules of the field as data, decided in exact integers. Pure: no clock, no floats.
//!
//! [`decide`] takes a [`Rule`], the [`Roll`] of the parties on one frozen text, the [`Input`]s they gave and the
//! present instant, and yields an [`Outcome`]: whether the text is adopted, on what ground, who stands how, who is
//! missing, and what was recorded without effect.
//!
//! | rule | adopted when | source |
//! |---|---|---|
//! | [`Rule::sco16`] | no deciding party objects; an opinion on record does not block | SCO Charter, Art. 16 |
//! | [`Rule::sco16_minus_one`] | the same, the party concerned being heard and not counted | SCO Charter, Art. 13 and 16 |
//! | [`Rule::majority`] | yes > no among present and voting | UN General Assembly, rules 85 and 86 |
//! | [`Rule::two_thirds`] | 3·yes ≥ 2·(yes + no) among present and voting | UN General Assembly, rules 83 and 86 |
//! | [`Rule::qmv`] | 55 % of members with 65 % of population, four to block | Treaty on European Union, Art. 16(4) |
//! | [`Rule::qmv_reinforced`] | 72 % of members with 65 % of population | TFEU, Art. 238(2) |
//! | [`Rule::unanimity_constructive`] | nobody against, and not too many abstaining with a declaration | Treaty on European Union, Art. 31(1) |
//!
//! [`Rule::shipped`] lists these and the variants of no objection of other bodies, each with its source.
//!
//! What never happens here, whatever the rule:
//! - Silence is not agreement. A deciding party that said nothing is listed as [`Stands::NoObjectionReceived`].
//! - A party that does not decide changes nothing, and what it said is always in [`Outcome::recorded`].
//! - A deadline is an instant, compared as an integer. What arrives at that very millisecond is in time; what
//!   arrives later is recorded without effect. So nothing is decided before the deadline has passed.
//! - What was given on another text than the one on the roll has no effect.
//!
//! ```
//! use procedure::{Decision, Input, Position, Roll, Rule, Said, Scope, Seat, Stands, decide};
//! use terms::{Digest, Instant, Standing};
//!
//! let text = Digest::from_bytes([7; 32]);
//! let deadline = Instant::from_millis(1_622_700_000_000);
//! let member = Standing::new("member");
//! let seats = ["KG", "UZ"].map(|party| Seat::deciding(party.into(), member.clone()));
//! let roll = Roll::new(text, deadline, seats.to_vec())?;
//! let accept = Said::Position { scope: Scope::Whole, position: Position::Accept };
//! let inputs = [Input { seq: 1, party: "UZ".into(), received: deadline, text, said: accept }];
//!
//! let outcome = decide(&Rule::sco16(), &roll, &inputs, Instant::from_millis(deadline.millis() + 1));
//! assert_eq!(outcome.decision, Decision::Adopted);
//! assert_eq!(outcome.stands[&"UZ".into()], Stands::Accepts);
//! assert_eq!(outcome.stands[&"KG".into()], Stands::NoObjectionReceived);
//! # Ok::<(), procedure::RollError>(())
//! ```

mod clock;
mod course;
mod decide;
mod grade;
mod input;
mod judge;
mod outcome;
mod participation;
mod roll;
mod round;
mod rule;
mod silence;
mod sort;
mod standard;

pub use clock::Served;
pub use decide::decide;
pub use grade::{AgreementGrade, DeclaredTooHigh};
pub use input::{Ballot, Input, Position, Said, Scope, StatementKind};
pub use outcome::{
    Answered, Basis, Beside, Counts, Decision, Late, NoEffect, Outcome, Reason, Recorded, Stands, Unconfirmed,
};
pub use participation::{Participation, ParticipationError, Step, Taking};
pub use roll::{Roll, RollError, Seat};
pub use round::{Conduct, Conducted, Round, RoundError, RoundState};
pub use rule::{
    Absent, Abstain, BadRule, BadThreshold, Base, Consent, Contrary, Judged, Over, Quorum, Rule, Test,
    Threshold,
};
pub use silence::{BadWindow, ClockStart, Extension, Silence, Window};
