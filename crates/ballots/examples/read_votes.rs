//! Reads votes and prints what was read and how long it took: `read_votes PATH [THREADS [TIMES]]`.

use ballots::{ReadOptions, read};
use std::path::Path;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "an example talks to its user")]
#[expect(clippy::disallowed_methods, reason = "an example that measures needs the clock")]
fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "-".to_owned());
    let mut number = || arguments.next().and_then(|text| text.parse::<usize>().ok());
    let options = ReadOptions { threads: number().unwrap_or(0), ..ReadOptions::default() };
    for turn in 0..number().unwrap_or(1) {
        let start = std::time::Instant::now();
        match read(Path::new(&path), &options) {
            Ok(ballots) => {
                let took = start.elapsed();
                if turn == 0 {
                    println!("{:#?}", ballots.input);
                    ballots.notes.iter().for_each(|note| eprintln!("{note}"));
                }
                println!("{:.3} ms", took.as_secs_f64() * 1000.0);
            }
            Err(error) => eprintln!("error: {error}"),
        }
    }
}
