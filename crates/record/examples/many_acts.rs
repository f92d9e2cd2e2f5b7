//! How long a long record takes: `cargo run --release -p record --example many_acts -- 100000`.
#![expect(clippy::print_stdout, reason = "a measurement is told on standard output")]

use record::{Actor, Entry, Outline, PublicActs, Receipt, Record, SigningKey, verify_signatures};
use serde_json::json;
use std::time::Instant as Clock;
use terms::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let acts: i64 = std::env::args().nth(1).map_or(Ok(100_000), |typed| typed.parse())?;
    let key = SigningKey::from_secret(&[7; 32]);
    let clock = Clock::now();
    let mut record = Record::new("long", "A long record");
    for n in 0..acts {
        let body = json!({ "text": "a".repeat(64), "said": { "scope": "whole", "position": "accept" } });
        let (kind, actor) = ("position_taken".to_owned(), Actor::of("CN".into(), "head"));
        record
            .append_signed(Entry { kind, actor, at: Instant::from_millis(n), zone: None, body }, &[&key])?;
    }
    println!("appended and signed {acts} acts: {:.2?}", clock.elapsed());
    let mut file = Vec::new();
    record.write_to(&mut file)?;
    println!("the file: {} bytes", file.len());
    let clock = Clock::now();
    let read = Record::read_from(file.as_slice())?;
    println!("read, every number, link, hash and byte checked: {:.2?}", clock.elapsed());
    let clock = Clock::now();
    verify_signatures(&read, |id| (id == key.public().id()).then(|| key.public())).holds()?;
    println!("every signature checked: {:.2?}", clock.elapsed());
    let clock = Clock::now();
    let mut public = PublicActs::open(file.as_slice())?;
    let mut outline = Outline::new(public.header().clone());
    while let Some(act) = public.read()? {
        outline.push(&act);
    }
    println!("read as outsiders do, no act kept: {:.2?}", clock.elapsed());
    let clock = Clock::now();
    let receipt =
        Receipt::of(&outline, acts.unsigned_abs() / 2, Instant::from_millis(0)).ok_or("no such act")?;
    println!("head and receipt of one act: {:.2?}; it holds: {}", clock.elapsed(), receipt.holds());
    Ok(())
}
