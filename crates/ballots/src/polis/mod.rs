//! Exports of Polis, in every variant, and what its API answers.

pub(crate) mod api;
pub(crate) mod comments;
pub(crate) mod declared;
pub(crate) mod matrix;
mod reconcile;
pub(crate) mod sign;
pub(crate) mod summary;

use crate::{
    BallotError, Ballots, Keep,
    finish::{self, Source as From},
    groups,
    intern::Interner,
    layout::VoteHeaders,
    log::{self, Log},
    parties::Parties,
    people::{self, People},
    plain,
    reading::{Reading, line_of},
    statements::Statements,
    tallier::Trouble,
    values::Mark,
    votes::{self, VoteColumns},
    world::World,
};
use matrix::Matrix;
use sign::Sign;
use summary::Summary;
use tables::{Place, Table};

/// The members of an export that hold votes.
pub(crate) struct Export<'r> {
    pub(crate) events: Option<(Table<'r>, VoteHeaders)>,
    pub(crate) matrix: Option<Table<'r>>,
    /// The number that means agree, where the table of events declares it.
    pub(crate) declared: Option<i8>,
}

/// The votes of an export with the sign settled, agree as agree.
pub(crate) struct Votes {
    pub(crate) log: Log,
    /// The number that means agree in the table of events.
    pub(crate) agree_in_events: i8,
    /// The statements that the table of participants has a column of, answered or not.
    pub(crate) headers: Interner,
}

/// Reads an export and counts it.
pub(crate) fn read(reading: &Reading<'_>, export: &Export<'_>) -> Result<Ballots, BallotError> {
    let summary = summary::read(reading)?;
    let statements = statements(reading)?;
    let parties = plain::parties(reading)?;
    let people = people(reading, export, parties.as_ref())?;
    let votes = votes(reading, export, &summary)?;
    let world = World::new(people, parties, statements, reading.options)?;
    let counted = votes.log.count(&world, reading.threads())?;
    crate::tallier::refuse(reading, &counted.totals, |trouble| explain(reading, export, trouble))?;
    let participants = reading.table("participants")?;
    let groups = groups::read(reading, &[export.matrix.as_ref(), participants.as_ref()])?;
    let from = From {
        title: summary.get("topic").filter(|topic| !topic.is_empty()).map(str::to_owned),
        simulation: summary.simulation()?,
        groups,
        headers: Some(&votes.headers),
        log: (reading.options.keep == Keep::Events).then_some(&votes.log),
    };
    finish::finish(reading, &world, counted, from)
}

/// The statements, from `comments` or a `statements` table beside it.
pub(crate) fn statements(reading: &Reading<'_>) -> Result<Statements, BallotError> {
    match plain::statements(reading)? {
        Some(statements) => Ok(statements),
        None => comments::read(reading),
    }
}

/// Who belongs to which block, from the matrix or a `participants` table beside it.
fn people(
    reading: &Reading<'_>,
    export: &Export<'_>,
    parties: Option<&Parties>,
) -> Result<People, BallotError> {
    let blocks = reading.options.blocks.as_deref();
    if let Some(table) = reading.table("participants")? {
        let name = blocks.unwrap_or("party");
        if table.column(name).is_some() || export.matrix.as_ref().is_none_or(|matrix| !is_about(matrix, name))
        {
            return plain::people(reading, Some(&table), parties, false);
        }
    }
    let Some(matrix) = &export.matrix else { return plain::people(reading, None, parties, false) };
    match blocks {
        Some(name) if !is_about(matrix, name) => {
            let about = matrix::columns(matrix)?.about;
            let headers: Vec<&str> = about.iter().map(String::as_str).collect();
            Err(plain::no_such_column(matrix.name(), name, &headers))
        }
        Some(name) => people::read(reading, matrix, Some(name), plain::parties_of(name, parties)),
        None if is_about(matrix, "party") => people::read(reading, matrix, Some("party"), parties),
        None => Ok(People::one_block()),
    }
}

fn is_about(matrix: &Table<'_>, name: &str) -> bool {
    matrix::columns(matrix).is_ok_and(|columns| columns.about.iter().any(|header| header == name))
}

/// Reads the votes and settles which number means agree.
pub(crate) fn votes(
    reading: &Reading<'_>,
    export: &Export<'_>,
    summary: &Summary,
) -> Result<Votes, BallotError> {
    let told = sign::told(reading.options.agree_sign, summary.convention.or(export.declared));
    let matrix = export.matrix.as_ref().map(|table| signed_matrix(reading, table, told)).transpose()?;
    let Some((table, headers)) = &export.events else {
        let (matrix, sign) = matrix.ok_or_else(|| BallotError::new("there are no votes here"))?;
        sign.note(reading);
        let headers = matrix.log.statements.clone();
        return Ok(Votes { log: matrix.log, agree_in_events: 1, headers });
    };
    let columns = VoteColumns::of(table, *headers)?;
    let mut log = log::read(reading, table, &columns, 1)?;
    let Some((matrix, sign)) = matrix else {
        let sign = told.or_else(|| by_definition(*headers)).ok_or_else(|| sign::ask(table.name()))?;
        sign.note(reading);
        if sign.agree == -1 {
            log.flip();
        }
        return Ok(Votes { log, agree_in_events: sign.agree, headers: Interner::default() });
    };
    sign.note(reading);
    if sign.agree == -1 {
        log.flip();
    }
    let (log, is_flipped) = reconciled(reading, export, log, &matrix, told.is_none())?;
    let agree_in_events = if is_flipped { -sign.agree } else { sign.agree };
    Ok(Votes { log, agree_in_events, headers: matrix.log.statements })
}

/// Polis documents the sign of the table it imports; a declaration may only repeat it.
fn by_definition(headers: VoteHeaders) -> Option<Sign> {
    (headers == crate::layout::POLIS_BULK)
        .then_some(Sign { agree: 1, how: "as Polis defines for its import" })
}

fn signed_matrix(
    reading: &Reading<'_>,
    table: &Table<'_>,
    told: Option<Sign>,
) -> Result<(Matrix, Sign), BallotError> {
    let mut matrix = matrix::read(reading, table)?;
    let evidence = std::mem::take(&mut matrix.evidence);
    let sign = sign::prove(reading, table.name(), told, evidence, "as its n-agree column proves")?;
    if sign.agree == -1 {
        matrix.log.flip();
    }
    Ok((matrix, sign))
}

/// Holds the events against the matrix. Where nothing declares the sign, the events may be the other way round than
/// the matrix; that every cell then matches proves it.
fn reconciled(
    reading: &Reading<'_>,
    export: &Export<'_>,
    log: Log,
    matrix: &Matrix,
    may_flip: bool,
) -> Result<(Log, bool), BallotError> {
    let as_is = reconcile::compare(&log, &matrix.log)?;
    let mut is_flipped = false;
    let mut best = (log, as_is);
    if may_flip && best.1.wrong() > 0 {
        let mut flipped = best.0.clone();
        flipped.flip();
        let comparison = reconcile::compare(&flipped, &matrix.log)?;
        if comparison.wrong() == 0 {
            reading.note(
                "sign",
                "The vote events are written the other way round than the table of participants.",
            );
            is_flipped = true;
            best = (flipped, comparison);
        }
    }
    let (log, comparison) = best;
    if let Some(first) = &comparison.first {
        let error = disagreement(reading, export, first, comparison.wrong())?;
        if !reading.skips.is_lenient() {
            return Err(error);
        }
        reading.note("files_differ", format!("{error}. The vote events count."));
    }
    if comparison.stale > 0 {
        reading.note(
            "stale",
            format!(
                "{} cells of the table of participants hold an earlier answer; the latest counts.",
                comparison.stale
            ),
        );
    }
    Ok((log, is_flipped))
}

/// The error for a cell that two files tell differently.
fn disagreement(
    reading: &Reading<'_>,
    export: &Export<'_>,
    first: &reconcile::Difference,
    cells: u64,
) -> Result<BallotError, BallotError> {
    let (Some((events, headers)), Some(matrix)) = (&export.events, &export.matrix) else {
        return Ok(BallotError::new("two files disagree"));
    };
    let columns = VoteColumns::of(events, *headers)?;
    let (participant, statement) = (first.participant.as_str(), first.statement.as_str());
    let rows = reading.locate(events, &columns.keys(), usize::MAX, |chunk, row| {
        chunk.column(0).text(row) == participant && chunk.column(1).text(row) == statement
    })?;
    let key = matrix.column("participant").unwrap_or(0);
    let place =
        reading.locate(matrix, &[key], 1, |chunk, row| chunk.column(0).text(row) == participant)?.pop();
    let place = place.map_or_else(
        || Place::file(matrix.name()),
        |place| Place { column: Some(statement.to_owned()), ..place },
    );
    let said = |mark: Option<Mark>| mark.map_or("no vote", Mark::word);
    let where_in_events = match rows.as_slice() {
        [] => events.name().to_owned(),
        rows => {
            let lines: Vec<String> = rows.iter().take(5).map(line_of).collect();
            format!("{} ({})", events.name(), lines.join(", "))
        }
    };
    let more = if cells > 1 { format!("; {} more cells differ", cells - 1) } else { String::new() };
    let problem = format!(
        "two files disagree: participant `{participant}` on statement `{statement}` is {} here, but the latest vote in {where_in_events} is {}{more}",
        said(first.matrix),
        said(first.events),
    );
    let advice = "Export both files again, or name one of them alone.";
    Ok(BallotError::at(place, problem).expected("the same latest vote in both").advice(advice))
}

fn explain(
    reading: &Reading<'_>,
    export: &Export<'_>,
    trouble: Trouble<'_>,
) -> Result<BallotError, BallotError> {
    match (&export.events, trouble) {
        (Some((table, headers)), Trouble::Unordered { participant, statement }) => {
            votes::unordered(reading, table, &VoteColumns::of(table, *headers)?, participant, statement)
        }
        (Some((table, headers)), Trouble::Foreign(participant)) => {
            votes::foreign(reading, table, &VoteColumns::of(table, *headers)?, participant)
        }
        (None, trouble) => Ok(BallotError::new(format!("rows that cannot be counted: {trouble:?}"))),
    }
}
