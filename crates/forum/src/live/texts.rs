//! What those who hold the pen do with a text: begin it from what was found, put it in words, send it round, bring it
//! to its adoption.

use super::acting::Deed;
use super::error::Refusal;
use crate::acts::{
    AdoptionDeclared, AdoptionOpened, AmendmentSettled, ApprovalAsked, Audience, ClauseAgreed, ClauseDrafted,
    ClauseDropped, ClauseRevised, Matter, RoundConducted, TextCirculated, TextDrafted, TextFrozen,
    TextOpened, TextPublished, TextReopened, TranslationConfirmed,
};
use crate::fold::{self, State, TextState};
use procedure::{Conduct, Roll, Round, RoundState, Seat};
use record::Actor;
use std::collections::BTreeSet;
use terms::{Instant, Lang, MultiText, PartyKey, Right, StatementKey, TopicKey};
use text::{AssertedBy, Clause, ClauseId, ClauseRef, Discord, Kind, Part, Symbol, Unfit, Verbs};

/// A clause has at most so many characters in one language.
pub const LONGEST_CLAUSE: usize = 4_000;
/// A reason, a remedy, a statement about a text has at most so many characters.
pub const LONGEST_REASON: usize = 2_000;

/// Something done by those who hold the pen.
#[derive(Clone, Debug, PartialEq)]
pub enum PenAct {
    /// A text is begun, with a clause for every statement named.
    Begin(Beginning),
    /// A clause is added at the end of its part.
    Add {
        /// Its part.
        part: Part,
        /// Its words.
        words: Words,
    },
    /// A plain text is taken in: as the clauses of a draft that has none, or as its words in one more language.
    Bring {
        /// The text, its paragraphs parted by empty lines.
        words: String,
        /// The language it is in.
        lang: Lang,
    },
    /// A clause is put in other words.
    Revise {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// As it is to be.
        words: Words,
        /// Why; may be empty.
        why: String,
    },
    /// Other words for a clause stand beside it, to choose between: bis, ter.
    Alternative {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// The words.
        words: Words,
    },
    /// Of a clause and its alternatives this one is taken; the others go.
    Choose {
        /// The one that is taken, as it was seen.
        clause: ClauseRef,
        /// Why; may be empty.
        why: String,
    },
    /// A clause is taken out.
    Drop {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// Why; may be empty.
        why: String,
    },
    /// More people may read the text from now on.
    OpenTo(Audience),
    /// The text is sent to the delegations as it stands.
    Circulate {
        /// Until when amendments are asked for.
        until: Option<Instant>,
    },
    /// An amendment is taken into the text, or not.
    Settle {
        /// Its number.
        amendment: String,
        /// Whether it is taken in.
        taken: bool,
        /// Why; not empty where it is not.
        why: String,
    },
    /// A clause is agreed ad referendum.
    Agree {
        /// The clause as it was seen.
        clause: ClauseRef,
    },
    /// A translation still renders its clause, whose leading wording changed since.
    Hold {
        /// The clause as it was seen.
        clause: ClauseRef,
        /// The language of the translation.
        lang: Lang,
    },
    /// The text is frozen, in these languages or, where none is named, in all that are complete.
    Freeze(Vec<Lang>),
    /// The adoption is opened.
    Open {
        /// Until this moment.
        until: Instant,
        /// The party that the decision is about, where the rule leaves one out.
        concerned: Option<Concerned>,
    },
    /// Something is done in conducting the round.
    Conduct(Conduct),
    /// The outcome is declared.
    Declare,
    /// The text is worked on again.
    Reopen(String),
    /// The adopted text is published.
    Publish,
    /// A clause of the published text is carried out as a project that parties opt in to.
    Project(ClauseId),
}

/// The party that a decision is about. Under a rule of consensus minus one it is heard and not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concerned {
    /// The party.
    pub party: PartyKey,
    /// The violation that a competent body found, in its words, where the rule asks for one; empty for none.
    pub violation: String,
}

/// How a text is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// What it is to become.
    pub kind: Kind,
    /// Its title, in the languages it has one in.
    pub title: MultiText,
    /// Who may read it before it is published.
    pub audience: Audience,
    /// The statements that become clauses; each must be agreed on, to accept or to reject.
    pub statements: Vec<StatementKey>,
    /// The topics whose reports give the draft a paragraph of its opening: their conclusion.
    pub conclusions: Vec<TopicKey>,
}

/// The words of a clause as somebody typed them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The id of its verb; empty for none.
    pub verb: String,
    /// The words; a language that is left out has none.
    pub text: MultiText,
    /// Who is to act, where the verb commits; `None` leaves whom the clause names.
    pub actors: Option<BTreeSet<PartyKey>>,
    /// In whose name it speaks; `None` leaves it as the clause has it.
    pub asserted_by: Option<AssertedBy>,
}

impl PenAct {
    /// The acts, as they stand to the state.
    ///
    /// # Errors
    /// A refusal that says what to do; what only the record can tell is refused there.
    pub fn deed(&self, state: &State, now: Instant) -> Result<Deed, Refusal> {
        let pen = Actor::role("secretariat");
        let why = |why: &String| said(why, "why");
        Ok(match self {
            PenAct::Begin(beginning) => beginning.deed(state)?,
            PenAct::Add { part, words } => {
                let id = next_id(text(state)?);
                let clause = words.clause(Clause::new(id.as_str(), *part, MultiText::default()))?;
                Deed::one(pen, ClauseDrafted { clause, grounds: Vec::new() })
            }
            PenAct::Bring { words, lang } => super::brought::deed(state, words, lang)?,
            PenAct::Revise { clause, words, why: reason } => {
                let (drafted, grounds) = drafted(text(state)?, clause)?;
                let revised = words.clause(drafted.clone())?;
                if revised == drafted {
                    return Err(Refusal::field("words", "refused-no-change"));
                }
                let was = clause.clone();
                Deed::one(pen, ClauseRevised { was, clause: revised, grounds, why: why(reason)? })
            }
            PenAct::Alternative { clause, words } => alternative(state, clause, words)?,
            PenAct::Choose { clause, why: reason } => choose(state, clause, &why(reason)?)?,
            PenAct::Drop { clause, why: reason } => {
                drafted(text(state)?, clause)?;
                Deed::one(pen, ClauseDropped { was: clause.clone(), why: why(reason)? })
            }
            PenAct::OpenTo(audience) => {
                if *audience <= begun(state)?.audience() {
                    return Err(Refusal::field("audience", "refused-audience"));
                }
                Deed::one(pen, TextOpened { audience: *audience })
            }
            PenAct::Circulate { until } => circulate(text(state)?, *until, now)?,
            PenAct::Settle { amendment, taken, why: reason } => {
                settle(text(state)?, amendment, *taken, &why(reason)?)?
            }
            PenAct::Agree { .. } if begun(state)?.is_summary() => return Err(Refusal::of("refused-summary")),
            PenAct::Agree { clause } => {
                drafted(text(state)?, clause)?;
                Deed::one(pen, ClauseAgreed { clause: clause.clone() })
            }
            PenAct::Hold { clause, lang } => hold(state, clause, lang)?,
            PenAct::Freeze(authentic) => freeze(state, authentic)?,
            PenAct::Open { until, concerned } => open(state, *until, concerned.as_ref(), now)?,
            PenAct::Conduct(done) => Deed::one(Actor::role("chair"), RoundConducted { done: done.clone() }),
            PenAct::Declare => declare(state, now)?,
            PenAct::Reopen(reason) => {
                if reason.trim().is_empty() {
                    return Err(Refusal::field("why", "refused-reason"));
                }
                Deed::one(pen, TextReopened { why: why(reason)? })
            }
            PenAct::Publish => publish(begun(state)?)?,
            PenAct::Project(clause) => super::projects::open(state, clause)?,
        })
    }
}

/// What somebody said, no longer than it may be.
pub(super) fn said(text: &str, field: &'static str) -> Result<String, Refusal> {
    let text = text.trim();
    short(text, field, LONGEST_REASON)?;
    Ok(text.to_owned())
}

fn short(text: &str, field: &'static str, most: usize) -> Result<(), Refusal> {
    match text.chars().count() {
        long if long > most => {
            Err(Refusal::field(field, "refused-long").with("long", long).with("most", most))
        }
        _ => Ok(()),
    }
}

/// The text there is.
pub(super) fn begun(state: &State) -> Result<&TextState, Refusal> {
    state.text.as_ref().ok_or(Refusal::of("refused-no-text"))
}

/// The text, while it can be changed.
pub(super) fn text(state: &State) -> Result<&TextState, Refusal> {
    let text = begun(state)?;
    if text.frozen.is_some() { Err(Refusal::of("refused-frozen")) } else { Ok(text) }
}

/// The clause as it was seen, which must be as it is now, and what was found behind it.
pub(super) fn drafted(
    text: &TextState,
    seen: &ClauseRef,
) -> Result<(Clause, Vec<crate::acts::Ground>), Refusal> {
    let known = text.clauses.iter().find(|known| known.body.clause.id == seen.id);
    let known = known.ok_or(Refusal::of("refused-clause-gone"))?;
    if known.body.clause.digest() != seen.digest {
        return Err(Refusal::of("refused-clause-changed"));
    }
    Ok((known.body.clause.clone(), known.body.grounds.clone()))
}

/// An id that no clause has or had, and that no amendment proposes.
pub(super) fn next_id(text: &TextState) -> ClauseId {
    let of_versions = text.draft.versions().iter().flat_map(text::Version::clauses);
    let tabled = text.negotiation.amendments.iter();
    let proposed = tabled.flat_map(|known| known.tabled.body.proposed.clauses());
    let taken: BTreeSet<&ClauseId> = of_versions.chain(proposed).map(|clause| &clause.id).collect();
    let mut numbers = (1_u32..).map(|number| ClauseId::new(&format!("c{number}")));
    numbers.find(|id| !taken.contains(id)).unwrap_or_else(|| ClauseId::new("c"))
}

impl Words {
    /// The clause with these words in place of its own.
    ///
    /// # Errors
    /// A refusal for no words, too many, or an opening that is not the approved wording of the verb.
    pub fn clause(&self, clause: Clause) -> Result<Clause, Refusal> {
        let mut text = MultiText::default();
        for (lang, words) in self.text.iter() {
            let words = present::plain::block(words);
            short(&words, "words", LONGEST_CLAUSE)?;
            if !words.is_empty() {
                text = text.with(lang.as_str(), &words);
            }
        }
        if text.iter().next().is_none() {
            return Err(Refusal::field("words", "refused-no-words"));
        }
        let mut clause = Clause { text, verb: None, ..clause };
        if !self.verb.is_empty() {
            let verbs = Verbs::standard();
            let entry = verbs.get(&self.verb).ok_or(Refusal::field("words", "refused-form"))?;
            let opens = |lang: &Lang, words: &str| {
                entry.wording.get(lang).is_none()
                    || verbs.opening(lang, words).is_some_and(|(id, _)| id == self.verb)
            };
            if let Some((lang, _)) = clause.text.iter().find(|(lang, words)| !opens(lang, words)) {
                let wording = entry.wording.get(lang).unwrap_or_default();
                let refused = Refusal::field("words", "refused-opening");
                return Err(refused.with("lang", lang).with("wording", wording));
            }
            clause = clause.verb(&self.verb, entry.class);
        }
        if let Some(actors) = &self.actors {
            clause.actors.clone_from(actors);
        }
        if let Some(asserted_by) = &self.asserted_by {
            clause.asserted_by.clone_from(asserted_by);
        }
        Ok(clause)
    }
}

impl Beginning {
    fn deed(&self, state: &State) -> Result<Deed, Refusal> {
        if state.text.as_ref().is_some_and(|text| text.negotiation.published.is_none()) {
            return Err(Refusal::field("begin", "refused-text-begun"));
        }
        if self.title.iter().all(|(_, title)| title.trim().is_empty()) {
            return Err(Refusal::field("begin", "refused-no-title"));
        }
        let convened = state.convened.as_ref().ok_or(Refusal::of("refused-form"))?;
        let series = series(&convened.body.opens, state.earlier.first().or(state.text.as_ref()));
        let number = u32::try_from(state.earlier.len() + usize::from(state.text.is_some())).unwrap_or(0) + 1;
        let symbol = Symbol::new(&series, number);
        let drafted =
            TextDrafted { symbol, kind: self.kind, title: self.title.clone(), audience: self.audience };
        let mut deed = Deed::one(Actor::role("secretariat"), drafted);
        let clauses = super::zero_draft::clauses(state, &self.statements)?;
        for clause in super::zero_draft::conclusions(state, &self.conclusions, clauses.len())? {
            deed = deed.and(clause);
        }
        for clause in clauses {
            deed = deed.and(clause);
        }
        Ok(deed)
    }
}

/// The series of the forum's papers: that of its first text, else one of the year.
fn series(opens: &str, first: Option<&TextState>) -> String {
    let known = first.map(|text| text.begun.body.symbol.to_string());
    let series = known.as_deref().and_then(|known| known.rsplit_once("/L.")).map(|(series, _)| series);
    series.map_or_else(|| format!("F/{}", opens.split('-').next().unwrap_or_default()), str::to_owned)
}

fn publish(text: &TextState) -> Result<Deed, Refusal> {
    let frozen = text.frozen.as_ref().filter(|_| text.may_be_published());
    let (_, frozen) = frozen.ok_or(Refusal::of("refused-not-adopted"))?;
    Ok(Deed::one(Actor::role("secretariat"), TextPublished { text: frozen.digest }))
}

fn circulate(text: &TextState, until: Option<Instant>, now: Instant) -> Result<Deed, Refusal> {
    if text.is_summary() {
        return Err(Refusal::field("circulate", "refused-summary"));
    }
    if text.draft.latest().clauses().is_empty() {
        return Err(Refusal::field("circulate", "refused-no-clauses"));
    }
    if until.is_some_and(|until| until <= now) {
        return Err(Refusal::field("circulate", "refused-past"));
    }
    let body = TextCirculated { version: text.draft.latest().digest(), amendments_until: until };
    Ok(Deed::one(Actor::role("secretariat"), body))
}

fn settle(text: &TextState, amendment: &str, taken: bool, why: &str) -> Result<Deed, Refusal> {
    let known = text.negotiation.amendments.iter().find(|known| known.id() == amendment);
    let known = known.filter(|known| known.is_open()).ok_or(Refusal::of("refused-amendment-over"))?;
    if taken {
        text.draft.fit(&known.tabled.body.proposed).map_err(|unfit| self::unfit(&unfit))?;
    } else if why.is_empty() {
        return Err(Refusal::field("settle", "refused-reason"));
    }
    let body = AmendmentSettled { amendment: amendment.to_owned(), taken, why: why.to_owned() };
    Ok(Deed::one(Actor::role("secretariat"), body))
}

/// Why an amendment does not fit, as a message.
pub(super) fn unfit(unfit: &Unfit) -> Refusal {
    match unfit {
        Unfit::Gone(_) => Refusal::of("refused-clause-gone"),
        Unfit::UnknownBase(_) => Refusal::of("refused-clause-unknown"),
        Unfit::Conflict { .. } => Refusal::of("refused-conflict"),
        Unfit::MergedInto { clause, into } => {
            Refusal::of("refused-clause-joined").with("clause", clause).with("into", into)
        }
        other => Refusal::of("refused-by-record").with("what", other),
    }
}

fn alternative(state: &State, seen: &ClauseRef, words: &Words) -> Result<Deed, Refusal> {
    let text = text(state)?;
    let (clause, _) = drafted(text, seen)?;
    let principal = clause.id.alternative_of().map_or_else(|| clause.id.clone(), |(of, _)| of);
    let was = |id: &ClauseId| text.draft.wordings(id).next().is_some();
    let free = (0..).map_while(|nth| principal.alternative(nth)).find(|id| !was(id));
    let free = free.ok_or(Refusal::field("words", "refused-alternatives"))?;
    let clause = words.clause(Clause::new(free.as_str(), clause.part, MultiText::default()))?;
    Ok(Deed::one(Actor::role("secretariat"), ClauseDrafted { clause, grounds: Vec::new() }))
}

/// The clause gets the words of the alternative that is taken, and every alternative goes.
fn choose(state: &State, seen: &ClauseRef, why: &str) -> Result<Deed, Refusal> {
    let text = text(state)?;
    let (taken, _) = drafted(text, seen)?;
    let principal = taken.id.alternative_of().map_or_else(|| taken.id.clone(), |(of, _)| of);
    let was = text.reference(&principal).ok_or(Refusal::of("refused-clause-gone"))?;
    let (clause, grounds) = drafted(text, &was)?;
    let clauses = text.draft.latest().clauses().iter();
    let others: Vec<_> = clauses
        .filter(|other| other.id.alternative_of().is_some_and(|(of, _)| of == principal))
        .map(Clause::reference)
        .collect();
    if others.is_empty() {
        return Err(Refusal::of("refused-no-alternatives"));
    }
    let (pen, why) = (Actor::role("secretariat"), why.to_owned());
    let mut deed = Deed::of(pen, Vec::new(), Vec::new());
    if taken.id != principal {
        let sources = clause.sources.clone();
        let clause = Clause { id: principal, sources, ..taken };
        deed = deed.and(ClauseRevised { was, clause, grounds, why: why.clone() });
    }
    for was in others {
        deed = deed.and(ClauseDropped { was, why: why.clone() });
    }
    Ok(deed)
}

fn hold(state: &State, clause: &ClauseRef, lang: &Lang) -> Result<Deed, Refusal> {
    drafted(text(state)?, clause)?;
    let behind = state.left_behind().into_iter().find(|behind| behind.clause == clause.id);
    if !behind.is_some_and(|behind| behind.langs.contains(lang)) {
        return Err(Refusal::field("hold", "refused-not-behind").with("lang", lang));
    }
    let body = TranslationConfirmed { clause: clause.clone(), lang: lang.clone() };
    Ok(Deed::one(Actor::role("secretariat"), body))
}

fn freeze(state: &State, authentic: &[Lang]) -> Result<Deed, Refusal> {
    let text = text(state)?;
    if let Some(open) = text.open_amendments(None).next() {
        return Err(Refusal::field("freeze", "refused-open-amendment").with("amendment", open.id()));
    }
    let authentic = if authentic.is_empty() { complete(state, text) } else { authentic.to_vec() };
    if authentic.is_empty() {
        return Err(Refusal::field("freeze", "refused-no-language"));
    }
    if let Some(open) = discord(state, text, &authentic).into_iter().find(|found| stands_open(&found.what)) {
        return Err(Refusal::field("freeze", "refused-discord").with("what", open));
    }
    if let Some(behind) = state.left_behind().first() {
        let refused = Refusal::field("freeze", "refused-left-behind").with("clause", &behind.clause);
        return Err(refused.with("leading", &behind.leading).with("languages", behind.languages()));
    }
    let frozen = text
        .draft
        .freeze(&authentic)
        .map_err(|error| Refusal::field("freeze", "refused-by-record").with("what", error))?;
    let deed = Deed::one(Actor::role("secretariat"), TextFrozen { authentic, text: frozen.digest });
    let needed = state.governing.needed(Matter::Text) > 0;
    Ok(if needed { deed.and(ApprovalAsked { matter: Matter::Text, digest: frozen.digest }) } else { deed })
}

/// Where the authentic languages do not say the same, as far as a machine can tell: against the first language of the
/// forum.
#[must_use]
pub fn discord(state: &State, text: &TextState, authentic: &[Lang]) -> Vec<text::Finding> {
    let languages = state.convened.as_ref().map_or(&[][..], |convened| &convened.body.languages);
    let leading = languages.iter().find(|lang| authentic.contains(lang)).or_else(|| authentic.first());
    let verbs = Verbs::standard();
    leading.map(|leading| text.draft.concordance(authentic, leading, &verbs)).unwrap_or_default()
}

/// Whether what was found is an open question of the text itself: words in brackets, alternatives, a language without
/// words. Numbers and signs may differ for good reasons; those who hold the pen see them.
fn stands_open(what: &Discord) -> bool {
    use Discord::{Alternative, Brackets, Missing, Open, Unbalanced};
    matches!(what, Missing | Open(_) | Brackets { .. } | Unbalanced(_) | Alternative { .. })
}

/// The languages of the forum in which every clause has words.
#[must_use]
pub fn complete(state: &State, text: &TextState) -> Vec<Lang> {
    let clauses = text.draft.latest().clauses();
    let worded = |lang: &Lang| {
        let mut all = clauses.iter().map(|clause| clause.text.get(lang));
        all.all(|words| words.is_some_and(|words| !words.trim().is_empty()))
    };
    let languages = state.convened.as_ref().map_or(&[][..], |convened| &convened.body.languages);
    languages.iter().filter(|lang| !clauses.is_empty() && worded(lang)).cloned().collect()
}

fn open(state: &State, until: Instant, concerned: Option<&Concerned>, now: Instant) -> Result<Deed, Refusal> {
    let text = begun(state)?;
    let (_, frozen) = text.frozen.as_ref().ok_or(Refusal::field("open", "refused-not-frozen"))?;
    if text.is_summary() {
        return Err(Refusal::field("open", "refused-summary"));
    }
    if until <= now {
        return Err(Refusal::field("open", "refused-past"));
    }
    let silence = state.rules.as_ref().and_then(|rules| rules.body.adoption.silence);
    if let Some(least) = silence.map(|silence| silence.min_window.millis())
        && until.millis().abs_diff(now.millis()) < least
    {
        return Err(Refusal::field("open", "refused-window").with("hours", least.div_ceil(3_600_000)));
    }
    if !state.governing.approved(Matter::Text, &frozen.digest) {
        return Err(Refusal::field("open", "refused-not-approved"));
    }
    let mut seats = seats(state);
    if let Some(concerned) = concerned {
        concerns(state, &mut seats, concerned)?;
    }
    let roll = Roll::new(frozen.digest, until, seats);
    let roll = roll.map_err(|error| Refusal::of("refused-by-record").with("what", error))?;
    Ok(Deed::one(Actor::role("chair"), AdoptionOpened { roll }))
}

/// Marks the seat of the party concerned, where the rule leaves one out and, if it asks for a violation, one is stated.
fn concerns(state: &State, seats: &mut [Seat], concerned: &Concerned) -> Result<(), Refusal> {
    let rule = state.rules.as_ref().map(|rules| &rules.body.adoption);
    let rule = rule.filter(|rule| rule.exclude_concerned);
    let rule = rule.ok_or(Refusal::field("open", "refused-rule-of-all"))?;
    let seat = seats.iter_mut().find(|seat| seat.party == concerned.party);
    let seat = seat.ok_or(Refusal::field("open", "refused-no-party"))?;
    let violation = said(&concerned.violation, "open")?;
    if rule.asks_for_violation && violation.is_empty() {
        return Err(Refusal::field("open", "refused-no-violation"));
    }
    seat.concerned = true;
    seat.violation = Some(violation).filter(|violation| !violation.is_empty());
    Ok(())
}

/// Declares the outcome. A round is closed with it, since what was adopted in a round that is open cannot be confirmed.
fn declare(state: &State, now: Instant) -> Result<Deed, Refusal> {
    let outcome = fold::outcome(state, now).map_err(|_| Refusal::of("refused-no-adoption"))?;
    if outcome.decision == procedure::Decision::NotYet {
        return Err(Refusal::of("refused-not-yet"));
    }
    let round = begun(state)?.adoption.as_ref().and_then(|adoption| adoption.round.as_ref());
    let is_open = |round: &Round| round.state(now) != RoundState::Closed;
    let closes = round.is_some_and(is_open).then(|| RoundConducted { done: Conduct::Closed }.into());
    let bodies = closes.into_iter().chain([AdoptionDeclared { outcome }.into()]).collect();
    Ok(Deed::of(Actor::role("chair"), bodies, Vec::new()))
}

/// A seat for everybody that takes part, deciding or heard as its standing says.
#[must_use]
pub fn seats(state: &State) -> Vec<Seat> {
    let seat = |(party, standing): (&PartyKey, &terms::Standing)| {
        let (key, standing) = (party.clone(), standing.clone());
        let population = state.parties.iter().find(|joined| joined.body.party == key);
        let seat = if state.has_right(&standing, Right::Decide) {
            Seat::deciding(key, standing)
        } else {
            Seat::consulted(key, standing)
        };
        Seat {
            population: population.map_or(0, |joined| joined.body.population),
            accepts_silence: state.silences.get(party).is_some_and(|said| said.body.accepts),
            present: !state.membership.declined(party),
            ..seat
        }
    };
    state.participants().map(seat).collect()
}
