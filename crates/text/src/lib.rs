//! Clauses, versions and verb classes of the outcome text. Pure.
//!
//! | type | what it is |
//! |---|---|
//! | [`Clause`] | one numbered part of a text: its id survives renumbering, its digest changes with every word |
//! | [`VerbClass`], [`Verbs`] | how strongly a clause binds, and the approved wording of each verb per language |
//! | [`AssertedBy`] | in whose name a clause speaks, which is not who adopts it |
//! | [`obligation`] | what follows from a clause: a commitment, an invitation, or nothing to follow up |
//! | [`Draft`] | immutable versions, each made from the one before by one [`Change`] |
//! | [`Proposed`] | an amendment: new, other, no words; a clause moved, cut in two, two made one; [`Draft::fit`] says whether it still fits a text that went on |
//! | [`Conflict`] | where an amendment and what happened in the meantime meet, with the words of both sides |
//! | [`mod@diff`] | what changed from one wording to another, word by word, and the words of two sides merged |
//! | [`Draft::stale`], [`concordance`] | translations left behind, and whether the languages of a text agree |
//! | [`brackets`], [`ClauseId::alternative`] | what is not agreed yet |
//! | [`import`] | a plain text taken in as clauses |
//! | [`agreed`] | passages of earlier agreed texts that say nearly the same |
//! | [`ClauseRef`] | what a position was given on; [`Version::validity`] says whether it still stands |
//! | [`FrozenText`] | what an adoption is about: complete in every authentic language, under one digest |
//!
//! A text changes under a position in one way only: the clause gets another digest, and the position given on
//! the old one no longer stands. A clause that is moved keeps its digest; one that is cut in two or takes another in
//! gets another, and keeps its id; [`Draft::superseded_by`] and [`Draft::split_from`] tell where the others are from and
//! where they went. Numbers are derived from the order and never identify anything.
//!
//! ```
//! use terms::{Lang, MultiText};
//! use text::{Change, Clause, Draft, Kind, Obligation, Part, Symbol, Validity, VerbClass, obligation};
//!
//! let cities = Clause::new("c1", Part::Operative, MultiText::of("en", "supports links between cities"))
//!     .verb("supports", VerbClass::Support);
//! let mut draft = Draft::new(Symbol::new("FORUM/2021", 1), Kind::Initiative);
//! draft.apply(Change::Add { clause: cities.clone(), after: None })?;
//! assert_eq!(draft.circulate().to_string(), "FORUM/2021/L.1");
//! let given_on = cities.reference();
//!
//! let stronger = Clause { text: MultiText::of("en", "undertakes to link cities"), ..cities }
//!     .verb("undertakes", VerbClass::Commit)
//!     .actor("UZ".into());
//! assert!(matches!(obligation(&stronger), Obligation::Commitment { .. }));
//! draft.apply(Change::Replace { clause: stronger })?;
//! assert!(matches!(draft.latest().validity(&given_on), Validity::Superseded { .. }));
//! assert_eq!(draft.symbol().to_string(), "FORUM/2021/L.1/Rev.1");
//!
//! let frozen = draft.freeze(&[Lang::new("en")])?;
//! assert!(frozen.holds());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod agreed;
mod amend;
mod brackets;
mod bytes;
mod clause;
mod concordance;
mod conflict;
pub mod diff;
mod draft;
mod frozen;
pub mod import;
mod obligation;
mod symbol;
mod verbs;

pub use agreed::{Earlier, Similar, agreed};
pub use amend::{Fit, Proposed, Unfit};
pub use brackets::{Unbalanced, brackets};
pub use clause::{AssertedBy, Clause, ClauseId, ClauseRef, Part, Source, Verb};
pub use concordance::{Difference, Discord, Finding, concordance, digit};
pub use conflict::{Clash, Conflict, ConflictAt, Names};
pub use draft::{Change, ChangeError, Draft, Kind, Place, Validity, Version};
pub use frozen::{FreezeError, FrozenText};
pub use obligation::{Obligation, obligation};
pub use symbol::{BadSymbol, Symbol};
pub use verbs::{VerbClass, VerbEntry, Verbs};
