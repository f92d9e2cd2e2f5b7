//! `plenary verify`: a published bundle, recomputed without a connection; or a receipt.

use super::bundle_files::{bounded, read};
use crate::arguments::Verify;
use crate::terminal::{Failure, result, told};
use bundle::{HeldKey, LARGEST_RECEIPT, Report, Verdict};
use record::PublicKey;
use std::path::{Path, PathBuf};
use terms::PartyKey;

/// Reads the bundle, recomputes it, says what holds.
pub(crate) fn run(typed: &Verify) -> Result<(), Failure> {
    let keys = held(&typed.keys)?;
    let needed = usize::from(typed.need);
    let receipt = typed.receipt.as_deref().map(|file| small(file).map(|bytes| (file, bytes))).transpose()?;
    let (name, report) = match (&typed.bundle, &receipt) {
        (Some(place), receipt) => {
            (place.as_path(), bundle_and_receipt(place, receipt.as_ref(), &keys, needed)?)
        }
        (None, Some((file, bytes))) => {
            let head = typed.head.as_deref().map(small).transpose()?;
            let report = bundle::verify_receipt(bytes, head.as_deref(), &keys, needed);
            (*file, report.map_err(|error| unreadable(file, &error))?)
        }
        (None, None) => return Err(Failure::Input("name a bundle, or a receipt".to_owned())),
    };
    result(&if typed.json { json(&report)? } else { text(&report) })?;
    let fault = report.fault();
    fault.map_or(Ok(()), |says| Err(Failure::NotSo(format!("{}: {says}", name.display()))))
}

fn bundle_and_receipt(
    place: &Path,
    receipt: Option<&(&Path, Vec<u8>)>,
    keys: &[HeldKey],
    needed: usize,
) -> Result<Report, Failure> {
    let files = read(place)?;
    let report = bundle::verify(&files, keys, needed);
    let mut report = report.map_err(|error| unreadable(place, &error))?;
    if let Some((file, bytes)) = receipt {
        let line = bundle::receipt_in(&files, bytes).map_err(|error| unreadable(file, &error))?;
        report.lines.push(line);
    }
    Ok(report)
}

fn unreadable(what: &Path, error: &bundle::Unreadable) -> Failure {
    Failure::Input(format!("{}: {error}", what.display()))
}

fn text(report: &Report) -> String {
    let line = |line: &bundle::Line| {
        let word = match line.verdict {
            Verdict::Holds => "holds",
            Verdict::Fails => "DOES NOT HOLD",
            Verdict::NotChecked => "not checked",
        };
        format!("{word:<14} {}\n", line.says)
    };
    let lines: String = report.lines.iter().map(line).collect();
    format!("{lines}\n{}\n", report.sentence())
}

fn json(report: &Report) -> Result<String, Failure> {
    let value = serde_json::json!({
        "format": "plenary-verification/1", "holds": report.holds(), "sentence": report.sentence(),
        "subject": report.subject, "lines": report.lines, "trust": report.trust, "left_out": report.left_out,
    });
    serde_json::to_string_pretty(&value)
        .map(|text| text + "\n")
        .map_err(|error| Failure::Machine(error.to_string()))
}

/// The keys of delegations, each with whose it is. A key that two parties are said to have is one of neither.
fn held(typed: &[(String, PathBuf)]) -> Result<Vec<HeldKey>, Failure> {
    let mut keys: Vec<HeldKey> = Vec::new();
    for (party, file) in typed {
        let party = PartyKey::new(party);
        for key in public_keys(file)? {
            if let Some(other) = keys.iter().find(|held| held.key == key && held.party != party) {
                let (file, other) = (file.display(), &other.party);
                return Err(Failure::Input(format!("{file}: this is the key given for {other} already")));
            }
            keys.push(HeldKey { party: party.clone(), key });
        }
    }
    Ok(keys)
}

/// One public key a line; lines that begin with # are remarks.
fn public_keys(file: &Path) -> Result<Vec<PublicKey>, Failure> {
    let bytes = small(file)?;
    let failed = |why: &str| Failure::Input(format!("{}: {why}", file.display()));
    let text = std::str::from_utf8(&bytes).map_err(|_| failed("it is no text"))?;
    let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.trim()));
    let key = |(number, line): (usize, &str)| {
        let key = line.parse::<PublicKey>();
        key.map_err(|error| Failure::Input(format!("{}, line {number}: {}", file.display(), told(&error))))
    };
    let keys: Result<Vec<PublicKey>, Failure> =
        lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(key).collect();
    match keys {
        Ok(keys) if keys.is_empty() => Err(failed("no public key is in it")),
        keys => keys,
    }
}

/// A file that is small where it is what it should be: a receipt, a head, a key.
fn small(file: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = bounded(file, LARGEST_RECEIPT as u64);
    bytes.map_err(|error| Failure::Input(format!("{}: {error}", file.display())))
}
