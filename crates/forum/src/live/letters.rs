//! Letters of the forum: they wait in private documents until somebody who can send them does, and leave a line in the
//! log of deliveries. A letter holds a personal link, so its text is dropped once it is sent, and nothing of it is in
//! the record.
//!
//! Several processes may send from one store: a letter is claimed for a while before it is sent, by the version of its
//! document, so two of them do not send the same one.

use super::delegations::{Person, PersonalLink};
use super::entering::{Grant, ends, ticket};
use super::error::LiveError;
use super::forums::LiveForum;
use super::secret::id;
use crate::acts::DelegateRole;
use serde::{Deserialize, Serialize};
use store::{Batch, Condition, PutDocument, StoreError, Write};
use terms::{Instant, Lang, PartyKey};

/// Documents of letters that wait.
const WAITING: &str = "letter";
/// Documents of letters that were sent, or will not be.
const LOGGED: &str = "letter-log";
/// For so long nobody else sends a letter that somebody is about to send, in milliseconds.
const CLAIM: i64 = 120_000;
/// For so long the log remembers a letter, in milliseconds: half a year.
const KEPT: i64 = 182 * 24 * 60 * 60 * 1000;
/// So many letters are looked at in one round.
const ROUND: usize = 200;

/// Why a letter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Somebody was named to a delegation.
    Link,
    /// A party is invited.
    Invitation,
    /// It has not answered.
    Reminder,
    /// It has not said where it stands on every clause of a text that is negotiated.
    Negotiation,
    /// It has not spoken in the adoption that is open.
    Adoption,
}

impl Occasion {
    /// The name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Occasion::Link => "link",
            Occasion::Invitation => "invitation",
            Occasion::Reminder => "reminder",
            Occasion::Negotiation => "negotiation",
            Occasion::Adoption => "adoption",
        }
    }
}

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum LetterFate {
    /// It is sent at this instant, or as soon as possible after it.
    Waiting {
        /// Milliseconds UTC.
        next: i64,
    },
    /// It was handed over.
    Sent {
        /// Milliseconds UTC.
        at: i64,
    },
    /// It will not be sent.
    GivenUp {
        /// Milliseconds UTC.
        at: i64,
    },
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The address it goes to.
    pub to: String,
    /// The name of the person.
    pub name: String,
    /// Their id in the acts.
    pub person: String,
    /// The party they act for.
    pub party: Option<PartyKey>,
    /// Why it is written.
    pub occasion: Occasion,
    /// The language it is in.
    pub lang: Lang,
    /// Its subject.
    pub subject: String,
    /// Its text; empty once it was sent.
    pub text: String,
    /// When it was written, in milliseconds UTC.
    pub written: i64,
    /// How often it was tried.
    pub tries: u32,
    /// What was said at the last try; empty before.
    pub said: String,
    /// What became of it.
    pub fate: LetterFate,
}

/// Somebody to write to, with the link that the letter is to hold.
#[derive(Debug)]
pub struct Addressee {
    /// Their id in the acts.
    pub person: String,
    /// Who, and with which link.
    pub link: PersonalLink,
}

/// A letter with its id and version.
#[derive(Clone, Debug)]
pub struct KeptLetter {
    /// Its id: letters written later come later.
    pub id: String,
    /// The letter.
    pub letter: Letter,
    version: u64,
}

/// What came of trying to send a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It was handed over.
    Sent,
    /// It was refused for good.
    Refused(String),
    /// It may be taken later: at this instant, or never, where it was tried long enough.
    Later(String, Option<Instant>),
}

/// Who reads the letters of a party, and which parties nobody can be written to.
#[derive(Debug, Default)]
pub struct Posted {
    /// How many letters wait now.
    pub letters: u64,
    /// The parties of which no head or alternate has an address.
    pub unreachable: Vec<PartyKey>,
}

/// Puts a link into a letter; `None` where somebody has no address.
pub type Writer<'a> = &'a (dyn Fn(&Addressee) -> Option<Letter> + Send + Sync);

/// The documents of new letters.
pub(super) fn post(letters: impl IntoIterator<Item = Letter>) -> Vec<Write> {
    let document = |letter: Letter| {
        let place = format!("{:015}-{}", letter.written, id());
        put(WAITING, &place, Some(0), Some(&letter))
    };
    letters.into_iter().map(document).collect()
}

fn put(kind: &str, id: &str, seen: Option<u64>, letter: Option<&Letter>) -> Write {
    let body = letter.map(|letter| serde_json::to_vec(letter).unwrap_or_default());
    let over = letter.and_then(|letter| match letter.fate {
        LetterFate::Waiting { .. } => None,
        LetterFate::Sent { at } | LetterFate::GivenUp { at } => Some(Instant::from_millis(at + KEPT)),
    });
    PutDocument { kind: kind.to_owned(), id: id.to_owned(), seen, body, until: over }.into()
}

impl LiveForum {
    /// The letters that wait, or those that do not any more; the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub async fn letters(&self, waiting: bool) -> Result<Vec<KeptLetter>, LiveError> {
        let kind = if waiting { WAITING } else { LOGGED };
        let mut letters = Vec::new();
        loop {
            let after = letters.last().map_or(String::new(), |kept: &KeptLetter| kept.id.clone());
            let page = self.store().documents(self.key(), kind, &after, ROUND).await?;
            let full = page.len() == ROUND;
            for document in page {
                let letter = serde_json::from_slice(&document.body);
                let letter = letter.map_err(|error| LiveError::Broken(error.to_string()))?;
                letters.push(KeptLetter { id: document.id, letter, version: document.version });
            }
            if !full {
                letters.reverse();
                return Ok(letters);
            }
        }
    }

    /// A letter that is due, claimed for this sender; `None` if none is.
    ///
    /// # Errors
    /// What the store says.
    pub async fn claim_letter(&self, now: Instant) -> Result<Option<KeptLetter>, LiveError> {
        let due = |kept: &KeptLetter| matches!(kept.letter.fate, LetterFate::Waiting { next } if next <= now.millis());
        // The oldest first.
        for mut kept in self.letters(true).await?.into_iter().rev().filter(due) {
            kept.letter.fate = LetterFate::Waiting { next: now.millis() + CLAIM };
            let write = put(WAITING, &kept.id, Some(kept.version), Some(&kept.letter));
            match self.write(vec![write]).await {
                Ok(()) => {
                    kept.version += 1;
                    return Ok(Some(kept));
                }
                Err(LiveError::Store(StoreError::Refused(Condition::DocumentChanged))) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// Notes what came of trying to send a claimed letter.
    ///
    /// # Errors
    /// What the store says.
    pub async fn settle_letter(&self, kept: KeptLetter, tried: Tried, now: Instant) -> Result<(), LiveError> {
        let KeptLetter { id, mut letter, version } = kept;
        letter.tries += 1;
        let at = now.millis();
        let (fate, said) = match tried {
            Tried::Sent => (LetterFate::Sent { at }, String::new()),
            Tried::Refused(why) | Tried::Later(why, None) => (LetterFate::GivenUp { at }, why),
            Tried::Later(why, Some(next)) => (LetterFate::Waiting { next: next.millis() }, why),
        };
        (letter.fate, letter.said) = (fate, said);
        let writes = match letter.fate {
            LetterFate::Waiting { .. } => vec![put(WAITING, &id, Some(version), Some(&letter))],
            LetterFate::Sent { .. } => {
                letter.text.clear();
                vec![put(WAITING, &id, Some(version), None), put(LOGGED, &id, Some(0), Some(&letter))]
            }
            LetterFate::GivenUp { .. } => {
                vec![put(WAITING, &id, Some(version), None), put(LOGGED, &id, Some(0), Some(&letter))]
            }
        };
        self.write(writes).await
    }

    /// Tries a letter again that was given up.
    ///
    /// # Errors
    /// Nothing where it was not given up; what the store says.
    pub async fn retry_letter(&self, id: &str, now: Instant) -> Result<(), LiveError> {
        let Some(document) = self.store().document(self.key(), LOGGED, id).await? else { return Ok(()) };
        let letter: Result<Letter, _> = serde_json::from_slice(&document.body);
        let mut letter = letter.map_err(|error| LiveError::Broken(error.to_string()))?;
        if !matches!(letter.fate, LetterFate::GivenUp { .. }) {
            return Ok(());
        }
        (letter.fate, letter.tries) = (LetterFate::Waiting { next: now.millis() }, 0);
        let gone = put(LOGGED, id, Some(document.version), None);
        self.write(vec![gone, put(WAITING, id, Some(0), Some(&letter))]).await
    }

    /// What is kept of letters to a person, to be erased with them.
    pub(super) async fn letters_to(&self, person: &str) -> Result<Vec<Write>, LiveError> {
        let mut writes = Vec::new();
        for (waiting, kind) in [(true, WAITING), (false, LOGGED)] {
            let all = self.letters(waiting).await?;
            let to = all.iter().filter(|kept| kept.letter.person == person);
            writes.extend(to.map(|kept| put(kind, &kept.id, None, None)));
        }
        Ok(writes)
    }

    /// Letters, each with a fresh link, to the head and the alternates of each of these parties.
    pub(super) async fn letters_of(
        &self,
        parties: &[PartyKey],
        write: Writer<'_>,
        now: Instant,
    ) -> Result<(Vec<Write>, Posted), LiveError> {
        let mut writes = Vec::new();
        let mut posted = Posted::default();
        for party in parties {
            let before = posted.letters;
            for delegate in self.leaders(party) {
                let known: Option<Person> = self.person(&delegate).await?;
                let Some(person) = known.filter(|person| !person.mail.is_empty()) else { continue };
                let grant = Grant::Delegate { delegate: delegate.clone() };
                let (secret, new) = ticket(&format!("delegate/{delegate}"), &grant, 5, ends(now));
                let link =
                    PersonalLink { name: person.name, mail: person.mail, party: Some(party.clone()), secret };
                let letter = write(&Addressee { person: delegate, link });
                let documents = post(letter);
                posted.letters += documents.len() as u64;
                writes.push(new.into());
                writes.extend(documents);
            }
            if posted.letters == before {
                posted.unreachable.push(party.clone());
            }
        }
        Ok((writes, posted))
    }

    /// Reminds every party that was invited and has not answered.
    ///
    /// # Errors
    /// What the store says.
    pub async fn remind(&self, write: Writer<'_>, now: Instant) -> Result<Posted, LiveError> {
        let silent: Vec<PartyKey> =
            self.view().state.membership.silent().map(|(party, _)| party.clone()).collect();
        self.write_to(&silent, write, now).await
    }

    /// Writes to heads and alternates of these parties.
    ///
    /// # Errors
    /// What the store says.
    pub async fn write_to(
        &self,
        parties: &[PartyKey],
        write: Writer<'_>,
        now: Instant,
    ) -> Result<Posted, LiveError> {
        let (writes, posted) = self.letters_of(parties, write, now).await?;
        self.write(writes).await?;
        Ok(posted)
    }

    fn leaders(&self, party: &PartyKey) -> Vec<String> {
        let view = self.view();
        let delegation = view.state.membership.delegation(party);
        let leads = |role| matches!(role, DelegateRole::Head | DelegateRole::Alternate);
        let named = delegation.into_iter().map(|delegate| &delegate.named.body);
        named.filter(|named| leads(named.role)).map(|named| named.delegate.clone()).collect()
    }

    async fn write(&self, writes: Vec<Write>) -> Result<(), LiveError> {
        if writes.is_empty() {
            return Ok(());
        }
        let mut batch = Batch::new(self.key());
        batch.writes = writes;
        self.store().commit(batch).await?;
        Ok(())
    }
}
