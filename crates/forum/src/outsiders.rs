//! Which acts outsiders may not read, and the state that follows from those they may.
//!
//! Two kinds of acts are withheld. What is drafted, amended and said of single clauses while a text is for the
//! delegations alone, until it is published; that it is made, frozen, put to adoption and what becomes of it is for
//! everybody. And how the votes stood in between: the digests of two tallies of which the second has one more voter
//! tell by trial how that person voted.
//!
//! Somebody who is given the other acts checks them as [`crate::fold`] does, but for what rests on withheld ones.

use crate::FoldError;
use crate::acts::{Audience, Body, TextDrafted, TextOpened};
use crate::communique::ISSUED;
use crate::fold::{self, State, TextState};
use procedure::Scope;
use record::{Act, PublicAct, Record, Withheld};
use std::io::{self, Write};
use tally::Tally;
use terms::{MultiText, Weight};
use text::{Clause, ClauseId, FrozenText, Part};

/// Acts by which a text is negotiated.
const NEGOTIATED: [&str; 11] = [
    "clause_drafted",
    "clause_revised",
    "clause_dropped",
    "text_circulated",
    "amendment_tabled",
    "amendment_supported",
    "amendment_withdrawn",
    "amendment_settled",
    "clause_position_taken",
    "clause_agreed",
    "translation_confirmed",
];

/// Why outsiders may not read an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its text is for the delegations alone until it is published.
    Text,
    /// It tells how the votes stood while voting went on.
    Tally,
}

impl Why {
    /// The word that stands in the record as outsiders are given it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Why::Text => "text_not_public",
            Why::Tally => "votes_in_between",
        }
    }

    /// Why acts of a kind may be withheld; `None`: they are for everybody, always.
    #[must_use]
    pub fn of_kind(kind: &str) -> Option<Why> {
        match kind {
            "tally_noted" => Some(Why::Tally),
            _ if NEGOTIATED.contains(&kind) => Some(Why::Text),
            _ => None,
        }
    }
}

/// Of each act of a record, in order, why outsiders may not read it now; `None`: they may. What is withheld while a
/// text is made is for everybody once the text is published.
#[must_use]
pub fn withheld(acts: &[Act]) -> Vec<Option<Why>> {
    let mut text = None;
    let mut public: Vec<bool> = Vec::new();
    let mut of: Vec<Option<(Why, Option<usize>)>> = Vec::new();
    for act in acts {
        match act.kind.as_str() {
            "text_drafted" => {
                let begun = act.body_as::<TextDrafted>();
                public.push(begun.is_ok_and(|begun| begun.audience == Audience::Public));
                text = Some(public.len() - 1);
            }
            "text_opened" if opens_to_all(act) => public.last_mut().into_iter().for_each(|last| *last = true),
            "text_published" => public.last_mut().into_iter().for_each(|last| *last = true),
            _ => {}
        }
        of.push(Why::of_kind(&act.kind).map(|why| (why, text)));
    }
    let still = |(why, text): (Why, Option<usize>)| match why {
        Why::Tally => true,
        Why::Text => text.is_none_or(|text| !public[text]),
    };
    of.into_iter().map(|entry| entry.filter(|&entry| still(entry)).map(|(why, _)| why)).collect()
}

/// Whether everybody may read the text from this act on.
fn opens_to_all(act: &Act) -> bool {
    act.body_as::<TextOpened>().is_ok_and(|opened| opened.audience == Audience::Public)
}

/// The smallest number of people whose counts outsiders are shown.
pub const SMALLEST_SHOWN: u64 = 10;

/// A tally without the cells of fewer than [`SMALLEST_SHOWN`] people, and how many those are.
///
/// They are left out before counts are recorded, since every digest over them tells them by trial: a cell of nine
/// people can be split in 55 ways. What is found is then found without them.
#[must_use]
pub fn shown(tally: &Tally) -> (Tally, u64) {
    let (mut shown, mut left_out) = (Tally::default(), 0);
    for column in tally.statement_indices() {
        for row in tally.block_indices() {
            let counts = tally.counts(row, column);
            if counts.is_empty() {
                continue;
            }
            if counts.answers() < SMALLEST_SHOWN {
                left_out += 1;
                continue;
            }
            let statement = shown.statement(&tally.statements()[column.position()]);
            let block = shown.block(&tally.blocks()[row.position()]);
            // Counts that fitted into one tally fit into another.
            let _ = shown.add_counts(block, statement, counts, Weight::ONE);
        }
    }
    (shown, left_out)
}

/// Writes the record as outsiders may read it.
///
/// # Errors
/// What the writer says.
pub fn write(record: &Record, out: &mut impl Write) -> io::Result<()> {
    let withheld = withheld(record.acts());
    let why = |act: &Act| usize::try_from(act.seq).ok().and_then(|seq| withheld[seq]);
    record.write_public(out, |act| why(act).map(Why::word))
}

/// What outsiders know of a forum after the acts they are given.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// The state. The clauses of a text whose negotiation is withheld are not in it.
    pub state: State,
    /// The act that first issued a communiqué, and the state before it.
    pub issued: Option<Box<(u64, State)>>,
    /// The acts that are withheld: number, kind and why.
    pub withheld: Vec<(u64, String, Why)>,
    /// The acts that are shown and rest on withheld ones, so that what they do could not be checked: number and kind.
    pub unchecked: Vec<(u64, String)>,
    /// Whether the negotiation of the present text is shown, once there is an act of it.
    shown: Option<bool>,
}

impl Outside {
    /// Takes the next act.
    ///
    /// # Errors
    /// [`FoldError`] for an act that does not follow from those before, may not be withheld, or may not be shown
    /// where others of its text are withheld. What was known before must then be dropped.
    pub fn take(&mut self, act: &PublicAct) -> Result<(), FoldError> {
        let error = |what: String| FoldError { act: act.seq(), kind: act.kind().to_owned(), what };
        match act {
            PublicAct::Withheld(withheld) => self.withhold(withheld).map_err(error),
            PublicAct::Whole(act) => {
                self.may_be_shown(act).map_err(error)?;
                self.apply(act)
            }
        }
    }

    /// Ends the record: nothing was shown that may not be.
    ///
    /// # Errors
    /// [`FoldError`] for the text whose negotiation is shown though it is not public.
    pub fn end(&self) -> Result<(), FoldError> {
        match &self.state.text {
            Some(text) if self.shown == Some(true) && !text.is_public() => Err(FoldError {
                act: text.begun.act,
                kind: "text_drafted".to_owned(),
                what: "the text is not public, and here its negotiation is shown".to_owned(),
            }),
            _ => Ok(()),
        }
    }

    fn withhold(&mut self, act: &Withheld) -> Result<(), String> {
        let why =
            Why::of_kind(&act.kind).ok_or("acts of this kind are for everybody, and this one is withheld")?;
        if why.word() != act.withheld {
            return Err(format!("it is withheld as {:?}, which no act of its kind is", act.withheld));
        }
        if why == Why::Text {
            let text = self.state.text.as_ref().ok_or("it is withheld for a text that was not begun")?;
            if text.is_public() {
                return Err("its text is public, and it is withheld".to_owned());
            }
            if self.shown == Some(true) {
                return Err("it is withheld, and others of its text are shown".to_owned());
            }
            self.shown = Some(false);
        }
        self.withheld.push((act.seq, act.kind.clone(), why));
        Ok(())
    }

    fn may_be_shown(&mut self, act: &Act) -> Result<(), String> {
        match Why::of_kind(&act.kind) {
            Some(Why::Tally) => {
                Err("how the votes stood in between is for nobody outside, and here it is shown".to_owned())
            }
            Some(Why::Text) if self.shown == Some(false) => {
                Err("it is shown, and others of its text are withheld".to_owned())
            }
            Some(Why::Text) => {
                self.shown = Some(true);
                Ok(())
            }
            None if act.kind == "text_published" && self.shown == Some(false) => {
                Err("the text is published, and acts of its negotiation are withheld".to_owned())
            }
            None if act.kind == "text_opened" && self.shown == Some(false) && opens_to_all(act) => {
                Err("the text is opened to everybody, and acts of its negotiation are withheld".to_owned())
            }
            None => Ok(()),
        }
    }

    fn apply(&mut self, act: &Act) -> Result<(), FoldError> {
        if act.kind == ISSUED && self.issued.is_none() {
            self.issued = Some(Box::new((act.seq, self.state.clone())));
        }
        if self.shown == Some(false) {
            return self.unseen(act);
        }
        fold::apply(&mut self.state, act)?;
        if act.kind == "text_drafted" {
            self.shown = None;
        }
        Ok(())
    }

    /// An act after the negotiation of a text that is withheld: checked as far as it does not rest on its clauses.
    fn unseen(&mut self, act: &Act) -> Result<(), FoldError> {
        let error = |what: &str| FoldError { act: act.seq, kind: act.kind.clone(), what: what.to_owned() };
        let note = (act.seq, act.kind.clone());
        match fold::admitted(&self.state, act)? {
            Body::TextFrozen(body) => {
                let text = self.state.text.as_mut().ok_or_else(|| error("no text is begun"))?;
                if text.frozen.is_some() {
                    return Err(error("the text is frozen a second time"));
                }
                let frozen = FrozenText {
                    symbol: text.draft.symbol(),
                    kind: text.draft.kind(),
                    authentic: body.authentic.iter().cloned().collect(),
                    digest: body.text,
                    clauses: Vec::new(),
                };
                text.frozen = Some((fold::Cited { act: act.seq, at: act.at, body: *body }, frozen));
                self.unchecked.push(note);
                Ok(())
            }
            Body::PositionTaken(body) => {
                if let (Some(Scope::Clause(id)), Some(text)) = (body.said.scope(), &mut self.state.text) {
                    stands_for(text, id);
                }
                fold::apply(&mut self.state, act)
            }
            Body::CommitmentProposed(_) => {
                if !self.state.text.as_ref().is_some_and(TextState::is_adopted) {
                    return Err(error("the text it rests on is not adopted"));
                }
                self.unchecked.push(note);
                Ok(())
            }
            Body::CommitmentConfirmed(body) if !self.promised(&body.commitment) => {
                self.unchecked.push(note);
                Ok(())
            }
            _ => fold::apply(&mut self.state, act),
        }
    }

    fn promised(&self, commitment: &str) -> bool {
        self.state.commitments.iter().any(|known| known.commitment.id() == commitment)
    }
}

/// A clause that is withheld has its id in the frozen text, and nothing else, so that a position on it can be given.
fn stands_for(text: &mut TextState, id: &ClauseId) {
    if let Some((_, frozen)) = &mut text.frozen
        && frozen.clause(id).is_none()
    {
        frozen.clauses.push(Clause::new(id.as_str(), Part::Operative, MultiText::default()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A new kind is put here or above, so that nobody forgets to ask who may read it.
    const FOR_EVERYBODY: &[&str] = &[
        "forum_convened",
        "co_organiser_named",
        "party_joined",
        "organisation_accredited",
        "party_renamed",
        "name_translated",
        "standing_given",
        "key_registered",
        "party_invited",
        "party_replied",
        "roster_declared",
        "capital_stated",
        "codes_issued",
        "deadline_set",
        "delegate_named",
        "delegate_withdrawn",
        "credentials_ruled",
        "rules_set",
        "right_set",
        "approval_required",
        "approval_asked",
        "approval_given",
        "approval_withheld",
        "topic_opened",
        "topic_guided",
        "paper_filed",
        "statement_made",
        "statement_translated",
        "submission_refused",
        "reply_made",
        "reply_hidden",
        "phase_changed",
        "topic_closed",
        "topic_reopened",
        "statement_hidden",
        "statement_restored",
        "topic_reported",
        "votes_counted",
        "findings_published",
        "text_drafted",
        "text_opened",
        "sponsorship_set",
        "silence_accepted",
        "text_frozen",
        "position_taken",
        "adoption_opened",
        "round_conducted",
        "adoption_declared",
        "text_reopened",
        "text_published",
        "project_opened",
        "participation_stated",
        "commitment_proposed",
        "commitment_confirmed",
        "communique_issued",
    ];

    #[test]
    fn cells_of_few_people_are_left_out_and_the_others_stay_as_they_are() {
        let (mut whole, mut expected) = (Tally::default(), Tally::default());
        for (party, [agree, pass, disagree]) in
            [("CN", [9, 0, 1]), ("KG", [8, 1, 0]), ("UZ", [1, 0, 0]), ("KZ", [0, 40, 0])]
        {
            let counts = tally::Counts { agree, pass, disagree };
            for tally in
                std::iter::once(&mut whole).chain((agree + pass + disagree > 9).then_some(&mut expected))
            {
                let row = tally.block(&tally::Block::Named(party.into()));
                let column = tally.statement(&"s1".into());
                tally.add_counts(row, column, counts, Weight::ONE).unwrap();
            }
        }
        let (shown, left_out) = shown(&whole);
        assert_eq!((shown.digest(), left_out), (expected.digest(), 2));
        assert_eq!(super::shown(&shown).1, 0);
    }

    #[test]
    fn of_every_kind_it_is_settled_whether_outsiders_may_read_it() {
        for kind in Body::KINDS {
            let open = FOR_EVERYBODY.contains(kind);
            assert_ne!(open, Why::of_kind(kind).is_some(), "{kind}");
        }
        assert!(NEGOTIATED.iter().all(|kind| Body::KINDS.contains(kind)));
    }
}
