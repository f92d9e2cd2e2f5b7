//! Papers as PDF: a sheet of `papers` in, the bytes of a file out.
//!
//! Pages are set by Typst, used as a library: letters are shaped, right-to-left text runs from right to left, fonts are
//! embedded, and the file is tagged as PDF/UA-1 (ISO 14289-1) asks for. Nothing is read but fonts, from folders that are
//! named or from those of the system; nothing is fetched; the only date is the one the sheet bears. The same sheet and
//! the same fonts give the same bytes.
//!
//! It is a program of its own, `plenary-papers`, because Typst takes minutes to build and the first page of a
//! demonstration must not wait for it.
//!
//! | module | what it is |
//! |---|---|
//! | [`scripts`] | which script is set in which font, and where to get it |
//! | [`fonts`] | finding fonts, and naming the ones that are missing |
//! | [`set`] | a sheet as PDF |

pub mod fonts;
pub mod scripts;
pub mod set;
mod world;

pub use fonts::{Fonts, Missing};
pub use set::{Refusal, pdf};
