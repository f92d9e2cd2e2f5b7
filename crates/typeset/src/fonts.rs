//! Finding fonts, and naming the ones that are missing.

use crate::scripts::{self, Cut, SCRIPTS, Script};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use terms::Lang;
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo, FontStyle};

/// How many folders deep fonts are looked for.
const DEEPEST: usize = 6;
/// The weight from which a cut is bold, as CSS counts.
const BOLD: u16 = 600;

/// Fonts that were found, of the scripts that were asked for.
#[derive(Clone, Debug, Default)]
pub struct Fonts {
    /// The script each belongs to, by its place in [`SCRIPTS`], and the font, in order of scripts.
    pub(crate) found: Vec<(usize, Font)>,
}

/// A font that is needed and was not found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The script that is set in it.
    pub script: &'static str,
    /// The languages that ask for it, of those that were named; empty where single signs do.
    pub langs: Vec<Lang>,
    /// The family.
    pub family: &'static str,
    /// The cuts of it.
    pub cuts: Vec<Cut>,
    /// The Debian package that holds it.
    pub package: &'static str,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let langs: Vec<String> = self.langs.iter().map(ToString::to_string).collect();
        let cuts: Vec<&str> = self.cuts.iter().map(|cut| cut.name()).collect();
        let langs = if langs.is_empty() { String::new() } else { format!(" ({})", langs.join(", ")) };
        write!(
            f,
            "the font {} {} is missing, in which {}{langs} is set; it is in the Debian package {}",
            self.family,
            cuts.join(", "),
            self.script,
            self.package
        )
    }
}

impl Fonts {
    /// Looks for the fonts of these scripts in these folders and the folders within. A folder that is not there holds
    /// none. Of each script the first family that is there in all cuts is taken.
    #[must_use]
    pub fn find(folders: &[PathBuf], scripts: &BTreeSet<usize>) -> Fonts {
        let mut files = Vec::new();
        folders.iter().for_each(|folder| list(folder, DEEPEST, &mut files));
        // The order in which a folder is listed is the machine's; by name it is the same everywhere.
        files.sort_by(|a, b| a.file_name().cmp(&b.file_name()).then_with(|| a.cmp(b)));
        let mut fonts = Fonts::default();
        for &at in scripts {
            let Some(script) = SCRIPTS.get(at) else { continue };
            let taken = script.families.iter().find_map(|family| {
                let cuts = cuts(&files, family);
                script.cuts.iter().all(|cut| cuts.iter().any(|(own, _)| own == cut)).then_some(cuts)
            });
            fonts.found.extend(taken.into_iter().flatten().map(|(_, font)| (at, font)));
        }
        fonts
    }

    /// Which fonts are missing of these scripts, that these languages ask for.
    #[must_use]
    pub fn missing(&self, scripts: &BTreeSet<usize>, langs: &[Lang]) -> Vec<Missing> {
        let lacks = |at: &&usize| self.found.iter().all(|(own, _)| own != *at);
        let missing = |(at, script): (usize, &Script)| Missing {
            script: script.name,
            langs: langs.iter().filter(|lang| scripts::of_lang(lang) == at).cloned().collect(),
            family: script.families[0],
            cuts: script.cuts.to_vec(),
            package: script.package,
        };
        let named = scripts.iter().filter(lacks).filter_map(|at| Some((*at, SCRIPTS.get(*at)?)));
        named.map(missing).collect()
    }

    /// The families that words in a language are set in, in the order in which they are asked for a sign.
    pub(crate) fn families(&self, lang: &Lang) -> Vec<&str> {
        let own = scripts::of_lang(lang);
        let mut order: Vec<&str> = Vec::new();
        let first = self.found.iter().filter(|(at, _)| *at == own);
        for (_, font) in first.chain(&self.found) {
            let family = font.info().family.as_str();
            if !order.contains(&family) {
                order.push(family);
            }
        }
        order
    }

    /// Whether some font has a glyph for the sign.
    pub(crate) fn covers(&self, sign: char) -> bool {
        self.found.iter().any(|(_, font)| font.info().coverage.contains(u32::from(sign)))
    }
}

/// Where fonts are looked for: in the folders of `named`, as in a `PATH`, or where systems keep them.
#[must_use]
pub fn usual_folders(named: Option<String>, home: Option<String>) -> Vec<PathBuf> {
    if let Some(named) = named {
        return std::env::split_paths(&named).collect();
    }
    let homes = [".fonts", ".local/share/fonts", "Library/Fonts"];
    let homes = home.iter().flat_map(|home| homes.map(|folder| Path::new(home).join(folder)));
    let systems = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
        "C:\\Windows\\Fonts",
    ];
    homes.chain(systems.map(PathBuf::from)).filter(|folder| folder.is_dir()).collect()
}

/// The scripts that a paper in these languages needs, before anything is known of its words.
#[must_use]
pub fn of_langs(langs: &[Lang]) -> BTreeSet<usize> {
    std::iter::once(0).chain(langs.iter().map(scripts::of_lang)).collect()
}

fn list(folder: &Path, deeper: usize, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if deeper > 0 {
                list(&path, deeper - 1, files);
            }
        } else if is_font(&path) {
            files.push(path);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| kind.eq_ignore_ascii_case(known))
}

/// Whether the name of a file is one under which a family is handed out: `NotoSerif-Bold`, `NotoSerif_700Bold`,
/// `NotoSerif[wght]`, and for a family of one country `NotoSerifCJK-Bold`, which holds all of them. Systems have
/// thousands of fonts; reading all of them to find five would take longer than setting a paper.
fn may_hold(path: &Path, family: &str) -> bool {
    let bare = |name: &str| -> String {
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let head = bare(stem.split(['-', '_', '[']).next().unwrap_or_default());
    let all = family.rsplit_once(' ').filter(|(_, country)| country.len() == 2).map(|(rest, _)| bare(rest));
    head == bare(family) || all.is_some_and(|all| head == all)
}

/// The cuts of a family, each once.
fn cuts(files: &[PathBuf], family: &str) -> Vec<(Cut, Font)> {
    let mut cuts: Vec<(Cut, Font)> = Vec::new();
    for file in files.iter().filter(|file| may_hold(file, family)) {
        let Ok(bytes) = std::fs::read(file) else { continue };
        for font in Font::iter(Bytes::new(bytes)).filter(|font| font.info().family == family) {
            for cut in of(font.info()) {
                if cuts.iter().all(|(own, _)| *own != cut) {
                    cuts.push((cut, font.clone()));
                }
            }
        }
    }
    cuts.sort_by_key(|(cut, _)| *cut);
    cuts
}

/// The cuts that a font is: one, or several where its weight varies.
fn of(info: &FontInfo) -> Vec<Cut> {
    let slanted = info.variant.style != FontStyle::Normal;
    let varies = info.axes.iter().any(|axis| axis.tag.to_string() == "wght");
    let weight = info.variant.weight.to_number();
    match (slanted, varies) {
        (true, _) if varies || weight < BOLD => vec![Cut::Italic],
        (true, _) => vec![],
        (false, true) => vec![Cut::Regular, Cut::Bold],
        (false, false) if weight == 400 => vec![Cut::Regular],
        (false, false) if weight == 700 => vec![Cut::Bold],
        (false, false) => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_looked_for_in_files_of_its_name_alone() {
        let holds = |file: &str, family: &str| may_hold(Path::new(file), family);
        assert!(holds("/f/NotoSerif-Bold.ttf", "Noto Serif"));
        assert!(holds("NotoSerif_700Bold.ttf", "Noto Serif"));
        assert!(holds("NotoSerif[wdth,wght].ttf", "Noto Serif"));
        assert!(!holds("NotoSerifDisplay-Bold.ttf", "Noto Serif"));
        assert!(holds("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC"));
        assert!(holds("NotoSerifCJKsc-Bold.otf", "Noto Serif CJK SC"));
        assert!(holds("NotoSerifSC_400Regular.ttf", "Noto Serif SC"));
        assert!(!holds("NotoSerifTC_400Regular.ttf", "Noto Serif SC"));
    }

    #[test]
    fn where_there_is_no_font_each_missing_one_is_named_with_its_languages_and_its_package() {
        let folder = tempfile::tempdir().expect("a folder");
        let langs = ["en", "fa", "ru", "zh"].map(Lang::new);
        let scripts = of_langs(&langs);
        let fonts = Fonts::find(&[folder.path().to_owned(), folder.path().join("none")], &scripts);
        let said: Vec<String> = fonts.missing(&scripts, &langs).iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "the font Noto Serif Regular, Bold, Italic is missing, in which Latin, Greek and Cyrillic (en, ru) is \
                 set; it is in the Debian package fonts-noto-core",
                "the font Noto Naskh Arabic Regular, Bold is missing, in which Arabic (fa) is set; it is in the Debian \
                 package fonts-noto-core",
                "the font Noto Serif CJK SC Regular, Bold is missing, in which Simplified Chinese (zh) is set; it is \
                 in the Debian package fonts-noto-cjk",
            ]
        );
    }

    #[test]
    fn what_only_calls_itself_a_font_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("NotoSerif-Regular.ttf"), b"no font").expect("written");
        let scripts = BTreeSet::from([0]);
        assert_eq!(Fonts::find(&[folder.path().to_owned()], &scripts).missing(&scripts, &[]).len(), 1);
    }
}
