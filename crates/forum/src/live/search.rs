//! Searching everything that people wrote in a forum and that is shown: every word must be there, in any language.

use crate::fold::State;
use terms::MultiText;

/// What somebody looks for has at most so many characters; the rest is passed over.
const LONGEST: usize = 100;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// A statement that is asked.
    Statement,
    /// A topic.
    Topic,
    /// A party or organisation.
    Party,
    /// A background paper.
    Paper,
    /// A reply that is shown.
    Reply,
}

impl Found {
    /// The name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Found::Statement => "statement",
            Found::Topic => "topic",
            Found::Party => "party",
            Found::Paper => "paper",
            Found::Reply => "reply",
        }
    }
}

/// Something found.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// What it is.
    pub found: Found,
    /// Its key.
    pub key: String,
    /// The statement of a reply, the topic of a paper; empty for what stands by itself.
    pub part_of: String,
    /// What it says.
    pub text: &'a MultiText,
}

/// Small letters without the marks that people leave out: the Arabic forms of Persian letters, the dots of ё.
fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        'ي' => 'ی',
        'ك' => 'ک',
        'ё' => 'е',
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).map(plain).filter(|c| *c != '\u{200c}').collect()
}

/// Everything that holds all these words, of each kind at most so much, in the order in which it came. Nothing, where
/// no word is given.
#[must_use]
pub fn search<'a>(state: &'a State, query: &str, most: usize) -> Vec<Hit<'a>> {
    let query: String = query.trim().chars().take(LONGEST).collect();
    let words: Vec<String> = query.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let holds = |hit: &Hit| {
        let all: String = hit.text.iter().map(|(_, text)| folded(text)).collect::<Vec<_>>().join("\n");
        words.iter().all(|word| all.contains(word))
    };
    let hit = |found, key: &str, part_of: &str, text| Hit {
        found,
        key: key.to_owned(),
        part_of: part_of.to_owned(),
        text,
    };
    let shown = state.statements.iter().filter(|made| !state.is_hidden(&made.body.statement));
    let statements =
        shown.map(|made| hit(Found::Statement, made.body.statement.as_str(), "", &made.body.text));
    let topics =
        state.topics.iter().map(|topic| hit(Found::Topic, topic.body.topic.as_str(), "", &topic.body.name));
    let parties = state
        .participants()
        .filter_map(|(key, _)| Some(hit(Found::Party, key.as_str(), "", state.name(key)?.name)));
    let papers = state.discussion.papers.iter().map(|paper| &paper.body);
    let papers = papers.map(|paper| hit(Found::Paper, &paper.paper, paper.topic.as_str(), &paper.title));
    let replies = state.statements.iter().flat_map(|made| state.discussion.replies_to(&made.body.statement));
    let replies = replies.map(|reply| &reply.body);
    let replies = replies.map(|reply| hit(Found::Reply, &reply.reply, reply.statement.as_str(), &reply.text));
    let mut hits: Vec<Hit> = statements.filter(holds).take(most).collect();
    hits.extend(topics.filter(holds).take(most));
    hits.extend(parties.filter(holds).take(most));
    hits.extend(papers.filter(holds).take(most));
    hits.extend(replies.filter(holds).take(most));
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ForumConfig;
    use crate::fold;
    use crate::live::convening;
    use terms::Instant;

    fn state() -> State {
        let config = ForumConfig::friendship_2021().expect("the shipped forum");
        let record = convening::convened(&config, None, Instant::from_millis(0)).expect("a forum");
        fold(&record).expect("it holds")
    }

    #[test]
    fn every_word_must_be_there_in_whatever_case_and_no_word_finds_nothing() {
        let state = state();
        let made = &state.statements[0].body;
        let (_, text) = made.text.iter().next().expect("a text");
        let hits = search(&state, &text.to_uppercase(), 50);
        assert!(hits.iter().any(|hit| hit.key == made.statement.as_str() && hit.found == Found::Statement));
        assert!(search(&state, &format!("{text} zzyzx"), 50).is_empty());
        assert!(search(&state, " \u{200c} ", 50).is_empty());
        assert!(search(&state, "a", 1).iter().filter(|hit| hit.found == Found::Statement).count() <= 1);
    }
}
