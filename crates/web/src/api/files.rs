//! The published text as files, the bundle of the record, and receipts.

use super::answer::{Asker, Refused};
use crate::published::NoFiles;
use crate::routes::text::Reader;
use crate::routes::text::files::{bundle_of, file_of, handed, receipt_of, why_not};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use forum::live::Refusal;
use std::collections::BTreeMap;

fn told(at: &Asker, why: NoFiles) -> Refused {
    let (status, message) = why_not(&why);
    match why {
        NoFiles::Failed(why) => at.told(status, &Refusal::of(message).with("why", why)),
        _ => at.says(status, message),
    }
}

fn missing(at: &Asker) -> Refused {
    at.says(StatusCode::NOT_FOUND, "problem-not-found")
}

fn no_receipt(at: &Asker) -> Refused {
    at.says(StatusCode::NOT_FOUND, "problem-no-receipt")
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/text/files/{name}", params(("forum" = String, Path, description = "The forum."), ("name" = String, Path, description = "`text.LANG.ENDING`, `adoption-record.LANG.ENDING` or `communique.LANG.ENDING` with the ending pdf, docx, html or txt; `text.LANG.akn.xml`; `paper.json`; `adoption-record.json`.")), responses((status = 200, description = "The file.", content_type = "application/octet-stream"), (status = 404, body = Refused, description = "The text is not published, or it has no such file."), (status = 503, body = Refused, description = "It cannot be made on this server, and why.")))]
pub(crate) async fn file(
    at: Asker,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Refused> {
    let name = parts.get("name").map_or("", String::as_str);
    let bytes = file_of(&at.place(), name).await.map_err(|why| told(&at, why))?;
    bytes.map(|bytes| handed(name, bytes)).ok_or_else(|| missing(&at))
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/bundle.zip", params(("forum" = String, Path, description = "The forum.")), responses((status = 200, description = "What `plenary verify` takes, in a folder `bundle`.", content_type = "application/zip"), (status = 404, body = Refused, description = "The text is not published."), (status = 409, body = Refused, description = "This server has no key to sign with.")))]
pub(crate) async fn bundle(at: Asker) -> Result<Response, Refused> {
    let bytes = bundle_of(&at.place()).await.map_err(|why| told(&at, why))?;
    Ok(handed("bundle.zip", bytes))
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/acts/{act}/receipt", params(("forum" = String, Path, description = "The forum."), ("act" = u64, Path, description = "The number of the act.")), security(("token" = []), ()), responses((status = 200, description = "That the act stands in the record, signed by the forum; what `plenary verify --receipt` takes.", content_type = "application/json"), (status = 404, body = Refused, description = "There is no such act, none that a receipt is given for, or none that who asks may read.")))]
pub(crate) async fn receipt(
    at: Asker,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Refused> {
    let number = parts.get("act").and_then(|act| act.parse().ok()).ok_or_else(|| no_receipt(&at))?;
    let reader = Reader {
        delegate: at.delegate().await.ok(),
        pen: at.organiser().await.is_ok(),
        co_organiser: at.co_organiser().await.is_ok(),
        takes_part: at.voter().await.is_ok(),
        receipts: true,
    };
    let bytes = receipt_of(&at.place(), number, &reader).map_err(|why| told(&at, why))?;
    bytes.map(|bytes| handed(&format!("receipt-{number}.json"), bytes)).ok_or_else(|| no_receipt(&at))
}
