//! Whether there are groups, and what each stands for, in words.

use super::words::nearest;
use crate::sentence::{at_least, at_most};
use crate::{analysis::group_name, locale, locale::Args, numbers};
use opinion::groups::{Group, Groups, OneSpectrum, Representative};
use terms::{Lang, Vote};

/// What is said of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portrait {
    /// Its place in the list of groups.
    pub group: usize,
    /// "Group A".
    pub title: String,
    /// "612 people · 31 %", of those counted in a group.
    pub size: String,
    /// "comes back with an overlap of 93 %", where it was looked at.
    pub stability: Option<String>,
    /// Where it answers otherwise than all others: what it agrees to first, then what it rejects, each most telling first.
    pub statements: Vec<ToldStatement>,
    /// Said where no statement tells it from the others.
    pub alike: Option<String>,
    /// "Group B answers otherwise by 34 points on average."
    pub apart: Vec<String>,
}

/// A statement on which a group answers otherwise than all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldStatement {
    /// The column of the statement.
    pub column: usize,
    /// Whether the group agrees; else it disagrees.
    pub agrees: bool,
    /// "88 % agree; of all others 41 %".
    pub figures: String,
}

/// Whether there are groups, how sure that is, or why not: one to three sentences.
#[must_use]
pub fn verdict(groups: &Groups, lang: &Lang) -> Vec<String> {
    let say = |id: &str, name: &'static str, number: u64| {
        let mut args = Args::new();
        args.set(name, number);
        locale::say(lang, id, &args)
    };
    // A chance is rounded up, so that nothing is called rarer than it is.
    let draws = |id: &str| groups.null_p.map(|p| say(id, "draws", u64::from(at_most(p))));
    let placed = groups.placed as u64;
    match groups.one_spectrum {
        None => {
            let mut args = Args::new();
            args.set("k", groups.k());
            args.set("placed", placed);
            let first = locale::say(lang, "hang-groups", &args);
            let lasting = groups.stability.map(|s| say("hang-stability", "percent", u64::from(at_least(s))));
            [Some(first), lasting, draws("hang-chance-groups")].into_iter().flatten().collect()
        }
        Some(OneSpectrum::NotParted) => {
            let first = locale::word(lang, "hang-spectrum");
            std::iter::once(first).chain(draws("hang-chance-spectrum")).collect()
        }
        Some(OneSpectrum::Unstable) => {
            let why = match groups.stability {
                Some(s) => say("hang-unstable", "percent", u64::from(at_most(s))),
                None => locale::word(lang, "hang-small"),
            };
            vec![locale::word(lang, "hang-spectrum"), why]
        }
        Some(OneSpectrum::TooFew) => vec![say("hang-too-few", "placed", placed)],
    }
}

/// What is said of each group, with so many statements of each direction at most; nothing where there are none.
#[must_use]
pub fn portraits(groups: &Groups, lang: &Lang, each: usize) -> Vec<Portrait> {
    if !groups.are_there() {
        return Vec::new();
    }
    groups.list.iter().enumerate().map(|(at, group)| portrait(groups, at, group, lang, each)).collect()
}

fn portrait(groups: &Groups, at: usize, group: &Group, lang: &Lang, each: usize) -> Portrait {
    let say = |id: &str, args: &Args<'_>| locale::say(lang, id, args);
    let named = |at: usize| {
        let mut args = Args::new();
        args.set("name", group_name(at));
        args
    };
    let mut size = Args::new();
    size.set("people", group.size as u64);
    size.set("percent", u64::from(nearest(group.size as f64 / groups.placed.max(1) as f64)));
    let lasting = |s: f64| {
        let mut args = Args::new();
        args.set("percent", u64::from(at_least(s)));
        say("group-stability", &args)
    };
    let apart = |(other, difference): (usize, &f64)| {
        let mut args = named(other);
        args.set("points", u64::from(nearest(*difference)));
        say("group-apart", &args)
    };
    let others = group.contrast.iter().enumerate().filter(|(other, _)| *other != at);
    let statements = told(group, lang, each);
    Portrait {
        group: at,
        title: say("group-title", &named(at)),
        size: say("group-size", &size),
        stability: group.stability.map(lasting),
        alike: statements.is_empty().then(|| locale::word(lang, "group-alike")),
        statements,
        apart: others.map(apart).collect(),
    }
}

fn told(group: &Group, lang: &Lang, each: usize) -> Vec<ToldStatement> {
    let of = |told: &Representative| {
        let agrees = told.vote == Vote::Agree;
        let mut args = Args::new();
        args.set("share", numbers::percent(lang, nearest(told.share)));
        args.set("others", numbers::percent(lang, nearest(told.others)));
        let id = if agrees { "group-agrees" } else { "group-disagrees" };
        ToldStatement { column: told.statement, agrees, figures: locale::say(lang, id, &args) }
    };
    let direction = |vote: Vote| group.statements.iter().filter(move |t| t.vote == vote).take(each).map(of);
    direction(Vote::Agree).chain(direction(Vote::Disagree)).collect()
}
