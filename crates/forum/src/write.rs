//! Writing the text: which clauses the findings earn, in the words of the statements that were voted on.

use crate::acts::{ClauseDrafted, Ground};
use crate::config::{ForumConfig, OutlineClause, StatementEntry};
use opinion::{Direction, Finding, Grade, Report};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Digest, Lang, MultiText, PartyKey, StatementKey};
use text::{AssertedBy, Clause, Part, Verbs};

/// What a clause may say of a finding: that the forum holds the statement, or rejects it. `None` unless the parties
/// agree, in every party or in all but a few that are named.
#[must_use]
pub fn earned(finding: &Finding) -> Option<Direction> {
    match finding.grade {
        Grade::Unanimous | Grade::Consensus | Grade::BroadConsensus => Some(Direction::For),
        Grade::SharedRejection => Some(Direction::Against),
        Grade::Divided | Grade::NotYetAsked | Grade::Majority | Grade::Open => None,
    }
}

/// A statement that earned its place in a clause.
struct Earned<'a> {
    entry: &'a StatementEntry,
    grade: Grade,
    direction: Direction,
}

/// A promise somebody could make: the statement behind it and who would act.
#[derive(Clone, Debug)]
pub struct Promise {
    /// The statement.
    pub statement: StatementKey,
    /// Who would act.
    pub actor: PartyKey,
}

/// The clauses that the findings earn, in the order of the outline. A clause from which nothing was agreed is not
/// written. `promise` chooses among the statements that name a deed and earned one.
pub fn clauses(
    config: &ForumConfig,
    report: &Report,
    snapshot: Digest,
    promise: impl Fn(&[StatementKey]) -> Option<Promise>,
) -> Vec<ClauseDrafted> {
    let findings: BTreeMap<&StatementKey, &Finding> =
        report.findings.iter().map(|finding| (&finding.statement, finding)).collect();
    let mut written = Vec::new();
    for outline in &config.outline.clause {
        let earned = earned_for(config, outline, &findings);
        if earned.is_empty() {
            continue;
        }
        let clause = if outline.asserted_by.as_ref() == "actor" {
            let keys: Vec<_> = earned.iter().map(|earned| earned.entry.id.as_ref().clone()).collect();
            promise(&keys).and_then(|promise| deed(config, outline, &earned, &promise, snapshot))
        } else {
            declaration(config, outline, &earned, snapshot)
        };
        written.extend(clause);
    }
    written
}

fn earned_for<'a>(
    config: &'a ForumConfig,
    outline: &OutlineClause,
    findings: &BTreeMap<&StatementKey, &Finding>,
) -> Vec<Earned<'a>> {
    let topics: BTreeSet<_> = outline.topics.iter().map(|topic| topic.as_ref()).collect();
    let deeds = outline.draws.as_ref() == "deed";
    let drawn = |entry: &&StatementEntry| {
        let kind = if deeds { entry.deed.is_some() } else { entry.verb.as_ref() == outline.draws.as_ref() };
        kind && topics.contains(entry.topic.as_ref())
    };
    let grade = |entry: &'a StatementEntry| {
        let finding = findings.get(entry.id.as_ref())?;
        let direction = earned(finding)?;
        let fits = !deeds || direction == Direction::For;
        fits.then_some(Earned { entry, grade: finding.grade, direction })
    };
    config.statements.iter().filter(drawn).filter_map(grade).collect()
}

fn declaration(
    config: &ForumConfig,
    outline: &OutlineClause,
    earned: &[Earned],
    snapshot: Digest,
) -> Option<ClauseDrafted> {
    let verbs = Verbs::standard();
    let verb = verbs.get(outline.verb.as_ref())?;
    let lead = outline.lead.as_ref()?;
    let mut text = MultiText::default();
    for (lang, lead) in lead.iter() {
        let Some(wording) = verb.wording.get(lang) else { continue };
        if let Some(items) = items(config, lang, earned) {
            let form = config.outline.sentence(lang);
            let sentence = filled(form, &[("verb", wording), ("lead", lead), ("items", &items)]);
            text = text.with(lang.as_str(), &sentence);
        }
    }
    let clause =
        Clause::new(outline.id.as_ref(), part(outline), text).verb(outline.verb.as_ref(), verb.class);
    Some(drafted(clause, earned, snapshot))
}

/// "holding that: (a) … (b) … rejecting the claim that: (c) …", each statement as it was voted on.
fn items(config: &ForumConfig, lang: &Lang, earned: &[Earned]) -> Option<String> {
    let mut letters = config.outline.letters(lang);
    let mut groups = Vec::new();
    let sides = [(Direction::For, &config.outline.holding), (Direction::Against, &config.outline.rejecting)];
    for (direction, opening) in sides {
        let mut group = opening.get(lang)?.to_owned();
        let before = group.len();
        for earned in earned.iter().filter(|earned| earned.direction == direction) {
            let statement = earned.entry.text.get(lang)?;
            group.push_str(&format!("\n({}) {statement}", letters.next()?));
        }
        if group.len() > before {
            groups.push(group);
        }
    }
    Some(groups.join("\n"))
}

fn deed(
    config: &ForumConfig,
    outline: &OutlineClause,
    earned: &[Earned],
    promise: &Promise,
    snapshot: Digest,
) -> Option<ClauseDrafted> {
    let chosen = earned.iter().find(|earned| *earned.entry.id.as_ref() == promise.statement)?;
    let verbs = Verbs::standard();
    let verb = verbs.get(outline.verb.as_ref())?;
    let mut text = MultiText::default();
    for (lang, deed) in chosen.entry.deed.as_ref()?.iter() {
        if let Some(wording) = verb.wording.get(lang) {
            let form = config.outline.promise(lang);
            text = text.with(lang.as_str(), &filled(form, &[("verb", wording), ("deed", deed)]));
        }
    }
    let clause = Clause::new(outline.id.as_ref(), part(outline), text)
        .verb(outline.verb.as_ref(), verb.class)
        .actor(promise.actor.clone())
        .asserted_by(AssertedBy::Parties(BTreeSet::from([promise.actor.clone()])));
    Some(drafted(clause, std::slice::from_ref(chosen), snapshot))
}

/// A form with its parts in place. What stands in a part is never read as a place again.
fn filled(form: &str, parts: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = form;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, place)| Some((before, place.split_once('}')?)))
    {
        text.push_str(before);
        text.push_str(parts.iter().find(|(part, _)| *part == name).map_or("", |(_, words)| words));
        rest = after;
    }
    text + rest
}

fn part(outline: &OutlineClause) -> Part {
    if outline.part.as_ref() == "preamble" { Part::Preamble } else { Part::Operative }
}

fn drafted(clause: Clause, earned: &[Earned], snapshot: Digest) -> ClauseDrafted {
    let cite = |clause: Clause, earned: &Earned| clause.source(snapshot, earned.entry.id.as_ref().clone());
    let ground = |earned: &Earned| Ground {
        statement: earned.entry.id.as_ref().clone(),
        grade: earned.grade,
        direction: earned.direction,
    };
    ClauseDrafted { grounds: earned.iter().map(ground).collect(), clause: earned.iter().fold(clause, cite) }
}
