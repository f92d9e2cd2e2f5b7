//! The laws of the record, in one program so that they link once.

mod appending;
mod canonical;
mod common;
mod heads;
mod keys;
mod public;
mod signing;
mod tampering;
