//! What the engine and the record say, as plain text, JSON, CSV and HTML.
//!
//! | module | what it renders |
//! |---|---|
//! | [`analysis`] | the findings over a set of votes, in every format |
//! | [`sentence`] | one finding as one sentence: message id and arguments, in any shipped language |
//! | [`pictures`] | the opinion map, the statement plane, parties side by side and floors, each with the same in words |
//! | [`communique`] | the sentences of a forum's news report and pages, with the acts behind them |
//! | [`page`] | what every page shares: shell, tokens, banner, escaping |
//! | [`locale`] | the interface's words by language |
//! | [`collate`], [`list`], [`numbers`], [`dates`] | names in a language's order, lists, numbers, days and moments as its readers write them |
//! | [`plain`], [`wrap`] | texts people wrote, made safe to stand inside other text; lines of a fixed width |
//!
//! Nothing here reads a file, a clock or the environment; every function returns text.

pub mod analysis;
pub mod collate;
pub mod communique;
pub mod dates;
mod intl;
pub mod list;
pub mod locale;
pub mod numbers;
pub mod page;
pub mod pictures;
pub mod plain;
pub mod sentence;
pub mod wrap;
