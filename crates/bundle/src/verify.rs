//! Recomputing a bundle: what holds, what does not, and what nobody could check.

mod plain;

use crate::derive::{self, HEAD, KEYS, MANIFEST, RECORD};
use crate::files::{
    Files, LARGEST_FILE, MOST_BYTES, MOST_FILES, NameFault, check_name, same_but_for_capitals,
};
use crate::manifest::{FileEntry, Manifest};
use crate::reading::{Reading, ReadingError};
use crate::report::{Report, Subject, Verdict};
use crate::trust::{self, HeldKey};
use record::{PublicKey, SignedHead};

/// Why these files are no bundle at all, or this is no receipt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is no manifest.
    #[error("there is no {MANIFEST}, so this is no bundle")]
    NoManifest,
    /// The bundle is of another version.
    #[error("{MANIFEST} says the format is {0:?}; this version reads {format}", format = Manifest::FORMAT)]
    Format(String),
    /// A file was not fetched whole.
    #[error("{name} breaks off after {there} bytes, so the bundle cannot be read: fetch it again")]
    BreaksOff {
        /// The file.
        name: String,
        /// How many bytes are there.
        there: u64,
    },
    /// It is larger than is read.
    #[error(
        "a bundle holds at most {MOST_FILES} files of at most {LARGEST_FILE} bytes each and {MOST_BYTES} together"
    )]
    TooLarge,
    /// A file has a name that a bundle may not hold.
    #[error("{0}")]
    Name(#[from] NameFault),
    /// A receipt, or the tree head beside it, is none.
    #[error("this is no receipt that can be read: {0}")]
    Receipt(String),
}

/// Whether files are few, small and well named enough to be looked at.
pub(crate) fn can_be_read(files: &Files) -> Result<(), Unreadable> {
    let size = |bytes: &Vec<u8>| bytes.len() as u64;
    let all: u64 = files.values().map(size).sum();
    if files.len() > MOST_FILES || all > MOST_BYTES || files.values().any(|f| size(f) > LARGEST_FILE) {
        return Err(Unreadable::TooLarge);
    }
    for name in files.keys() {
        check_name(name)?;
    }
    match same_but_for_capitals(files.keys()) {
        Some(name) => {
            let why = "differs from that of another file in capitals alone";
            Err(NameFault { name: name.to_owned(), why }.into())
        }
        None => Ok(()),
    }
}

/// Recomputes a bundle. `held` are keys of delegations that came to the reader on another way; `needed` says how many
/// of them must have countersigned before more than the host stands behind it.
///
/// # Errors
/// [`Unreadable`] where this is no bundle.
pub fn verify(files: &Files, held: &[HeldKey], needed: usize) -> Result<Report, Unreadable> {
    can_be_read(files)?;
    let bytes = files.get(MANIFEST).ok_or(Unreadable::NoManifest)?;
    let mut report = Report::new(Subject::Bundle, needed);
    let Some(manifest) = manifest(bytes, &mut report)? else { return Ok(report) };
    listed(&manifest, files, &mut report)?;
    let Some(reading) = record(files, &mut report) else { return Ok(report) };
    let again = Manifest::of(reading.outline.header(), reading.state(), files, manifest.signature.clone());
    report.check(
        derive::json(&again) == *bytes,
        "manifest.json says what the other files say.",
        "manifest.json says something else than the files: its title, mark, list of files or spelling was changed.",
    );
    let Some(host) = derive::host(files) else {
        report.say(Verdict::Fails, format!("{KEYS} is missing or names no key of the host."));
        return Ok(report);
    };
    plain::withheld(&reading, &mut report);
    followed(&reading, &host, files, &mut report);
    if let Some(signed) = head(&reading, host, files, held, &mut report) {
        report.check(
            manifest.is_signed_by(&host, &signed.head),
            format!("The host signed the list of files ({}).", manifest.signature.algorithm),
            "manifest.json is not signed by the host as it stands: its list of files was changed.",
        );
    }
    Ok(report)
}

/// The manifest; none where it does not hold, which is then said.
fn manifest(bytes: &[u8], report: &mut Report) -> Result<Option<Manifest>, Unreadable> {
    match serde_json::from_slice::<Manifest>(bytes) {
        Ok(manifest) => {
            let known = manifest.format.starts_with("plenary-bundle/");
            if manifest.format != Manifest::FORMAT && known {
                return Err(Unreadable::Format(manifest.format));
            }
            Ok(Some(manifest))
        }
        Err(error) if error.is_eof() && !ends_as_written(bytes) => {
            Err(Unreadable::BreaksOff { name: MANIFEST.to_owned(), there: bytes.len() as u64 })
        }
        Err(error) => match other_version(bytes) {
            Some(format) => Err(Unreadable::Format(format)),
            None => {
                report.say(Verdict::Fails, format!("{MANIFEST} is not a manifest: {error}"));
                Ok(None)
            }
        },
    }
}

/// Whether the last line is one sign, as in every manifest: then a sign was changed and nothing is missing.
fn ends_as_written(bytes: &[u8]) -> bool {
    matches!(bytes, [.., b'\n', _, b'\n'])
}

/// The format of a bundle of another version, whose manifest has other fields.
fn other_version(bytes: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Any {
        format: String,
    }
    let any: Any = serde_json::from_slice(bytes).ok()?;
    let number = any.format.strip_prefix("plenary-bundle/")?;
    let other = number.parse::<u32>().is_ok() && any.format != Manifest::FORMAT;
    other.then_some(any.format)
}

/// Every file is listed with its digest, and every listed file is there.
fn listed(manifest: &Manifest, files: &Files, report: &mut Report) -> Result<(), Unreadable> {
    let before = report.lines.len();
    for (name, entry) in &manifest.files {
        if let Err(fault) = check_name(name) {
            report.say(Verdict::Fails, fault.to_string());
            continue;
        }
        match files.get(name) {
            None => report.say(Verdict::Fails, format!("{name} is missing.")),
            Some(bytes) if FileEntry::of(bytes) != *entry => {
                let there = bytes.len() as u64;
                // Every file ends with a line end; one without it and shorter than listed was cut off.
                if there < entry.bytes && bytes.last() != Some(&b'\n') {
                    return Err(Unreadable::BreaksOff { name: name.clone(), there });
                }
                report.say(Verdict::Fails, format!("{name} is not the file that {MANIFEST} lists."));
            }
            Some(_) => {}
        }
    }
    for name in files.keys().filter(|name| *name != MANIFEST && !manifest.files.contains_key(*name)) {
        report.say(Verdict::Fails, format!("{name} is not listed in {MANIFEST}."));
    }
    if report.lines.len() == before {
        let count = manifest.files.len();
        report.say(Verdict::Holds, format!("All {count} files have their listed digests (SHA-256)."));
    }
    Ok(())
}

/// The record, its chain, its signatures and everything that its acts say of each other.
fn record(files: &Files, report: &mut Report) -> Option<Reading> {
    let Some(bytes) = files.get(RECORD) else {
        report.say(Verdict::Fails, format!("{RECORD} is missing, so nothing can be recomputed."));
        return None;
    };
    match Reading::of(bytes) {
        Ok(reading) => {
            plain::record(&reading, report);
            Some(reading)
        }
        Err(ReadingError::Record(error)) => {
            let kind = error.act().and_then(|seq| kind_of(bytes, seq));
            let kind = kind.map_or_else(String::new, |kind| format!(" [{kind}]"));
            report.say(Verdict::Fails, format!("{RECORD}: {error}{kind}"));
            None
        }
        Err(ReadingError::Fold(error)) => {
            report.say(Verdict::Fails, format!("{RECORD}: {error}"));
            None
        }
    }
}

/// The kind that a line still seems to name, for the message alone.
fn kind_of(bytes: &[u8], seq: u64) -> Option<String> {
    let line = bytes.split(|&byte| byte == b'\n').nth(usize::try_from(seq).ok()?.checked_add(1)?)?;
    let text = String::from_utf8_lossy(line);
    // Bodies may have a kind of their own; in canonical order the act's comes after them.
    let (_, after) = text.rsplit_once("\"kind\":\"")?;
    let kind = after.split('"').next()?;
    let plain =
        !kind.is_empty() && kind.len() < 64 && kind.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    plain.then(|| kind.to_owned())
}

/// The files that follow from the record, and the mark in those that do not.
fn followed(reading: &Reading, host: &PublicKey, files: &Files, report: &mut Report) {
    let derived = match derive::from_record(reading, host) {
        Ok(derived) => derived,
        Err(error) => return report.say(Verdict::Fails, format!("{RECORD}: {error}")),
    };
    for (name, bytes) in &derived {
        report.check(
            files.get(name) == Some(bytes),
            format!("{name} follows from the record."),
            format!("{name} is not what follows from the record."),
        );
    }
    plain::issued(reading, &derived, report);
    for (act, small) in &reading.small {
        let fewest = crate::SMALLEST_SHOWN;
        report.say(
            Verdict::Fails,
            format!("{RECORD}: act {act} shows {small} counts of fewer than {fewest} people."),
        );
    }
    let own = [MANIFEST, HEAD, RECORD];
    for (name, bytes) in files.iter().filter(|(name, _)| !own.contains(&name.as_str())) {
        if !derived.contains_key(name) {
            report.say(
                Verdict::NotChecked,
                format!("{name} is the host's own: that it says what was adopted is not computed here."),
            );
        }
        if !derive::marked(reading.state(), name, bytes) {
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
fn head(
    reading: &Reading,
    host: PublicKey,
    files: &Files,
    held: &[HeldKey],
    report: &mut Report,
) -> Option<SignedHead> {
    let head = match written_head(files) {
        Ok(head) => head,
        Err(says) => {
            report.say(Verdict::Fails, says);
            return None;
        }
    };
    let keys = trust::known(held, Some(host), reading.state());
    let checked = match head.verify(&reading.outline, |id| keys.get(&id).copied()) {
        Ok(checked) => checked,
        Err(fault) => {
            report.say(Verdict::Fails, format!("{HEAD}: {fault}"));
            return None;
        }
    };
    let (size, acts) = (head.head.size, reading.outline.acts().len() as u64);
    if size == acts {
        report.say(Verdict::Holds, format!("{HEAD} stands for all {acts} acts."));
    } else {
        let last = acts - 1;
        report.say(Verdict::Holds, format!("{HEAD} stands for the first {size} acts."));
        report.say(
            Verdict::NotChecked,
            format!("Acts {size} to {last} came after the signed head; no signature over it covers them."),
        );
    }
    trust::host_signed(&checked, Some(host), reading.state(), report);
    let counted = trust::of_this_forum(held, reading.state(), report);
    trust::countersigned(&head, &checked, Some(host), &counted, report);
    Some(head)
}

fn written_head(files: &Files) -> Result<SignedHead, String> {
    let bytes = files.get(HEAD).ok_or_else(|| format!("{HEAD} is missing."))?;
    let head: SignedHead =
        serde_json::from_slice(bytes).map_err(|error| format!("{HEAD} is not a signed head: {error}"))?;
    if derive::json(&head) == *bytes {
        Ok(head)
    } else {
        Err(format!("{HEAD} is not spelled as a head is written."))
    }
}
