//! Whether the languages of a text say the same, as far as that can be told without reading them: asked before a text
//! is frozen. Every finding says where it is and what to do.

use crate::brackets::{Unbalanced, brackets};
use crate::clause::{Clause, ClauseId};
use crate::draft::Draft;
use crate::verbs::Verbs;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use terms::Lang;

/// Something to be put right before the text is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The clause.
    pub clause: ClauseId,
    /// The language it is found in.
    pub lang: Lang,
    /// What it is.
    pub what: Discord,
}

/// What is not as it should be in a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discord {
    /// There are no words in the language.
    Missing,
    /// The leading wording changed since it was translated.
    Stale,
    /// Other numbers or days than in the leading language.
    Numbers(Difference),
    /// Other symbols of documents than in the leading language.
    Symbols(Difference),
    /// Another count of bracketed passages than in the leading language.
    Brackets {
        /// In the leading language.
        leading: usize,
        /// In this one.
        here: usize,
    },
    /// A bracket without its other half.
    Unbalanced(Unbalanced),
    /// Passages in brackets: they are not agreed.
    Open(usize),
    /// The clause is an alternative of another.
    Alternative {
        /// The clause.
        of: ClauseId,
        /// `bis`, `ter` and so on.
        label: String,
    },
    /// The verb of the clause is not among the approved, or not in its class.
    Unapproved(String),
    /// It does not open with the approved wording of its verb.
    Verb {
        /// The approved wording in this language.
        wording: String,
    },
}

/// What one language has and the other has not, each in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// In the leading language alone.
    pub leading: Vec<String>,
    /// In this one alone.
    pub here: Vec<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "clause {} in {}: ", self.clause, self.lang)?;
        let differ = |f: &mut fmt::Formatter<'_>, what: &str, by: &Difference| {
            let list = |list: &[String]| if list.is_empty() { "-".to_owned() } else { list.join(", ") };
            let (leading, here) = (list(&by.leading), list(&by.here));
            write!(
                f,
                "other {what} than in the leading language ({leading} there, {here} here); make them the same"
            )
        };
        match &self.what {
            Discord::Missing => f.write_str("there are no words; translate it"),
            Discord::Stale => f.write_str(
                "the leading wording changed since it was translated; translate it anew or say that it still holds",
            ),
            Discord::Numbers(by) => differ(f, "numbers or days", by),
            Discord::Symbols(by) => differ(f, "symbols of documents", by),
            Discord::Brackets { leading, here } => {
                write!(f, "{here} bracketed passages, {leading} in the leading language; make them the same")
            }
            Discord::Unbalanced(why) => why.fmt(f),
            Discord::Open(passages) => {
                write!(f, "{passages} passages in brackets; agree on them and take the brackets out")
            }
            Discord::Alternative { of, label } => {
                write!(f, "it is the {label} of clause {of}; keep one of them and take the others out")
            }
            Discord::Unapproved(verb) => write!(f, "{verb} is no approved verb of this class; choose another"),
            Discord::Verb { wording } => write!(f, "it does not open with {wording:?}; begin with it"),
        }
    }
}

impl Draft {
    /// What is to be put right in the latest version before it is frozen in these languages, in the order of the
    /// document and of the languages; empty where nothing is. `leading` is the language the others follow.
    #[must_use]
    pub fn concordance(&self, authentic: &[Lang], leading: &Lang, verbs: &Verbs) -> Vec<Finding> {
        let stale = self.stale(leading);
        let mut findings = Vec::new();
        for clause in self.latest().clauses() {
            let from = findings.len();
            findings.extend(concordance(clause, authentic, leading, verbs));
            let of_clause = stale.iter().filter(|(id, lang)| *id == clause.id && authentic.contains(lang));
            findings.extend(of_clause.map(|(id, lang)| found(id, lang, Discord::Stale)));
            findings[from..].sort_by(|one, other| one.lang.cmp(&other.lang));
        }
        findings
    }
}

fn found(clause: &ClauseId, lang: &Lang, what: Discord) -> Finding {
    Finding { clause: clause.clone(), lang: lang.clone(), what }
}

/// What is to be put right in one clause, without its history: everything but [`Discord::Stale`].
#[must_use]
pub fn concordance(clause: &Clause, authentic: &[Lang], leading: &Lang, verbs: &Verbs) -> Vec<Finding> {
    let words = |lang: &Lang| clause.text.get(lang).filter(|text| !text.trim().is_empty());
    let mut findings = Vec::new();
    let mut find = |lang: &Lang, what: Discord| findings.push(found(&clause.id, lang, what));
    if let Some((of, label)) = clause.id.alternative_of() {
        find(leading, Discord::Alternative { of, label: label.to_owned() });
    }
    let entry =
        clause.verb.as_ref().map(|verb| (verb, verbs.get(&verb.id).filter(|e| e.class == verb.class)));
    if let Some((verb, None)) = entry {
        find(leading, Discord::Unapproved(verb.id.clone()));
    }
    for lang in authentic {
        let Some(text) = words(lang) else {
            find(lang, Discord::Missing);
            continue;
        };
        if let Some((verb, Some(entry))) = entry
            && let Some(wording) = entry.wording.get(lang)
            && verbs.opening(lang, text).is_none_or(|(id, _)| id != verb.id)
        {
            find(lang, Discord::Verb { wording: wording.to_owned() });
        }
        let here = brackets(text).map(|passages| passages.len());
        match here {
            Err(why) => find(lang, Discord::Unbalanced(why)),
            Ok(0) => {}
            Ok(open) => find(lang, Discord::Open(open)),
        }
        if let Some(first) = words(leading).filter(|_| lang != leading) {
            against(first, text).into_iter().for_each(|what| find(lang, what));
        }
    }
    findings
}

/// What differs between the leading wording and another.
fn against(leading: &str, here: &str) -> Vec<Discord> {
    let ((symbols, numbers), (own_symbols, own_numbers)) = (marks(leading), marks(here));
    let mut what = Vec::new();
    what.extend(difference(&numbers, &own_numbers).map(Discord::Numbers));
    what.extend(difference(&symbols, &own_symbols).map(Discord::Symbols));
    if let (Ok(leading), Ok(here)) = (brackets(leading), brackets(here))
        && leading.len() != here.len()
    {
        what.push(Discord::Brackets { leading: leading.len(), here: here.len() });
    }
    what
}

type Counted = BTreeMap<String, usize>;

fn difference(leading: &Counted, here: &Counted) -> Option<Difference> {
    let only = |one: &Counted, other: &Counted| -> Vec<String> {
        let more = |(mark, count): (&String, &usize)| {
            vec![mark.clone(); count.saturating_sub(other.get(mark).copied().unwrap_or(0))]
        };
        one.iter().flat_map(more).collect()
    };
    let by = Difference { leading: only(leading, here), here: only(here, leading) };
    (by != Difference::default()).then_some(by)
}

/// The symbols of documents and the numbers in a text, with how often each stands there. Numbers are compared in
/// ASCII digits, without grouping, decimals after a point; the month in a day is its number.
fn marks(text: &str) -> (Counted, Counted) {
    let (mut symbols, mut numbers) = (Counted::new(), Counted::new());
    let in_symbol = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-');
    let mut rest = String::new();
    for piece in text.split_inclusive(|c| !in_symbol(c)) {
        let (word, after) = piece.split_at(piece.trim_end_matches(|c| !in_symbol(c)).len());
        let symbol = word.trim_end_matches(['.', '-']);
        let has = |is: fn(&char) -> bool| symbol.chars().any(|c| is(&c));
        if symbol.contains('/') && has(char::is_ascii_uppercase) && has(char::is_ascii_digit) {
            *symbols.entry(symbol.to_owned()).or_insert(0) += 1;
            rest.push(' ');
        } else {
            rest.push_str(word);
        }
        rest.push_str(after);
    }
    let tokens = tokens(&rest);
    for (at, token) in tokens.iter().enumerate() {
        let beside = [at.wrapping_sub(1), at + 1];
        let by_number = || beside.iter().any(|at| matches!(tokens.get(*at), Some(Token::Number(_))));
        let number = match token {
            Token::Number(number) => Some(number.clone()),
            Token::Word(word) => month(word).filter(|_| by_number()).map(|month| month.to_string()),
        };
        if let Some(number) = number {
            *numbers.entry(number).or_insert(0) += 1;
        }
    }
    (symbols, numbers)
}

enum Token {
    Number(String),
    Word(String),
}

fn tokens(text: &str) -> Vec<Token> {
    let signs: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let start = at;
        if digit(signs[at]).is_some() {
            let (number, end) = number(&signs, at);
            tokens.push(Token::Number(number));
            at = end;
        } else if signs[at].is_alphabetic() {
            while at < signs.len() && signs[at].is_alphabetic() {
                at += 1;
            }
            let word: String = signs[start..at].iter().collect();
            tokens.push(Token::Word(word.to_lowercase()));
        } else {
            at += 1;
        }
    }
    tokens
}

/// The number at a place, and where it ends. Three digits behind a comma, a space or a sign of grouping belong to the
/// number if its first group has at most three; any other count of digits behind a comma or point is a fraction.
fn number(signs: &[char], at: usize) -> (String, usize) {
    let run = |from: usize| signs[from..].iter().map_while(|c| digit(*c)).collect::<Vec<u32>>();
    let written = |digits: &[u32]| digits.iter().map(u32::to_string).collect::<String>();
    let first = run(at);
    let (mut number, mut end) = (written(&first), at + first.len());
    let groups = first.len() <= 3;
    while let Some(sign) = signs.get(end) {
        let next = if end + 1 < signs.len() { run(end + 1) } else { Vec::new() };
        match sign {
            ',' | '.' | ' ' | '\u{a0}' | '\u{202f}' | '٬' if groups && next.len() == 3 => {
                number += &written(&next)
            }
            ',' | '.' | '٫' if !next.is_empty() && next.len() != 3 => {
                number = format!("{number}.{}", written(&next));
                end += 1 + next.len();
                break;
            }
            _ => break,
        }
        end += 1 + next.len();
    }
    (number, end)
}

/// The value of a digit in any of the languages: ASCII, Arabic, Persian, full-width.
#[must_use]
pub fn digit(sign: char) -> Option<u32> {
    let zero =
        ['0', '٠', '۰', '０'].into_iter().find(|zero| (*zero..).take(10).any(|digit| digit == sign))?;
    Some(u32::from(sign) - u32::from(zero))
}

/// The number of a month of the Gregorian calendar by its name in English, Russian (as in a date) or Persian; CLDR.
fn month(word: &str) -> Option<usize> {
    let tables = [EN, RU, FA].into_iter();
    tables.filter_map(|table| table.iter().position(|month| *month == word)).next().map(|at| at + 1)
}

type Months = [&'static str; 12];

const EN: Months = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const RU: Months = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const FA: Months = [
    "ژانویه",
    "فوریه",
    "مارس",
    "آوریل",
    "مه",
    "ژوئن",
    "ژوئیه",
    "اوت",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
];
