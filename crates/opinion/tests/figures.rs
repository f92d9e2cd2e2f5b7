//! The figures beside a grade against values worked out with scipy 1.17 (`beta`, `betabinom`, `betaln`, `brentq`).

mod common;

use common::{crowd, name, one, party};
use opinion::Finding;

fn three_crowds() -> Finding {
    one(&crowd(3), vec![(160, 20, 20), (45, 10, 5), (70, 5, 25)])
}

fn close(found: f64, truth: f64) {
    assert!((found - truth).abs() < 1e-8, "{found} for {truth}");
}

/// Flat prior (κ = 2, equal shares), so party b has Beta(A + 2/3, S − A + 4/3).
#[test]
fn certificates_and_floors_of_three_crowds() {
    let finding = three_crowds();
    // Π max(0, 1 − P(θ < .6) − P(δ > .3)).
    close(finding.certified, 0.834_542_922_940_689_7);
    // The root of Π P(θ ≥ t) = .95, with δ for θ, and with A − S/10 for A.
    close(finding.floor.expect("asked"), 0.607_939_782_992_306_1);
    close(finding.rejection_floor.expect("asked"), 0.040_004_388_259_699_81);
    close(finding.robust_floor.expect("asked"), 0.568_596_299_266_631_8);
    assert_eq!(finding.weakest, Some(name(2).as_str().into()));
}

#[test]
fn scores_and_intervals_of_three_crowds() {
    let finding = three_crowds();
    // Π B(α + 1/3, β)/B(α, β).
    close(finding.balanced, 0.739_460_545_081_518_8);
    close(finding.contrast.expect("asked"), 0.795_379_537_953_795_3 - 0.692_810_457_516_34);
    close(finding.parties[0].low, 0.737_224_46);
    close(finding.parties[0].high, 0.847_997_45);
    close(finding.weightings.equal, 0.999_729_958_510_663_2);
}

/// Of 50 members 30 answered, 22 of them agree: 20 more follow a beta-binomial.
#[test]
fn a_roster_is_counted_out() {
    let finding = one(&[party("A", None, Some(50))], vec![(22, 5, 3)]);
    assert_eq!((finding.parties[0].low, finding.parties[0].high), (0.62, 0.82));
    close(finding.weightings.equal, 0.992_036_675_535_255_1);
    // The 5 % quantile of the final share, a whole number of members.
    assert_eq!(finding.floor.map(|floor| floor * 50.0), finding.floor.map(|floor| (floor * 50.0).round()));
}
