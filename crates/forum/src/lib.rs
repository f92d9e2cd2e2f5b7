//! Use cases: load, decide purely, save and record.
