//! What every crate of the workspace has in common.

use super::code;
use super::house::{Fault, File, House};

/// Each crate takes the lints and the licence from the workspace.
pub(super) fn manifests(house: &House) -> Vec<Fault> {
    let member =
        |f: &&File| f.path == "xtask/Cargo.toml" || (f.krate().is_some() && f.path.ends_with("/Cargo.toml"));
    let mut faults = Vec::new();
    for file in house.files.iter().filter(member) {
        let Ok(manifest) = file.text.parse::<toml::Table>() else {
            faults.push(Fault::new(&file.path, "is no valid TOML"));
            continue;
        };
        if !inherits(manifest.get("lints")) {
            faults.push(Fault::new(&file.path, "lacks `[lints] workspace = true`"));
        }
        if !inherits(manifest.get("package").and_then(|p| p.get("license"))) {
            faults.push(Fault::new(&file.path, "lacks `license.workspace = true`"));
        }
    }
    faults
}

fn inherits(value: Option<&toml::Value>) -> bool {
    value.and_then(|v| v.get("workspace")).and_then(toml::Value::as_bool) == Some(true)
}

/// Public items are documented: the lint is on for all, and no crate may switch it off.
pub(super) fn documented(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in house.files.iter().filter(|f| f.is_production()) {
        for (number, line) in code::shipped(&file.text).lines().enumerate() {
            let off = line.contains("allow(") || line.contains("expect(");
            if off && code::has_word(line, "missing_docs") {
                faults.push(Fault::line(file, number + 1, "write the documentation instead"));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_without_the_lints_or_the_licence_is_a_fault() {
        let good = "[package]\nname = \"a\"\nlicense.workspace = true\n[lints]\nworkspace = true\n";
        for (text, faults) in [
            (good, 0),
            ("[package]\nname = \"a\"\nlicense.workspace = true\n", 1),
            ("[package]\nname = \"a\"\nlicense = \"MIT\"\n[lints]\nworkspace = true\n", 1),
            ("[package]\nname = \"a\"\n[lints]\nworkspace = false\n", 2),
            ("not toml", 1),
        ] {
            assert_eq!(manifests(&House::of(&[("crates/a/Cargo.toml", text)])).len(), faults, "{text}");
        }
    }

    #[test]
    fn switching_the_documentation_lint_off_is_a_fault() {
        for bad in ["#![allow(missing_docs)]", "#[expect(missing_docs, reason = \"later\")]\npub fn f() {}"] {
            assert_eq!(documented(&House::of(&[("crates/a/src/lib.rs", bad)])).len(), 1, "{bad}");
        }
        assert_eq!(documented(&House::of(&[("crates/a/src/lib.rs", "#![warn(missing_docs)]")])), []);
    }
}
