//! Fits 5,000 amendments to a draft of 300 clauses, as often as it is told, to be timed from outside, less the time of no
//! time, which makes the draft; fails where one of them does not fit. Of five one is an addition, one takes a clause out, and
//! three put clauses in other words that went on in the meantime, in the same language at other words.
//!
//! `time target/release/examples/many_amendments 100`

use std::process::ExitCode;
use terms::MultiText;
use text::{Change, Clause, Draft, Kind, Part, Proposed, Symbol, VerbClass};

/// The words of a clause of a declaration, some forty of them.
fn words(n: usize, verb: &str, object: &str) -> String {
    format!(
        "{verb} the links between cities and regions of the participants in field {n}, the exchange of students and \
         teachers, of physicians and of those who keep traditional crafts, and the work of the friendship \
         organisations that carry them on in the years to come through {object}"
    )
}

fn clause(n: usize, verb: &str, object: &str) -> Clause {
    let en = words(n, verb, object);
    let text = MultiText::of("en", &en).with("ru", &format!("{en} (ru)"));
    Clause::new(&format!("c{n}"), Part::Operative, text).verb("supports", VerbClass::Support)
}

/// A draft that went on in half of its clauses, and the clauses as they were.
fn draft() -> Option<(Draft, Vec<Clause>)> {
    let base: Vec<Clause> = (0..300).map(|n| clause(n, "supports", "joint courses")).collect();
    let mut draft = Draft::new(Symbol::new("FORUM/2021", 1), Kind::Plan);
    for clause in &base {
        draft.apply(Change::Add { clause: clause.clone(), after: None }).ok()?;
    }
    for n in 0..150 {
        draft.apply(Change::Replace { clause: clause(n, "supports", "shared courses") }).ok()?;
    }
    Some((draft, base))
}

fn main() -> ExitCode {
    let times: usize = std::env::args().nth(1).and_then(|typed| typed.parse().ok()).unwrap_or(1);
    let Some((draft, base)) = draft() else { return ExitCode::FAILURE };
    let amendment = |at: usize| match at % 5 {
        0 => Proposed::Insert { clause: clause(1_000 + at, "supports", "fairs"), after: Some("c7".into()) },
        1 => Proposed::Delete { clause: base[150 + at % 150].reference() },
        _ => {
            let with = clause(at % 150, "endorses", "joint courses");
            Proposed::Replace { clause: base[at % 150].reference(), with }
        }
    };
    let proposed: Vec<Proposed> = (0..5_000).map(amendment).collect();
    let fit = (0..times).all(|_| proposed.iter().all(|proposed| draft.fit(proposed).is_ok()));
    if fit { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
