//! The paper of a forum's text, out of its state.

use crate::model::{
    Adoption, Clause, FORMAT, Forum, Ground, Named, Note, NoteKind, Outcome, Paper, RecordHead, Said, Seat,
    Status,
};
use forum::State;
use forum::acts::{ClauseDrafted, PositionTaken};
use forum::fold::{Adoption as Run, Cited, TextState};
use procedure::{AgreementGrade, Conduct, Decision, Position, Said as Spoken, Scope, StatementKind};
use record::tree::TreeHead;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Lang, MultiText, PartyKey};
use text::ClauseId;

/// The name of a value as files write it.
fn key(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The paper of the text of a forum, in every language of the forum in which the whole text is written; `None` while
/// there is no text with a clause. `forum` is the key of the forum, `head` that of the record the state was folded from.
#[must_use]
pub fn of_state(forum: &str, state: &State, head: Option<&TreeHead>) -> Option<Paper> {
    let convened = &state.convened.as_ref()?.body;
    let text = state.text.as_ref()?;
    let adoption = text.adoption.as_ref().map(|run| adoption(state, run));
    let clauses = clauses(state, text);
    let authentic: BTreeSet<Lang> =
        text.frozen.as_ref().map(|(_, frozen)| frozen.authentic.clone()).unwrap_or_default();
    let whole = |lang: &Lang| {
        let written = |text: &MultiText| text.get(lang).is_some_and(|text| !text.trim().is_empty());
        clauses.iter().all(|clause| written(&clause.text))
    };
    let mut languages: Vec<Lang> = convened.languages.iter().filter(|lang| whole(lang)).cloned().collect();
    languages.extend(authentic.iter().filter(|lang| !convened.languages.contains(lang)).cloned());
    if clauses.is_empty() || languages.is_empty() {
        return None;
    }
    let (status, dated) = standing(text);
    Some(Paper {
        format: FORMAT.to_owned(),
        kind: text.begun.body.kind,
        status,
        symbol: text.draft.symbol().to_string(),
        title: text.begun.body.title.clone(),
        forum: forum_of(forum, state)?,
        dated,
        languages,
        authentic,
        simulation: convened.simulation.as_ref().map(|mark| mark.seed),
        parties: parties(state),
        standings: convened.standings.iter().map(|entry| (entry.key.clone(), entry.name.clone())).collect(),
        clauses,
        notes: text.adoption.as_ref().map(|run| notes(run, None)).unwrap_or_default(),
        digest: text.frozen.as_ref().map(|(_, frozen)| frozen.digest),
        adoption,
        signatures: Vec::new(),
        record: head.map(|head| RecordHead { acts: head.size, root: head.root }),
    })
}

/// The forum as papers name it; `None` while it is not convened.
pub(crate) fn forum_of(key: &str, state: &State) -> Option<Forum> {
    let convened = &state.convened.as_ref()?.body;
    Some(Forum {
        key: key.to_owned(),
        name: convened.name.clone(),
        place: convened.place.clone(),
        zone: convened.zone.clone(),
        opens: convened.opens.clone(),
        closes: convened.closes.clone(),
        co_organisers: state.co_organisers.iter().map(|named| named.body.name.clone()).collect(),
    })
}

/// How far the text has come, and when it came there.
fn standing(text: &TextState) -> (Status, terms::Instant) {
    let declared = text.adoption.as_ref().and_then(|run| run.declared.as_ref());
    if let Some(declared) = declared {
        let adopted = declared.body.outcome.decision == Decision::Adopted;
        return (if adopted { Status::Adopted } else { Status::NotAdopted }, declared.at);
    }
    if let (true, Some(issued)) = (text.is_summary(), &text.negotiation.published) {
        return (Status::Issued, issued.at);
    }
    if let Some((frozen, _)) = text.frozen.as_ref().filter(|_| !text.is_summary()) {
        return (Status::Frozen, frozen.at);
    }
    (Status::Draft, text.clauses.last().map_or(text.begun.at, |clause| clause.at))
}

fn parties(state: &State) -> BTreeMap<PartyKey, Named> {
    let named = |(key, standing): (&PartyKey, &terms::Standing)| {
        let name = state.name(key)?.name.clone();
        Some((key.clone(), Named { name, standing: standing.clone() }))
    };
    state.participants().filter_map(named).collect()
}

/// The clauses of the frozen text, or of the draft as it is.
fn clauses(state: &State, text: &TextState) -> Vec<Clause> {
    let numbered: Vec<(Option<usize>, &text::Clause)> = match &text.frozen {
        Some((_, frozen)) => frozen.numbered().collect(),
        None => text.draft.latest().numbered().collect(),
    };
    let run = text.adoption.as_ref();
    let clause = |(number, clause): (Option<usize>, &text::Clause)| {
        let drafted = text.clauses.iter().rfind(|drafted| drafted.body.clause.id == clause.id);
        Clause {
            id: clause.id.clone(),
            part: clause.part,
            number: number.and_then(|number| u32::try_from(number).ok()),
            verb: clause.verb.clone(),
            asserted_by: clause.asserted_by.clone(),
            text: clause.text.clone(),
            changes: BTreeMap::new(),
            notes: run.map(|run| notes(run, Some(&clause.id))).unwrap_or_default(),
            grounds: drafted.map(|drafted| grounds(state, clause, &drafted.body)).unwrap_or_default(),
            digest: clause.digest(),
        }
    };
    numbered.into_iter().map(clause).collect()
}

fn grounds(state: &State, clause: &text::Clause, drafted: &ClauseDrafted) -> Vec<Ground> {
    let ground = |source: &text::Source| {
        let ground = drafted.grounds.iter().find(|ground| ground.statement == source.statement)?;
        Some(Ground {
            statement: source.statement.clone(),
            text: state.statement(&source.statement)?.body.text.clone(),
            grade: ground.grade.key().to_owned(),
            snapshot: source.snapshot,
        })
    };
    clause.sources.iter().filter_map(ground).collect()
}

/// What was said in words: as what, on what, and the words, under `und`: the record does not say in which language.
struct Words<'a> {
    kind: NoteKind,
    scope: &'a Scope,
    text: &'a str,
}

fn words(said: &Spoken) -> Option<Words<'_>> {
    match said {
        Spoken::Reservation { scope, text } => Some(Words { kind: NoteKind::Reservation, scope, text }),
        Spoken::OpinionOnRecord { scope, text } => Some(Words { kind: NoteKind::Opinion, scope, text }),
        Spoken::Position { scope, position: Position::AcceptWithReservation { reservation } } => {
            Some(Words { kind: NoteKind::Reservation, scope, text: reservation })
        }
        Spoken::Statement { kind, scope, text } => Some(Words { kind: note_kind(*kind), scope, text }),
        _ => None,
    }
}

fn note_kind(kind: StatementKind) -> NoteKind {
    match kind {
        StatementKind::ExplanationBefore | StatementKind::ExplanationAfter => NoteKind::Explanation,
        StatementKind::Reservation => NoteKind::Reservation,
        StatementKind::Interpretative => NoteKind::InterpretativeStatement,
        StatementKind::Dissociation => NoteKind::Dissociation,
        StatementKind::Footnote => NoteKind::Footnote,
        StatementKind::OpinionOnRecord => NoteKind::Opinion,
    }
}

/// Reservations and opinions bound to a clause, or to the whole. What came late, was given on another text, came from
/// nobody called or was replaced stands in the record of the adoption alone.
fn notes(run: &Run, clause: Option<&ClauseId>) -> Vec<Note> {
    let recorded =
        run.declared.as_ref().map(|declared| declared.body.outcome.recorded.as_slice()).unwrap_or_default();
    let void = |act: u64| {
        let why =
            recorded.iter().find(|recorded| recorded.input.seq == act).map(|recorded| key(&recorded.why));
        why.is_some_and(|why| matches!(why.as_str(), "late" | "other_text" | "not_on_roll" | "replaced"))
    };
    let of_scope = |scope: &Scope| match scope {
        Scope::Whole => clause.is_none(),
        Scope::Clause(id) => clause == Some(id),
    };
    let note = |(party, position): &(PartyKey, Cited<PositionTaken>)| {
        let words = words(&position.body.said).filter(|words| of_scope(words.scope))?;
        let standing = position.body.text == run.opened.body.roll.text() && !void(position.act);
        standing.then(|| Note {
            kind: words.kind,
            by: Some(party.clone()),
            text: MultiText::of("und", words.text),
            act: Some(position.act),
        })
    };
    run.positions.iter().filter_map(note).collect()
}

fn adoption(state: &State, run: &Run) -> Adoption {
    let declared = run.declared.as_ref();
    let outcome = declared.map(|declared| &declared.body.outcome);
    let roll = &run.opened.body.roll;
    let set = state.rules.as_ref().map(|rules| &rules.body.adoption);
    let rule = run.round.as_ref().map(procedure::Round::rule).or(set);
    let deadline = run.expiry();
    Adoption {
        rule: outcome.map(|outcome| &outcome.rule).or(rule.map(|rule| &rule.id)).cloned().unwrap_or_default(),
        terms: rule.cloned(),
        round: run.round.as_ref().map(procedure::Round::no),
        opened: run.opened.at,
        deadline,
        text: roll.text(),
        roll: roll.seats().iter().map(|of| seat(run, of, deadline)).collect(),
        said: run.positions.iter().map(|(party, position)| said(run, party, position)).collect(),
        outcome: declared.map(|declared| Outcome {
            adopted: declared.body.outcome.decision == Decision::Adopted,
            basis: declared.body.outcome.basis.as_ref().map(key),
            agreement: Some(AgreementGrade::of(&declared.body.outcome).key().to_owned()),
            counts: counts(&declared.body.outcome.counts),
            act: declared.act,
            at: declared.at,
        }),
    }
}

fn seat(run: &Run, seat: &procedure::Seat, deadline: terms::Instant) -> Seat {
    let outcome = run.declared.as_ref().map(|declared| &declared.body.outcome);
    Seat {
        party: seat.party.clone(),
        standing: seat.standing.clone(),
        decides: seat.decides,
        present: seat.present,
        concerned: seat.concerned,
        stands: outcome.and_then(|outcome| outcome.stands.get(&seat.party)).map(key),
        served: run.round.as_ref().and_then(|round| round.served(&seat.party)).cloned(),
        ends: run.end_of(&seat.party).filter(|end| *end != deadline),
    }
}

fn said(run: &Run, party: &PartyKey, position: &Cited<PositionTaken>) -> Said {
    let outcome = run.declared.as_ref().map(|declared| &declared.body.outcome);
    let recorded = outcome.map(|outcome| outcome.recorded.as_slice()).unwrap_or_default();
    let why = recorded.iter().find(|recorded| recorded.input.seq == position.act);
    let spoken = spoken(&position.body.said);
    let unnamed = |words: &str| MultiText::of("und", words);
    // What was answered is taken from the acts: an answer that came late is recorded as well.
    let answer = run.conducted.iter().find_map(|conducted| match &conducted.body.done {
        Conduct::Answered { objection, text } if *objection == position.act => Some(text.as_str()),
        _ => None,
    });
    Said {
        party: party.clone(),
        what: spoken.what,
        clause: spoken.scope.and_then(|scope| match scope {
            Scope::Whole => None,
            Scope::Clause(id) => Some(id.clone()),
        }),
        words: spoken.words.map_or_else(MultiText::default, unnamed),
        remedy: spoken.remedy.map(unnamed),
        answer: answer.map(unnamed),
        parties: spoken.parties.to_vec(),
        act: position.act,
        received: position.at,
        without_effect: why.map(|recorded| key(&recorded.why)),
    }
}

/// The counts by name.
fn counts(counts: &procedure::Counts) -> BTreeMap<String, u64> {
    let value = serde_json::to_value(counts).unwrap_or_default();
    let fields = value.as_object().into_iter().flatten();
    fields.filter_map(|(name, count)| Some((name.clone(), count.as_u64()?))).collect()
}

/// The name of a kind of statement; the two oldest have the names they had before there were kinds.
fn statement(kind: StatementKind) -> String {
    match kind {
        StatementKind::OpinionOnRecord => "opinion".to_owned(),
        kind => key(&kind),
    }
}

/// What was said: as what, on what, in which words, what would remove it, for whom beside the speaker.
#[derive(Default)]
struct Parts<'a> {
    what: String,
    scope: Option<&'a Scope>,
    words: Option<&'a str>,
    remedy: Option<&'a str>,
    parties: &'a [PartyKey],
}

fn spoken(said: &Spoken) -> Parts<'_> {
    let (what, words) = match said {
        Spoken::Ballot(ballot) => (key(ballot), None),
        Spoken::OpinionOnRecord { text, .. } => ("opinion".to_owned(), Some(text)),
        Spoken::Reservation { text, .. } => ("reservation".to_owned(), Some(text)),
        Spoken::Statement { kind, text, .. } => (statement(*kind), Some(text)),
        Spoken::Amendment { text, .. } => ("amendment".to_owned(), Some(text)),
        Spoken::ExtensionRequest { reason, .. } => ("more_time".to_owned(), Some(reason)),
        Spoken::JointObjection { reason, .. } => ("joint_objection".to_owned(), Some(reason)),
        Spoken::Joins { .. } => ("joins".to_owned(), None),
        Spoken::Maintains { .. } => ("maintains".to_owned(), None),
        Spoken::Position { position, .. } => {
            let (what, words) = match position {
                Position::Accept => ("accept", None),
                Position::AcceptWithReservation { reservation } => {
                    ("accept_with_reservation", Some(reservation))
                }
                Position::CanLiveWith => ("can_live_with", None),
                Position::NeedsTime => ("needs_time", None),
                Position::Object { reason, .. } => ("object", Some(reason)),
                Position::NotParticipating => ("not_participating", None),
            };
            (what.to_owned(), words)
        }
    };
    let parts = Parts { what, scope: said.scope(), words: words.map(String::as_str), ..Parts::default() };
    match said {
        Spoken::JointObjection { remedy, parties, .. } => {
            Parts { remedy: remedy.as_deref(), parties, ..parts }
        }
        Spoken::Position { position: Position::Object { remedy, .. }, .. } => {
            Parts { remedy: remedy.as_deref(), ..parts }
        }
        _ => parts,
    }
}
