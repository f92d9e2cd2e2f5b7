//! The laws of moving, cutting and joining clauses: ids that last, positions that fall with the words, and conflicts with
//! whatever happened in the meantime.

use super::{clause, draft};
use proptest::prelude::*;
use std::collections::BTreeMap;
use terms::{Digest, Lang};
use text::diff::Sides;
use text::{
    Change, ChangeError, Clash, Clause, ClauseId, ConflictAt, Draft, Fit, Part, Place, Proposed, Unfit,
    Validity, VerbClass,
};

fn op(id: &str, en: &str) -> Clause {
    clause(id, Part::Operative, en).verb("supports", VerbClass::Support)
}

/// Three clauses of the operative part behind one of the preamble.
fn text() -> Draft {
    draft(&[
        clause("p1", Part::Preamble, "recalls"),
        op("c1", "supports links between cities and courses for young people"),
        op("c2", "supports fairs"),
        op("c3", "supports schools"),
    ])
}

fn ids(draft: &Draft) -> Vec<&str> {
    draft.latest().clauses().iter().map(|clause| clause.id.as_str()).collect()
}

fn get(draft: &Draft, id: &str) -> Clause {
    draft.latest().clause(&id.into()).expect("it is there").clone()
}

fn after(id: &str) -> Place {
    Place::After(id.into())
}

fn moves(draft: &Draft, id: &str, to: Place) -> Proposed {
    Proposed::Move { clause: get(draft, id).reference(), seen: draft.latest().digest(), to }
}

fn splits(draft: &Draft, id: &str, new: &str, words: [&str; 2]) -> Proposed {
    let [first, second] = [(id, words[0]), (new, words[1])].map(|(id, words)| op(id, words));
    Proposed::Split { clause: get(draft, id).reference(), first, second }
}

fn joins(draft: &Draft, first: &str, second: &str, words: &str) -> Proposed {
    let [one, two] = [first, second].map(|id| get(draft, id).reference());
    Proposed::Merge { first: one, second: two, with: op(first, words) }
}

fn replaces(draft: &Draft, id: &str, words: &str) -> Proposed {
    let base = get(draft, id);
    let text = base.text.clone().with("en", words).with("ru", &format!("{words} (ru)"));
    Proposed::Replace { clause: base.reference(), with: Clause { text, ..base } }
}

const HALVES: [&str; 2] = ["supports links between cities", "supports courses for young people"];

fn carried(draft: &Draft, proposed: &Proposed) -> Draft {
    let mut after = draft.clone();
    let fit = draft.fit(proposed).unwrap_or_else(|error| panic!("{proposed:?}: {error}"));
    after.apply(fit.change).expect("what fits can be carried out");
    after
}

fn met(draft: &Draft, proposed: &Proposed) -> Vec<(String, ConflictAt)> {
    match draft.fit(proposed) {
        Err(Unfit::Conflict { at, .. }) => {
            at.iter().map(|conflict| (conflict.clause.to_string(), conflict.at())).collect()
        }
        other => panic!("{proposed:?}: {other:?}"),
    }
}

#[test]
fn a_clause_that_is_moved_keeps_its_words_its_digest_and_the_positions_on_it() {
    let text = text();
    for (id, to, order) in [
        ("c1", after("c3"), ["p1", "c2", "c3", "c1"]),
        ("c1", after("c2"), ["p1", "c2", "c1", "c3"]),
        ("c3", Place::First, ["p1", "c3", "c1", "c2"]),
        ("c3", after("c1"), ["p1", "c1", "c3", "c2"]),
    ] {
        let moved = carried(&text, &moves(&text, id, to.clone()));
        assert_eq!(ids(&moved), order, "{id} {to:?}");
        for clause in text.latest().clauses() {
            assert_eq!(moved.latest().validity(&clause.reference()), Validity::Current);
        }
        assert!(moved.latest().digest() != text.latest().digest(), "another order is another text");
    }
}

#[test]
fn alternatives_go_with_their_clause_and_keep_its_number() {
    let text = draft(&["c1", "c2", "c2-bis", "c2-ter", "c3", "c3-bis"].map(|id| op(id, id)));
    let numbers = |draft: &Draft| -> BTreeMap<String, Option<usize>> {
        draft.latest().numbered().map(|(number, clause)| (clause.id.to_string(), number)).collect()
    };
    let first = carried(&text, &moves(&text, "c2", Place::First));
    assert_eq!(ids(&first), ["c2", "c2-bis", "c2-ter", "c1", "c3", "c3-bis"]);
    let last = carried(&text, &moves(&text, "c2", after("c3")));
    assert_eq!(ids(&last), ["c1", "c3", "c3-bis", "c2", "c2-bis", "c2-ter"]);
    assert_eq!(numbers(&last)["c2"], numbers(&last)["c2-ter"]);
    let alone = carried(&text, &moves(&text, "c2-ter", after("c2")));
    assert_eq!(ids(&alone), ["c1", "c2", "c2-ter", "c2-bis", "c3", "c3-bis"]);
    let cut = carried(&text, &splits(&text, "c2", "c9", ["one", "two"]));
    assert_eq!(ids(&cut), ["c1", "c2", "c2-bis", "c2-ter", "c9", "c3", "c3-bis"]);
    assert_eq!(numbers(&cut)["c2-ter"], Some(2));
    // An alternative that stands in another part stays there.
    let apart = draft(&[
        op("c1", "one"),
        op("c2", "two"),
        Clause { part: Part::Closing, ..op("c2-bis", "two") },
        Clause { part: Part::Closing, ..op("d1", "done") },
    ]);
    assert_eq!(ids(&carried(&apart, &moves(&apart, "c2", Place::First))), ["c2", "c1", "c2-bis", "d1"]);
    assert_eq!(ids(&carried(&apart, &moves(&apart, "c1", after("c2")))), ["c2", "c1", "c2-bis", "d1"]);
    assert_eq!(
        ids(&carried(&apart, &splits(&apart, "c2", "c9", ["one", "two"]))),
        ["c1", "c2", "c9", "c2-bis", "d1"]
    );
}

#[test]
fn a_clause_cut_in_two_keeps_its_id_for_the_first_half_and_no_position() {
    let text = text();
    let cut = carried(&text, &splits(&text, "c1", "c4", HALVES));
    assert_eq!(ids(&cut), ["p1", "c1", "c4", "c2", "c3"]);
    let given = get(&text, "c1").reference();
    assert_eq!(cut.latest().validity(&given), Validity::Superseded { now: get(&cut, "c1").digest() });
    assert_eq!(cut.split_from(&"c4".into()), Some(&"c1".into()));
    assert_eq!(cut.split_from(&"c1".into()), None);
    for id in ["p1", "c2", "c3"] {
        assert_eq!(cut.latest().validity(&get(&text, id).reference()), Validity::Current);
    }
}

#[test]
fn of_two_clauses_made_one_the_first_keeps_its_id_and_the_second_is_found_by_what_superseded_it() {
    let text = text();
    let given = ["c1", "c3"].map(|id| get(&text, id).reference());
    let one = carried(&text, &joins(&text, "c1", "c3", "supports links and schools"));
    assert_eq!(ids(&one), ["p1", "c1", "c2"]);
    assert_eq!(one.superseded_by(&"c3".into()), Some(&"c1".into()));
    let validity = given.map(|given| one.latest().validity(&given));
    assert_eq!(validity, [Validity::Superseded { now: get(&one, "c1").digest() }, Validity::Deleted]);
    let mut older = one.versions().iter().filter_map(|version| version.clause(&"c3".into()));
    assert_eq!(older.next_back(), Some(&get(&text, "c3")), "its history is there");
    // The id is used up, and an amendment to it is told where it went.
    let again = Change::Add { clause: op("c3", "supports"), after: None };
    assert_eq!(one.clone().apply(again).map(drop), Err(ChangeError::IdTaken("c3".into())));
    let went = Unfit::MergedInto { clause: "c3".into(), into: "c1".into() };
    assert_eq!(one.fit(&replaces(&text, "c3", "supports many schools")), Err(went));
}

#[test]
fn what_cannot_be_moved_cut_or_joined_says_why_and_changes_nothing() {
    let mut text = text();
    text.apply(Change::Delete { id: "c2".into() }).expect("there");
    let before = text.clone();
    let other = |stands_in: Part, wanted: Part, id: &str| {
        Unfit::Change(ChangeError::OtherPart { id: id.into(), stands_in, wanted })
    };
    let unchanged = |id: &str| Unfit::Change(ChangeError::Unchanged(id.into()));
    let whole = "supports links between cities and courses for young people";
    let same = Proposed::Split {
        clause: get(&text, "c1").reference(),
        first: op("c1", whole),
        second: op("c4", "x"),
    };
    let foreign =
        Proposed::Split { clause: get(&text, "c1").reference(), first: op("c9", "x"), second: op("c4", "x") };
    let elsewhere = Clause { part: Part::Closing, ..op("c4", "x") };
    let elsewhere =
        Proposed::Split { clause: get(&text, "c1").reference(), first: op("c1", "y"), second: elsewhere };
    let stale = Proposed::Move {
        clause: get(&text, "c1").reference(),
        seen: Digest::from_bytes([9; 32]),
        to: Place::First,
    };
    let cases = [
        (moves(&text, "c1", Place::First), unchanged("c1")),
        (moves(&text, "c3", after("c1")), unchanged("c3")),
        (moves(&text, "c3", after("c3")), unchanged("c3")),
        (moves(&text, "c1", after("c2")), ChangeError::NoSuchClause("c2".into()).into()),
        (moves(&text, "c1", after("p1")), other(Part::Preamble, Part::Operative, "p1")),
        (stale, Unfit::UnknownBase("c1".into())),
        (same, unchanged("c1")),
        (foreign, Unfit::OtherId("c1".into())),
        (elsewhere, other(Part::Operative, Part::Closing, "c1")),
        (splits(&text, "c1", "c2", HALVES), ChangeError::IdTaken("c2".into()).into()),
        (joins(&text, "c1", "c1", "x"), ChangeError::Itself("c1".into()).into()),
        (joins(&text, "c1", "p1", "x"), other(Part::Preamble, Part::Operative, "p1")),
        (joins(&text, "c1", "c3", whole), unchanged("c1")),
    ];
    for (proposed, why) in cases {
        assert_eq!(text.fit(&proposed), Err(why), "{proposed:?}");
    }
    assert_eq!(text, before);
}

#[test]
fn a_move_meets_another_move_of_the_clause_to_elsewhere_and_nothing_else() {
    let text = text();
    let moved = carried(&text, &moves(&text, "c1", after("c2")));
    let again = moves(&text, "c1", after("c3"));
    let Err(Unfit::Conflict { clause, at }) = moved.fit(&again) else { panic!("it was moved") };
    let sides = Sides { base: Place::First, wanted: after("c3"), now: after("c2") };
    assert_eq!((clause.as_str(), &at[0].what), ("c1", &Clash::Place(Box::new(sides))));
    assert_eq!(at.len(), 1);
    // To the same place: what was wanted is so already.
    let same = moved.fit(&moves(&text, "c1", after("c2")));
    assert_eq!(same, Err(ChangeError::Unchanged("c1".into()).into()));
    // Behind a clause that was moved away: where is that now?
    assert_eq!(
        met(&carried(&text, &again), &moves(&text, "c3", after("c1"))),
        [("c1".to_owned(), ConflictAt::Place)]
    );
    // Words and order are two things, from either side.
    let worded = carried(&text, &replaces(&text, "c1", "supports links"));
    let fit = worded.fit(&again).expect("words and order are two things");
    assert_eq!(fit, Fit { change: Change::Move { id: "c1".into(), to: after("c3") }, merged: true });
    let both = carried(&carried(&text, &again), &replaces(&text, "c1", "supports links"));
    assert_eq!(both.latest(), carried(&worded, &again).latest());
    // A clause beside it comes or goes: that is no move.
    let beside = carried(&text, &Proposed::Delete { clause: get(&text, "c2").reference() });
    assert_eq!(ids(&carried(&beside, &again)), ["p1", "c3", "c1"]);
}

#[test]
fn cutting_and_joining_meet_every_change_of_the_words_whichever_came_first() {
    let text = text();
    let place = |id: &str, lang: &str| (id.to_owned(), ConflictAt::Text(Lang::new(lang)));
    let cut = splits(&text, "c1", "c4", HALVES);
    let one = joins(&text, "c1", "c3", "supports links and schools");
    let reworded = [
        ("c1", "supports links between regions and courses for young people"),
        ("c1", "endorses links between cities and courses for young people"),
        ("c3", "supports high schools"),
    ];
    for (id, words) in reworded {
        let words = replaces(&text, id, words);
        for parting in
            [&cut, &one].into_iter().filter(|parting| parting.targets().any(|t| t.id.as_str() == id))
        {
            assert_eq!(met(&carried(&text, &words), parting), [place(id, "en"), place(id, "ru")]);
            match carried(&text, parting).fit(&words) {
                Err(Unfit::Conflict { at, .. }) => {
                    assert!(at.iter().any(|conflict| conflict.at() == ConflictAt::Text(Lang::new("en"))));
                }
                Err(Unfit::MergedInto { clause, .. }) => assert_eq!((clause.as_str(), id), ("c3", "c3")),
                other => panic!("{other:?}"),
            }
        }
    }
    // Cutting, joining and moving what was cut or joined in the meantime.
    let other_cut = splits(&text, "c1", "c5", ["supports links", "supports cities and courses"]);
    let away = moves(&text, "c1", after("c3"));
    for first in [&cut, &one] {
        let parted = carried(&text, first);
        for second in [&other_cut, &joins(&text, "c1", "c2", "supports links and fairs"), &away] {
            if second.targets().all(|target| parted.latest().clause(&target.id).is_some())
                && parted.latest().clause(&"c3".into()).is_some()
            {
                assert!(!met(&parted, second).is_empty(), "{second:?}");
            }
        }
    }
}

#[test]
fn a_conflict_of_a_cut_has_the_halves_beside_the_words_of_the_base_and_of_now() {
    let text = text();
    let worded =
        carried(&text, &replaces(&text, "c1", "supports links between cities and schools for young people"));
    let Err(Unfit::Conflict { at, .. }) = worded.fit(&splits(&text, "c1", "c4", HALVES)) else {
        panic!("changed")
    };
    let Clash::Text { lang, sides } = &at[0].what else { panic!("{at:?}") };
    let Sides { base, wanted, now } = sides.as_ref().clone().map(|side| side.expect("words").text);
    assert_eq!(lang.as_str(), "en");
    assert_eq!(
        (base.as_str(), now.as_str()),
        (" and courses", " and schools"),
        "the cut and the change touch"
    );
    assert_eq!(wanted, "\nsupports courses");
}

#[test]
fn what_changed_beside_the_words_goes_to_both_halves_and_to_what_two_become() {
    let text = text();
    let base = get(&text, "c1");
    let acting = Proposed::Replace { clause: base.reference(), with: base.clone().actor("UZ".into()) };
    let acted = carried(&text, &acting);
    let cut = carried(&acted, &splits(&text, "c1", "c4", HALVES));
    for id in ["c1", "c4"] {
        assert_eq!(get(&cut, id).actors, ["UZ".into()].into(), "{id}");
    }
    let one = joins(&text, "c1", "c2", "supports links and fairs");
    assert_eq!(get(&carried(&acted, &one), "c1").actors, ["UZ".into()].into());
    // The second goes with its names: nothing of it is dropped in silence.
    let of_second = joins(&text, "c2", "c1", "supports fairs and links");
    assert_eq!(met(&acted, &of_second), [("c1".to_owned(), ConflictAt::Names)]);
    // From the other side: the words stay with the first half, the names are the clause's.
    let fit = carried(&text, &splits(&text, "c1", "c4", HALVES)).fit(&acting).expect("no word is touched");
    let Change::Replace { clause } = fit.change else { panic!("a replacement stays one") };
    assert_eq!(clause.text.get(&Lang::new("en")), Some(HALVES[0]));
}

#[test]
fn files_name_what_is_proposed_as_the_documents_do() {
    let text = text();
    let moved = moves(&text, "c1", after("c3"));
    let json = serde_json::to_value(&moved).expect("JSON");
    assert_eq!(json["move"]["to"], serde_json::json!({"after": "c3"}));
    for proposed in [
        moved,
        moves(&text, "c3", Place::First),
        splits(&text, "c1", "c4", HALVES),
        joins(&text, "c1", "c2", "x"),
    ] {
        let written = serde_json::to_string(&proposed).expect("JSON");
        assert_eq!(serde_json::from_str::<Proposed>(&written).expect("as written"), proposed);
    }
}

/// Something proposed to one of the versions of a text of a few clauses.
#[derive(Clone, Debug)]
struct Doing {
    version: usize,
    kind: u8,
    clauses: [usize; 2],
    words: u8,
}

fn doing() -> impl Strategy<Value = Doing> {
    (0..4_usize, 0..6_u8, [0..6_usize, 0..6_usize], 0..4_u8)
        .prop_map(|(version, kind, clauses, words)| Doing { version, kind, clauses, words })
}

/// The amendment, written against the version it names.
fn proposed(draft: &Draft, doing: &Doing, number: usize) -> Option<Proposed> {
    let Doing { version, kind, clauses, words } = doing;
    let version = &draft.versions()[draft.versions().len().saturating_sub(version + 1)];
    let pick = |n: usize| version.clauses().get(clauses[n] % version.clauses().len().max(1));
    let (one, two) = (pick(0)?, pick(1)?);
    let wording = ["a b c d", "a b", "c d e", "x b c y"][usize::from(*words)];
    let with = |clause: &Clause| Clause { text: clause.text.clone().with("en", wording), ..clause.clone() };
    let new = |of: &Clause| Clause { id: ClauseId::new(&format!("n{number}")), ..with(of) };
    let to = if *words == 0 { Place::First } else { Place::After(two.id.clone()) };
    Some(match kind {
        0 => Proposed::Insert { clause: new(one), after: Some(two.id.clone()) },
        1 => Proposed::Delete { clause: one.reference() },
        2 => Proposed::Replace { clause: one.reference(), with: with(one) },
        3 => Proposed::Move { clause: one.reference(), seen: version.digest(), to },
        4 => Proposed::Split { clause: one.reference(), first: with(one), second: new(one) },
        _ => Proposed::Merge { first: one.reference(), second: two.reference(), with: with(one) },
    })
}

proptest! {
    /// I2, whatever is done: a position stands exactly as long as the clause has the digest it was given on; ids are never
    /// used twice; the order of the parts holds; what has gone is found.
    #[test]
    fn i2_no_position_survives_a_change_of_its_words(steps in prop::collection::vec(doing(), 1..16)) {
        let mut draft = draft(&[
            clause("p1", Part::Preamble, "a b c"), op("c1", "a b c d"), op("c2", "b c"), op("c3", "d e"),
        ]);
        for (number, step) in steps.iter().enumerate() {
            let Some(proposed) = proposed(&draft, step, number) else { continue };
            let before = draft.clone();
            let Ok(fit) = draft.fit(&proposed) else {
                prop_assert_eq!(&draft, &before);
                continue;
            };
            prop_assert!(draft.apply(fit.change).is_ok(), "what fits can be carried out");
            let (was, is) = (before.latest(), draft.latest());
            for clause in was.clauses() {
                let now = is.clause(&clause.id);
                let expected = match now {
                    None => Validity::Deleted,
                    Some(now) if now == clause => Validity::Current,
                    Some(now) => Validity::Superseded { now: now.digest() },
                };
                prop_assert_eq!(is.validity(&clause.reference()), expected);
                let merged = matches!(&proposed, Proposed::Merge { second, .. } if second.id == clause.id);
                prop_assert_eq!(draft.superseded_by(&clause.id).is_some(), merged);
            }
            for target in proposed.targets() {
                let moved = matches!(proposed, Proposed::Move { .. });
                prop_assert_eq!(is.validity(target) == Validity::Current, moved && was.validity(target) == Validity::Current);
            }
            let fresh = is.clauses().iter().filter(|clause| was.clause(&clause.id).is_none());
            for clause in fresh {
                let known = before.versions().iter().any(|version| version.clause(&clause.id).is_some());
                prop_assert!(!known, "an id is never used again");
                let split = matches!(proposed, Proposed::Split { .. });
                prop_assert_eq!(draft.split_from(&clause.id).is_some(), split);
            }
            prop_assert!(is.clauses().is_sorted_by_key(|clause| clause.part));
            let digests: Vec<Digest> = is.clauses().iter().map(Clause::digest).collect();
            prop_assert_eq!(&is.clauses().iter().map(|c| c.reference().digest).collect::<Vec<_>>(), &digests);
            let rebuilt = is.clauses().iter().fold(super::draft(&[]), |mut all, clause| {
                all.apply(Change::Add { clause: clause.clone(), after: None }).expect("new");
                all
            });
            prop_assert_eq!(rebuilt.latest(), is, "a version is its clauses, however they came to stand there");
        }
    }
}
