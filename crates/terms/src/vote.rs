//! One answer of one participant to one statement.

use serde::{Deserialize, Serialize};

/// What a participant said of a statement. Silence is not a vote: it is the absence of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vote {
    /// Says no.
    Disagree,
    /// Was asked and takes no side. It counts as an answer, never as agreement.
    Pass,
    /// Says yes.
    Agree,
}

impl Vote {
    /// All three, in ascending order of sign.
    pub const ALL: [Vote; 3] = [Vote::Disagree, Vote::Pass, Vote::Agree];

    /// The sign used in files: agree = 1, pass = 0, disagree = -1.
    #[must_use]
    pub fn sign(self) -> i8 {
        match self {
            Vote::Disagree => -1,
            Vote::Pass => 0,
            Vote::Agree => 1,
        }
    }

    /// The vote with this sign, or `None` for any other number.
    #[must_use]
    pub fn from_sign(sign: i64) -> Option<Vote> {
        match sign {
            -1 => Some(Vote::Disagree),
            0 => Some(Vote::Pass),
            1 => Some(Vote::Agree),
            _ => None,
        }
    }

    /// The more cautious of two answers of one person: the one that lends less support to a statement.
    ///
    /// Two different votes at the same instant cannot be ordered; agreement must not be made of that.
    #[must_use]
    pub fn more_cautious(self, other: Vote) -> Vote {
        self.min(other)
    }
}
