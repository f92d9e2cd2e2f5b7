//! The text, its adoption and what is promised.

use super::drafting::{by_the_desk, negotiable, open_text, party_with};
use super::governing::approved;
use super::joining::cited;
use super::negotiation::Negotiation;
use super::state::{Adoption, CommitmentState, State, TextState};
use super::{Refusal, once};
use crate::acts::{
    AdoptionDeclared, AdoptionOpened, ClauseDrafted, CommitmentConfirmed, CommitmentProposed, Ground, Matter,
    PositionTaken, Power, TextDrafted, TextFrozen,
};
use cooperation::Commitment;
use procedure::{Decision, Input, Outcome, Round, Rule, Scope, Test, decide};
use record::Act;
use terms::{Instant, Right};
use text::{Change, Clause, Draft, Source, Verbs};

type Taken = Result<(), Refusal>;

pub(super) fn drafted(state: &mut State, act: &Act, body: TextDrafted) -> Taken {
    if state.text.as_ref().is_some_and(|text| text.negotiation.published.is_none()) {
        return Err("a text is begun a second time".to_owned());
    }
    state.earlier.extend(state.text.take());
    let draft = Draft::new(body.symbol.clone(), body.kind);
    let (begun, negotiation) = (cited(act, body), Negotiation::default());
    state.text =
        Some(TextState { begun, draft, clauses: Vec::new(), frozen: None, adoption: None, negotiation });
    Ok(())
}

pub(super) fn clause(state: &mut State, act: &Act, body: ClauseDrafted) -> Taken {
    by_the_desk(act)?;
    grounds_hold(state, &body, None)?;
    verb_holds(&body)?;
    let text = open_text(state)?;
    // An alternative stands behind the clause it is one of, and behind those that came before it.
    let after = body.clause.id.alternative_of().map(|(of, _)| {
        let of_same = |other: &&Clause| other.id.alternative_of().is_some_and(|(other, _)| other == of);
        text.draft.latest().clauses().iter().rfind(of_same).map_or_else(|| of.clone(), |last| last.id.clone())
    });
    let change = Change::Add { clause: body.clause.clone(), after };
    text.draft.apply(change).map_err(|error| error.to_string())?;
    text.negotiation.changes.push(act.seq);
    text.clauses.push(cited(act, body));
    let order = text.draft.latest();
    let place = |id: &text::ClauseId| order.clauses().iter().position(|clause| clause.id == *id);
    text.clauses.sort_by_key(|known| place(&known.body.clause.id));
    Ok(())
}

/// A clause cites the published snapshot, and says of each statement behind it what was found. What it `kept` of the
/// clause it takes the place of rests on the snapshot of its time.
pub(super) fn grounds_hold(state: &State, body: &ClauseDrafted, kept: Option<&ClauseDrafted>) -> Taken {
    let mut cited: Vec<_> = body.clause.sources.iter().map(|source| &source.statement).collect();
    cited.sort();
    let mut grounds: Vec<_> = body.grounds.iter().map(|ground| &ground.statement).collect();
    grounds.sort();
    if cited != grounds {
        return Err("its grounds are not the statements it cites".to_owned());
    }
    let is_kept = |source: &Source| kept.is_some_and(|kept| kept.clause.sources.contains(source));
    let fresh: Vec<&Source> = body.clause.sources.iter().filter(|source| !is_kept(source)).collect();
    let told = |ground: &&Ground| {
        let before = kept.is_some_and(|kept| kept.grounds.contains(ground));
        before && !fresh.iter().any(|source| source.statement == ground.statement)
    };
    let grounds: Vec<&Ground> = body.grounds.iter().filter(|ground| !told(ground)).collect();
    let Some(findings) = &state.findings else {
        return if grounds.is_empty() { Ok(()) } else { Err("no findings are published".to_owned()) };
    };
    if fresh.iter().any(|source| source.snapshot != findings.published.body.snapshot) {
        return Err("it cites another snapshot than the published one".to_owned());
    }
    for ground in grounds {
        let finding = state.finding(&ground.statement).ok_or("it cites a statement without a finding")?;
        if finding.grade != ground.grade || finding.direction != Some(ground.direction) {
            let found = finding.grade.key();
            return Err(format!("statement {} earned {found}, not {}", ground.statement, ground.grade.key()));
        }
    }
    Ok(())
}

/// In every language the clause opens with the approved wording of its verb.
pub(super) fn verb_holds(body: &ClauseDrafted) -> Taken {
    let Some(verb) = &body.clause.verb else { return Ok(()) };
    let verbs = Verbs::standard();
    let entry = verbs.get(&verb.id).ok_or_else(|| format!("no verb {} is approved", verb.id))?;
    if entry.class != verb.class {
        return Err(format!("the verb {} is of the class {}", verb.id, entry.class.name()));
    }
    let drifts = body.clause.text.iter().find(|&(lang, text)| {
        entry.wording.get(lang).is_some() && verbs.opening(lang, text).is_none_or(|(id, _)| id != verb.id)
    });
    match drifts {
        Some((lang, _)) => Err(format!("in {lang} it does not open with the verb {}", verb.id)),
        None => Ok(()),
    }
}

pub(super) fn frozen(state: &mut State, act: &Act, body: TextFrozen) -> Taken {
    let behind = state.left_behind();
    let text = state.text.as_mut().ok_or("no text is begun")?;
    once(&text.frozen, "the text is frozen")?;
    if let Some(open) = text.open_amendments(None).next() {
        return Err(format!(
            "amendment {} is open; it is settled or withdrawn before the text is frozen",
            open.id()
        ));
    }
    if let Some(behind) = behind.first() {
        return Err(behind.to_string());
    }
    let frozen = text.draft.freeze(&body.authentic).map_err(|error| error.to_string())?;
    if frozen.digest != body.text {
        return Err(format!("the recorded clauses give the text {}, not the one it names", frozen.digest));
    }
    text.frozen = Some((cited(act, body), frozen));
    Ok(())
}

pub(super) fn opened(state: &mut State, act: &Act, body: AdoptionOpened) -> Taken {
    for seat in body.roll.seats() {
        let name = state.name(&seat.party).ok_or_else(|| format!("{} takes no part", seat.party))?;
        let standing = name.standing == Some(&seat.standing);
        if !standing || seat.decides != state.has_right(&seat.standing, Right::Decide) {
            return Err(format!("the seat of {} is not that of its standing", seat.party));
        }
    }
    let deciding = state.participants().filter(|(_, standing)| state.has_right(standing, Right::Decide));
    let missing = deciding.map(|(party, _)| party).find(|party| body.roll.seat(party).is_none());
    if let Some(missing) = missing {
        return Err(format!("{missing} decides and is not on the roll"));
    }
    for seat in body.roll.seats() {
        let accepts = state.silences.get(&seat.party).is_some_and(|said| said.body.accepts);
        if seat.accepts_silence != accepts {
            return Err(format!("what {} said of its silence is another thing", seat.party));
        }
    }
    state.text.as_ref().map_or(Ok(()), negotiable)?;
    approved(state, Matter::Text, &body.roll.text())?;
    let rule = state.rules.as_ref().map(|rules| rules.body.adoption.clone());
    let text = state.text.as_mut().ok_or("no text is begun")?;
    once(&text.adoption, "the adoption is opened")?;
    let (_, frozen) = text.frozen.as_ref().ok_or("the text is not frozen")?;
    if frozen.digest != body.roll.text() {
        return Err("the roll is called on another text than the frozen one".to_owned());
    }
    let no = text.round_no();
    let round = match rule.filter(|rule| in_rounds(rule, no)) {
        Some(rule) => {
            Some(Round::open(no, rule, body.roll.clone(), act.at).map_err(|error| error.to_string())?)
        }
        None => None,
    };
    let before = text.negotiation.rounds.last().filter(|past| past.adoption.is_some());
    if before.is_some_and(|past| past.frozen.1.digest == body.roll.text()) {
        return Err("the round before was on the same text; a new one takes a revised one".to_owned());
    }
    let (opened, positions, inputs, conducted) = (cited(act, body), Vec::new(), Vec::new(), Vec::new());
    text.adoption = Some(Adoption { opened, positions, inputs, round, conducted, declared: None });
    Ok(())
}

/// Whether an adoption is conducted in rounds: its rule asks for it, or one went before.
fn in_rounds(rule: &Rule, no: u32) -> bool {
    rule.silence.is_some() || rule.contrary.is_some() || matches!(rule.test, Test::Judged(_)) || no > 1
}

pub(super) fn position(state: &mut State, act: &Act, body: PositionTaken) -> Taken {
    // A delegate speaks with the power to object; what only stands beside the decision needs the power to speak.
    let power = if body.said.statement().is_some() { Power::Speak } else { Power::Object };
    let party = party_with(state, act, power)?;
    let text = state.text.as_mut().ok_or("no text is begun")?;
    let (_, frozen) = text.frozen.as_ref().ok_or("the text is not frozen")?;
    if let Some(Scope::Clause(id)) = body.said.scope()
        && frozen.clause(id).is_none()
    {
        return Err(format!("the text has no clause {id}"));
    }
    let is_published = text.negotiation.published.is_some();
    let adoption = text.adoption.as_mut().ok_or("no adoption is open")?;
    let is_declared = adoption.declared.is_some();
    if is_declared && (is_published || !body.said.follows_a_decision()) {
        return Err("the adoption is closed".to_owned());
    }
    let said = body.said.clone();
    let input = Input { seq: act.seq, party: party.clone(), received: act.at, text: body.text, said };
    // What is said after the decision stands beside it; the round that led to it is over.
    if let Some(round) = &mut adoption.round
        && !is_declared
    {
        round.hear(input.clone()).map_err(|error| error.to_string())?;
    }
    adoption.inputs.push(input);
    adoption.positions.push((party, cited(act, body)));
    Ok(())
}

/// What the rule yields for the positions recorded so far.
///
/// # Errors
/// Without rules or an open adoption.
pub fn outcome(state: &State, now: Instant) -> Result<Outcome, Refusal> {
    let rules = state.rules.as_ref().ok_or("no rule of adoption is set")?;
    let adoption =
        state.text.as_ref().and_then(|text| text.adoption.as_ref()).ok_or("no adoption is open")?;
    if let Some(round) = &adoption.round {
        return Ok(round.decide(now));
    }
    Ok(decide(&rules.body.adoption, &adoption.opened.body.roll, &adoption.inputs, now))
}

pub(super) fn declared(state: &mut State, act: &Act, body: AdoptionDeclared) -> Taken {
    if outcome(state, act.at)? != body.outcome {
        return Err("the rule yields another outcome from the recorded positions".to_owned());
    }
    if body.outcome.decision == Decision::NotYet {
        return Err("nothing is decided yet, so nothing can be declared".to_owned());
    }
    let adoption =
        state.text.as_mut().and_then(|text| text.adoption.as_mut()).ok_or("no adoption is open")?;
    once(&adoption.declared, "the outcome is declared")?;
    adoption.declared = Some(cited(act, body));
    Ok(())
}

pub(super) fn proposed(state: &mut State, act: &Act, body: CommitmentProposed) -> Taken {
    if state.commitments.iter().any(|known| known.commitment.id() == body.commitment) {
        return Err(format!("commitment {} is proposed a second time", body.commitment));
    }
    let text = state.text.as_ref().ok_or("no text is begun")?;
    let declared = text.adoption.as_ref().and_then(|adoption| adoption.declared.as_ref());
    if declared.is_none_or(|declared| declared.body.outcome.decision != Decision::Adopted) {
        return Err("the text it rests on is not adopted".to_owned());
    }
    let clause = text.draft.latest().clause(&body.clause);
    let clause = clause.ok_or_else(|| format!("the text has no clause {}", body.clause))?;
    let commitment = Commitment::from_clause(&body.commitment, clause, body.terms);
    let commitment = commitment.map_err(|error| error.to_string())?;
    state.commitments.push(CommitmentState { proposed: act.seq, confirmed: Vec::new(), commitment });
    Ok(())
}

pub(super) fn confirmed(state: &mut State, act: &Act, body: CommitmentConfirmed) -> Taken {
    let by = act.actor.party.as_ref().ok_or("nobody in particular confirms it")?;
    let known = state.commitments.iter_mut().find(|known| known.commitment.id() == body.commitment);
    let known = known.ok_or_else(|| format!("no commitment {} is proposed", body.commitment))?;
    known.commitment = known.commitment.clone().confirm(by).map_err(|error| error.to_string())?;
    known.confirmed.push(act.seq);
    Ok(())
}
