//! The news report and the pages in four languages: the same sentences, acts and figures, in words of their own.

use crate::common::{english, file, planted, run, whole};
use forum::communique::{Communique, Sentence, Value, of};
use opinion::Grade;
use present::{dates, page::simulation_notice};
use record::Record;
use std::collections::BTreeSet;
use terms::Lang;

const OTHERS: [&str; 3] = ["zh-Hans", "ru", "fa"];

fn communique(record: &Record, lang: &Lang) -> Communique {
    of(record, lang).unwrap_or_else(|error| panic!("{}", whole(&error)))
}

/// The headline and every sentence, in the order of reading.
fn told(communique: &Communique) -> Vec<Sentence> {
    let all = communique.numbered().into_iter().map(|(_, sentence)| sentence.clone());
    std::iter::once(communique.headline.clone()).chain(all).collect()
}

/// The sentence without what somebody wrote and without days, which differ from language to language.
fn bare(sentence: &Sentence) -> Sentence {
    let mut bare = sentence.clone();
    for arg in bare.args.values_mut() {
        arg.value = bare_value(&arg.value);
    }
    bare
}

fn bare_value(value: &Value) -> Value {
    match value {
        Value::Written(_) | Value::Day(_) | Value::Days(..) => Value::Written(String::new()),
        Value::List(list) => Value::List(list.iter().map(bare_value).collect()),
        Value::Part(part) => Value::Part(Box::new(bare(part))),
        Value::Choice(_) | Value::Number(_) | Value::Found(_) => value.clone(),
    }
}

/// The numbers in a text, whatever its digits and grouping.
fn figures(text: &str) -> BTreeSet<u64> {
    let mut latin = String::new();
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let digit = |at: usize| chars.get(at).is_some_and(|c| c.is_numeric());
        let three = (1..=3).all(|ahead| digit(at + ahead)) && !digit(at + 4);
        match c {
            '۰'..='۹' => latin.extend(char::from_digit(u32::from(c) - u32::from('۰'), 10)),
            ',' | '٬' | '\u{a0}' if at > 0 && digit(at - 1) && three => {}
            c => latin.push(c),
        }
    }
    let runs = latin.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.parse().unwrap()).collect()
}

/// A record in which a member objects, so that the text fails.
fn objected() -> Record {
    let change = ("standing = \"member\"\nsays = \"opinion\"", "standing = \"member\"\nsays = \"objection\"");
    let outcome = forum::demo::run_with(&planted(&[change]), 7, &english());
    outcome.unwrap_or_else(|error| panic!("{}", whole(&error))).record
}

#[test]
fn every_sentence_is_told_in_every_language_with_the_same_acts_and_figures() {
    for record in [run(7).record, run(2021).record, objected()] {
        let in_english = communique(&record, &english());
        for lang in OTHERS.map(Lang::new) {
            let other = communique(&record, &lang);
            let headings = |of: &Communique| of.sections.iter().map(|s| s.heading).collect::<Vec<_>>();
            assert_eq!(headings(&other), headings(&in_english), "{lang}");
            assert_eq!((other.head, &other.acts), (in_english.head, &in_english.acts), "{lang}");
            let (ours, theirs) = (told(&in_english), told(&other));
            assert_eq!(theirs.len(), ours.len(), "{lang}");
            for (ours, theirs) in ours.iter().zip(&theirs) {
                let said = theirs.write(&lang);
                assert_eq!((theirs.id, theirs.acts()), (ours.id, ours.acts()), "{lang}: {said}");
                let english = figures(&bare(ours).write(&english()));
                assert_eq!(figures(&bare(theirs).write(&lang)), english, "{lang}: {said}");
                assert!(!said.contains('{') && said != theirs.id, "{lang}: {said}");
            }
        }
    }
}

/// What falls back to English is Latin letters; only what somebody wrote may bring them.
#[test]
fn no_sentence_speaks_two_languages() {
    for record in [run(7).record, objected()] {
        for lang in OTHERS.map(Lang::new) {
            for sentence in told(&communique(&record, &lang)) {
                let said = bare(&sentence).write(&lang);
                let latin = said.chars().find(char::is_ascii_alphabetic);
                assert_eq!(latin, None, "{lang} {}: {said}", sentence.id);
            }
        }
    }
}

#[test]
fn names_are_those_of_the_language_in_its_order() {
    let record = run(7).record;
    let names = |tag: &str| -> Vec<String> {
        let lang = Lang::new(tag);
        let told = told(&communique(&record, &lang));
        let sentence = told.iter().find(|sentence| sentence.id == "took-part").unwrap();
        let Value::List(names) = &sentence.args["names"].value else { panic!("names are a list") };
        let written = |value: &Value| match value {
            Value::Written(name) => name.clone(),
            other => panic!("{other:?} is no name"),
        };
        names.iter().map(written).collect()
    };
    assert_eq!(
        names("zh-Hans").join("、"),
        "巴基斯坦、俄罗斯联邦、哈萨克斯坦、吉尔吉斯斯坦、塔吉克斯坦、乌兹别克斯坦、印度、中国"
    );
    assert_eq!(
        names("ru").join(", "),
        "Индия, Казахстан, Китай, Кыргызстан, Пакистан, Российская Федерация, Таджикистан, Узбекистан"
    );
    assert_eq!(
        names("fa").join("، "),
        "ازبکستان، پاکستان، تاجیکستان، چین، فدراسیون روسیه، قرقیزستان، قزاقستان، هند"
    );
}

#[test]
fn a_day_is_told_as_readers_write_it() {
    let record = run(7).record;
    for lang in OTHERS.map(Lang::new) {
        let mut days = 0;
        for sentence in told(&communique(&record, &lang)) {
            let said = sentence.write(&lang);
            for arg in sentence.args.values() {
                if let Value::Day(day) = &arg.value {
                    assert!(said.contains(&dates::written_day(&lang, day)), "{lang}: {said}");
                    days += 1;
                }
            }
        }
        assert!(days >= 3, "{lang} tells {days} days");
    }
    assert!(communique(&record, &Lang::new("fa")).text().contains("۱۳ خرداد ۱۴۰۰ (۳ ژوئن ۲۰۲۱)"));
}

/// Agreement is called what the engine graded it, in every language.
#[test]
fn consensus_is_said_only_of_what_earned_it() {
    let words = [
        ("en", "consensus", "broad consensus"),
        ("zh-Hans", "共识", "广泛共识"),
        ("ru", "консенсус", "широкий консенсус"),
        ("fa", "اجماع", "اجماع گسترده"),
    ];
    for record in [run(3).record, run(7).record, objected()] {
        let state = forum::fold(&record).unwrap();
        for (tag, consensus, broad) in words {
            let lang = Lang::new(tag);
            let state_of = |sentence: &Sentence| {
                let Value::Written(statement) = &sentence.args["statement"].value else {
                    panic!("a statement")
                };
                let made =
                    |text: &terms::MultiText| text.best(&lang).is_some_and(|(_, own)| own == statement);
                let made = state.statements.iter().find(|known| made(&known.body.text)).unwrap();
                state.finding(&made.body.statement).unwrap().grade
            };
            for sentence in told(&communique(&record, &lang)) {
                let said = bare(&sentence).write(&lang).to_lowercase();
                match sentence.id {
                    "statement-found" => {
                        let grade = state_of(&sentence);
                        assert_eq!(
                            said.contains(broad),
                            grade == Grade::BroadConsensus,
                            "{tag} {grade:?}: {said}"
                        );
                        let earned = matches!(grade, Grade::Consensus | Grade::BroadConsensus);
                        assert!(earned || !said.contains(consensus), "{tag} {grade:?}: {said}");
                    }
                    "found-all" | "found-topic" => {
                        let Value::List(parts) = &sentence.args["parts"].value else { panic!("a list") };
                        let counted = parts.iter().any(|part| match part {
                            Value::Part(part) => {
                                part.id == "count-consensus" || part.id == "count-broad_consensus"
                            }
                            _ => false,
                        });
                        assert_eq!(said.contains(consensus), counted, "{tag}: {said}");
                    }
                    _ => assert!(!said.contains(consensus), "{tag}: {said}"),
                }
            }
        }
    }
}

/// The pages of a run in another language: direction, mark, and no word of the page left in English.
#[test]
fn the_pages_are_in_the_language_and_its_direction() {
    for (tag, direction) in [("zh-Hans", "ltr"), ("ru", "ltr"), ("fa", "rtl")] {
        let lang = Lang::new(tag);
        let outcome = forum::demo::run(12, &lang).unwrap_or_else(|error| panic!("{}", whole(&error)));
        let notice = simulation_notice(&lang, 12);
        for name in ["index.html", "communique.html", "record.html", "findings.html"] {
            let page = file(&outcome, name);
            assert!(page.contains(&format!("<html lang=\"{tag}\" dir=\"{direction}\">")), "{tag} {name}");
            assert!(page.contains(&notice), "{tag} {name} does not say that it is simulated");
        }
        for name in ["communique.txt", "text.txt"] {
            let text = file(&outcome, name);
            assert!(text.starts_with(&notice) && text.trim_end().ends_with(&notice), "{tag} {name}");
        }
        for english in
            ["The topics", "What was found", "Read the communiqué", "Check it yourself", ">act ", "Hear"]
        {
            assert!(!file(&outcome, "index.html").contains(english), "{tag}: {english}");
        }
    }
}

/// The title of a record is in the language of the run, and so its hashes differ; what was done does not.
#[test]
fn the_language_changes_no_act_but_the_one_that_issues_the_news() {
    let ours = run(7).record;
    let theirs = forum::demo::run(7, &Lang::new("fa")).unwrap().record;
    let before = ours.acts().len() - 1;
    assert_eq!(theirs.acts().len(), before + 1);
    assert!(
        ours.acts()[..before]
            .iter()
            .zip(theirs.acts())
            .all(|(a, b)| (&a.kind, a.at, &a.body) == (&b.kind, b.at, &b.body))
    );
    let issued = theirs.acts().last().unwrap();
    let digest = blake3::hash(communique(&theirs, &Lang::new("fa")).text().as_bytes()).to_string();
    assert_eq!(
        (issued.kind.as_str(), &issued.body["digest"]),
        ("communique_issued", &serde_json::json!(digest))
    );
}

/// Chinese writes no spaces, and its signs take two columns: no line of the plain text is wider than the page.
#[test]
fn no_line_of_the_plain_text_is_wider_than_its_page() {
    let record = run(7).record;
    for lang in ["en", "zh-Hans", "ru", "fa"].map(Lang::new) {
        let text = communique(&record, &lang).text();
        for line in text.lines().filter(|line| !line.contains(" · ")) {
            // A closing mark may hang into the margin rather than begin a line.
            assert!(present::wrap::width(line) <= 80, "{lang}: {line}");
        }
    }
}

#[test]
fn every_kind_of_act_has_a_name_for_readers() {
    for kind in forum::acts::Body::KINDS {
        for tag in present::locale::shipped() {
            let id = format!("act-kind-{kind}");
            let name = present::locale::word(&Lang::new(tag), &id);
            assert!(name != id && !name.contains('_'), "{tag}: {kind}: {name}");
        }
    }
}
