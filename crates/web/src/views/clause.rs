//! A clause as a page shows it: its words, where it comes from, who stands how to it, what is proposed.

use super::finding::Sign;
use crate::extract::Place;
use crate::routes::text::{Reader, party_name};
use crate::speech::by_name;
use forum::fold::{Amendment, AmendmentEnd, State, TextState};
use opinion::{Direction, Grade};
use procedure::Position;
use std::collections::BTreeMap;
use terms::{Lang, MultiText, PartyKey, Right};
use text::diff::Piece as Difference;
use text::{AssertedBy, Clash, Clause, ClauseId, ClauseRef, Part, Proposed, Unfit};

/// Words in one language, line by line.
pub(crate) struct Wording {
    pub(crate) lang: String,
    pub(crate) dir: &'static str,
    /// The name of the language, in that language.
    pub(crate) name: String,
    pub(crate) lines: Vec<String>,
}

/// A statement behind a clause.
pub(crate) struct Behind {
    pub(crate) href: String,
    pub(crate) sign: Sign,
    pub(crate) words: Wording,
    /// What was found when the clause was written.
    pub(crate) then: String,
    /// What is found now, where it no longer bears the clause; empty where it does.
    pub(crate) now: String,
}

/// Where a party stands on a clause.
pub(crate) struct Stand {
    pub(crate) sign: &'static str,
    pub(crate) class: &'static str,
    pub(crate) party: String,
    pub(crate) key: String,
    pub(crate) position: String,
    pub(crate) reason: String,
    pub(crate) remedy: String,
    /// Whether the party decides.
    pub(crate) decides: bool,
    pub(crate) act: u64,
}

/// A clause.
pub(crate) struct ClauseShown {
    pub(crate) id: String,
    pub(crate) digest: String,
    pub(crate) href: String,
    pub(crate) number: String,
    pub(crate) part: String,
    pub(crate) part_key: &'static str,
    /// Whether it is the first of its part.
    pub(crate) opens: bool,
    pub(crate) columns: Vec<Wording>,
    /// Those in whose name it speaks; empty where the forum itself does.
    pub(crate) asserted: String,
    /// Who is to act; empty where nobody is named.
    pub(crate) actors: String,
    /// What its verb means for those who accept it; empty where it has none.
    pub(crate) plain: String,
    pub(crate) behind: Vec<Behind>,
    pub(crate) weakened: bool,
    pub(crate) stands: Vec<Stand>,
    /// Where there are too many to name each: sign, class, position, how many.
    pub(crate) counted: Vec<(&'static str, &'static str, String, String)>,
    /// Who must say anew where they stand.
    pub(crate) fallen: Vec<String>,
    pub(crate) agreed: bool,
    /// The languages whose words are older than the wording they translate, by their own names.
    pub(crate) stale: Vec<String>,
    /// What was said of it in the adoption: by whom, as what, in which words.
    pub(crate) notes: Vec<(String, String, String)>,
    pub(crate) amendments: Vec<AmendmentShown>,
    /// How many amendments to it are open, those that are not shown among them.
    pub(crate) proposals: usize,
}

/// A piece of a comparison.
pub(crate) struct Piece {
    /// `same`, `gone` or `new`.
    pub(crate) class: &'static str,
    pub(crate) text: String,
}

/// One language of a proposed change.
pub(crate) struct Compared {
    pub(crate) lang: String,
    pub(crate) dir: &'static str,
    pub(crate) pieces: Vec<Piece>,
}

/// An amendment.
pub(crate) struct AmendmentShown {
    pub(crate) id: String,
    pub(crate) by: String,
    pub(crate) kind: String,
    /// Where a clause is to stand that is moved, or which two become one; empty for all others.
    pub(crate) place: String,
    pub(crate) compared: Vec<Compared>,
    pub(crate) why: String,
    pub(crate) support: Vec<String>,
    pub(crate) late: String,
    pub(crate) end: String,
    pub(crate) open: bool,
    /// Why it no longer fits; empty where it does.
    pub(crate) unfit: String,
    /// Where both it and the text changed the same words: what each has.
    pub(crate) clashes: Vec<ClashShown>,
    /// Whether it is the reader's own.
    pub(crate) mine: bool,
    /// Whether the reader's party supports it.
    pub(crate) supported: bool,
    pub(crate) act: u64,
}

/// One place where an amendment and the text went apart: the language, and the words before, in the amendment, and now.
pub(crate) struct ClashShown {
    pub(crate) lang: String,
    pub(crate) dir: &'static str,
    /// What it is about, where it is no words.
    pub(crate) what: String,
    pub(crate) sides: Vec<(String, String)>,
}

/// The words of a text in one language; none where it has none.
pub(crate) fn wording(text: &MultiText, lang: &Lang) -> Option<Wording> {
    let words = text.get(lang)?;
    Some(Wording {
        lang: lang.to_string(),
        dir: present::page::direction(lang),
        name: crate::speech::Speech::new(lang.clone()).w("language-own-name"),
        lines: words.lines().map(|line| present::plain::line(line).into_owned()).collect(),
    })
}

/// The words in the reader's language or the nearest there is.
pub(crate) fn best_wording(at: &Place, text: &MultiText) -> Wording {
    let best = text.best(at.lang()).and_then(|(lang, _)| wording(text, lang));
    best.unwrap_or_else(|| Wording {
        lang: at.lang().to_string(),
        dir: present::page::direction(at.lang()),
        name: String::new(),
        lines: Vec::new(),
    })
}

/// A clause as the reader sees it, with a second language beside where one is asked for.
pub(crate) fn clause_shown(
    at: &Place,
    state: &State,
    text: &TextState,
    (number, clause): (Option<usize>, &Clause),
    with: Option<&Lang>,
) -> ClauseShown {
    let mut columns = vec![best_wording(at, &clause.text)];
    columns.extend(with.and_then(|lang| wording(&clause.text, lang)));
    let behind = behind(at, state, text, clause);
    ClauseShown {
        id: clause.id.to_string(),
        digest: clause.digest().to_string(),
        href: at.to(&format!("text/clause/{}", clause.id)),
        number: numbered(at, number, &clause.id),
        part: at.speech.w(&format!("text-part-{}", clause.part.name())),
        part_key: part_key(clause.part),
        opens: false,
        asserted: asserted(at, state, clause),
        actors: parties_named(at, state, clause.actors.iter()),
        plain: plain(&at.speech, clause),
        columns,
        weakened: behind.iter().any(|behind| !behind.now.is_empty()),
        behind,
        stands: stands(at, state, text, clause),
        counted: Vec::new(),
        fallen: text.positions_fallen(clause).map(|party| party_name(at, state, party)).collect(),
        agreed: text.is_agreed(&clause.id),
        stale: Vec::new(),
        notes: super::adoption::notes(at, state, text, &clause.id),
        amendments: Vec::new(),
        proposals: 0,
    }
}

/// Those in whose name a clause speaks; empty where the forum itself does.
pub(crate) fn asserted(at: &Place, state: &State, clause: &Clause) -> String {
    match &clause.asserted_by {
        AssertedBy::Forum => String::new(),
        AssertedBy::Host => at.speech.w("clause-host"),
        AssertedBy::Parties(parties) => parties_named(at, state, parties.iter()),
    }
}

/// Parties by name, in the reader's order.
pub(crate) fn parties_named<'a>(
    at: &Place,
    state: &State,
    parties: impl Iterator<Item = &'a PartyKey>,
) -> String {
    by_name(at, parties.map(|party| party_name(at, state, party)).collect(), |name| name).join(", ")
}

/// The number of a clause, and which alternative it is: `2 bis`.
fn numbered(at: &Place, number: Option<usize>, id: &ClauseId) -> String {
    let number = number.map_or_else(String::new, |number| at.speech.integer(number as u64));
    match id.alternative_of() {
        Some((_, label)) if !number.is_empty() => format!("{number} {label}"),
        _ => number,
    }
}

/// The translations of each clause that are older than the wording in the first language of the forum, while the text
/// can still be changed.
pub(crate) fn stale(state: &State, text: &TextState) -> BTreeMap<ClauseId, Vec<Lang>> {
    let mut of: BTreeMap<ClauseId, Vec<Lang>> = BTreeMap::new();
    let languages = state.convened.as_ref().map_or(&[][..], |convened| &convened.body.languages);
    if let (Some(leading), None) = (languages.first(), &text.frozen) {
        for (clause, lang) in text.draft.stale(leading) {
            of.entry(clause).or_default().push(lang);
        }
    }
    of
}

fn part_key(part: Part) -> &'static str {
    part.name()
}

/// The statements behind a clause, with what was found of them then and, where it no longer holds, now.
pub(crate) fn behind(at: &Place, state: &State, text: &TextState, clause: &Clause) -> Vec<Behind> {
    let known = text.clauses.iter().find(|known| known.body.clause.id == clause.id);
    let board = at.live.board();
    let of = |ground: &forum::acts::Ground| {
        let made = state.statement(&ground.statement)?;
        let now = board.finding(&ground.statement);
        let holds = now.is_none_or(|now| forum::write::earned(now) == Some(ground.direction));
        Some(Behind {
            href: at.to(&format!("statement/{}", ground.statement)),
            sign: sign_of(ground.grade, ground.direction),
            words: best_wording(at, &made.body.text),
            then: grade_word(at, ground.grade),
            now: match now {
                Some(now) if !holds => grade_word(at, now.grade),
                _ => String::new(),
            },
        })
    };
    known.map(|known| known.body.grounds.iter().filter_map(of).collect()).unwrap_or_default()
}

fn sign_of(grade: Grade, direction: Direction) -> Sign {
    match (grade, direction) {
        (_, Direction::Against) => Sign { sign: "◆✕", class: "rejected" },
        (_, Direction::For) => Sign { sign: "◆✓", class: "agreed" },
    }
}

fn grade_word(at: &Place, grade: Grade) -> String {
    at.speech.w(&format!("finding-grade-{}", grade.key().replace('_', "-")))
}

fn stands(at: &Place, state: &State, text: &TextState, clause: &Clause) -> Vec<Stand> {
    let stand = |(party, taken): (&PartyKey, &forum::fold::Cited<forum::acts::ClausePositionTaken>)| {
        let (reason, remedy) = position_words(&taken.body.position);
        let (sign, class) = position_sign(&taken.body.position);
        let standing = state.name(party).and_then(|name| name.standing);
        Stand {
            sign,
            class,
            party: party_name(at, state, party),
            key: party.to_string(),
            position: at.speech.w(&format!("position-{}", position_key(&taken.body.position))),
            reason,
            remedy,
            decides: standing.is_some_and(|standing| state.has_right(standing, Right::Decide)),
            act: taken.act,
        }
    };
    by_name(at, text.positions_on(clause).map(stand).collect(), |stand| &stand.party)
}

/// The reason or reservation of a position, and what would make the party accept.
pub(crate) fn position_words(position: &Position) -> (String, String) {
    match position {
        Position::Object { reason, remedy } => (reason.clone(), remedy.clone().unwrap_or_default()),
        Position::AcceptWithReservation { reservation } => (reservation.clone(), String::new()),
        _ => (String::new(), String::new()),
    }
}

/// The name of a position in forms and messages.
pub(crate) fn position_key(position: &Position) -> &'static str {
    match position {
        Position::Accept => "accept",
        Position::AcceptWithReservation { .. } => "accept_with_reservation",
        Position::CanLiveWith => "can_live_with",
        Position::NeedsTime => "needs_time",
        Position::Object { .. } => "object",
        Position::NotParticipating => "not_participating",
    }
}

fn position_sign(position: &Position) -> (&'static str, &'static str) {
    match position {
        Position::Accept => ("✓", "agreed"),
        Position::AcceptWithReservation { .. } => ("✓*", "agreed"),
        Position::CanLiveWith => ("≈", "open"),
        Position::NeedsTime => ("…", "open"),
        Position::Object { .. } => ("✕", "against"),
        Position::NotParticipating => ("–", "open"),
    }
}

/// What accepting a clause means, by its verb.
pub(crate) fn plain(speech: &crate::speech::Speech, clause: &Clause) -> String {
    clause.verb.as_ref().map_or_else(String::new, |verb| speech.w(&format!("plain-{}", verb.class.name())))
}

/// So many positions on a clause are named one by one where the whole text is shown.
const NAMED: usize = 24;

impl ClauseShown {
    /// Beside the whole text, positions of very many parties are counted, and those named that stand in the way.
    pub(crate) fn condense(&mut self, at: &Place) {
        if self.stands.len() <= NAMED {
            return;
        }
        let mut counted: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
        for stand in &self.stands {
            *counted.entry((stand.sign, stand.class, &stand.position)).or_default() += 1;
        }
        let line = |((sign, class, position), count): ((&'static str, &'static str, &str), usize)| {
            (sign, class, position.to_owned(), at.speech.integer(count as u64))
        };
        let counted = counted.into_iter().map(line).collect();
        self.counted = counted;
        self.stands.retain(|stand| stand.class == "against");
        self.stands.truncate(NAMED);
    }
}

/// The positions there are, for forms.
pub(crate) fn positions(speech: &crate::speech::Speech) -> Vec<(&'static str, String)> {
    let all =
        ["accept", "accept_with_reservation", "can_live_with", "needs_time", "object", "not_participating"];
    all.map(|name| (name, speech.w(&format!("position-{name}")))).to_vec()
}

/// The amendments to a clause, those that are open first.
pub(crate) fn amendments_about<'a>(text: &'a TextState, clause: &Clause) -> Vec<&'a Amendment> {
    // What was proposed to a clause that went into this one, and is still open, has no other place.
    let went_here = |amendment: &Amendment| {
        let into = |target: &ClauseRef| text.draft.superseded_by(&target.id) == Some(&clause.id);
        amendment.is_open() && amendment.tabled.body.proposed.targets().any(into)
    };
    let of_clause = |amendment: &&Amendment| amendment.is_about(&clause.id) || went_here(amendment);
    let mut all: Vec<_> = text.negotiation.amendments.iter().filter(of_clause).collect();
    all.sort_by_key(|amendment| !amendment.is_open());
    all
}

/// The new clauses that are proposed.
pub(crate) fn proposed_new(
    at: &Place,
    state: &State,
    text: &TextState,
    reader: &Reader,
) -> Vec<AmendmentShown> {
    let new = text.open_amendments(None).filter(|amendment| amendment.clause().is_none());
    new.map(|amendment| amendment_shown(at, state, text, amendment, Some(reader))).collect()
}

/// An amendment; with a reader, what the reader can do with it.
pub(crate) fn amendment_shown(
    at: &Place,
    state: &State,
    text: &TextState,
    amendment: &Amendment,
    reader: Option<&Reader>,
) -> AmendmentShown {
    let (speech, proposed) = (&at.speech, &amendment.tabled.body.proposed);
    let party = reader.and_then(Reader::party);
    // What is over, or frozen, need not fit any more.
    let unfit = match amendment.is_open() && text.frozen.is_none() {
        true => text.draft.fit(proposed).err(),
        false => None,
    };
    AmendmentShown {
        id: amendment.id().to_owned(),
        by: party_name(at, state, &amendment.party),
        kind: speech.w(match proposed {
            Proposed::Insert { .. } => "amendment-insert",
            Proposed::Delete { .. } => "amendment-delete",
            Proposed::Move { .. } => "amendment-move",
            Proposed::Replace { .. } => "amendment-replace",
            Proposed::Split { .. } => "amendment-split",
            Proposed::Merge { .. } => "amendment-join",
        }),
        place: place(at, text, proposed),
        compared: compared(text, proposed),
        why: amendment.tabled.body.why.clone(),
        support: amendment.support.iter().map(|party| party_name(at, state, party)).collect(),
        late: amendment.late.map_or_else(String::new, |_| speech.w("amendment-late")),
        end: end(at, &amendment.end),
        open: amendment.is_open(),
        clashes: unfit.as_ref().map(|unfit| clashes(at, unfit)).unwrap_or_default(),
        unfit: match &unfit {
            Some(Unfit::Conflict { .. }) => speech.w("amendment-conflict"),
            Some(Unfit::MergedInto { into, .. }) => {
                speech.s("amendment-joined-into", "clause", &named(at, text, into))
            }
            Some(unfit) => speech.s("amendment-unfit", "what", &unfit.to_string()),
            None => String::new(),
        },
        mine: party == Some(&amendment.party),
        supported: party.is_some_and(|party| amendment.support.contains(party)),
        act: amendment.tabled.act,
    }
}

/// Where a clause is to stand that an amendment moves, or which two are to become one.
fn place(at: &Place, text: &TextState, proposed: &Proposed) -> String {
    match proposed {
        Proposed::Move { to: text::Place::First, .. } => at.speech.w("move-first"),
        Proposed::Move { to: text::Place::After(id), .. } => {
            at.speech.s("move-after", "clause", &named(at, text, id))
        }
        Proposed::Merge { first, second, .. } => at.speech.says(
            "amendment-join-both",
            &[("first", named(at, text, &first.id)), ("second", named(at, text, &second.id))],
        ),
        _ => String::new(),
    }
}

/// A clause by its number now, or by its id where it has none.
pub(crate) fn named(at: &Place, text: &TextState, id: &ClauseId) -> String {
    let mut numbered = text.draft.latest().numbered();
    let number = numbered.find(|(_, clause)| clause.id == *id).and_then(|(number, _)| number);
    numbered_or_id(at, number, id)
}

fn numbered_or_id(at: &Place, number: Option<usize>, id: &ClauseId) -> String {
    let name = numbered(at, number, id);
    if name.is_empty() { id.to_string() } else { name }
}

/// Both sides of a conflict, as far as they are words; elsewhere what it is about.
fn clashes(at: &Place, unfit: &Unfit) -> Vec<ClashShown> {
    let Unfit::Conflict { at: conflicts, .. } = unfit else { return Vec::new() };
    let side = |message: &str, passage: &Option<text::diff::Passage>| {
        let words = passage.as_ref().map_or("", |passage| passage.text.trim());
        let words = if words.is_empty() { at.speech.w("clash-nothing") } else { words.to_owned() };
        (at.speech.w(message), words)
    };
    let shown = |conflict: &text::Conflict| match &conflict.what {
        Clash::Text { lang, sides } => ClashShown {
            lang: lang.to_string(),
            dir: present::page::direction(lang),
            what: String::new(),
            sides: vec![
                side("clash-base", &sides.base),
                side("clash-wanted", &sides.wanted),
                side("clash-now", &sides.now),
            ],
        },
        other => ClashShown {
            lang: at.lang().to_string(),
            dir: present::page::direction(at.lang()),
            what: at.speech.w(match other {
                Clash::Verb(_) => "clash-verb",
                Clash::Names(_) => "clash-names",
                Clash::Place(_) => "clash-place",
                _ => "clash-sources",
            }),
            sides: Vec::new(),
        },
    };
    conflicts.iter().map(shown).collect()
}

fn end(at: &Place, end: &AmendmentEnd) -> String {
    let speech = &at.speech;
    match end {
        AmendmentEnd::Open => String::new(),
        AmendmentEnd::Withdrawn(_) => speech.w("amendment-withdrawn"),
        AmendmentEnd::Fell(_) => speech.w("amendment-fell"),
        AmendmentEnd::Settled(settled) if settled.body.taken => speech.w("amendment-taken"),
        AmendmentEnd::Settled(settled) => speech.s("amendment-declined", "why", &settled.body.why),
    }
}

/// What an amendment changes, language by language.
fn compared(text: &TextState, proposed: &Proposed) -> Vec<Compared> {
    if matches!(proposed, Proposed::Move { .. }) {
        return Vec::new();
    }
    let seen = proposed.targets().filter_map(|target| text.draft.wording(target));
    compare(&in_one(seen), &in_one(proposed.clauses()))
}

/// The words of one clause, or of two with a sign where one ends and the other begins.
fn in_one<'a>(clauses: impl Iterator<Item = &'a Clause>) -> MultiText {
    clauses.fold(MultiText::default(), |all, clause| {
        clause.text.iter().fold(all, |all, (lang, words)| {
            let both = all.get(lang).map(|before| format!("{before} ¶\n{words}"));
            let both = both.unwrap_or_else(|| words.to_owned());
            all.with(lang.as_str(), &both)
        })
    })
}

/// Two versions of some words, in every language in which they differ.
pub(crate) fn compare(was: &MultiText, is: &MultiText) -> Vec<Compared> {
    let mut langs: Vec<&Lang> = was.iter().chain(is.iter()).map(|(lang, _)| lang).collect();
    langs.sort();
    langs.dedup();
    let differs = |lang: &&Lang| was.get(lang) != is.get(lang);
    let one = |lang: &Lang| Compared {
        lang: lang.to_string(),
        dir: present::page::direction(lang),
        pieces: pieces(was.get(lang).unwrap_or_default(), is.get(lang).unwrap_or_default(), lang),
    };
    langs.into_iter().filter(differs).map(one).collect()
}

/// What was taken out and what was put in, word by word.
fn pieces(was: &str, is: &str, lang: &Lang) -> Vec<Piece> {
    let piece = |piece: Difference| Piece {
        class: match &piece {
            Difference::Same(_) => "same",
            Difference::Gone(_) => "gone",
            Difference::New(_) => "new",
        },
        text: piece.text().to_owned(),
    };
    text::diff::words(was, is, lang).into_iter().map(piece).collect()
}
