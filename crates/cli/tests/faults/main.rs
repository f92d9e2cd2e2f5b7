//! What a failing machine does to the whole server: real processes, spoken to over HTTP as phones do. Every acknowledged
//! vote is there, once.

mod clock;
#[cfg(feature = "postgres")]
#[expect(dead_code, reason = "the private server of the store's own tests; not all of it is needed here")]
#[path = "../../../store-postgres/tests/on_postgres/server.rs"]
mod database;
mod forum;
mod full;
mod http;
mod killed;
#[cfg(feature = "postgres")]
mod on_postgres;
mod server;
mod voters;

use std::time::Duration;

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until a condition holds.
async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, waiting).await.is_ok(), "in vain: {what}");
}
