//! The messages of the communiqué and of a forum's pages: each in every language, with the plurals it has.

use present::communique::{Sentence, Value};
use present::{locale, locale::Args};
use std::{collections::BTreeMap, collections::BTreeSet, fs, path::Path};
use terms::Lang;

const FILES: [&str; 2] = ["communique.ftl", "forum.ftl"];
const COUNTS: [u64; 6] = [0, 1, 2, 5, 11, 21];

/// Each message of a language with its text, as it stands in the files.
fn messages(tag: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(tag);
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut own = String::new();
    for file in FILES {
        for line in fs::read_to_string(folder.join(file)).expect("a locale file").lines() {
            if let Some((id, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                own = id.to_owned();
            }
            if !own.is_empty() && !line.starts_with('#') {
                found.entry(own.clone()).or_default().push_str(&format!("{line}\n"));
            }
        }
    }
    found
}

fn variables(message: &str) -> BTreeSet<String> {
    let ends = |c: char| !(c.is_ascii_lowercase() || c == '_');
    message.split('$').skip(1).map(|rest| rest.split(ends).next().unwrap_or_default().to_owned()).collect()
}

fn rendered(lang: &Lang, id: &str, count: u64, choices: &BTreeMap<&str, &str>, word: &str) -> String {
    const NUMBERS: [&str; 14] = [
        "count",
        "people",
        "participants",
        "votes",
        "statements",
        "all",
        "number",
        "yes",
        "no",
        "abstain",
        "target",
        "agreed",
        "leaning",
        "act",
    ];
    const WORDS: [&str; 29] = [
        "title",
        "forum",
        "place",
        "opens",
        "closes",
        "days",
        "day",
        "date",
        "due",
        "theme",
        "names",
        "one",
        "many",
        "source",
        "parts",
        "topic",
        "statement",
        "found",
        "text",
        "party",
        "words",
        "scope",
        "clause",
        "standing",
        "deliverable",
        "unit",
        "what",
        "subject",
        "acts",
    ];
    let mut args = Args::new();
    NUMBERS.iter().for_each(|name| args.set(*name, count));
    WORDS.iter().for_each(|name| args.set(*name, word.to_owned()));
    choices.iter().for_each(|(name, choice)| args.set(*name, (*choice).to_owned()));
    // What is a choice in one message is what it chose in another.
    for name in ["basis", "rule"].into_iter().filter(|name| *name != id) {
        args.set(name, word.to_owned());
    }
    if id == "record-recomputed" {
        args.set("acts", count);
    }
    locale::say(lang, id, &args)
}

/// Every choice a message makes, one after the other.
fn choices() -> Vec<BTreeMap<&'static str, &'static str>> {
    let basis = ["without_objection", "without_objection_minus_one", "by_vote"];
    let rule = ["sco16", "sco16_minus_one", "majority", "two_thirds"];
    let yes = ["yes", "no"];
    let kind = ["forum", "parties"];
    let at = |n: usize| {
        BTreeMap::from([
            ("basis", basis[n % 3]),
            ("rule", rule[n % 4]),
            ("measured", yes[n % 2]),
            ("dated", yes[n / 2 % 2]),
            ("kind", kind[n % 2]),
        ])
    };
    (0..12).map(at).collect()
}

#[test]
fn every_message_can_be_said_in_every_language_and_for_every_count() {
    for tag in locale::shipped() {
        let lang = Lang::new(tag);
        for id in messages(tag).keys() {
            for count in COUNTS {
                for choices in choices() {
                    let said = rendered(&lang, id, count, &choices, "…");
                    assert!(
                        !said.contains(['{', '}']) && said != *id && !said.is_empty(),
                        "{tag} {id}: {said}"
                    );
                    assert!(!said.contains("  "), "{tag} {id}: {said:?}");
                }
            }
        }
    }
}

/// Whether a letter is of a language's script.
type InScript = fn(char) -> bool;

/// Words of another language in a sentence are letters of another script: only what somebody wrote may bring them.
#[test]
fn a_message_speaks_its_own_language_alone() {
    let scripts: [(&str, InScript); 3] = [
        ("zh", |c| ('\u{3400}'..='\u{9fff}').contains(&c)),
        ("ru", |c| ('\u{400}'..='\u{4ff}').contains(&c)),
        ("fa", |c| ('\u{600}'..='\u{6ff}').contains(&c) || c == '\u{200c}'),
    ];
    for (tag, own) in scripts {
        let lang = Lang::new(tag);
        for id in messages(tag).keys() {
            for choices in choices() {
                let said = rendered(&lang, id, 2, &choices, "");
                let foreign = said.chars().find(|&c| c.is_alphabetic() && !own(c));
                assert_eq!(foreign, None, "{tag} {id}: {said}");
            }
        }
    }
}

/// What is not given to a message in English may be given to none, but for what is named here.
#[test]
fn a_translation_asks_for_no_argument_that_is_not_given() {
    let more = [("met-days", "days"), ("dateline-days", "days"), ("text-speaks", "kind")];
    let english = messages("en");
    for tag in ["zh", "ru", "fa"] {
        for (id, message) in messages(tag) {
            let mut given = variables(&english[&id]);
            given.extend(more.iter().filter(|(of, _)| *of == id).map(|(_, name)| (*name).to_owned()));
            if given.contains("names") || id.starts_with("chain-") {
                // `Sentence::names` counts what it lists; the figures of the chain stand before their words.
                given.insert("count".to_owned());
            }
            let asked = variables(&message);
            assert!(asked.is_subset(&given), "{tag} {id} asks for {asked:?} of {given:?}");
        }
    }
}

/// No figure and no name stands in the messages: every one comes from an act.
#[test]
fn the_messages_carry_no_figure() {
    for tag in locale::shipped() {
        for (id, message) in messages(tag) {
            for line in message.lines() {
                let said = line.split_once(" = ").map_or(line, |(_, said)| said);
                // What stands before a bracket's end is a choice, not a word that is shown.
                let shown = said.split_once(']').map_or(said, |(_, shown)| shown);
                assert!(!shown.chars().any(char::is_numeric), "{tag} {id}: {line}");
            }
        }
    }
}

#[test]
fn persian_messages_use_persian_letters_and_marks() {
    for (id, message) in messages("fa") {
        let foreign = message.find(['ي', 'ك', 'ة', 'ى', '٫']);
        assert_eq!(foreign, None, "{id}: {message}");
        let shown =
            message.split('{').map(|part| part.rsplit('}').next().unwrap_or(part)).collect::<String>();
        assert!(!shown.contains([',', ';', '?']), "{id}: {message}");
        // A prefix or ending that is written with a half-space, not a whole one.
        for apart in [" می ", " ها ", " های ", " اند "] {
            assert!(!message.contains(apart), "{id}: {message}");
        }
    }
}

fn topics(lang: &str, count: u64) -> String {
    let names = Value::List(vec![Value::Written("—".to_owned())]);
    Sentence::new("topics").number("count", count, [1]).arg("names", names, [1]).write(&Lang::new(lang))
}

#[test]
fn russian_declines_with_one_few_and_many() {
    let said = [1, 2, 5, 11, 21, 22, 25].map(|count| topics("ru", count));
    assert_eq!(
        said,
        [
            "Обсуждалась 1 тема: —.",
            "Обсуждались 2 темы: —.",
            "Обсуждалось 5 тем: —.",
            "Обсуждалось 11 тем: —.",
            "Обсуждалась 21 тема: —.",
            "Обсуждались 22 темы: —.",
            "Обсуждалось 25 тем: —.",
        ]
    );
    assert_eq!(topics("en", 1), "1 topic was discussed: —.");
    assert_eq!(topics("zh-Hans", 7), "论坛讨论了 7 个议题：—。");
    assert_eq!(topics("fa", 7), "۷ موضوع بررسی شد: —.");
    assert_eq!(topics("tlh", 7), "7 topics were discussed: —.");
}

#[test]
fn a_sentence_cites_the_acts_of_all_its_parts() {
    let part = Sentence::new("the-parties").number("count", 2, [4, 5]);
    let sentence = Sentence::new("people")
        .arg("names", Value::Part(Box::new(part)), [3])
        .number("people", 3_000, [6])
        .written("source", "World Bank", [7])
        .arg("date", Value::Day("2021-07-01".to_owned()), [8]);
    assert_eq!(sentence.acts(), BTreeSet::from([3, 4, 5, 6, 7, 8]));
    assert_eq!(
        sentence.write(&Lang::new("en")),
        "Together the 2 parties have 3,000 inhabitants (World Bank, 1 July 2021)."
    );
    assert_eq!(
        sentence.write(&Lang::new("fa")),
        "جمعیت ۲ طرف بر پایهٔ \u{2068}World Bank\u{2069} روی‌هم ۳٬۰۰۰ نفر است، در ۱۰ تیر ۱۴۰۰ (۱ ژوئیه ۲۰۲۱)."
    );
}
