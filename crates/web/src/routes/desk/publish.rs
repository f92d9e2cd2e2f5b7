//! Publishing what is found: a snapshot enters the record.

use super::{Typed, after, organiser};
use crate::extract::Place;
use crate::problem::Problem;
use axum::response::Response;
use forum::live::Published;
use record::Actor;

pub(crate) async fn now(at: Place) -> Result<Response, Problem> {
    organiser(&at).await?;
    let done = at.live.publish(Actor::role("secretariat"), at.now).await;
    let what = if matches!(done, Ok(Published::Asked)) { "asked" } else { "published" };
    after(&at, done, what, Typed { field: "publish", ..Typed::default() })
}
