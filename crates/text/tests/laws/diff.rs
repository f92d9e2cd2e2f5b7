//! The laws of differences and of merging word by word.

use super::{clause, draft};
use proptest::prelude::*;
use terms::{Lang, MultiText};
use text::diff::{Piece, merge, words};
use text::{Change, Clause, Part, Proposed};

/// `[-gone-]` and `[+new+]`, the rest as it is.
fn shown(was: &str, is: &str, lang: &str) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Gone(text) => format!("[-{text}-]"),
        Piece::New(text) => format!("[+{text}+]"),
    };
    words(was, is, &Lang::new(lang)).iter().map(piece).collect()
}

/// Whole words and whole characters: UAX 29, and the dictionary of CLDR for Chinese (合作 cooperation, 城市 city,
/// 友好 friendly; 医疗 medical, 教育 education).
#[test]
fn a_difference_shows_whole_words_in_every_script() {
    let golden = [
        ("en", "supports links", "supports links", "supports links"),
        (
            "en",
            "supports links between cities",
            "supports ties between cities",
            "supports [-links-][+ties+] between cities",
        ),
        ("en", "the party's view", "the parties' view", "the [-party's-][+parties'+] view"),
        ("en", "two new courses", "three other courses", "[-two new-][+three other+] courses"),
        (
            "ru",
            "поддерживает связи городов",
            "поддерживает связи регионов",
            "поддерживает связи [-городов-][+регионов+]",
        ),
        ("fa", "استقبال می‌کند از شهرها", "استقبال می‌شود از شهرها", "استقبال [-می‌کند-][+می‌شود+] از شهرها"),
        ("zh-Hans", "支持医疗合作", "支持教育合作", "支持[-医疗-][+教育+]合作"),
        ("zh-Hans", "赞同友好城市", "赞同友好合作", "赞同友好[-城市-][+合作+]"),
        // One accent is one letter: e with U+0301 is never shown as a change of the accent alone.
        ("en", "cafe\u{301}", "cafe", "[-cafe\u{301}-][+cafe+]"),
        ("en", "", "notes", "[+notes+]"),
        ("en", "notes", "", "[-notes-]"),
    ];
    for (lang, was, is, shows) in golden {
        assert_eq!(shown(was, is, lang), shows);
    }
}

#[test]
fn changes_of_different_words_are_merged_and_of_the_same_are_not() {
    let golden = [
        (
            "en",
            "supports links between cities",
            "endorses links between cities",
            "supports links between regions",
            Some("endorses links between regions"),
        ),
        ("en", "a b c", "a x c", "a y c", None),
        // No unchanged word stands between the two: the sense may hang on both.
        ("en", "a strong support of it", "a weak support of it", "a strong objection of it", None),
        ("en", "a b c", "a b c d", "a b c e", None),
        ("en", "a b c", "a x c", "a x c", Some("a x c")),
        ("en", "a b c d e", "b c d e", "a b c d", Some("b c d")),
        ("zh-Hans", "赞同友好城市合作", "支持友好城市合作", "赞同友好城市交流", Some("支持友好城市交流")),
        ("zh-Hans", "赞同友好城市", "赞同友好合作", "赞同友好交流", None),
        (
            "ru",
            "поддерживает связи городов",
            "одобряет связи городов",
            "поддерживает связи регионов",
            Some("одобряет связи регионов"),
        ),
        (
            "fa",
            "استقبال می‌کند از شهرها",
            "استقبال می‌کند از استان‌ها",
            "حمایت می‌کند از شهرها",
            Some("حمایت می‌کند از استان‌ها"),
        ),
    ];
    for (lang, base, ours, theirs, merged) in golden {
        assert_eq!(merge(base, ours, theirs, &Lang::new(lang)).as_deref(), merged, "{base} {ours} {theirs}");
    }
}

#[test]
fn an_amendment_meets_other_words_of_its_clause() {
    let base = clause("c1", Part::Operative, "supports links between cities");
    let with = |en: &str| Clause { text: base.text.clone().with("en", en), ..base.clone() };
    let mut draft = draft(std::slice::from_ref(&base));
    draft.apply(Change::Replace { clause: with("supports links between regions") }).expect("there");
    let proposed =
        Proposed::Replace { clause: base.reference(), with: with("endorses links between cities") };
    let fit = draft.fit(&proposed).expect("other words");
    assert!(fit.merged);
    assert_eq!(fit.change, Change::Replace { clause: with("endorses links between regions") });
}

fn wording() -> impl Strategy<Value = (String, &'static str)> {
    prop_oneof![
        ("([abc]{1,2}[ ,.]){0,8}", Just("en")),
        ("[友好城市合作的，]{0,12}", Just("zh-Hans")),
        ("([شهر\u{200c}]{1,3} ){0,6}", Just("fa")),
        (any::<String>(), Just("ru")),
        ("[e\u{301}\u{200d}👩\r\n🇷🇺]{0,10}", Just("not a tag")),
    ]
}

/// A base and two sides of one kind.
fn three() -> impl Strategy<Value = (String, String, String, Lang)> {
    let words = |of: &'static [&'static str]| {
        let side = || prop::collection::vec(prop::sample::select(of), 0..7).prop_map(|words| words.concat());
        (side(), side(), side())
    };
    prop_oneof![
        words(&["a ", "b ", "c ", "d ", ", "]).prop_map(|(a, b, c)| (a, b, c, Lang::new("en"))),
        words(&["友好", "城市", "合作", "，"]).prop_map(|(a, b, c)| (a, b, c, Lang::new("zh-Hans"))),
    ]
}

proptest! {
    #[test]
    fn a_difference_holds_both_wordings_to_the_byte((was, lang) in wording(), (is, _) in wording()) {
        let pieces = words(&was, &is, &Lang::new(lang));
        let of = |gone: bool, new: bool| -> String {
            pieces.iter().filter(|piece| match piece {
                Piece::Same(_) => true,
                Piece::Gone(_) => gone,
                Piece::New(_) => new,
            }).map(Piece::text).collect()
        };
        prop_assert_eq!(of(true, false), &was[..]);
        prop_assert_eq!(of(false, true), &is[..]);
        prop_assert!(pieces.iter().all(|piece| !piece.text().is_empty()));
        let same = words(&was, &was, &Lang::new(lang));
        prop_assert!(same.iter().all(|piece| matches!(piece, Piece::Same(_))));
    }

    #[test]
    fn merging_is_the_same_from_both_sides_and_takes_what_one_side_left((base, ours, theirs, lang) in three()) {
        let merged = merge(&base, &ours, &theirs, &lang);
        prop_assert_eq!(&merged, &merge(&base, &theirs, &ours, &lang));
        prop_assert_eq!(merge(&base, &ours, &base, &lang), Some(ours.clone()));
        prop_assert_eq!(merge(&base, &ours, &ours, &lang), Some(ours.clone()));
    }

    #[test]
    fn a_merge_of_a_clause_never_panics(base in any::<String>(), ours in any::<String>(), theirs in any::<String>()) {
        let of = |text: &str| Clause::new("c1", Part::Operative, MultiText::of("en", text));
        let mut draft = draft(&[of(&base)]);
        let _ = draft.apply(Change::Replace { clause: of(&theirs) });
        let before = draft.clone();
        let _ = draft.fit(&Proposed::Replace { clause: of(&base).reference(), with: of(&ours) });
        prop_assert_eq!(draft, before);
    }
}
