//! Why something was not done, in a form that can be said in any language.

use store::StoreError;

/// A refusal by the rules of the forum: a message id with arguments, and the field it belongs to. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The field of the form it belongs to; empty for the whole.
    pub field: &'static str,
    /// The message, such as `refused-not-open`.
    pub message: &'static str,
    /// Its arguments by name.
    pub args: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal of the whole.
    #[must_use]
    pub fn of(message: &'static str) -> Refusal {
        Refusal { field: "", message, args: Vec::new() }
    }

    /// A refusal of one field.
    #[must_use]
    pub fn field(field: &'static str, message: &'static str) -> Refusal {
        Refusal { field, message, args: Vec::new() }
    }

    /// With an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Refusal {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The rules of the forum refuse it.
    #[error("refused: {}", .0.message)]
    Refused(Refusal),
    /// The fold refuses the act, with its reason.
    #[error(transparent)]
    Fold(#[from] crate::FoldError),
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Acts are signed with the forum's key, of this short id, and this server holds another or none.
    #[error("acts of this forum are signed with the key {0}, which this server does not hold")]
    Key(String),
    /// What is stored does not hold.
    #[error("what is stored of the forum does not hold: {0}")]
    Broken(String),
}

impl From<Refusal> for LiveError {
    fn from(refusal: Refusal) -> LiveError {
        LiveError::Refused(refusal)
    }
}
