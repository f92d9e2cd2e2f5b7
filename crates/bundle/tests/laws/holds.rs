//! What holds, what is said of it, and who stands behind it.

use crate::fixture::{ADOPTED, PUBLISHED};
use crate::story::key;
use bundle::{BundleError, CountersignError, Files, HeldKey, Report, Unreadable, Verdict, verify, write};
use record::Record;
use std::sync::LazyLock;
use terms::{Instant, Lang, PartyKey};

/// The bundle of the demonstration, with a file of its host's own.
pub(crate) static DEMO: LazyLock<Files> = LazyLock::new(|| {
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let text = done.files.iter().filter(|(name, _)| name == "text.txt").cloned().collect();
    write(&done.record, &key(1), Instant::from_millis(1), text).expect("a bundle")
});

/// The bundle of a forum with every kind of act, its text published.
pub(crate) static WHOLE: LazyLock<Files> = LazyLock::new(|| PUBLISHED.bundle());

/// The same, its text adopted and not published.
pub(crate) static PART: LazyLock<Files> = LazyLock::new(|| ADOPTED.bundle());

pub(crate) fn fails(report: &Report) -> Vec<&str> {
    report.lines.iter().filter(|l| l.verdict == Verdict::Fails).map(|l| l.says.as_str()).collect()
}

pub(crate) fn says(report: &Report, verdict: Verdict, words: &str) -> bool {
    report.lines.iter().any(|line| line.verdict == verdict && line.says.contains(words))
}

fn held(party: &str, seed: u8) -> HeldKey {
    HeldKey { party: PartyKey::new(party), key: key(seed).public() }
}

#[test]
fn what_was_written_holds_and_is_signed_by_the_host_alone() {
    for files in [&*DEMO, &*WHOLE, &*PART] {
        let report = verify(files, &[], 2).expect("a bundle");
        assert_eq!(fails(&report), Vec::<&str>::new());
        assert_eq!(report.sentence(), "Consistent, but signed by the host alone.");
        assert!(says(&report, Verdict::NotChecked, "Single votes are not in the bundle"));
    }
}

#[test]
fn findings_adoption_and_news_are_computed_anew_and_it_is_said_which() {
    let report = verify(&WHOLE, &[], 2).expect("a bundle");
    for words in
        ["were found anew from the counts", ", not adopted, was decided anew", ", adopted, was decided anew"]
    {
        assert!(says(&report, Verdict::Holds, words), "{words}: {report:?}");
    }
    assert!(says(&report, Verdict::Holds, "The communiqué (en) that act"), "{report:?}");
    assert!(says(&report, Verdict::Holds, "Everything that the adopted text rests on is here"));
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    assert_eq!(PUBLISHED.bundle(), *WHOLE);
}

#[test]
fn a_communique_that_was_issued_in_other_words_is_found() {
    let mut other = Record::new(&PUBLISHED.record.header().forum, &PUBLISHED.record.header().title);
    for act in PUBLISHED.record.acts() {
        let mut body = act.body.clone();
        if act.kind == "communique_issued" {
            body["digest"] = "0".repeat(64).into();
        }
        let (kind, actor, at, zone) = (act.kind.clone(), act.actor.clone(), act.at, act.zone.clone());
        let entry = record::Entry { kind, actor, at, zone, body };
        let forum = key(1);
        let keys: &[&record::SigningKey] = if act.signatures.is_empty() { &[] } else { &[&forum] };
        other.append_signed(entry, keys).expect("an act");
    }
    let files = write(&other, &key(1), Instant::from_millis(1), Vec::new()).expect("a bundle");
    let report = verify(&files, &[], 2).expect("a bundle");
    assert!(fails(&report).iter().any(|says| says.contains("communique_issued")), "{report:?}");
}

#[test]
fn only_keys_from_outside_count_each_party_once_and_only_for_what_it_signed() {
    let mut files = WHOLE.clone();
    for seed in [2, 3, 5] {
        bundle::countersign(&mut files, &key(seed)).expect("it holds");
    }
    assert!(matches!(bundle::countersign(&mut files, &key(2)), Err(CountersignError::Signature(_))));
    let report = |keys: &[HeldKey]| {
        let report = verify(&files, keys, 2).expect("a bundle");
        assert_eq!(fails(&report), Vec::<&str>::new());
        report
    };
    let alone = "signed by the host alone";
    assert!(
        report(&[held("CN", 2), held("UZ", 3)])
            .sentence()
            .contains("countersigned by 2 whose keys you hold: CN, UZ")
    );
    let one = report(&[held("CN", 2), held("UZ", 4)]).sentence();
    assert!(one.contains(alone) && one.contains("so far 1: CN"), "{one}");
    assert!(report(&[held("CN", 2), held("CN", 5)]).sentence().contains(alone), "one party, two keys");
    assert!(report(&[held("CN", 1), held("UZ", 4)]).sentence().contains(alone), "the host itself");
    assert!(report(&[]).sentence().contains(alone), "keys that the bundle alone names");
    let stranger = report(&[held("XX", 2), held("UZ", 3)]);
    assert!(stranger.sentence().contains(alone) && says(&stranger, Verdict::NotChecked, "XX takes no part"));
    // The record registers key 2 as the one of CN.
    let other = report(&[held("CN", 3)]);
    assert!(says(&other, Verdict::NotChecked, "registers another key of CN"), "{other:?}");
}

#[test]
fn a_bundle_that_does_not_hold_is_not_countersigned() {
    let mut files = WHOLE.clone();
    files.insert("findings.json".to_owned(), b"{}\n".to_vec());
    let before = files.clone();
    assert!(matches!(bundle::countersign(&mut files, &key(2)), Err(CountersignError::NotSo(_))));
    assert_eq!(files, before);
}

#[test]
fn a_simulated_bundle_cannot_lose_its_mark() {
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let bare = vec![("text.txt".to_owned(), b"We all agree.".to_vec())];
    let written = write(&done.record, &key(1), Instant::from_millis(1), bare);
    assert!(matches!(written, Err(BundleError::Unmarked(name)) if name == "text.txt"));
    let mut manifest: serde_json::Value = serde_json::from_slice(&DEMO["manifest.json"]).expect("JSON");
    manifest["simulation"] = serde_json::Value::Null;
    let mut files = DEMO.clone();
    files.insert("manifest.json".to_owned(), serde_json::to_vec_pretty(&manifest).expect("JSON"));
    assert!(!verify(&files, &[], 2).expect("a bundle").holds());
}

#[test]
fn a_bundle_of_another_version_says_so() {
    for format in ["plenary-bundle/1", "plenary-bundle/3"] {
        let files =
            Files::from([("manifest.json".to_owned(), format!("{{\"format\":\"{format}\"}}").into_bytes())]);
        assert_eq!(verify(&files, &[], 2), Err(Unreadable::Format(format.to_owned())));
    }
    assert_eq!(verify(&Files::new(), &[], 2), Err(Unreadable::NoManifest));
}
