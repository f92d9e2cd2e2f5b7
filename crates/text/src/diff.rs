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
    let old = cut(was, &cutter);
    let new = cut_beside(is, was, &old, &cutter);
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

/// A passage of a wording, and where it stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Which words of the wording, counted from 0; what stands between words is not counted. Empty where none is there.
    pub words: Range<usize>,
    /// Where it begins and ends in the wording, in bytes.
    pub bytes: Range<usize>,
    /// What stands there, to the byte.
    pub text: String,
}

/// One thing as it was and as two sides have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sides<T> {
    /// As both sides found it.
    pub base: T,
    /// As it is to be: what the amendment wants.
    pub wanted: T,
    /// As it stands now, changed in the meantime.
    pub now: T,
}

impl<T> Sides<T> {
    /// The same of each side.
    pub fn map<U>(self, mut of: impl FnMut(T) -> U) -> Sides<U> {
        Sides { base: of(self.base), wanted: of(self.wanted), now: of(self.now) }
    }
}

/// Two changes of one wording brought together (three-way merge over words). `None`: both changed the same words, or
/// words with no unchanged word between them, in different ways; that is for people to settle.
#[must_use]
pub fn merge(base: &str, wanted: &str, now: &str, lang: &Lang) -> Option<String> {
    try_merge(base, wanted, now, lang).ok()
}

/// As [`merge`], and says where the two sides meet.
///
/// # Errors
/// Every passage that both changed in different ways, in the order of the base.
pub fn try_merge(base: &str, wanted: &str, now: &str, lang: &Lang) -> Result<String, Vec<Sides<Passage>>> {
    let three = Three::of(Sides { base, wanted, now }, &Cutter::of(lang));
    let mut merged = String::new();
    let mut clashes = Vec::new();
    let mut end = 0;
    for place in three.places() {
        merged += &text(&three.cut.base[end..place.base.start]);
        let (wanted, now) =
            (text(&three.cut.wanted[place.wanted.clone()]), text(&three.cut.now[place.now.clone()]));
        match (place.wants, place.went_on) {
            (true, true) if wanted != now => clashes.push(three.passages(&place)),
            (true, _) => merged += &wanted,
            (false, _) => merged += &now,
        }
        end = place.base.end;
    }
    if clashes.is_empty() { Ok(merged + &text(&three.cut.base[end..])) } else { Err(clashes) }
}

/// Every passage that changed from `base` to `now`, with what became of it in `wanted`, in the order of the base. What a
/// change stands against that cannot be brought together with any other.
#[must_use]
pub fn went_on(base: &str, wanted: &str, now: &str, lang: &Lang) -> Vec<Sides<Passage>> {
    let three = Three::of(Sides { base, wanted, now }, &Cutter::of(lang));
    let places = three.places();
    places.iter().filter(|place| place.went_on).map(|place| three.passages(place)).collect()
}

impl Passage {
    /// A whole wording.
    #[must_use]
    pub fn whole(wording: &str, lang: &Lang) -> Passage {
        let cut = segments(wording, lang);
        Passage::of(&cut, 0..cut.len())
    }

    fn of(cut: &[Segment], range: Range<usize>) -> Passage {
        let words = |cut: &[Segment]| cut.iter().filter(|segment| segment.word).count();
        let bytes = |cut: &[Segment]| cut.iter().map(|segment| segment.text.len()).sum::<usize>();
        let (before, inside) = (&cut[..range.start], &cut[range]);
        let (word, byte) = (words(before), bytes(before));
        Passage { words: word..word + words(inside), bytes: byte..byte + bytes(inside), text: text(inside) }
    }
}

/// Three wordings cut into words, and what changed from the base to either side.
struct Three<'a> {
    cut: Sides<Vec<Segment<'a>>>,
    wants: Vec<Hunk>,
    went_on: Vec<Hunk>,
}

/// A place of the base that a side changed, and the same place in both sides.
struct Place {
    base: Range<usize>,
    wanted: Range<usize>,
    now: Range<usize>,
    /// Whether the amendment changes it.
    wants: bool,
    /// Whether it was changed in the meantime.
    went_on: bool,
}

impl<'a> Three<'a> {
    fn of(wordings: Sides<&'a str>, cutter: &Cutter) -> Three<'a> {
        let Sides { base, wanted, now } = wordings;
        let old = cut(base, cutter);
        let [wanted, now] = [wanted, now].map(|side| cut_beside(side, base, &old, cutter));
        let cut = Sides { base: old, wanted, now };
        let (wants, went_on) = (hunks(&cut.base, &cut.wanted), hunks(&cut.base, &cut.now));
        Three { cut, wants, went_on }
    }

    fn places(&self) -> Vec<Place> {
        let hunks = self.wants.iter().chain(&self.went_on);
        let hunks = hunks.map(|hunk| Hunk { old: hunk.old.clone(), new: 0..0 }).collect();
        let place = |hunk: Hunk| {
            let (wanted, wants) = at(&self.wants, &hunk.old);
            let (now, went_on) = at(&self.went_on, &hunk.old);
            Place { base: hunk.old, wanted, now, wants, went_on }
        };
        joined(&self.cut.base, hunks).into_iter().map(place).collect()
    }

    fn passages(&self, place: &Place) -> Sides<Passage> {
        Sides {
            base: Passage::of(&self.cut.base, place.base.clone()),
            wanted: Passage::of(&self.cut.wanted, place.wanted.clone()),
            now: Passage::of(&self.cut.now, place.now.clone()),
        }
    }
}

/// Where a place of the base stands in a side, and whether the side changed it. Every change of the side lies inside the
/// place, or apart from it.
fn at(hunks: &[Hunk], place: &Range<usize>) -> (Range<usize>, bool) {
    let before = hunks.iter().rev().find(|hunk| hunk.old.end < place.start);
    let start = before.map_or(place.start, |hunk| hunk.new.end + (place.start - hunk.old.end));
    let within = |hunk: &&Hunk| hunk.old.start >= place.start && hunk.old.end <= place.end;
    match hunks.iter().rev().find(within) {
        Some(last) => (start..last.new.end + (place.end - last.old.end), true),
        None => (start..start + place.len(), false),
    }
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

/// As [`cut`], but only what differs from a base that is cut already: cutting by dictionary takes most of the time of a
/// comparison, and the words where two wordings are the same are the same words.
fn cut_beside<'a>(text: &'a str, base: &str, old: &[Segment<'_>], cutter: &Cutter) -> Vec<Segment<'a>> {
    let (before, after) = in_common(base, text);
    let (from, to) = (ends_at(old, before), ends_at(old, base.len() - after));
    // Where there is a seam there is an end of a segment.
    let (Some(from), Some(to)) = (from, to) else { return cut(text, cutter) };
    let same = |from: usize, segments: &[Segment<'_>]| {
        let mut end = from;
        let segments = segments.iter().map(|segment| {
            let start = end;
            end += segment.text.len();
            Segment { text: &text[start..end], word: segment.word }
        });
        segments.collect::<Vec<Segment<'a>>>()
    };
    let mut segments = same(0, &old[..from]);
    segments.extend(cut(&text[before..text.len() - after], cutter));
    segments.extend(same(text.len() - after, &old[to..]));
    segments
}

/// How many of the segments end at a byte; `None` where none does.
fn ends_at(segments: &[Segment<'_>], byte: usize) -> Option<usize> {
    let mut end = 0;
    let passed = segments.iter().take_while(|segment| {
        let inside = end < byte;
        end += if inside { segment.text.len() } else { 0 };
        inside
    });
    let count = passed.count();
    (end == byte).then_some(count)
}

/// How many bytes two wordings have in common at the beginning and at the end, to a seam of both.
fn in_common(base: &str, text: &str) -> (usize, usize) {
    let (one, two) = (base.as_bytes(), text.as_bytes());
    let same = one.iter().zip(two).take_while(|(one, two)| one == two).count();
    let before = (1..same).rev().find(|&at| is_seam(base, at, same)).unwrap_or(0);
    let rest = one.len().min(two.len()) - before;
    let same = one.iter().rev().zip(two.iter().rev()).take(rest).take_while(|(one, two)| one == two).count();
    let first = (base.len() - same..base.len()).find(|&at| base.is_char_boundary(at)).unwrap_or(base.len());
    let mut later = base[first..].char_indices().skip(1).map(|(at, _)| first + at);
    let seam = later.find(|&at| is_seam(base, at, base.len()));
    (before, seam.map_or(0, |at| base.len() - at))
}

/// Whether a word begins at a place whatever stands elsewhere: a letter behind a space, or behind a point that is part of no
/// word. No rule of UAX 29 looks across it, and no dictionary. Only what stands before `end` is looked at.
fn is_seam(text: &str, at: usize, end: usize) -> bool {
    if !text.is_char_boundary(at) {
        return false;
    }
    let (before, after) = text.split_at(at);
    let next = after.chars().next().filter(|next| at + next.len_utf8() <= end);
    let parts = |sign: char| matches!(sign, ' ' | '，' | '。' | '、' | '；' | '：');
    before.ends_with(parts) && next.is_some_and(is_letter)
}

/// A letter of Latin, Cyrillic, Arabic or Persian, or a Chinese character: none of them joins what stands before it.
fn is_letter(sign: char) -> bool {
    let arabic = |sign| matches!(sign, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' | 'پ' | 'چ' | 'ژ' | 'ک' | 'گ' | 'ی');
    sign.is_ascii_alphabetic()
        || matches!(sign, '\u{410}'..='\u{44f}' | 'ё' | 'Ё' | '\u{4e00}'..='\u{9fff}')
        || arabic(sign)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words, spaces, points and marks of one language, some of which join what stands before them.
    fn wording() -> impl Strategy<Value = (String, String, &'static str)> {
        let of = |lang: &'static str, words: &'static [&'static str]| {
            let words = || prop::collection::vec(prop::sample::select(words), 0..16);
            // Two wordings with the same beginning and end.
            (words(), words(), words(), words()).prop_map(move |(first, one, two, last)| {
                let whole = |middle: &[&str]| [&first[..], middle, &last].concat().concat();
                (whole(&one), whole(&two), lang)
            })
        };
        prop_oneof![
            of(
                "zh-Hans",
                &["友好", "城市", "合作", "中华人民共和国", "，", "。", "、", "3", "2021", " ", "a", "好",]
            ),
            of(
                "fa",
                &["می\u{200c}کند", "شهرها", "از", " ", "، ", "\u{200f}", "۳", "٫", "کِ", "\u{64e}", "ی",]
            ),
            of(
                "ru",
                &["поддерживает", "городов", "и\u{306}", " ", ", ", "3", ".", "кое-что", "\u{301}", "ё",]
            ),
            of(
                "en",
                &[
                    "supports",
                    "party's",
                    "don",
                    "'",
                    "t",
                    " ",
                    "  ",
                    ", ",
                    "3",
                    ".",
                    "5",
                    "\u{301}",
                    "\r\n",
                    "🇷🇺",
                    "👩\u{200d}🚀",
                ]
            ),
            (any::<String>(), any::<String>(), Just("en")),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn what_is_cut_beside_a_base_is_cut_as_if_it_stood_alone((base, text, lang) in wording()) {
            let cutter = Cutter::of(&Lang::new(lang));
            let old = cut(&base, &cutter);
            prop_assert_eq!(cut_beside(&text, &base, &old, &cutter), cut(&text, &cutter));
        }
    }
}
