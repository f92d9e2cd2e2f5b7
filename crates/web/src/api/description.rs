//! The OpenAPI description, made from the code of the endpoints.

use super::{
    acts, answer, communique, convening, delegation, desk, files, letters, notes, papers, participants,
    people, programme, reading, reports, search, taking_part, text, tokens,
};
use axum::Json;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Plenary",
        version = "1",
        description = "Parties, topics, statements, votes and findings of a forum. A personal code or link is exchanged for a token, which is sent as `Authorization: Bearer TOKEN`. What is refused changed nothing."
    ),
    paths(
        reading::forums,
        convening::convene,
        reading::forum,
        reading::parties,
        reading::topics,
        reading::statements,
        reading::replies,
        reading::history_of,
        reading::findings,
        participants::list,
        participants::figures,
        programme::plan,
        programme::usual,
        programme::rights,
        reports::show,
        reports::write,
        search::found,
        communique::show,
        files::file,
        files::bundle,
        files::receipt,
        tokens::exchange,
        tokens::end,
        taking_part::vote,
        taking_part::answers,
        taking_part::next,
        taking_part::submit,
        taking_part::own,
        notes::note,
        notes::write,
        notes::take,
        notes::hand,
        delegation::show,
        delegation::draft,
        delegation::act,
        delegation::codes,
        acts::desk_act,
        text::show,
        acts::invite,
        acts::delegates,
        people::list,
        people::invite,
        people::share,
        people::links,
        people::end_link,
        people::remove,
        people::withdraw,
        people::erase,
        letters::list,
        letters::retry,
        letters::remind,
        letters::remind_of_text,
        papers::list,
        papers::link,
        papers::file,
        acts::approvals,
        acts::approve,
        desk::parties,
        desk::topics,
        desk::statements,
        desk::queue,
        desk::decide,
        desk::codes,
        desk::phase,
        desk::publish
    ),
    components(schemas(answer::Refused)),
    modifiers(&Token)
)]
struct Description;

/// How a token is sent.
struct Token;

impl Modify for Token {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        openapi.components.get_or_insert_default().add_security_scheme("token", scheme);
    }
}

pub(crate) async fn show() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}

/// What a token can be narrowed to: what follows the forum in the addresses at which something can be changed.
pub(super) static CHANGEABLE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let paths = Description::openapi().paths.paths;
    let changes = paths.iter().filter(|(_, item)| {
        item.post.is_some() || item.put.is_some() || item.patch.is_some() || item.delete.is_some()
    });
    // /api/v1/forums/FORUM/ADDRESS/…
    let address = |path: &str| path.split('/').nth(5).map(str::to_owned);
    changes.filter_map(|(path, _)| address(path)).filter(|address| address != "tokens").collect()
});
