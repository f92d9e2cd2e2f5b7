//! No library is built in two versions, except where `deny.toml` says why.

use std::collections::BTreeMap;

use super::house::{Fault, House};

/// Compares the graph with `bans.skip` of `deny.toml`; an exception that is no longer needed is a fault too.
pub(super) fn check(house: &House) -> Vec<Fault> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for krate in &house.crates {
        versions.entry(&krate.name).or_default().push(&krate.version);
    }
    let skipped = skipped(house);
    let mut faults = Vec::new();
    for (name, found) in &versions {
        let counted =
            found.iter().filter(|v| !skipped.iter().any(|s| s.name == *name && s.version == **v)).count();
        if found.len() > 1 && counted > 1 {
            let says =
                format!("comes in {}; agree on one, or give the reason in deny.toml", found.join(" and "));
            faults.push(Fault::new(*name, says));
        }
    }
    for skip in &skipped {
        let needed =
            versions.get(skip.name).is_some_and(|found| found.len() > 1 && found.contains(&skip.version));
        if !needed {
            faults.push(Fault::new(
                "deny.toml",
                format!("{}@{} is no duplicate; strike it", skip.name, skip.version),
            ));
        }
        if skip.reason.trim().is_empty() {
            faults.push(Fault::new("deny.toml", format!("{}@{} has no reason", skip.name, skip.version)));
        }
    }
    faults
}

struct Skip<'a> {
    name: &'a str,
    version: &'a str,
    reason: &'a str,
}

fn skipped(house: &House) -> Vec<Skip<'_>> {
    let list = house.deny.get("bans").and_then(|b| b.get("skip")).and_then(toml::Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(|entry| {
            let (name, version) = entry.get("crate")?.as_str()?.split_once('@')?;
            let reason = entry.get("reason").and_then(toml::Value::as_str).unwrap_or_default();
            Some(Skip { name, version, reason })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::house::Crate;
    use super::*;

    fn faults(versions: &[&str], skip: &str) -> usize {
        let krate =
            |v: &&str| Crate { name: "twin".to_owned(), version: (*v).to_owned(), ..Crate::default() };
        let deny = format!("[bans]\nskip = [{skip}]\n");
        check(&House::of_crates(versions.iter().map(krate).collect(), &deny)).len()
    }

    #[test]
    fn two_versions_are_a_fault_unless_the_reason_is_given() {
        assert_eq!(faults(&["1.0.0"], ""), 0);
        assert_eq!(faults(&["1.0.0", "2.0.0"], ""), 1);
        assert_eq!(faults(&["1.0.0", "2.0.0"], "{ crate = \"twin@1.0.0\", reason = \"a needs it\" }"), 0);
        assert_eq!(
            faults(&["1.0.0", "2.0.0", "3.0.0"], "{ crate = \"twin@1.0.0\", reason = \"a needs it\" }"),
            1
        );
    }

    #[test]
    fn an_exception_without_reason_or_without_need_is_a_fault() {
        assert_eq!(faults(&["1.0.0", "2.0.0"], "{ crate = \"twin@1.0.0\" }"), 1);
        assert_eq!(faults(&["2.0.0"], "{ crate = \"twin@1.0.0\", reason = \"once needed\" }"), 1);
    }
}
