//! A background paper as a form with a file in it, as the desk and programs send it.

use crate::app::App;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use forum::live::Refusal;
use forum::live::papers::LARGEST_PAPER;

/// A paper as its form sends it.
#[derive(Debug, Default)]
pub(crate) struct PaperForm {
    pub(crate) topic: String,
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) capacity: String,
    pub(crate) lang: String,
    pub(crate) link: String,
    pub(crate) bytes: Vec<u8>,
}

impl PaperForm {
    /// Reads a form to its end. One that cannot be, as where it is too large, is refused in words.
    pub(crate) async fn read(request: Request, app: &App) -> Result<PaperForm, Refusal> {
        let unclear = Refusal::field("paper", "refused-form");
        let Ok(form) = Multipart::from_request(request, app).await else { return Err(unclear) };
        PaperForm::filled(form).await.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => {
                Refusal::field("paper", "refused-large-file").with("most", LARGEST_PAPER / (1024 * 1024))
            }
            _ => unclear,
        })
    }

    async fn filled(mut form: Multipart) -> Result<PaperForm, MultipartError> {
        let mut filled = PaperForm::default();
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                filled.bytes = field.bytes().await?.to_vec();
                continue;
            }
            let text = field.text().await?;
            match name.as_str() {
                "topic" => filled.topic = text,
                "title" => filled.title = text,
                "author" => filled.author = text,
                "capacity" => filled.capacity = text,
                "lang" => filled.lang = text,
                "link" => filled.link = text,
                _ => {}
            }
        }
        Ok(filled)
    }
}
