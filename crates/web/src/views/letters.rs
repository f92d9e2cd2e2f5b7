//! The words of the forum's letters: in a language of the party they go to, where the forum speaks it.

use crate::extract::{Place, languages};
use crate::speech::Speech;
use crate::views::capital::in_capital;
use crate::views::clause::{plain, positions};
use crate::views::dates;
use forum::fold::{State, TextState};
use forum::live::Letter;
use forum::live::letters::{Addressee, LetterFate, Occasion};
use procedure::Position;
use terms::{Lang, MultiText, PartyKey};
use text::Clause;

/// A letter to somebody who acts for a party, with their personal link; `None` where they have no address for mail.
pub(crate) fn written(at: &Place, occasion: Occasion, day: &str, to: &Addressee) -> Option<Letter> {
    if to.link.mail.is_empty() {
        return None;
    }
    let view = at.live.view();
    let lang = language(at, &view.state, to.link.party.as_ref());
    let speech = Speech::new(lang.clone());
    let mut words = common(at, &view.state, &speech, to);
    words.push(("day", dates::day(&lang, day)));
    Some(letter(at, (occasion, &lang), &words, to))
}

/// A letter about the adoption that is open: the text, until when answers are in time, the personal link. `None` where
/// somebody has no address for mail, or no adoption is open.
pub(crate) fn of_adoption(at: &Place, to: &Addressee) -> Option<Letter> {
    if to.link.mail.is_empty() {
        return None;
    }
    let view = at.live.view();
    let lang = language(at, &view.state, to.link.party.as_ref());
    let speech = Speech::new(lang.clone());
    let text = view.state.text.as_ref()?;
    let adoption = text.adoption.as_ref()?;
    let end = to.link.party.as_ref().and_then(|party| adoption.end_of(party));
    let zone = view.state.convened.as_ref().map(|convened| convened.body.zone.clone())?;
    let clauses: Vec<String> =
        text.draft.latest().numbered().map(|numbered| in_words(&speech, numbered)).collect();
    let mut words = common(at, &view.state, &speech, to);
    words.push(("title", speech.name(&text.begun.body.title)));
    words.push(("when", present::dates::moment(&lang, end.unwrap_or_else(|| adoption.expiry()), &zone)));
    let deadline = end.unwrap_or_else(|| adoption.expiry());
    let own = to.link.party.as_ref().map(|party| in_capital(&view.state, &lang, party, deadline));
    let own = own.filter(|own| !own.is_empty()).map_or_else(String::new, |own| format!("\n\n{own}"));
    let mut letter = letter(at, (Occasion::Adoption, &lang), &words, to);
    let answers = answers(at, &speech, to);
    letter.text = format!("{}{own}\n\n{answers}\n\n{}", letter.text, clauses.join("\n\n"));
    Some(letter)
}

/// So many clauses have a link for each answer in a letter; the others have one link each, so that it stays readable.
const IN_FULL: usize = 10;
/// So many clauses are in a letter at all.
const MOST: usize = 60;

/// A letter about a text that is negotiated: the clauses on which the party has not said where it stands, what each would
/// mean, until when amendments are asked for, the personal link. `None` where somebody has no address for mail.
pub(crate) fn of_negotiation(at: &Place, to: &Addressee) -> Option<Letter> {
    if to.link.mail.is_empty() {
        return None;
    }
    let view = at.live.view();
    let (state, party) = (&view.state, to.link.party.as_ref()?);
    let lang = language(at, state, Some(party));
    let speech = Speech::new(lang.clone());
    let text = state.text.as_ref()?;
    let unsaid: Vec<_> = text.unsaid(party).map(|clause| &clause.id).collect();
    let numbered = text.draft.latest().numbered().filter(|(_, clause)| unsaid.contains(&&clause.id));
    let clauses: Vec<_> = numbered.collect();
    let mut words = common(at, state, &speech, to);
    words.push(("title", speech.name(&text.begun.body.title)));
    let mut letter = letter(at, (Occasion::Negotiation, &lang), &words, to);
    let mut parts: Vec<String> = deadline(state, text, &speech, party);
    let link = address(at, to);
    parts.extend(clauses.iter().take(MOST).enumerate().map(|(place, (number, clause))| {
        let head = in_words(&speech, (*number, clause));
        let line = plain_line(&speech, text, clause);
        format!("{head}\n{line}\n{}", stands(&speech, &link, clause, place < IN_FULL))
    }));
    if clauses.len() > MOST {
        parts.push(speech.n("letter-more-clauses", "count", clauses.len() - MOST));
    }
    letter.text = format!("{}\n\n{}", letter.text, parts.join("\n\n"));
    Some(letter)
}

/// Until when amendments are asked for, by the clock of the forum and by that of the capital; nothing where no day is set.
fn deadline(state: &State, text: &TextState, speech: &Speech, party: &PartyKey) -> Vec<String> {
    let until = text.negotiation.circulated.last().and_then(|sent| sent.body.amendments_until);
    let zone = state.convened.as_ref().map(|convened| &convened.body.zone);
    let Some((until, zone)) = until.zip(zone) else { return Vec::new() };
    let when = present::dates::moment(speech.lang(), until, zone);
    let own = in_capital(state, speech.lang(), party, until);
    let mut lines = vec![speech.s("text-amendments-until", "when", &when)];
    lines.extend(Some(own).filter(|own| !own.is_empty()));
    lines
}

/// A clause with its number.
fn in_words(speech: &Speech, (number, clause): (Option<usize>, &Clause)) -> String {
    let words = clause.text.best(speech.lang()).map_or("", |(_, words)| words);
    number.map_or_else(|| words.to_owned(), |number| format!("{}. {words}", speech.integer(number as u64)))
}

/// What accepting the clause would mean, from what it grew, and how many stand how to it.
fn plain_line(speech: &Speech, text: &TextState, clause: &Clause) -> String {
    let meant = Some(plain(speech, clause)).filter(|meant| !meant.is_empty());
    let objecting = text.objecting(clause).count();
    let accepts = |position: &Position| {
        matches!(position, Position::Accept | Position::AcceptWithReservation { .. } | Position::CanLiveWith)
    };
    let accepting = text.positions_on(clause).filter(|(_, taken)| accepts(&taken.body.position)).count();
    let found = speech.n("text-provenance", "count", clause.sources.len());
    let stand = speech.nn("letter-clause-stands", ("accepting", accepting), ("objecting", objecting));
    let found = speech.s("letter-clause-found", "found", &found);
    meant.into_iter().chain([found, stand]).collect::<Vec<_>>().join(" ")
}

/// The personal link to the clause: for each position one, chosen and not given, or one for all.
fn stands(speech: &Speech, link: &str, clause: &Clause, each: bool) -> String {
    let clause = &clause.id;
    if !each {
        return format!("{link}?clause={clause}");
    }
    let line = |(name, words): (&str, String)| format!("{words}: {link}?answer={name}&clause={clause}");
    positions(speech).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A personal link for each answer there is. It leads to the answer, chosen and not given: what looks into letters before
/// people do says nothing for them.
fn answers(at: &Place, speech: &Speech, to: &Addressee) -> String {
    let link = address(at, to);
    let state = &at.live.view().state;
    let rule = state.rules.as_ref().map(|rules| &rules.body.adoption);
    let answers = crate::routes::text::round::answers(speech, rule);
    let line = |(name, words): (&str, String)| format!("{words}: {link}?answer={name}");
    answers.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What every letter may say.
fn common(at: &Place, state: &State, speech: &Speech, to: &Addressee) -> Vec<(&'static str, String)> {
    let name = |name: Option<&MultiText>| name.map_or_else(String::new, |name| speech.name(name));
    let party = to.link.party.as_ref().and_then(|party| state.name(party)).map(|name| name.name);
    vec![
        ("name", to.link.name.clone()),
        ("forum", name(state.convened.as_ref().map(|convened| &convened.body.name))),
        ("party", name(party)),
        ("link", address(at, to)),
    ]
}

/// Where the personal link leads.
fn address(at: &Place, to: &Addressee) -> String {
    format!("{}/{}/enter/{}", at.origin(), at.live.key(), to.link.secret.text())
}

fn letter(
    at: &Place,
    (occasion, lang): (Occasion, &Lang),
    words: &[(&str, String)],
    to: &Addressee,
) -> Letter {
    let (speech, address) = (Speech::new(lang.clone()), address(at, to));
    let says = |part: &str| speech.says(&format!("letter-{}-{part}", occasion.name()), words);
    // Marks of direction around an address would become part of it in a mail program.
    let bare = |text: String| text.replace(&format!("\u{2068}{address}\u{2069}"), &address);
    let mut text = format!("{}\n\n{}", bare(says("text")), speech.w("letter-close"));
    if let Some(mark) = at.live.view().state.mark() {
        text = format!("{text}\n\n{mark}");
    }
    Letter {
        to: to.link.mail.clone(),
        name: to.link.name.clone(),
        person: to.person.clone(),
        party: to.link.party.clone(),
        occasion,
        subject: says("subject"),
        text,
        lang: lang.clone(),
        written: at.now.millis(),
        tries: 0,
        said: String::new(),
        fate: LetterFate::Waiting { next: at.now.millis() },
    }
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
