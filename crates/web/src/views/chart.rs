//! How the answers to a statement grew: a picture, and the same as a table.

use crate::extract::Place;
use forum::live::Sample;
use std::fmt::Write as _;
use terms::StatementKey;

/// A line over time, in a box of 600 by 120.
pub(crate) struct Chart {
    /// The share that agrees, as the points of a line.
    pub(crate) agree: String,
    /// The share that disagrees.
    pub(crate) disagree: String,
    /// The picture in words.
    pub(crate) words: String,
    /// The same as a table: when, answers, agree, disagree in per cent.
    pub(crate) rows: Vec<(String, String, String, String)>,
}

/// The history of a statement; `None` before anybody answered.
pub(crate) fn history(at: &Place, statement: &StatementKey) -> Option<Chart> {
    let samples: Vec<Sample> = at.live.counting().history(statement).to_vec();
    let (first, last) = (samples.first()?, samples.last()?);
    let span = (last.at - first.at).max(1);
    let line = |share: fn(&Sample) -> u64| {
        let mut points = String::new();
        for sample in &samples {
            let x = (sample.at - first.at) * 600 / span;
            let y = 120 - share(sample) * 120 / 100;
            let _ = write!(points, "{x},{y} ");
        }
        points
    };
    let answers = last.counts.answers();
    let mut args = present::locale::Args::new();
    args.set("answers", answers);
    args.set("from", agree(first));
    args.set("to", agree(last));
    Some(Chart {
        agree: line(agree),
        disagree: line(disagree),
        words: present::locale::say(at.lang(), "history-words", &args),
        rows: samples.iter().map(|sample| row(at, sample)).collect(),
    })
}

fn row(at: &Place, sample: &Sample) -> (String, String, String, String) {
    let when = super::dates::moment(at, terms::Instant::from_millis(sample.at));
    let number = |number: u64| at.speech.integer(number);
    (when, number(sample.counts.answers()), number(agree(sample)), number(disagree(sample)))
}

fn agree(sample: &Sample) -> u64 {
    (sample.counts.agree * 100).checked_div(sample.counts.answers()).unwrap_or(0)
}

fn disagree(sample: &Sample) -> u64 {
    (sample.counts.disagree * 100).checked_div(sample.counts.answers()).unwrap_or(0)
}
