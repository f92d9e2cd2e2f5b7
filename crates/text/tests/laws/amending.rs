//! What holds of comparing wordings and of amendments: the two wordings are kept whole, nothing is overwritten in
//! silence, and the order of two that touch different things does not matter.

use crate::{clause, draft};
use proptest::prelude::*;
use terms::{Lang, MultiText};
use text::diff::{Kept, Piece, merge, words};
use text::{Change, Clause, ConflictAt, Part, Proposed, Unfit, VerbClass};

fn joined(pieces: &[Piece], wanted: Kept) -> String {
    let of = pieces.iter().filter(|piece| piece.kept == Kept::Same || piece.kept == wanted);
    of.map(|piece| piece.text.as_str()).collect()
}

fn shown(was: &str, is: &str) -> String {
    let piece = |piece: Piece| match piece.kept {
        Kept::Same => piece.text,
        Kept::Gone => format!("[-{}-]", piece.text),
        Kept::New => format!("{{+{}+}}", piece.text),
    };
    words(was, is).into_iter().map(piece).collect()
}

/// Chinese is compared by words though nothing stands between them; Persian keeps its joiners, Russian its endings.
#[test]
fn words_are_compared_in_every_script() {
    let golden = [
        ("supports every river", "supports every great river", "supports every {+great +}river"),
        (
            "各国人民都有权选择自己的发展道路。",
            "各国人民都有权选择自己的合作道路。",
            "各国人民都有权选择自己的[-发展-]{+合作+}道路。",
        ),
        (
            "هر ملتی حق دارد راه خود را برگزیند.",
            "هر ملتی حق دارد مسیر خود را برگزیند.",
            "هر ملتی حق دارد [-راه-]{+مسیر+} خود را برگزیند.",
        ),
        ("каждый народ вправе", "каждая страна вправе", "[-каждый-]{+каждая+} [-народ-]{+страна+} вправе"),
        ("ты́сяча", "ты́сяча рек", "ты́сяча{+ рек+}"),
    ];
    for (was, is, wanted) in golden {
        assert_eq!(shown(was, is), wanted);
    }
}

#[test]
fn two_changes_of_one_wording_come_together_where_a_word_lies_between_them() {
    let base = "supports links between cities of all members";
    let golden = [
        (
            "endorses links between cities of all members",
            "supports links between cities of the members",
            Some("endorses links between cities of the members"),
        ),
        (
            "supports links between towns of all members",
            "supports links between villages of all members",
            None,
        ),
        (
            "supports links between cities of all members",
            "supports ties between cities of all members",
            Some("supports ties between cities of all members"),
        ),
        (
            "supports ties between cities of all members",
            "supports ties between cities of all members",
            Some("supports ties between cities of all members"),
        ),
    ];
    for (ours, theirs, wanted) in golden {
        assert_eq!(merge(base, ours, theirs).as_deref(), wanted, "{ours} + {theirs}");
        assert_eq!(merge(base, theirs, ours).as_deref(), wanted, "{theirs} + {ours}");
    }
}

/// Words out of several scripts, some with marks, and what stands between them.
fn wording() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "river",
        " ",
        " keeper",
        ", ",
        "各国",
        "人民",
        "发展",
        "。",
        "راه",
        "‌",
        "می",
        "ты́",
        "ся",
        "\n",
        "(a)",
        "é",
        "👩‍🌾",
    ]);
    prop::collection::vec(word, 0..14).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn a_comparison_holds_both_wordings_exactly(was in wording(), is in wording()) {
        let pieces = words(&was, &is);
        prop_assert_eq!(joined(&pieces, Kept::Gone), was.clone());
        prop_assert_eq!(joined(&pieces, Kept::New), is.clone());
        let same = |pieces: &[Piece]| pieces.iter().all(|piece| piece.kept == Kept::Same);
        prop_assert_eq!(same(&pieces), was == is);
    }

    #[test]
    fn bringing_together_is_symmetric_and_takes_what_one_side_alone_changed(
        base in wording(), ours in wording(), theirs in wording()
    ) {
        prop_assert_eq!(merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        prop_assert_eq!(merge(&base, &ours, &base), Some(ours.clone()));
        prop_assert_eq!(merge(&base, &ours, &ours), Some(ours));
    }

    #[test]
    fn an_amendment_that_is_taken_reads_as_proposed_and_one_that_does_not_fit_changes_nothing(
        base in wording(), theirs in wording(), ours in wording()
    ) {
        let words = |text: &str| Clause::new("c1", Part::Operative, MultiText::of("en", text));
        let (seen, proposed) = (words(&base), words(&ours));
        let mut draft = draft(std::slice::from_ref(&seen));
        if theirs != base {
            draft.apply(Change::Replace { clause: words(&theirs) }).expect("another wording");
        }
        let before = draft.latest().clone();
        let amendment = Proposed::Replace { clause: seen.reference(), with: proposed };
        match draft.fit(&amendment) {
            Ok(fit) => {
                prop_assert_eq!(fit.merged, theirs != base);
                let Change::Replace { clause } = &fit.change else { panic!("a replacement") };
                let merged = clause.text.get(&Lang::new("en")).map(str::to_owned);
                prop_assert_eq!(merged, merge(&base, &ours, &theirs));
                draft.apply(fit.change).expect("what fits can be carried out");
            }
            Err(Unfit::Conflict { at, .. }) => {
                prop_assert_eq!(at, vec![ConflictAt::Text(Lang::new("en"))]);
                prop_assert_eq!(merge(&base, &ours, &theirs), None);
            }
            // What both sides brought about already is no change.
            Err(Unfit::Change(_)) => prop_assert_eq!(merge(&base, &ours, &theirs), Some(theirs)),
            Err(other) => panic!("{other}"),
        }
        prop_assert_eq!(draft.versions()[draft.versions().len() - 1 - usize::from(draft.latest() != &before)].clone(), before);
    }
}

#[test]
fn an_amendment_to_an_old_version_is_brought_together_or_says_where_it_clashes() {
    let seen = clause("c1", Part::Operative, "supports links");
    let mut draft = draft(&[seen.clone(), clause("c2", Part::Operative, "notes rivers")]);
    let theirs = Clause { text: seen.text.clone().with("en", "supports ties"), ..seen.clone() };
    draft.apply(Change::Replace { clause: theirs }).expect("a change");
    let with = |text: MultiText| Clause { text, ..seen.clone() };
    let replace = |with: Clause| Proposed::Replace { clause: seen.reference(), with };

    let other_language = replace(with(seen.text.clone().with("ru", "поддерживает связи")));
    let fit = draft.fit(&other_language).expect("another language");
    let Change::Replace { clause: merged } = fit.change else { panic!("a replacement") };
    assert!(fit.merged);
    assert_eq!(merged.text.get(&Lang::new("en")), Some("supports ties"));
    assert_eq!(merged.text.get(&Lang::new("ru")), Some("поддерживает связи"));

    let same_place = replace(with(seen.text.clone().with("en", "supports bonds")));
    let clash = vec![ConflictAt::Text(Lang::new("en"))];
    assert_eq!(draft.fit(&same_place), Err(Unfit::Conflict { clause: "c1".into(), at: clash }));
    let verb = replace(seen.clone().verb("endorses", VerbClass::Support));
    assert!(draft.fit(&verb).is_ok_and(|fit| fit.merged), "the verb was not touched");
    let gone = Proposed::Delete { clause: seen.reference() };
    assert!(
        matches!(draft.fit(&gone), Err(Unfit::Conflict { .. })),
        "what was changed is not taken out unseen"
    );

    let never = Proposed::Delete { clause: clause("c1", Part::Operative, "never so").reference() };
    assert_eq!(draft.fit(&never), Err(Unfit::UnknownBase("c1".into())));
    draft.apply(Change::Delete { id: "c1".into() }).expect("it is there");
    assert_eq!(draft.fit(&same_place), Err(Unfit::Gone("c1".into())));
    let taken = Proposed::Insert { clause: clause("c2", Part::Operative, "x"), after: None };
    assert!(matches!(draft.fit(&taken), Err(Unfit::Change(_))), "an id is given once");
}

#[test]
fn the_order_of_two_amendments_to_different_words_does_not_matter() {
    let seen = clause("c1", Part::Operative, "supports links between cities of all members");
    let with = |en: &str| Proposed::Replace {
        clause: seen.reference(),
        with: Clause { text: seen.text.clone().with("en", en), ..seen.clone() },
    };
    let one = with("supports ties between cities of all members");
    let other = with("supports links between cities of the members");
    let after = |order: [&Proposed; 2]| {
        let mut draft = draft(std::slice::from_ref(&seen));
        for amendment in order {
            let change = draft.fit(amendment).expect("it fits").change;
            draft.apply(change).expect("carried out");
        }
        draft.latest().digest()
    };
    assert_eq!(after([&one, &other]), after([&other, &one]));
}
