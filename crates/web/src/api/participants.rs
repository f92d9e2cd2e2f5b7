//! Who takes part and who acts for them, and how one party stands, for everybody.

use super::answer::{Asker, Refused};
use super::reading::{Texts, texts};
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use forum::fold::State;
use forum::live::LiveForum;
use serde::Serialize;
use std::collections::BTreeMap;
use tally::Block;
use terms::{PartyKey, Right, StatementKey};
use utoipa::ToSchema;

/// A party or organisation on the list of participants.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ParticipantView {
    /// Its key.
    party: String,
    /// Its name by language.
    name: Texts,
    /// Its standing.
    standing: String,
    /// What it said to its invitation: accepts, declines, or nothing.
    reply: Option<String>,
    /// Who acts for it, once its credentials are in order.
    delegates: Vec<DelegateView>,
}

/// Somebody in a delegation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DelegateView {
    /// The name; null once it was erased.
    name: Option<String>,
    /// head, alternate, adviser or expert.
    role: &'static str,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/participants", params(("forum" = String, Path, description = "The forum.")), responses((status = 200, body = [ParticipantView], description = "The list of participants, by standing, with the delegations whose credentials are in order.")))]
pub(crate) async fn list(at: Asker) -> Result<Json<Vec<ParticipantView>>, Refused> {
    let view = at.live.view();
    let (state, membership) = (&view.state, &view.state.membership);
    let mut listed = Vec::new();
    for entry in state.standings() {
        for (key, _) in state.participants().filter(|(_, standing)| **standing == entry.key) {
            let seated = membership.credentials.get(key).is_some_and(|ruled| ruled.body.ruling.seats());
            let mut delegates = Vec::new();
            for delegate in membership.delegation(key).into_iter().filter(|_| seated) {
                let named = &delegate.named.body;
                let person = at.live.person(&named.delegate).await.map_err(|error| at.failed(error))?;
                delegates
                    .push(DelegateView { name: person.map(|person| person.name), role: named.role.name() });
            }
            listed.push(ParticipantView {
                party: key.to_string(),
                name: state.name(key).map_or_else(Texts::new, |name| texts(name.name)),
                standing: entry.key.to_string(),
                reply: membership.replies.get(key).map(|replied| replied.body.reply.name().to_owned()),
                delegates,
            });
        }
    }
    Ok(Json(listed))
}

/// What a party was, and since when it is something else.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BeforeView<T> {
    /// What it was.
    was: T,
    /// Since when, as far as it is known: `YYYY-MM-DD`.
    since: String,
}

/// How a party stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartyFiguresView {
    /// Its key.
    party: String,
    /// Its name by language.
    name: Texts,
    /// Since when it bears this name, where it had another.
    name_since: Option<String>,
    /// Its names before, the oldest first.
    names_before: Vec<BeforeView<Texts>>,
    /// Its standing.
    standing: String,
    /// Since when it has this standing, where it had another.
    standing_since: Option<String>,
    /// Its standings before, the oldest first.
    standings_before: Vec<BeforeView<String>>,
    /// Whether findings are taken over it.
    counted: bool,
    /// The year in which a party joined; null for an organisation.
    joined: Option<u16>,
    /// How many people live there.
    population: Option<u64>,
    /// Who says so.
    population_source: Option<String>,
    /// When: `YYYY-MM-DD`.
    population_date: Option<String>,
    /// The party that accredited an organisation.
    home: Option<String>,
    /// Where it stands outside what the others agree on.
    pub(crate) alone: Vec<String>,
    /// Attested answers of its people by statement: agree, pass, disagree.
    pub(crate) answers: BTreeMap<String, [u64; 3]>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/parties/{party}", params(("forum" = String, Path, description = "The forum."), ("party" = String, Path, description = "The party or organisation.")), responses((status = 200, body = PartyFiguresView, description = "How it stands, and where it is alone."), (status = 404, body = Refused, description = "None of this key takes part.")))]
pub(crate) async fn figures(
    at: Asker,
    Path((_, party)): Path<(String, String)>,
) -> Result<Json<PartyFiguresView>, Refused> {
    let view = at.live.view();
    let key = PartyKey::new(&party);
    let found = of_party(&at.live, &view.state, &key);
    found.map(Json).ok_or_else(|| at.says(StatusCode::NOT_FOUND, "problem-not-found"))
}

/// How a party stands; `None` where none of this key takes part.
pub(crate) fn of_party(live: &LiveForum, state: &State, key: &PartyKey) -> Option<PartyFiguresView> {
    let known = state.name(key)?;
    let standing = known.standing?;
    let naming = &state.naming;
    let joined = state.parties.iter().find(|party| party.body.party == *key).map(|party| &party.body);
    let organisation = state.organisations.iter().find(|known| known.body.organisation == *key);
    let names = naming.names.get(key).into_iter().flatten();
    let standings = naming.standings.get(key).into_iter().flatten();
    let board = live.board();
    let alone = board.rows(state, None).into_iter();
    let alone = alone.filter(|found| found.outside.iter().any(|outside| outside.party == *key));
    Some(PartyFiguresView {
        party: key.to_string(),
        name: texts(known.name),
        name_since: naming.name_since.get(key).cloned(),
        names_before: names
            .map(|past| BeforeView { was: texts(&past.what), since: past.since.clone() })
            .collect(),
        standing: standing.to_string(),
        standing_since: naming.standing_since.get(key).cloned(),
        standings_before: standings
            .map(|past| BeforeView { was: past.what.to_string(), since: past.since.clone() })
            .collect(),
        counted: state.has_right(standing, Right::Count),
        joined: joined.map(|body| body.since),
        population: joined.map(|body| body.population),
        population_source: joined.map(|body| body.population_source.clone()),
        population_date: joined.map(|body| body.population_date.clone()),
        home: organisation.map(|known| known.body.home.to_string()),
        alone: alone.map(|found| found.statement.to_string()).collect(),
        answers: state
            .statements
            .iter()
            .map(|made| &made.body.statement)
            .filter_map(|made| Some((made.to_string(), answers(&board.shown, key, made)?)))
            .collect(),
    })
}

fn answers(tally: &tally::Tally, key: &PartyKey, statement: &StatementKey) -> Option<[u64; 3]> {
    let block = tally.find_block(&Block::Named(key.clone()))?;
    let counts = tally.counts(block, tally.find_statement(statement)?);
    Some([counts.agree, counts.pass, counts.disagree]).filter(|counts| counts.iter().any(|count| *count > 0))
}
