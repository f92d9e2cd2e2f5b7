//! The votes of a forum as a plain package of tables: `votes.csv`, `participants.csv`, `parties.csv`,
//! `statements.csv` and the `datapackage.json` that describes them (Frictionless Data Package).

use crate::ForumError;
use crate::State;
use crate::communique::words::best;
use serde_json::{Value, json};
use simulate::Plan;
use store::BallotRow;
use terms::Lang;

type Files = Vec<(String, Vec<u8>)>;

/// The package of a plan's votes, by file name. Names and texts come from the state; the votes from plan and seed.
///
/// # Errors
/// [`ForumError::Build`] where a table cannot be written; never in memory.
pub fn simulated(state: &State, plan: &Plan, seed: u64) -> Result<Files, ForumError> {
    let name = format!("simulated-votes-{seed}");
    let descriptor = descriptor(state, &name, Some(seed), &PARTICIPANTS);
    Ok(vec![
        ("datapackage.json".to_owned(), format!("{descriptor:#}\n").into_bytes()),
        ("votes.csv".to_owned(), table(&VOTES, votes(plan, seed))?),
        ("participants.csv".to_owned(), table(&PARTICIPANTS, participants(plan))?),
        ("parties.csv".to_owned(), table(&PARTIES, parties(state))?),
        ("statements.csv".to_owned(), table(&STATEMENTS, statements(state))?),
    ])
}

/// The package of the answers that stand in a forum, by file name. Where nobody belongs to a party the people have no
/// such column, so that whoever reads it takes them as the one crowd they are.
///
/// # Errors
/// As [`simulated`].
pub fn of_answers(state: &State, rows: &[BallotRow]) -> Result<Files, ForumError> {
    let seed = state.convened.as_ref().and_then(|c| c.body.simulation.as_ref()).map(|mark| mark.seed);
    let width = rows.last().map_or(1, |row| row.participant.to_string().len());
    let who = |number: u64| format!("p{number:0width$}");
    let vote =
        |row: &BallotRow| [who(row.participant), row.statement.to_string(), row.vote.sign().to_string()];
    let mut people: Vec<&BallotRow> = rows.iter().collect();
    people.dedup_by_key(|row| row.participant);
    let (tier, capacity) =
        (|row: &BallotRow| row.tier.name().to_owned(), |row: &BallotRow| row.capacity.name().to_owned());
    let of_party = |row: &BallotRow| {
        let party = row.party.as_ref().map_or_else(String::new, ToString::to_string);
        [who(row.participant), party, tier(row), capacity(row)]
    };
    let alone = |row: &BallotRow| [who(row.participant), tier(row), capacity(row)];
    let (columns, participants): (&[&str], Vec<u8>) = match people.iter().any(|row| row.party.is_some()) {
        true => (&PEOPLE, table(&PEOPLE, people.into_iter().map(of_party))?),
        false => (&ALONE, table(&ALONE, people.into_iter().map(alone))?),
    };
    let descriptor = descriptor(state, "votes", seed, columns);
    Ok(vec![
        ("datapackage.json".to_owned(), format!("{descriptor:#}\n").into_bytes()),
        ("votes.csv".to_owned(), table(&VOTES, rows.iter().map(vote))?),
        ("participants.csv".to_owned(), participants),
        ("parties.csv".to_owned(), table(&PARTIES, parties(state))?),
        ("statements.csv".to_owned(), table(&STATEMENTS, statements(state))?),
    ])
}

const PEOPLE: [&str; 4] = ["participant", "party", "tier", "capacity"];
const ALONE: [&str; 3] = ["participant", "tier", "capacity"];
const VOTES: [&str; 3] = ["participant", "statement", "vote"];
const PARTICIPANTS: [&str; 2] = ["participant", "party"];
const PARTIES: [&str; 4] = ["party", "name", "standing", "population"];
const STATEMENTS: [&str; 4] = ["statement", "text", "topic", "lang"];

fn descriptor(state: &State, package: &str, seed: Option<u64>, people: &[&str]) -> Value {
    let resource = |stem: &str, fields: &[&str]| {
        let number = |name: &str| matches!(name, "vote" | "population");
        let fields: Vec<Value> = fields
            .iter()
            .map(|&name| json!({ "name": name, "type": if number(name) { "integer" } else { "string" } }))
            .collect();
        json!({ "name": stem, "path": format!("{stem}.csv"), "format": "csv", "schema": { "fields": fields } })
    };
    let name = state.convened.as_ref().map(|convened| best(&convened.body.name, &Lang::new("en")));
    let name = name.unwrap_or_default();
    let mut descriptor = json!({
        "name": package,
        "title": format!("{name}: votes"),
        "resources": [
            resource("votes", &VOTES),
            resource("participants", people),
            resource("parties", &PARTIES),
            resource("statements", &STATEMENTS),
        ],
    });
    if let Some(seed) = seed {
        let mark = simulate::mark(seed);
        descriptor["title"] = json!(format!("{name}: votes. {mark}."));
        descriptor["simulation"] = json!({ "seed": seed, "notice": mark });
    }
    descriptor
}

fn table<const N: usize>(
    header: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<Vec<u8>, ForumError> {
    let what = "a table of the package cannot be written";
    let failed = |source: csv::Error| ForumError::Build { what, source: Box::new(source) };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(failed)?;
    for row in rows {
        writer.write_record(&row).map_err(failed)?;
    }
    writer.into_inner().map_err(|source| ForumError::Build { what, source: Box::new(source.into_error()) })
}

/// A pseudonym whose byte order is the order of the participants.
fn pseudonym(plan: &Plan, participant: u64) -> String {
    let width = plan.participants().to_string().len();
    format!("p{participant:0width$}")
}

fn votes(plan: &Plan, seed: u64) -> impl Iterator<Item = [String; 3]> {
    simulate::rows(plan, seed, 0..plan.participants()).map(|(participant, statement, vote)| {
        let statement = plan.statements()[statement as usize].to_string();
        [pseudonym(plan, participant), statement, vote.sign().to_string()]
    })
}

fn participants(plan: &Plan) -> impl Iterator<Item = [String; 2]> {
    (0..plan.participants()).filter_map(|participant| {
        let party = plan.parties().get(plan.party_of(participant)?)?;
        Some([pseudonym(plan, participant), party.key.to_string()])
    })
}

fn parties(state: &State) -> impl Iterator<Item = [String; 4]> {
    state.participants().map(|(key, standing)| {
        let name = state.name(key).map(|name| best(name.name, &Lang::new("en")));
        let joined = state.parties.iter().find(|party| party.body.party == *key);
        let population = joined.map(|party| party.body.population.to_string());
        [key.to_string(), name.unwrap_or_default(), standing.to_string(), population.unwrap_or_default()]
    })
}

fn statements(state: &State) -> impl Iterator<Item = [String; 4]> {
    state.statements.iter().map(|made| {
        let body = &made.body;
        let (lang, text) = match body.text.best(&Lang::new("en")) {
            Some((lang, text)) => (lang.to_string(), text.to_owned()),
            None => (String::new(), String::new()),
        };
        [body.statement.to_string(), text, body.topic.to_string(), lang]
    })
}
