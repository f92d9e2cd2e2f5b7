//! Comma-separated text after RFC 4180.
//!
//! A quote inside an unquoted field is an ordinary character; lines with nothing on them are passed over.

mod cut;
mod head;
mod parse;
mod scan;

pub(crate) use cut::Cutter;
pub(crate) use head::Head;
pub(crate) use head::refuse_duplicates;
pub(crate) use scan::{Plan, scan};
