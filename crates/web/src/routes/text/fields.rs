//! The fields of a form, by name. Forms about a text have as many fields for words as the forum has languages.

use std::collections::BTreeMap;
use terms::{Instant, Lang, MultiText, Zone};
use text::{ClauseId, ClauseRef, Part};

/// What was sent, by the name of the field. Of two with one name the last counts, but for lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields {
    by_name: BTreeMap<String, String>,
    all: Vec<(String, String)>,
}

impl Fields {
    /// The fields as they were sent.
    pub(crate) fn of(sent: Vec<(String, String)>) -> Fields {
        Fields { by_name: sent.iter().cloned().collect(), all: sent }
    }

    /// What stands in a field; empty where it is not there.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.by_name.get(name).map_or("", |value| value.trim())
    }

    /// What stands in a field; `None` where the form has no such field.
    pub(crate) fn sent(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(|value| value.trim())
    }

    /// What stands in a field, or this where the form was not sent.
    pub(crate) fn or<'a>(&'a self, name: &str, otherwise: &'a str) -> &'a str {
        self.by_name.get(name).map_or(otherwise, String::as_str)
    }

    /// Everything that stands in fields of this name.
    pub(crate) fn every<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.all.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The words per language: the fields that begin with `words-`.
    pub(crate) fn words(&self, prefix: &str, languages: &[Lang]) -> MultiText {
        let typed = languages.iter().map(|lang| (lang, self.get(&format!("{prefix}-{lang}"))));
        let typed = typed.filter(|(_, words)| !words.is_empty());
        typed.fold(MultiText::default(), |all, (lang, words)| all.with(lang.as_str(), words))
    }

    /// The clause that was seen: its id and digest.
    pub(crate) fn clause(&self) -> Option<ClauseRef> {
        let digest = self.get("digest").parse().ok()?;
        Some(ClauseRef { id: ClauseId::new(self.get("clause")), digest })
    }

    /// The second of two clauses that were seen.
    pub(crate) fn second(&self) -> Option<ClauseRef> {
        let digest = self.get("second-digest").parse().ok()?;
        Some(ClauseRef { id: ClauseId::new(self.get("second")), digest })
    }

    /// The part of a text.
    pub(crate) fn part(&self) -> Option<Part> {
        let parts = [Part::Chapeau, Part::Preamble, Part::Operative, Part::Closing];
        parts.into_iter().find(|part| part.name() == self.get("part"))
    }

    /// A moment typed as `2027-05-01T12:00`, in the zone of the forum. `Some(None)`: nothing was typed.
    pub(crate) fn moment(&self, name: &str, zone: &Zone) -> Option<Option<Instant>> {
        let typed = self.get(name);
        if typed.is_empty() {
            return Some(None);
        }
        let civil: jiff::civil::DateTime = typed.parse().ok()?;
        let zone = jiff::tz::TimeZone::get(zone.as_str()).unwrap_or(jiff::tz::TimeZone::UTC);
        let zoned = civil.to_zoned(zone).ok()?;
        Some(Some(Instant::from_millis(zoned.timestamp().as_millisecond())))
    }
}
