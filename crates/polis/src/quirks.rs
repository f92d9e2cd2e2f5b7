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

impl Quirks {
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
