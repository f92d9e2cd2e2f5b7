//! Any text, cut into pieces of any size and read by one thread or two: the same cells or the same error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tables::{ScanOptions, Source, TableError};

fuzz_target!(|input: (u8, u8, &[u8])| {
    let (block, options, text) = input;
    let Ok(source) = Source::from_reader("fuzz", text) else { return };
    if source.members() != ["fuzz"] {
        return;
    }
    let is_lenient = options & 2 != 0;
    let whole = read(&source, options & 1 != 0, is_lenient, 1, 1 << 20);
    let pieces = read(&source, options & 1 != 0, is_lenient, 2, usize::from(block));
    assert_eq!(whole, pieces);
});

type Cells = Vec<(String, String)>;

fn read(
    source: &Source,
    has_header: bool,
    is_lenient: bool,
    threads: usize,
    block: usize,
) -> Result<Cells, TableError> {
    let table = if has_header { source.table("fuzz")? } else { source.headerless("fuzz")? };
    let table = table.with_pieces(block, block);
    let columns: Vec<usize> = (0..table.headers().len()).collect();
    let ignore = |_| ();
    let bad_rows: Option<&(dyn Fn(TableError) + Sync)> = if is_lenient { Some(&ignore) } else { None };
    let mut cells = Vec::new();
    table.scan(
        &columns,
        &ScanOptions { threads, bad_rows, progress: None },
        |chunk| {
            let rows = (0..chunk.rows()).flat_map(|row| columns.iter().map(move |&column| (row, column)));
            let cell = |(row, column)| {
                (chunk.place(row, column).to_string(), chunk.column(column).text(row).into_owned())
            };
            Ok(rows.map(cell).collect::<Cells>())
        },
        |part| {
            cells.extend(part);
            Ok(())
        },
    )?;
    Ok(cells)
}
