//! What is known before the first vote is counted, and which votes are wanted.

use crate::{
    BallotError, Filters, Keep, ReadOptions,
    parties::{self, Parties},
    people::{ALL, People, Person, Rule},
    reading::LISTED,
    statements::Statements,
    values::NO_TIME,
};
use std::collections::BTreeSet;
use tally::Block;
use terms::{PartyFacts, key::natural_order};

/// People, parties, statements and filters, ready for counting.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) people: People,
    pub(crate) parties: Option<Parties>,
    pub(crate) statements: Statements,
    /// By block number; 0 is "no block".
    selected: Vec<bool>,
    topics: BTreeSet<String>,
    wanted: BTreeSet<String>,
    since: i64,
    until: i64,
    has_dates: bool,
    pub(crate) keep: Keep,
}

/// Whether the votes on a statement are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Admission {
    wanted: bool,
    /// When it was made; stands in for the time of votes without one.
    date: i64,
}

/// Whether one vote is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admitted {
    Yes,
    No,
    /// A date is asked for and neither vote nor statement has one.
    Undated,
}

impl World {
    /// Checks that what the filters name exists.
    pub(crate) fn new(
        people: People,
        parties: Option<Parties>,
        statements: Statements,
        options: &ReadOptions<'_>,
    ) -> Result<World, BallotError> {
        let filters = &options.filters;
        let mut world = World {
            people,
            parties,
            statements,
            selected: Vec::new(),
            topics: filters.topic.iter().cloned().collect(),
            wanted: filters.statement.iter().cloned().collect(),
            since: filters.since.map_or(i64::MIN, |time| time.millis().saturating_mul(1000)),
            until: filters.until.map_or(i64::MAX, |time| time.millis().saturating_mul(1000)),
            has_dates: filters.has_dates(),
            keep: options.keep,
        };
        world.check_parties(filters)?;
        world.check_topics()?;
        world.selected = world.select(filters);
        if filters.has_parties() && !world.selected.contains(&true) {
            let problem = "no party is left: none has both a key of --party and a standing of --standing";
            return Err(BallotError::new(problem));
        }
        Ok(world)
    }

    fn select(&self, filters: &Filters) -> Vec<bool> {
        let keys = self.people.blocks.iter();
        let chosen = keys.map(|key| {
            let standing = self.facts(key).standing;
            let named = standing.as_ref().map(terms::Standing::as_str);
            let by_standing = filters.standing.is_empty()
                || filters.standing.iter().any(|wanted| Some(wanted.as_str()) == named);
            by_standing && (filters.party.is_empty() || filters.party.iter().any(|wanted| wanted == key))
        });
        std::iter::once(!filters.has_parties()).chain(chosen).collect()
    }

    fn check_parties(&self, filters: &Filters) -> Result<(), BallotError> {
        if self.people.rule == Rule::OneBlock && filters.has_parties() {
            let problem = "parties are asked for, but nothing says which party a participant belongs to";
            let advice = "Add a `participants` table with a column `party`, or name a column with --blocks.";
            return Err(BallotError::new(problem).advice(advice));
        }
        let blocks: Vec<&str> = self.people.blocks.iter().collect();
        known("party", &filters.party, &blocks)?;
        let standings: BTreeSet<String> = self
            .parties
            .iter()
            .flat_map(Parties::iter)
            .filter_map(|row| row.facts.standing.as_ref().map(|standing| standing.as_str().to_owned()))
            .collect();
        let standings: Vec<&str> = standings.iter().map(String::as_str).collect();
        known("standing", &filters.standing, &standings)
    }

    fn check_topics(&self) -> Result<(), BallotError> {
        let there: BTreeSet<&str> =
            self.statements.iter().flat_map(|facts| facts.topics.iter().map(String::as_str)).collect();
        let asked: Vec<String> = self.topics.iter().cloned().collect();
        known("topic", &asked, &there.into_iter().collect::<Vec<_>>())
    }

    /// Checks the statements asked for against those there are, with the keys that have a vote.
    pub(crate) fn check_statements<'k>(
        &'k self,
        voted: impl Iterator<Item = &'k str>,
    ) -> Result<(), BallotError> {
        if self.wanted.is_empty() {
            return Ok(());
        }
        let mut there: BTreeSet<&str> = self.statements.iter().map(|facts| facts.key.as_str()).collect();
        there.extend(voted);
        let asked: Vec<String> = self.wanted.iter().cloned().collect();
        known("statement", &asked, &there.into_iter().collect::<Vec<_>>())
    }

    pub(crate) fn facts(&self, key: &str) -> PartyFacts {
        let joined = self.parties.as_ref().and_then(|parties| parties.get(key));
        let mut facts = joined.map_or_else(|| parties::bare(key), |row| row.facts.clone());
        match self.people.rule {
            Rule::OneBlock if key == ALL => facts.name = "all participants".to_owned(),
            Rule::EachItsOwn => facts.roster = Some(1),
            Rule::OneBlock | Rule::Column => {}
        }
        facts
    }

    /// The selected blocks with their numbers, "no block" among them.
    pub(crate) fn blocks(&self) -> Vec<(usize, Block)> {
        let blocks = std::iter::once(Block::Unassigned).chain(self.people.blocks.iter().map(Block::named));
        blocks.enumerate().filter(|(number, _)| self.selected[*number]).collect()
    }

    /// The facts of the selected parties, in natural order of key.
    pub(crate) fn selected_parties(&self) -> Vec<PartyFacts> {
        let keys = self.people.blocks.iter().zip(&self.selected[1..]);
        let mut facts: Vec<_> = keys.filter(|(_, chosen)| **chosen).map(|(key, _)| self.facts(key)).collect();
        facts.sort_by(|a, b| natural_order(a.key.as_str(), b.key.as_str()));
        facts
    }

    #[inline]
    pub(crate) fn is_selected(&self, person: Person) -> bool {
        self.selected[person.block as usize]
    }

    pub(crate) fn admission(&self, statement: &str) -> Admission {
        let listed = self.wanted.is_empty() || self.wanted.contains(statement);
        let on_topic = self.topics.is_empty()
            || self
                .statements
                .facts(statement)
                .is_some_and(|facts| facts.topics.iter().any(|topic| self.topics.contains(topic)));
        Admission { wanted: listed && on_topic, date: self.statements.date(statement) }
    }

    /// Whether the topic and the key of a statement are wanted.
    pub(crate) fn wants(&self, statement: &str) -> bool {
        self.admission(statement).wanted
    }

    /// Whether every vote of a selected person is wanted.
    pub(crate) fn admits_all(&self) -> bool {
        !self.has_dates && self.topics.is_empty() && self.wanted.is_empty()
    }

    #[inline]
    pub(crate) fn admits(&self, admission: Admission, time: i64) -> Admitted {
        if !admission.wanted {
            return Admitted::No;
        }
        if !self.has_dates {
            return Admitted::Yes;
        }
        match if time == NO_TIME { admission.date } else { time } {
            NO_TIME => Admitted::Undated,
            time if self.since <= time && time < self.until => Admitted::Yes,
            _ => Admitted::No,
        }
    }
}

/// An error unless everything asked for is there. It names what is alike, or what there is.
fn known(noun: &str, asked: &[String], there: &[&str]) -> Result<(), BallotError> {
    let Some(missing) = asked.iter().find(|wanted| !there.contains(&wanted.as_str())) else { return Ok(()) };
    let error = BallotError::new(format!("there is no {noun} `{missing}`"));
    Err(match nearest(missing, there) {
        Some(near) => error.advice(format!("Did you mean `{near}`?")),
        None if there.is_empty() => error.advice(format!("The data name no {noun} at all.")),
        None => error.expected(list(there)),
    })
}

/// Some of what there is, for a message.
pub(crate) fn list(there: &[&str]) -> String {
    let shown: Vec<String> = there.iter().take(LISTED).map(|key| format!("`{key}`")).collect();
    let more = there.len().saturating_sub(LISTED);
    let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("one of {}{rest}", shown.join(", "))
}

/// The one that is alike but for case or two letters.
pub(crate) fn nearest<'t>(wanted: &str, there: &[&'t str]) -> Option<&'t str> {
    let fold = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let wanted = fold(wanted);
    let near = |key: &&&str| {
        let distance = edits(&wanted, &fold(key));
        distance == 0 || (distance <= 2 && distance * 2 < wanted.chars().count())
    };
    there.iter().filter(near).min_by_key(|key| edits(&wanted, &fold(key))).copied()
}

/// Levenshtein distance, in characters; keys too long for a typing error count as far apart.
fn edits(a: &str, b: &str) -> usize {
    const LONGEST: usize = 64;
    let (a, b): (Vec<char>, Vec<char>) =
        (a.chars().take(LONGEST).collect(), b.chars().take(LONGEST).collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_finds_what_was_meant() {
        assert_eq!(nearest("observr", &["member", "observer"]), Some("observer"));
        assert_eq!(nearest("dialogue-partner", &["member", "dialogue_partner"]), Some("dialogue_partner"));
        assert_eq!(nearest("XX", &["CN", "RU"]), None);
        assert_eq!(nearest("cn", &["CN", "RU"]), Some("CN"));
    }
}
