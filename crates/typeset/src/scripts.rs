//! Which script is set in which font. The fonts are those of Noto and their siblings, under the SIL Open Font License,
//! which allows embedding.

use terms::Lang;

/// A cut of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// The upright one.
    Regular,
    /// The bold one.
    Bold,
    /// The slanted one.
    Italic,
}

impl Cut {
    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Cut::Regular => "Regular",
            Cut::Bold => "Bold",
            Cut::Italic => "Italic",
        }
    }
}

/// A script, and what it is set in.
#[derive(Debug, PartialEq, Eq)]
pub struct Script {
    /// What it is called.
    pub name: &'static str,
    /// Languages written in it, as the first part of their tags; empty where its signs alone tell.
    langs: &'static [&'static str],
    /// Its signs: first and last of each range.
    signs: &'static [(u32, u32)],
    /// The families it may be set in, the best first.
    pub families: &'static [&'static str],
    /// The Debian package that holds the first of them.
    pub package: &'static str,
    /// The cuts that are needed.
    pub cuts: &'static [Cut],
}

const UPRIGHT: &[Cut] = &[Cut::Regular, Cut::Bold];
const CORE: &str = "fonts-noto-core";
const CJK: &str = "fonts-noto-cjk";
/// Radicals, punctuation of full width, ideographs.
const HAN: &[(u32, u32)] = &[
    (0x2e80, 0x2fdf),
    (0x3000, 0x303f),
    (0x3400, 0x9fff),
    (0xf900, 0xfaff),
    (0xff00, 0xffef),
    (0x20000, 0x323af),
];

/// Scripts in the order in which fonts are asked for a sign. The first is in every paper: digests and numbers are
/// written in it.
pub const SCRIPTS: [Script; 16] = [
    Script {
        name: "Latin, Greek and Cyrillic",
        langs: &[],
        signs: &[],
        families: &["Noto Serif"],
        package: CORE,
        cuts: &[Cut::Regular, Cut::Bold, Cut::Italic],
    },
    Script {
        name: "Arabic",
        langs: &["ar", "az-Arab", "fa", "ku-Arab", "ps", "sd", "ug", "ur"],
        signs: &[(0x600, 0x6ff), (0x750, 0x77f), (0x8a0, 0x8ff), (0xfb50, 0xfdff), (0xfe70, 0xfeff)],
        families: &["Noto Naskh Arabic", "Amiri", "Scheherazade New"],
        package: CORE,
        cuts: UPRIGHT,
    },
    Script {
        name: "Traditional Chinese",
        langs: &["zh-Hant", "zh-TW", "zh-HK", "zh-MO"],
        signs: &[],
        families: &["Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Noto Sans CJK TC"],
        package: CJK,
        cuts: UPRIGHT,
    },
    Script {
        name: "Japanese",
        langs: &["ja"],
        signs: &[(0x3040, 0x30ff)],
        families: &["Noto Serif CJK JP", "Noto Serif JP", "Source Han Serif", "Noto Sans CJK JP"],
        package: CJK,
        cuts: UPRIGHT,
    },
    Script {
        name: "Korean",
        langs: &["ko"],
        signs: &[(0x1100, 0x11ff), (0xac00, 0xd7af)],
        families: &["Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "Noto Sans CJK KR"],
        package: CJK,
        cuts: UPRIGHT,
    },
    Script {
        name: "Simplified Chinese",
        langs: &["zh"],
        signs: HAN,
        families: &[
            "Noto Serif CJK SC",
            "Noto Serif SC",
            "Source Han Serif SC",
            "Noto Sans CJK SC",
            "Noto Sans SC",
        ],
        package: CJK,
        cuts: UPRIGHT,
    },
    core("Armenian", &["hy"], &[(0x530, 0x58f)], &["Noto Serif Armenian"]),
    core("Bengali", &["bn"], &[(0x980, 0x9ff)], &["Noto Serif Bengali"]),
    core("Devanagari", &["hi", "mr", "ne", "sa"], &[(0x900, 0x97f)], &["Noto Serif Devanagari"]),
    core("Georgian", &["ka"], &[(0x10a0, 0x10ff)], &["Noto Serif Georgian"]),
    core("Hebrew", &["he"], &[(0x590, 0x5ff)], &["Noto Serif Hebrew"]),
    core("Khmer", &["km"], &[(0x1780, 0x17ff)], &["Noto Serif Khmer"]),
    core("Burmese", &["my"], &[(0x1000, 0x109f)], &["Noto Serif Myanmar"]),
    core("Sinhala", &["si"], &[(0xd80, 0xdff)], &["Noto Serif Sinhala"]),
    core("Tamil", &["ta"], &[(0xb80, 0xbff)], &["Noto Serif Tamil"]),
    core("Thai", &["th"], &[(0xe00, 0xe7f)], &["Noto Serif Thai"]),
];

const fn core(
    name: &'static str,
    langs: &'static [&'static str],
    signs: &'static [(u32, u32)],
    families: &'static [&'static str],
) -> Script {
    Script { name, langs, signs, families, package: CORE, cuts: UPRIGHT }
}

/// The place of the script of a language in [`SCRIPTS`]: the first where no other is known for it.
#[must_use]
pub fn of_lang(lang: &Lang) -> usize {
    let tag = lang.as_str();
    let fits =
        |known: &str| tag == known || tag.strip_prefix(known).is_some_and(|rest| rest.starts_with('-'));
    SCRIPTS.iter().position(|script| script.langs.iter().any(|known| fits(known))).unwrap_or(0)
}

/// The place of the script that a sign belongs to alone, if it does.
#[must_use]
pub fn of_sign(sign: char) -> Option<usize> {
    let code = u32::from(sign);
    let within = |script: &Script| script.signs.iter().any(|(first, last)| (*first..=*last).contains(&code));
    SCRIPTS.iter().position(within)
}

/// Whether a script has ideographs.
#[must_use]
pub fn has_ideographs(at: usize) -> bool {
    SCRIPTS.get(at).is_some_and(|script| script.package == CJK)
}

/// Whether lines of this language mix words of Latin letters into signs of full width.
#[must_use]
pub fn is_full_width(lang: &Lang) -> bool {
    matches!(lang.language(), "zh" | "ja" | "ko")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_script_and_an_unknown_one_the_first() {
        let name = |tag: &str| SCRIPTS[of_lang(&Lang::new(tag))].name;
        assert_eq!(name("fa"), "Arabic");
        assert_eq!(name("zh-Hans"), "Simplified Chinese");
        assert_eq!(name("zh-TW"), "Traditional Chinese");
        assert_eq!(name("ru"), SCRIPTS[0].name);
        assert_eq!(name("zha"), SCRIPTS[0].name, "Zhuang is another language than Chinese");
        assert_eq!(name("qqq"), SCRIPTS[0].name);
    }

    #[test]
    fn no_sign_belongs_to_two_scripts() {
        for (at, script) in SCRIPTS.iter().enumerate() {
            for (first, last) in script.signs {
                let signs = (*first..=*last).filter_map(char::from_u32);
                signs.for_each(|sign| assert_eq!(of_sign(sign), Some(at), "{sign:?}"));
            }
        }
    }
}
