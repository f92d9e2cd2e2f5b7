//! Reading a letter as a mailbox does, from the standards and not with the library that wrote it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Headers in order, unfolded (RFC 5322, section 2.2.3) and with encoded words undone (RFC 2047).
pub(crate) fn headers(letter: &str) -> Vec<(String, String)> {
    let (head, _) = letter.split_once("\r\n\r\n").expect("as the test set it up");
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    unfolded
        .split("\r\n")
        .map(|line| {
            let (name, value) = line.split_once(": ").expect("as the test set it up");
            (name.to_owned(), decoded(value))
        })
        .collect()
}

/// One header; there must be exactly one.
pub(crate) fn header(letter: &str, name: &str) -> String {
    let all = headers(letter);
    let found: Vec<_> = all.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name)).collect();
    assert_eq!(found.len(), 1, "{name} in {all:?}");
    found[0].1.clone()
}

/// The text, with its transfer encoding undone.
pub(crate) fn body(letter: &str) -> String {
    let (_, body) = letter.split_once("\r\n\r\n").expect("as the test set it up");
    match header(letter, "Content-Transfer-Encoding").as_str() {
        "7bit" => body.to_owned(),
        "base64" => base64(&body.replace("\r\n", "")),
        "quoted-printable" => unquoted(&body.replace("=\r\n", ""), '='),
        other => panic!("no letter of ours is sent as {other}"),
    }
}

fn decoded(value: &str) -> String {
    let mut out = String::new();
    let mut last_was_encoded = false;
    for word in value.split(' ') {
        let encoded = word.strip_prefix("=?utf-8?").and_then(|w| w.strip_suffix("?="));
        // Between two encoded words the space is no space.
        if !(out.is_empty() || last_was_encoded && encoded.is_some()) {
            out.push(' ');
        }
        out.push_str(&encoded.map_or_else(
            || word.to_owned(),
            |e| base64(e.strip_prefix("b?").expect("as the test set it up")),
        ));
        last_was_encoded = encoded.is_some();
    }
    out
}

fn base64(text: &str) -> String {
    String::from_utf8(STANDARD.decode(text).expect("as the test set it up")).expect("as the test set it up")
}

fn unquoted(text: &str, mark: char) -> String {
    let mut parts = text.split(mark);
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("as the test set it up"));
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).expect("as the test set it up")
}
