//! The order in which a language lists names.
//!
//! Chinese by the sound of its characters (pinyin), Persian by its own alphabet, in which پ follows ب and گ follows ک,
//! Russian with ё among е: none of which the order of code points gives. The orders are those of Unicode's CLDR.

use crate::intl;
use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use std::cmp::Ordering;
use terms::Lang;

/// The order of one language. Cheap to make; make one per list.
#[derive(Debug)]
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// The order of `lang`, or the one common to all languages where it has none of its own.
    #[must_use]
    pub fn of(lang: &Lang) -> Collation {
        // The data are in the binary; a language without an order of its own falls back to the common one.
        Collation(Collator::try_new((&intl::of(lang)).into(), CollatorOptions::default()).ok())
    }

    /// Which of two names comes first. Names the language does not tell apart stand by code point, so that the order
    /// is the same on every run and only equal names are equal.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let own = self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b));
        own.then_with(|| a.cmp(b))
    }
}

/// The items in the language's order of their names; those with the same name stay as they stood.
#[must_use]
pub fn sorted_by_name<T>(lang: &Lang, mut items: Vec<T>, name: impl Fn(&T) -> &str) -> Vec<T> {
    let collation = Collation::of(lang);
    items.sort_by(|a, b| collation.compare(name(a), name(b)));
    items
}
