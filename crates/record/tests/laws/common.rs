//! A small record with everything a line can hold.

use record::{Actor, Entry, Record, Signature};
use serde_json::{Value, json};
use terms::{Instant, Zone};

pub(crate) fn instant(millis: i64) -> Instant {
    Instant::from_millis(millis)
}

pub(crate) fn bodies() -> [Value; 4] {
    [
        json!({}),
        json!({"text": {"en": "supports \"links\"", "zh-Hans": "赞同", "fa": "حمایت"}, "counts": [1, 0, -7]}),
        json!({"open": true, "remedy": null, "deep": {"a": [[], {}]}}),
        json!("only a line\nbreak"),
    ]
}

pub(crate) fn entry(seq: usize, body: Value) -> Entry {
    Entry {
        kind: format!("kind_{seq}"),
        actor: if seq.is_multiple_of(2) {
            Actor::of("UZ".into(), "head_of_delegation")
        } else {
            Actor::role("secretariat")
        },
        at: instant(1_622_700_000_000 + seq as i64),
        zone: (seq == 2).then(|| Zone::new("Asia/Shanghai")),
        body,
    }
}

/// Four acts, the last but one signed.
pub(crate) fn record() -> Record {
    let mut record = Record::new("wuhan-2021", "Forum: 民间友好论坛");
    for (seq, body) in bodies().into_iter().enumerate() {
        let entry = entry(seq, body);
        let sign = |bytes: &[u8]| Signature { key: "uz-1".into(), value: format!("{} bytes", bytes.len()) };
        let appended = match seq {
            2 => record.append_signed(entry, "ed25519", sign),
            _ => record.append_entry(entry),
        };
        appended.expect("a body of the encoding");
    }
    record
}

pub(crate) fn file(record: &Record) -> Vec<u8> {
    let mut out = Vec::new();
    record.write_to(&mut out).expect("memory");
    out
}

/// The lines, each with its end.
pub(crate) fn lines(file: &[u8]) -> Vec<Vec<u8>> {
    file.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect()
}
