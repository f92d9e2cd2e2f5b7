//! Pictures of opinions, each with the same in words: as parts of the report and of the live pages.
//!
//! | function | what it draws |
//! |---|---|
//! | [`opinion_map`] | people by how they answer, with groups, or one cloud where there are none |
//! | [`statement_plane`] | statements by how widely they are agreed and how much they divide |
//! | [`side_by_side`] | the share of every party and group that agrees, statement by statement |
//! | [`floors`] | each finding's floor, with the interval of every party |
//! | [`Picture::file`], [`side_by_side_file`], [`floors_file`] | the same as a file of its own |
//! | [`verdict`], [`portraits`] | whether there are groups, and what each stands for, in words |
//!
//! Colours come from the tokens of [`crate::page::TOKENS`] by class, so that light, dark and print are one drawing;
//! nothing is told by colour alone. No drawing refers to anything outside itself, nothing needs a script, and there is
//! no `style` attribute, so that a strict policy of a page lets all of it pass.

mod bins;
pub(crate) mod ellipse;
mod figure;
mod file;
mod floors;
mod frame;
mod heat;
mod hull;
mod map;
mod plane;
mod portrait;
mod shape;
mod svg;
mod words;

pub use figure::{Ground, Picture};
pub use file::{floors_file, lines, side_by_side_file};
pub use floors::{FloorRow, Interval, Leaning, floors};
pub use heat::{Column, HeatRow, SideBySide, Stand, side_by_side};
pub use map::{MapEnd, OpinionMap, ends, opinion_map};
pub use plane::{Plane, PlaneStatement, statement_plane};
pub use portrait::{Portrait, ToldStatement, portraits, verdict};
pub use shape::group_sign;

/// The rules for these pictures, to stand after [`crate::page::TOKENS`].
pub const STYLES: &str = include_str!("../assets/pictures.css");
