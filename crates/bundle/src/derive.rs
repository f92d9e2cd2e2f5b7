//! What follows from a record: the files that a bundle holds beside it.

use crate::SMALLEST_SHOWN;
use crate::files::Files;
use forum::acts::{Body, SimulationMark};
use forum::{ForumError, State, communique};
use record::{PublicKey, Record};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use terms::{Digest, Lang};

pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const RECORD: &str = "record.jsonl";
pub(crate) const HEAD: &str = "head.json";
pub(crate) const KEYS: &str = "keys.json";
pub(crate) const FINDINGS: &str = "findings.json";

/// Names that no file from elsewhere may have.
pub(crate) const RESERVED: [&str; 5] = [MANIFEST, RECORD, HEAD, KEYS, FINDINGS];

/// What a bundle says of itself. Every word of it follows from the other files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The name and version of the form: [`Manifest::FORMAT`].
    pub format: String,
    /// The forum.
    pub forum: String,
    /// The title of its record.
    pub title: String,
    /// Present where everything is simulated.
    pub simulation: Option<SimulationMark>,
    /// Every other file.
    pub files: BTreeMap<String, FileEntry>,
}

/// What is said of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Its SHA-256.
    pub sha256: Digest,
    /// Its length.
    pub bytes: u64,
}

impl Manifest {
    /// The name and version of the form.
    pub const FORMAT: &str = "plenary-bundle/1";

    pub(crate) fn of(record: &Record, state: &State, files: &Files) -> Manifest {
        let others = files.iter().filter(|(name, _)| *name != MANIFEST);
        Manifest {
            format: Manifest::FORMAT.to_owned(),
            forum: record.header().forum.clone(),
            title: record.header().title.clone(),
            simulation: mark(state).cloned(),
            files: others.map(|(name, bytes)| (name.clone(), FileEntry::of(bytes))).collect(),
        }
    }
}

impl FileEntry {
    pub(crate) fn of(bytes: &[u8]) -> FileEntry {
        let sha256 = Digest::from_bytes(Sha256::digest(bytes).into());
        FileEntry { sha256, bytes: bytes.len() as u64 }
    }
}

fn mark(state: &State) -> Option<&SimulationMark> {
    state.convened.as_ref()?.body.simulation.as_ref()
}

/// One value, one spelling.
pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("strings, integers, lists and maps by text");
    bytes.push(b'\n');
    bytes
}

/// The record and all that follows from it, by name.
pub(crate) fn from_record(record: &Record, state: &State, host: &PublicKey) -> Result<Files, ForumError> {
    let mut lines = Vec::new();
    let what = "the record cannot be written";
    record.write_to(&mut lines).map_err(|source| ForumError::Build { what, source: Box::new(source) })?;
    let mut files = Files::from([
        (RECORD.to_owned(), lines),
        (KEYS.to_owned(), json(&keys(state, host))),
        (FINDINGS.to_owned(), json(&findings(state))),
    ]);
    for tag in present::locale::shipped() {
        let news = communique::of(record, &Lang::new(tag))?;
        files.insert(format!("communique.{tag}.txt"), news.text().into_bytes());
    }
    Ok(files)
}

/// The key that signed the head, and those that the record registers.
fn keys(state: &State, host: &PublicKey) -> Value {
    let parties: BTreeMap<String, String> =
        state.keys.parties.iter().map(|(party, key)| (party.to_string(), key.body.key.to_string())).collect();
    json!({
        "format": "plenary-keys/1",
        "host": host,
        "forum": state.keys.of_forum(),
        "parties": parties,
        "simulation": mark(state),
    })
}

/// The host's key, as a bundle names it.
pub(crate) fn host(bytes: &[u8]) -> Option<PublicKey> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    value.get("host")?.as_str()?.parse().ok()
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

/// How many counts of fewer people than may be shown the record carries.
pub(crate) fn small_counts(record: &Record) -> u64 {
    let bodies = record.acts().iter().filter_map(|act| Body::of(act).ok().flatten());
    let small = |cell: &&[u64; 3]| {
        let people = cell.iter().fold(0_u64, |sum, &count| sum.saturating_add(count));
        (1..SMALLEST_SHOWN).contains(&people)
    };
    let of = |body: Body| match body {
        Body::VotesCounted(counted) => {
            counted.cells.values().flat_map(BTreeMap::values).filter(small).count() as u64
        }
        _ => 0,
    };
    bodies.map(of).sum()
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
