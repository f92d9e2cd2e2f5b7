//! Amendments: any words in any language, added, put in other words, taken out, moved, cut in two and made one, each
//! written against any version. Nothing panics; what does not fit changes nothing, what fits can be carried out; no
//! position survives a change of its clause, and a conflict names what stands there.
#![no_main]

use libfuzzer_sys::fuzz_target;
use terms::{Lang, MultiText};
use text::diff::{Passage, Piece, Sides, merge, words};
use text::{
    Clash, Clause, ClauseId, Conflict, Draft, Kind, Part, Place, Proposed, Symbol, Unfit, Validity, Version,
};

const LANGS: [&str; 5] = ["en", "zh-Hans", "fa", "ru", "th"];

fuzz_target!(|data: &[u8]| {
    let Some((&lang, bytes)) = data.split_first() else { return };
    let lang = LANGS[usize::from(lang) % LANGS.len()];
    let parts: Vec<&[u8]> = bytes.split(|&byte| byte == 0).take(24).collect();
    let wordings: Vec<String> = parts.iter().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    if let [base, wanted, now, ..] = &wordings[..] {
        compared(base, wanted, now, &Lang::new(lang));
    }
    let mut draft = Draft::new(Symbol::new("FUZZ", 1), Kind::Plan);
    for (number, part) in parts.iter().enumerate() {
        let [kind, one, two, back, wording @ ..] = part else { continue };
        let wording = String::from_utf8_lossy(wording);
        let Some(proposed) = proposed(&draft, lang, [*kind, *one, *two, *back], &wording, number) else {
            continue;
        };
        step(&mut draft, &proposed);
    }
});

/// What holds of three wordings, however they came to be.
fn compared(base: &str, wanted: &str, now: &str, lang: &Lang) {
    let pieces = words(base, now, lang);
    let written = |new: bool| -> String {
        let of_side = |piece: &&Piece| match piece {
            Piece::Same(_) => true,
            Piece::Gone(_) => !new,
            Piece::New(_) => new,
        };
        pieces.iter().filter(of_side).map(Piece::text).collect()
    };
    assert_eq!((written(false).as_str(), written(true).as_str()), (base, now));
    let merged = merge(base, wanted, now, lang);
    assert_eq!(merged, merge(base, now, wanted, lang));
    assert_eq!(merge(base, wanted, base, lang).as_deref(), Some(wanted));
    assert_eq!(merge(base, now, now, lang).as_deref(), Some(now));
}

/// An amendment to one of the last versions; to a text without clauses, one more.
fn proposed(
    draft: &Draft,
    lang: &str,
    [kind, one, two, back]: [u8; 4],
    wording: &str,
    number: usize,
) -> Option<Proposed> {
    let versions = draft.versions();
    let version = &versions[versions.len() - 1 - usize::from(back) % versions.len()];
    let pick = |n: u8| version.clauses().get(usize::from(n) % version.clauses().len().max(1));
    let of = |id: &str| {
        let part = Part::ALL[usize::from(two) % Part::ALL.len()];
        Clause::new(id, part, MultiText::of(lang, wording))
    };
    // Some are alternatives of a clause there is.
    let id = match pick(one).and_then(|clause| clause.id.alternative(usize::from(back) % 9)) {
        Some(alternative) if two >= 128 => alternative,
        _ => ClauseId::new(&format!("n{number}")),
    };
    let (Some(one), Some(two), true) = (pick(one), pick(two), kind % 8 > 1) else {
        let after = pick(two).filter(|_| kind % 2 == 1).map(|clause| clause.id.clone());
        let part = after.as_ref().and_then(|id| version.clause(id)).map(|clause| clause.part);
        let clause = Clause { part: part.unwrap_or(of("").part), ..of(id.as_str()) };
        return Some(Proposed::Insert { clause, after });
    };
    let with = |clause: &Clause| Clause { text: clause.text.clone().with(lang, wording), ..clause.clone() };
    let (first, second) = wording.split_at(wording.floor_char_boundary(wording.len() / 2));
    let half = |id: &ClauseId, words: &str| Clause {
        id: id.clone(),
        text: MultiText::of(lang, words),
        ..one.clone()
    };
    Some(match kind % 8 {
        2 | 3 => Proposed::Replace { clause: one.reference(), with: with(one) },
        4 => Proposed::Delete { clause: one.reference() },
        5 => {
            let to = if kind >= 128 { Place::First } else { Place::After(two.id.clone()) };
            Proposed::Move { clause: one.reference(), seen: version.digest(), to }
        }
        6 => Proposed::Split {
            clause: one.reference(),
            first: half(&one.id, first),
            second: half(&id, second),
        },
        _ => Proposed::Merge { first: one.reference(), second: two.reference(), with: with(one) },
    })
}

fn step(draft: &mut Draft, proposed: &Proposed) {
    let before = draft.clone();
    let fit = draft.fit(proposed);
    assert_eq!(*draft, before, "asking changes nothing");
    match fit {
        Ok(fit) => {
            draft.apply(fit.change).expect("what fits can be carried out");
            holds(before.latest(), draft.latest());
            assert_eq!(&draft.versions()[..before.versions().len()], before.versions());
        }
        Err(Unfit::Conflict { at, .. }) => {
            assert!(!at.is_empty());
            at.iter().for_each(|conflict| stands(draft, conflict));
        }
        Err(_) => {}
    }
}

/// A position stands as long as its clause is the same, and no longer.
fn holds(was: &Version, is: &Version) {
    for clause in was.clauses() {
        let expected = match is.clause(&clause.id) {
            None => Validity::Deleted,
            Some(now) if now == clause => Validity::Current,
            Some(now) => Validity::Superseded { now: now.digest() },
        };
        assert_eq!(is.validity(&clause.reference()), expected);
    }
    assert!(is.clauses().is_sorted_by_key(|clause| clause.part));
}

/// What a conflict says that stands now does.
fn stands(draft: &Draft, Conflict { clause, what }: &Conflict) {
    let clause = draft.latest().clause(clause).expect("a conflict is with a clause that is there");
    match what {
        Clash::Text { lang, sides } => {
            let Sides { base, now, .. } = sides.as_ref();
            assert!(base != now, "something went on");
            if let Some(Passage { bytes, text, .. }) = now {
                let wording = clause.text.get(lang).expect("it has words");
                assert_eq!(&wording[bytes.clone()], text);
            }
        }
        Clash::Verb(sides) => assert_eq!(sides.now, clause.verb),
        Clash::Names(sides) => assert_eq!(sides.now.actors, clause.actors),
        Clash::Sources(sides) => assert_eq!(sides.now, clause.sources),
        Clash::Place(sides) => {
            if let Place::After(before) = &sides.now {
                assert!(draft.latest().clause(before).is_some());
            }
        }
    }
}
