//! How sure a place is, as an ellipse.

use super::frame::Frame;
use super::svg::{At, n};

/// Of a Gaussian in the plane, 95 % lie within √5.991 standard deviations (χ² with two degrees of freedom).
pub(crate) const REACH: f64 = 2.447_746_830_680_816;

/// Half axes and the turn of the long one against the first axis, in radians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ellipse {
    /// Half the long axis.
    pub(crate) long: f64,
    /// Half the short axis.
    pub(crate) short: f64,
    /// From the first axis towards the second.
    pub(crate) angle: f64,
}

impl Ellipse {
    /// The ellipse that holds 95 % of a Gaussian with these variances and covariance.
    pub(crate) fn of(first: f64, both: f64, second: f64) -> Ellipse {
        let (middle, half) = ((first + second) / 2.0, (first - second) / 2.0);
        let apart = half.hypot(both);
        Ellipse {
            long: REACH * (middle + apart).max(0.0).sqrt(),
            short: REACH * (middle - apart).max(0.0).sqrt(),
            angle: 0.5 * both.atan2(half),
        }
    }

    /// The ellipse around a place of the drawing, as an element.
    pub(super) fn element(self, [x, y]: At, frame: &Frame) -> String {
        // Upwards on the map is downwards in numbers of the drawing, and a mirrored map turns the other way again.
        let turn = if frame.mirrored { self.angle } else { -self.angle };
        format!(
            "<ellipse rx=\"{}\" ry=\"{}\" transform=\"translate({} {}) rotate({})\"/>",
            n(self.long * frame.unit),
            n(self.short * frame.unit),
            n(x),
            n(y),
            n(turn.to_degrees())
        )
    }

    /// How far the ellipse reaches along the first and along the second axis.
    pub(super) fn reach(self) -> At {
        let (sin, cos) = self.angle.sin_cos();
        [(self.long * cos).hypot(self.short * sin), (self.long * sin).hypot(self.short * cos)]
    }
}
