//! Where in a file something stands.

/// A value with its place in the file, so that an error can name it.
pub type Placed<T> = toml::Spanned<T>;

/// What is wrong with a forum's configuration, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}, column {column}: {what}")]
pub struct ConfigError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong and what was expected.
    pub what: String,
}

/// A file's name and text.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) name: &'static str,
    pub(super) text: &'a str,
}

impl Source<'_> {
    pub(super) fn error(self, offset: usize, what: String) -> ConfigError {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        ConfigError {
            file: self.name.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            what,
        }
    }

    pub(super) fn at<T>(self, value: &Placed<T>, what: String) -> ConfigError {
        self.error(value.span().start, what)
    }
}
