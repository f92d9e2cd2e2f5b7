//! A plan of any size with planted agreements, divides, rejections and opinion groups, all drawn by lot.

use crate::plan::{Chances, Plan, PlanError, PlanGroup, PlanParty, Selection};
use crate::stream::Lot;

/// How large a simulated forum is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Simulation {
    /// How many parties, `P01` and so on.
    pub parties: u32,
    /// How many people over all parties. Parties differ in size by lot; each has at least one person where there
    /// are enough.
    pub participants: u64,
    /// How many statements, `1` and so on.
    pub statements: u32,
    /// How many different statements each person answers.
    pub votes_per_participant: u32,
}

/// Why a simulation cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SimulationError {
    /// Nobody takes part.
    #[error("a simulation needs at least one party; 0 were asked for")]
    NoParty,
    /// The plan would not hold together.
    #[error(transparent)]
    Plan(#[from] PlanError),
}

/// What is planted on a statement. Of twenty statements, four are agreed by all, two by all but two parties, three
/// divide the parties, two are rejected by all, and nine lie anywhere on one spectrum.
#[derive(Clone, Copy)]
enum Planted {
    Agreed,
    AgreedButTwo,
    Divide,
    Rejected,
    Spectrum,
}

const PATTERN: [Planted; 20] = {
    use Planted::{Agreed as A, AgreedButTwo as B, Divide as D, Rejected as R, Spectrum as S};
    [A, A, A, A, B, B, D, D, D, R, R, S, S, S, S, S, S, S, S, S]
};

impl Simulation {
    /// The plan of this simulation under a seed.
    ///
    /// # Errors
    /// [`SimulationError`] without parties or with more votes per participant than statements.
    pub fn plan(self, seed: u64) -> Result<Plan, SimulationError> {
        if self.parties == 0 {
            return Err(SimulationError::NoParty);
        }
        let party_count = self.parties as usize;
        let mut columns = Vec::new();
        let mut lot = Lot::new(seed, "simulation: structure");
        for _ in 0..self.statements {
            columns.push(column(&mut lot, party_count)?);
        }
        let digits = self.parties.to_string().len().max(2);
        let sizes = sizes(&mut Lot::new(seed, "simulation: sizes"), party_count, self.participants);
        let mut lot = Lot::new(seed, "simulation: groups");
        let party = |(position, participants): (usize, u64)| PlanParty {
            key: format!("P{:0digits$}", position + 1).as_str().into(),
            participants,
            groups: groups(&columns, position, 200 + lot.below(601)),
        };
        let parties = sizes.into_iter().enumerate().map(party).collect();
        let statements = (1..=self.statements).map(|number| number.to_string().as_str().into()).collect();
        Ok(Plan::new(statements, parties, Selection::Exactly(self.votes_per_participant))?)
    }
}

/// The chances of every party on one statement, in each of the two opinion groups.
fn column(lot: &mut Lot, parties: usize) -> Result<Vec<[Chances; 2]>, PlanError> {
    let planted = PATTERN[lot.below(PATTERN.len())];
    let outside = lot.draw(2, parties);
    let against = lot.draw(parties / 2, parties);
    let base = 250 + lot.below(501);
    // The groups differ on one spectrum statement in two, in a direction drawn by lot.
    let apart = [0, 0, 120, -120][lot.below(4)];
    (0..parties)
        .map(|party| {
            let drift = lot.below(101);
            let agree = match planted {
                Planted::Agreed => 800 + drift,
                Planted::AgreedButTwo if outside.contains(&party) => 150 + drift,
                Planted::AgreedButTwo => 820 + drift,
                Planted::Divide if against.contains(&party) => 120 + drift,
                Planted::Divide => 780 + drift,
                Planted::Rejected => 30 + drift / 2,
                Planted::Spectrum => base - 50 + drift,
            };
            let split = if matches!(planted, Planted::Spectrum) { apart } else { 0 };
            Ok([side(agree.saturating_add_signed(split))?, side(agree.saturating_add_signed(-split))?])
        })
        .collect()
}

/// A tenth of those who do not agree pass.
fn side(agree: usize) -> Result<Chances, PlanError> {
    let agree = u16::try_from(agree.min(1000)).expect("at most 1000");
    Chances::per_mille(1000, agree, (1000 - agree) / 10 * 9)
}

fn groups(columns: &[Vec<[Chances; 2]>], party: usize, first: usize) -> Vec<PlanGroup> {
    let first = u32::try_from(first).expect("a weight of at most 1000");
    let group = |which: usize, weight| PlanGroup {
        weight,
        chances: columns.iter().map(|column| column[party][which]).collect(),
    };
    vec![group(0, first), group(1, 1000 - first)]
}

/// Parties differ up to twentyfold in size; equal weight must hold whatever their size.
fn sizes(lot: &mut Lot, parties: usize, participants: u64) -> Vec<u64> {
    let weights: Vec<u64> = (0..parties).map(|_| 1 + lot.below(20) as u64).collect();
    let total: u64 = weights.iter().sum();
    let spare = participants.saturating_sub(parties as u64);
    let mut given = 0;
    let mut weighed = 0;
    let mut sizes = Vec::new();
    for (position, weight) in (1_u64..).zip(weights) {
        weighed += weight;
        let up_to = u64::try_from(u128::from(spare) * u128::from(weighed) / u128::from(total))
            .expect("a share of a 64-bit number");
        let up_to = (up_to + position).min(participants);
        sizes.push(up_to - given);
        given = up_to;
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_add_up_and_leave_no_party_empty() {
        for (parties, participants) in [(1, 0), (1, 1), (18, 18), (18, 19), (18, 1_000_000), (5, 3)] {
            let sizes = sizes(&mut Lot::new(3, "sizes"), parties, participants);
            assert_eq!(sizes.iter().sum::<u64>(), participants);
            assert!(participants < parties as u64 || sizes.iter().all(|&size| size > 0), "{sizes:?}");
        }
    }
}
