//! Findings, parties and statements as a page shows them.

pub(crate) mod adoption;
pub(crate) mod became;
pub(crate) mod capital;
pub(crate) mod chart;
pub(crate) mod clause;
pub(crate) mod dates;
pub(crate) mod discord;
pub(crate) mod discussed;
pub(crate) mod earlier;
pub(crate) mod finding;
pub(crate) mod leaf;
pub(crate) mod lean;
pub(crate) mod letters;
pub(crate) mod near;
pub(crate) mod opinions;
pub(crate) mod paper_form;
pub(crate) mod projects;
pub(crate) mod text_needs;
pub(crate) mod told;
