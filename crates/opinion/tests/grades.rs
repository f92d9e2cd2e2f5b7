//! Golden cases of the grades, in the order in which they are checked ("Grades of a finding" in ARCHITECTURE.md).

mod common;

use common::{crowd, name, one, party, report};
use opinion::{
    Direction, EngineError, Evidence, Finding, Forecast, ForecastQuestion, Grade, MoreAnswers, OutsideReason,
    Settings, find, forecast, forecast_by_standing, forecast_roster,
};
use std::collections::BTreeSet;
use tally::{Block, Tally};
use terms::{Vote, Weight};

fn outside(finding: &Finding) -> Vec<(String, OutsideReason)> {
    finding.outside.iter().map(|o| (o.party.to_string(), o.reason)).collect()
}

#[test]
fn unanimous_is_exact_and_a_pass_is_not_agreement() {
    let parties = crowd(3);
    assert_eq!(one(&parties, vec![(20, 0, 0); 3]).grade, Grade::Unanimous);
    assert_eq!(one(&parties, vec![(200, 0, 0), (200, 0, 0), (199, 1, 0)]).grade, Grade::Consensus);
    assert_eq!(one(&parties, vec![(20, 0, 0), (20, 0, 0), (19, 0, 0)]).grade, Grade::NotYetAsked);
}

#[test]
fn consensus_needs_certainty_in_every_party_at_once() {
    let parties = crowd(3);
    let sure = one(&parties, vec![(160, 20, 20); 3]);
    assert_eq!((sure.grade, sure.direction), (Grade::Consensus, Some(Direction::For)));
    assert!(sure.certified >= 0.95 && sure.floor.expect("all asked") > 0.70);
    let unsure = one(&parties, vec![(16, 2, 2); 3]);
    assert_ne!(unsure.grade, Grade::Consensus);
}

#[test]
fn opposition_beyond_nu_in_one_party_is_no_consensus() {
    // 62 % agree everywhere for certain, but 38 % of one party oppose.
    let parties = crowd(4);
    let finding = one(&parties, vec![(9000, 900, 100), (9000, 900, 100), (9000, 900, 100), (6200, 0, 3800)]);
    assert_ne!(finding.grade, Grade::Consensus);
}

#[test]
fn broad_consensus_names_those_outside_with_the_reason() {
    let parties = crowd(18);
    let mut row = vec![(180, 10, 10); 18];
    row[4] = (20, 20, 160);
    row[11] = (5, 0, 0);
    let finding = one(&parties, row);
    assert_eq!(finding.grade, Grade::BroadConsensus);
    let expected = vec![(name(4), OutsideReason::Disagrees), (name(11), OutsideReason::NotAsked)];
    assert_eq!(outside(&finding), expected);
    assert_eq!(finding.floor, None, "no floor while a party is under-asked");
}

#[test]
fn three_of_eighteen_outside_is_no_broad_consensus() {
    let parties = crowd(18);
    let mut row = vec![(180, 10, 10); 18];
    (0..3).for_each(|i| row[i] = (100, 50, 50));
    assert_ne!(one(&parties, row).grade, Grade::BroadConsensus);
}

#[test]
fn a_standing_may_not_lose_more_than_a_third() {
    let parties: Vec<_> =
        (0..18).map(|i| party(&name(i), Some(if i < 2 { "observer" } else { "member" }), None)).collect();
    let mut row = vec![(180, 10, 10); 18];
    row[1] = (20, 20, 160);
    // One of two observers outside leaves half of the standing: two thirds are needed.
    assert_ne!(one(&parties, row.clone()).grade, Grade::BroadConsensus);
    row[1] = (180, 10, 10);
    row[7] = (20, 20, 160);
    assert_eq!(one(&parties, row).grade, Grade::BroadConsensus);
}

#[test]
fn shared_rejection_is_the_mirror_of_consensus() {
    let finding = one(&crowd(3), vec![(20, 20, 160); 3]);
    assert_eq!((finding.grade, finding.direction), (Grade::SharedRejection, Some(Direction::Against)));
    assert!(finding.rejection_floor.expect("all asked") > 0.7);
}

#[test]
fn divided_names_the_furthest_two() {
    let parties = crowd(4);
    let finding = one(&parties, vec![(90, 5, 5), (60, 0, 40), (10, 5, 85), (30, 0, 70)]);
    assert_eq!(finding.grade, Grade::Divided);
    let poles = finding.poles.expect("poles");
    assert_eq!((poles.for_party.as_str(), poles.against_party.as_str()), ("P00", "P02"));
    assert!(poles.for_at_least - poles.against_at_most >= 0.30);
}

#[test]
fn abstaining_is_not_opposing() {
    let finding = one(&crowd(2), vec![(95, 5, 0), (0, 100, 0)]);
    assert_ne!(finding.grade, Grade::Divided);
}

#[test]
fn not_yet_asked_says_how_many_are_missing() {
    let finding = one(&crowd(3), vec![(10, 5, 5), (6, 0, 0), (0, 0, 0)]);
    assert_eq!(finding.grade, Grade::NotYetAsked);
    assert_eq!(finding.more_answers, Some(MoreAnswers::Missing(34)));
    assert_eq!(finding.parties.iter().map(|p| p.needed).collect::<Vec<_>>(), [0, 14, 20]);
}

#[test]
fn the_minimum_of_a_small_roster_is_the_whole_roster() {
    let parties = vec![party("A", None, Some(3)), party("B", None, Some(1))];
    assert_eq!(one(&parties, vec![(3, 0, 0), (1, 0, 0)]).grade, Grade::Unanimous);
    assert_eq!(one(&parties, vec![(2, 0, 0), (1, 0, 0)]).grade, Grade::NotYetAsked);
}

#[test]
fn states_with_one_vote_each_are_counted_exactly() {
    let parties: Vec<_> = (0..5).map(|i| party(&name(i), None, Some(1))).collect();
    let (yes, abstains, no) = ((1, 0, 0), (0, 1, 0), (0, 0, 1));
    assert_eq!(one(&parties, vec![yes; 5]).grade, Grade::Unanimous);
    let one_abstains = one(&parties, vec![yes, yes, yes, yes, abstains]);
    assert_eq!(one_abstains.grade, Grade::BroadConsensus);
    assert_eq!(outside(&one_abstains), [(name(4), OutsideReason::Undecided)]);
    assert_eq!(one(&parties, vec![yes, yes, yes, no, no]).grade, Grade::Divided);
    let lukewarm = one(&parties, vec![yes, yes, yes, abstains, abstains]);
    assert_eq!((lukewarm.grade, lukewarm.direction), (Grade::Majority, Some(Direction::For)));
    assert!(lukewarm.no_objection && !lukewarm.all_for);
}

#[test]
fn majority_is_never_called_consensus() {
    let parties = crowd(3);
    let finding = one(&parties, vec![(560, 140, 300), (560, 140, 300), (480, 220, 300)]);
    assert_eq!((finding.grade, finding.direction), (Grade::Majority, Some(Direction::For)));
}

#[test]
fn open_says_how_many_more_answers_would_settle_it() {
    let parties = crowd(3);
    let finding = one(&parties, vec![(14, 3, 3); 3]);
    assert_eq!(finding.grade, Grade::Majority);
    let open = one(&parties, vec![(15, 1, 11); 3]);
    assert_eq!(open.grade, Grade::Open);
    assert!(matches!(open.more_answers, Some(MoreAnswers::Expected(n)) if n > 0), "{:?}", open.more_answers);
    // 46 % for and 38 % against in every party: no number of such answers makes more than half of either.
    let torn = one(&parties, vec![(11, 4, 9); 3]);
    assert_eq!((torn.grade, torn.more_answers), (Grade::Open, Some(MoreAnswers::Beyond(100_000))));
    let full: Vec<_> = (0..2).map(|i| party(&name(i), None, Some(24))).collect();
    let finished = one(&full, vec![(11, 4, 9), (11, 4, 9)]);
    assert_eq!((finished.grade, finished.more_answers), (Grade::Open, Some(MoreAnswers::Exhausted)));
}

#[test]
fn one_block_earns_no_more_than_a_majority() {
    let mut tally = Tally::default();
    let (block, statement) = (tally.block(&Block::Unassigned), tally.statement(&"s".into()));
    (0..100).for_each(|_| tally.add(block, statement, Vote::Agree, Weight::ONE).expect("small"));
    let everybody = [party("all", None, None)];
    let report = find(&tally, &everybody, true, &BTreeSet::new(), &Settings::default()).expect("a report");
    assert_eq!(report.findings[0].grade, Grade::Majority);
    assert!(report.findings[0].floor.expect("asked") > 0.9);
}

#[test]
fn a_heavy_crowd_of_light_weights_is_not_asked() {
    // One person of weight 1000 among nineteen of weight 0.001 is worth hardly more than one answer.
    let mut tally = Tally::default();
    let (block, statement) = (tally.block(&Block::named("A")), tally.statement(&"s".into()));
    tally.add(block, statement, Vote::Agree, Weight::from_thousandths(1_000_000)).expect("small");
    (0..19)
        .for_each(|_| tally.add(block, statement, Vote::Agree, Weight::from_thousandths(1)).expect("small"));
    let parties = [party("A", None, None)];
    let report = find(&tally, &parties, false, &BTreeSet::new(), &Settings::default()).expect("a report");
    assert_eq!(report.findings[0].grade, Grade::NotYetAsked);
}

#[test]
fn a_roster_smaller_than_its_answers_is_refused() {
    let parties = [party("A", None, Some(2)), party("B", None, None)];
    let tally = common::tally(&parties, &[vec![(3, 0, 0), (0, 0, 0)]]);
    let error = find(&tally, &parties, false, &BTreeSet::new(), &Settings::default()).expect_err("refused");
    assert!(error.to_string().contains("roster of 2 and 3"), "{error}");
}

#[test]
fn every_grade_is_counted_once() {
    let parties = crowd(3);
    let rows = vec![vec![(20, 0, 0); 3], vec![(20, 20, 160); 3], vec![(0, 0, 0), (1, 0, 0), (0, 0, 0)]];
    let report = report(&parties, &rows);
    let counted: u64 = Grade::ALL.iter().map(|&grade| report.summary.of(grade)).sum();
    assert_eq!(counted, 3);
    assert_eq!(report.summary.of(Grade::SharedRejection), 1);
}

/// The design's own figures: 18 parties, 80 % agreement: about 100 answers per party with k = 0, about 40 with k = 2.
#[test]
fn forecast_of_eighteen_parties() {
    let answers = |outside| {
        let question =
            ForecastQuestion { parties: 18, agree: 0.8, disagree: None, roster: None, outside, chance: 0.9 };
        match forecast(&question, &Settings::default()).expect("in range") {
            Forecast::Answers(n) => n,
            other => panic!("{other:?}"),
        }
    };
    let (strict, broad) = (answers(0), answers(2));
    assert!((90..=110).contains(&strict), "{strict}");
    assert!((36..=48).contains(&broad), "{broad}");
}

#[test]
fn forecast_says_when_no_number_would_do() {
    let question =
        ForecastQuestion { parties: 3, agree: 0.55, disagree: None, roster: None, outside: 0, chance: 0.9 };
    assert_eq!(forecast(&question, &Settings::default()).expect("in range"), Forecast::OutOfReach);
    let small = ForecastQuestion { agree: 0.7, roster: Some(5), ..question };
    assert_eq!(forecast(&small, &Settings::default()).expect("in range"), Forecast::RosterTooSmall);
}

#[test]
fn a_party_named_twice_is_refused() {
    let parties = [party("A", None, None), party("A", None, None)];
    let tally = common::tally(&parties[..1], &[vec![(3, 0, 0)]]);
    let error = find(&tally, &parties, false, &BTreeSet::new(), &Settings::default()).expect_err("refused");
    assert_eq!(error, EngineError::CountedTwice("A".into()));
}

#[test]
fn an_excluded_statement_is_left_out_and_teaches_no_prior() {
    let parties = crowd(2);
    let rows: Vec<_> = (0..12).map(|i| vec![(10 + i, 5, 20 - i), (15, 5, 10)]).collect();
    let votes = common::tally(&parties, &rows);
    let without = |excluded: &[&str]| {
        let excluded = excluded.iter().map(|&key| key.into()).collect();
        find(&votes, &parties, false, &excluded, &Settings::default()).expect("a report")
    };
    let all = without(&[]);
    let fewer = without(&["0", "11"]);
    assert_eq!((all.findings.len(), fewer.findings.len()), (12, 10));
    assert!(fewer.findings.iter().all(|finding| !["0", "11"].contains(&finding.statement.as_str())));
    assert_ne!(
        all.findings[1].parties[0].low, fewer.findings[0].parties[0].low,
        "ten statements, another prior"
    );
}

#[test]
fn one_equal_weight_for_everybody_changes_nothing_but_the_units() {
    let parties = [party("A", None, Some(40)), party("B", None, None)];
    let found = |weight: u32| {
        let mut votes = Tally::default();
        let statement = votes.statement(&"s".into());
        for party in &parties {
            let block = votes.block(&Block::Named(party.key.clone()));
            let counts = tally::Counts { agree: 25, pass: 3, disagree: 2 };
            votes.add_counts(block, statement, counts, Weight::from_thousandths(weight)).expect("small");
        }
        find(&votes, &parties, false, &BTreeSet::new(), &Settings::default()).expect("a report").findings
    };
    assert_eq!(found(1000), found(250));
}

#[test]
fn a_rejection_names_the_party_that_agrees_outside() {
    let mut row = vec![(10, 10, 180); 9];
    row[3] = (180, 10, 10);
    let finding = one(&crowd(9), row);
    assert_eq!((finding.grade, finding.direction), (Grade::SharedRejection, Some(Direction::Against)));
    assert_eq!(outside(&finding), [(name(3), OutsideReason::Disagrees)]);
}

#[test]
fn a_state_that_votes_as_one_survives_the_robust_floor() {
    // Nine tenths of one delegate who agrees still all agree; a tenth of a crowd costs more than a tenth.
    let parties: Vec<_> = (0..3).map(|i| party(&name(i), None, Some(1))).collect();
    let finding = one(&parties, vec![(1, 0, 0); 3]);
    assert_eq!((finding.floor, finding.robust_floor), (Some(1.0), Some(1.0)));
    let crowds = one(&crowd(3), vec![(900, 0, 100); 3]);
    assert!(crowds.floor.expect("asked") - crowds.robust_floor.expect("asked") > 0.009);
}

#[test]
fn the_number_of_answers_that_would_settle_an_open_statement_settles_it() {
    let parties = crowd(3);
    let (agree, disagree) = (15, 12);
    let open = one(&parties, vec![(agree, 0, disagree); 3]);
    let Some(MoreAnswers::Expected(total)) = open.more_answers else { panic!("{:?}", open.more_answers) };
    let each = total / 3;
    assert_eq!(open.parties.iter().map(|p| p.needed).collect::<Vec<_>>(), [each; 3]);
    // The same shares at about that size: nine more answers to have whole people on both sides.
    let grown = |extra: u64| {
        let scale = (27 + extra).div_ceil(9);
        one(&parties, vec![(5 * scale, 0, 4 * scale); 3])
    };
    assert_eq!(grown(each + 9).grade, Grade::Majority);
    assert_eq!(grown(each / 2).grade, Grade::Open);
}

#[test]
fn a_roster_that_ends_adds_no_more_than_it_has() {
    let parties = vec![party("A", None, Some(30)), party("B", None, None), party("C", None, None)];
    let open = one(&parties, vec![(15, 0, 12); 3]);
    assert_eq!(open.grade, Grade::Open);
    assert_eq!(open.parties[0].needed, 3);
    assert!(open.parties[1].needed > 3);
}

#[test]
fn live_evidence_asks_for_more_than_the_fixed_look() {
    let parties = crowd(3);
    let votes = common::tally(&parties, &[vec![(45, 6, 9); 3], vec![(220, 20, 20); 3]]);
    let grades = |evidence| {
        let settings = Settings { evidence, ..Settings::default() };
        let report = find(&votes, &parties, false, &BTreeSet::new(), &settings).expect("a report");
        report.findings.iter().map(|finding| finding.grade).collect::<Vec<_>>()
    };
    assert_eq!(grades(Evidence::Fixed), [Grade::Consensus, Grade::Consensus]);
    assert_eq!(grades(Evidence::Anytime), [Grade::Majority, Grade::Consensus]);
}

#[test]
fn a_forecast_by_standing_asks_no_less_than_one_of_all_together() {
    let question =
        ForecastQuestion { parties: 6, agree: 0.8, disagree: None, roster: None, outside: 1, chance: 0.9 };
    let settings = Settings::default();
    let together = forecast(&question, &settings).expect("in range");
    // Standings of two may lose nobody, so one outside is never allowed.
    let pairs = forecast_by_standing(&question, &[2, 2, 2], &settings).expect("in range");
    let (Forecast::Answers(together), Forecast::Answers(pairs)) = (together, pairs) else {
        panic!("within reach")
    };
    assert!(pairs > together, "{pairs} and {together}");
    assert!(forecast_by_standing(&question, &[2, 2], &settings).is_err());
}

#[test]
fn a_roster_asked_to_the_last_needs_fewer_than_an_open_crowd() {
    let question =
        ForecastQuestion { parties: 18, agree: 0.8, disagree: None, roster: None, outside: 2, chance: 0.9 };
    let settings = Settings::default();
    let Forecast::Answers(crowd) = forecast(&question, &settings).expect("in range") else { panic!("reach") };
    let Forecast::Answers(roster) = forecast_roster(&question, &settings).expect("in range") else {
        panic!("reach")
    };
    assert!((5..crowd).contains(&roster), "{roster} of a roster, {crowd} of a crowd");
}

#[test]
fn settings_out_of_range_say_which_and_what_range() {
    for (settings, word) in [
        (Settings { agreement: 1.0, ..Settings::default() }, "agreement"),
        (Settings { confidence: 0.5, ..Settings::default() }, "confidence"),
        (Settings { veto: f64::NAN, ..Settings::default() }, "veto"),
        (Settings { divide_gap: 0.0, ..Settings::default() }, "gap"),
        (Settings { fake_share: 1.0, ..Settings::default() }, "fake"),
    ] {
        let message = settings.check().expect_err("out of range").to_string();
        assert!(message.contains(word) && message.contains("it must lie"), "{message}");
    }
}
