//! The links that were given out to people who take part without a code: which still serve, and ending one.

use super::entering::Grant;
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use store::{Batch, Write};
use terms::{Instant, PartyKey, Tier};

/// What the labels of such links begin with.
const LABEL: &str = "link";

/// A link that was given out. It cannot be shown again: only the hash of its secret is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its id: the hash of its secret.
    pub id: String,
    /// As whom people come in by it.
    pub tier: Tier,
    /// The party they belong to, if to one.
    pub party: Option<PartyKey>,
    /// How often it serves.
    pub left: u32,
    /// Until when it serves.
    pub until: Instant,
}

impl LiveForum {
    /// The links that still serve.
    ///
    /// # Errors
    /// What the store says.
    pub async fn links(&self, now: Instant) -> Result<Vec<Given>, LiveError> {
        let given = |ticket: store::Ticket| {
            let until = ticket.until.filter(|until| *until > now && ticket.left > 0 && !ticket.revoked)?;
            match serde_json::from_str(&ticket.grant) {
                Ok(Grant::Participant { tier, party, .. }) => {
                    Some(Given { id: ticket.hash.to_string(), tier, party, left: ticket.left, until })
                }
                _ => None,
            }
        };
        let tickets = self.store().tickets(self.key(), LABEL).await?;
        Ok(tickets.into_iter().filter_map(given).collect())
    }

    /// Ends a link. Who came in by it stays.
    ///
    /// # Errors
    /// A refusal for a link that was not given out here; what the store says.
    pub async fn end_link(&self, id: &str) -> Result<(), LiveError> {
        let tickets = self.store().tickets(self.key(), LABEL).await?;
        let known = tickets.into_iter().find(|ticket| ticket.hash.to_string() == id);
        let hash = known.ok_or_else(|| Refusal::of("refused-ticket-unknown"))?.hash;
        self.store().commit(Batch::new(self.key()).with(Write::RevokeTicket { hash })).await?;
        Ok(())
    }
}
