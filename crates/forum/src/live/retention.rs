//! What is known of people ends with the forum: a year after anything was done there.

use super::delegations::PERSON;
use super::error::LiveError;
use super::forums::LiveForum;
use super::notes::NOTE;
use super::submissions::{DECIDED, WAITING};
use crate::fold::State;
use store::{Batch, PutDocument};
use terms::Instant;

/// So many days after the last act, and after the closing day, it ends.
pub const KEPT_DAYS: i64 = 365;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// So many documents are read and erased at once.
const PAGE: usize = 500;

/// When what is known of the people of a forum ends: [`KEPT_DAYS`] after its last act or its closing day, whichever is
/// later.
#[must_use]
pub fn ends(state: &State, last_act: Instant) -> Instant {
    let closes = state.convened.as_ref().and_then(|convened| crate::fold::day(&convened.body.closes).ok());
    let closes = closes.and_then(|day| day.to_zoned(jiff::tz::TimeZone::UTC).ok());
    let closes = closes.map_or(0, |midnight| midnight.timestamp().as_millisecond());
    Instant::from_millis(last_act.millis().max(closes).saturating_add(KEPT_DAYS * DAY))
}

impl LiveForum {
    /// Erases the names, addresses, accounts and passkeys of delegates, what delegations noted for themselves, and what
    /// people handed in, once that has ended. The acts stay, and so does the desk, which looks after them. Says how
    /// many documents were erased: none before, and none a second time.
    ///
    /// # Errors
    /// What the store says.
    pub async fn end_what_is_known(&self, now: Instant) -> Result<u64, LiveError> {
        let delegates: Vec<String> = {
            let view = self.view();
            let last = view.record.acts().last().map_or(Instant::from_millis(0), |act| act.at);
            if now < ends(&view.state, last) {
                return Ok(0);
            }
            let all = view.state.membership.delegates.iter();
            all.map(|delegate| delegate.named.body.delegate.clone()).collect()
        };
        let mut erased = 0;
        for delegate in delegates {
            if self.store().document(self.key(), PERSON, &delegate).await?.is_some() {
                self.erase_person(&delegate).await?;
                erased += 1;
            }
        }
        for kind in [NOTE, WAITING, DECIDED] {
            erased += self.erase_all(kind).await?;
        }
        Ok(erased)
    }

    /// Erases every document of a kind.
    async fn erase_all(&self, kind: &str) -> Result<u64, LiveError> {
        let mut erased = 0;
        loop {
            let page = self.store().documents(self.key(), kind, "", PAGE).await?;
            if page.is_empty() {
                return Ok(erased);
            }
            erased += page.len() as u64;
            let gone =
                |id: String| PutDocument { kind: kind.to_owned(), id, seen: None, body: None, until: None };
            let mut batch = Batch::new(self.key());
            batch.writes.extend(page.into_iter().map(|document| gone(document.id).into()));
            self.store().commit(batch).await?;
        }
    }
}
