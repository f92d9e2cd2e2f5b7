//! Tables of cells with their places, from CSV, Parquet, gzip, zstd, zip, folders and standard input.
//!
//! Knows nothing of votes. [`Source`] names the members, [`Table`] knows the columns, [`Table::scan`] reads the rows
//! in parallel and in order, [`write::TableWriter`] writes. Every error is a [`TableError`] with its [`Place`].

mod archive;
mod blob;
mod chunk;
mod column;
mod columnar;
mod csv;
mod error;
mod folder;
mod ordered;
mod source;
mod stream;
mod table;
pub mod write;

pub use chunk::Chunk;
pub use column::{CodedColumn, Column, FloatColumn, IntColumn, TextColumn};
pub use error::{Place, TableError};
pub use source::{Source, SourceKind};
pub use table::{ScanOptions, Table};
