//! The words everyone uses.
//!
//! Nothing here does IO, reads a clock or draws a random number. The table of words in
//! `ARCHITECTURE.md` is the reference; every other crate speaks in these types.
//!
//! | module | what it names |
//! |---|---|
//! | [`vote`] | one answer of one participant to one statement |
//! | [`key`] | the names under which files and forums know parties, statements, participants, topics |
//! | [`standing`] | in what standing a party takes part and which rights follow |
//! | [`participant`] | a person who votes: tier, capacity, pseudonym |
//! | [`phase`] | where a forum stands in its course |
//! | [`share`] | an exact fraction, and answers weighted in thousandths |
//! | [`lang`] | languages and texts in several of them |
//! | [`time`] | instants as integers; never a clock |
//! | [`digest`] | 256-bit digests |
//! | [`facts`] | what is known of a party or a statement beside its votes |

pub mod digest;
pub mod facts;
pub mod key;
pub mod lang;
pub mod participant;
pub mod phase;
pub mod share;
pub mod standing;
pub mod time;
pub mod vote;
pub mod weekday;

pub use digest::{Digest, NotADigest};
pub use facts::{Moderation, PartyFacts, StatementFacts};
pub use key::{ForumKey, ParticipantKey, PartyKey, StatementKey, TopicKey};
pub use lang::{Lang, MultiText};
pub use participant::{Capacity, Pseudonym, Tier};
pub use phase::Phase;
pub use share::{Share, Weight};
pub use standing::{Right, Standing};
pub use time::{Instant, Zone};
pub use vote::Vote;
pub use weekday::Weekday;
