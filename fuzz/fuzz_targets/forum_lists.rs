//! A list as it is pasted at the desk: taken whole or refused with its line. What is taken can be done at once, and the
//! same list a second time is told from the first.
#![no_main]

use forum::acts::Body;
use forum::fold::{State, apply};
use forum::live::{Refusal, delegations, desk};
use libfuzzer_sys::fuzz_target;
use plenary_fuzz::{NOW, convened};
use record::{Actor, Entry, Record};
use std::cell::OnceCell;
use terms::{Instant, Lang, TopicKey};

thread_local! {
    static FORUM: OnceCell<(Record, State)> = const { OnceCell::new() };
}

fn bodies<B: Into<Body>>(list: Result<Vec<B>, Refusal>) -> Option<Vec<Body>> {
    list.ok().map(|list| list.into_iter().map(Into::into).collect())
}

fn read(which: u8, state: &State, text: &str) -> Option<Vec<Body>> {
    let lang = Lang::new(if which & 8 == 0 { "en" } else { "fa" });
    match which % 8 {
        0 => bodies(desk::parties(state, text, &lang, 2021)),
        1 => bodies(desk::topics(state, text, &lang)),
        2 | 3 => bodies(desk::statements(state, &TopicKey::new("health"), text, &lang)),
        4 => bodies(delegations::rosters(state, text)),
        5 => bodies(delegations::organisations(state, text, &lang)),
        6 => bodies(delegations::invitations(state, None, text)),
        _ => {
            assert_eq!(desk::slug(&desk::slug(text)), desk::slug(text));
            None
        }
    }
}

fuzz_target!(|input: (u8, &str)| {
    let (which, text) = input;
    FORUM.with(|forum| {
        let (record, state) = forum.get_or_init(convened);
        let Some(acts) = read(which, state, text) else { return };
        let (mut record, mut state) = (record.clone(), state.clone());
        for body in &acts {
            let entry = Entry {
                kind: body.kind().to_owned(),
                actor: Actor::role("secretariat"),
                at: Instant::from_millis(NOW),
                zone: None,
                body: body.value().expect("a body is JSON"),
            };
            let act = record.append_entry(entry).expect("what was read from a list can be recorded");
            apply(&mut state, act).expect("what was read from a list follows from what was there");
        }
        record.verify().expect("the record holds");
        if let Some(again) = read(which, &state, text) {
            assert!(!matches!(which % 8, 0 | 5 | 6), "taken twice: {again:?}");
        }
    });
});
