//! Verb classes, and the approved wording of each verb per language.
//!
//! The class decides what a clause can lead to; the wording is data. One verb has one wording per language, and
//! within a language no two verbs share one, so that a verb cannot drift from *support* to *commit* in
//! translation. Sources: the verb lists of UN resolutions and of the published outcome texts of SCO forums.

use VerbClass::{Assess, Commit, Recall, Support, Urge};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use terms::{Lang, MultiText};

/// How strongly a clause binds, from the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerbClass {
    /// States what is held in common: recalls, notes, believes.
    Recall,
    /// Judges: welcomes, commends, underlines.
    Assess,
    /// Stands behind something others do.
    Support,
    /// Asks somebody to act: an invitation, never an obligation.
    Urge,
    /// Binds a named actor.
    Commit,
}

impl VerbClass {
    /// All five, from the weakest.
    pub const ALL: [VerbClass; 5] = [Recall, Assess, Support, Urge, Commit];

    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Recall => "recall",
            Assess => "assess",
            Support => "support",
            Urge => "urge",
            Commit => "commit",
        }
    }
}

/// A verb: its class and its approved wordings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbEntry {
    /// How strongly it binds.
    pub class: VerbClass,
    /// The approved wording in each language.
    pub wording: MultiText,
}

/// The verbs a forum may use, by id. A forum can bring its own table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Verbs(BTreeMap<String, VerbEntry>);

impl Verbs {
    /// The verbs of the field in English, simplified Chinese, Russian and Persian.
    #[must_use]
    pub fn standard() -> Verbs {
        let entry = |&(class, id, en, zh, ru, fa): &Row| {
            let wording = MultiText::of("en", en).with("zh-Hans", zh).with("ru", ru).with("fa", fa);
            (id.to_owned(), VerbEntry { class, wording })
        };
        Verbs(STANDARD.iter().map(entry).collect())
    }

    /// The verb with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&VerbEntry> {
        self.0.get(id)
    }

    /// All verbs, in order of id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &VerbEntry)> {
        self.0.iter().map(|(id, entry)| (id.as_str(), entry))
    }

    /// The verb a text in `lang` opens with, if it opens with one of these; the longest wording wins.
    #[must_use]
    pub fn opening(&self, lang: &Lang, text: &str) -> Option<(&str, &VerbEntry)> {
        let opens = |entry: &VerbEntry| {
            entry.wording.get(lang).filter(|wording| opens_with(text, wording)).map(str::len)
        };
        self.iter().filter(|(_, entry)| opens(entry).is_some()).max_by_key(|(_, entry)| opens(entry))
    }
}

/// Whether `text` begins with `wording` as words of their own, where the script separates words.
fn opens_with(text: &str, wording: &str) -> bool {
    let Some(rest) = text.strip_prefix(wording) else { return false };
    let ends_in_ideograph = wording.chars().last().is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    ends_in_ideograph || !rest.chars().next().is_some_and(char::is_alphanumeric)
}

type Row = (VerbClass, &'static str, &'static str, &'static str, &'static str, &'static str);

/// Class, id, English, simplified Chinese, Russian, Persian. A Persian clause opens with its verb although the verb
/// usually stands last: the class of a clause is read off its opening.
const STANDARD: &[Row] = &[
    (Recall, "believes", "believes", "认为", "полагает", "بر این باور است که"),
    (Recall, "notes", "notes", "注意到", "отмечает", "توجه دارد به"),
    (Recall, "reaffirms", "reaffirms", "重申", "подтверждает", "بار دیگر تأیید می‌کند"),
    (Recall, "realizes", "realizes", "认识到", "осознаёт", "آگاه است از"),
    (Recall, "recalls", "recalls", "回顾", "напоминает", "یادآور می‌شود"),
    (Recall, "recognises", "recognises", "确认", "признаёт", "اذعان دارد به"),
    (Assess, "commends", "commends", "赞扬", "воздаёт должное", "قدردانی می‌کند از"),
    (Assess, "is_concerned", "is concerned", "关切", "выражает озабоченность", "نگران است از"),
    (Assess, "speaks_highly_of", "speaks highly of", "高度评价", "высоко оценивает", "ارج می‌نهد به"),
    (Assess, "underlines", "underlines", "强调", "подчёркивает", "تأکید می‌کند بر"),
    (Assess, "welcomes", "welcomes", "欢迎", "приветствует", "استقبال می‌کند از"),
    (Support, "endorses", "endorses", "核可", "одобряет", "تأیید می‌کند"),
    (Support, "supports", "supports", "赞同", "поддерживает", "حمایت می‌کند از"),
    (Urge, "advocates", "advocates", "倡导", "выступает за", "طرفداری می‌کند از"),
    (Urge, "calls_upon", "calls upon", "呼吁", "призывает", "فرامی‌خواند"),
    (Urge, "encourages", "encourages", "鼓励", "поощряет", "تشویق می‌کند به"),
    (Urge, "invites", "invites", "邀请", "приглашает", "دعوت می‌کند از"),
    (Urge, "proposes", "proposes", "倡议", "предлагает", "پیشنهاد می‌کند"),
    (Urge, "requests", "requests", "请", "просит", "درخواست می‌کند از"),
    (Urge, "suggests", "suggests", "建议", "рекомендует", "توصیه می‌کند"),
    (Commit, "agrees", "agrees", "商定", "соглашается", "توافق می‌کند بر"),
    (Commit, "decides", "decides", "决定", "постановляет", "تصمیم می‌گیرد"),
    (Commit, "establishes", "establishes", "设立", "учреждает", "تأسیس می‌کند"),
    (Commit, "is_willing_to", "is willing to", "愿", "готов", "آماده است"),
    (Commit, "undertakes", "undertakes", "承诺", "обязуется", "متعهد می‌شود"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_verb_has_one_wording_per_language_and_shares_it_with_none() {
        let verbs = Verbs::standard();
        for lang in ["en", "zh-Hans", "ru", "fa"].map(Lang::new) {
            let wordings: Vec<_> =
                verbs.iter().map(|(id, verb)| verb.wording.get(&lang).expect(id)).collect();
            assert_eq!(wordings.iter().collect::<BTreeSet<_>>().len(), wordings.len(), "{lang}");
        }
        assert_eq!(verbs.iter().count(), STANDARD.len());
    }

    /// Wuhan Initiative, 3 June 2021: the verbs of its published English and Chinese versions.
    #[test]
    fn the_verbs_of_the_reference_text_have_their_class() {
        let golden = [
            ("realizes", "认识到", Recall),
            ("speaks highly of", "高度评价", Assess),
            ("underlines", "强调", Assess),
            ("supports", "赞同", Support),
            ("advocates", "倡导", Urge),
            ("encourages", "鼓励", Urge),
            ("believes", "认为", Recall),
            ("proposes", "倡议", Urge),
            ("suggests", "建议", Urge),
            ("is willing to", "愿", Commit),
            ("notes", "注意到", Recall),
            ("welcomes", "欢迎", Assess),
            ("endorses", "核可", Support),
            ("calls upon", "呼吁", Urge),
            ("agrees", "商定", Commit),
            ("decides", "决定", Commit),
            ("undertakes", "承诺", Commit),
        ];
        let verbs = Verbs::standard();
        for (en, zh, class) in golden {
            let (id, entry) = verbs.opening(&Lang::new("en"), &format!("{en} city links")).expect(en);
            let (same, _) = verbs.opening(&Lang::new("zh-Hans"), &format!("{zh}友好城市")).expect(zh);
            assert_eq!((same, entry.class), (id, class), "{en}");
        }
        assert_eq!(verbs.opening(&Lang::new("en"), "supportsive of cities"), None);
        assert_eq!(verbs.opening(&Lang::new("fr"), "supports"), None);
    }
}
