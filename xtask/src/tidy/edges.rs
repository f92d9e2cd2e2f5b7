//! Which crate may depend on which: only on crates of a strictly lower level.

use super::house::{Fault, House};

/// The level of every crate of the house. A new crate takes its place here first.
const LEVELS: [(&str, u32); 27] = [
    ("terms", 0),
    ("tables", 1),
    ("tally", 1),
    ("record", 1),
    ("text", 1),
    ("opinion", 2),
    ("polis", 2),
    ("procedure", 2),
    ("cooperation", 2),
    ("ballots", 3),
    ("evaluate", 4),
    ("simulate", 3),
    ("routing", 3),
    ("guard", 3),
    ("present", 3),
    ("store", 3),
    ("store-sqlite", 4),
    ("store-postgres", 4),
    ("forum", 4),
    ("outside", 4),
    ("passkeys", 4),
    ("papers", 5),
    ("web", 6),
    ("bundle", 5),
    ("scale", 5),
    ("typeset", 6),
    ("plenary", 7),
];

fn level(name: &str) -> Option<u32> {
    LEVELS.iter().find(|(known, _)| *known == name).map(|(_, level)| *level)
}

/// Every edge between two crates of the house goes down; `xtask` stands outside and may depend on none.
pub(super) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    let ours: Vec<_> = house.crates.iter().filter(|c| c.ours).collect();
    for krate in &ours {
        if krate.name != "xtask" && level(&krate.name).is_none() {
            faults.push(Fault::new(&krate.name, "has no level; give it one in xtask/src/tidy/edges.rs"));
        }
        for needed in krate.needs.iter().filter(|name| ours.iter().any(|c| c.name == **name)) {
            // No level is the lowest: a crate without one may depend on nothing of ours.
            if level(needed) >= level(&krate.name) {
                faults.push(Fault::new(
                    &krate.name,
                    format!("may not depend on {needed}, which is not of a lower level; see ARCHITECTURE.md"),
                ));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::house::Crate;
    use super::*;

    fn faults(edges: &[(&str, &[&str])]) -> usize {
        let krate = |&(name, needs): &(&str, &[&str])| Crate {
            name: name.to_owned(),
            ours: true,
            needs: needs.iter().map(|n| (*n).to_owned()).collect(),
            ..Crate::default()
        };
        check(&House::of_crates(edges.iter().map(krate).collect(), "")).len()
    }

    #[test]
    fn an_edge_down_is_allowed() {
        assert_eq!(
            faults(&[("terms", &[]), ("tally", &["terms", "blake3"]), ("opinion", &["terms", "tally"])]),
            0
        );
    }

    #[test]
    fn edges_up_and_sideways_are_faults() {
        assert_eq!(faults(&[("terms", &["tally"]), ("tally", &["text"]), ("text", &[])]), 2);
    }

    #[test]
    fn a_crate_without_a_level_is_a_fault() {
        assert_eq!(faults(&[("newcomer", &[])]), 1);
    }

    #[test]
    fn the_chores_depend_on_no_crate_of_the_house() {
        assert_eq!(faults(&[("terms", &[]), ("xtask", &["terms"])]), 1);
    }
}
