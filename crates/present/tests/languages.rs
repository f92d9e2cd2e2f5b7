//! Names in a language's order, numbers and lists as its readers write them.

use present::{collate, list, locale, numbers};
use proptest::prelude::*;
use std::cmp::Ordering;
use terms::Lang;

/// The names of the forum's parties in one language, as its file lists them.
fn party_names(tag: &str) -> Vec<String> {
    let file: toml::Table = include_str!("../../../forums/friendship-2021/forum.toml").parse().expect("TOML");
    let parties = file["party"].as_array().expect("parties");
    parties.iter().map(|party| party["name"][tag].as_str().expect("a name").to_owned()).collect()
}

fn sorted(tag: &str) -> Vec<String> {
    collate::sorted_by_name(&Lang::new(tag), party_names(tag), String::as_str)
}

/// Eighteen states, and with them in Latin letters nothing but the alphabet.
#[test]
fn english_names_stand_by_the_alphabet() {
    let states = "Afghanistan, Armenia, Azerbaijan, Belarus, Cambodia, China, India, Iran, Kazakhstan, Kyrgyzstan, \
                  Mongolia, Nepal, Pakistan, Russian Federation, Sri Lanka, Tajikistan, Turkey, Uzbekistan";
    assert_eq!(sorted("en").join(", "), states);
}

/// By pinyin: Āfùhàn, Āsàibàijiāng, Bājīsītǎn, Báié'luósī, Éluósī, Hāsàkè, Jí'ěrjísī, Jiǎnpǔzhài, Měnggǔ, Níbó'ěr, Sīlǐ,
/// Tǎjíkè, Tǔ'ěrqí, Wūzībiékè, Yàměiníyà, Yīlǎng, Yìndù, Zhōngguó. By code point 中国 would be the first of all.
#[test]
fn chinese_names_stand_by_their_sound() {
    let states = "阿富汗、阿塞拜疆、巴基斯坦、白俄罗斯、俄罗斯联邦、哈萨克斯坦、吉尔吉斯斯坦、柬埔寨、蒙古国、尼泊尔、\
                  斯里兰卡、塔吉克斯坦、土耳其、乌兹别克斯坦、亚美尼亚、伊朗、印度、中国";
    assert_eq!(sorted("zh-Hans").join("、"), states);
    assert_eq!(sorted("zh-Hans").last().map(String::as_str), Some("中国"));
    let mut by_code_point = party_names("zh-Hans");
    by_code_point.sort();
    assert_eq!(by_code_point[0], "中国");
}

/// By the Russian alphabet; Шри-Ланка last, its hyphen no matter.
#[test]
fn russian_names_stand_by_the_alphabet_with_yo_among_ye() {
    let states = "Азербайджан, Армения, Афганистан, Беларусь, Индия, Иран, Казахстан, Камбоджа, Китай, Кыргызстан, \
                  Монголия, Непал, Пакистан, Российская Федерация, Таджикистан, Турция, Узбекистан, Шри-Ланка";
    assert_eq!(sorted("ru").join(", "), states);
    // By code point Ё comes before А and ё after я.
    let cities = ["Ессентуки", "Ёлкино", "Ереван", "Жёлтые Воды", "Железногорск"];
    let cities = collate::sorted_by_name(&Lang::new("ru"), cities.to_vec(), |name| name);
    assert_eq!(cities, ["Ёлкино", "Ереван", "Ессентуки", "Железногорск", "Жёлтые Воды"]);
}

/// ا ب پ ت ج چ س ف ق ک م ن ه: by code point پ, چ and ک, which Arabic lacks, would stand after ه.
#[test]
fn persian_names_stand_by_the_persian_alphabet() {
    let states = "ارمنستان، ازبکستان، افغانستان، ایران، بلاروس، پاکستان، تاجیکستان، ترکیه، جمهوری آذربایجان، چین، \
                  سریلانکا، فدراسیون روسیه، قرقیزستان، قزاقستان، کامبوج، مغولستان، نپال، هند";
    assert_eq!(sorted("fa").join("، "), states);
    let letters = ["گرگان", "یزد", "کرمان", "ژاپن", "زابل", "لار", "وان", "هرات", "آمل", "ابهر"];
    let letters = collate::sorted_by_name(&Lang::new("fa"), letters.to_vec(), |name| name);
    assert_eq!(letters, ["آمل", "ابهر", "زابل", "ژاپن", "کرمان", "گرگان", "لار", "وان", "هرات", "یزد"]);
}

proptest! {
    /// Two that sort as equal are the same text, and the order does not depend on where one began.
    #[test]
    fn the_order_is_one_for_every_arrangement(mut names in prop::collection::vec("[a-céА-Гёپبکیه中阿 -]{0,4}", 0..8), turn in 0_usize..8) {
        for tag in ["en", "zh-Hans", "ru", "fa", "tlh"] {
            let lang = Lang::new(tag);
            let collation = collate::Collation::of(&lang);
            let straight = collate::sorted_by_name(&lang, names.clone(), String::as_str);
            let turned = turn % names.len().max(1);
            names.rotate_left(turned);
            prop_assert_eq!(&collate::sorted_by_name(&lang, names.clone(), String::as_str), &straight);
            for pair in straight.windows(2) {
                prop_assert_eq!(collation.compare(&pair[0], &pair[1]) == Ordering::Equal, pair[0] == pair[1]);
                prop_assert_eq!(collation.compare(&pair[1], &pair[0]), collation.compare(&pair[0], &pair[1]).reverse());
            }
        }
    }

    /// Only the digits and the grouping differ: whoever takes them out has the number again.
    #[test]
    fn a_number_can_be_read_back(number in any::<u64>()) {
        for tag in ["en", "zh-Hans", "ru", "fa", "fa-u-nu-latn", "tlh"] {
            let lang = Lang::new(tag);
            for said in [numbers::integer(&lang, number), numbers::ungrouped(&lang, number)] {
                let latin = said.chars().filter_map(|c| match c {
                    '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
                    c => c.is_ascii_digit().then_some(c),
                });
                prop_assert_eq!(latin.collect::<String>(), number.to_string(), "{}", said);
            }
        }
    }
}

#[test]
fn numbers_are_grouped_and_written_as_the_language_does() {
    let said = |tag: &str| {
        let lang = Lang::new(tag);
        [numbers::integer(&lang, 1_234_567), numbers::integer(&lang, 2_021), numbers::ungrouped(&lang, 2_021)]
    };
    assert_eq!(said("en"), ["1,234,567", "2,021", "2021"]);
    assert_eq!(said("zh-Hans"), ["1,234,567", "2,021", "2021"]);
    assert_eq!(said("ru"), ["1\u{a0}234\u{a0}567", "2\u{a0}021", "2021"]);
    assert_eq!(said("fa"), ["۱٬۲۳۴٬۵۶۷", "۲٬۰۲۱", "۲۰۲۱"]);
    assert_eq!(said("fa-u-nu-latn"), ["1,234,567", "2,021", "2021"]);
    let percent =
        ["en", "zh-Hans", "ru", "fa", "fa-u-nu-latn"].map(|tag| numbers::percent(&Lang::new(tag), 71));
    assert_eq!(percent, ["71\u{a0}%", "71%", "71\u{a0}%", "۷۱٪", "71٪"]);
    assert_eq!(locale::digits(&Lang::new("fa"), "A-7"), "A-۷");
}

#[test]
fn a_list_is_joined_as_the_language_joins_it() {
    let joined = |tag: &str, names: &[&str]| {
        list::joined(&Lang::new(tag), names.iter().map(|name| (*name).to_owned()).collect())
    };
    assert_eq!(joined("en", &["India", "Iran", "Nepal"]), "India, Iran and Nepal");
    assert_eq!(joined("zh-Hans", &["印度", "伊朗", "尼泊尔"]), "印度、伊朗和尼泊尔");
    assert_eq!(joined("ru", &["Индия", "Иран", "Непал"]), "Индия, Иран и Непал");
    assert_eq!(joined("fa", &["هند", "ایران", "نپال"]), "هند، ایران و نپال");
    assert_eq!(joined("en", &["India", "Iran"]), "India and Iran");
    assert_eq!((joined("en", &["India"]), joined("en", &[])), ("India".to_owned(), String::new()));
}
