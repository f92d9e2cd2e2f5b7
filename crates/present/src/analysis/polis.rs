//! What Polis would say of the votes of an analysis, as JSON and for a terminal.

use super::{AnalysisView, TerminalStyle, group_name, terminal};
use crate::{locale, locale::Args, plain};
use polis::{Group, Math, Representative, Side};
use serde::Serialize;
use terms::{Lang, StatementKey};

/// Polis' figures for the votes of an analysis.
#[derive(Clone, Copy, Debug)]
pub struct PolisView<'a> {
    /// The figures, in Polis' own names and sign.
    pub math: &'a Math,
    /// How they were come by.
    pub start: PolisStart,
    /// The accidents of Polis that were left out, by name.
    pub without: &'a [String],
    /// The key of each person by number, where keys are no whole numbers.
    pub participants: Option<&'a [&'a str]>,
    /// The key of each statement by number, where keys are no whole numbers.
    pub statements: Option<&'a [&'a str]>,
}

/// How Polis' figures were come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolisStart {
    /// All votes at once.
    Snapshot,
    /// All votes at once, by a worker that remembers who was ever clustered.
    Remembering,
    /// The votes as they came in.
    Replay {
        /// So many a tick.
        votes_per_tick: usize,
    },
    /// Over groups that somebody published.
    Given,
}

/// How the groups of the document were found.
#[derive(Serialize)]
pub(super) struct Method<'a> {
    name: &'static str,
    start: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    votes_per_tick: Option<usize>,
    without: &'a [String],
}

/// The keys that the numbers of `math` stand for.
#[derive(Serialize)]
pub(super) struct Keys<'a> {
    participants: Option<&'a [&'a str]>,
    statements: Option<&'a [&'a str]>,
}

impl<'a> PolisView<'a> {
    pub(super) fn method(&self) -> Method<'a> {
        let (start, votes_per_tick) = match self.start {
            PolisStart::Snapshot => ("snapshot", None),
            PolisStart::Remembering => ("remembering", None),
            PolisStart::Replay { votes_per_tick } => ("replay", Some(votes_per_tick)),
            PolisStart::Given => ("given", None),
        };
        Method { name: "polis", start, votes_per_tick, without: self.without }
    }

    pub(super) fn keys(&self) -> Option<Keys<'a>> {
        let (participants, statements) = (self.participants, self.statements);
        (participants.is_some() || statements.is_some()).then_some(Keys { participants, statements })
    }

    fn key(&self, tid: i64) -> StatementKey {
        let named = usize::try_from(tid).ok().and_then(|at| self.statements?.get(at));
        named.map_or_else(|| StatementKey::new(&tid.to_string()), |key| StatementKey::new(key))
    }
}

/// Polis' groups and lists as text, every line within the width; empty where the view has none.
#[must_use]
pub fn polis_terminal(view: &AnalysisView<'_>, lang: &Lang, style: TerminalStyle) -> String {
    let Some(polis) = view.polis else { return String::new() };
    let facts = view.facts();
    let said = Said { polis, lang };
    let text = |tid: i64| {
        let key = polis.key(tid);
        let text = facts.get(&key).map_or_else(String::new, |facts| plain::line(&facts.text).into_owned());
        if text.is_empty() { key.as_str().to_owned() } else { format!("{} {text}", key.as_str()) }
    };
    let mut paragraphs = vec![
        (0, format!("{} · {}", said.word("polis-title"), plain::line(view.source))),
        (0, said.ground()),
        (0, said.start()),
    ];
    for group in &polis.math.group_clusters {
        paragraphs.push((0, String::new()));
        paragraphs.push((0, said.group(group)));
        let told = polis.math.repness.get(&group.id).into_iter().flatten();
        paragraphs.extend(told.map(|told| (2, format!("{} {}", said.represents(told), text(told.tid)))));
    }
    let lists = [
        ("polis-most-agree", "vote-agree", &polis.math.consensus.agree),
        ("polis-most-disagree", "vote-disagree", &polis.math.consensus.disagree),
    ];
    for (title, vote, list) in lists {
        if list.is_empty() {
            continue;
        }
        paragraphs.push((0, String::new()));
        paragraphs.push((0, said.word(title)));
        paragraphs.extend(list.iter().map(|agreed| {
            let share = said.share(vote, agreed.n_success, agreed.n_trials);
            (2, format!("{share} {}", text(agreed.tid)))
        }));
    }
    paragraphs.push((0, String::new()));
    paragraphs.push((0, said.word("polis-note")));
    terminal::paragraphs(&paragraphs, style.width)
}

struct Said<'a> {
    polis: PolisView<'a>,
    lang: &'a Lang,
}

impl Said<'_> {
    fn word(&self, id: &str) -> String {
        locale::word(self.lang, id)
    }

    fn ground(&self) -> String {
        let mut args = Args::new();
        args.set("clustered", self.polis.math.in_conv.len());
        args.set("people", self.polis.math.n);
        args.set("groups", self.polis.math.group_clusters.len());
        locale::say(self.lang, "polis-ground", &args)
    }

    fn start(&self) -> String {
        let mut args = Args::new();
        let id = match self.polis.start {
            PolisStart::Snapshot => "polis-snapshot",
            PolisStart::Remembering => "polis-remembering",
            PolisStart::Replay { votes_per_tick } => {
                args.set("votes", votes_per_tick);
                "polis-replay"
            }
            PolisStart::Given => "polis-given",
        };
        locale::say(self.lang, id, &args)
    }

    fn group(&self, group: &Group) -> String {
        let size = self.polis.math.group_votes.get(&group.id).map_or(0, |votes| votes.n_members);
        let mut args = Args::new();
        // Polis shows its first group as A.
        args.set("name", group_name(group.id as usize));
        args.set("people", size);
        locale::say(self.lang, "polis-group", &args)
    }

    fn represents(&self, told: &Representative) -> String {
        let vote = match told.repful_for {
            Side::Agree => "vote-agree",
            Side::Disagree => "vote-disagree",
        };
        self.share(vote, told.n_success, told.n_trials)
    }

    /// "agree 84 % (21 of 25)"
    fn share(&self, vote: &str, successes: u64, trials: u64) -> String {
        let mut args = Args::new();
        args.set("vote", self.word(vote));
        // Shares without an error bar are cut, never rounded up.
        args.set("percent", (100 * successes).checked_div(trials).unwrap_or_default());
        args.set("successes", successes);
        args.set("trials", trials);
        locale::say(self.lang, "polis-share", &args)
    }
}
