//! What a failing machine does to a store: every acknowledged vote is there, once.

mod disk;
mod full;
mod killed;
mod load;
mod power;
