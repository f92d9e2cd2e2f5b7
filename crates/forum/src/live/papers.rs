//! What a topic is guided by and draws on: its chair, rapporteur and questions, and background papers, as links or as
//! files in the forum's own keeping.

use super::acting::Deed;
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::secret::id;
use crate::acts::{PaperFiled, PaperSource, TopicGuided};
use crate::fold::{State, web_address};
use record::Actor;
use store::{Blob, PutBlob, Write};
use terms::{Capacity, Digest, Instant, Lang, MultiText, PartyKey, TopicKey};

/// A paper has at most so many bytes.
pub const LARGEST_PAPER: usize = 10 * 1024 * 1024;
/// A topic has at most so many guiding questions.
const MOST_QUESTIONS: usize = 12;
/// A title, a name or a question has at most so many characters.
const LONGEST_LINE: usize = 300;

/// The kinds of files that are kept, by their first bytes: media type, ending of the name, first bytes.
const KINDS: [(&str, &str, &[u8]); 4] = [
    ("application/pdf", "pdf", b"%PDF-"),
    ("image/png", "png", b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", "jpg", b"\xff\xd8\xff"),
    ("application/zip", "zip", b"PK\x03\x04"),
];

/// What stands inside the zip of an office file, near its beginning.
const OFFICE: [(&str, &str, &[u8]); 4] = [
    ("application/vnd.oasis.opendocument.text", "odt", b"mimetypeapplication/vnd.oasis.opendocument.text"),
    (
        "application/vnd.oasis.opendocument.presentation",
        "odp",
        b"mimetypeapplication/vnd.oasis.opendocument.presentation",
    ),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", b"word/"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx", b"ppt/"),
];

/// A paper to file.
#[derive(Clone, Debug)]
pub struct NewPaper {
    /// Its topic.
    pub topic: TopicKey,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// In what capacity.
    pub capacity: Capacity,
    /// The language of title and author.
    pub lang: Lang,
    /// Where it can be read: an `https://` address; empty for a file.
    pub link: String,
    /// The bytes of the file; empty for a link.
    pub bytes: Vec<u8>,
}

/// The media type and the usual ending of a file, by its bytes alone: what its sender calls it counts for nothing.
/// `None` for what is not kept, such as anything that a browser would run.
#[must_use]
pub fn kind_of(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let found = KINDS.iter().find(|(_, _, first)| bytes.starts_with(first));
    match found {
        Some(("application/zip", ..)) => {
            let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
            OFFICE.iter().find(|(_, _, part)| holds(part)).map(|&(media, ending, _)| (media, ending))
        }
        Some(&(media, ending, _)) => Some((media, ending)),
        None => plain_text(bytes).then_some(("text/plain; charset=utf-8", "txt")),
    }
}

/// Text as people write it: valid UTF-8 without control characters.
fn plain_text(bytes: &[u8]) -> bool {
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    std::str::from_utf8(bytes).is_ok_and(|text| !text.trim().is_empty() && !text.chars().any(control))
}

/// The questions of a topic after its desk wrote these lines in one language. A question whose words are the same
/// keeps its other languages; one that had no words in this language yet gains them; one whose words changed is a new
/// question, because its translations no longer say the same. An empty line keeps the question in its place that has no
/// words in this language yet, and drops any other.
#[must_use]
pub fn questions(before: &[MultiText], lines: &[&str], lang: &Lang) -> Vec<MultiText> {
    let one = |(place, line): (usize, &&str)| {
        if line.is_empty() {
            return before.get(place).filter(|known| known.get(lang).is_none()).cloned();
        }
        let same = before.iter().find(|known| known.get(lang) == Some(line));
        let untranslated = || before.get(place).filter(|known| known.get(lang).is_none());
        Some(match same.or_else(untranslated) {
            Some(known) => known.clone().with(lang.as_str(), line),
            None => MultiText::of(lang.as_str(), line),
        })
    };
    lines.iter().enumerate().filter_map(one).collect()
}

/// Who chairs a topic, who reports on it, and its questions, one a line.
///
/// # Errors
/// A refusal for a party that takes no part, for one that would do both, and for too many or too long questions.
pub fn guided(
    state: &State,
    topic: &TopicKey,
    (chair, rapporteur): (&str, &str),
    text: &str,
    lang: &Lang,
) -> Result<TopicGuided, Refusal> {
    let party = |typed: &str| match typed {
        "" => Ok(None),
        typed => {
            let key = PartyKey::new(typed);
            let known = state.name(&key).is_some();
            if known { Ok(Some(key)) } else { Err(Refusal::field("guide", "refused-no-party")) }
        }
    };
    let (chair, rapporteur) = (party(chair)?, party(rapporteur)?);
    if chair.is_some() && chair == rapporteur {
        return Err(Refusal::field("guide", "refused-chair-reports"));
    }
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    if lines.len() > MOST_QUESTIONS {
        return Err(Refusal::field("guide", "refused-long-list").with("most", MOST_QUESTIONS));
    }
    if lines.iter().any(|line| line.chars().count() > LONGEST_LINE) {
        return Err(Refusal::field("guide", "refused-report-long").with("most", LONGEST_LINE));
    }
    let before = state.discussion.guided.get(topic).map(|guided| guided.body.questions.as_slice());
    let questions = questions(before.unwrap_or_default(), &lines, lang);
    Ok(TopicGuided { topic: topic.clone(), chair, rapporteur, questions })
}

/// The act that files a paper, and its bytes where the forum keeps them.
fn filed(paper: &NewPaper) -> Result<(PaperFiled, Option<PutBlob>), Refusal> {
    let refused = |message| Err(Refusal::field("paper", message));
    let (title, author, link) = (paper.title.trim(), paper.author.trim(), paper.link.trim());
    let fits = |text: &str| (1..=LONGEST_LINE).contains(&text.chars().count());
    if !fits(title) || !fits(author) {
        return refused("refused-title-and-author");
    }
    if link.is_empty() == paper.bytes.is_empty() {
        return refused("refused-link-or-file");
    }
    let (source, blob) = if link.is_empty() {
        if paper.bytes.len() > LARGEST_PAPER {
            let most = LARGEST_PAPER / (1024 * 1024);
            return Err(Refusal::field("paper", "refused-large-file").with("most", most));
        }
        let Some((media, _)) = kind_of(&paper.bytes) else { return refused("refused-kind-of-file") };
        let digest = Digest::from_bytes(blake3::hash(&paper.bytes).into());
        let bytes = paper.bytes.len() as u64;
        let blob = PutBlob { digest, media: media.to_owned(), bytes: paper.bytes.clone() };
        (PaperSource::File { digest, media: media.to_owned(), bytes }, Some(blob))
    } else if web_address(link) {
        (PaperSource::Link(link.to_owned()), None)
    } else {
        return Err(Refusal::field("paper", "refused-source").with("source", link));
    };
    let tag = paper.lang.as_str();
    let body = PaperFiled {
        paper: format!("p-{}", id()),
        topic: paper.topic.clone(),
        title: MultiText::of(tag, title),
        author: MultiText::of(tag, author),
        capacity: paper.capacity,
        source,
    };
    Ok((body, blob))
}

impl LiveForum {
    /// Files a background paper; the key by which statements cite it.
    ///
    /// # Errors
    /// A refusal for what is neither link nor file or of a kind that is not kept; what the store says.
    pub async fn file_paper(
        &self,
        actor: Actor,
        paper: &NewPaper,
        now: Instant,
    ) -> Result<String, LiveError> {
        let (body, blob) = filed(paper)?;
        let key = body.paper.clone();
        self.act(now, |_| {
            let mut deed = Deed::one(actor.clone(), body.clone());
            deed.writes.extend(blob.iter().cloned().map(Write::from));
            Ok(deed)
        })
        .await?;
        Ok(key)
    }

    /// The bytes of a paper that the forum keeps; `None` for a link, and for what is not there.
    ///
    /// # Errors
    /// What the store says.
    pub async fn paper_file(&self, paper: &str) -> Result<Option<Blob>, LiveError> {
        let source = self.view().state.discussion.paper(paper).map(|filed| filed.body.source.clone());
        match source {
            Some(PaperSource::File { digest, .. }) => Ok(self.store().blob(self.key(), digest).await?),
            _ => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paper(link: &str, bytes: &[u8]) -> NewPaper {
        NewPaper {
            topic: TopicKey::new("health"),
            title: "Village clinics".to_owned(),
            author: "A. Author".to_owned(),
            capacity: Capacity::Expert,
            lang: Lang::new("en"),
            link: link.to_owned(),
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn what_a_file_is_follows_from_its_bytes() {
        assert_eq!(kind_of(b"%PDF-1.7 ...").map(|kind| kind.1), Some("pdf"));
        assert_eq!(kind_of(b"PK\x03\x04....word/document.xml").map(|kind| kind.1), Some("docx"));
        assert_eq!(kind_of(b"PK\x03\x04....evil.exe"), None, "a zip of anything is not kept");
        assert_eq!(kind_of("Просто текст\n".as_bytes()).map(|kind| kind.1), Some("txt"));
        assert_eq!(kind_of(b"MZ\x90\x00\x03"), None);
    }

    #[test]
    fn a_paper_is_a_link_or_a_file_and_not_both() {
        let message = |paper: &NewPaper| filed(paper).expect_err("refused").message;
        assert_eq!(message(&paper("", b"")), "refused-link-or-file");
        assert_eq!(message(&paper("https://example.org/a", b"text")), "refused-link-or-file");
        assert_eq!(message(&paper("javascript:alert(1)", b"")), "refused-source");
        assert_eq!(message(&paper("", b"MZ\x90\x00\x03")), "refused-kind-of-file");
        assert_eq!(message(&paper("", &vec![b'a'; LARGEST_PAPER + 1])), "refused-large-file");
        let (body, blob) = filed(&paper("", b"A text.")).expect("kept");
        let blob = blob.expect("its bytes");
        let digest = Digest::from_bytes(blake3::hash(b"A text.").into());
        assert_eq!(blob.digest, digest);
        assert!(matches!(body.source, PaperSource::File { digest: named, bytes: 7, .. } if named == digest));
    }

    #[test]
    fn a_changed_question_loses_its_translations_and_an_untranslated_one_gains_one() {
        let (en, ru) = (Lang::new("en"), Lang::new("ru"));
        let before = [MultiText::of("en", "Why?").with("ru", "Почему?"), MultiText::of("en", "How?")];
        let after = questions(&before, &["Why?", "How much?"], &en);
        assert_eq!(after[0], before[0]);
        assert_eq!(after[1], MultiText::of("en", "How much?"));
        let after = questions(&before, &["Почему?", "Как?"], &ru);
        assert_eq!(after[1], MultiText::of("en", "How?").with("ru", "Как?"));
        assert_eq!(questions(&before, &["Почему?", ""], &ru), before, "what is not translated yet stays");
        assert_eq!(questions(&before, &["", "How?"], &en), [before[1].clone()], "what is emptied goes");
    }

    proptest! {
        #[test]
        fn no_bytes_are_taken_for_what_a_browser_runs(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Some((media, _)) = kind_of(&bytes) {
                prop_assert!(!media.contains("html") && !media.contains("svg") && !media.contains("script"));
            }
        }
    }
}
