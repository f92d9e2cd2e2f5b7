//! An adoption as a page shows it: who is called and was served, what each said, what the rule makes of it.

use super::capital::in_capital;
use super::clause::{position_key, position_words};
use super::dates;
use crate::extract::Place;
use crate::routes::text::party_name;
use crate::routes::text::round::names;
use crate::speech::by_name;
use forum::fold::{Adoption, State, TextState};
use procedure::{
    AgreementGrade, Decision, Judged, NoEffect, Outcome, Reason, Rule, Said, Scope, Stands, StatementKind,
    Test,
};
use terms::PartyKey;

/// A party that is called.
pub(crate) struct Seated {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) standing: String,
    pub(crate) decides: bool,
    /// When and how it was served; empty where it was not.
    pub(crate) served: String,
    /// Until when it may answer; empty where its time has not begun.
    pub(crate) until: String,
    /// The same by the clock of its capital; empty where it said nothing of it.
    pub(crate) in_capital: String,
    /// Whether the decision is about it, so that the rule hears it and does not count it.
    pub(crate) concerned: bool,
    /// How it stands in the decision.
    pub(crate) stands: String,
    pub(crate) class: &'static str,
}

/// Something that was said.
pub(crate) struct Heard {
    pub(crate) act: u64,
    pub(crate) when: String,
    pub(crate) party: String,
    pub(crate) what: String,
    pub(crate) on: String,
    pub(crate) words: String,
    pub(crate) remedy: String,
    /// Why it has no effect on the decision; empty where it has one.
    pub(crate) effect: String,
    /// The answer it was given.
    pub(crate) answer: String,
    /// Whether an answer may be given.
    pub(crate) objection: bool,
    /// Those for whom it was said as well; empty where it was said for one party alone.
    pub(crate) others: String,
    /// Whether the reader's party is named in it and has not confirmed it.
    pub(crate) may_join: bool,
    /// Whether it is the reader's own, was answered, and can be maintained under the rule.
    pub(crate) may_maintain: bool,
}

/// What the rule makes of it now, or what was declared.
fn outcome(at: &Place, state: &State, adoption: &Adoption) -> Option<Outcome> {
    if let Some(declared) = &adoption.declared {
        return Some(declared.body.outcome.clone());
    }
    forum::fold::outcome(state, at.now).ok()
}

/// The outcome in words: the grade of agreement as it is computed, never more.
pub(crate) fn outcome_words(at: &Place, state: &State, adoption: &Adoption) -> String {
    let Some(outcome) = outcome(at, state, adoption) else { return String::new() };
    match (outcome.decision, adoption.declared.is_some()) {
        (Decision::NotYet, _) => at.speech.w("outcome-not-yet"),
        (Decision::NotAdopted, true) => at.speech.w("outcome-not-adopted"),
        (Decision::NotAdopted, false) => at.speech.w("outcome-would-not"),
        (Decision::Adopted, declared) => {
            let grade = AgreementGrade::of(&outcome).key();
            let silent = outcome.counts.silent;
            let message = if declared { "outcome-adopted" } else { "outcome-would" };
            let mut words = at.speech.s(message, "grade", &at.speech.w(&format!("agreement-{grade}")));
            if silent > 0 {
                words.push(' ');
                words.push_str(&at.speech.n("outcome-silent", "count", silent));
            }
            words
        }
    }
}

/// Why nothing is adopted, or not yet.
pub(crate) fn reasons(at: &Place, state: &State, adoption: &Adoption) -> Vec<String> {
    let Some(outcome) = outcome(at, state, adoption) else { return Vec::new() };
    let unserved = outcome.reasons.iter().filter_map(|reason| match reason {
        Reason::NotServed { party } => Some(party),
        _ => None,
    });
    let unserved = names(at, state, unserved);
    let mut words: Vec<String> =
        outcome.reasons.iter().filter_map(|reason| reason_words(at, state, reason)).collect();
    if !unserved.is_empty() {
        words.push(at.speech.s("reason-not-served", "parties", &unserved.join(", ")));
    }
    words
}

/// One reason in words; `None` for a party that was not served: those are named together.
fn reason_words(at: &Place, state: &State, reason: &Reason) -> Option<String> {
    let speech = &at.speech;
    let of = |message: &str, party| speech.s(message, "party", &party_name(at, state, party));
    let until = |message: &str, moment| speech.s(message, "when", &dates::moment(at, moment));
    Some(match reason {
        Reason::NotServed { .. } => return None,
        Reason::BeforeDeadline { deadline } => until("reason-before-deadline", *deadline),
        Reason::NotificationsOpen { until: moment } => until("reason-notifications", *moment),
        Reason::OwnEnd { party, until } => speech.says(
            "reason-own-end",
            &[("party", party_name(at, state, party)), ("when", dates::moment(at, *until))],
        ),
        Reason::ObjectionStands { party, .. } => of("reason-objection", party),
        Reason::AmendmentBreaks { party, .. } => of("reason-amendment", party),
        Reason::ExtensionBreaks { party, .. } => of("reason-extension", party),
        Reason::ObjectionUnanswered { party, .. } => of("reason-unanswered", party),
        Reason::Paused { party, .. } => of("reason-paused", party),
        Reason::AbsentBlocks { party } | Reason::AbsentAgainst { party } => of("reason-absent", party),
        Reason::Withdrawn { reason, .. } => speech.s("reason-withdrawn", "why", reason),
        Reason::QuorumMissing { present, needed, .. } => {
            speech.nn("reason-quorum", ("there", *present), ("needed", *needed))
        }
        Reason::TooFewYes { yes, needed, .. } => {
            speech.nn("reason-too-few", ("there", *yes), ("needed", *needed))
        }
        Reason::TooFewAccept { accepting, needed, .. } => {
            speech.nn("reason-too-few", ("there", *accepting), ("needed", *needed))
        }
        Reason::TooLittlePopulation { .. } => speech.w("reason-population"),
        Reason::TooManyDeclared { .. } => speech.w("reason-declared"),
        Reason::SustainedOpposition { .. } => speech.w("reason-sustained"),
        Reason::NobodyDecides | Reason::SeveralConcerned { .. } | Reason::NoPopulation => {
            speech.w("reason-roll")
        }
        Reason::NobodyVoted => speech.w("reason-nobody-voted"),
        Reason::ClockWentBack { .. } => speech.w("reason-clock"),
    })
}

/// Everybody who is called, those who decide first, in the reader's order.
pub(crate) fn seated(at: &Place, state: &State, adoption: &Adoption) -> Vec<Seated> {
    let outcome = outcome(at, state, adoption);
    let seat = |seat: &procedure::Seat| {
        let standing = state.standings().iter().find(|entry| entry.key == seat.standing);
        let stands = outcome.as_ref().and_then(|outcome| outcome.stands.get(&seat.party));
        let served = adoption.round.as_ref().and_then(|round| round.served(&seat.party));
        let (key, class) = stands.map_or(("heard", "open"), |stands| stands_key(*stands));
        let end = adoption.end_of(&seat.party);
        Seated {
            key: seat.party.to_string(),
            name: party_name(at, state, &seat.party),
            standing: standing.map_or_else(String::new, |entry| at.speech.name(&entry.name)),
            decides: seat.decides,
            served: served.map_or_else(String::new, |served| {
                format!("{} ({})", dates::moment(at, served.at), served.evidence)
            }),
            until: end.map_or_else(String::new, |end| dates::moment(at, end)),
            in_capital: end.map_or_else(String::new, |end| in_capital(state, at.lang(), &seat.party, end)),
            concerned: seat.concerned,
            stands: at.speech.w(&format!("stands-{key}")),
            class,
        }
    };
    let mut seats =
        by_name(at, adoption.opened.body.roll.seats().iter().map(seat).collect(), |seat| &seat.name);
    seats.sort_by_key(|seat| !seat.decides);
    seats
}

fn stands_key(stands: Stands) -> (&'static str, &'static str) {
    match stands {
        Stands::Accepts => ("accepts", "agreed"),
        Stands::AcceptsWithReservation => ("accepts-with-reservation", "agreed"),
        Stands::CanLiveWith => ("can-live-with", "open"),
        Stands::NotParticipating => ("not-participating", "open"),
        Stands::NeedsTime => ("needs-time", "open"),
        Stands::Objects => ("objects", "against"),
        Stands::NoObjectionReceived => ("no-objection-received", "open"),
        Stands::TacitAssent => ("tacit-assent", "open"),
        Stands::VotedYes => ("voted-yes", "agreed"),
        Stands::VotedNo => ("voted-no", "against"),
        Stands::Abstained => ("abstained", "open"),
        Stands::DidNotVote => ("did-not-vote", "open"),
    }
}

/// Everything that was said, the latest first, with what the reader's party can add to it.
pub(crate) fn heard(
    at: &Place,
    state: &State,
    text: &TextState,
    adoption: &Adoption,
    reader: Option<&PartyKey>,
) -> Vec<Heard> {
    let outcome = outcome(at, state, adoption);
    let by_reader = |said: &Said| {
        let of = |input: &procedure::Input| Some(&input.party) == reader && input.said == *said;
        adoption.inputs.iter().any(of)
    };
    let sustains = state.rules.as_ref().is_some_and(|rules| judges_by_iso(&rules.body.adoption));
    let one = |input: &procedure::Input| {
        let recorded = outcome.iter().flat_map(|outcome| &outcome.recorded);
        let effect = recorded.filter(|recorded| recorded.input.seq == input.seq).map(|recorded| recorded.why);
        let answered = outcome.iter().flat_map(|outcome| &outcome.answered);
        let answer = answered.filter(|answered| answered.objection == input.seq).map(|a| a.text.clone());
        let (what, words, remedy) = said_words(&input.said);
        let objection = what == "object" || what == "joint-objection";
        let answer = answer.into_iter().next().unwrap_or_default();
        let others = match &input.said {
            Said::JointObjection { parties, .. } => parties.as_slice(),
            _ => &[],
        };
        let own = Some(&input.party) == reader;
        let maintains = Said::Maintains { objection: input.seq };
        Heard {
            act: input.seq,
            when: dates::moment(at, input.received),
            party: party_name(at, state, &input.party),
            what: at.speech.w(&format!("said-{what}")),
            on: on(at, text, &input.said),
            words,
            remedy,
            effect: effect.map(|why| at.speech.w(&effect_message(why))).next().unwrap_or_default(),
            objection,
            may_join: reader.is_some_and(|party| others.contains(party))
                && !by_reader(&Said::Joins { letter: input.seq }),
            may_maintain: own && objection && sustains && !answer.is_empty() && !by_reader(&maintains),
            others: names(at, state, others.iter()).join(", "),
            answer,
        }
    };
    let mut heard: Vec<Heard> = adoption.inputs.iter().map(one).collect();
    heard.reverse();
    heard
}

/// Whether opposition counts where it is maintained and to a substantial issue, on which the chair rules.
pub(crate) fn judges_by_iso(rule: &Rule) -> bool {
    matches!(rule.test, Test::Judged(Judged::Iso { .. }))
}

/// What was said of one clause in words, such as a reservation: by whom, as what, the words.
pub(crate) fn notes(
    at: &Place,
    state: &State,
    text: &TextState,
    clause: &text::ClauseId,
) -> Vec<(String, String, String)> {
    let declared = text.adoption.as_ref().and_then(|adoption| adoption.declared.as_ref());
    let recorded = declared.map_or(&[][..], |declared| &declared.body.outcome.recorded);
    // What came late, on another text, from outside the roll, or was said otherwise since, stands under no clause.
    let void = |input: &procedure::Input| {
        let why =
            recorded.iter().find(|recorded| recorded.input.seq == input.seq).map(|recorded| recorded.why);
        why.is_some_and(|why| {
            matches!(why, NoEffect::Late | NoEffect::OtherText | NoEffect::NotOnRoll | NoEffect::Replaced)
        })
    };
    let inputs = text.adoption.iter().flat_map(|adoption| &adoption.inputs);
    let of_clause = inputs.filter(|input| {
        matches!(input.said.scope(), Some(Scope::Clause(id)) if id == clause) && !void(input)
    });
    let one = |input: &procedure::Input| {
        let (what, words, _) = said_words(&input.said);
        let what = at.speech.w(&format!("said-{what}"));
        (!words.is_empty()).then(|| (party_name(at, state, &input.party), what, words))
    };
    of_clause.filter_map(one).collect()
}

/// The message of why something has no effect: those of the papers.
fn effect_message(why: NoEffect) -> String {
    let key = serde_json::to_value(why).ok().and_then(|value| value.as_str().map(str::to_owned));
    format!("paper-effect-{}", key.unwrap_or_default())
}

fn on(at: &Place, text: &TextState, said: &Said) -> String {
    let Some(Scope::Clause(id)) = said.scope() else { return String::new() };
    let number = text.draft.latest().numbered().find(|(_, clause)| clause.id == *id).and_then(|(no, _)| no);
    match number {
        Some(number) => at.speech.n("clause-title-n", "number", number as u64),
        None => id.to_string(),
    }
}

/// What was said, as a message key; its words; the remedy.
fn said_words(said: &Said) -> (&'static str, String, String) {
    let plain = |what, words: &str| (what, words.to_owned(), String::new());
    match said {
        Said::Position { position, .. } => {
            let (words, remedy) = position_words(position);
            (position_key(position), words, remedy)
        }
        Said::Ballot(ballot) => match ballot {
            procedure::Ballot::Yes => plain("yes", ""),
            procedure::Ballot::No => plain("no", ""),
            procedure::Ballot::Abstain => plain("abstain", ""),
            procedure::Ballot::AbstainWithDeclaration => plain("declare", ""),
        },
        Said::OpinionOnRecord { text, .. } => plain("opinion", text),
        Said::Reservation { text, .. } => plain("reservation", text),
        Said::Statement { kind, text, .. } => plain(statement_key(*kind), text),
        Said::Amendment { text, .. } => plain("amendment", text),
        Said::ExtensionRequest { reason, .. } => plain("more-time", reason),
        Said::JointObjection { reason, remedy, .. } => {
            ("joint-objection", reason.clone(), remedy.clone().unwrap_or_default())
        }
        Said::Joins { .. } => plain("joins", ""),
        Said::Maintains { .. } => plain("maintains", ""),
    }
}

fn statement_key(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::ExplanationBefore => "explanation",
        StatementKind::ExplanationAfter => "explanation-after",
        StatementKind::Reservation => "reservation",
        StatementKind::Interpretative => "interpretative",
        StatementKind::Dissociation => "dissociation",
        StatementKind::Footnote => "footnote",
        StatementKind::OpinionOnRecord => "opinion",
    }
}
