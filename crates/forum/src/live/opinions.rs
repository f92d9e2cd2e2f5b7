//! How opinions hang together while people vote: the map, the groups or that there are none, what each stands for.
//!
//! Groups are looked for among attested people alone; of others nothing enters but their own place, for themselves.
//! People are rows in the order of what they answered, so that the same answers give the same picture whoever gave them,
//! and no pseudonym comes near. It is looked at beside the voting, one forum at a time on one thread, and anew only when
//! ten more people came and a twentieth more votes: who knows that one person is voting sees nothing move.

mod lasting;

use super::board::Board;
use super::error::LiveError;
use super::forums::LiveForum;
use crate::acts::GroupsCounted;
use crate::fold::State;
use crate::outsiders::SMALLEST_SHOWN;
use opinion::Report;
use opinion::groups::{GroupSettings, Groups};
use opinion::model::{FACTORS, FitSettings, Model, Position};
use present::analysis::{MapView, group_name};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::BallotRow;
use tally::{Answer, Block, Counts, Tally, VoteMatrix};
use terms::{PartyFacts, PartyKey, Phase, StatementKey, Tier, Weight};

/// Of more answers nothing is drawn: the work beside the voting stays bounded, in time and in memory.
pub const MOST_ANSWERS: usize = 4_000_000;
/// It is looked at anew when one in so many votes is new.
const NEW_PART: u64 = 20;
/// Of so many beats in which the forum was followed, one goes to looking.
const REST: u64 = 9;

/// What is known of how opinions hang together.
#[derive(Clone, Debug, Default)]
pub enum Outlook {
    /// It was not looked at yet, or fewer than ten attested people have answered.
    #[default]
    TooFew,
    /// There are more answers than it is looked at; the most there may be.
    TooMany(usize),
    /// What was found.
    Found(Box<Opinions>),
}

/// The map of the attested answers of one moment.
#[derive(Clone, Debug)]
pub struct Opinions {
    model: Model,
    /// The statements of the map: those that ten people and more answered, in the order in which they were made.
    pub columns: Vec<StatementKey>,
    /// In which direction each divides people, by column, in log odds.
    pub directions: Vec<[f64; FACTORS]>,
    /// How strongly each axis divides people.
    pub strengths: [f64; FACTORS],
    /// Where people stand, in the order of [`Groups::of`], which is that of their answers.
    pub positions: Vec<Position>,
    /// The groups, or why there are none.
    pub groups: Groups,
    /// The answers of each group by column, in whole tens of people; nothing of fewer than ten.
    pub answers: Vec<Vec<Counts>>,
}

/// One person's answers, by column.
type Row = Vec<(usize, terms::Vote)>;

/// The attested answers that stand, as rows in an order of their own.
fn rows(ballots: &[BallotRow], state: &State) -> (Vec<StatementKey>, Vec<Row>) {
    let attested = || ballots.iter().filter(|row| row.tier == Tier::Attested);
    let mut asked: BTreeMap<&StatementKey, u64> = BTreeMap::new();
    attested().for_each(|row| *asked.entry(&row.statement).or_default() += 1);
    let enough = |key: &&StatementKey| {
        !state.is_hidden(key) && asked.get(key).is_some_and(|people| *people >= SMALLEST_SHOWN)
    };
    let columns: Vec<StatementKey> =
        state.statements.iter().map(|made| &made.body.statement).filter(enough).cloned().collect();
    let places: BTreeMap<&StatementKey, usize> =
        columns.iter().enumerate().map(|(at, key)| (key, at)).collect();
    let mut people: BTreeMap<u64, Row> = BTreeMap::new();
    for row in attested() {
        let Some(column) = places.get(&row.statement) else { continue };
        people.entry(row.participant).or_default().push((*column, row.vote));
    }
    let mut rows: Vec<Row> = people.into_values().collect();
    rows.iter_mut().for_each(|row| row.sort_unstable());
    rows.sort_unstable();
    (columns, rows)
}

/// Whole tens of people with the same shares, as near as whole people come (largest remainders); nothing of fewer.
fn by_tens(counts: Counts) -> Counts {
    let all = counts.answers();
    let kept = all / SMALLEST_SHOWN * SMALLEST_SHOWN;
    if kept == 0 {
        return Counts::default();
    }
    let each = [counts.agree, counts.pass, counts.disagree];
    let mut whole = each.map(|count| count * kept / all);
    let mut order = [0, 1, 2];
    order.sort_by_key(|at| std::cmp::Reverse(each[*at] * kept % all));
    let left = usize::try_from(kept - whole.iter().sum::<u64>()).unwrap_or_default();
    order.into_iter().take(left).for_each(|at| whole[at] += 1);
    Counts { agree: whole[0], pass: whole[1], disagree: whole[2] }
}

/// The answers of each group by column, every one of them.
fn counted(matrix: &VoteMatrix, groups: &Groups) -> Vec<Vec<Counts>> {
    let mut counts = vec![vec![Counts::default(); matrix.statements()]; groups.list.len()];
    for (row, group) in matrix.rows().zip(&groups.of) {
        let Some(of) = group.and_then(|group| counts.get_mut(usize::from(group))) else { continue };
        for answer in row {
            *of[answer.statement()].of_mut(answer.vote()) += 1;
        }
    }
    counts
}

impl Outlook {
    /// What the answers of one moment look like. A function of the attested answers and the statements alone.
    ///
    /// # Errors
    /// [`LiveError::Broken`] where counting fails.
    pub fn of(ballots: &[BallotRow], state: &State) -> Result<Outlook, LiveError> {
        Outlook::after(ballots, state, &Outlook::TooFew)
    }

    /// The same, with the letters that the groups had before, for those that go on.
    fn after(ballots: &[BallotRow], state: &State, before: &Outlook) -> Result<Outlook, LiveError> {
        if ballots.len() > MOST_ANSWERS {
            return Ok(Outlook::TooMany(MOST_ANSWERS));
        }
        let (columns, rows) = rows(ballots, state);
        if (rows.len() as u64) < SMALLEST_SHOWN {
            return Ok(Outlook::TooFew);
        }
        let mut matrix = VoteMatrix::new(columns.len());
        for row in &rows {
            let answers = row.iter().map(|(column, vote)| answer(*column, *vote));
            matrix.push(answers).map_err(|error| broken(&error))?;
        }
        let mut opinions = Opinions::of(columns, &matrix);
        if let Some(before) = before.found() {
            opinions.reorder(&lasting::letters(before, &opinions));
        }
        Ok(Outlook::Found(Box::new(opinions)))
    }

    /// What was found, if anything was.
    #[must_use]
    pub fn found(&self) -> Option<&Opinions> {
        if let Outlook::Found(opinions) = self { Some(opinions) } else { None }
    }
}

impl Opinions {
    fn of(columns: Vec<StatementKey>, matrix: &VoteMatrix) -> Opinions {
        let model = Model::fit(matrix, &FitSettings::default());
        let positions = model.positions(matrix);
        let mut groups = Groups::find(&model, matrix, &positions, &GroupSettings::default());
        if (groups.placed as u64) < SMALLEST_SHOWN {
            // Where so few stand is shown to nobody, nor how many they are.
            groups = Groups { placed: 0, list: Vec::new(), of: vec![None; positions.len()], ..groups };
        }
        let counts = counted(matrix, &groups);
        let asked = |at: usize, column: usize| counts[at][column].answers() >= SMALLEST_SHOWN;
        let others = |at: usize, column: usize| {
            let rest = counts.iter().enumerate().filter(|(other, _)| *other != at);
            rest.map(|(_, of)| of[column].answers()).sum::<u64>() >= SMALLEST_SHOWN
        };
        for (at, group) in groups.list.iter_mut().enumerate() {
            group.statements.retain(|told| asked(at, told.statement) && others(at, told.statement));
        }
        Opinions {
            directions: (0..columns.len()).map(|at| model.direction(at)).collect(),
            strengths: model.strengths(),
            answers: counts.iter().map(|of| of.iter().copied().map(by_tens).collect()).collect(),
            model,
            columns,
            positions,
            groups,
        }
    }

    /// Puts the groups into another order: the place of each.
    fn reorder(&mut self, place: &[usize]) {
        let mut order: Vec<usize> = (0..place.len()).collect();
        order.sort_by_key(|&at| place[at]);
        let put = |at: &usize| {
            let mut group = self.groups.list[*at].clone();
            group.contrast = order.iter().filter_map(|other| group.contrast.get(*other).copied()).collect();
            group
        };
        self.groups.list = order.iter().map(put).collect();
        self.answers = order.iter().map(|at| self.answers[*at].clone()).collect();
        for of in self.groups.of.iter_mut().flatten() {
            *of = place.get(usize::from(*of)).and_then(|place| u8::try_from(*place).ok()).unwrap_or(*of);
        }
    }

    /// How many people's answers it is of.
    #[must_use]
    pub fn people(&self) -> usize {
        self.positions.len()
    }

    /// Where somebody with these answers stands, and in how far that is known. `None` without an answer on the map.
    #[must_use]
    pub fn place(&self, answers: &[store::Answer]) -> Option<Position> {
        let column = |key: &StatementKey| self.columns.iter().position(|column| column == key);
        let row = answers.iter().filter_map(|given| Some((column(&given.statement)?, given.vote)));
        let mut row: Row = row.collect();
        row.sort_unstable();
        let row: Vec<Answer> = row.into_iter().map(|(column, vote)| answer(column, vote)).collect();
        (!row.is_empty()).then(|| self.model.position(&row))
    }

    /// The map as it is written; of nobody apart.
    #[must_use]
    pub fn view(&self) -> MapView<'_> {
        MapView {
            groups: &self.groups,
            columns: &self.columns,
            directions: &self.directions,
            strengths: self.strengths,
            positions: &self.positions,
            answers: &self.answers,
            people: None,
        }
    }

    /// Findings, held over the groups as well where there are any.
    ///
    /// # Errors
    /// [`LiveError::Broken`] where counting or certifying fails.
    pub fn hold(&self, report: Report) -> Result<Report, LiveError> {
        if !self.groups.are_there() {
            return Ok(report);
        }
        let facts = |at: usize| {
            let name = group_name(at);
            PartyFacts { key: PartyKey::new(&name), name, standing: None, population: None, roster: None }
        };
        let groups: Vec<PartyFacts> = (0..self.groups.k()).map(facts).collect();
        let tally = self.tally()?;
        opinion::over_groups_as_well(report, &tally, &groups).map_err(|error| broken(&error))
    }

    /// What is recorded of the groups where findings are published, on statements that were made; `None` where there are
    /// no groups.
    pub(super) fn counts(&self, state: &State) -> Option<GroupsCounted> {
        let mut counted = GroupsCounted::default();
        for (at, (group, of)) in self.groups.list.iter().zip(&self.answers).enumerate() {
            let people = group.size as u64 / SMALLEST_SHOWN * SMALLEST_SHOWN;
            counted.people.insert(group_name(at), people);
            let made = self.columns.iter().zip(of).filter(|(key, _)| state.statement(key).is_some());
            for (key, counts) in made.filter(|(_, counts)| !counts.is_empty()) {
                let cell = [counts.agree, counts.pass, counts.disagree];
                counted.cells.entry(key.clone()).or_default().insert(group_name(at), cell);
            }
        }
        self.groups.are_there().then_some(counted)
    }

    fn tally(&self) -> Result<Tally, LiveError> {
        let mut tally = Tally::default();
        for (at, of) in self.answers.iter().enumerate() {
            let block = tally.block(&Block::named(&group_name(at)));
            for (key, counts) in self.columns.iter().zip(of) {
                let statement = tally.statement(key);
                tally.add_counts(block, statement, *counts, Weight::ONE).map_err(|error| broken(&error))?;
            }
        }
        Ok(tally)
    }
}

fn answer(column: usize, vote: terms::Vote) -> Answer {
    // Statements of a forum are thousands at the most.
    Answer::new(u32::try_from(column).unwrap_or(u32::MAX), vote)
}

/// What is known, and when to look anew.
#[derive(Debug, Default)]
pub(super) struct Looks {
    last: Mutex<Last>,
    /// One at a time looks.
    looking: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Last {
    outlook: Arc<Outlook>,
    /// The attested votes, and the people, of the last reading.
    votes: u64,
    people: u64,
    /// Whether that was after the end of voting, when nothing moves any more.
    closed: bool,
    /// How often it was looked at.
    times: u64,
    /// So often the forum was followed, and so often it will have been before it is looked at again.
    beats: u64,
    rests: u64,
}

impl Looks {
    fn last(&self) -> MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn outlook(&self) -> Arc<Outlook> {
        self.last().outlook.clone()
    }

    pub(super) fn times(&self) -> u64 {
        self.last().times
    }

    /// Notes that the forum was followed. Whether it is time to look again: looking takes one beat in ten.
    fn beat(&self) -> bool {
        let mut last = self.last();
        last.beats += 1;
        last.beats > last.rests
    }
}

/// The people of a reading.
fn people(ballots: &[BallotRow]) -> u64 {
    let mut numbers: Vec<u64> =
        ballots.iter().filter(|row| row.tier == Tier::Attested).map(|row| row.participant).collect();
    numbers.dedup();
    numbers.len() as u64
}

impl LiveForum {
    /// What is known of how opinions hang together.
    #[must_use]
    pub fn outlook(&self) -> Arc<Outlook> {
        self.looks().outlook()
    }

    /// Whether so much is new that it is worth reading.
    fn is_moved(&self, closed: bool) -> bool {
        let votes = self.counting().attested();
        let last = self.looks().last();
        let new = votes.saturating_sub(last.votes);
        new >= SMALLEST_SHOWN.max(last.votes / NEW_PART) || (closed && !last.closed)
    }

    /// Looks anew at how opinions hang together, where enough is new; voting goes on meanwhile. Returns whether it did.
    ///
    /// # Errors
    /// What the store says; [`LiveError::Broken`] where counting fails.
    pub async fn look(&self) -> Result<bool, LiveError> {
        let _one = self.looks().looking.lock().await;
        let view = self.view();
        let closed = view.state.phase() > Phase::Open;
        if !self.is_moved(closed) {
            return Ok(false);
        }
        let (votes, began) = (self.counting().attested(), self.looks().last().beats);
        let ballots = self.read_ballots().await?;
        let came = people(&ballots);
        {
            let mut last = self.looks().last();
            last.votes = votes;
            // Fewer than ten who came or went since would show through the difference.
            let just_closed = closed && !last.closed;
            if !just_closed && came.abs_diff(last.people) < SMALLEST_SHOWN {
                return Ok(false);
            }
            (last.people, last.closed) = (came, closed);
        }
        let before = self.outlook();
        let outlook = apart(move || Outlook::after(&ballots, &view.state, &before)).await?;
        {
            let mut last = self.looks().last();
            last.outlook = Arc::new(outlook);
            last.times += 1;
            last.rests = last.beats + REST * (last.beats - began);
        }
        self.find_anew().await?;
        Ok(true)
    }

    /// The answers that stand, or just more than are looked at.
    async fn read_ballots(&self) -> Result<Vec<BallotRow>, LiveError> {
        let mut reading = self.store().ballots(self.key()).await?;
        let mut all = Vec::new();
        while let Some(mut part) = reading.next().await? {
            all.append(&mut part);
            if all.len() > MOST_ANSWERS {
                break;
            }
        }
        Ok(all)
    }

    /// Looks anew beside the following, where it is time and nobody looks already. What fails is told to nobody: the
    /// last picture stays, and the next beat tries again.
    pub(super) fn look_beside(self: &Arc<Self>) {
        let closed = self.view().state.phase() > Phase::Open;
        if self.looks().beat() && self.looks().looking.try_lock().is_ok() && self.is_moved(closed) {
            let live = self.clone();
            tokio::spawn(async move { live.look().await });
        }
    }
}

impl Board {
    /// Holds what is found over the opinion groups as well, where there are any.
    pub(super) fn hold(&mut self, outlook: &Outlook) -> Result<(), LiveError> {
        let (Some(report), Some(opinions)) = (&self.report, outlook.found()) else { return Ok(()) };
        if opinions.groups.are_there() {
            self.report = Some(Arc::new(opinions.hold(Report::clone(report))?));
        }
        Ok(())
    }
}

/// Works on a thread that serves nobody, and of the pool that boards are found on takes nothing.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, LiveError> + Send + 'static,
) -> Result<T, LiveError> {
    let alone = move || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().map_err(|error| broken(&error))?;
        pool.install(work)
    };
    tokio::task::spawn_blocking(alone).await.map_err(|error| broken(&error))?
}

fn broken(error: &dyn std::error::Error) -> LiveError {
    LiveError::Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whole_tens_keep_the_shares_and_tell_of_nobody_alone(agree in 0..400_u64, pass in 0..40_u64, disagree in 0..400_u64) {
            let all = Counts { agree, pass, disagree };
            let tens = by_tens(all);
            prop_assert_eq!(tens.answers(), all.answers() / 10 * 10);
            if tens.answers() > 0 {
                for (kept, of) in [(tens.agree, agree), (tens.pass, pass), (tens.disagree, disagree)] {
                    prop_assert!(kept <= of);
                    // Off by less than one person of those kept.
                    let exact = of * tens.answers();
                    prop_assert!((kept * all.answers()).abs_diff(exact) < all.answers());
                }
            }
        }
    }
}
