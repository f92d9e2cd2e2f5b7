//! Doing something in the forum: decide on the state as it is, append the acts, or look again.

use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::signing::{Duty, duty, registration};
use super::view::View;
use crate::acts::Body;
use crate::fold::{State, apply};
use record::{Actor, Entry, PublicKey, Signature, SigningKey};
use store::{Append, Batch, StoreError, Write};
use terms::Instant;

/// How often it is tried again when others act at the same moment.
const TRIES: usize = 20;

/// What is to be done: acts of one actor, and what is written with them or not at all.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Who acts.
    pub actor: Actor,
    /// What is done, in order.
    pub bodies: Vec<Body>,
    /// Private things that belong to it, such as personal data or a link.
    pub writes: Vec<Write>,
    /// What a delegation signed its one act with, beside the forum.
    pub signature: Option<(Signature, PublicKey)>,
}

impl Deed {
    /// One act.
    #[must_use]
    pub fn one(actor: Actor, body: impl Into<Body>) -> Deed {
        Deed::of(actor, vec![body.into()], Vec::new())
    }

    /// Several acts, in order, and what is written with them.
    #[must_use]
    pub fn of(actor: Actor, bodies: Vec<Body>, writes: Vec<Write>) -> Deed {
        Deed { actor, bodies, writes, signature: None }
    }

    /// With one more act.
    #[must_use]
    pub fn and(mut self, body: impl Into<Body>) -> Deed {
        self.bodies.push(body.into());
        self
    }

    /// With one more write.
    #[must_use]
    pub fn with(mut self, write: impl Into<Write>) -> Deed {
        self.writes.push(write.into());
        self
    }
}

impl LiveForum {
    /// Decides on the state as it is and does what was decided, whole or not at all. Where others acted first, it is
    /// decided again. Returns the numbers of the acts.
    ///
    /// # Errors
    /// The refusal of `decide`; [`LiveError::Fold`] for an act that does not follow from those before; what the
    /// store says.
    pub async fn act(
        &self,
        now: Instant,
        decide: impl Fn(&State) -> Result<Deed, Refusal> + Send + Sync,
    ) -> Result<Vec<u64>, LiveError> {
        self.append(now, decide, |state| duty(state, self.signing_key())).await
    }

    /// The same, with a say in what it is signed with.
    pub(super) async fn append<'a>(
        &'a self,
        now: Instant,
        decide: impl Fn(&State) -> Result<Deed, Refusal> + Send + Sync,
        duty: impl Fn(&State) -> Result<Duty<'a>, LiveError> + Send + Sync,
    ) -> Result<Vec<u64>, LiveError> {
        // Of two that are sealed at once here, one is in vain.
        let one = self.acting().await;
        for _ in 0..TRIES {
            let seen = self.view();
            let deed = decide(&seen.state)?;
            let (next, lines) = sealed(self.views().like(&seen), &deed, &duty(&seen.state)?, now)?;
            let mut batch = Batch::new(self.key());
            batch.acts = Some(Append { after: seen.acts(), lines });
            batch.writes = deed.writes;
            match self.store().commit(batch).await {
                Ok(_) => {
                    let numbers = (seen.acts()..next.acts()).collect();
                    self.views().show(next);
                    return Ok(numbers);
                }
                Err(StoreError::Conflict { .. }) => {
                    self.take_acts(&one).await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(LiveError::Store(StoreError::Conflict { acts: self.view().acts() }))
    }
}

/// The view after the deed, made of the one before, and the lines of its acts.
fn sealed(
    mut next: View,
    deed: &Deed,
    duty: &Duty<'_>,
    now: Instant,
) -> Result<(View, Vec<Vec<u8>>), LiveError> {
    let mut lines = Vec::new();
    let key = match duty {
        Duty::Unsigned => None,
        Duty::Sign(key) => Some(*key),
        Duty::Register(key) => {
            let first = registration(key.public());
            for body in &first.bodies {
                lines.push(add(&mut next, &first, body, Some(key), now)?);
            }
            Some(*key)
        }
    };
    for body in &deed.bodies {
        lines.push(add(&mut next, deed, body, key, now)?);
    }
    Ok((next, lines))
}

/// Adds one act of a deed to the view; its line.
fn add(
    next: &mut View,
    deed: &Deed,
    body: &Body,
    key: Option<&SigningKey>,
    now: Instant,
) -> Result<Vec<u8>, LiveError> {
    let broken = |error: &dyn std::error::Error| LiveError::Broken(error.to_string());
    let entry = entry(&next.state, deed, body, now)?;
    let act = match (key, &deed.signature) {
        (None, None) => next.record.append_entry(entry),
        (key, signature) => {
            let mut draft = next.record.draft(entry).map_err(|error| broken(&error))?;
            if let Some((signature, public)) = signature {
                let attached = draft.attach(signature.clone(), public);
                attached.map_err(|_| Refusal::field("signature", "refused-signature"))?;
            }
            if let Some(key) = key {
                draft.sign(key);
            }
            next.record.append_draft(draft)
        }
    };
    let act = act.map_err(|error| broken(&error))?;
    apply(&mut next.state, act)?;
    act.line().map_err(|error| broken(&error))
}

/// What the record is told of one act of a deed.
pub(super) fn entry(state: &State, deed: &Deed, body: &Body, now: Instant) -> Result<Entry, LiveError> {
    let value = body.value().map_err(|error| LiveError::Broken(error.to_string()))?;
    let zone = state.convened.as_ref().map(|convened| convened.body.zone.clone());
    Ok(Entry { kind: body.kind().to_owned(), actor: deed.actor.clone(), at: now, zone, body: value })
}
