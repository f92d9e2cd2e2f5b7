//! Golden cases of rounds that a silence procedure of history or of a text of rules gives, each with its source.

use crate::common::{MEMBERS, at, input, object, party, said, seat, text};
use crate::rounds::{DAY, HOUR, chair, open, roll, silence};
use procedure::{
    AgreementGrade, Basis, Conduct, Decision, NoEffect, Position, Reason, Roll, Round, RoundError,
    RoundState, Rule, Said, Scope, Seat, Silence, Stands, Window, decide,
};
use terms::Instant;

use Decision::{Adopted, NotAdopted, NotYet};

/// 24 June 2020, midnight UTC.
const JUNE_24: i64 = 1_592_956_800_000;

/// Some hours after the beginning of 24 June 2020 UTC.
fn june(hours: i64) -> Instant {
    Instant::from_millis(JUNE_24 + hours * HOUR)
}

/// G1, the declaration on the 75th anniversary (IISD, "UN75 declaration finalized following silence procedure"): broken on
/// 24 June 2020; reworded on 25 June with a new deadline, 26 June 18:00 in New York (22:00 UTC); a further change for one
/// state; final on 7 July. The hours not reported are put here. A day and less was given, so the 72 hours of decision
/// 74/544 would have refused the second round.
#[test]
fn g1_the_new_deadline_of_26_june_holds_under_a_window_of_a_day_and_not_of_three() {
    let seats: Vec<Seat> = ["AU", "CA", "CN", "GB", "IN", "NZ", "US"].map(seat).to_vec();
    let on_text = |version, end| Roll::new(text(version), june(end), seats.clone()).expect("no party twice");
    let with = |window| Rule {
        silence: Some(Silence {
            min_window: Window::hours(window).expect("a window"),
            ..Silence::united_nations()
        }),
        ..Rule::un_consensus()
    };
    let run = |window| {
        let mut first = Round::open(1, with(window), on_text(1, 22), june(22 - 72)).expect("three days");
        let letter = procedure::Input { received: june(20), ..input(1, "GB", 0, said(object())) };
        first.hear(letter).expect("in order");
        first.revised(on_text(2, 70), june(42))
    };
    assert_eq!(run(72), Err(RoundError::WindowTooShort { given: 100_800_000, least: 259_200_000 }));
    let mut second = run(24).expect("28 hours");
    let change = Conduct::Withdrawn { reason: "a further change for one state".to_owned() };
    second.apply(procedure::Conducted { seq: 2, at: june(60), what: change }).expect("before its end");
    assert_eq!(second.decide(june(60)).decision, NotAdopted, "withdrawn, nothing is waited for");
    let third = second.revised(on_text(3, 13 * 24), june(12 * 24)).expect("a third text");
    let outcome = third.decide(june(13 * 24 + 1));
    assert_eq!((outcome.round, outcome.decision, outcome.to_be_confirmed), (Some(3), Adopted, true));
    assert_eq!(outcome.basis, Some(Basis::WithoutVote), "and not by consensus: seven said nothing");
}

/// UN practice of 2020 (a letter of one mission for six states, 24 June): it counts for its sender, and for each party
/// named from when it confirms it itself, in time.
#[test]
fn a_joint_letter_counts_for_who_signs_it() {
    let letter = |parties: &[&str]| Said::JointObjection {
        scope: Scope::Whole,
        reason: "not our wording".to_owned(),
        remedy: None,
        parties: parties.iter().map(|key| party(key)).collect(),
    };
    let mut round =
        open(silence(|s| Silence { withdrawal_lifts: true, ..s }), &["CN", "IN", "KG", "UZ", "o:MN"]);
    let heard = [
        input(1, "MN", -9, letter(&["CN"])),
        input(2, "IN", -8, letter(&["KG", "UZ"])),
        input(3, "CN", -7, Said::Joins { letter: 1 }),
        input(4, "CN", -6, Said::Joins { letter: 2 }),
        input(5, "KG", -5, Said::Joins { letter: 2 }),
        input(6, "UZ", 1, Said::Joins { letter: 2 }),
    ];
    for said in heard {
        round.hear(said).expect("in order");
    }
    let outcome = round.decide(at(2));
    let why: Vec<(u64, NoEffect)> = outcome.recorded.iter().map(|r| (r.input.seq, r.why)).collect();
    let expected =
        [(1, NoEffect::DoesNotDecide), (3, NoEffect::NoLetter), (4, NoEffect::NotNamed), (6, NoEffect::Late)];
    assert_eq!(why, expected);
    let objecting: Vec<&str> = outcome
        .stands
        .iter()
        .filter(|(_, stands)| **stands == Stands::Objects)
        .map(|(p, _)| p.as_str())
        .collect();
    assert_eq!(objecting, ["IN", "KG"]);
    let open: Vec<(u64, &str)> = outcome.unconfirmed.iter().map(|u| (u.letter, u.party.as_str())).collect();
    assert_eq!(open, [(2, "UZ")]);
}

fn extended(until: i64) -> Conduct {
    Conduct::Extended { by: "chair".to_owned(), until: at(until), reason: "asked for".to_owned() }
}

/// G9, practice of the UN General Assembly: a request for more time does nothing by itself; the chair puts the expiry off,
/// before it has passed and never to an earlier instant, and then all have the longer time.
#[test]
fn g9_the_chair_extends_before_the_expiry_and_only_to_later() {
    let mut round = open(silence(|s| s), &MEMBERS);
    let asks = Said::ExtensionRequest { until: Some(at(DAY)), reason: "no instructions yet".to_owned() };
    round.hear(input(1, "IN", -2 * HOUR, asks)).expect("in order");
    assert_eq!((round.state(at(-HOUR)), round.expiry()), (RoundState::Running, at(0)));
    assert_eq!(round.apply(chair(2, -HOUR, extended(0))), Err(RoundError::NotLater(at(0))));
    round.apply(chair(2, 0, extended(DAY))).expect("at the expiry it is in time still");
    assert_eq!((round.expiry(), round.decide(at(HOUR)).decision), (at(DAY), NotYet));
    let late = round.clone().apply(chair(3, DAY + 1, extended(2 * DAY)));
    assert_eq!(late, Err(RoundError::Expired(at(DAY))));
    round.hear(input(3, "PK", DAY, said(object()))).expect("in order");
    assert_eq!(round.state(at(DAY)), RoundState::Broken { by: vec![party("PK")], seq: 3 });
    assert_eq!(
        round.apply(chair(4, DAY, extended(2 * DAY))),
        Err(RoundError::Over(1)),
        "it is broken for good"
    );
    let outcome = round.decide(at(DAY));
    assert_eq!(outcome.decision, NotAdopted);
    assert_eq!(outcome.recorded[0].why, NoEffect::OnTheClock);
}

/// G9, OSCE Rules of Procedure, Annex 1(A): broken by an objection or an amendment before the expiry; the chair tells all
/// at once; the amended text is another round. Under the shipped rule, which has that clause.
#[test]
fn g9_an_amendment_breaks_the_shipped_silence_and_its_text_is_a_new_round() {
    let mut first = open(Rule::silence(), &MEMBERS);
    let amendment = Said::Amendment { scope: Scope::Clause("c3".into()), text: "may, not shall".to_owned() };
    first.hear(input(1, "TJ", -HOUR, amendment)).expect("in order");
    let [Reason::AmendmentBreaks { party: by, seq: 1, .. }] = &first.decide(at(-HOUR)).reasons[..] else {
        panic!("broken by the amendment alone")
    };
    assert_eq!(by, &party("TJ"));
    first.apply(chair(2, -HOUR, Conduct::BreakTold)).expect("broken");
    first.hear(input(3, "TJ", -1, said(Position::Accept))).expect("in order");
    first.hear(input(4, "UZ", -1, said(Position::Accept))).expect("in order");
    let outcome = first.decide(at(1));
    assert_eq!((outcome.decision, outcome.counts.accepting), (NotAdopted, 0));
    assert_eq!(outcome.recorded.iter().map(|r| r.why).collect::<Vec<_>>(), [NoEffect::Broken; 2]);
    first.apply(chair(5, 1, Conduct::Closed)).expect("broken");

    let second = first.revised(roll(text(2), 4 * DAY, &MEMBERS), at(2)).expect("another text");
    let stray = |round: &Round| {
        let mut round = round.clone();
        round.hear(input(6, "UZ", DAY, said(object()))).expect("in order");
        round.decide(at(4 * DAY + 1))
    };
    let outcome = stray(&second);
    assert_eq!((outcome.decision, outcome.recorded[0].why), (Adopted, NoEffect::OtherText));
    assert_eq!(outcome.counts.silent, 8, "what was said in the first round is no word in the second");
    assert_eq!(second.revised(roll(text(3), 9 * DAY, &MEMBERS), at(DAY)), Err(RoundError::StillRunning(2)));
    let after = second.revised(roll(text(3), 9 * DAY, &MEMBERS), at(4 * DAY + 1));
    assert_eq!(after, Err(RoundError::Adopted(2)));
}

/// UN General Assembly, decision 74/544: the decision is confirmed afterwards, once, and only what was adopted.
#[test]
fn only_what_was_adopted_in_silence_is_confirmed_at_a_meeting() {
    let meeting = || Conduct::Confirmed { meeting: "74/62".to_owned() };
    let mut broken = open(Rule::silence(), &MEMBERS);
    broken.hear(input(1, "IN", -1, said(object()))).expect("in order");
    broken.apply(chair(2, 1, Conduct::Closed)).expect("broken");
    assert_eq!(broken.apply(chair(3, DAY, meeting())), Err(RoundError::NothingToConfirm(1)));
    assert_eq!(broken.state(at(DAY)), RoundState::Closed);

    let mut kept = open(Rule::silence(), &MEMBERS);
    assert_eq!(kept.apply(chair(1, 0, meeting())), Err(RoundError::StillRunning(1)));
    kept.apply(chair(2, 1, Conduct::Closed)).expect("its time is over");
    kept.hear(input(3, "IN", 2, said(object()))).expect("late, and taken in");
    kept.apply(chair(4, DAY, meeting())).expect("adopted");
    assert_eq!(kept.apply(chair(5, 2 * DAY, meeting())), Err(RoundError::NothingToConfirm(1)), "once");
    let outcome = kept.decide(at(2 * DAY));
    assert_eq!((outcome.decision, outcome.to_be_confirmed), (Adopted, false));
    assert_eq!(outcome.late.iter().map(|late| (late.seq, late.by_millis)).collect::<Vec<_>>(), [(3, 2)]);

    let osce = Rule { silence: Some(Silence::osce()), ..Rule::osce() };
    let mut without = open(osce, &MEMBERS);
    without.apply(chair(1, 1, Conduct::Closed)).expect("its time is over");
    assert_eq!(
        without.apply(chair(2, 2, meeting())),
        Err(RoundError::NothingToConfirm(1)),
        "the rule asks for none"
    );
}

/// The shipped silence: where each that is silent accepted the rule beforehand, its silence is assent; where one did not,
/// the ground is no more than "without objection". Who needs time is not silent. Never above "no objection".
#[test]
fn prior_acceptance_makes_silence_tacit_and_never_agreement() {
    let run = |accepting: &[&str], speaks: Option<Position>| {
        let seats = MEMBERS.map(|key| Seat { accepts_silence: accepting.contains(&key), ..seat(key) });
        let roll = Roll::new(text(1), at(0), seats.to_vec()).expect("no party twice");
        let mut round = Round::open(1, Rule::silence(), roll, at(-72 * HOUR)).expect("72 hours");
        if let Some(position) = speaks {
            round.hear(input(1, "IN", -1, said(position))).expect("in order");
        }
        round.decide(at(1))
    };
    let table = [
        ("all accepted it", &MEMBERS[..], None, Basis::TacitAssent, Stands::TacitAssent, 8),
        ("India did not", &["CN", "KG"], None, Basis::WithoutObjection, Stands::NoObjectionReceived, 2),
        ("nobody did", &[], None, Basis::WithoutObjection, Stands::NoObjectionReceived, 0),
        ("India accepts aloud", &MEMBERS, Some(Position::Accept), Basis::TacitAssent, Stands::Accepts, 7),
        ("India needs time", &MEMBERS, Some(Position::NeedsTime), Basis::TacitAssent, Stands::NeedsTime, 7),
    ];
    for (case, accepting, speaks, basis, india, tacit) in table {
        let outcome = run(accepting, speaks);
        assert_eq!((outcome.decision, outcome.basis), (Adopted, Some(basis)), "{case}");
        assert_eq!((outcome.stands[&party("IN")], outcome.counts.tacit), (india, tacit), "{case}");
        assert_eq!(AgreementGrade::of(&outcome), AgreementGrade::NoObjection, "{case}");
        assert!(AgreementGrade::Consensus.declare(&outcome).is_err(), "{case}");
    }
}

/// G6, WTO Agreement, Art. IX:1, footnote 1: what an absent member writes afterwards has no effect, and neither has what it
/// writes in time; that of a member present has until the end.
#[test]
fn g6_an_absent_members_letter_has_no_effect_whenever_it_comes() {
    for (who, when, decision, why) in [
        ("IN", -1, Adopted, Some(NoEffect::Absent)),
        ("IN", DAY, Adopted, Some(NoEffect::Late)),
        ("CN", -1, NotAdopted, None),
        ("CN", DAY, Adopted, Some(NoEffect::Late)),
    ] {
        let letter = [input(1, who, when, said(object()))];
        let outcome = decide(&Rule::wto(), &crate::common::roll(&["a:IN", "CN", "KG"]), &letter, at(2 * DAY));
        assert_eq!(outcome.decision, decision, "{who} {when}");
        assert_eq!(outcome.recorded.first().map(|recorded| recorded.why), why, "{who} {when}");
    }
}

/// G10: the English text of 3 June 2021 said "broad consensus", the Chinese "达成一致共识" (en.gnfccsco.com; hb.cri.cn). A
/// wording in any language is bound to the key of a grade, so each grade has its own, and no key says more than one.
#[test]
fn g10_every_grade_has_one_key_of_its_own() {
    let grades = [
        AgreementGrade::None,
        AgreementGrade::Majority { yes: 2, no: 1, abstain: 0 },
        AgreementGrade::Rough,
        AgreementGrade::NoObjection,
        AgreementGrade::General,
        AgreementGrade::ConsensusWithReservations,
        AgreementGrade::Consensus,
        AgreementGrade::Unanimous,
    ];
    let keys: std::collections::BTreeSet<&str> = grades.into_iter().map(AgreementGrade::key).collect();
    assert_eq!(keys.len(), grades.len());
    let other_figures = AgreementGrade::Majority { yes: 9, no: 0, abstain: 3 };
    assert_eq!(other_figures.key(), grades[1].key(), "the figures are beside the key");
}
