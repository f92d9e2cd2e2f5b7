//! The changes of a text since it was last sent round, as tracked changes: what was put in and taken out, by whom, when.

use crate::model::{Change, ChangeKind, Clause, Paper, Piece};
use forum::State;
use forum::fold::{AmendmentEnd, TextState};
use record::Record;
use std::collections::BTreeMap;
use terms::{Instant, Lang, MultiText, PartyKey};
use text::diff::{Piece as Compared, words};
use text::{ClauseId, Version};

/// Shows in a paper what became of its text since the version that was last sent round before it changed. Nothing is
/// shown while nothing was sent round, or nothing changed since. `record` is what `state` was folded from, and `paper`
/// was made of it while the text was not frozen.
pub fn show(paper: &mut Paper, record: &Record, state: &State) {
    let Some(text) = state.text.as_ref().filter(|text| text.frozen.is_none()) else { return };
    let steps = steps(text);
    let Some((base, steps)) = steps else { return };
    let versions = text.draft.versions();
    let (Some(before), Some(latest)) = (versions.get(base), versions.last()) else { return };
    let mut gone: Vec<(ClauseId, Clause)> = Vec::new();
    for lang in paper.languages.clone() {
        for id in ids(&versions[base..]) {
            let pieces = pieces(paper, record, state, &id, &lang, (before, &steps));
            if pieces.iter().all(|piece| piece.change.is_none()) {
                continue;
            }
            if latest.clause(&id).is_some() {
                if let Some(clause) = paper.clauses.iter_mut().find(|clause| clause.id == id) {
                    clause.changes.insert(lang.clone(), pieces);
                }
            } else if let Some((_, clause)) = gone.iter_mut().find(|(known, _)| *known == id) {
                clause.changes.insert(lang.clone(), pieces);
            } else if let Some(clause) = before.clause(&id) {
                gone.push((id, taken_out(clause, BTreeMap::from([(lang.clone(), pieces)]))));
            }
        }
    }
    for (id, clause) in gone {
        paper.clauses.insert(place(&paper.clauses, before, &id, &clause), clause);
    }
}

/// The version that was sent round and the ones after it, each with the act that made it.
fn steps(text: &TextState) -> Option<(usize, Vec<(u64, &Version)>)> {
    let negotiation = &text.negotiation;
    let made = |sent: u64| negotiation.changes.iter().filter(|act| **act < sent).count();
    let latest = negotiation.changes.len();
    let sent = negotiation.circulated.iter().map(|sent| made(sent.act));
    let base = sent.filter(|base| *base < latest).max()?;
    let versions = text.draft.versions();
    Some((base, negotiation.changes.iter().copied().zip(versions.iter().skip(1)).skip(base).collect()))
}

/// The clauses of several versions, in the order in which they first stand.
fn ids(versions: &[Version]) -> Vec<ClauseId> {
    let mut ids: Vec<ClauseId> = Vec::new();
    for clause in versions.iter().flat_map(Version::clauses) {
        if !ids.contains(&clause.id) {
            ids.push(clause.id.clone());
        }
    }
    ids
}

/// What became of one clause in one language, step by step.
fn pieces(
    paper: &Paper,
    record: &Record,
    state: &State,
    id: &ClauseId,
    lang: &Lang,
    (before, steps): (&Version, &[(u64, &Version)]),
) -> Vec<Piece> {
    let wording = |version: &Version| {
        version.clause(id).and_then(|clause| clause.text.get(lang)).unwrap_or_default().to_owned()
    };
    let mut last = wording(before);
    let mut pieces = vec![Piece { text: last.clone(), change: None }];
    for (act, version) in steps {
        let now = wording(version);
        if now != last {
            let at = usize::try_from(*act).ok().and_then(|act| record.acts().get(act)).map(|act| act.at);
            let by = (author(paper, state, *act, lang), at.unwrap_or(Instant::from_millis(0)));
            pieces = step(pieces, &now, lang, &by);
            last = now;
        }
    }
    joined(pieces)
}

/// Who stands behind a change: the party whose amendment was taken in, or the forum.
fn author(paper: &Paper, state: &State, act: u64, lang: &Lang) -> String {
    let amendments = state.text.iter().flat_map(|text| &text.negotiation.amendments);
    let party: Option<&PartyKey> = amendments
        .filter(|amendment| matches!(&amendment.end, AmendmentEnd::Settled(settled) if settled.act == act))
        .map(|amendment| &amendment.party)
        .next();
    let best = |text: &MultiText| text.best(lang).map(|(_, text)| text.to_owned());
    match party {
        Some(party) => {
            let named = paper.parties.get(party).and_then(|named| best(&named.name));
            named.unwrap_or_else(|| party.to_string())
        }
        None => best(&paper.forum.name).unwrap_or_default(),
    }
}

/// The next step: what still stands is compared with the words as they are now. What was put in since and is taken out
/// again was never seen.
fn step(pieces: Vec<Piece>, now: &str, lang: &Lang, (author, at): &(String, Instant)) -> Vec<Piece> {
    let change = |kind| Some(Change { kind, author: author.clone(), at: *at });
    let mut left = pieces.into_iter().peekable();
    let standing: String = left.clone().filter(|piece| !is_out(piece)).map(|piece| piece.text).collect();
    let mut out = Vec::new();
    let mut rest = String::new();
    let mut fate = None;
    for compared in words(&standing, now, lang) {
        if let Compared::New(text) = compared {
            out.push(Piece { text, change: change(ChangeKind::Ins) });
            continue;
        }
        let gone = matches!(compared, Compared::Gone(_));
        let mut wanted = compared.text();
        while !wanted.is_empty() {
            if rest.is_empty() {
                match left.next() {
                    Some(piece) if is_out(&piece) => out.push(piece),
                    Some(piece) => (rest, fate) = (piece.text, piece.change),
                    None => break,
                }
                continue;
            }
            let taken: String = rest.drain(..rest.len().min(wanted.len())).collect();
            wanted = &wanted[taken.len()..];
            match (gone, &fate) {
                (true, None) => out.push(Piece { text: taken, change: change(ChangeKind::Del) }),
                (true, Some(_)) => {}
                _ => out.push(Piece { text: taken, change: fate.clone() }),
            }
        }
    }
    out.extend(left);
    out
}

fn is_out(piece: &Piece) -> bool {
    piece.change.as_ref().is_some_and(|change| change.kind == ChangeKind::Del)
}

/// Pieces with the same fate as one.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces.into_iter().filter(|piece| !piece.text.is_empty()) {
        match out.last_mut() {
            Some(last) if last.change == piece.change => last.text.push_str(&piece.text),
            _ => out.push(piece),
        }
    }
    out
}

/// A clause that is no longer there: it has no words but those that were taken out, and no number.
fn taken_out(clause: &text::Clause, changes: BTreeMap<Lang, Vec<Piece>>) -> Clause {
    Clause {
        id: clause.id.clone(),
        part: clause.part,
        number: None,
        verb: clause.verb.clone(),
        asserted_by: clause.asserted_by.clone(),
        text: MultiText::default(),
        changes,
        notes: Vec::new(),
        grounds: Vec::new(),
        digest: clause.digest(),
    }
}

/// Where a clause that is gone stood: behind the last of those before it that is still there, within its part.
fn place(clauses: &[Clause], before: &Version, id: &ClauseId, gone: &Clause) -> usize {
    let earlier = before.clauses().iter().take_while(|clause| clause.id != *id);
    let behind = earlier.filter_map(|known| clauses.iter().position(|clause| clause.id == known.id)).max();
    let first = clauses.partition_point(|clause| clause.part < gone.part);
    behind.map_or(first, |at| (at + 1).max(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(pieces: &[Piece], left_out: ChangeKind) -> String {
        let seen = |piece: &&Piece| piece.change.as_ref().is_none_or(|change| change.kind != left_out);
        pieces.iter().filter(seen).map(|piece| piece.text.as_str()).collect()
    }

    fn after(texts: &[String]) -> Vec<Piece> {
        let first = vec![Piece { text: texts[0].clone(), change: None }];
        let by = |at: usize| (format!("author {at}"), Instant::from_millis(at as i64));
        joined(
            texts
                .iter()
                .enumerate()
                .skip(1)
                .fold(first, |pieces, (at, text)| step(pieces, text, &Lang::new("en"), &by(at))),
        )
    }

    #[test]
    fn a_word_that_changed_is_taken_out_and_put_in_by_whoever_changed_it() {
        let texts = ["supports free links\n(a) One.", "supports open links\n(a) One."];
        let pieces = after(&texts.map(str::to_owned));
        let shown: Vec<(&str, Option<ChangeKind>)> =
            pieces.iter().map(|piece| (piece.text.as_str(), piece.change.as_ref().map(|c| c.kind))).collect();
        assert_eq!(
            shown,
            [
                ("supports ", None),
                ("free", Some(ChangeKind::Del)),
                ("open", Some(ChangeKind::Ins)),
                (" links\n(a) One.", None)
            ]
        );
        assert_eq!(pieces[1].change.as_ref().map(|change| change.author.as_str()), Some("author 1"));
    }

    proptest! {
        #[test]
        fn what_was_not_put_in_is_the_first_text_and_what_was_not_taken_out_the_last(
            texts in prop::collection::vec("[ab国\n ]{0,24}", 1..6)
        ) {
            let pieces = after(&texts);
            prop_assert_eq!(all(&pieces, ChangeKind::Del), texts[texts.len() - 1].clone());
            // What was taken out was there from the start: what came and went is not shown.
            let first: String = pieces
                .iter()
                .filter(|piece| piece.change.as_ref().is_none_or(|change| change.kind == ChangeKind::Del))
                .map(|piece| piece.text.as_str())
                .collect();
            prop_assert_eq!(first, texts[0].clone());
        }
    }
}
