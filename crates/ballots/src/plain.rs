//! A plain package: `votes`, and `participants`, `parties`, `statements` where they are there.

use crate::{
    BallotError, Ballots, Keep,
    finish::{self, Source as From},
    groups, layout,
    log::{self, Log},
    parties::{self, Parties},
    people::{self, People},
    reading::Reading,
    statements::{self, Statements},
    tallier::{Tallier, Trouble},
    votes::{self, VoteColumns},
    world::{World, list},
};
use tables::Table;

/// Reads a plain package and counts it.
pub(crate) fn read(reading: &Reading<'_>, votes: &Table<'_>) -> Result<Ballots, BallotError> {
    let parties = parties(reading)?;
    let participants = reading.table("participants")?;
    let people = people(reading, participants.as_ref(), parties.as_ref(), true)?;
    let statements = statements(reading)?.unwrap_or_default();
    let world = World::new(people, parties, statements, reading.options)?;
    let columns = VoteColumns::of(votes, layout::PLAIN)?;
    let agree = reading.options.agree_sign.unwrap_or(1);
    let (counted, log) = count(reading, votes, &columns, agree, &world)?;
    crate::tallier::refuse(reading, &counted.totals, |trouble| match trouble {
        Trouble::Foreign(key) => votes::foreign(reading, votes, &columns, key),
        Trouble::Unordered { participant, statement } => {
            votes::unordered(reading, votes, &columns, participant, statement)
        }
    })?;
    let groups = groups::read(reading, &[participants.as_ref()])?;
    finish::finish(reading, &world, counted, From { groups, log: log.as_ref(), ..From::default() })
}

/// Counts a table of votes: as it streams by where it is sorted by participant, else held. Held too where single votes
/// are to be kept; only then the log is handed on.
fn count<'w>(
    reading: &Reading<'_>,
    votes: &Table<'_>,
    columns: &VoteColumns,
    agree: i8,
    world: &'w World,
) -> Result<(Tallier<'w>, Option<Log>), BallotError> {
    if reading.options.keep == Keep::Events {
        let log = log::read(reading, votes, columns, agree)?;
        return Ok((log.count(world, reading.threads())?, Some(log)));
    }
    let before = reading.skips.so_far();
    if let Some(counted) = crate::stream::count(reading, votes, columns, agree, world)? {
        return Ok((counted, None));
    }
    reading.skips.reset_to(before);
    Ok((log::read(reading, votes, columns, agree)?.count(world, reading.threads())?, None))
}

/// The parties table, if there is one.
pub(crate) fn parties(reading: &Reading<'_>) -> Result<Option<Parties>, BallotError> {
    reading.table("parties")?.map(|table| parties::read(reading, &table)).transpose()
}

/// The statements table, if there is one.
pub(crate) fn statements(reading: &Reading<'_>) -> Result<Option<Statements>, BallotError> {
    reading
        .table("statements")?
        .map(|table| statements::read(reading, &table, &statements::PLAIN))
        .transpose()
}

/// Only blocks that are parties must stand in the parties table.
pub(crate) fn parties_of<'p>(blocks: &str, parties: Option<&'p Parties>) -> Option<&'p Parties> {
    parties.filter(|_| blocks == "party")
}

/// Who belongs to which block. `may_be_parties`: whether, with parties and without a participants table, each
/// participant is its own party.
pub(crate) fn people(
    reading: &Reading<'_>,
    participants: Option<&Table<'_>>,
    parties: Option<&Parties>,
    may_be_parties: bool,
) -> Result<People, BallotError> {
    let blocks = reading.options.blocks.as_deref();
    match (participants, blocks) {
        (Some(table), Some(name)) if table.column(name).is_none() => {
            let headers: Vec<&str> = table.headers().iter().map(String::as_str).collect();
            Err(no_such_column(table.name(), name, &headers))
        }
        (Some(table), Some(name)) => people::read(reading, table, Some(name), parties_of(name, parties)),
        (Some(table), None) => {
            let party = table.column("party").map(|_| "party");
            people::read(reading, table, party, parties)
        }
        (None, Some(name)) if name != "party" || parties.is_none() => {
            let problem = format!(
                "the blocks are asked for by the column `{name}`, but there is no table of participants"
            );
            Err(BallotError::in_file(reading.source.label(), problem)
                .expected(format!("a `participants` table with the columns `participant` and `{name}`")))
        }
        (None, _) => match parties {
            Some(parties) if may_be_parties => Ok(People::each_its_own(parties)),
            _ => Ok(People::one_block()),
        },
    }
}

/// The error for a block column that is not there.
pub(crate) fn no_such_column(file: &str, name: &str, headers: &[&str]) -> BallotError {
    let others: Vec<&str> = headers.iter().copied().filter(|header| *header != "participant").collect();
    let near =
        crate::world::nearest(name, &others).map(|near| format!("Is `{near}` meant?")).unwrap_or_default();
    BallotError::in_file(file, format!("there is no column `{name}` of participants"))
        .expected(if others.is_empty() { "one more column".to_owned() } else { list(&others) })
        .advice(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReadOptions;
    use proptest::prelude::*;
    use tables::Source;

    /// Of each person some rows, fewer than four.
    fn rows_of(people: &[usize]) -> String {
        let mut text = "participant,statement,vote\n".to_owned();
        for person in people {
            (0..person % 4)
                .for_each(|s| text.push_str(&format!("p{person},s{},{}\n", 9 - s, person % 3 % 2)));
        }
        text
    }

    /// More people than lie in one leaf of a matrix, sorted in natural order and not, by threads of any number.
    #[test]
    fn many_people_are_the_same_in_any_order_for_any_threads() {
        let people: Vec<usize> = (0..2 * tally::VoteMatrix::LEAF + 100).collect();
        let read_in = |text: &str, threads: usize| {
            let source = Source::from_reader("votes.csv", text.as_bytes()).unwrap();
            let options = ReadOptions { keep: Keep::Votes, threads, ..ReadOptions::default() };
            let table = source.table("votes.csv").unwrap().with_pieces(10_000, 1);
            read(&Reading::new(&source, &options), &table).unwrap().votes.unwrap()
        };
        let turned: Vec<usize> = people.iter().rev().copied().collect();
        let (sorted, turned) = (rows_of(&people), rows_of(&turned));
        let votes = read_in(&sorted, 1);
        assert_eq!(votes.matrix.people(), people.iter().filter(|&person| person % 4 > 0).count());
        assert!(
            votes.keys().zip(people.iter().filter(|&p| p % 4 > 0)).all(|(key, p)| key == format!("p{p}"))
        );
        for threads in [1, 2, 3, 7] {
            assert_eq!(read_in(&sorted, threads), votes, "{threads} threads");
            assert_eq!(read_in(&turned, threads), votes, "{threads} threads, turned");
        }
    }

    proptest! {
        #[test]
        fn votes_kept_are_the_same_for_any_threads_and_any_split(
            rows in prop::collection::vec((0_u8..12, 0_u8..12, -1_i8..=1, 0_u8..5), 1..60),
            is_sorted in any::<bool>(),
            block in 1_usize..200,
            threads in 1_usize..4,
        ) {
            let mut rows = rows;
            if is_sorted {
                rows.sort_by_key(|row| row.0);
            }
            let mut text = "participant,statement,vote,time\n".to_owned();
            for (participant, statement, vote, time) in &rows {
                text.push_str(&format!("p{participant:02},s{statement},{vote},160000000{time}\n"));
            }
            let source = Source::from_reader("votes.csv", text.as_bytes()).unwrap();
            for keep in [Keep::Votes, Keep::Events] {
                let read_in = |block: usize, threads: usize| {
                    let options = ReadOptions { keep, threads, ..ReadOptions::default() };
                    let table = source.table("votes.csv").unwrap().with_pieces(block, 1);
                    let ballots = read(&Reading::new(&source, &options), &table).unwrap();
                    (ballots.votes, ballots.input)
                };
                let (votes, input) = read_in(1 << 20, 1);
                prop_assert!(votes.as_ref().is_some_and(|votes| votes.course.is_some() == (keep == Keep::Events)));
                prop_assert_eq!(read_in(block, threads), (votes, input));
            }
        }
    }
}
