//! The engine: tallies in, findings out. Pure: no IO, no clock, no random numbers.

pub mod report;
pub mod settings;

pub use report::*;
pub use settings::*;
