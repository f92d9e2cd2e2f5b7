//! What is asked next: the counts as the choice needs them, kept beside the board.

use super::board::Board;
use super::view::View;
use crate::acts::StatementMade;
use crate::fold::{Cited, State};
use opinion::Settings;
use routing::{Choice, Strategy, next_among};
use std::collections::BTreeSet;
use tally::Block;
use terms::{PartyKey, StatementKey};

/// So many of all statements shown are drawn from all that are open, alike: the others are measured against them.
const AUDIT: f64 = 0.2;

/// The counts of every party that takes part on every statement, and what they say should be asked.
///
/// Statements are at their places in [`State::statements`].
#[derive(Debug, Default)]
pub(super) struct Asking {
    /// After so many acts, and the vote of this number.
    acts: u64,
    votes: u64,
    parties: Vec<PartyKey>,
    counts: Option<routing::State>,
}

impl Asking {
    /// Takes in what is new. Another act may have changed anything; another vote has changed counts.
    pub(super) fn follow(&mut self, view: &View, board: &Board) {
        if self.counts.is_none() || self.acts != view.acts() {
            *self = Asking::new(view);
        } else if self.votes == board.votes {
            return;
        }
        self.votes = board.votes;
        let Some(counts) = &mut self.counts else { return };
        let rows: Vec<_> = self
            .parties
            .iter()
            .map(|party| board.attested.find_block(&Block::Named(party.clone())))
            .collect();
        for (statement, made) in view.state.statements.iter().enumerate() {
            let Some(column) = board.attested.find_statement(&made.body.statement) else { continue };
            for (party, row) in rows.iter().enumerate() {
                if let Some(row) = row {
                    counts.set(party, statement, board.attested.counts(*row, column));
                }
            }
        }
    }

    /// Nobody has answered yet: the parties, and what a finding asks of them.
    fn new(view: &View) -> Asking {
        let state = &view.state;
        let settings =
            state.rules.as_ref().map_or_else(Settings::default, |rules| rules.body.findings.settings());
        let (counted, beside) = (state.counted(), state.beside());
        let counts: Vec<bool> = counted.iter().map(|_| true).chain(beside.iter().map(|_| false)).collect();
        let outside = settings.outside_allowed(counted.len()) as usize;
        let strategy = Strategy::Threshold { tau: settings.agreement, audit: AUDIT };
        let counts = routing::State::with_blocks(counts, state.statements.len(), strategy);
        Asking {
            acts: view.acts(),
            votes: 0,
            parties: counted.into_iter().chain(beside).map(|party| party.key).collect(),
            // Rules whose threshold is none were refused when they were set.
            counts: counts.ok().map(|counts| counts.with_verdict(outside, settings.minimum_answers)),
        }
    }

    /// Up to `count` statements for somebody of a party, out of those `asked`, each with the chance it had when those
    /// before it were taken. The same person with as many answers draws the same lots: looking again changes nothing.
    pub(super) fn draw<'a>(
        &self,
        state: &'a State,
        party: Option<&PartyKey>,
        mix: &[u8],
        answered: &BTreeSet<StatementKey>,
        asked: impl Fn(&Cited<StatementMade>) -> bool,
        count: usize,
    ) -> Vec<(&'a StatementKey, Choice)> {
        let Some(counts) = &self.counts else { return Vec::new() };
        let block = party.and_then(|party| self.parties.iter().position(|known| known == party));
        let is_open = |made: &Cited<StatementMade>| asked(made) && !answered.contains(&made.body.statement);
        let statements = state.statements.iter().take(counts.statements()).enumerate();
        let mut left: Vec<usize> = statements.filter(|(_, made)| is_open(made)).map(|(at, _)| at).collect();
        let mut drawn = Vec::with_capacity(count.min(left.len()));
        for turn in answered.len()..answered.len() + count {
            let Some(choice) = next_among(counts, block, &left, seed(mix, turn)) else { break };
            left.retain(|at| *at != choice.statement);
            drawn.push((&state.statements[choice.statement].body.statement, choice));
        }
        drawn
    }
}

fn seed(mix: &[u8], turn: usize) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(mix).update(&(turn as u64).to_le_bytes());
    let mut seed = [0; 8];
    seed.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(seed)
}
