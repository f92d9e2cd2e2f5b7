//! The laws of a text: I1 and I2 of the model, and what holds of every sequence of changes.

mod agreed;
mod concordance;
mod conflict;
mod diff;
mod fit;
mod import;
mod parting;

use proptest::prelude::*;
use std::collections::BTreeSet;
use terms::{Digest, Lang, MultiText};
use text::{
    AssertedBy, Change, ChangeError, Clause, ClauseId, ClauseRef, Draft, FreezeError, FrozenText, Kind,
    Obligation, Part, Place, Symbol, Validity, VerbClass, Version, obligation,
};

fn clause(id: &str, part: Part, en: &str) -> Clause {
    Clause::new(id, part, MultiText::of("en", en).with("ru", &format!("{en} (ru)")))
}

fn draft(clauses: &[Clause]) -> Draft {
    let mut draft = Draft::new(Symbol::new("FORUM/2021", 1), Kind::Initiative);
    for clause in clauses {
        draft.apply(Change::Add { clause: clause.clone(), after: None }).expect("a new clause");
    }
    draft
}

fn full() -> Clause {
    clause("c1", Part::Operative, "undertakes to host a course")
        .verb("undertakes", VerbClass::Commit)
        .actor("UZ".into())
        .asserted_by(AssertedBy::Parties(["KG".into(), "UZ".into()].into()))
        .addressee("KG".into())
        .source(Digest::from_bytes([1; 32]), "s1".into())
}

/// Every clause that differs from `full` in one thing.
fn neighbours() -> Vec<(&'static str, Clause)> {
    let base = full();
    let text = |text: MultiText| Clause { text, ..base.clone() };
    let ru = "undertakes to host a course (ru)";
    vec![
        ("id", Clause { id: "c2".into(), ..base.clone() }),
        ("part", Clause { part: Part::Preamble, ..base.clone() }),
        ("verb", base.clone().verb("agrees", VerbClass::Commit)),
        ("class", base.clone().verb("undertakes", VerbClass::Support)),
        ("no verb", Clause { verb: None, ..base.clone() }),
        ("asserted by all", base.clone().asserted_by(AssertedBy::Forum)),
        ("asserted by the host", base.clone().asserted_by(AssertedBy::Host)),
        ("asserted by fewer", base.clone().asserted_by(AssertedBy::Parties(["KG".into()].into()))),
        (
            "asserted by one of a longer name",
            base.clone().asserted_by(AssertedBy::Parties(["KGUZ".into()].into())),
        ),
        ("one more actor", base.clone().actor("KG".into())),
        (
            "actor and addressee swapped",
            Clause { actors: base.addressees.clone(), addressees: base.actors.clone(), ..base.clone() },
        ),
        ("no addressee", Clause { addressees: BTreeSet::new(), ..base.clone() }),
        (
            "one letter in one language",
            text(MultiText::of("en", "undertakes to host a Course").with("ru", ru)),
        ),
        ("a space at the end", text(MultiText::of("en", "undertakes to host a course ").with("ru", ru))),
        ("one language less", text(MultiText::of("en", "undertakes to host a course"))),
        ("one language more", text(base.text.clone().with("zh-Hans", "承诺"))),
        ("languages swapped", text(MultiText::of("ru", "undertakes to host a course").with("en", ru))),
        (
            "another statement",
            Clause { sources: BTreeSet::new(), ..base.clone() }
                .source(Digest::from_bytes([1; 32]), "s2".into()),
        ),
        (
            "another snapshot",
            Clause { sources: BTreeSet::new(), ..base.clone() }
                .source(Digest::from_bytes([2; 32]), "s1".into()),
        ),
        ("no source", Clause { sources: BTreeSet::new(), ..base.clone() }),
    ]
}

#[test]
fn the_digest_covers_everything_a_party_sees() {
    let mut digests: Vec<Digest> = neighbours().iter().map(|(_, clause)| clause.digest()).collect();
    digests.push(full().digest());
    assert_eq!(digests.iter().collect::<BTreeSet<_>>().len(), digests.len());
}

#[test]
fn i1_an_adopted_text_is_the_frozen_one_in_every_authentic_language() {
    let langs = ["ru", "en"].map(Lang::new);
    let frozen = draft(&[clause("c0", Part::Chapeau, "At Wuhan"), full()]).freeze(&langs).expect("complete");
    assert!(frozen.holds());
    let ids = |lang| -> Vec<&ClauseId> {
        frozen.in_language(lang).expect("authentic").into_iter().map(|(id, _)| id).collect()
    };
    assert_eq!(ids(&langs[0]), ids(&langs[1]), "the same clauses in the same order");
    assert_eq!(frozen.in_language(&Lang::new("zh-Hans")), None);
    for (what, neighbour) in neighbours() {
        let mut changed = frozen.clone();
        changed.clauses[1] = neighbour;
        assert!(!changed.holds(), "{what}");
    }
    let (mut moved, mut shorter, mut more) = (frozen.clone(), frozen.clone(), frozen.clone());
    moved.clauses.swap(0, 1);
    shorter.clauses.pop();
    more.authentic.insert(Lang::new("zh-Hans"));
    assert!(!moved.holds() && !shorter.holds() && !more.holds());
}

#[test]
fn an_incomplete_text_is_not_frozen() {
    let [en, ru] = ["en", "ru"].map(Lang::new);
    let blank = Clause { text: MultiText::of("en", "x").with("ru", " \n"), ..full() };
    let missing = Err(FreezeError::Missing { clause: "c1".into(), lang: ru.clone() });
    assert_eq!(draft(&[blank]).freeze(&[en.clone(), ru.clone()]), missing);
    assert_eq!(draft(&[]).freeze(&[en]), Err(FreezeError::Empty));
    assert_eq!(draft(&[full()]).freeze(&[]), Err(FreezeError::NoLanguage));
}

#[test]
fn i2_a_position_falls_with_any_change_of_its_clause() {
    for (what, neighbour) in neighbours() {
        let mut draft = draft(&[full(), clause("c9", Part::Operative, "supports links")]);
        let (given, beside) = (full().reference(), draft.latest().clauses()[1].reference());
        let applied = draft.apply(Change::Replace { clause: neighbour.clone() }).is_ok();
        assert_eq!(applied, !["id", "part"].contains(&what), "{what}");
        if applied {
            assert_eq!(
                draft.latest().validity(&given),
                Validity::Superseded { now: neighbour.digest() },
                "{what}"
            );
        }
        assert_eq!(draft.latest().validity(&beside), Validity::Current, "{what}");
    }
}

#[test]
fn only_a_commit_verb_with_an_actor_creates_a_commitment() {
    for class in VerbClass::ALL.map(Some).into_iter().chain([None]) {
        for (actor, addressee) in [(false, false), (false, true), (true, false), (true, true)] {
            let mut clause = clause("c1", Part::Operative, "x");
            clause.verb = class.map(|class| text::Verb { id: "v".into(), class });
            let clause = if actor { clause.actor("UZ".into()) } else { clause };
            let clause = if addressee { clause.addressee("KG".into()) } else { clause };
            let expected = match (class, actor, addressee) {
                (Some(VerbClass::Commit), true, _) => Obligation::Commitment { actors: ["UZ".into()].into() },
                (Some(VerbClass::Urge), _, true) => {
                    Obligation::Invitation { addressees: ["KG".into()].into() }
                }
                _ => Obligation::None,
            };
            assert_eq!(obligation(&clause), expected, "{class:?}, actor {actor}, addressee {addressee}");
        }
    }
}

#[test]
fn a_change_that_does_not_fit_is_refused_and_changes_nothing() {
    let mut draft = draft(&[clause("p1", Part::Preamble, "recalls"), full()]);
    draft
        .apply(Change::Add { clause: clause("gone", Part::Operative, "x"), after: None })
        .expect("a new clause");
    draft.apply(Change::Delete { id: "gone".into() }).expect("there");
    let before = draft.clone();
    let add = |id: &str, after: Option<&str>| Change::Add {
        clause: clause(id, Part::Operative, "y"),
        after: after.map(ClauseId::new),
    };
    let other_part =
        ChangeError::OtherPart { id: "p1".into(), stands_in: Part::Preamble, wanted: Part::Operative };
    let refused = [
        (add("c1", None), ChangeError::IdTaken("c1".into())),
        (add("gone", None), ChangeError::IdTaken("gone".into())),
        (add("c5", Some("gone")), ChangeError::NoSuchClause("gone".into())),
        (add("c5", Some("p1")), other_part.clone()),
        (Change::Replace { clause: clause("p1", Part::Operative, "z") }, other_part),
        (
            Change::Replace { clause: clause("c7", Part::Operative, "z") },
            ChangeError::NoSuchClause("c7".into()),
        ),
        (Change::Replace { clause: full() }, ChangeError::Unchanged("c1".into())),
        (Change::Delete { id: "c7".into() }, ChangeError::NoSuchClause("c7".into())),
    ];
    for (change, error) in refused {
        assert_eq!(draft.apply(change).map(|_| ()), Err(error));
        assert_eq!(draft, before);
    }
}

#[test]
fn the_symbol_counts_the_revisions_that_were_circulated() {
    let mut draft = draft(&[full()]);
    let reword = |n: u32| Change::Replace { clause: clause("c1", Part::Operative, &format!("wording {n}")) };
    assert_eq!(draft.circulate().to_string(), "FORUM/2021/L.1");
    assert_eq!(draft.circulate().to_string(), "FORUM/2021/L.1");
    draft.apply(reword(1)).expect("there");
    draft.apply(reword(2)).expect("there");
    assert_eq!(draft.symbol().to_string(), "FORUM/2021/L.1/Rev.1");
    draft.circulate();
    draft.apply(reword(3)).expect("there");
    assert_eq!(
        draft.freeze(&[Lang::new("en")]).expect("complete").symbol.to_string(),
        "FORUM/2021/L.1/Rev.2"
    );
}

/// Computed by another program from the encoding as it is documented. Version 1 of the bytes never changes.
#[test]
fn the_digests_of_version_1_are_fixed() {
    let text = MultiText::of("en", "supports links").with("zh-Hans", "赞同");
    let clause = Clause::new("c1", Part::Operative, text)
        .verb("supports", VerbClass::Support)
        .source(Digest::from_bytes([7; 32]), "s1".into());
    assert_eq!(
        clause.digest().to_string(),
        "72cf135bd41c43888763cd6fc745c1bd4d9477ecebcd27f1b4bcf85269c52d51"
    );
    assert_eq!(
        draft(&[clause]).latest().digest().to_string(),
        "22560326641e14be757aea60f5e0ed52c90f17a55c6478ef9fbd9f74f80eb399"
    );
}

#[test]
fn files_name_things_as_the_documents_do() {
    let json = serde_json::to_value(full()).expect("a clause is written as JSON");
    assert_eq!(json["part"], "operative");
    assert_eq!(json["verb"], serde_json::json!({"id": "undertakes", "class": "commit"}));
    assert_eq!(json["asserted_by"], serde_json::json!({"parties": ["KG", "UZ"]}));
    assert_eq!(serde_json::from_value::<Clause>(json.clone()).expect("as written"), full());
    let mut unknown = json;
    unknown["verbb"] = "urge".into();
    assert!(serde_json::from_value::<Clause>(unknown).unwrap_err().to_string().contains("verbb"));
    let frozen = draft(&[full()]).freeze(&[Lang::new("en")]).expect("complete");
    let again: FrozenText =
        serde_json::from_str(&serde_json::to_string(&frozen).expect("JSON")).expect("as written");
    assert_eq!(again, frozen);
}

/// Changes over few ids, so that many fit and many do not.
fn change() -> impl Strategy<Value = Change> {
    let id = || "[a-d]".prop_map(|id| ClauseId::new(&id));
    let any_clause = || {
        ("[a-d]", 0..4_usize, 0..3_u8).prop_map(|(id, part, n)| clause(&id, Part::ALL[part], &n.to_string()))
    };
    let place = prop_oneof![Just(Place::First), id().prop_map(Place::After)];
    prop_oneof![
        3 => (any_clause(), prop::option::of(id())).prop_map(|(clause, after)| Change::Add { clause, after }),
        2 => any_clause().prop_map(|clause| Change::Replace { clause }),
        1 => id().prop_map(|id| Change::Delete { id }),
        1 => (id(), place).prop_map(|(id, to)| Change::Move { id, to }),
        1 => (any_clause(), any_clause()).prop_map(|(first, second)| Change::Split { first, second }),
        1 => (any_clause(), id()).prop_map(|(with, second)| Change::Merge { with, second }),
    ]
}

/// The clauses whose digest a change changes, and those that it takes out.
fn touched(change: &Change) -> (Vec<ClauseId>, Vec<ClauseId>) {
    match change {
        Change::Add { clause, .. } | Change::Replace { clause } => (vec![clause.id.clone()], vec![]),
        Change::Delete { id } => (vec![], vec![id.clone()]),
        Change::Move { .. } => (vec![], vec![]),
        Change::Split { first, second } => (vec![first.id.clone(), second.id.clone()], vec![]),
        Change::Merge { with, second } => (vec![with.id.clone()], vec![second.clone()]),
    }
}

fn references(version: &Version) -> Vec<ClauseRef> {
    version.clauses().iter().map(Clause::reference).collect()
}

proptest! {
    #[test]
    fn i1_whatever_was_changed_the_frozen_text_is_one_in_every_language_and_changes_with_the_next_change(
        changes in prop::collection::vec(change(), 1..25), next in change(),
    ) {
        let [en, ru] = ["en", "ru"].map(Lang::new);
        let mut draft = draft(&[full()]);
        for change in changes {
            let _ = draft.apply(change);
        }
        let frozen = draft.freeze(&[en.clone(), ru.clone()]).expect("it begins with a clause that no change names");
        prop_assert!(frozen.holds());
        prop_assert_eq!(draft.freeze(&[ru.clone(), en.clone()]).expect("the same").digest, frozen.digest);
        let order: Vec<&ClauseId> = draft.latest().clauses().iter().map(|clause| &clause.id).collect();
        for lang in [&en, &ru] {
            let words = frozen.in_language(lang).expect("authentic");
            prop_assert_eq!(words.iter().map(|(id, _)| *id).collect::<Vec<_>>(), order.clone());
            for (clause, (_, words)) in draft.latest().clauses().iter().zip(words) {
                prop_assert_eq!(clause.text.get(lang), Some(words));
            }
        }
        if draft.apply(next).is_ok() {
            prop_assert_ne!(draft.freeze(&[en, ru]).expect("as before").digest, frozen.digest);
        }
    }

    #[test]
    fn i2_a_position_stands_exactly_while_its_clause_is_the_same(changes in prop::collection::vec(change(), 1..25)) {
        let mut draft = draft(&[]);
        for change in changes {
            let before = draft.latest().clone();
            let (changes, deletes) = touched(&change);
            let applied = draft.apply(change).is_ok();
            for given in references(&before) {
                let validity = draft.latest().validity(&given);
                let (changed, deleted) = (changes.contains(&given.id), deletes.contains(&given.id));
                prop_assert_eq!(validity == Validity::Current, !(applied && (changed || deleted)));
                prop_assert_eq!(validity == Validity::Deleted, applied && deleted);
            }
            prop_assert_eq!(before.digest() == draft.latest().digest(), !applied);
        }
    }

    #[test]
    fn versions_never_change_and_keep_the_order_of_parts(changes in prop::collection::vec(change(), 1..25)) {
        let mut draft = draft(&[]);
        for change in changes {
            let before = draft.versions().to_vec();
            let applied = draft.apply(change).is_ok();
            prop_assert_eq!(&draft.versions()[..before.len()], &before[..]);
            prop_assert_eq!(draft.versions().len(), before.len() + usize::from(applied));
            prop_assert!(draft.latest().clauses().is_sorted_by_key(|clause| clause.part));
            let numbers: Vec<usize> = draft.latest().numbered().filter_map(|(number, _)| number).collect();
            prop_assert_eq!(&numbers, &(1..=numbers.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_clause_keeps_its_digest_wherever_it_stands(before in 0..4_usize) {
        let clauses: Vec<Clause> = (0..before).map(|n| clause(&format!("x{n}"), Part::Operative, "x")).chain([full()]).collect();
        let draft = draft(&clauses);
        let (number, last) = draft.latest().numbered().last().expect("not empty");
        prop_assert_eq!(number, Some(before + 1));
        prop_assert_eq!(last.reference(), full().reference());
    }
}
