//! How opinions hang together, drawn of what the board and the map know.

use crate::extract::Place;
use crate::speech::{Spoken, by_name};
use forum::live::board::Column;
use forum::live::{Board, Opinions, Outlook};
use forum::outsiders::SMALLEST_SHOWN;
use opinion::model::Position;
use opinion::{Finding, Grade, Report};
use present::analysis::group_name;
use present::pictures::{self, Ground, Picture, Stand};
use std::collections::BTreeMap;
use std::sync::Arc;
use tally::Counts;
use terms::{PartyKey, StatementKey};

/// So many floors are drawn.
const FLOORS: usize = 12;
/// So many cells stand side by side, in about so many rows.
const CELLS: usize = 800;
const ROWS: [usize; 2] = [8, 30];
/// Statements told of a group, of each direction.
const TOLD: usize = 4;

/// The kinds of pictures, as they are called in addresses.
pub(crate) const KINDS: [&str; 4] = ["map", "plane", "side-by-side", "floors"];

/// What is drawn of, at one moment.
pub(crate) struct Drawn<'a> {
    at: &'a Place,
    board: Arc<Board>,
    outlook: Arc<Outlook>,
    texts: BTreeMap<&'a StatementKey, Spoken>,
    names: Vec<(PartyKey, String)>,
}

/// What is said of a group.
pub(crate) struct GroupView {
    pub(crate) at: usize,
    pub(crate) sign: &'static str,
    pub(crate) title: String,
    pub(crate) size: String,
    pub(crate) alike: Option<String>,
    pub(crate) told: Vec<Told>,
    pub(crate) apart: Vec<String>,
}

/// What a group agrees to, or rejects, more than others: each statement's page, text and figures.
pub(crate) struct Told {
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) head: String,
    pub(crate) statements: Vec<(String, Spoken, String)>,
}

impl<'a> Drawn<'a> {
    pub(crate) fn of(at: &'a Place) -> Drawn<'a> {
        let (board, outlook) = (at.live.board(), at.live.outlook());
        let made = at.view.state.statements.iter().map(|made| &made.body);
        let texts = made.map(|made| (&made.statement, at.speech.spoken(&made.text))).collect();
        let parties = board.report.iter().flat_map(|report| &report.parties);
        let name = |key: &PartyKey| at.view.state.name(key).map_or(String::new(), |n| at.speech.name(n.name));
        let names = parties.map(|party| (party.key.clone(), name(&party.key))).collect();
        Drawn { at, board, outlook, texts, names: by_name(at, names, |(_, name)| name) }
    }

    /// What the map knows, where there is one.
    pub(crate) fn opinions(&self) -> Option<&Opinions> {
        self.outlook.found()
    }

    pub(crate) fn report(&self) -> Option<&Report> {
        self.board.report.as_deref().filter(|report| !report.findings.is_empty())
    }

    /// Why there is no map; empty where there is one.
    pub(crate) fn empty(&self) -> String {
        match &*self.outlook {
            Outlook::TooFew => self.at.speech.w("opinions-too-few"),
            Outlook::TooMany(most) => self.at.speech.n("opinions-too-many", "most", *most),
            Outlook::Found(_) => String::new(),
        }
    }

    pub(crate) fn ground(&self) -> Ground<'a> {
        let convened = self.at.view.state.convened.as_ref();
        let simulation =
            convened.and_then(|convened| convened.body.simulation.as_ref()).map(|mark| mark.seed);
        Ground { lang: self.at.lang(), simulation, attribution: None, anchors: false }
    }

    pub(crate) fn text(&self, key: &StatementKey) -> &str {
        self.texts.get(key).map_or("", |text| text.text.as_str())
    }

    /// The map, with the reader's own place where it is for them alone.
    pub(crate) fn map(&self, you: Option<&Position>) -> Option<Picture> {
        let opinions = self.opinions()?;
        let end = |column: usize| {
            let key = opinions.columns.get(column)?;
            Some(pictures::MapEnd { key: key.as_str(), text: self.text(key) })
        };
        let ends = pictures::ends(&opinions.directions, &opinions.strengths);
        let map = pictures::OpinionMap {
            groups: &opinions.groups,
            positions: &opinions.positions,
            strengths: opinions.strengths,
            ends: ends.map(|axis| axis.map(|column| end(column?))),
            you,
            marks_at_most: 0,
            people_at_least: usize::try_from(SMALLEST_SHOWN).unwrap_or(usize::MAX),
        };
        Some(pictures::opinion_map(&map, &self.ground()))
    }

    /// The findings in the order of the board.
    pub(crate) fn ordered(&self) -> Vec<&Finding> {
        self.board.rows(&self.at.view.state, None)
    }

    pub(crate) fn plane_statements(&self) -> Vec<pictures::PlaneStatement<'_>> {
        let Some(opinions) = self.opinions() else { return Vec::new() };
        let placed = |finding: &&'_ Finding| {
            let column = opinions.columns.iter().position(|key| *key == finding.statement)?;
            let asked: Vec<f64> =
                finding.parties.iter().filter(|party| party.asked).map(|party| party.mean).collect();
            let (key, _) = self.texts.get_key_value(&finding.statement)?;
            (finding.grade != Grade::NotYetAsked && !asked.is_empty()).then(|| pictures::PlaneStatement {
                key: key.as_str(),
                text: self.text(key),
                grade: finding.grade,
                agree: asked.iter().sum::<f64>() / count(asked.len()),
                pull: opinions.directions.get(column).map_or(0.0, |direction| direction[0]),
            })
        };
        self.ordered().iter().filter_map(placed).collect()
    }

    pub(crate) fn plane(&self) -> Option<Picture> {
        let (report, _) = (self.report()?, self.opinions()?);
        let statements = self.plane_statements();
        let left_out = report.findings.len().saturating_sub(statements.len());
        let plane = pictures::Plane { statements: &statements, left_out, single_block: report.single_block };
        Some(pictures::statement_plane(&plane, &self.ground()))
    }

    /// The columns of the table: parties by name, then groups.
    fn columns(&self) -> Vec<(String, Option<usize>)> {
        let parties = self.names.iter().map(|(_, name)| (name.clone(), None));
        let there =
            self.opinions().map_or(0, |of| if of.groups.are_there() { of.groups.list.len() } else { 0 });
        let group = |at: usize| (self.at.speech.s("group-title", "name", &group_name(at)), Some(at));
        parties.chain((0..there).map(group)).collect()
    }

    fn row<'f>(&'f self, finding: &'f Finding, minimum: u64) -> pictures::HeatRow<'f> {
        let party = |key: &PartyKey| finding.parties.iter().find(|party| party.party == *key);
        let of_party = |(key, _): &(PartyKey, String)| match party(key).filter(|party| party.asked) {
            Some(party) => share(party.counts),
            None => Stand::NotAsked,
        };
        let opinions = self.opinions().filter(|opinions| opinions.groups.are_there());
        let column = |of: &&Opinions| of.columns.iter().position(|key| *key == finding.statement);
        let of_group = |counts: Counts| match counts.answers() {
            0 => Stand::Withheld,
            answers if answers < minimum => Stand::NotAsked,
            _ => share(counts),
        };
        let groups = opinions.iter().flat_map(|of| {
            let column = column(of);
            of.answers.iter().map(move |of| column.and_then(|at| of.get(at)).copied().unwrap_or_default())
        });
        let stands = self.names.iter().map(of_party).chain(groups.map(of_group)).collect();
        let weakest = finding.weakest.as_ref().filter(|_| finding.grade != Grade::SharedRejection);
        pictures::HeatRow {
            key: finding.statement.as_str(),
            text: self.text(&finding.statement),
            grade: finding.grade,
            stands,
            weakest: self.names.iter().position(|(key, _)| Some(key) == weakest),
        }
    }

    /// Works on parties and groups side by side.
    pub(crate) fn side_by_side<T>(&self, work: impl FnOnce(&pictures::SideBySide<'_>) -> T) -> Option<T> {
        let report = self.report()?;
        let names = self.columns();
        let columns: Vec<pictures::Column<'_>> =
            names.iter().map(|(name, group)| pictures::Column { name, group: *group }).collect();
        let kept = (CELLS / columns.len().max(1)).clamp(ROWS[0], ROWS[1]);
        let minimum = report.settings.minimum_answers;
        let rows: Vec<pictures::HeatRow<'_>> =
            self.ordered().into_iter().take(kept).map(|finding| self.row(finding, minimum)).collect();
        let least = usize::try_from(SMALLEST_SHOWN).ok();
        Some(work(&pictures::SideBySide { columns: &columns, rows: &rows, of: report.findings.len(), least }))
    }

    fn intervals(&self, finding: &Finding) -> Vec<pictures::Interval<'_>> {
        let of = |(key, name)| {
            let (key, name): (&PartyKey, &String) = (key, name);
            let party = finding.parties.iter().find(|party| party.party == *key)?;
            Some(pictures::Interval { name, low: party.low, high: party.high, mean: party.mean })
        };
        self.names.iter().map(|(key, name)| (key, name)).filter_map(of).collect()
    }

    /// The floors of what is shared, how many there are in all, and what is asked for.
    pub(crate) fn floors(&self) -> Option<(Vec<pictures::FloorRow<'_>>, usize, [f64; 2])> {
        let report = self.report()?;
        let row = |finding: &&'_ Finding| {
            let rejected = finding.grade == Grade::SharedRejection;
            let floor = if rejected { finding.rejection_floor } else { finding.floor }?;
            let (key, text) = self.texts.get_key_value(&finding.statement)?;
            let weakest = finding.weakest.as_ref().filter(|_| !rejected);
            let weakest = self.names.iter().position(|(key, _)| Some(key) == weakest);
            (Column::of(finding.grade) == Column::Agreed).then(|| pictures::FloorRow {
                key: key.as_str(),
                text: &text.text,
                grade: finding.grade,
                leaning: if rejected { pictures::Leaning::Disagree } else { pictures::Leaning::Agree },
                floor,
                intervals: self.intervals(finding),
                weakest,
            })
        };
        let mut rows: Vec<pictures::FloorRow<'_>> = self.ordered().iter().filter_map(row).collect();
        let all = rows.len();
        rows.truncate(FLOORS);
        Some((rows, all, [report.settings.agreement, report.settings.confidence]))
    }

    /// A picture by its kind.
    pub(crate) fn picture(&self, kind: &str, you: Option<&Position>) -> Option<Picture> {
        let ground = self.ground();
        match kind {
            "map" => self.map(you),
            "plane" => self.plane(),
            "side-by-side" => self.side_by_side(|view| pictures::side_by_side(view, &ground)),
            "floors" => {
                let (rows, all, asked) = self.floors()?;
                Some(pictures::floors(&rows, all, asked, &ground))
            }
            _ => None,
        }
    }

    /// A picture as a file of its own; the map without anybody's own place.
    pub(crate) fn file(&self, kind: &str) -> Option<String> {
        let ground = self.ground();
        match kind {
            "side-by-side" => self.side_by_side(|view| pictures::side_by_side_file(view, &ground)),
            "floors" => {
                let (rows, all, asked) = self.floors()?;
                Some(pictures::floors_file(&rows, all, asked, &ground))
            }
            _ => self.picture(kind, None)?.file(),
        }
    }

    /// Whether there are groups, in words.
    pub(crate) fn verdict(&self) -> Vec<String> {
        self.opinions().map_or_else(Vec::new, |of| pictures::verdict(&of.groups, self.at.lang()))
    }

    /// What each group stands for.
    pub(crate) fn groups(&self) -> Vec<GroupView> {
        let Some(opinions) = self.opinions() else { return Vec::new() };
        let told = |one: &pictures::ToldStatement| {
            let key = opinions.columns.get(one.column)?;
            let text = self.texts.get(key)?.clone();
            Some((self.at.to(&format!("statement/{key}")), text, one.figures.clone()))
        };
        let view = |portrait: pictures::Portrait| {
            let of = |agrees: bool, class, sign, id: &str| {
                let list = portrait.statements.iter().filter(|one| one.agrees == agrees);
                let statements: Vec<_> = list.filter_map(told).collect();
                (!statements.is_empty()).then(|| Told { class, sign, head: self.at.speech.w(id), statements })
            };
            let told = [
                of(true, "for", "✓", "group-more-agrees"),
                of(false, "against", "✕", "group-more-disagrees"),
            ];
            let size = [Some(portrait.size.clone()), portrait.stability.clone()];
            GroupView {
                at: portrait.group,
                sign: pictures::group_sign(portrait.group),
                size: size.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                told: told.into_iter().flatten().collect(),
                title: portrait.title,
                alike: portrait.alike,
                apart: portrait.apart,
            }
        };
        pictures::portraits(&opinions.groups, self.at.lang(), TOLD).into_iter().map(view).collect()
    }
}

fn share(counts: Counts) -> Stand {
    Stand::Share(real(counts.agree) / real(counts.answers().max(1)))
}

#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

fn count(number: usize) -> f64 {
    real(u64::try_from(number).unwrap_or(u64::MAX).max(1))
}
