//! What a page says after something was done or refused there.

use crate::extract::Place;
use crate::problem::{Problem, refusal};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use forum::live::LiveError;
use serde::Deserialize;

/// What a page says after something was done or refused there. Templates call it `told`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// What was done; empty for nothing.
    pub(crate) done: String,
    /// What was decided on the way.
    pub(crate) notes: Vec<String>,
    /// The form that was refused; empty for none.
    pub(crate) form: &'static str,
    /// Why.
    pub(crate) error: String,
    /// What was typed in it, so that nothing is typed twice.
    pub(crate) text: String,
    /// What was chosen in it.
    pub(crate) choice: String,
    /// What stood in its other fields, by name.
    pub(crate) others: Vec<(&'static str, String)>,
}

/// What may stand in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(crate) done: String,
}

impl Told {
    /// What was done, as the address says. Only messages of this list are said, whatever the address holds.
    pub(crate) fn of(at: &Place, asked: &Asked, known: &[&str]) -> Told {
        let done = known.iter().find(|known| **known == asked.done);
        Told {
            done: done.map_or(String::new(), |done| at.speech.w(&format!("done-{done}"))),
            ..Told::default()
        }
    }

    /// A form as it was typed, before it is known whether it holds.
    pub(crate) fn typed(form: &'static str, text: &str, choice: &str) -> Told {
        Told { form, text: text.to_owned(), choice: choice.to_owned(), ..Told::default() }
    }

    /// The same, with what stood in another field.
    pub(crate) fn and(mut self, field: &'static str, value: &str) -> Told {
        self.others.push((field, value.to_owned()));
        self
    }

    /// What stood in another field of this form, if it was refused.
    pub(crate) fn other(&self, form: &str, field: &str) -> &str {
        let of = || self.others.iter().find(|(name, _)| *name == field);
        if self.refused(form) { of().map_or("", |(_, value)| value) } else { "" }
    }

    /// Whether this choice of another field is to be shown as made: what was chosen, else the usual one.
    pub(crate) fn keeps(&self, form: &str, field: &str, value: &str, usual: &bool) -> bool {
        let chosen = self.other(form, field);
        if chosen.is_empty() { *usual } else { chosen == value }
    }

    /// Whether this form was refused.
    pub(crate) fn refused(&self, form: &str) -> bool {
        self.form == form && !self.error.is_empty()
    }

    /// What was typed in this form, if it was refused.
    pub(crate) fn kept(&self, form: &str) -> &str {
        if self.refused(form) { &self.text } else { "" }
    }

    /// One line of what was typed in this form, where it has several fields, if it was refused.
    pub(crate) fn part(&self, form: &str, place: usize) -> &str {
        self.kept(form).split('\n').nth(place).unwrap_or_default()
    }

    /// Whether this was chosen in a form that was refused.
    pub(crate) fn chose(&self, form: &str, choice: &str) -> bool {
        self.refused(form) && self.choice == choice
    }
}

/// On to `page`, which says what was done; or the page again, with what was typed and why it was refused.
pub(crate) async fn after<T, F: Future<Output = Result<Response, Problem>>>(
    at: &Place,
    done: Result<T, LiveError>,
    (page, what): (&str, &str),
    typed: Told,
    again: impl FnOnce(Told) -> F,
) -> Result<Response, Problem> {
    let error = match done {
        Ok(_) => return Ok(Redirect::to(&at.to(&format!("{page}?done={what}"))).into_response()),
        Err(error) => error,
    };
    let refused = refusal(error).map_err(|error| at.problem(LiveError::Store(error)))?;
    let error = at.speech.says(refused.message, &refused.args);
    let page = again(Told { error, ..typed }).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
