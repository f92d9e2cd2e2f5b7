//! What the engine and the record say, as plain text, JSON, CSV and HTML.
