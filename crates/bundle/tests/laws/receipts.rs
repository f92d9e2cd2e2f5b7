//! A receipt holds for its own act, in its own record alone, also where the act is withheld.

use crate::fixture::{ADOPTED, PUBLISHED};
use crate::holds::{DEMO, PART, WHOLE, fails, says};
use crate::story::key;
use bundle::{HeldKey, LARGEST_RECEIPT, Unreadable, Verdict, receipt_for, receipt_in, verify_receipt};
use record::{Receipt, SignedHead};
use terms::{Instant, PartyKey};

fn at() -> Instant {
    Instant::from_millis(7)
}

fn of_kind(kind: &str) -> u64 {
    ADOPTED.record.acts().iter().find(|act| act.kind == kind).expect("an act of the kind").seq
}

fn host() -> HeldKey {
    HeldKey { party: PartyKey::new("host"), key: key(1).public() }
}

#[test]
fn an_objection_an_amendment_and_a_count_of_votes_have_receipts_that_hold_in_the_bundle() {
    for kind in ["position_taken", "amendment_tabled", "votes_counted", "tally_noted"] {
        let receipt = receipt_for(&ADOPTED.record, of_kind(kind), at(), &key(1)).expect("a receipt");
        let line = receipt_in(&PART, &receipt).expect("a receipt");
        assert_eq!(line.verdict, Verdict::Holds, "{kind}: {}", line.says);
        let withheld = kind == "amendment_tabled" || kind == "tally_noted";
        assert_eq!(line.says.contains("it is withheld here"), withheld, "{}", line.says);
        for other in [&*WHOLE, &*DEMO] {
            let line = receipt_in(other, &receipt).expect("a receipt");
            assert_eq!(line.verdict, Verdict::Fails, "{kind}: {}", line.says);
        }
    }
    assert_eq!(receipt_for(&ADOPTED.record, 1_000_000, at(), &key(1)), None);
}

#[test]
fn objections_amendments_and_counts_have_receipts_and_acts_of_the_desk_have_none() {
    for (kind, has) in [
        ("position_taken", true),
        ("amendment_tabled", true),
        ("votes_counted", true),
        ("topic_opened", false),
    ] {
        assert_eq!(bundle::has_receipt(kind), has, "{kind}");
    }
    let known = |kind: &&&str| bundle::has_receipt(kind);
    assert_eq!(forum::acts::Body::KINDS.iter().filter(known).count(), 9, "a kind with a receipt is no kind");
}

#[test]
fn a_receipt_of_a_later_act_asks_for_a_later_bundle() {
    let last = PUBLISHED.record.acts().len() as u64 - 1;
    let receipt = receipt_for(&PUBLISHED.record, last, at(), &key(1)).expect("a receipt");
    let line = receipt_in(&PART, &receipt).expect("a receipt");
    assert!(line.verdict == Verdict::Fails && line.says.contains("ask for a later one"), "{}", line.says);
}

#[test]
fn without_a_bundle_it_says_which_of_the_keys_signed_its_head() {
    let receipt = receipt_for(&ADOPTED.record, of_kind("position_taken"), at(), &key(1)).expect("a receipt");
    let report = verify_receipt(&receipt, None, &[host()], 1).expect("a receipt");
    assert_eq!(fails(&report), Vec::<&str>::new());
    assert!(report.sentence().contains("signed by 1 whose keys you hold: host"), "{}", report.sentence());
    let report = verify_receipt(&receipt, None, &[], 1).expect("a receipt");
    assert!(report.holds() && report.sentence().contains("0 of the 1 you ask for"), "{}", report.sentence());
}

#[test]
fn under_a_tree_head_of_as_many_acts_it_must_be_the_same() {
    let receipt = receipt_for(&ADOPTED.record, 9, at(), &key(1)).expect("a receipt");
    let head = |record: &record::Record| {
        let head = SignedHead::new(&record.header().forum, at(), record.head());
        serde_json::to_vec(&head).expect("JSON")
    };
    let report = verify_receipt(&receipt, Some(&head(&ADOPTED.record)), &[], 1).expect("a receipt");
    assert!(says(&report, Verdict::Holds, "The tree head is the one of the receipt"), "{report:?}");
    let report = verify_receipt(&receipt, Some(&head(&PUBLISHED.record)), &[], 1).expect("a receipt");
    assert!(says(&report, Verdict::NotChecked, "a bundle shows"), "{report:?}");
    let mut split = SignedHead::new(&ADOPTED.record.header().forum, at(), ADOPTED.record.head());
    split.head.root = terms::Digest::from_bytes([3; 32]);
    let split = serde_json::to_vec(&split).expect("JSON");
    let report = verify_receipt(&receipt, Some(&split), &[], 1).expect("a receipt");
    assert!(fails(&report).iter().any(|says| says.contains("two records")), "{report:?}");
    assert!(matches!(verify_receipt(&receipt, Some(b"{}"), &[], 1), Err(Unreadable::Receipt(_))));
}

/// One changed byte of a receipt: it does not hold, or it is none.
#[test]
fn one_changed_byte_of_a_receipt_is_found() {
    let whole = receipt_for(&ADOPTED.record, of_kind("amendment_tabled"), at(), &key(1)).expect("a receipt");
    let parsed: Receipt = serde_json::from_slice(&whole).expect("a receipt");
    assert!(parsed.act.is_some());
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        let same = serde_json::from_slice::<Receipt>(&changed).is_ok_and(|changed| changed == parsed);
        let found = match verify_receipt(&changed, None, &[host()], 1) {
            Ok(report) => !report.holds() || report.trust.countersigned.is_empty(),
            Err(_) => true,
        };
        assert!(found || same, "at {place}: {}", String::from_utf8_lossy(&changed));
    }
}

#[test]
fn what_is_no_receipt_says_so() {
    let whole = receipt_for(&ADOPTED.record, 9, at(), &key(1)).expect("a receipt");
    let broken = verify_receipt(&whole[..whole.len() / 2], None, &[], 1);
    assert_eq!(broken, Err(Unreadable::Receipt("it breaks off".to_owned())));
    assert!(verify_receipt(&vec![b' '; LARGEST_RECEIPT + 1], None, &[], 1).is_err());
    assert!(!verify_receipt(b"{}", None, &[], 1).expect("JSON").holds());
    let other = String::from_utf8(whole).expect("text").replace("plenary-receipt/1", "plenary-receipt/9");
    assert!(matches!(verify_receipt(other.as_bytes(), None, &[], 1), Err(Unreadable::Receipt(_))));
}
