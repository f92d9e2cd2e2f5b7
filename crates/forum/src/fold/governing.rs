//! What a standing may do where, and what co-organisers have approved.

use super::Refusal;
use super::joining::cited;
use super::state::{Cited, State};
use crate::acts::{
    ApprovalAsked, ApprovalGiven, ApprovalRequired, ApprovalWithheld, Matter, RightSet, TallyNoted,
};
use record::{Act, canonical};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Digest, PartyKey, Phase, Right, Standing, TopicKey};

type Taken = Result<(), Refusal>;

/// What a standing may do where, and what co-organisers have approved.
#[derive(Clone, Debug, Default)]
pub struct Governing {
    /// Rights given and taken after the forum was convened, in the order of the acts.
    pub rights: Vec<Cited<RightSet>>,
    /// How many co-organisers must approve what.
    pub required: BTreeMap<Matter, Cited<ApprovalRequired>>,
    /// What is asked for now, in each matter.
    pub asked: BTreeMap<Matter, Asked>,
    /// How the votes stood when it was last noted.
    pub noted: Option<Cited<TallyNoted>>,
}

/// An approval that is asked for, and what was said to it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The act that asked.
    pub asked: Cited<ApprovalAsked>,
    /// Who approved, in the order of the acts.
    pub given: Vec<Cited<ApprovalGiven>>,
    /// Who did not, and has not approved since.
    pub withheld: Vec<Cited<ApprovalWithheld>>,
}

impl Governing {
    /// How many co-organisers must approve a matter.
    #[must_use]
    pub fn needed(&self, matter: Matter) -> u32 {
        self.required.get(&matter).map_or(0, |required| required.body.needed)
    }

    /// Whether what has this digest may be done: nothing is needed, or enough approved exactly this.
    #[must_use]
    pub fn approved(&self, matter: Matter, digest: &Digest) -> bool {
        let needed = self.needed(matter) as usize;
        let given = self.asked.get(&matter).filter(|asked| asked.asked.body.digest == *digest);
        needed == 0 || given.is_some_and(|asked| asked.given.len() >= needed)
    }
}

impl State {
    /// Whether parties of this standing have a right now, in a topic or beside all of them.
    #[must_use]
    pub fn may(&self, standing: &Standing, right: Right, topic: Option<&TopicKey>) -> bool {
        self.may_in(standing, right, self.phase(), topic)
    }

    /// Whether parties of this standing have a right in a phase: what the forum was convened with, and the last
    /// change that fits.
    #[must_use]
    pub fn may_in(&self, standing: &Standing, right: Right, phase: Phase, topic: Option<&TopicKey>) -> bool {
        let fits = |set: &&Cited<RightSet>| {
            let set = &set.body;
            set.standing == *standing
                && set.right == right
                && set.phase.is_none_or(|of| of == phase)
                && set.topic.as_ref().is_none_or(|of| Some(of) == topic)
        };
        let last = self.governing.rights.iter().rev().find(fits);
        last.map_or_else(|| self.convened_with(standing, right), |set| set.body.granted)
    }

    fn convened_with(&self, standing: &Standing, right: Right) -> bool {
        self.standings().iter().any(|entry| entry.key == *standing && entry.rights.contains(&right))
    }

    /// The digest of the programme: who takes part in which standing, the topics, the statements made so far, the
    /// rules and rights. Whatever changes one of them changes the digest.
    ///
    /// # Errors
    /// What cannot be written; never for what acts can hold.
    pub fn programme(&self) -> Result<Digest, Refusal> {
        let bodies = |values: Vec<serde_json::Value>| values;
        let programme = json!({
            "forum": self.convened.as_ref().map(|c| value(&c.body)),
            "co_organisers": bodies(self.co_organisers.iter().map(|c| value(&c.body)).collect()),
            "parties": bodies(self.parties.iter().map(|c| value(&c.body)).collect()),
            "organisations": bodies(self.organisations.iter().map(|c| value(&c.body)).collect()),
            "rules": self.rules.as_ref().map(|c| value(&c.body)),
            "topics": bodies(self.topics.iter().map(|c| value(&c.body)).collect()),
            "guided": bodies(self.discussion.guided.values().map(|c| value(&c.body)).collect()),
            "statements": bodies(self.statements.iter().map(|c| value(&c.body)).collect()),
            "rights": bodies(self.governing.rights.iter().map(|c| value(&c.body)).collect()),
            "approvals": bodies(self.governing.required.values().map(|c| value(&c.body)).collect()),
        });
        let bytes = canonical(&programme).map_err(|error| error.to_string())?;
        Ok(Digest::from_bytes(*blake3::hash(&bytes).as_bytes()))
    }
}

fn value(body: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(body).unwrap_or_default()
}

/// What is done must be approved, where co-organisers must approve it.
pub(super) fn approved(state: &State, matter: Matter, digest: &Digest) -> Taken {
    if state.governing.approved(matter, digest) {
        return Ok(());
    }
    let needed = state.governing.needed(matter);
    Err(format!("{needed} co-organisers must approve exactly this first ({} {digest})", matter.name()))
}

pub(super) fn right(state: &mut State, act: &Act, body: RightSet) -> Taken {
    if !state.standings().iter().any(|entry| entry.key == body.standing) {
        return Err(format!("the forum has no standing {}", body.standing));
    }
    if body.topic.as_ref().is_some_and(|topic| !state.topics.iter().any(|t| t.body.topic == *topic)) {
        return Err("the topic of the right is not open".to_owned());
    }
    let of_all = matches!(body.right, Right::Count | Right::Decide);
    if of_all && (body.phase.is_some() || body.topic.is_some()) {
        return Err("who is counted and who decides is one thing for the whole forum".to_owned());
    }
    let counted = state.votes.is_some() || state.governing.noted.is_some();
    if body.right == Right::Count && counted {
        return Err("who is counted was settled when votes were first counted".to_owned());
    }
    state.governing.rights.push(cited(act, body));
    Ok(())
}

pub(super) fn required(state: &mut State, act: &Act, body: ApprovalRequired) -> Taken {
    let all = state.co_organisers.len();
    if body.needed as usize > all {
        return Err(format!("{} of {all} co-organisers cannot approve", body.needed));
    }
    let now = state.governing.needed(body.matter);
    if body.needed < now
        && (state.phase() != Phase::Planned || state.governing.asked.contains_key(&body.matter))
    {
        return Err(format!("{now} co-organisers must approve; it can no longer be fewer"));
    }
    state.governing.required.insert(body.matter, cited(act, body));
    Ok(())
}

pub(super) fn asked(state: &mut State, act: &Act, body: ApprovalAsked) -> Taken {
    if state.governing.needed(body.matter) == 0 {
        return Err(format!("no approval of the {} is needed", body.matter.name()));
    }
    let same = state.governing.asked.get(&body.matter).map(|asked| &asked.asked.body);
    if same == Some(&body) {
        return Err("approval of exactly this is asked for already".to_owned());
    }
    let asked = Asked { asked: cited(act, body), given: Vec::new(), withheld: Vec::new() };
    state.governing.asked.insert(asked.asked.body.matter, asked);
    Ok(())
}

/// The approval that is asked for, if it is of exactly this and the co-organiser speaks for itself.
fn open_to<'a>(
    state: &'a mut State,
    act: &Act,
    co_organiser: &PartyKey,
    matter: Matter,
    digest: &Digest,
) -> Result<&'a mut Asked, Refusal> {
    if act.actor.party.as_ref() != Some(co_organiser) {
        return Err(format!("only {co_organiser} itself can say this"));
    }
    if !state.co_organisers.iter().any(|named| named.body.co_organiser == *co_organiser) {
        return Err(format!("{co_organiser} is no co-organiser"));
    }
    let asked = state.governing.asked.get_mut(&matter).filter(|asked| asked.asked.body.digest == *digest);
    asked.ok_or_else(|| "it has changed since, or approval of it was never asked for".to_owned())
}

pub(super) fn given(state: &mut State, act: &Act, body: ApprovalGiven) -> Taken {
    let asked = open_to(state, act, &body.co_organiser, body.matter, &body.digest)?;
    if asked.given.iter().any(|given| given.body.co_organiser == body.co_organiser) {
        return Err(format!("{} has approved it already", body.co_organiser));
    }
    asked.withheld.retain(|withheld| withheld.body.co_organiser != body.co_organiser);
    asked.given.push(cited(act, body));
    Ok(())
}

pub(super) fn withheld(state: &mut State, act: &Act, body: ApprovalWithheld) -> Taken {
    if body.reason.trim().is_empty() {
        return Err("who withholds an approval says why".to_owned());
    }
    let asked = open_to(state, act, &body.co_organiser, body.matter, &body.digest)?;
    asked.given.retain(|given| given.body.co_organiser != body.co_organiser);
    asked.withheld.retain(|withheld| withheld.body.co_organiser != body.co_organiser);
    asked.withheld.push(cited(act, body));
    Ok(())
}

pub(super) fn noted(state: &mut State, act: &Act, body: TallyNoted) -> Taken {
    let before = state.governing.noted.as_ref().map_or(0, |noted| noted.body.votes);
    if body.votes < before {
        return Err(format!("{before} votes were noted before; votes are never fewer"));
    }
    state.governing.noted = Some(cited(act, body));
    Ok(())
}

/// A set of all rights, for tables.
#[must_use]
pub fn all_rights() -> BTreeSet<Right> {
    use Right::{Amend, Commit, Count, Decide, Moderate, Object, Propose, See, Sign, Speak, State, Vote};
    [See, State, Vote, Propose, Moderate, Count, Decide, Speak, Amend, Object, Commit, Sign]
        .into_iter()
        .collect()
}
