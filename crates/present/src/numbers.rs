//! Numbers as a language writes them.
//!
//! Counts inside a message need none of this: the message writes them so itself.

use crate::{intl, locale, locale::Args};
use icu_decimal::{DecimalFormatter, options::DecimalFormatterOptions, options::GroupingStrategy};
use terms::Lang;

/// A whole number with the language's grouping and digits: `1,234`, `1 234`, `۱٬۲۳۴`. `fa-u-nu-latn` asks for Persian
/// with Latin digits.
#[must_use]
pub fn integer(lang: &Lang, number: u64) -> String {
    write(lang, number, GroupingStrategy::Always)
}

/// A number that names something, such as a year, a clause or an act: the language's digits without grouping.
#[must_use]
pub fn ungrouped(lang: &Lang, number: u64) -> String {
    write(lang, number, GroupingStrategy::Never)
}

/// Whole per cent: `71 %`, `71%`, `۷۱٪`.
#[must_use]
pub fn percent(lang: &Lang, percent: u8) -> String {
    let mut args = Args::new();
    args.set("percent", u64::from(percent));
    locale::say(lang, "figure-percent", &args)
}

fn write(lang: &Lang, number: u64, grouping: GroupingStrategy) -> String {
    let mut options = DecimalFormatterOptions::default();
    options.grouping_strategy = Some(grouping);
    // Words around a number speak a shipped language; so does the number.
    let prefs = (&intl::of(&locale::speaks(lang))).into();
    DecimalFormatter::try_new(prefs, options)
        .map_or_else(|_| number.to_string(), |formatter| formatter.format(&number.into()).to_string())
}
