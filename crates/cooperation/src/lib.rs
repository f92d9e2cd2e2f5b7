//! Commitments and their states: a pledge is never a delivery.
