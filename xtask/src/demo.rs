//! `cargo xtask demo`: builds the binary and carries a sentence the whole way on the reference forum.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::proc;

/// Builds, runs `plenary demo --headless` and prints where to look.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let (out, rest) = options(args)?;
    let mut command =
        proc::cargo(["run", "--release", "--package", "plenary", "--", "demo", "--headless", "--out"]);
    proc::run(command.arg(&out).args(rest))?;
    let page = out.join("index.html");
    if !page.is_file() {
        bail!("the demo wrote no {}", page.display());
    }
    println!("\nOpen {} in a browser: the whole way on one page.", page.display());
    println!("Beside it:");
    for path in beside(&out)? {
        println!("  {}", path.display());
    }
    Ok(())
}

/// The folder to write to, and what is passed on.
fn options(args: &[String]) -> Result<(PathBuf, Vec<&String>)> {
    let mut out = proc::root().join("demo");
    let mut rest = Vec::new();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--out" {
            out = std::path::absolute(args.next().context("--out needs a folder")?)?;
        } else {
            rest.push(arg);
        }
    }
    Ok((out, rest))
}

/// What lies beside the page, in order of name.
fn beside(out: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(out)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name != "index.html") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_taken_out_and_the_rest_passed_on() {
        let args = ["--seed", "7", "--out", "there"].map(str::to_owned);
        let (out, rest) = options(&args).expect("well-formed");
        assert!(out.is_absolute() && out.ends_with("there"));
        assert_eq!(rest, ["--seed", "7"]);
        assert!(options(&["--out".to_owned()]).is_err());
    }
}
