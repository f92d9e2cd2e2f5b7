//! Bundles by somebody who means harm: refused in words, without a panic and without filling the memory.

use crate::holds::{PART, fails};
use bundle::{
    Files, LARGEST_FILE, MOST_BYTES, MOST_FILES, Unreadable, check_name, receipt_in, verify, verify_receipt,
};
use proptest::prelude::*;

#[test]
fn names_that_lead_out_or_mean_something_else_are_refused() {
    let long = "a".repeat(201);
    let bad = [
        "../x",
        "/x",
        "a//b",
        "a/../b",
        "a/./b",
        "a\\b",
        "..\\x",
        ".x",
        "",
        "a/",
        "C:/x",
        "x\0y",
        "x\ny",
        "a b",
        "é",
        "con",
        "NUL.txt",
        "a/aux.json",
        "com1",
        "lpt9.txt",
        "x.",
        "x/..",
        long.as_str(),
        "\u{202e}txt.exe",
    ];
    for name in bad {
        assert!(check_name(name).is_err(), "{name:?}");
        let mut files = PART.clone();
        files.insert(name.to_owned(), b"x\n".to_vec());
        assert!(matches!(verify(&files, &[], 2), Err(Unreadable::Name(_))), "{name:?}");
    }
    for name in ["text.txt", "a/b-c_d.json", "communique.zh-Hans.txt", "console.txt", "com.txt"] {
        assert!(check_name(name).is_ok(), "{name:?}");
    }
    let mut files = PART.clone();
    files.insert("Record.jsonl".to_owned(), b"x\n".to_vec());
    assert!(matches!(verify(&files, &[], 2), Err(Unreadable::Name(_))), "one of the two would be lost");
}

#[test]
fn a_manifest_that_lists_names_that_lead_out_does_not_hold() {
    let manifest = String::from_utf8(PART["manifest.json"].clone()).expect("text");
    let mut files = PART.clone();
    let listed = manifest.replace("\"findings.json\"", "\"../findings.json\"");
    files.insert("manifest.json".to_owned(), listed.into_bytes());
    let report = verify(&files, &[], 2).expect("a manifest");
    assert!(fails(&report).iter().any(|says| says.contains("../findings.json")));
}

#[test]
fn too_many_or_too_large_files_are_not_looked_at() {
    let mut files: Files = (0..=MOST_FILES).map(|n| (format!("f{n}"), Vec::new())).collect();
    assert_eq!(verify(&files, &[], 2), Err(Unreadable::TooLarge));
    files.clear();
    files.insert("manifest.json".to_owned(), vec![b' '; usize::try_from(LARGEST_FILE).expect("64 bits") + 1]);
    assert_eq!(verify(&files, &[], 2), Err(Unreadable::TooLarge));
    files.clear();
    let half = usize::try_from(MOST_BYTES / 2 - 1).expect("64 bits");
    for name in ["a", "b", "c"] {
        files.insert(name.to_owned(), vec![b' '; half]);
    }
    assert_eq!(verify(&files, &[], 2), Err(Unreadable::TooLarge));
}

#[test]
fn values_nested_without_end_are_refused() {
    for name in PART.keys() {
        for piece in ["[", "{\"a\":"] {
            let mut files = PART.clone();
            files.insert(name.clone(), format!("{}\n", piece.repeat(100_000)).into_bytes());
            assert!(verify(&files, &[], 2).is_ok_and(|report| !report.holds()), "{name}");
        }
    }
}

/// One file of a good bundle put in place of what it holds.
fn with(name: &str, bytes: Vec<u8>) -> Files {
    let mut files = PART.clone();
    files.insert(name.to_owned(), bytes);
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_in_any_file_are_refused(
        which in any::<prop::sample::Index>(),
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let names: Vec<&String> = PART.keys().collect();
        let name = names[which.index(names.len())].as_str();
        let files = with(name, bytes);
        prop_assert!(!verify(&files, &[], 2).is_ok_and(|report| report.holds()));
    }

    #[test]
    fn any_files_are_refused(files in prop::collection::btree_map(".{0,12}", prop::collection::vec(any::<u8>(), 0..40), 0..6)) {
        prop_assert!(!verify(&files, &[], 2).is_ok_and(|report| report.holds()));
    }

    /// A piece of a file put somewhere else in it, as somebody who edits it by hand does.
    #[test]
    fn pieces_moved_within_a_file_are_found(
        which in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        length in 1..200_usize,
    ) {
        let names: Vec<&String> = PART.keys().collect();
        let name = names[which.index(names.len())].as_str();
        let whole = &PART[name];
        let (from, to) = (from.index(whole.len()), to.index(whole.len()));
        let piece = &whole[from..whole.len().min(from + length)];
        let changed = [&whole[..to], piece, &whole[to..]].concat();
        prop_assert!(!verify(&with(name, changed), &[], 2).is_ok_and(|report| report.holds()));
    }

    #[test]
    fn any_bytes_as_a_receipt_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(!verify_receipt(&bytes, None, &[], 1).is_ok_and(|report| report.holds()));
        prop_assert!(!receipt_in(&PART, &bytes).is_ok_and(|line| line.verdict == bundle::Verdict::Holds));
    }
}
