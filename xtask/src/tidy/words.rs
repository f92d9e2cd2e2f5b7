//! What is committed works anywhere: no path of one machine, no mirror of a registry.

use super::house::{Fault, File, House};

/// Written in two halves, so that this file does not name them. Each with the one file that may use it.
const PATHS: [(&str, &str, Option<&str>); 4] = [
    ("/wo", "rk/", None),
    ("/ro", "ot/", None),
    ("/ho", "me/", None),
    // Where the recorded conversations lie beside a clone.
    ("../sha", "red", Some(".ci/run")),
];

/// The one registry a lock file names.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// No word of a machine in any text file, no other registry in a lock file.
pub(super) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in &house.files {
        for (number, line) in file.text.lines().enumerate() {
            faults.extend(paths(file, number + 1, line));
            faults.extend(mirror(file, number + 1, line));
        }
    }
    faults
}

fn paths(file: &File, number: usize, line: &str) -> Option<Fault> {
    // An address may have such a folder in it; a path of a machine has nothing before it.
    let starts = |word: &str| {
        line.match_indices(word)
            .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.'))
    };
    let (a, b, _) =
        PATHS.iter().find(|(a, b, may)| *may != Some(&file.path) && starts(&format!("{a}{b}")))?;
    Some(Fault::line(file, number, format!("names {a}{b}, which is a place on one machine")))
}

fn mirror(file: &File, number: usize, line: &str) -> Option<Fault> {
    let source = line.strip_prefix("source = \"")?.strip_suffix('"')?;
    let other = file.path.ends_with("Cargo.lock") && source != REGISTRY;
    other.then(|| Fault::line(file, number, format!("takes a crate from {source}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_one_machine_is_a_fault() {
        for (a, b, _) in PATHS {
            let text = format!("let data = \"{a}{b}x\";");
            assert_eq!(check(&House::of(&[("crates/a/src/lib.rs", &text)])).len(), 1, "{text}");
        }
        assert_eq!(check(&House::of(&[("docs/a.md", concat!("https://example.org/wo", "rk/a"))])), []);
    }

    #[test]
    fn a_mirror_in_a_lock_file_is_a_fault() {
        let lock = |source: &str| format!("name = \"a\"\nsource = \"{source}\"\n");
        assert_eq!(check(&House::of(&[("Cargo.lock", &lock(REGISTRY))])), []);
        assert_eq!(
            check(&House::of(&[("Cargo.lock", &lock("registry+https://mirror.example/index"))])).len(),
            1
        );
    }
}
