//! A paper in one language, laid out as blocks: what all writers write.
//!
//! Words of the interface, names in the order of the language, dates and digits are decided here once, so that the
//! page, the plain file and the Word file say the same.

mod lines;
mod record;
mod words;

pub use lines::{Line, lines};

use crate::model::{Change, Note, Paper, Status};
use present::locale;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{Instant, Lang};
use text::Part;
pub(crate) use words::{Words, place_of};

/// A paper in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The language it is in.
    pub lang: Lang,
    /// Whether it runs from right to left.
    pub rtl: bool,
    /// The title.
    pub title: String,
    /// The forum.
    pub forum: String,
    /// Where and when it meets.
    pub place: String,
    /// The symbol.
    pub symbol: String,
    /// What kind of paper it is.
    pub kind: String,
    /// How far it has come, and in which languages it is authentic.
    pub status: Vec<String>,
    /// The mark of a simulation, which stands on every page.
    pub mark: Option<String>,
    /// The seed of the simulation.
    pub seed: Option<u64>,
    /// The date it bears.
    pub dated: Instant,
    /// The same day where the forum meets, `YYYY-MM-DD`.
    pub day: String,
    /// The same in words.
    pub day_in_words: String,
    /// The digest of the text, if it has one.
    pub digest: Option<String>,
    /// The blocks, in their order.
    pub blocks: Vec<Block>,
    /// The footnotes that runs refer to, from 0.
    pub footnotes: Vec<Vec<Run>>,
}

/// A block of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A heading below the title, at level 2.
    Heading {
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Para {
        /// What it says.
        runs: Vec<Run>,
        /// Whether it is an aside.
        quiet: bool,
    },
    /// A clause.
    Clause(ClauseBlock),
    /// Labels with what they stand for.
    Facts {
        /// Each label with its value.
        rows: Vec<(String, Vec<Run>)>,
    },
    /// A table.
    Table {
        /// What it shows.
        caption: String,
        /// The heads of its columns.
        head: Vec<String>,
        /// How wide the columns are beside each other.
        widths: Vec<u8>,
        /// The cells, row by row.
        rows: Vec<Vec<Vec<Run>>>,
    },
}

/// A clause as it is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseBlock {
    /// A name for it that is the same in every language: letters, digits, dashes and underscores.
    pub anchor: String,
    /// Its number in the digits of the language, where it has one.
    pub number: Option<String>,
    /// Where it stands.
    pub part: Part,
    /// Its lines: the first opens it, the others are items and what opens a group of them.
    pub lines: Vec<Line>,
    /// What was said beside it.
    pub notes: Vec<NoteBlock>,
    /// On what it rests, in a line; empty where it rests on no finding.
    pub rests: Vec<Run>,
}

/// Something said beside the text, as it is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteBlock {
    /// A name for its kind, the same in every language.
    pub kind: String,
    /// What it is, and whose.
    pub head: String,
    /// In which words.
    pub runs: Vec<Run>,
}

/// Words that look the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they look.
    pub style: RunStyle,
    /// Their language where it is not that of the sheet.
    pub lang: Option<Lang>,
    /// Whether they were put in or taken out.
    pub change: Option<Change>,
    /// The footnote behind them.
    pub footnote: Option<usize>,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunStyle {
    /// Plain.
    #[default]
    Plain,
    /// The verb of a clause.
    Verb,
    /// A digest or another word for machines, left to right in every language.
    Code,
}

impl Run {
    /// Plain words in the language of the sheet.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), ..Run::default() }
    }

    /// A word for machines.
    #[must_use]
    pub fn code(text: impl Into<String>) -> Run {
        Run { text: text.into(), style: RunStyle::Code, ..Run::default() }
    }
}

impl ClauseBlock {
    /// The footnotes that hang on it, in their order.
    pub fn footnotes(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().flat_map(|line| &line.runs).filter_map(|run| run.footnote)
    }
}

impl Sheet {
    /// What stands between whose words they are and the words, as the script has it.
    #[must_use]
    pub fn colon(&self) -> &'static str {
        words::colon(&self.lang)
    }

    /// The footnotes that hang on no clause, in their order.
    pub fn footnotes_elsewhere(&self) -> impl Iterator<Item = usize> {
        let clauses = self.blocks.iter().filter_map(|block| match block {
            Block::Clause(clause) => Some(clause),
            _ => None,
        });
        let hanging: BTreeSet<usize> = clauses.flat_map(ClauseBlock::footnotes).collect();
        (0..self.footnotes.len()).filter(move |at| !hanging.contains(at))
    }

    /// The text in one language, with what it rests on.
    #[must_use]
    pub fn text(paper: &Paper, lang: &Lang) -> Sheet {
        let words = Words { paper, lang };
        let mut sheet = empty(&words, words.multi(&paper.title));
        sheet.kind = words.say(&format!("paper-kind-{}", words::key(&paper.kind)));
        sheet.status = words.status();
        if paper.clauses.iter().any(|clause| clause.changes.contains_key(lang)) {
            let runs = vec![Run::plain(words.say("paper-changes"))];
            sheet.blocks.push(Block::Para { runs, quiet: true });
        }
        clauses(&words, &mut sheet);
        let whole: Vec<&Note> = paper.notes.iter().collect();
        if !whole.is_empty() {
            sheet.blocks.push(Block::Heading { text: words.say("paper-notes-whole") });
            for note in whole {
                let (head, mut runs) = words.note(note);
                runs.insert(0, Run::plain(format!("{head}{}", words::colon(lang))));
                sheet.blocks.push(Block::Para { runs, quiet: false });
            }
        }
        closing(&words, &mut sheet);
        grounds(&words, &mut sheet);
        sheet.blocks.push(words.colophon());
        sheet
    }

    /// The record of the adoption as a paper of its own; `None` where nothing was put to adoption.
    #[must_use]
    pub fn adoption_record(paper: &Paper, lang: &Lang) -> Option<Sheet> {
        let words = Words { paper, lang };
        let adoption = paper.adoption.as_ref()?;
        let mut sheet = empty(&words, words.say("paper-adoption-record"));
        sheet.kind = words.title_and_symbol();
        record::blocks(&words, adoption, &mut sheet.blocks);
        Some(sheet)
    }
}

fn empty(words: &Words, title: String) -> Sheet {
    let (paper, lang) = (words.paper, words.lang);
    let day = present::dates::date_of(paper.dated, &paper.forum.zone);
    Sheet {
        lang: lang.clone(),
        rtl: lang.is_right_to_left(),
        title,
        forum: words.multi(&paper.forum.name),
        place: words.place(),
        symbol: paper.symbol.clone(),
        kind: String::new(),
        status: Vec::new(),
        mark: paper.simulation.map(|seed| present::page::simulation_notice(lang, seed)),
        seed: paper.simulation,
        dated: paper.dated,
        day: day.to_string(),
        day_in_words: present::dates::day(lang, day),
        digest: paper.digest.map(|digest| digest.to_string()),
        blocks: Vec::new(),
        footnotes: Vec::new(),
    }
}

fn clauses(words: &Words, sheet: &mut Sheet) {
    for clause in &words.paper.clauses {
        let mut lines = lines(clause, words.lang, &words.subject(clause));
        let mut notes = Vec::new();
        for note in &clause.notes {
            if note.kind == crate::model::NoteKind::Footnote {
                hang(&mut lines, sheet.footnotes.len());
                sheet.footnotes.push(words.footnote(note));
            } else {
                let (head, runs) = words.note(note);
                notes.push(NoteBlock { kind: note.kind.name().to_owned(), head, runs });
            }
        }
        sheet.blocks.push(Block::Clause(ClauseBlock {
            anchor: anchor(clause.id.as_str()),
            number: clause.number.map(|number| words.number(number)),
            part: clause.part,
            lines,
            notes,
            rests: words.rests(clause),
        }));
    }
}

/// Hangs a footnote on the end of the line that opens a clause, behind those that hang there already.
fn hang(lines: &mut Vec<Line>, number: usize) {
    if lines.is_empty() {
        lines.push(Line::default());
    }
    let runs = &mut lines[0].runs;
    match runs.last_mut() {
        Some(run) if run.footnote.is_none() => run.footnote = Some(number),
        _ => runs.push(Run { footnote: Some(number), ..Run::default() }),
    }
}

/// Done at, and who signed.
fn closing(words: &Words, sheet: &mut Sheet) {
    let paper = words.paper;
    if paper.status == Status::Adopted {
        let mut args = locale::Args::new();
        args.set("place", words.multi(&paper.forum.place));
        args.set("day", sheet.day_in_words.clone());
        let done = locale::say(words.lang, "paper-done", &args);
        sheet.blocks.push(Block::Para { runs: vec![Run::plain(done)], quiet: false });
    }
    if !paper.signatures.is_empty() {
        sheet.blocks.push(Block::Heading { text: words.say("paper-signatures") });
        let row = |signature: &crate::model::Signature| {
            let day = words.moment(signature.at);
            (words.signer(signature), vec![Run::plain(day)])
        };
        sheet.blocks.push(Block::Facts { rows: paper.signatures.iter().map(row).collect() });
    }
}

/// What each clause rests on, as a table.
fn grounds(words: &Words, sheet: &mut Sheet) {
    let mut rows = Vec::new();
    let mut snapshots = Vec::new();
    let mut preambular = 0_u32;
    for clause in &words.paper.clauses {
        preambular += u32::from(clause.part == Part::Preamble);
        for (at, ground) in clause.grounds.iter().enumerate() {
            let place = if at == 0 { words.clause_place(clause, preambular) } else { String::new() };
            let statement = words.multi_runs(&ground.text);
            rows.push(vec![vec![Run::plain(place)], statement, vec![Run::plain(words.grade(&ground.grade))]]);
            if !snapshots.contains(&ground.snapshot) {
                snapshots.push(ground.snapshot);
            }
        }
    }
    if rows.is_empty() {
        return;
    }
    sheet.blocks.push(Block::Heading { text: words.say("paper-grounds") });
    let about = vec![Run::plain(words.say("paper-grounds-about"))];
    sheet.blocks.push(Block::Para { runs: about, quiet: true });
    sheet.blocks.push(Block::Table {
        caption: words.say("paper-grounds"),
        head: ["paper-clause", "paper-statement", "paper-found"].map(|id| words.say(id)).to_vec(),
        widths: vec![3, 11, 4],
        rows,
    });
    let facts =
        snapshots.iter().map(|snapshot| (words.say("paper-snapshot"), vec![Run::code(snapshot.to_string())]));
    sheet.blocks.push(Block::Facts { rows: facts.collect() });
}

/// A name of a clause that any format takes: letters, digits and dashes stay, all else is its code.
pub(crate) fn anchor(key: &str) -> String {
    let mut out = String::from("c-");
    for c in key.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            out.push(c);
        } else {
            out.push_str(&format!("_{:x}", u32::from(c)));
        }
    }
    out
}
