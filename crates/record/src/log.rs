//! The sequence of acts and how one is added.

use crate::act::{Act, Actor, Algorithms, HASH};
use crate::canonical::{CanonicalError, canonical};
use crate::read::{Fault, MAX_LINE, MAX_MEMORY, Place, memory};
use crate::signatures::Signatures;
use crate::tree::{TreeHead, leaf_hash, tree_hash};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::io::{self, Write};
use terms::{Digest, Instant, Zone};

/// The first line of a record: what it is and whose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The encoding of the acts, with its version: [`Header::FORMAT`].
    pub format: String,
    /// The forum's id; every act repeats it.
    pub forum: String,
    /// The forum's title, as a person reads it.
    pub title: String,
    /// The leaf hash of the fields above. Act 0 names it as its `previous`.
    pub hash: Digest,
}

impl Header {
    /// The name and version of the encoding.
    pub const FORMAT: &str = "plenary-act/1";

    fn new(forum: &str, title: &str) -> Header {
        let hash = Header::compute_hash(Header::FORMAT, forum, title);
        Header { format: Header::FORMAT.to_owned(), forum: forum.to_owned(), title: title.to_owned(), hash }
    }

    fn compute_hash(format: &str, forum: &str, title: &str) -> Digest {
        leaf_hash(&strings(&json!({ "format": format, "forum": forum, "title": title })))
    }

    pub(crate) fn holds(&self) -> bool {
        self.hash == Header::compute_hash(&self.format, &self.forum, &self.title)
    }

    /// The header's canonical line, without line end.
    #[must_use]
    pub fn line(&self) -> Vec<u8> {
        strings(
            &json!({ "format": self.format, "forum": self.forum, "title": self.title, "hash": self.hash }),
        )
    }
}

fn strings(value: &Value) -> Vec<u8> {
    canonical(value).expect("an object of strings always has a canonical form")
}

/// What the caller says of an act; the record adds its number, the chain and the hash.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What kind of act.
    pub kind: String,
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Instant,
    /// In which zone, where a person chose one.
    pub zone: Option<Zone>,
    /// What was done.
    pub body: Value,
}

/// Why an act was not appended. The record is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The body cannot be written as JSON.
    #[error("the body of a {kind} act cannot be written as JSON")]
    Body {
        /// The kind of act.
        kind: String,
        /// What serde says.
        #[source]
        source: serde_json::Error,
    },
    /// The act has no canonical bytes: a number that is no exact integer, or too deep a body.
    #[error("a {kind} act cannot be recorded: {source}")]
    Canonical {
        /// The kind of act.
        kind: String,
        /// What is wrong, and where.
        #[source]
        source: CanonicalError,
    },
    /// The act is longer than a reader would accept.
    #[error(
        "a {kind} act of {bytes} bytes cannot be recorded; at most {MAX_LINE}, so keep a digest of what is large"
    )]
    TooLong {
        /// The kind of act.
        kind: String,
        /// Its length.
        bytes: usize,
    },
    /// The act holds more values than a reader would accept.
    #[error("a {kind} act holds more values than can be recorded in one; keep a digest of what is large")]
    TooMany {
        /// The kind of act.
        kind: String,
    },
    /// Another act was recorded while this one waited for its signatures, which therefore name a place that is
    /// taken.
    #[error("a {kind} act was signed as act {seq}, and another act stands there now; draft and sign it anew")]
    Stale {
        /// The kind of act.
        kind: String,
        /// The number it was signed under.
        seq: u64,
    },
    /// A draft that nobody signed.
    #[error("a {kind} act was drafted to be signed, and nobody has signed it")]
    NotSigned {
        /// The kind of act.
        kind: String,
    },
}

/// Something a reader should know that is no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// An act carries an earlier time than the act before it. The order is the sequence; clocks may disagree.
    ClockWentBack {
        /// The act.
        seq: u64,
        /// Its time.
        at: Instant,
        /// The time of the act before.
        before: Instant,
    },
}

/// The acts of one forum, in their order. See the crate's description.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    header: Header,
    acts: Vec<Act>,
}

impl Record {
    /// An empty record of a forum: its id, which every act repeats, and its title.
    #[must_use]
    pub fn new(forum: &str, title: &str) -> Record {
        Record { header: Header::new(forum, title), acts: Vec::new() }
    }

    pub(crate) fn with_header(header: Header) -> Record {
        Record { header, acts: Vec::new() }
    }

    /// What the record is and whose.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// All acts, in order.
    #[must_use]
    pub fn acts(&self) -> &[Act] {
        &self.acts
    }

    /// The record as it was after its first `acts` acts; the whole where there are not so many.
    #[must_use]
    pub fn first(&self, acts: u64) -> Record {
        let count = usize::try_from(acts).unwrap_or(usize::MAX).min(self.acts.len());
        Record { header: self.header.clone(), acts: self.acts[..count].to_vec() }
    }

    /// The act with this number.
    #[must_use]
    pub fn act(&self, seq: u64) -> Option<&Act> {
        usize::try_from(seq).ok().and_then(|index| self.acts.get(index))
    }

    /// Adds an act at the end.
    ///
    /// # Errors
    /// [`RecordError`] where the body cannot be recorded exactly; the record is then unchanged.
    pub fn append(
        &mut self,
        kind: &str,
        actor: Actor,
        at: Instant,
        body: impl Serialize,
    ) -> Result<&Act, RecordError> {
        let body = serde_json::to_value(body)
            .map_err(|source| RecordError::Body { kind: kind.to_owned(), source })?;
        self.append_entry(Entry { kind: kind.to_owned(), actor, at, zone: None, body })
    }

    /// Adds an act that carries a time zone, or whose body is JSON already.
    ///
    /// # Errors
    /// As [`Record::append`].
    pub fn append_entry(&mut self, entry: Entry) -> Result<&Act, RecordError> {
        let act = self.unsealed(entry, None);
        self.seal(act)
    }

    pub(crate) fn unsealed(&self, entry: Entry, signature: Option<String>) -> Act {
        Act {
            seq: self.acts.len() as u64,
            forum: self.header.forum.clone(),
            at: entry.at,
            zone: entry.zone,
            actor: entry.actor,
            kind: entry.kind,
            body: entry.body,
            previous: self.last_hash(),
            algorithms: Algorithms { hash: HASH.to_owned(), signature },
            signatures: Signatures::default(),
            hash: self.last_hash(),
        }
    }

    pub(crate) fn seal(&mut self, mut act: Act) -> Result<&Act, RecordError> {
        act.hash = act.compute_hash().map_err(|source| unrecordable(&act.kind, source))?;
        let line = act.line().map_err(|source| unrecordable(&act.kind, source))?;
        if line.len() > MAX_LINE {
            return Err(RecordError::TooLong { kind: act.kind, bytes: line.len() });
        }
        if memory(&line) > MAX_MEMORY {
            return Err(RecordError::TooMany { kind: act.kind });
        }
        Ok(self.push(act))
    }

    /// Adds an act that was checked against this record.
    pub(crate) fn push(&mut self, act: Act) -> &Act {
        self.acts.push(act);
        self.acts.last().expect("an act was just pushed")
    }

    pub(crate) fn last_hash(&self) -> Digest {
        self.acts.last().map_or(self.header.hash, |act| act.hash)
    }

    /// Where the next act stands.
    pub(crate) fn place(&self) -> Place<'_> {
        Place { header: &self.header, seq: self.acts.len() as u64, last: self.last_hash() }
    }

    /// The number of acts and the tree hash over all of them.
    #[must_use]
    pub fn head(&self) -> TreeHead {
        self.head_of(&self.acts)
    }

    fn head_of(&self, acts: &[Act]) -> TreeHead {
        let leaves: Vec<Digest> = acts.iter().map(|act| act.hash).collect();
        TreeHead { size: leaves.len() as u64, root: tree_hash(&leaves) }
    }

    /// Whether this record begins with exactly the acts that `earlier` stood for. False as well where acts are
    /// missing at the end.
    #[must_use]
    pub fn extends(&self, earlier: &TreeHead) -> bool {
        let acts = usize::try_from(earlier.size).ok().and_then(|size| self.acts.get(..size));
        acts.is_some_and(|acts| self.head_of(acts).root == earlier.root)
    }

    /// Recomputes every number, link and hash.
    ///
    /// # Errors
    /// The first act that does not hold, and what does not.
    pub fn verify(&self) -> Result<(), Fault> {
        let mut checked = Record::with_header(self.header.clone());
        for act in &self.acts {
            checked.place().check(act)?;
            checked.push(act.clone());
        }
        Ok(())
    }

    /// What a reader should know that is no fault: where the clock went back.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        let pairs = self.acts.iter().zip(self.acts.iter().skip(1));
        let back = pairs.filter(|(before, act)| act.at < before.at);
        back.map(|(before, act)| Note::ClockWentBack { seq: act.seq, at: act.at, before: before.at })
            .collect()
    }

    /// Writes the record as JSON Lines: the header, then one act per line.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        self.write_header(out)?;
        self.acts.iter().try_for_each(|act| Record::write_act(act, out))
    }

    /// Writes the first line alone, for a file that grows act by act.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_header(&self, out: &mut impl Write) -> io::Result<()> {
        write_line(self.header.line(), out)
    }

    /// Writes one act as one line, in one call, for a file that grows act by act.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_act(act: &Act, out: &mut impl Write) -> io::Result<()> {
        let line = act.line().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        write_line(line, out)
    }
}

fn write_line(mut line: Vec<u8>, out: &mut impl Write) -> io::Result<()> {
    line.push(b'\n');
    out.write_all(&line)
}

pub(crate) fn unrecordable(kind: &str, source: CanonicalError) -> RecordError {
    RecordError::Canonical { kind: kind.to_owned(), source }
}
