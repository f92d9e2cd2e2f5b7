//! From the record to the state of the forum. Nothing that is shown comes from elsewhere.
//!
//! Every act is checked against the acts before it: findings are recomputed from the recorded counts, clauses are
//! held against the findings they cite, and the outcome of an adoption is decided again from the positions. An act
//! that says otherwise is refused, and with it the record.

mod course;
mod deciding;
mod discussing;
mod drafting;
mod finding;
mod governing;
mod joining;
mod membership;
mod naming;
mod negotiation;
mod projects;
mod rounds;
mod signing;
mod state;

pub use deciding::outcome;
pub use discussing::Discussion;
pub(crate) use discussing::web_address;
pub(crate) use finding::{report, report_of, summary};
pub use governing::{Asked, Governing, all_rights};
pub(crate) use membership::day;
pub use membership::{Deadline, Delegate, Membership, Powerless};
pub use naming::{Naming, Since};
pub use negotiation::{Amendment, AmendmentEnd, LeftBehind, Negotiation, PastRound, Silences};
pub use projects::Project;
pub use signing::Keys;
pub use state::{Adoption, Cited, CommitmentState, Name, Snapshot, State, TextState};

use crate::acts::Body;
use record::{Act, Record};

/// Why a record is not that of a forum. It names the first act that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("act {act} ({kind}): {what}")]
pub struct FoldError {
    /// The act.
    pub act: u64,
    /// Its kind.
    pub kind: String,
    /// What does not fit.
    pub what: String,
}

/// What an act is refused for, before it is said which act.
pub(crate) type Refusal = String;

/// The state after all acts of a record.
///
/// # Errors
/// [`FoldError`] at the first act that is unknown, malformed or does not follow from the acts before.
pub fn fold(record: &Record) -> Result<State, FoldError> {
    let mut state = State::default();
    for act in record.acts() {
        apply(&mut state, act)?;
    }
    Ok(state)
}

/// The state after one more act.
///
/// # Errors
/// As [`fold`]; the state may then hold part of the act and must be dropped.
pub fn apply(state: &mut State, act: &Act) -> Result<(), FoldError> {
    let body = admitted(state, act)?;
    take(state, act, body).map_err(|what| FoldError { act: act.seq, kind: act.kind.clone(), what })
}

/// The body of an act that is of a known kind, signed as it must be and by somebody who may speak for its party;
/// whether what it does fits is then still to be seen.
pub(crate) fn admitted(state: &State, act: &Act) -> Result<Body, FoldError> {
    let error = |what: String| FoldError { act: act.seq, kind: act.kind.clone(), what };
    let body = Body::of(act).map_err(|reason| error(format!("its body is not of its kind: {reason}")))?;
    let body = body.ok_or_else(|| error("no act of this kind is known".to_owned()))?;
    if state.convened.is_none() && !matches!(body, Body::ForumConvened(_)) {
        return Err(error("the first act must convene the forum".to_owned()));
    }
    let registers = match &body {
        Body::KeyRegistered(body) => Some(body.as_ref()),
        _ => None,
    };
    signing::signed(state, act, registers).map_err(error)?;
    signing::in_delegation(state, act).map_err(error)?;
    Ok(body)
}

fn take(state: &mut State, act: &Act, body: Body) -> Result<(), Refusal> {
    match body {
        Body::ForumConvened(body) => joining::convened(state, act, *body),
        Body::CoOrganiserNamed(body) => joining::co_organiser(state, act, *body),
        Body::PartyJoined(body) => joining::party(state, act, *body),
        Body::OrganisationAccredited(body) => joining::organisation(state, act, *body),
        Body::PartyRenamed(body) => naming::renamed(state, act, *body),
        Body::NameTranslated(body) => naming::translated(state, act, *body),
        Body::StandingGiven(body) => naming::standing(state, act, *body),
        Body::KeyRegistered(body) => signing::registered(state, act, *body),
        Body::PartyInvited(body) => membership::invited(state, act, *body),
        Body::PartyReplied(body) => membership::replied(state, act, *body),
        Body::RosterDeclared(body) => membership::roster(state, act, *body),
        Body::CapitalStated(body) => membership::capital(state, act, *body),
        Body::CodesIssued(body) => membership::codes(state, act, &body),
        Body::DeadlineSet(body) => membership::deadline(state, act, *body),
        Body::DelegateNamed(body) => membership::delegate(state, act, *body),
        Body::DelegateWithdrawn(body) => membership::withdrawn(state, act, &body),
        Body::CredentialsRuled(body) => membership::credentials(state, act, *body),
        Body::RightSet(body) => governing::right(state, act, *body),
        Body::ApprovalRequired(body) => governing::required(state, act, *body),
        Body::ApprovalAsked(body) => governing::asked(state, act, *body),
        Body::ApprovalGiven(body) => governing::given(state, act, *body),
        Body::ApprovalWithheld(body) => governing::withheld(state, act, *body),
        Body::TallyNoted(body) => governing::noted(state, act, *body),
        Body::TopicGuided(body) => discussing::guided(state, act, *body),
        Body::PaperFiled(body) => discussing::paper(state, act, *body),
        Body::StatementTranslated(body) => discussing::translated(state, act, *body),
        Body::SubmissionRefused(body) => discussing::refused(state, act, *body),
        Body::ReplyMade(body) => discussing::reply(state, act, *body),
        Body::ReplyHidden(body) => discussing::hide_reply(state, act, *body),
        Body::TopicReported(body) => discussing::reported(state, act, *body),
        Body::RulesSet(body) => joining::rules(state, act, *body),
        Body::TopicOpened(body) => joining::topic(state, act, *body),
        Body::StatementMade(body) => joining::statement(state, act, *body),
        Body::PhaseChanged(body) => course::phase(state, act, *body),
        Body::TopicClosed(body) => course::close(state, act, *body),
        Body::TopicReopened(body) => course::reopen(state, &body),
        Body::StatementHidden(body) => course::hide(state, act, *body),
        Body::StatementRestored(body) => course::restore(state, &body),
        Body::VotesCounted(body) => finding::counted(state, act, *body),
        Body::FindingsPublished(body) => finding::published(state, act, *body),
        Body::CommuniqueIssued(body) => joining::issued(state, act, *body),
        of_a_text => take_text(state, act, of_a_text),
    }
}

/// Acts of a text, from its first clause to what was promised in it.
fn take_text(state: &mut State, act: &Act, body: Body) -> Result<(), Refusal> {
    match body {
        Body::TextDrafted(body) => deciding::drafted(state, act, *body),
        Body::TextOpened(body) => drafting::opened(state, act, *body),
        Body::ClauseDrafted(body) => deciding::clause(state, act, *body),
        Body::ClauseRevised(body) => drafting::revised(state, act, *body),
        Body::ClauseDropped(body) => drafting::dropped(state, act, *body),
        Body::TextCirculated(body) => drafting::circulated(state, act, *body),
        Body::AmendmentTabled(body) => drafting::tabled(state, act, *body),
        Body::AmendmentSupported(body) => drafting::supported(state, act, &body),
        Body::AmendmentWithdrawn(body) => drafting::withdrawn(state, act, &body),
        Body::AmendmentSettled(body) => drafting::settled(state, act, *body),
        Body::ClausePositionTaken(body) => drafting::position(state, act, *body),
        Body::ClauseAgreed(body) => drafting::agreed(state, act, *body),
        Body::TranslationConfirmed(body) => drafting::confirmed(state, act, &body),
        Body::SponsorshipSet(body) => drafting::sponsorship(state, act, *body),
        Body::SilenceAccepted(body) => drafting::silence(state, act, *body),
        Body::TextFrozen(body) => deciding::frozen(state, act, *body),
        Body::AdoptionOpened(body) => deciding::opened(state, act, *body),
        Body::PositionTaken(body) => deciding::position(state, act, *body),
        Body::RoundConducted(body) => rounds::conducted(state, act, *body),
        Body::TextReopened(body) => rounds::reopened(state, act, *body),
        Body::TextPublished(body) => rounds::published(state, act, *body),
        Body::AdoptionDeclared(body) => deciding::declared(state, act, *body),
        Body::ProjectOpened(body) => projects::opened(state, act, *body),
        Body::ParticipationStated(body) => projects::stated(state, act, &body),
        Body::CommitmentProposed(body) => deciding::proposed(state, act, *body),
        Body::CommitmentConfirmed(body) => deciding::confirmed(state, act, *body),
        other => Err(format!("{} is no act of a text", other.kind())),
    }
}

/// Nothing of this kind may stand here yet.
fn once<T>(slot: &Option<T>, what: &str) -> Result<(), Refusal> {
    if slot.is_some() { Err(format!("{what} a second time")) } else { Ok(()) }
}
