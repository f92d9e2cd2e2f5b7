//! Signed tree heads: what was seen can be held against the record later.

use crate::common::{DELEGATION, FORUM, entry, forged, instant, key, known, signed_record};
use crate::signing::rfc_keys;
use proptest::prelude::*;
use record::{
    Checked, HeadFault, KeyId, Record, SignatureError, SignedHead, TreeHead, Verdict, tree::leaf_hash,
};
use serde_json::{Value, json};

fn id(seed: u8) -> KeyId {
    key(seed).public().id()
}

/// Signed by the forum, countersigned by a delegation elsewhere.
fn signed_head(record: &Record) -> SignedHead {
    let mut head = SignedHead::new(&record.header().forum, instant(1_622_700_000_009), record.head());
    head.sign(&key(FORUM)).expect("a head of the encoding");
    let countersigned = key(DELEGATION).sign(&head.to_sign().expect("a head of the encoding"));
    head.attach(countersigned, &key(DELEGATION).public()).expect("a signature over this head");
    head
}

fn good(seeds: &[u8]) -> Vec<Checked> {
    let mut keys: Vec<KeyId> = seeds.iter().map(|&seed| id(seed)).collect();
    keys.sort();
    keys.into_iter().map(|key| Checked { key, verdict: Verdict::Good }).collect()
}

// Computed by another program: Python's json, hashlib and cryptography, with the key of RFC 8032 §7.1, 1.
const TO_SIGN: &str = concat!(
    "plenary-head-signature/1\n",
    r#"{"at":2,"forum":"f","hash":"sha-256","#,
    r#""root":"9e01171d3ce841a2173c3796080b1614fd229c8e091007eab8e206fcb7c0e1b3","size":1}"#
);
const VALUE: &str = concat!(
    "33ab8a27d467342ab087065ef30c5284587c26f245233f8398a6f083427f1c2e",
    "948a713d6b0cb3a58cda15918af7ab37213990d6766d17ed06b7395cfd68d100"
);

#[test]
fn the_bytes_of_a_signed_head_version_1_are_fixed() {
    let root = "9e01171d3ce841a2173c3796080b1614fd229c8e091007eab8e206fcb7c0e1b3".parse().unwrap();
    let mut head = SignedHead::new("f", instant(2), TreeHead { size: 1, root });
    assert_eq!(String::from_utf8(head.to_sign().unwrap()).unwrap(), TO_SIGN);
    head.sign(&rfc_keys()[0]).unwrap();
    assert_eq!(head.signatures.iter().map(|signature| signature.value.as_str()).collect::<Vec<_>>(), [VALUE]);
}

#[test]
fn a_head_signed_by_several_holds_for_the_record_and_for_all_that_it_grows_into() {
    let mut record = signed_record();
    let head = signed_head(&record);
    for seq in 4..9 {
        assert_eq!(head.verify(&record, known(&[FORUM, DELEGATION])), Ok(good(&[FORUM, DELEGATION])));
        record.append_entry(entry(seq, json!({}))).unwrap();
    }
    let written = serde_json::to_string(&head).unwrap();
    assert_eq!(serde_json::from_str::<SignedHead>(&written).unwrap(), head);
}

#[test]
fn acts_rewritten_or_missing_contradict_the_head() {
    let record = signed_record();
    let head = signed_head(&record);
    let keys = known(&[FORUM, DELEGATION]);
    let rewritten = forged(&record, |act| {
        if act.seq == 3 {
            act.body = json!("another line");
        }
    });
    assert_eq!(head.verify(&rewritten, &keys), Err(HeadFault::OtherActs { size: 4 }));
    let mut shorter = Record::new("wuhan-2021", "Forum: 民间友好论坛");
    for act in &record.acts()[..3] {
        shorter.push_line(&act.line().unwrap()).unwrap();
    }
    assert_eq!(head.verify(&shorter, &keys), Err(HeadFault::ActsMissing { size: 4, acts: 3 }));
    let other = Record::new("qingdao-2023", "Forum: 民间友好论坛");
    let fault = HeadFault::OtherForum { expected: "qingdao-2023".into(), found: "wuhan-2021".into() };
    assert_eq!(head.verify(&other, &keys), Err(fault));
}

/// A signature of an act dropped from the record's last act leaves a record that holds by itself.
#[test]
fn a_signature_taken_away_from_the_last_act_contradicts_the_head() {
    let mut record = signed_record();
    let mut keep = record.draft(entry(4, json!({}))).unwrap();
    keep.sign(&key(FORUM));
    let mut both = keep.clone();
    both.sign(&key(DELEGATION));
    let mut without = record.clone();
    record.append_draft(both).unwrap();
    without.append_draft(keep).unwrap();
    let keys = known(&[FORUM, DELEGATION]);
    assert_eq!(record::verify_signatures(&without, &keys).holds(), Ok(()));
    assert_eq!(signed_head(&record).verify(&without, &keys), Err(HeadFault::OtherActs { size: 5 }));
}

#[test]
fn a_foreign_key_is_unknown_and_nobody_signs_twice() {
    let record = signed_record();
    let mut head = signed_head(&record);
    head.sign(&key(9)).unwrap();
    let checked = head.verify(&record, known(&[FORUM, DELEGATION])).unwrap();
    assert_eq!(checked.len(), 3);
    assert!(checked.contains(&Checked { key: id(9), verdict: Verdict::UnknownKey }));
    let again = key(9).sign(&head.to_sign().unwrap());
    assert_eq!(head.attach(again, &key(9).public()), Err(SignatureError::Twice { key: id(9) }));
    let before = head.clone();
    head.sign(&key(9)).unwrap();
    assert_eq!(head, before);
    assert_eq!(
        SignedHead::new("wuhan-2021", instant(0), record.head()).verify(&record, known(&[])),
        Ok(vec![])
    );
}

#[test]
fn a_signature_over_an_act_is_none_over_a_head() {
    let record = signed_record();
    let mut head = signed_head(&record);
    let of_an_act = key(FORUM).sign(&record.acts()[3].to_sign().unwrap());
    head.signatures = Default::default();
    let wrong = Err(SignatureError::Wrong { key: id(FORUM) });
    assert_eq!(head.attach(of_an_act, &key(FORUM).public()), wrong);
}

#[test]
fn a_head_of_another_form_or_with_doubled_signatures_is_not_read() {
    let good = serde_json::to_value(signed_head(&signed_record())).unwrap();
    let refused = |change: fn(&mut Value)| {
        let mut value = good.clone();
        change(&mut value);
        serde_json::from_value::<SignedHead>(value).unwrap_err().to_string()
    };
    assert!(refused(|head| head["format"] = "plenary-head/2".into()).contains("plenary-head/1"));
    assert!(refused(|head| head["more"] = 1.into()).contains("more"));
    assert!(refused(|head| head["signatures"][1] = head["signatures"][0].clone()).contains("each key once"));
}

proptest! {
    #[test]
    fn whatever_is_changed_in_a_signed_head_is_found(field in 0..4_u8, by in 1..1_000_000_u32) {
        let mut head = signed_head(&signed_record());
        match field {
            0 => head.forum.push_str(&by.to_string()),
            1 => head.at = instant(head.at.millis() + i64::from(by)),
            2 => head.head.size += u64::from(by),
            _ => head.head.root = leaf_hash(&by.to_le_bytes()),
        }
        let checked = head.check_signatures(known(&[FORUM, DELEGATION]));
        prop_assert_eq!(checked.len(), 2);
        prop_assert!(checked.iter().all(|checked| checked.verdict == Verdict::Wrong));
    }
}
