//! What may not be public is not in the bundle, nothing else is missing from it, and it is said what that leaves.

use crate::fixture::{ADOPTED, PUBLISHED, amended, counted, counted_without, drafted, registered};
use crate::holds::{PART, WHOLE, fails, says};
use crate::story::{Story, key};
use bundle::{BundleError, Files, Verdict, verify, write};
use forum::acts::{Body, TallyNoted};
use forum::outsiders::{Outside, Why, withheld};
use record::{PublicAct, PublicActs, Record};
use terms::{Digest, Instant};

fn record(files: &Files) -> String {
    String::from_utf8(files["record.jsonl"].clone()).expect("text")
}

/// The record as outsiders would be given it if exactly these acts were withheld.
fn given(record: &Record, why: impl Fn(&record::Act) -> Option<Why>) -> Result<Outside, String> {
    let mut lines = Vec::new();
    record.write_public(&mut lines, |act| why(act).map(Why::word)).expect("memory");
    let mut acts = PublicActs::open(lines.as_slice()).map_err(|error| error.to_string())?;
    let mut outside = Outside::default();
    while let Some(act) = acts.read().map_err(|error| error.to_string())? {
        outside.take(&act).map_err(|error| error.to_string())?;
    }
    outside.end().map_err(|error| error.to_string())?;
    Ok(outside)
}

#[test]
fn a_text_for_the_delegations_is_in_the_bundle_once_it_is_published_and_not_before() {
    let (part, whole) = (record(&PART), record(&WHOLE));
    for words in ["undertakes to teach", "supports links between cities and villages", "\"a2\""] {
        assert!(!part.contains(words) && whole.contains(words), "{words}");
    }
    let report = verify(&PART, &[], 2).expect("a bundle");
    assert!(report.left_out.acts.keys().any(|kind| kind == "amendment_tabled"), "{report:?}");
    assert!(says(
        &report,
        Verdict::NotChecked,
        "for the delegations and those who take part, until it is published"
    ));
    assert!(says(&report, Verdict::NotChecked, "(text_frozen)"), "{report:?}");
    assert!(says(&report, Verdict::NotChecked, "(commitment_proposed)"), "{report:?}");
    assert!(says(&report, Verdict::Holds, ", adopted, was decided anew"), "{report:?}");
    let whole = verify(&WHOLE, &[], 2).expect("a bundle");
    assert_eq!(whole.left_out.acts.keys().map(String::as_str).collect::<Vec<_>>(), ["tally_noted"]);
    assert_eq!(whole.left_out.unchecked, Vec::<u64>::new());
}

#[test]
fn the_state_outsiders_see_is_that_of_the_record_but_for_the_clauses() {
    let why = withheld(ADOPTED.record.acts());
    let outside = given(&ADOPTED.record, |act| why[act.seq as usize]).expect("it follows");
    let (seen, whole) = (&outside.state, &ADOPTED.state);
    assert_eq!(seen.statements, whole.statements);
    assert_eq!(format!("{:?}", seen.findings), format!("{:?}", whole.findings));
    let declared = |state: &forum::State| {
        let adoption = state.text.as_ref().and_then(|text| text.adoption.as_ref()).expect("an adoption");
        adoption.declared.clone().expect("an outcome")
    };
    assert_eq!(declared(seen), declared(whole));
    assert!(seen.text.as_ref().expect("a text").clauses.is_empty());
}

#[test]
fn nothing_else_can_be_withheld_and_nothing_withheld_can_be_shown() {
    for story in [&*ADOPTED, &*PUBLISHED] {
        let why = withheld(story.record.acts());
        assert!(given(&story.record, |act| why[act.seq as usize]).is_ok());
        for act in story.record.acts() {
            let other = |one: &record::Act| match (one.seq == act.seq, why[one.seq as usize]) {
                (false, as_it_is) => as_it_is,
                (true, Some(_)) => None,
                (true, None) => Some(Why::of_kind(&one.kind).unwrap_or(Why::Text)),
            };
            let error = given(&story.record, other).expect_err(&act.kind);
            assert!(error.starts_with("act "), "{error}");
        }
        assert!(given(&story.record, |_| None).is_err(), "how votes stood in between is shown");
    }
    let shown = given(&ADOPTED.record, |act| (act.kind == "tally_noted").then_some(Why::Tally));
    assert!(shown.expect_err("the text is not public").contains("the text is not public"));
    let of_another_kind = |act: &record::Act| (act.kind == "tally_noted").then_some(Why::Text);
    assert!(given(&PUBLISHED.record, of_another_kind).expect_err("another reason").contains("tally_noted"));
}

#[test]
fn a_second_text_is_withheld_while_the_first_stays_public() {
    let mut story = Story::convened(None);
    registered(&mut story);
    counted(&mut story, 40);
    drafted(&mut story);
    let before = withheld(story.record.acts());
    assert_eq!(
        before.iter().filter(|why| **why == Some(Why::Text)).count(),
        6,
        "five of clauses, one circulated"
    );
    let report = verify(&story.bundle(), &[], 2).expect("a bundle");
    assert_eq!(fails(&report), Vec::<&str>::new());

    let mut both = Record::new(&PUBLISHED.record.header().forum, &PUBLISHED.record.header().title);
    for act in PUBLISHED.record.acts() {
        both.push_line(&act.line().expect("a line")).expect("the same act");
    }
    let (state, now, forum) = (PUBLISHED.state.clone(), PUBLISHED.now, Some(key(1)));
    let mut story = Story { record: both, state, now, forum };
    drafted(&mut story);
    amended(&mut story);
    let report = verify(&story.bundle(), &[], 2).expect("a bundle");
    assert_eq!(fails(&report), Vec::<&str>::new());
    assert!(record(&story.bundle()).contains("undertakes to teach"), "the first text is for everybody");
    assert!(report.left_out.acts.contains_key("amendment_settled"), "{report:?}");
}

#[test]
fn what_could_be_guessed_from_its_hash_is_not_published() {
    let mut story = Story::convened(None);
    counted(&mut story, 40);
    let noted = TallyNoted { digest: Digest::from_bytes([1; 32]), votes: 1, answers: 1 };
    story.desk(noted.clone());
    let refused = write(&story.record, &key(1), story.at(), Vec::new());
    assert!(matches!(refused, Err(BundleError::Guessable { ref kind, .. }) if kind == "tally_noted"));
    let mut story = Story::convened(Some(7));
    story.desk(noted);
    assert!(write(&story.record, &key(1), story.at(), Vec::new()).is_ok(), "what is simulated hides nothing");
}

#[test]
fn counts_of_few_people_are_not_published_and_do_not_hold() {
    let mut story = Story::convened(None);
    registered(&mut story);
    counted(&mut story, 9);
    let refused = write(&story.record, &key(1), Instant::from_millis(1), Vec::new());
    assert!(matches!(refused, Err(BundleError::SmallCounts(count)) if count > 100), "{refused:?}");
}

#[test]
fn cells_that_were_left_out_are_counted_and_said_to_be_unchecked() {
    let mut story = Story::convened(None);
    registered(&mut story);
    counted_without(&mut story, 40, 3);
    let report = verify(&story.bundle(), &[], 2).expect("a bundle");
    assert_eq!(fails(&report), Vec::<&str>::new());
    assert_eq!(report.left_out.cells.values().copied().collect::<Vec<_>>(), [3]);
    assert!(
        says(&report, Verdict::NotChecked, "3 cells of fewer than 10 people were left out"),
        "{report:?}"
    );
}

#[test]
fn whatever_is_withheld_stands_there_with_its_number_and_kind() {
    let mut acts = PublicActs::open(PART["record.jsonl"].as_slice()).expect("a header");
    let mut kinds = std::collections::BTreeSet::new();
    while let Some(act) = acts.read().expect("it holds") {
        let own = ADOPTED.record.act(act.seq()).expect("the same number");
        assert_eq!((act.kind(), act.hash()), (own.kind.as_str(), own.hash));
        if let PublicAct::Withheld(withheld) = act {
            kinds.insert(withheld.kind);
        }
    }
    let expected: std::collections::BTreeSet<String> = Body::KINDS
        .iter()
        .filter(|kind| Why::of_kind(kind).is_some())
        .map(|kind| (*kind).to_owned())
        .collect();
    assert_eq!(kinds, expected);
}
