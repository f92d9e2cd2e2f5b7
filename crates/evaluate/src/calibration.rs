//! Whether what is said to be sure is so: on real votes seen in part, and on made parties whose shares are known.

use crate::measures::{Forecasts, Rate};
use crate::planted::{self, Planted};
use crate::tables::{Table, figure, rate};
use crate::{Conversation, Options};
use opinion::chance::Chance;
use opinion::{Report, Settings};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use tally::{Block, Counts, Tally, VoteMatrix};
use terms::{PartyFacts, PartyKey, StatementKey, Weight};

/// Shares of the votes that are seen.
const SEEN: [f64; 3] = [0.10, 0.15, 0.30];
/// So many of each group must be among the votes not seen, for these to say what is so.
const TOLD_BY: u64 = 20;
/// What a smoothed minimum over groups must reach (Jigsaw's rule).
const RULE: f64 = 0.6;
/// How many of the highest group-aware consensus are looked at.
const TOP: usize = 10;

/// Claims made from a part of the votes, held against the rest.
#[derive(Clone, Debug, Serialize)]
pub struct Calibration {
    /// From how much is claimed to be sure.
    pub confidence: f64,
    /// Real votes: published groups stand in for parties, and the votes not seen tell what is so.
    pub replayed: Claims,
    /// The same by conversation.
    pub conversations: Vec<Named>,
    /// Made parties, whose shares are known.
    pub planted: Planted,
}

/// A conversation's claims.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// The conversation.
    pub name: String,
    /// What was claimed of it.
    #[serde(flatten)]
    pub claims: Claims,
}

/// Claims of several kinds, and how often each was right.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Claims {
    /// Statements looked at, over all draws.
    pub statements: u64,
    /// The engine was sure of consensus.
    pub engine: Rate,
    /// The smoothed agree share of every group reached the threshold.
    pub smoothed_minimum: Rate,
    /// The ten highest by group-aware consensus, as if each were one.
    pub group_aware_top: Rate,
    /// Of what was held so probable, how much was so: tenths of `certified`.
    pub reliability: [Rate; 10],
    /// Mean square of the engine's probability against what was so.
    pub brier: f64,
    #[serde(skip)]
    forecasts: Forecasts,
}

impl Claims {
    fn merged(mut self, other: Claims) -> Claims {
        self.statements += other.statements;
        self.engine = self.engine.plus(other.engine);
        self.smoothed_minimum = self.smoothed_minimum.plus(other.smoothed_minimum);
        self.group_aware_top = self.group_aware_top.plus(other.group_aware_top);
        self.reliability = std::array::from_fn(|at| self.reliability[at].plus(other.reliability[at]));
        other.forecasts.all().iter().for_each(|&(p, came)| self.forecasts.add(p, came));
        self.brier = self.forecasts.brier();
        self
    }
}

impl Calibration {
    pub(crate) fn of(conversations: &[Conversation], options: &Options<'_>) -> Calibration {
        let chance = Chance::new(options.seed).part(2);
        let settings = Settings::default();
        let mut named = Vec::new();
        for (number, conversation) in conversations.iter().enumerate() {
            (options.progress)("calibration", number, conversations.len() + 1);
            if conversation.published() < 2 {
                continue;
            }
            let draws = (0..options.repetitions as u64).into_par_iter().map(|draw| {
                let seen = SEEN[(draw % SEEN.len() as u64) as usize];
                drawn(conversation, seen, chance.part(number as u64).part(draw), &settings)
            });
            // In order, so that sums are the same on any number of threads.
            let claims = draws.collect::<Vec<_>>().into_iter().fold(Claims::default(), Claims::merged);
            named.push(Named { name: conversation.name.clone(), claims });
        }
        (options.progress)("calibration", conversations.len(), conversations.len() + 1);
        Calibration {
            confidence: settings.confidence,
            replayed: named.iter().fold(Claims::default(), |all, own| all.merged(own.claims.clone())),
            conversations: named,
            planted: planted::of(options.repetitions, chance.part(1 << 32), &settings),
        }
    }

    pub(crate) fn tables(&self) -> Vec<Table> {
        let sure = 100.0 * self.confidence;
        let mut table = Table::new(
            &format!(
                "Consensus claimed from 10 to 30 % of the votes, and so by the others (engine: {sure:.0} % sure)"
            ),
            &["conversation", "engine right", "smoothed min ≥ 60 % right", "top ten by GIC right", "Brier"],
        );
        let all = self.conversations.iter().map(|own| (own.name.as_str(), &own.claims));
        for (name, claims) in all.chain([("all", &self.replayed)]) {
            let figures = [claims.engine, claims.smoothed_minimum, claims.group_aware_top].map(rate);
            table.row(name, figures.into_iter().chain([figure(claims.brier)]));
        }
        let tenths: Vec<String> = (0..10)
            .map(|at| {
                let share = self.replayed.reliability[at].share();
                share.map_or_else(|| "-".to_owned(), |share| format!("{share:.2}"))
            })
            .collect();
        table.note(format!(
            "How often it was so, by tenths of the engine's probability: {}.",
            tenths.join(" ")
        ));
        vec![table, self.planted.table(self.confidence)]
    }
}

/// Counts of each group for each statement.
pub(crate) type Cells = Vec<Vec<Counts>>;

fn drawn(conversation: &Conversation, seen: f64, mut chance: Chance, settings: &Settings) -> Claims {
    let k = conversation.published();
    let mut parts: [Cells; 2] =
        std::array::from_fn(|_| vec![vec![Counts::default(); conversation.votes.statements()]; k]);
    for (row, group) in conversation.votes.rows().zip(&conversation.groups) {
        for answer in row {
            // Drawn for everybody, so that groups do not move the draw.
            let part = usize::from(chance.unit() >= seen);
            let Some(group) = *group else { continue };
            count(&mut parts[part][group][answer.statement()], answer.vote());
        }
    }
    let [shown, rest] = parts;
    let Some(report) = report(&shown, settings) else { return Claims::default() };
    claims(&report, &shown, &rest, settings)
}

pub(crate) fn count(cell: &mut Counts, vote: terms::Vote) {
    match vote {
        terms::Vote::Agree => cell.agree += 1,
        terms::Vote::Pass => cell.pass += 1,
        terms::Vote::Disagree => cell.disagree += 1,
    }
}

/// What the engine says of these counts; statements are named by number.
pub(crate) fn report(cells: &Cells, settings: &Settings) -> Option<Report> {
    let mut tally = Tally::default();
    let name = |group: usize| format!("g{group}");
    let mut parties = Vec::new();
    for (group, row) in cells.iter().enumerate() {
        let block = tally.block(&Block::named(&name(group)));
        for (statement, &counts) in row.iter().enumerate() {
            let statement = tally.statement(&StatementKey::new(&statement.to_string()));
            tally.add_counts(block, statement, counts, Weight::ONE).ok()?;
        }
        parties.push(PartyFacts {
            key: PartyKey::new(&name(group)),
            name: name(group),
            standing: None,
            population: None,
            roster: None,
        });
    }
    opinion::find(&tally, &parties, false, &BTreeSet::new(), settings).ok()
}

/// Whether counts bear out that every group accepts; `None` where they are too few to say.
fn borne_out(cells: &Cells, statement: usize, threshold: f64, veto: f64) -> Option<bool> {
    let own = |row: &Vec<Counts>| {
        let cell = row[statement];
        let n = cell.answers();
        let so = cell.agree as f64 >= threshold * n as f64 && cell.disagree as f64 <= veto * n as f64;
        (n >= TOLD_BY).then_some(so)
    };
    cells.iter().map(own).try_fold(true, |all, own| Some(all && own?))
}

fn claims(report: &Report, shown: &Cells, rest: &Cells, settings: &Settings) -> Claims {
    let mut claims = Claims::default();
    let mut ranked: Vec<(f64, usize)> = Vec::new();
    for finding in &report.findings {
        let Ok(statement) = finding.statement.as_str().parse::<usize>() else { continue };
        let smoothed = |row: &Vec<Counts>| {
            let cell = row[statement];
            (cell.agree as f64 + 1.0) / (cell.answers() as f64 + 2.0)
        };
        ranked.push((shown.iter().map(smoothed).product(), statement));
        let Some(accepted) = borne_out(rest, statement, settings.agreement, settings.veto) else { continue };
        claims.statements += 1;
        if finding.parties.iter().all(|party| party.asked) {
            claims.forecasts.add(finding.certified, accepted);
            claims.reliability[((10.0 * finding.certified) as usize).min(9)].add(accepted);
            if finding.certified >= settings.confidence {
                claims.engine.add(accepted);
            }
        }
        if shown.iter().map(smoothed).fold(1.0, f64::min) >= RULE
            && let Some(so) = borne_out(rest, statement, RULE, 1.0)
        {
            claims.smoothed_minimum.add(so);
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, statement) in ranked.into_iter().take(TOP) {
        if let Some(so) = borne_out(rest, statement, RULE, 1.0) {
            claims.group_aware_top.add(so);
        }
    }
    claims.brier = claims.forecasts.brier();
    claims
}

/// The counts of some groups of a matrix.
pub(crate) fn cells(votes: &VoteMatrix, of: &[Option<usize>], k: usize) -> Cells {
    let mut cells = vec![vec![Counts::default(); votes.statements()]; k];
    for (row, group) in votes.rows().zip(of) {
        let Some(group) = *group else { continue };
        row.iter().for_each(|answer| count(&mut cells[group][answer.statement()], answer.vote()));
    }
    cells
}
