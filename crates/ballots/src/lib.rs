//! Vote files of every kind in, tallies and facts out; and back again.
