//! Who answers alike beyond what chance explains, and what is found with each such set of people counted as one voter.

use super::opinions::{Opinions, counted};
use super::phases::Phases;
use crate::terminal::{Failure, told};
use ballots::{Ballots, ParticipantVotes};
use guard::{Clique, Reason, Traces};
use opinion::{Report, Settings};
use present::analysis::{AlikeView, CliqueView, LeftOut, Sign};
use std::collections::{BTreeMap, BTreeSet};
use tally::{Block, Tally, TallyError, VoteMatrix};
use terms::StatementKey;

/// What was seen of it.
pub(super) enum Alike {
    /// It was not looked at.
    Left(LeftOut),
    /// The cliques, and the findings with each counted as one; `None` where that changes no count.
    Seen(Vec<Clique>, Option<Box<Report>>),
}

/// From what, and how, findings are taken.
pub(super) struct Ground<'a> {
    pub(super) read: &'a Ballots,
    pub(super) left_out: &'a BTreeSet<StatementKey>,
    pub(super) settings: &'a Settings,
    /// Whether groups are looked for.
    pub(super) groups: bool,
}

impl Alike {
    pub(super) fn of(ground: &Ground<'_>, votes: &ParticipantVotes) -> Result<Alike, Failure> {
        if ground.read.parties.len() > 1 && each_is_one(votes) {
            return Ok(Alike::Left(LeftOut::OneVoteEach));
        }
        let matrix = counted(votes);
        let cliques = guard::find(&matrix, &traces(votes, &matrix), &guard::Settings::default());
        let single = ground.read.single_block;
        let within =
            guard::within(&cliques, |person| if single { None } else { votes.party(person as usize) });
        let as_one = match within.is_empty() {
            true => None,
            false => Some(Box::new(as_one(ground, votes, &within)?)),
        };
        Ok(Alike::Seen(cliques, as_one))
    }

    /// By place in the list of cliques, what is said of each; with the keys of the people where those are shown anyway.
    pub(super) fn cliques<'a>(
        &'a self,
        read: &'a Ballots,
        votes: &'a ParticipantVotes,
        named: bool,
    ) -> Vec<CliqueView<'a>> {
        let Alike::Seen(cliques, _) = self else { return Vec::new() };
        let one = |clique: &'a Clique| {
            let mut parties: BTreeMap<usize, usize> = BTreeMap::new();
            let of = clique.people.iter().filter_map(|person| votes.party(*person as usize));
            of.for_each(|party| *parties.entry(party).or_default() += 1);
            let key = |(party, count): (usize, usize)| Some((read.parties.get(party)?.key.as_str(), count));
            let ids = || clique.people.iter().map(|person| votes.key(*person as usize)).collect();
            CliqueView {
                people: clique.people.len(),
                ids: named.then(ids),
                parties: parties.into_iter().filter_map(key).collect(),
                signs: clique.reasons.iter().map(sign).collect(),
            }
        };
        cliques.iter().map(one).collect()
    }

    pub(super) fn view<'a>(&'a self, cliques: &'a [CliqueView<'a>]) -> AlikeView<'a> {
        match self {
            Alike::Left(why) => AlikeView::Left(*why),
            Alike::Seen(_, as_one) => AlikeView::Seen { cliques, as_one: as_one.as_deref() },
        }
    }
}

/// Whether no party has two people: each is then one vote, and answers for itself.
fn each_is_one(votes: &ParticipantVotes) -> bool {
    let mut met = BTreeSet::new();
    (0..votes.matrix.people()).filter_map(|row| votes.party(row)).all(|party| met.insert(party))
}

/// With the times at which answers were given, where they are known.
fn traces(votes: &ParticipantVotes, matrix: &VoteMatrix) -> Traces {
    let events = votes.course.iter().flat_map(|course| &course.events);
    let timed = events.filter_map(|event| Some((event.participant(), event.statement(), event.time()?)));
    Traces::timed(matrix, timed)
}

/// The same findings in the same way, of the votes with each clique as one voter.
fn as_one(ground: &Ground<'_>, votes: &ParticipantVotes, cliques: &[Clique]) -> Result<Report, Failure> {
    let matrix = guard::coalesce(&votes.matrix, cliques);
    let tally = by_party(ground.read, votes, &matrix);
    let tally = tally.map_err(|error| Failure::Machine(told(&error)))?;
    let Ballots { parties, single_block, .. } = ground.read;
    let report = opinion::find(&tally, parties, *single_block, ground.left_out, ground.settings);
    let report = report.map_err(|error| Failure::Input(told(&error)))?;
    match ground.groups {
        true => Opinions::of(&votes.with(matrix), &mut Phases::begin())?.held(report),
        false => Ok(report),
    }
}

fn by_party(read: &Ballots, votes: &ParticipantVotes, matrix: &VoteMatrix) -> Result<Tally, TallyError> {
    let mut tally = Tally::default();
    let blocks: Vec<_> =
        read.parties.iter().map(|party| tally.block(&Block::Named(party.key.clone()))).collect();
    let unassigned = tally.block(&Block::Unassigned);
    let columns: Vec<_> = votes.statements.iter().map(|column| tally.statement(&column.facts.key)).collect();
    for (row, answers) in matrix.rows().enumerate() {
        let block = votes.party(row).and_then(|party| blocks.get(party)).unwrap_or(&unassigned);
        for answer in answers {
            tally.add(*block, columns[answer.statement()], answer.vote(), votes.weight(row))?;
        }
    }
    Ok(tally)
}

fn sign(reason: &Reason) -> Sign {
    match *reason {
        Reason::CoAgreement { deviations, correlation } => Sign::Together { deviations, correlation },
        Reason::Identical { people, expected } => Sign::Identical { people, expected },
        Reason::SameMoments { share } => Sign::SameMoments { share },
        Reason::SameOrder { share } => Sign::SameOrder { share },
        Reason::Burst(burst) => Sign::Burst { from: burst.from, people: burst.people },
        Reason::Pace { millis } => Sign::Pace { millis },
        Reason::OneAnswer => Sign::OneAnswer,
    }
}
