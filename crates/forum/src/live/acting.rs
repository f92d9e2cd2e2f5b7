//! Doing something in the forum: decide on the state as it is, append the acts, or look again.

use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::view::View;
use crate::acts::Body;
use crate::fold::{State, apply};
use record::{Actor, Entry};
use store::{Append, Batch, StoreError, Write};
use terms::Instant;

/// How often it is tried again when others act at the same moment.
const TRIES: usize = 20;

/// What is to be done: acts of one actor, and what is written with them or not at all.
#[derive(Debug)]
pub struct Deed {
    /// Who acts.
    pub actor: Actor,
    /// What is done, in order.
    pub bodies: Vec<Body>,
    /// Private things that belong to it, such as personal data or a link.
    pub writes: Vec<Write>,
}

impl Deed {
    /// One act.
    #[must_use]
    pub fn one(actor: Actor, body: impl Into<Body>) -> Deed {
        Deed { actor, bodies: vec![body.into()], writes: Vec::new() }
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
        for _ in 0..TRIES {
            let seen = self.view();
            let deed = decide(&seen.state)?;
            let (next, lines) = sealed(&seen, &deed, now)?;
            let mut batch = Batch::new(self.key());
            batch.acts = Some(Append { after: seen.acts(), lines });
            batch.writes = deed.writes;
            match self.store().commit(batch).await {
                Ok(_) => {
                    let numbers = (seen.acts()..next.acts()).collect();
                    self.put_view(next);
                    return Ok(numbers);
                }
                Err(StoreError::Conflict { .. }) => {
                    self.follow_acts().await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(LiveError::Store(StoreError::Conflict { acts: self.view().acts() }))
    }
}

/// The view after the deed, and the lines of its acts.
fn sealed(seen: &View, deed: &Deed, now: Instant) -> Result<(View, Vec<Vec<u8>>), LiveError> {
    let mut next = seen.clone();
    let mut lines = Vec::new();
    for body in &deed.bodies {
        let value = body.value().map_err(|error| LiveError::Broken(error.to_string()))?;
        let zone = next.state.convened.as_ref().map(|convened| convened.body.zone.clone());
        let entry =
            Entry { kind: body.kind().to_owned(), actor: deed.actor.clone(), at: now, zone, body: value };
        let act = next.record.append_entry(entry).map_err(|error| LiveError::Broken(error.to_string()))?;
        apply(&mut next.state, act)?;
        lines.push(act.line().map_err(|error| LiveError::Broken(error.to_string()))?);
    }
    Ok((next, lines))
}
