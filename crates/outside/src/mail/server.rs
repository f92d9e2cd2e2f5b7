//! A mail server: its address, and speaking to it.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use tokio::time::timeout;
use url::{Host, Url};

use super::certificate::doubted;
use super::letter::Ready;
use super::{NotSent, Sent};
use crate::host::is_loopback;
use crate::words::{quoted, root};

/// How a certificate begins in a file.
const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";

const PATIENCE: Duration = Duration::from_secs(10);
/// A goodbye that is not answered at once is not waited for: the letter is through, or it is not.
const GOODBYE: Duration = Duration::from_secs(1);

/// This is no mail server that letters could be given to. Never repeats the address, which may hold a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address of the mail server: {0}")]
pub struct NotAServer(String);

/// Where and how letters are handed over.
#[derive(Clone)]
pub(super) struct Server {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<Credentials>,
    hello: ClientId,
    pub(super) patience: Duration,
}

#[derive(Clone)]
enum Security {
    Open,
    StartTls(TlsParameters),
    Tls(TlsParameters),
}

impl Server {
    pub(super) fn parse(url: &str, password: Option<&str>) -> Result<Server, NotAServer> {
        let not = |says: &str| NotAServer(says.to_owned());
        let url = Url::parse(url).map_err(|error| NotAServer(error.to_string()))?;
        let host = match url.host() {
            Some(Host::Ipv6(address)) => address.to_string(),
            Some(other) => match Host::parse(&other.to_string()) {
                Ok(host) => host.to_string(),
                Err(error) => return Err(NotAServer(error.to_string())),
            },
            None => return Err(not("names no host; expected smtp://HOST:PORT")),
        };
        let here = is_loopback(&host);
        let how = how(&url, here)?;
        let credentials = credentials(&url, password)?;
        if how == "none" && credentials.is_some() && !here {
            return Err(not("the password would travel openly; use tls=starttls or tls=tls"));
        }
        let tls = || {
            TlsParameters::new(host.clone())
                .map_err(|error| NotAServer(format!("encryption: {}", root(&error))))
        };
        let (security, port) = match how {
            "none" => (Security::Open, 25),
            "starttls" => (Security::StartTls(tls()?), 587),
            _ => (Security::Tls(tls()?), 465),
        };
        let port = url.port().unwrap_or(port);
        Ok(Server { port, security, credentials, hello: hello(&url)?, patience: PATIENCE, host })
    }

    /// Believes certificates that lead to these authorities, and no others.
    pub(super) fn believe(&mut self, pem: &[u8]) -> Result<(), NotAServer> {
        let wrong = |why: String| NotAServer(format!("the file of its authority {why}"));
        let (Security::StartTls(tls) | Security::Tls(tls)) = &mut self.security else {
            return Err(wrong(
                "is for encryption, and there is none; use tls=starttls or tls=tls".to_owned(),
            ));
        };
        if !pem.windows(BEGIN.len()).any(|part| part == BEGIN) {
            return Err(wrong("holds no certificate in the form of PEM".to_owned()));
        }
        let authority = Certificate::from_pem(pem);
        let authority = authority.map_err(|error| wrong(format!("cannot be read: {}", root(&error))))?;
        let builder = TlsParametersBuilder::new(self.host.clone());
        let builder = builder.certificate_store(CertificateStore::None).add_root_certificate(authority);
        *tls = builder.build().map_err(|error| wrong(format!("cannot be used: {}", root(&error))))?;
        Ok(())
    }

    pub(super) async fn send(&self, letter: &Ready) -> Result<Sent, NotSent> {
        let mut connection = self.reach().await?;
        // The library ends the last line itself, also where it is ended already.
        let bytes = letter.bytes.strip_suffix(b"\r\n").unwrap_or(&letter.bytes);
        let heard = timeout(self.patience, connection.send(&letter.envelope, bytes)).await;
        let Ok(heard) = heard else {
            return Err(NotSent::for_now(format!(
                "{self} did not answer in time while the letter was handed over"
            )));
        };
        let answer = heard.map_err(|error| self.refused(&error))?;
        self.leave(connection).await;
        let said = answer.message().collect::<Vec<&str>>().join(" ");
        Ok(Sent { receipt: quoted(&format!("{} {said}", answer.code())) })
    }

    pub(super) async fn check(&self) -> Result<(), NotSent> {
        let connection = self.reach().await?;
        self.leave(connection).await;
        Ok(())
    }

    /// Connected, encrypted as configured, and signed in. What fails up to here is not the letter's fault.
    async fn reach(&self) -> Result<AsyncSmtpConnection, NotSent> {
        match timeout(self.patience, self.connect()).await {
            Ok(reached) => reached,
            Err(_) => Err(NotSent::for_now(format!("{self} did not answer in time"))),
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, NotSent> {
        let not = |error: Error| NotSent::for_now(format!("{self} cannot be used: {}", told(&error)));
        let tls = match &self.security {
            Security::Tls(tls) => Some(tls.clone()),
            Security::Open | Security::StartTls(_) => None,
        };
        let to = (&*self.host, self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(to, Some(self.patience), &self.hello, tls, None)
                .await
                .map_err(not)?;
        if let Security::StartTls(tls) = &self.security {
            connection.starttls(tls.clone(), &self.hello).await.map_err(not)?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await.map_err(|error| {
                match error.status() {
                    // What the server says here might repeat what it was given.
                    Some(code) => NotSent::for_now(format!(
                        "{self} does not accept the user and the password (answer {code}); correct them"
                    )),
                    None => not(error),
                }
            })?;
        }
        Ok(connection)
    }

    async fn leave(&self, mut connection: AsyncSmtpConnection) {
        // Whether the goodbye arrives changes nothing.
        let _ = timeout(self.patience.min(GOODBYE), connection.abort()).await;
    }

    /// A letter that was not taken. RFC 5321, section 4.2.1: 4 is for now and 5 for good; but RFC 4954, section 6 has
    /// answers beginning with 5 that complain of whoever sends, not of the letter.
    fn refused(&self, error: &Error) -> NotSent {
        let told = told(error);
        let code = error.status().map(u16::from);
        if code.is_some_and(|code| matches!(code, 530 | 534 | 535 | 538)) {
            return NotSent::for_now(format!("{self} wants users to sign in, or otherwise: {told}"));
        }
        if error.is_permanent() || error.is_client() {
            return NotSent::for_good(format!("{self} does not take the letter: {told}"));
        }
        NotSent::for_now(format!("{self} does not take the letter now: {told}"))
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.security {
            Security::Open => "not encrypted",
            Security::StartTls(_) => "encrypted by STARTTLS",
            Security::Tls(_) => "encrypted",
        };
        write!(f, "the mail server {}:{} ({how})", self.host, self.port)
    }
}

fn how(url: &Url, here: bool) -> Result<&'static str, NotAServer> {
    let mut asked = None;
    for (key, value) in url.query_pairs() {
        if key != "tls" || asked.is_some() {
            return Err(NotAServer(
                "after the ? only tls=starttls, tls=tls or tls=none can stand".to_owned(),
            ));
        }
        asked = Some(value.into_owned());
    }
    match (url.scheme(), asked.as_deref()) {
        ("smtp", Some("starttls")) => Ok("starttls"),
        ("smtp", Some("none")) => Ok("none"),
        ("smtp", None) => Ok(if here { "none" } else { "starttls" }),
        ("smtp" | "smtps", Some("tls")) | ("smtps", None) => Ok("tls"),
        ("smtp", Some(_)) => Err(NotAServer("tls is starttls, tls or none".to_owned())),
        ("smtps", Some(_)) => {
            Err(NotAServer("smtps: is encrypted from the first byte; leave tls out".to_owned()))
        }
        _ => Err(NotAServer("begins with neither smtp:// nor smtps://".to_owned())),
    }
}

fn credentials(url: &Url, password: Option<&str>) -> Result<Option<Credentials>, NotAServer> {
    let plain = |text: &str| match percent_decode_str(text).decode_utf8() {
        Ok(plain) => Ok(plain.into_owned()),
        Err(_) => Err(NotAServer("what stands for the user or the password with % is not UTF-8".to_owned())),
    };
    let user = plain(url.username())?;
    let inside = url.password().map(plain).transpose()?;
    let says = match (user.is_empty(), inside, password) {
        (true, None, None) => return Ok(None),
        (false, Some(password), None) => return Ok(Some(Credentials::new(user, password))),
        (false, None, Some(password)) => return Ok(Some(Credentials::new(user, password.to_owned()))),
        (_, Some(_), Some(_)) => "the password is given twice, in the address and beside it",
        (true, ..) => "there is a password and no user",
        (false, None, None) => "there is a user and no password",
    };
    Err(NotAServer(says.to_owned()))
}

fn hello(url: &Url) -> Result<ClientId, NotAServer> {
    let name = url.path().trim_matches('/');
    if name.is_empty() {
        return Ok(ClientId::default());
    }
    if name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b)) {
        return Ok(ClientId::Domain(name.to_owned()));
    }
    Err(NotAServer(
        "what follows the host is how this machine names itself, such as /forum.example.org".to_owned(),
    ))
}

/// What the other side said or what went wrong, without what the library wraps around it.
fn told(error: &Error) -> String {
    match (error.status(), error.source()) {
        (Some(code), Some(said)) => quoted(&format!("{code} {said}")),
        (Some(code), None) => code.to_string(),
        (None, _) => doubted(error).unwrap_or_else(|| root(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(url: &str, password: Option<&str>) -> String {
        match Server::parse(url, password) {
            Ok(server) => server.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_address_says_where_and_how() {
        for (url, place) in [
            ("smtp://mail.example.org", "mail.example.org:587 (encrypted by STARTTLS)"),
            ("smtp://mail.example.org:2525?tls=starttls", "mail.example.org:2525 (encrypted by STARTTLS)"),
            ("smtps://u:p@mail.example.org", "mail.example.org:465 (encrypted)"),
            ("smtp://mail.example.org?tls=tls", "mail.example.org:465 (encrypted)"),
            ("smtp://relay.internal?tls=none", "relay.internal:25 (not encrypted)"),
            ("smtp://u:p@localhost:1025", "localhost:1025 (not encrypted)"),
            ("smtp://[::1]/forum.example.org", "::1:25 (not encrypted)"),
            ("smtp://почта.рф", "xn--80a1acny.xn--p1ai:587 (encrypted by STARTTLS)"),
        ] {
            assert_eq!(shown(url, None), format!("the mail server {place}"), "{url}");
        }
    }

    #[test]
    fn a_wrong_address_says_what_is_wrong_and_never_repeats_the_password() {
        for (url, password, says) in [
            ("mail.example.org", None, "relative URL"),
            ("https://mail.example.org", None, "neither smtp"),
            ("smtp:", None, "host"),
            ("smtp://u:hidden@mail.example.org:x", None, "port"),
            ("smtp://u:hidden@mail example.org", None, "invalid"),
            ("smtp://u:hidden@mail.example.org?tls=maybe", None, "starttls, tls or none"),
            ("smtp://u:hidden@mail.example.org?tsl=none", None, "only tls="),
            ("smtp://u:hidden@mail.example.org?tls=none", None, "openly"),
            ("smtps://u:hidden@mail.example.org?tls=none", None, "leave tls out"),
            ("smtp://u:hidden@mail.example.org", Some("hidden"), "twice"),
            ("smtp://mail.example.org", Some("hidden"), "no user"),
            ("smtp://u@mail.example.org", None, "no password"),
            ("smtp://u:hidden%ff@mail.example.org", None, "UTF-8"),
            ("smtp://u:hidden@mail.example.org/a%0d%0ab", None, "names itself"),
        ] {
            let error = shown(url, password);
            assert!(
                error.starts_with("the address of the mail server: ") && error.contains(says),
                "{url}: {error}"
            );
            assert!(!error.contains("hidden"), "{error}");
        }
    }
}
