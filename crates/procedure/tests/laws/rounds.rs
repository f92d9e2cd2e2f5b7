//! Rounds: golden cases of silence procedures, each with its source, and what holds of every round.

use crate::common::{MEMBERS, at, input, object, party, said, seat, text};
use procedure::{
    AgreementGrade, ClockStart, Conduct, Conducted, Decision, Extension, Input, NoEffect, Participation,
    ParticipationError, Position, Reason, Roll, Round, RoundError, RoundState, Rule, Said, Scope, Silence,
    Stands, Step, Taking, Test, Window,
};
use proptest::prelude::*;
use terms::Digest;

use Decision::{Adopted, NotAdopted, NotYet};

pub(crate) const HOUR: i64 = 60 * 60 * 1000;
pub(crate) const DAY: i64 = 24 * HOUR;

pub(crate) fn roll(text: Digest, end: i64, keys: &[&str]) -> Roll {
    Roll::new(text, at(end), keys.iter().map(|key| seat(key)).collect()).expect("no party twice")
}

pub(crate) fn open(rule: Rule, keys: &[&str]) -> Round {
    Round::open(1, rule, roll(text(1), 0, keys), at(-72 * HOUR)).expect("72 hours are enough")
}

pub(crate) fn silence(change: impl Fn(Silence) -> Silence) -> Rule {
    let plain = Silence { confirm_at_meeting: false, ..Silence::united_nations() };
    Rule { silence: Some(change(plain)), ..Rule::sco16() }
}

pub(crate) fn chair(seq: u64, when: i64, what: Conduct) -> Conducted {
    Conducted { seq, at: at(when), what }
}

pub(crate) fn served(seq: u64, when: i64, key: &str) -> Conducted {
    chair(seq, when, Conduct::Served { party: party(key), evidence: "opened by its link".to_owned() })
}

pub(crate) fn on(version: u8, input: Input) -> Input {
    Input { text: text(version), ..input }
}

/// G1, UN General Assembly, decision 74/544 and the declaration on the 75th anniversary (June and July 2020): a first
/// round broken by one letter for six states (Australia, Canada, India, New Zealand, United Kingdom, United States), a second on
/// another text broken by one party, which the press did not name (ZZ here), a third that nobody broke;
/// confirmed when the Assembly met.
#[test]
fn g1_two_broken_rounds_a_third_and_a_meeting() {
    let rule = Rule { silence: Some(Silence::united_nations()), ..Rule::un_consensus() };
    let assembly = ["AU", "CA", "CN", "FR", "GB", "IN", "NZ", "PK", "RU", "US", "ZZ"];
    let mut first = open(rule, &assembly);
    let others = ["AU", "CA", "IN", "NZ", "US"].map(party).to_vec();
    let letter = Said::JointObjection {
        scope: Scope::Clause("c1".into()),
        reason: "shared vision of a common future".to_owned(),
        remedy: None,
        parties: others,
    };
    first.hear(input(1, "GB", -10, letter)).expect("in order");
    let RoundState::Broken { by, seq: 1 } = first.state(at(-9)) else { panic!("broken by the letter") };
    assert_eq!(by, vec![party("GB")], "a name on a letter is no objection of its own");
    first.hear(input(2, "IN", -8, Said::Joins { letter: 1 })).expect("in order");
    let outcome = first.decide(at(-7));
    assert_eq!(outcome.decision, NotAdopted, "one break stops it, and nothing is waited for");
    assert_eq!(outcome.unconfirmed.len(), 4, "of five named one confirmed");
    let same = first.revised(roll(text(1), DAY * 9, &assembly), at(DAY));
    assert_eq!(same, Err(RoundError::SameText { no: 1, text: text(1) }), "a new round takes a new text");

    let mut second = first.revised(roll(text(2), DAY * 9, &assembly), at(DAY)).expect("another text");
    second.hear(on(2, input(3, "ZZ", DAY * 2, said(object())))).expect("in order");
    let mut third = second.revised(roll(text(3), DAY * 20, &assembly), at(DAY * 10)).expect("another text");
    assert_eq!((first.no(), second.no(), third.no()), (1, 2, 3));
    assert_eq!(third.decide(at(DAY * 20)).decision, NotYet, "an answer at the deadline is in time");
    let outcome = third.decide(at(DAY * 20 + 1));
    assert_eq!((outcome.decision, outcome.to_be_confirmed), (Adopted, true));
    assert_eq!(AgreementGrade::of(&outcome), AgreementGrade::NoObjection, "never agreement");
    let early = third.clone().apply(chair(9, DAY * 20 + 1, Conduct::Confirmed { meeting: "75/1".into() }));
    assert_eq!(early, Err(RoundError::StillRunning(3)));
    third.apply(chair(10, DAY * 20 + 1, Conduct::Closed)).expect("over");
    third.apply(chair(11, DAY * 40, Conduct::Confirmed { meeting: "75/1".into() })).expect("adopted");
    assert_eq!(third.state(at(DAY * 41)), RoundState::Confirmed);
    assert!(!third.decide(at(DAY * 41)).to_be_confirmed);
    assert_eq!(first.decide(at(DAY * 41)).decision, NotAdopted, "a new round does not reopen the old one");
}

/// G2, SCO, Qingdao declaration 2018 and after: a clause that six of eight members assert. The two others let the text
/// pass; that is no agreement with the clause.
#[test]
fn g2_who_lets_a_text_pass_has_not_agreed_to_its_clauses() {
    let mut round = open(silence(|silence| silence), &MEMBERS);
    for (seq, key) in (1..).zip(["KG", "KZ", "PK", "RU", "TJ", "UZ"]) {
        round.hear(input(seq, key, -5, said(Position::Accept))).expect("in order");
    }
    let outcome = round.decide(at(1));
    assert_eq!(outcome.decision, Adopted);
    assert_eq!(outcome.stands[&party("IN")], Stands::NoObjectionReceived);
    assert_eq!(outcome.missing, vec![party("CN"), party("IN")]);
    assert_eq!((outcome.counts.accepting, outcome.counts.silent), (6, 2));
    assert_eq!(AgreementGrade::of(&outcome), AgreementGrade::NoObjection);
}

/// G4, SCO Charter, Art. 16: members not interested in a project do not stop it and may join later.
#[test]
fn g4_five_of_eight_carry_a_project_and_a_sixth_joins_two_years_later() {
    let round = open(silence(|silence| silence), &MEMBERS);
    let outcome = round.decide(at(1));
    let mut project = Participation::open(round.roll(), &outcome).expect("adopted");
    let step = |seq, key: &str, when, taking| Step { seq, party: party(key), at: at(when), taking };
    for (seq, key) in (1..).zip(["CN", "KG", "KZ", "RU", "TJ"]) {
        project.step(step(seq, key, 10, Taking::In)).expect("a member");
    }
    project.step(step(6, "IN", 730 * DAY, Taking::In)).expect("it may join later");
    let taking = |when| project.at(at(when)).values().filter(|taking| **taking == Taking::In).count();
    assert_eq!((taking(DAY), taking(730 * DAY)), (5, 6));
    let stranger = project.step(step(7, "XX", 731 * DAY, Taking::In));
    assert_eq!(stranger, Err(ParticipationError::NotOnRoll(party("XX"))));
    let refused = {
        let mut broken = open(silence(|s| s), &MEMBERS);
        broken.hear(input(1, "IN", -1, said(object()))).expect("in order");
        broken.decide(at(1))
    };
    assert_eq!(Participation::open(round.roll(), &refused), Err(ParticipationError::NotAdopted));
}

/// G8: an objection one millisecond late; an instant is an instant, whatever the clock on the wall does in Tehran that
/// night (Iran set its clocks forward on 22 March 2021 at 00:00) or shows in Kathmandu (+05:45).
#[test]
fn g8_late_is_late_in_every_zone() {
    // 21 March 2021, 23:59:59 on the wall in Tehran; 22 March, 02:14:59 in Kathmandu; each as if its wall were UTC.
    let (tehran, kathmandu) = (1_616_371_199_000_i64, 1_616_379_299_000_i64);
    let minutes = |hours: i64, minutes: i64| (60 * hours + minutes) * 60_000;
    assert_eq!(tehran - minutes(3, 30), kathmandu - minutes(5, 45), "one instant, two walls");
    let end = terms::Instant::from_millis(tehran - minutes(3, 30));
    let seats = MEMBERS.iter().map(|key| seat(key)).collect();
    let roll = Roll::new(text(1), end, seats).expect("no party twice");
    let from = terms::Instant::from_millis(end.millis() - 72 * HOUR);
    for (late, decision) in [(0, NotAdopted), (1, Adopted)] {
        let mut round = Round::open(1, silence(|s| s), roll.clone(), from).expect("72 hours");
        let received = terms::Instant::from_millis(end.millis() + late);
        round.hear(Input { received, ..input(1, "IN", 0, said(object())) }).expect("in order");
        let outcome = round.decide(terms::Instant::from_millis(end.millis() + 2));
        assert_eq!(outcome.decision, decision, "{late} ms late");
        assert_eq!(outcome.late.len(), usize::try_from(late).expect("0 or 1"));
    }
}

/// G9, OSCE Rules of Procedure, Annex 1(A): an amendment breaks silence. UN practice: it does not, and a request for
/// more time is for the chair.
#[test]
fn g9_what_breaks_a_silence_is_in_the_rule() {
    let amendment = || Said::Amendment { scope: Scope::Whole, text: "another word".to_owned() };
    let asks = || Said::ExtensionRequest { until: None, reason: "no instructions yet".to_owned() };
    let table = [
        ("OSCE, amendment", silence(|s| Silence { amendment_breaks: true, ..s }), amendment(), true),
        ("UN, amendment", silence(|s| s), amendment(), false),
        ("UN, more time", silence(|s| s), asks(), false),
        ("more time breaks", silence(|s| Silence { extension: Extension::Breaks, ..s }), asks(), true),
    ];
    for (source, rule, said, breaks) in table {
        let mut round = open(rule, &MEMBERS);
        round.hear(input(1, "IN", -1, said)).expect("in order");
        let broken = matches!(round.state(at(0)), RoundState::Broken { .. });
        assert_eq!(broken, breaks, "{source}");
        assert_eq!(round.decide(at(1)).decision, if breaks { NotAdopted } else { Adopted }, "{source}");
    }
}

#[test]
fn where_the_clock_stands_what_was_left_is_left_still() {
    let mut round = open(silence(|s| Silence { extension: Extension::Pauses, ..s }), &MEMBERS);
    let asks = Said::ExtensionRequest { until: None, reason: "no instructions yet".to_owned() };
    round.hear(input(1, "IN", -2 * HOUR, asks)).expect("in order");
    assert_eq!(round.state(at(0)), RoundState::Paused { by: party("IN"), seq: 1 });
    assert_eq!(round.decide(at(DAY)).decision, NotYet, "nobody's time runs while the chair has not answered");
    let refused = Conduct::ExtensionRefused { by: "chair".to_owned(), reason: "no".to_owned() };
    round.apply(chair(2, 3 * HOUR, refused)).expect("the chair answers");
    assert_eq!(round.expiry(), at(5 * HOUR), "two hours were left");
    assert_eq!(round.decide(at(5 * HOUR)).decision, NotYet);
    assert_eq!(round.decide(at(5 * HOUR + 1)).decision, Adopted);
}

#[test]
fn a_round_starts_for_a_party_only_when_it_was_served_and_with_evidence() {
    let window = Window::hours(24).expect("a window");
    let rule = silence(|s| Silence { clock_start: ClockStart::Served, min_window: window, ..s });
    let mut round = open(rule, &["CN", "IN", "o:MN"]);
    assert_eq!(round.state(at(-DAY)), RoundState::Announced);
    round.apply(served(1, -DAY, "CN")).expect("on the roll");
    assert_eq!(round.end_of(&party("IN")), None);
    let outcome = round.decide(at(DAY));
    assert_eq!(outcome.decision, NotYet, "nothing is adopted without a party that was never served");
    assert!(outcome.reasons.contains(&Reason::NotServed { party: party("IN") }));
    round.apply(served(2, DAY, "IN")).expect("on the roll");
    assert_eq!(round.end_of(&party("IN")), Some(at(2 * DAY)), "its own 24 hours");
    assert_eq!(round.end_of(&party("CN")), Some(at(0)));
    let again = round.apply(served(3, DAY, "IN"));
    assert_eq!(
        again,
        Err(RoundError::ServedBefore { party: party("IN"), at: at(DAY) }),
        "the first time counts"
    );
    round.hear(input(4, "IN", 2 * DAY, said(object()))).expect("in order");
    assert_eq!(round.decide(at(2 * DAY + 1)).decision, NotAdopted, "it was in its own time");
}

#[test]
fn silence_is_assent_only_of_who_accepted_it_beforehand() {
    let rule = silence(|s| Silence { prior_acceptance: true, ..s });
    let mut seats: Vec<_> = ["CN", "IN"].iter().map(|key| seat(key)).collect();
    seats[0].accepts_silence = true;
    let roll = Roll::new(text(1), at(0), seats).expect("no party twice");
    let round = Round::open(1, rule, roll, at(-72 * HOUR)).expect("72 hours");
    let outcome = round.decide(at(1));
    assert_eq!(outcome.stands[&party("CN")], Stands::TacitAssent);
    assert_eq!(outcome.stands[&party("IN")], Stands::NoObjectionReceived);
    assert_eq!((outcome.counts.tacit, outcome.counts.silent, outcome.counts.accepting), (1, 2, 0));
    assert_eq!(AgreementGrade::of(&outcome), AgreementGrade::NoObjection);
}

#[test]
fn a_break_is_taken_back_in_time_where_the_rule_lets_it_and_never_after_everybody_was_told() {
    for (lifts, told, decision) in
        [(true, false, Adopted), (true, true, NotAdopted), (false, false, NotAdopted)]
    {
        let mut round = open(silence(|s| Silence { withdrawal_lifts: lifts, ..s }), &MEMBERS);
        round.hear(input(1, "IN", -3, said(object()))).expect("in order");
        if told {
            round.apply(chair(2, -2, Conduct::BreakTold)).expect("broken");
        }
        round.hear(input(3, "IN", -1, said(Position::Accept))).expect("in order");
        assert_eq!(round.decide(at(1)).decision, decision, "lifts {lifts}, told {told}");
    }
}

/// RFC 7282: every objection is addressed, not necessarily accommodated. G10: two objections stand, and the chair may
/// say no more than the outcome bears.
#[test]
fn g10_rough_consensus_needs_an_answer_to_every_objection_and_bears_no_other_name() {
    let mut round = open(Rule::rough(), &MEMBERS);
    assert!(matches!(round.rule().test, Test::Judged(_)));
    round.hear(input(1, "IN", -5, said(object()))).expect("in order");
    round.hear(input(2, "PK", -4, said(object()))).expect("in order");
    round
        .apply(chair(3, -3, Conduct::Answered { objection: 1, text: "see clause 4".to_owned() }))
        .expect("it stands");
    assert_eq!(round.decide(at(1)).decision, NotAdopted, "one has no answer");
    let none = round.apply(chair(4, -2, Conduct::Answered { objection: 9, text: "x".to_owned() }));
    assert_eq!(none, Err(RoundError::NoObjection(9)));
    round
        .apply(chair(5, -2, Conduct::Answered { objection: 2, text: "see clause 5".to_owned() }))
        .expect("it stands");
    let outcome = round.decide(at(1));
    assert_eq!((outcome.decision, outcome.answered.len()), (Adopted, 2));
    assert_eq!(AgreementGrade::of(&outcome), AgreementGrade::Rough);
    for said_too_much in [AgreementGrade::NoObjection, AgreementGrade::General, AgreementGrade::Consensus] {
        assert!(said_too_much.declare(&outcome).is_err(), "{said_too_much:?}");
    }
}

/// I5 for the chair: an answer is in time by the end of its party's time, as an objection is. Who needs longer extends
/// the time before it is over (OSCE, Annex 1(A); what is late is recorded without effect).
#[test]
fn i5_an_answer_after_the_deadline_carries_no_text_and_is_recorded() {
    let answered = |when: i64| Conduct::Answered { objection: 1, text: format!("at {when}") };
    let mut round = open(Rule::rough(), &MEMBERS);
    round.hear(input(1, "IN", -5, said(object()))).expect("in order");
    let (mut late, mut extended) = (round.clone(), round.clone());
    round.apply(chair(2, 0, answered(0))).expect("at the deadline");
    assert_eq!(round.decide(at(1)).decision, Adopted);

    late.apply(chair(2, 1, answered(1))).expect("it is taken in");
    for closed in [false, true] {
        if closed {
            late.apply(chair(3, 2, Conduct::Closed)).expect("the time is over");
        }
        let outcome = late.decide(at(3));
        assert_eq!((outcome.decision, outcome.answered.len()), (NotAdopted, 0));
        assert!(matches!(&outcome.reasons[..], [Reason::ObjectionUnanswered { seq: 1, .. }]));
        let recorded: Vec<(u64, &str)> =
            outcome.answered_late.iter().map(|late| (late.answer, late.text.as_str())).collect();
        assert_eq!(recorded, [(2, "at 1")]);
    }

    let until = at(10);
    let longer = Conduct::Extended { by: "chair".to_owned(), until, reason: "to answer".to_owned() };
    extended.apply(chair(2, -1, longer)).expect("before the deadline");
    extended.apply(chair(3, 10, answered(10))).expect("in order");
    let outcome = extended.decide(at(11));
    assert_eq!((outcome.decision, outcome.answered.len(), outcome.answered_late.len()), (Adopted, 1, 0));
}

#[test]
fn a_clock_that_goes_back_decides_nothing_and_acts_keep_their_order() {
    let mut round = open(silence(|s| s), &MEMBERS);
    round.hear(input(5, "IN", -5, said(Position::Accept))).expect("in order");
    let back = round.hear(input(6, "PK", -6, said(object())));
    assert_eq!(back, Err(RoundError::ClockWentBack { latest: at(-5), at: at(-6) }));
    let before = round.apply(chair(4, -4, Conduct::Closed));
    assert_eq!(before, Err(RoundError::OutOfOrder { latest: 5, seq: 4 }));
    let outcome = round.decide(at(-6));
    assert_eq!(outcome.decision, NotYet);
    assert_eq!(round.apply(chair(7, -1, Conduct::Closed)), Err(RoundError::StillRunning(1)));
}

fn event() -> impl Strategy<Value = (usize, u8, i64)> {
    (0..MEMBERS.len(), 0..7_u8, 0..3 * HOUR)
}

/// A round through which things happened in some order, and what was heard.
fn played(events: &[(usize, u8, i64)], rule: &Rule) -> Round {
    let mut round = open(rule.clone(), &MEMBERS);
    let mut now = -2 * HOUR;
    for (seq, (who, what, later)) in (1..).zip(events) {
        now += later;
        let key = MEMBERS[*who];
        let spoken = match what {
            0 => Some(said(object())),
            1 => Some(said(Position::Accept)),
            2 => Some(Said::ExtensionRequest { until: None, reason: "time".to_owned() }),
            3 => Some(Said::Amendment { scope: Scope::Whole, text: "word".to_owned() }),
            _ => None,
        };
        // What is refused changes nothing, so the rest goes on as if it had not been tried.
        let _ = match (spoken, what) {
            (Some(spoken), _) => round.hear(input(seq, key, now, spoken)),
            (None, 4) => round.apply(served(seq, now, key)),
            (None, 5) => round.apply(chair(seq, now, Conduct::BreakTold)),
            _ => round.apply(chair(seq, now, Conduct::Closed)),
        };
    }
    round
}

proptest! {
    #[test]
    fn i4_a_round_that_is_replayed_is_the_same_round(events in prop::collection::vec(event(), 0..12)) {
        let rule = silence(|s| Silence { extension: Extension::Pauses, ..s });
        prop_assert_eq!(played(&events, &rule), played(&events, &rule));
    }

    #[test]
    fn a_round_that_is_over_is_never_reopened_by_what_comes_after(
        events in prop::collection::vec(event(), 0..10), after in prop::collection::vec(event(), 1..6)
    ) {
        let rule = silence(|s| s);
        let mut round = played(&events, &rule);
        let end = at(3 * DAY);
        if round.apply(Conducted { seq: 500, at: end, what: Conduct::Closed }).is_err() {
            return Ok(());
        }
        let decided = round.decide(end);
        for (seq, (who, ..)) in (501..).zip(&after) {
            let late = Input { received: end, ..input(seq, MEMBERS[*who], 0, said(object())) };
            round.hear(late).expect("what is late is taken in");
            let served = round.apply(Conducted { seq, at: end, what: Conduct::BreakTold });
            prop_assert_eq!(served, Err(RoundError::Over(1)));
        }
        let still = round.decide(end);
        prop_assert_eq!((still.decision, &still.stands), (decided.decision, &decided.stands));
        prop_assert!(still.recorded.iter().filter(|r| r.input.seq > 500).all(|r| r.why == NoEffect::Late));
    }

    #[test]
    fn i8_silence_alone_is_never_called_agreement(events in prop::collection::vec(event(), 0..10)) {
        let round = played(&events, &silence(|s| s));
        let outcome = round.decide(at(3 * DAY));
        if outcome.counts.accepting < outcome.counts.counted {
            let grade = AgreementGrade::of(&outcome);
            prop_assert!(matches!(grade, AgreementGrade::None | AgreementGrade::NoObjection), "{grade:?}");
        }
        for stands in outcome.stands.values() {
            prop_assert_ne!(*stands, Stands::TacitAssent, "nobody accepted it beforehand");
        }
    }
}
