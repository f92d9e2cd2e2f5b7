//! What is known of a text in negotiation: amendments, positions on clauses, sponsors, earlier rounds.

use super::state::{Adoption, Cited, State, TextState};
use crate::acts::{
    AmendmentSettled, AmendmentTabled, Audience, ClauseAgreed, ClausePositionTaken, SilenceAccepted,
    TextCirculated, TextFrozen, TextOpened, TextPublished, TextReopened,
};
use procedure::{Decision, Position};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use terms::{Instant, Lang, PartyKey};
use text::{Clause, ClauseId, ClauseRef, FrozenText, Kind, Validity};

/// What was done to a text besides drafting and adopting it.
#[derive(Clone, Debug, Default)]
pub struct Negotiation {
    /// When it was sent to the delegations, each time.
    pub circulated: Vec<Cited<TextCirculated>>,
    /// The amendments, in the order of the acts.
    pub amendments: Vec<Amendment>,
    /// The last position of each party on each clause, on whatever version it was given.
    pub positions: BTreeMap<ClauseId, BTreeMap<PartyKey, Cited<ClausePositionTaken>>>,
    /// The clauses agreed ad referendum, on whatever version they were.
    pub agreed: BTreeMap<ClauseId, Cited<ClauseAgreed>>,
    /// The sponsors, each with its act.
    pub sponsors: BTreeMap<PartyKey, u64>,
    /// The rounds that ended without an adoption, the first first.
    pub rounds: Vec<PastRound>,
    /// How often the text was changed: each act that made a version, in order. Version 0 is the empty one.
    pub changes: Vec<u64>,
    /// That it was published.
    pub published: Option<Cited<TextPublished>>,
    /// The act that opened it to more readers last.
    pub opened: Option<Cited<TextOpened>>,
}

/// An amendment and what became of it.
#[derive(Clone, Debug)]
pub struct Amendment {
    /// Who tabled it.
    pub party: PartyKey,
    /// The act.
    pub tabled: Cited<AmendmentTabled>,
    /// Who supports it beside, in the order of the acts.
    pub support: Vec<PartyKey>,
    /// By how many milliseconds it came after the day that was set; `None`: in time.
    pub late: Option<u64>,
    /// How it ended.
    pub end: AmendmentEnd,
}

/// How an amendment stands.
#[derive(Clone, Debug, PartialEq)]
pub enum AmendmentEnd {
    /// It is open.
    Open,
    /// Its party took it back, by this act.
    Withdrawn(u64),
    /// It was taken into the text, or not.
    Settled(Box<Cited<AmendmentSettled>>),
    /// Its clause was taken out of the text, by this act.
    Fell(u64),
}

/// A round that ended without an adoption.
#[derive(Clone, Debug)]
pub struct PastRound {
    /// The text it was about, and the act that froze it.
    pub frozen: (Cited<TextFrozen>, FrozenText),
    /// The adoption, if one was opened.
    pub adoption: Option<Adoption>,
    /// The act that went back to the text.
    pub reopened: Cited<TextReopened>,
}

/// A clause that was put in other words after it was translated, and nobody has said that the translations still hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// The clause.
    pub clause: ClauseId,
    /// The language it is translated from.
    pub leading: Lang,
    /// The languages in which it still says what it said before; never empty.
    pub langs: Vec<Lang>,
}

impl fmt::Display for LeftBehind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LeftBehind { clause, leading, .. } = self;
        let langs = self.languages();
        write!(
            f,
            "clause {clause} was put in other words in {leading} after it was translated into {langs}; the \
             translation is brought up to date, or it is said that it still holds"
        )
    }
}

impl LeftBehind {
    /// The tags of the languages, one after the other.
    #[must_use]
    pub fn languages(&self) -> String {
        self.langs.iter().map(Lang::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// Parties that accept that their silence is assent, each with the act that said so last.
pub type Silences = BTreeMap<PartyKey, Cited<SilenceAccepted>>;

impl Amendment {
    /// Its number, as `a1`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.tabled.body.amendment
    }

    /// Whether nothing has become of it yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.end == AmendmentEnd::Open
    }

    /// The clause it is about, of two that become one the first; `None` where it proposes a new one.
    #[must_use]
    pub fn clause(&self) -> Option<&ClauseId> {
        self.tabled.body.proposed.target().map(|clause| &clause.id)
    }

    /// Whether it is about this clause: of two that become one it is about both.
    #[must_use]
    pub fn is_about(&self, clause: &ClauseId) -> bool {
        self.tabled.body.proposed.targets().any(|target| target.id == *clause)
    }
}

impl TextState {
    /// Who may read it until it is published.
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.negotiation.opened.as_ref().map_or(self.begun.body.audience, |opened| opened.body.audience)
    }

    /// Whether everybody may read it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.audience() == Audience::Public || self.negotiation.published.is_some()
    }

    /// The amendments that are open, on one clause or on all.
    pub fn open_amendments<'a>(
        &'a self,
        clause: Option<&'a ClauseId>,
    ) -> impl Iterator<Item = &'a Amendment> {
        let fits = move |amendment: &&Amendment| clause.is_none_or(|clause| amendment.is_about(clause));
        self.negotiation.amendments.iter().filter(|amendment| amendment.is_open()).filter(fits)
    }

    /// The positions given on the clause as it is now; those on other words no longer stand.
    pub fn positions_on<'a>(
        &'a self,
        clause: &'a Clause,
    ) -> impl Iterator<Item = (&'a PartyKey, &'a Cited<ClausePositionTaken>)> {
        let digest = clause.digest();
        let given = self.negotiation.positions.get(&clause.id).into_iter().flatten();
        given.filter(move |(_, taken)| taken.body.clause.digest == digest)
    }

    /// The positions that fell because the clause was put in other words: they must be given anew.
    pub fn positions_fallen<'a>(&'a self, clause: &'a Clause) -> impl Iterator<Item = &'a PartyKey> {
        let digest = clause.digest();
        let given = self.negotiation.positions.get(&clause.id).into_iter().flatten();
        given.filter(move |(_, taken)| taken.body.clause.digest != digest).map(|(party, _)| party)
    }

    /// The clauses on which a party has not said where it stands, as they are now.
    pub fn unsaid<'a>(&'a self, party: &'a PartyKey) -> impl Iterator<Item = &'a Clause> {
        let clauses = self.draft.latest().clauses().iter();
        clauses.filter(move |clause| self.positions_on(clause).all(|(known, _)| known != party))
    }

    /// Whether the clause is agreed ad referendum as it is now.
    #[must_use]
    pub fn is_agreed(&self, clause: &ClauseId) -> bool {
        let agreed = self.negotiation.agreed.get(clause);
        agreed.is_some_and(|agreed| self.draft.latest().validity(&agreed.body.clause) == Validity::Current)
    }

    /// Who objects to the clause as it is now, with the reason.
    pub fn objecting<'a>(&'a self, clause: &'a Clause) -> impl Iterator<Item = (&'a PartyKey, &'a str)> {
        self.positions_on(clause).filter_map(|(party, taken)| match &taken.body.position {
            Position::Object { reason, .. } => Some((party, reason.as_str())),
            _ => None,
        })
    }

    /// The number of the round that is open or would be opened next.
    #[must_use]
    pub fn round_no(&self) -> u32 {
        let before = self.negotiation.rounds.iter().filter(|round| round.adoption.is_some()).count();
        u32::try_from(before).unwrap_or(u32::MAX - 1) + 1
    }

    /// Whether it is a summary of the chair, which is the chair's own: nobody negotiates or adopts it.
    #[must_use]
    pub fn is_summary(&self) -> bool {
        self.begun.body.kind == Kind::ChairsSummary
    }

    /// Whether it can be published: it was adopted, or it is the chair's own and finished.
    #[must_use]
    pub fn may_be_published(&self) -> bool {
        self.is_adopted() || (self.is_summary() && self.frozen.is_some())
    }

    /// Whether it was adopted.
    #[must_use]
    pub fn is_adopted(&self) -> bool {
        let declared = self.adoption.as_ref().and_then(|adoption| adoption.declared.as_ref());
        declared.is_some_and(|declared| declared.body.outcome.decision == Decision::Adopted)
    }

    /// The clause as a position or amendment must name it.
    #[must_use]
    pub fn reference(&self, clause: &ClauseId) -> Option<ClauseRef> {
        self.draft.latest().clause(clause).map(Clause::reference)
    }
}

impl State {
    /// The clauses of the text whose translations were left behind, in the order of the document. A clause is led by
    /// the first of the forum's languages that it has words in.
    #[must_use]
    pub fn left_behind(&self) -> Vec<LeftBehind> {
        let languages = self.convened.as_ref().map_or(&[][..], |convened| &convened.body.languages);
        let Some(text) = &self.text else { return Vec::new() };
        let clauses = text.draft.latest().clauses();
        let leads = |clause: &Clause| languages.iter().find(|lang| clause.text.get(lang).is_some()).cloned();
        let leading: BTreeMap<&ClauseId, Option<Lang>> =
            clauses.iter().map(|clause| (&clause.id, leads(clause))).collect();
        let mut behind: BTreeMap<ClauseId, LeftBehind> = BTreeMap::new();
        for lead in leading.values().flatten().collect::<BTreeSet<_>>() {
            for (clause, lang) in text.draft.stale(lead) {
                if leading.get(&clause).and_then(Option::as_ref) == Some(lead) {
                    let of = LeftBehind { clause: clause.clone(), leading: lead.clone(), langs: Vec::new() };
                    behind.entry(clause).or_insert(of).langs.push(lang);
                }
            }
        }
        clauses.iter().filter_map(|clause| behind.remove(&clause.id)).collect()
    }
}

impl Adoption {
    /// Who is called and has said nothing yet, in order of party.
    pub fn unheard(&self) -> impl Iterator<Item = &PartyKey> {
        let spoke = |party: &PartyKey| self.inputs.iter().any(|input| input.party == *party);
        let seats = self.opened.body.roll.seats().iter().map(|seat| &seat.party);
        seats.filter(move |party| !spoke(party))
    }

    /// Until when a party may answer; `None` while its time has no end.
    #[must_use]
    pub fn end_of(&self, party: &PartyKey) -> Option<Instant> {
        self.round.as_ref().map_or(Some(self.opened.body.roll.deadline()), |round| round.end_of(party))
    }

    /// The expiry as it is announced now.
    #[must_use]
    pub fn expiry(&self) -> Instant {
        self.round.as_ref().map_or_else(|| self.opened.body.roll.deadline(), procedure::Round::expiry)
    }
}
