//! Parties and groups side by side: a table that is its own picture.
//!
//! Each cell holds its figure, so that the table reads without its colours; a drawing could not keep the names in sight
//! while it is scrolled on a phone.

use super::plane::linked;
use super::words::{Words, nearest, own};
use super::{Ground, Picture, group_sign};
use crate::analysis::Section;
use crate::{page, plain};
use opinion::Grade;
use terms::Vote;

/// A party or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column<'a> {
    /// Its name.
    pub name: &'a str,
    /// For an opinion group, its place in the list of groups.
    pub group: Option<usize>,
}

/// How one of them stands to a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stand {
    /// The share that agrees of all its answers (0 to 1).
    Share(f64),
    /// It is one vote.
    Voted(Vote),
    /// It has too few answers for anything to be said.
    NotAsked,
    /// It has fewer answers than may be shown.
    Withheld,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What is found of it.
    pub grade: Grade,
    /// How each column stands to it, in their order; a column without one was not asked.
    pub stands: Vec<Stand>,
    /// The column that bounds the floor.
    pub weakest: Option<usize>,
}

/// What is shown side by side.
#[derive(Clone, Copy, Debug)]
pub struct SideBySide<'a> {
    /// Parties first, then groups.
    pub columns: &'a [Column<'a>],
    /// Statements, the most agreed first.
    pub rows: &'a [HeatRow<'a>],
    /// How many statements there are, those not shown included.
    pub of: usize,
    /// Fewer answers than so many are not shown, where there is such a rule.
    pub least: Option<usize>,
}

/// The table as a picture.
#[must_use]
pub fn side_by_side(view: &SideBySide<'_>, ground: &Ground<'_>) -> Picture {
    let words = Words::of(ground);
    let has = |group: bool| view.columns.iter().any(|column| column.group.is_some() == group);
    let title = words.word(match (has(false), has(true)) {
        (true, true) => "heat-title-both",
        (false, true) => "heat-title-groups",
        _ => "heat-title",
    });
    let there = || view.rows.iter().flat_map(|row| &row.stands);
    let mut key = Vec::new();
    if there().any(|stand| matches!(stand, Stand::Share(_))) {
        let (low, high) = (words.percent(0.0), words.percent(1.0));
        let scale: String = (0..SHADES).map(|shade| format!("<i class=\"h{shade}\"></i>")).collect();
        let (low, high) = (page::escape(&low), page::escape(&high));
        key.push(format!(
            "<span class=\"scale\">{low} <span aria-hidden=\"true\">{scale}</span> {high}</span>"
        ));
    }
    if there().any(|stand| *stand == Stand::NotAsked) {
        key.push(page::escape(&words.word("heat-not-asked")));
    }
    if let Some(least) = view.least.filter(|_| there().any(|stand| *stand == Stand::Withheld)) {
        key.push(page::escape(&words.count("heat-withheld", &[("least", least)])));
    }
    if view.rows.iter().any(|row| row.weakest.is_some()) {
        key.push(page::escape(&words.word("heat-weakest")));
    }
    if view.of > view.rows.len() {
        let counts = [("shown", view.rows.len()), ("count", view.of)];
        key.push(page::escape(&words.count("picture-first", &counts)));
    }
    Picture {
        id: "side-by-side",
        words: words.word(match view.rows.is_empty() {
            true => "heat-nothing",
            false if there().any(|stand| matches!(stand, Stand::Voted(_))) => "heat-says-votes",
            false => "heat-says",
        }),
        drawing: if view.rows.is_empty() { String::new() } else { drawing(view, words, ground, &title) },
        key,
        twin: String::new(),
        title,
    }
}

/// Shades from all against to all for.
const SHADES: u8 = 7;

/// The shade of a share: the middle one is a tenth wide, the others are alike.
fn shade(share: f64) -> u8 {
    match nearest(share) {
        0..15 => 0,
        15..30 => 1,
        30..45 => 2,
        45..=55 => 3,
        56..=70 => 4,
        71..=85 => 5,
        _ => 6,
    }
}

/// The class and the figure of a cell of a drawing.
pub(super) fn figure(stand: Option<Stand>, words: Words<'_>) -> (&'static str, String) {
    const CLASSES: [&str; SHADES as usize] = ["h0", "h1", "h2", "h3", "h4", "h5", "h6"];
    let of = |shade: u8, figure: String| (CLASSES[usize::from(shade)], figure);
    match stand.unwrap_or(Stand::NotAsked) {
        Stand::Share(share) => of(shade(share), words.integer(usize::from(nearest(share)))),
        Stand::Voted(Vote::Agree) => of(6, "✓".to_owned()),
        Stand::Voted(Vote::Pass) => of(3, "–".to_owned()),
        Stand::Voted(Vote::Disagree) => of(0, "✕".to_owned()),
        Stand::NotAsked => ("q", "○".to_owned()),
        Stand::Withheld => ("q", "·".to_owned()),
    }
}

fn drawing(view: &SideBySide<'_>, words: Words<'_>, ground: &Ground<'_>, title: &str) -> String {
    let mut out = format!(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table class=\"heat\"><caption class=\"hidden\">{0}</caption><thead><tr>",
        page::escape(title)
    );
    out += &format!("<th scope=\"col\">{}</th>", page::escape(&words.word("plane-head-statement")));
    for column in view.columns {
        let name = page::escape(&plain::line(column.name));
        out += &match column.group {
            Some(group) => {
                format!("<th scope=\"col\" class=\"g{group}\"><span>{} {name}</span></th>", group_sign(group))
            }
            None => format!("<th scope=\"col\"><span><bdi>{name}</bdi></span></th>"),
        };
    }
    out += "</tr></thead><tbody>";
    for row in view.rows {
        let section = Section::of(row.grade);
        out += &format!(
            "<tr class=\"{}\"><th scope=\"row\"><span class=\"sign\">{}</span> {} {}</th>",
            section.key(),
            section.sign(),
            linked(row.key, ground),
            own(row.text)
        );
        for at in 0..view.columns.len() {
            let stand = row.stands.get(at).copied().unwrap_or(Stand::NotAsked);
            out += &cell(stand, row.weakest == Some(at), view.columns[at].group.is_some(), words);
        }
        out += "</tr>";
    }
    out + "</tbody></table></div>"
}

fn cell(stand: Stand, weakest: bool, group: bool, words: Words<'_>) -> String {
    let group = if group { " g" } else { "" };
    let voted = |shade: u8, sign: &str, id: &str| {
        let label = page::escape(&words.word(id));
        format!("<td class=\"h{shade}{group}\" aria-label=\"{label}\">{sign}</td>")
    };
    match stand {
        Stand::Share(share) => {
            let mark = if weakest { " w" } else { "" };
            let figure = words.integer(usize::from(nearest(share)));
            format!("<td class=\"h{}{mark}{group}\">{figure}</td>", shade(share))
        }
        Stand::Voted(Vote::Agree) => voted(6, "✓", "vote-agree"),
        Stand::Voted(Vote::Pass) => voted(3, "–", "vote-pass"),
        Stand::Voted(Vote::Disagree) => voted(0, "✕", "vote-disagree"),
        Stand::NotAsked => {
            let label = page::escape(&words.word("grade-not_yet_asked"));
            format!("<td class=\"q{group}\" aria-label=\"{label}\">○</td>")
        }
        Stand::Withheld => {
            let label = page::escape(&words.word("heat-withheld-cell"));
            format!("<td class=\"x{group}\" aria-label=\"{label}\">·</td>")
        }
    }
}
