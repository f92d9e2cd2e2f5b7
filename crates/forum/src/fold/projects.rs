//! Projects that parties opt in to, and who takes part in them.

use super::Refusal;
use super::drafting::{by_the_desk, party_with};
use super::joining::cited;
use super::state::{Cited, State, TextState};
use crate::acts::{ParticipationStated, Power, ProjectOpened};
use procedure::{Participation, Step};
use record::Act;
use terms::MultiText;
use text::Clause;

type Taken = Result<(), Refusal>;

/// A project.
#[derive(Clone, Debug)]
pub struct Project {
    /// The act that opened it.
    pub opened: Cited<ProjectOpened>,
    /// The title of the text it rests on.
    pub title: MultiText,
    /// The clause as it was adopted.
    pub clause: Clause,
    /// Its number in that text, where it has one.
    pub number: Option<usize>,
    /// Who takes part, and every step there was.
    pub participation: Participation,
}

impl State {
    /// The published text of a digest.
    #[must_use]
    pub fn published(&self, digest: &terms::Digest) -> Option<&TextState> {
        let is = |text: &&TextState| {
            text.negotiation.published.as_ref().is_some_and(|published| published.body.text == *digest)
        };
        self.earlier.iter().chain(&self.text).find(is)
    }

    /// A project by its number.
    #[must_use]
    pub fn project(&self, project: &str) -> Option<&Project> {
        self.projects.iter().find(|known| known.opened.body.project == project)
    }
}

pub(super) fn opened(state: &mut State, act: &Act, body: ProjectOpened) -> Taken {
    by_the_desk(act)?;
    if body.project.is_empty() || state.project(&body.project).is_some() {
        return Err(format!("project {:?} is opened already", body.project));
    }
    let same = |known: &Project| known.opened.body.text == body.text && known.clause.id == body.clause;
    if state.projects.iter().any(same) {
        return Err(format!("clause {} is carried out as a project already", body.clause));
    }
    let text = state.published(&body.text).ok_or("no text of this digest is published")?;
    let (_, frozen) = text.frozen.as_ref().ok_or("the text is not frozen")?;
    let clause =
        frozen.clause(&body.clause).ok_or_else(|| format!("the text has no clause {}", body.clause))?;
    let number = text.draft.latest().numbered().find(|(_, known)| known.id == body.clause);
    let number = number.and_then(|(number, _)| number);
    let adoption = text.adoption.as_ref().ok_or("the text is not adopted")?;
    let declared = adoption.declared.as_ref().ok_or("the text is not adopted")?;
    let participation = Participation::open(&adoption.opened.body.roll, &declared.body.outcome);
    let participation = participation.map_err(|error| error.to_string())?;
    let (title, clause) = (text.begun.body.title.clone(), clause.clone());
    state.projects.push(Project { opened: cited(act, body), title, clause, number, participation });
    Ok(())
}

pub(super) fn stated(state: &mut State, act: &Act, body: &ParticipationStated) -> Taken {
    let party = party_with(state, act, Power::Sign)?;
    let project = state.projects.iter_mut().find(|known| known.opened.body.project == body.project);
    let project = project.ok_or_else(|| format!("no project {:?} is opened", body.project))?;
    // The order is that of the record: a clock that was set back does not keep a party from joining.
    let last = project.participation.steps().last().map(|step| step.at);
    let at = last.map_or(act.at, |last| last.max(act.at));
    let step = Step { seq: act.seq, party, at, taking: body.taking };
    project.participation.step(step).map_err(|error| error.to_string())
}
