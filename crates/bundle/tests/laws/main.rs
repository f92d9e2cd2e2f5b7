//! What a bundle must show of itself, and what must be found.

mod changed;
mod fixture;
mod holds;
mod hostile;
mod receipts;
mod story;
mod withheld;
