//! A chair's summary: the chair's own, which nobody negotiates or adopts.

use crate::laws::Table;
use forum::acts::{
    Audience, ClauseAgreed, ClauseDrafted, ProjectOpened, SponsorshipSet, TextCirculated, TextDrafted,
    TextFrozen, TextOpened, TextPublished,
};
use record::Actor;
use terms::{Digest, Lang, MultiText, PartyKey};
use text::{Clause, ClauseId, Kind, Part, Symbol};

fn begun(kind: Kind) -> Table {
    let mut table = Table::set();
    let (symbol, title) = (Symbol::new("FORUM/2021", 1), MultiText::of("en", "What was said"));
    table.by_desk(TextDrafted { symbol, kind, title, audience: Audience::Delegations }).expect("begun");
    let clause = Clause::new("c1", Part::Operative, MultiText::of("en", "Many spoke of rivers."));
    table.by_desk(ClauseDrafted { clause, grounds: Vec::new() }).expect("drafted");
    table
}

fn text(table: &Table) -> &forum::fold::TextState {
    table.state.text.as_ref().expect("a text")
}

fn freeze(table: &mut Table) -> Digest {
    let authentic = vec![Lang::new("en")];
    let digest = text(table).draft.freeze(&authentic).expect("whole").digest;
    table.by_desk(TextFrozen { authentic, text: digest }).expect("frozen");
    digest
}

/// `forum-procedure.md` §4: "chair's or co-chairs' summary (chair's responsibility, not negotiated, names nobody)".
#[test]
fn a_chairs_summary_is_issued_and_never_negotiated_or_adopted() {
    let mut table = begun(Kind::ChairsSummary);
    let own = "is the chair's own";
    let version = text(&table).draft.latest().digest();
    let sent =
        table.by_desk(TextCirculated { version, amendments_until: None }).expect_err("nobody negotiates it");
    assert!(sent.contains(own), "{sent}");
    let clause = text(&table).reference(&ClauseId::new("c1")).expect("the clause");
    let agreed = table.by_desk(ClauseAgreed { clause }).expect_err("nobody agrees to it");
    assert!(agreed.contains(own), "{agreed}");
    let party = Actor::of(PartyKey::new("KZ"), "head_of_delegation");
    let sponsored = table.act(party, SponsorshipSet { sponsors: true }).expect_err("nobody sponsors it");
    assert!(sponsored.contains(own), "{sponsored}");
    let early = table.by_desk(TextPublished { text: version }).expect_err("it is not finished");
    assert!(early.contains("not the summary that is frozen"), "{early}");
    let digest = freeze(&mut table);
    let other = table.by_desk(TextPublished { text: Digest::from_bytes([7; 32]) }).expect_err("another text");
    assert!(other.contains("not the summary that is frozen"), "{other}");
    table.by_desk(TextPublished { text: digest }).expect("issued");
    assert!(text(&table).is_public() && !text(&table).is_adopted());
    let project = ProjectOpened { project: "p1".to_owned(), text: digest, clause: ClauseId::new("c1") };
    let deed = table.by_desk(project).expect_err("nobody is bound by it");
    assert!(deed.contains("not adopted"), "{deed}");
}

#[test]
fn every_other_text_is_published_only_once_it_is_adopted() {
    for kind in [Kind::Declaration, Kind::Initiative, Kind::Plan] {
        let mut table = begun(kind);
        let digest = freeze(&mut table);
        let refused = table.by_desk(TextPublished { text: digest }).expect_err("it is not adopted");
        assert!(refused.contains("not adopted"), "{refused}");
    }
}

/// Issue "The text and its adoption", flow: visibility per object.
#[test]
fn a_text_is_opened_to_more_readers_and_never_to_fewer() {
    let mut table = begun(Kind::Initiative);
    let opens = |table: &mut Table, audience| table.by_desk(TextOpened { audience });
    assert!(opens(&mut table, Audience::Delegations).is_err(), "they may read it already");
    opens(&mut table, Audience::Participants).expect("opened");
    assert!(!text(&table).is_public());
    assert!(opens(&mut table, Audience::Participants).is_err());
    opens(&mut table, Audience::Public).expect("opened");
    assert!(text(&table).is_public());
    for fewer in Audience::ALL {
        assert!(opens(&mut table, fewer).is_err(), "{fewer:?}");
    }
    let party = Actor::of(PartyKey::new("KZ"), "head_of_delegation");
    let mut other = begun(Kind::Initiative);
    assert!(other.act(party, TextOpened { audience: Audience::Public }).is_err(), "only who holds the pen");
}
