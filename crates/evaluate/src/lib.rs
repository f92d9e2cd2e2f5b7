//! Whether the engine keeps its word.
//!
//! Each [`Protocol`] asks one promise of the engine on real conversations, or on made ones where only invention knows
//! the truth, with the rivals computed by our own code in the same run. Everything is a function of the votes, the
//! seed and the number of repetitions: the same on every machine and number of threads.
//!
//! | protocol | promise | rivals beside it |
//! |---|---|---|
//! | `heldout` | answers that were hidden are told from the others | the statement's rate, two Polis groups, two principal axes |
//! | `calibration` | what is said to be sure is so | the smoothed minimum of Polis-like groups, the top of group-aware consensus |
//! | `groups` | one crowd is not taken for several, several are found | Polis, which always finds two |
//! | `routing` | consensus is found with few votes | uniform serving, Polis' priority |
//! | `infiltration` | bots make no consensus | group-aware consensus |
//! | `stability` | the stability of a group is what other people of the kind would show | |

mod asking;
mod baselines;
mod calibration;
mod conversation;
mod groups;
mod heldout;
mod infiltration;
mod made;
mod measures;
mod planted;
mod stability;
mod tables;

pub use asking::Routing;
pub use calibration::Calibration;
pub use conversation::Conversation;
pub use groups::GroupsFound;
pub use heldout::Heldout;
pub use infiltration::Infiltration;
pub use measures::{Interval, Rate};
pub use stability::Stability;
pub use tables::Table;

use serde::Serialize;

/// What is asked of the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protocol {
    /// A fifth of the agree and disagree votes hidden, and predicted.
    Heldout,
    /// A part of the votes seen, the rest asked whether it bears out what was said to be sure.
    Calibration,
    /// Crowds that are one, and crowds that are several.
    Groups,
    /// How few votes it takes to find consensus.
    Routing,
    /// Bots in one group.
    Infiltration,
    /// The stability of groups against fresh people of the same kind.
    Stability,
}

impl Protocol {
    /// All of them, in the order in which they run.
    pub const ALL: [Protocol; 6] = [
        Protocol::Heldout,
        Protocol::Calibration,
        Protocol::Groups,
        Protocol::Routing,
        Protocol::Infiltration,
        Protocol::Stability,
    ];

    /// The name it is typed with.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Protocol::Heldout => "heldout",
            Protocol::Calibration => "calibration",
            Protocol::Groups => "groups",
            Protocol::Routing => "routing",
            Protocol::Infiltration => "infiltration",
            Protocol::Stability => "stability",
        }
    }
}

/// How much work a run does.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Repetitions wherever a rate is estimated.
    pub repetitions: usize,
    /// Splits of each conversation into shown and hidden votes.
    pub splits: usize,
    /// Chance.
    pub seed: u64,
    /// Called with the name of a step, how much of it is done and how much there is.
    pub progress: &'a (dyn Fn(&str, usize, usize) + Sync),
}

/// What a protocol found.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "protocol", rename_all = "lowercase")]
pub enum Outcome {
    /// Of hidden votes.
    Heldout(Heldout),
    /// Of certainty.
    Calibration(Calibration),
    /// Of groups.
    Groups(GroupsFound),
    /// Of what is asked next.
    Routing(Routing),
    /// Of bots.
    Infiltration(Infiltration),
    /// Of stability.
    Stability(Stability),
}

/// Runs a protocol. Parallel on rayon's current pool.
#[must_use]
pub fn evaluate(protocol: Protocol, conversations: &[Conversation], options: &Options<'_>) -> Outcome {
    match protocol {
        Protocol::Heldout => Outcome::Heldout(Heldout::of(conversations, options)),
        Protocol::Calibration => Outcome::Calibration(Calibration::of(conversations, options)),
        Protocol::Groups => Outcome::Groups(GroupsFound::of(conversations, options)),
        Protocol::Routing => Outcome::Routing(Routing::of(conversations, options)),
        Protocol::Infiltration => Outcome::Infiltration(Infiltration::of(options)),
        Protocol::Stability => Outcome::Stability(Stability::of(options)),
    }
}

impl Outcome {
    /// The figures as tables for people.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        match self {
            Outcome::Heldout(found) => found.tables(),
            Outcome::Calibration(found) => found.tables(),
            Outcome::Groups(found) => found.tables(),
            Outcome::Routing(found) => found.tables(),
            Outcome::Infiltration(found) => found.tables(),
            Outcome::Stability(found) => found.tables(),
        }
    }
}
