//! A forum as configuration: who meets in which standing, on which topics, under which rule, with which statements.
//!
//! Four TOML files make a forum: `forum.toml`, `statements.toml`, `outline.toml` and, for its simulation,
//! `planted.toml`. [`ForumConfig::friendship_2021`] is the one the project ships, inside the binary.

mod check;
mod files;
mod languages;
mod place;

pub use files::{
    Adoption, Calendar, CoOrganiserEntry, ForumFile, Levels, OrganisationEntry, OutlineClause, OutlineFile,
    Outsiders, PaperEntry, PartyEntry, PlaceEntry, PlannedPosition, PlannedWords, PlantedFile, Population,
    Range, StandingEntry, StatementEntry, Tendency, ThresholdEntry, TopicEntry, Words,
};
pub use languages::Untranslated;
pub use place::{ConfigError, Placed};

use place::Source;
use serde::de::DeserializeOwned;
use terms::{Instant, PartyKey, Right, Standing};

/// The texts of the four files of a forum, each with the name to use in errors.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// `forum.toml`: names, dates, standings, parties, organisations, topics, rules.
    pub forum: &'a str,
    /// `statements.toml`.
    pub statements: &'a str,
    /// `outline.toml`: which clauses the text may have.
    pub outline: &'a str,
    /// `planted.toml`: what the simulation plants.
    pub planted: &'a str,
}

/// A forum, read and checked.
#[derive(Clone, Debug)]
pub struct ForumConfig {
    /// Names, dates, standings, parties, organisations, topics, rules.
    pub forum: ForumFile,
    /// The statements, in the order of the file.
    pub statements: Vec<StatementEntry>,
    /// Which clauses the text may have.
    pub outline: OutlineFile,
    /// What the simulation plants.
    pub planted: PlantedFile,
}

impl ForumConfig {
    /// Reads and checks the four files of a forum.
    ///
    /// # Errors
    /// [`ConfigError`] with file, line and column: a field that is missing, unknown or of the wrong type; a name
    /// that stands twice or is not defined; a right, rule, date or number that is none.
    pub fn load(sources: &Sources) -> Result<ForumConfig, ConfigError> {
        let forum = Source { name: "forum.toml", text: sources.forum };
        let statements = Source { name: "statements.toml", text: sources.statements };
        let outline = Source { name: "outline.toml", text: sources.outline };
        let planted = Source { name: "planted.toml", text: sources.planted };
        let config = ForumConfig {
            forum: read(forum)?,
            statements: read::<files::StatementsFile>(statements)?.statement,
            outline: read(outline)?,
            planted: read(planted)?,
        };
        check::forum(forum, &config.forum)?;
        check::statements(statements, &config)?;
        check::outline(outline, &config)?;
        check::planted(planted, &config)?;
        Ok(config)
    }

    /// The SCO Forum on People-to-People Friendship, Wuhan, 3 June 2021.
    ///
    /// # Errors
    /// [`ConfigError`] never for the files that were compiled in; a test holds that.
    pub fn friendship_2021() -> Result<ForumConfig, ConfigError> {
        ForumConfig::load(&FRIENDSHIP_2021)
    }

    /// Whether parties of this standing have a right.
    #[must_use]
    pub fn has_right(&self, standing: &Standing, right: Right) -> bool {
        let entry = self.forum.standing.iter().find(|entry| entry.key.as_ref() == standing);
        entry.is_some_and(|entry| entry.rights.contains(&right))
    }

    /// The keys of all that take part as one: parties in their order, then organisations in theirs.
    pub fn participants(&self) -> impl Iterator<Item = &PartyKey> {
        let parties = self.forum.party.iter().map(|party| party.key.as_ref());
        parties.chain(self.forum.organisation.iter().map(|organisation| organisation.key.as_ref()))
    }
}

/// The files of `forums/friendship-2021`.
pub const FRIENDSHIP_2021: Sources<'static> = Sources {
    forum: include_str!("../../../../forums/friendship-2021/forum.toml"),
    statements: include_str!("../../../../forums/friendship-2021/statements.toml"),
    outline: include_str!("../../../../forums/friendship-2021/outline.toml"),
    planted: include_str!("../../../../forums/friendship-2021/planted.toml"),
};

/// The instant of an RFC 3339 text.
pub(crate) fn instant(text: &str) -> Result<Instant, jiff::Error> {
    let timestamp: jiff::Timestamp = text.parse()?;
    Ok(Instant::from_millis(timestamp.as_millisecond()))
}

fn read<T: DeserializeOwned>(source: Source) -> Result<T, ConfigError> {
    toml::from_str(source.text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        source.error(span.start, error.message().to_owned())
    })
}

#[cfg(test)]
mod shipped_languages;
#[cfg(test)]
mod tests;
