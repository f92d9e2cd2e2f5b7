//! Use cases: load, decide purely, save and record.
//!
//! | module | what it does |
//! |---|---|
//! | [`config`] | a forum as files: who meets in which standing, on what, under which rule |
//! | [`acts`] | what can be done in a forum, as the bodies of the record's acts |
//! | [`mod@fold`] | from the record to the state of the forum, every act checked against those before |
//! | [`plan`], [`write`] | simulated votes for a forum; the clauses its findings earn |
//! | [`demo`] | the whole way: votes, findings, a text, positions, adoption, a promise, the news |
//! | [`communique`] | the news report of a forum, written from its record alone |
//! | [`live`] | a forum that is going on: people come in, vote, act |
//! | [`outsiders`] | which acts outsiders may not read, and the state that follows from the others |
//! | [`page`] | the chain as one page |
//! | [`package`] | votes as a plain package of tables |

pub mod acts;
pub mod communique;
pub mod config;
pub mod demo;
mod error;
pub mod fold;
mod kinds;
pub mod live;
pub mod outsiders;
pub mod package;
pub mod page;
pub mod plan;
pub mod write;

pub use error::ForumError;
pub use fold::{FoldError, State, fold};
