//! What holds of every choice, whatever the counts, the person and the seed.

use proptest::prelude::*;
use proptest::strategy::Strategy as _;
use routing::{Participant, Serves, State, Strategy, Stream, chances, next};
use std::collections::BTreeSet;
use tally::Counts;
use terms::Vote;

const STATEMENTS: usize = 9;
const TAU: f64 = 0.6;
const AUDIT: f64 = 0.15;

fn strategies() -> impl proptest::strategy::Strategy<Value = Strategy> {
    prop_oneof![
        Just(Strategy::Threshold { tau: TAU, audit: AUDIT }),
        Just(Strategy::Apt { tau: TAU, audit: AUDIT }),
        Just(Strategy::PolisPriority),
        Just(Strategy::Uniform),
    ]
}

#[derive(Clone, Debug)]
struct Case {
    state: State,
    block: Option<usize>,
    answered: BTreeSet<usize>,
}

impl Case {
    fn participant(&self) -> Participant {
        Participant::new(self.block, self.answered.iter().copied())
    }

    fn may_be_asked(&self, statement: usize) -> bool {
        self.state.can_be_asked(statement) && !self.answered.contains(&statement)
    }
}

fn cases() -> impl proptest::strategy::Strategy<Value = Case> {
    let votes = prop_oneof![Just((0u64, 0u64, 0u64)), (0u64..40, 0u64..9, 0u64..40)];
    (1usize..5, strategies()).prop_flat_map(move |(blocks, strategy)| {
        (
            prop::collection::vec(votes.clone(), blocks * STATEMENTS),
            prop::collection::vec(0u8..12, STATEMENTS),
            prop::option::weighted(0.9, 0..blocks),
            prop::collection::btree_set(0..STATEMENTS, 0..STATEMENTS),
        )
            .prop_map(move |(votes, flags, block, answered)| {
                let mut state = State::new(blocks, STATEMENTS, strategy).expect("a strategy of the test");
                for (at, (agree, pass, disagree)) in votes.iter().copied().enumerate() {
                    state.set(at % blocks, at / blocks, Counts { agree, pass, disagree });
                }
                for (at, flag) in flags.iter().enumerate() {
                    state.set_open(at, *flag != 0);
                    state.set_hidden(at, *flag == 1);
                    state.set_polis(at, *flag == 2, f64::from(*flag) / 12.0);
                }
                Case { state, block, answered }
            })
    })
}

proptest! {
    #[test]
    fn the_chances_sum_to_one_over_exactly_the_candidates_and_none_is_zero(case in cases()) {
        let chances = chances(&case.state, &case.participant());
        let asked: Vec<usize> = chances.iter().map(|(at, _)| *at).collect();
        let may: Vec<usize> = (0..STATEMENTS).filter(|at| case.may_be_asked(*at)).collect();
        prop_assert_eq!(&asked, &may);
        prop_assert!(chances.iter().all(|(_, chance)| *chance > 0.0 && *chance <= 1.0));
        let sum: f64 = chances.iter().map(|(_, chance)| chance).sum();
        prop_assert!(may.is_empty() || (sum - 1.0).abs() < 1e-12, "{}", sum);
    }

    #[test]
    fn a_choice_is_a_candidate_and_carries_its_chance(case in cases(), seed in any::<u64>()) {
        let chances = chances(&case.state, &case.participant());
        match next(&case.state, &case.participant(), seed) {
            None => prop_assert!(chances.is_empty()),
            Some(choice) => {
                prop_assert_eq!(Some(choice), next(&case.state, &case.participant(), seed));
                prop_assert!(chances.contains(&(choice.statement, choice.propensity)));
            }
        }
    }

    #[test]
    fn a_statement_that_a_block_has_ruled_out_is_asked_by_audit_alone(case in cases(), seed in any::<u64>()) {
        let routed = matches!(case.state.strategy(), Strategy::Threshold { .. } | Strategy::Apt { .. });
        if let Some(choice) = next(&case.state, &case.participant(), seed)
            && routed
            && case.state.is_ruled_out(choice.statement)
        {
            prop_assert!(choice.audit);
        }
    }

    #[test]
    fn a_state_is_its_counts_whatever_came_first(
        mut votes in prop::collection::vec((0usize..3, 0usize..4, 0usize..3), 0..60),
        strategy in strategies(),
        turn in any::<prop::sample::Index>(),
    ) {
        let of = |votes: &[(usize, usize, usize)]| {
            let mut state = State::new(3, 4, strategy).expect("a strategy of the test");
            votes.iter().for_each(|(block, at, vote)| state.record(*block, *at, Vote::ALL[*vote]));
            state
        };
        let before = of(&votes);
        if !votes.is_empty() {
            let by = turn.index(votes.len());
            votes.rotate_left(by);
        }
        prop_assert_eq!(before, of(&votes));
    }

    #[test]
    fn serves_merge_to_the_whole(
        answers in prop::collection::vec((0usize..3, 1u32..=1_000_000, any::<bool>()), 0..40),
        cut in any::<prop::sample::Index>(),
    ) {
        let of = |answers: &[(usize, u32, bool)]| {
            let mut serves = Serves::default();
            for (vote, chance, audit) in answers {
                let stream = if *audit { Stream::Audit } else { Stream::Routed };
                serves.record(Vote::ALL[*vote], *chance, stream).expect("few answers");
            }
            serves
        };
        let (one, other) = answers.split_at(cut.index(answers.len() + 1));
        prop_assert_eq!(of(one).plus(of(other)).expect("few answers"), of(&answers));
        prop_assert_eq!(of(other).plus(of(one)).expect("few answers"), of(&answers));
    }
}

/// Over many seeds each candidate comes as often as its propensity says, and the audit is uniform.
#[test]
fn over_seeds_the_shares_are_the_chances() {
    let seeds = 40_000_u32;
    for strategy in [
        Strategy::Threshold { tau: TAU, audit: AUDIT },
        Strategy::Apt { tau: TAU, audit: AUDIT },
        Strategy::PolisPriority,
        Strategy::Uniform,
    ] {
        let mut state = State::new(2, 6, strategy).expect("a strategy of the test");
        // The last two are as good as each other and better than the rest; 1 is ruled out.
        state.set(0, 1, Counts { agree: 0, pass: 0, disagree: 30 });
        state.set(1, 2, Counts { agree: 30, pass: 0, disagree: 2 });
        state.set(1, 3, Counts { agree: 9, pass: 3, disagree: 8 });
        let person = Participant::new(Some(0), [0]);
        let (mut came, mut audited) = ([0_u32; 6], [0_u32; 6]);
        for seed in 0..seeds {
            let choice = next(&state, &person, u64::from(seed)).expect("five are left");
            came[choice.statement] += 1;
            audited[choice.statement] += u32::from(choice.audit);
        }
        let near = |count: u32, all: u32, chance: f64, what: &str| {
            let expected = f64::from(all) * chance;
            let deviation = (expected * (1.0 - chance)).sqrt();
            assert!(
                (f64::from(count) - expected).abs() <= 4.5 * deviation,
                "{strategy:?} {what}: {count} for {expected}"
            );
        };
        assert_eq!(came[0], 0, "answered");
        for (statement, chance) in chances(&state, &person) {
            near(came[statement], seeds, chance, "served");
        }
        let audits: u32 = audited.iter().sum();
        match strategy {
            Strategy::Threshold { .. } | Strategy::Apt { .. } => near(audits, seeds, AUDIT, "audited"),
            Strategy::PolisPriority => assert_eq!(audits, 0),
            Strategy::Uniform => assert_eq!(audits, seeds),
        }
        for count in &audited[1..] {
            near(*count, audits, 0.2, "audited evenly");
        }
    }
}

#[test]
fn a_strategy_without_an_audit_or_a_threshold_is_refused() {
    for (tau, audit) in [(0.6, 0.0), (0.6, 1.1), (0.6, f64::NAN), (0.0, 0.1), (1.0, 0.1), (f64::NAN, 0.1)] {
        assert!(State::new(2, 3, Strategy::Threshold { tau, audit }).is_err(), "{tau} {audit}");
        assert!(State::new(2, 3, Strategy::Apt { tau, audit }).is_err(), "{tau} {audit}");
    }
}

/// The block that is sure is not asked again where another is not; a statement nobody can save is left alone.
#[test]
fn the_answer_that_can_turn_the_verdict_is_asked_for() {
    let mut state = State::new(2, 3, Strategy::Threshold { tau: TAU, audit: AUDIT }).expect("a strategy");
    state.set(0, 0, Counts { agree: 60, pass: 0, disagree: 2 });
    state.set(1, 0, Counts { agree: 6, pass: 1, disagree: 3 });
    state.set(0, 1, Counts { agree: 6, pass: 1, disagree: 3 });
    state.set(1, 1, Counts { agree: 2, pass: 0, disagree: 60 });
    state.set(0, 2, Counts { agree: 6, pass: 1, disagree: 3 });
    state.set(1, 2, Counts { agree: 60, pass: 0, disagree: 2 });
    let wanted = |block| {
        let chances = chances(&state, &Participant::new(Some(block), []));
        chances.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
    };
    assert_eq!(wanted(0), Some(2));
    assert_eq!(wanted(1), Some(0));
}

/// A block beside is asked like the others, and what it says changes no verdict.
#[test]
fn a_block_beside_rules_nothing_out() {
    let strategy = Strategy::Threshold { tau: TAU, audit: AUDIT };
    let mut state = State::with_blocks(vec![true, false], 2, strategy).expect("a strategy");
    let before = state.probability(0);
    state.set(1, 0, Counts { agree: 0, pass: 0, disagree: 90 });
    assert!(!state.is_ruled_out(0));
    assert_eq!(state.probability(0), before);
    assert!(next(&state, &Participant::new(Some(1), []), 7).is_some());
}

/// With one block allowed outside, one refusal rules nothing out and does not weigh on the others; two do.
#[test]
fn a_verdict_with_blocks_outside_is_ruled_out_by_one_more() {
    let strategy = Strategy::Threshold { tau: TAU, audit: AUDIT };
    let mut state = State::new(3, 2, strategy).expect("a strategy").with_verdict(1, 0);
    let never = Counts { agree: 0, pass: 0, disagree: 30 };
    state.set(0, 0, never);
    assert!(!state.is_ruled_out(0));
    let share = |state: &State, block, statement| {
        let chances = chances(state, &Participant::new(Some(block), []));
        chances.iter().find(|(at, _)| *at == statement).map(|(_, chance)| *chance)
    };
    // Block 1 is needed inside where block 0 already stands outside, and may be the one outside on the other statement.
    assert_eq!(share(&state, 1, 0), share(&state, 1, 1));
    state.set(1, 0, never);
    assert!(state.is_ruled_out(0));
    assert_eq!(share(&state, 2, 0), Some(AUDIT / 2.0));
}

/// A divide needs the answers of one block for and one against; the others are asked by audit alone.
#[test]
fn the_two_furthest_apart_are_asked_until_a_divide_can_be_found() {
    let strategy = Strategy::Threshold { tau: TAU, audit: AUDIT };
    let mut state = State::new(4, 2, strategy).expect("a strategy").with_verdict(0, 20);
    let votes = |agree, disagree| Counts { agree, pass: 0, disagree };
    for (block, counts) in [votes(9, 1), votes(3, 3), votes(5, 3), votes(0, 11)].into_iter().enumerate() {
        state.set(block, 0, counts);
        state.set(block, 1, votes(40, 25));
    }
    assert!(state.is_ruled_out(0));
    let is_asked = |state: &State, block| {
        let chances = chances(state, &Participant::new(Some(block), []));
        chances.iter().any(|(at, chance)| *at == 0 && *chance > 0.5)
    };
    assert_eq!([0, 1, 2, 3].map(|block| is_asked(&state, block)), [true, false, false, true]);
    state.set(3, 0, votes(0, 40));
    assert_eq!([0, 1, 2, 3].map(|block| is_asked(&state, block)), [true, false, false, false]);
}

/// Twelve of twelve agree: one more tells little, but a verdict that needs twenty answers needs them.
#[test]
fn what_is_clear_is_asked_until_the_verdict_has_its_answers() {
    let strategy = Strategy::Threshold { tau: TAU, audit: AUDIT };
    let clear = |answers| Counts { agree: answers, pass: 0, disagree: 0 };
    let wanted = |least, answers| {
        let mut state = State::new(1, 2, strategy).expect("a strategy").with_verdict(0, least);
        state.set(0, 0, clear(answers));
        state.set(0, 1, Counts { agree: 30, pass: 0, disagree: 22 });
        let chances = chances(&state, &Participant::new(Some(0), []));
        chances.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
    };
    assert_eq!(wanted(0, 12), Some(1));
    assert_eq!(wanted(20, 12), Some(0));
    assert_eq!(wanted(20, 20), Some(1));
}
