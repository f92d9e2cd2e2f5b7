//! A forum from nothing. Only who holds the key that the server printed when it started can do this.

use crate::app::App;
use crate::cookies::{self, Role};
use crate::extract::preferred;
use crate::problem::{Problem, refusal};
use crate::speech::Speech;
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use forum::live::beginning::{NewForum, Template as Kind, begin, rules};
use forum::live::entering::{DeskRole, Grant, ends, ticket};
use forum::live::{Entered, LiveError, Refusal, Secret};
use serde::Deserialize;
use store::Batch;
use terms::{ForumKey, Lang};

/// What stands before the key of the forum that a new one follows, in place of a template.
const AFTER: &str = "after:";

#[derive(Template)]
#[template(path = "convene.html")]
struct Page {
    speech: Speech,
    dir: &'static str,
    style: String,
    key: String,
    typed: Typed,
    kinds: Vec<(String, String)>,
    fields: Vec<Field>,
    template_error: String,
    /// Each rule by id, with its sentence.
    rules: Vec<(String, String)>,
    rule_error: String,
    hours_error: String,
}

/// A field of the form, with what was typed and why it was refused.
struct Field {
    name: &'static str,
    kind: &'static str,
    label: String,
    value: String,
    error: String,
}

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    pub(crate) key: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) theme: String,
    #[serde(default)]
    pub(crate) place: String,
    #[serde(default)]
    pub(crate) zone: String,
    #[serde(default)]
    pub(crate) opens: String,
    #[serde(default)]
    pub(crate) closes: String,
    #[serde(default)]
    pub(crate) template: String,
    #[serde(default)]
    pub(crate) rule: String,
    #[serde(default)]
    pub(crate) silence_hours: String,
}

pub(crate) async fn ask(
    State(app): State<App>,
    Query(typed): Query<Typed>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let lang = language(&headers);
    may(&app, &typed.key, &lang)?;
    Ok(crate::routes::page(&page(&app, &lang, typed, Vec::new())))
}

pub(crate) async fn begun(
    State(app): State<App>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    let lang = language(&headers);
    may(&app, &typed.key, &lang)?;
    match convened(&app, &typed, &lang).await {
        Ok((key, entered)) => {
            let seconds = entered.subject.lasts() / 1000;
            let cookie =
                cookies::hand(&key, Role::Desk, &entered.session, seconds, app.settings().is_secure());
            let desk = Redirect::to(&format!("/{key}/{lang}/desk"));
            Ok(([(header::SET_COOKIE, cookie)], desk).into_response())
        }
        Err(Unconvened::Refused(refused)) => Ok(again(&app, &lang, typed, &refused)),
        Err(Unconvened::Failed(error)) => Err(Problem::of(error, &lang)),
    }
}

/// Why there is no forum: every field that does not fit, or what the store says.
pub(crate) enum Unconvened {
    Refused(Vec<Refusal>),
    Failed(LiveError),
}

impl From<LiveError> for Unconvened {
    fn from(error: LiveError) -> Unconvened {
        Unconvened::Failed(error)
    }
}

/// Convenes a forum for whoever may, and lets them in at its desk.
pub(crate) async fn convened(
    app: &App,
    typed: &Typed,
    lang: &Lang,
) -> Result<(ForumKey, Entered), Unconvened> {
    let new = NewForum {
        name: typed.name.clone(),
        theme: typed.theme.clone(),
        place: typed.place.clone(),
        zone: typed.zone.clone(),
        opens: typed.opens.clone(),
        closes: typed.closes.clone(),
        template: typed.template.clone(),
        rule: typed.rule.clone(),
        silence_hours: typed.silence_hours.clone(),
        lang: lang.to_string(),
        simulation: None,
    };
    let last = typed.template.strip_prefix(AFTER).and_then(|key| app.forums().get(&ForumKey::new(key)));
    let view = last.as_ref().map(|last| last.view());
    let last = last.as_ref().zip(view.as_deref()).map(|(last, view)| (last.key(), view));
    let begun = begin(&new, last, &languages(lang), app.now());
    let (key, record) = begun.map_err(Unconvened::Refused)?;
    let live = match app.forums().create(&key, &record).await {
        Ok(live) => live,
        Err(error) => {
            let refused = refusal(error).map_err(LiveError::Store)?;
            return Err(Unconvened::Refused(vec![Refusal { field: "name", ..refused }]));
        }
    };
    let person = forum::live::secret::id();
    let (secret, new) =
        ticket("desk", &Grant::Desk { person, role: DeskRole::Organiser }, 1, ends(app.now()));
    live.store().commit(Batch::new(&key).with(new)).await.map_err(LiveError::Store)?;
    let entered = live.enter(&secret, None, app.now()).await?;
    Ok((key, entered))
}

/// Only the holder of the server's key.
fn may(app: &App, key: &str, lang: &Lang) -> Result<(), Problem> {
    match holds_the_key(app, key) {
        true => Ok(()),
        false => Err(Problem::new(StatusCode::FORBIDDEN, "problem-not-convener", lang)),
    }
}

/// Whether this is the key that the server printed when it started.
pub(crate) fn holds_the_key(app: &App, key: &str) -> bool {
    let known = app.settings().convene.as_ref();
    known.zip(Secret::read(key)).is_some_and(|(known, typed)| *known == typed)
}

fn again(app: &App, lang: &Lang, typed: Typed, refused: &[Refusal]) -> Response {
    let speech = Speech::new(lang.clone());
    let said = |refusal: &Refusal| (refusal.field, speech.says(refusal.message, &refusal.args));
    let errors = refused.iter().map(said).collect();
    (StatusCode::UNPROCESSABLE_ENTITY, crate::routes::page(&page(app, lang, typed, errors))).into_response()
}

fn page(app: &App, lang: &Lang, typed: Typed, errors: Vec<(&'static str, String)>) -> Page {
    let speech = Speech::new(lang.clone());
    let error = |field: &str| {
        errors.iter().find(|(of, _)| *of == field).map_or(String::new(), |(_, error)| error.clone())
    };
    let field = |(name, kind, value): (&'static str, &'static str, &String)| Field {
        name,
        kind,
        label: speech.w(&format!("convene-{name}")),
        value: value.clone(),
        error: error(name),
    };
    let fields = [
        ("name", "text", &typed.name),
        ("theme", "text", &typed.theme),
        ("place", "text", &typed.place),
        ("zone", "text", &typed.zone),
        ("opens", "date", &typed.opens),
        ("closes", "date", &typed.closes),
    ];
    let kind = |kind: Kind| (kind.name().to_owned(), speech.w(&format!("convene-{}", kind.name())));
    let after = |live: std::sync::Arc<forum::live::LiveForum>| {
        let view = live.view();
        let name = view.state.convened.as_ref().map_or_else(String::new, |c| speech.name(&c.body.name));
        (format!("{AFTER}{}", live.key()), speech.s("convene-after", "forum", &name))
    };
    let lasts = app.forums().all().into_iter().map(after);
    Page {
        dir: present::page::direction(lang),
        style: app.assets().address("plenary.css").to_owned(),
        key: typed.key.clone(),
        kinds: Kind::ALL.into_iter().map(kind).chain(lasts).collect(),
        fields: fields.into_iter().map(field).collect(),
        template_error: error("template"),
        rules: rules().map(|rule| (rule.id.clone(), sentence(&speech, &rule.id))).collect(),
        rule_error: error("rule"),
        hours_error: error("silence_hours"),
        typed,
        speech,
    }
}

/// What a rule says.
fn sentence(speech: &Speech, id: &str) -> String {
    let mut args = present::locale::Args::new();
    args.set("rule", id.to_owned());
    present::locale::say(speech.lang(), "rule", &args)
}

fn language(headers: &HeaderMap) -> Lang {
    preferred(headers, &languages(&Lang::new("en")))
}

/// The languages of the interface, this one first.
fn languages(first: &Lang) -> Vec<Lang> {
    let all = ["en", "zh-Hans", "ru", "fa"].map(Lang::new);
    let mut languages = vec![first.clone()];
    languages.extend(all.into_iter().filter(|lang| lang != first));
    languages
}
