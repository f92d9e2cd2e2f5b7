//! Agreed language: passages of earlier agreed texts that say nearly the same.

use crate::diff::segments;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use terms::Lang;

/// A clause of an earlier text, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// Where it stands, as it is cited: a symbol and a paragraph.
    pub reference: String,
    /// The language of the words.
    pub lang: Lang,
    /// The words.
    pub wording: String,
}

/// A passage that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Similar<'a> {
    /// The passage.
    pub earlier: &'a Earlier,
    /// How much it has in common, in thousandths: 1000 is the same words in the same order.
    pub per_mille: u32,
}

/// The passages in the same language that have at least `least` thousandths in common with a wording, the closest
/// first, equal ones in the order given.
///
/// The measure is that of Dice (*Measures of the amount of ecologic association between species*, 1945) over the words
/// and the pairs of neighbouring words, each counted as often as it stands: twice what both have, over what each has.
/// So the same words in another order have less in common than in the same. Case, spaces and points do not count;
/// a wording without words has nothing in common with anything.
#[must_use]
pub fn agreed<'a>(wording: &str, lang: &Lang, earlier: &'a [Earlier], least: u32) -> Vec<Similar<'a>> {
    let own = Terms::of(wording, lang);
    let of_language = earlier.iter().filter(|earlier| earlier.lang == *lang);
    let rated = of_language.map(|earlier| {
        let per_mille = own.in_common(&Terms::of(&earlier.wording, lang));
        Similar { earlier, per_mille }
    });
    let mut found: Vec<Similar> =
        rated.filter(|similar| similar.per_mille > 0 && similar.per_mille >= least).collect();
    // A stable order: what has as much in common stays in the order given.
    found.sort_by_key(|similar| std::cmp::Reverse(similar.per_mille));
    found
}

/// Words and pairs of words, with how often each stands in a text.
struct Terms {
    counted: BTreeMap<(String, Option<String>), u64>,
    total: u64,
}

impl Terms {
    fn of(text: &str, lang: &Lang) -> Terms {
        let words: Vec<String> = segments(text, lang)
            .into_iter()
            .filter(|segment| segment.word)
            .map(|segment| segment.text.to_lowercase())
            .collect();
        let mut counted = BTreeMap::new();
        for word in &words {
            *counted.entry((word.clone(), None)).or_insert(0) += 1;
        }
        for pair in words.windows(2) {
            *counted.entry((pair[0].clone(), Some(pair[1].clone()))).or_insert(0) += 1;
        }
        let total = counted.values().sum();
        Terms { counted, total }
    }

    fn in_common(&self, other: &Terms) -> u32 {
        let both =
            self.counted.iter().map(|(term, own)| (*own).min(other.counted.get(term).copied().unwrap_or(0)));
        let (both, all) = (both.sum::<u64>(), self.total + other.total);
        // At most 1000, for both is at most half of all.
        (2000 * both).checked_div(all).and_then(|per_mille| u32::try_from(per_mille).ok()).unwrap_or(0)
    }
}
