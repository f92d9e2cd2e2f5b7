//! What was found, topic by topic. The degree of agreement is the engine's grade and nothing else.

use super::Composer;
use crate::communique::words::best;
use opinion::{Finding, Grade};
use present::communique::{Sentence, Value};
use std::collections::BTreeSet;
use terms::StatementKey;

pub(super) fn findings(composer: &Composer) -> Vec<Sentence> {
    let Some(snapshot) = &composer.state.findings else { return Vec::new() };
    let all: Vec<&Finding> = snapshot.report.findings.iter().collect();
    let acts = acts(composer);
    let mut sentences =
        vec![Sentence::new("found-all").arg("parts", parts(&all, &acts), acts.clone()).number(
            "all",
            all.len() as u64,
            acts.clone(),
        )];
    let cited = cited(composer);
    for topic in &composer.state.topics {
        let own = composer.state.statements_of(&topic.body.topic);
        let (keys, mut made): (Vec<_>, BTreeSet<u64>) =
            own.map(|made| (&made.body.statement, made.act)).unzip();
        let found: Vec<&Finding> = keys.iter().filter_map(|key| composer.state.finding(key)).collect();
        if found.is_empty() {
            continue;
        }
        made.extend(&acts);
        let mut sentence = Sentence::new("found-topic")
            .written("topic", &best(&topic.body.name, composer.lang), [topic.act])
            .number("all", found.len() as u64, made.clone())
            .arg("parts", parts(&found, &acts), acts.clone());
        // What stands in a clause is told there.
        let told = found.iter().filter(|finding| is_news(finding) && !cited.contains(&finding.statement));
        sentence.items = told.filter_map(|finding| composer.statement_found(finding)).collect();
        sentences.push(sentence);
    }
    sentences
}

/// A bare majority and an open question are counted, not told one by one.
fn is_news(finding: &Finding) -> bool {
    !matches!(finding.grade, Grade::Majority | Grade::Open)
}

fn acts(composer: &Composer) -> BTreeSet<u64> {
    let state = composer.state;
    let snapshot = state.findings.iter().flat_map(|snapshot| [snapshot.counted, snapshot.published.act]);
    snapshot.chain(state.rules.iter().map(|rules| rules.act)).collect()
}

/// The statements that stand in a clause.
fn cited<'a>(composer: &Composer<'a>) -> BTreeSet<&'a StatementKey> {
    let clauses = composer.state.text.iter().flat_map(|text| &text.clauses);
    clauses.flat_map(|clause| clause.body.clause.sources.iter().map(|source| &source.statement)).collect()
}

fn parts(findings: &[&Finding], acts: &BTreeSet<u64>) -> Value {
    let mut parts = Vec::new();
    for grade in Grade::ALL {
        let count = findings.iter().filter(|finding| finding.grade == grade).count() as u64;
        if count > 0 {
            let part = Sentence::new(message(grade)).number("count", count, acts.clone());
            parts.push(Value::Part(Box::new(part)));
        }
    }
    Value::List(parts)
}

fn message(grade: Grade) -> &'static str {
    match grade {
        Grade::Unanimous => "count-unanimous",
        Grade::Consensus => "count-consensus",
        Grade::BroadConsensus => "count-broad_consensus",
        Grade::SharedRejection => "count-shared_rejection",
        Grade::Divided => "count-divided",
        Grade::NotYetAsked => "count-not_yet_asked",
        Grade::Majority => "count-majority",
        Grade::Open => "count-open",
    }
}
