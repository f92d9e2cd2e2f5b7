//! Projects that parties opt in to: opened by those who hold the pen, joined and left by a delegation.

use super::acting::Deed;
use super::error::Refusal;
use crate::acts::{ParticipationStated, ProjectOpened};
use crate::fold::State;
use procedure::Taking;
use record::Actor;
use terms::PartyKey;
use text::ClauseId;

/// Opens a project on a clause of the text that is published.
///
/// # Errors
/// A refusal where none is, for a clause that is not in it, and for one that is a project already.
pub(super) fn open(state: &State, clause: &ClauseId) -> Result<Deed, Refusal> {
    let published = state.text.as_ref().and_then(|text| text.negotiation.published.as_ref());
    let text = published.ok_or(Refusal::field("project", "refused-not-published"))?.body.text;
    let frozen = state.text.as_ref().and_then(|text| text.frozen.as_ref());
    if frozen.is_none_or(|(_, frozen)| frozen.clause(clause).is_none()) {
        return Err(Refusal::field("project", "refused-clause-gone"));
    }
    let same = |known: &crate::fold::Project| known.opened.body.text == text && known.clause.id == *clause;
    if state.projects.iter().any(same) {
        return Err(Refusal::field("project", "refused-project-opened"));
    }
    let project = format!("p{}", state.projects.len() + 1);
    Ok(Deed::one(Actor::role("secretariat"), ProjectOpened { project, text, clause: clause.clone() }))
}

/// What a party says of its taking part.
///
/// # Errors
/// A refusal for a project that is none, for a party that was not called on the text, and where it said so already.
pub(super) fn stated(
    state: &State,
    party: &PartyKey,
    project: &str,
    taking: Taking,
) -> Result<ParticipationStated, Refusal> {
    let known = state.project(project).ok_or(Refusal::of("refused-no-project"))?;
    match known.participation.now().get(party) {
        None => Err(Refusal::of("refused-not-on-roll")),
        Some(now) if *now == taking => Err(Refusal::of("refused-taking-same")),
        Some(_) => Ok(ParticipationStated { project: project.to_owned(), taking }),
    }
}
