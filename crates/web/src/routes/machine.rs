//! Translations by a machine, of one statement that a moderator names, where the operator named a translator. They are
//! marked as such in the record, and a translation by a person takes their place.

use super::moderate::{PAGE, Sent, actor, moderator, page};
use crate::extract::Place;
use crate::problem::Problem;
use crate::views::told::{Told, after};
use axum::Form;
use axum::response::Response;
use forum::acts::StatementTranslated;
use forum::fold::State;
use forum::live::entering::DeskRole;
use forum::live::{Deed, LiveError, Refusal};
use terms::{Lang, StatementKey};

pub(crate) async fn translate(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let role = moderator(&at).await?;
    let done = translated(&at, (&sent.statement, &sent.lang), &role).await;
    let typed = Told::typed("translate", &sent.text, &sent.statement);
    after(&at, done, (PAGE, "translated"), typed, |told| page(&at, &role, told)).await
}

/// Has a statement translated into a language, for whoever may. The numbers of the acts.
pub(crate) async fn translated(
    at: &Place,
    (statement, lang): (&str, &str),
    role: &DeskRole,
) -> Result<Vec<u64>, LiveError> {
    let refused = |message| Refusal::field("translate", message);
    let translator = at.app.settings().ways.translate.as_ref();
    let translator = translator.ok_or_else(|| refused("refused-no-translator"))?;
    let statement = StatementKey::new(statement.trim());
    let to = super::topic::language(at, lang);
    let (from, text) = original(&at.live.view().state, &statement)
        .ok_or_else(|| Refusal::field("translate", "refused-no-such-statement"))?;
    if from == to {
        return Err(refused("refused-same-language").into());
    }
    let (out, into) = (from.as_str(), to.as_str());
    let answer = translator.translate(&text, plain(out), plain(into)).await;
    let text = answer.map_err(|trouble| refused("refused-translator").with("why", trouble))?;
    // A statement is one line.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let body = StatementTranslated { statement, lang: to, text, by_machine: true };
    at.live.act(at.now, |_| Ok(Deed::one(actor(role), body.clone()))).await
}

/// The language of a tag without script and place: what translators go by.
fn plain(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// A statement as its author made it: in the first of its languages.
fn original(state: &State, key: &StatementKey) -> Option<(Lang, String)> {
    let made = state.statement(key)?;
    let translated = |lang: &Lang| state.discussion.translations.contains_key(&(key.clone(), lang.clone()));
    let all = made.body.text.iter();
    let mut own = all.filter(|(lang, _)| !translated(lang));
    own.next().map(|(lang, text)| (lang.clone(), text.to_owned()))
}
