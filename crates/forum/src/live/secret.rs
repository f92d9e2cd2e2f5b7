//! Secrets that let somebody in: links, codes and sessions. Only hashes of them are ever kept.

use std::fmt;
use terms::{Digest, Pseudonym};

/// A 128-bit secret. Its text has 26 signs of Crockford's base 32, which nobody confuses when reading aloud.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 16]);

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 26;

impl Secret {
    /// A new secret from the system's source of chance.
    ///
    /// # Panics
    /// If the system has none, where nothing safe can be done.
    #[must_use]
    pub fn draw() -> Secret {
        Secret(drawn())
    }

    /// Its bytes, to be sealed.
    pub(super) fn bytes(&self) -> [u8; 16] {
        self.0
    }

    /// With these bytes, which were those of another one.
    pub(super) fn of(bytes: [u8; 16]) -> Secret {
        Secret(bytes)
    }

    /// What the store keeps of it. The purpose keeps a session from being used as a link.
    #[must_use]
    pub fn hash(&self, purpose: Purpose) -> Digest {
        let mut hasher = blake3::Hasher::new_derive_key(purpose.context());
        hasher.update(&self.0);
        Digest::from_bytes(hasher.finalize().into())
    }

    /// The secret of a text, as somebody may have typed it: small letters, spaces and dashes, O for 0, I and L for 1.
    #[must_use]
    pub fn read(text: &str) -> Option<Secret> {
        let mut value: u128 = 0;
        let mut signs = 0;
        for c in text
            .chars()
            .filter(|c| !matches!(c, '-' | ' ' | '\u{2010}'..='\u{2015}' | '\u{200b}'..='\u{200f}'))
        {
            let digit = SIGNS.iter().position(|&sign| char::from(sign) == plain(c))?;
            signs += 1;
            if signs > LENGTH || (signs == 1 && digit > 7) {
                return None;
            }
            value = value << 5 | digit as u128;
        }
        (signs == LENGTH).then(|| Secret(value.to_be_bytes()))
    }

    /// As it stands in an address.
    #[must_use]
    pub fn text(&self) -> String {
        let value = u128::from_be_bytes(self.0);
        let sign = |place: usize| char::from(SIGNS[usize::try_from(value >> (5 * place) & 31).unwrap_or(0)]);
        (0..LENGTH).rev().map(sign).collect()
    }

    /// As it is printed for people: in groups.
    #[must_use]
    pub fn grouped(&self) -> String {
        let text: Vec<char> = self.text().chars().collect();
        let groups: Vec<String> = text.chunks(5).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }
}

/// No secret may reach a log by accident.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a secret is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A link or code.
    Ticket,
    /// A session of a device.
    Session,
    /// A sign-in that was begun.
    SignIn,
    /// A ceremony in which a passkey is made or used.
    Ceremony,
    /// A token that may do less than its holder.
    Token,
}

impl Purpose {
    fn context(self) -> &'static str {
        match self {
            Purpose::Ticket => "plenary ticket 1",
            Purpose::Session => "plenary session 1",
            Purpose::SignIn => "plenary sign-in 1",
            Purpose::Ceremony => "plenary passkey ceremony 1",
            Purpose::Token => "plenary token 1",
        }
    }
}

/// A new pseudonym.
///
/// # Panics
/// As [`Secret::draw`].
#[must_use]
pub fn pseudonym() -> Pseudonym {
    Pseudonym::from_bytes(drawn())
}

/// A new id of sixteen hexadecimal signs, for what is named in acts.
///
/// # Panics
/// As [`Secret::draw`].
#[must_use]
pub fn id() -> String {
    hex(&drawn()[..8])
}

/// Bytes as hexadecimal signs.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes out of hexadecimal signs, two for each.
#[must_use]
pub fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let whole = text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit());
    let pair = |place: usize| u8::from_str_radix(&text[place..place + 2], 16).ok();
    if whole { (0..text.len()).step_by(2).map(pair).collect() } else { None }
}

/// Sixteen bytes out of 32 hexadecimal signs.
#[must_use]
pub fn unhex(text: &str) -> Option<[u8; 16]> {
    let value = u128::from_str_radix(text, 16).ok()?;
    (text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit())).then(|| value.to_be_bytes())
}

fn drawn() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("without a source of chance no secret can be drawn");
    bytes
}

/// 32 secret bytes.
///
/// # Panics
/// As [`Secret::draw`].
pub(super) fn drawn_secret() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("without a source of chance no secret can be drawn");
    bytes
}

fn plain(c: char) -> char {
    match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes: [u8; 16]) {
            let secret = Secret(bytes);
            prop_assert_eq!(Secret::read(&secret.text()), Some(secret.clone()));
            prop_assert_eq!(Secret::read(&secret.grouped().to_lowercase().replace('0', "o").replace('1', "l")), Some(secret));
        }

        #[test]
        fn whatever_is_typed_is_no_panic(text in ".{0,40}") {
            let _ = Secret::read(&text);
            let _ = unhex(&text);
        }
    }

    #[test]
    fn a_session_is_no_ticket_and_nothing_shows_itself() {
        let secret = Secret([7; 16]);
        assert_ne!(secret.hash(Purpose::Ticket), secret.hash(Purpose::Session));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(Secret::read("ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-Z"), None, "more than 128 bits");
    }
}
