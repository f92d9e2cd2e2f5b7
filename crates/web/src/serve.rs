//! Serving until told to stop.

use crate::app::App;
use crate::router::router;
use std::io;
use tokio::net::TcpListener;

/// Serves until `stop` is done; then no new connection is taken, streams end, and requests in hand are answered.
///
/// # Errors
/// What the listener says.
pub async fn serve(
    app: App,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let closing = app.clone();
    let stopped = async move {
        stop.await;
        closing.watchers().close();
    };
    axum::serve(listener, router(app)).with_graceful_shutdown(stopped).await
}
