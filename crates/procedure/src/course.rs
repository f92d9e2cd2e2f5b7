//! How an adoption was conducted, as far as it bears on the decision.

use crate::clock::Clock;
use crate::input::Input;
use crate::roll::Roll;
use crate::rule::Rule;
use crate::sort::Standing;
use std::collections::BTreeMap;
use terms::Instant;

/// A written answer to an objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) seq: u64,
    pub(crate) at: Instant,
    pub(crate) text: String,
}

/// How it was conducted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Course {
    /// The number of the round; `None` outside rounds.
    pub(crate) no: Option<u32>,
    pub(crate) clock: Clock,
    /// The first written answer to each objection, by the act it came with.
    pub(crate) answers: BTreeMap<u64, Answer>,
    /// What the chair ruled on whether an objection is to a substantial issue.
    pub(crate) substantial: BTreeMap<u64, bool>,
    /// That the text was withdrawn: the act, and why.
    pub(crate) withdrawn: Option<(u64, String)>,
    pub(crate) confirmed: bool,
    /// When the last thing happened.
    pub(crate) latest: Option<Instant>,
}

impl Course {
    pub(crate) fn new(no: Option<u32>, roll: &Roll) -> Course {
        Course {
            no,
            clock: Clock::new(roll.deadline()),
            answers: BTreeMap::new(),
            substantial: BTreeMap::new(),
            withdrawn: None,
            confirmed: false,
            latest: None,
        }
    }

    /// Without a chair: nobody served, nothing answered.
    pub(crate) fn bare(rule: &Rule, roll: &Roll, ordered: &[&Input]) -> Course {
        let mut course = Course::new(None, roll);
        for input in ordered {
            course.clock.hear(rule, roll, input);
        }
        course
    }

    /// The answer to an objection, or to the joint letter it confirms.
    pub(crate) fn answer_to(&self, stance: &Standing<'_>) -> Option<&Answer> {
        let letter = || stance.letter.and_then(|letter| self.answers.get(&letter));
        // A letter answered before a party confirmed it is no answer to that party.
        let letter = || letter().filter(|answer| answer.seq > stance.input.seq);
        self.answers.get(&stance.input.seq).or_else(letter)
    }

    /// Whether an objection is to a substantial issue: it is, unless the chair ruled otherwise.
    pub(crate) fn is_substantial(&self, stance: &Standing<'_>) -> bool {
        let own = self.substantial.get(&stance.input.seq);
        *own.or_else(|| self.substantial.get(&stance.letter?)).unwrap_or(&true)
    }
}
