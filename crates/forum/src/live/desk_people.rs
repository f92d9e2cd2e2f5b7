//! Who is at the desk, and taking somebody away from there.

use super::accounts::ACCOUNT_OF;
use super::delegations::gone;
use super::entering::{DeskRole, Grant, Subject};
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use std::collections::BTreeMap;
use store::{Batch, PutDocument, Write};
use terms::{Digest, Instant};

/// The document that every change of who is at the desk writes anew, so that of two at once one looks again.
const DESK: &str = "desk";

/// So many accounts are read at once.
const PAGE: usize = 500;

/// Somebody at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtDesk {
    /// The id of the person.
    pub person: String,
    /// What they are called; empty for whoever convened the forum.
    pub name: String,
    /// As what.
    pub role: DeskRole,
    /// The account with which they come in, if they connected one.
    pub account: Option<String>,
    /// What they call the passkeys with which they come in.
    pub passkeys: Vec<String>,
    /// Until when their link serves; `None`: it is used up, or over.
    pub link_until: Option<Instant>,
    hashes: Vec<Digest>,
}

impl LiveForum {
    /// Everybody at the desk, in the order of their ids.
    ///
    /// # Errors
    /// What the store says.
    pub async fn at_desk(&self, now: Instant) -> Result<Vec<AtDesk>, LiveError> {
        let mut all: BTreeMap<String, AtDesk> = BTreeMap::new();
        let tickets = self.store().tickets(self.key(), "desk").await?;
        for ticket in tickets.iter().filter(|ticket| !ticket.revoked) {
            let Ok(Grant::Desk { person, role }) = serde_json::from_str(&ticket.grant) else { continue };
            let until = ticket.until.filter(|until| *until > now && ticket.left > 0);
            let known = all.entry(person.clone()).or_insert_with(|| AtDesk::new(person, role));
            known.link_until = known.link_until.max(until);
            known.hashes.push(ticket.hash);
        }
        let mut after = String::new();
        loop {
            let page = self.store().documents(self.key(), ACCOUNT_OF, &after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after.clone_from(&last.id);
            for document in page {
                if let Some((role, name)) = self.role_by_account(&document.id).await? {
                    let person = document.id.clone();
                    all.entry(document.id).or_insert_with(|| AtDesk::new(person, role)).account = Some(name);
                }
            }
        }
        for key in self.store().passkeys(self.key(), None).await? {
            let Ok(role) = serde_json::from_str(&key.grant) else { continue };
            let person = key.person.clone();
            let known = all.entry(key.person).or_insert_with(|| AtDesk::new(person, role));
            known.passkeys.push(key.name);
        }
        for known in all.values_mut() {
            known.name = self.person(&known.person).await?.map_or_else(String::new, |person| person.name);
        }
        Ok(all.into_values().collect())
    }

    /// A write that is refused if who is at the desk changes before it is done.
    pub(super) async fn desk_turn(&self) -> Result<Write, LiveError> {
        let seen = self.store().document(self.key(), DESK, DESK).await?.map_or(0, |found| found.version);
        let (kind, id) = (DESK.to_owned(), DESK.to_owned());
        Ok(PutDocument { kind, id, seen: Some(seen), body: Some(b"{}".to_vec()), until: None }.into())
    }

    /// Takes somebody away from the desk: their links, sessions, tokens, account and passkeys end, and what is known of them is
    /// erased. What they did stays in the record.
    ///
    /// # Errors
    /// A refusal for oneself, so that a desk is never left empty, and for somebody who is not there.
    pub async fn remove_from_desk(&self, person: &str, by: &str, now: Instant) -> Result<(), LiveError> {
        if person == by {
            return Err(Refusal::field("remove", "refused-yourself").into());
        }
        let turn = self.desk_turn().await?;
        let all = self.at_desk(now).await?;
        // Who was taken away in the same moment takes nobody along.
        if !all.iter().any(|known| known.person == by) {
            return Err(Refusal::field("remove", "refused-not-at-desk").into());
        }
        let found = all.into_iter().find(|known| known.person == person);
        let found = found.ok_or_else(|| Refusal::field("remove", "refused-not-at-desk"))?;
        let subject = Subject::Desk { person: person.to_owned(), role: found.role };
        let mut batch = Batch::new(self.key()).with(turn);
        batch.writes.extend(found.hashes.into_iter().map(|hash| Write::RevokeTicket { hash }));
        batch.writes.push(Write::EndSessionsOf { subject: subject.written() });
        batch.writes.extend(self.accounts_of(person).await?);
        batch.writes.push(Write::RemovePasskeysOf { person: person.to_owned() });
        batch.writes.push(gone(person));
        self.store().commit(batch).await?;
        Ok(())
    }
}

impl AtDesk {
    fn new(person: String, role: DeskRole) -> AtDesk {
        AtDesk {
            person,
            name: String::new(),
            role,
            account: None,
            passkeys: Vec::new(),
            link_until: None,
            hashes: Vec::new(),
        }
    }
}
