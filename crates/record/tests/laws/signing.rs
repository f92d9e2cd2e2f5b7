//! Signed acts: whoever signed is named, and whatever was changed or moved is found.

use crate::common::{
    DELEGATION, FORUM, bodies, entry, file, forged, instant, key, known, lines, record, signed_record,
};
use proptest::prelude::*;
use record::{
    Act, Actor, Checked, Entry, Fault, KeyId, ReadError, Record, RecordError, SIGNATURES, SignatureError,
    SignatureFault, SigningKey, Verdict, verify_signatures,
};
use serde_json::{Value, json};

fn id(seed: u8) -> KeyId {
    key(seed).public().id()
}

#[test]
fn a_signed_act_reads_back_and_verifies() {
    let written = signed_record();
    let read = Record::read_from(&file(&written)[..]).expect("a good file");
    assert_eq!(read, written);
    assert_eq!(read.verify(), Ok(()));
    let report = verify_signatures(&read, known(&[FORUM, DELEGATION]));
    assert_eq!(report.holds(), Ok(()));
    assert_eq!(report.unsigned().count(), 0);
    for act in read.acts() {
        let mut signers = vec![id(FORUM)];
        signers.extend(act.seq.is_multiple_of(2).then_some(id(DELEGATION)));
        signers.sort();
        assert_eq!(report.signed_by(act.seq).collect::<Vec<_>>(), signers, "act {}", act.seq);
    }
}

// Computed by another program: Python's json, hashlib and cryptography, with the keys of RFC 8032 §7.1, 1 and 2.
const TO_SIGN: &str = concat!(
    "plenary-act-signature/1\n",
    r#"{"actor":{"party":null,"role":"secretariat"},"algorithms":{"hash":"sha-256","#,
    r#""signature":"plenary-act-signature/1"},"at":1,"body":{"a":"é","b":1},"forum":"f","kind":"opened","#,
    r#""previous":"33a1e85014140ab8ae4cbc6beea948fccc46f9d2c58be46ed8063f17d31a8b0c","seq":0,"zone":null}"#,
);
const SIGNED: &str = concat!(
    r#"{"actor":{"party":null,"role":"secretariat"},"algorithms":{"hash":"sha-256","#,
    r#""signature":"plenary-act-signature/1"},"at":1,"body":{"a":"é","b":1},"forum":"f","hash":""#,
    "9e01171d3ce841a2173c3796080b1614fd229c8e091007eab8e206fcb7c0e1b3",
    r#"","kind":"opened","previous":"33a1e85014140ab8ae4cbc6beea948fccc46f9d2c58be46ed8063f17d31a8b0c","#,
    r#""seq":0,"signature":[{"algorithm":"ed25519","key":""#,
    "2a39c1961d5e12f45017c83f009b9d30f3697ef5ad61e1040e4f1645f8d24c25",
    r#"","value":""#,
    "2613dc300c7da187107a085d7a85c5596c8064ba7a8e4b89709ca7c3849ba8c1",
    "ab2db261168ad9eb081570d4ad96b45079a82d885ce07274c663f172d6416b01",
    r#""},{"algorithm":"ed25519","key":""#,
    "94da4aca27e9c73f9d9005a92aa3d787c19b4a389e47a5bce77ee388638d3174",
    r#"","value":""#,
    "6f783d833756d6ba75a61794e8a1cd4981dca828f6c5f554806ff724e16b23b7",
    "8bf74285fd86cda3a18b85b508e4a58ca6e3411aec109a4225e3868c2c3a270c",
    r#""}],"zone":null}"#,
);

pub(crate) fn rfc_keys() -> [SigningKey; 2] {
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    ]
    .map(|hex| SigningKey::from_secret(hex.parse::<terms::Digest>().expect("64 digits").as_bytes()))
}

fn opened() -> Entry {
    let body = json!({"b": 1, "a": "é"});
    Entry { kind: "opened".into(), actor: Actor::role("secretariat"), at: instant(1), zone: None, body }
}

/// As with the bytes of the acts: whoever changes them must name a new version.
#[test]
fn the_bytes_of_signing_version_1_are_fixed() {
    let mut record = Record::new("f", "T");
    assert_eq!(record.draft(opened()).unwrap().to_sign(), TO_SIGN.as_bytes());
    let [first, second] = &rfc_keys();
    let act = record.append_signed(opened(), &[second, first]).unwrap();
    assert_eq!(String::from_utf8(act.line().unwrap()).unwrap(), SIGNED);
}

#[test]
fn signing_is_repeatable_and_the_order_of_the_keys_is_irrelevant() {
    let signed = |keys: &[&SigningKey]| {
        let mut record = Record::new("f", "T");
        record.append_signed(opened(), keys).unwrap();
        file(&record)
    };
    let [first, second] = &rfc_keys();
    let both = signed(&[first, second]);
    assert_eq!(both, signed(&[first, second]));
    assert_eq!(both, signed(&[second, first]));
    assert_eq!(both, signed(&[first, second, first]), "a key signs once");
    assert_ne!(both, signed(&[first]));
}

#[test]
fn without_a_key_an_act_is_what_it_was_before_there_were_signatures() {
    let (mut with, mut without) = (Record::new("f", "T"), Record::new("f", "T"));
    for (seq, body) in bodies().into_iter().enumerate() {
        with.append_signed(entry(seq, body.clone()), &[]).unwrap();
        without.append_entry(entry(seq, body)).unwrap();
    }
    assert_eq!(file(&with), file(&without));
    let report = verify_signatures(&with, known(&[]));
    assert_eq!(report.unsigned().collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(report.holds(), Ok(()));
}

#[test]
fn a_record_may_begin_to_sign_later() {
    let report = verify_signatures(&record(), known(&[FORUM, DELEGATION]));
    assert_eq!(report.unsigned().collect::<Vec<_>>(), [0, 1, 3]);
    assert_eq!(report.signed_by(2).count(), 2);
    assert_eq!((report.of(3), report.of(4)), (&[][..], &[][..]));
}

#[test]
fn a_signature_covers_the_act_and_the_hash_covers_the_signature() {
    let signed = |body: Value, seeds: &[u8]| {
        let mut record = Record::new("f", "T");
        let keys: Vec<SigningKey> = seeds.iter().map(|&seed| key(seed)).collect();
        let act = record.append_signed(entry(0, body), &keys.iter().collect::<Vec<_>>()).unwrap();
        (act.to_sign().unwrap(), act.hash)
    };
    let (bytes, hash) = signed(json!(1), &[1]);
    let (same_bytes, other_hash) = signed(json!(1), &[1, 2]);
    assert_eq!(bytes, same_bytes);
    assert_ne!(hash, other_hash);
    assert_ne!(hash, signed(json!(1), &[2]).1);
    assert_ne!(bytes, signed(json!(2), &[1]).0);
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().next(), Some(SIGNATURES));
}

#[test]
fn a_signature_of_a_foreign_key_is_of_an_unknown_key() {
    let mut record = signed_record();
    record.append_signed(entry(4, json!({})), &[&key(9)]).unwrap();
    let report = verify_signatures(&record, known(&[FORUM, DELEGATION]));
    assert_eq!(report.of(4), [Checked { key: id(9), verdict: Verdict::UnknownKey }]);
    assert_eq!(report.signed_by(4).count(), 0);
    let fault = SignatureFault::UnknownKey { seq: 4, key: id(9) };
    assert_eq!(report.faults().collect::<Vec<_>>(), [fault]);
    assert_eq!(report.holds(), Err(fault));
    assert!(fault.to_string().starts_with("act 4: "), "{fault}");
    assert_eq!(verify_signatures(&record, known(&[FORUM, DELEGATION, 9])).holds(), Ok(()));
}

/// The lookup is asked for one key and answers with another: a fault of the caller's that must not pass.
#[test]
fn another_key_in_the_place_of_the_right_one_is_wrong() {
    let stranger = key(9).public();
    let report = verify_signatures(&signed_record(), |_| Some(stranger));
    assert!(report.acts().all(|(_, found)| found.iter().all(|checked| checked.verdict == Verdict::Wrong)));
    assert_eq!(report.faults().count(), 6);
}

#[test]
fn a_signature_moved_to_another_act_is_wrong_there() {
    let honest = signed_record();
    for (from, to) in (0..4_u64).flat_map(|from| (0..4).map(move |to| (from, to))).filter(|(a, b)| a != b) {
        let moved = forged(&honest, |act| {
            if act.seq == to {
                act.signatures = honest.act(from).expect("an act").signatures.clone();
            }
        });
        let report = verify_signatures(&moved, known(&[FORUM, DELEGATION]));
        let fault = report.holds().expect_err("a moved signature");
        assert!(matches!(fault, SignatureFault::Wrong { seq, .. } if seq == to), "{from} to {to}: {fault}");
        assert_eq!(report.signed_by(to).count(), 0);
    }
}

#[test]
fn a_signature_holds_in_one_record_only() {
    let honest = signed_record();
    let mut other = Record::new("wuhan-2021", "another title");
    let unsigned = other.draft(entry(0, bodies()[0].clone())).unwrap();
    let signature = honest.acts()[0].signatures.iter().find(|signature| signature.key == id(FORUM)).unwrap();
    let error = unsigned.clone().attach(signature.clone(), &key(FORUM).public()).unwrap_err();
    assert_eq!(error, SignatureError::Wrong { key: id(FORUM) });
    assert!(matches!(other.append_draft(unsigned), Err(RecordError::NotSigned { .. })));
}

fn changes() -> impl Strategy<Value = (u64, usize, u64)> {
    (0..4_u64, 0..8_usize, 1..1_000_000_u64)
}

fn change(act: &mut Act, field: usize, by: u64) {
    match field {
        0 => act.at = instant(act.at.millis() + by as i64),
        1 => act.zone = Some(terms::Zone::new(&format!("Zone/{by}"))),
        2 => act.actor.role.push_str(&by.to_string()),
        3 => act.actor.party = Some(format!("P{by}").as_str().into()),
        4 => act.kind.push_str(&by.to_string()),
        5 => act.body = json!({ "changed": by }),
        6 => act.body = json!([act.body, by]),
        _ => act.body = json!({ "was": act.body }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whoever holds the file can make every hash right again, and not the signatures.
    #[test]
    fn a_changed_act_is_named_even_when_every_hash_is_right((seq, field, by) in changes()) {
        let honest = signed_record();
        let forged = forged(&honest, |act| if act.seq == seq { change(act, field, by) });
        prop_assert_eq!(forged.verify(), Ok(()));
        let report = verify_signatures(&forged, known(&[FORUM, DELEGATION]));
        prop_assert_eq!(report.holds().map_err(|fault| fault.act()), Err(seq));
        // All acts behind it name a hash that nobody signed; those before it still hold.
        for (act, found) in report.acts() {
            prop_assert!(found.iter().all(|checked| (checked.verdict == Verdict::Good) == (act < seq)));
        }
    }

    #[test]
    fn no_byte_of_a_signed_line_can_be_changed_unnoticed(at: prop::sample::Index, byte: u8, seq in 0..4_u64) {
        let mut lines = lines(&file(&signed_record()));
        let line = &mut lines[seq as usize + 1];
        let at = at.index(line.len() - 1);
        prop_assume!(line[at] != byte && byte != b'\n');
        line[at] = byte;
        let error = Record::read_from(&lines.concat()[..]).expect_err("a changed byte");
        prop_assert_eq!(error.act(), Some(seq));
    }
}

#[test]
fn a_signature_made_elsewhere_is_taken_once_it_is_found_to_be_right() {
    let mut record = signed_record();
    let mut draft = record.draft(entry(4, json!({"clause": "c1"}))).unwrap();
    assert_eq!(draft.seq(), 4);
    let elsewhere = key(DELEGATION).sign(draft.to_sign());
    let other = key(DELEGATION).sign(b"plenary-act-signature/1\n{}");
    let public = key(DELEGATION).public();
    assert_eq!(draft.attach(other, &public), Err(SignatureError::Wrong { key: id(DELEGATION) }));
    assert_eq!(
        draft.attach(elsewhere.clone(), &key(FORUM).public()),
        Err(SignatureError::OtherKey { expected: id(FORUM), found: id(DELEGATION) })
    );
    assert!(draft.signatures().is_empty(), "what was refused left nothing behind");
    assert_eq!(draft.attach(elsewhere.clone(), &public), Ok(()));
    assert_eq!(draft.attach(elsewhere, &public), Err(SignatureError::Twice { key: id(DELEGATION) }));
    draft.sign(&key(FORUM));
    assert_eq!(draft.signatures().len(), 2);
    let bytes = draft.to_sign().to_vec();
    assert_eq!(record.append_draft(draft).unwrap().to_sign().unwrap(), bytes);
    assert_eq!(verify_signatures(&record, known(&[FORUM, DELEGATION])).holds(), Ok(()));
}

#[test]
fn a_draft_whose_place_is_taken_is_refused_and_the_same_entry_drafts_to_the_same_bytes() {
    let mut record = signed_record();
    let mut draft = record.draft(entry(4, json!({}))).unwrap();
    draft.sign(&key(FORUM));
    assert_eq!(record.draft(entry(4, json!({}))).unwrap().to_sign(), draft.to_sign());
    record.append_entry(entry(5, json!({}))).unwrap();
    let before = record.clone();
    let error = record.append_draft(draft).unwrap_err();
    assert!(matches!(error, RecordError::Stale { seq: 4, .. }), "{error}");
    assert_eq!(record, before);
}

#[test]
fn signatures_doubled_unordered_or_listed_as_none_are_refused() {
    let lines = lines(&file(&signed_record()));
    let line: Value = serde_json::from_slice(&lines[1]).unwrap();
    let with = |signatures: Value| {
        let mut line = line.clone();
        line["signature"] = signatures;
        let error =
            Record::read_from(&[&lines[0], line.to_string().as_bytes(), b"\n"].concat()[..]).unwrap_err();
        match error {
            ReadError::Act { fault: Fault::NotAnAct { seq: 0, why, .. }, .. } => why,
            other => panic!("{other}"),
        }
    };
    let [first, second] = [&line["signature"][0], &line["signature"][1]];
    assert!(with(json!([second, first])).contains("order of their keys"));
    assert!(with(json!([first, first, second])).contains("each key once"));
    assert!(with(json!([])).contains("written as null"));
    assert!(with(first.clone()).contains("expected a sequence"));
}
