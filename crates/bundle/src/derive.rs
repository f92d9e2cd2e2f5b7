//! What follows from a record: the files that a bundle holds beside it.

use crate::files::Files;
use crate::reading::Reading;
use forum::acts::SimulationMark;
use forum::{ForumError, State, communique};
use record::PublicKey;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use terms::{Lang, PartyKey};

pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const RECORD: &str = "record.jsonl";
pub(crate) const HEAD: &str = "head.json";
pub(crate) const KEYS: &str = "keys.json";
pub(crate) const FINDINGS: &str = "findings.json";

/// Names that no file from elsewhere may have.
pub(crate) const RESERVED: [&str; 5] = [MANIFEST, RECORD, HEAD, KEYS, FINDINGS];

pub(crate) fn mark(state: &State) -> Option<&SimulationMark> {
    state.convened.as_ref()?.body.simulation.as_ref()
}

/// One value, one spelling.
pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("strings, integers, lists and maps by text");
    bytes.push(b'\n');
    bytes
}

/// All that follows from the record, by name.
pub(crate) fn from_record(reading: &Reading, host: &PublicKey) -> Result<Files, ForumError> {
    let state = reading.state();
    let mut files = Files::from([
        (KEYS.to_owned(), json(&Keys::of(state, host))),
        (FINDINGS.to_owned(), json(&findings(state))),
    ]);
    for tag in present::locale::shipped() {
        let news = communique::of_public(&reading.outline, &reading.outside, &Lang::new(tag))?;
        files.insert(news_file(tag), news.text().into_bytes());
    }
    Ok(files)
}

/// The name of the news report in a language.
pub(crate) fn news_file(tag: &str) -> String {
    format!("communique.{tag}.txt")
}

/// The key that signed the head, and those that the record registers.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Keys {
    format: String,
    /// The host's, as the bundle names it.
    pub(crate) host: PublicKey,
    forum: Option<PublicKey>,
    parties: BTreeMap<PartyKey, PublicKey>,
    simulation: Option<SimulationMark>,
}

impl Keys {
    fn of(state: &State, host: &PublicKey) -> Keys {
        let parties = state.keys.parties.iter().map(|(party, key)| (party.clone(), key.body.key));
        Keys {
            format: "plenary-keys/1".to_owned(),
            host: *host,
            forum: state.keys.of_forum().copied(),
            parties: parties.collect(),
            simulation: mark(state).cloned(),
        }
    }
}

/// The host's key, as a bundle names it.
pub(crate) fn host(files: &Files) -> Option<PublicKey> {
    serde_json::from_slice::<Keys>(files.get(KEYS)?).ok().map(|keys| keys.host)
}

fn findings(state: &State) -> Value {
    let Some(snapshot) = &state.findings else {
        return json!({ "format": "plenary-bundle-findings/1", "simulation": mark(state), "findings": [] });
    };
    let of = |finding: &opinion::Finding| {
        let outside: Vec<Value> = finding
            .outside
            .iter()
            .map(|outside| json!({ "party": outside.party, "reason": outside.reason }))
            .collect();
        let parties: BTreeMap<String, [u64; 3]> = finding
            .parties
            .iter()
            .map(|p| (p.party.to_string(), [p.counts.agree, p.counts.pass, p.counts.disagree]))
            .collect();
        json!({
            "statement": finding.statement, "grade": finding.grade, "direction": finding.direction,
            "outside": outside, "parties": parties,
        })
    };
    let found: Vec<Value> = snapshot.report.findings.iter().map(of).collect();
    json!({
        "format": "plenary-bundle-findings/1",
        "simulation": mark(state),
        "act": snapshot.published.act,
        "snapshot": snapshot.published.body.snapshot,
        "findings": found,
    })
}

/// Whether a file of a simulated forum says so; true for forms that carry no plain words.
pub(crate) fn marked(state: &State, name: &str, bytes: &[u8]) -> bool {
    let Some(mark) = mark(state) else { return true };
    let words = [".txt", ".html", ".md", ".xml", ".json"];
    if !words.iter().any(|ending| name.ends_with(ending)) {
        return true;
    }
    let text = String::from_utf8_lossy(bytes).replace("&#39;", "'").replace("&#x27;", "'");
    let told = |tag: &str| text.contains(&present::page::simulation_notice(&Lang::new(tag), mark.seed));
    text.contains(&mark.mark) || present::locale::shipped().into_iter().any(told)
}
