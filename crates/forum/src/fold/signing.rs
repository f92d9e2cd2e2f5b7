//! Keys, and what every act must be signed with.
//!
//! Once the forum's key is registered, an act that it has not signed is none of this forum's; a new key of the forum
//! signs its own registration, so that a change of key is seen by everybody. A delegation's key signs acts of its
//! party alone. What a signature does not prove is said in `docs/decisions/0008-signatures.md`.

use super::Refusal;
use super::joining::cited;
use super::state::{Cited, State};
use crate::acts::KeyRegistered;
use record::{Act, KeyId, PublicKey, Verdict};
use std::collections::BTreeMap;
use terms::PartyKey;

/// The keys registered now.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// The forum's.
    pub forum: Option<Cited<KeyRegistered>>,
    /// Those of delegations.
    pub parties: BTreeMap<PartyKey, Cited<KeyRegistered>>,
}

impl Keys {
    /// The key with this id, and whose it is.
    #[must_use]
    pub fn find(&self, id: KeyId) -> Option<&KeyRegistered> {
        let all = self.forum.iter().chain(self.parties.values());
        all.map(|registered| &registered.body).find(|registered| registered.key.id() == id)
    }

    /// The forum's key.
    #[must_use]
    pub fn of_forum(&self) -> Option<&PublicKey> {
        self.forum.as_ref().map(|registered| &registered.body.key)
    }
}

pub(super) fn registered(state: &mut State, act: &Act, body: KeyRegistered) -> Result<(), Refusal> {
    match &body.party {
        None if act.actor.party.is_some() => Err("no party registers the forum's key".to_owned()),
        None => {
            state.keys.forum = Some(cited(act, body));
            Ok(())
        }
        Some(party) if act.actor.party.as_ref() != Some(party) => {
            Err(format!("only the delegation of {party} registers its key"))
        }
        Some(party) if state.name(party).is_none() => Err(format!("{party} takes no part")),
        Some(party) => {
            state.keys.parties.insert(party.clone(), cited(act, body));
            Ok(())
        }
    }
}

/// Whether an act is signed as it must be at its place.
pub(super) fn signed(state: &State, act: &Act, registers: Option<&KeyRegistered>) -> Result<(), Refusal> {
    let new = registers.filter(|registered| registered.party.is_none()).map(|registered| &registered.key);
    let key = new.or(state.keys.of_forum());
    let lookup = |id: KeyId| {
        let forum = key.filter(|key| key.id() == id).copied();
        // A delegation's first signature may be made with the key that it registers by it.
        let offered = registers.map(|registered| registered.key).filter(|key| key.id() == id);
        forum.or(offered).or_else(|| state.keys.find(id).map(|registered| registered.key))
    };
    let checked = act.check_signatures(lookup);
    for signature in &checked {
        let short = signature.key.short();
        match signature.verdict {
            Verdict::Good => {}
            Verdict::Wrong => return Err(format!("the signature of the key {short} does not fit")),
            Verdict::UnknownKey => return Err(format!("nobody registered the key {short} that signs it")),
        }
        let of_party = state.keys.find(signature.key).and_then(|registered| registered.party.as_ref());
        if of_party.is_some() && of_party != act.actor.party.as_ref() {
            return Err(format!("the key {short} is another party's"));
        }
    }
    match key {
        Some(key) if !checked.iter().any(|signature| signature.key == key.id()) => {
            Err(format!("it is not signed with the forum's key {}", key.id().short()))
        }
        _ => Ok(()),
    }
}

/// The delegate named by an act is in a delegation of the party it speaks for.
pub(super) fn in_delegation(state: &State, act: &Act) -> Result<(), Refusal> {
    let Some(id) = &act.actor.delegate else { return Ok(()) };
    let delegate = state.membership.delegate(id).map(|delegate| &delegate.named.body.party);
    if delegate.is_some() && delegate == act.actor.party.as_ref() {
        return Ok(());
    }
    Err(format!("delegate {id:?} is in no delegation of the party it speaks for"))
}
