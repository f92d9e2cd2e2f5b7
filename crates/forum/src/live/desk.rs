//! What a secretariat does at its desk: begins a forum, names parties, opens topics, asks statements, issues codes.
//!
//! Lists come as they are pasted from a spreadsheet: one row a line, cells apart by tabs (or semicolons). A list is taken
//! whole or not at all; a refusal names the line.

use super::acting::Deed;
use super::entering::{Grant, ends, ticket};
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::secret::{Secret, id};
use crate::acts::{CodesIssued, PartyJoined, StatementMade, TopicOpened};
use crate::fold::State;
use record::Actor;
use store::Write;
use terms::{Instant, Lang, MultiText, PartyKey, Standing, StatementKey, Tier, TopicKey};
use text::VerbClass;
use unicode_segmentation::UnicodeSegmentation as _;

/// A statement has at most so many characters.
pub const LONGEST_STATEMENT: usize = 280;
/// A list has at most so many lines.
const MOST_LINES: usize = 2_000;
/// So many codes are issued at once at most.
pub const MOST_CODES: u32 = 5_000;

/// The dates that are usual: the key of each, and how many days before the opening.
pub const USUAL_PLAN: [(&str, u32); 5] =
    [("invitations", 120), ("answers", 75), ("papers", 30), ("credentials", 14), ("statements", 7)];

/// A line of a pasted list, with its number from 1.
pub(super) struct Line<'a> {
    number: usize,
    cells: Vec<&'a str>,
}

/// The lines that hold something.
pub(super) fn lines<'a>(field: &'static str, text: &'a str) -> Result<Vec<Line<'a>>, Refusal> {
    let cells = |line: &'a str| -> Vec<&'a str> {
        let separator = if line.contains('\t') { '\t' } else { ';' };
        line.split(separator).map(str::trim).collect()
    };
    let all = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let lines: Vec<Line> = all.map(|(place, line)| Line { number: place + 1, cells: cells(line) }).collect();
    match lines.len() {
        0 => Err(Refusal::field(field, "refused-empty-list")),
        many if many > MOST_LINES => Err(Refusal::field(field, "refused-long-list").with("most", MOST_LINES)),
        _ => Ok(lines),
    }
}

impl Line<'_> {
    pub(super) fn cell(&self, place: usize) -> &str {
        self.cells.get(place).copied().unwrap_or("")
    }

    pub(super) fn refused(&self, field: &'static str, message: &'static str) -> Refusal {
        Refusal::field(field, message).with("line", self.number)
    }
}

/// Parties out of a pasted list: code, name, standing, population, where the population is from, and of which day.
/// Without a standing the first of the forum is taken.
///
/// # Errors
/// The first line that does not fit.
pub fn parties(state: &State, text: &str, lang: &Lang, year: u16) -> Result<Vec<PartyJoined>, Refusal> {
    const FIELD: &str = "parties";
    let mut joined: Vec<PartyJoined> = Vec::new();
    for line in lines(FIELD, text)? {
        let (code, name) = (line.cell(0), line.cell(1));
        let plain = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if code.is_empty() || code.len() > 24 || !plain {
            return Err(line.refused(FIELD, "refused-line-code"));
        }
        if name.is_empty() || name.chars().count() > 120 {
            return Err(line.refused(FIELD, "refused-line-name"));
        }
        let key = PartyKey::new(code);
        if state.name(&key).is_some() || joined.iter().any(|known| known.party == key) {
            return Err(line.refused(FIELD, "refused-line-twice"));
        }
        joined.push(PartyJoined {
            party: key,
            name: MultiText::of(lang.as_str(), name),
            standing: standing(state, &line)?,
            since: year,
            population: population(&line)?,
            population_source: source(&line)?,
            population_date: match line.cell(5) {
                "" => format!("{year}-01-01"),
                day => day
                    .parse::<jiff::civil::Date>()
                    .map_err(|_| line.refused(FIELD, "refused-line-day"))?
                    .to_string(),
            },
            languages: vec![lang.clone()],
        });
    }
    Ok(joined)
}

/// The standing of a line, by its key or by its name in any language.
fn standing(state: &State, line: &Line) -> Result<Standing, Refusal> {
    let typed = line.cell(2).to_lowercase();
    let standings = state.standings();
    let called = |name: &MultiText| name.iter().any(|(_, name)| name.to_lowercase() == typed);
    let found = match typed.as_str() {
        "" => standings.first(),
        typed => standings
            .iter()
            .find(|entry| entry.key.as_str() == typed || called(&entry.name) || called(&entry.plural)),
    };
    found.map(|entry| entry.key.clone()).ok_or_else(|| {
        let known: Vec<&str> = standings.iter().map(|entry| entry.key.as_str()).collect();
        line.refused("parties", "refused-line-standing").with("known", known.join(", "))
    })
}

fn population(line: &Line) -> Result<u64, Refusal> {
    let digits: String =
        line.cell(3).chars().filter(|c| !matches!(c, ' ' | ',' | '.' | '\u{a0}' | '\'')).collect();
    if digits.is_empty() {
        return Ok(0);
    }
    digits.parse().map_err(|_| line.refused("parties", "refused-line-number"))
}

/// Where a population is from: the cell after it, else the secretariat itself.
fn source(line: &Line) -> Result<String, Refusal> {
    match line.cell(4) {
        "" => Ok("as stated by the secretariat".to_owned()),
        long if long.chars().count() > 200 => {
            Err(line.refused("parties", "refused-line-long").with("most", 200_usize))
        }
        source => Ok(source.to_owned()),
    }
}

/// Topics out of a pasted list: one name a line.
///
/// # Errors
/// The first line that does not fit.
pub fn topics(state: &State, text: &str, lang: &Lang) -> Result<Vec<TopicOpened>, Refusal> {
    const FIELD: &str = "topics";
    let mut opened: Vec<TopicOpened> = Vec::new();
    for line in lines(FIELD, text)? {
        let name = line.cell(0);
        if name.chars().count() > 120 {
            return Err(line.refused(FIELD, "refused-line-name"));
        }
        let known = |key: &TopicKey| {
            state.topics.iter().any(|topic| topic.body.topic == *key)
                || opened.iter().any(|o| o.topic == *key)
        };
        let plain = slug(name);
        let numbered = |n: usize| TopicKey::new(&format!("topic-{n}"));
        let first_free = || (1..).map(numbered).find(|key| !known(key));
        let key = if plain.is_empty() { first_free() } else { Some(TopicKey::new(&plain)) };
        let key = key.filter(|key| !known(key)).ok_or_else(|| line.refused(FIELD, "refused-line-twice"))?;
        opened.push(TopicOpened { topic: key, name: MultiText::of(lang.as_str(), name) });
    }
    Ok(opened)
}

/// Small Latin letters, digits and dashes of a name, for an address.
pub fn slug(name: &str) -> String {
    let signs = name.to_lowercase();
    let parts = signs.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let mut out = parts.collect::<Vec<_>>().join("-");
    out.truncate(40);
    out
}

/// Statements out of a pasted list: one a line.
///
/// # Errors
/// The first line that does not fit.
pub fn statements(
    state: &State,
    topic: &TopicKey,
    text: &str,
    lang: &Lang,
) -> Result<Vec<StatementMade>, Refusal> {
    const FIELD: &str = "statements";
    if !state.topics.iter().any(|known| known.body.topic == *topic) {
        return Err(Refusal::field("topic", "refused-no-topic"));
    }
    let mut made = Vec::new();
    let mut next = state.statements.len();
    for line in lines(FIELD, text)? {
        let claim = line.cells.join("; ");
        if claim.graphemes(true).count() > LONGEST_STATEMENT {
            return Err(line.refused(FIELD, "refused-line-long").with("most", LONGEST_STATEMENT));
        }
        // Statements have a counter of their own; one that is taken, as by a configuration, is passed over.
        let key = loop {
            next += 1;
            let key = StatementKey::new(&format!("s{next}"));
            if state.statement(&key).is_none() {
                break key;
            }
        };
        made.push(StatementMade {
            statement: key,
            topic: topic.clone(),
            text: MultiText::of(lang.as_str(), &claim),
            class: VerbClass::Support,
            origin: None,
            cites: Vec::new(),
        });
    }
    Ok(made)
}

/// A list of acts by the secretariat.
pub fn deed<B: Into<crate::acts::Body>>(bodies: Vec<B>) -> Deed {
    let bodies = bodies.into_iter().map(Into::into).collect();
    Deed::of(Actor::role("secretariat"), bodies, Vec::new())
}

impl LiveForum {
    /// Issues personal codes of a party, no more than its roster has people. Only this answer holds them: the store
    /// keeps hashes, the record their number.
    ///
    /// # Errors
    /// A refusal for a party that takes no part or has declared no roster, or for a number out of range; what the
    /// store says.
    pub async fn issue_codes(
        &self,
        actor: Actor,
        party: &PartyKey,
        count: u32,
        now: Instant,
    ) -> Result<Vec<Secret>, LiveError> {
        may_issue(&self.view().state, party, count)?;
        let grant = Grant::Participant { tier: Tier::Attested, party: Some(party.clone()), capacity: None };
        let label = format!("code/{party}/{}", id());
        let (secrets, tickets): (Vec<Secret>, Vec<_>) =
            (0..count).map(|_| ticket(&label, &grant, 1, ends(now))).unzip();
        let issued = CodesIssued { party: party.clone(), codes: u64::from(count) };
        self.act(now, |state| {
            may_issue(state, party, count)?;
            let mut deed = Deed::one(actor.clone(), issued.clone());
            deed.writes.extend(tickets.iter().cloned().map(Write::from));
            Ok(deed)
        })
        .await?;
        Ok(secrets)
    }
}

/// Whether so many more codes can be issued to a party.
fn may_issue(state: &State, party: &PartyKey, count: u32) -> Result<(), Refusal> {
    if state.name(party).is_none() {
        return Err(Refusal::field("party", "refused-no-party"));
    }
    if count == 0 || count > MOST_CODES {
        return Err(Refusal::field("count", "refused-count").with("most", MOST_CODES));
    }
    let left = state.membership.codes_left(party).ok_or(Refusal::field("count", "refused-no-roster"))?;
    if u64::from(count) > left {
        return Err(Refusal::field("count", "refused-roster").with("left", left));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ForumConfig;
    use crate::fold;
    use crate::live::convening;
    use proptest::prelude::*;

    fn state() -> State {
        let config = ForumConfig::friendship_2021().expect("the shipped forum");
        let record = convening::convened(&config, None, Instant::from_millis(0)).expect("a forum");
        fold(&record).expect("it holds")
    }

    fn en() -> Lang {
        Lang::new("en")
    }

    #[test]
    fn a_list_from_a_spreadsheet_is_taken_with_standings_by_key_or_by_name() {
        let text = "AA\tAland\tobserver\t12 000\n\nBB\tBeland\tStates-observers?";
        let refused = parties(&state(), text, &en(), 2026).expect_err("no such standing");
        assert_eq!(refused.message, "refused-line-standing");
        assert_eq!(refused.args[0], ("line", "3".to_owned()));
        let joined = parties(&state(), "AA;Aland;Observer States;12,000\nBB;Beland", &en(), 2026);
        let joined = joined.expect("both fit");
        assert_eq!((joined[0].standing.as_str(), joined[0].population), ("observer", 12_000));
        assert_eq!(joined[1].standing.as_str(), "member");
    }

    #[test]
    fn nobody_is_named_twice() {
        let message = |text: &str| parties(&state(), text, &en(), 2026).expect_err("refused").message;
        assert_eq!(message("CN\tChina"), "refused-line-twice");
        assert_eq!(message("AA\tA\nAA\tB"), "refused-line-twice");
        assert_eq!(message(" \n\t"), "refused-empty-list");
    }

    #[test]
    fn topics_of_any_script_have_an_address() {
        let opened = topics(&state(), "Water and energy\n水\nانرژی", &en()).expect("three topics");
        let keys: Vec<&str> = opened.iter().map(|topic| topic.topic.as_str()).collect();
        assert_eq!(keys, ["water-and-energy", "topic-1", "topic-2"]);
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_is_taken_or_refused_with_its_line(text in "[a-zA-Z0-9\t\n;, éش]{0,80}") {
            let state = state();
            if let Ok(joined) = parties(&state, &text, &en(), 2026) {
                prop_assert!(!joined.is_empty() && joined.iter().all(|party| state.name(&party.party).is_none()));
            }
            if let Ok(made) = statements(&state, &TopicKey::new("health"), &text, &en()) {
                prop_assert!(made.iter().all(|made| state.statement(&made.statement).is_none()));
            }
            let _ = topics(&state, &text, &en());
        }
    }
}
