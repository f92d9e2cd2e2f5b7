//! Links and codes, and the sessions they begin.
//!
//! A code of a party is spent for a pseudonym, and the link between the two is not kept: the ticket knows how often it
//! can still be used and not when or by whom it was, and the participant knows neither ticket nor time.

use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::secret::{Purpose, Secret, hex, pseudonym, unhex};
use serde::{Deserialize, Serialize};
use store::{Attest, Batch, NewParticipant, NewSession, NewTicket, Write};
use terms::{Capacity, Instant, PartyKey, Pseudonym, Tier};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// What a link or code lets its bearer do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case", deny_unknown_fields)]
pub enum Grant {
    /// To vote.
    Participant {
        /// In which tier.
        tier: Tier,
        /// For which party.
        party: Option<PartyKey>,
        /// In which capacity, where the ticket says so; else the bearer does.
        capacity: Option<Capacity>,
    },
    /// To act for a party.
    Delegate {
        /// The delegate's id in the acts.
        delegate: String,
    },
    /// To run the forum, or a part of it.
    Desk {
        /// The id of the person.
        person: String,
        /// As what.
        role: DeskRole,
    },
}

/// What somebody at the convening desk does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskRole {
    /// Everything that a secretariat does.
    Organiser,
    /// Lets statements and replies in, or not.
    Moderator,
    /// Approves for a co-organiser.
    CoOrganiser(PartyKey),
}

/// Whose session it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case", deny_unknown_fields)]
pub enum Subject {
    /// A participant, by pseudonym.
    Participant {
        /// The pseudonym, as 32 hexadecimal signs.
        id: String,
    },
    /// A delegate.
    Delegate {
        /// The delegate's id in the acts.
        delegate: String,
    },
    /// Somebody at the desk.
    Desk {
        /// The id of the person.
        person: String,
        /// As what.
        role: DeskRole,
    },
}

impl Subject {
    /// How long its sessions last, in milliseconds.
    #[must_use]
    pub fn lasts(&self) -> i64 {
        match self {
            Subject::Participant { .. } => 180 * DAY,
            Subject::Delegate { .. } => 30 * DAY,
            Subject::Desk { .. } => 7 * DAY,
        }
    }

    /// As the store keeps it.
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Who votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voter {
    /// Under which pseudonym.
    pub id: Pseudonym,
    /// In which tier.
    pub tier: Tier,
    /// For which party.
    pub party: Option<PartyKey>,
    /// In which capacity.
    pub capacity: Capacity,
}

/// That somebody came in.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The secret of the new session, for the device alone.
    pub session: Secret,
    /// Whose session it is.
    pub subject: Subject,
    /// Until when.
    pub until: Instant,
}

/// What counts for more: a code, an invitation, a link that anybody may have.
fn rank(tier: Tier) -> u8 {
    match tier {
        Tier::Attested => 2,
        Tier::Invited => 1,
        Tier::Open => 0,
    }
}

/// Until when a link or code serves that is made now: a year, which holds a forum from the first invitation to its
/// follow-up. Whoever still needs one then is given another.
#[must_use]
pub fn ends(now: Instant) -> Option<Instant> {
    Some(Instant::from_millis(now.millis() + 365 * DAY))
}

/// A ticket with a secret of its own.
#[must_use]
pub fn ticket(label: &str, grant: &Grant, uses: u32, until: Option<Instant>) -> (Secret, NewTicket) {
    let secret = Secret::draw();
    let grant = serde_json::to_string(grant).unwrap_or_default();
    let hash = secret.hash(Purpose::Ticket);
    (secret, NewTicket { hash, label: label.to_owned(), grant, uses, until })
}

impl LiveForum {
    /// What a link or code would let its bearer do, if it were used now. Looking does not use it up.
    ///
    /// # Errors
    /// A refusal for what is unknown, used, over or withdrawn.
    pub async fn look_at(&self, secret: &Secret, now: Instant) -> Result<Grant, LiveError> {
        let unknown = || LiveError::from(Refusal::field("code", "refused-ticket-unknown"));
        let ticket = self.store().ticket(secret.hash(Purpose::Ticket)).await?.ok_or_else(unknown)?;
        if ticket.forum != *self.key() {
            return Err(unknown());
        }
        let refused = if ticket.revoked {
            "refused-ticket-revoked"
        } else if ticket.until.is_some_and(|until| until <= now) {
            "refused-ticket-over"
        } else if ticket.left == 0 {
            "refused-ticket-used"
        } else {
            return serde_json::from_str(&ticket.grant).map_err(|e| LiveError::Broken(e.to_string()));
        };
        Err(Refusal::field("code", refused).into())
    }

    /// Uses a link or code and begins a session.
    ///
    /// # Errors
    /// As [`LiveForum::look_at`].
    pub async fn enter(
        &self,
        secret: &Secret,
        capacity: Option<Capacity>,
        now: Instant,
    ) -> Result<Entered, LiveError> {
        let grant = self.look_at(secret, now).await?;
        let redeem = Write::Redeem { hash: secret.hash(Purpose::Ticket), at: now };
        self.begin(grant, capacity, (Some(redeem), None), now).await
    }

    /// The same on a device where somebody may take part already, in the session `known`. A person has one set of
    /// answers: who comes in with more than before, as with a code after having voted openly, takes their answers
    /// along, and the old ones count no more; who comes in with less goes on as before, and the link is not used.
    ///
    /// # Errors
    /// As [`LiveForum::look_at`]; a refusal for a second code on one device.
    pub async fn enter_from(
        &self,
        secret: &Secret,
        capacity: Option<Capacity>,
        known: Option<&Secret>,
        now: Instant,
    ) -> Result<Entered, LiveError> {
        let grant = self.look_at(secret, now).await?;
        let voter = match known {
            Some(session) => self.voter(session, now).await?,
            None => None,
        };
        let (Some(session), Some(voter), Grant::Participant { tier, .. }) = (known, voter, &grant) else {
            return self.enter(secret, capacity, now).await;
        };
        if *tier == Tier::Attested && voter.tier == Tier::Attested {
            return Err(Refusal::field("code", "refused-attested-already").into());
        }
        let subject = Subject::Participant { id: hex(&voter.id.bytes()) };
        if rank(*tier) <= rank(voter.tier) {
            let until = Instant::from_millis(now.millis() + subject.lasts());
            return Ok(Entered { session: session.clone(), subject, until });
        }
        let redeem = Write::Redeem { hash: secret.hash(Purpose::Ticket), at: now };
        self.begin(grant, capacity, (Some(redeem), Some((voter.id, subject))), now).await
    }

    /// Lets somebody in without a link: an open participant, of no party.
    ///
    /// # Errors
    /// What the store says.
    pub async fn enter_openly(&self, capacity: Capacity, now: Instant) -> Result<Entered, LiveError> {
        let grant = Grant::Participant { tier: Tier::Open, party: None, capacity: Some(capacity) };
        self.begin(grant, None, (None, None), now).await
    }

    pub(super) async fn begin(
        &self,
        grant: Grant,
        capacity: Option<Capacity>,
        (redeem, before): (Option<Write>, Option<(Pseudonym, Subject)>),
        now: Instant,
    ) -> Result<Entered, LiveError> {
        let mut batch = Batch::new(self.key());
        batch.writes.extend(redeem);
        let subject = match grant {
            Grant::Participant { tier, party, capacity: given } => {
                let id = pseudonym();
                let capacity = given.or(capacity).unwrap_or(Capacity::Resident);
                let to = NewParticipant { id, tier, party, capacity };
                batch.writes.push(match before {
                    Some((from, subject)) => Attest { from, subject: subject.written(), to, at: now }.into(),
                    None => to.into(),
                });
                Subject::Participant { id: hex(&id.bytes()) }
            }
            Grant::Delegate { delegate } => Subject::Delegate { delegate },
            Grant::Desk { person, role } => Subject::Desk { person, role },
        };
        let session = Secret::draw();
        let until = Instant::from_millis(now.millis() + subject.lasts());
        let hash = session.hash(Purpose::Session);
        batch.writes.push(NewSession { hash, subject: subject.written(), until }.into());
        self.store().commit(batch).await?;
        Ok(Entered { session, subject, until })
    }

    /// Whose session this is; `None` if it is none of this forum, or over.
    ///
    /// # Errors
    /// What the store says.
    pub async fn subject(&self, session: &Secret, now: Instant) -> Result<Option<Subject>, LiveError> {
        let known = self.store().session(session.hash(Purpose::Session)).await?;
        let known = known.filter(|known| known.forum == *self.key() && known.until > now);
        Ok(known.and_then(|known| serde_json::from_str(&known.subject).ok()))
    }

    /// Who votes in this session; `None` if it is not a participant's.
    ///
    /// # Errors
    /// What the store says.
    pub async fn voter(&self, session: &Secret, now: Instant) -> Result<Option<Voter>, LiveError> {
        let Some(Subject::Participant { id }) = self.subject(session, now).await? else { return Ok(None) };
        let Some(id) = unhex(&id).map(Pseudonym::from_bytes) else { return Ok(None) };
        let known = self.store().participant(self.key(), id).await?;
        Ok(known.map(|p| Voter { id, tier: p.tier, party: p.party, capacity: p.capacity }))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// What the store says.
    pub async fn leave(&self, session: &Secret) -> Result<(), LiveError> {
        let write = Write::EndSession { hash: session.hash(Purpose::Session) };
        let mut batch = Batch::new(self.key());
        batch.writes.push(write);
        self.store().commit(batch).await?;
        Ok(())
    }
}
