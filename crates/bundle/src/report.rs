//! What a verification says: line by line, and in one sentence.

use serde::Serialize;
use std::collections::BTreeMap;
use terms::PartyKey;

/// What became of one thing that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It was recomputed and is the same.
    Holds,
    /// It is not.
    Fails,
    /// Nobody could check it from here.
    NotChecked,
}

/// One thing that was looked at, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What became of it.
    pub verdict: Verdict,
    /// In words; it names the file or the act.
    pub says: String,
}

/// Who stands behind the head.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Trust {
    /// Whose keys from outside the bundle countersigned, each once.
    pub countersigned: Vec<PartyKey>,
    /// How many are needed.
    pub needed: usize,
}

/// What is not in the bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// How many acts are withheld, by kind.
    pub acts: BTreeMap<String, u64>,
    /// The acts that are shown and rest on withheld ones, so that what they do was not checked.
    pub unchecked: Vec<u64>,
    /// How many cells of few people were left out when votes were counted, by the act that counted.
    pub cells: BTreeMap<u64, u64>,
}

/// What was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A bundle.
    Bundle,
    /// A receipt, without a bundle.
    Receipt,
}

/// All that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Of what.
    pub subject: Subject,
    /// What was looked at, in order.
    pub lines: Vec<Line>,
    /// Who stands behind it.
    pub trust: Trust,
    /// What is not in it.
    pub left_out: LeftOut,
}

impl Report {
    pub(crate) fn new(subject: Subject, needed: usize) -> Report {
        let trust = Trust { countersigned: Vec::new(), needed };
        Report { subject, lines: Vec::new(), trust, left_out: LeftOut::default() }
    }

    /// Whether nothing fails.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.fault().is_none()
    }

    /// The first thing that fails, in words.
    #[must_use]
    pub fn fault(&self) -> Option<&str> {
        self.lines.iter().find(|line| line.verdict == Verdict::Fails).map(|line| line.says.as_str())
    }

    /// The whole in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Trust { countersigned, needed } = &self.trust;
        let names: Vec<&str> = countersigned.iter().map(PartyKey::as_str).collect();
        let (names, count) = (names.join(", "), countersigned.len());
        let enough = count >= *needed && count > 0;
        match (self.subject, self.holds()) {
            (Subject::Bundle, false) => "This bundle does not hold.".to_owned(),
            (Subject::Receipt, false) => "This receipt does not hold.".to_owned(),
            (Subject::Bundle, true) if enough => {
                format!("Consistent, and countersigned by {count} whose keys you hold: {names}.")
            }
            (Subject::Bundle, true) if count == 0 => "Consistent, but signed by the host alone.".to_owned(),
            (Subject::Bundle, true) => format!(
                "Consistent, but signed by the host alone until {needed} have countersigned whose keys you hold; so far {count}: {names}."
            ),
            (Subject::Receipt, true) if enough => {
                format!("The receipt holds, under a head signed by {count} whose keys you hold: {names}.")
            }
            (Subject::Receipt, true) => format!(
                "The receipt holds under its own head, which {count} of the {needed} you ask for have signed with keys that you hold."
            ),
        }
    }

    pub(crate) fn say(&mut self, verdict: Verdict, says: impl Into<String>) {
        self.lines.push(Line { verdict, says: says.into() });
    }

    pub(crate) fn check(&mut self, holds: bool, good: impl Into<String>, bad: impl Into<String>) {
        if holds {
            self.say(Verdict::Holds, good);
        } else {
            self.say(Verdict::Fails, bad);
        }
    }
}
