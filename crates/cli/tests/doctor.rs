//! What the doctor says of the address under which others reach a server, and of certificates.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::crypto::ring;
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, Stream};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;

fn doctor(folder: &Path, url: &str) -> (Output, String) {
    asked(folder, &["--public-url", url])
}

fn asked(folder: &Path, words: &[&str]) -> (Output, String) {
    let database = folder.join("a.sqlite");
    store_sqlite::SqliteStore::open(&database).expect("a store");
    let database = database.to_str().expect("plain");
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    let done = command.args(["doctor", "--database", database]).args(words).output().expect("it runs");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    (done, said)
}

/// Answers every request with this, like a proxy that has its own idea of it.
fn proxy(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut asked = [0; 4096];
            let _ = stream.read(&mut asked);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    url
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server of ours; it listens once it has said where to convene.
fn server(folder: &Path) -> (Server, String) {
    let database = folder.join("served.sqlite");
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address").port();
    let mut child = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["serve", "--database", database.to_str().expect("plain"), "--port", &port.to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut said = [0; 16];
    child.stdout.as_mut().expect("piped").read_exact(&mut said).expect("it speaks");
    (Server(child), format!("http://127.0.0.1:{port}"))
}

#[test]
fn the_doctor_is_content_with_an_address_that_leads_to_a_server_unchanged() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_server, url) = server(folder.path());
    let (done, said) = doctor(folder.path(), &url);
    assert_eq!(done.status.code(), Some(0), "{said}");
    for finding in ["can be reached", "it answers", "Content-Security-Policy arrives as it is sent"] {
        assert!(said.contains(finding), "{said}");
    }
}

#[test]
fn the_doctor_says_what_a_proxy_drops_or_changes_and_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    for (answer, says) in [
        (
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 6\r\n\r\nalive\n",
            "Content-Security-Policy is missing; let the proxy pass it on",
        ),
        (
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-security-policy: default-src *\r\ncontent-length: 6\r\n\r\nalive\n",
            "arrives changed (default-src *)",
        ),
        (
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 7\r\n\r\nwelcome",
            "something else answers at /health",
        ),
        (
            "HTTP/1.1 308 Moved\r\nconnection: close\r\nlocation: https://x.example\r\ncontent-length: 0\r\n\r\n",
            "it leads elsewhere (status 308)",
        ),
        ("HTTP/1.1 502 Bad\r\nconnection: close\r\ncontent-length: 0\r\n\r\n", "has status 502"),
    ] {
        let (done, said) = doctor(folder.path(), &proxy(answer));
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.lines().any(|line| line.contains("wrong: ") && line.contains(says)), "{says}: {said}");
    }
}

#[test]
fn the_doctor_is_not_content_where_nobody_answers_or_an_address_goes_openly() {
    let folder = tempfile::tempdir().expect("a folder");
    let gone = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    let (done, said) = doctor(folder.path(), &format!("https://{gone}"));
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("address     wrong: 127.0.0.1 could not be asked"), "{said}");
    let (done, said) = doctor(folder.path(), "http://forum.example");
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("must begin with https://"), "{said}");
}

/// An authority of our own.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority")
}

/// A server named `localhost` that encrypts, believed through this authority; it says this at once and hears one line
/// before each further answer. Gives its port.
fn encrypted(authority: &CertifiedIssuer<'static, KeyPair>, answers: &'static [&'static str]) -> u16 {
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
    let certificate = params.signed_by(&key, authority).expect("a certificate");
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("its own form");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .expect("they belong together");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its address").port();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut connection = ServerConnection::new(config.clone()).expect("a connection");
            let mut stream = Stream::new(&mut connection, &mut stream);
            for answer in answers {
                // A client that does not believe the certificate hangs up.
                if stream.write_all(answer.as_bytes()).is_err() || stream.read(&mut [0; 4096]).is_err() {
                    break;
                }
            }
        }
    });
    port
}

const MAIL: &[&str] = &["220 fake ESMTP\r\n", "250 fake greets you\r\n", "221 bye\r\n"];

#[test]
fn the_doctor_believes_a_mail_server_of_an_authority_that_was_named_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ours, theirs) = (authority(), authority());
    let server = format!("smtps://localhost:{}", encrypted(&ours, MAIL));
    let file = |name: &str, authority: &CertifiedIssuer<'static, KeyPair>| {
        let file = folder.path().join(name);
        std::fs::write(&file, authority.pem()).expect("its certificate is written");
        file.to_str().expect("plain").to_owned()
    };
    let (ours, theirs) = (file("ours.pem", &ours), file("theirs.pem", &theirs));
    let mail = ["--mail", &server, "--mail-from", "forum@example.org"];
    let (done, said) = asked(folder.path(), &[&mail[..], &["--mail-ca", &ours]].concat());
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(said.contains("takes letters"), "{said}");
    for words in [&[][..], &["--mail-ca", &theirs]] {
        let (done, said) = asked(folder.path(), &[&mail[..], words].concat());
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.contains("wrong: ") && said.contains("its certificate"), "{said}");
    }
    let (done, _) = asked(folder.path(), &[&mail[..], &["--mail-ca", "nothing.pem"]].concat());
    assert_eq!(done.status.code(), Some(2), "{done:?}");
}

#[test]
fn the_doctor_says_that_a_certificate_of_the_address_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("https://localhost:{}", encrypted(&authority(), &[""]));
    let (done, said) = doctor(folder.path(), &url);
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(
        said.contains("certificate wrong: ") && said.contains("give the proxy one of this name"),
        "{said}"
    );
}
