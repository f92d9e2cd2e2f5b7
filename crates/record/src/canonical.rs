//! The canonical encoding of an act: one value, one sequence of bytes.
//!
//! `plenary-act/1` is RFC 8785 (JSON Canonicalization Scheme) restricted to null, booleans, strings, arrays,
//! objects and integers: no white space, object keys sorted by their UTF-16 code units, strings with the
//! shortest escapes. Numbers are integers from -(2⁵³ - 1) to 2⁵³ - 1, the range every JSON reader keeps exact
//! (RFC 7493 §2.2); anything with a fraction or an exponent is refused, so that no two programs can differ
//! over how to print it. Null is allowed and is not the same as an absent key. Nesting ends at
//! [`MAX_DEPTH`], so that a reader's stack never depends on what a writer sent.

use serde_json::{Number, Value};

/// How deep arrays and objects may be nested in a body.
pub const MAX_DEPTH: usize = 60;

/// The largest magnitude of an integer: 2⁵³ - 1.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Why a value has no canonical encoding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number with a fraction or an exponent.
    #[error("{path} is {number}; a record holds integers only, so write it as a count or in thousandths")]
    NotAnInteger {
        /// Where in the value, as a JSON Pointer (RFC 6901); empty for the value itself.
        path: String,
        /// The number.
        number: String,
    },
    /// An integer beyond ±(2⁵³ - 1).
    #[error("{path} is {number}, beyond ±(2^53 - 1); write it as a string")]
    TooLarge {
        /// Where, as above.
        path: String,
        /// The number.
        number: String,
    },
    /// Arrays and objects nested deeper than [`MAX_DEPTH`].
    #[error("{path} is nested deeper than {MAX_DEPTH} levels")]
    TooDeep {
        /// Where, as above.
        path: String,
    },
}

/// The canonical bytes of `value`: equal values give equal bytes whatever the order of their keys, different
/// values give different bytes.
///
/// # Errors
/// [`CanonicalError`] where the value lies outside the restriction of the module's description.
pub fn canonical(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    let mut out = Vec::new();
    let mut path = Vec::new();
    write(value, &mut out, &mut path)?;
    Ok(out)
}

/// One step from a value to a value in it, borrowed so that the way down costs nothing.
enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

fn write<'a>(value: &'a Value, out: &mut Vec<u8>, path: &mut Vec<Step<'a>>) -> Result<(), CanonicalError> {
    if path.len() > MAX_DEPTH {
        return Err(CanonicalError::TooDeep { path: pointer(path) });
    }
    match value {
        Value::Null => out.extend(b"null"),
        Value::Bool(yes) => out.extend(if *yes { "true" } else { "false" }.as_bytes()),
        Value::Number(number) => write_number(number, out, path)?,
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                separate(index, out);
                path.push(Step::Item(index));
                write(item, out, path)?;
                path.pop();
            }
            out.push(b']');
        }
        Value::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push(b'{');
            for (index, (key, item)) in entries.into_iter().enumerate() {
                separate(index, out);
                write_string(key, out);
                out.push(b':');
                path.push(Step::Key(key));
                write(item, out, path)?;
                path.pop();
            }
            out.push(b'}');
        }
    }
    Ok(())
}

fn separate(index: usize, out: &mut Vec<u8>) {
    if index > 0 {
        out.push(b',');
    }
}

fn write_number(number: &Number, out: &mut Vec<u8>, path: &[Step<'_>]) -> Result<(), CanonicalError> {
    let magnitude = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
    let text = number.to_string();
    match magnitude {
        None => Err(CanonicalError::NotAnInteger { path: pointer(path), number: text }),
        Some(size) if size > MAX_INTEGER => {
            Err(CanonicalError::TooLarge { path: pointer(path), number: text })
        }
        Some(_) => {
            out.extend(text.as_bytes());
            Ok(())
        }
    }
}

fn write_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for c in text.chars() {
        match c {
            '"' => out.extend(b"\\\""),
            '\\' => out.extend(b"\\\\"),
            '\u{8}' => out.extend(b"\\b"),
            '\t' => out.extend(b"\\t"),
            '\n' => out.extend(b"\\n"),
            '\u{c}' => out.extend(b"\\f"),
            '\r' => out.extend(b"\\r"),
            c if c < ' ' => out.extend(format!("\\u{:04x}", u32::from(c)).as_bytes()),
            c => out.extend(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'"');
}

/// The way to a value as a JSON Pointer.
fn pointer(path: &[Step<'_>]) -> String {
    let mut out = String::new();
    for step in path {
        out.push('/');
        match step {
            Step::Key(key) => out.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Step::Item(index) => out.push_str(&index.to_string()),
        }
    }
    out
}
