//! Every library comes under a licence that `deny.toml` allows.

use super::house::{Fault, House};

/// Judges each library's SPDX expression by `licenses.allow` and `licenses.exceptions` of `deny.toml`.
pub(super) fn check(house: &House) -> Vec<Fault> {
    let section = house.deny.get("licenses");
    let allowed = strings(section.and_then(|s| s.get("allow")));
    let none = Vec::new();
    let exceptions =
        section.and_then(|s| s.get("exceptions")).and_then(toml::Value::as_array).unwrap_or(&none);
    let mut faults = Vec::new();
    for krate in house.crates.iter().filter(|c| !c.ours) {
        let mut fine = allowed.clone();
        for exception in
            exceptions.iter().filter(|e| e.get("crate").and_then(|c| c.as_str()) == Some(&krate.name))
        {
            fine.extend(strings(exception.get("allow")));
        }
        let says = match &krate.licence {
            None => "names no licence".to_owned(),
            Some(licence) if !allows(licence, &fine) => format!("{licence} is not allowed by deny.toml"),
            Some(_) => continue,
        };
        faults.push(Fault::new(format!("{} {}", krate.name, krate.version), says));
    }
    faults
}

fn strings(value: Option<&toml::Value>) -> Vec<String> {
    let items = value.and_then(toml::Value::as_array).into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Whether an SPDX expression can be satisfied with the allowed licences. `/` is an old way to write `OR`.
fn allows(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest, allowed) && rest.is_empty()
}

fn any(words: &mut &[&str], allowed: &[String]) -> bool {
    let mut fine = all(words, allowed);
    while words.first() == Some(&"OR") {
        *words = &words[1..];
        fine |= all(words, allowed);
    }
    fine
}

fn all(words: &mut &[&str], allowed: &[String]) -> bool {
    let mut fine = one(words, allowed);
    while words.first() == Some(&"AND") {
        *words = &words[1..];
        fine &= one(words, allowed);
    }
    fine
}

fn one(words: &mut &[&str], allowed: &[String]) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    *words = rest;
    if *first == "(" {
        let fine = any(words, allowed);
        let closed = words.first() == Some(&")");
        *words = words.get(1..).unwrap_or(&[]);
        return fine && closed;
    }
    let mut name = (*first).to_owned();
    if let ["WITH", exception, rest @ ..] = *words {
        name = format!("{name} WITH {exception}");
        *words = rest;
    }
    allowed.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::super::house::Crate;
    use super::*;

    #[test]
    fn expressions_are_read_as_spdx_has_them() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned);
        for (expression, fine) in [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("MIT/GPL-3.0-only", true),
            ("Apache-2.0 OR GPL-2.0-only", true),
            ("MIT AND GPL-2.0-only", false),
            ("(MIT OR GPL-2.0-only) AND Unicode-3.0", true),
            ("GPL-2.0-only OR (MIT AND Unicode-3.0)", true),
            ("GPL-2.0-only WITH Classpath-exception-2.0", false),
            ("Apache-2.0 WITH LLVM-exception OR MIT", true),
            ("", false),
            ("MIT MIT", false),
            ("(MIT", false),
        ] {
            assert_eq!(allows(expression, &allowed), fine, "{expression:?}");
        }
    }

    #[test]
    fn a_library_without_an_allowed_licence_is_a_fault_unless_excepted() {
        let library = |name: &str, licence: Option<&str>| Crate {
            name: name.to_owned(),
            licence: licence.map(str::to_owned),
            ..Crate::default()
        };
        let crates =
            vec![library("good", Some("MIT")), library("bad", Some("GPL-3.0-only")), library("none", None)];
        let deny = "[licenses]\nallow = [\"MIT\"]\n";
        assert_eq!(check(&House::of_crates(crates.clone(), deny)).len(), 2);
        let excepted = format!("{deny}exceptions = [{{ crate = \"bad\", allow = [\"GPL-3.0-only\"] }}]\n");
        assert_eq!(check(&House::of_crates(crates, &excepted)).len(), 1);
    }
}
