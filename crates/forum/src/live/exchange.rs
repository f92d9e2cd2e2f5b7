//! A running forum out of a package of votes, and a package of votes out of a running forum.
//!
//! A package that is marked as simulated gives a forum that is, and such a forum gives a package that is: the mark
//! cannot be lost on the way.

use super::acting::Deed;
use super::beginning::{NewForum, begin};
use super::entering::{DeskRole, Grant, ticket};
use super::error::{LiveError, Refusal};
use super::forums::{Forums, LiveForum};
use super::secret::{Secret, id, pseudonym};
use crate::acts::{Body, PartyJoined, PhaseChanged, StatementHidden, StatementMade, TopicOpened};
use crate::package;
use record::Actor;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Batch, CastVote, NewParticipant};
use terms::{
    Capacity, Instant, Lang, MultiText, PartyKey, Phase, Standing, StatementKey, Tier, TopicKey, Vote,
};
use text::VerbClass;

/// So many votes are written at once.
const AT_ONCE: usize = 2_000;

/// A statement of a package.
#[derive(Clone, Debug, Default)]
pub struct StatementIn {
    /// Its key.
    pub key: String,
    /// What it says.
    pub text: String,
    /// The language it is in; empty for that of the forum.
    pub lang: String,
    /// The name of its topic; empty for the one topic of all that name none.
    pub topic: String,
    /// Whether its moderators did not let it in.
    pub rejected: bool,
}

/// A party of a package.
#[derive(Clone, Debug, Default)]
pub struct PartyIn {
    /// Its key.
    pub key: String,
    /// Its name; empty for the key.
    pub name: String,
    /// Its standing, where the forum has it.
    pub standing: String,
    /// How many people live there.
    pub population: u64,
}

/// Somebody of a package. Without a tier they are open: what certifies is what a party's own codes attest.
#[derive(Clone, Debug, Default)]
pub struct PersonIn {
    /// How they came in.
    pub tier: Option<Tier>,
    /// Their party.
    pub party: String,
    /// Their role.
    pub capacity: Option<Capacity>,
}

/// A package of votes.
#[derive(Clone, Debug, Default)]
pub struct PackageIn {
    /// Its parties.
    pub parties: Vec<PartyIn>,
    /// Its statements.
    pub statements: Vec<StatementIn>,
    /// Its participants.
    pub people: Vec<PersonIn>,
    /// The votes, in their order: who by place in `people`, on what, which way.
    pub votes: Vec<(usize, String, Vote)>,
}

impl Forums {
    /// Begins a forum with the statements and votes of a package. The secret is of a link to its desk, for one use.
    ///
    /// # Errors
    /// A refusal for a statement or party that cannot be in a forum, before anything is written; what the store says.
    pub async fn import(
        &self,
        new: &NewForum,
        from: &PackageIn,
        now: Instant,
    ) -> Result<(Arc<LiveForum>, Secret), LiveError> {
        let (key, record) = begin(new, None, &[Lang::new(&new.lang)], now).map_err(|refused| {
            LiveError::from(refused.into_iter().next().unwrap_or(Refusal::of("refused-form")))
        })?;
        let standings = record_standings(&record);
        let acts = acts(from, &new.lang, &standings)?;
        let live = self.create(&key, &record).await?;
        live.act(now, |_| Ok(Deed::of(Actor::role("secretariat"), acts.clone(), Vec::new()))).await?;
        live.bring(from, now).await?;
        let desk = Grant::Desk { person: id(), role: DeskRole::Organiser };
        let (secret, link) = ticket("desk", &desk, 1, super::entering::ends(now));
        live.store().commit(Batch::new(live.key()).with(link)).await?;
        live.refresh().await?;
        Ok((live, secret))
    }
}

fn record_standings(record: &record::Record) -> Vec<Standing> {
    let state = crate::fold(record).unwrap_or_default();
    state.standings().iter().map(|entry| entry.key.clone()).collect()
}

/// What the package says of parties, topics and statements, as acts that end with the opening of the forum.
fn acts(from: &PackageIn, lang: &str, standings: &[Standing]) -> Result<Vec<Body>, Refusal> {
    let mut acts: Vec<Body> = Vec::new();
    for party in &from.parties {
        let named = Standing::new(&party.standing);
        let standing = standings.iter().find(|known| **known == named).or(standings.first());
        acts.push(
            PartyJoined {
                party: PartyKey::new(plain(&party.key)?),
                name: MultiText::of(lang, if party.name.is_empty() { &party.key } else { &party.name }),
                standing: standing.cloned().ok_or(Refusal::of("refused-form"))?,
                since: 0,
                population: party.population,
                population_source: "as the imported package states".to_owned(),
                population_date: String::new(),
                languages: vec![Lang::new(lang)],
            }
            .into(),
        );
    }
    let mut topics: BTreeMap<&str, TopicKey> = BTreeMap::new();
    for statement in &from.statements {
        let count = topics.len() + 1;
        let name = if statement.topic.is_empty() { "–" } else { &statement.topic };
        let topic = topics.entry(name).or_insert_with(|| {
            let key = TopicKey::new(&format!("topic-{count}"));
            acts.push(TopicOpened { topic: key.clone(), name: MultiText::of(lang, name) }.into());
            key
        });
        let said = if statement.lang.is_empty() { lang } else { &statement.lang };
        let key = StatementKey::new(plain(&statement.key)?);
        let made = StatementMade {
            statement: key.clone(),
            topic: topic.clone(),
            text: MultiText::of(said, statement.text.trim()),
            class: VerbClass::Support,
            origin: None,
            cites: Vec::new(),
        };
        acts.push(made.into());
        if statement.rejected {
            let reason = "not let in where the package comes from".to_owned();
            acts.push(StatementHidden { statement: key, reason }.into());
        }
    }
    acts.push(PhaseChanged { phase: Phase::Open }.into());
    Ok(acts)
}

/// A key as it can stand in an address.
fn plain(key: &str) -> Result<&str, Refusal> {
    let fits = (1..=40).contains(&key.len())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if fits { Ok(key) } else { Err(Refusal::of("refused-import-key").with("key", key)) }
}

impl LiveForum {
    /// Brings in people and their votes. An answer that somebody changed is changed here, too.
    async fn bring(&self, from: &PackageIn, now: Instant) -> Result<(), LiveError> {
        let mut batch = Batch::new(self.key());
        let mut ids = Vec::new();
        for person in &from.people {
            let tier = person.tier.unwrap_or(Tier::Open);
            let party = Some(PartyKey::new(&person.party)).filter(|_| !person.party.is_empty());
            let id = pseudonym();
            ids.push(id);
            let capacity = person.capacity.unwrap_or(Capacity::Resident);
            batch = self.full(batch.with(NewParticipant { id, tier, party, capacity })).await?;
        }
        let mut seen: BTreeMap<(usize, &str), u32> = BTreeMap::new();
        for (person, statement, vote) in &from.votes {
            let Some(&participant) = ids.get(*person) else { continue };
            let revision = seen.entry((*person, statement)).or_default();
            let cast = CastVote {
                participant,
                statement: StatementKey::new(statement),
                vote: *vote,
                seen: *revision,
                request: pseudonym().bytes(),
                at: now,
            };
            *revision += 1;
            batch = self.full(batch.with(cast)).await?;
        }
        self.store().commit(batch).await?;
        Ok(())
    }

    /// The batch, or an empty one once this was full and is written.
    async fn full(&self, batch: Batch) -> Result<Batch, LiveError> {
        if batch.writes.len() < AT_ONCE {
            return Ok(batch);
        }
        self.store().commit(batch).await?;
        Ok(Batch::new(self.key()))
    }

    /// The answers that stand, with parties and statements, as the files of a plain package. Numbers stand for
    /// people, and no time is in it. It is for the organisers and those who check the count: with what is rare in it,
    /// somebody might be told apart.
    ///
    /// # Errors
    /// What the store says; [`LiveError::Broken`] where a table cannot be written.
    pub async fn export(&self) -> Result<Vec<(String, Vec<u8>)>, LiveError> {
        let rows = self.store().ballots(self.key()).await?.all().await?;
        let view = self.view();
        package::of_answers(&view.state, &rows).map_err(|error| LiveError::Broken(error.to_string()))
    }
}
