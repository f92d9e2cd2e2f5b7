//! A clause that is cut in two or made one with another, by an amendment that is tabled and taken.

use crate::laws::Table;
use forum::acts::{
    AmendmentSettled, AmendmentTabled, Audience, ClauseAgreed, ClauseDrafted, ClausePositionTaken,
    ClauseRevised, TextCirculated, TextDrafted,
};
use procedure::Position;
use record::Actor;
use terms::{MultiText, PartyKey};
use text::{Clause, ClauseId, Kind, Part, Proposed, Symbol};

/// A text of three clauses, with the delegations.
fn circulated() -> Table {
    let mut table = Table::set();
    let (symbol, title) = (Symbol::new("FORUM/2021", 1), MultiText::of("en", "Initiative"));
    let begun = TextDrafted { symbol, kind: Kind::Initiative, title, audience: Audience::Delegations };
    table.by_desk(begun).expect("begun");
    for (id, english) in [("c1", "Cities meet and schools meet."), ("c2", "We met."), ("c3", "We go on.")] {
        let clause = Clause::new(id, Part::Operative, MultiText::of("en", english));
        table.by_desk(ClauseDrafted { clause, grounds: Vec::new() }).expect("drafted");
    }
    let version = text(&table).draft.latest().digest();
    table.by_desk(TextCirculated { version, amendments_until: None }).expect("circulated");
    table
}

fn text(table: &Table) -> &forum::fold::TextState {
    table.state.text.as_ref().expect("a text")
}

fn clause(table: &Table, id: &str) -> Clause {
    text(table).draft.latest().clause(&ClauseId::new(id)).expect("the clause").clone()
}

fn ids(table: &Table) -> Vec<String> {
    text(table).draft.latest().clauses().iter().map(|clause| clause.id.to_string()).collect()
}

fn worded(id: &str, words: &str) -> Clause {
    Clause::new(id, Part::Operative, MultiText::of("en", words))
}

fn split(table: &Table, id: &str, new: &str) -> Proposed {
    let (first, second) = (worded(id, "Cities meet."), worded(new, "Schools meet."));
    Proposed::Split { clause: clause(table, id).reference(), first, second }
}

fn joined(table: &Table, first: &str, second: &str) -> Proposed {
    let with = worded(first, "All meet.");
    let (first, second) = (clause(table, first).reference(), clause(table, second).reference());
    Proposed::Merge { first, second, with }
}

fn party(key: &str) -> Actor {
    Actor::of(PartyKey::new(key), "head_of_delegation")
}

fn tabled(table: &mut Table, number: &str, proposed: Proposed) -> Result<(), String> {
    let body = AmendmentTabled { amendment: number.to_owned(), proposed, why: String::new() };
    table.act(party("KZ"), body)
}

fn taken(table: &mut Table, number: &str) -> Result<(), String> {
    let body = AmendmentSettled { amendment: number.to_owned(), taken: true, why: String::new() };
    table.by_desk(body)
}

#[test]
fn the_first_half_keeps_the_id_and_what_was_given_on_the_whole_falls() {
    let mut table = circulated();
    let whole = clause(&table, "c1").reference();
    let position = ClausePositionTaken { clause: whole.clone(), position: Position::Accept };
    table.act(party("KG"), position).expect("taken");
    let proposed = split(&table, "c1", "c4");
    tabled(&mut table, "a1", proposed).expect("tabled");
    assert_eq!(ids(&table), ["c1", "c2", "c3"], "proposed is not done");
    taken(&mut table, "a1").expect("taken");
    assert_eq!(ids(&table), ["c1", "c4", "c2", "c3"]);
    let drafted: Vec<_> = text(&table).clauses.iter().map(|known| known.body.clause.clone()).collect();
    assert_eq!(drafted, text(&table).draft.latest().clauses(), "each clause stands with what it is known of");
    assert_eq!(text(&table).positions_on(&clause(&table, "c1")).count(), 0);
    assert_eq!(text(&table).positions_fallen(&clause(&table, "c1")).count(), 1);
    assert!(table.by_desk(ClauseAgreed { clause: whole }).is_err(), "the whole is no more");
    // The halves are clauses as any other.
    let was = clause(&table, "c4");
    let revised = Clause { text: MultiText::of("en", "Schools meet too."), ..was.clone() };
    let body =
        ClauseRevised { was: was.reference(), clause: revised, grounds: Vec::new(), why: String::new() };
    table.by_desk(body).expect("revised");
}

#[test]
fn two_clauses_become_the_first_and_what_is_open_on_the_second_stays_to_be_settled() {
    let mut table = circulated();
    let proposed = joined(&table, "c1", "c2");
    tabled(&mut table, "a1", proposed).expect("tabled");
    let with = worded("c2", "We met again.");
    let other = Proposed::Replace { clause: clause(&table, "c2").reference(), with };
    tabled(&mut table, "a2", other).expect("tabled");
    for id in ["c1", "c2"] {
        let agreed = ClauseAgreed { clause: clause(&table, id).reference() };
        let refused = table.by_desk(agreed).expect_err("an amendment is open");
        assert!(refused.contains("amendment a1"), "{id}: {refused}");
    }
    taken(&mut table, "a1").expect("taken");
    assert_eq!(ids(&table), ["c1", "c3"]);
    assert_eq!(text(&table).open_amendments(None).map(|open| open.id()).collect::<Vec<_>>(), ["a2"]);
    let refused = taken(&mut table, "a2").expect_err("its clause went into another");
    assert!(refused.contains("clause c2 went into clause c1"), "{refused}");
    let declined = AmendmentSettled { amendment: "a2".to_owned(), taken: false, why: "Joined".to_owned() };
    table.by_desk(declined).expect("declined");
}

#[test]
fn what_clashes_is_not_taken_and_an_id_is_never_given_twice() {
    let mut table = circulated();
    let cut = split(&table, "c1", "c4");
    tabled(&mut table, "a1", cut.clone()).expect("tabled");
    let taken_id = split(&table, "c1", "c2");
    assert!(tabled(&mut table, "a2", taken_id).is_err(), "c2 is there");
    let proposed = joined(&table, "c1", "c2");
    tabled(&mut table, "a2", proposed).expect("both may be proposed");
    taken(&mut table, "a1").expect("taken");
    assert!(taken(&mut table, "a2").is_err(), "c1 is other words now");
    let refused = tabled(&mut table, "a3", cut).expect_err("c4 is there");
    assert!(refused.contains("c4") || refused.contains("c1"), "{refused}");
    let proposed = joined(&table, "c1", "c1");
    assert!(tabled(&mut table, "a3", proposed).is_err(), "no clause is joined with itself");
}
