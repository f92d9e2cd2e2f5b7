//! Who takes part and how likely each answer is.

use terms::{PartyKey, StatementKey, Vote};

/// How likely each answer of one person to one statement is, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chances {
    answers: u32,
    agree: u32,
    takes_side: u32,
}

impl Chances {
    /// `answers` of a thousand people answer at all; of those who answer, `agree` of a thousand agree, `disagree`
    /// of a thousand disagree and the rest pass.
    ///
    /// # Errors
    /// [`PlanError::Chances`] when a number exceeds 1000 or the two sides together do.
    pub fn per_mille(answers: u16, agree: u16, disagree: u16) -> Result<Chances, PlanError> {
        let sides = u32::from(agree) + u32::from(disagree);
        if answers > 1000 || sides > 1000 {
            return Err(PlanError::Chances { answers, agree, disagree });
        }
        let answers = threshold(u32::from(answers));
        Ok(Chances { answers, agree: threshold(u32::from(agree)), takes_side: threshold(sides) })
    }

    pub(crate) fn answered(self, word: u32) -> bool {
        word < self.answers || self.answers == u32::MAX
    }

    pub(crate) fn vote(self, word: u32) -> Vote {
        if word < self.agree {
            Vote::Agree
        } else if word < self.takes_side || self.takes_side == u32::MAX {
            Vote::Disagree
        } else {
            Vote::Pass
        }
    }
}

/// So many thousandths of 2³²; the whole is `u32::MAX`.
fn threshold(per_mille: u32) -> u32 {
    let words = (u64::from(per_mille) << 32) / 1000;
    u32::try_from(words).unwrap_or(u32::MAX)
}

/// People of one party who answer alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanGroup {
    /// Its size relative to the other groups of the party; a person belongs to it with `weight` / sum of weights.
    pub weight: u32,
    /// One entry per statement of the plan.
    pub chances: Vec<Chances>,
}

/// One party and its participants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanParty {
    /// Its key.
    pub key: PartyKey,
    /// How many people take part for it.
    pub participants: u64,
    /// Its opinion groups; at least one.
    pub groups: Vec<PlanGroup>,
}

/// Which statements a person answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Every statement, each with the chance of an answer that [`Chances`] gives.
    ByChance,
    /// Exactly so many different statements, each set of that size equally likely.
    Exactly(u32),
}

/// Who takes part and how likely each answer is. Participants are numbered from 0 through the parties in their
/// order: the first party's people come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    statements: Vec<StatementKey>,
    parties: Vec<PlanParty>,
    selection: Selection,
    /// The number of the first participant of each party, and the number of all at the end.
    starts: Vec<u64>,
}

/// Why something is not a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Chances that are no chances.
    #[error(
        "answers {answers}, agree {agree}, disagree {disagree} are no chances: each at most 1000, agree and disagree \
         together at most 1000"
    )]
    Chances {
        /// Of a thousand people, how many answer.
        answers: u16,
        /// Of a thousand answers, how many agree.
        agree: u16,
        /// Of a thousand answers, how many disagree.
        disagree: u16,
    },
    /// A group without one entry per statement.
    #[error("a group of party {party} has chances for {found} statements; the plan has {expected}")]
    Statements {
        /// The party.
        party: PartyKey,
        /// How many entries the group has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// No group, or none with a weight.
    #[error("party {party} has no group with a weight above 0, or weights beyond 2^32")]
    NoGroup {
        /// The party.
        party: PartyKey,
    },
    /// More answers per person than statements, or statements or people beyond the types.
    #[error("{what}")]
    Size {
        /// What is too large.
        what: &'static str,
    },
}

impl Plan {
    /// A plan of these parties and statements.
    ///
    /// # Errors
    /// [`PlanError`] when groups do not fit the statements or something is too large.
    pub fn new(
        statements: Vec<StatementKey>,
        parties: Vec<PlanParty>,
        selection: Selection,
    ) -> Result<Plan, PlanError> {
        let count = u32::try_from(statements.len());
        let count = count.map_err(|_| PlanError::Size { what: "more than 2^32 - 1 statements" })?;
        if matches!(selection, Selection::Exactly(votes) if votes > count) {
            return Err(PlanError::Size { what: "more votes per participant than there are statements" });
        }
        let mut starts = vec![0_u64];
        for party in &parties {
            check_groups(party, statements.len())?;
            let start = *starts.last().expect("starts begins with one entry");
            let next = start.checked_add(party.participants);
            starts.push(next.ok_or(PlanError::Size { what: "more than 2^64 - 1 participants" })?);
        }
        Ok(Plan { statements, parties, selection, starts })
    }

    /// The statements; votes name them by position.
    #[must_use]
    pub fn statements(&self) -> &[StatementKey] {
        &self.statements
    }

    /// The parties in order.
    #[must_use]
    pub fn parties(&self) -> &[PlanParty] {
        &self.parties
    }

    /// Which statements a person answers.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// How many people take part.
    #[must_use]
    pub fn participants(&self) -> u64 {
        *self.starts.last().expect("starts has one entry more than parties")
    }

    /// The position of a participant's party; `None` beyond the last participant.
    #[must_use]
    pub fn party_of(&self, participant: u64) -> Option<usize> {
        (participant < self.participants())
            .then(|| self.starts.partition_point(|&start| start <= participant) - 1)
    }
}

fn check_groups(party: &PlanParty, statements: usize) -> Result<(), PlanError> {
    let wrong = party.groups.iter().find(|group| group.chances.len() != statements);
    if let Some(group) = wrong {
        let found = group.chances.len();
        return Err(PlanError::Statements { party: party.key.clone(), found, expected: statements });
    }
    let weight: u64 = party.groups.iter().map(|group| u64::from(group.weight)).sum();
    if weight == 0 || u32::try_from(weight).is_err() {
        return Err(PlanError::NoGroup { party: party.key.clone() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_of_the_whole_and_of_nothing_are_exact() {
        let sure = Chances::per_mille(1000, 1000, 0).unwrap();
        let never = Chances::per_mille(0, 0, 1000).unwrap();
        let pass = Chances::per_mille(500, 0, 0).unwrap();
        for word in [0, 1, u32::MAX / 2, u32::MAX - 1] {
            assert!(sure.answered(word) && !never.answered(word));
            assert_eq!(sure.vote(word), Vote::Agree);
            assert_eq!(never.vote(word), Vote::Disagree);
            assert_eq!(pass.vote(word), Vote::Pass);
        }
        assert!(Chances::per_mille(1001, 0, 0).is_err());
        assert!(Chances::per_mille(1000, 600, 401).is_err());
    }

    #[test]
    fn participants_are_numbered_through_the_parties() {
        let group = PlanGroup { weight: 1, chances: vec![] };
        let party = |key: &str, participants| PlanParty {
            key: key.into(),
            participants,
            groups: vec![group.clone()],
        };
        let parties = vec![party("a", 2), party("none", 0), party("b", 1)];
        let plan = Plan::new(vec![], parties, Selection::ByChance).unwrap();
        let found: Vec<_> = (0..4).map(|p| plan.party_of(p)).collect();
        assert_eq!(found, [Some(0), Some(0), Some(2), None]);
    }
}
