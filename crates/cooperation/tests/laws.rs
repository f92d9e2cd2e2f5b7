//! The laws of cooperation: a pledge is never a delivery, and a candidate is nobody's promise.

use cooperation::{
    Commitment, InvalidTransition, Measure, NotACommitment, Progress, Receipt, State, Step, Terms, Totals,
    TotalsError, Why,
};
use proptest::prelude::*;
use terms::{Instant, MultiText, PartyKey};
use text::{Clause, Part, VerbClass};

const DUE: i64 = 1_654_300_799_999;

fn party(key: &str) -> PartyKey {
    key.into()
}

/// UZ and KG undertake something for MN; the secretariat's reviewer may verify, and so may KG, who is an actor.
fn candidate() -> Commitment {
    let clause = Clause::new("c1", Part::Operative, MultiText::of("en", "undertake to hold a course"))
        .verb("undertakes", VerbClass::Commit)
        .actor(party("UZ"))
        .actor(party("KG"));
    let measure = Measure { text: MultiText::of("en", "places taken"), unit: "places".into(), target: 30 };
    let terms = Terms {
        beneficiary: Some(party("MN")),
        reviewers: ["reviewer", "KG"].map(party).into(),
        measure: Some(measure),
        due: Some(Instant::from_millis(DUE)),
        ..Terms::new(MultiText::of("en", "a course"))
    };
    Commitment::from_clause("k1", &clause, terms).expect("a commit clause with actors")
}

fn confirmed() -> Commitment {
    candidate().confirm(&party("UZ")).and_then(|c| c.confirm(&party("KG"))).expect("both are actors")
}

fn active() -> Commitment {
    confirmed().start(&party("KG")).expect("confirmed")
}

fn delivered() -> Commitment {
    active().claim(&party("UZ"), Some(28)).expect("active")
}

fn in_every_state() -> Vec<Commitment> {
    let late = Instant::from_millis(DUE + 1);
    let ended = [
        delivered().verify(&party("MN"), Some(27)),
        active().restate(&party("UZ"), "k2"),
        active().lapse(late),
        confirmed().withdraw(&party("UZ"), "no funds"),
    ];
    let open = [candidate(), confirmed(), active(), delivered()];
    open.into_iter().chain(ended.map(|c| c.expect("a valid transition"))).collect()
}

fn take(commitment: Commitment, step: Step, by: &PartyKey) -> Result<Commitment, InvalidTransition> {
    match step {
        Step::Confirm => commitment.confirm(by),
        Step::Start => commitment.start(by),
        Step::Report => commitment.report(by, Progress::AtRisk),
        Step::Claim => commitment.claim(by, Some(30)),
        Step::Verify => commitment.verify(by, Some(25)),
        Step::Restate => commitment.restate(by, "k2"),
        Step::Lapse => commitment.lapse(Instant::from_millis(DUE + 1)),
        Step::Withdraw => commitment.withdraw(by, "no funds"),
    }
}

const STEPS: [Step; 8] = [
    Step::Confirm,
    Step::Start,
    Step::Report,
    Step::Claim,
    Step::Verify,
    Step::Restate,
    Step::Lapse,
    Step::Withdraw,
];

/// Every state against every step, tried by a party that may take it.
#[test]
fn the_table_of_transitions() {
    let allowed: &[(&str, &[Step])] = &[
        ("candidate", &[Step::Confirm, Step::Withdraw]),
        ("confirmed", &[Step::Start, Step::Restate, Step::Lapse, Step::Withdraw]),
        ("active", &[Step::Report, Step::Claim, Step::Restate, Step::Lapse, Step::Withdraw]),
        ("delivered", &[Step::Verify]),
        ("verified", &[]),
        ("restated", &[]),
        ("lapsed", &[]),
        ("withdrawn", &[]),
    ];
    let states = in_every_state();
    assert_eq!(
        states.iter().map(|c| c.state().name()).collect::<Vec<_>>(),
        allowed.iter().map(|(name, _)| *name).collect::<Vec<_>>()
    );
    for (commitment, (name, steps)) in states.iter().zip(allowed) {
        for step in STEPS {
            let by = party(if step == Step::Verify { "MN" } else { "UZ" });
            let taken = take(commitment.clone(), step, &by);
            assert_eq!(taken.is_ok(), steps.contains(&step), "{name}: {step:?}");
            if let Err(error) = taken {
                assert_eq!(
                    error,
                    InvalidTransition { commitment: "k1".into(), from: name, step, why: Why::State }
                );
            }
        }
    }
}

#[test]
fn who_may_do_what() {
    let outsider = party("RU");
    for (commitment, step) in [
        (candidate(), Step::Confirm),
        (confirmed(), Step::Start),
        (active(), Step::Report),
        (active(), Step::Claim),
        (active(), Step::Restate),
        (candidate(), Step::Withdraw),
    ] {
        assert_eq!(
            take(commitment, step, &outsider).map_err(|e| e.why),
            Err(Why::NotAnActor(outsider.clone())),
            "{step:?}"
        );
    }
    let verify = |by: &str| delivered().verify(&party(by), None).map(|c| c.is_done()).map_err(|e| e.why);
    assert_eq!(verify("MN"), Ok(true));
    assert_eq!(verify("reviewer"), Ok(true));
    assert_eq!(verify("RU"), Err(Why::NotAReviewer(outsider)));
    assert_eq!(
        verify("KG"),
        Err(Why::OwnDelivery(party("KG"))),
        "an actor that is listed as a reviewer is still an actor"
    );
    let twice = candidate().confirm(&party("UZ")).and_then(|c| c.confirm(&party("UZ")));
    assert_eq!(twice.map_err(|e| e.why), Err(Why::ConfirmedBefore(party("UZ"))));
}

#[test]
fn what_is_refused_says_why() {
    let why = |result: Result<Commitment, InvalidTransition>| result.map(|_| ()).map_err(|e| e.why);
    assert_eq!(
        why(active().lapse(Instant::from_millis(DUE))),
        Err(Why::NotDue),
        "the date itself is in time"
    );
    assert_eq!(why(active().withdraw(&party("UZ"), " \n")), Err(Why::NoReason));
    assert_eq!(why(active().restate(&party("UZ"), "k1")), Err(Why::OwnSuccessor));
    let error = candidate().start(&party("UZ")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "commitment k1 is candidate and cannot be started: its state does not allow that"
    );
}

#[test]
fn no_other_clause_creates_a_commitment() {
    let clause = |class| Clause::new("c1", Part::Operative, MultiText::of("en", "x")).verb("v", class);
    let create =
        |clause: &Clause| Commitment::from_clause("k1", clause, Terms::new(MultiText::of("en", "x")));
    let refused = Err(NotACommitment("c1".into()));
    for class in [VerbClass::Recall, VerbClass::Assess, VerbClass::Support, VerbClass::Urge] {
        assert_eq!(create(&clause(class).actor(party("UZ"))), refused, "{class:?}");
    }
    assert_eq!(create(&clause(VerbClass::Commit)), refused, "no actor");
    assert!(create(&clause(VerbClass::Commit).actor(party("UZ"))).is_ok());
}

/// G12: a pledge of 1 M masks, 600 k agreed, 550 k received by both.
#[test]
fn g12_three_totals() {
    let mut masks = Totals::new("masks");
    masks.pledge(1_000_000).expect("fits");
    assert_eq!((masks.agreed().quantity(), masks.received().quantity()), (0, 0));
    masks.agree(600_000).expect("within the pledge");
    let one_sided = Receipt { by_giver: Some(600_000), by_receiver: None };
    masks.receive(one_sided).expect("nothing is confirmed");
    assert_eq!((one_sided.one_sided(), masks.received().quantity()), (600_000, 0));
    let both = Receipt { by_giver: Some(600_000), by_receiver: Some(550_000) };
    masks.receive(both).expect("within the agreement");
    assert_eq!(both.one_sided(), 50_000);
    let totals = (masks.pledged().quantity(), masks.agreed().quantity(), masks.received().quantity());
    assert_eq!(totals, (1_000_000, 600_000, 550_000));
    let json =
        serde_json::json!({"unit": "masks", "pledged": 1_000_000, "agreed": 600_000, "received": 550_000});
    assert_eq!(serde_json::to_value(&masks).expect("JSON"), json);
    assert_eq!(serde_json::from_value::<Totals>(json).expect("as written"), masks);
    let mixed = serde_json::json!({"unit": "masks", "pledged": 1, "agreed": 2, "received": 0});
    assert!(
        serde_json::from_value::<Totals>(mixed).unwrap_err().to_string().contains("exceed the 1 pledged")
    );
}

#[derive(Clone, Copy, Debug)]
enum Entry {
    Pledge(u64),
    Agree(u64),
    Receive(Option<u64>, Option<u64>),
}

fn entry() -> impl Strategy<Value = Entry> {
    let quantity = || prop_oneof![0..1000_u64, Just(u64::MAX)];
    prop_oneof![
        quantity().prop_map(Entry::Pledge),
        quantity().prop_map(Entry::Agree),
        (prop::option::of(0..500_u64), prop::option::of(0..500_u64)).prop_map(|(g, r)| Entry::Receive(g, r)),
    ]
}

proptest! {
    #[test]
    fn i7_pledged_agreed_and_received_are_never_mixed(entries in prop::collection::vec(entry(), 0..30)) {
        let mut totals = Totals::new("masks");
        for entry in entries {
            let before = totals.clone();
            let result = match entry {
                Entry::Pledge(quantity) => totals.pledge(quantity),
                Entry::Agree(quantity) => totals.agree(quantity),
                Entry::Receive(by_giver, by_receiver) => totals.receive(Receipt { by_giver, by_receiver }),
            };
            prop_assert!(totals.pledged().quantity() >= totals.agreed().quantity());
            prop_assert!(totals.agreed().quantity() >= totals.received().quantity());
            match (entry, result) {
                (_, Err(error)) => {
                    prop_assert_eq!(&totals, &before);
                    let pledge_too_large = matches!(entry, Entry::Pledge(_)) && error != TotalsError::TooLarge;
                    prop_assert!(!pledge_too_large);
                }
                (Entry::Pledge(_), Ok(())) => {
                    prop_assert_eq!((totals.agreed(), totals.received()), (before.agreed(), before.received()));
                }
                (Entry::Agree(_), Ok(())) => {
                    prop_assert_eq!((totals.pledged(), totals.received()), (before.pledged(), before.received()));
                }
                (Entry::Receive(giver, receiver), Ok(())) => {
                    prop_assert_eq!((totals.pledged(), totals.agreed()), (before.pledged(), before.agreed()));
                    let both = giver.zip(receiver).map_or(0, |(g, r)| g.min(r));
                    prop_assert_eq!(totals.received().quantity() - before.received().quantity(), both);
                }
            }
        }
    }

    #[test]
    fn a_pledge_is_never_counted_as_a_delivery(walk in prop::collection::vec((0..8_usize, 0..5_usize), 0..40)) {
        let parties = ["UZ", "KG", "MN", "reviewer", "RU"].map(party);
        let mut commitment = candidate();
        let (mut claimed, mut verified) = (false, false);
        for (step, by) in walk {
            let (step, by) = (STEPS[step], &parties[by]);
            let Ok(next) = take(commitment.clone(), step, by) else { continue };
            claimed |= step == Step::Claim;
            verified |= step == Step::Verify;
            if step == Step::Verify {
                prop_assert!(claimed && !next.actors().contains(by));
            }
            commitment = next;
            prop_assert_eq!(commitment.is_done(), verified);
            prop_assert_eq!(commitment.delivered(), if verified { 25 } else { 0 }, "what was verified, not what was claimed");
        }
    }

    #[test]
    fn a_candidate_is_nobodys_promise(walk in prop::collection::vec((0..8_usize, 0..5_usize), 0..12)) {
        let parties = ["UZ", "KG", "MN", "reviewer", "RU"].map(party);
        let mut commitment = candidate();
        let mut confirmed_by = std::collections::BTreeSet::new();
        for (step, by) in walk {
            let Ok(next) = take(commitment.clone(), STEPS[step], &parties[by]) else { continue };
            if STEPS[step] == Step::Confirm {
                confirmed_by.insert(parties[by].clone());
            }
            commitment = next;
            if confirmed_by != *commitment.actors() {
                prop_assert!(commitment.promised_by().is_empty());
                let open = matches!(commitment.state(), State::Candidate { .. } | State::Withdrawn { .. });
                prop_assert!(open);
            }
        }
    }
}
