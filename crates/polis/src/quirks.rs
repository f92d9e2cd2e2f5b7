//! What Polis does by accident.

/// Each switch is one property of Polis that changes results and that nobody would choose again: on, this crate does
/// as Polis does; off, it does what was meant. [`Quirks::default`] is Polis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Quirks {
    /// A moderated statement is set to 0 for everybody, those included who never saw it, so that it counts as a
    /// statement and as a vote when positions are stretched by √(statements / votes). Off: it counts as neither.
    pub moderated_count_as_votes: bool,
    /// Groups are found in 20 rounds, because the setting of 100 is handed over under a name nobody reads. Off: 100.
    pub twenty_rounds: bool,
    /// There are never fewer than two groups. Off: one group where the best silhouette is below .25, under which
    /// Kaufman and Rousseeuw (Finding Groups in Data, 1990) see no structure.
    pub two_groups_at_least: bool,
    /// Clusters grow from the first different points in the order of people's first votes. Off: from the point
    /// farthest from the middle, and then always the one farthest from those chosen.
    pub first_points_as_seeds: bool,
    /// The silhouette counts every base cluster alike, one person or fifty. Off: by its people.
    pub silhouette_by_cluster: bool,
    /// Who was ever clustered stays so, though the bar was lower when there were fewer statements. Off: the bar of today.
    pub once_in_always_in: bool,
    /// Priorities come from the group votes of the tick before; only a [`crate::replay`] has one. Off: from today's.
    pub priorities_one_tick_late: bool,
    /// Every statement has the priority 49 of one about participants themselves. Polis did so from March 2025 until
    /// July 2026, as 0 is true in its language. Not part of [`Quirks::default`].
    pub all_priorities_49: bool,
    /// What a moderator does shows from the next votes on. Off: at once.
    pub moderation_waits_for_votes: bool,
    /// With one person or one statement everybody lies at the origin, as a second axis is missing. Off: they lie on
    /// the first.
    pub one_axis_is_none: bool,
    /// Votes of people after the first 100 000 and on statements after the first 10 000 are ignored. Off: all count.
    pub late_comers_ignored: bool,
}

/// A switch by its name.
type Named = (&'static str, fn(&mut Quirks) -> &mut bool);

/// Every switch, by the name it is typed with.
const NAMED: [Named; 11] = [
    ("moderated-count-as-votes", |quirks| &mut quirks.moderated_count_as_votes),
    ("twenty-rounds", |quirks| &mut quirks.twenty_rounds),
    ("two-groups-at-least", |quirks| &mut quirks.two_groups_at_least),
    ("first-points-as-seeds", |quirks| &mut quirks.first_points_as_seeds),
    ("silhouette-by-cluster", |quirks| &mut quirks.silhouette_by_cluster),
    ("once-in-always-in", |quirks| &mut quirks.once_in_always_in),
    ("priorities-one-tick-late", |quirks| &mut quirks.priorities_one_tick_late),
    ("all-priorities-49", |quirks| &mut quirks.all_priorities_49),
    ("moderation-waits-for-votes", |quirks| &mut quirks.moderation_waits_for_votes),
    ("one-axis-is-none", |quirks| &mut quirks.one_axis_is_none),
    ("late-comers-ignored", |quirks| &mut quirks.late_comers_ignored),
];

impl Quirks {
    /// The names of all switches, in the order of the fields.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|(name, _)| *name)
    }

    /// The switch of this name; `None` where there is none.
    pub fn named(&mut self, name: &str) -> Option<&mut bool> {
        NAMED.iter().find(|(own, _)| *own == name).map(|(_, switch)| switch(self))
    }

    /// What was meant.
    pub const NONE: Quirks = Quirks {
        moderated_count_as_votes: false,
        twenty_rounds: false,
        two_groups_at_least: false,
        first_points_as_seeds: false,
        silhouette_by_cluster: false,
        once_in_always_in: false,
        priorities_one_tick_late: false,
        all_priorities_49: false,
        moderation_waits_for_votes: false,
        one_axis_is_none: false,
        late_comers_ignored: false,
    };
}

impl Default for Quirks {
    fn default() -> Quirks {
        Quirks {
            moderated_count_as_votes: true,
            twenty_rounds: true,
            two_groups_at_least: true,
            first_points_as_seeds: true,
            silhouette_by_cluster: true,
            once_in_always_in: true,
            priorities_one_tick_late: true,
            all_priorities_49: false,
            moderation_waits_for_votes: true,
            one_axis_is_none: true,
            late_comers_ignored: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_turns_a_switch_of_its_own() {
        let mut quirks = Quirks::default();
        for name in Quirks::names() {
            *quirks.named(name).unwrap() = false;
        }
        assert_eq!(quirks, Quirks::NONE);
        assert_eq!(quirks.named("no-such-quirk"), None);
    }
}
