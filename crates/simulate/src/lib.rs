//! Votes as a pure function of seed and participant.
