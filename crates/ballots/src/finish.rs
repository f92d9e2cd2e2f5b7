//! From counts to [`Ballots`]: facts joined, moderation told, files held against each other.

use crate::{
    Attribution, BallotError, Ballots, Exclusion, InputFacts, ParticipantVotes, StatementColumn, descriptor,
    events,
    groups::Groups,
    intern::Interner,
    kept::Kept,
    log::Log,
    participants::NONE,
    people::Rule,
    reading::Reading,
    statements,
    tallier::{Tallier, Totals},
    world::World,
};
use tally::Tally;
use terms::{Moderation, PartyFacts, StatementFacts, StatementKey, Vote, key::natural_order};

/// What the votes' own files say of the whole.
#[derive(Default)]
pub(crate) struct Source<'l> {
    pub(crate) title: Option<String>,
    /// The seed, where these files carry the mark of a simulation.
    pub(crate) simulation: Option<u64>,
    /// The groups they publish, where votes are to be kept.
    pub(crate) groups: Groups,
    /// Statements that the files of votes know, answered or not.
    pub(crate) headers: Option<&'l Interner>,
    /// Every row in the order of the file, where single votes are to be kept.
    pub(crate) log: Option<&'l Log>,
}

/// Puts everything together.
pub(crate) fn finish(
    reading: &Reading<'_>,
    world: &World,
    counted: Tallier<'_>,
    from: Source<'_>,
) -> Result<Ballots, BallotError> {
    world.check_statements(counted.statements.iter())?;
    let mut parties = world.selected_parties();
    check_rosters(reading, world, &counted.totals, &mut parties)?;
    let tally = counted.counter.tally(&world.blocks(), &counted.statements)?;
    let statements: Vec<StatementFacts> =
        tally.statements().iter().map(|key| facts(world, key.as_str())).collect();
    let strict = reading.options.strict;
    let excluded: Vec<(StatementKey, Exclusion)> =
        statements.iter().filter_map(|facts| Some((facts.key.clone(), exclusion(facts, strict)?))).collect();
    let descriptor = descriptor::read(reading)?;
    let (skipped, _) = reading.skips.so_far();
    let mut input = input(&tally, &counted.totals);
    input.parties = parties.len() as u64;
    input.skipped = skipped;
    notes(reading, world, &counted.totals, &input);
    let Tallier { kept, statements: numbers, totals, .. } = counted;
    let keep = |kept: Kept| votes(reading, world, kept, &numbers, (&tally, &parties), &from);
    let mut votes = kept.map(keep).transpose()?;
    if let (Some(votes), Some(log)) = (&mut votes, from.log) {
        votes.course = Some(events::course(log, world, votes, totals.unordered.rows == 0));
    }
    Ok(Ballots {
        single_block: world.people.rule == Rule::OneBlock,
        parties,
        statements,
        excluded,
        votes,
        input,
        notes: reading.take_notes(),
        simulation: descriptor.simulation.or(from.simulation),
        title: descriptor.title.or(from.title),
        attribution: Attribution::of(reading.source),
        tally,
    })
}

/// The votes themselves, put in order.
fn votes(
    reading: &Reading<'_>,
    world: &World,
    kept: Kept,
    numbers: &Interner,
    (tally, parties): (&Tally, &[PartyFacts]),
    from: &Source<'_>,
) -> Result<ParticipantVotes, BallotError> {
    let mut keys: Vec<&str> = tally.statements().iter().map(StatementKey::as_str).collect();
    let known = world.statements.iter().map(|facts| facts.key.as_str());
    let headers = from.headers.into_iter().flat_map(Interner::iter);
    keys.extend(known.chain(headers).filter(|key| world.wants(key)));
    keys.sort_by(|a, b| natural_order(a, b));
    keys.dedup();
    let place = |key: &str| keys.binary_search_by(|known| natural_order(known, key)).ok();
    let columns: Vec<u32> =
        numbers.iter().map(|key| place(key).and_then(|at| u32::try_from(at).ok()).unwrap_or(NONE)).collect();
    let arranged = kept.arrange(&columns, keys.len(), reading.threads())?;
    let mut party = vec![NONE; world.people.blocks.len() + 1];
    for (position, facts) in (0..).zip(parties) {
        if let Some(number) = world.people.blocks.find(facts.key.as_str()) {
            party[number as usize + 1] = position;
        }
    }
    let party = arranged.blocks.iter().map(|&block| party[block as usize]).collect();
    let groups = from.groups.of(arranged.keys.iter());
    let statements = keys
        .iter()
        .map(|key| facts(world, key))
        .map(|facts| StatementColumn { exclusion: exclusion(&facts, reading.options.strict), facts });
    Ok(ParticipantVotes::new(arranged, statements.collect(), party, groups))
}

fn facts(world: &World, key: &str) -> StatementFacts {
    world.statements.facts(key).cloned().unwrap_or_else(|| statements::bare(key))
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
    parties: &mut [PartyFacts],
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
