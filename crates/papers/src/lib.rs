//! A text as a document: its model, and a page, plain text, Akoma Ntoso and DOCX out of it.
//!
//! | module | what it is |
//! |---|---|
//! | [`model`] | a paper as plain data, in all its languages, written as JSON |
//! | [`check`] | reading one, and what must hold before it is set |
//! | [`of_state`], [`communique`] | the paper of a forum's text, and the sheet of its communiqué, out of its state |
//! | [`changes`] | what became of a text since it was sent round, as tracked changes |
//! | [`sheet`] | a paper in one language as blocks, which every writer writes |
//! | [`mod@html`], [`mod@plain`], [`mod@akn`], [`mod@docx`] | the writers; the last reads Word files as well |
//! | [`import`] | what comes in as a draft |
//! | [`files`], [`published`] | a paper as files; all that is published of a forum |
//! | [`batch`] | sheets as they are handed to the program that sets them as PDF |

pub mod akn;
pub mod batch;
pub mod changes;
pub mod check;
pub mod docx;
pub mod files;
pub mod html;
pub mod import;
pub mod model;
mod of_communique;
mod of_state;
pub mod plain;
pub mod published;
pub mod sheet;
mod xml;

pub use batch::Batch;
pub use check::BadPaper;
pub use model::Paper;
pub use of_communique::communique;
pub use of_state::of_state;
pub use published::Published;
pub use sheet::Sheet;
