//! Which kind of files a source holds.

use crate::{BallotError, world::nearest};
use tables::{Source, SourceKind, Table};

/// Under which headers a table of votes keeps what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VoteHeaders {
    pub(crate) participant: &'static str,
    pub(crate) statement: &'static str,
    pub(crate) vote: &'static str,
    pub(crate) time: &'static str,
}

/// The votes of a plain package.
pub(crate) const PLAIN: VoteHeaders =
    VoteHeaders { participant: "participant", statement: "statement", vote: "vote", time: "time" };
/// The votes of a Polis export.
pub(crate) const POLIS: VoteHeaders =
    VoteHeaders { participant: "voter-id", statement: "comment-id", vote: "vote", time: "timestamp" };
/// The votes that Polis imports.
pub(crate) const POLIS_BULK: VoteHeaders =
    VoteHeaders { participant: "user_id", statement: "comment_id", vote: "vote_value", time: "timestamp" };

/// What a source holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A plain package, or its votes table alone.
    Plain {
        /// The member with the votes.
        votes: String,
    },
    /// A Polis export: a table of vote events, a table with a row per participant, or both.
    Polis {
        /// The member with the events, and its headers.
        events: Option<(String, VoteHeaders)>,
        /// The member with a row per participant.
        matrix: Option<String>,
    },
    /// What the Polis API answered.
    Api {
        /// The member with the votes.
        votes: String,
    },
}

/// The names under which the table with a row per participant is exported: before and after 2025.
const MATRIX_STEMS: [&str; 2] = ["participants-votes", "participant-votes"];

/// Says what a source holds.
pub(crate) fn recognise(source: &Source) -> Result<Layout, BallotError> {
    match source.kind() {
        SourceKind::Folder | SourceKind::Zip => recognise_folder(source),
        SourceKind::File | SourceKind::Stdin => {
            let member = source.members().first().ok_or_else(|| nothing(source))?;
            if member.to_ascii_lowercase().ends_with(".json") {
                return Ok(Layout::Api { votes: member.clone() });
            }
            recognise_table(&source.table(member)?)
        }
    }
}

fn recognise_folder(source: &Source) -> Result<Layout, BallotError> {
    let json = member(source, "votes.json");
    let matrices: Vec<&str> =
        MATRIX_STEMS.iter().filter_map(|stem| source.find(stem).transpose()).collect::<Result<_, _>>()?;
    let votes = source.find("votes")?;
    let tables: Vec<&str> = votes.iter().chain(&matrices).copied().collect();
    match (json, tables.as_slice()) {
        (Some(json), [table, ..]) => Err(both(source, json, table)),
        (Some(json), []) => Ok(Layout::Api { votes: json.to_owned() }),
        (None, []) => Err(nothing(source)),
        (None, _) => recognise_tables(source, votes, &matrices),
    }
}

fn recognise_tables(source: &Source, votes: Option<&str>, matrices: &[&str]) -> Result<Layout, BallotError> {
    if let [one, other, ..] = matrices {
        return Err(both(source, one, other));
    }
    let matrix = matrices.first().map(|&member| member.to_owned());
    let Some(votes) = votes else { return Ok(Layout::Polis { events: None, matrix }) };
    match (recognise_table(&source.table(votes)?)?, matrix) {
        (Layout::Plain { votes }, Some(matrix)) => Err(both(source, &votes, &matrix)),
        (Layout::Polis { events, matrix: None }, matrix) => Ok(Layout::Polis { events, matrix }),
        (layout, _) => Ok(layout),
    }
}

fn recognise_table(table: &Table<'_>) -> Result<Layout, BallotError> {
    let has = |names: &[&str]| names.iter().filter(|name| table.column(name).is_some()).count();
    let name = table.name().to_owned();
    for headers in [POLIS, POLIS_BULK] {
        if has(&[headers.participant, headers.statement, headers.vote]) >= 2 && has(&[PLAIN.participant]) == 0
        {
            for header in [headers.participant, headers.statement, headers.vote] {
                required(table, header)?;
            }
            return Ok(Layout::Polis { events: Some((name, headers)), matrix: None });
        }
    }
    let is_matrix = has(&[PLAIN.participant]) == 1 && has(&[PLAIN.statement, PLAIN.vote]) == 0;
    if is_matrix && has(&["group-id", "n-votes", "n-agree", "n-disagree", "n-comments"]) > 0 {
        return Ok(Layout::Polis { events: None, matrix: Some(name) });
    }
    for header in [PLAIN.participant, PLAIN.statement, PLAIN.vote] {
        required(table, header)?;
    }
    Ok(Layout::Plain { votes: name })
}

/// The member with this file name, in whatever case.
pub(crate) fn member<'s>(source: &'s Source, name: &str) -> Option<&'s str> {
    source.members().iter().map(String::as_str).find(|member| member.eq_ignore_ascii_case(name))
}

/// The index of a column that must be there.
pub(crate) fn required(table: &Table<'_>, name: &str) -> Result<usize, BallotError> {
    table.column(name).ok_or_else(|| {
        let headers: Vec<&str> = table.headers().iter().map(String::as_str).collect();
        let mut error = BallotError::in_file(table.name(), format!("there is no column `{name}`"));
        error.line = table.rows_hint().is_none().then_some(1);
        let found =
            headers.iter().take(12).map(|header| format!("`{header}`")).collect::<Vec<_>>().join(", ");
        let more =
            if headers.len() > 12 { format!(" and {} more", headers.len() - 12) } else { String::new() };
        let near = nearest(name, &headers).map(|near| format!(" Is `{near}` meant?")).unwrap_or_default();
        error.expected(format!("a column `{name}`")).advice(format!("The columns are {found}{more}.{near}"))
    })
}

fn both(source: &Source, one: &str, other: &str) -> BallotError {
    BallotError::in_file(source.label(), format!("holds both {one} and {other}"))
        .expected("votes of one kind")
        .advice("Name the one that is meant, or move the other away.")
}

fn nothing(source: &Source) -> BallotError {
    let members: Vec<&str> = source.members().iter().map(String::as_str).take(12).collect();
    let holds = if members.is_empty() {
        "It is empty.".to_owned()
    } else {
        format!("It holds {}.", members.join(", "))
    };
    BallotError::in_file(source.label(), "there are no votes here")
        .expected("votes.csv, votes.parquet, participants-votes.csv or votes.json")
        .advice(holds)
}
