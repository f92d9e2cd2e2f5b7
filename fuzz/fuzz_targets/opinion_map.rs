//! Any votes at all: the model that is fitted to them, everybody's place and error ellipse, predictions, groups, and people
//! who answer alike. Nothing panics, nothing is no number, nobody is in two cliques.
#![no_main]

#[path = "../../crates/guard/tests/common/any_votes.rs"]
mod any_votes;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| any_votes::check(data));
