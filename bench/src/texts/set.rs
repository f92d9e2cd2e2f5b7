//! The papers of the published text as PDF: each sheet in a process of its own, from its start to its end.

use super::Taken;
use anyhow::{Context, Result, ensure};
use papers::Batch;
use record::Record;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// So often each is set.
const RUNS: usize = 5;

/// Sets the text and the record of its adoption in every language it is written in.
pub(super) fn set(program: &Path, record: &Record) -> Result<Vec<Taken>> {
    let state = forum::fold(record)?;
    let paper = papers::of_state("bench", &state, None).context("the text is not adopted")?;
    let mut taken = Vec::new();
    for named in Batch::of_paper(&paper).sheets {
        let batch = Batch::of([(named.name.clone(), named.sheet)]).to_json();
        let mut pdf = Taken { stage: "published", what: format!("{}.pdf", named.name), bytes: 0, ms: Vec::new() };
        for _ in 0..RUNS {
            let folder = tempfile::tempdir()?;
            let out = folder.path().join("out");
            let begun = Instant::now();
            let mut child = Command::new(program)
                .args(["set", "-", "--out"])
                .arg(&out)
                .stdin(Stdio::piped())
                .spawn()
                .with_context(|| format!("{} does not run", program.display()))?;
            child.stdin.take().context("its input")?.write_all(&batch)?;
            ensure!(child.wait()?.success(), "{} was not set", named.name);
            pdf.ms.push(begun.elapsed().as_secs_f64() * 1e3);
            let file = std::fs::metadata(out.join(format!("{}.pdf", named.name)))?;
            pdf.bytes = usize::try_from(file.len())?;
        }
        eprintln!("{}", super::line(&pdf));
        taken.push(pdf);
    }
    Ok(taken)
}
