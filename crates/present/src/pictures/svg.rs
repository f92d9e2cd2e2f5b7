//! Numbers and paths of drawings.

use std::fmt::Write;

/// A point of a drawing, in its units, from the upper left.
pub(super) type At = [f64; 2];

/// A coordinate with one decimal. What is no number becomes 0: a drawing always can be drawn.
pub(super) fn n(value: f64) -> String {
    let value = if value.is_finite() { value.clamp(-1e5, 1e5) } else { 0.0 };
    // No "-0".
    format!("{}", (value * 10.0).round() / 10.0 + 0.0)
}

/// A closed polygon as path data; empty without points.
pub(super) fn polygon(points: &[At]) -> String {
    let mut out = String::new();
    for (at, [x, y]) in points.iter().enumerate() {
        let _ = write!(out, "{}{} {}", if at == 0 { 'M' } else { 'L' }, n(*x), n(*y));
    }
    if !out.is_empty() {
        out.push('z');
    }
    out
}

/// Points as path data, each without length: a round cap makes a disc of it.
pub(super) fn discs(points: impl IntoIterator<Item = At>) -> String {
    let mut out = String::new();
    for [x, y] in points {
        let _ = write!(out, "M{} {}h0", n(x), n(y));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_can_be_drawn() {
        let written = [f64::NAN, f64::INFINITY, -0.04, 12.0, 12.345, -3.25, 1e300].map(n);
        assert_eq!(written, ["0", "0", "0", "12", "12.3", "-3.3", "100000"]);
    }
}
