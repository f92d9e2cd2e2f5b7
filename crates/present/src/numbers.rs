//! Numbers as a language writes them.
//!
//! Counts inside a message need none of this: the message writes them so itself.

use crate::{intl, locale, locale::Args};
use icu_decimal::{
    DecimalFormatter, input::Decimal, options::DecimalFormatterOptions, options::GroupingStrategy,
};
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

/// A measure with one decimal, rounded, and with the language's sign, point and digits: `-1.5`, `−1,5`, `۱٫۵`. What is no
/// number, or is beyond a million, is written as the nearest that can be: 0, or a million.
#[must_use]
pub fn tenths(lang: &Lang, value: f64) -> String {
    let mut decimal = Decimal::from(whole_tenths(value));
    decimal.multiply_pow10(-1);
    formatter(lang, GroupingStrategy::Never)
        .map_or_else(|| decimal.to_string(), |formatter| formatter.format(&decimal).to_string())
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to ten million just before")]
fn whole_tenths(value: f64) -> i64 {
    if value.is_nan() { 0 } else { (value.clamp(-1e6, 1e6) * 10.0).round() as i64 }
}

fn write(lang: &Lang, number: u64, grouping: GroupingStrategy) -> String {
    formatter(lang, grouping)
        .map_or_else(|| number.to_string(), |formatter| formatter.format(&number.into()).to_string())
}

fn formatter(lang: &Lang, grouping: GroupingStrategy) -> Option<DecimalFormatter> {
    let mut options = DecimalFormatterOptions::default();
    options.grouping_strategy = Some(grouping);
    // Words around a number speak a shipped language; so does the number.
    let prefs = (&intl::of(&locale::speaks(lang))).into();
    DecimalFormatter::try_new(prefs, options).ok()
}
