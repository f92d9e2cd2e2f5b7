//! The laws of parallel languages: translations left behind, and what is found before a text is frozen.

use super::draft;
use proptest::prelude::*;
use terms::{Lang, MultiText};
use text::{
    Change, Clause, ClauseId, Difference, Discord, Draft, Part, Unbalanced, VerbClass, Verbs, brackets,
    concordance,
};

fn both(en: &str, ru: &str) -> Clause {
    Clause::new("c1", Part::Operative, MultiText::of("en", en).with("ru", ru))
}

fn reword(draft: &mut Draft, clause: Clause) {
    draft.apply(Change::Replace { clause }).expect("another wording");
}

fn stale(draft: &Draft) -> Vec<(ClauseId, Lang)> {
    draft.stale(&Lang::new("en"))
}

#[test]
fn a_translation_is_stale_exactly_while_the_leading_wording_is_another_than_it_was_written_for() {
    let ru = vec![(ClauseId::new("c1"), Lang::new("ru"))];
    let mut draft = draft(&[both("notes links", "отмечает связи")]);
    assert_eq!(stale(&draft), []);
    reword(&mut draft, both("notes ties", "отмечает связи"));
    assert_eq!(stale(&draft), ru);
    let with_actor = both("notes ties", "отмечает связи").actor("UZ".into());
    reword(&mut draft, with_actor);
    assert_eq!(stale(&draft), ru, "another field changes nothing about the words");
    reword(&mut draft, both("notes links", "отмечает связи"));
    assert_eq!(stale(&draft), [], "the leading wording is again what it was");
    reword(&mut draft, both("notes bonds", "отмечает узы"));
    assert_eq!(stale(&draft), [], "both changed together");
    reword(&mut draft, both("notes bonds", "отмечает тесные узы"));
    assert_eq!(stale(&draft), [], "the translation follows and leads nothing");
    assert_eq!(draft.stale(&Lang::new("zh-Hans")), [], "nothing leads where there are no words");
}

#[test]
fn a_translation_that_still_holds_is_no_longer_stale_until_either_changes() {
    let (en, lang) = (Lang::new("en"), Lang::new("ru"));
    let mut draft = draft(&[both("notes links", "отмечает связи")]);
    let old = draft.latest().clauses()[0].reference();
    reword(&mut draft, both("notes the links", "отмечает связи"));
    let digest = draft.latest().digest();
    assert!(draft.translation_holds(&old, &lang, &en).is_err(), "it was said of the wording before");
    assert_eq!(stale(&draft).len(), 1);
    let now = draft.latest().clauses()[0].reference();
    assert!(draft.translation_holds(&now, &Lang::new("fa"), &en).is_err(), "there are no words");
    draft.translation_holds(&now, &lang, &en).expect("as it is now");
    assert_eq!(stale(&draft), []);
    assert_eq!(draft.latest().digest(), digest, "no digest knows of it");
    reword(&mut draft, both("notes all links", "отмечает связи"));
    assert_eq!(stale(&draft).len(), 1);
}

#[test]
fn the_original_in_another_language_is_not_stale_when_the_leading_one_is_added() {
    let mut draft = draft(&[Clause::new("c1", Part::Operative, MultiText::of("ru", "отмечает связи"))]);
    reword(&mut draft, both("notes links", "отмечает связи"));
    assert_eq!(stale(&draft), []);
    reword(&mut draft, both("notes ties", "отмечает связи"));
    assert_eq!(stale(&draft).len(), 1);
}

fn found(clause: &Clause, langs: &[&str]) -> Vec<(String, Discord)> {
    let langs: Vec<Lang> = langs.iter().map(|lang| Lang::new(lang)).collect();
    let findings = concordance(clause, &langs, &Lang::new("en"), &Verbs::standard());
    findings.into_iter().map(|finding| (finding.lang.as_str().to_owned(), finding.what)).collect()
}

/// One day and one number in four languages and their digits (CLDR names of months).
#[test]
fn the_same_numbers_days_and_symbols_agree_in_every_script() {
    let texts = MultiText::of("en", "notes SCOPPF/2021/L.1 of 3 June 2021, 12,500 people and 2.5 per cent")
        .with("zh-Hans", "注意到2021年6月3日SCOPPF/2021/L.1、12500人和２.５个百分点")
        .with("ru", "отмечает SCOPPF/2021/L.1 от 3 июня 2021 года, 12 500 человек и 2,5 процента")
        .with("fa", "توجه دارد به SCOPPF/2021/L.1 مورخ ۳ ژوئن ۲۰۲۱، ۱۲٬۵۰۰ نفر و ۲٫۵ درصد");
    let clause = Clause::new("c1", Part::Operative, texts).verb("notes", VerbClass::Recall);
    assert_eq!(found(&clause, &["en", "zh-Hans", "ru", "fa"]), []);
}

#[test]
fn every_discord_is_found_where_it_is() {
    let differ = |leading: &[&str], here: &[&str]| {
        let own = |list: &[&str]| list.iter().map(|&mark| mark.to_owned()).collect();
        Difference { leading: own(leading), here: own(here) }
    };
    let ru = |what: Discord| vec![("ru".to_owned(), what)];
    let supports = |en: &str, ru: &str| both(en, ru).verb("supports", VerbClass::Support);
    let cases = [
        (both("notes links", " "), ru(Discord::Missing)),
        (both("in 3 cities", "в 4 городах"), ru(Discord::Numbers(differ(&["3"], &["4"])))),
        (both("on 3 May 2021", "3 июня 2021"), ru(Discord::Numbers(differ(&["5"], &["6"])))),
        (both("2 and 2", "2"), ru(Discord::Numbers(differ(&["2"], &[])))),
        (both("A/RES/75/1", "A/RES/75/2"), ru(Discord::Symbols(differ(&["A/RES/75/1"], &["A/RES/75/2"])))),
        (both("may follow", "может"), vec![]),
        (both("x", "[x"), ru(Discord::Unbalanced(Unbalanced::Open(1)))),
        (both("[x]", "[x]"), vec![("en".into(), Discord::Open(1)), ("ru".into(), Discord::Open(1))]),
        (supports("supports x", "поддерживает x"), vec![]),
        (supports("supports x", "обязуется x"), ru(Discord::Verb { wording: "поддерживает".into() })),
        (
            both("x", "x").verb("supports", VerbClass::Commit),
            vec![("en".into(), Discord::Unapproved("supports".into()))],
        ),
        (
            Clause { id: "c1-bis".into(), ..both("x", "x") },
            vec![("en".into(), Discord::Alternative { of: "c1".into(), label: "bis".into() })],
        ),
    ];
    for (clause, expected) in cases {
        assert_eq!(found(&clause, &["en", "ru"]), expected, "{:?}", clause.text);
    }
    let uneven = found(&both("[x] [y]", "[x]"), &["en", "ru"]);
    assert!(uneven.contains(&("ru".into(), Discord::Brackets { leading: 2, here: 1 })), "{uneven:?}");
}

#[test]
fn a_draft_is_asked_before_it_is_frozen() {
    let langs = [Lang::new("en"), Lang::new("ru")];
    let ask = |draft: &Draft| draft.concordance(&langs, &langs[0], &Verbs::standard());
    let mut draft = draft(&[both("notes links", "отмечает связи")]);
    assert_eq!(ask(&draft), []);
    reword(&mut draft, both("notes ties", "отмечает связи"));
    let findings = ask(&draft);
    assert_eq!(findings.iter().map(|finding| &finding.what).collect::<Vec<_>>(), [&Discord::Stale]);
    assert!(findings[0].to_string().starts_with("clause c1 in ru: "));
}

#[test]
fn brackets_are_paired_and_counted() {
    let golden = [
        ("", Ok(vec![])),
        ("a [b] c [d]", Ok(vec!["b", "d"])),
        ("[a [b]]", Ok(vec!["a [b]", "b"])),
        ("［甲］乙", Ok(vec!["甲"])),
        ("é [b", Err(Unbalanced::Open(3))),
        ("é] b", Err(Unbalanced::Close(2))),
        ("[[a]", Err(Unbalanced::Open(1))),
    ];
    for (text, expected) in golden {
        assert_eq!(brackets(text), expected, "{text}");
    }
}

#[test]
fn alternatives_are_named_after_their_clause_and_share_its_number() {
    let c1 = ClauseId::new("c1");
    let bis = c1.alternative(0).expect("the first");
    assert_eq!((bis.as_str(), c1.alternative(1).expect("the second").as_str()), ("c1-bis", "c1-ter"));
    assert_eq!(bis.alternative_of(), Some((c1.clone(), "bis")));
    assert_eq!((c1.alternative(7), bis.alternative(0), c1.alternative_of()), (None, None, None));
    let of = |id: &str| Clause::new(id, Part::Operative, MultiText::of("en", id));
    let draft = draft(&["c1", "c1-bis", "c1-ter", "c2", "c9-bis"].map(of));
    let numbers: Vec<_> = draft.latest().numbered().filter_map(|(number, _)| number).collect();
    assert_eq!(numbers, [1, 1, 1, 2, 3]);
}

proptest! {
    #[test]
    fn a_text_agrees_with_itself_and_nothing_panics(text in any::<String>(), other in "[\\[\\]0-9۰-۹٬٫., /A-Fмая]{0,24}") {
        for words in [&text, &other] {
            let findings = found(&both(words, words), &["en", "ru"]);
            let own = |what: &Discord| matches!(what, Discord::Numbers(_) | Discord::Symbols(_) | Discord::Brackets { .. });
            prop_assert!(!findings.iter().any(|(_, what)| own(what)));
        }
        found(&both(&text, &other), &["en", "ru", "fa"]);
    }
}
