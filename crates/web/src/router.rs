//! Which address leads to which endpoint, and what every answer carries.

use crate::app::App;
use crate::journal;
use crate::limits;
use crate::routes;
use crate::turned_away;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::routing::{get, post};
use std::time::Duration;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

/// Forms and API bodies are small.
pub(crate) const LARGEST_BODY: usize = 256 * 1024;

/// A form with a file in it: the largest paper and what stands around it.
const LARGEST_FILE: usize = forum::live::papers::LARGEST_PAPER + 64 * 1024;

/// Between two pieces of a body no more may pass: whoever sends slower than that holds a place for nothing.
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// Nothing from outside, nothing inline: what people write can never run.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// The whole application.
pub fn router(app: App) -> Router {
    let compressed = SizeAbove::new(600).and(NotForContentType::const_new("text/event-stream"));
    pages()
        .merge(desk())
        .merge(chamber())
        .merge(machine())
        .merge(crate::api::routes())
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .merge(files())
        .fallback(routes::nothing::here)
        .layer(axum::middleware::from_fn_with_state(app.clone(), limits::hold))
        .layer(axum::middleware::from_fn_with_state(app.clone(), journal::note))
        .with_state(app)
        .layer(RequestBodyTimeoutLayer::new(LONGEST_PAUSE))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(CsrfLayer::new())
        .layer(axum::middleware::from_fn(turned_away::in_words))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ))
        .layer(fixed("x-content-type-options", "nosniff"))
        .layer(fixed("referrer-policy", "same-origin"))
        .layer(fixed("cross-origin-opener-policy", "same-origin"))
        .layer(fixed("permissions-policy", "camera=(), microphone=(), geolocation=()"))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ))
}

fn pages() -> Router<App> {
    Router::new()
        .route("/", get(routes::forums::show))
        .route("/convene", get(routes::desk::convene::ask).post(routes::desk::convene::begun))
        .route("/{forum}", get(routes::language::choose))
        .route("/{forum}/enter/{secret}", get(routes::language::choose_for_enter))
        .route("/{forum}/{lang}", get(routes::front::show))
        .route("/{forum}/{lang}/take-part", get(routes::take_part::show).post(routes::take_part::answer))
        .route("/{forum}/{lang}/answers", get(routes::answers::show))
        .route("/{forum}/{lang}/enter", get(routes::enter::ask).post(routes::enter::use_code))
        .route("/{forum}/{lang}/enter/{secret}", get(routes::enter::confirm))
        .route("/{forum}/{lang}/leave", post(routes::enter::leave))
        .route("/{forum}/{lang}/sign-in", get(routes::sign_in::enter))
        .route("/sign-in/back", get(routes::sign_in::back))
        .route("/{forum}/{lang}/board", get(routes::board::show))
        .route("/{forum}/{lang}/board.json", get(routes::downloads::json))
        .route("/{forum}/{lang}/board.csv", get(routes::downloads::csv))
        .route("/{forum}/{lang}/board.svg", get(routes::downloads::svg))
        .route("/{forum}/{lang}/opinions", get(routes::opinions::show))
        .route("/{forum}/{lang}/opinions/{picture}", get(routes::opinions::file))
        .route("/{forum}/{lang}/statement/{statement}", get(routes::statement::show))
        .route("/{forum}/{lang}/statement/{statement}/picture.svg", get(routes::picture::svg))
        .route("/{forum}/{lang}/statement/{statement}/parties.csv", get(routes::picture::csv))
        .route("/{forum}/{lang}/statement/{statement}/finding.json", get(routes::picture::json))
        .route("/{forum}/{lang}/embed/board", get(routes::embeds::board))
        .route("/{forum}/{lang}/embed/party/{party}", get(routes::embeds::party))
        .route("/{forum}/{lang}/embed/{statement}", get(routes::picture::embed))
        .route("/{forum}/{lang}/search", get(routes::search::show))
        .route("/{forum}/{lang}/participants", get(routes::participants::show))
        .route("/{forum}/{lang}/party/{party}", get(routes::party::show))
        .route("/{forum}/{lang}/party/{party}/stands.json", get(routes::stands::json))
        .route("/{forum}/{lang}/party/{party}/stands.csv", get(routes::stands::csv))
        .route("/{forum}/{lang}/paper/{paper}", get(routes::paper::file))
        .route("/{forum}/{lang}/topics", get(routes::topics::show))
        .route("/{forum}/{lang}/topic/{topic}", get(routes::topic::show).post(routes::topic::propose))
        .route("/{forum}/{lang}/topic/{topic}/report", get(routes::report::show).post(routes::report::write))
        .route("/{forum}/{lang}/statement/{statement}/reply", post(routes::reply::hand))
        .route("/{forum}/{lang}/press", get(routes::press::show))
        .route("/{forum}/{lang}/press.txt", get(routes::press::text))
        .route("/{forum}/{lang}/record", get(routes::record::show))
}

fn desk() -> Router<App> {
    Router::new()
        .route("/{forum}/{lang}/desk", get(routes::desk::show))
        .route("/{forum}/{lang}/desk/parties", post(routes::desk::lists::parties))
        .route(
            "/{forum}/{lang}/desk/topics",
            get(routes::desk::guide::show).post(routes::desk::lists::topics),
        )
        .route("/{forum}/{lang}/desk/names", get(routes::desk::names::show).post(routes::desk::names::keep))
        .route("/{forum}/{lang}/desk/guide", post(routes::desk::guide::guide))
        .route("/{forum}/{lang}/desk/statements", post(routes::desk::lists::statements))
        .route("/{forum}/{lang}/desk/codes", post(routes::desk::codes::issue))
        .route("/{forum}/{lang}/desk/phase", post(routes::desk::course::phase))
        .route("/{forum}/{lang}/desk/topic", post(routes::desk::course::topic))
        .route("/{forum}/{lang}/desk/statement", post(routes::desk::course::statement))
        .route("/{forum}/{lang}/desk/publish", post(routes::desk::publish::now))
        .route("/{forum}/{lang}/desk/delegations", get(routes::desk::delegations::show))
        .route("/{forum}/{lang}/desk/invite", post(routes::desk::delegations::invite))
        .route("/{forum}/{lang}/desk/reply", post(routes::desk::delegations::reply))
        .route("/{forum}/{lang}/desk/rename", post(routes::desk::delegations::rename))
        .route("/{forum}/{lang}/desk/rosters", post(routes::desk::delegations::rosters))
        .route("/{forum}/{lang}/desk/organisations", post(routes::desk::delegations::organisations))
        .route("/{forum}/{lang}/desk/delegates", post(routes::desk::delegations::delegates))
        .route("/{forum}/{lang}/desk/letters", get(routes::desk::letters::show))
        .route("/{forum}/{lang}/desk/retry", post(routes::desk::letters::retry))
        .route("/{forum}/{lang}/desk/remind", post(routes::desk::letters::remind))
        .route("/{forum}/{lang}/desk/withdraw", post(routes::desk::delegations::withdraw))
        .route("/{forum}/{lang}/desk/erase", post(routes::desk::delegations::erase))
        .route("/{forum}/{lang}/desk/credentials", post(routes::desk::delegations::credentials))
        .route(
            "/{forum}/{lang}/desk/people",
            get(routes::desk::people::show).post(routes::desk::people::invite),
        )
        .route("/{forum}/{lang}/passkey/ask", post(routes::passkey::ask))
        .route("/{forum}/{lang}/passkey/enter", post(routes::passkey::enter))
        .route("/{forum}/{lang}/desk/passkey/ask", post(routes::passkey::ask_to_make))
        .route("/{forum}/{lang}/desk/passkey/make", post(routes::passkey::make))
        .route("/{forum}/{lang}/desk/passkey/forget", post(routes::passkey::forget))
        .route("/{forum}/{lang}/desk/account", get(routes::sign_in::account))
        .route("/{forum}/{lang}/desk/account/connect", get(routes::sign_in::connect))
        .route("/{forum}/{lang}/desk/account/forget", post(routes::sign_in::forget))
        .route("/{forum}/{lang}/desk/co-organiser", post(routes::desk::people::name_co_organiser))
        .route("/{forum}/{lang}/desk/remove", post(routes::desk::people::remove))
        .route("/{forum}/{lang}/desk/revoke", post(routes::desk::people::revoke))
        .route("/{forum}/{lang}/desk/share", post(routes::desk::people::share))
        .route("/{forum}/{lang}/desk/plan", get(routes::desk::plan::show).post(routes::desk::plan::date))
        .route("/{forum}/{lang}/desk/usual-plan", post(routes::desk::plan::usual))
        .route("/{forum}/{lang}/desk/right", post(routes::desk::plan::right))
        .route("/{forum}/{lang}/desk/require", post(routes::approvals::require))
        .route("/{forum}/{lang}/desk/ask-approval", post(routes::approvals::ask))
}

/// What takes a file.
fn files() -> Router<App> {
    Router::new()
        .route("/{forum}/{lang}/text/pack", post(routes::text::pack::hand))
        .route("/{forum}/{lang}/text/bring", post(routes::text::bringing::bring))
        .route("/{forum}/{lang}/desk/paper", post(routes::desk::guide::paper))
        .merge(crate::api::large())
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(LARGEST_FILE))
}

/// What delegates and co-organisers do.
fn chamber() -> Router<App> {
    Router::new()
        .route("/{forum}/{lang}/text", get(routes::text::show))
        .route("/{forum}/{lang}/text/round", get(routes::text::round::show))
        .route("/{forum}/{lang}/text/clause/{clause}", get(routes::text::clause::show))
        .route("/{forum}/{lang}/text/pack.txt", get(routes::text::pack::take))
        .route("/{forum}/{lang}/text/file/{name}", get(routes::text::files::file))
        .route("/{forum}/{lang}/text/brackets.svg", get(routes::text::course::svg))
        .route("/{forum}/{lang}/text/brackets.csv", get(routes::text::course::csv))
        .route("/{forum}/{lang}/text/bundle.zip", get(routes::text::files::bundle))
        .route("/{forum}/{lang}/receipt/{act}", get(routes::text::files::receipt))
        .route("/{forum}/{lang}/text/note", post(routes::text::noting::write))
        .route("/{forum}/{lang}/text/remind", post(routes::text::reminding::remind))
        .route("/{forum}/{lang}/text/do/{what}", post(routes::text::doing::act))
        .route("/{forum}/{lang}/desk/text", get(routes::text::begin::show).post(routes::text::begin::begin))
        .route("/{forum}/{lang}/approvals", get(routes::approvals::show))
        .route("/{forum}/{lang}/approvals/give", post(routes::approvals::give))
        .route("/{forum}/{lang}/approvals/withhold", post(routes::approvals::withhold))
        .route("/{forum}/{lang}/moderate", get(routes::moderate::show))
        .route("/{forum}/{lang}/moderate/let-in", post(routes::moderate::let_in))
        .route("/{forum}/{lang}/moderate/refuse", post(routes::moderate::refuse))
        .route("/{forum}/{lang}/moderate/hide-reply", post(routes::moderate::hide_reply))
        .route("/{forum}/{lang}/moderate/translate", post(routes::moderate::translate))
        .route("/{forum}/{lang}/moderate/by-machine", post(routes::machine::translate))
        .route("/{forum}/{lang}/delegation", get(routes::delegation::show))
        .route("/{forum}/{lang}/delegation/reply", post(routes::delegation::reply))
        .route("/{forum}/{lang}/delegation/roster", post(routes::delegation::roster))
        .route("/{forum}/{lang}/delegation/capital", post(routes::delegation::capital))
        .route("/{forum}/{lang}/delegation/key", post(routes::delegation::key))
        .route("/{forum}/{lang}/delegation/codes", post(routes::delegation::codes))
}

fn machine() -> Router<App> {
    Router::new()
        .route("/{forum}/record.jsonl", get(routes::record::lines))
        .route("/{forum}/live", get(routes::live::watch))
        .route("/{forum}/votes", post(routes::votes::cast))
        .route("/{forum}/next", get(routes::votes::next))
        .route("/sw.js", get(routes::assets::worker))
        .route("/assets/{digest}/{name}", get(routes::assets::file))
        .route("/health", get(routes::health::alive))
        .route("/ready", get(routes::health::ready))
        .route("/metrics", get(routes::health::metrics))
        .route("/favicon.ico", get(routes::assets::icon))
}

fn fixed(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(HeaderName::from_static(name), HeaderValue::from_static(value))
}
