//! Acts: any bytes as a record, and any body of any kind as the next acts of the reference forum. Nothing panics; what
//! the forum takes is written, read, verified and folded to the same again; what it refuses changes nothing.
#![no_main]

use forum::fold::{State, apply, fold};
use forum::live::View;
use libfuzzer_sys::fuzz_target;
use plenary_fuzz::{NOW, convened};
use record::{Actor, Entry, Record};
use std::cell::OnceCell;
use std::sync::LazyLock;
use terms::{Instant, PartyKey};

thread_local! {
    static FORUM: OnceCell<(Record, State)> = const { OnceCell::new() };
}

/// Every kind of act, out of the table itself.
static KINDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let table = include_str!("../../crates/forum/src/acts.rs");
    let kinds = table.lines().filter_map(|line| line.trim().strip_suffix("\",")?.split_once(" = \""));
    kinds.map(|(_, kind)| kind).collect()
});

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    if choice == 0 {
        any(bytes);
    } else {
        FORUM.with(|forum| next(forum.get_or_init(convened), bytes));
    }
});

/// Bytes that may be a record.
fn any(bytes: &[u8]) {
    if let Ok(record) = Record::read_from(bytes) {
        record.verify().expect("what was read holds");
        let mut written = Vec::new();
        record.write_to(&mut written).expect("to memory");
        assert_eq!(Record::read_from(written.as_slice()).expect("what was written can be read"), record);
        drop(fold(&record));
    }
    let mut lines = bytes.split(|&byte| byte == b'\n').map(<[u8]>::to_vec);
    let header = lines.next().unwrap_or_default();
    drop(View::read(&header, &lines.collect::<Vec<_>>()));
}

/// Bodies, apart by zero bytes, each with its kind before it.
fn next((record, state): &(Record, State), bytes: &[u8]) {
    let (mut record, mut state) = (record.clone(), state.clone());
    for part in bytes.split(|&byte| byte == 0) {
        let Some((&kind, body)) = part.split_first() else { continue };
        let Ok(body) = serde_json::from_slice(body) else { continue };
        let actor = match kind % 3 {
            0 => Actor::role("secretariat"),
            1 => Actor::of(PartyKey::new("CN"), "head"),
            _ => Actor::of(PartyKey::new("province"), "co_organiser"),
        };
        let kind = KINDS[usize::from(kind) % KINDS.len()].to_owned();
        let entry = Entry { kind, actor, at: Instant::from_millis(NOW), zone: None, body };
        let (mut further, mut after) = (record.clone(), state.clone());
        let Ok(act) = further.append_entry(entry) else { continue };
        if apply(&mut after, act).is_ok() {
            (record, state) = (further, after);
        }
    }
    let mut written = Vec::new();
    record.write_to(&mut written).expect("to memory");
    let read = Record::read_from(written.as_slice()).expect("what the forum took can be read");
    assert_eq!(read.head(), record.head());
    let again = fold(&read).expect("what was taken is taken again");
    assert_eq!(format!("{again:?}"), format!("{state:?}"));
}
