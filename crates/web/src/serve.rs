//! Serving until told to stop.

use crate::app::App;
use crate::router::router;
use std::io;
use std::net::SocketAddr;
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
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stopped).await
}
