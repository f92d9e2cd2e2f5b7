//! A folder of tables: the input is cut at NUL bytes into the files of a package, an export or an API dump. Reading it
//! ends in counts or in one error; what can be read can be converted and then reads the same.
#![no_main]

use ballots::{ConvertOptions, ReadOptions, convert, read};
use libfuzzer_sys::fuzz_target;

const FOLDERS: [&[&str]; 3] = [
    &["votes.csv", "participants.csv", "parties.csv", "statements.csv", "datapackage.json"],
    &["votes.csv", "participants-votes.csv", "comments.csv", "summary.csv", "format.json"],
    &["votes.json", "comments.json", "conversation.json"],
];

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let Ok(folder) = tempfile::tempdir() else { return };
    let names = FOLDERS[usize::from(choice) % FOLDERS.len()];
    for (name, part) in names.iter().zip(bytes.split(|&byte| byte == 0)) {
        if !part.is_empty() && std::fs::write(folder.path().join(name), part).is_err() {
            return;
        }
    }
    let options = ReadOptions { threads: 1, ..ReadOptions::default() };
    let Ok(first) = read(folder.path(), &options) else { return };
    let out = folder.path().join("out");
    if convert(folder.path(), &out, &ConvertOptions { threads: 1, ..ConvertOptions::default() }).is_ok() {
        let again = read(&out, &options).expect("what was written can be read");
        assert_eq!(first.input, again.input);
    }
});
