//! The rounds of an adoption: one run each over one frozen text, folded from what happens.

use crate::clock::{Served, between};
use crate::course::{Answer, Course};
use crate::decide::{decide_in, ended};
use crate::input::Input;
use crate::outcome::{Decision, Outcome};
use crate::roll::{Roll, Seat};
use crate::rule::{BadRule, Rule};
use crate::silence::ClockStart;
use crate::sort::{Sorted, Standing, in_order};
use serde::{Deserialize, Serialize};
use terms::{Digest, Instant, PartyKey};

/// One round: a rule, a roll on one text, what the parties said and what the chair did.
///
/// It is folded from what happens, in the order of the acts. What is refused changes nothing. A round that is over
/// is never opened again; a revised text is a new one ([`Round::revised`]).
///
/// | [`RoundState`] | when |
/// |---|---|
/// | `Announced` | the time of no party has begun |
/// | `Running` | at least one party may still answer |
/// | `Paused` | a party asked for more time and the clock stands until the chair answers |
/// | `Broken` | a break stands: an objection, or what else the rule of silence takes for one |
/// | `Elapsed` | the time of every counted party is over and nothing broke |
/// | `Closed` | the chair closed it, or withdrew the text |
/// | `Confirmed` | what was adopted in it was confirmed at a meeting |
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    no: u32,
    rule: Rule,
    roll: Roll,
    announced: Instant,
    inputs: Vec<Input>,
    course: Course,
    last: (u64, Instant),
}

/// How a round stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RoundState {
    /// The time of no party has begun.
    Announced,
    /// At least one party may still answer.
    Running,
    /// The clock stands.
    Paused {
        /// Who asked for more time.
        by: PartyKey,
        /// The act it came with.
        seq: u64,
    },
    /// The silence is broken.
    Broken {
        /// By whom, in order of party.
        by: Vec<PartyKey>,
        /// The first act that broke it.
        seq: u64,
    },
    /// Over, and nothing broke it.
    Elapsed,
    /// Closed.
    Closed,
    /// Closed, and confirmed at a meeting.
    Confirmed,
}

/// What happens in a round beside what the parties say. The acts of a chair, a secretariat or a host; who may do them
/// is not asked here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conducted {
    /// The number of the act it came with.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// What.
    pub what: Conduct,
}

/// What is done in conducting a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Conduct {
    /// A party is served with the text.
    Served {
        /// Which.
        party: PartyKey,
        /// How that is known: opened by its link, a receipt, read out at a meeting.
        evidence: String,
    },
    /// The expiry is put off, before it has passed. Ends a pause.
    Extended {
        /// Who decided it.
        by: String,
        /// The new expiry.
        until: Instant,
        /// Why.
        reason: String,
    },
    /// A request for more time is refused. Ends a pause: what was left of the time is left still.
    ExtensionRefused {
        /// Who decided it.
        by: String,
        /// Why.
        reason: String,
    },
    /// Everybody is told that the silence is broken. From here on nothing is taken back or added.
    BreakTold,
    /// An objection is answered in writing. After the time of its party is over it is taken in all the same, and
    /// whether it has an effect is in the rule ([`Judged`](crate::Judged)).
    Answered {
        /// The act the objection came with, or the joint letter.
        objection: u64,
        /// The answer.
        text: String,
    },
    /// Whether an objection is to a substantial issue.
    Ruled {
        /// The act the objection came with, or the joint letter.
        objection: u64,
        /// Whether it is.
        substantial: bool,
    },
    /// The text is withdrawn from this round, to be revised or given up. Not once it is adopted (compare UN General
    /// Assembly, rule 80: before voting on it has begun).
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// The round is closed: it is broken or everybody's time is over.
    Closed,
    /// What was adopted is confirmed at a meeting.
    Confirmed {
        /// Which meeting.
        meeting: String,
    },
}

/// Why something cannot happen in a round. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RoundError {
    /// The rule itself does not hold.
    #[error(transparent)]
    Rule(#[from] BadRule),
    /// Rounds are counted from one.
    #[error("rounds are counted from 1")]
    NumberZero,
    /// The numbers are used up.
    #[error("there is no round after {0}")]
    NoNumberLeft(u32),
    /// The deadline does not come after the announcement.
    #[error("the deadline does not come after the announcement")]
    NoTime,
    /// The time given is shorter than the rule allows.
    #[error("{given} ms are given; the rule asks for {least} at the least")]
    WindowTooShort {
        /// From announcement to expiry, in milliseconds.
        given: u64,
        /// The least.
        least: u64,
    },
    /// Something earlier comes after something later.
    #[error("the clock went back: {} comes after {}", at.millis(), latest.millis())]
    ClockWentBack {
        /// When the last thing happened.
        latest: Instant,
        /// When this is said to have happened.
        at: Instant,
    },
    /// An act with a lower number comes after one with a higher.
    #[error("act {seq} comes after act {latest}")]
    OutOfOrder {
        /// The last act.
        latest: u64,
        /// This one.
        seq: u64,
    },
    /// The round is over.
    #[error("round {0} is over; a revised text is a new round")]
    Over(u32),
    /// The round is not over.
    #[error("round {0} is still running")]
    StillRunning(u32),
    /// The text is adopted, so there is nothing to run again or to withdraw.
    #[error("the text of round {0} is adopted")]
    Adopted(u32),
    /// A new round on the same text would reopen the old one.
    #[error("round {no} was on the same text {text}; a new round takes a revised one")]
    SameText {
        /// The round.
        no: u32,
        /// The text.
        text: Digest,
    },
    /// The party is not on the roll.
    #[error("party {0} is not on the roll")]
    NotOnRoll(PartyKey),
    /// The party was served before; the first time counts.
    #[error("party {party} was served at {}", at.millis())]
    ServedBefore {
        /// The party.
        party: PartyKey,
        /// When it was.
        at: Instant,
    },
    /// The expiry has passed.
    #[error("the time expired at {}; it can be extended before that only", .0.millis())]
    Expired(Instant),
    /// An extension gives less time than there is.
    #[error("the time runs until {} already", .0.millis())]
    NotLater(Instant),
    /// Nothing broke the silence.
    #[error("the silence is not broken")]
    NotBroken,
    /// No objection that stands came with this act.
    #[error("no objection that stands came with act {0}")]
    NoObjection(u64),
    /// The objection was answered before; the first answer counts.
    #[error("the objection of act {0} was answered before")]
    AnsweredBefore(u64),
    /// Nothing was adopted that could be confirmed.
    #[error("nothing was adopted in round {0} that is to be confirmed")]
    NothingToConfirm(u32),
}

impl Round {
    /// Opens the first round, or that with this number, on the text of `roll`, whose deadline is the expiry.
    ///
    /// # Errors
    /// Where the rule does not hold, the number is 0, or the time given is none or shorter than the rule's least.
    pub fn open(no: u32, rule: Rule, roll: Roll, announced: Instant) -> Result<Round, RoundError> {
        rule.check()?;
        if no == 0 {
            return Err(RoundError::NumberZero);
        }
        let given = between(announced, roll.deadline());
        if given == 0 {
            return Err(RoundError::NoTime);
        }
        if let Some(least) = rule.silence.map(|silence| silence.min_window.millis())
            && given < least
        {
            return Err(RoundError::WindowTooShort { given, least });
        }
        let course = Course::new(Some(no), &roll);
        let (inputs, last) = (Vec::new(), (0, announced));
        Ok(Round { no, rule, roll, announced, inputs, course, last })
    }

    /// Opens the next round on a revised text, under the same rule.
    ///
    /// # Errors
    /// Where this round is still running, its text is adopted or is the same; and as [`Round::open`].
    pub fn revised(&self, roll: Roll, announced: Instant) -> Result<Round, RoundError> {
        if announced < self.last.1 {
            return Err(RoundError::ClockWentBack { latest: self.last.1, at: announced });
        }
        match self.decide(announced).decision {
            Decision::NotYet => return Err(RoundError::StillRunning(self.no)),
            Decision::Adopted => return Err(RoundError::Adopted(self.no)),
            Decision::NotAdopted => {}
        }
        if roll.text() == self.roll.text() {
            return Err(RoundError::SameText { no: self.no, text: roll.text() });
        }
        let no = self.no.checked_add(1).ok_or(RoundError::NoNumberLeft(self.no))?;
        let next = Round::open(no, self.rule.clone(), roll, announced)?;
        Ok(Round { last: (self.last.0, announced), ..next })
    }

    /// Takes in what a party said. What is late or has no effect is taken in as well and recorded as such.
    ///
    /// # Errors
    /// Where its act or its instant comes before the last one.
    pub fn hear(&mut self, input: Input) -> Result<(), RoundError> {
        self.follows(input.seq, input.received)?;
        if !self.is_closed() && self.course.clock.told.is_none() {
            self.course.clock.hear(&self.rule, &self.roll, &input);
        }
        self.happened(input.seq, input.received);
        self.inputs.push(input);
        Ok(())
    }

    /// Takes in what was done in conducting the round.
    ///
    /// # Errors
    /// [`RoundError`] says why it cannot happen.
    pub fn apply(&mut self, done: Conducted) -> Result<(), RoundError> {
        let Conducted { seq, at, what } = done;
        self.follows(seq, at)?;
        let confirms = matches!(what, Conduct::Confirmed { .. });
        if confirms != self.is_closed() {
            return Err(if self.is_closed() {
                RoundError::Over(self.no)
            } else {
                RoundError::StillRunning(self.no)
            });
        }
        match what {
            Conduct::Served { party, evidence } => self.serve(party, Served { at, evidence })?,
            Conduct::Extended { until, .. } => self.extend(until, at)?,
            Conduct::ExtensionRefused { .. } => self.course.clock.resume(at),
            Conduct::BreakTold => {
                self.breaks().ok_or(RoundError::NotBroken)?;
                self.course.clock.told.get_or_insert(seq);
            }
            Conduct::Answered { objection, text } => self.answer(objection, Answer { seq, at, text })?,
            Conduct::Ruled { objection, substantial } => {
                self.objection_stands(objection)?;
                self.course.substantial.insert(objection, substantial);
            }
            Conduct::Withdrawn { reason } => {
                if self.decide(at).decision == Decision::Adopted {
                    return Err(RoundError::Adopted(self.no));
                }
                self.course.withdrawn = Some((seq, reason));
                self.course.clock.closed = Some((seq, at));
            }
            Conduct::Closed => self.close(seq, at)?,
            Conduct::Confirmed { .. } => {
                if !self.decide(at).to_be_confirmed {
                    return Err(RoundError::NothingToConfirm(self.no));
                }
                self.course.confirmed = true;
            }
        }
        self.happened(seq, at);
        Ok(())
    }

    fn follows(&self, seq: u64, at: Instant) -> Result<(), RoundError> {
        let (latest, last) = self.last;
        if seq < latest {
            return Err(RoundError::OutOfOrder { latest, seq });
        }
        if at < last {
            return Err(RoundError::ClockWentBack { latest: last, at });
        }
        Ok(())
    }

    fn is_closed(&self) -> bool {
        self.course.clock.closed.is_some()
    }

    fn happened(&mut self, seq: u64, at: Instant) {
        self.last = (seq, at);
        self.course.latest = Some(at);
    }

    fn serve(&mut self, party: PartyKey, served: Served) -> Result<(), RoundError> {
        if self.roll.seat(&party).is_none() {
            return Err(RoundError::NotOnRoll(party));
        }
        if let Some(before) = self.course.clock.served.get(&party) {
            return Err(RoundError::ServedBefore { party, at: before.at });
        }
        self.course.clock.served.insert(party, served);
        Ok(())
    }

    fn extend(&mut self, until: Instant, at: Instant) -> Result<(), RoundError> {
        if self.rule.silence.is_some() && self.breaks().is_some() && self.is_fixed() {
            return Err(RoundError::Over(self.no));
        }
        let mut clock = self.course.clock.clone();
        clock.resume(at);
        if at > clock.expiry {
            return Err(RoundError::Expired(clock.expiry));
        }
        if until <= clock.expiry {
            return Err(RoundError::NotLater(clock.expiry));
        }
        clock.expiry = until;
        self.course.clock = clock;
        Ok(())
    }

    /// Whether a break cannot be taken back any more.
    fn is_fixed(&self) -> bool {
        let lifts = self.rule.silence.is_some_and(|silence| silence.withdrawal_lifts);
        !lifts || self.course.clock.told.is_some()
    }

    fn answer(&mut self, objection: u64, answer: Answer) -> Result<(), RoundError> {
        self.objection_stands(objection)?;
        if self.course.answers.contains_key(&objection) {
            return Err(RoundError::AnsweredBefore(objection));
        }
        self.course.answers.insert(objection, answer);
        Ok(())
    }

    fn objection_stands(&self, objection: u64) -> Result<(), RoundError> {
        let ordered = in_order(&self.inputs);
        let sorted = Sorted::new(&self.rule, &self.roll, &ordered, &self.course);
        let is_it = |stance: &Standing<'_>| stance.input.seq == objection || stance.letter == Some(objection);
        let stands = sorted.objections().any(|(stance, ..)| is_it(stance));
        if stands { Ok(()) } else { Err(RoundError::NoObjection(objection)) }
    }

    fn close(&mut self, seq: u64, at: Instant) -> Result<(), RoundError> {
        match self.state(at) {
            RoundState::Broken { .. } | RoundState::Elapsed => {
                self.course.clock.closed = Some((seq, at));
                Ok(())
            }
            _ => Err(RoundError::StillRunning(self.no)),
        }
    }

    /// What breaks the silence, as it stands: the parties, and the first act.
    fn breaks(&self) -> Option<(Vec<PartyKey>, u64)> {
        self.rule.silence?;
        let ordered = in_order(&self.inputs);
        Sorted::new(&self.rule, &self.roll, &ordered, &self.course).broken_by()
    }

    /// How the round stands at `now`.
    #[must_use]
    pub fn state(&self, now: Instant) -> RoundState {
        let now = now.max(self.last.1);
        if self.course.confirmed {
            return RoundState::Confirmed;
        }
        if self.is_closed() {
            return RoundState::Closed;
        }
        if let Some((by, seq)) = self.breaks() {
            return RoundState::Broken { by, seq };
        }
        if let Some(pause) = self.course.clock.paused() {
            return RoundState::Paused { by: pause.by.clone(), seq: pause.seq };
        }
        if ended(&self.rule, &self.roll, &self.course, now) {
            return RoundState::Elapsed;
        }
        if now > self.announced && self.has_begun() { RoundState::Running } else { RoundState::Announced }
    }

    /// Whether the time of some counted party has begun.
    fn has_begun(&self) -> bool {
        let mut counted = self.roll.seats().iter().filter(|seat| self.rule.counts(seat));
        let served = |seat: &Seat| self.course.clock.served.contains_key(&seat.party);
        let each = self.rule.silence.is_some_and(|silence| silence.clock_start == ClockStart::Served);
        !each || counted.any(served)
    }

    /// What the rule yields at `now`.
    #[must_use]
    pub fn decide(&self, now: Instant) -> Outcome {
        decide_in(&self.rule, &self.roll, &self.inputs, &self.course, now)
    }

    /// The last instant at which an answer of this party is in time; `None` where there is none yet: it was not
    /// served, or the clock stands. A party that is not on the roll has the end of the round.
    #[must_use]
    pub fn end_of(&self, party: &PartyKey) -> Option<Instant> {
        let clock = &self.course.clock;
        self.roll.seat(party).map_or_else(|| clock.end_for_others(), |seat| clock.end_of(&self.rule, seat))
    }

    /// The expiry, with all extensions and ended pauses.
    #[must_use]
    pub fn expiry(&self) -> Instant {
        self.course.clock.expiry
    }

    /// When and how a party was served.
    #[must_use]
    pub fn served(&self, party: &PartyKey) -> Option<&Served> {
        self.course.clock.served.get(party)
    }

    /// The number of the round.
    #[must_use]
    pub fn no(&self) -> u32 {
        self.no
    }

    /// When it was announced.
    #[must_use]
    pub fn announced(&self) -> Instant {
        self.announced
    }

    /// The rule.
    #[must_use]
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// The roll, with the deadline as it was at the opening.
    #[must_use]
    pub fn roll(&self) -> &Roll {
        &self.roll
    }

    /// What was said, in the order it was taken in.
    #[must_use]
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }
}
