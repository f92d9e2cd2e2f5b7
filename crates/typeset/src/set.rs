//! A sheet as PDF.

use crate::fonts::{Fonts, Missing};
use crate::scripts;
use crate::world::Desk;
use jiff::Timestamp;
use papers::Sheet;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use terms::{Instant, Lang};
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Why a sheet is not set. No page of it is written then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Fonts are missing.
    #[error("{}", listed(.0))]
    Fonts(Vec<Missing>),
    /// No font that was found has a glyph for a sign.
    #[error(
        "the paper in {lang} holds the sign {sign} (U+{:04X}), for which none of its fonts ({fonts}) has a glyph; name \
         a folder with a font for it by --fonts, or write it otherwise",
        u32::from(*.sign)
    )]
    Sign {
        /// The sign.
        sign: char,
        /// The language of the sheet.
        lang: Lang,
        /// The fonts that were asked.
        fonts: String,
    },
    /// The typesetter refused it: a fault of this program, not of the paper.
    #[error("the paper in {lang} could not be set: {why}")]
    Setting {
        /// The language of the sheet.
        lang: Lang,
        /// What it said.
        why: String,
    },
}

fn listed(missing: &[Missing]) -> String {
    let said: Vec<String> = missing.iter().map(ToString::to_string).collect();
    said.join("\n")
}

/// The scripts that a sheet needs: that of its language, and those of signs in it that belong to one alone.
#[must_use]
pub fn scripts(sheet: &Sheet) -> BTreeSet<usize> {
    let mut needed = crate::fonts::of_langs(std::slice::from_ref(&sheet.lang));
    needed.extend(langs(sheet).iter().map(scripts::of_lang));
    // Ideographs are in the fonts of Chinese, Japanese and Korean alike: one of them is enough.
    let ideographs = needed.iter().any(|at| scripts::has_ideographs(*at));
    let alone = signs(sheet).into_iter().filter_map(scripts::of_sign);
    needed.extend(alone.filter(|at| !(ideographs && scripts::has_ideographs(*at))));
    needed
}

/// The sheet as a PDF file that keeps to PDF/UA-1: tagged, its language and title named, every font embedded.
///
/// # Errors
/// [`Refusal`] names the fonts or the sign that nothing was found for.
pub fn pdf(sheet: &Sheet, fonts: &Fonts) -> Result<Vec<u8>, Refusal> {
    let missing = fonts.missing(&scripts(sheet), std::slice::from_ref(&sheet.lang));
    if !missing.is_empty() {
        return Err(Refusal::Fonts(missing));
    }
    if let Some(sign) = signs(sheet).into_iter().find(|sign| !fonts.covers(*sign)) {
        let fonts = fonts.families(&sheet.lang).join(", ");
        return Err(Refusal::Sign { sign, lang: sheet.lang.clone(), fonts });
    }
    let desk = Desk::new(fonts.found.iter().map(|(_, font)| font.clone()).collect(), data(sheet, fonts));
    let set = typst::compile::<PagedDocument>(&desk);
    let refused = |why: &[SourceDiagnostic]| Refusal::Setting { lang: sheet.lang.clone(), why: told(why) };
    // A warning is about the template or a font that is not there; neither may pass unseen.
    if !set.warnings.is_empty() {
        return Err(refused(&set.warnings));
    }
    let bytes = set.output.and_then(|document| typst_pdf::pdf(&document, &options(sheet)));
    // What was remembered of this sheet is of no use to the next.
    comemo::evict(0);
    bytes.map_err(|why| refused(&why))
}

fn told(why: &[SourceDiagnostic]) -> String {
    let mut said = String::new();
    for (at, one) in why.iter().enumerate() {
        let _ = write!(said, "{}{}", if at > 0 { "; " } else { "" }, one.message);
        for hint in &one.hints {
            let _ = write!(said, " ({})", hint.v);
        }
    }
    said
}

fn options(sheet: &Sheet) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(format!("{} {} {}", sheet.symbol, sheet.title, sheet.lang)),
        creator: Smart::Custom(Some("Plenary".to_owned())),
        timestamp: stamp(sheet.dated),
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).unwrap_or_default(),
        ..PdfOptions::default()
    }
}

fn stamp(at: Instant) -> Option<typst_pdf::Timestamp> {
    let at = Timestamp::from_millisecond(at.millis()).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    let date = Datetime::from_ymd_hms(
        i32::from(at.year()),
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    );
    date.map(typst_pdf::Timestamp::new_utc)
}

/// What the template reads: the sheet, and for each language in it how Typst calls it and what it is set in.
fn data(sheet: &Sheet, fonts: &Fonts) -> Vec<u8> {
    let mut langs = langs(sheet);
    langs.insert(sheet.lang.clone());
    let langs: Map<String, Value> =
        langs.iter().map(|lang| (lang.to_string(), language(lang, fonts))).collect();
    let said = whole_letters(&serde_json::to_string(sheet).unwrap_or_default());
    let said: Value = serde_json::from_str(&said).unwrap_or_default();
    let title = &sheet.title;
    json!({ "title": title, "colon": sheet.colon(), "sheet": said, "langs": langs, "code": fonts.families(&Lang::new("en")) })
        .to_string()
        .into_bytes()
}

/// Hāʾ with hamza above at the end of a word, the sign of the Persian ezāfe, as one sign (U+06C0) where it is two: the
/// glyphs of two would each be tagged with both, and be read aloud and copied twice.
fn whole_letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\u{647}\u{654}") {
        let after = &rest[at + "\u{647}\u{654}".len()..];
        let ends = !after.starts_with(char::is_alphanumeric);
        out.push_str(&rest[..at]);
        out.push_str(if ends { "\u{6c0}" } else { "\u{647}\u{654}" });
        rest = after;
    }
    out + rest
}

/// The parts of a tag that Typst asks for one by one, and the fonts. Latin letters and figures within another script are
/// set in the first font, which is made for them; quotation marks among signs of full width are not.
fn language(lang: &Lang, fonts: &Fonts) -> Value {
    let region = lang.as_str().split('-').skip(1).find(|part| part.len() == 2);
    let mut families: Vec<Value> = fonts.families(lang).into_iter().map(Value::from).collect();
    let covers = match () {
        () if scripts::is_full_width(lang) => Some("latin-in-cjk"),
        () if lang.is_right_to_left() => Some("latin"),
        () => None,
    };
    if let (Some(covers), Some(first)) = (covers, fonts.families(&Lang::new("en")).first()) {
        families.insert(0, json!({ "name": first, "covers": covers }));
    }
    let digits = match lang.language() {
        "fa" | "ps" | "ur" => "۱",
        "ar" => "١",
        _ => "1",
    };
    // Arabic letters are small beside Latin ones of the same size and need air; signs of full width need air alone.
    let (size, leading) = match lang.language() {
        _ if lang.is_right_to_left() => (12.0, 0.95),
        _ if scripts::is_full_width(lang) => (10.5, 0.95),
        _ => (10.5, 0.72),
    };
    let bold = lang.is_right_to_left() || scripts::is_full_width(lang);
    json!({
        "lang": lang.language(),
        "region": region,
        "rtl": lang.is_right_to_left(),
        "fonts": families,
        "digits": digits,
        "size": size,
        "leading": leading,
        // Signs of full width stand in columns; words of letters keep their spaces, which the eye goes by.
        "justify": scripts::is_full_width(lang),
        "verb": if bold { "strong" } else { "emph" },
        "named": lang.language() != "und",
    })
}

/// Everything that is said in a sheet, found in what it is written as: no field of it can be forgotten here.
fn walk(value: &Value, key: &str, seen: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => seen(key, text),
        Value::Array(all) => all.iter().for_each(|one| walk(one, key, seen)),
        Value::Object(fields) => fields.iter().for_each(|(key, one)| walk(one, key, seen)),
        _ => {}
    }
}

fn langs(sheet: &Sheet) -> BTreeSet<Lang> {
    let mut langs = BTreeSet::new();
    let value = serde_json::to_value(sheet).unwrap_or_default();
    walk(&value, "", &mut |key, text| {
        if key == "lang" {
            langs.insert(Lang::new(text));
        }
    });
    langs
}

/// The signs of a sheet that a font must have: what is drawn.
fn signs(sheet: &Sheet) -> BTreeSet<char> {
    let mut signs = BTreeSet::new();
    let value = serde_json::to_value(sheet).unwrap_or_default();
    // Who made a change is not printed.
    walk(&value, "", &mut |key, text| {
        if key != "author" {
            signs.extend(text.chars().filter(|sign| is_drawn(*sign)));
        }
    });
    signs
}

/// Whether a sign is drawn: spaces, marks of direction and joiners are not.
fn is_drawn(sign: char) -> bool {
    let unseen = matches!(
        sign,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    );
    !unseen && !sign.is_whitespace() && !sign.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hamza_above_the_last_letter_of_a_word_is_one_sign_with_it() {
        assert_eq!(whole_letters("دربار\u{647}\u{654} آن"), "دربار\u{6c0} آن");
        assert_eq!(whole_letters("\u{647}\u{654}"), "\u{6c0}");
        assert_eq!(whole_letters("\u{647}\u{654}ا و"), "\u{647}\u{654}ا و", "within a word it joins on");
    }
}
