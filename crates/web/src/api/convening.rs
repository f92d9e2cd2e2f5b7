//! A forum from nothing, for programs that hold the server's key.

use super::answer::{Refused, told};
use crate::app::App;
use crate::problem::refusal;
use crate::routes::desk::convene::{Typed, Unconvened, convened, holds_the_key};
use crate::speech::Speech;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use forum::live::Refusal;
use serde::{Deserialize, Serialize};
use terms::Lang;
use utoipa::ToSchema;

/// A forum to be convened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ForumSent {
    /// The key that the server printed when it started.
    key: String,
    /// Its name.
    name: String,
    /// Its theme.
    #[serde(default)]
    theme: String,
    /// Where it meets.
    place: String,
    /// The IANA zone there.
    zone: String,
    /// First day, `YYYY-MM-DD`.
    opens: String,
    /// Last day, `YYYY-MM-DD`.
    closes: String,
    /// intergovernmental, city-network, or `after:FORUM` for one that follows another of this server.
    template: String,
    /// The id of the rule of adoption; the template's own where it is left out.
    #[serde(default)]
    rule: String,
    /// How many hours parties have to object where a text is adopted in silence.
    #[serde(default)]
    silence_hours: String,
    /// In which language this is written; it becomes the forum's first. English where it is left out.
    #[serde(default)]
    lang: String,
}

/// A forum that was convened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConvenedView {
    /// Its key, as in addresses.
    forum: String,
    /// The token of its first organiser, this once.
    token: String,
    /// Until when it serves, in milliseconds since 1970 UTC.
    until: i64,
}

#[utoipa::path(post, path = "/api/v1/forums", request_body = ForumSent, responses((status = 201, body = ConvenedView, description = "The forum is convened, and this is the token of its organiser."), (status = 403, body = Refused, description = "This is not the server's key."), (status = 422, body = Refused, description = "Nothing was convened; the first field that does not fit is named.")))]
pub(crate) async fn convene(
    State(app): State<App>,
    headers: HeaderMap,
    sent: Result<Json<ForumSent>, JsonRejection>,
) -> Result<(StatusCode, Json<ConvenedView>), Refused> {
    let shipped = ["en", "zh-Hans", "ru", "fa"].map(Lang::new);
    let speech = Speech::new(crate::extract::preferred(&headers, &shipped));
    let refused = |refusal: &Refusal| told(&speech, StatusCode::UNPROCESSABLE_ENTITY, refusal);
    let Json(sent) = sent.map_err(|_| refused(&Refusal::of("refused-form")))?;
    if !holds_the_key(&app, &sent.key) {
        return Err(told(&speech, StatusCode::FORBIDDEN, &Refusal::of("problem-not-convener")));
    }
    let wanted = if sent.lang.is_empty() { "en" } else { sent.lang.as_str() };
    let lang = shipped.into_iter().find(|lang| lang.as_str() == wanted);
    let lang = lang.ok_or_else(|| refused(&Refusal::field("lang", "refused-form")))?;
    let typed = Typed {
        key: sent.key,
        name: sent.name,
        theme: sent.theme,
        place: sent.place,
        zone: sent.zone,
        opens: sent.opens,
        closes: sent.closes,
        template: sent.template,
        rule: sent.rule,
        silence_hours: sent.silence_hours,
    };
    match convened(&app, &typed, &lang).await {
        Ok((key, entered)) => {
            let (token, until) = (entered.session.text(), entered.until.millis());
            Ok((StatusCode::CREATED, Json(ConvenedView { forum: key.to_string(), token, until })))
        }
        Err(Unconvened::Refused(all)) => Err(refused(all.first().unwrap_or(&Refusal::of("refused-form")))),
        Err(Unconvened::Failed(error)) => Err(match refusal(error) {
            Ok(refusal) => refused(&refusal),
            Err(_) => told(&speech, StatusCode::INTERNAL_SERVER_ERROR, &Refusal::of("problem-failed")),
        }),
    }
}
