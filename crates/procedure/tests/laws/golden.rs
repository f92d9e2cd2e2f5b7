//! Cases worked out by hand or taken from history, each with its source.

use crate::common::{
    MEMBERS, assembly, at, input, object, on_clause, opinion, party, roll, said, seat, text,
};
use procedure::{
    Absent, Ballot, Base, Basis, Decision, Input, NoEffect, Over, Position, Quorum, Reason, Roll, Rule, Said,
    Scope, Seat, Stands, Test, Threshold, decide,
};
use terms::Instant;

use Decision::{Adopted, NotAdopted, NotYet};

type Case = (&'static str, fn() -> Rule, &'static str, &'static str, Decision);

/// Source, rule, seats that differ from eight members present (prefixes as in `common::seat`), what is said (see
/// [`event`]), and what follows.
#[rustfmt::skip]
const CASES: &[Case] = &[
    ("SCO Charter, Art. 16: nobody objects", Rule::sco16, "", "", Adopted),
    ("SCO Charter, Art. 16: one member objects", Rule::sco16, "", "IN objects", NotAdopted),
    ("SCO Charter, Art. 16: an opinion on record is no obstacle", Rule::sco16, "", "IN opines", Adopted),
    ("an opinion after an objection takes nothing back", Rule::sco16, "", "IN objects; IN opines", NotAdopted),
    ("a reservation does not block", Rule::sco16, "", "IN reserves", Adopted),
    ("needing time is no objection", Rule::sco16, "", "IN needs_time", Adopted),
    ("observers do not decide (SCO regulations on observers, 2004)", Rule::sco16, "o:MN", "MN objects", Adopted),
    ("a stranger's letter", Rule::sco16, "", "FR objects", Adopted),
    ("withdrawn in time", Rule::sco16, "", "IN objects; IN accepts", Adopted),
    ("withdrawn too late: what stood at the deadline stands", Rule::sco16, "", "IN objects; IN accepts @1", NotAdopted),
    ("raised after accepting", Rule::sco16, "", "IN accepts; IN objects", NotAdopted),
    ("an objection to one clause blocks", Rule::sco16, "", "IN objects c3", NotAdopted),
    ("accepting another clause takes nothing back", Rule::sco16, "", "IN objects c3; IN accepts c4", NotAdopted),
    ("accepting a clause does not take back an objection to all", Rule::sco16, "", "IN objects; IN accepts c3", NotAdopted),
    ("accepting the clause objected to takes it back", Rule::sco16, "", "IN objects c3; IN accepts c3", Adopted),
    ("accepting the whole takes all back", Rule::sco16, "", "IN objects c3; IN accepts", Adopted),
    ("absent members of the SCO can object in writing", Rule::sco16, "a:IN", "IN objects", NotAdopted),
    ("a ballot has no effect where nobody votes", Rule::sco16, "", "IN votes_no", Adopted),
    ("G3: only the state concerned objects", Rule::sco16_minus_one, "c:PK", "PK objects", Adopted),
    ("G3: a second objects", Rule::sco16_minus_one, "c:PK", "PK objects; IN objects", NotAdopted),
    ("G3: under the plain rule the state concerned blocks", Rule::sco16, "c:PK", "PK objects", NotAdopted),
    ("G6: WTO: an absent member's letter has no effect", Rule::wto, "a:IN", "IN objects", Adopted),
    ("G6: WTO: present, it has", Rule::wto, "", "IN objects", NotAdopted),
    ("G8: an objection at the deadline is in time", Rule::sco16, "", "IN objects @0", NotAdopted),
    ("G8: an objection one millisecond late", Rule::sco16, "", "IN objects @1", Adopted),
    ("G8: an objection one second late", Rule::sco16, "", "IN objects @1000", Adopted),
];

/// `PARTY does [clause] [@milliseconds after the deadline]`; in time where no time is given.
fn event((seq, event): (u64, &str)) -> Input {
    let mut words = event.split_whitespace();
    let (key, does) = (words.next().expect("a party"), words.next().expect("what it does"));
    let (mut scope, mut millis) = (Scope::Whole, -1);
    for word in words {
        match word.strip_prefix('@') {
            Some(after) => millis = after.parse().expect("milliseconds"),
            None => scope = Scope::Clause(word.into()),
        }
    }
    let position = |position| Said::Position { scope: scope.clone(), position };
    let said = match does {
        "objects" => position(object()),
        "accepts" => position(Position::Accept),
        "reserves" => position(Position::AcceptWithReservation { reservation: "not clause 3".into() }),
        "needs_time" => position(Position::NeedsTime),
        "opines" => opinion(),
        "votes_no" => Said::Ballot(Ballot::No),
        other => panic!("{other}?"),
    };
    input(seq, key, millis, said)
}

fn seats(changed: &'static str) -> Vec<&'static str> {
    let changed: Vec<&str> = changed.split_whitespace().collect();
    let is_changed = |member: &str| changed.iter().any(|seat| seat.ends_with(member));
    MEMBERS.into_iter().filter(|member| !is_changed(member)).chain(changed.iter().copied()).collect()
}

#[test]
fn rules_of_no_objection() {
    for &(source, rule, changed, events, decision) in CASES {
        let inputs: Vec<Input> = (1..).zip(events.split_terminator(';')).map(event).collect();
        let outcome = decide(&rule(), &roll(&seats(changed)), &inputs, at(1_000_000));
        assert_eq!(outcome.decision, decision, "{source}");
        assert_eq!(outcome.reasons.is_empty(), decision == Adopted, "{source}");
        assert_eq!(outcome.basis.is_some(), decision == Adopted, "{source}");
    }
}

#[test]
fn rules_of_voting() {
    let cast = Rule { test: Test::Fraction { threshold: half(), base: Base::Cast }, ..Rule::majority() };
    let all = Rule { test: Test::Fraction { threshold: half(), base: Base::All }, ..Rule::majority() };
    let present =
        Rule { test: Test::Fraction { threshold: half(), base: Base::Present }, ..Rule::majority() };
    let cases = [
        ("GA rules 85, 86: more yes than no, abstentions not voting", Rule::majority(), (3, 2, 100), Adopted),
        ("GA rule 95: a tie is not adopted", Rule::majority(), (50, 50, 0), NotAdopted),
        ("GA rule 86: nobody but abstainers", Rule::majority(), (0, 0, 100), NotAdopted),
        ("one yes alone", Rule::majority(), (1, 0, 0), Adopted),
        ("one no alone", Rule::majority(), (0, 1, 0), NotAdopted),
        (
            "GA, 25 Oct 1971, the \"important question\" draft: 55 to 59, 15 abstaining",
            Rule::majority(),
            (55, 59, 15),
            NotAdopted,
        ),
        ("GA rule 83 at its boundary: 3·120 = 2·180", Rule::two_thirds(), (120, 60, 13), Adopted),
        ("GA rule 83 one below", Rule::two_thirds(), (119, 61, 13), NotAdopted),
        ("GA rule 83: 2 to 1", Rule::two_thirds(), (2, 1, 0), Adopted),
        ("GA rule 83: nobody votes", Rule::two_thirds(), (0, 0, 5), NotAdopted),
        ("GA res. 181 (II), 29 Nov 1947: 33 to 13, 10 abstaining", Rule::two_thirds(), (33, 13, 10), Adopted),
        (
            "GA res. 2758 (XXVI), 25 Oct 1971: 76 to 35, 17 abstaining",
            Rule::two_thirds(),
            (76, 35, 17),
            Adopted,
        ),
        ("of those casting a ballot, abstaining counts against", cast.clone(), (5, 4, 2), NotAdopted),
        ("of those casting a ballot, without the abstentions", cast, (5, 4, 0), Adopted),
        ("of all 193: 96 are not a majority", all.clone(), (96, 0, 0), NotAdopted),
        ("of all 193: 97 are", all, (97, 0, 0), Adopted),
        ("of the 150 present: 75 are not a majority", present.clone(), (75, 0, 0), NotAdopted),
        ("of the 150 present: 76 are", present, (76, 0, 0), Adopted),
    ];
    for (source, rule, ballots, decision) in cases {
        let some_absent = matches!(rule.test, Test::Fraction { base: Base::Present, .. });
        let (roll, inputs) = assembly(193, if some_absent { 150 } else { 193 }, ballots);
        let outcome = decide(&rule, &roll, &inputs, at(1));
        assert_eq!(outcome.decision, decision, "{source}");
        assert_eq!((outcome.counts.yes, outcome.counts.no, outcome.counts.abstain), ballots, "{source}");
        assert_eq!(outcome.basis, (decision == Adopted).then_some(Basis::ByVote), "{source}");
    }
}

fn half() -> Threshold {
    Threshold::more_than(1, 2).expect("below 1")
}

#[test]
fn a_vote_that_does_not_carry_says_what_was_missing() {
    let (roll, inputs) = assembly(193, 193, (119, 61, 13));
    let outcome = decide(&Rule::two_thirds(), &roll, &inputs, at(1));
    let [Reason::TooFewYes { yes: 119, of: 180, needed: 120, against }] = &outcome.reasons[..] else {
        panic!("{:?}", outcome.reasons)
    };
    assert_eq!((against.len(), against[0].as_str()), (61, "P119"));
    let (roll, inputs) = assembly(4, 4, (2, 2, 0));
    let tie = decide(&Rule::majority(), &roll, &inputs, at(1));
    assert!(matches!(tie.reasons[..], [Reason::TooFewYes { yes: 2, of: 4, needed: 3, .. }]));
}

/// UN General Assembly, rule 67: one third of 193 to open (65), a majority to decide (97).
#[test]
fn quorum() {
    let quorum = Quorum::general_assembly();
    assert_eq!([64, 65].map(|present| quorum.may_open(present, 193)), [false, true]);
    assert_eq!([96, 97].map(|present| quorum.may_decide(present, 193)), [false, true]);
    let rule = Rule { quorum, ..Rule::majority() };
    for (present, decision) in [(96, NotYet), (97, Adopted)] {
        let (roll, inputs) = assembly(193, present, (50, 10, 0));
        assert_eq!(decide(&rule, &roll, &inputs, at(1)).decision, decision, "{present} present");
    }
    let (roll, inputs) = assembly(193, 96, (50, 10, 0));
    let outcome = decide(&rule, &roll, &inputs, at(1));
    let [Reason::QuorumMissing { present: 96, counted: 193, needed: 97, absent }] = &outcome.reasons[..]
    else {
        panic!("{:?}", outcome.reasons)
    };
    assert_eq!(absent.len(), 97);
}

#[test]
fn nothing_is_decided_before_the_deadline_has_passed() {
    let objection = [input(1, "IN", -5, said(object()))];
    for inputs in [&[][..], &objection] {
        for (now, decided) in [(-1, false), (0, false), (1, true)] {
            let outcome = decide(&Rule::sco16(), &roll(&MEMBERS), inputs, at(now));
            assert_eq!(outcome.decision != NotYet, decided, "{now} ms after");
            assert_eq!(outcome.reasons.contains(&Reason::BeforeDeadline { deadline: at(0) }), !decided);
        }
    }
}

#[test]
fn nothing_is_decided_by_nobody_or_without_somebody_needed() {
    let blocks =
        Rule { test: Test::NoObjection { over: Over::All, absent: Absent::Blocks }, ..Rule::sco16() };
    let cases = [
        (Rule::sco16(), roll(&[]), Reason::NobodyDecides),
        (Rule::sco16(), roll(&["o:MN", "o:IR"]), Reason::NobodyDecides),
        (Rule::sco16_minus_one(), roll(&["c:PK"]), Reason::NobodyDecides),
        (Rule::wto(), roll(&["a:IN", "a:PK"]), Reason::NobodyDecides),
        (Rule::majority(), roll(&["a:IN", "o:MN"]), Reason::NobodyDecides),
        (
            Rule::sco16_minus_one(),
            roll(&["IN", "c:PK", "c:UZ"]),
            Reason::SeveralConcerned { parties: vec![party("PK"), party("UZ")] },
        ),
        (blocks, roll(&["IN", "a:PK"]), Reason::AbsentBlocks { party: party("PK") }),
    ];
    for (rule, roll, reason) in cases {
        let outcome = decide(&rule, &roll, &[], at(1));
        assert_eq!((outcome.decision, &outcome.reasons[..]), (NotYet, &[reason][..]));
    }
}

/// G1: the declaration for the 75th anniversary of the United Nations, June and July 2020. One letter for six states
/// breaks the first silence; the text is reworded, which is a new text with a new deadline; it passes.
#[test]
fn g1_a_reworded_text_is_a_new_round_and_old_objections_do_not_reach_it() {
    let six = ["AU", "CA", "GB", "IN", "NZ", "US"];
    let seats = ["AU", "CA", "CN", "FR", "GB", "IN", "NZ", "US"];
    let letter: Vec<Input> = (1..).zip(six).map(|(seq, key)| input(seq, key, -1, said(object()))).collect();
    let first = decide(&Rule::sco16(), &roll(&seats), &letter, at(1));
    assert_eq!(first.decision, NotAdopted);
    let objectors: Vec<&str> = first
        .reasons
        .iter()
        .map(|reason| match reason {
            Reason::ObjectionStands { party, scope: Scope::Whole, .. } => party.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(objectors, six);

    let seats = seats.map(|key| Seat::deciding(party(key), terms::Standing::new("member")));
    let second = Roll::new(text(2), at(1_000), seats.to_vec()).expect("no party twice");
    let outcome = decide(&Rule::sco16(), &second, &letter, at(2_000));
    assert_eq!(outcome.decision, Adopted);
    assert!(outcome.recorded.iter().all(|recorded| recorded.why == NoEffect::OtherText));
    assert_eq!(outcome.recorded.len(), 6);
    assert_eq!(outcome.counts.silent, 8, "an objection to the old text is no word on the new one");
}

/// G2: eight deciding, six support in so many words, one accepts, India says nothing. Nobody objects; India's silence
/// is no assent to anything.
#[test]
fn g2_silence_is_never_agreement() {
    let speaking = MEMBERS.iter().filter(|key| **key != "IN");
    let inputs: Vec<Input> =
        (1..).zip(speaking).map(|(seq, key)| input(seq, key, -1, said(Position::Accept))).collect();
    let outcome = decide(&Rule::sco16(), &roll(&MEMBERS), &inputs, at(1));
    assert_eq!((outcome.decision, outcome.basis.map(Basis::label)), (Adopted, Some("without objection")));
    assert_eq!(outcome.stands[&party("IN")], Stands::NoObjectionReceived);
    assert_eq!(outcome.missing, [party("IN")]);
    assert_eq!((outcome.counts.accepting, outcome.counts.silent), (7, 1));
}

#[test]
fn accepting_a_clause_is_not_accepting_the_text() {
    let stands = |positions: &[Said]| {
        let inputs: Vec<Input> =
            (1..).zip(positions).map(|(seq, said)| input(seq, "IN", -1, said.clone())).collect();
        decide(&Rule::sco16(), &roll(&MEMBERS), &inputs, at(1)).stands[&party("IN")]
    };
    let reserved = Position::AcceptWithReservation { reservation: "r".into() };
    let clause = |position: &Position| on_clause("c3", position.clone());
    assert_eq!(stands(&[clause(&Position::Accept)]), Stands::NoObjectionReceived);
    assert_eq!(stands(&[clause(&Position::NeedsTime)]), Stands::NeedsTime);
    assert_eq!(stands(&[clause(&object())]), Stands::Objects);
    assert_eq!(stands(&[said(Position::Accept), clause(&reserved)]), Stands::AcceptsWithReservation);
    assert_eq!(stands(&[said(Position::CanLiveWith), clause(&Position::Accept)]), Stands::CanLiveWith);
    assert_eq!(stands(&[clause(&reserved), said(Position::Accept)]), Stands::Accepts);
}

#[test]
fn everything_without_effect_is_recorded_with_the_reason() {
    let rule = Rule::sco16_minus_one();
    let seats = ["IN", "KG", "o:MN", "c:PK"];
    let other_text = Input { text: text(2), ..input(4, "IN", -1, said(object())) };
    let inputs = [
        input(1, "MN", -1, said(object())),
        input(2, "PK", -1, said(object())),
        input(3, "FR", -1, said(object())),
        other_text,
        input(5, "IN", -1, opinion()),
        input(6, "IN", -1, Said::Ballot(Ballot::No)),
        input(7, "IN", -1, said(object())),
        input(8, "IN", -1, said(Position::Accept)),
        input(9, "IN", 1000, said(object())),
        input(10, "MN", 2000, opinion()),
    ];
    let outcome = decide(&rule, &roll(&seats), &inputs, at(5000));
    let why: Vec<(u64, NoEffect)> =
        outcome.recorded.iter().map(|recorded| (recorded.input.seq, recorded.why)).collect();
    let expected = [
        (1, NoEffect::DoesNotDecide),
        (2, NoEffect::Concerned),
        (3, NoEffect::NotOnRoll),
        (4, NoEffect::OtherText),
        (5, NoEffect::Beside),
        (6, NoEffect::OtherRule),
        (7, NoEffect::Replaced),
        (9, NoEffect::Late),
        (10, NoEffect::DoesNotDecide),
    ];
    assert_eq!(why, expected);
    let late: Vec<(u64, u64)> = outcome.late.iter().map(|late| (late.seq, late.by_millis)).collect();
    assert_eq!(late, [(9, 1000), (10, 2000)]);
    assert_eq!((outcome.decision, outcome.basis), (Adopted, Some(Basis::WithoutObjectionMinusOne)));
    assert_eq!(outcome.stands.keys().map(|key| key.as_str()).collect::<Vec<_>>(), ["IN", "KG"]);
}

/// The instant of a local time in minutes of 21 September 2021 UTC, at an offset from UTC in minutes.
fn local(hour: i64, minute: i64, offset: i64) -> Instant {
    const MIDNIGHT: i64 = 1_632_182_400_000;
    Instant::from_millis(MIDNIGHT + (hour * 60 + minute - offset) * 60_000)
}

/// G8: Iran set its clocks back at the end of 21 September 2021, so that 23:30 came twice: at +4:30 and at +3:30. The
/// deadline is midnight before the change. As texts both objections read "23:30" and both come before "24:00".
#[test]
fn i5_the_deadline_compares_instants_and_never_local_time() {
    let deadline = local(24, 0, 270);
    let roll = |key| Roll::new(text(1), deadline, vec![seat(key)]).expect("one seat");
    let decision = |key, received| {
        let objection = Input { received, ..input(1, key, 0, said(object())) };
        decide(&Rule::sco16(), &roll(key), &[objection], local(48, 0, 0)).decision
    };
    assert_eq!(decision("IR", local(23, 30, 270)), NotAdopted, "half an hour before");
    assert_eq!(
        decision("IR", local(23, 30, 210)),
        Adopted,
        "half an hour after, by a clock that shows the same"
    );
    // Kathmandu (+5:45): the same deadline reads 01:15 on the next day.
    assert_eq!(local(25, 15, 345), deadline);
    assert_eq!(decision("NP", local(25, 15, 345)), NotAdopted);
    assert_eq!(decision("NP", local(25, 16, 345)), Adopted);
}

#[test]
fn absence_is_an_objection_only_where_the_rule_says_so_and_nothing_was_said() {
    let with = |absent| Rule { test: Test::NoObjection { over: Over::All, absent }, ..Rule::sco16() };
    let accepted = [input(1, "PK", -1, said(Position::Accept))];
    let reasons = |absent, inputs: &[Input]| {
        let outcome = decide(&with(absent), &roll(&["IN", "a:PK"]), inputs, at(1));
        (outcome.decision, outcome.reasons)
    };
    let against = vec![Reason::AbsentAgainst { party: party("PK") }];
    assert_eq!(reasons(Absent::Against, &[]), (NotAdopted, against));
    assert_eq!(reasons(Absent::Against, &accepted), (Adopted, vec![]));
    for absent in [Absent::NoEffect, Absent::Assent] {
        assert_eq!(reasons(absent, &[]), (Adopted, vec![]));
    }
}

const DAY: i64 = 24 * 60 * 60 * 1000;

/// One objection by a party present, none, one by a party concerned, one by a party absent, under each rule of no
/// objection the crate ships.
#[test]
fn each_rule_of_no_objection_by_whose_objection_it_hears() {
    let table = [
        ("sco16", [NotAdopted, Adopted, NotAdopted, NotAdopted]),
        ("sco16_minus_one", [NotAdopted, Adopted, Adopted, NotAdopted]),
        ("un_consensus", [NotAdopted, Adopted, NotAdopted, NotAdopted]),
        ("silence", [NotAdopted, Adopted, NotAdopted, NotAdopted]),
        ("wto", [NotAdopted, Adopted, NotAdopted, Adopted]),
        ("osce", [NotAdopted, Adopted, NotAdopted, NotAdopted]),
        ("osce_minus_one", [NotAdopted, Adopted, Adopted, NotAdopted]),
        ("asean", [NotAdopted, Adopted, NotAdopted, NotAdopted]),
        ("asean_minus_x", [NotAdopted, Adopted, NotAdopted, NotAdopted]),
        ("opec", [NotAdopted, Adopted, NotAdopted, NotAdopted]),
        ("consent", [NotAdopted, Adopted, NotAdopted, NotAdopted]),
    ];
    let roll = roll(&["IN", "KG", "a:KZ", "c:PK"]);
    for (id, decisions) in table {
        let rule = Rule::named(id).expect(id);
        for (objector, decision) in ["IN", "", "PK", "KZ"].into_iter().zip(decisions) {
            let objection = (!objector.is_empty()).then(|| input(1, objector, -1, said(object())));
            // OPEC takes notifications to the contrary for a month after.
            let now = if rule.contrary.is_some() { 30 * DAY + 1 } else { 1 };
            let outcome = decide(&rule, &roll, objection.as_slice(), at(now));
            assert_eq!(outcome.decision, decision, "{id}: {objector}");
        }
    }
    let listed = Rule::shipped().into_iter().filter(|rule| matches!(rule.test, Test::NoObjection { .. }));
    assert_eq!(listed.count(), table.len(), "each has its line");
}

/// OPEC Statute: notified to the contrary within 30 days, by an absent member 10 days before that at the latest.
#[test]
fn opec_hears_notifications_to_the_last_millisecond_and_the_absent_ten_days_less() {
    let roll = roll(&["IN", "a:KZ"]);
    let table = [
        ("IN", 30, 0, NotAdopted),
        ("IN", 30, 1, Adopted),
        ("KZ", 20, 0, NotAdopted),
        ("KZ", 20, 1, Adopted),
    ];
    for (objector, days, late, decision) in table {
        let objection = [input(1, objector, days * DAY + late, said(object()))];
        let outcome = decide(&Rule::opec(), &roll, &objection, at(30 * DAY + 2));
        assert_eq!(outcome.decision, decision, "{objector}, day {days} and {late} ms");
    }
}

/// CSCE, Prague 1992: without the participating state only in a case of a clear, gross and uncorrected violation.
#[test]
fn without_a_stated_violation_the_party_concerned_is_counted_as_any_other() {
    let objection = [input(1, "PK", -1, said(object()))];
    let seats = ["IN", "c:PK"].map(|key| Seat { violation: None, ..seat(key) });
    let unstated = Roll::new(text(1), at(0), seats.to_vec()).expect("no party twice");
    for (roll, decision) in [(roll(&["IN", "c:PK"]), Adopted), (unstated, NotAdopted)] {
        assert_eq!(decide(&Rule::osce_minus_one(), &roll, &objection, at(1)).decision, decision);
    }
}

#[test]
fn under_consent_an_objection_without_a_reason_is_invalid_and_recorded() {
    let with = |reason: &str| said(Position::Object { reason: reason.into(), remedy: None });
    let rule = Rule::consent(180);
    for (reason, decision) in [("", Adopted), (" \n", Adopted), ("it cannot be undone", NotAdopted)] {
        let outcome = decide(&rule, &roll(&MEMBERS), &[input(1, "IN", -1, with(reason))], at(1));
        assert_eq!(outcome.decision, decision, "{reason:?}");
        let why: Vec<NoEffect> = outcome.recorded.iter().map(|recorded| recorded.why).collect();
        let expected = if decision == Adopted { vec![NoEffect::NoReason] } else { vec![] };
        assert_eq!(why, expected, "{reason:?}");
    }
    let bare = decide(&Rule::sco16(), &roll(&MEMBERS), &[input(1, "IN", -1, with(""))], at(1));
    assert_eq!(bare.decision, NotAdopted, "the Charter asks for no reason");
    let unreviewed = r#"{"id": "consent", "test": {"no_objection": {"over": "all"}}, "consent": {}}"#;
    let error = serde_json::from_str::<Rule>(unreviewed).expect_err("no review").to_string();
    assert!(error.contains("review_after_days"), "{error}");
}

/// OPEC Statute: effective after 30 days. WTO Agreement, Art. IX:1: a vote where consensus is not reached. Sociocracy: a
/// decision by consent is looked at again.
#[test]
fn an_outcome_says_what_follows_from_it_and_only_then() {
    let outcome_at = |rule: Rule, inputs: &[Input], now: i64| {
        let outcome = decide(&rule, &roll(&MEMBERS), inputs, at(now));
        (outcome.effect_from, outcome.review_at, outcome.may_turn_to)
    };
    let outcome = |rule: Rule, inputs: &[Input]| outcome_at(rule, inputs, 1);
    let objects = [input(1, "IN", -1, said(object()))];
    assert_eq!(outcome(Rule::opec(), &[]), (None, None, None), "notifications are still in time");
    assert_eq!(outcome_at(Rule::opec(), &[], 30 * DAY + 1), (Some(at(30 * DAY)), None, None));
    assert_eq!(outcome_at(Rule::opec(), &objects, 30 * DAY + 1), (None, None, None));
    assert_eq!(outcome(Rule::consent(180), &[]), (None, Some(at(1 + 180 * DAY)), None));
    assert_eq!(outcome(Rule::wto(), &objects), (None, None, Some("majority".to_owned())));
    assert_eq!(outcome(Rule::wto(), &[]), (None, None, None));
    assert_eq!(outcome(Rule::sco16(), &objects), (None, None, None));
}

/// What parties were to the forum, each with the month from which it held: Iran an observer when the forum of 3 June 2021
/// met and a member from July 2023; Turkey a dialogue partner, by the name of Türkiye from June 2022.
const DATED: [(&str, &str, &str, bool); 3] = [
    ("IR", "2005-07", "observer", false),
    ("IR", "2023-07", "member", true),
    ("TR", "2013-04", "dialogue_partner", false),
];

/// G11: names and standings as of the date. The standing on the roll is the one of its day, and the same objection is a
/// word beside the decision then and in the way later. A party is its key, under whatever name: the names, with the days
/// since which they hold, are the forum's (`crates/forum/src/fold/naming.rs`), and no name has a way into a roll, into what
/// is said or into an outcome.
#[test]
fn g11_a_party_has_the_standing_of_the_day_and_is_the_same_under_any_name() {
    let of_month = |month: &str| {
        let holds = |key: &str| DATED.iter().rfind(|(of, since, ..)| *of == key && *since <= month);
        let dated = ["IR", "TR"].into_iter().filter_map(holds).map(|(key, _, standing, decides)| Seat {
            decides: *decides,
            ..Seat::deciding(party(key), terms::Standing::new(standing))
        });
        let seats = MEMBERS.iter().map(|key| seat(key)).chain(dated).collect();
        Roll::new(text(1), at(0), seats).expect("no party twice")
    };
    let inputs = [input(1, "IR", -1, said(object())), input(2, "TR", -1, opinion())];
    let in_2021 = decide(&Rule::sco16(), &of_month("2021-06"), &inputs, at(1));
    let in_2023 = decide(&Rule::sco16(), &of_month("2023-09"), &inputs, at(1));
    assert_eq!((in_2021.decision, in_2021.counts.counted), (Adopted, 8));
    assert_eq!((in_2023.decision, in_2023.counts.counted), (NotAdopted, 9));
    let iran =
        |outcome: &procedure::Outcome| outcome.recorded.iter().find(|r| r.input.seq == 1).map(|r| r.why);
    assert_eq!((iran(&in_2021), iran(&in_2023)), (Some(NoEffect::DoesNotDecide), None));

    let turkey = |outcome: &procedure::Outcome| outcome.recorded.iter().find(|r| r.input.seq == 2).cloned();
    assert_eq!(turkey(&in_2021), turkey(&in_2023), "by its key it is the same party on both days");
    assert_eq!(turkey(&in_2021).map(|recorded| recorded.input.party), Some(party("TR")));
    let written = serde_json::to_value(of_month("2021-06").seat(&party("TR"))).expect("JSON");
    for name in ["Turkey", "Türkiye"] {
        let mut named = written.clone();
        named["name"] = name.into();
        let refused = serde_json::from_value::<Seat>(named).expect_err("a seat has no name").to_string();
        assert!(refused.contains("`name`"), "{refused}");
    }
}

/// I1, as far as a decision goes: what is adopted is the text on the roll and no other, all its authentic languages under
/// one digest with the same clauses in the same order. That a digest holds for every language, and what it covers, is
/// `crates/text/tests/laws/main.rs`.
#[test]
fn i1_what_is_adopted_is_the_frozen_text_in_every_authentic_language() {
    let langs = ["zh-Hans", "ru"].map(terms::Lang::new);
    let frozen = |ru: &str| {
        let mut draft = text::Draft::new(text::Symbol::new("FORUM/2021", 1), text::Kind::Initiative);
        for (id, zh, ru) in [("c1", "赞同友好城市合作", ru), ("c2", "倡议二十周年", "предлагает")]
        {
            let words = terms::MultiText::of("zh-Hans", zh).with("ru", ru);
            let clause = text::Clause::new(id, text::Part::Operative, words);
            draft.apply(text::Change::Add { clause, after: None }).expect("new");
        }
        draft.freeze(&langs).expect("complete")
    };
    let (adopted, other) = (frozen("поддерживает"), frozen("одобряет"));
    let roll = |digest| Roll::new(digest, at(0), MEMBERS.map(seat).to_vec()).expect("no party twice");
    let accepts = |digest| {
        let one = |(seq, key)| Input { text: digest, ..input(seq, key, -1, said(Position::Accept)) };
        (1..).zip(MEMBERS).map(one).collect::<Vec<Input>>()
    };
    let outcome = decide(&Rule::sco16(), &roll(adopted.digest), &accepts(adopted.digest), at(1));
    assert_eq!((outcome.decision, outcome.counts.accepting), (Adopted, 8));
    assert!(outcome.text == adopted.digest && adopted.holds());
    let ids = |lang| -> Vec<String> {
        let words = adopted.in_language(lang).expect("authentic");
        words.into_iter().map(|(id, _)| id.to_string()).collect()
    };
    assert_eq!(ids(&langs[0]), ids(&langs[1]), "the same clauses in the same order");

    // One word in one language is another text: what was said on it adopts nothing here.
    assert!(other.digest != adopted.digest && other.in_language(&langs[0]) == adopted.in_language(&langs[0]));
    let outcome = decide(&Rule::sco16(), &roll(adopted.digest), &accepts(other.digest), at(1));
    assert_eq!((outcome.counts.accepting, outcome.counts.silent), (0, 8));
    assert!(outcome.recorded.iter().all(|recorded| recorded.why == NoEffect::OtherText));
    assert_eq!(outcome.text, adopted.digest);
}
