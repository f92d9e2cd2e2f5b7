//! A long record, to be measured with `time`: `… --example many_acts -- write 100000 > FILE` makes one,
//! `… -- read < FILE` checks every number, link, hash, byte and signature of it, `… -- outsiders < FILE` reads it as
//! outsiders do, keeping no act.

use record::{Actor, Entry, Outline, PublicActs, Receipt, Record, SigningKey, verify_signatures};
use serde_json::json;
use std::io::{BufWriter, stdin, stdout};
use terms::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = SigningKey::from_secret(&[7; 32]);
    let typed: Vec<String> = std::env::args().skip(1).collect();
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    match typed.as_slice() {
        ["write", acts] => {
            let mut record = Record::new("long", "A long record");
            for n in 0..acts.parse::<i64>()? {
                let body =
                    json!({ "text": "a".repeat(64), "said": { "scope": "whole", "position": "accept" } });
                let (kind, actor) = ("position_taken".to_owned(), Actor::of("CN".into(), "head"));
                let entry = Entry { kind, actor, at: Instant::from_millis(n), zone: None, body };
                record.append_signed(entry, &[&key])?;
            }
            record.write_to(&mut BufWriter::new(stdout().lock()))?;
        }
        ["read"] => {
            let record = Record::read_from(stdin().lock())?;
            verify_signatures(&record, |id| (id == key.public().id()).then(|| key.public())).holds()?;
        }
        ["outsiders"] => {
            let mut acts = PublicActs::open(stdin().lock())?;
            let mut outline = Outline::new(acts.header().clone());
            while let Some(act) = acts.read()? {
                outline.push(&act);
            }
            let receipt = Receipt::of(&outline, 0, Instant::from_millis(0)).ok_or("it has no act")?;
            assert!(receipt.holds(), "the first act is in the record");
        }
        _ => return Err("write ACTS, read, or outsiders".into()),
    }
    Ok(())
}
