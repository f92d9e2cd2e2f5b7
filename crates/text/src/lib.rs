//! Clauses, versions and verb classes of the outcome text.
