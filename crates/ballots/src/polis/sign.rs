//! Which number means agree.
//!
//! Polis writes agree as -1 in its database and API and, for a time, wrote it so in its report export; every other
//! export writes +1. The files look alike, so the sign is never assumed: it is what the user says, what the files
//! declare (`vote-convention`), or what a count of agreements proves.

use crate::{BallotError, reading::Reading, statements::shorten};
use tables::Place;

/// What counts of agreements say about the sign, over many rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    /// Rows whose count is the number of +1, and of no -1.
    pub(crate) plus: u64,
    /// Rows whose count is the number of -1, and of no +1.
    pub(crate) minus: u64,
    /// The first row that fits neither.
    pub(crate) neither: Option<(Place, String)>,
}

impl Evidence {
    pub(crate) fn merge(&mut self, other: Evidence) {
        self.plus += other.plus;
        self.minus += other.minus;
        self.neither = self.neither.take().or(other.neither);
    }
}

/// The sign and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    /// The number that means agree, 1 or -1.
    pub(crate) agree: i8,
    pub(crate) how: &'static str,
}

impl Sign {
    pub(crate) fn note(self, reading: &Reading<'_>) {
        reading.note("sign", format!("{:+} means agree, {}.", self.agree, self.how));
    }
}

/// What the user or a declaration says of the sign, before any evidence.
pub(crate) fn told(agree_sign: Option<i8>, convention: Option<i8>) -> Option<Sign> {
    let user = agree_sign.map(|agree| Sign { agree, how: "as --agree says" });
    user.or_else(|| convention.map(|agree| Sign { agree, how: "as the files' vote-convention says" }))
}

/// The sign of a table whose rows carry counts of agreements.
pub(crate) fn prove(
    reading: &Reading<'_>,
    file: &str,
    told: Option<Sign>,
    evidence: Evidence,
    how: &'static str,
) -> Result<Sign, BallotError> {
    let proven = match (evidence.plus, evidence.minus) {
        (1.., 0) => Some(1),
        (0, 1..) => Some(-1),
        _ => None,
    };
    if reading.options.agree_sign.is_some() || (reading.skips.is_lenient() && told.is_some()) {
        if let (Some(told), Some(proven)) = (told, proven)
            && told.agree != proven
        {
            reading.note(
                "sign",
                format!("The counts in {file} say that {proven:+} means agree; that is overruled."),
            );
        }
        return told.ok_or_else(|| ask(file));
    }
    if let Some((place, problem)) = evidence.neither {
        let error = BallotError::at(place, problem).expected("the count of one number, 1 or -1, in the row");
        return Err(error.advice("Say which number means agree with --agree 1 or --agree -1."));
    }
    if evidence.plus > 0 && evidence.minus > 0 {
        let problem =
            format!("{} rows count 1 as agree and {} rows count -1 as agree", evidence.plus, evidence.minus);
        return Err(BallotError::in_file(file, problem).expected("one sign in the whole file").advice(ASK));
    }
    match (told, proven) {
        (Some(told), Some(proven)) if told.agree != proven => {
            let problem = format!(
                "the vote-convention says that {:+} means agree, the counts in this file say {proven:+}",
                told.agree
            );
            Err(BallotError::in_file(file, problem).expected("files that agree").advice(ASK))
        }
        (Some(told), _) => Ok(told),
        (None, Some(agree)) => Ok(Sign { agree, how }),
        (None, None) => Err(ask(file)),
    }
}

const ASK: &str = "Say which number means agree with --agree 1 or --agree -1.";

/// The error where nothing says which number means agree.
pub(crate) fn ask(file: &str) -> BallotError {
    BallotError::in_file(file, "nothing here says whether 1 or -1 means agree (Polis has written both)")
        .advice(ASK)
}

/// Reads a declaration such as `agree=+1;disagree=-1;pass=0;format=polis-export/1`.
pub(crate) fn convention(file: &str, text: &str) -> Result<i8, BallotError> {
    let mut agree = None;
    let mut is_whole = true;
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('=').map(|(name, value)| (name.trim(), value.trim())) {
            Some(("agree", "+1" | "1")) => agree = Some(1),
            Some(("agree", "-1")) => agree = Some(-1),
            Some(("agree", _)) | None => is_whole = false,
            Some(_) => {}
        }
    }
    agree.filter(|_| is_whole).ok_or_else(|| {
        BallotError::in_file(file, format!("the vote-convention `{}` cannot be read", shorten(text)))
            .expected("a text such as agree=+1;disagree=-1;pass=0")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_convention_says_the_sign() {
        let read = |text| convention("summary.csv", text).ok();
        assert_eq!(read("agree=+1;disagree=-1;pass=0;format=polis-export/1"), Some(1));
        assert_eq!(read(" disagree=1; agree=-1 ;pass=0"), Some(-1));
        for bad in ["", "agree", "agree=2", "disagree=-1", "agree=+1;pass"] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }
}
