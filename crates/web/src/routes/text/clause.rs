//! One clause: its words in every language, the statements behind it, its versions, where each party stands, what is
//! proposed; and the forms with which a delegation or the pen acts on it.

use super::fields::Fields;
use super::{Reader, Stage, seen, typed_languages, verbs};
use crate::extract::Place;
use crate::frame::{Frame, Link, Room};
use crate::problem::Problem;
use crate::views::clause::{
    AmendmentShown, ClauseShown, Compared, Wording, amendment_shown, amendments_about, clause_shown, compare,
    positions, stale, wording,
};
use crate::views::dates;
use crate::views::earlier::{Agreed, agreed};
use crate::views::leaf::{self, leaf};
use crate::views::told::Told;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use forum::fold::TextState;
use forum::live::notes::Note;
use std::collections::BTreeMap;
use terms::MultiText;
use text::ClauseId;

#[derive(Template)]
#[template(path = "clause.html")]
struct Page {
    frame: Frame,
    told: Told,
    kept: Fields,
    reader: Reader,
    clause: ClauseShown,
    words: Vec<Wording>,
    typed: Vec<Typed>,
    /// In whose name it speaks and who is to act, as the fields of the pen list them.
    asserted: String,
    actors: String,
    verb: String,
    verbs: Vec<(String, String)>,
    amendments: Vec<AmendmentShown>,
    /// The leaves of a long list of amendments.
    leaves: Vec<Link>,
    versions: Vec<Vec<Compared>>,
    /// How many changes before those are not shown.
    older: usize,
    positions: Vec<(&'static str, String)>,
    mine: String,
    stage: Stage,
    before: String,
    after: String,
    gone: bool,
    /// The clauses behind which this one may stand, for a form: id and name.
    places: Vec<(String, String)>,
    /// Its words to be cut in two; none where one of several alternatives is to be chosen first.
    cut: Vec<Typed>,
    /// The clause behind it that may be joined with it: id, digest, name, and the words of both in each language.
    next: Option<Next>,
    /// What the reader's delegation noted for itself; empty for all others.
    note: Note,
    noted: String,
    /// Whether there are alternatives to choose between.
    alternatives: bool,
    /// The languages whose words are older than the wording they translate.
    stale: Vec<String>,
    /// What earlier agreed texts say in nearly the same words.
    earlier: Vec<Agreed>,
}

/// A clause that may be joined with the one before.
struct Next {
    id: String,
    digest: String,
    name: String,
    both: Vec<Typed>,
}

/// A language in which words can be typed, with the words there are.
struct Typed {
    lang: String,
    dir: &'static str,
    name: String,
    words: String,
}

pub(crate) async fn show(
    at: Place,
    Path(path): Path<BTreeMap<String, String>>,
    Query(asked): Query<super::Asked>,
) -> Result<Response, Problem> {
    let told = super::doing::told(&at, &asked.done);
    let clause = path.get("clause").cloned().unwrap_or_default();
    page(&at, &clause, told, (asked.chosen(), &asked)).await
}

/// The page, with what was done or refused.
pub(crate) async fn page(
    at: &Place,
    id: &str,
    told: Told,
    (kept, asked): (Fields, &super::Asked),
) -> Result<Response, Problem> {
    let reader = Reader::of(at).await?;
    let view = at.live.view();
    let state = &view.state;
    let text = seen(at, state, &reader)?.ok_or_else(|| Problem::not_found(at.lang()))?;
    let id = ClauseId::new(id);
    let latest = text.draft.latest();
    let numbered = latest.numbered().find(|(_, clause)| clause.id == id);
    let last = || text.draft.versions().iter().rev().find_map(|version| version.clause(&id));
    let gone = numbered.is_none();
    let known = numbered.or_else(|| last().map(|clause| (None, clause)));
    let (number, clause) = known.ok_or_else(|| Problem::not_found(at.lang()))?;
    let shown = clause_shown(at, state, text, (number, clause), None);
    let title = title(at, &shown);
    let note = match reader.party() {
        Some(party) => at.live.note(party, (text.begun.act, &id)).await.map_err(|error| at.problem(error))?,
        None => Note::default(),
    };
    let (amendments, leaves) = amendments(at, state, (text, clause), (&reader, asked));
    let (versions, older) = last_versions(text, &id, asked);
    let mine = reader.party().and_then(|party| shown.stands.iter().find(|stand| stand.key == party.as_str()));
    Ok(crate::routes::page(&Page {
        frame: Frame::new(at, Room::Text, &title),
        words: words(at, &clause.text),
        typed: typed(state, &of_form(&told, &kept, &["revise", "replace", "alternative"]), &clause.text),
        cut: match alternatives(text, &id) {
            true => Vec::new(),
            false => typed(state, &of_form(&told, &kept, &["split"]), &clause.text),
        },
        verb: clause.verb.as_ref().map_or_else(String::new, |verb| verb.id.clone()),
        asserted: kept.or("asserted", &asserted_keys(clause)).to_owned(),
        actors: kept.or("actors", &keys(clause.actors.iter())).to_owned(),
        verbs: verbs(at),
        amendments,
        leaves,
        versions,
        older,
        positions: positions(&at.speech),
        mine: mine.map_or_else(String::new, |stand| stand.position.clone()),
        stage: Stage::of(Some(text)),
        before: neighbour(at, text, &id, -1),
        after: neighbour(at, text, &id, 1),
        gone,
        places: places(at, text, clause),
        next: next(at, state, &of_form(&told, &kept, &["join"]), (text, clause)),
        noted: note.at.map_or_else(String::new, |when| dates::moment(at, when)),
        note,
        alternatives: alternatives(text, &id),
        stale: stale(state, text).remove(&id).unwrap_or_default().iter().map(ToString::to_string).collect(),
        earlier: if reader.is_outside() { Vec::new() } else { agreed(at, state, clause) },
        clause: shown,
        told,
        reader,
        kept,
    }))
}

/// So many amendments are on one leaf of a long list.
const LEAF: usize = 20;
/// So many of its last changes are shown of a clause.
const VERSIONS: usize = 20;

/// The amendments to the clause that are shown, and the leaves there are.
fn amendments(
    at: &Place,
    state: &forum::State,
    (text, clause): (&TextState, &text::Clause),
    (reader, asked): (&Reader, &super::Asked),
) -> (Vec<AmendmentShown>, Vec<Link>) {
    let all = amendments_about(text, clause);
    let href = |from: &str| at.to(&format!("text/clause/{}?from={from}#amendments", clause.id));
    let (shown, leaves) = leaf(at, (all.len(), LEAF), leaf::Asked::read(&asked.from), href);
    let shown = all[shown].iter().map(|amendment| amendment_shown(at, state, text, amendment, Some(reader)));
    (shown.collect(), leaves)
}

/// Parties as a field lists them.
fn keys<'a>(parties: impl Iterator<Item = &'a terms::PartyKey>) -> String {
    parties.map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn asserted_keys(clause: &text::Clause) -> String {
    match &clause.asserted_by {
        text::AssertedBy::Parties(parties) => keys(parties.iter()),
        text::AssertedBy::Forum | text::AssertedBy::Host => String::new(),
    }
}

/// What was typed in one of these forms, if it was refused: another form has fields of the same names.
fn of_form(told: &Told, kept: &Fields, forms: &[&str]) -> Fields {
    if forms.contains(&told.form) { kept.clone() } else { Fields::default() }
}

/// The words in every language, the reader's first.
fn words(at: &Place, text: &MultiText) -> Vec<Wording> {
    let mut words: Vec<_> = text.iter().filter_map(|(lang, _)| wording(text, lang)).collect();
    words.sort_by_key(|words| words.lang != at.lang().as_str());
    words
}

fn typed(state: &forum::State, kept: &Fields, text: &MultiText) -> Vec<Typed> {
    let one = |(lang, dir, name): (String, &'static str, String)| {
        let words = text.get(&terms::Lang::new(&lang)).unwrap_or_default();
        Typed { words: kept.or(&format!("words-{lang}"), words).to_owned(), lang, dir, name }
    };
    typed_languages(state).into_iter().map(one).collect()
}

fn title(at: &Place, shown: &ClauseShown) -> String {
    match shown.number.as_str() {
        "" => shown.part.clone(),
        number => at.speech.s("clause-title", "number", number),
    }
}

/// The last changes, or all where all are asked for; and how many came before those.
fn last_versions(text: &TextState, id: &ClauseId, asked: &super::Asked) -> (Vec<Vec<Compared>>, usize) {
    let mut versions = versions(text, id);
    if leaf::Asked::read(&asked.from) == leaf::Asked::All {
        return (versions, 0);
    }
    let older = versions.split_off(versions.len().min(VERSIONS)).len();
    (versions, older)
}

/// How the clause went from version to version, the latest change first.
fn versions(text: &TextState, id: &ClauseId) -> Vec<Vec<Compared>> {
    let known: Vec<&text::Clause> = text.draft.wordings(id).collect();
    let changes = known.windows(2).map(|two| compare(&two[0].text, &two[1].text));
    let mut changes: Vec<_> = changes.filter(|change| !change.is_empty()).collect();
    changes.reverse();
    changes
}

/// Behind which clauses of its part this one may stand.
fn places(at: &Place, text: &TextState, of: &text::Clause) -> Vec<(String, String)> {
    let others =
        text.draft.latest().numbered().filter(|(_, clause)| clause.part == of.part && clause.id != of.id);
    let others = others.filter(|(_, clause)| clause.id.alternative_of().is_none());
    others.map(|numbered| name(at, numbered)).collect()
}

/// A clause in a list to choose from: its id; its number and how it begins.
pub(crate) fn name(at: &Place, (number, clause): (Option<usize>, &text::Clause)) -> (String, String) {
    let words = clause.text.best(at.lang()).map_or("", |(_, words)| words);
    let short: String = words.chars().take(60).collect();
    let number = number.map_or_else(String::new, |number| format!("{}. ", at.speech.integer(number as u64)));
    (clause.id.to_string(), format!("{number}{short}"))
}

/// The clause behind this one, if both may become one.
fn next(
    at: &Place,
    state: &forum::State,
    kept: &Fields,
    (text, clause): (&TextState, &text::Clause),
) -> Option<Next> {
    let next = forum::live::cutting::next(text, &clause.id)?;
    if alternatives(text, &clause.id) || alternatives(text, &next.id) {
        return None;
    }
    let words = |lang: &terms::Lang| {
        let both = [clause, next].into_iter().filter_map(|clause| clause.text.get(lang));
        both.collect::<Vec<_>>().join("\n")
    };
    let one = |(lang, dir, name): (String, &'static str, String)| {
        let both = words(&terms::Lang::new(&lang));
        Typed { words: kept.or(&format!("words-{lang}"), &both).to_owned(), lang, dir, name }
    };
    let number = text.draft.latest().numbered().find(|(_, known)| known.id == next.id);
    let number = number.and_then(|(number, _)| number);
    Some(Next {
        id: next.id.to_string(),
        digest: next.digest().to_string(),
        name: number.map_or_else(|| next.id.to_string(), |number| at.speech.integer(number as u64)),
        both: typed_languages(state).into_iter().map(one).collect(),
    })
}

/// Whether the clause is an alternative, or has some.
fn alternatives(text: &TextState, id: &ClauseId) -> bool {
    let principal = |id: &ClauseId| id.alternative_of().map_or_else(|| id.clone(), |(of, _)| of);
    let of = principal(id);
    text.draft.latest().clauses().iter().filter(|clause| principal(&clause.id) == of).count() > 1
}

/// The page of the clause before or after this one; empty where there is none.
fn neighbour(at: &Place, text: &TextState, id: &ClauseId, step: isize) -> String {
    let clauses = text.draft.latest().clauses();
    let place = clauses.iter().position(|clause| clause.id == *id);
    let place = place.and_then(|place| place.checked_add_signed(step));
    let next = place.and_then(|place| clauses.get(place));
    next.map_or_else(String::new, |clause| at.to(&format!("text/clause/{}", clause.id)))
}
