//! What is frozen says the same in every language, or somebody said that it does.

use crate::laws::Table;
use forum::acts::{
    AmendmentSettled, AmendmentTabled, Audience, ClauseDrafted, ClauseRevised, TextCirculated, TextDrafted,
    TextFrozen, TranslationConfirmed,
};
use forum::live::PenAct;
use record::Actor;
use terms::{Digest, Instant, Lang, MultiText, PartyKey};
use text::{Clause, ClauseId, ClauseRef, Kind, Part, Proposed, Symbol};

fn now() -> Instant {
    Instant::from_millis(0)
}

/// A text of two clauses in English and Russian, with the delegations.
fn circulated() -> Table {
    let mut table = Table::set();
    let (symbol, title) = (Symbol::new("FORUM/2021", 1), MultiText::of("en", "Initiative"));
    let begun = TextDrafted { symbol, kind: Kind::Initiative, title, audience: Audience::Delegations };
    table.by_desk(begun).expect("begun");
    for (id, english, russian) in
        [("c1", "Cities meet.", "Города встречаются."), ("c2", "We met.", "Мы встретились.")]
    {
        let words = MultiText::of("en", english).with("ru", russian);
        let clause = Clause::new(id, Part::Operative, words);
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

fn seen(table: &Table, id: &str) -> ClauseRef {
    clause(table, id).reference()
}

fn confirmed(clause: ClauseRef, lang: &str) -> TranslationConfirmed {
    TranslationConfirmed { clause, lang: Lang::new(lang) }
}

/// The text is frozen in these languages.
fn freeze(table: &mut Table, authentic: &[&str]) -> Result<(), String> {
    let authentic: Vec<Lang> = authentic.iter().map(|lang| Lang::new(lang)).collect();
    let text: Digest = text(table).draft.freeze(&authentic).expect("complete").digest;
    table.by_desk(TextFrozen { authentic, text })
}

/// The clause is put in other words in one language.
fn revise(table: &mut Table, id: &str, lang: &str, words: &str) {
    let was = clause(table, id);
    let revised = Clause { text: was.text.clone().with(lang, words), ..was.clone() };
    let body =
        ClauseRevised { was: was.reference(), clause: revised, grounds: Vec::new(), why: String::new() };
    table.by_desk(body).expect("revised");
}

/// An amendment in English alone is taken.
fn amended() -> Table {
    let mut table = circulated();
    let was = clause(&table, "c1");
    let with = Clause { text: was.text.clone().with("en", "Cities and villages meet."), ..was.clone() };
    let proposed = Proposed::Replace { clause: was.reference(), with };
    let tabled = AmendmentTabled { amendment: "a1".to_owned(), proposed, why: String::new() };
    table.act(Actor::of(PartyKey::new("KZ"), "head_of_delegation"), tabled).expect("tabled");
    let settled = AmendmentSettled { amendment: "a1".to_owned(), taken: true, why: String::new() };
    table.by_desk(settled).expect("taken");
    table
}

#[test]
fn an_amendment_in_one_language_alone_is_not_frozen() {
    let mut table = amended();
    for authentic in [&["en", "ru"][..], &["en"], &["ru"]] {
        let refused = freeze(&mut table, authentic).expect_err("a translation is left behind");
        assert!(refused.contains("clause c1") && refused.contains("translated into ru"), "{refused}");
    }
    let refused = PenAct::Freeze(Vec::new()).deed(&table.state, now()).expect_err("refused");
    assert_eq!((refused.field, refused.message), ("freeze", "refused-left-behind"));
    let args = [("clause", "c1"), ("leading", "en"), ("languages", "ru")];
    assert_eq!(refused.args, args.map(|(name, value)| (name, value.to_owned())));
}

#[test]
fn whoever_says_that_a_translation_holds_says_it_of_both_wordings_as_they_are() {
    let mut table = amended();
    let seen_before = seen(&table, "c1");
    let hold = |table: &Table, id: &str, lang: &str| {
        let act = PenAct::Hold { clause: seen(table, id), lang: Lang::new(lang) };
        act.deed(&table.state, now()).map_err(|refused| refused.message)
    };
    assert_eq!(hold(&table, "c2", "ru").expect_err("it follows"), "refused-not-behind");
    assert_eq!(hold(&table, "c1", "en").expect_err("it leads"), "refused-not-behind");
    assert_eq!(hold(&table, "c1", "fa").expect_err("there is none"), "refused-not-behind");
    assert!(table.by_desk(confirmed(seen(&table, "c2"), "ru")).is_err(), "nothing is left behind there");
    let party = Actor::of(PartyKey::new("KZ"), "head_of_delegation");
    let body = confirmed(seen(&table, "c1"), "ru");
    assert!(table.act(party, body.clone()).is_err(), "a party does not hold the pen");
    hold(&table, "c1", "ru").expect("it is left behind");
    table.by_desk(body.clone()).expect("confirmed");
    assert!(table.by_desk(body).is_err(), "once");
    assert_eq!(table.state.left_behind(), []);

    revise(&mut table, "c1", "en", "Cities, villages and schools meet.");
    assert!(table.by_desk(confirmed(seen_before, "ru")).is_err(), "it was said of other words");
    freeze(&mut table, &["en", "ru"]).expect_err("what was said fell with the next change");
    let body = confirmed(seen(&table, "c1"), "ru");
    table.by_desk(body).expect("said anew");
    freeze(&mut table, &["en", "ru"]).expect("nothing is left behind");
}

#[test]
fn a_translation_that_is_brought_up_to_date_or_taken_out_keeps_nothing_from_being_frozen() {
    let mut table = amended();
    revise(&mut table, "c1", "ru", "Города и сёла встречаются.");
    assert_eq!(table.state.left_behind(), []);
    freeze(&mut table, &["en", "ru"]).expect("brought up to date");

    let mut table = amended();
    let was = clause(&table, "c1");
    let english = was.text.get(&Lang::new("en")).expect("English");
    let only = Clause { text: MultiText::of("en", english), ..was.clone() };
    let why = "Nobody translates it.".to_owned();
    let body = ClauseRevised { was: was.reference(), clause: only, grounds: Vec::new(), why };
    table.by_desk(body).expect("taken out");
    freeze(&mut table, &["en"]).expect("one language is left of this clause");
}
