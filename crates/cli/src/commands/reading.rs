//! What the commands share that read vote files.

use crate::arguments::Reading;
use crate::terminal::Failure;
use terms::Instant;

/// The filters that were typed.
pub(super) fn filters(typed: &Reading) -> Result<ballots::Filters, Failure> {
    Ok(ballots::Filters {
        standing: typed.standing.clone(),
        party: typed.party.clone(),
        topic: typed.topic.clone(),
        statement: typed.statement.clone(),
        since: date("--since", typed.since.as_deref())?,
        until: date("--until", typed.until.as_deref())?,
    })
}

/// A date (midnight UTC) or an RFC 3339 instant.
fn date(option: &str, typed: Option<&str>) -> Result<Option<Instant>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    let day = typed.parse::<jiff::civil::Date>().ok();
    let midnight =
        day.and_then(|day| day.to_zoned(jiff::tz::TimeZone::UTC).ok()).map(|zoned| zoned.timestamp());
    let stamp = midnight.or_else(|| typed.parse::<jiff::Timestamp>().ok());
    let stamp = stamp.ok_or_else(|| {
        Failure::Input(format!(
            "{option} {typed}: expected a date such as 2021-06-03 or an instant such as 2021-06-03T09:00:00Z"
        ))
    })?;
    Ok(Some(Instant::from_millis(stamp.as_millisecond())))
}

/// Runs on so many threads; 0 is one per core.
pub(super) fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    Ok(pool.map_err(|error| Failure::Machine(format!("no threads: {error}")))?.install(work))
}
