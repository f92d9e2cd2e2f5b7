//! Publishing what is found: a snapshot enters the record.

use super::{Typed, after, organiser};
use crate::extract::Place;
use crate::problem::Problem;
use axum::response::Response;
use record::Actor;

pub(crate) async fn now(at: Place) -> Result<Response, Problem> {
    organiser(&at).await?;
    let done = at.live.publish(Actor::role("secretariat"), at.now).await;
    after(&at, done, "published", Typed { field: "publish", ..Typed::default() })
}
