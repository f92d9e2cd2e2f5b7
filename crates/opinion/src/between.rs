//! Floors between two looks: what moves with every single vote, and what may wait.
//!
//! A prior is fitted to all statements of a party, and one vote more moves it by next to nothing. With the priors of the
//! last look, what a vote changes of its own statement is a few Beta tails.

use crate::answers::Answers;
use crate::engine::{EngineError, Roll, cell, own_blocks};
use crate::floor::floor;
use crate::prior::Prior;
use crate::report::Direction;
use crate::settings::Settings;
use crate::special::NotConverged;
use std::collections::BTreeSet;
use tally::{BlockIndex, StatementIndex, Tally};
use terms::{PartyFacts, StatementKey};

/// The priors of a look, by which the floors of single statements are found until the next.
#[derive(Clone, Debug)]
pub struct Between {
    parties: Vec<PartyFacts>,
    single_block: bool,
    blocks: Vec<Vec<BlockIndex>>,
    priors: Vec<Prior>,
    settings: Settings,
}

/// The floors of one statement; `None` while a party was not asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Floors {
    /// The share of which we are sure that at least so many agree in every party.
    pub floor: Option<f64>,
    /// The same for those who disagree.
    pub rejection_floor: Option<f64>,
}

impl Between {
    /// The priors of these votes; arguments as for [`crate::find`].
    ///
    /// # Errors
    /// [`EngineError`] as for [`crate::find`].
    pub fn of(
        tally: &Tally,
        parties: &[PartyFacts],
        single_block: bool,
        excluded: &BTreeSet<StatementKey>,
        settings: &Settings,
    ) -> Result<Between, EngineError> {
        settings.check()?;
        let roll = Roll::new(tally, parties, single_block, excluded)?;
        let priors = (0..parties.len()).map(|party| roll.prior_to_come(party)).collect::<Result<_, _>>()?;
        Ok(Between {
            parties: parties.to_vec(),
            single_block,
            blocks: parties.iter().map(|party| own_blocks(tally, party, single_block)).collect(),
            priors,
            settings: settings.clone(),
        })
    }

    /// The floors of a statement as its votes are now in the same tally, which may have grown.
    ///
    /// # Errors
    /// [`EngineError::RosterExceeded`]; [`EngineError::NotConverged`].
    pub fn floors(&self, tally: &Tally, statement: StatementIndex) -> Result<Floors, EngineError> {
        let mut answers = Vec::with_capacity(self.parties.len());
        for (party, blocks) in self.parties.iter().zip(&self.blocks) {
            // Blocks that came since: of a party's first vote, or any where all people are one.
            let anew = self.single_block || blocks.is_empty();
            let since = if anew { own_blocks(tally, party, self.single_block) } else { Vec::new() };
            answers.push(cell(tally, party, if anew { &since } else { blocks }, statement)?);
        }
        if answers.iter().any(|cell| cell.missing(&self.settings) > 0) {
            return Ok(Floors { floor: None, rejection_floor: None });
        }
        Ok(Floors {
            floor: Some(self.floor(&answers, Direction::For)?),
            rejection_floor: Some(self.floor(&answers, Direction::Against)?),
        })
    }

    fn floor(&self, answers: &[Answers], direction: Direction) -> Result<f64, NotConverged> {
        let evidence = self.settings.evidence;
        let beliefs =
            answers.iter().zip(&self.priors).map(|(cell, prior)| cell.belief(direction, prior, evidence));
        floor(&beliefs.collect::<Result<Vec<_>, _>>()?, self.settings.confidence, evidence)
    }
}
