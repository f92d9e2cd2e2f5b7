//! Where people and statements lie.

use crate::axes::Axes;
use crate::conversation::Conversation;
use crate::math::Pca;
use crate::quirks::Quirks;
use rayon::prelude::*;
use tally::Answer;

/// A place on the map.
pub(crate) type Point = [f64; 2];

/// What projecting needs to know of each statement.
pub(crate) struct Projector {
    /// For disagree, pass and agree: the answer in Polis' sign less the centre, along both axes.
    steps: Vec<[Point; 3]>,
    zeroed: Vec<bool>,
    moderated: usize,
    count_moderated: bool,
}

impl Projector {
    pub(crate) fn new(axes: &Axes, zeroed: &[bool], quirks: &Quirks) -> Projector {
        let (first, second) = match &axes.axes[..] {
            [first, second] => (Some(first), Some(second)),
            [first] if !quirks.one_axis_is_none => (Some(first), None),
            _ => (None, None),
        };
        let along = |axis: Option<&Vec<f64>>, at: usize| axis.map_or(0.0, |axis| axis[at]);
        let steps = axes.center.iter().enumerate().map(|(at, center)| {
            [1.0, 0.0, -1.0].map(|answer| {
                let off = answer - center;
                if zeroed[at] { [0.0; 2] } else { [off * along(first, at), off * along(second, at)] }
            })
        });
        let moderated = zeroed.iter().filter(|zeroed| **zeroed).count();
        let count_moderated = quirks.moderated_count_as_votes;
        Projector { steps: steps.collect(), zeroed: zeroed.to_vec(), moderated, count_moderated }
    }

    /// √(statements / votes) Σ (xⱼ − centreⱼ) axisⱼ over those answered (`sparsity-aware-project-ptpt`).
    pub(crate) fn person(&self, row: &[Answer]) -> Point {
        let mut sum = [0.0; 2];
        let mut open = 0usize;
        for answer in row {
            let step = self.steps[answer.statement()][(answer.sign() + 1) as usize];
            sum[0] += step[0];
            sum[1] += step[1];
            open += usize::from(!self.zeroed[answer.statement()]);
        }
        let (statements, votes) = if self.count_moderated {
            (self.steps.len(), open + self.moderated)
        } else {
            (self.steps.len() - self.moderated, open)
        };
        let stretch = (real(statements) / real(votes.max(1))).sqrt();
        sum.map(|x| stretch * x)
    }

    /// Where somebody would lie who agreed with this statement and answered no other.
    fn statement(&self, at: usize) -> Point {
        let statements =
            if self.count_moderated { self.steps.len() } else { self.steps.len() - self.moderated };
        let stretch = real(statements).sqrt();
        self.steps[at][2].map(|x| stretch * x)
    }

    pub(crate) fn pca(&self, axes: &Axes) -> Pca {
        let places: Vec<Point> = (0..self.steps.len()).map(|at| self.statement(at)).collect();
        Pca {
            center: axes.center.clone(),
            comps: axes.axes.clone(),
            comment_projection: (0..2).map(|axis| places.iter().map(|place| place[axis]).collect()).collect(),
            comment_extremity: places.iter().map(|[x, y]| (x * x + y * y).sqrt()).collect(),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}

/// Where the people of a conversation lie on the axes of somebody's published figures, in the order of rows.
///
/// `None` where those are not over the same statements.
#[must_use]
pub fn positions(conversation: &Conversation, pca: &Pca, quirks: &Quirks) -> Option<Vec<[f64; 2]>> {
    let axes = published(conversation, pca)?;
    Some(all(conversation, &Projector::new(&axes, &conversation.zeroed(), quirks)))
}

/// Where the statements of a conversation lie on the axes of somebody's published figures, and how far out.
///
/// `None` where those are not over the same statements.
#[must_use]
pub fn statements_on(conversation: &Conversation, pca: &Pca, quirks: &Quirks) -> Option<Pca> {
    let axes = published(conversation, pca)?;
    Some(Projector::new(&axes, &conversation.zeroed(), quirks).pca(&axes))
}

fn published(conversation: &Conversation, pca: &Pca) -> Option<Axes> {
    let statements = conversation.statements();
    let same = pca.center.len() == statements && pca.comps.iter().all(|axis| axis.len() == statements);
    same.then(|| Axes { center: pca.center.clone(), axes: pca.comps.clone() })
}

/// Everybody, in the order of rows.
pub(crate) fn all(conversation: &Conversation, projector: &Projector) -> Vec<Point> {
    let votes = &conversation.votes;
    (0..votes.people())
        .into_par_iter()
        .with_min_len(512)
        .map(|person| projector.person(votes.row(person)))
        .collect()
}
