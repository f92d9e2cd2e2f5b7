//! Out of a request: the forum, the reader's language, who they are.

use crate::app::App;
use crate::cookies::{self, Role};
use crate::problem::Problem;
use crate::speech::Speech;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::{HeaderMap, Method, Uri, header, request::Parts};
use forum::live::{LiveForum, Pulse, Secret, View, Voter};
use present::locale;
use std::sync::Arc;
use terms::{ForumKey, Instant, Lang};

/// The forum and language of an address `/FORUM/LANGUAGE/…`, with the state at this moment.
pub(crate) struct Place {
    pub(crate) app: App,
    pub(crate) live: Arc<LiveForum>,
    pub(crate) view: Arc<View>,
    /// What was told to those who watch when the page was asked for: it shows that much, or more.
    pub(crate) seen: Pulse,
    pub(crate) speech: Speech,
    pub(crate) now: Instant,
    pub(crate) path: String,
    pub(crate) query: String,
    /// Whether something is read; a page that answers a form has an address that nobody can open.
    pub(crate) reads: bool,
    pub(crate) headers: HeaderMap,
}

impl Place {
    /// The reader's language.
    pub(crate) fn lang(&self) -> &Lang {
        self.speech.lang()
    }

    /// The address of a page of this forum in this language.
    pub(crate) fn to(&self, page: &str) -> String {
        format!("/{}/{}{}{page}", self.live.key(), self.lang(), if page.is_empty() { "" } else { "/" })
    }

    /// The path under which what is shown can be opened, with its query: its own, or that of the page whose form it
    /// answers; `room` where that is not known.
    pub(crate) fn opened(&self, room: &str) -> (String, String) {
        if self.reads {
            return (self.path.clone(), self.query.clone());
        }
        let from = self.headers.get(header::REFERER).and_then(|from| from.to_str().ok()?.parse::<Uri>().ok());
        let own = format!("{}/", self.to(""));
        // A form that was refused twice was sent from the refusal.
        let is_page = |from: &Uri| from.path() != self.path && !from.path().contains("/do/");
        let from = from.filter(|from| from.path().starts_with(&own) && is_page(from));
        match from {
            Some(from) => (from.path().to_owned(), from.query().unwrap_or_default().to_owned()),
            None => (self.to(room), String::new()),
        }
    }

    /// The address of this server, as phones reach it.
    pub(crate) fn origin(&self) -> String {
        if let Some(url) = &self.app.settings().public_url {
            return url.trim_end_matches('/').to_owned();
        }
        let host = self.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        format!("{}://{host}", if self.app.settings().is_secure() { "https" } else { "http" })
    }

    /// The session of a role, if this device has one.
    pub(crate) fn session(&self, role: Role) -> Option<Secret> {
        cookies::session(&self.headers, role)
    }

    /// Who votes here, if this device has a participant's session.
    pub(crate) async fn voter(&self) -> Result<Option<Voter>, Problem> {
        let Some(session) = self.session(Role::Participant) else { return Ok(None) };
        self.live.voter(&session, self.now).await.map_err(|error| Problem::of(error, self.lang()))
    }

    /// The problem of an error, in the reader's language.
    pub(crate) fn problem(&self, error: forum::live::LiveError) -> Problem {
        Problem::of(error, self.lang())
    }
}

impl FromRequestParts<App> for Place {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Place, Problem> {
        let asked = preferred(&parts.headers, &[]);
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Problem::not_found(&asked))?;
        let param = |name: &str| params.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
        let (Some(key), Some(tag)) = (param("forum"), param("lang")) else {
            return Err(Problem::not_found(&asked));
        };
        let live = app.forums().get(&ForumKey::new(key)).ok_or_else(|| Problem::not_found(&asked))?;
        // Told before it is looked: what happens between the two is looked at anew, and not missed.
        let seen = live.told();
        let view = live.view();
        let lang = languages(&view).into_iter().find(|lang| lang.as_str() == tag);
        let lang = lang.ok_or_else(|| Problem::not_found(&asked))?;
        Ok(Place {
            app: app.clone(),
            live,
            view,
            seen,
            speech: Speech::new(lang),
            now: app.now(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            reads: matches!(parts.method, Method::GET | Method::HEAD),
            headers: parts.headers.clone(),
        })
    }
}

/// The languages in which a forum's pages can be read: its own, as far as the interface speaks them.
pub(crate) fn languages(view: &View) -> Vec<Lang> {
    let own = view.state.convened.as_ref().map(|c| c.body.languages.clone()).unwrap_or_default();
    let spoken = |lang: &Lang| locale::shipped().contains(&language(lang));
    let mut languages: Vec<Lang> = own.into_iter().filter(spoken).collect();
    for tag in locale::shipped() {
        if !languages.iter().any(|known| language(known) == tag) {
            languages.push(Lang::new(tag));
        }
    }
    languages
}

/// The language that the reader's browser asks for first, out of these; else the first of them, else English.
pub(crate) fn preferred(headers: &HeaderMap, languages: &[Lang]) -> Lang {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let mut wanted: Vec<(u32, &str)> = asked.split(',').take(20).filter_map(wish).collect();
    wanted.sort_by_key(|wish| std::cmp::Reverse(wish.0));
    let fits = |tag: &str| {
        let exact = languages.iter().find(|lang| lang.as_str().eq_ignore_ascii_case(tag));
        exact.or_else(|| {
            languages
                .iter()
                .find(|lang| language(lang).eq_ignore_ascii_case(tag.split('-').next().unwrap_or(tag)))
        })
    };
    let found = wanted.iter().find_map(|(_, tag)| fits(tag)).or_else(|| languages.first());
    found.cloned().unwrap_or_else(|| Lang::new("en"))
}

/// One part of an Accept-Language header: how much it is wanted, in thousandths, and the tag.
fn wish(part: &str) -> Option<(u32, &str)> {
    let mut fields = part.split(';').map(str::trim);
    let tag = fields.next().filter(|tag| !tag.is_empty() && *tag != "*")?;
    let quality = fields.find_map(|field| field.strip_prefix("q=")).unwrap_or("1");
    let digits: String = quality.chars().filter(char::is_ascii_digit).chain("000".chars()).take(4).collect();
    Some((digits.parse().unwrap_or(0), tag))
}

fn language(lang: &Lang) -> &str {
    lang.as_str().split('-').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_language_asked_for_first_is_taken() {
        let languages = ["en", "zh-Hans", "ru", "fa"].map(Lang::new);
        let of = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_str(value).expect("plain"));
            preferred(&headers, &languages).to_string()
        };
        assert_eq!(of("zh-CN,zh;q=0.9,en;q=0.8"), "zh-Hans");
        assert_eq!(of("de, ru;q=0.3, fa;q=0.7"), "fa");
        assert_eq!(of("de"), "en");
        assert_eq!(of(";;q=,,"), "en");
    }
}
