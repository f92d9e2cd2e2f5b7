//! Which texts of a forum are missing in which of its languages.

use super::ForumConfig;
use std::fmt;
use terms::{Lang, MultiText};

/// A text that one of the forum's languages lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untranslated {
    /// Which text: the file's word for it, and its key where it has one.
    pub what: String,
    /// The language it lacks.
    pub lang: Lang,
}

impl fmt::Display for Untranslated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has no text in {}", self.what, self.lang)
    }
}

impl ForumConfig {
    /// Every text of the forum that one of its languages lacks, in the order of the files. A reader of that language
    /// sees it in English.
    #[must_use]
    pub fn untranslated(&self) -> Vec<Untranslated> {
        let mut missing = Vec::new();
        for (what, text) in self.texts() {
            let lacks = |lang: &&Lang| text.get(lang).is_none_or(|text| text.trim().is_empty());
            for lang in self.forum.languages.iter().filter(lacks) {
                missing.push(Untranslated { what: what.clone(), lang: lang.clone() });
            }
        }
        missing
    }

    /// All texts that people read, each with what it is.
    pub(super) fn texts(&self) -> Vec<(String, &MultiText)> {
        let mut texts = self.forum_texts();
        texts.extend(self.discussion_texts());
        for entry in &self.statements {
            let id = entry.id.as_ref();
            texts.push((format!("statement {id}"), &entry.text));
            texts.extend(entry.deed.iter().map(|text| (format!("deed of statement {id}"), text)));
            texts.extend(entry.deed_unit.iter().map(|text| (format!("unit of statement {id}"), text)));
        }
        let outline = &self.outline;
        texts.push(("title of the text".to_owned(), &outline.title));
        texts.push(("holding".to_owned(), &outline.holding));
        texts.push(("rejecting".to_owned(), &outline.rejecting));
        for entry in &outline.clause {
            texts.extend(
                entry.lead.iter().map(|text| (format!("lead of clause {}", entry.id.as_ref()), text)),
            );
        }
        let words = &self.planted.words;
        texts.push(("words of an opinion".to_owned(), &words.opinion));
        texts.push(("words of an objection".to_owned(), &words.objection));
        texts.push(("words of a reservation".to_owned(), &words.reservation));
        texts
    }

    fn forum_texts(&self) -> Vec<(String, &MultiText)> {
        let forum = &self.forum;
        let mut texts = vec![
            ("name of the forum".to_owned(), &forum.name),
            ("theme".to_owned(), &forum.theme),
            ("place".to_owned(), &forum.place.name),
        ];
        for entry in &forum.co_organiser {
            texts.push((format!("co-organiser {}", entry.key.as_ref()), &entry.name));
        }
        for entry in &forum.standing {
            texts.push((format!("standing {}", entry.key.as_ref()), &entry.name));
            texts.push((format!("plural of standing {}", entry.key.as_ref()), &entry.plural));
        }
        texts.extend(forum.party.iter().map(|entry| (format!("party {}", entry.key.as_ref()), &entry.name)));
        for entry in &forum.organisation {
            texts.push((format!("organisation {}", entry.key.as_ref()), &entry.name));
        }
        texts
    }

    fn discussion_texts(&self) -> Vec<(String, &MultiText)> {
        let mut texts = Vec::new();
        for entry in &self.forum.topic {
            let key = entry.key.as_ref();
            texts.push((format!("topic {key}"), &entry.name));
            for (number, question) in (1..).zip(&entry.question) {
                texts.push((format!("question {number} of topic {key}"), question));
            }
        }
        for entry in &self.forum.paper {
            let key = entry.key.as_ref();
            texts.push((format!("title of paper {key}"), &entry.title));
            texts.push((format!("author of paper {key}"), &entry.author));
        }
        texts
    }
}
