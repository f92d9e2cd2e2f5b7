//! From counts to [`Ballots`]: facts joined, moderation told, files held against each other.

use crate::{
    BallotError, Ballots, Exclusion, InputFacts, descriptor,
    people::Rule,
    reading::Reading,
    statements,
    tallier::{Tallier, Totals},
    world::World,
};
use tally::Tally;
use terms::{Moderation, StatementFacts, StatementKey, Vote};

/// What the votes' own files say of the whole.
pub(crate) struct Source {
    pub(crate) title: Option<String>,
    /// The seed, where these files carry the mark of a simulation.
    pub(crate) simulation: Option<u64>,
}

/// Puts everything together.
pub(crate) fn finish(
    reading: &Reading<'_>,
    world: &World,
    counted: Tallier<'_>,
    from: Source,
) -> Result<Ballots, BallotError> {
    world.check_statements(counted.statements.iter())?;
    let mut parties = world.selected_parties();
    check_rosters(reading, world, &counted.totals, &mut parties)?;
    let tally = counted.counter.tally(&world.blocks(), &counted.statements)?;
    let statements: Vec<StatementFacts> = tally.statements().iter().map(|key| facts(world, key)).collect();
    let strict = reading.options.strict;
    let excluded: Vec<(StatementKey, Exclusion)> =
        statements.iter().filter_map(|facts| Some((facts.key.clone(), exclusion(facts, strict)?))).collect();
    let descriptor = descriptor::read(reading)?;
    let (skipped, _) = reading.skips.so_far();
    let mut input = input(&tally, &counted.totals);
    input.parties = parties.len() as u64;
    input.skipped = skipped;
    notes(reading, world, &counted.totals, &input);
    Ok(Ballots {
        single_block: world.people.rule == Rule::OneBlock,
        parties,
        statements,
        excluded,
        input,
        notes: reading.take_notes(),
        simulation: descriptor.simulation.or(from.simulation),
        title: descriptor.title.or(from.title),
        tally,
    })
}

fn facts(world: &World, key: &StatementKey) -> StatementFacts {
    world.statements.facts(key.as_str()).cloned().unwrap_or_else(|| statements::bare(key.as_str()))
}

fn exclusion(facts: &StatementFacts, strict: bool) -> Option<Exclusion> {
    match facts.moderation {
        Moderation::Rejected => Some(Exclusion::ModeratedOut),
        _ if facts.is_meta => Some(Exclusion::Meta),
        Moderation::Unmoderated if strict => Some(Exclusion::Unmoderated),
        Moderation::Unmoderated | Moderation::Accepted => None,
    }
}

fn input(tally: &Tally, totals: &Totals) -> InputFacts {
    let mut input = InputFacts {
        digest: tally.digest(),
        participants: totals.participants,
        statements: tally.statements().len() as u64,
        votes: totals.votes,
        events: totals.events,
        revotes: totals.events - totals.votes,
        ..InputFacts::default()
    };
    for statement in tally.statement_indices() {
        let total = tally.total(statement);
        input.agree += total.of(Vote::Agree);
        input.pass += total.of(Vote::Pass);
        input.disagree += total.of(Vote::Disagree);
    }
    input
}

/// A party cannot have more voters than it declared participants.
fn check_rosters(
    reading: &Reading<'_>,
    world: &World,
    totals: &Totals,
    parties: &mut [terms::PartyFacts],
) -> Result<(), BallotError> {
    for facts in parties {
        let Some(roster) = facts.roster else { continue };
        let number = world.people.blocks.find(facts.key.as_str()).map_or(0, |number| number as usize + 1);
        let voters = totals.voters.get(number).copied().unwrap_or(0);
        if voters <= roster {
            continue;
        }
        let row = world.parties.as_ref().and_then(|parties| parties.get(facts.key.as_str()));
        let problem = format!(
            "two files disagree: the party `{}` declares a roster of {roster}, but {voters} of its participants voted",
            facts.key
        );
        let error = match row {
            Some(row) => {
                let place = tables::Place { column: Some("roster".to_owned()), ..row.place.clone() };
                BallotError::at(place, problem)
            }
            None => BallotError::new(problem),
        };
        let error = error.expected(format!("a roster of at least {voters}, or nothing"));
        if !reading.skips.is_lenient() {
            return Err(error);
        }
        reading.note("roster", format!("{error}. The roster is ignored."));
        facts.roster = None;
    }
    Ok(())
}

fn notes(reading: &Reading<'_>, world: &World, totals: &Totals, input: &InputFacts) {
    if input.revotes > 0 {
        reading.note(
            "revotes",
            format!("{} of {} votes were given again later; the latest counts.", input.revotes, input.events),
        );
    }
    if totals.ties > 0 {
        reading.note(
            "ties",
            format!(
                "{} answers were changed within the same instant; the more cautious counts.",
                totals.ties
            ),
        );
    }
    if totals.undated > 0 {
        reading.note("no_date", format!("{} votes carry no date and are left out.", totals.undated));
    }
    if world.people.rule == Rule::Column && totals.without_block > 0 {
        reading.note(
            "no_party",
            format!(
                "{} of {} participants belong to no party; they count in totals only.",
                totals.without_block, input.participants
            ),
        );
    }
    if world.people.has_table() && totals.outsiders > 0 {
        reading.note("outsiders", format!("{} voters are not in the participants table.", totals.outsiders));
    }
    note_silent_parties(reading, world, totals);
    let (skipped, first) = reading.skips.so_far();
    if skipped > 0 {
        let mut text = format!("{skipped} bad rows were skipped:");
        first.iter().for_each(|error| text.push_str(&format!("\n  {error}")));
        let more = skipped.saturating_sub(first.len() as u64);
        if more > 0 {
            text.push_str(&format!("\n  and {more} more"));
        }
        reading.note("skipped", text);
    }
}

fn note_silent_parties(reading: &Reading<'_>, world: &World, totals: &Totals) {
    if world.people.rule == Rule::OneBlock || reading.options.filters.has_parties() {
        return;
    }
    let voters = |number: usize| totals.voters.get(number + 1).copied().unwrap_or(0);
    let silent: Vec<&str> =
        world.people.blocks.iter().enumerate().filter(|(n, _)| voters(*n) == 0).map(|(_, key)| key).collect();
    if !silent.is_empty() {
        let named = crate::world::list(&silent);
        let named = named.trim_start_matches("one of ");
        reading.note("silent", format!("{} parties have no voter: {named}.", silent.len()));
    }
}
