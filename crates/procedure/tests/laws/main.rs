//! The laws of decisions, in one program so that they link once.

mod common;
mod courses;
mod data;
mod golden;
mod grades;
mod history;
mod invariants;
mod population;
mod rounds;
mod rules;
mod table;
