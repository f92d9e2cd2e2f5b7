//! Whose votes a folder holds and under which licence, where that is stated in it or beside it.

use serde_json::Value;
use std::fs;
use std::path::Path;

/// Files that state a licence.
const STATED_IN: [&str; 5] = ["LICENSE", "LICENSE.md", "LICENSE.txt", "README.md", "README.txt"];
/// A collection of conversations states its licence once, at most so many folders above.
const ABOVE: usize = 2;
/// Nothing longer is read.
const LIMIT: u64 = 1 << 20;

/// The line that whatever shows these votes must carry; nothing where no licence is stated, or votes are not in a folder.
pub(super) fn of(path: &Path) -> Option<String> {
    let folder = path.is_dir().then(|| path.canonicalize().ok()).flatten()?;
    described(&folder).or_else(|| collected(&folder))
}

/// What the descriptor of a plain package says: `attribution`, or `licenses` with `sources` (Data Package v1).
fn described(folder: &Path) -> Option<String> {
    let package: Value = serde_json::from_str(&text(&folder.join("datapackage.json"))?).ok()?;
    if let Some(line) = package.get("attribution").and_then(Value::as_str) {
        return Some(line.to_owned());
    }
    let names = |list: &str, keys: &[&str]| -> Vec<String> {
        let all = package.get(list).and_then(Value::as_array).into_iter().flatten();
        let name = |one: &Value| keys.iter().find_map(|key| one.get(key)?.as_str().map(str::to_owned));
        all.filter_map(name).collect()
    };
    let licences = names("licenses", &["name", "title", "path"]);
    let sources = names("sources", &["title", "path"]);
    (!licences.is_empty()).then(|| format!("Data: {}", [sources, licences].concat().join(", ")))
}

/// A conversation of Polis' openData, where its licence lies with it.
fn collected(folder: &Path) -> Option<String> {
    let summary = text(&folder.join("summary.csv"))?;
    let address = summary.lines().find_map(|line| line.strip_prefix("url,"))?.trim().trim_matches('"');
    let conversation = address.strip_prefix("https://pol.is/")?;
    let states = |folder: &Path| {
        STATED_IN
            .iter()
            .filter_map(|name| text(&folder.join(name)))
            .any(|text| text.contains("CC BY 4.0") && text.contains("The Computational Democracy Project"))
    };
    folder.ancestors().take(1 + ABOVE).any(states).then(|| {
        format!(
            "Polis conversation {conversation}, openData of The Computational Democracy Project, CC BY 4.0"
        )
    })
}

fn text(path: &Path) -> Option<String> {
    let short = fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() <= LIMIT);
    short.then(|| fs::read_to_string(path).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    const SUMMARY: &str = "topic,A\nurl,https://pol.is/2demo\n";
    const STATED: &str = "Licensed under CC BY 4.0, attribution to The Computational Democracy Project.";

    #[test]
    fn a_licence_is_told_where_it_is_stated_and_nowhere_else() {
        let line = "Polis conversation 2demo, openData of The Computational Democracy Project, CC BY 4.0";
        let open = folder(&[("README.md", STATED), ("one/summary.csv", SUMMARY)]);
        assert_eq!(of(&open.path().join("one")).as_deref(), Some(line));
        let other = folder(&[("README.md", "All rights reserved."), ("one/summary.csv", SUMMARY)]);
        assert_eq!(of(&other.path().join("one")), None);
        let elsewhere = folder(&[("README.md", STATED), ("one/summary.csv", "topic,A\n")]);
        assert_eq!(of(&elsewhere.path().join("one")), None);
        assert_eq!(of(Path::new("-")), None);
    }

    #[test]
    fn the_descriptor_of_a_package_speaks_for_itself() {
        let licences = r#"{"licenses":[{"name":"CC-BY-4.0"}],"sources":[{"title":"Erik Voeten"}]}"#;
        let package = |text: &str| of(folder(&[("datapackage.json", text)]).path());
        assert_eq!(package(licences).as_deref(), Some("Data: Erik Voeten, CC-BY-4.0"));
        assert_eq!(package(r#"{"attribution":"By all of us."}"#).as_deref(), Some("By all of us."));
        assert_eq!(package(r#"{"title":"Votes"}"#), None);
        assert_eq!(package("not JSON"), None);
    }
}
