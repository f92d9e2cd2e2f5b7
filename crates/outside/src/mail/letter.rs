//! A letter as it travels: checked, with its headers, as bytes.

use std::time::{Duration, SystemTime};

use lettre::address::{Address, Envelope};
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0, MessageId};

use super::{Letter, NotSent};

/// A letter that can be handed over.
pub(super) struct Ready {
    /// From which address to which.
    pub(super) envelope: Envelope,
    /// Headers and text.
    pub(super) bytes: Vec<u8>,
    /// The letter's id in characters that are safe in a header and in a file name.
    pub(super) name: String,
}

/// This is no address that a letter can be sent to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found \"{found}\"; expected one address such as delegate@example.org")]
pub struct NotAnAddress {
    found: String,
}

/// The address a person typed, without spaces around it and without a name.
///
/// # Errors
/// It is no address, or it is several.
pub fn address(typed: &str) -> Result<String, NotAnAddress> {
    Ok(bare(typed)?.to_string())
}

/// The latest second a date header can name, the end of the year 9999.
const LAST_SECOND: u64 = 253_402_300_799;
const LONGEST_ID: usize = 100;

/// Checks a letter and writes it out. The same letter gives the same bytes.
pub(super) fn compose(letter: &Letter) -> Result<Ready, NotSent> {
    for (what, text) in [("id", &letter.id), ("subject", &letter.subject)] {
        if text.chars().any(char::is_control) {
            return Err(NotSent::for_good(format!(
                "the {what} of the letter has a line break or another control character in it"
            )));
        }
    }
    if letter.id.is_empty() || letter.id.len() > LONGEST_ID {
        return Err(NotSent::for_good(format!(
            "the id of the letter has {} bytes; expected 1 to {LONGEST_ID}",
            letter.id.len()
        )));
    }
    let tag = letter.lang.as_str();
    if tag.is_empty() || !tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(NotSent::for_good("the language of the letter is no language tag"));
    }
    let from = mailbox("sender", &letter.from)?;
    let to = mailbox("receiver", &letter.to)?;
    let name = safe(&letter.id);
    let message = lettre::Message::builder()
        .date(date(letter)?)
        .header(MessageId::from(format!("<{name}@{}>", from.email.domain())))
        .from(from)
        .to(to)
        .subject(&*letter.subject)
        // RFC 3834: nobody's holiday notice answers it.
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        .raw_header(raw("Content-Language", tag))
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body.clone())
        .map_err(|error| NotSent::for_good(format!("the letter cannot be written: {error}")))?;
    Ok(Ready { envelope: message.envelope().clone(), bytes: message.formatted(), name })
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn date(letter: &Letter) -> Result<SystemTime, NotSent> {
    let seconds = u64::try_from(letter.date.millis().div_euclid(1000)).ok().filter(|s| *s <= LAST_SECOND);
    let seconds = seconds
        .ok_or_else(|| NotSent::for_good("the date of the letter is not between the years 1970 and 9999"))?;
    Ok(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

/// `address` or `Name <address>`; the library's own reader takes the first of several and drops the rest unseen.
fn mailbox(who: &str, text: &str) -> Result<Mailbox, NotSent> {
    if text.chars().any(char::is_control) {
        return Err(NotSent::for_good(format!(
            "the {who} has a line break or another control character in it"
        )));
    }
    let (name, written) = match text.trim().strip_suffix('>').and_then(|t| t.rsplit_once('<')) {
        Some((name, written)) => (name.trim(), written),
        None => ("", text),
    };
    let name = name.strip_prefix('"').and_then(|n| n.strip_suffix('"')).unwrap_or(name);
    let email = bare(written).map_err(|error| NotSent::for_good(format!("the {who}: {error}")))?;
    Ok(Mailbox::new((!name.is_empty()).then(|| name.to_owned()), email))
}

/// An address alone. A domain in another script goes out in the form that every server knows (RFC 5891).
fn bare(text: &str) -> Result<Address, NotAnAddress> {
    let none = || NotAnAddress { found: crate::words::quoted(text) };
    let typed = text.trim_matches(' ');
    if typed.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(none());
    }
    let (user, domain) = typed.rsplit_once('@').ok_or_else(none)?;
    if domain.is_ascii() {
        return Address::new(user, domain).map_err(|_| none());
    }
    match url::Host::parse(domain) {
        Ok(url::Host::Domain(ascii)) => Address::new(user, ascii).map_err(|_| none()),
        _ => Err(none()),
    }
}

/// Letters, digits and hyphens as they are, every other byte as `_` and two digits: two ids never become one.
fn safe(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("_{byte:02x}"));
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_address() {
        for (typed, read) in [
            ("delegate@example.org", Some("delegate@example.org")),
            (" delegate@example.org ", Some("delegate@example.org")),
            ("почта@пример.рф", Some("почта@xn--e1afmkfd.xn--p1ai")),
            ("a@127.0.0.1", Some("a@127.0.0.1")),
            ("", None),
            ("delegate", None),
            ("@example.org", None),
            ("a@b@example.org", None),
            ("a@example.org, b@example.org", None),
            ("a@example.org,b@example.org", None),
            ("a@example.org\r\nRCPT TO:<b@example.org>", None),
            ("a@example.org\n", None),
            ("<a@example.org>", None),
            ("a>@example.org", None),
            ("a@exam ple.org", None),
            ("a@пример\u{2028}.рф", None),
        ] {
            assert_eq!(address(typed).ok().as_deref(), read, "{typed:?}");
        }
    }

    #[test]
    fn two_ids_never_share_a_name() {
        let ids = ["a/b", "a_2fb", "a_b", "a-b", "../a", "a b", "邀请", "a.b", "A"];
        let names: std::collections::BTreeSet<String> = ids.iter().map(|id| safe(id)).collect();
        assert_eq!(names.len(), ids.len());
        assert!(names.iter().all(|n| n.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))));
    }
}
