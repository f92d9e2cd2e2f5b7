//! Which of Unicode's locales a language tag stands for.

use icu_locale_core::{Locale, locale};
use terms::Lang;

/// The locale of a tag, with what it asks for of digits; the root's for a tag that is none. English without a region
/// is that of the house, which writes the day before the month.
pub(crate) fn of(lang: &Lang) -> Locale {
    let known = lang.as_str().parse().unwrap_or(Locale::UNKNOWN);
    let plain_english = known.id.language == locale!("en").id.language && known.id.region.is_none();
    if plain_english {
        let mut british = locale!("en-GB");
        british.extensions = known.extensions;
        return british;
    }
    known
}
