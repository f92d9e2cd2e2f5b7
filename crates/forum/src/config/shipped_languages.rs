//! The shipped forum speaks four languages, wholly and properly.

use super::*;
use std::collections::BTreeSet;
use terms::Lang;
use text::Verbs;

fn shipped() -> ForumConfig {
    ForumConfig::friendship_2021().unwrap()
}

fn tags() -> [Lang; 4] {
    ["en", "zh-Hans", "ru", "fa"].map(Lang::new)
}

#[test]
fn every_text_exists_in_every_language_of_the_forum() {
    let config = shipped();
    assert_eq!(config.forum.languages, tags());
    let missing: Vec<String> = config.untranslated().iter().map(ToString::to_string).collect();
    assert_eq!(missing, Vec::<String>::new());
    for lang in tags() {
        let outline = &config.outline;
        let own = outline.sentence.contains_key(&lang) && outline.promise.contains_key(&lang);
        assert!(
            own && outline.letters.contains_key(&lang),
            "{lang} has its own sentence, promise and letters"
        );
    }
}

#[test]
fn a_missing_text_is_named_with_its_language() {
    let losses = [
        ("name.ru = \"Турция\"\n", "party TR has no text in ru"),
        ("plural.fa = \"کشورهای ناظر\"\n", "plural of standing observer has no text in fa"),
        (
            "title.zh-Hans = \"教会核实：十课时课程\"\n",
            "title of paper teaching-to-check has no text in zh-Hans",
        ),
    ];
    for (line, said) in losses {
        assert!(FRIENDSHIP_2021.forum.contains(line), "the shipped file no longer holds {line:?}");
        let forum = FRIENDSHIP_2021.forum.replacen(line, "", 1);
        let config = ForumConfig::load(&Sources { forum: &forum, ..FRIENDSHIP_2021 }).unwrap();
        let missing: Vec<String> = config.untranslated().iter().map(ToString::to_string).collect();
        assert_eq!(missing, [said]);
    }
}

/// A text that stands in the place of another language is written in the wrong script.
#[test]
fn a_text_is_written_in_the_script_of_its_language() {
    let latin = |c: char| c.is_ascii_alphabetic();
    let han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    let arabic = |c: char| ('\u{600}'..='\u{6ff}').contains(&c);
    let scripts: [&dyn Fn(char) -> bool; 4] = [&latin, &han, &cyrillic, &arabic];
    for (what, text) in shipped().texts() {
        for (lang, own) in tags().iter().zip(0..) {
            // The one name that is written in Latin letters in every language.
            let words = text.get(lang).unwrap().replace("COVID-19", "");
            for (script, at) in scripts.iter().zip(0..) {
                assert_eq!(words.chars().any(script), at == own, "{what} in {lang}: {words}");
            }
        }
    }
}

#[test]
fn persian_is_written_with_persian_letters_and_digits() {
    let fa = Lang::new("fa");
    // Arabic yeh, kaf, teh marbuta, alef maksura, and the Arabic digits; a Persian keyboard has its own.
    let foreign = |c: char| matches!(c, 'ي' | 'ك' | 'ة' | 'ى' | '٠'..='٩' | ',' | ';' | '?');
    for (what, text) in shipped().texts() {
        let words = text.get(&fa).unwrap();
        assert_eq!(words.find(foreign), None, "{what}: {words}");
    }
}

#[test]
fn chinese_is_written_with_its_own_stops_and_without_spaces() {
    let zh = Lang::new("zh-Hans");
    for (what, text) in shipped().texts() {
        let words = text.get(&zh).unwrap();
        assert_eq!(words.find([',', ';', '?', '.', ':', ' ']), None, "{what}: {words}");
    }
}

#[test]
fn each_topic_is_discussed_in_every_language() {
    let config = shipped();
    for topic in &config.forum.topic {
        let key = topic.key.as_ref();
        let own: Vec<_> = config.statements.iter().filter(|s| s.topic.as_ref() == key).collect();
        assert!(own.len() >= 8, "{key} has {} statements", own.len());
        let originals: BTreeSet<Lang> = own.iter().map(|statement| statement.original()).collect();
        assert_eq!(originals, BTreeSet::from(tags()), "{key}");
        assert!((2..=3).contains(&topic.question.len()), "{key} has {} questions", topic.question.len());
        assert!(topic.chair.is_some() && topic.rapporteur.is_some(), "{key}");
        let papers = config.forum.paper.iter().filter(|paper| paper.topic.as_ref() == key).count();
        assert!((1..=2).contains(&papers), "{key} has {papers} papers");
    }
}

/// A statement has at most 280 grapheme clusters. It never has more of them than characters, so counting those is
/// the stricter test.
#[test]
fn a_statement_is_short_in_every_language() {
    for entry in shipped().statements {
        for (lang, text) in entry.text.iter() {
            let characters = text.chars().count();
            assert!(characters <= 280, "{} in {lang} has {characters} characters", entry.id.as_ref());
        }
    }
}

/// The verb carries what a clause can lead to: in each language a clause opens with its own and no other.
#[test]
fn a_clause_opens_with_its_verb_in_every_language() {
    let (config, verbs) = (shipped(), Verbs::standard());
    for clause in &config.outline.clause {
        let id = clause.verb.as_ref().as_str();
        for lang in tags() {
            let entry = verbs.get(id).unwrap();
            let wording = entry.wording.get(&lang).unwrap_or_else(|| panic!("{id} has no wording in {lang}"));
            let rests: Vec<(&str, &str)> = match &clause.lead {
                Some(lead) => vec![(config.outline.sentence(&lang), lead.get(&lang).unwrap())],
                None => {
                    let deeds = config.statements.iter().filter_map(|statement| statement.deed.as_ref());
                    deeds.map(|deed| (config.outline.promise(&lang), deed.get(&lang).unwrap())).collect()
                }
            };
            for (form, rest) in rests {
                let text = form.replace("{verb}", wording).replace("{lead}", rest).replace("{deed}", rest);
                let (opens, _) = verbs.opening(&lang, &text).unwrap_or_else(|| panic!("{lang}: {text}"));
                assert_eq!(opens, id, "{lang}: {text}");
            }
        }
    }
}

#[test]
fn mistakes_about_the_discussion_are_named_with_their_place() {
    let cases = [
        ("chair = \"TJ\"", "chair = \"ORG1\"", "no party \"ORG1\" is defined"),
        ("rapporteur = \"LK\"", "rapporteur = \"TJ\"", "cannot chair a topic and report on it"),
        ("topic = \"new-media\"\ntitle", "topic = \"new-medai\"\ntitle", "no topic \"new-medai\" is defined"),
        ("key = \"joint-studies\"", "key = \"answers-to-drought\"", "stands here a second time"),
        ("capacity = \"resident\"", "capacity = \"tourist\"", "unknown variant"),
        ("https://example.org/papers/joint-studies", "javascript:alert(1)", "is no address"),
        ("https://example.org/papers/joint-studies", "https:///joint-studies", "is no address"),
    ];
    for (from, to, what) in cases {
        assert!(FRIENDSHIP_2021.forum.contains(from), "the shipped file no longer holds {from:?}");
        let forum = FRIENDSHIP_2021.forum.replacen(from, to, 1);
        let error = ForumConfig::load(&Sources { forum: &forum, ..FRIENDSHIP_2021 }).expect_err(to);
        assert!(error.what.contains(what) && error.file == "forum.toml" && error.line > 1, "{to}: {error}");
    }
}

#[test]
fn a_statement_speaks_the_language_of_its_author() {
    let from = "lang = \"zh-Hans\"";
    let line =
        FRIENDSHIP_2021.statements[..FRIENDSHIP_2021.statements.find(from).unwrap()].matches('\n').count()
            + 1;
    let statements = FRIENDSHIP_2021.statements.replacen(from, "lang = \"tg\"", 1);
    let error = ForumConfig::load(&Sources { statements: &statements, ..FRIENDSHIP_2021 }).unwrap_err();
    assert_eq!((error.file.as_str(), error.line, error.column), ("statements.toml", line, 8), "{error}");
    assert!(error.what.contains("has no text in tg"), "{error}");
}

#[test]
fn a_clause_without_place_for_its_verb_is_refused() {
    for (from, to) in [
        ("sentence.zh-Hans = \"{verb}{lead}，{items}\"", "sentence.zh-Hans = \"{lead}{verb}，{items}\""),
        ("sentence.fa = \"{verb} {lead}، {items}\"", "sentence.fa = \"{verb} {lead}\""),
        ("promise.ru = \"{verb} {deed}.\"", "promise.ru = \"{verb}.\""),
    ] {
        assert!(FRIENDSHIP_2021.outline.contains(from), "the shipped file no longer holds {from:?}");
        let outline = FRIENDSHIP_2021.outline.replacen(from, to, 1);
        let error = ForumConfig::load(&Sources { outline: &outline, ..FRIENDSHIP_2021 }).expect_err(to);
        assert!(error.what.contains("must open with {verb} and hold") && error.line > 1, "{error}");
    }
}
