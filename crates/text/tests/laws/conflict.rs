//! The laws of a conflict: it names the words of the base, those the amendment wants and those that stand now, and where
//! each stands in its wording.

use super::{clause, draft};
use proptest::prelude::*;
use std::ops::Range;
use terms::{Digest, Lang, MultiText};
use text::diff::{Passage, Sides, merge, try_merge, went_on};
use text::{
    AssertedBy, Change, Clash, Clause, Conflict, Names, Part, Proposed, Source, Unfit, Verb, VerbClass,
};

fn at(draft: &text::Draft, proposed: &Proposed) -> Vec<Conflict> {
    match draft.fit(proposed) {
        Err(Unfit::Conflict { at, .. }) => at,
        other => panic!("{other:?}"),
    }
}

/// What a replacement meets in a clause that went on.
fn met(base: &Clause, wanted: &Clause, now: &Clause) -> Vec<Clash> {
    let mut draft = draft(std::slice::from_ref(base));
    draft.apply(Change::Replace { clause: now.clone() }).expect("another wording");
    let proposed = Proposed::Replace { clause: base.reference(), with: wanted.clone() };
    let conflicts = at(&draft, &proposed);
    assert!(conflicts.iter().all(|conflict| conflict.clause == base.id));
    conflicts.into_iter().map(|conflict| conflict.what).collect()
}

fn passage(words: Range<usize>, bytes: Range<usize>, text: &str) -> Passage {
    Passage { words, bytes, text: text.to_owned() }
}

#[test]
fn a_conflict_in_words_has_the_words_of_the_base_of_the_amendment_and_of_now() {
    let golden = [
        (
            "en",
            "supports links between cities",
            "supports ties between cities",
            "supports warm bonds between cities",
            [passage(1..2, 9..14, "links"), passage(1..2, 9..13, "ties"), passage(1..3, 9..19, "warm bonds")],
        ),
        // Put in at the same place: nothing stood there.
        (
            "en",
            "notes it",
            "notes it well",
            "notes it gladly",
            [passage(2..2, 8..8, ""), passage(2..3, 8..13, " well"), passage(2..3, 8..15, " gladly")],
        ),
        // Taken out by the amendment, put in other words in the meantime.
        (
            "zh-Hans",
            "赞同友好城市合作",
            "赞同友好合作",
            "赞同友好省份合作",
            [passage(2..3, 12..18, "城市"), passage(2..2, 12..12, ""), passage(2..3, 12..18, "省份")],
        ),
        (
            "ru",
            "поддерживает связи городов",
            "поддерживает связи регионов",
            "поддерживает связи областей",
            [
                passage(2..3, 36..50, "городов"),
                passage(2..3, 36..52, "регионов"),
                passage(2..3, 36..52, "областей"),
            ],
        ),
        (
            "fa",
            "استقبال می‌کند از شهرها",
            "استقبال می‌کند از استان‌ها",
            "استقبال می‌کند از روستاها",
            [
                passage(3..4, 34..44, "شهرها"),
                passage(3..4, 34..51, "استان‌ها"),
                passage(3..4, 34..48, "روستاها"),
            ],
        ),
    ];
    for (lang, base, wanted, now, passages) in golden {
        let of = |words: &str| Clause::new("c1", Part::Operative, MultiText::of(lang, words));
        let [base_passage, wanted_passage, now_passage] = passages.map(Some);
        let sides = Box::new(Sides { base: base_passage, wanted: wanted_passage, now: now_passage });
        let clash = Clash::Text { lang: Lang::new(lang), sides };
        assert_eq!(met(&of(base), &of(wanted), &of(now)), [clash], "{base}");
    }
}

#[test]
fn each_place_of_a_wording_is_a_conflict_of_its_own() {
    let of = |en: &str| Clause::new("c1", Part::Operative, MultiText::of("en", en));
    let clashes = met(&of("a b c d e f g"), &of("a X c d E f g h"), &of("a Y c d e f G"));
    let texts = |clash: &Clash| match clash {
        Clash::Text { sides, .. } => sides.clone().map(|side| side.expect("it has words").text),
        other => panic!("{other:?}"),
    };
    let sides = |base: &str, wanted: &str, now: &str| Sides { base, wanted, now }.map(str::to_owned);
    let found: Vec<_> = clashes.iter().map(texts).collect();
    assert_eq!(found, [sides("b", "X", "Y"), sides("g", "g h", "G")], "E is the amendment's alone");
}

#[test]
fn a_language_that_one_side_took_out_or_both_brought_in_is_a_conflict_of_whole_wordings() {
    let of = |texts: &[(&str, &str)]| {
        let text = texts.iter().fold(MultiText::default(), |text, (lang, words)| text.with(lang, words));
        Clause::new("c1", Part::Operative, text)
    };
    let whole = |words: &str, count: usize| Some(passage(0..count, 0..words.len(), words));
    let clash = |base, wanted, now| Clash::Text {
        lang: Lang::new("ru"),
        sides: Box::new(Sides { base, wanted, now }),
    };
    let base = of(&[("en", "notes"), ("ru", "отмечает это")]);
    let (out, other) = (of(&[("en", "notes")]), of(&[("en", "notes"), ("ru", "приветствует это")]));
    let [was, is] = ["отмечает это", "приветствует это"].map(|words| whole(words, 2));
    assert_eq!(met(&base, &out, &other), [clash(was.clone(), None, is.clone())]);
    assert_eq!(met(&base, &other, &out), [clash(was.clone(), is.clone(), None)]);
    assert_eq!(met(&out, &base, &other), [clash(None, was, is)]);
}

#[test]
fn a_conflict_beside_the_words_has_what_each_side_names() {
    let base = clause("c1", Part::Operative, "supports").verb("supports", VerbClass::Support);
    let verb = |id: &str, class| Some(Verb { id: id.to_owned(), class });
    let verbs = Sides {
        base: verb("supports", VerbClass::Support),
        wanted: verb("endorses", VerbClass::Support),
        now: verb("commends", VerbClass::Assess),
    };
    let with = |verb: &Option<Verb>| Clause { verb: verb.clone(), ..base.clone() };
    assert_eq!(met(&base, &with(&verbs.wanted), &with(&verbs.now)), [Clash::Verb(verbs)]);

    let (wanted, now) = (base.clone().actor("UZ".into()), base.clone().asserted_by(AssertedBy::Host));
    let names = Sides {
        base: Names::default(),
        wanted: Names { actors: ["UZ".into()].into(), ..Names::default() },
        now: Names { asserted_by: AssertedBy::Host, ..Names::default() },
    };
    assert_eq!(met(&base, &wanted, &now), [Clash::Names(Box::new(names))]);

    let source = |n: u8| Source { snapshot: Digest::from_bytes([n; 32]), statement: "s1".into() };
    let with = |n: u8| base.clone().source(source(n).snapshot, "s1".into());
    let sources = Sides { base: [].into(), wanted: [source(1)].into(), now: [source(2)].into() };
    assert_eq!(met(&base, &with(1), &with(2)), [Clash::Sources(sources)]);
}

#[test]
fn who_takes_a_clause_out_is_shown_what_changed_in_the_meantime_and_wants_nothing_there() {
    let base = clause("c1", Part::Operative, "supports links").verb("supports", VerbClass::Support);
    let now = Clause { text: base.text.clone().with("en", "endorses links"), ..base.clone() }
        .verb("endorses", VerbClass::Support);
    let mut draft = draft(std::slice::from_ref(&base));
    draft.apply(Change::Replace { clause: now.clone() }).expect("another wording");
    let found = at(&draft, &Proposed::Delete { clause: base.reference() });
    let text = Sides {
        base: Some(passage(0..1, 0..8, "supports")),
        wanted: None,
        now: Some(passage(0..1, 0..8, "endorses")),
    };
    let verb = Clash::Verb(Sides { base: base.verb, wanted: None, now: now.verb });
    let text = Clash::Text { lang: Lang::new("en"), sides: Box::new(text) };
    assert_eq!(found, [verb, text].map(|what| Conflict { clause: "c1".into(), what }));
}

#[test]
fn files_name_a_conflict_as_the_documents_do() {
    let of = |en: &str| Clause::new("c1", Part::Operative, MultiText::of("en", en));
    let mut draft = draft(&[of("a b c")]);
    draft.apply(Change::Replace { clause: of("a y c") }).expect("another wording");
    let proposed = Proposed::Replace { clause: of("a b c").reference(), with: of("a x c") };
    let conflicts = at(&draft, &proposed);
    let side = |text: &str| serde_json::json!({"words": {"start": 1, "end": 2}, "bytes": {"start": 2, "end": 3}, "text": text});
    let sides = serde_json::json!({"base": side("b"), "wanted": side("x"), "now": side("y")});
    let json = serde_json::json!([{"clause": "c1", "what": {"text": {"lang": "en", "sides": sides}}}]);
    assert_eq!(serde_json::to_value(&conflicts).expect("JSON"), json);
    assert_eq!(serde_json::from_value::<Vec<Conflict>>(json).expect("as written"), conflicts);
}

/// A base and two sides in one language.
fn three() -> impl Strategy<Value = (Sides<String>, Lang)> {
    let of = |lang: &'static str, words: &'static [&'static str]| {
        let side =
            || prop::collection::vec(prop::sample::select(words), 0..8).prop_map(|words| words.concat());
        (side(), side(), side())
            .prop_map(move |(base, wanted, now)| (Sides { base, wanted, now }, Lang::new(lang)))
    };
    prop_oneof![
        of("en", &["a ", "b ", "c ", "d ", ", "]),
        of("zh-Hans", &["友好", "城市", "合作", "，"]),
        of("fa", &["می‌کند ", "از ", "شهرها ", "، "]),
        of("ru", &["связи ", "городов ", "и ", ", "]),
    ]
}

proptest! {
    #[test]
    fn what_stands_at_the_place_of_a_conflict_is_what_it_names((wordings, lang) in three()) {
        let Sides { base, wanted, now } = &wordings;
        let conflicts = try_merge(base, wanted, now, &lang);
        prop_assert_eq!(conflicts.clone().ok(), merge(base, wanted, now, &lang));
        let mut ends = Sides { base: 0, wanted: 0, now: 0 };
        for place in conflicts.err().unwrap_or_default() {
            prop_assert!(place.wanted.text != place.now.text);
            for (passage, wording, end) in [
                (&place.base, base, &mut ends.base),
                (&place.wanted, wanted, &mut ends.wanted),
                (&place.now, now, &mut ends.now),
            ] {
                prop_assert_eq!(&wording[passage.bytes.clone()], &passage.text);
                // Chinese words are found by what stands around them, so a part may have others than the whole.
                if lang.language() != "zh" {
                    let before = Passage::whole(&wording[..passage.bytes.start], &lang);
                    prop_assert_eq!(before.words.end, passage.words.start);
                    prop_assert_eq!(Passage::whole(&passage.text, &lang).words.len(), passage.words.len());
                }
                prop_assert!(passage.bytes.start >= *end, "one place after the other");
                *end = passage.bytes.end;
            }
        }
    }

    #[test]
    fn what_went_on_is_what_differs_from_the_base((wordings, lang) in three()) {
        let Sides { base, wanted, now } = &wordings;
        let places = went_on(base, base, now, &lang);
        let mut written = String::new();
        let mut end = 0;
        for place in &places {
            prop_assert_eq!(&place.wanted, &place.base);
            written += &base[end..place.base.bytes.start];
            written += &place.now.text;
            end = place.base.bytes.end;
        }
        prop_assert_eq!(&(written + &base[end..]), now);
        prop_assert_eq!(went_on(base, wanted, now, &lang).is_empty(), base == now);
    }

    #[test]
    fn the_two_sides_of_a_conflict_change_places_with_the_amendments((wordings, lang) in three()) {
        let Sides { base, wanted, now } = &wordings;
        let turned = |Sides { base, wanted, now }: Sides<Passage>| Sides { base, wanted: now, now: wanted };
        let other = try_merge(base, now, wanted, &lang).map_err(|places| places.into_iter().map(turned).collect());
        prop_assert_eq!(try_merge(base, wanted, now, &lang), other);
    }
}
