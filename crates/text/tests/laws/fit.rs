//! The laws of an amendment to a text that went on: clean changes fit, changes in different places are brought
//! together, changes in the same place are named, and nothing is ever overwritten in silence.

use super::{clause, draft};
use proptest::prelude::*;
use terms::Digest;
use text::{
    Change, ChangeError, Clause, ClauseId, ConflictAt, Draft, Fit, Part, Proposed, Unfit, Validity, VerbClass,
};

fn replace(base: &Clause, with: &Clause) -> Proposed {
    Proposed::Replace { clause: base.reference(), with: with.clone() }
}

fn delete(base: &Clause) -> Proposed {
    Proposed::Delete { clause: base.reference() }
}

fn insert(clause: Clause, after: Option<&str>) -> Proposed {
    Proposed::Insert { clause, after: after.map(Into::into) }
}

fn base() -> Clause {
    clause("c1", Part::Operative, "supports links between cities").verb("supports", VerbClass::Support)
}

fn with_text(base: &Clause, lang: &str, words: &str) -> Clause {
    Clause { text: base.text.clone().with(lang, words), ..base.clone() }
}

/// One change of a clause in one place, and the place.
fn changes() -> Vec<(ConflictAt, Clause, Clause)> {
    let base = base();
    let at = |lang: &str| ConflictAt::Text(terms::Lang::new(lang));
    let source = |n: u8| base.clone().source(Digest::from_bytes([n; 32]), "s1".into());
    vec![
        (ConflictAt::Verb, base.clone().verb("endorses", VerbClass::Support), {
            base.clone().verb("commends", VerbClass::Assess)
        }),
        (ConflictAt::Names, base.clone().actor("UZ".into()), base.clone().addressee("KG".into())),
        (ConflictAt::Sources, source(1), source(2)),
        (at("en"), with_text(&base, "en", "welcomes cities"), with_text(&base, "en", "welcomes towns")),
        (at("ru"), with_text(&base, "ru", "поддерживает города"), with_text(&base, "ru", "одобряет города")),
        (
            at("fa"),
            with_text(&base, "fa", "حمایت می‌کند از شهرها"),
            with_text(&base, "fa", "تأیید می‌کند شهرها را"),
        ),
    ]
}

/// A draft whose clause `c1` went on from the base to this.
fn went_on(to: &Clause) -> Draft {
    let mut draft = draft(&[base(), clause("c2", Part::Operative, "notes")]);
    draft.apply(Change::Replace { clause: to.clone() }).expect("another wording");
    draft
}

/// Where an amendment meets what happened in the meantime, in order.
fn conflicts(draft: &Draft, proposed: &Proposed) -> Vec<(ClauseId, ConflictAt)> {
    let Err(Unfit::Conflict { clause, at }) = draft.fit(proposed) else { panic!("both sides changed it") };
    assert_eq!(proposed.target().map(|target| &target.id), Some(&clause));
    at.iter().map(|conflict| (conflict.clause.clone(), conflict.at())).collect()
}

#[test]
fn an_amendment_to_the_text_as_it_is_fits_as_it_was_written() {
    let draft = draft(&[base(), clause("c2", Part::Operative, "notes")]);
    let new = clause("c3", Part::Operative, "welcomes");
    let other = with_text(&base(), "en", "supports links between towns");
    let cases = [
        (insert(new.clone(), Some("c1")), Change::Add { clause: new.clone(), after: Some("c1".into()) }),
        (insert(new.clone(), None), Change::Add { clause: new, after: None }),
        (delete(&base()), Change::Delete { id: "c1".into() }),
        (replace(&base(), &other), Change::Replace { clause: other }),
    ];
    for (proposed, change) in cases {
        assert_eq!(draft.fit(&proposed), Ok(Fit { change, merged: false }));
    }
}

#[test]
fn changes_in_different_places_are_brought_together_from_either_side() {
    let changes = changes();
    for (at, ours, _) in &changes {
        for (other, _, theirs) in changes.iter().filter(|(other, ..)| other != at) {
            let one = went_on(theirs).fit(&replace(&base(), ours)).expect("different places");
            let two = went_on(ours).fit(&replace(&base(), theirs)).expect("different places");
            assert!(one.merged, "{at:?} {other:?}");
            assert_eq!(one, two, "{at:?} {other:?}");
            let Change::Replace { clause } = one.change else { panic!("a replacement stays one") };
            assert!(clause != *ours && clause != *theirs, "{at:?} {other:?}");
        }
    }
}

#[test]
fn a_conflict_names_the_place_and_the_text_stays_as_it_is() {
    for (at, ours, theirs) in changes() {
        let draft = went_on(&theirs);
        let before = draft.clone();
        assert_eq!(conflicts(&draft, &replace(&base(), &ours)), [("c1".into(), at.clone())]);
        // Taking out what somebody changed in the meantime is a conflict in the place that was changed.
        assert_eq!(conflicts(&draft, &delete(&base())), [("c1".into(), at)]);
        assert_eq!(draft, before);
    }
}

#[test]
fn every_place_of_a_conflict_is_named() {
    let both = |n: usize| {
        let mut both = base();
        for (at, one, two) in changes() {
            let from = if n == 0 { one } else { two };
            match at {
                ConflictAt::Verb => both.verb = from.verb,
                ConflictAt::Names => (both.actors, both.addressees) = (from.actors, from.addressees),
                ConflictAt::Sources => both.sources = from.sources,
                ConflictAt::Text(lang) => {
                    both.text = both.text.with(lang.as_str(), from.text.get(&lang).expect("its words"));
                }
                ConflictAt::Place => unreachable!("no change of a clause moves it"),
            }
        }
        both
    };
    let named = conflicts(&went_on(&both(1)), &replace(&base(), &both(0)));
    let mut places: Vec<(ClauseId, ConflictAt)> =
        changes().into_iter().map(|(place, ..)| ("c1".into(), place)).collect();
    places.sort();
    assert_eq!(named, places);
}

#[test]
fn an_amendment_that_does_not_fit_says_why() {
    let mut gone = draft(&[base(), clause("c2", Part::Operative, "notes")]);
    gone.apply(Change::Delete { id: "c2".into() }).expect("there");
    let c2 = clause("c2", Part::Operative, "notes");
    let stranger = with_text(&base(), "en", "never written");
    let moved = Clause { part: Part::Preamble, ..base() };
    let moved_error =
        ChangeError::OtherPart { id: "c1".into(), stands_in: Part::Operative, wanted: Part::Preamble };
    let cases = [
        (delete(&c2), Unfit::Gone("c2".into())),
        (replace(&c2, &with_text(&c2, "en", "recalls")), Unfit::Gone("c2".into())),
        (delete(&stranger), Unfit::UnknownBase("c1".into())),
        (replace(&stranger, &base()), Unfit::UnknownBase("c1".into())),
        (replace(&base(), &Clause { id: "c9".into(), ..base() }), Unfit::OtherId("c1".into())),
        (replace(&base(), &base()), ChangeError::Unchanged("c1".into()).into()),
        (replace(&base(), &moved), moved_error.into()),
        (insert(c2, None), ChangeError::IdTaken("c2".into()).into()),
        (
            insert(clause("c3", Part::Operative, "x"), Some("c7")),
            ChangeError::NoSuchClause("c7".into()).into(),
        ),
    ];
    let before = gone.clone();
    for (proposed, why) in cases {
        assert_eq!(gone.fit(&proposed), Err(why));
    }
    assert_eq!(gone, before);
}

#[test]
fn what_was_taken_over_in_the_meantime_is_unchanged_and_not_a_conflict() {
    for (_, ours, _) in changes() {
        let fit = went_on(&ours).fit(&replace(&base(), &ours));
        assert_eq!(fit, Err(ChangeError::Unchanged("c1".into()).into()));
    }
}

/// A clause that differs from the base in some of its places, each in one of two ways.
fn side() -> impl Strategy<Value = Clause> {
    prop::collection::vec(0..3_u8, 4).prop_map(|ways| {
        let mut clause = base();
        let actor = |n: u8| if n == 1 { "UZ" } else { "KG" };
        if ways[0] > 0 {
            clause = clause.actor(actor(ways[0]).into());
        }
        if ways[1] > 0 {
            clause = clause.source(Digest::from_bytes([ways[1]; 32]), "s1".into());
        }
        for (lang, way) in ["en", "ru"].into_iter().zip(&ways[2..]).filter(|(_, way)| **way > 0) {
            clause.text = clause.text.with(lang, &format!("wording {way}"));
        }
        clause
    })
}

proptest! {
    /// I2 for amendments: whichever is settled first, the other fits or not, and both orders give one text.
    #[test]
    fn the_order_of_two_amendments_does_not_matter(ours in side(), theirs in side()) {
        prop_assume!(ours != base() && theirs != base() && ours != theirs);
        let end = |first: &Clause, second: &Clause| {
            let mut draft = draft(&[base()]);
            let fit = draft.fit(&replace(&base(), first)).expect("the base stands");
            draft.apply(fit.change).expect("it fits");
            let before = draft.clone();
            match draft.fit(&replace(&base(), second)) {
                Ok(fit) => {
                    draft.apply(fit.change).expect("what fits can be carried out");
                    Some(draft.latest().clauses().to_vec())
                }
                // All of the second is in the first: the text is there already.
                Err(Unfit::Change(ChangeError::Unchanged(_))) => Some(draft.latest().clauses().to_vec()),
                Err(_) => {
                    assert_eq!(draft, before);
                    None
                }
            }
        };
        prop_assert_eq!(end(&ours, &theirs), end(&theirs, &ours));
    }

    #[test]
    fn what_fits_can_be_carried_out_and_touches_nothing_else(ours in side(), theirs in side()) {
        prop_assume!(theirs != base());
        let draft = went_on(&theirs);
        let before = draft.latest().clone();
        let proposed = [replace(&base(), &ours), delete(&base()), delete(&theirs)];
        for proposed in proposed.iter().filter_map(|proposed| draft.fit(proposed).ok()).collect::<Vec<_>>() {
            let mut after = draft.clone();
            prop_assert!(after.apply(proposed.change).is_ok());
            for other in before.clauses().iter().filter(|clause| clause.id != base().id) {
                prop_assert_eq!(after.latest().validity(&other.reference()), Validity::Current);
            }
        }
    }
}
