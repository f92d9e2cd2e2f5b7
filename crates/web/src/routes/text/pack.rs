//! The text to take along: a plain file that a delegation fills in without a connection, and sends when it has one.
//!
//! ```text
//! == c1 <digest>
//! # 1. supports …
//! position: accept
//! reason:
//! remedy:
//! ```
//!
//! Lines that begin with `#` are for reading. What has no position says nothing. All of it is taken or nothing.

use super::fields::Fields;
use super::{Reader, seen};
use crate::extract::Place;
use crate::problem::Problem;
use crate::speech::Speech;
use crate::views::capital::in_capital;
use crate::views::clause::positions;
use crate::views::dates;
use crate::views::told::{Told, after};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use forum::acts::DelegateNamed;
use forum::fold::{State, TextState};
use forum::live::delegate_acts::actor;
use forum::live::delegate_texts::position;
use forum::live::{Deed, Refusal, TextAct};
use procedure::{Said, Scope};
use std::fmt::Write as _;
use terms::Instant;
use text::{ClauseId, ClauseRef};

/// The largest pack that is read, in bytes.
const LARGEST: usize = 4 << 20;
/// What stands in the place of a clause where the whole text is answered.
const WHOLE: &str = "text";

/// The file, for a delegation, in the reader's language.
pub(crate) async fn take(at: Place) -> Result<Response, Problem> {
    let named = crate::routes::delegation::delegate(&at).await?;
    let reader = Reader::of(&at).await?;
    let view = at.live.view();
    let text = seen(&at, &view.state, &reader)?.ok_or_else(|| Problem::not_found(at.lang()))?;
    let head = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"pack.{}.txt\"", at.lang())),
    ];
    Ok((head, written(&at, &view.state, text, &named)).into_response())
}

/// The pack of a delegation, in the reader's language.
pub(crate) fn written(at: &Place, state: &State, text: &TextState, named: &DelegateNamed) -> String {
    let speech = &at.speech;
    let mut pack = String::new();
    let mut read = |line: &str| {
        for line in line.lines() {
            let _ = writeln!(pack, "# {line}");
        }
    };
    read(&format!("{} · {}", speech.name(&text.begun.body.title), text.draft.symbol()));
    if let Some(mark) = state.mark() {
        read(mark);
    }
    read(&speech.w("pack-how"));
    for (name, words) in positions(&at.speech) {
        read(&format!("{name} = {words}"));
    }
    let until = text.adoption.as_ref().map(|run| run.end_of(&named.party).unwrap_or_else(|| run.expiry()));
    let asked = text.negotiation.circulated.last().and_then(|sent| sent.body.amendments_until);
    if let Some(until) = until.or(asked) {
        read(&speech.s("round-until", "when", &dates::moment(at, until)));
        read(&in_capital(state, at.lang(), &named.party, until));
    }
    let digest = text.frozen.as_ref().map(|(_, frozen)| frozen.digest.to_string());
    for (number, clause) in text.draft.latest().numbered() {
        let words = clause.text.best(at.lang()).map_or("", |(_, words)| words);
        let number = number.map_or_else(String::new, |number| format!("{number}. "));
        let of = match digest {
            None => format!("\n== {} {}\n", clause.id, clause.digest()),
            Some(_) => "\n".to_owned(),
        };
        pack.push_str(&of);
        for line in format!("{number}{words}").lines() {
            let _ = writeln!(pack, "# {line}");
        }
        if digest.is_none() {
            pack.push_str("position:\nreason:\nremedy:\n");
        }
    }
    if let Some(digest) = digest {
        let _ = write!(pack, "\n== {WHOLE} {digest}\nposition:\nreason:\nremedy:\n");
    }
    pack
}

/// What a delegation says of a clause, or of the whole.
#[derive(Debug, Default)]
struct Filled {
    line: usize,
    about: String,
    digest: String,
    position: String,
    reason: String,
    remedy: String,
}

/// Takes a filled pack in; or shows the page again, with what was sent and why it was refused.
pub(crate) async fn hand(at: Place, request: Request) -> Result<Response, Problem> {
    let named = crate::routes::delegation::delegate(&at).await?;
    let (filled, done) = match sent(request, &at).await {
        Ok(filled) => {
            let done = at.live.act(at.now, |state| deed(state, (&filled, &at.speech), &named, at.now)).await;
            (filled, done.map(drop))
        }
        Err(refused) => (String::new(), Err(refused.into())),
    };
    let again = |told| super::page(&at, told, Fields::default(), &super::NOTHING);
    after(&at, done, ("text", "pack"), Told::typed("pack", &filled, ""), again).await
}

/// The file of the form, or what was pasted in its place.
async fn sent(request: Request, at: &Place) -> Result<String, Refusal> {
    let unclear = || Refusal::field("pack", "refused-form");
    let mut form = Multipart::from_request(request, &at.app).await.map_err(|_| unclear())?;
    let mut filled = String::new();
    while let Some(field) = form.next_field().await.map_err(|_| unclear())? {
        let bytes = field.bytes().await.map_err(|_| unclear())?;
        if bytes.len() > LARGEST {
            return Err(unclear());
        }
        if !bytes.is_empty() {
            filled = String::from_utf8(bytes.to_vec()).map_err(|_| unclear())?;
        }
    }
    Ok(filled)
}

/// All that a filled pack says, or why none of it is taken.
pub(crate) fn deed(
    state: &State,
    (filled, speech): (&str, &Speech),
    named: &DelegateNamed,
    now: Instant,
) -> Result<Deed, Refusal> {
    let said = read(filled)?;
    let mut deed = Deed::of(actor(named), Vec::new(), Vec::new());
    for said in said.iter().filter(|said| !said.position.is_empty()) {
        let here = |refusal: Refusal| {
            let why = speech.says(refusal.message, &refusal.args);
            let refused = Refusal::field("pack", "refused-pack-line").with("line", said.line);
            refused.with("about", &said.about).with("why", why)
        };
        let position = position(&said.position, &said.reason, &said.remedy).map_err(here)?;
        let act = if said.about == WHOLE {
            let frozen = state.text.as_ref().and_then(|text| text.frozen.as_ref());
            if frozen.is_none_or(|(_, frozen)| frozen.digest.to_string() != said.digest) {
                return Err(here(Refusal::of("refused-clause-changed")));
            }
            TextAct::Say(Said::Position { scope: Scope::Whole, position })
        } else {
            let digest = said.digest.parse().map_err(|_| here(Refusal::of("refused-form")))?;
            TextAct::Stand { clause: ClauseRef { id: ClauseId::new(&said.about), digest }, position }
        };
        deed.bodies.push(act.body(state, named, now).map_err(here)?);
    }
    if deed.bodies.is_empty() { Err(Refusal::field("pack", "refused-pack-empty")) } else { Ok(deed) }
}

/// What a filled pack says, clause by clause.
fn read(filled: &str) -> Result<Vec<Filled>, Refusal> {
    let mut all: Vec<Filled> = Vec::new();
    for (line, words) in (1..).zip(filled.lines()) {
        let words = words.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let unclear = || Refusal::field("pack", "refused-pack-unread").with("line", line);
        if let Some(of) = words.strip_prefix("==") {
            let (about, digest) = of.trim().split_once(' ').ok_or_else(unclear)?;
            let (about, digest) = (about.to_owned(), digest.trim().to_owned());
            all.push(Filled { line, about, digest, ..Filled::default() });
            continue;
        }
        let (name, value) = words.split_once(':').ok_or_else(unclear)?;
        let said = all.last_mut().ok_or_else(unclear)?;
        let field = match name.trim() {
            "position" => &mut said.position,
            "reason" => &mut said.reason,
            "remedy" => &mut said.remedy,
            _ => return Err(unclear()),
        };
        value.trim().clone_into(field);
    }
    Ok(all)
}
