//! Appending, replaying and reading back.

use crate::common::{bodies, entry, file, instant, lines, record};
use proptest::prelude::*;
use record::{Actor, Note, Record, RecordError};
use serde_json::json;

#[test]
fn what_was_written_is_read_to_the_byte() {
    let written = record();
    let read = Record::read_from(&file(&written)[..]).expect("a good file");
    assert_eq!(read, written);
    assert_eq!(file(&read), file(&written));
    assert_eq!(read.verify(), Ok(()));
    assert_eq!(read.head(), written.head());
}

// Computed by another program: Python's json with sorted keys and hashlib.
const HEADER: &str = concat!(
    r#"{"format":"plenary-act/1","forum":"f","hash":""#,
    "33a1e85014140ab8ae4cbc6beea948fccc46f9d2c58be46ed8063f17d31a8b0c",
    r#"","title":"T"}"#,
    "\n"
);
const ACT: &str = concat!(
    r#"{"actor":{"party":null,"role":"secretariat"},"algorithms":{"hash":"sha-256","signature":null},"at":1,"#,
    r#""body":{"a":"é","b":1},"forum":"f","hash":""#,
    "71a137f2e3a2922746df399c8a20f0a3551e71648ded3358a6af1ac989339779",
    r#"","kind":"opened","previous":""#,
    "33a1e85014140ab8ae4cbc6beea948fccc46f9d2c58be46ed8063f17d31a8b0c",
    r#"","seq":0,"signature":null,"zone":null}"#,
    "\n"
);

/// The bytes and hashes of version 1 never change; whoever changes them must name a new version.
#[test]
fn the_bytes_of_version_1_are_fixed() {
    let mut record = Record::new("f", "T");
    record.append("opened", Actor::role("secretariat"), instant(1), json!({"b": 1, "a": "é"})).unwrap();
    let lines: Vec<String> =
        lines(&file(&record)).into_iter().map(|line| String::from_utf8(line).unwrap()).collect();
    assert_eq!(lines, [HEADER, ACT]);
}

#[test]
fn a_refused_body_leaves_the_record_as_it_was() {
    let mut record = record();
    let before = record.clone();
    let secretariat = || Actor::role("secretariat");
    let float = record.append("report", secretariat(), instant(0), json!({"share": 0.5})).unwrap_err();
    assert!(matches!(float, RecordError::Canonical { .. }), "{float}");
    assert!(float.to_string().contains("/body/share is 0.5"), "{float}");
    let no_json = std::collections::BTreeMap::from([((1, 2), 3)]);
    let keyed = record.append("report", secretariat(), instant(0), no_json).unwrap_err();
    assert!(matches!(keyed, RecordError::Body { .. }), "{keyed}");
    let long = record.append("report", secretariat(), instant(0), "x".repeat(record::MAX_LINE)).unwrap_err();
    assert!(matches!(long, RecordError::TooLong { .. }), "{long}");
    assert_eq!(record, before);
}

#[test]
fn the_order_is_the_sequence_and_never_the_clock() {
    let mut record = Record::new("f", "T");
    for at in [10, 5, 5, 7] {
        record.append("act", Actor::role("secretariat"), instant(at), json!({})).unwrap();
    }
    assert_eq!(record.acts().iter().map(|act| act.seq).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(record.verify(), Ok(()));
    assert_eq!(record.notes(), [Note::ClockWentBack { seq: 1, at: instant(5), before: instant(10) }]);
}

#[test]
fn a_file_grown_act_by_act_is_the_file_written_at_once() {
    let whole = record();
    let mut grown = Vec::new();
    let mut record = Record::new(&whole.header().forum, &whole.header().title);
    record.write_header(&mut grown).unwrap();
    for act in whole.acts() {
        Record::write_act(act, &mut grown).unwrap();
    }
    assert_eq!(grown, file(&whole));
    record.append_entry(entry(0, bodies()[0].clone())).unwrap();
    assert!(whole.extends(&record.head()));
}

proptest! {
    #[test]
    fn replaying_the_same_acts_gives_the_same_bytes_and_every_head_is_extended(
        acts in prop::collection::vec((0..4_usize, any::<i32>()), 0..12)
    ) {
        let build = || {
            let mut record = Record::new("f", "T");
            let mut heads = vec![record.head()];
            for &(body, at) in &acts {
                record.append("act", Actor::of("KG".into(), "head"), instant(at.into()), &bodies()[body]).unwrap();
                heads.push(record.head());
            }
            (record, heads)
        };
        let ((record, heads), (again, _)) = (build(), build());
        prop_assert_eq!(file(&record), file(&again));
        prop_assert!(heads.iter().all(|head| record.extends(head)));
        for (size, head) in heads.iter().enumerate() {
            prop_assert_eq!(head.size, size as u64);
        }
        let read = Record::read_from(&file(&record)[..]).unwrap();
        prop_assert_eq!(&read, &record);
        prop_assert_eq!(read.verify(), Ok(()));
    }
}
