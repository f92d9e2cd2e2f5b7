//! A small record with everything a line can hold.

use record::{Act, Actor, Entry, KeyId, PublicKey, Record, SigningKey, canonical, tree::leaf_hash};
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

pub(crate) fn key(seed: u8) -> SigningKey {
    SigningKey::from_secret(&[seed; 32])
}

pub(crate) const FORUM: u8 = 1;
pub(crate) const DELEGATION: u8 = 2;

/// The lookup of somebody who knows the keys with these seeds.
pub(crate) fn known(seeds: &[u8]) -> impl Fn(KeyId) -> Option<PublicKey> {
    let keys: Vec<PublicKey> = seeds.iter().map(|&seed| key(seed).public()).collect();
    move |id| keys.iter().find(|key| key.id() == id).copied()
}

/// Four acts, the last but one signed with two keys.
pub(crate) fn record() -> Record {
    let mut record = Record::new("wuhan-2021", "Forum: 民间友好论坛");
    for (seq, body) in bodies().into_iter().enumerate() {
        let entry = entry(seq, body);
        let appended = match seq {
            2 => record.append_signed(entry, &[&key(FORUM), &key(DELEGATION)]),
            _ => record.append_entry(entry),
        };
        appended.expect("a body of the encoding");
    }
    record
}

/// The same acts, all signed with the forum's key, every other one with the delegation's as well.
pub(crate) fn signed_record() -> Record {
    let mut record = Record::new("wuhan-2021", "Forum: 民间友好论坛");
    let (forum, delegation) = (key(FORUM), key(DELEGATION));
    for (seq, body) in bodies().into_iter().enumerate() {
        let keys = if seq.is_multiple_of(2) { &[&forum, &delegation][..] } else { &[&forum] };
        record.append_signed(entry(seq, body), keys).expect("a body of the encoding");
    }
    record
}

/// What somebody makes who changes acts and then makes every hash and link right again.
pub(crate) fn forged(record: &Record, change: impl Fn(&mut Act)) -> Record {
    let mut forged = Record::new(&record.header().forum, &record.header().title);
    for act in record.acts() {
        let mut act = act.clone();
        act.previous = forged.acts().last().map_or(forged.header().hash, |before| before.hash);
        change(&mut act);
        let mut value = serde_json::to_value(&act).expect("an act");
        value.as_object_mut().expect("an object").remove("hash");
        act.hash = leaf_hash(&canonical(&value).expect("a value of the encoding"));
        forged.push_line(&act.line().expect("a line")).expect("a record whose hashes are right");
    }
    forged
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
