//! A text as a document: its model, and a page, plain text, Akoma Ntoso and DOCX out of it.
//!
//! | module | what it is |
//! |---|---|
//! | [`model`] | a paper as plain data, in all its languages, written as JSON |
//! | [`check`] | reading one, and what must hold before it is set |
//! | [`sheet`] | a paper in one language as blocks, which every writer writes |

pub mod check;
pub mod model;
pub mod sheet;

pub use check::BadPaper;
pub use model::Paper;
pub use sheet::Sheet;
