//! What the renderings share: sections, signs and the figures of a row.

use opinion::{Direction, Finding, Grade};

/// A section of the board, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Agreed: unanimous, consensus, broad consensus.
    Agreed,
    /// Rejected together.
    Rejected,
    /// Divided.
    Differ,
    /// Not yet asked.
    NotAsked,
    /// Open, a bare majority among them.
    Open,
}

impl Section {
    pub(super) const ALL: [Section; 5] =
        [Section::Agreed, Section::Rejected, Section::Differ, Section::NotAsked, Section::Open];

    pub(super) fn of(grade: Grade) -> Section {
        match grade {
            Grade::Unanimous | Grade::Consensus | Grade::BroadConsensus => Section::Agreed,
            Grade::SharedRejection => Section::Rejected,
            Grade::Divided => Section::Differ,
            Grade::NotYetAsked => Section::NotAsked,
            Grade::Majority | Grade::Open => Section::Open,
        }
    }

    pub(super) fn sign(self) -> &'static str {
        match self {
            Section::Agreed => "◆✓",
            Section::Rejected => "◆✕",
            Section::Differ => "⇄",
            Section::NotAsked => "○",
            Section::Open => "…",
        }
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Section::Agreed => "agreed",
            Section::Rejected => "rejected",
            Section::Differ => "differ",
            Section::NotAsked => "not-asked",
            Section::Open => "open",
        }
    }
}

/// The findings of a section: stronger grades first, then the higher figure, then the order of the report.
pub(super) fn of_section(findings: &[Finding], section: Section) -> Vec<&Finding> {
    let mut found: Vec<&Finding> = findings.iter().filter(|f| Section::of(f.grade) == section).collect();
    found.sort_by(|a, b| a.grade.cmp(&b.grade).then_with(|| rank(b).total_cmp(&rank(a))));
    found
}

/// The figure by which rows of one grade are ordered, highest first.
fn rank(finding: &Finding) -> f64 {
    match finding.grade {
        Grade::SharedRejection => finding.rejection_floor.unwrap_or(0.0),
        Grade::Divided => finding.contrast.unwrap_or(0.0),
        Grade::Majority | Grade::Open | Grade::NotYetAsked => finding.balanced,
        Grade::Unanimous | Grade::Consensus | Grade::BroadConsensus => finding.floor.unwrap_or(0.0),
    }
}

pub(super) fn direction_key(direction: Direction) -> &'static str {
    match direction {
        Direction::For => "for",
        Direction::Against => "against",
    }
}
