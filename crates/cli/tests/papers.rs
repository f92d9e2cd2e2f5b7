//! Papers as the command writes them: whole, or not at all. The typesetter is stood in for by a program of a few lines;
//! the real one is tried in `with_fonts.rs`.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn plenary(words: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary")).args(words).current_dir(folder).output().expect("it runs")
}

/// A program that does what the lines say in place of the typesetter.
fn typesetter(folder: &Path, lines: &str) -> PathBuf {
    let path = folder.join("stand-in");
    std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("may be run");
    path
}

/// Every file below a folder, by its path in it.
fn below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in std::fs::read_dir(next).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                left.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("below").to_str().expect("plain").to_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_demonstration_without_the_typesetter_leaves_out_pdf_alone_says_so_and_ends_well() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = ["demo", "--headless", "--out", "out", "--papers-bin", "none/such"];
    let done = plenary(&missing, folder.path());
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(said.contains("Without PDF: none/such is not there"), "{said}");
    let found = below(&folder.path().join("out"));
    assert!(found.iter().all(|name| !name.ends_with(".pdf")), "{found:?}");
    for lang in ["en", "fa", "ru", "zh-Hans"] {
        for kind in ["html", "txt", "docx"] {
            for name in ["text/text", "text/adoption-record", "communique/communique"] {
                assert!(found.contains(&format!("{name}.{lang}.{kind}")), "{name}.{lang}.{kind}");
            }
        }
        assert!(found.contains(&format!("text/text.{lang}.akn.xml")), "{lang}");
    }
    for name in ["index.html", "communique.txt", "text/paper.json", "bundle/record.jsonl"] {
        assert!(found.contains(&name.to_owned()), "{name} of {found:?}");
    }
}

#[test]
fn nothing_is_published_where_the_typesetter_refuses_is_missing_or_leaves_a_file_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let done = plenary(&["demo", "--headless", "--out", "out", "--papers-bin", "none"], folder.path());
    assert!(done.status.success());
    let refuses = "cat > /dev/null; echo 'error: the font Noto Serif is missing' >&2; exit 1";
    let one_file = "mkdir \"$4\"; cat > \"$4/text.en.pdf\"";
    for (stand_in, why) in [
        (None, "none/such is not there"),
        (Some(refuses), "the font Noto Serif is missing"),
        (Some(one_file), "No such file"),
    ] {
        let program = stand_in.map_or(PathBuf::from("none/such"), |lines| typesetter(folder.path(), lines));
        let program = program.to_str().expect("plain");
        let before = below(folder.path());
        let words = ["papers", "out/record.jsonl", "--out", "published", "--papers-bin", program];
        let done = plenary(&words, folder.path());
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(3), "{said}");
        assert!(said.contains("nothing is published without PDF") && said.contains(why), "{said}");
        assert_eq!(below(folder.path()), before, "{why}: nothing was left behind");
    }
}

#[test]
fn what_is_published_is_whole_and_never_goes_over_something_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let done = plenary(&["demo", "--headless", "--out", "out", "--papers-bin", "none"], folder.path());
    assert!(done.status.success());
    // Every sheet in, a file of its name out.
    let sets = "mkdir \"$4\"; grep -o '\"name\":\"[a-z.A-Z-]*\",\"sheet\"' | cut -d'\"' -f4 | while read -r name; do echo pdf > \"$4/$name.pdf\"; done";
    let program = typesetter(folder.path(), sets);
    let program = program.to_str().expect("plain");
    let words = ["papers", "out/record.jsonl", "--out", "published", "--papers-bin", program];
    let done = plenary(&words, folder.path());
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let found = below(&folder.path().join("published"));
    let of = |kind: &str| found.iter().filter(|name| name.ends_with(kind)).count();
    assert_eq!(
        (of(".pdf"), of(".html"), of(".txt"), of(".docx"), of(".akn.xml")),
        (12, 12, 12, 12, 4),
        "{found:?}"
    );
    let again = plenary(&words, folder.path());
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("is there already"));
    assert_eq!(below(&folder.path().join("published")), found);
}

#[test]
fn the_doctor_names_a_font_that_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("a.sqlite");
    store_sqlite::SqliteStore::open(&database).expect("a store");
    let refuses = "echo \"error: the font Noto Serif is missing ($*)\" >&2; exit 1";
    let program = typesetter(folder.path(), refuses);
    let program = program.to_str().expect("plain");
    let words =
        ["doctor", "--database", "a.sqlite", "--papers-bin", program, "--fonts", "here", "--fonts", "there"];
    let said = String::from_utf8(plenary(&words, folder.path()).stdout).expect("text");
    let expected = "papers      not needed yet: the font Noto Serif is missing \
                    (fonts --lang en,fa,ru,zh --fonts here --fonts there)";
    assert!(said.contains(expected), "{said}");
}
