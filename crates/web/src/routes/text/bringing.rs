//! A text that those who hold the pen bring: a Word file, a plain one, or what they paste.

use super::fields::Fields;
use crate::extract::Place;
use crate::problem::{Problem, refusal};
use crate::views::told::Told;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use forum::live::{LiveError, PenAct, Refusal};
use papers::docx::{Reading, Warning};
use terms::Lang;

/// What a form brings.
#[derive(Debug, Default)]
struct Brought {
    lang: String,
    pasted: String,
    file: Vec<u8>,
}

/// Takes it in, and shows the text with what was decided on the way.
pub(crate) async fn bring(at: Place, request: Request) -> Result<Response, Problem> {
    crate::routes::desk::organiser(&at).await?;
    let brought = match filled(request, &at).await {
        Ok(brought) => brought,
        Err(refused) => return again(&at, Brought::default(), refused.into()).await,
    };
    let (act, warnings) = match read(&brought) {
        Ok(read) => read,
        Err(refused) => return again(&at, brought, refused.into()).await,
    };
    match at.live.act(at.now, |state| act.deed(state, at.now)).await {
        Ok(_) => {
            let said = |warning: &Warning| {
                let (id, args) = warning.said();
                at.speech.says(id, &args)
            };
            let notes = warnings.iter().map(said).collect();
            let told = Told { done: at.speech.w("did-bring"), notes, ..Told::default() };
            super::page(&at, told, Fields::default(), &super::NOTHING).await
        }
        Err(error) => again(&at, brought, error).await,
    }
}

async fn filled(request: Request, at: &Place) -> Result<Brought, Refusal> {
    let unclear = || Refusal::field("bring", "refused-form");
    let mut form = Multipart::from_request(request, &at.app).await.map_err(|_| unclear())?;
    let mut brought = Brought::default();
    while let Some(field) = form.next_field().await.map_err(|_| unclear())? {
        match field.name().unwrap_or_default() {
            "file" => brought.file = field.bytes().await.map_err(|_| unclear())?.to_vec(),
            "lang" => brought.lang = field.text().await.map_err(|_| unclear())?,
            "text" => brought.pasted = field.text().await.map_err(|_| unclear())?,
            _ => {}
        }
    }
    Ok(brought)
}

/// What is to be taken in, and what was decided or left out while a file was read.
fn read(brought: &Brought) -> Result<(PenAct, Vec<Warning>), Refusal> {
    let bytes = if brought.file.is_empty() { brought.pasted.as_bytes() } else { &brought.file };
    let reading = papers::import::import(bytes).map_err(|error| {
        let (message, args) = error.said();
        Refusal { field: "bring", message, args }
    })?;
    // What is plain goes in as it is, so that a refusal names its line.
    let words = match papers::import::is_word(bytes) {
        true => as_plain(&reading),
        false => String::from_utf8_lossy(bytes).into_owned(),
    };
    Ok((PenAct::Bring { words, lang: Lang::new(&brought.lang) }, reading.warnings))
}

/// A Word file as plain text: what the word processor counts gets its number.
fn as_plain(reading: &Reading) -> String {
    let mut number = 0;
    let line = |paragraph: &papers::docx::Paragraph| match paragraph.numbered {
        true => {
            number += 1;
            format!("{number}. {}", paragraph.text)
        }
        false => paragraph.text.clone(),
    };
    reading.paragraphs.iter().map(line).collect::<Vec<_>>().join("\n\n")
}

/// The page again, with what was pasted and why it was refused.
async fn again(at: &Place, brought: Brought, error: LiveError) -> Result<Response, Problem> {
    let refused = refusal(error).map_err(|error| at.problem(LiveError::Store(error)))?;
    let error = at.speech.says(refused.message, &refused.args);
    let told = Told { error, ..Told::typed("bring", &brought.pasted, &brought.lang) };
    let page = super::page(at, told, Fields::default(), &super::NOTHING).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
