//! The laws of looking up agreed language.

use proptest::prelude::*;
use terms::Lang;
use text::{Earlier, agreed};

fn earlier(reference: &str, lang: &str, wording: &str) -> Earlier {
    Earlier { reference: reference.into(), lang: Lang::new(lang), wording: wording.into() }
}

fn found(wording: &str, lang: &str, among: &[Earlier], least: u32) -> Vec<(String, u32)> {
    let found = agreed(wording, &Lang::new(lang), among, least);
    found.iter().map(|similar| (similar.earlier.reference.clone(), similar.per_mille)).collect()
}

/// Counted by hand: three words and two pairs each, so ten in all.
#[test]
fn the_measure_counts_common_words_and_pairs() {
    let among = [
        earlier("same", "en", "supports city links"),
        earlier("case and points", "en", "Supports, city links."),
        earlier("one word less", "en", "supports city"),
        earlier("other order", "en", "links city supports"),
        earlier("one other", "en", "supports city ties"),
        earlier("nothing", "en", "notes"),
        earlier("other language", "ru", "supports city links"),
    ];
    let expected = [
        ("same", 1000),
        ("case and points", 1000),
        ("one word less", 750),
        ("other order", 600),
        ("one other", 600),
    ];
    let expected = expected.map(|(reference, per_mille)| (reference.to_owned(), per_mille));
    assert_eq!(found("supports city links", "en", &among, 1), expected);
    assert_eq!(found("supports city links", "en", &among, 700), expected[..3]);
}

/// 支持 support, 友好 friendly, 城市 city, 合作 cooperation: four words, three pairs.
#[test]
fn chinese_is_compared_by_words() {
    let among = [earlier("1", "zh-Hans", "支持友好城市合作"), earlier("2", "zh-Hans", "支持友好城市")];
    assert_eq!(found("支持友好城市合作", "zh-Hans", &among, 1), [("1".into(), 1000), ("2".into(), 833)]);
}

proptest! {
    #[test]
    fn what_is_common_is_common_to_both(one in "([abc] ){1,6}", other in any::<String>()) {
        let rate = |one: &str, other: &str| found(one, "en", &[earlier("x", "en", other)], 0).first().map(|(_, n)| *n);
        prop_assert_eq!(rate(&one, &other), rate(&other, &one));
        prop_assert_eq!(rate(&one, &one), Some(1000));
        prop_assert!(rate(&one, &other).is_none_or(|n| n <= 1000));
    }
}
