//! What is found in the votes now. Only attested votes certify; the others are counted beside.

use super::counting::Counting;
use super::error::LiveError;
use crate::acts::StatementMade;
use crate::fold::{Cited, State};
use crate::outsiders::shown;
use opinion::{Evidence, Finding, Grade, Report, Settings};
use std::sync::Arc;
use tally::{Counts, Tally};
use terms::{Capacity, PartyFacts, Phase, StatementKey, Tier, TopicKey};

/// What is found now. It does not change; a newer one takes its place.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// The number of the last vote in it.
    pub votes: u64,
    /// How many answers readers are shown, over all tiers.
    pub answers: u64,
    /// How many attested votes came until what is shown, changed minds included.
    pub cast: u64,
    /// The findings over the attested votes; `None` as long as nothing can be found, for want of parties or rules.
    pub report: Option<Arc<Report>>,
    /// The findings over those that take part and are not counted, such as organisations: their own line, beside.
    pub beside: Option<Arc<Report>>,
    /// The attested votes, as readers are shown them: by ten people at a time while people vote, and never fewer.
    pub shown: Tally,
    /// All attested votes, for what is asked next and for the record; never for readers.
    pub attested: Tally,
    /// The votes of invited participants beside, as readers are shown them.
    pub invited: Tally,
    /// The votes of all others beside, as readers are shown them.
    pub open: Tally,
}

/// One column of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// What is agreed, to accept or to reject together.
    Agreed,
    /// Where parties differ.
    Divided,
    /// Where a party was not asked.
    NotYetAsked,
    /// What is not settled; a bare majority stands here.
    Open,
}

impl Column {
    /// All columns, in order.
    pub const ALL: [Column; 4] = [Column::Agreed, Column::Divided, Column::NotYetAsked, Column::Open];

    /// Where a grade stands.
    #[must_use]
    pub fn of(grade: Grade) -> Column {
        match grade {
            Grade::Unanimous | Grade::Consensus | Grade::BroadConsensus | Grade::SharedRejection => {
                Column::Agreed
            }
            Grade::Divided => Column::Divided,
            Grade::NotYetAsked => Column::NotYetAsked,
            Grade::Majority | Grade::Open => Column::Open,
        }
    }

    /// The name in addresses and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Column::Agreed => "agreed",
            Column::Divided => "divided",
            Column::NotYetAsked => "not-yet-asked",
            Column::Open => "open",
        }
    }
}

impl Board {
    /// What is found in these votes, of all capacities or of one.
    ///
    /// # Errors
    /// [`LiveError::Broken`] where counting or certifying fails.
    pub fn of(counting: &Counting, state: &State, capacity: Option<Capacity>) -> Result<Board, LiveError> {
        let tally = |tier| counting.tally(tier, capacity).map_err(broken);
        // Once voting is over nothing moves any more, and all counts of ten people and more are shown.
        let going_on = state.phase() <= Phase::Open;
        let seen = |tier| {
            if going_on { Ok(counting.shown(tier, capacity)) } else { tally(tier).map(|all| shown(&all).0) }
        };
        let mut board = Board {
            votes: counting.followed(),
            answers: 0,
            cast: if going_on { counting.cast(capacity) } else { counting.attested() },
            report: None,
            beside: None,
            shown: seen(Tier::Attested)?,
            attested: tally(Tier::Attested)?,
            invited: seen(Tier::Invited)?,
            open: seen(Tier::Open)?,
        };
        board.answers = [&board.shown, &board.invited, &board.open].into_iter().map(answers).sum();
        board.report = find(state, &board.shown, state.counted())?.map(Arc::new);
        board.beside = find(state, &board.shown, state.beside())?.map(Arc::new);
        Ok(board)
    }

    /// What is found of a statement.
    #[must_use]
    pub fn finding(&self, statement: &StatementKey) -> Option<&Finding> {
        let findings = &self.report.as_ref()?.findings;
        findings.iter().find(|finding| finding.statement == *statement)
    }

    /// What is found of a statement among those that are not counted.
    #[must_use]
    pub fn finding_beside(&self, statement: &StatementKey) -> Option<&Finding> {
        let findings = &self.beside.as_ref()?.findings;
        findings.iter().find(|finding| finding.statement == *statement)
    }

    /// The findings of a topic, or of all, in the order of the board: by grade, then by how sure, then by key.
    #[must_use]
    pub fn rows<'a>(&'a self, state: &State, topic: Option<&TopicKey>) -> Vec<&'a Finding> {
        let Some(report) = &self.report else { return Vec::new() };
        let within = |finding: &&Finding| {
            state
                .statement(&finding.statement)
                .is_some_and(|made| topic.is_none_or(|t| made.body.topic == *t))
        };
        let mut rows: Vec<&Finding> = report.findings.iter().filter(within).collect();
        rows.sort_by(|a, b| a.grade.cmp(&b.grade).then_with(|| b.balanced.total_cmp(&a.balanced)));
        rows
    }

    /// The statements of a topic, or of all, that nobody answered yet, in the order in which they were made. Nothing is
    /// found of them; they are not yet asked.
    #[must_use]
    pub fn unanswered<'a>(
        &self,
        state: &'a State,
        topic: Option<&TopicKey>,
    ) -> Vec<&'a Cited<StatementMade>> {
        let within = |made: &&Cited<StatementMade>| {
            let key = &made.body.statement;
            topic.is_none_or(|t| made.body.topic == *t)
                && self.finding(key).is_none()
                && !state.is_hidden(key)
        };
        state.statements.iter().filter(within).collect()
    }

    /// The answers that a tier gave to a statement, as readers are shown them.
    #[must_use]
    pub fn answers_of(&self, tier: Tier, statement: &StatementKey) -> Counts {
        let tally = match tier {
            Tier::Attested => &self.shown,
            Tier::Invited => &self.invited,
            Tier::Open => &self.open,
        };
        tally.find_statement(statement).map(|index| tally.total(index)).unwrap_or_default()
    }
}

/// The settings of the forum, with bounds that hold however often one looks.
#[must_use]
pub fn live_settings(state: &State) -> Option<Settings> {
    let rules = state.rules.as_ref()?;
    Some(Settings { evidence: Evidence::Anytime, ..rules.body.findings.settings() })
}

fn answers(tally: &Tally) -> u64 {
    tally.statement_indices().map(|statement| tally.total(statement).answers()).sum()
}

fn find(state: &State, tally: &Tally, parties: Vec<PartyFacts>) -> Result<Option<Report>, LiveError> {
    let (Some(settings), false) = (live_settings(state), parties.is_empty()) else { return Ok(None) };
    opinion::find(tally, &parties, false, &state.excluded(), &settings).map(Some).map_err(broken)
}

fn broken(error: impl std::error::Error) -> LiveError {
    LiveError::Broken(error.to_string())
}
