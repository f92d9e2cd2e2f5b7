//! Any bytes as a zip, gzip, zstd or Parquet file: opened, listed and read to the end without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Once;
use tables::{ScanOptions, Source};

static QUIET: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    // The reader catches panics of the Parquet library. The fuzzer's hook would abort on them before that, so it is
    // put off while reading; a panic that gets out of the reader still ends the process.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| ())));
    let reading = std::panic::catch_unwind(|| read(bytes));
    if reading.is_err() {
        std::process::abort();
    }
});

fn read(bytes: &[u8]) {
    let Ok(source) = Source::from_reader("fuzz", bytes) else { return };
    for member in source.members() {
        drop(source.bytes(member, 1 << 20));
        let Ok(table) = source.table(member) else { continue };
        for column in 0..table.headers().len().min(4) {
            let mut rows = 0;
            let read = table.scan(
                &[column],
                &ScanOptions::default(),
                |chunk| Ok((0..chunk.rows()).map(|row| chunk.column(0).text(row).len()).count()),
                |count| {
                    rows += count;
                    Ok(())
                },
            );
            if let (Ok(()), Some(expected)) = (read, table.rows_hint()) {
                assert_eq!(rows as u64, expected);
            }
        }
    }
}
