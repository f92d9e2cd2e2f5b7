//! What a delegation notes for itself beside a clause: where it leans before anybody with the power has said so, what the
//! capital answered. It is for the delegates of one party, and neither the desk nor the record has it.

use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::texts::LONGEST_REASON;
use serde::{Deserialize, Serialize};
use store::{Batch, PutDocument};
use terms::{Instant, PartyKey};
use text::ClauseId;

/// Documents with notes.
pub(super) const NOTE: &str = "note";

/// A note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The words; empty where there is none.
    pub words: String,
    /// When they were written; `None` where there are none.
    pub at: Option<Instant>,
    /// The version that was seen: who changes it names it, so that of two at once one looks again.
    pub version: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    words: String,
    at: i64,
}

/// A clause of a text: the act that began the text, since the next one counts its clauses anew, and the clause.
pub type Beside<'a> = (u64, &'a ClauseId);

/// A key may hold any sign, so its length parts it from the clause.
fn id(party: &PartyKey, (text, clause): Beside<'_>) -> String {
    format!("{text}/{}/{party}/{clause}", party.as_str().len())
}

impl LiveForum {
    /// The note of a delegation beside a clause.
    ///
    /// # Errors
    /// What the store says.
    pub async fn note(&self, party: &PartyKey, beside: Beside<'_>) -> Result<Note, LiveError> {
        let found = self.store().document(self.key(), NOTE, &id(party, beside)).await?;
        let Some(found) = found else { return Ok(Note::default()) };
        let kept: Kept =
            serde_json::from_slice(&found.body).map_err(|error| LiveError::Broken(error.to_string()))?;
        Ok(Note { words: kept.words, at: Some(Instant::from_millis(kept.at)), version: found.version })
    }

    /// Writes the note of a delegation beside a clause in place of the one that was seen; without words it is taken away.
    ///
    /// # Errors
    /// A refusal for what is too long, and where somebody else of the delegation has written meanwhile.
    pub async fn write_note(
        &self,
        party: &PartyKey,
        beside: Beside<'_>,
        (words, seen): (&str, u64),
        now: Instant,
    ) -> Result<(), LiveError> {
        let words = present::plain::block(words);
        let long = words.chars().count();
        if long > LONGEST_REASON {
            let refused = Refusal::field("note", "refused-long").with("long", long);
            return Err(refused.with("most", LONGEST_REASON).into());
        }
        let kept = Kept { words: words.to_string(), at: now.millis() };
        let body = serde_json::to_vec(&kept).map_err(|error| LiveError::Broken(error.to_string()))?;
        let body = (!words.is_empty()).then_some(body);
        let (kind, id) = (NOTE.to_owned(), id(party, beside));
        let written = PutDocument { kind, id, seen: Some(seen), body, until: None };
        self.store().commit(Batch::new(self.key()).with(written)).await?;
        Ok(())
    }
}
