//! A document that names a path of this repository names one that exists: maps do not go stale.

use super::house::{Fault, File, House};

/// What a path inside the repository starts with.
const FOLDERS: [&str; 10] =
    ["crates/", "docs/", "xtask/", "bench/", "fuzz/", "fixtures/", ".ci/", ".config/", ".cargo/", ".github/"];

/// Every path in backticks and every link of every Markdown file.
pub(super) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in house.files.iter().filter(|f| f.path.ends_with(".md")) {
        for (number, line) in prose(&file.text) {
            let named = in_backticks(line).into_iter().filter_map(repository_path);
            let linked = links(line).into_iter().filter_map(|target| link_path(file, target));
            for path in named.chain(linked).filter(|path| !known(house, path)) {
                faults.push(Fault::line(file, number, format!("names {path}, which does not exist")));
            }
        }
    }
    faults
}

/// The numbered lines outside fenced blocks, which hold commands and output.
fn prose(text: &str) -> Vec<(usize, &str)> {
    let mut fenced = false;
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            lines.push((number + 1, line));
        }
    }
    lines
}

fn in_backticks(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

/// The targets of `[text](target)` and `![text](target)`.
fn links(line: &str) -> Vec<&str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next()).collect()
}

/// What stands in backticks, if it is a path of this repository: one that starts with a folder of ours, or the
/// name of a Rust or Markdown file.
fn repository_path(span: &str) -> Option<String> {
    let path = span.split(['#', ' ']).next()?.trim_end_matches('/');
    let plain = !span.contains(['*', '<', '{', '…', ' ', '$']);
    let ours = FOLDERS.iter().any(|folder| format!("{path}/").starts_with(folder));
    let file = !path.contains('/') && (path.ends_with(".rs") || path.ends_with(".md"));
    (plain && (ours || file)).then(|| without_line(path).to_owned())
}

/// `file.rs:12` without the line.
fn without_line(path: &str) -> &str {
    path.rsplit_once(':').filter(|(_, n)| n.parse::<u32>().is_ok()).map_or(path, |(file, _)| file)
}

/// Where a link leads inside the repository; `None` if it leads out or stays on the page.
fn link_path(file: &File, target: &str) -> Option<String> {
    let target = target.split('#').next()?;
    if target.is_empty() || target.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = file.path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// A bare file name stands for any file of that name.
fn known(house: &House, path: &str) -> bool {
    let suffix = format!("/{path}");
    house.has(path) || (!path.contains('/') && house.paths.iter().any(|p| p.ends_with(&suffix)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> usize {
        let there = ("crates/tally/src/lib.rs", "");
        check(&House::of(&[there, ("docs/images/board.png", ""), ("docs/map.md", text), ("README.md", text)]))
            .len()
    }

    #[test]
    fn a_path_that_is_not_there_is_a_fault_wherever_it_is_named() {
        assert_eq!(faults("see `crates/gone/src/lib.rs`"), 2);
        assert_eq!(faults("see `xtask`"), 2);
        assert_eq!(faults("see `gone.rs`"), 2);
        // From the root and from docs/ the same link means two places.
        assert_eq!(faults("![a board](images/board.png)"), 1);
        assert_eq!(faults("[the map](docs/map.md)"), 1);
    }

    #[test]
    fn paths_that_exist_commands_and_addresses_are_none() {
        assert_eq!(
            faults("`crates/tally`, `crates/tally/src/lib.rs:3`, `lib.rs`, `crates/*/src`, `votes.csv`"),
            0
        );
        assert_eq!(faults("[a](https://example.org/a.md) [b](#here)\n```sh\nls `docs/none`\n```"), 0);
    }
}
