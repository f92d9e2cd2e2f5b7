//! What may be said of an outcome.

use crate::common::{assembly, at, input, object, roll, said};
use procedure::{AgreementGrade as Grade, DeclaredTooHigh, Input, Position, Rule, Said, Scope, decide};

fn reserve() -> Said {
    Said::Reservation { scope: Scope::Whole, text: "not clause 3".into() }
}

#[test]
fn a_grade_says_no_more_than_the_parties_did() {
    let yes = || said(Position::Accept);
    let cases = [
        ("both accept", vec![("KG", yes()), ("UZ", yes())], Grade::Unanimous),
        ("one can live with it", vec![("KG", yes()), ("UZ", said(Position::CanLiveWith))], Grade::Consensus),
        (
            "one reserves",
            vec![("KG", yes()), ("UZ", yes()), ("UZ", reserve())],
            Grade::ConsensusWithReservations,
        ),
        ("one is silent", vec![("KG", yes())], Grade::NoObjection),
        ("nobody speaks", vec![], Grade::NoObjection),
        ("one needs time", vec![("KG", yes()), ("UZ", said(Position::NeedsTime))], Grade::NoObjection),
        ("one objects", vec![("KG", yes()), ("UZ", said(object()))], Grade::None),
    ];
    for (what, events, grade) in cases {
        let said = (1..).zip(events).map(|(seq, (key, said))| input(seq, key, -1, said));
        let inputs: Vec<Input> = said.collect();
        let outcome = decide(&Rule::sco16(), &roll(&["KG", "UZ"]), &inputs, at(1));
        assert_eq!(Grade::of(&outcome), grade, "{what}");
    }
    let accepts = [input(1, "KG", -1, yes())];
    let minus_one = decide(&Rule::sco16_minus_one(), &roll(&["KG", "c:UZ"]), &accepts, at(1));
    assert_eq!(Grade::of(&minus_one), Grade::Consensus, "the party left out is not in a unanimity");
}

/// G10, its rule part: two objections stand, the chair says "consensus".
#[test]
fn g10_a_chair_cannot_declare_more_than_the_outcome_bears() {
    let inputs = [input(1, "IN", -1, said(object())), input(2, "PK", -1, said(object()))];
    let broken = decide(&Rule::sco16(), &roll(&["CN", "IN", "PK"]), &inputs, at(1));
    let refused = DeclaredTooHigh { computed: Grade::None, declared: Grade::Consensus };
    assert_eq!(Grade::Consensus.declare(&broken), Err(refused));
    let silent = decide(&Rule::sco16(), &roll(&["CN", "IN"]), &[], at(1));
    assert!(Grade::Consensus.declare(&silent).is_err(), "silence is not agreement");
    assert_eq!(Grade::NoObjection.declare(&silent), Ok(Grade::NoObjection));
    let (roll, ballots) = assembly(5, 5, (3, 1, 1));
    let vote = decide(&Rule::majority(), &roll, &ballots, at(1));
    let figures = |yes| Grade::Majority { yes, no: 1, abstain: 1 };
    assert_eq!(figures(3).declare(&vote), Ok(figures(3)));
    assert!(figures(4).declare(&vote).is_err() && Grade::NoObjection.declare(&vote).is_err());
}
