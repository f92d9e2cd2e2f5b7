//! The cookies of a forum: one per role, readable by the server alone, sent to this forum's addresses alone.

use axum::http::{HeaderMap, HeaderValue, header};
use forum::live::{Secret, Subject};
use terms::ForumKey;

/// The role of a session, which names its cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Votes.
    Participant,
    /// Acts for a party.
    Delegate,
    /// Runs the forum.
    Desk,
}

impl Role {
    /// The role of a subject.
    pub(crate) fn of(subject: &Subject) -> Role {
        match subject {
            Subject::Participant { .. } => Role::Participant,
            Subject::Delegate { .. } => Role::Delegate,
            Subject::Desk { .. } => Role::Desk,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Role::Participant => "participant",
            Role::Delegate => "delegate",
            Role::Desk => "desk",
        }
    }
}

/// The session of a role in a request.
pub(crate) fn session(headers: &HeaderMap, role: Role) -> Option<Secret> {
    named(headers, role.name()).and_then(Secret::read)
}

/// The cookie of this name in a request.
pub(crate) fn named<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value)
}

/// The header that hands a session to a device, for so many seconds.
pub(crate) fn hand(
    forum: &ForumKey,
    role: Role,
    session: &Secret,
    seconds: i64,
    secure: bool,
) -> HeaderValue {
    header_value(&format!(
        "{}={}; Path=/{forum}; Max-Age={seconds}; HttpOnly; SameSite=Lax{}",
        role.name(),
        session.text(),
        if secure { "; Secure" } else { "" },
    ))
}

/// The header that takes a session from a device.
pub(crate) fn take(forum: &ForumKey, role: Role) -> HeaderValue {
    header_value(&format!("{}=; Path=/{forum}; Max-Age=0; HttpOnly; SameSite=Lax", role.name()))
}

fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_found_among_other_cookies_and_by_its_role_alone() {
        let secret = Secret::draw();
        let mut headers = HeaderMap::new();
        let value = format!("a=b; participant={}; desk=nonsense", secret.text());
        headers.insert(header::COOKIE, HeaderValue::from_str(&value).expect("plain"));
        assert_eq!(session(&headers, Role::Participant), Some(secret));
        assert_eq!(session(&headers, Role::Desk), None);
        assert_eq!(session(&headers, Role::Delegate), None);
    }
}
