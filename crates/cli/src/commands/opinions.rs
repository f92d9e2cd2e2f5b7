//! What the commands share that look at how opinions hang together.

use super::phases::Phases;
use crate::terminal::{Failure, told};
use ballots::ParticipantVotes;
use opinion::Report;
use opinion::groups::{GroupSettings, Groups};
use opinion::model::{FACTORS, FitSettings, Model, Position};
use present::analysis::{MapView, PersonView, group_name};
use rayon::prelude::*;
use std::borrow::Cow;
use tally::{Answer, Block, Counts, Tally, TallyError, VoteMatrix};
use terms::{PartyFacts, PartyKey, StatementKey, Weight};

/// The votes of a file on a map.
pub(super) struct Opinions {
    columns: Vec<StatementKey>,
    directions: Vec<[f64; FACTORS]>,
    strengths: [f64; FACTORS],
    positions: Vec<Position>,
    groups: Groups,
    /// The votes by group.
    tally: Tally,
    answers: Vec<Vec<Counts>>,
}

/// The votes on the statements that findings are taken of; people keep their row. Where all are, no vote is copied.
pub(super) fn counted(votes: &ParticipantVotes) -> Cow<'_, VoteMatrix> {
    if votes.statements.iter().all(|column| column.exclusion.is_none()) {
        return Cow::Borrowed(&votes.matrix);
    }
    let without = |_, answer: Answer| votes.statements[answer.statement()].exclusion.is_some();
    Cow::Owned(votes.matrix.without(without))
}

/// Counts of whole people by block and column, with nobody in a group last.
type Cells = Vec<Vec<Counts>>;

/// The answers of those who weigh one, who are nearly all.
fn of_weight_one(votes: &ParticipantVotes, matrix: &VoteMatrix, groups: &Groups) -> Cells {
    let blocks = groups.list.len();
    let none = || vec![vec![Counts::default(); matrix.statements()]; blocks + 1];
    let add = |mut cells: Cells, row: usize| {
        if votes.weight(row) == Weight::ONE {
            let block = groups.of[row].map_or(blocks, usize::from).min(blocks);
            for answer in matrix.row(row) {
                *cells[block][answer.statement()].of_mut(answer.vote()) += 1;
            }
        }
        cells
    };
    let merge = |mut cells: Cells, more: Cells| {
        for (cell, more) in cells.iter_mut().flatten().zip(more.iter().flatten()) {
            cell.agree += more.agree;
            cell.pass += more.pass;
            cell.disagree += more.disagree;
        }
        cells
    };
    let rows = (0..matrix.people()).into_par_iter().with_min_len(4096);
    rows.fold(none, add).reduce(none, merge)
}

/// The votes by group; whoever is in none counts in no group.
fn by_group(
    votes: &ParticipantVotes,
    matrix: &VoteMatrix,
    columns: &[StatementKey],
    groups: &Groups,
) -> Result<Tally, TallyError> {
    let mut tally = Tally::default();
    let blocks: Vec<_> =
        (0..groups.list.len()).map(|at| tally.block(&Block::named(&group_name(at)))).collect();
    let unassigned = tally.block(&Block::Unassigned);
    let columns: Vec<_> = columns.iter().map(|key| tally.statement(key)).collect();
    for (block, cells) in blocks.iter().chain([&unassigned]).zip(of_weight_one(votes, matrix, groups)) {
        for (column, counts) in columns.iter().zip(cells).filter(|(_, counts)| !counts.is_empty()) {
            tally.add_counts(*block, *column, counts, Weight::ONE)?;
        }
    }
    let others = |(row, _): &(usize, _)| votes.weight(*row) != Weight::ONE;
    for (row, group) in groups.of.iter().enumerate().filter(others) {
        let block = group.and_then(|group| blocks.get(usize::from(group))).unwrap_or(&unassigned);
        for answer in matrix.row(row) {
            tally.add(*block, columns[answer.statement()], answer.vote(), votes.weight(row))?;
        }
    }
    Ok(tally)
}

/// The answers of each group in whole people, by column.
fn answers(tally: &Tally, columns: &[StatementKey], groups: &Groups) -> Vec<Vec<Counts>> {
    let of_group = |at: usize| {
        let block = tally.find_block(&Block::named(&group_name(at)));
        let of = |key: &StatementKey| {
            block.zip(tally.find_statement(key)).map_or_else(Counts::default, |(b, s)| tally.counts(b, s))
        };
        columns.iter().map(of).collect()
    };
    (0..groups.list.len()).map(of_group).collect()
}

impl Opinions {
    pub(super) fn of(votes: &ParticipantVotes, phases: &mut Phases) -> Result<Opinions, Failure> {
        let matrix = counted(votes);
        let model = Model::fit(&matrix, &FitSettings::default());
        phases.end("axes");
        let positions = model.positions(&matrix);
        phases.end("places");
        let groups = Groups::find(&model, &matrix, &positions, &GroupSettings::default());
        phases.end("groups");
        let columns: Vec<StatementKey> =
            votes.statements.iter().map(|column| column.facts.key.clone()).collect();
        let directions = (0..matrix.statements()).map(|at| model.direction(at)).collect();
        let tally = by_group(votes, &matrix, &columns, &groups);
        let tally = tally.map_err(|error| Failure::Machine(told(&error)))?;
        let answers = answers(&tally, &columns, &groups);
        let strengths = model.strengths();
        Ok(Opinions { columns, directions, strengths, positions, groups, tally, answers })
    }

    /// The findings, held over the groups as well where there are any.
    pub(super) fn held(&self, report: Report) -> Result<Report, Failure> {
        if !self.groups.are_there() {
            return Ok(report);
        }
        let facts = |at: usize| {
            let key = PartyKey::new(&group_name(at));
            let name = key.as_str().to_owned();
            PartyFacts { key, name, standing: None, population: None, roster: None }
        };
        let groups: Vec<PartyFacts> = (0..self.groups.k()).map(facts).collect();
        opinion::over_groups_as_well(report, &self.tally, &groups)
            .map_err(|error| Failure::Machine(told(&error)))
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
