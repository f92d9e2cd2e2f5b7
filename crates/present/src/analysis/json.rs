//! The analysis as JSON. The schema is `docs/analysis.schema.json`.

use super::alike::Manipulation;
use super::map::{GroupsEntry, People};
use super::polis::{Keys, Method};
use super::{AnalysisView, InputView, simulation_notice};
use crate::sentence::{self, Sentence};
use opinion::{
    Direction, ExactCounts, Finding, Grade, GroupAxis, MoreAnswers, Outside, OutsideReason, PartyFinding,
};
use serde::{Serialize, Serializer, ser::SerializeMap, ser::SerializeSeq};
use std::{collections::BTreeMap, io};
use terms::{Lang, PartyFacts, StatementFacts, StatementKey};

/// The name and version of the format, its `schema` key.
pub const SCHEMA: &str = "plenary.analysis/1";

/// The analysis as a JSON value; sentences are also written out in `lang`. Floats have six decimals.
///
/// # Panics
/// Never: every part of a view has a JSON form.
#[must_use]
pub fn json(view: &AnalysisView<'_>, lang: &Lang) -> serde_json::Value {
    serde_json::to_value(Document::of(view, lang)).expect("a view has string keys only")
}

/// Writes the analysis as one JSON document and a line end, keys in the documented order.
///
/// # Errors
/// What `out` answers.
pub fn write_json(view: &AnalysisView<'_>, lang: &Lang, out: &mut impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Document::of(view, lang))?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    simulation: Option<Simulation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution: Option<&'a str>,
    input: Input<'a>,
    settings: Settings<'a>,
    parties: Vec<Party<'a>>,
    summary: Summary<'a>,
    exact: ExactCounts,
    excluded: Vec<Excluded<'a>>,
    statements: Statements<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<GroupsEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    participants: Option<People<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    manipulation: Option<Manipulation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<Method<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    math_keys: Option<Keys<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    math: Option<&'a polis::Math>,
    digest: &'a str,
}

#[derive(Serialize)]
struct Simulation {
    seed: u64,
    notice: String,
}

#[derive(Serialize)]
struct Input<'a> {
    digest: &'a str,
    participants: u64,
    statements: u64,
    votes: u64,
    agree: u64,
    pass: u64,
    disagree: u64,
    parties: u64,
    events: u64,
    revotes: u64,
    skipped: u64,
}

#[derive(Serialize)]
struct Settings<'a> {
    blocks: &'a str,
    single_block: bool,
    #[serde(serialize_with = "six")]
    agreement: f64,
    #[serde(serialize_with = "six")]
    confidence: f64,
    #[serde(serialize_with = "six")]
    veto: f64,
    outside_at_most: u32,
    minimum_answers: u64,
    #[serde(serialize_with = "six")]
    divide_gap: f64,
    #[serde(serialize_with = "six")]
    fake_share: f64,
    evidence: opinion::Evidence,
}

#[derive(Serialize)]
struct Party<'a> {
    id: &'a str,
    name: &'a str,
    standing: Option<&'a str>,
    population: Option<u64>,
    roster: Option<u64>,
}

struct Summary<'a>(&'a opinion::GradeCounts);

#[derive(Serialize)]
struct Excluded<'a> {
    id: &'a StatementKey,
    reason: &'a str,
}

/// Serialised one by one, so that a thousand statements never stand in memory twice.
struct Statements<'a> {
    view: &'a AnalysisView<'a>,
    facts: BTreeMap<&'a StatementKey, &'a StatementFacts>,
    lang: &'a Lang,
}

#[derive(Serialize)]
struct Statement<'a> {
    id: &'a StatementKey,
    text: &'a str,
    topic: Option<String>,
    grade: Grade,
    direction: Option<Direction>,
    outside: Vec<OutsideEntry<'a>>,
    sentence: Worded,
    #[serde(serialize_with = "maybe_six")]
    floor: Option<f64>,
    #[serde(serialize_with = "maybe_six")]
    rejection_floor: Option<f64>,
    #[serde(serialize_with = "maybe_six")]
    robust_floor: Option<f64>,
    weakest: Option<&'a str>,
    #[serde(serialize_with = "six")]
    certified: f64,
    #[serde(serialize_with = "six")]
    certified_broad: f64,
    #[serde(serialize_with = "six")]
    balanced: f64,
    #[serde(serialize_with = "maybe_six")]
    contrast: Option<f64>,
    weightings: Weightings,
    poles: Option<Poles<'a>>,
    no_objection: bool,
    all_for: bool,
    more_answers: Option<More>,
    agree: u64,
    pass: u64,
    disagree: u64,
    parties: Vec<PartyEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<OverGroups<'a>>,
}

/// The statement over opinion groups, where there are any.
#[derive(Serialize)]
struct OverGroups<'a> {
    #[serde(serialize_with = "six")]
    certified: f64,
    #[serde(serialize_with = "six")]
    certified_parties: f64,
    #[serde(serialize_with = "maybe_six")]
    floor: Option<f64>,
    #[serde(serialize_with = "maybe_six")]
    rejection_floor: Option<f64>,
    weakest: Option<&'a str>,
    #[serde(serialize_with = "maybe_six")]
    contrast: Option<f64>,
    stopped: Option<Grade>,
    list: Vec<GroupEntry<'a>>,
}

#[derive(Serialize)]
struct GroupEntry<'a> {
    group: &'a str,
    agree: u64,
    pass: u64,
    disagree: u64,
    #[serde(serialize_with = "six")]
    low: f64,
    #[serde(serialize_with = "six")]
    high: f64,
    needed: u64,
}

#[derive(Serialize)]
struct OutsideEntry<'a> {
    party: &'a str,
    reason: OutsideReason,
}

#[derive(Serialize)]
struct Worded {
    #[serde(flatten)]
    sentence: Sentence,
    text: String,
}

#[derive(Serialize)]
struct Weightings {
    #[serde(serialize_with = "six")]
    equal: f64,
    #[serde(serialize_with = "maybe_six")]
    population: Option<f64>,
    #[serde(serialize_with = "maybe_six")]
    penrose: Option<f64>,
}

#[derive(Serialize)]
struct Poles<'a> {
    r#for: &'a str,
    #[serde(serialize_with = "six")]
    for_at_least: f64,
    against: &'a str,
    #[serde(serialize_with = "six")]
    against_at_most: f64,
}

#[derive(Serialize)]
struct More {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<u64>,
}

#[derive(Serialize)]
struct PartyEntry<'a> {
    party: &'a str,
    agree: u64,
    pass: u64,
    disagree: u64,
    #[serde(serialize_with = "six")]
    low: f64,
    #[serde(serialize_with = "six")]
    high: f64,
    needed: u64,
}

impl<'a> Document<'a> {
    fn of(view: &'a AnalysisView<'a>, lang: &'a Lang) -> Self {
        Document {
            schema: SCHEMA,
            source: view.source,
            simulation: view.simulation.map(|seed| Simulation { seed, notice: simulation_notice(seed) }),
            attribution: view.attribution,
            input: Input::of(&view.input),
            settings: Settings::of(view),
            parties: view.report.parties.iter().map(Party::of).collect(),
            summary: Summary(&view.report.summary),
            exact: view.report.exact,
            excluded: view.excluded.iter().map(|(id, reason)| Excluded { id, reason }).collect(),
            statements: Statements { view, facts: view.facts(), lang },
            groups: view.map.as_ref().map(GroupsEntry::of),
            participants: view.map.filter(|map| map.people.is_some()).map(People),
            manipulation: view.alike.map(|alike| Manipulation::of(alike, view.report)),
            method: view.polis.map(|polis| polis.method()),
            math_keys: view.polis.and_then(|polis| polis.keys()),
            math: view.polis.map(|polis| polis.math),
            digest: &view.report.digest,
        }
    }
}

impl<'a> Input<'a> {
    fn of(input: &InputView<'a>) -> Self {
        let InputView { digest, participants, statements, votes, agree, pass, disagree, .. } = *input;
        let InputView { parties, events, revotes, skipped, .. } = *input;
        Input {
            digest,
            participants,
            statements,
            votes,
            agree,
            pass,
            disagree,
            parties,
            events,
            revotes,
            skipped,
        }
    }
}

impl<'a> Settings<'a> {
    fn of(view: &AnalysisView<'a>) -> Self {
        let settings = &view.report.settings;
        Settings {
            blocks: view.blocks,
            single_block: view.report.single_block,
            agreement: settings.agreement,
            confidence: settings.confidence,
            veto: settings.veto,
            outside_at_most: view.report.outside_at_most,
            minimum_answers: settings.minimum_answers,
            divide_gap: settings.divide_gap,
            fake_share: settings.fake_share,
            evidence: settings.evidence,
        }
    }
}

impl<'a> Party<'a> {
    fn of(party: &'a PartyFacts) -> Self {
        let standing = party.standing.as_ref().map(terms::Standing::as_str);
        Party {
            id: party.key.as_str(),
            name: &party.name,
            standing,
            population: party.population,
            roster: party.roster,
        }
    }
}

impl<'a> Statement<'a> {
    fn of(finding: &'a Finding, all: &Statements<'a>) -> Self {
        let facts = all.facts.get(&finding.statement);
        let sentence = all.view.sentence(finding);
        let text = sentence::write(&sentence, all.lang);
        Statement {
            id: &finding.statement,
            text: facts.map_or("", |facts| facts.text.as_str()),
            topic: facts.filter(|facts| !facts.topics.is_empty()).map(|facts| facts.topics.join(";")),
            grade: finding.grade,
            direction: finding.direction,
            outside: finding.outside.iter().map(OutsideEntry::of).collect(),
            sentence: Worded { sentence, text },
            floor: finding.floor,
            rejection_floor: finding.rejection_floor,
            robust_floor: finding.robust_floor,
            weakest: finding.weakest.as_ref().map(terms::PartyKey::as_str),
            certified: finding.certified,
            certified_broad: finding.certified_broad,
            balanced: finding.balanced,
            contrast: finding.contrast,
            weightings: Weightings::of(&finding.weightings),
            poles: finding.poles.as_ref().map(Poles::of),
            no_objection: finding.no_objection,
            all_for: finding.all_for,
            more_answers: finding.more_answers.map(More::of),
            agree: finding.totals.agree,
            pass: finding.totals.pass,
            disagree: finding.totals.disagree,
            parties: finding.parties.iter().map(PartyEntry::of).collect(),
            groups: finding.groups.as_ref().map(OverGroups::of),
        }
    }
}

impl<'a> OverGroups<'a> {
    fn of(axis: &'a GroupAxis) -> Self {
        OverGroups {
            certified: axis.certified,
            certified_parties: axis.certified_parties,
            floor: axis.floor,
            rejection_floor: axis.rejection_floor,
            weakest: axis.weakest.as_ref().map(terms::PartyKey::as_str),
            contrast: axis.contrast,
            stopped: axis.stopped,
            list: axis.groups.iter().map(GroupEntry::of).collect(),
        }
    }
}

impl<'a> GroupEntry<'a> {
    fn of(group: &'a PartyFinding) -> Self {
        let counts = group.counts;
        GroupEntry {
            group: group.party.as_str(),
            agree: counts.agree,
            pass: counts.pass,
            disagree: counts.disagree,
            low: group.low,
            high: group.high,
            needed: group.needed,
        }
    }
}

impl<'a> OutsideEntry<'a> {
    fn of(outside: &'a Outside) -> Self {
        OutsideEntry { party: outside.party.as_str(), reason: outside.reason }
    }
}

impl Weightings {
    fn of(weightings: &opinion::Weightings) -> Self {
        let opinion::Weightings { equal, population, penrose } = *weightings;
        Weightings { equal, population, penrose }
    }
}

impl<'a> Poles<'a> {
    fn of(poles: &'a opinion::Poles) -> Self {
        Poles {
            r#for: poles.for_party.as_str(),
            for_at_least: poles.for_at_least,
            against: poles.against_party.as_str(),
            against_at_most: poles.against_at_most,
        }
    }
}

impl More {
    fn of(more: MoreAnswers) -> Self {
        let (kind, answers) = match more {
            MoreAnswers::Missing(answers) => ("missing", Some(answers)),
            MoreAnswers::Expected(answers) => ("expected", Some(answers)),
            MoreAnswers::Exhausted => ("exhausted", None),
            MoreAnswers::Beyond(answers) => ("beyond", Some(answers)),
        };
        More { kind, answers }
    }
}

impl<'a> PartyEntry<'a> {
    fn of(party: &'a PartyFinding) -> Self {
        PartyEntry {
            party: party.party.as_str(),
            agree: party.counts.agree,
            pass: party.counts.pass,
            disagree: party.counts.disagree,
            low: party.low,
            high: party.high,
            needed: party.needed,
        }
    }
}

impl Serialize for Summary<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Grade::ALL.len()))?;
        for grade in Grade::ALL {
            map.serialize_entry(grade.key(), &self.0.of(grade))?;
        }
        map.end()
    }
}

impl Serialize for Statements<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let findings = &self.view.report.findings;
        let mut list = serializer.serialize_seq(Some(findings.len()))?;
        for finding in findings {
            list.serialize_element(&Statement::of(finding, self))?;
        }
        list.end()
    }
}

/// Rounded to six decimals, and never a negative zero.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
pub(super) fn six<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*value))
}

#[expect(clippy::ref_option, reason = "serde passes fields by reference")]
pub(super) fn maybe_six<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(rounded).serialize(serializer)
}
