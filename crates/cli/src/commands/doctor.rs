//! `plenary doctor`: what a server needs. Every act of every forum is checked on the way.

#[cfg(feature = "http")]
mod address;

use super::upkeep::{failed, opened};
use crate::arguments::Doctor;
use crate::terminal::{Failure, result};
use crate::{keys, server, setter};
use forum::live::Forums;
use std::fmt::Write as _;

/// Looks, and says what it saw. Ends as one whose check does not hold where anything would keep a forum from running.
pub(crate) fn run(typed: &Doctor) -> Result<(), Failure> {
    server::block_on(async {
        let database = &typed.keeping.database;
        let forums = opened(database).await?;
        let mut seen = Seen::default();
        let count = forums.all().len();
        seen.ok("database", &format!("{}, {count} forums, every act checked", server::shown(database)));
        forums.store().health().await.map_err(|error| failed(&error.into()))?;
        seen.ok("disk", "a write reached it");
        clock(&mut seen, &forums);
        key(&mut seen, &forums, typed)?;
        mail(&mut seen, typed).await?;
        papers(&mut seen, &forums, typed);
        if let Some(url) = &typed.public_url {
            address(&mut seen, url).await?;
        }
        result(&seen.said)?;
        if seen.wrong == 0 { Ok(()) } else { Err(Failure::NotSo(format!("{} things to mend", seen.wrong))) }
    })
}

/// What was seen so far.
#[derive(Default)]
struct Seen {
    said: String,
    wrong: u32,
}

impl Seen {
    fn ok(&mut self, what: &str, says: &str) {
        let _ = writeln!(self.said, "{what:<11} ok: {says}");
    }

    /// Something that is not needed yet.
    fn later(&mut self, what: &str, says: &str) {
        let _ = writeln!(self.said, "{what:<11} not needed yet: {says}");
    }

    fn wrong(&mut self, what: &str, says: &str) {
        self.wrong += 1;
        let _ = writeln!(self.said, "{what:<11} wrong: {says}");
    }
}

fn clock(seen: &mut Seen, forums: &Forums) {
    let now = jiff::Timestamp::from_millisecond(server::now().millis()).unwrap_or_default();
    let newest =
        forums.all().iter().filter_map(|live| live.view().record.acts().last().map(|act| act.at)).max();
    if newest.is_some_and(|newest| newest > server::now()) {
        seen.wrong("clock", "it stands before the last act of a forum; set it before serving");
    } else {
        seen.ok("clock", &format!("{now}; compare it with yours"));
    }
}

/// Whether the key that a server would hold is the one that forums are signed with. Makes none.
fn key(seen: &mut Seen, forums: &Forums, typed: &Doctor) -> Result<(), Failure> {
    let keeping = &typed.keeping;
    let place = keys::place(&keeping.database, keeping.key.as_deref());
    let held = match &place {
        Some(file) if file.is_file() => keys::held(&keeping.database, keeping.key.as_deref())?,
        _ => None,
    };
    let fits = |live: &forum::live::LiveForum| {
        let known = live.view().state.keys.of_forum().copied();
        known.is_none_or(|known| held.as_ref().is_some_and(|held| held.of(live.key()).public() == known))
    };
    let other: Vec<String> =
        forums.all().iter().filter(|live| !fits(live)).map(|live| live.key().to_string()).collect();
    let shown = place.map_or_else(|| "no file".to_owned(), |file| file.display().to_string());
    match (other.is_empty(), held.is_some()) {
        (false, _) => seen.wrong("key", &format!("{shown} does not hold the key of: {}", other.join(", "))),
        (true, true) => seen.ok("key", &shown),
        (true, false) => seen.ok("key", "none is made yet, and nothing is signed"),
    }
    Ok(())
}

/// Whether texts and communiqués could be set as PDF. Nothing is published without; a forum without a text can wait.
fn papers(seen: &mut Seen, forums: &Forums, typed: &Doctor) {
    let mut langs: Vec<terms::Lang> = Vec::new();
    let mut text = false;
    for live in forums.all() {
        let view = live.view();
        text |= view.state.text.is_some();
        let own = view.state.convened.as_ref().map(|convened| convened.body.languages.clone());
        langs.extend(own.unwrap_or_default());
    }
    langs.sort();
    langs.dedup();
    if langs.is_empty() {
        langs.extend(["en", "fa", "ru", "zh"].map(terms::Lang::new));
    }
    match setter::check(&langs, &typed.setting) {
        Ok(says) => seen.ok("papers", &says),
        Err(why) if text => seen.wrong("papers", why.said()),
        Err(why) => seen.later("papers", why.said()),
    }
}

#[cfg(feature = "mail")]
async fn mail(seen: &mut Seen, typed: &Doctor) -> Result<(), Failure> {
    let sender = crate::post::Sender::of(&typed.mail, &typed.keeping.database)?;
    match sender.checked().await {
        Ok(says) => seen.ok("mail", &says),
        Err(why) => seen.wrong("mail", &why),
    }
    Ok(())
}

#[cfg(not(feature = "mail"))]
#[expect(clippy::unused_async, reason = "with mail there is something to wait for")]
async fn mail(seen: &mut Seen, _: &Doctor) -> Result<(), Failure> {
    seen.ok("mail", "this binary sends none");
    Ok(())
}

#[cfg(feature = "http")]
async fn address(seen: &mut Seen, url: &str) -> Result<(), Failure> {
    address::look(seen, url).await
}

#[cfg(not(feature = "http"))]
#[expect(clippy::unused_async, reason = "where it can ask there is something to wait for")]
async fn address(seen: &mut Seen, url: &str) -> Result<(), Failure> {
    seen.wrong("address", &format!("this binary asks no address, so {url} was not looked at"));
    Ok(())
}
