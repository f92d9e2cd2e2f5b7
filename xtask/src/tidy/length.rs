//! One subject per file: none longer than six hundred lines.

use super::house::{Fault, House};

const LINES: usize = 600;

/// Files that may be longer, with the reason.
const LONGER: [(&str, &str); 0] = [];

/// Every Rust file, style sheet and template.
pub(super) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in &house.files {
        let counted = [".rs", ".css", ".js", ".html"].iter().any(|end| file.path.ends_with(end));
        let lines = file.text.lines().count();
        if counted && lines > LINES && !LONGER.iter().any(|(path, _)| *path == file.path) {
            faults.push(Fault::new(
                &file.path,
                format!("has {lines} lines; split it by subject ({LINES} at most)"),
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_a_fault_and_long_prose_is_none() {
        let long = "x\n".repeat(LINES + 1);
        let just = "x\n".repeat(LINES);
        assert_eq!(check(&House::of(&[("crates/a/src/lib.rs", &long)])).len(), 1);
        assert_eq!(check(&House::of(&[("crates/a/src/lib.rs", &just), ("docs/long.md", &long)])), []);
    }
}
