//! One file of votes of any kind: the first byte chooses what it is called. Whatever the bytes, reading ends in counts
//! or in one error, never in a panic, and counts hold together.
#![no_main]

use ballots::{ReadOptions, read_source};
use libfuzzer_sys::fuzz_target;
use tables::Source;

const NAMES: [&str; 4] = ["votes.csv", "participants-votes.csv", "votes.json", "votes.parquet"];

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let Ok(source) = Source::from_reader(NAMES[usize::from(choice & 3)], bytes) else { return };
    let options = ReadOptions {
        lenient: choice & 4 != 0,
        agree_sign: (choice & 8 != 0).then_some(if choice & 16 != 0 { 1 } else { -1 }),
        threads: 1,
        ..ReadOptions::default()
    };
    if let Ok(ballots) = read_source(&source, &options) {
        let input = ballots.input;
        assert_eq!(input.votes, input.agree + input.pass + input.disagree);
        assert_eq!(input.events, input.votes + input.revotes);
    }
});
