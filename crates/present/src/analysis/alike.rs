//! Who answers alike beyond what chance and shared opinions explain, and what is found with each such set of people
//! counted as one voter. Said as a reason to look, never as an accusation.

use super::json::{maybe_six, six};
use super::words::Words;
use crate::{locale, sentence, sentence::at_most};
use opinion::{Direction, Finding, Grade, OutsideReason, Report};
use serde::Serialize;
use std::collections::BTreeMap;
use terms::{Instant, StatementKey};

/// What was seen of people who answer alike.
#[derive(Clone, Copy, Debug)]
pub enum AlikeView<'a> {
    /// It was not looked at.
    Left(LeftOut),
    /// The sets, largest first, and the report with each as one voter; `None` where that changes no count.
    Seen {
        /// The sets.
        cliques: &'a [CliqueView<'a>],
        /// The report of the votes so counted.
        as_one: Option<&'a Report>,
    },
}

/// Why it was not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nobody wanted it.
    Asked,
    /// There are more votes than are looked through unasked.
    Large,
    /// Every party is one vote, and answers for itself.
    OneVoteEach,
}

/// People who answer alike.
#[derive(Clone, Debug)]
pub struct CliqueView<'a> {
    /// How many they are.
    pub people: usize,
    /// Their keys in the file, where everybody's place is written as well.
    pub ids: Option<Vec<&'a str>>,
    /// How many of them are of which party.
    pub parties: Vec<(&'a str, usize)>,
    /// By what they are seen, and what else is noticed.
    pub signs: Vec<Sign>,
}

/// By what people are seen to answer alike, or what else is noticed of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// They agree beyond what their opinions explain.
    Together {
        /// Over all their pairs, in standard deviations.
        deviations: f64,
        /// How much of what opinions leave open they have in common, 0 to 1 or a little above.
        correlation: f64,
    },
    /// So many gave exactly the same answers.
    Identical {
        /// How many did.
        people: usize,
        /// How many opinions let expect.
        expected: f64,
    },
    /// They answered in the same minutes.
    SameMoments {
        /// The share that neighbours have in common.
        share: f64,
    },
    /// They answered in the same order.
    SameOrder {
        /// The share of steps that neighbours have in common.
        share: f64,
    },
    /// Most of them began within the same five minutes.
    Burst {
        /// When these begin.
        from: Instant,
        /// How many people began in them, all together.
        people: u64,
    },
    /// Half of them go from answer to answer in so little time.
    Pace {
        /// Milliseconds.
        millis: i64,
    },
    /// Each gave one kind of answer only.
    OneAnswer,
}

impl LeftOut {
    /// The key used in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            LeftOut::Asked => "not_asked",
            LeftOut::Large => "too_many_votes",
            LeftOut::OneVoteEach => "one_vote_each",
        }
    }
}

/// The findings that are other ones with each set as one voter: as counted, and so. In the order of the report.
fn changed<'a>(counted: &'a Report, as_one: &'a Report) -> Vec<(&'a Finding, &'a Finding)> {
    let other: BTreeMap<&StatementKey, &Finding> =
        as_one.findings.iter().map(|finding| (&finding.statement, finding)).collect();
    let pair = |finding: &'a Finding| Some((finding, *other.get(&finding.statement)?));
    let is_other = |(one, other): &(&Finding, &Finding)| {
        (one.grade, one.direction, &one.outside) != (other.grade, other.direction, &other.outside)
    };
    counted.findings.iter().filter_map(pair).filter(is_other).collect()
}

/// The same in words, for terminal and page.
pub(super) struct Told {
    /// One to three sentences.
    pub(super) verdict: Vec<String>,
    /// Each set: how many they are, and by what they are seen.
    pub(super) sets: Vec<(String, String)>,
    /// Sets left out.
    pub(super) more_sets: usize,
    /// Each finding that is another: the statement, its finding as counted, and with each set as one voter.
    pub(super) changes: Vec<(StatementKey, String, String)>,
    /// Findings left out.
    pub(super) more_changes: usize,
}

impl Told {
    /// With so many sets and findings at most; nothing where nothing is known of it.
    pub(super) fn of(words: Words<'_>, sets: usize, findings: usize) -> Option<Told> {
        let (cliques, as_one) = match words.view.alike? {
            AlikeView::Left(why) => {
                let id = match why {
                    LeftOut::Asked => "alike-asked",
                    LeftOut::Large => "alike-large",
                    LeftOut::OneVoteEach => "alike-one-vote-each",
                };
                return Some(Told::only(vec![words.say(id)]));
            }
            AlikeView::Seen { cliques: [], .. } => return Some(Told::only(vec![words.say("alike-none")])),
            AlikeView::Seen { cliques, as_one } => (cliques, as_one),
        };
        let all = as_one.map_or_else(Vec::new, |as_one| changed(words.view.report, as_one));
        let mut args = words.args();
        args.set("people", cliques.iter().map(|clique| clique.people as u64).sum::<u64>());
        args.set("sets", cliques.len() as u64);
        let result = match (as_one, all.len() as u64) {
            (None, _) => words.say("alike-apart"),
            (Some(_), 0) => words.say("alike-same"),
            (Some(_), count) => words.say_with("alike-changed", "count", count),
        };
        let told = |finding: &Finding| sentence::write(&words.view.sentence(finding), words.lang);
        let change = |(one, other): &(&Finding, &Finding)| {
            let named = |id: &str, finding: &Finding| {
                let mut args = words.args();
                args.set("sentence", told(finding));
                locale::say(words.lang, id, &args)
            };
            (one.statement.clone(), named("alike-as-counted", one), named("alike-as-one", other))
        };
        Some(Told {
            verdict: vec![locale::say(words.lang, "alike-found", &args), words.say("alike-about"), result],
            sets: cliques.iter().take(sets).map(|clique| set(words, clique)).collect(),
            more_sets: cliques.len().saturating_sub(sets),
            changes: all.iter().take(findings).map(change).collect(),
            more_changes: all.len().saturating_sub(findings),
        })
    }

    fn only(verdict: Vec<String>) -> Told {
        Told { verdict, sets: Vec::new(), more_sets: 0, changes: Vec::new(), more_changes: 0 }
    }
}

/// "20 people", and by what they are seen.
fn set(words: Words<'_>, clique: &CliqueView<'_>) -> (String, String) {
    let signs: Vec<String> = clique.signs.iter().map(|sign| said(words, sign)).collect();
    (words.say_with("alike-set", "people", clique.people as u64), signs.join(" · "))
}

fn said(words: Words<'_>, sign: &Sign) -> String {
    match *sign {
        Sign::Together { correlation, .. } => {
            words.say_with("alike-together", "percent", u64::from(at_most(correlation.clamp(0.0, 1.0))))
        }
        Sign::Identical { people, expected } => {
            let mut args = words.args();
            args.set("people", people as u64);
            args.set("expected", whole_above(expected));
            locale::say(words.lang, "alike-identical", &args)
        }
        Sign::SameMoments { .. } => words.say("alike-moments"),
        Sign::SameOrder { .. } => words.say("alike-order"),
        Sign::Burst { .. } => words.say("alike-burst"),
        Sign::Pace { millis } => words.say_with("alike-pace", "seconds", whole_above(millis as f64 / 1000.0)),
        Sign::OneAnswer => words.say("alike-one-answer"),
    }
}

/// The next whole number, one at least.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=1e9 just before")]
fn whole_above(value: f64) -> u64 {
    value.ceil().clamp(1.0, 1e9) as u64
}

/// `manipulation` of the JSON.
#[derive(Serialize)]
pub(super) struct Manipulation<'a> {
    looked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    flagged: usize,
    cliques: Vec<CliqueEntry<'a>>,
    changed: Vec<&'a StatementKey>,
    statements: Vec<Both<'a>>,
    digest_as_one: Option<&'a str>,
}

#[derive(Serialize)]
struct CliqueEntry<'a> {
    size: usize,
    parties: Vec<OfParty<'a>>,
    signs: Vec<SignEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<&'a [&'a str]>,
}

#[derive(Serialize)]
struct OfParty<'a> {
    party: &'a str,
    people: usize,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum SignEntry {
    Together {
        #[serde(serialize_with = "six")]
        deviations: f64,
        #[serde(serialize_with = "six")]
        correlation: f64,
    },
    Identical {
        people: usize,
        #[serde(serialize_with = "six")]
        expected: f64,
    },
    SameMoments {
        #[serde(serialize_with = "six")]
        share: f64,
    },
    SameOrder {
        #[serde(serialize_with = "six")]
        share: f64,
    },
    Burst {
        from: i64,
        people: u64,
    },
    Pace {
        millis: i64,
    },
    OneAnswer,
}

/// A statement as counted, and with each set as one voter.
#[derive(Serialize)]
struct Both<'a> {
    id: &'a StatementKey,
    counted: Entry<'a>,
    as_one: Entry<'a>,
}

#[derive(Serialize)]
struct Entry<'a> {
    grade: Grade,
    direction: Option<Direction>,
    outside: Vec<Outside<'a>>,
    #[serde(serialize_with = "maybe_six")]
    floor: Option<f64>,
    #[serde(serialize_with = "maybe_six")]
    rejection_floor: Option<f64>,
    #[serde(serialize_with = "six")]
    certified: f64,
    answers: u64,
}

#[derive(Serialize)]
struct Outside<'a> {
    party: &'a str,
    reason: OutsideReason,
}

impl<'a> Manipulation<'a> {
    pub(super) fn of(alike: AlikeView<'a>, counted: &'a Report) -> Self {
        let none = Manipulation {
            looked: false,
            reason: None,
            flagged: 0,
            cliques: Vec::new(),
            changed: Vec::new(),
            statements: Vec::new(),
            digest_as_one: None,
        };
        let (cliques, as_one) = match alike {
            AlikeView::Left(why) => return Manipulation { reason: Some(why.key()), ..none },
            AlikeView::Seen { cliques, as_one } => (cliques, as_one),
        };
        let changed = as_one.map_or_else(Vec::new, |as_one| changed(counted, as_one));
        Manipulation {
            looked: true,
            flagged: cliques.iter().map(|clique| clique.people).sum(),
            cliques: cliques.iter().map(CliqueEntry::of).collect(),
            changed: changed.iter().map(|(one, _)| &one.statement).collect(),
            statements: as_one.map_or_else(Vec::new, |as_one| both(counted, as_one)),
            digest_as_one: as_one.map(|as_one| as_one.digest.as_str()),
            ..none
        }
    }
}

fn both<'a>(counted: &'a Report, as_one: &'a Report) -> Vec<Both<'a>> {
    let other: BTreeMap<&StatementKey, &Finding> =
        as_one.findings.iter().map(|finding| (&finding.statement, finding)).collect();
    let pair = |finding: &'a Finding| {
        let as_one = Entry::of(other.get(&finding.statement)?);
        Some(Both { id: &finding.statement, counted: Entry::of(finding), as_one })
    };
    counted.findings.iter().filter_map(pair).collect()
}

impl<'a> CliqueEntry<'a> {
    fn of(clique: &'a CliqueView<'a>) -> Self {
        CliqueEntry {
            size: clique.people,
            parties: clique.parties.iter().map(|&(party, people)| OfParty { party, people }).collect(),
            signs: clique.signs.iter().map(SignEntry::of).collect(),
            people: clique.ids.as_deref(),
        }
    }
}

impl SignEntry {
    fn of(sign: &Sign) -> SignEntry {
        match *sign {
            Sign::Together { deviations, correlation } => SignEntry::Together { deviations, correlation },
            Sign::Identical { people, expected } => SignEntry::Identical { people, expected },
            Sign::SameMoments { share } => SignEntry::SameMoments { share },
            Sign::SameOrder { share } => SignEntry::SameOrder { share },
            Sign::Burst { from, people } => SignEntry::Burst { from: from.millis(), people },
            Sign::Pace { millis } => SignEntry::Pace { millis },
            Sign::OneAnswer => SignEntry::OneAnswer,
        }
    }
}

impl<'a> Entry<'a> {
    fn of(finding: &'a Finding) -> Self {
        let outside = |one: &'a opinion::Outside| Outside { party: one.party.as_str(), reason: one.reason };
        Entry {
            grade: finding.grade,
            direction: finding.direction,
            outside: finding.outside.iter().map(outside).collect(),
            floor: finding.floor,
            rejection_floor: finding.rejection_floor,
            certified: finding.certified,
            answers: finding.totals.answers(),
        }
    }
}
