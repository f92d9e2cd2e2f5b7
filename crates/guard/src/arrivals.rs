//! Moments at which far more people began than around them.

use std::collections::BTreeMap;
use terms::Instant;

/// People are counted by five minutes.
const WINDOW: i64 = 300_000;
/// What is usual is taken from so many windows before and after: three hours each.
const AROUND: i64 = 36;
/// Standard deviations from which a window is a burst.
const FROM: f64 = 5.0;

/// How many people began in each window of five minutes. Integers: merging is exact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrivals {
    windows: BTreeMap<i64, u64>,
}

/// A window in which far more people began than around it. A call in the news makes one as well as a program does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// When the window begins.
    pub from: Instant,
    /// How many began in it.
    pub people: u64,
    /// How many standard deviations above what the windows around it say.
    pub deviations: f64,
}

impl Arrivals {
    /// One more person began.
    pub fn record(&mut self, at: Instant) {
        *self.windows.entry(at.millis().div_euclid(WINDOW)).or_default() += 1;
    }

    /// The arrivals of both.
    #[must_use]
    pub fn merge(mut self, other: Arrivals) -> Arrivals {
        for (window, people) in other.windows {
            *self.windows.entry(window).or_default() += people;
        }
        self
    }

    /// Whether an instant lies in a burst.
    #[must_use]
    pub fn is_burst(&self, at: Instant) -> Option<Burst> {
        let window = at.millis().div_euclid(WINDOW);
        self.burst(window, *self.windows.get(&window)?)
    }

    /// All bursts, earliest first.
    #[must_use]
    pub fn bursts(&self) -> Vec<Burst> {
        self.windows.iter().filter_map(|(window, people)| self.burst(*window, *people)).collect()
    }

    /// A count against a Poisson one of the mean around it. One on top keeps a quiet night from making a burst of three.
    fn burst(&self, window: i64, people: u64) -> Option<Burst> {
        let around =
            self.windows.range(window - AROUND..=window + AROUND).map(|(_, people)| people).sum::<u64>();
        let usual = (around - people) as f64 / (2 * AROUND) as f64 + 1.0;
        let deviations = (people as f64 - usual) / usual.sqrt();
        let from = Instant::from_millis(window.checked_mul(WINDOW)?);
        (deviations > FROM).then_some(Burst { from, people, deviations })
    }
}
