//! What is said of a finding over opinion groups, where there are any.

use super::words::Words;
use crate::locale::{self, Args};
use crate::sentence::{at_least, at_most};
use opinion::{Finding, Grade, GroupAxis, PartyFinding};
use terms::Lang;

/// What is said of a finding over opinion groups: which group keeps it from being what it is among parties alone; else in
/// how many of each group it holds at least. `None` where there are no groups, or nothing is sure of one.
#[must_use]
pub fn over_groups(finding: &Finding, lang: &Lang) -> Option<String> {
    let axis = finding.groups.as_ref()?;
    if axis.stopped.is_some() {
        return Some(told(axis, lang));
    }
    let floor = axis.floor?;
    let mut args = Args::new();
    args.set("percent", u64::from(at_least(floor)));
    Some(locale::say(lang, "groups-floor", &args))
}

/// Which group keeps it from being what it is among parties alone; else in how many of each group it holds at least.
pub(super) fn line(words: Words<'_>, finding: &Finding) -> Option<String> {
    over_groups(finding, words.lang)
}

/// Which group stands against what every party holds.
pub(super) fn stopped(words: Words<'_>, axis: &GroupAxis) -> String {
    told(axis, words.lang)
}

fn told(axis: &GroupAxis, lang: &Lang) -> String {
    let by = |low: bool| move |group: &&PartyFinding| if low { group.low } else { -group.high };
    let furthest = |low: bool| {
        let key = by(low);
        axis.groups.iter().max_by(|a, b| key(a).total_cmp(&key(b)))
    };
    let unasked = axis.groups.iter().find(|group| !group.asked);
    let (id, group, share) = match (unasked, axis.stopped) {
        (Some(group), _) => ("groups-unasked", Some(group), 0),
        (None, Some(Grade::SharedRejection)) => {
            let group = furthest(true);
            ("groups-stopped-against", group, group.map_or(0, |group| at_least(group.low)))
        }
        (None, _) => {
            let group = furthest(false);
            ("groups-stopped", group, group.map_or(0, |group| at_most(group.high)))
        }
    };
    let mut args = Args::new();
    args.set("group", group.map_or(String::new(), |group| group.party.as_str().to_owned()));
    args.set("percent", u64::from(share));
    args.set("needed", group.map_or(0, |group| group.needed));
    locale::say(lang, id, &args)
}
