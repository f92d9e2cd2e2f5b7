//! Who signed a head, and which of those signatures count.

use crate::derive;
use crate::report::{Report, Verdict};
use forum::State;
use record::{Checked, KeyId, PublicKey, SignedHead, Verdict as Worth};
use std::collections::{BTreeMap, BTreeSet};
use terms::PartyKey;

/// A key that came to the reader on another way than the bundle, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldKey {
    /// The party whose delegation holds it, or the co-organiser.
    pub party: PartyKey,
    /// The key.
    pub key: PublicKey,
}

/// The keys by which the signatures of a head are checked: those the reader holds, and those the bundle names.
pub(crate) fn known(held: &[HeldKey], host: Option<PublicKey>, state: &State) -> BTreeMap<KeyId, PublicKey> {
    let inside = state.keys.parties.values().map(|key| key.body.key);
    let forum = state.keys.of_forum().copied();
    let all = held.iter().map(|held| held.key).chain(inside).chain(host).chain(forum);
    all.map(|key| (key.id(), key)).collect()
}

/// Says of each signature what it counts for. Only keys from outside count, each party once.
pub(crate) fn countersigned(
    head: &SignedHead,
    checked: &[Checked],
    host: Option<PublicKey>,
    held: &[HeldKey],
    report: &mut Report,
) {
    let host = host.map(|key| key.id());
    let mut met = BTreeSet::new();
    for signature in checked.iter().filter(|checked| Some(checked.key) != host) {
        let short = signature.key.short();
        let way = algorithm(head, signature.key);
        let yours = held.iter().find(|held| held.key.id() == signature.key);
        match (signature.verdict, yours) {
            (Worth::Good, Some(held)) => {
                met.insert(held.party.clone());
                let says =
                    format!("{} countersigned with the key {short} ({way}), which you hold.", held.party);
                report.say(Verdict::Holds, says);
            }
            (Worth::Good, None) => report.say(
                Verdict::NotChecked,
                format!(
                    "The key {short} countersigned; the bundle alone says whose it is, so it does not count."
                ),
            ),
            _ => report.say(
                Verdict::NotChecked,
                format!("The key {short} is said to have countersigned; nobody here knows that key."),
            ),
        }
    }
    report.trust.countersigned = met.into_iter().collect();
}

fn algorithm(head: &SignedHead, key: KeyId) -> &str {
    head.signatures.iter().find(|signature| signature.key == key).map_or("", |signature| &signature.algorithm)
}

/// What the record itself says of the keys that the reader holds. Gives those that belong to somebody who takes part.
pub(crate) fn of_this_forum(held: &[HeldKey], state: &State, report: &mut Report) -> Vec<HeldKey> {
    let takes_part = |party: &PartyKey| {
        state.name(party).is_some() || state.co_organisers.iter().any(|c| c.body.co_organiser == *party)
    };
    let mut counted = Vec::new();
    for held in held {
        let party = &held.party;
        if !takes_part(party) {
            let says =
                format!("{party} takes no part in this forum, so the key you hold of it counts for nothing.");
            report.say(Verdict::NotChecked, says);
            continue;
        }
        let registered =
            state.keys.parties.get(party).map(|registered| (registered.act, registered.body.key));
        if let Some((act, _)) = registered.filter(|(_, key)| *key != held.key) {
            let says = format!(
                "Act {act} registers another key of {party} than the one you hold: ask {party} which of them is its own."
            );
            report.say(Verdict::NotChecked, says);
        }
        counted.push(held.clone());
    }
    counted
}

/// The host's own signature and whether its key is the one that the record registers.
pub(crate) fn host_signed(checked: &[Checked], host: Option<PublicKey>, state: &State, report: &mut Report) {
    match state.keys.of_forum() {
        Some(key) => report.check(
            host == Some(*key),
            "The host's key is the one that the record registers.",
            format!("{} names another key of the host than the record registers.", derive::KEYS),
        ),
        None => report.say(
            Verdict::NotChecked,
            "The record registers no key of the forum: whose key signed the head, the bundle alone says.",
        ),
    }
    let good = |checked: &&Checked| checked.verdict == Worth::Good;
    let by_host = host.is_some_and(|key| checked.iter().filter(good).any(|checked| checked.key == key.id()));
    report.check(
        by_host,
        "The host signed the head.",
        format!("{} is not signed by the host.", derive::HEAD),
    );
}
