//! Projects that parties opt in to: who takes part and since when, and what the reader's delegation can say.

use super::clause::{Wording, best_wording};
use super::dates;
use crate::extract::Place;
use crate::routes::text::{Reader, party_name};
use crate::speech::by_name;
use forum::acts::Power;
use forum::fold::{Project, State};
use procedure::Taking;
use std::collections::BTreeMap;
use terms::PartyKey;

/// A project.
pub(crate) struct ProjectShown {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The title of the text it rests on, where that is not the one of the page.
    pub(crate) of: String,
    pub(crate) words: Wording,
    /// Who takes part.
    pub(crate) within: Vec<Since>,
    /// Who has said that it will.
    pub(crate) later: Vec<Since>,
    /// Every step there was: when, who, what, and its act.
    pub(crate) steps: Vec<(String, String, String, u64)>,
    /// What the reader's party is; empty where it can say nothing.
    pub(crate) mine: &'static str,
    pub(crate) act: u64,
}

/// A party, and since when it is what it is.
pub(crate) struct Since {
    pub(crate) party: String,
    pub(crate) when: String,
    pub(crate) act: u64,
}

/// The projects, those of the text of the page first.
pub(crate) fn projects(at: &Place, state: &State, reader: &Reader) -> Vec<ProjectShown> {
    let here = state.text.as_ref().and_then(|text| text.negotiation.published.as_ref());
    let here = here.map(|published| published.body.text);
    let (own, others): (Vec<_>, Vec<_>) =
        state.projects.iter().partition(|project| Some(project.opened.body.text) == here);
    let shown = |own: bool| move |project: &Project| shown(at, state, reader, project, own);
    own.into_iter().map(shown(true)).chain(others.into_iter().map(shown(false))).collect()
}

fn shown(at: &Place, state: &State, reader: &Reader, project: &Project, own: bool) -> ProjectShown {
    let number = project.number.map(|number| at.speech.integer(number as u64));
    let mut last: BTreeMap<&PartyKey, (&procedure::Step, String)> = BTreeMap::new();
    for step in project.participation.steps() {
        last.insert(&step.party, (step, dates::moment(at, step.at)));
    }
    let all = |wanted: Taking| {
        let those = last.iter().filter(|(_, (step, _))| step.taking == wanted);
        let since = |(party, (step, when)): (&&PartyKey, &(&procedure::Step, String))| Since {
            party: party_name(at, state, party),
            when: when.clone(),
            act: step.seq,
        };
        by_name(at, those.map(since).collect(), |since| &since.party)
    };
    let step = |step: &procedure::Step| {
        let what = at.speech.w(&format!("taking-{}", key(step.taking)));
        (dates::moment(at, step.at), party_name(at, state, &step.party), what, step.seq)
    };
    ProjectShown {
        id: project.opened.body.project.clone(),
        name: match number {
            Some(number) => at.speech.s("clause-title", "number", &number),
            None => project.clause.id.to_string(),
        },
        of: if own { String::new() } else { at.speech.name(&project.title) },
        words: best_wording(at, &project.clause.text),
        within: all(Taking::In),
        later: all(Taking::Later),
        steps: project.participation.steps().iter().map(step).collect(),
        mine: mine(reader, project),
        act: project.opened.act,
    }
}

/// What the reader's party is, where the reader may say otherwise for it.
fn mine(reader: &Reader, project: &Project) -> &'static str {
    let signs = reader.delegate.as_ref().filter(|named| named.powers.contains(&Power::Sign));
    let now = signs.and_then(|named| project.participation.now().get(&named.party));
    now.map_or("", |taking| key(*taking))
}

pub(crate) fn key(taking: Taking) -> &'static str {
    match taking {
        Taking::In => "in",
        Taking::Out => "out",
        Taking::Later => "later",
    }
}
