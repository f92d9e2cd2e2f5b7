//! What is known of a forum after some of its acts.

use super::discussing::Discussion;
use super::governing::Governing;
use super::membership::Membership;
use super::naming::Naming;
use super::negotiation::{Negotiation, Silences};
use super::projects::Project;
use super::signing::Keys;
use crate::acts::{
    AdoptionDeclared, AdoptionOpened, ClauseDrafted, CoOrganiserNamed, CommuniqueIssued, FindingsPublished,
    ForumConvened, OrganisationAccredited, PartyJoined, PhaseChanged, PositionTaken, RoundConducted,
    RulesSet, StandingRights, StatementHidden, StatementMade, TextDrafted, TextFrozen, TopicClosed,
    TopicOpened, VotesCounted,
};
use cooperation::Commitment;
use opinion::{Finding, Report};
use procedure::{Input, Round};
use std::collections::BTreeSet;
use tally::Tally;
use terms::{Instant, MultiText, PartyFacts, PartyKey, Phase, Right, Standing, StatementKey, TopicKey};
use text::{Draft, FrozenText};

/// Something together with the act it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited<T> {
    /// The number of the act.
    pub act: u64,
    /// When.
    pub at: Instant,
    /// What.
    pub body: T,
}

/// What is known of a forum after some of its acts. Lists are in the order of the acts.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// That it was convened.
    pub convened: Option<Cited<ForumConvened>>,
    /// Its co-organisers.
    pub co_organisers: Vec<Cited<CoOrganiserNamed>>,
    /// Its parties.
    pub parties: Vec<Cited<PartyJoined>>,
    /// The organisations accredited to it.
    pub organisations: Vec<Cited<OrganisationAccredited>>,
    /// Its rules.
    pub rules: Option<Cited<RulesSet>>,
    /// Its topics.
    pub topics: Vec<Cited<TopicOpened>>,
    /// Its statements.
    pub statements: Vec<Cited<StatementMade>>,
    /// Its phase, once one was entered.
    pub phase: Option<Cited<PhaseChanged>>,
    /// The topics that are closed now.
    pub closed: Vec<Cited<TopicClosed>>,
    /// The statements that are hidden now.
    pub hidden: Vec<Cited<StatementHidden>>,
    /// Invitations, rosters, delegations.
    pub membership: Membership,
    /// The names and standings that parties had before.
    pub naming: Naming,
    /// The keys with which acts are signed.
    pub keys: Keys,
    /// Rights and approvals.
    pub governing: Governing,
    /// Papers, replies, reports.
    pub discussion: Discussion,
    /// The latest counts.
    pub votes: Option<(Cited<VotesCounted>, Tally)>,
    /// The latest snapshot of findings.
    pub findings: Option<Snapshot>,
    /// The text that is worked on, or was last.
    pub text: Option<TextState>,
    /// The texts published before it, the first first.
    pub earlier: Vec<TextState>,
    /// Who accepts that its silence is assent.
    pub silences: Silences,
    /// The projects that parties opt in to.
    pub projects: Vec<Project>,
    /// The commitments.
    pub commitments: Vec<CommitmentState>,
    /// The communiqués issued.
    pub communiques: Vec<Cited<CommuniqueIssued>>,
}

/// A published snapshot of findings, recomputed.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The act that published it.
    pub published: Cited<FindingsPublished>,
    /// The act that counted the votes it rests on.
    pub counted: u64,
    /// The findings, recomputed from the counts.
    pub report: Report,
}

/// The text and what became of it.
#[derive(Clone, Debug)]
pub struct TextState {
    /// The act that began it.
    pub begun: Cited<TextDrafted>,
    /// Its versions.
    pub draft: Draft,
    /// Its clauses, each with its act and what was found behind it.
    pub clauses: Vec<Cited<ClauseDrafted>>,
    /// The frozen text.
    pub frozen: Option<(Cited<TextFrozen>, FrozenText)>,
    /// Its adoption.
    pub adoption: Option<Adoption>,
    /// Amendments, positions on clauses, sponsors, earlier rounds.
    pub negotiation: Negotiation,
}

/// An adoption.
#[derive(Clone, Debug)]
pub struct Adoption {
    /// The act that opened it.
    pub opened: Cited<AdoptionOpened>,
    /// What was said, each with its act.
    pub positions: Vec<(PartyKey, Cited<PositionTaken>)>,
    /// The same as the rule sees it.
    pub inputs: Vec<Input>,
    /// The round it is, where the rule asks for one or one went before; everything said is in it as well.
    pub round: Option<Round>,
    /// What was done in conducting it.
    pub conducted: Vec<Cited<RoundConducted>>,
    /// The outcome, decided again.
    pub declared: Option<Cited<AdoptionDeclared>>,
}

/// A commitment and its acts.
#[derive(Clone, Debug)]
pub struct CommitmentState {
    /// The act that proposed it.
    pub proposed: u64,
    /// The acts that confirmed it.
    pub confirmed: Vec<u64>,
    /// Where it stands.
    pub commitment: Commitment,
}

/// A name with the act that gave it.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    /// The act.
    pub act: u64,
    /// The name.
    pub name: &'a MultiText,
    /// The standing; `None` for a co-organiser.
    pub standing: Option<&'a Standing>,
}

impl State {
    /// The name of a party or organisation.
    #[must_use]
    pub fn name(&self, key: &PartyKey) -> Option<Name<'_>> {
        let party = self.parties.iter().find(|party| party.body.party == *key).map(|party| Name {
            act: party.act,
            name: &party.body.name,
            standing: Some(&party.body.standing),
        });
        let organisation = || self.organisations.iter().find(|o| o.body.organisation == *key);
        party.or_else(|| {
            organisation().map(|found| Name {
                act: found.act,
                name: &found.body.name,
                standing: Some(&found.body.standing),
            })
        })
    }

    /// All that take part as one, with their standing: parties, then organisations, in the order of the acts.
    pub fn participants(&self) -> impl Iterator<Item = (&PartyKey, &Standing)> {
        let parties = self.parties.iter().map(|party| (&party.body.party, &party.body.standing));
        parties.chain(self.organisations.iter().map(|o| (&o.body.organisation, &o.body.standing)))
    }

    /// The standings, in the order in which they are listed.
    #[must_use]
    pub fn standings(&self) -> &[StandingRights] {
        self.convened.as_ref().map_or(&[], |convened| &convened.body.standings)
    }

    /// Whether parties of this standing have a right now, beside all topics.
    #[must_use]
    pub fn has_right(&self, standing: &Standing, right: Right) -> bool {
        self.may(standing, right, None)
    }

    /// What is known of the parties over which findings are taken, in the order of the acts. A party that declined
    /// its invitation is not among them.
    #[must_use]
    pub fn counted(&self) -> Vec<PartyFacts> {
        self.facts(|standing| self.has_right(standing, Right::Count))
    }

    /// The same of those that take part and are not counted, such as organisations. What they agree on is found
    /// apart and shown beside.
    #[must_use]
    pub fn beside(&self) -> Vec<PartyFacts> {
        self.facts(|standing| !self.has_right(standing, Right::Count))
    }

    fn facts(&self, wanted: impl Fn(&Standing) -> bool) -> Vec<PartyFacts> {
        let facts = |(key, standing): (&PartyKey, &Standing)| {
            let party = self.parties.iter().find(|party| party.body.party == *key);
            let name = self.name(key).and_then(|name| name.name.best(&terms::Lang::new("en")));
            PartyFacts {
                key: key.clone(),
                name: name.map_or_else(|| key.to_string(), |(_, name)| name.to_owned()),
                standing: Some(standing.clone()),
                population: party.map(|party| party.body.population),
                roster: None,
            }
        };
        self.participants()
            .filter(|(key, standing)| wanted(standing) && !self.membership.declined(key))
            .map(facts)
            .collect()
    }

    /// The phase. A record that never says so is that of a forum that is open.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase.as_ref().map_or(Phase::Open, |changed| changed.body.phase)
    }

    /// Whether a topic is open.
    #[must_use]
    pub fn topic_open(&self, topic: &TopicKey) -> bool {
        !self.closed.iter().any(|closed| closed.body.topic == *topic)
    }

    /// Whether a statement is hidden.
    #[must_use]
    pub fn is_hidden(&self, statement: &StatementKey) -> bool {
        self.hidden.iter().any(|hidden| hidden.body.statement == *statement)
    }

    /// Why a statement is hidden; `None` where it is not.
    #[must_use]
    pub fn hidden_because(&self, statement: &StatementKey) -> Option<&str> {
        let hidden = self.hidden.iter().find(|hidden| hidden.body.statement == *statement);
        hidden.map(|hidden| hidden.body.reason.as_str())
    }

    /// The statements of which nothing is found: those that are hidden.
    #[must_use]
    pub fn excluded(&self) -> BTreeSet<StatementKey> {
        self.hidden.iter().map(|hidden| hidden.body.statement.clone()).collect()
    }

    /// A statement.
    #[must_use]
    pub fn statement(&self, key: &StatementKey) -> Option<&Cited<StatementMade>> {
        self.statements.iter().find(|statement| statement.body.statement == *key)
    }

    /// The statements of a topic, in the order of the acts.
    pub fn statements_of<'a>(
        &'a self,
        topic: &'a TopicKey,
    ) -> impl Iterator<Item = &'a Cited<StatementMade>> {
        self.statements.iter().filter(move |statement| statement.body.topic == *topic)
    }

    /// What was found of a statement in the latest snapshot.
    #[must_use]
    pub fn finding(&self, statement: &StatementKey) -> Option<&Finding> {
        self.findings.as_ref()?.report.findings.iter().find(|finding| finding.statement == *statement)
    }

    /// The mark that everything here is simulated, if it is.
    #[must_use]
    pub fn mark(&self) -> Option<&str> {
        self.convened.as_ref()?.body.simulation.as_ref().map(|simulation| simulation.mark.as_str())
    }
}
