//! How opinions hang together, beside the findings: groups, or that there are none, and where people stand.

use super::json::{maybe_six, six};
use crate::pictures::ellipse;
use opinion::groups::{Group, Groups, Representative};
use opinion::model::{FACTORS, Position};
use serde::{Serialize, ser::SerializeSeq};
use tally::Counts;
use terms::{StatementKey, Vote};

/// The opinion map of the votes of an analysis.
#[derive(Clone, Copy, Debug)]
pub struct MapView<'a> {
    /// The groups.
    pub groups: &'a Groups,
    /// The keys of the statements, in the order of the columns that the groups were found on.
    pub columns: &'a [StatementKey],
    /// The direction in which each statement divides people, by column.
    pub directions: &'a [[f64; FACTORS]],
    /// How strongly each axis divides people.
    pub strengths: [f64; FACTORS],
    /// Where everybody stands, in the order of [`Groups::of`].
    pub positions: &'a [Position],
    /// The answers of each group, by its place in the list and by column; empty where they were not counted.
    pub answers: &'a [Vec<Counts>],
    /// Everybody with a name, where that was asked for.
    pub people: Option<&'a [PersonView<'a>]>,
}

/// One person on the map.
#[derive(Clone, Copy, Debug)]
pub struct PersonView<'a> {
    /// The participant's key in the file.
    pub id: &'a str,
    /// The party, if any.
    pub party: Option<&'a str>,
    /// Where the person stands.
    pub position: Position,
}

/// The name of a group: A for the largest, B, and so on.
#[must_use]
pub fn group_name(at: usize) -> String {
    // At most eight groups are looked for.
    u8::try_from(at)
        .ok()
        .and_then(|at| b'A'.checked_add(at))
        .map_or_else(String::new, |c| char::from(c).to_string())
}

#[derive(Serialize)]
pub(super) struct GroupsEntry<'a> {
    k: usize,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(serialize_with = "maybe_six")]
    null_p: Option<f64>,
    #[serde(serialize_with = "maybe_six")]
    stability: Option<f64>,
    placed: usize,
    list: Vec<GroupEntry<'a>>,
}

#[derive(Serialize)]
struct GroupEntry<'a> {
    id: String,
    size: usize,
    #[serde(serialize_with = "maybe_six")]
    stability: Option<f64>,
    #[serde(serialize_with = "six")]
    x: f64,
    #[serde(serialize_with = "six")]
    y: f64,
    statements: Vec<Told<'a>>,
    contrast: Vec<Contrast>,
}

#[derive(Serialize)]
struct Told<'a> {
    statement: &'a str,
    vote: Vote,
    #[serde(serialize_with = "six")]
    share: f64,
    #[serde(serialize_with = "six")]
    others: f64,
    #[serde(serialize_with = "six")]
    at_least: f64,
}

#[derive(Serialize)]
struct Contrast {
    group: String,
    #[serde(serialize_with = "six")]
    difference: f64,
}

#[derive(Serialize)]
struct PersonEntry<'a> {
    id: &'a str,
    party: Option<&'a str>,
    group: Option<String>,
    #[serde(serialize_with = "six")]
    x: f64,
    #[serde(serialize_with = "six")]
    y: f64,
    ellipse: Ellipse,
}

/// Half axes of the region that holds the person with 95 %, and the angle of the longer one against the first axis.
#[derive(Serialize)]
struct Ellipse {
    #[serde(serialize_with = "six")]
    long: f64,
    #[serde(serialize_with = "six")]
    short: f64,
    #[serde(serialize_with = "six")]
    angle: f64,
}

impl<'a> GroupsEntry<'a> {
    pub(super) fn of(map: &MapView<'a>) -> Self {
        let groups = map.groups;
        GroupsEntry {
            k: groups.k(),
            verdict: if groups.are_there() { "groups" } else { "one-spectrum" },
            reason: groups.one_spectrum.map(|why| why.key()),
            null_p: groups.null_p,
            stability: groups.stability,
            placed: groups.placed,
            list: groups.list.iter().enumerate().map(|(at, group)| GroupEntry::of(at, group, map)).collect(),
        }
    }
}

impl<'a> GroupEntry<'a> {
    fn of(at: usize, group: &Group, map: &MapView<'a>) -> Self {
        let others = group.contrast.iter().enumerate().filter(|(other, _)| *other != at);
        let contrast =
            |(other, &difference): (usize, &f64)| Contrast { group: group_name(other), difference };
        GroupEntry {
            id: group_name(at),
            size: group.size,
            stability: group.stability,
            x: group.centre[0],
            y: group.centre[1],
            statements: group.statements.iter().filter_map(|told| Told::of(told, map.columns)).collect(),
            contrast: others.map(contrast).collect(),
        }
    }
}

impl<'a> Told<'a> {
    fn of(told: &Representative, columns: &'a [StatementKey]) -> Option<Self> {
        let Representative { statement, vote, share, others, at_least, .. } = *told;
        Some(Told { statement: columns.get(statement)?.as_str(), vote, share, others, at_least })
    }
}

/// Serialised one by one: there may be millions.
pub(super) struct People<'a>(pub(super) MapView<'a>);

impl Serialize for People<'_> {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let people = self.0.people.unwrap_or_default();
        let mut list = out.serialize_seq(Some(people.len()))?;
        for (person, group) in people.iter().zip(&self.0.groups.of) {
            list.serialize_element(&PersonEntry {
                id: person.id,
                party: person.party,
                group: group.map(|group| group_name(usize::from(group))),
                x: person.position.place[0],
                y: person.position.place[1],
                ellipse: Ellipse::of(&person.position),
            })?;
        }
        list.end()
    }
}

impl Ellipse {
    fn of(position: &Position) -> Ellipse {
        let cov = &position.cov;
        let ellipse::Ellipse { long, short, angle } = ellipse::Ellipse::of(cov[0][0], cov[0][1], cov[1][1]);
        Ellipse { long, short, angle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ellipse_of_a_turned_cloud_has_its_axes_and_its_angle() {
        let mut cov = [[0.0; 2]; 2];
        let (long, short, angle) = (0.9f64, 0.2f64, 0.5f64);
        let (sin, cos) = angle.sin_cos();
        cov[0][0] = long * cos * cos + short * sin * sin;
        cov[1][1] = long * sin * sin + short * cos * cos;
        cov[0][1] = (long - short) * sin * cos;
        cov[1][0] = cov[0][1];
        let found = Ellipse::of(&Position { readiness: 0.0, place: [0.0; 2], cov });
        assert!((found.angle - angle).abs() < 1e-12);
        // The share of a standard normal plane within r is 1 − e^(−r²/2).
        let reach = (-2.0 * 0.05f64.ln()).sqrt();
        assert!((found.long - reach * long.sqrt()).abs() < 1e-12);
        assert!((found.short - reach * short.sqrt()).abs() < 1e-12);
    }
}
