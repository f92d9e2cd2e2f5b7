//! The tracked changes of a text that went round, was changed and went on, out of a real record.

use forum::State;
use forum::acts::{Body, ClauseDropped, ClauseRevised, TextCirculated};
use papers::{Paper, Sheet, changes, docx, html};
use record::{Actor, Entry, Record};
use terms::{Instant, Lang};
use text::{Clause, ClauseId, Part};

/// The shipped forum up to where its text is frozen.
fn drafted() -> Record {
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let mut record = Record::new(&done.record.header().forum, &done.record.header().title);
    for act in done.record.acts().iter().take_while(|act| act.kind != "text_frozen") {
        let entry = Entry {
            kind: act.kind.clone(),
            actor: act.actor.clone(),
            at: act.at,
            zone: act.zone.clone(),
            body: act.body.clone(),
        };
        record.append_entry(entry).expect("it fits");
    }
    record
}

fn does(record: &mut Record, body: impl Into<Body>) -> Instant {
    let body: Body = body.into();
    let at = Instant::from_millis(record.acts().last().expect("acts").at.millis() + 60_000);
    let value = body.value().expect("plain data");
    let kind = body.kind().to_owned();
    let entry = Entry { kind, actor: Actor::role("secretariat"), at, zone: None, body: value };
    record.append_entry(entry).expect("it fits");
    at
}

fn state(record: &Record) -> State {
    forum::fold(record).expect("the acts follow from each other")
}

fn clauses(record: &Record) -> Vec<Clause> {
    state(record).text.expect("a text").draft.latest().clauses().to_vec()
}

fn circulate(record: &mut Record) {
    let version = state(record).text.expect("a text").draft.latest().digest();
    does(record, TextCirculated { version, amendments_until: None });
}

fn shown(record: &Record) -> Paper {
    let state = state(record);
    let mut paper = papers::of_state("friendship-2021", &state, Some(&record.head())).expect("a text");
    changes::show(&mut paper, record, &state);
    paper.check().expect("it holds together");
    paper
}

fn part(paper: &Paper, id: &ClauseId, lang: &Lang) -> String {
    let clause = paper.clauses.iter().find(|clause| clause.id == *id).expect("it is shown");
    let sign = |piece: &papers::model::Piece| match piece.change.as_ref().map(|change| change.kind) {
        None => piece.text.clone(),
        Some(papers::model::ChangeKind::Ins) => format!("[+{}+]", piece.text),
        Some(papers::model::ChangeKind::Del) => format!("[-{}-]", piece.text),
    };
    clause.changes[lang].iter().map(sign).collect()
}

#[test]
fn nothing_is_shown_before_a_text_went_round_or_while_it_stands_as_it_went() {
    let mut record = drafted();
    let tracked = |record: &Record| shown(record).clauses.iter().any(|clause| !clause.changes.is_empty());
    assert!(!tracked(&record));
    circulate(&mut record);
    assert!(!tracked(&record));
}

#[test]
fn what_changed_since_a_text_went_round_is_tracked_with_author_and_time_and_a_lost_clause_stays_to_be_seen() {
    let mut record = drafted();
    circulate(&mut record);
    let en = Lang::new("en");
    let operative: Vec<Clause> =
        clauses(&record).into_iter().filter(|clause| clause.part == Part::Operative).collect();
    let (changed, lost) = (operative[0].clone(), operative[1].clone());
    let text = state(&record).text.expect("a text");
    let drafted = text.clauses.iter().find(|drafted| drafted.body.clause.id == changed.id);
    let grounds = drafted.expect("it was drafted").body.grounds.clone();
    let mut clause = changed.clone();
    let was = changed.text.get(&en).expect("English").to_owned();
    clause.text = clause.text.with("en", &was.replacen("closer", "much closer", 1));
    let revised = ClauseRevised { was: changed.reference(), clause, grounds, why: String::new() };
    let at = does(&mut record, revised);
    does(&mut record, ClauseDropped { was: lost.reference(), why: String::new() });

    let paper = shown(&record);
    let seen = part(&paper, &changed.id, &en);
    assert!(seen.contains("[+much +]closer"), "{seen}");
    assert_eq!(part(&paper, &lost.id, &en), format!("[-{}-]", lost.text.get(&en).expect("English")));
    let numbers: Vec<u32> = paper.clauses.iter().filter_map(|clause| clause.number).collect();
    assert_eq!(numbers, (1..=u32::try_from(operative.len()).expect("few") - 1).collect::<Vec<_>>());
    let order: Vec<&ClauseId> =
        paper.clauses.iter().map(|c| &c.id).filter(|id| operative.iter().any(|c| c.id == **id)).collect();
    assert_eq!(
        order,
        operative.iter().map(|clause| &clause.id).collect::<Vec<_>>(),
        "it stands where it stood"
    );
    let change = paper.clauses.iter().find(|c| c.id == changed.id).expect("it is there").changes[&en]
        .iter()
        .find_map(|piece| piece.change.clone())
        .expect("a change");
    assert_eq!((change.author.as_str(), change.at), (paper.forum.name.get(&en).expect("a name"), at));

    // Both ways of showing it: Word's own, and for the eye; and the first reads back as made.
    let sheet = Sheet::text(&paper, &en);
    let page = html::html(&sheet);
    assert!(page.contains("<ins ") && page.contains("<del "));
    let read = docx::read(&docx::docx(&sheet)).expect("our own file");
    let author = change.author;
    assert!(
        read.warnings.contains(&docx::Warning::Inserted { author: author.clone() }),
        "{:?}",
        read.warnings
    );
    assert!(read.warnings.contains(&docx::Warning::Deleted { author }), "{:?}", read.warnings);
    let first_line = lost.text.get(&en).expect("English").lines().next().expect("a line").to_owned();
    assert!(read.paragraphs.iter().all(|paragraph| !paragraph.text.contains(&first_line)));
}
