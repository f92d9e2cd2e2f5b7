//! Writing a plain package.

use crate::{
    BallotError,
    convert::{
        ConvertSummary,
        folder::Folder,
        grid::Grid,
        package::{Package, VoteRow},
    },
    descriptor::{self, Resource},
    reading::Reading,
    values,
};
use std::path::Path;
use tables::write::{Cell, ColumnType, TableWriter};

/// Writes the tables of a package, each as `stem` plus `ending`, and `datapackage.json`.
pub(crate) fn write(
    reading: &Reading<'_>,
    package: &Package<'_>,
    folder: &Folder,
    ending: &str,
) -> Result<ConvertSummary, BallotError> {
    let mut summary = ConvertSummary::default();
    let mut resources = Vec::new();
    let name = format!("votes{ending}");
    resources.push(votes(reading, package, &folder.file(&name), &name, &mut summary)?);
    summary.files.push(name);
    let side = [
        ("participants", &package.participants),
        ("parties", &package.parties),
        ("statements", &package.statements),
    ];
    for (stem, grid) in side {
        if let Some(grid) = grid {
            let name = format!("{stem}{ending}");
            resources.push(table(grid, stem, &name, &folder.file(&name))?);
            summary.files.push(name);
        }
    }
    descriptor::write(&folder.file(descriptor::NAME), &package.about, &resources)?;
    summary.files.push(descriptor::NAME.to_owned());
    Ok(summary)
}

/// Writes the votes to one file.
pub(crate) fn votes(
    reading: &Reading<'_>,
    package: &Package<'_>,
    path: &Path,
    name: &str,
    summary: &mut ConvertSummary,
) -> Result<Resource, BallotError> {
    let time = if package.has_time { Some(time_type(reading, package)?) } else { None };
    let mut columns =
        vec![("participant", ColumnType::Text), ("statement", ColumnType::Text), ("vote", ColumnType::Int)];
    columns.extend(time.map(|kind| ("time", kind)));
    columns.extend(package.extras.iter().map(|name| (name.as_str(), ColumnType::Text)));
    let mut writer = TableWriter::create(path, &columns)?;
    let mut people = crate::intern::Interner::default();
    let mut statements = crate::intern::Interner::default();
    package.each_vote(reading, |row| {
        people.intern(row.participant);
        statements.intern(row.statement);
        summary.events += 1;
        Ok(writer.write_row(&cells(row, time))?)
    })?;
    writer.finish()?;
    summary.participants = people.len() as u64;
    summary.statements = statements.len() as u64;
    let fields = columns.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
    Ok(Resource { stem: "votes".to_owned(), path: name.to_owned(), fields })
}

fn cells<'r>(row: &VoteRow<'r>, time: Option<ColumnType>) -> Vec<Cell<'r>> {
    let mut cells =
        vec![Cell::Text(row.participant), Cell::Text(row.statement), Cell::Int(row.mark.number())];
    cells.extend(time.map(|kind| match (kind, values::integer(row.time)) {
        _ if row.time.is_empty() => Cell::Empty,
        (ColumnType::Int, Some(number)) => Cell::Int(number),
        _ => Cell::Text(row.time),
    }));
    cells.extend(row.extras.iter().map(|&cell| Cell::Text(cell)));
    cells
}

/// Whole numbers, unless a time is written out.
fn time_type(reading: &Reading<'_>, package: &Package<'_>) -> Result<ColumnType, BallotError> {
    let mut is_text = false;
    package.each_vote(reading, |row| {
        is_text |= !row.time.is_empty() && values::integer(row.time).is_none();
        Ok(())
    })?;
    Ok(if is_text { ColumnType::Text } else { ColumnType::Int })
}

/// Writes a table of text.
pub(crate) fn table(grid: &Grid, stem: &str, name: &str, path: &Path) -> Result<Resource, BallotError> {
    let columns: Vec<(&str, ColumnType)> =
        grid.headers.iter().map(|header| (header.as_str(), ColumnType::Text)).collect();
    let mut writer = TableWriter::create(path, &columns)?;
    for row in 0..grid.rows() {
        let cells: Vec<Cell<'_>> = grid.row(row).map(Cell::Text).collect();
        writer.write_row(&cells)?;
    }
    writer.finish()?;
    let fields = grid.headers.iter().map(|header| (header.clone(), ColumnType::Text)).collect();
    Ok(Resource { stem: stem.to_owned(), path: name.to_owned(), fields })
}
