//! `plenary verify`: a published bundle, recomputed without a connection.

use crate::arguments::Verify;
use crate::terminal::{Failure, result, told};
use bundle::{Files, LARGEST_FILE, MOST_FILES, Report, Verdict};
use record::PublicKey;
use std::path::{Path, PathBuf};

/// Reads the bundle, recomputes it, says what holds.
pub(crate) fn run(typed: &Verify) -> Result<(), Failure> {
    let name = typed.bundle.display();
    let mut keys = Vec::new();
    for file in &typed.keys {
        keys.extend(public_keys(file)?);
    }
    let files = read(&typed.bundle)?;
    let report = bundle::verify(&files, &keys, usize::from(typed.need));
    let mut report = report.map_err(|error| Failure::Input(format!("{name}: {error}")))?;
    if let Some(file) = &typed.receipt {
        let bytes = std::fs::read(file);
        let bytes = bytes.map_err(|error| Failure::Input(format!("{}: {error}", file.display())))?;
        report.lines.push(bundle::receipt(&files, &bytes));
    }
    result(&if typed.json { json(&report)? } else { text(&report) })?;
    let failed = report.lines.iter().find(|line| line.verdict == Verdict::Fails);
    failed.map_or(Ok(()), |line| Err(Failure::NotSo(format!("{name}: {}", line.says))))
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
        "lines": report.lines, "trust": report.trust,
    });
    serde_json::to_string_pretty(&value)
        .map(|text| text + "\n")
        .map_err(|error| Failure::Machine(error.to_string()))
}

/// One public key a line; lines that begin with # are remarks.
fn public_keys(file: &Path) -> Result<Vec<PublicKey>, Failure> {
    let text = std::fs::read_to_string(file);
    let text = text.map_err(|error| Failure::Input(format!("{}: {error}", file.display())))?;
    let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.trim()));
    let key = |(number, line): (usize, &str)| {
        let key = line.parse::<PublicKey>();
        key.map_err(|error| Failure::Input(format!("{}, line {number}: {}", file.display(), told(&error))))
    };
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(key).collect()
}

/// All files of a folder. Links are not followed: a bundle holds its files itself.
pub(super) fn read(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    let mut folders: Vec<(PathBuf, String)> = vec![(folder.to_owned(), String::new())];
    while let Some((folder, before)) = folders.pop() {
        let failed = |error: std::io::Error| Failure::Input(format!("{}: {error}", folder.display()));
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            let refused = |why: &str| Err(Failure::Input(format!("{}: {why}", path.display())));
            let facts = entry.metadata().map_err(failed)?;
            let Some(name) = entry.file_name().to_str().map(|name| format!("{before}{name}")) else {
                return refused("its name is no text");
            };
            if facts.is_dir() {
                folders.push((path, format!("{name}/")));
            } else if !facts.is_file() {
                return refused("a bundle holds plain files only");
            } else if facts.len() > LARGEST_FILE || files.len() >= MOST_FILES {
                return refused("the bundle is larger than is read");
            } else {
                files.insert(name, std::fs::read(&path).map_err(failed)?);
            }
            if folders.len() > MOST_FILES {
                return Err(Failure::Input("the bundle has more folders than are read".to_owned()));
            }
        }
    }
    Ok(files)
}
