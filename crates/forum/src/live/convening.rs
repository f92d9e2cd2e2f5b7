//! A forum out of its configuration, beginning now.

use crate::ForumError;
use crate::config::ForumConfig;
use crate::demo::convene::{Times, convene};
use crate::demo::driver::Driver;
use opinion::Evidence;
use procedure::Window;
use record::Record;
use terms::{Instant, Lang};

/// The record of a forum that is convened now from its configuration and open for votes. With a seed everything in it
/// carries the mark of a simulation.
///
/// # Errors
/// [`ForumError`] where the configuration does not make a forum.
pub fn convened(config: &ForumConfig, seed: Option<u64>, now: Instant) -> Result<Record, ForumError> {
    shortened(config, seed, now, None)
}

/// The same with another time to object in a silence round, for demonstrations.
///
/// # Errors
/// As [`convened`].
pub fn shortened(
    config: &ForumConfig,
    seed: Option<u64>,
    now: Instant,
    shortened: Option<Window>,
) -> Result<Record, ForumError> {
    let name = config.forum.name.best(&Lang::new("en")).map_or(config.forum.key.as_str(), |(_, name)| name);
    let title = seed.map_or(name.to_owned(), |seed| format!("{name}. {}.", simulate::mark(seed)));
    let mut driver = Driver::new(&config.forum.key, &title);
    convene(
        &mut driver,
        config,
        seed,
        Times { convened: now, voting_opens: now, evidence: Evidence::Anytime, shortened },
    )?;
    Ok(driver.into_record())
}
