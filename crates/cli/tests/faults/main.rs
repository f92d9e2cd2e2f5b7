//! What a failing machine does to the whole server: real processes, spoken to over HTTP as phones do. Every acknowledged
//! vote is there, once.

mod forum;
mod full;
mod http;
mod killed;
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
