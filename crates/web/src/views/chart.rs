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
    Some(Chart {
        agree: line(agree),
        disagree: line(disagree),
        words: words(at, first, last),
        rows: samples.iter().map(|sample| row(at, sample)).collect(),
    })
}

/// The same as a small line beside a row: its points in a box of 120 by 24, and its words. At most sixteen points, so
/// that a board of many statements stays light. `None` before there is anything to see.
pub(crate) fn spark(at: &Place, statement: &StatementKey) -> Option<(String, String)> {
    const POINTS: usize = 16;
    let samples: Vec<Sample> = at.live.counting().history(statement).to_vec();
    let (first, last) = (samples.first()?, samples.last()?);
    if samples.len() < 2 {
        return None;
    }
    let span = (last.at - first.at).max(1);
    let mut points = String::new();
    for place in 0..POINTS.min(samples.len()) {
        let sample = &samples[place * (samples.len() - 1) / (POINTS.min(samples.len()) - 1)];
        let (x, y) = ((sample.at - first.at) * 120 / span, 24 - agree(sample) * 24 / 100);
        let _ = write!(points, "{x},{y} ");
    }
    Some((points.trim_end().to_owned(), words(at, first, last)))
}

fn words(at: &Place, first: &Sample, last: &Sample) -> String {
    let mut args = present::locale::Args::new();
    args.set("answers", last.counts.answers());
    args.set("from", agree(first));
    args.set("to", agree(last));
    present::locale::say(at.lang(), "history-words", &args)
}

fn row(at: &Place, sample: &Sample) -> (String, String, String, String) {
    let when = super::dates::second(at, terms::Instant::from_millis(sample.at));
    let number = |number: u64| at.speech.integer(number);
    (when, number(sample.counts.answers()), number(agree(sample)), number(disagree(sample)))
}

fn agree(sample: &Sample) -> u64 {
    (sample.counts.agree * 100).checked_div(sample.counts.answers()).unwrap_or(0)
}

fn disagree(sample: &Sample) -> u64 {
    (sample.counts.disagree * 100).checked_div(sample.counts.answers()).unwrap_or(0)
}
