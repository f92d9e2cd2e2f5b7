//! Bots that copy a group's usual answers, and then all agree with one statement.

use crate::Options;
use crate::calibration::{cells, report};
use crate::conversation::polis_conversation;
use crate::made::answer;
use crate::measures::Rate;
use crate::tables::{Table, rate};
use opinion::chance::Chance;
use opinion::{Finding, Grade, Settings};
use polis::Quirks;
use rayon::prelude::*;
use serde::Serialize;
use tally::{Answer, VoteMatrix};
use terms::Vote;

const PEOPLE: usize = 2_000;
const STATEMENTS: usize = 100;
/// The share of the larger camp.
const LARGER: f64 = 0.7;
/// How many agree with the target: of the larger camp and of the smaller.
const TARGET: [f64; 2] = [0.75, 0.25];
/// How many statements a bot answers before the target.
const COPIED: usize = 20;
/// How many statements people answer, about.
const ANSWERED: f64 = 0.3;
/// Bots, as a share of all who vote.
const BOTS: [f64; 6] = [0.0, 0.05, 0.10, 0.20, 0.30, 0.40];

/// What bots of the smaller camp's kind achieve.
#[derive(Clone, Debug, Serialize)]
pub struct Infiltration {
    /// By their share.
    pub shares: Vec<Attack>,
}

/// Bots of one share of all who vote.
#[derive(Clone, Debug, Serialize)]
pub struct Attack {
    /// The share.
    pub bots: f64,
    /// Median rank of the target by group-aware consensus, of 100; 1 is the highest.
    pub group_aware_rank: f64,
    /// It is among the ten highest by group-aware consensus.
    pub group_aware_top: Rate,
    /// The target is graded a consensus, bots without credentials of a party: attested votes alone certify.
    pub consensus_attested: Rate,
    /// The target is graded a consensus where every bot had got credentials of the smaller party.
    pub consensus_credentialed: Rate,
    /// So it is where bots had credentials, and its robust floor, at a tenth fake, reaches the threshold as well.
    pub robust_credentialed: Rate,
}

struct Once {
    rank: usize,
    attested: bool,
    credentialed: bool,
    robust: bool,
}

impl Infiltration {
    pub(crate) fn of(options: &Options<'_>) -> Infiltration {
        let chance = Chance::new(options.seed).part(4);
        let mut shares = Vec::new();
        for (at, bots) in (0u64..).zip(BOTS) {
            (options.progress)("infiltration", shares.len(), BOTS.len());
            let draws = (0..options.repetitions as u64).into_par_iter();
            // The same people under every share of bots.
            let all: Vec<Once> = draws
                .map(|draw| once(bots, chance.part(draw), chance.part(1 << 32 | at << 16 | draw)))
                .collect();
            shares.push(Attack::of(bots, &all));
        }
        Infiltration { shares }
    }

    pub(crate) fn tables(&self) -> Vec<Table> {
        let mut table = Table::new(
            "A statement of which 75 % of one camp and 25 % of the other agree; bots copy the smaller camp",
            &[
                "bots",
                "rank by GIC",
                "among ten highest by GIC",
                "consensus of attested parties",
                "… had bots credentials",
                "… and robust",
            ],
        );
        for one in &self.shares {
            let rates = [
                one.group_aware_top,
                one.consensus_attested,
                one.consensus_credentialed,
                one.robust_credentialed,
            ];
            let rank = format!("{:.0} of {STATEMENTS}", one.group_aware_rank);
            table.row(&format!("{:.0} %", 100.0 * one.bots), [rank].into_iter().chain(rates.map(rate)));
        }
        vec![table]
    }
}

impl Attack {
    fn of(bots: f64, all: &[Once]) -> Attack {
        let mut ranks: Vec<usize> = all.iter().map(|one| one.rank).collect();
        ranks.sort_unstable();
        let of = |so: &dyn Fn(&Once) -> bool| {
            let mut rate = Rate::default();
            all.iter().for_each(|one| rate.add(so(one)));
            rate
        };
        Attack {
            bots,
            group_aware_rank: ranks.get(ranks.len() / 2).map_or(f64::NAN, |&rank| rank as f64),
            group_aware_top: of(&|one| one.rank <= 10),
            consensus_attested: of(&|one| one.attested),
            consensus_credentialed: of(&|one| one.credentialed),
            robust_credentialed: of(&|one| one.robust),
        }
    }
}

/// How many of each camp agree with each statement; the target is the first.
fn shares(chance: &mut Chance) -> Vec<[f64; 2]> {
    let mut all = vec![TARGET];
    for _ in 1..STATEMENTS {
        let common = 0.2 + 0.6 * chance.unit();
        let apart = 0.35 * chance.normal();
        all.push([common + apart / 2.0, common - apart / 2.0].map(|share| share.clamp(0.03, 0.97)));
    }
    all
}

fn once(bots: f64, mut chance: Chance, mut of_bots: Chance) -> Once {
    let shares = shares(&mut chance);
    let mut votes = VoteMatrix::new(STATEMENTS);
    let mut party = Vec::new();
    for person in 0..PEOPLE {
        let camp = usize::from(person as f64 >= LARGER * PEOPLE as f64);
        let mut row = Vec::new();
        for (at, shares) in shares.iter().enumerate() {
            if chance.unit() < ANSWERED {
                row.push(answer(at, if chance.unit() < shares[camp] { Vote::Agree } else { Vote::Disagree }));
            }
        }
        let _ = votes.push(row);
        party.push(Some(camp));
    }
    let number = (bots / (1.0 - bots) * PEOPLE as f64).round() as usize;
    let mut credentialed = party.clone();
    for _ in 0..number {
        let _ = votes.push(bot(&shares, &mut of_bots));
        party.push(None);
        credentialed.push(Some(1));
    }
    let settings = Settings::default();
    let target = |of: &[Option<usize>]| -> Option<Finding> {
        let report = report(&cells(&votes, of, 2), &settings)?;
        report.findings.into_iter().find(|finding| finding.statement.as_str() == "0")
    };
    let is_consensus = |found: &Option<Finding>| {
        found.as_ref().is_some_and(|one| matches!(one.grade, Grade::Consensus | Grade::Unanimous))
    };
    let with_credentials = target(&credentialed);
    let robust = with_credentials
        .as_ref()
        .and_then(|one| one.robust_floor)
        .is_some_and(|floor| floor >= settings.agreement);
    let bought = is_consensus(&with_credentials);
    Once {
        rank: rank(&votes),
        attested: is_consensus(&target(&party)),
        credentialed: bought,
        robust: bought && robust,
    }
}

/// The usual answers of the smaller camp to some statements, and then the target.
fn bot(shares: &[[f64; 2]], chance: &mut Chance) -> Vec<Answer> {
    let mut row: Vec<Answer> = (0..COPIED)
        .map(|_| {
            let at = 1 + chance.below(STATEMENTS - 1);
            answer(at, if shares[at][1] >= 0.5 { Vote::Agree } else { Vote::Disagree })
        })
        .collect();
    row.push(answer(0, Vote::Agree));
    row
}

/// Where the target stands by Polis' group-aware consensus.
fn rank(votes: &VoteMatrix) -> usize {
    let Some((conversation, _)) = polis_conversation(votes) else { return STATEMENTS };
    let math = polis::snapshot(&conversation, &Quirks::default(), &polis::Settings::default());
    let consensus = &math.group_aware_consensus;
    let own = consensus.get(&0).copied().unwrap_or(0.0);
    1 + consensus.values().filter(|&&other| other > own).count()
}
