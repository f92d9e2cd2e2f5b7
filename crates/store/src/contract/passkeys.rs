//! Laws of passkeys and their ceremonies.

use super::{at, fresh, hash, refused, ticket, write};
use crate::{
    Batch, Condition, NewCeremony, NewPasskey, Passkey, PasskeyCondition, Store, StoreError, UsePasskey,
    Write,
};
use futures_util::future::join_all;
use terms::{ForumKey, Instant};

/// The credential id of a key, other in every forum: keys are found without naming one. Long ones are as good as others.
fn id(forum: &ForumKey, number: u8) -> Vec<u8> {
    let mut id = vec![number; if number == 9 { 1_023 } else { 20 }];
    id[..4].copy_from_slice(&hash(forum, number).as_bytes()[..4]);
    id[4..].iter_mut().zip(forum.as_str().bytes()).for_each(|(byte, of_forum)| *byte ^= of_forum);
    id
}

fn key(forum: &ForumKey, number: u8, person: &str, counter: u32) -> NewPasskey {
    NewPasskey {
        id: id(forum, number),
        person: person.to_owned(),
        grant: format!("grant of {person}"),
        name: format!("key {number} – 钥匙"),
        counter,
        body: vec![number, 0, 255],
        at: at(i64::from(number)),
    }
}

/// As it is kept when nobody has used it.
fn kept(forum: &ForumKey, new: NewPasskey) -> Passkey {
    let NewPasskey { id, person, grant, name, counter, body, at } = new;
    Passkey { id, forum: forum.clone(), person, grant, name, counter, body, made: at, used: None }
}

fn used(forum: &ForumKey, number: u8, counter: u32, when: i64) -> UsePasskey {
    UsePasskey { id: id(forum, number), counter, body: format!("after {counter}").into_bytes(), at: at(when) }
}

fn ceremony(forum: &ForumKey, number: u8, until: Instant) -> NewCeremony {
    NewCeremony { hash: hash(forum, number), body: vec![0, number, 255], until }
}

fn take(forum: &ForumKey, number: u8, when: Instant) -> Batch {
    Batch::new(forum).with(Write::TakeCeremony { hash: hash(forum, number), at: when })
}

async fn found(store: &dyn Store, forum: &ForumKey, number: u8) -> Option<Passkey> {
    store.passkey(&id(forum, number)).await.expect("read")
}

async fn listed(store: &dyn Store, forum: &ForumKey, person: Option<&str>) -> Vec<Vec<u8>> {
    store.passkeys(forum, person).await.expect("passkeys").into_iter().map(|key| key.id).collect()
}

/// Writes what must be refused; why.
async fn unfit(store: &dyn Store, batch: Batch) -> PasskeyCondition {
    match store.commit(batch).await {
        Err(StoreError::Passkey(condition)) => condition,
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

/// Nobody takes the place of a key: not its holder, not somebody else, not in another forum.
pub async fn a_passkey_is_added_once(store: &dyn Store) {
    let (forum, other) = (fresh(store, "key-once").await, fresh(store, "key-once-elsewhere").await);
    let first = key(&forum, 1, "one", 7);
    write(store, &forum, [first.clone()]).await;
    for (of, person) in [(&forum, "one"), (&forum, "two"), (&other, "one")] {
        let again = NewPasskey { person: person.to_owned(), counter: 0, ..first.clone() };
        assert_eq!(unfit(store, Batch::new(of).with(again)).await, PasskeyCondition::Exists);
    }
    let rivals = (0..6).map(|_| store.commit(Batch::new(&forum).with(key(&forum, 2, "one", 0))));
    let added = join_all(rivals).await.into_iter().filter(Result::is_ok).count();
    assert_eq!((added, found(store, &forum, 1).await), (1, Some(kept(&forum, first))));
}

/// With all that was given, to the byte; whoever asks names no forum and is told which it is.
pub async fn a_passkey_is_found_by_its_id_alone(store: &dyn Store) {
    let forum = fresh(store, "key-found").await;
    let keys = [key(&forum, 1, "one", 0), key(&forum, 9, "two", u32::MAX)];
    write(store, &forum, keys.clone()).await;
    for new in keys {
        let there = store.passkey(&new.id).await.expect("read");
        assert_eq!(there, Some(kept(&forum, new)));
    }
    assert_eq!(found(store, &forum, 3).await, None);
    assert_eq!(store.passkey(&[]).await.expect("read"), None);
    // The beginning of an id is another id.
    assert_eq!(store.passkey(&id(&forum, 1)[..19]).await.expect("read"), None);
}

/// Somebody's, as they were made; everybody's, person by person.
pub async fn passkeys_are_listed_by_person(store: &dyn Store) {
    let forum = fresh(store, "key-list").await;
    assert_eq!(listed(store, &forum, None).await, Vec::<Vec<u8>>::new());
    let keys = [(5, "one"), (2, "one"), (4, "on"), (1, "one more"), (3, "人")];
    write(store, &forum, keys.map(|(number, person)| key(&forum, number, person, 0))).await;
    let ids = |numbers: &[u8]| numbers.iter().map(|number| id(&forum, *number)).collect::<Vec<_>>();
    assert_eq!(listed(store, &forum, Some("one")).await, ids(&[2, 5]));
    assert_eq!(listed(store, &forum, Some("on")).await, ids(&[4]));
    assert_eq!(listed(store, &forum, Some("nobody")).await, ids(&[]));
    assert_eq!(listed(store, &forum, None).await, ids(&[4, 2, 5, 1, 3]));
    let nowhere = store.passkeys(&ForumKey::new("no-such-forum"), None).await;
    assert!(matches!(nowhere, Err(StoreError::NoForum(_))), "{nowhere:?}");
}

/// Equal is not above; what is refused changes nothing.
pub async fn a_passkey_counts_upward_only(store: &dyn Store) {
    let forum = fresh(store, "key-counts").await;
    write(store, &forum, [key(&forum, 1, "one", 5)]).await;
    let uses = [(6, true), (6, false), (5, false), (0, false), (9, true), (u32::MAX, true), (0, false)];
    for (time, (counter, counts)) in (100..).zip(uses) {
        let before = found(store, &forum, 1).await.expect("there");
        let batch = Batch::new(&forum).with(used(&forum, 1, counter, time));
        if counts {
            store.commit(batch).await.expect("it is above");
            let (body, used) = (format!("after {counter}").into_bytes(), Some(at(time)));
            let expected = Passkey { counter, body, used, ..before };
            assert_eq!(found(store, &forum, 1).await, Some(expected));
        } else {
            assert_eq!(unfit(store, batch).await, PasskeyCondition::Behind, "{counter}");
            assert_eq!(found(store, &forum, 1).await, Some(before));
        }
    }
    let nobody = Batch::new(&forum).with(used(&forum, 2, 1, 0));
    assert_eq!(unfit(store, nobody).await, PasskeyCondition::Unknown);
}

/// As often as its holder likes, until it counts for the first time; from then on it must.
pub async fn a_passkey_without_a_counter_may_be_used(store: &dyn Store) {
    let forum = fresh(store, "key-zero").await;
    write(store, &forum, [key(&forum, 1, "one", 0)]).await;
    for time in 1..4 {
        write(store, &forum, [used(&forum, 1, 0, time)]).await;
        assert_eq!(found(store, &forum, 1).await.expect("there").used, Some(at(time)));
    }
    write(store, &forum, [used(&forum, 1, 1, 4)]).await;
    let back = Batch::new(&forum).with(used(&forum, 1, 0, 5));
    assert_eq!(unfit(store, back).await, PasskeyCondition::Behind);
}

/// Two signatures with the same counter are not both of the same key.
pub async fn of_rival_uses_with_one_counter_one_counts(store: &dyn Store) {
    let forum = fresh(store, "key-rivals").await;
    write(store, &forum, [key(&forum, 1, "one", 3)]).await;
    for counter in 4..7 {
        let all = (0..8).map(|time| store.commit(Batch::new(&forum).with(used(&forum, 1, counter, time))));
        let (counted, behind): (Vec<_>, Vec<_>) = join_all(all).await.into_iter().partition(Result::is_ok);
        assert_eq!((counted.len(), behind.len()), (1, 7));
        for error in behind.into_iter().filter_map(Result::err) {
            assert!(matches!(error, StoreError::Passkey(PasskeyCondition::Behind)), "{error:?}");
        }
        assert_eq!(found(store, &forum, 1).await.expect("there").counter, counter);
    }
}

/// By nobody else; to remove what is not there is no error. What was removed may be added again.
pub async fn a_passkey_is_removed_by_its_person(store: &dyn Store) {
    let forum = fresh(store, "key-removed").await;
    write(store, &forum, [key(&forum, 1, "one", 5), key(&forum, 2, "one", 5)]).await;
    let remove = |person: &str| Write::RemovePasskey { person: person.to_owned(), id: id(&forum, 1) };
    write(store, &forum, [remove("two")]).await;
    assert!(found(store, &forum, 1).await.is_some());
    for _ in 0..2 {
        write(store, &forum, [remove("one")]).await;
        assert_eq!(found(store, &forum, 1).await, None);
    }
    assert_eq!(listed(store, &forum, Some("one")).await, [id(&forum, 2)]);
    let late = Batch::new(&forum).with(used(&forum, 1, 6, 0));
    assert_eq!(unfit(store, late).await, PasskeyCondition::Unknown);
    write(store, &forum, [key(&forum, 1, "two", 0)]).await;
    assert_eq!(listed(store, &forum, Some("two")).await, [id(&forum, 1)]);
}

/// All of theirs, and of nobody else.
pub async fn the_passkeys_of_a_person_go_together(store: &dyn Store) {
    let (forum, other) = (fresh(store, "key-person").await, fresh(store, "key-person-elsewhere").await);
    let ours = [(1, "one"), (2, "one"), (3, "one more")];
    write(store, &forum, ours.map(|(number, person)| key(&forum, number, person, 0))).await;
    write(store, &other, [key(&other, 1, "one", 0)]).await;
    for _ in 0..2 {
        write(store, &forum, [Write::RemovePasskeysOf { person: "one".to_owned() }]).await;
        assert_eq!(listed(store, &forum, None).await, [id(&forum, 3)]);
    }
    assert_eq!(listed(store, &other, Some("one")).await, [id(&other, 1)]);
}

/// Another forum has no say in a key, and none in a ceremony.
pub async fn passkeys_are_isolated_between_forums(store: &dyn Store) {
    let (forum, other) = (fresh(store, "key-here").await, fresh(store, "key-there").await);
    write(store, &forum, [key(&forum, 1, "one", 5)]).await;
    write(store, &forum, [ceremony(&forum, 2, at(9))]).await;
    let person = "one".to_owned();
    let foreign = [
        Write::RemovePasskey { person: person.clone(), id: id(&forum, 1) },
        Write::RemovePasskeysOf { person },
    ];
    write(store, &other, foreign).await;
    assert_eq!(listed(store, &other, None).await, Vec::<Vec<u8>>::new());
    let theirs = Batch::new(&other).with(used(&forum, 1, 6, 0));
    assert_eq!(unfit(store, theirs).await, PasskeyCondition::Unknown);
    let theirs = Batch::new(&other).with(Write::TakeCeremony { hash: hash(&forum, 2), at: at(0) });
    assert_eq!(unfit(store, theirs).await, PasskeyCondition::CeremonyUnknown);
    assert_eq!(found(store, &forum, 1).await, Some(kept(&forum, key(&forum, 1, "one", 5))));
    assert_eq!(store.commit(take(&forum, 2, at(0))).await.expect("it is ours").ceremonies.len(), 1);
}

/// Nor has it counted or taken anything.
pub async fn a_batch_that_fails_keeps_no_passkey(store: &dyn Store) {
    let forum = fresh(store, "key-whole").await;
    write(store, &forum, [key(&forum, 1, "one", 5)]).await;
    write(store, &forum, [ceremony(&forum, 3, at(9))]).await;
    let doomed = take(&forum, 3, at(0))
        .with(key(&forum, 2, "one", 0))
        .with(used(&forum, 1, 6, 0))
        .with(ceremony(&forum, 4, at(9)))
        .with(Write::Redeem { hash: hash(&forum, 5), at: at(0) });
    assert_eq!(refused(store, doomed).await, Condition::TicketUnknown);
    assert_eq!(store.passkeys(&forum, None).await.expect("keys"), [kept(&forum, key(&forum, 1, "one", 5))]);
    assert_eq!(unfit(store, take(&forum, 4, at(0))).await, PasskeyCondition::CeremonyUnknown);
    store.commit(take(&forum, 3, at(0))).await.expect("it is still there");
    // Nor the other way round.
    let doomed = Batch::new(&forum).with(ticket(&forum, 6, "code/6", 1)).with(used(&forum, 1, 5, 0));
    assert_eq!(unfit(store, doomed).await, PasskeyCondition::Behind);
    assert_eq!(store.ticket(hash(&forum, 6)).await.expect("read"), None);
}

/// What it remembers comes back to the byte, and then it is gone. One secret is one ceremony.
pub async fn a_ceremony_is_taken_once(store: &dyn Store) {
    let forum = fresh(store, "ceremony").await;
    let empty = NewCeremony { body: Vec::new(), ..ceremony(&forum, 2, at(9)) };
    write(store, &forum, [ceremony(&forum, 1, at(9)), empty]).await;
    let again = NewCeremony { body: b"other".to_vec(), ..ceremony(&forum, 1, at(99)) };
    assert_eq!(unfit(store, Batch::new(&forum).with(again)).await, PasskeyCondition::CeremonyExists);
    let both = take(&forum, 2, at(0)).with(Write::TakeCeremony { hash: hash(&forum, 1), at: at(0) });
    let done = store.commit(both).await.expect("both are there");
    assert_eq!(done.ceremonies, [vec![], vec![0, 1, 255]]);
    for number in [1, 2, 3] {
        assert_eq!(unfit(store, take(&forum, number, at(0))).await, PasskeyCondition::CeremonyUnknown);
    }
}

/// A millisecond before, it can be ended.
pub async fn a_ceremony_is_over_at_its_instant(store: &dyn Store) {
    let forum = fresh(store, "ceremony-over").await;
    write(store, &forum, [ceremony(&forum, 1, at(1_000))]).await;
    for when in [1_000, 1_001] {
        assert_eq!(unfit(store, take(&forum, 1, at(when))).await, PasskeyCondition::CeremonyOver);
    }
    store.commit(take(&forum, 1, at(999))).await.expect("in time");
}

/// Nor do two have it that come at the same time.
pub async fn of_many_who_take_a_ceremony_one_has_it(store: &dyn Store) {
    let forum = fresh(store, "ceremony-at-once").await;
    for number in 0..4 {
        write(store, &forum, [ceremony(&forum, number, at(9))]).await;
        let all = (0..8).map(|_| store.commit(take(&forum, number, at(0))));
        let (had, missed): (Vec<_>, Vec<_>) = join_all(all).await.into_iter().partition(Result::is_ok);
        assert_eq!((had.len(), missed.len()), (1, 7));
        for error in missed.into_iter().filter_map(Result::err) {
            assert!(matches!(error, StoreError::Passkey(PasskeyCondition::CeremonyUnknown)), "{error:?}");
        }
    }
}

/// Before, not at the instant; a key has no end. Everything here ended long before what other laws keep.
pub async fn sweeping_removes_ceremonies_that_nobody_ended(store: &dyn Store) {
    let forum = fresh(store, "ceremony-swept").await;
    let early = Instant::from_millis;
    write(store, &forum, [(1, 999), (2, 1_000)].map(|(n, until)| ceremony(&forum, n, early(until)))).await;
    write(store, &forum, [NewPasskey { at: early(1), ..key(&forum, 3, "one", 0) }]).await;
    let swept = store.sweep(1_000).await.expect("it is swept");
    assert!(swept.ceremonies >= 1, "{swept:?}");
    assert_eq!(unfit(store, take(&forum, 1, early(0))).await, PasskeyCondition::CeremonyUnknown);
    assert_eq!(store.commit(take(&forum, 2, early(0))).await.expect("kept").ceremonies.len(), 1);
    assert!(found(store, &forum, 3).await.is_some());
}
