//! The files of a run, all of them from the record, the votes package excepted.

use super::driver::Driver;
use crate::acts::{CommuniqueIssued, StatementMade};
use crate::communique::{self, Communique};
use crate::config::ForumConfig;
use crate::page::{self, Beside, View};
use crate::{ForumError, State, package, plan};
use present::analysis::{self, AnalysisView, InputView};
use std::collections::BTreeMap;
use terms::{Digest, Lang, Moderation, MultiText, StatementFacts};

/// Writes the communiqué and records that it was issued.
pub(super) fn issue(
    driver: &mut Driver,
    config: &ForumConfig,
    lang: &Lang,
) -> Result<Communique, ForumError> {
    driver.at(&config.forum.calendar.issued)?;
    let communique = communique::of(driver.record(), lang)?;
    let digest = Digest::from_bytes(blake3::hash(communique.text().as_bytes()).into());
    driver.record_act(CommuniqueIssued { lang: lang.clone(), digest })?;
    Ok(communique)
}

pub(super) fn all(
    driver: &Driver,
    config: &ForumConfig,
    seed: u64,
    communique: &Communique,
) -> Result<Vec<(String, Vec<u8>)>, ForumError> {
    let lang = &communique.lang;
    let mut record = Vec::new();
    let what = "the record cannot be written";
    driver
        .record()
        .write_to(&mut record)
        .map_err(|source| ForumError::Build { what, source: Box::new(source) })?;
    let state = driver.state();
    let view = View { state, record: driver.record(), communique, lang, beside: &BESIDE };
    let mut files = vec![
        ("index.html".to_owned(), page::index(&view).into_bytes()),
        (BESIDE.record.to_owned(), record),
        (BESIDE.record_page.to_owned(), page::record_page(&view, "index.html").into_bytes()),
        (BESIDE.communique_text.to_owned(), communique.text().into_bytes()),
        (BESIDE.communique.to_owned(), communique.html_beside(BESIDE.record_page).into_bytes()),
        (BESIDE.text.to_owned(), page::plain_text(&view).into_bytes()),
    ];
    if let Some(findings) = findings(state, seed, lang) {
        files.push((BESIDE.findings.to_owned(), findings.into_bytes()));
    }
    let votes = package::simulated(state, &plan::of(config, seed)?, seed)?;
    files.extend(votes.into_iter().map(|(name, bytes)| (format!("votes/{name}"), bytes)));
    Ok(files)
}

const BESIDE: Beside = Beside {
    communique: "communique.html",
    communique_text: "communique.txt",
    findings: "findings.html",
    text: "text.txt",
    record: "record.jsonl",
    record_page: "record.html",
    votes: "votes/datapackage.json",
};

/// The analysis with every figure, from the recorded counts.
fn findings(state: &State, seed: u64, lang: &Lang) -> Option<String> {
    let snapshot = state.findings.as_ref()?;
    let (counted, tally) = state.votes.as_ref()?;
    let body = &counted.body;
    let statements: Vec<StatementFacts> =
        state.statements.iter().map(|made| facts(state, &made.body, lang)).collect();
    let sum = |at: usize| body.cells.values().flat_map(BTreeMap::values).map(|cell| cell[at]).sum();
    let convened = state.convened.as_ref()?;
    let source = best(&convened.body.name, lang);
    let digest = body.digest.to_string();
    let view = AnalysisView {
        source: &source,
        report: &snapshot.report,
        statements: &statements,
        excluded: &[],
        input: InputView {
            digest: &digest,
            participants: body.participants,
            statements: tally.statements().len() as u64,
            votes: body.votes,
            agree: sum(0),
            pass: sum(1),
            disagree: sum(2),
            parties: snapshot.report.parties.len() as u64,
            events: body.votes,
            revotes: 0,
            skipped: 0,
        },
        alike: None,
        attribution: None,
        map: None,
        polis: None,
        simulation: Some(seed),
        blocks: "party",
    };
    Some(analysis::html(&view, lang))
}

/// The text in `lang`: the analysis speaks more languages than the communiqué.
fn best(text: &MultiText, lang: &Lang) -> String {
    text.best(lang).map_or(String::new(), |(_, text)| text.to_owned())
}

fn facts(state: &State, made: &StatementMade, lang: &Lang) -> StatementFacts {
    let topic = state.topics.iter().find(|topic| topic.body.topic == made.topic);
    StatementFacts {
        key: made.statement.clone(),
        text: best(&made.text, lang),
        topics: topic.iter().map(|topic| best(&topic.body.name, lang)).collect(),
        lang: made.text.best(lang).map(|(lang, _)| lang.clone()),
        made: None,
        moderation: Moderation::Accepted,
        is_meta: false,
    }
}
