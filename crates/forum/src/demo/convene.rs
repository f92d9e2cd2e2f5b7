//! The forum comes together: who, in which standing, on what, under which rules.

use super::driver::{Driver, instant};
use crate::ForumError;
use crate::acts::{
    CoOrganiserNamed, ForumConvened, OrganisationAccredited, PaperFiled, PaperSource, PartyJoined,
    PhaseChanged, RosterDeclared, RulesSet, SimulationMark, StandingRights, StatementMade, Thresholds,
    TopicGuided, TopicOpened,
};
use crate::config::{ForumConfig, ForumFile, PartyEntry, Placed};
use crate::live::beginning::in_silence;
use opinion::{Evidence, Settings};
use procedure::{Rule, Window};
use record::Actor;
use terms::{Instant, PartyKey, Phase};
use text::VerbClass;

/// When the forum is convened and when voting opens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    pub(crate) convened: Instant,
    pub(crate) voting_opens: Instant,
    /// How findings read the evidence: at one moment fixed beforehand, or watched while votes come in.
    pub(crate) evidence: Evidence,
    /// A shorter time to object than the configuration gives, for demonstrations.
    pub(crate) shortened: Option<Window>,
}

impl Times {
    /// Those of the calendar.
    pub(crate) fn of(config: &ForumConfig) -> Result<Times, ForumError> {
        let calendar = &config.forum.calendar;
        Ok(Times {
            convened: instant(&calendar.convened)?,
            voting_opens: instant(&calendar.voting_opens)?,
            evidence: Evidence::Fixed,
            shortened: None,
        })
    }
}

pub(crate) fn convene(
    driver: &mut Driver,
    config: &ForumConfig,
    seed: Option<u64>,
    times: Times,
) -> Result<(), ForumError> {
    let forum = &config.forum;
    driver.set_now(times.convened);
    driver.record_act(convened(forum, seed))?;
    for entry in &forum.co_organiser {
        let body = CoOrganiserNamed { co_organiser: entry.key.as_ref().clone(), name: entry.name.clone() };
        driver.record_act(body)?;
    }
    for entry in &forum.party {
        driver.act(Actor::of(entry.key.as_ref().clone(), "head_of_delegation"), joined(forum, entry))?;
    }
    for entry in &forum.organisation {
        let by = entry.accredited_by.as_ref().clone();
        let body = OrganisationAccredited {
            organisation: entry.key.as_ref().clone(),
            name: entry.name.clone(),
            standing: entry.standing.as_ref().clone(),
            kind: entry.kind.clone(),
            home: entry.home.as_ref().clone(),
            accredited_by: by.clone(),
        };
        driver.act(Actor::of(by, "head_of_delegation"), body)?;
    }
    let adoption = rule(forum, times.shortened)?;
    let settings = Settings { evidence: times.evidence, ..forum.settings.settings() };
    driver.record_act(RulesSet { findings: Thresholds::of(&settings), adoption })?;
    for entry in &forum.topic {
        driver.record_act(TopicOpened { topic: entry.key.as_ref().clone(), name: entry.name.clone() })?;
    }
    discussed(driver, config)?;
    if seed.is_some() && times.evidence == Evidence::Anytime {
        for entry in &forum.party {
            let party = entry.key.as_ref().clone();
            let roster = RosterDeclared { party: party.clone(), people: SIMULATED_ROSTER };
            driver.act(Actor::of(party, "head_of_delegation"), roster)?;
        }
    }
    driver.set_now(times.voting_opens);
    for entry in &config.statements {
        let name = entry.verb.as_ref();
        let class = VerbClass::ALL.into_iter().find(|class| class.name() == name);
        driver.record_act(StatementMade {
            statement: entry.id.as_ref().clone(),
            topic: entry.topic.as_ref().clone(),
            text: entry.text.clone(),
            class: class.unwrap_or(VerbClass::Support),
            origin: None,
            cites: Vec::new(),
        })?;
    }
    if times.evidence == Evidence::Anytime {
        driver.record_act(PhaseChanged { phase: Phase::Open })?;
    }
    Ok(())
}

/// The rule of adoption, in silence where the forum gives hours for it.
fn rule(forum: &ForumFile, shortened: Option<Window>) -> Result<Rule, ForumError> {
    let unknown = || ForumError::Step("the forum names no known rule of adoption".to_owned());
    let rule = Rule::named(forum.adoption.rule.as_ref()).ok_or_else(unknown)?;
    let Some(hours) = &forum.adoption.silence_hours else { return Ok(rule) };
    let hours = Window::hours(*hours.as_ref());
    let hours = hours.map_err(|error| ForumError::Step(format!("the time to object: {error}")))?;
    Ok(in_silence(rule, shortened.unwrap_or(hours)))
}

/// In a demonstration every party may hand out so many codes.
const SIMULATED_ROSTER: u64 = 10_000;

/// What the topics begin with: who leads them, what guides them, what they can draw on.
fn discussed(driver: &mut Driver, config: &ForumConfig) -> Result<(), ForumError> {
    for entry in &config.forum.topic {
        let key = |party: &Option<Placed<PartyKey>>| party.as_ref().map(|party| party.as_ref().clone());
        driver.record_act(TopicGuided {
            topic: entry.key.as_ref().clone(),
            chair: key(&entry.chair),
            rapporteur: key(&entry.rapporteur),
            questions: entry.question.clone(),
        })?;
    }
    for entry in &config.forum.paper {
        driver.record_act(PaperFiled {
            paper: entry.key.as_ref().clone(),
            topic: entry.topic.as_ref().clone(),
            title: entry.title.clone(),
            author: entry.author.clone(),
            capacity: entry.capacity,
            source: PaperSource::Link(entry.link.as_ref().clone()),
        })?;
    }
    Ok(())
}

fn convened(forum: &ForumFile, seed: Option<u64>) -> ForumConvened {
    let standings = forum.standing.iter().map(|entry| StandingRights {
        key: entry.key.as_ref().clone(),
        name: entry.name.clone(),
        plural: entry.plural.clone(),
        rights: entry.rights.iter().copied().collect(),
    });
    ForumConvened {
        name: forum.name.clone(),
        theme: forum.theme.clone(),
        place: forum.place.name.clone(),
        zone: forum.place.zone.as_ref().clone(),
        opens: forum.place.opens.as_ref().clone(),
        closes: forum.place.closes.as_ref().clone(),
        languages: forum.languages.clone(),
        standings: standings.collect(),
        simulation: seed.map(|seed| SimulationMark { seed, mark: simulate::mark(seed) }),
        follows: None,
    }
}

fn joined(forum: &ForumFile, entry: &PartyEntry) -> PartyJoined {
    PartyJoined {
        party: entry.key.as_ref().clone(),
        name: entry.name.clone(),
        standing: entry.standing.as_ref().clone(),
        since: entry.since,
        population: u64::try_from(*entry.population.as_ref()).unwrap_or_default(),
        population_source: forum.population.source.clone(),
        population_date: forum.population.date.as_ref().clone(),
        languages: entry.languages.clone(),
    }
}
