//! Votes as they came in, tick after tick.
//!
//! Polis asks for new votes every second and computes everything anew from where the last tick left off: people once
//! clustered stay so, clusters keep their names, and the number of groups changes only when it was seen four times.
//! Here the sums over pairs of statements follow each vote, so a tick costs the axes (some dozen products with the
//! scatter), everybody's place and the clusters: about a millisecond at 2,000 people and 200 statements.
//!
//! [`Ticks`] says what a tick is. Seconds are what Polis does; in a quiet conversation that is a tick for each vote.
//! With ticks of a hundred votes 50,000 votes take seconds, and groups come out as stable.

use crate::axes::{Axes, found};
use crate::conversation::{Conversation, InputError, MOST_PEOPLE, MOST_STATEMENTS, Moderation};
use crate::counts::{by_base, by_group, total};
use crate::eigen::{Dense, mean};
use crate::finish::{Found, finish};
use crate::groups::Clustering;
use crate::math::{Counts, Math};
use crate::members;
use crate::project::{Point, Projector};
use crate::quirks::Quirks;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use tally::{Answer, PairSums, VoteMatrix};
use terms::Vote;

/// How near to an eigenvector an axis must be within a replay; Polis' own are no nearer.
const NEAR: f64 = 1e-9;
/// From how many votes on several threads share the projecting.
const WORTH_THREADS: usize = 1 << 16;

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody voted; the latest vote of a person on a statement counts.
    Vote {
        /// When, in milliseconds.
        at: i64,
        /// The person's id.
        person: i64,
        /// The statement's id.
        statement: i64,
        /// The vote.
        vote: Vote,
    },
    /// A moderator did something.
    Moderation {
        /// When, in milliseconds.
        at: i64,
        /// The statement's id.
        statement: i64,
        /// Whether it is about participants.
        meta: bool,
        /// What else was done.
        moved: Moved,
    },
}

/// What a moderator did with a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Moderated out.
    Out,
    /// Taken back to where nobody had looked at it.
    Back,
    /// Moderated in.
    In,
}

impl Event {
    fn at(&self) -> i64 {
        match self {
            Event::Vote { at, .. } | Event::Moderation { at, .. } => *at,
        }
    }
}

/// What a tick is. A tick without votes is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticks {
    /// So many milliseconds, counted from the first event; Polis has 1000.
    Every(u64),
    /// So many votes.
    Votes(usize),
}

/// What a worker would publish after the last of these events, having seen them come in. They are taken in the order
/// given, which should be that of time. `moderation` is how it stands before the first.
///
/// # Errors
/// [`InputError::Missing`] for more different people or statements than can be numbered.
pub fn replay(
    events: &[Event],
    moderation: &Moderation,
    ticks: Ticks,
    quirks: &Quirks,
) -> Result<Math, InputError> {
    let mut worker = Worker::new(events, moderation, quirks)?;
    let batches = batches(events, ticks);
    let last = batches.len().saturating_sub(1);
    let mut before = None;
    for (at, batch) in batches.into_iter().enumerate() {
        if at == last {
            before = (at > 0).then(|| worker.group_totals());
        }
        worker.tick(batch, quirks);
    }
    Ok(worker.published(before, quirks))
}

/// Who would be clustered after the last of these events, having seen them come in: whoever once was. The ids of people
/// in the order of their first votes.
#[must_use]
pub fn ever_clustered(events: &[Event], ticks: Ticks, quirks: &Quirks) -> Vec<i64> {
    let most =
        if quirks.late_comers_ignored { (MOST_PEOPLE, MOST_STATEMENTS) } else { (usize::MAX, usize::MAX) };
    let (mut people, mut statements) = (Order::default(), Order::default());
    let mut answered = FxHashSet::default();
    let (mut answers, mut members) = (Vec::new(), Vec::new());
    for batch in batches(events, ticks) {
        for event in batch {
            let Event::Vote { person, statement, .. } = event else { continue };
            let Some(row) = people.place(*person, most.0) else { continue };
            let Some(column) = statements.place(*statement, most.1) else { continue };
            answers.resize(people.ids.len(), 0);
            answers[row] += usize::from(answered.insert((row, column)));
        }
        answers.resize(people.ids.len(), 0);
        members::admit(&mut members, &answers, statements.ids.len());
    }
    people.ids.into_iter().zip(members).filter(|(_, member)| *member).map(|(id, _)| id).collect()
}

/// The events of each tick that has votes, moderation since the tick before included; what comes after the last vote
/// is with the last.
fn batches(events: &[Event], ticks: Ticks) -> Vec<&[Event]> {
    let mut batches = Vec::new();
    let begin = events.first().map_or(0, Event::at);
    let (mut from, mut votes, mut window) = (0, 0usize, 0u64);
    for (at, event) in events.iter().enumerate() {
        let own = match ticks {
            Ticks::Every(length) => event.at().abs_diff(begin) / length.max(1),
            Ticks::Votes(count) => (votes / count.max(1)) as u64,
        };
        let is_vote = matches!(event, Event::Vote { .. });
        if own != window
            && is_vote
            && events[from..at].iter().any(|event| matches!(event, Event::Vote { .. }))
        {
            batches.push(&events[from..at]);
            from = at;
        }
        window = own;
        votes += usize::from(is_vote);
    }
    if from < events.len() {
        batches.push(&events[from..]);
    }
    batches
}

/// Ids in the order of their first votes.
#[derive(Default)]
struct Order {
    ids: Vec<i64>,
    places: FxHashMap<i64, usize>,
}

impl Order {
    /// The place of an id, which gets one if there is room.
    fn place(&mut self, id: i64, most: usize) -> Option<usize> {
        if let Some(&place) = self.places.get(&id) {
            return Some(place);
        }
        if self.ids.len() >= most {
            return None;
        }
        self.places.insert(id, self.ids.len());
        self.ids.push(id);
        Some(self.ids.len() - 1)
    }
}

struct Worker {
    people: Order,
    statements: Order,
    most: (usize, usize),
    rows: Vec<Vec<Answer>>,
    votes: usize,
    moderation: Moderation,
    sums: PairSums,
    scatter: Dense,
    zeroed: Vec<bool>,
    members: Vec<bool>,
    axes: Axes,
    clustering: Clustering,
}

impl Worker {
    fn new(events: &[Event], moderation: &Moderation, quirks: &Quirks) -> Result<Worker, InputError> {
        let most = if quirks.late_comers_ignored {
            (MOST_PEOPLE, MOST_STATEMENTS)
        } else {
            (u32::MAX as usize, Answer::MOST_STATEMENTS)
        };
        let voted: BTreeSet<i64> = events
            .iter()
            .filter_map(|event| match event {
                Event::Vote { statement, .. } => Some(*statement),
                Event::Moderation { .. } => None,
            })
            .collect();
        let room = voted.len().min(most.1);
        if room > Answer::MOST_STATEMENTS {
            return Err(InputError::Missing { what: "room for statement", id: room as i64 });
        }
        Ok(Worker {
            people: Order::default(),
            statements: Order::default(),
            most,
            rows: Vec::new(),
            votes: 0,
            moderation: moderation.clone(),
            sums: PairSums::new(room),
            scatter: Dense::empty(room),
            zeroed: vec![false; room],
            members: Vec::new(),
            axes: Axes::default(),
            clustering: Clustering::default(),
        })
    }

    fn tick(&mut self, batch: &[Event], quirks: &Quirks) {
        let mut changed = BTreeSet::new();
        if !quirks.moderation_waits_for_votes {
            batch.iter().for_each(|event| self.moderate(event));
        }
        for event in batch {
            if let Event::Vote { person, statement, vote, .. } = event {
                changed.extend(self.vote(*person, *statement, *vote));
            }
        }
        self.compute(changed, quirks);
        if quirks.moderation_waits_for_votes {
            batch.iter().for_each(|event| self.moderate(event));
        }
    }

    fn moderate(&mut self, event: &Event) {
        let Event::Moderation { statement, meta, moved, .. } = event else { return };
        let mut put = |set: fn(&mut Moderation) -> &mut BTreeSet<i64>, inside: bool| {
            let set = set(&mut self.moderation);
            if inside {
                set.insert(*statement)
            } else {
                set.remove(statement)
            };
        };
        put(|moderation| &mut moderation.out, *meta || *moved == Moved::Out);
        put(|moderation| &mut moderation.accepted, *meta || *moved == Moved::In);
        put(|moderation| &mut moderation.meta, *meta);
    }

    /// Takes in a vote, and says on which column; `None` for late comers.
    fn vote(&mut self, person: i64, statement: i64, vote: Vote) -> Option<usize> {
        let known = self.people.places.contains_key(&person) || self.people.ids.len() < self.most.0;
        if !known {
            return None;
        }
        let column = self.statements.place(statement, self.most.1)?;
        let row = self.people.place(person, self.most.0)?;
        if row == self.rows.len() {
            self.rows.push(Vec::new());
        }
        let answers = &mut self.rows[row];
        let at = answers.partition_point(|answer| answer.statement() < column);
        let before = answers.get(at).copied().filter(|answer| answer.statement() == column);
        if before.is_some() {
            answers.remove(at);
        }
        let after = Answer::new(column as u32, vote);
        let counted = self.sums.change(answers, before, Some(after));
        debug_assert!(counted.is_ok(), "the row is what was counted");
        answers.insert(at, after);
        self.votes += usize::from(before.is_none());
        Some(column)
    }

    fn compute(&mut self, mut changed: BTreeSet<usize>, quirks: &Quirks) {
        let statements = self.statements.ids.len();
        let Moderation { out, meta, .. } = &self.moderation;
        for (column, id) in self.statements.ids.iter().enumerate() {
            let zeroed = out.contains(id) || meta.contains(id);
            if zeroed != self.zeroed[column] {
                self.zeroed[column] = zeroed;
                changed.insert(column);
            }
        }
        let changed: Vec<usize> = changed.into_iter().collect();
        self.scatter.renew(&self.sums, &self.zeroed, statements, &changed);
        // New statements begin at 1, as in Polis.
        let start: Vec<Vec<f64>> = std::mem::take(&mut self.axes.axes)
            .into_iter()
            .map(|mut axis| {
                axis.resize(statements, 1.0);
                axis
            })
            .filter(|axis| axis.iter().any(|x| *x != 0.0))
            .collect();
        let axes = found(&self.scatter, self.votes, &start, NEAR);
        let means: Vec<f64> = (0..statements)
            .map(|column| if self.zeroed[column] { 0.0 } else { mean(&self.sums, column) })
            .collect();
        self.axes = Axes::new(&means, axes, self.rows.len());
        self.cluster(quirks);
    }

    fn cluster(&mut self, quirks: &Quirks) {
        let statements = self.statements.ids.len();
        let projector = Projector::new(&self.axes, &self.zeroed[..statements], quirks);
        let answers: Vec<usize> = self.rows.iter().map(Vec::len).collect();
        if !quirks.once_in_always_in {
            self.members.clear();
        }
        members::admit(&mut self.members, &answers, statements);
        let names: Vec<u32> =
            (0u32..).zip(&self.members).filter(|(_, member)| **member).map(|(row, _)| row).collect();
        let place = |row: &u32| projector.person(&self.rows[*row as usize]);
        let places: Vec<Point> = if self.votes < WORTH_THREADS {
            names.iter().map(place).collect()
        } else {
            names.par_iter().with_min_len(256).map(place).collect()
        };
        self.clustering = self.clustering.next(&names, &places, quirks);
    }

    /// The votes of all groups together, by column.
    fn group_totals(&self) -> Vec<Counts> {
        let statements = self.statements.ids.len();
        let Clustering { base, groups, .. } = &self.clustering;
        let by_base = by_base(|person| &self.rows[person][..], statements, base);
        total(&by_group(&by_base, statements, base, groups), statements)
    }

    fn published(self, before: Option<Vec<Counts>>, quirks: &Quirks) -> Math {
        let statements = self.statements.ids.len();
        let mut votes = VoteMatrix::with_capacity(statements, self.rows.len());
        for row in self.rows {
            let pushed = votes.push(row);
            debug_assert!(pushed.is_ok(), "columns are those of the statements");
        }
        let conversation = Conversation {
            votes,
            people: self.people.ids,
            statements: self.statements.ids,
            moderation: self.moderation,
        };
        let found = Found {
            axes: &self.axes,
            zeroed: &self.zeroed[..statements],
            members: &self.members,
            base: &self.clustering.base,
            groups: &self.clustering.groups,
            before: before.as_deref(),
        };
        finish(&conversation, &found, quirks)
    }
}
