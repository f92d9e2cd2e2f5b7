//! From places on the map to places in the drawing.

use super::svg::At;

/// The drawing is so wide, in its own units.
pub(super) const WIDE: f64 = 720.0;
/// And so high, by how the places lie.
const HIGH: [f64; 2] = [300.0, 560.0];
/// Nothing is drawn so near to the edge.
const EDGE: f64 = 28.0;

/// Places on the map in a box: one unit along is one unit upwards, so that distances can be compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// How much of the drawing one unit of the map takes.
    pub(super) unit: f64,
    middle: At,
    pub(super) high: f64,
    /// Whether the first axis runs from right to left, as the page is read.
    pub(super) mirrored: bool,
}

impl Frame {
    /// A box around these places.
    pub(super) fn around(places: impl IntoIterator<Item = At>, mirrored: bool) -> Frame {
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for place in places {
            for k in 0..2 {
                low[k] = low[k].min(place[k]);
                high[k] = high[k].max(place[k]);
            }
        }
        if low[0] > high[0] {
            (low, high) = ([-1.0; 2], [1.0; 2]);
        }
        // All at one place: there is a map around it all the same.
        let range = [0, 1].map(|k| (high[k] - low[k]).max(0.5));
        let along = (WIDE - 2.0 * EDGE) / range[0];
        let tall = (along * range[1] + 2.0 * EDGE).clamp(HIGH[0], HIGH[1]);
        let unit = along.min((tall - 2.0 * EDGE) / range[1]);
        let middle = [0, 1].map(|k| f64::midpoint(low[k], high[k]));
        Frame { unit, middle, high: tall, mirrored }
    }

    /// Where a place of the map is in the drawing.
    pub(super) fn place(&self, [x, y]: At) -> At {
        let along = (x - self.middle[0]) * self.unit;
        let along = if self.mirrored { -along } else { along };
        [WIDE / 2.0 + along, self.high / 2.0 - (y - self.middle[1]) * self.unit]
    }
}
