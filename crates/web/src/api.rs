//! What the pages do, as JSON for programs, under `/api/v1`. Who acts sends `Authorization: Bearer TOKEN`: a token is
//! what a personal code or link is exchanged for, and has the powers of its holder.
//!
//! | module | what it does |
//! |---|---|
//! | [`acts`] | the acts of the secretariat and of co-organisers, one a request |
//! | [`convening`] | a forum from nothing |
//! | [`communique`] | the communiqué, in the language asked for |
//! | [`files`](self::files) | the published text as files, the bundle, receipts |
//! | [`letters`] | the log of deliveries |
//! | [`people`] | who is at the desk, links for people, taking somebody away |
//! | [`notes`] | the notes of a delegation, and the text to take along |
//! | [`papers`] | background papers, and filing them |
//! | [`participants`] | the list of participants, and how one party stands |
//! | [`programme`] | the plan of dates, and the rights of each standing |
//! | [`reports`] | the report of a topic |
//! | [`search`] | searching what people wrote |
//! | [`answer`] | who asks, and how a refusal is told |
//! | [`reading`] | forums, parties, topics, statements, replies, findings |
//! | [`taking_part`] | votes, own answers, what to ask next, what is handed in |
//! | [`text`] | the text, its clauses and its adoption |
//! | [`tokens`] | a code for a token |
//! | [`delegation`] | the answer to an invitation, roster, key and codes of a delegation |
//! | [`desk`] | parties, topics, statements, phases, codes, the queue, publishing |
//! | [`description`] | the OpenAPI description, made from the code of the endpoints |

pub(crate) mod acts;
pub(crate) mod answer;
pub(crate) mod communique;
pub(crate) mod convening;
pub(crate) mod delegation;
pub(crate) mod description;
pub(crate) mod desk;
pub(crate) mod files;
pub(crate) mod letters;
pub(crate) mod notes;
pub(crate) mod papers;
pub(crate) mod participants;
pub(crate) mod people;
pub(crate) mod programme;
pub(crate) mod reading;
pub(crate) mod reports;
pub(crate) mod search;
pub(crate) mod taking_part;
pub(crate) mod text;
pub(crate) mod tokens;

use crate::app::App;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::{get, post};
use tower_http::set_header::SetResponseHeaderLayer;

/// The addresses of the API.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/openapi.json", get(description::show))
        .route("/api/v1/forums", get(reading::forums).post(convening::convene))
        .route("/api/v1/forums/{forum}", get(reading::forum))
        .route("/api/v1/forums/{forum}/parties", get(reading::parties).post(desk::parties))
        .route("/api/v1/forums/{forum}/topics", get(reading::topics).post(desk::topics))
        .route("/api/v1/forums/{forum}/statements", get(reading::statements).post(desk::statements))
        .route("/api/v1/forums/{forum}/statements/{statement}/replies", get(reading::replies))
        .route("/api/v1/forums/{forum}/statements/{statement}/history", get(reading::history_of))
        .route("/api/v1/forums/{forum}/findings", get(reading::findings))
        .route("/api/v1/forums/{forum}/participants", get(participants::list))
        .route("/api/v1/forums/{forum}/parties/{party}", get(participants::figures))
        .route("/api/v1/forums/{forum}/plan", get(programme::plan).post(programme::usual))
        .route("/api/v1/forums/{forum}/rights", get(programme::rights))
        .route("/api/v1/forums/{forum}/topics/{topic}/report", get(reports::show).post(reports::write))
        .route("/api/v1/forums/{forum}/search", get(search::found))
        .route("/api/v1/forums/{forum}/communique", get(communique::show))
        .route("/api/v1/forums/{forum}/text", get(text::show))
        .route("/api/v1/forums/{forum}/text/notes/{clause}", get(notes::note).post(notes::write))
        .route("/api/v1/forums/{forum}/text/pack", get(notes::take).post(notes::hand))
        .route("/api/v1/forums/{forum}/text/reminders", post(letters::remind_of_text))
        .route("/api/v1/forums/{forum}/text/files/{name}", get(files::file))
        .route("/api/v1/forums/{forum}/bundle.zip", get(files::bundle))
        .route("/api/v1/forums/{forum}/acts/{act}/receipt", get(files::receipt))
        .route("/api/v1/forums/{forum}/tokens", post(tokens::exchange).delete(tokens::end))
        .route("/api/v1/forums/{forum}/votes", post(taking_part::vote))
        .route("/api/v1/forums/{forum}/answers", get(taking_part::answers))
        .route("/api/v1/forums/{forum}/next", get(taking_part::next))
        .route("/api/v1/forums/{forum}/submissions", get(desk::queue).post(taking_part::submit))
        .route("/api/v1/forums/{forum}/submissions/own", get(taking_part::own))
        .route("/api/v1/forums/{forum}/submissions/{id}", post(desk::decide))
        .route("/api/v1/forums/{forum}/codes", post(desk::codes))
        .route("/api/v1/forums/{forum}/phase", post(desk::phase))
        .route("/api/v1/forums/{forum}/delegation", get(delegation::show))
        .route("/api/v1/forums/{forum}/delegation/draft", post(delegation::draft))
        .route("/api/v1/forums/{forum}/delegation/acts", post(delegation::act))
        .route("/api/v1/forums/{forum}/delegation/codes", post(delegation::codes))
        .route("/api/v1/forums/{forum}/desk/acts", post(acts::desk_act))
        .route("/api/v1/forums/{forum}/invitations", post(acts::invite))
        .route("/api/v1/forums/{forum}/delegates", post(acts::delegates))
        .route("/api/v1/forums/{forum}/papers", get(papers::list).post(papers::link))
        .route("/api/v1/forums/{forum}/delegates/{id}", axum::routing::delete(people::withdraw))
        .route("/api/v1/forums/{forum}/delegates/{id}/person", axum::routing::delete(people::erase))
        .route("/api/v1/forums/{forum}/people", get(people::list).post(people::invite))
        .route("/api/v1/forums/{forum}/people/links", get(people::links).post(people::share))
        .route("/api/v1/forums/{forum}/people/links/{id}", axum::routing::delete(people::end_link))
        .route("/api/v1/forums/{forum}/people/{id}", axum::routing::delete(people::remove))
        .route("/api/v1/forums/{forum}/letters", get(letters::list))
        .route("/api/v1/forums/{forum}/letters/reminders", post(letters::remind))
        .route("/api/v1/forums/{forum}/letters/{id}/retry", post(letters::retry))
        .route("/api/v1/forums/{forum}/approvals", get(acts::approvals).post(acts::approve))
        .route("/api/v1/forums/{forum}/publish", post(desk::publish))
        // Some answers hold a secret that is shown once.
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
}

/// What takes a file.
pub(crate) fn large() -> Router<App> {
    Router::new().route("/api/v1/forums/{forum}/papers/files", post(papers::file))
}
