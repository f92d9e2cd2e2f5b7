//! Whether the server lives, and whether it can serve.

use crate::app::App;
use axum::extract::State;
use axum::http::StatusCode;
use std::fmt::Write as _;

/// It lives.
pub(crate) async fn alive() -> &'static str {
    "alive\n"
}

/// It can read and write.
pub(crate) async fn ready(State(app): State<App>) -> (StatusCode, String) {
    match app.forums().store().health().await {
        Ok(()) => (StatusCode::OK, "ready\n".to_owned()),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")),
    }
}

/// Numbers for Prometheus: of forums, never of people.
pub(crate) async fn metrics(State(app): State<App>) -> String {
    let mut out = String::from("# TYPE plenary_watchers gauge\n");
    let _ = writeln!(out, "plenary_watchers {}", app.watchers().count());
    for (name, help) in [
        ("acts", "Acts in the record."),
        ("accepted", "Votes accepted, as the store has them at this moment."),
        ("votes", "Votes on the board, which is a little behind."),
        ("answers", "Answers that the board shows, which move by ten people."),
    ] {
        let _ = writeln!(out, "# HELP plenary_{name} {help}\n# TYPE plenary_{name} gauge");
        for live in app.forums().all() {
            let board = live.board();
            let value = match name {
                "acts" => live.view().acts(),
                "accepted" => app.forums().store().last_vote(live.key()).await.unwrap_or(board.votes),
                "votes" => board.votes,
                _ => board.answers,
            };
            let _ = writeln!(out, "plenary_{name}{{forum=\"{}\"}} {value}", live.key());
        }
    }
    out
}
