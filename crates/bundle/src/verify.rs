//! Recomputing a bundle: what holds, what does not, and what nobody could check.

use crate::derive::{self, FileEntry, HEAD, KEYS, MANIFEST, Manifest, RECORD};
use crate::files::{Files, LARGEST_FILE, MOST_FILES, check_name};
use forum::State;
use record::{KeyId, PublicKey, Receipt, Record, SignedHead, Verdict as Worth};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What became of one thing that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It was recomputed and is the same.
    Holds,
    /// It is not.
    Fails,
    /// Nobody could check it from here.
    NotChecked,
}

/// One thing that was looked at, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What became of it.
    pub verdict: Verdict,
    /// In words; it names the file or the act.
    pub says: String,
}

/// Who stands behind the head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trust {
    /// How many keys from outside the bundle countersigned.
    pub countersigned: usize,
    /// How many are needed.
    pub needed: usize,
}

/// All that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What was looked at, in order.
    pub lines: Vec<Line>,
    /// Who stands behind it.
    pub trust: Trust,
}

impl Report {
    /// Whether nothing fails.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.lines.iter().all(|line| line.verdict != Verdict::Fails)
    }

    /// The whole in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Trust { countersigned, needed } = self.trust;
        if !self.holds() {
            return "This bundle does not hold.".to_owned();
        }
        if countersigned >= needed {
            return format!("Consistent, and countersigned by {countersigned} whose keys you hold.");
        }
        if countersigned == 0 {
            return "Consistent, but signed by the host alone.".to_owned();
        }
        format!(
            "Consistent, but signed by the host and only {countersigned} of {needed} others whose keys you hold."
        )
    }

    fn say(&mut self, verdict: Verdict, says: impl Into<String>) {
        self.lines.push(Line { verdict, says: says.into() });
    }

    fn check(&mut self, holds: bool, good: &str, bad: impl Into<String>) {
        if holds {
            self.say(Verdict::Holds, good);
        } else {
            self.say(Verdict::Fails, bad);
        }
    }
}

/// Why these files are no bundle at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is no manifest.
    #[error("there is no {MANIFEST}, so this is no bundle")]
    NoManifest,
    /// The bundle is of another version.
    #[error("{MANIFEST} says the format is {0:?}; this version reads {format}", format = Manifest::FORMAT)]
    Format(String),
    /// It is larger than is read.
    #[error("a bundle holds at most {MOST_FILES} files of at most {LARGEST_FILE} bytes")]
    TooLarge,
}

/// Recomputes a bundle. `outside` are keys of delegations that came to the reader on another way; `needed` says how
/// many of them must have countersigned before more than the host stands behind it.
///
/// # Errors
/// [`Unreadable`] where this is no bundle.
pub fn verify(files: &Files, outside: &[PublicKey], needed: usize) -> Result<Report, Unreadable> {
    if files.len() > MOST_FILES || files.values().any(|bytes| bytes.len() as u64 > LARGEST_FILE) {
        return Err(Unreadable::TooLarge);
    }
    let bytes = files.get(MANIFEST).ok_or(Unreadable::NoManifest)?;
    let trust = Trust { countersigned: 0, needed };
    let mut report = Report { lines: Vec::new(), trust };
    let manifest: Manifest = match serde_json::from_slice(bytes) {
        Ok(manifest) => manifest,
        Err(error) => {
            report.say(Verdict::Fails, format!("{MANIFEST} is not a manifest: {error}"));
            return Ok(report);
        }
    };
    let known = manifest.format.starts_with("plenary-bundle/");
    if manifest.format != Manifest::FORMAT && known {
        return Err(Unreadable::Format(manifest.format));
    }
    listed(&manifest, files, &mut report);
    let Some((record, state)) = record(files, &mut report) else { return Ok(report) };
    let again = derive::json(&Manifest::of(&record, &state, files));
    report.check(
        again == *bytes,
        "manifest.json says what the other files say.",
        "manifest.json says something else than the files: its title, mark, list of files or spelling was changed.",
    );
    followed(&record, &state, files, &mut report);
    head(&record, &state, files, outside, &mut report);
    Ok(report)
}

/// Whether the act of a receipt is in the bundle: one more line of a report whose other lines say whether it holds.
#[must_use]
pub fn receipt(files: &Files, bytes: &[u8]) -> Line {
    let says = |verdict, says: String| Line { verdict, says };
    let receipt: Receipt = match serde_json::from_slice(bytes) {
        Ok(receipt) => receipt,
        Err(error) => return says(Verdict::Fails, format!("The receipt is none: {error}")),
    };
    let Receipt { seq, kind, .. } = &receipt;
    if !receipt.holds() {
        return says(
            Verdict::Fails,
            format!("The receipt of act {seq} ({kind}): its proof does not lead to its head."),
        );
    }
    let lines = files.get(RECORD).map_or(&[][..], Vec::as_slice);
    match Record::read_from(lines) {
        Ok(record) if receipt.is_of(&record) && record.extends(&receipt.head.head) => says(
            Verdict::Holds,
            format!("Act {seq} ({kind}) stands in the record exactly as its receipt says."),
        ),
        _ => says(Verdict::Fails, format!("Act {seq} ({kind}) is not in this record as its receipt says.")),
    }
}

/// Every file is listed with its digest, and every listed file is there.
fn listed(manifest: &Manifest, files: &Files, report: &mut Report) {
    let before = report.lines.len();
    for (name, entry) in &manifest.files {
        if let Err(fault) = check_name(name) {
            report.say(Verdict::Fails, fault.to_string());
            continue;
        }
        match files.get(name) {
            None => report.say(Verdict::Fails, format!("{name} is missing.")),
            Some(bytes) if FileEntry::of(bytes) != *entry => {
                report.say(Verdict::Fails, format!("{name} is not the file that manifest.json lists."));
            }
            Some(_) => {}
        }
    }
    for name in files.keys().filter(|name| *name != MANIFEST && !manifest.files.contains_key(*name)) {
        report.say(Verdict::Fails, format!("{name} is not listed in manifest.json."));
    }
    if report.lines.len() == before {
        report.say(Verdict::Holds, format!("All {} files have their listed digests.", manifest.files.len()));
    }
}

/// The record, its chain, its signatures and everything that its acts say of each other.
fn record(files: &Files, report: &mut Report) -> Option<(Record, State)> {
    let Some(bytes) = files.get(RECORD) else {
        report.say(Verdict::Fails, format!("{RECORD} is missing, so nothing can be recomputed."));
        return None;
    };
    let record = match Record::read_from(bytes.as_slice()) {
        Ok(record) => record,
        Err(error) => {
            let kind = error.act().and_then(|seq| kind_of(bytes, seq));
            let kind = kind.map_or_else(String::new, |kind| format!(" [{kind}]"));
            report.say(Verdict::Fails, format!("{RECORD}: {error}{kind}"));
            return None;
        }
    };
    let acts = record.acts().len();
    report.say(
        Verdict::Holds,
        format!("The {acts} acts of the record follow on each other; each has its hash."),
    );
    match forum::fold(&record) {
        Ok(state) => {
            report.say(
                Verdict::Holds,
                "Every act follows from those before: findings, clauses and the outcome of the adoption, computed anew.",
            );
            Some((record, state))
        }
        Err(error) => {
            report.say(Verdict::Fails, format!("{RECORD}: {error}"));
            None
        }
    }
}

/// The kind that a line still seems to name, for the message alone.
fn kind_of(bytes: &[u8], seq: u64) -> Option<String> {
    let line = bytes.split(|&byte| byte == b'\n').nth(usize::try_from(seq).ok()? + 1)?;
    let text = String::from_utf8_lossy(line);
    // Bodies may have a kind of their own; in canonical order the act's comes after them.
    let (_, after) = text.rsplit_once("\"kind\":\"")?;
    let kind = after.split('"').next()?;
    let plain = !kind.is_empty() && kind.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    plain.then(|| kind.to_owned())
}

/// The files that follow from the record, and the mark in those that do not.
fn followed(record: &Record, state: &State, files: &Files, report: &mut Report) {
    let Some(host) = files.get(KEYS).and_then(|bytes| derive::host(bytes)) else {
        report.say(Verdict::Fails, format!("{KEYS} is missing or names no key of the host."));
        return;
    };
    let derived = match derive::from_record(record, state, &host) {
        Ok(derived) => derived,
        Err(error) => return report.say(Verdict::Fails, format!("{RECORD}: {error}")),
    };
    for (name, bytes) in derived.iter().filter(|(name, _)| *name != RECORD) {
        report.check(
            files.get(name) == Some(bytes),
            &format!("{name} follows from the record."),
            format!("{name} is not what follows from the record."),
        );
    }
    let small = derive::small_counts(record);
    if small > 0 {
        report.say(
            Verdict::Fails,
            format!("{RECORD} shows {small} counts of fewer than {} people.", crate::SMALLEST_SHOWN),
        );
    }
    for (name, bytes) in files.iter().filter(|(name, _)| *name != MANIFEST && *name != HEAD) {
        if !derived.contains_key(name) {
            report.say(
                Verdict::NotChecked,
                format!("{name} has its listed digest; that it says what was adopted is not computed here."),
            );
        }
        if name != RECORD && !derive::marked(state, name, bytes) {
            report
                .say(Verdict::Fails, format!("{name} has lost the mark that everything here is simulated."));
        }
    }
    report.say(
        Verdict::NotChecked,
        "Single votes are not in the bundle: that the counts are those of the votes, its host alone can show.",
    );
}

/// The signed head: which acts it stands for, and who signed it.
fn head(record: &Record, state: &State, files: &Files, outside: &[PublicKey], report: &mut Report) {
    let Some(bytes) = files.get(HEAD) else {
        return report.say(Verdict::Fails, format!("{HEAD} is missing."));
    };
    let head: SignedHead = match serde_json::from_slice(bytes) {
        Ok(head) => head,
        Err(error) => return report.say(Verdict::Fails, format!("{HEAD} is not a signed head: {error}")),
    };
    if derive::json(&head) != *bytes {
        return report.say(Verdict::Fails, format!("{HEAD} is not spelled as a head is written."));
    }
    let host = files.get(KEYS).and_then(|bytes| derive::host(bytes));
    let registered = state.keys.of_forum();
    let inside = state.keys.parties.values().map(|key| key.body.key);
    let all: BTreeMap<KeyId, PublicKey> = outside
        .iter()
        .copied()
        .chain(inside)
        .chain(host)
        .chain(registered.copied())
        .map(|key| (key.id(), key))
        .collect();
    let checked = match head.verify(record, |id| all.get(&id).copied()) {
        Ok(checked) => checked,
        Err(fault) => return report.say(Verdict::Fails, format!("{HEAD}: {fault}")),
    };
    let (size, acts) = (head.head.size, record.acts().len() as u64);
    if size == acts {
        report.say(Verdict::Holds, format!("{HEAD} stands for all {acts} acts."));
    } else {
        report.say(Verdict::Holds, format!("{HEAD} stands for the first {size} acts."));
        report.say(
            Verdict::NotChecked,
            format!(
                "Acts {size} to {} came after the signed head; no signature over it covers them.",
                acts - 1
            ),
        );
    }
    match registered {
        Some(key) => report.check(
            host == Some(*key),
            "The host's key is the one that the record registers.",
            format!("{KEYS} names another key of the host than the record registers."),
        ),
        None => report.say(
            Verdict::NotChecked,
            "The record registers no key of the forum: whose key signed the head, the bundle alone says.",
        ),
    }
    let good: BTreeSet<KeyId> = checked.iter().filter(|c| c.verdict == Worth::Good).map(|c| c.key).collect();
    let by_host = host.is_some_and(|key| good.contains(&key.id()));
    report.check(by_host, "The host signed the head.", format!("{HEAD} is not signed by the host."));
    countersigned(&checked, &good, host, outside, report);
}

fn countersigned(
    checked: &[record::Checked],
    good: &BTreeSet<KeyId>,
    host: Option<PublicKey>,
    outside: &[PublicKey],
    report: &mut Report,
) {
    let host = host.map(|key| key.id());
    let yours: BTreeSet<KeyId> = outside.iter().map(PublicKey::id).collect();
    for signature in checked.iter().filter(|c| Some(c.key) != host) {
        let short = signature.key.short();
        if signature.verdict == Worth::UnknownKey {
            let says = format!("The key {short} is said to have countersigned; nobody here knows that key.");
            report.say(Verdict::NotChecked, says);
        } else if !yours.contains(&signature.key) {
            let says = format!(
                "The key {short} countersigned; the bundle alone says whose it is, so it does not count."
            );
            report.say(Verdict::NotChecked, says);
        } else {
            report.say(Verdict::Holds, format!("The key {short}, which you hold, countersigned."));
        }
    }
    report.trust.countersigned = good.iter().filter(|key| yours.contains(key) && Some(**key) != host).count();
}
