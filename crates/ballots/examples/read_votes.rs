//! Reads votes and prints what was read: `read_votes PATH [BLOCKS]`.

use ballots::{ReadOptions, read};
use std::path::Path;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "an example talks to its user")]
fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "-".to_owned());
    let options = ReadOptions { blocks: arguments.next(), ..ReadOptions::default() };
    match read(Path::new(&path), &options) {
        Ok(ballots) => {
            println!("{:#?}", ballots.input);
            ballots.notes.iter().for_each(|note| eprintln!("{note}"));
        }
        Err(error) => eprintln!("error: {error}"),
    }
}
