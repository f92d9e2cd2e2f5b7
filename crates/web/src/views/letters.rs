//! The words of the forum's letters: in a language of the party they go to, where the forum speaks it.

use crate::extract::{Place, languages};
use crate::speech::Speech;
use crate::views::dates;
use forum::fold::State;
use forum::live::Letter;
use forum::live::letters::{Addressee, LetterFate, Occasion};
use terms::{Lang, MultiText, PartyKey};

/// A letter to somebody who acts for a party, with their personal link; `None` where they have no address for mail.
pub(crate) fn written(at: &Place, occasion: Occasion, day: &str, to: &Addressee) -> Option<Letter> {
    let Addressee { person, link } = to;
    if link.mail.is_empty() {
        return None;
    }
    let view = at.live.view();
    let lang = language(at, &view.state, link.party.as_ref());
    let speech = Speech::new(lang.clone());
    let name = |name: Option<&MultiText>| name.map_or_else(String::new, |name| speech.name(name));
    let party = link.party.as_ref().and_then(|party| view.state.name(party)).map(|name| name.name);
    let address = format!("{}/{}/enter/{}", at.origin(), at.live.key(), link.secret.text());
    let words = [
        ("name", link.name.clone()),
        ("forum", name(view.state.convened.as_ref().map(|convened| &convened.body.name))),
        ("party", name(party)),
        ("day", dates::day(&lang, day)),
        ("link", address.clone()),
    ];
    let says = |part: &str| speech.says(&format!("letter-{}-{part}", occasion.name()), &words);
    // Marks of direction around an address would become part of it in a mail program.
    let bare = |text: String| text.replace(&format!("\u{2068}{address}\u{2069}"), &address);
    let mut text = format!("{}\n\n{}", bare(says("text")), speech.w("letter-close"));
    if let Some(mark) = view.state.mark() {
        text = format!("{text}\n\n{mark}");
    }
    Some(Letter {
        to: link.mail.clone(),
        name: link.name.clone(),
        person: person.clone(),
        party: link.party.clone(),
        occasion,
        subject: says("subject"),
        text,
        lang,
        written: at.now.millis(),
        tries: 0,
        said: String::new(),
        fate: LetterFate::Waiting { next: at.now.millis() },
    })
}

/// The first language of the party that the pages speak; the writer's own where there is none.
fn language(at: &Place, state: &State, party: Option<&PartyKey>) -> Lang {
    let joined = state.parties.iter().find(|joined| Some(&joined.body.party) == party);
    let own = joined.map(|joined| joined.body.languages.as_slice()).unwrap_or_default();
    let spoken = languages(&at.view);
    let primary = |lang: &Lang| lang.as_str().split('-').next().unwrap_or_default().to_owned();
    let known = own.iter().find_map(|lang| spoken.iter().find(|known| primary(known) == primary(lang)));
    known.cloned().unwrap_or_else(|| at.lang().clone())
}
