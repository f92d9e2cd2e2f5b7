//! The record as outsiders are given it: some acts whole, of others the number, the kind and the hash.
//!
//! The hashes are those of the whole record, so its tree and its signed heads are the same for everybody, and an act
//! that is shown later can be held against the hash that stood in its place. What a withheld act says its hash alone
//! does not tell; but where few things could be said, they can be tried out until the hash fits, unless a signature
//! that nobody can guess is part of what was hashed. Which acts are withheld is the caller's to know.

use crate::act::Act;
use crate::canonical::canonical;
use crate::log::{Header, Record};
use crate::read::{Fault, Line, Lines, Place, ReadError, TornTail, parse, read_header};
use crate::tree::{TreeHead, tree_hash};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::io::{self, BufReader, Read, Write};
use terms::Digest;

/// What stands in the place of an act that outsiders are not given. The hash is that of the act; number, kind and
/// reason are what the host says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// The hash of the act.
    pub hash: Digest,
    /// Its kind.
    pub kind: String,
    /// Its number.
    pub seq: u64,
    /// Why it is withheld, as a word of the caller's.
    pub withheld: String,
}

impl Withheld {
    /// Its canonical line, without line end.
    #[must_use]
    pub fn line(&self) -> Vec<u8> {
        let Withheld { hash, kind, seq, withheld } = self;
        let value = json!({ "hash": hash, "kind": kind, "seq": seq, "withheld": withheld });
        canonical(&value).expect("an act's number is an exact integer, and the rest are strings")
    }
}

/// An act as outsiders are given it.
#[derive(Clone, Debug, PartialEq)]
pub enum PublicAct {
    /// All of it.
    Whole(Box<Act>),
    /// Its number, kind and hash.
    Withheld(Withheld),
}

impl PublicAct {
    /// Its number.
    #[must_use]
    pub fn seq(&self) -> u64 {
        match self {
            PublicAct::Whole(act) => act.seq,
            PublicAct::Withheld(withheld) => withheld.seq,
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            PublicAct::Whole(act) => &act.kind,
            PublicAct::Withheld(withheld) => &withheld.kind,
        }
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> Digest {
        match self {
            PublicAct::Whole(act) => act.hash,
            PublicAct::Withheld(withheld) => withheld.hash,
        }
    }
}

impl Record {
    /// Writes the record as outsiders are given it. `why` says of an act why it is withheld, as one word; where it
    /// says nothing of any act, this is [`Record::write_to`] to the byte.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_public(
        &self,
        out: &mut impl Write,
        why: impl Fn(&Act) -> Option<&'static str>,
    ) -> io::Result<()> {
        self.write_header(out)?;
        for act in self.acts() {
            let Some(word) = why(act) else {
                Record::write_act(act, out)?;
                continue;
            };
            let (kind, withheld) = (act.kind.clone(), word.to_owned());
            let mut line = Withheld { hash: act.hash, kind, seq: act.seq, withheld }.line();
            line.push(b'\n');
            out.write_all(&line)?;
        }
        Ok(())
    }
}

/// The acts of a record as outsiders are given it, read and checked one by one; none is kept.
pub struct PublicActs<R> {
    lines: Lines<BufReader<R>>,
    header: Header,
    seq: u64,
    last: Digest,
}

impl<R: Read> PublicActs<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// [`ReadError`] where it is none.
    pub fn open(input: R) -> Result<PublicActs<R>, ReadError> {
        let mut lines = Lines::new(BufReader::new(input));
        let header = read_header(&mut lines)?;
        let last = header.hash;
        Ok(PublicActs { lines, header, seq: 0, last })
    }

    /// What the record is and whose.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The next act; `None` at the end. An act that is given whole is checked in full, and where the one before it is
    /// withheld, its hash stands for it. After an error there is nothing more to read.
    ///
    /// # Errors
    /// The first thing that does not hold, naming the act.
    pub fn read(&mut self) -> Result<Option<PublicAct>, ReadError> {
        let line = match self.lines.next(self.seq)? {
            Line::End => return Ok(None),
            Line::Torn(torn_bytes) => {
                let (acts_before, keep_bytes) = (self.seq, self.lines.kept);
                return Err(ReadError::TornTail(TornTail { acts_before, keep_bytes, torn_bytes }));
            }
            Line::Whole(line) => line,
        };
        let place = Place { header: &self.header, seq: self.seq, last: self.last };
        // In canonical order an act begins with its actor, and what stands for one with its hash.
        let act = if line.starts_with(b"{\"hash\":") {
            withheld(&place, &line).map(PublicAct::Withheld)
        } else {
            place.read(&line).map(|act| PublicAct::Whole(Box::new(act)))
        };
        let act = act.map_err(|fault| ReadError::Act { line: self.lines.read, fault })?;
        (self.seq, self.last) = (self.seq + 1, act.hash());
        Ok(Some(act))
    }
}

fn withheld(place: &Place, line: &[u8]) -> Result<Withheld, Fault> {
    let seq = place.seq;
    let parsed = parse::<Withheld>(line).map_err(|(why, column)| Fault::NotAnAct { seq, why, column })?;
    if parsed.seq != seq {
        return Err(Fault::OutOfSequence { expected: seq, found: parsed.seq });
    }
    place.same(&parsed.line(), line)?;
    Ok(parsed)
}

/// What a signed head or a receipt is held against: whose acts, and the hash of each.
pub trait Sequence {
    /// The forum.
    fn forum(&self) -> &str;

    /// The hashes of the acts, in their order.
    fn leaves(&self) -> Vec<Digest>;

    /// The kind of an act.
    fn kind(&self, seq: u64) -> Option<&str>;

    /// The number of acts and the tree hash over all of them.
    fn head(&self) -> TreeHead {
        let leaves = self.leaves();
        TreeHead { size: leaves.len() as u64, root: tree_hash(&leaves) }
    }

    /// Whether it begins with exactly the acts that `earlier` stood for.
    fn extends(&self, earlier: &TreeHead) -> bool {
        let leaves = self.leaves();
        let begin = usize::try_from(earlier.size).ok().and_then(|size| leaves.get(..size));
        begin.is_some_and(|begin| tree_hash(begin) == earlier.root)
    }
}

impl Sequence for Record {
    fn forum(&self) -> &str {
        &self.header().forum
    }

    fn leaves(&self) -> Vec<Digest> {
        self.acts().iter().map(|act| act.hash).collect()
    }

    fn kind(&self, seq: u64) -> Option<&str> {
        self.act(seq).map(|act| act.kind.as_str())
    }
}

/// What is left of the acts once they were looked at: the kind and the hash of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    header: Header,
    acts: Vec<(String, Digest)>,
}

impl Outline {
    /// Of no act yet.
    #[must_use]
    pub fn new(header: Header) -> Outline {
        Outline { header, acts: Vec::new() }
    }

    /// Notes the next act.
    pub fn push(&mut self, act: &PublicAct) {
        self.acts.push((act.kind().to_owned(), act.hash()));
    }

    /// What the record is and whose.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The kind and the hash of each act, in their order.
    #[must_use]
    pub fn acts(&self) -> &[(String, Digest)] {
        &self.acts
    }
}

impl Sequence for Outline {
    fn forum(&self) -> &str {
        &self.header.forum
    }

    fn leaves(&self) -> Vec<Digest> {
        self.acts.iter().map(|(_, hash)| *hash).collect()
    }

    fn kind(&self, seq: u64) -> Option<&str> {
        let act = usize::try_from(seq).ok().and_then(|seq| self.acts.get(seq));
        act.map(|(kind, _)| kind.as_str())
    }
}
