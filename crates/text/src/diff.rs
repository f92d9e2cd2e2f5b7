//! What changed from one wording to another, word by word, and the words of two sides brought together.
//!
//! A text is cut where Unicode says that words begin and end (UAX 29), with a dictionary for the scripts that set no
//! spaces, so that a Chinese word is never cut in two; a character as readers see it (a grapheme cluster) never is.
//! The dictionary is taken, not the neural segmenter of the same library: it knows no floating point.

use icu_locale_core::LanguageIdentifier;
use icu_segmenter::options::{WordBreakInvariantOptions, WordBreakOptions};
use icu_segmenter::{GraphemeClusterSegmenter, WordSegmenter};
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;
use terms::Lang;

/// A passage of two wordings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the older one alone.
    Gone(String),
    /// In the newer one alone.
    New(String),
}

impl Piece {
    /// Its words.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Piece::Same(text) | Piece::Gone(text) | Piece::New(text) => text,
        }
    }
}

/// What changed from `was` to `is`, in their order. `Same` and `Gone` together are `was` to the byte, `Same` and `New`
/// are `is`; what is gone stands before what came in its place. Between two changes stands at least one unchanged
/// word: spaces and points alone do not part them.
#[must_use]
pub fn words(was: &str, is: &str, lang: &Lang) -> Vec<Piece> {
    let cutter = Cutter::of(lang);
    let (old, new) = (cut(was, &cutter), cut(is, &cutter));
    let mut pieces = Vec::new();
    let mut end = 0;
    for hunk in joined(&old, hunks(&old, &new)) {
        pieces.push(Piece::Same(text(&old[end..hunk.old.start])));
        pieces.push(Piece::Gone(text(&old[hunk.old.clone()])));
        pieces.push(Piece::New(text(&new[hunk.new])));
        end = hunk.old.end;
    }
    pieces.push(Piece::Same(text(&old[end..])));
    pieces.retain(|piece| !piece.text().is_empty());
    pieces
}

/// Two changes of one wording brought together (three-way merge over words). `None`: both changed the same words, or
/// words with no unchanged word between them, in different ways; that is for people to settle.
#[must_use]
pub fn merge(base: &str, ours: &str, theirs: &str, lang: &Lang) -> Option<String> {
    let cutter = Cutter::of(lang);
    let base = cut(base, &cutter);
    let sides = [ours, theirs].map(|side| cut(side, &cutter));
    let hunks = [0, 1].map(|side: usize| hunks(&base, &sides[side]));
    let places = hunks.iter().flatten().map(|hunk| Hunk { old: hunk.old.clone(), new: 0..0 });
    let mut merged = String::new();
    let mut end = 0;
    for place in joined(&base, places.collect()) {
        merged += &text(&base[end..place.old.start]);
        let [ours, theirs] = [0, 1].map(|side: usize| inside(&base, &sides[side], &hunks[side], &place.old));
        merged += &match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours != theirs => return None,
            (Some(one), _) | (None, Some(one)) => one,
            (None, None) => String::new(),
        };
        end = place.old.end;
    }
    Some(merged + &text(&base[end..]))
}

/// What a side made of a place of the base; `None` where it left it alone.
fn inside(base: &[Segment], side: &[Segment], hunks: &[Hunk], place: &Range<usize>) -> Option<String> {
    let mut words = String::new();
    let mut end = place.start;
    let within = |hunk: &&Hunk| hunk.old.start >= place.start && hunk.old.end <= place.end;
    let mut touched = false;
    for hunk in hunks.iter().filter(within) {
        touched = true;
        words += &text(&base[end..hunk.old.start]);
        words += &text(&side[hunk.new.clone()]);
        end = hunk.old.end;
    }
    words += &text(&base[end..place.end]);
    touched.then_some(words)
}

/// A word, or what stands between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Segment<'a> {
    pub(crate) text: &'a str,
    pub(crate) word: bool,
}

/// What cuts texts of one language.
struct Cutter(WordSegmenter);

impl Cutter {
    fn of(lang: &Lang) -> Cutter {
        let locale = LanguageIdentifier::try_from_str(lang.as_str()).ok();
        let mut options = WordBreakOptions::default();
        options.content_locale = locale.as_ref();
        let plain = || WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).static_to_owned();
        Cutter(WordSegmenter::try_new_dictionary(options).unwrap_or_else(|_| plain()))
    }
}

/// The words of a text and what stands between them; together they are the text.
pub(crate) fn segments<'a>(text: &'a str, lang: &Lang) -> Vec<Segment<'a>> {
    cut(text, &Cutter::of(lang))
}

fn cut<'a>(text: &'a str, cutter: &Cutter) -> Vec<Segment<'a>> {
    // In ASCII every sign is a character of its own but for CR LF, which no word boundary parts either.
    let mut characters =
        (!text.is_ascii()).then(|| GraphemeClusterSegmenter::new().segment_str(text).peekable());
    let mut whole = |end: &usize| match &mut characters {
        None => true,
        Some(ends) => {
            while ends.next_if(|at| at < end).is_some() {}
            ends.peek() == Some(end)
        }
    };
    let ends = cutter.0.as_borrowed().segment_str(text);
    let mut start = 0;
    let mut segments = Vec::new();
    for end in ends.filter(|end| whole(end)) {
        if end > start {
            let text = &text[start..end];
            segments.push(Segment { text, word: text.chars().any(char::is_alphanumeric) });
            start = end;
        }
    }
    segments
}

/// A place of one list of segments and what stands in its place in another.
#[derive(Clone, Debug)]
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

fn hunks(old: &[Segment], new: &[Segment]) -> Vec<Hunk> {
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let changed = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed.map(|op| Hunk { old: op.old_range(), new: op.new_range() }).collect()
}

/// The places in order; those with no word of `old` between them are one.
fn joined(old: &[Segment], mut hunks: Vec<Hunk>) -> Vec<Hunk> {
    hunks.sort_by_key(|hunk| (hunk.old.start, hunk.old.end));
    let mut joined: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        match joined.last_mut() {
            Some(last)
                if hunk.old.start <= last.old.end
                    || !old[last.old.end..hunk.old.start].iter().any(|segment| segment.word) =>
            {
                last.old.end = last.old.end.max(hunk.old.end);
                last.new.end = last.new.end.max(hunk.new.end);
            }
            _ => joined.push(hunk),
        }
    }
    joined
}

fn text(segments: &[Segment]) -> String {
    segments.iter().map(|segment| segment.text).collect()
}
