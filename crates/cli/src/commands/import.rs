//! `plenary import`: a Polis export or a plain package becomes a running forum.

use crate::arguments::Import;
use crate::server::{block_on, forums, now, shown};
use crate::terminal::{Failure, note, result, told};
use crate::{keys, progress::Progress};
use ballots::{ConvertOptions, OutputFormat};
use forum::live::beginning::{NewForum, Template};
use forum::live::exchange::{PackageIn, PartyIn, PersonIn, StatementIn};
use forum::live::{Forums, LiveError};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use terms::{Capacity, Tier, Vote};

type Row = BTreeMap<String, String>;

/// Reads the package in any of its forms, then begins the forum.
pub(crate) fn run(typed: &Import) -> Result<(), Failure> {
    let folder = tempfile::tempdir().map_err(|error| Failure::Machine(format!("no folder: {error}")))?;
    let plain = folder.path().join("package");
    let (package, simulation) = read(typed, &plain)?;
    let day = jiff::Timestamp::from_millisecond(now().millis()).unwrap_or_default().to_string();
    let day = day.chars().take(10).collect::<String>();
    let new = NewForum {
        name: typed.name.clone(),
        theme: typed.name.clone(),
        place: "–".to_owned(),
        zone: typed.zone.clone(),
        opens: day.clone(),
        closes: day,
        template: Template::Intergovernmental.name().to_owned(),
        lang: typed.lang.clone(),
        simulation,
        ..NewForum::default()
    };
    block_on(async {
        let key = keys::held(&typed.keeping.database, typed.keeping.key.as_deref())?;
        let forums: Arc<Forums> = forums(&typed.keeping.database, key).await?;
        keys::fits(&forums, &typed.keeping).await?;
        let (live, desk) =
            forums.import(&new, &package, now()).await.map_err(|error| refused(&error, typed))?;
        note(&format!(
            "The forum {} is in {}: {} statements, {} people, {} votes.",
            live.key(),
            shown(&typed.keeping.database),
            package.statements.len(),
            package.people.len(),
            package.votes.len()
        ));
        result(&format!("Its desk, once, where it is served:  /{}/enter/{}\n", live.key(), desk.text()))
    })
}

fn refused(error: &LiveError, typed: &Import) -> Failure {
    match error {
        LiveError::Refused(refusal) => {
            let mut args = present::locale::Args::new();
            refusal.args.iter().for_each(|(name, value)| args.set(*name, value.as_str()));
            let says = present::locale::say(&terms::Lang::new("en"), refusal.message, &args);
            Failure::Input(format!("{}: {says} Nothing was written.", typed.from.display()))
        }
        error => Failure::Input(told(error)),
    }
}

/// The package as rows, by way of the plain form into which everything can be converted.
fn read(typed: &Import, plain: &Path) -> Result<(PackageIn, Option<u64>), Failure> {
    let progress = Progress::begin();
    let rows = |done| progress.rows(done);
    let options = ConvertOptions {
        format: OutputFormat::Csv,
        agree_sign: typed.agree,
        lenient: false,
        threads: 0,
        progress: Some(&rows),
    };
    let done = ballots::convert(&typed.from, plain, &options);
    progress.end();
    done.map_err(|error| Failure::Input(told(&error)))?;
    let about = std::fs::read(plain.join("datapackage.json")).unwrap_or_default();
    let about: serde_json::Value = serde_json::from_slice(&about).unwrap_or_default();
    Ok((package(plain)?, about["simulation"]["seed"].as_u64()))
}

fn package(plain: &Path) -> Result<PackageIn, Failure> {
    let get = |row: &Row, name: &str| row.get(name).cloned().unwrap_or_default();
    let mut package = PackageIn::default();
    let mut places = BTreeMap::new();
    for row in table(plain, "parties")? {
        package.parties.push(PartyIn {
            key: get(&row, "party"),
            name: get(&row, "name"),
            standing: get(&row, "standing"),
            population: get(&row, "population").parse().unwrap_or_default(),
        });
    }
    for row in table(plain, "participants")? {
        places.insert(get(&row, "participant"), package.people.len());
        package.people.push(PersonIn {
            tier: Tier::named(&get(&row, "tier")),
            party: get(&row, "party"),
            capacity: Capacity::named(&get(&row, "capacity")),
        });
    }
    for row in table(plain, "statements")? {
        package.statements.push(StatementIn {
            key: get(&row, "statement"),
            text: get(&row, "text"),
            lang: get(&row, "lang"),
            topic: get(&row, "topic"),
            rejected: get(&row, "moderated") == "-1",
        });
    }
    let known: std::collections::BTreeSet<String> =
        package.statements.iter().map(|statement| statement.key.clone()).collect();
    let mut missing = std::collections::BTreeSet::new();
    for row in table(plain, "votes")? {
        let (person, statement) = (get(&row, "participant"), get(&row, "statement"));
        let next = package.people.len();
        let place = *places.entry(person).or_insert(next);
        if place == next {
            package.people.push(PersonIn::default());
        }
        let vote = get(&row, "vote").parse().ok().and_then(Vote::from_sign);
        if !known.contains(&statement) {
            missing.insert(statement.clone());
        }
        package.votes.extend(vote.map(|vote| (place, statement, vote)));
    }
    // A package of votes alone says on what and not what it says; the key stands for the text.
    let nameless =
        missing.into_iter().map(|key| StatementIn { text: key.clone(), key, ..StatementIn::default() });
    package.statements.extend(nameless);
    Ok(package)
}

/// The rows of a table of the package; none where it has no such table.
fn table(plain: &Path, stem: &str) -> Result<Vec<Row>, Failure> {
    let path = plain.join(format!("{stem}.csv"));
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let failed = |error: &dyn std::error::Error| Failure::Machine(format!("{stem}.csv: {}", told(error)));
    let mut reader = csv::Reader::from_path(&path).map_err(|error| failed(&error))?;
    reader.deserialize().map(|row| row.map_err(|error| failed(&error))).collect()
}
