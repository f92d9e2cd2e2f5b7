//! What is counted so far, and what follows from it for the choice.

use opinion::special::Beta;
use tally::Counts;
use terms::Vote;

/// How the next statement is chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Strategy {
    /// The statement on which an answer tells most of whether at least `tau` agree in every block; with the chance
    /// `audit` any open one, all alike.
    ///
    /// How much an answer of block b tells: the standard deviation by which it moves the probability of θ_b ≥ τ, times
    /// (Π over the other blocks of their probability of θ ≥ τ)^(1 / number of blocks). With Beta(α, β) for θ_b the
    /// deviation is τ(1 − τ) f(τ) / √(αβ), f the density: an agreement moves the lower tail by −τ(1 − τ) f / α, anything
    /// else by τ(1 − τ) f / β. The root keeps many half-asked blocks from making every statement look hopeless.
    Threshold {
        /// The share that must agree, within (0, 1).
        tau: f64,
        /// The chance of a uniform choice, within (0, 1].
        audit: f64,
    },
    /// The same with the rule of the thresholding bandit (APT, Locatelli, Gutzeit and Carpentier 2016): the smallest
    /// √(n + 1)·(|θ̂ − τ| + 0.1), n answers of the own block with the mean θ̂.
    Apt {
        /// The share that must agree, within (0, 1).
        tau: f64,
        /// The chance of a uniform choice, within (0, 1].
        audit: f64,
    },
    /// With a chance in proportion to the priority that Polis gives a statement ([`polis::priority`]).
    PolisPriority,
    /// Any open statement, all alike.
    Uniform,
}

/// A strategy that cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum StrategyError {
    /// The threshold is no share between the ends.
    #[error("a threshold of {0}: it must lie between 0 and 1, neither included")]
    Tau(f64),
    /// Without an audit share some statements would have no chance, and the rest could not be checked.
    #[error("an audit share of {0}: it must be above 0 and at most 1")]
    Audit(f64),
}

impl Strategy {
    fn check(self) -> Result<(), StrategyError> {
        let (Strategy::Threshold { tau, audit } | Strategy::Apt { tau, audit }) = self else { return Ok(()) };
        if !(tau > 0.0 && tau < 1.0) {
            Err(StrategyError::Tau(tau))
        } else if !(audit > 0.0 && audit <= 1.0) {
            Err(StrategyError::Audit(audit))
        } else {
            Ok(())
        }
    }
}

/// A block is sure not to reach the threshold from this probability on; the statement is then asked by audit alone.
const RULED_OUT: f64 = 0.995;
/// Room at the threshold within which the bandit takes all means for alike.
const APT_ROOM: f64 = 0.1;
/// How much the first answer of those that a verdict needs at least tells, as a part of the probability that the block
/// reaches the threshold.
const NEEDED: f64 = 0.3;
/// What is known of a block before it answers: the flat prior of the engine, one third each for agree, pass, disagree.
const PRIOR: (f64, f64) = (2.0 / 3.0, 4.0 / 3.0);

/// What follows from the counts of one block on one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cell {
    votes: Counts,
    /// P(θ ≥ τ), and its logarithm.
    reaches: f64,
    ln_reaches: f64,
    /// How much an answer tells of the block alone.
    tells: f64,
    /// How gladly the block is asked; larger is gladder.
    gain: f64,
    /// Whether it is asked although the statement is ruled out.
    divides: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Statement {
    open: bool,
    hidden: bool,
    is_meta: bool,
    extremity: f64,
    /// Whether so many blocks that count have ruled it out that the verdict cannot hold.
    ruled_out: bool,
    /// The priority that Polis gives it.
    priority: f64,
}

/// The counts of every block on every statement, which statements can be asked, and the strategy.
///
/// A function of what was put in, whatever the order. An answer costs O(blocks), a choice O(statements). Statements and
/// blocks are positions; whose they are is kept by whoever builds it.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    strategy: Strategy,
    /// Of each block, whether the verdict is taken over it.
    counts: Vec<bool>,
    /// How many blocks may stand outside the verdict.
    outside: usize,
    /// So many answers a block must have given for the verdict.
    least: u64,
    statements: Vec<Statement>,
    /// By statement, then block.
    cells: Vec<Cell>,
}

impl State {
    /// Nobody has answered; every statement is open, and the verdict is taken over all blocks.
    ///
    /// # Errors
    /// [`StrategyError`] for a threshold or an audit share that cannot be followed.
    pub fn new(blocks: usize, statements: usize, strategy: Strategy) -> Result<State, StrategyError> {
        State::with_blocks(vec![true; blocks], statements, strategy)
    }

    /// The same with blocks beside, such as parties that may vote and do not count: they are asked like the others, and
    /// the verdict is not taken over them.
    ///
    /// # Errors
    /// As [`State::new`].
    pub fn with_blocks(
        counts: Vec<bool>,
        statements: usize,
        strategy: Strategy,
    ) -> Result<State, StrategyError> {
        strategy.check()?;
        let nothing = Statement {
            open: true,
            hidden: false,
            is_meta: false,
            extremity: 0.0,
            ruled_out: false,
            priority: 0.0,
        };
        let cells = vec![Cell::default(); counts.len() * statements];
        let statements = vec![nothing; statements];
        let mut state = State { strategy, counts, outside: 0, least: 0, statements, cells };
        if !state.statements.is_empty() {
            for block in 0..state.blocks() {
                state.believe(block, 0);
            }
            state.weigh(0);
            // Nothing is counted anywhere, so all statements are as the first.
            let (first, blocks) = (state.statements[0], state.blocks());
            state.statements.fill(first);
            for at in blocks..state.cells.len() {
                state.cells[at] = state.cells[at - blocks];
            }
        }
        Ok(state)
    }

    /// The same for a verdict that holds with so many blocks outside, and only where a block gave `least` answers.
    ///
    /// A statement is ruled out when more blocks than that have; the most doubtful ones do not weigh on the others. While a
    /// block has not given its answers, each counts as one that tells of it at least the part `NEEDED` of its probability,
    /// less with every answer: else nobody would be asked what a few answers have already made clear, and nothing could be
    /// certified of it. Of a statement that is ruled out the two blocks furthest apart, one for and one against, are asked
    /// until they gave twice as many: a divide needs no others, and is rarely sure with the least.
    #[must_use]
    pub fn with_verdict(mut self, outside: usize, least: u64) -> State {
        (self.outside, self.least) = (outside, least);
        for statement in 0..self.statements() {
            for block in 0..self.blocks() {
                self.believe(block, statement);
            }
            self.weigh(statement);
        }
        self
    }

    /// The strategy.
    #[must_use]
    pub fn strategy(&self) -> Strategy {
        self.strategy
    }

    /// How many blocks there are, those beside included.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.counts.len()
    }

    /// How many statements there are, closed ones included.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.statements.len()
    }

    /// The counts of a block on a statement.
    #[must_use]
    pub fn counts(&self, block: usize, statement: usize) -> Counts {
        self.cells[self.at(block, statement)].votes
    }

    /// One more answer of a block.
    pub fn record(&mut self, block: usize, statement: usize, vote: Vote) {
        let mut votes = self.counts(block, statement);
        match vote {
            Vote::Agree => votes.agree += 1,
            Vote::Pass => votes.pass += 1,
            Vote::Disagree => votes.disagree += 1,
        }
        self.set(block, statement, votes);
    }

    /// All counts of a block on a statement, in place of those before.
    pub fn set(&mut self, block: usize, statement: usize, votes: Counts) {
        let at = self.at(block, statement);
        if self.cells[at].votes != votes {
            self.cells[at].votes = votes;
            self.believe(block, statement);
            self.weigh(statement);
        }
    }

    /// Whether a statement can be answered now.
    pub fn set_open(&mut self, statement: usize, open: bool) {
        self.statements[statement].open = open;
    }

    /// Whether a moderator has hidden a statement.
    pub fn set_hidden(&mut self, statement: usize, hidden: bool) {
        self.statements[statement].hidden = hidden;
    }

    /// What only Polis looks at: whether a statement is about participants, and how far from the middle of its map.
    pub fn set_polis(&mut self, statement: usize, is_meta: bool, extremity: f64) {
        self.statements[statement] = Statement { is_meta, extremity, ..self.statements[statement] };
        self.weigh(statement);
    }

    /// Whether a statement is open and not hidden.
    #[must_use]
    pub fn can_be_asked(&self, statement: usize) -> bool {
        self.statements[statement].open && !self.statements[statement].hidden
    }

    /// Whether a block that counts (or one more than may stand outside) is sure, by more than 99.5 %, not to reach the
    /// threshold.
    #[must_use]
    pub fn is_ruled_out(&self, statement: usize) -> bool {
        self.statements[statement].ruled_out
    }

    /// How probable it is that at least τ agree in every block that counts: flat prior, each block by its own answers.
    /// For choosing and for measuring the choice, never for certifying. 1 where the strategy has no threshold.
    #[must_use]
    pub fn probability(&self, statement: usize) -> f64 {
        self.counted(statement).map(|cell| cell.reaches).product()
    }

    /// How gladly a block is asked this statement; larger is gladder.
    pub(crate) fn gain(&self, block: usize, statement: usize) -> f64 {
        self.cells[self.at(block, statement)].gain
    }

    /// Whether the strategy may prefer a statement for a block; otherwise audit alone asks it.
    pub(crate) fn is_preferred(&self, block: usize, statement: usize) -> bool {
        !self.is_ruled_out(statement) || self.cells[self.at(block, statement)].divides
    }

    /// The priority that Polis gives a statement.
    pub(crate) fn priority(&self, statement: usize) -> f64 {
        self.statements[statement].priority
    }

    fn at(&self, block: usize, statement: usize) -> usize {
        debug_assert!(block < self.blocks());
        statement * self.blocks() + block
    }

    fn row(&self, statement: usize) -> &[Cell] {
        &self.cells[statement * self.blocks()..][..self.blocks()]
    }

    fn counted(&self, statement: usize) -> impl Iterator<Item = &Cell> {
        self.row(statement).iter().zip(&self.counts).filter(|(_, counts)| **counts).map(|(cell, _)| cell)
    }

    /// What the counts of a block say of the block alone.
    fn believe(&mut self, block: usize, statement: usize) {
        let at = self.at(block, statement);
        let votes = self.cells[at].votes;
        let (tau, is_apt) = match self.strategy {
            Strategy::Threshold { tau, .. } => (tau, false),
            Strategy::Apt { tau, .. } => (tau, true),
            Strategy::PolisPriority | Strategy::Uniform => {
                self.cells[at].reaches = 1.0;
                return;
            }
        };
        let (alpha, beta) = (PRIOR.0 + real(votes.agree), PRIOR.1 + real(votes.pass + votes.disagree));
        let mean = alpha / (alpha + beta);
        let belief =
            Beta::new(alpha, beta).and_then(|belief| Ok((belief.tails(tau)?.upper, belief.density(tau))));
        // With more answers than the function is made for, the share is known.
        let (reaches, density) = belief.unwrap_or((f64::from(mean >= tau), 0.0));
        let tells = if is_apt {
            -(real(votes.answers()) + 1.0).sqrt() * ((mean - tau).abs() + APT_ROOM)
        } else {
            let moves = tau * (1.0 - tau) * density / (alpha * beta).sqrt();
            let needed = if votes.answers() < self.least { NEEDED * reaches } else { 0.0 };
            moves.max(needed / (real(votes.answers()) + 1.0).sqrt())
        };
        // The least number keeps the logarithm finite.
        let ln_reaches = libm::log(reaches.max(f64::MIN_POSITIVE));
        self.cells[at] = Cell { reaches, ln_reaches, tells, ..self.cells[at] };
    }

    /// What the counts of all blocks together say of a statement.
    fn weigh(&mut self, statement: usize) {
        match self.strategy {
            Strategy::Uniform => {}
            Strategy::PolisPriority => self.weigh_as_polis(statement),
            Strategy::Threshold { .. } => {
                self.rule_out(statement);
                let root = 1.0 / self.counts.iter().map(|counts| f64::from(*counts)).sum::<f64>().max(1.0);
                // The most doubtful first; those that may stand outside weigh on nobody.
                let mut doubts: Vec<f64> = self.counted(statement).map(|cell| cell.ln_reaches).collect();
                doubts.sort_unstable_by(f64::total_cmp);
                let inside: f64 = doubts.iter().skip(self.outside).sum();
                for block in 0..self.blocks() {
                    let at = self.at(block, statement);
                    let others = if self.counts[block] {
                        let own = self.cells[at].ln_reaches;
                        // Who would stand outside leaves the place to the next.
                        inside - doubts.get(self.outside).map_or(0.0, |last| own.max(*last))
                    } else {
                        inside
                    };
                    self.cells[at].gain = self.cells[at].tells * libm::exp(root * others);
                    self.cells[at].divides = false;
                }
                if self.is_ruled_out(statement) {
                    self.ask_who_is_divided(statement);
                }
            }
            Strategy::Apt { .. } => {
                self.rule_out(statement);
                for block in 0..self.blocks() {
                    let at = self.at(block, statement);
                    self.cells[at].gain = self.cells[at].tells;
                }
            }
        }
    }

    fn rule_out(&mut self, statement: usize) {
        let ruled_out = self.counted(statement).filter(|cell| cell.reaches < 1.0 - RULED_OUT).count();
        self.statements[statement].ruled_out = ruled_out > self.outside;
    }

    /// Looks for the two blocks that a divide would name.
    fn ask_who_is_divided(&mut self, statement: usize) {
        let share = |cell: &Cell| (real(cell.votes.agree) + 1.0) / (real(cell.votes.answers()) + 2.0);
        let apart =
            self.row(statement).iter().zip(&self.counts).enumerate().filter(|(_, (_, counts))| **counts);
        let mut apart: Vec<(f64, usize)> = apart.map(|(block, (cell, _))| (share(cell), block)).collect();
        apart.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let (Some(against), Some(most)) = (apart.first().copied(), apart.last().copied()) else { return };
        if against.0 >= 0.5 || most.0 <= 0.5 {
            return;
        }
        for (_, block) in [against, most] {
            let (at, least) = (self.at(block, statement), self.least);
            let cell = &mut self.cells[at];
            let answers = cell.votes.answers();
            if answers < 2 * least {
                (cell.divides, cell.gain) = (true, NEEDED / (real(answers) + 1.0).sqrt());
            }
        }
    }

    fn weigh_as_polis(&mut self, statement: usize) {
        let mut votes = polis::Counts::default();
        for cell in self.row(statement) {
            votes.agree += cell.votes.agree;
            votes.disagree += cell.votes.disagree;
            votes.seen += cell.votes.answers();
        }
        let of = &mut self.statements[statement];
        of.priority = polis::priority(votes, of.extremity, of.is_meta);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number of answers, of which the first 53 bits do")]
pub(crate) fn real(number: u64) -> f64 {
    number as f64
}
