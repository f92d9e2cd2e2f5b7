//! What changed between two wordings, word by word, and two changes of one wording brought together.
//!
//! Words are those of UAX 29 with the dictionaries of ICU, so that Chinese, which puts no spaces between words, is
//! compared by words as well, and no sign is ever torn from the marks that belong to it.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Whether a piece stands in both wordings, in the old or in the new one alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In both.
    Same,
    /// In the old one alone.
    Gone,
    /// In the new one alone.
    New,
}

/// A piece of a comparison: one or more words with the spaces and marks between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub kept: Kept,
    /// The words.
    pub text: String,
}

/// The pieces of two wordings, in order; what is gone stands before what is new in its place. Those in both and gone
/// make up the old wording exactly, those in both and new the new one. Time: words times changed words (Myers 1986).
#[must_use]
pub fn words(was: &str, is: &str) -> Vec<Piece> {
    let (old, new) = (segments(was), segments(is));
    let mut pieces: Vec<Piece> = Vec::new();
    for step in steps(&old, &new) {
        let (gone, come) = (old[step.old].concat(), new[step.new].concat());
        if step.same {
            push(&mut pieces, Kept::Same, gone);
        } else {
            push(&mut pieces, Kept::Gone, gone);
            push(&mut pieces, Kept::New, come);
        }
    }
    pieces
}

/// A run of words that are the same in both lists, or of words in place of others.
struct Step {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// The way from one list of words to another, in order and without gaps. Only the lengths of the library's steps are
/// used: after it has brought steps together, an insertion may name a place before the run it follows.
fn steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut at, mut to) = (0, 0);
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let same = matches!(op, DiffOp::Equal { .. });
        let (old_end, new_end) = (at + op.old_range().len(), to + op.new_range().len());
        match steps.last_mut().filter(|last| last.same == same) {
            Some(last) => (last.old.end, last.new.end) = (old_end, new_end),
            None => steps.push(Step { same, old: at..old_end, new: to..new_end }),
        }
        (at, to) = (old_end, new_end);
    }
    steps
}

fn push(pieces: &mut Vec<Piece>, kept: Kept, text: String) {
    if !text.is_empty() {
        pieces.push(Piece { kept, text });
    }
}

/// Two changes of one wording brought together, word by word; `None` where both changed the same place, or places with
/// no word between them, in different ways.
///
/// What one side alone changed is taken, what both changed alike is taken once. The order of the sides does not matter.
#[must_use]
pub fn merge(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let segments = [base, ours, theirs].map(segments);
    let [base, ours, theirs] = &segments;
    let mut changes = [changes(base, ours), changes(base, theirs)].concat();
    changes.sort_by_key(|change| (change.place.start, change.place.end));
    changes.dedup();
    let apart = changes.windows(2).all(|two| two[0].place.end < two[1].place.start);
    if !apart {
        return None;
    }
    let mut merged = String::new();
    let mut done = 0;
    for change in changes {
        merged.push_str(&base[done..change.place.start].concat());
        merged.push_str(&change.text);
        done = change.place.end;
    }
    merged.push_str(&base[done..].concat());
    Some(merged)
}

/// A change of some words: which of the base, and what takes their place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ChangeOf {
    place: Range<usize>,
    text: String,
}

/// The changes from the base to another wording.
fn changes(base: &[&str], other: &[&str]) -> Vec<ChangeOf> {
    let steps = steps(base, other).into_iter().filter(|step| !step.same);
    steps.map(|step| ChangeOf { place: step.old, text: other[step.new].concat() }).collect()
}

/// The words of a text and what stands between them. Together they are the text.
fn segments(text: &str) -> Vec<&str> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(text).collect();
    ends.windows(2).map(|two| &text[two[0]..two[1]]).collect()
}
