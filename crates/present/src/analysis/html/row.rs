//! One finding as a row that opens: statement, sentence and bar; then every party.

use super::figures::Figures;
use crate::{
    analysis::{
        anchor,
        figures::{Key, Section},
        words::Words,
    },
    locale, plain, sentence,
};
use askama::Template;
use opinion::{Finding, Grade, OutsideReason, PartyFinding};
use std::{borrow::Cow, collections::BTreeMap};
use terms::{PartyKey, StatementFacts, StatementKey};

#[derive(Template)]
#[template(path = "row.html")]
struct Row<'a> {
    anchor: String,
    id: Cow<'a, str>,
    sign: &'static str,
    text: Cow<'a, str>,
    sentence: String,
    band: String,
    threshold: Option<u8>,
    marks: Vec<Mark>,
    figure: String,
    note: String,
    labels: &'a Labels,
    /// Instead of a table, where all people are one block.
    crowd: Option<String>,
    parties: Vec<PartyRow<'a>>,
    agree: String,
    pass: String,
    disagree: String,
    outside: Vec<String>,
    figures: Vec<String>,
    weights: Vec<(String, String)>,
    topic: String,
}

/// A party on the bar.
struct Mark {
    at: u8,
    class: &'static str,
}

struct PartyRow<'a> {
    name: Cow<'a, str>,
    class: &'static str,
    agree: String,
    pass: String,
    disagree: String,
    voted: bool,
    a: u8,
    d: u8,
    l: u8,
    h: u8,
    interval: String,
}

/// Words that are the same in every row, looked up once.
struct Labels {
    caption: String,
    party: String,
    agree: String,
    pass: String,
    disagree: String,
    bar: String,
    interval: String,
    all: String,
    outside: String,
    weightings: String,
}

/// All rows of a page.
pub(super) struct Rows<'a> {
    words: Words<'a>,
    facts: BTreeMap<&'a StatementKey, &'a StatementFacts>,
    names: BTreeMap<&'a PartyKey, &'a str>,
    labels: Labels,
}

impl<'a> Rows<'a> {
    pub(super) fn of(words: Words<'a>) -> Self {
        let names = words.view.report.parties.iter().map(|party| (&party.key, party.name.as_str())).collect();
        Rows { words, facts: words.view.facts(), names, labels: Labels::of(words) }
    }

    /// The row as HTML.
    pub(super) fn html(&self, finding: &Finding) -> String {
        self.row(finding).render().expect("writing to a String does not fail")
    }

    /// The same without what opens, for the long end of a crowd's list: text, sentence and answers.
    pub(super) fn short(&self, finding: &Finding) -> String {
        let facts = self.facts.get(&finding.statement);
        let text = facts.map_or(Cow::Borrowed("—"), |facts| plain::line(&facts.text));
        let sentence = sentence::write(&self.words.view.sentence(finding), self.words.lang);
        let e = crate::page::escape;
        format!(
            "<li id=\"{}\"><code>{}</code> <bdi dir=\"auto\">{}</bdi> <small>{} {}</small>",
            anchor(finding.statement.as_str()),
            e(&plain::line(finding.statement.as_str())),
            e(&text),
            e(&sentence),
            e(&self.crowd(finding).unwrap_or_default())
        )
    }

    fn row<'b>(&'b self, finding: &'b Finding) -> Row<'b> {
        let section = Section::of(finding.grade);
        let facts = self.facts.get(&finding.statement);
        let text = facts.map_or(Cow::Borrowed(""), |facts| plain::line(&facts.text));
        let spoken = self.words.view.sentence(finding);
        let key = Key::of(finding, self.words);
        let figures = Figures { words: self.words, finding, names: &self.names };
        let counted = matches!(section, Section::Agreed | Section::Rejected | Section::Open);
        Row {
            anchor: anchor(finding.statement.as_str()),
            id: plain::line(finding.statement.as_str()),
            sign: section.sign(),
            text: if text.is_empty() { Cow::Borrowed("—") } else { text },
            sentence: sentence::write(&spoken, self.words.lang),
            band: key
                .bar
                .map_or_else(String::new, |(from, to)| format!("--a:{};--z:{}", whole(from), whole(to))),
            threshold: counted.then(|| whole(self.words.view.report.settings.agreement)),
            marks: self.marks(finding, section),
            figure: key.long.unwrap_or(key.text),
            note: self.note(finding, section),
            labels: &self.labels,
            crowd: self.crowd(finding),
            parties: finding.parties.iter().map(|party| self.party(finding, party)).collect(),
            agree: self.words.integer(finding.totals.agree),
            pass: self.words.integer(finding.totals.pass),
            disagree: self.words.integer(finding.totals.disagree),
            outside: figures.outside(),
            figures: figures.lines(),
            weights: figures.weights(),
            topic: facts
                .map_or_else(String::new, |facts| plain::line(&facts.topics.join(" · ")).into_owned()),
        }
    }

    /// Every party that was asked, at its share; the weakest and those outside stand out.
    fn marks(&self, finding: &Finding, section: Section) -> Vec<Mark> {
        let mark = |party: &PartyFinding| {
            let share = share(party, section)?;
            let outside = finding.outside.iter().find(|o| o.party == party.party);
            if !party.asked && outside.is_none() {
                // A handful of answers is no place on the bar.
                return None;
            }
            let weakest = weakest(finding, section) == Some(&party.party);
            let pole = finding
                .poles
                .as_ref()
                .is_some_and(|p| p.for_party == party.party || p.against_party == party.party);
            let class = match outside.map(|o| o.reason) {
                Some(OutsideReason::Disagrees) => "d",
                Some(OutsideReason::Undecided) => "q",
                Some(OutsideReason::NotAsked) => "n",
                None if weakest || pole => "w",
                None => "",
            };
            Some(Mark { at: whole(share), class })
        };
        finding.parties.iter().filter_map(mark).collect()
    }

    /// What stands beside the figure: the weakest party, or how many parties were heard.
    fn note(&self, finding: &Finding, section: Section) -> String {
        let whole_floor =
            matches!(section, Section::Agreed | Section::Rejected) && finding.grade != Grade::Unanimous;
        let whole_floor = whole_floor && finding.outside.is_empty();
        match weakest(finding, section).filter(|_| whole_floor && !self.words.view.parties_vote()) {
            Some(key) => {
                let name = self.names.get(key).copied().unwrap_or(key.as_str());
                let name = sentence::called(self.words.lang, self.words.view.block_word().key(), name);
                format!("{}: {name}", self.words.say("label-weakest"))
            }
            None => String::new(),
        }
    }

    /// The answers of one crowd and its interval: a table of one row would say the same twice, a thousand times.
    fn crowd(&self, finding: &Finding) -> Option<String> {
        let [crowd] = &finding.parties[..] else { return None };
        if !self.words.view.report.single_block {
            return None;
        }
        let mut args = self.words.args();
        args.set("agree", finding.totals.agree);
        args.set("pass", finding.totals.pass);
        args.set("disagree", finding.totals.disagree);
        let answers = locale::say(self.words.lang, "answers-line", &args);
        let interval = self.interval(crowd);
        Some(match crowd.asked {
            true => format!("{answers} · {}: {interval}", self.labels.interval),
            false => format!("{answers} · {interval}"),
        })
    }

    fn party(&self, finding: &Finding, party: &PartyFinding) -> PartyRow<'_> {
        let counts = party.counts;
        let answers = counts.answers().max(1) as f64;
        let outside = finding.outside.iter().any(|o| o.party == party.party);
        let name = self.names.get(&party.party).copied().unwrap_or_default();
        PartyRow {
            name: plain::line(name),
            class: if outside {
                "o"
            } else if party.asked {
                ""
            } else {
                "n"
            },
            agree: self.words.integer(counts.agree),
            pass: self.words.integer(counts.pass),
            disagree: self.words.integer(counts.disagree),
            voted: !counts.is_empty(),
            a: whole(counts.agree as f64 / answers),
            d: whole(counts.disagree as f64 / answers),
            l: whole(party.low),
            h: whole(party.high),
            interval: self.interval(party),
        }
    }

    fn interval(&self, party: &PartyFinding) -> String {
        match (party.asked, self.words.view.parties_vote()) {
            (true, true) => String::new(),
            (false, true) => self.words.say("table-not-voted"),
            (false, false) => self.words.say_with("table-needed", "needed", party.needed),
            (true, false) => self.words.range(party.low, party.high),
        }
    }
}

impl Labels {
    fn of(words: Words<'_>) -> Labels {
        let votes = words.view.parties_vote();
        Labels {
            caption: words.say("table-parties-caption"),
            party: words.say("table-party"),
            agree: words.say("vote-agree"),
            pass: words.say("vote-pass"),
            disagree: words.say("vote-disagree"),
            bar: words.say("table-bar"),
            interval: if votes { String::new() } else { words.say("table-interval") },
            all: words.say("table-all"),
            outside: words.say("label-outside-head"),
            weightings: words.say("figure-weightings"),
        }
    }
}

/// The share by which a party stands on the bar: of agreement, or of disagreement where that is what is shared.
fn share(party: &PartyFinding, section: Section) -> Option<f64> {
    let answers = party.counts.answers();
    let part = if section == Section::Rejected { party.counts.disagree } else { party.counts.agree };
    (answers > 0).then(|| part as f64 / answers as f64)
}

/// The party that bounds the floor shown: the engine's for agreement, the lowest share for rejection.
pub(super) fn weakest(finding: &Finding, section: Section) -> Option<&PartyKey> {
    match section {
        Section::Agreed => finding.weakest.as_ref(),
        Section::Rejected => {
            let shares =
                finding.parties.iter().filter_map(|p| share(p, section).map(|share| (share, &p.party)));
            shares.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, party)| party)
        }
        _ => None,
    }
}

/// Whole per cent for drawing.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100 just before")]
fn whole(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
