//! What `serve` and `demo` share: the clock, the listener, the loop that keeps forums up to date, stopping.

use crate::arguments::Listening;
use crate::terminal::{Failure, note, told};
use forum::live::{Forums, Secret, ServerKey};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use store_sqlite::SqliteStore;
use terms::Instant;
use tokio::net::TcpListener;
use web::{App, Journal, Limits, Line, Settings};

/// The port that is tried where none is named: the year of the reference forum.
const USUAL_PORT: u16 = 2021;

/// A board is found anew at most so often.
const PAUSE: Duration = Duration::from_millis(400);

const HOUR: Duration = Duration::from_secs(3_600);

/// How often the record notes how the votes stand, where any came.
const MINUTE: Duration = Duration::from_secs(60);

/// Runs on the runtime of a server.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Failure::Machine(format!("no runtime: {error}")))?.block_on(work)
}

/// Now, by the clock of this machine.
#[expect(clippy::disallowed_methods, reason = "the binary has the clock; everybody else is told")]
pub(crate) fn now() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let millis = since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
    Instant::from_millis(millis)
}

/// Opens the forums in a file, or in PostgreSQL where an address of one is named.
pub(crate) async fn forums(database: &str, key: Option<ServerKey>) -> Result<Arc<Forums>, Failure> {
    let store = store(database).await?;
    let place =
        |error: &dyn std::error::Error| Failure::Input(format!("{}: {}", shown(database), told(error)));
    Ok(Arc::new(Forums::with_key(store, key).await.map_err(|error| place(&error))?))
}

async fn store(database: &str) -> Result<Arc<dyn Store>, Failure> {
    let place =
        |error: &dyn std::error::Error| Failure::Input(format!("{}: {}", shown(database), told(error)));
    if is_address(database) {
        return postgres(database).await;
    }
    Ok(Arc::new(SqliteStore::open(Path::new(database)).map_err(|error| place(&error))?))
}

#[cfg(feature = "postgres")]
async fn postgres(address: &str) -> Result<Arc<dyn Store>, Failure> {
    let store = store_postgres::PostgresStore::connect(address).await;
    Ok(Arc::new(store.map_err(|error| Failure::Input(format!("{}: {}", shown(address), told(&error))))?))
}

#[cfg(not(feature = "postgres"))]
async fn postgres(address: &str) -> Result<Arc<dyn Store>, Failure> {
    Err(Failure::Input(format!("{}: this binary was built without PostgreSQL; name a file", shown(address))))
}

/// Whether a database is named by an address, not by a file.
pub(crate) fn is_address(database: &str) -> bool {
    database.starts_with("postgres://") || database.starts_with("postgresql://")
}

/// The database as it may be shown: without the password that its address may hold.
pub(crate) fn shown(database: &str) -> String {
    match database.split_once("://").map(|(scheme, rest)| (scheme, rest.rsplit_once('@'))) {
        Some((scheme, Some((_, host)))) => format!("{scheme}://…@{host}"),
        _ => database.to_owned(),
    }
}

/// Listens where it was told to.
pub(crate) async fn listen(typed: &Listening) -> Result<(TcpListener, String), Failure> {
    let ports = typed.port.map_or(vec![USUAL_PORT, 0], |port| vec![port]);
    let mut last = None;
    for port in ports {
        match TcpListener::bind(SocketAddr::new(typed.bind, port)).await {
            Ok(listener) => {
                let port = listener.local_addr().map_or(port, |address| address.port());
                let shown =
                    if typed.bind.is_loopback() { "localhost".to_owned() } else { typed.bind.to_string() };
                return Ok((listener, format!("http://{shown}:{port}")));
            }
            Err(error) => last = Some(format!("{}:{port}: {error}", typed.bind)),
        }
    }
    let why = last.unwrap_or_default();
    Err(Failure::Input(format!("{why}. Choose another with --port, or leave it out.")))
}

/// Serves until Ctrl-C or a request of the system to end, keeping every forum up to date.
pub(crate) async fn serve(
    forums: Arc<Forums>,
    listener: TcpListener,
    typed: &Listening,
    convene: Option<Secret>,
    (mail, ways): (web::MailWay, web::Ways),
) -> Result<(), Failure> {
    let public_url = typed.public_url.clone();
    let secure = public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    let settings = Settings {
        public_url,
        secure,
        convene,
        limits: Limits::default(),
        mail,
        ways,
        journal: if typed.log { Journal::to(logged) } else { Journal::default() },
    };
    let app = App::new(forums.clone(), settings, Arc::new(now));
    let (swept, noted) = (forums.clone(), forums.clone());
    let follower = tokio::spawn(async move {
        let failed = |error: &forum::live::LiveError| note(&format!("error: {}", told(error)));
        forums.follow(|| tokio::time::sleep(PAUSE), failed).await;
    });
    let sweeper = tokio::spawn(sweep(swept, app.clone()));
    let noter = tokio::spawn(note_tallies(noted));
    let served = web::serve(app, listener, stop()).await;
    follower.abort();
    sweeper.abort();
    noter.abort();
    served.map_err(|error| Failure::Machine(format!("the server failed: {error}")))
}

/// Removes what has ended, now and every hour: sessions and links are personal data, kept no longer than they serve.
async fn sweep(forums: Arc<Forums>, app: App) {
    let mut hours = tokio::time::interval(HOUR);
    loop {
        hours.tick().await;
        app.forget_idle();
        if let Err(error) = forums.store().sweep(now().millis()).await {
            note(&format!("error: what has ended could not be removed: {}", told(&error)));
        }
        for live in forums.all() {
            match live.end_what_is_known(now()).await {
                Ok(0) => {}
                Ok(erased) => note(&format!(
                    "{}: {erased} documents about people were erased: their time is over",
                    live.key()
                )),
                Err(error) => {
                    note(&format!("error: documents about people could not be erased: {}", told(&error)))
                }
            }
        }
    }
}

/// A line of JSON, for whoever watches the server.
fn logged(line: &Line) {
    if let Ok(line) = serde_json::to_string(line) {
        note(&line);
    }
}

/// Notes in every record, every minute, how the votes stand.
async fn note_tallies(forums: Arc<Forums>) {
    let mut minutes = tokio::time::interval(MINUTE);
    minutes.tick().await;
    loop {
        minutes.tick().await;
        for live in forums.all() {
            if let Err(error) = live.note_tally(now()).await {
                note(&format!("error: how the votes stand could not be noted: {}", told(&error)));
            }
        }
    }
}

/// Waits for Ctrl-C or SIGTERM.
async fn stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
    note("Stopping: requests in hand are answered.");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(shown("postgres://me:se@cret@host/db"), "postgres://…@host/db");
        assert_eq!(shown("plenary.sqlite"), "plenary.sqlite");
        assert!(is_address("postgresql://host/db") && !is_address("postgres.sqlite"));
    }
}
