//! What a bundle must show of itself, and what must be found.

use bundle::{BundleError, CountersignError, Files, Report, Unreadable, Verdict, verify, write};
use record::SigningKey;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use terms::{Instant, Lang};

static BUNDLE: LazyLock<Files> = LazyLock::new(|| {
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let text = done.files.iter().filter(|(name, _)| name == "text.txt").cloned().collect();
    write(&done.record, &key(1), Instant::from_millis(1), text).expect("a bundle")
});

fn key(seed: u8) -> SigningKey {
    SigningKey::from_secret(&[seed; 32])
}

fn fails(report: &Report) -> Vec<&str> {
    report.lines.iter().filter(|l| l.verdict == Verdict::Fails).map(|l| l.says.as_str()).collect()
}

#[test]
fn what_was_written_holds_and_is_signed_by_the_host_alone() {
    let report = verify(&BUNDLE, &[], 2).expect("a bundle");
    assert_eq!(fails(&report), Vec::<&str>::new());
    assert_eq!(report.sentence(), "Consistent, but signed by the host alone.");
}

#[test]
fn one_changed_byte_of_any_file_fails_and_the_file_is_named() {
    for name in BUNDLE.keys() {
        let length = BUNDLE[name].len();
        for at in [0, length / 3, length / 2, length - 2, length - 1] {
            let mut files = BUNDLE.clone();
            files.get_mut(name).expect("it is there")[at] ^= 1;
            match verify(&files, &[], 2) {
                Ok(report) => {
                    let failed = fails(&report);
                    assert!(failed.iter().any(|says| says.contains(name)), "{name} at {at}: {failed:?}");
                }
                Err(unreadable) => assert_eq!(
                    (name.as_str(), matches!(unreadable, Unreadable::Format(_))),
                    ("manifest.json", true)
                ),
            }
        }
    }
}

#[test]
fn one_changed_byte_of_every_kind_of_act_names_the_act_and_its_kind() {
    let mut met = BTreeSet::new();
    let bytes = &BUNDLE["record.jsonl"];
    let mut start = 0;
    for (line, text) in bytes.split_inclusive(|&byte| byte == b'\n').enumerate() {
        let act: serde_json::Value = serde_json::from_slice(text).expect("JSON");
        if let Some(kind) = act["kind"].as_str().filter(|kind| met.insert((*kind).to_owned())) {
            // The act's own hash: a change that leaves its kind to be read.
            let own = act["hash"].as_str().expect("a hash");
            let at = std::str::from_utf8(text).expect("UTF-8").rfind(own).expect("a hash");
            let mut files = BUNDLE.clone();
            let byte = &mut files.get_mut("record.jsonl").expect("it is there")[start + at];
            *byte = if *byte == b'0' { b'1' } else { b'0' };
            let report = verify(&files, &[], 2).expect("a bundle");
            let named = format!("act {}", line - 1);
            let failed = fails(&report);
            assert!(failed.iter().any(|says| says.contains(&named) && says.contains(kind)), "{failed:?}");
        }
        start += text.len();
    }
    assert!(met.len() > 15, "{met:?}");
}

#[test]
fn acts_dropped_moved_or_cut_off_are_found() {
    let lines: Vec<&[u8]> = BUNDLE["record.jsonl"].split_inclusive(|&byte| byte == b'\n').collect();
    let mut moved = lines.clone();
    moved.swap(5, 6);
    let mut dropped = lines.clone();
    dropped.remove(5);
    let shorter = lines[..lines.len() - 1].to_vec();
    for changed in [moved, dropped, shorter] {
        let mut files = BUNDLE.clone();
        files.insert("record.jsonl".to_owned(), changed.concat());
        assert!(!verify(&files, &[], 2).expect("a bundle").holds());
    }
}

#[test]
fn files_that_are_not_listed_missing_or_badly_named_are_found() {
    let mut files = BUNDLE.clone();
    files.insert("more.txt".to_owned(), b"more".to_vec());
    assert!(fails(&verify(&files, &[], 2).expect("a bundle")).iter().any(|s| s.contains("more.txt")));
    let mut files = BUNDLE.clone();
    files.remove("text.txt");
    assert!(fails(&verify(&files, &[], 2).expect("a bundle")).iter().any(|s| s.contains("text.txt")));
    for name in ["../x", "/x", "a//b", "a/../b", "a\\b", ".x", ""] {
        assert!(bundle::check_name(name).is_err(), "{name}");
    }
    let manifest = String::from_utf8(BUNDLE["manifest.json"].clone()).expect("text");
    let mut files = BUNDLE.clone();
    files
        .insert("manifest.json".to_owned(), manifest.replace("\"text.txt\"", "\"../text.txt\"").into_bytes());
    assert!(fails(&verify(&files, &[], 2).expect("a bundle")).iter().any(|s| s.contains("../text.txt")));
}

#[test]
fn without_a_manifest_it_is_no_bundle() {
    let mut files = BUNDLE.clone();
    files.remove("manifest.json");
    assert_eq!(verify(&files, &[], 2), Err(Unreadable::NoManifest));
}

#[test]
fn only_keys_from_outside_the_bundle_count_and_only_for_what_they_signed() {
    let mut files = BUNDLE.clone();
    for seed in [2, 3] {
        bundle::countersign(&mut files, &key(seed)).expect("it holds");
    }
    assert!(matches!(bundle::countersign(&mut files, &key(2)), Err(CountersignError::Signature(_))));
    let [two, three, other, host] = [2, 3, 4, 1].map(|seed| key(seed).public());
    let sentence = |keys: &[_]| {
        let report = verify(&files, keys, 2).expect("a bundle");
        assert_eq!(fails(&report), Vec::<&str>::new());
        report.sentence()
    };
    assert!(sentence(&[two, three]).contains("countersigned by 2"));
    assert!(sentence(&[two, other]).contains("only 1 of 2"));
    assert!(sentence(&[host, other]).contains("signed by the host alone"));
    assert!(sentence(&[]).contains("signed by the host alone"));
}

#[test]
fn a_simulated_bundle_cannot_lose_its_mark() {
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let bare = vec![("text.txt".to_owned(), b"We all agree.".to_vec())];
    let written = write(&done.record, &key(1), Instant::from_millis(1), bare);
    assert!(matches!(written, Err(BundleError::Unmarked(name)) if name == "text.txt"));
    let mut manifest: serde_json::Value = serde_json::from_slice(&BUNDLE["manifest.json"]).expect("JSON");
    manifest["simulation"] = serde_json::Value::Null;
    let mut files = BUNDLE.clone();
    files.insert("manifest.json".to_owned(), serde_json::to_vec_pretty(&manifest).expect("JSON"));
    assert!(!verify(&files, &[], 2).expect("a bundle").holds());
}

#[test]
fn a_receipt_is_found_in_its_own_record_alone() {
    let record = record::Record::read_from(BUNDLE["record.jsonl"].as_slice()).expect("a record");
    let receipt = record::Receipt::of(&record, 9, Instant::from_millis(1)).expect("an act");
    let told = |receipt: &record::Receipt| {
        bundle::receipt(&BUNDLE, &serde_json::to_vec(receipt).expect("JSON")).verdict
    };
    assert_eq!(told(&receipt), Verdict::Holds);
    let mut changed = receipt.clone();
    changed.seq = 10;
    assert_eq!(told(&changed), Verdict::Fails);
    let mut changed = receipt.clone();
    changed.kind = "position_taken".to_owned();
    assert_eq!(told(&changed), Verdict::Fails);
    let other = forum::demo::run(8, &Lang::new("en")).expect("the shipped forum").record;
    let other = record::Receipt::of(&other, 9, Instant::from_millis(1)).expect("an act");
    assert!(other.holds());
    assert_eq!(told(&other), Verdict::Fails);
    assert_eq!(bundle::receipt(&BUNDLE, b"{}").verdict, Verdict::Fails);
}
