//! A plain text taken in as the clauses of a draft.
//!
//! Paragraphs are parted by empty lines, or by a line that begins with the next number (`1.`, `1)`, `1、`). Lines of
//! one paragraph are joined by a space, in scripts without spaces by nothing.
//!
//! | paragraph | becomes |
//! |---|---|
//! | with a number | an operative clause |
//! | before the first number, opening with an approved verb | a clause of the preamble |
//! | before that | the chapeau |
//! | after the last number | the closing |
//! | in a text without numbers, from the first verb to the last | an operative clause |

use crate::brackets::{Unbalanced, brackets};
use crate::clause::{Clause, Part};
use crate::verbs::Verbs;
use serde::{Deserialize, Serialize};
use terms::{Lang, MultiText};

/// The longest text that is taken, in bytes.
pub const MOST_BYTES: usize = 1 << 20;
/// The most clauses that are taken.
pub const MOST_CLAUSES: usize = 1_000;

/// A clause as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The line it begins on, from 1.
    pub line: usize,
    /// The clause, in the one language of the text. A numbered clause that opens with no approved verb has none: it
    /// is for people to give it one.
    pub clause: Clause,
}

/// Why a text was not taken. Nothing of it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct Error {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The text is longer than [`MOST_BYTES`].
    #[error("the text has more than {MOST_BYTES} bytes; take it in in parts")]
    TooLong,
    /// There are no words.
    #[error("there are no words; paste the text of the document")]
    NoWords,
    /// There are more than [`MOST_CLAUSES`].
    #[error("the text has more than {MOST_CLAUSES} paragraphs; take it in in parts")]
    TooMany,
    /// A bracket has no other half, in this paragraph.
    #[error("a bracket has no other half; {0}")]
    Bracket(Unbalanced),
    /// A paragraph without a number stands between numbered ones.
    #[error(
        "a paragraph without a number stands between numbered ones; number it, or take out the empty line before it so that it belongs to the paragraph above"
    )]
    Bare,
    /// A number out of order.
    #[error("number {found} stands where {due} is due; number the paragraphs 1, 2, 3 and so on")]
    Number {
        /// What stands there.
        found: usize,
        /// What should.
        due: usize,
    },
    /// A sign that no text has.
    #[error("the sign U+{0:04X} is no part of a text; save the document as plain text and paste that")]
    Sign(u32),
}

fn error(line: usize, why: Why) -> Error {
    Error { line, why }
}

/// Reads a plain text in one language. The clauses are named `prefix` and their count from 1, `c1`, `c2`, and stand in
/// the order of a document. The first letter of an approved verb is made small, as it is written inside a sentence.
///
/// # Errors
/// [`Error`] with the line, what is wrong and the way out: no words, too long, a number out of order, a paragraph
/// without a number between numbered ones, a bracket without its other half, or a sign that no text has.
pub fn plain(text: &str, lang: &Lang, prefix: &str, verbs: &Verbs) -> Result<Vec<Imported>, Error> {
    if text.len() > MOST_BYTES {
        return Err(error(1, Why::TooLong));
    }
    let paragraphs = paragraphs(text, lang)?;
    if paragraphs.is_empty() {
        return Err(error(1, Why::NoWords));
    }
    if let Some(beyond) = paragraphs.get(MOST_CLAUSES) {
        return Err(error(beyond.line, Why::TooMany));
    }
    let opens = |paragraph: &Paragraph| opening(verbs, lang, &paragraph.text).is_some();
    let core = core(&paragraphs, opens)?;
    let numbered = paragraphs.iter().any(|paragraph| paragraph.number.is_some());
    let first_verb = paragraphs.iter().position(opens).unwrap_or(core.start).min(core.start);
    let mut imported = Vec::with_capacity(paragraphs.len());
    for (at, paragraph) in paragraphs.into_iter().enumerate() {
        let part = match at {
            at if core.contains(&at) => Part::Operative,
            at if at >= core.end && !core.is_empty() => Part::Closing,
            at if numbered && at >= first_verb => Part::Preamble,
            _ => Part::Chapeau,
        };
        brackets(&paragraph.text).map_err(|why| error(paragraph.line, Why::Bracket(why)))?;
        imported.push(clause(paragraph, part, lang, &format!("{prefix}{}", at + 1), verbs));
    }
    Ok(imported)
}

fn clause(paragraph: Paragraph, part: Part, lang: &Lang, id: &str, verbs: &Verbs) -> Imported {
    let Paragraph { line, text, .. } = paragraph;
    let speaks = matches!(part, Part::Preamble | Part::Operative);
    let found = speaks.then(|| opening(verbs, lang, &text)).flatten();
    let clause = match found {
        Some((words, verb)) => {
            let clause = Clause::new(id, part, MultiText::of(lang.as_str(), &words));
            verbs.get(&verb).map_or(clause.clone(), |entry| clause.verb(&verb, entry.class))
        }
        None => Clause::new(id, part, MultiText::of(lang.as_str(), &text)),
    };
    Imported { line, clause }
}

/// The paragraph as it opens with a verb, and the verb.
fn opening(verbs: &Verbs, lang: &Lang, text: &str) -> Option<(String, String)> {
    let mut rest = text.chars();
    let small: String = rest.next()?.to_lowercase().chain(rest).collect();
    let of = |text: &str| verbs.opening(lang, text).map(|(id, _)| (text.to_owned(), id.to_owned()));
    of(text).or_else(|| of(&small))
}

/// Which paragraphs are operative: the numbered ones, in a text without numbers those from the first verb to the last.
fn core(
    paragraphs: &[Paragraph],
    opens: impl Fn(&Paragraph) -> bool,
) -> Result<std::ops::Range<usize>, Error> {
    let numbered = |paragraph: &Paragraph| paragraph.number.is_some();
    let range = |is: &dyn Fn(&Paragraph) -> bool| {
        let first = paragraphs.iter().position(is)?;
        Some(first..paragraphs.iter().rposition(is)? + 1)
    };
    let Some(core) = range(&numbered) else { return Ok(range(&opens).unwrap_or(0..0)) };
    if let Some(bare) = paragraphs[core.clone()].iter().find(|paragraph| !numbered(paragraph)) {
        return Err(error(bare.line, Why::Bare));
    }
    let mut counted = (1..).zip(&paragraphs[core.clone()]);
    match counted.find(|(wanted, paragraph)| paragraph.number != Some(*wanted)) {
        Some((due, paragraph)) => {
            Err(error(paragraph.line, Why::Number { found: paragraph.number.unwrap_or_default(), due }))
        }
        None => Ok(core),
    }
}

struct Paragraph {
    line: usize,
    number: Option<usize>,
    text: String,
}

fn paragraphs(text: &str, lang: &Lang) -> Result<Vec<Paragraph>, Error> {
    let joint = if matches!(lang.language(), "zh" | "ja") { "" } else { " " };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut inside = false;
    let mut last = 0;
    for (line, whole) in (1..).zip(text.lines()) {
        // A byte order mark and the marks of direction that programs put at the beginning of a line are no words.
        let words = whole.trim_matches(|c: char| c.is_whitespace() || "\u{feff}\u{200e}\u{200f}".contains(c));
        if let Some(sign) = words.chars().find(|c| c.is_control() && *c != '\t') {
            return Err(error(line, Why::Sign(u32::from(sign))));
        }
        if words.is_empty() {
            inside = false;
            continue;
        }
        let number = numbered(words);
        match (number, paragraphs.last_mut()) {
            // Inside a paragraph, only the number that is due begins another: a wrapped line may begin with any.
            (Some((number, rest)), _) if !inside || number == last + 1 => {
                paragraphs.push(Paragraph { line, number: Some(number), text: rest.to_owned() });
                last = number;
            }
            (_, Some(open)) if inside => {
                open.text.push_str(joint);
                open.text.push_str(words);
            }
            _ => paragraphs.push(Paragraph { line, number: None, text: words.to_owned() }),
        }
        inside = true;
    }
    Ok(paragraphs)
}

/// The number a line begins with, in the digits of any of the languages, and what follows it.
fn numbered(line: &str) -> Option<(usize, &str)> {
    let end = line.find(|c| crate::concordance::digit(c).is_none())?;
    let digits = line[..end].chars().filter_map(crate::concordance::digit);
    let number = (1..=6)
        .contains(&line[..end].chars().count())
        .then(|| digits.fold(0_usize, |number, digit| number * 10 + digit as usize))?;
    let rest = line[end..].strip_prefix(['.', ')', '、', '．'])?;
    let apart = rest.starts_with(char::is_whitespace) || line[end..].starts_with(['、', '．']);
    let rest = rest.trim_start();
    (apart && !rest.is_empty()).then_some((number, rest))
}
