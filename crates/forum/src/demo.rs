//! The whole way on one forum, under one seed: votes, findings, a text, positions, adoption, a promise, the news.
//!
//! Everything but the configuration comes from the seed, and everything shown comes from the record. The instants are
//! those of the configuration: there is no clock, and the same seed gives the same bytes of every file.

pub(crate) mod adopt;
pub(crate) mod convene;
pub(crate) mod driver;
mod files;
mod find;

use crate::ForumError;
use crate::config::ForumConfig;
use driver::Driver;
use record::Record;
use terms::Lang;

/// What a run yields.
#[derive(Clone, Debug)]
pub struct DemoOutcome {
    /// The record of the forum.
    pub record: Record,
    /// The files to write, by path relative to the output folder, with `/` between folders. `index.html` is where to
    /// begin.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Runs the forum that the project ships.
///
/// # Errors
/// [`ForumError`] when the parts do not fit together; never for the shipped forum, whatever the seed.
pub fn run(seed: u64, lang: &Lang) -> Result<DemoOutcome, ForumError> {
    run_with(&ForumConfig::friendship_2021()?, seed, lang)
}

/// Runs any forum whose configuration says what to plant.
///
/// # Errors
/// As [`run`]: a step that a configuration makes impossible.
pub fn run_with(config: &ForumConfig, seed: u64, lang: &Lang) -> Result<DemoOutcome, ForumError> {
    let name = config.forum.name.best(lang).map_or(config.forum.key.as_str(), |(_, name)| name);
    let title = format!("{name}. {}.", simulate::mark(seed));
    let mut driver = Driver::new(&config.forum.key, &title);
    convene::convene(&mut driver, config, Some(seed), convene::Times::of(config)?)?;
    find::find(&mut driver, config, seed)?;
    adopt::draft(&mut driver, config, seed)?;
    adopt::adopt(&mut driver, config, seed)?;
    adopt::promise(&mut driver, config)?;
    let communique = files::issue(&mut driver, config, lang)?;
    let files = files::all(&driver, config, seed, &communique)?;
    Ok(DemoOutcome { record: driver.into_record(), files })
}
