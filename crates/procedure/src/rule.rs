//! Decision rules as data.

use crate::input::StatementKind;
use crate::roll::Seat;
use crate::silence::Silence;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A decision rule. A forum's rules are configuration; unknown parameters, and parameters that do not go together
/// ([`Rule::check`]), are refused when they are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Rule {
    /// Its id, for example `sco16`.
    pub id: String,
    /// The party concerned is heard and not counted: neither its objection nor its seat (consensus minus one).
    #[serde(default)]
    pub exclude_concerned: bool,
    /// How many must be present.
    #[serde(default)]
    pub quorum: Quorum,
    /// The test for adoption.
    pub test: Test,
    /// What abstaining does beyond what the test says of it.
    #[serde(default, skip_serializing_if = "Abstain::is_ignored")]
    pub abstain: Abstain,
    /// The rule that may be turned to where this one fails; an outcome names it ([`Outcome::may_turn_to`]), and
    /// [`decide`](crate::decide) never turns to it by itself.
    ///
    /// [`Outcome::may_turn_to`]: crate::Outcome::may_turn_to
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<String>,
    /// How many days after its adoption the text takes effect; at once where none is given. The decision itself is
    /// the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect_after_days: Option<u32>,
    /// Decided by consent: an objection needs a reason and the decision a review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// Adopted in silence: until when parties have, and what breaks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<Silence>,
    /// Takes effect unless notified to the contrary within a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contrary: Option<Contrary>,
    /// The party concerned is left out only where the roll states the violation it is about
    /// ([`Seat::violation`]); without one it is counted as any other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks_for_violation: bool,
    /// Adopting is adopting without a vote, and only where every counted party agrees is it by consensus: the two
    /// are not the same label (practice of the UN General Assembly).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_vote: bool,
    /// The kinds of statement that are attached to an adopted text; all others are in the record alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attaches: Vec<StatementKind>,
    /// Who does not participate lets the others go ahead and may join later (ASEAN Charter, Art. 21(2)).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub flexible: bool,
    /// The body that decides how to decide where this rule fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refers_to: Option<String>,
}

/// Taking effect unless notified to the contrary (OPEC Statute). Days of 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contrary {
    /// How many days after the deadline the text takes effect. A party that was present may notify to the contrary
    /// until then.
    pub effect_after_days: u32,
    /// How many days before that a party that was absent must have notified.
    pub absent_before_days: u32,
}

/// Parameters of a rule that do not go together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRule {
    /// Silence is asked for where parties vote or a chair judges.
    #[error("rule {0}: a silence procedure asks for a test of no objection")]
    SilenceWithoutObjections(String),
    /// Notifications to the contrary where parties vote or a chair judges.
    #[error("rule {0}: notifications to the contrary ask for a test of no objection")]
    ContraryWithoutObjections(String),
    /// Two clocks.
    #[error("rule {0}: silence and notifications to the contrary are two clocks; a rule has one")]
    TwoClocks(String),
    /// Two instants of effect.
    #[error("rule {0}: effect_after_days stands beside contrary, which has its own")]
    TwoEffects(String),
    /// An absent party would have to notify before the meeting.
    #[error("rule {id}: who is absent cannot notify {before} days before an effect that comes after {after}")]
    ContraryTooEarly {
        /// The rule.
        id: String,
        /// How many days before.
        before: u32,
        /// How many days after the deadline the effect comes.
        after: u32,
    },
    /// A violation is asked for where nobody is left out.
    #[error("rule {0}: asks_for_violation says when the party concerned is left out, and nobody is")]
    ViolationWithoutConcerned(String),
    /// A label of adopting without a vote where parties vote or a chair judges.
    #[error("rule {0}: without_vote asks for a test of no objection")]
    VoteWithoutVote(String),
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Rule::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Rule, D::Error> {
        let rule = Rule::deserialize(deserializer)?;
        rule.check().map_err(serde::de::Error::custom)?;
        Ok(rule)
    }
}

/// What deciding by consent asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// How many days after its adoption the decision is looked at again. Never left out.
    pub review_after_days: u32,
}

/// What abstaining does beyond what the test says of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Abstain {
    /// Nothing.
    #[default]
    Ignore,
    /// The text is not adopted where those who abstain with a declaration reach both bars.
    Constructive {
        /// How many of the counted parties.
        bar_members: Threshold,
        /// How much of their population.
        bar_population: Threshold,
    },
}

impl Abstain {
    fn is_ignored(&self) -> bool {
        *self == Abstain::Ignore
    }
}

/// The test for adoption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Test {
    /// Adopted when no objection stands. Decided on positions; ballots have no effect.
    NoObjection {
        /// Whose objections stand in the way.
        over: Over,
        /// What it means that a deciding party is absent.
        #[serde(default)]
        absent: Absent,
    },
    /// Adopted when enough say yes. Decided on ballots; positions have no effect.
    Fraction {
        /// How many of `base` must say yes.
        threshold: Threshold,
        /// Of whom.
        base: Base,
    },
    /// Adopted when enough say yes both by number and by population, of all counted parties, present or not: who
    /// abstains or is away counts against. Decided on ballots; positions have no effect.
    Double {
        /// How many of the parties must say yes.
        members: Threshold,
        /// How much of their population the yes must stand for.
        population: Threshold,
        /// How many parties it takes at least to block on population alone; with fewer that do not say yes the
        /// population is taken as reached. 0 where the rule has no such clause.
        #[serde(default)]
        min_blockers: u64,
    },
    /// Adopted when the objections that stand were dealt with as the practice asks. Decided on positions and on the
    /// written answers of the chair ([`Round`](crate::Round)); ballots have no effect, and nothing is counted that
    /// the practice does not count.
    Judged(Judged),
}

impl Test {
    /// Whether it is decided on positions, and not on ballots.
    pub(crate) fn by_positions(self) -> bool {
        match self {
            Test::NoObjection { .. } | Test::Judged(_) => true,
            Test::Fraction { .. } | Test::Double { .. } => false,
        }
    }
}

/// What is judged of the objections that stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Judged {
    /// Every one of them has a written answer: addressed, not necessarily accommodated, and not counted (RFC 7282). An
    /// answer counts by the end of the time of the party that objected, as everything else does: later it is recorded
    /// without effect. A chair that needs longer extends the time before it is over.
    Rough,
    /// General agreement, without sustained opposition to substantial issues by an important part of those concerned,
    /// by a process that seeks to reconcile (ISO/IEC Guide 2:2004, 1.7). Read here as follows. Reconciling: each
    /// objection is answered in writing. Substantial: it is, unless the chair ruled otherwise. Sustained: maintained
    /// after the answer, or answered too late to be maintained in time. Important part and general agreement: as the
    /// rule sets them, since the definition gives no figure.
    Iso {
        /// From which part of the counted parties on those sustaining their opposition are an important one.
        important_part: Threshold,
        /// How many must say that they accept, of those who accept or object.
        agreement: Threshold,
    },
}

/// Whose objections stand in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// Those of every deciding party, present or not.
    All,
    /// Those of the deciding parties present; a letter from an absent one has no effect (WTO Agreement, Art. IX:1,
    /// footnote 1).
    Present,
}

/// What it means under [`Test::NoObjection`] that a deciding party is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absent {
    /// Nothing: it is listed as no objection received.
    #[default]
    NoEffect,
    /// Nothing can be decided without it.
    Blocks,
    /// As nothing, where the parties accepted beforehand that absence is assent. It is listed as no objection
    /// received all the same.
    Assent,
    /// It counts as an objection unless it said otherwise in time.
    Against,
}

/// Of whom a fraction is taken. Only deciding parties are ever in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Of the yes and no: who abstains is not voting (UN General Assembly, rule 86).
    YesAndNo,
    /// Of the yes, no and abstentions: abstaining counts against.
    Cast,
    /// Of the parties present.
    Present,
    /// Of all, present or not.
    All,
}

/// An exact fraction that a count must reach or exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Threshold {
    num: u64,
    den: u64,
    strict: bool,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    num: u64,
    den: u64,
    strict: bool,
}

/// The fraction is not between 0 and 1, or nothing could ever pass it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a threshold of {num}/{den} cannot be met; it needs 0 < num/den <= 1, below 1 where it must be exceeded"
)]
pub struct BadThreshold {
    num: u64,
    den: u64,
}

impl Threshold {
    /// More than `num/den` of the whole.
    ///
    /// # Errors
    /// [`BadThreshold`] unless 0 < num < den.
    pub fn more_than(num: u64, den: u64) -> Result<Threshold, BadThreshold> {
        Raw { num, den, strict: true }.try_into()
    }

    /// At least `num/den` of the whole.
    ///
    /// # Errors
    /// [`BadThreshold`] unless 0 < num ≤ den.
    pub fn at_least(num: u64, den: u64) -> Result<Threshold, BadThreshold> {
        Raw { num, den, strict: false }.try_into()
    }

    /// Whether `part` of `whole` meets it: part·den against num·whole, in 128 bits. Nothing of nothing meets no
    /// threshold.
    #[must_use]
    pub fn met_by(self, part: u64, whole: u64) -> bool {
        let (have, need) =
            (u128::from(part) * u128::from(self.den), u128::from(self.num) * u128::from(whole));
        part > 0 && if self.strict { have > need } else { have >= need }
    }

    /// The smallest count that meets it for this whole.
    #[must_use]
    pub fn least(self, whole: u64) -> u64 {
        let need = u128::from(self.num) * u128::from(whole);
        let den = u128::from(self.den);
        let least = if self.strict { need / den + 1 } else { need.div_ceil(den) };
        u64::try_from(least).expect("at most the whole, or one where the whole is nothing").max(1)
    }
}

impl TryFrom<Raw> for Threshold {
    type Error = BadThreshold;

    fn try_from(Raw { num, den, strict }: Raw) -> Result<Threshold, BadThreshold> {
        let fits = num > 0 && (num < den || num == den && !strict);
        fits.then_some(Threshold { num, den, strict }).ok_or(BadThreshold { num, den })
    }
}

impl From<Threshold> for Raw {
    fn from(Threshold { num, den, strict }: Threshold) -> Raw {
        Raw { num, den, strict }
    }
}

/// How many of the deciding parties must be present; `None` where the rule names no number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// To open the debate.
    #[serde(default)]
    pub open: Option<Threshold>,
    /// To decide.
    #[serde(default)]
    pub decide: Option<Threshold>,
}

impl Quorum {
    /// One third to open, a majority to decide (UN General Assembly, rule 67).
    #[must_use]
    pub fn general_assembly() -> Quorum {
        Quorum { open: Some(ONE_THIRD), decide: Some(MORE_THAN_HALF) }
    }

    /// Whether the debate may be opened with `present` of `deciding` parties there.
    #[must_use]
    pub fn may_open(self, present: u64, deciding: u64) -> bool {
        self.open.is_none_or(|quorum| quorum.met_by(present, deciding))
    }

    /// Whether anything may be decided with `present` of `deciding` parties there.
    #[must_use]
    pub fn may_decide(self, present: u64, deciding: u64) -> bool {
        self.decide.is_none_or(|quorum| quorum.met_by(present, deciding))
    }
}

impl Threshold {
    pub(crate) const TWO_THIRDS: Threshold = TWO_THIRDS;
    pub(crate) const MORE_THAN_A_QUARTER: Threshold = Threshold { num: 1, den: 4, strict: true };
}

const ONE_THIRD: Threshold = Threshold { num: 1, den: 3, strict: false };
const MORE_THAN_HALF: Threshold = Threshold { num: 1, den: 2, strict: true };
const TWO_THIRDS: Threshold = Threshold { num: 2, den: 3, strict: false };
const EVERY_ONE: Threshold = Threshold { num: 1, den: 1, strict: false };
const FIFTY_FIVE_PERCENT: Threshold = Threshold { num: 55, den: 100, strict: false };
const SIXTY_FIVE_PERCENT: Threshold = Threshold { num: 65, den: 100, strict: false };
const SEVENTY_TWO_PERCENT: Threshold = Threshold { num: 72, den: 100, strict: false };

impl Rule {
    /// By agreement, without voting: adopted if no deciding party objects (SCO Charter, Art. 16). The Charter names
    /// no quorum; a forum that wants one sets it.
    #[must_use]
    pub fn sco16() -> Rule {
        let test = Test::NoObjection { over: Over::All, absent: Absent::NoEffect };
        Rule::plain("sco16", test)
    }

    /// Consensus minus the vote of the party concerned (SCO Charter, Art. 16, for suspension and expulsion).
    #[must_use]
    pub fn sco16_minus_one() -> Rule {
        Rule { id: "sco16_minus_one".to_owned(), exclude_concerned: true, ..Rule::sco16() }
    }

    /// More yes than no among those present and voting (UN General Assembly, rules 85 and 86). A tie is not adopted
    /// (rule 95, after the second vote).
    #[must_use]
    pub fn majority() -> Rule {
        Rule::fraction("majority", MORE_THAN_HALF)
    }

    /// At least twice as many yes as no among those present and voting (UN General Assembly, rules 83 and 86).
    #[must_use]
    pub fn two_thirds() -> Rule {
        Rule::fraction("two_thirds", TWO_THIRDS)
    }

    /// At least 55 % of the members with at least 65 % of the population; it takes four members to block on
    /// population (Treaty on European Union, Art. 16(4)). An abstention counts against.
    #[must_use]
    pub fn qmv() -> Rule {
        Rule::double("qmv", FIFTY_FIVE_PERCENT, 4)
    }

    /// At least 72 % of the members with at least 65 % of the population, where the text is not on a proposal of the
    /// Commission or the High Representative (Treaty on the Functioning of the European Union, Art. 238(2), which has
    /// no clause on the size of a block).
    #[must_use]
    pub fn qmv_reinforced() -> Rule {
        Rule::double("qmv_reinforced", SEVENTY_TWO_PERCENT, 0)
    }

    /// Nobody against among those voting. Whoever abstains with a declaration is not bound; where those are a third of
    /// the members or more with a third of the population or more, the text is not adopted (Treaty on European
    /// Union, Art. 31(1)). Abstaining alone does not block (TFEU, Art. 238(4)).
    #[must_use]
    pub fn unanimity_constructive() -> Rule {
        let abstain = Abstain::Constructive { bar_members: ONE_THIRD, bar_population: ONE_THIRD };
        Rule { abstain, ..Rule::fraction("unanimity_constructive", EVERY_ONE) }
    }

    fn double(id: &str, members: Threshold, min_blockers: u64) -> Rule {
        let test = Test::Double { members, population: SIXTY_FIVE_PERCENT, min_blockers };
        Rule::plain(id, test)
    }

    pub(crate) fn plain(id: &str, test: Test) -> Rule {
        Rule {
            id: id.to_owned(),
            exclude_concerned: false,
            quorum: Quorum::default(),
            test,
            abstain: Abstain::Ignore,
            fallback: None,
            effect_after_days: None,
            consent: None,
            silence: None,
            contrary: None,
            asks_for_violation: false,
            without_vote: false,
            attaches: Vec::new(),
            flexible: false,
            refers_to: None,
        }
    }

    /// Whether this rule hears the party of this seat and does not count it, the decision being about it.
    #[must_use]
    pub fn leaves_out(&self, seat: &Seat) -> bool {
        self.exclude_concerned && seat.concerned && (!self.asks_for_violation || seat.violation.is_some())
    }

    /// Whether this rule counts the party of this seat.
    #[must_use]
    pub fn counts(&self, seat: &Seat) -> bool {
        seat.decides && !self.leaves_out(seat)
    }

    /// Whether the parameters go together.
    ///
    /// # Errors
    /// [`BadRule`] says which do not.
    pub fn check(&self) -> Result<(), BadRule> {
        let id = || self.id.clone();
        let without_objections = !matches!(self.test, Test::NoObjection { .. });
        if without_objections && self.silence.is_some() {
            return Err(BadRule::SilenceWithoutObjections(id()));
        }
        if without_objections && self.without_vote {
            return Err(BadRule::VoteWithoutVote(id()));
        }
        if self.asks_for_violation && !self.exclude_concerned {
            return Err(BadRule::ViolationWithoutConcerned(id()));
        }
        let Some(Contrary { effect_after_days: after, absent_before_days: before }) = self.contrary else {
            return Ok(());
        };
        let refused = [
            (without_objections, BadRule::ContraryWithoutObjections(id())),
            (self.silence.is_some(), BadRule::TwoClocks(id())),
            (self.effect_after_days.is_some(), BadRule::TwoEffects(id())),
            (before > after, BadRule::ContraryTooEarly { id: id(), before, after }),
        ];
        refused.into_iter().find_map(|(holds, why)| holds.then_some(Err(why))).unwrap_or(Ok(()))
    }

    fn fraction(id: &str, threshold: Threshold) -> Rule {
        let test = Test::Fraction { threshold, base: Base::YesAndNo };
        Rule::plain(id, test)
    }
}
