//! What a use case of the forum refuses.

use crate::config::ConfigError;
use crate::fold::FoldError;

/// Why a use case of the forum came to nothing. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ForumError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The record cannot be read, or does not hold.
    #[error("the record does not hold")]
    Record(#[from] record::ReadError),
    /// An act cannot be recorded.
    #[error("an act cannot be recorded")]
    Append(#[from] record::RecordError),
    /// The record is sound, and its acts do not follow from each other.
    #[error("the record is not that of a forum")]
    Fold(#[from] FoldError),
    /// A simulation cannot be made.
    #[error("the votes cannot be simulated")]
    Plan(#[from] simulate::PlanError),
    /// A count overflowed.
    #[error(transparent)]
    Tally(#[from] tally::TallyError),
    /// The text cannot be frozen.
    #[error("the text cannot be frozen")]
    Freeze(#[from] text::FreezeError),
    /// A step was asked for before the one it rests on.
    #[error("{0}")]
    Step(String),
    /// Something does not fit together that a checked configuration should have made fit.
    #[error("{what}")]
    Build {
        /// What.
        what: &'static str,
        /// What was said underneath.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
