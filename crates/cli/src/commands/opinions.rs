//! What the commands share that look at how opinions hang together.

use crate::terminal::{Failure, told};
use ballots::ParticipantVotes;
use opinion::Report;
use opinion::groups::{GroupSettings, Groups};
use opinion::model::{FACTORS, FitSettings, Model, Position};
use present::analysis::{MapView, PersonView, group_name};
use tally::{Answer, Block, Counts, Tally, TallyError, VoteMatrix};
use terms::{PartyFacts, PartyKey, StatementKey, Vote};

/// The votes of a file on a map.
pub(super) struct Opinions {
    columns: Vec<StatementKey>,
    directions: Vec<[f64; FACTORS]>,
    strengths: [f64; FACTORS],
    positions: Vec<Position>,
    groups: Groups,
    answers: Vec<Vec<Counts>>,
}

/// The votes on the statements that findings are taken of; people keep their row.
fn counted(votes: &ParticipantVotes) -> VoteMatrix {
    votes.matrix.without(|_, answer| votes.statements[answer.statement()].exclusion.is_some())
}

/// The answers of each group, by column; people of no group are left out.
fn answers(matrix: &VoteMatrix, groups: &Groups) -> Vec<Vec<Counts>> {
    let mut answers = vec![vec![Counts::default(); matrix.statements()]; groups.list.len()];
    for (row, group) in matrix.rows().zip(&groups.of) {
        let Some(counts) = group.and_then(|group| answers.get_mut(usize::from(group))) else { continue };
        for answer in row {
            let counts = &mut counts[answer.statement()];
            match answer.vote() {
                Vote::Agree => counts.agree += 1,
                Vote::Pass => counts.pass += 1,
                Vote::Disagree => counts.disagree += 1,
            }
        }
    }
    answers
}

impl Opinions {
    pub(super) fn of(votes: &ParticipantVotes) -> Opinions {
        let matrix = counted(votes);
        let model = Model::fit(&matrix, &FitSettings::default());
        let positions = model.positions(&matrix);
        let groups = Groups::find(&model, &matrix, &positions, &GroupSettings::default());
        let columns = votes.statements.iter().map(|column| column.facts.key.clone()).collect();
        let directions = (0..matrix.statements()).map(|at| model.direction(at)).collect();
        let answers = answers(&matrix, &groups);
        Opinions { columns, directions, strengths: model.strengths(), positions, groups, answers }
    }

    /// The findings, held over the groups as well where there are any.
    pub(super) fn held(&self, report: Report, votes: &ParticipantVotes) -> Result<Report, Failure> {
        if !self.groups.are_there() {
            return Ok(report);
        }
        let refused = |error: &dyn std::error::Error| Failure::Machine(told(error));
        let tally = self.tally(votes).map_err(|error| refused(&error))?;
        let facts = |at: usize| {
            let key = PartyKey::new(&group_name(at));
            let name = key.as_str().to_owned();
            PartyFacts { key, name, standing: None, population: None, roster: None }
        };
        let groups: Vec<PartyFacts> = (0..self.groups.k()).map(facts).collect();
        opinion::over_groups_as_well(report, &tally, &groups).map_err(|error| refused(&error))
    }

    /// The votes by group; whoever is in none counts in no group.
    fn tally(&self, votes: &ParticipantVotes) -> Result<Tally, TallyError> {
        let mut tally = Tally::default();
        let blocks: Vec<_> =
            (0..self.groups.k()).map(|at| tally.block(&Block::named(&group_name(at)))).collect();
        let unassigned = tally.block(&Block::Unassigned);
        let columns: Vec<_> = self.columns.iter().map(|key| tally.statement(key)).collect();
        for (row, group) in self.groups.of.iter().enumerate() {
            let block = group.and_then(|group| blocks.get(usize::from(group))).unwrap_or(&unassigned);
            let counted = |answer: &&Answer| votes.statements[answer.statement()].exclusion.is_none();
            for answer in votes.matrix.row(row).iter().filter(counted) {
                tally.add(*block, columns[answer.statement()], answer.vote(), votes.weight(row))?;
            }
        }
        Ok(tally)
    }

    /// Everybody, in the order of the rows.
    pub(super) fn people<'a>(
        &self,
        votes: &'a ParticipantVotes,
        parties: &'a [PartyFacts],
    ) -> Vec<PersonView<'a>> {
        let of = |(row, position): (usize, &Position)| {
            let party = votes.party(row).and_then(|party| parties.get(party)).map(|party| party.key.as_str());
            PersonView { id: votes.key(row), party, position: *position }
        };
        self.positions.iter().enumerate().map(of).collect()
    }

    pub(super) fn view<'a>(&'a self, people: Option<&'a [PersonView<'a>]>) -> MapView<'a> {
        MapView {
            groups: &self.groups,
            columns: &self.columns,
            directions: &self.directions,
            strengths: self.strengths,
            positions: &self.positions,
            answers: &self.answers,
            people,
        }
    }
}
