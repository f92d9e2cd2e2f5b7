//! All answers of one person to one statement, and the one that counts.

use crate::values::{Mark, NO_TIME};

/// Answers as they come in, in any order: the result never depends on the order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answers {
    time: i64,
    latest: Mark,
    all: Mark,
    untimed: bool,
    rows: u32,
}

/// What becomes of the answers of one person to one statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// This answer counts.
    Counts(Mark),
    /// Different answers share the latest time; the most cautious of them counts.
    Tied(Mark),
    /// Different answers, and at least one without a time: nothing says which came last.
    Unordered,
}

impl Answers {
    pub(crate) fn new(mark: Mark, time: i64) -> Answers {
        Answers { time, latest: mark, all: mark, untimed: time == NO_TIME, rows: 1 }
    }

    pub(crate) fn add(&mut self, mark: Mark, time: i64) {
        if time > self.time {
            (self.time, self.latest) = (time, mark);
        } else if time == self.time {
            self.latest.0 |= mark.0;
        }
        self.all.0 |= mark.0;
        self.untimed |= time == NO_TIME;
        self.rows = self.rows.saturating_add(1);
    }

    /// How many rows there were.
    pub(crate) fn rows(&self) -> u64 {
        u64::from(self.rows)
    }

    /// Whether this answer was ever given.
    pub(crate) fn ever(&self, mark: Mark) -> bool {
        self.all.0 & mark.0 != 0
    }

    #[inline]
    pub(crate) fn verdict(&self) -> Verdict {
        if self.untimed && !self.all.is_single() {
            Verdict::Unordered
        } else if self.latest.is_single() {
            Verdict::Counts(self.latest)
        } else {
            Verdict::Tied(Mark(1 << self.latest.position()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fold(answers: &[(Mark, i64)]) -> Answers {
        let (&(mark, time), rest) = answers.split_first().unwrap();
        let mut all = Answers::new(mark, time);
        rest.iter().for_each(|&(mark, time)| all.add(mark, time));
        all
    }

    #[test]
    fn the_latest_counts_and_a_tie_goes_to_the_cautious() {
        assert_eq!(fold(&[(Mark::AGREE, 5), (Mark::DISAGREE, 3)]).verdict(), Verdict::Counts(Mark::AGREE));
        assert_eq!(fold(&[(Mark::AGREE, 5), (Mark::PASS, 5)]).verdict(), Verdict::Tied(Mark::PASS));
        assert_eq!(fold(&[(Mark::AGREE, 5), (Mark::AGREE, 5)]).verdict(), Verdict::Counts(Mark::AGREE));
        assert_eq!(fold(&[(Mark::AGREE, NO_TIME), (Mark::PASS, NO_TIME)]).verdict(), Verdict::Unordered);
        assert_eq!(fold(&[(Mark::AGREE, NO_TIME), (Mark::PASS, 9)]).verdict(), Verdict::Unordered);
        assert_eq!(fold(&[(Mark::PASS, NO_TIME), (Mark::PASS, 9)]).verdict(), Verdict::Counts(Mark::PASS));
    }

    proptest! {
        #[test]
        fn order_never_matters(
            answers in prop::collection::vec((0_usize..3, prop_oneof![Just(NO_TIME), 0_i64..3]), 1..6),
            turn in 0_usize..6,
        ) {
            let marks: Vec<_> = answers.iter().map(|&(m, t)| (Mark(1 << m), t)).collect();
            let mut turned = marks.clone();
            turned.rotate_left(turn % marks.len());
            prop_assert_eq!(fold(&marks).verdict(), fold(&turned).verdict());
            turned.reverse();
            prop_assert_eq!(fold(&marks).verdict(), fold(&turned).verdict());
        }
    }
}
