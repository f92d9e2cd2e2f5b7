//! What the commands share that look at how opinions hang together.

use ballots::ParticipantVotes;
use opinion::groups::{GroupSettings, Groups};
use opinion::model::{FitSettings, Model, Position};
use present::analysis::{MapView, PersonView};
use tally::VoteMatrix;
use terms::{PartyFacts, StatementKey};

/// The votes of a file on a map.
pub(super) struct Opinions {
    columns: Vec<StatementKey>,
    positions: Vec<Position>,
    groups: Groups,
}

/// The votes on the statements that findings are taken of; people keep their row.
fn counted(votes: &ParticipantVotes) -> VoteMatrix {
    let left_out: Vec<bool> = votes.statements.iter().map(|column| column.exclusion.is_some()).collect();
    votes.matrix.without(|_, answer| left_out[answer.statement()])
}

impl Opinions {
    pub(super) fn of(votes: &ParticipantVotes) -> Opinions {
        let matrix = counted(votes);
        let model = Model::fit(&matrix, &FitSettings::default());
        let positions = model.positions(&matrix);
        let groups = Groups::find(&model, &matrix, &positions, &GroupSettings::default());
        let columns = votes.statements.iter().map(|column| column.facts.key.clone()).collect();
        Opinions { columns, positions, groups }
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
        MapView { groups: &self.groups, columns: &self.columns, people }
    }
}
