//! Writes votes for measuring: `make_votes FOLDER PARTICIPANTS VOTES_EACH STATEMENTS PARTIES ENDING`.
//!
//! Every participant votes on `VOTES_EACH` different statements in a row; answers follow a fixed integer mixing, so
//! that the same numbers give the same file everywhere. `ENDING` is `.parquet`, `.csv` and so on.

use std::path::Path;
use tables::{
    TableError,
    write::{Cell, Cells, ColumnType, TableWriter},
};

fn mixed(seed: u64) -> u64 {
    // SplitMix64 (Steele, Lea, Flood 2014).
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn main() -> Result<(), TableError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, people, each, statements, parties, ending] = arguments.as_slice() else {
        let place = tables::Place::file("make_votes");
        return Err(TableError::new(
            place,
            "six arguments are needed",
            "as the first lines of the source say",
        ));
    };
    let number = |text: &str| text.parse::<u64>().unwrap_or(1).max(1);
    let (people, each, statements, parties) =
        (number(people), number(each), number(statements), number(parties));
    let folder = Path::new(folder);

    let columns = [("participant", ColumnType::Text), ("party", ColumnType::Text)];
    let mut writer = TableWriter::create(&folder.join(format!("participants{ending}")), &columns)?;
    for person in 0..people {
        let (key, party) = (format!("{person:08}"), format!("P{:02}", mixed(person) % parties));
        writer.write_row(&[Cell::Text(&key), Cell::Text(&party)])?;
    }
    writer.finish()?;

    let columns =
        [("participant", ColumnType::Text), ("statement", ColumnType::Text), ("vote", ColumnType::Int)];
    let mut writer = TableWriter::create(&folder.join(format!("votes{ending}")), &columns)?;
    let names: Vec<String> = (0..statements).map(|statement| format!("s{statement}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for batch in (0..people).step_by(1000) {
        let last = people.min(batch + 1000);
        let keys: Vec<String> = (batch..last).map(|person| format!("{person:08}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let (mut who, mut what, mut vote) = (Vec::new(), Vec::new(), Vec::new());
        for (row, person) in (0_u32..).zip(batch..last) {
            let start = mixed(person ^ 0xA5A5) % statements;
            for step in 0..each.min(statements) {
                let statement = (start + step) % statements;
                who.push(row);
                what.push(u32::try_from(statement).unwrap_or(0));
                let draw = mixed(person << 20 ^ statement) % 10;
                vote.push(if draw < 6 {
                    1
                } else if draw < 7 {
                    0
                } else {
                    -1
                });
            }
        }
        writer.write_columns(&[
            Cells::Coded { codes: &who, values: &keys },
            Cells::Coded { codes: &what, values: &names },
            Cells::Int(&vote),
        ])?;
    }
    writer.finish()?;
    Ok(())
}
