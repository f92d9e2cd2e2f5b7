//! A zero draft out of what was found, where the forum brings no outline of its own: a clause for each statement, in
//! its own words, under the weakest verb that fits its class.

use super::error::Refusal;
use super::texts::LONGEST_CLAUSE;
use crate::acts::{ClauseDrafted, Ground};
use crate::fold::State;
use opinion::{Direction, Finding};
use present::locale::{self, Args};
use std::collections::BTreeSet;
use terms::{Digest, MultiText, StatementKey, TopicKey};
use text::{Clause, ClauseId, Part, VerbClass, Verbs};

/// The statements that the latest findings let stand in a text, to accept or to reject, in the order of the acts.
#[must_use]
pub fn earned(state: &State) -> Vec<(&StatementKey, &Finding, Direction)> {
    let of = |key| {
        let finding = state.finding(key)?;
        Some((key, finding, crate::write::earned(finding)?))
    };
    let statements = state.statements.iter().map(|made| &made.body.statement);
    statements.filter(|key| !state.is_hidden(key)).filter_map(of).collect()
}

/// The verb under which a statement of a class stands at first. A statement that promises becomes no promise before
/// somebody is named who makes it, so it is proposed.
fn verb(class: VerbClass, direction: Direction) -> &'static str {
    match (direction, class) {
        (Direction::Against, _) | (_, VerbClass::Recall) => "believes",
        (_, VerbClass::Assess) => "underlines",
        (_, VerbClass::Support) => "supports",
        (_, VerbClass::Urge | VerbClass::Commit) => "proposes",
    }
}

/// A clause for each of these statements.
///
/// # Errors
/// A refusal where nothing is published, or of a statement that earned no place in a text.
pub fn clauses(state: &State, statements: &[StatementKey]) -> Result<Vec<ClauseDrafted>, Refusal> {
    if statements.is_empty() {
        return Ok(Vec::new());
    }
    let snapshot = state.findings.as_ref().ok_or(Refusal::field("begin", "refused-no-findings"))?;
    let snapshot = snapshot.published.body.snapshot;
    let wanted: BTreeSet<&StatementKey> = statements.iter().collect();
    let earned: Vec<_> = earned(state).into_iter().filter(|(key, ..)| wanted.contains(key)).collect();
    let known: BTreeSet<&StatementKey> = earned.iter().map(|(key, ..)| *key).collect();
    if let Some(other) = wanted.into_iter().find(|key| !known.contains(key)) {
        return Err(Refusal::field("begin", "refused-not-agreed").with("statement", other));
    }
    let clause = |(number, (_, finding, direction)): (usize, &(_, &Finding, Direction))| {
        drafted(state, &format!("c{}", number + 1), (finding, *direction), snapshot)
    };
    earned.iter().enumerate().map(clause).collect()
}

/// A paragraph of the opening for the report of each of these topics: what its rapporteur concluded, in every language
/// in which they did. Their ids follow those of so many clauses.
///
/// # Errors
/// A refusal for a topic without a conclusion, or with one that is longer than a clause may be.
pub(super) fn conclusions(
    state: &State,
    topics: &[TopicKey],
    after: usize,
) -> Result<Vec<ClauseDrafted>, Refusal> {
    let paragraph = |(number, topic): (usize, &TopicKey)| {
        let none = || Refusal::field("begin", "refused-no-conclusion").with("topic", topic);
        let text = concluded(state, topic).ok_or_else(none)?;
        let long = text.iter().map(|(_, words)| words.chars().count()).max().unwrap_or_default();
        if long > LONGEST_CLAUSE {
            return Err(Refusal::field("begin", "refused-long")
                .with("long", long)
                .with("most", LONGEST_CLAUSE));
        }
        let clause = Clause::new(&format!("c{}", after + number), Part::Chapeau, text);
        Ok(ClauseDrafted { clause, grounds: Vec::new() })
    };
    (1..).zip(topics).map(paragraph).collect()
}

/// What the report of a topic concludes; `None` where there is none, or no words in it.
#[must_use]
pub fn concluded(state: &State, topic: &TopicKey) -> Option<MultiText> {
    let report = state.discussion.reports.get(topic)?;
    let worded = report.body.conclusion.iter().filter(|(_, words)| !words.trim().is_empty());
    let text = worded.fold(MultiText::default(), |all, (lang, words)| all.with(lang.as_str(), words.trim()));
    let worded = text.iter().next().is_some();
    worded.then_some(text)
}

fn drafted(
    state: &State,
    id: &str,
    (finding, direction): (&Finding, Direction),
    snapshot: Digest,
) -> Result<ClauseDrafted, Refusal> {
    let made = state.statement(&finding.statement).ok_or(Refusal::field("begin", "refused-form"))?;
    let (verbs, verb) = (Verbs::standard(), verb(made.body.class, direction));
    let entry = verbs.get(verb).ok_or(Refusal::field("begin", "refused-form"))?;
    let message = if direction == Direction::For { "draft-holds" } else { "draft-rejects" };
    let mut text = MultiText::default();
    for (lang, statement) in made.body.text.iter() {
        let Some(wording) = entry.wording.get(lang) else { continue };
        let mut args = Args::new();
        args.set("statement", statement.to_owned());
        text = text.with(lang.as_str(), &format!("{wording}{}", locale::say(lang, message, &args)));
    }
    if text.iter().next().is_none() {
        return Err(Refusal::field("begin", "refused-no-wording").with("statement", &finding.statement));
    }
    let clause = Clause::new(ClauseId::new(id).as_str(), Part::Operative, text)
        .verb(verb, entry.class)
        .source(snapshot, finding.statement.clone());
    let ground = Ground { statement: finding.statement.clone(), grade: finding.grade, direction };
    Ok(ClauseDrafted { clause, grounds: vec![ground] })
}
