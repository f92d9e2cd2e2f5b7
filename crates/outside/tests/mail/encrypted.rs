//! Encryption of letters: a server is believed with the right certificate, and one that has another hears nothing.

use std::sync::Arc;
use std::time::Duration;

use outside::mail::Post;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::fake::{Encrypts, Fake};
use super::letter;

/// An authority of our own.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new(name: &str) -> Authority {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Authority(CertifiedIssuer::self_signed(params, key).expect("an authority"))
    }

    /// What a server of this name shows.
    fn shown(&self, name: &str, ended: bool) -> TlsAcceptor {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        if ended {
            params.not_after = rcgen::date_time_ymd(2020, 1, 1);
        }
        let certificate = params.signed_by(&key, &self.0).expect("a certificate");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("its own form");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .expect("they belong together");
        TlsAcceptor::from(Arc::new(config))
    }
}

/// Both ways to encrypt, with the words that ask for them.
fn ways(shown: &TlsAcceptor) -> [(Encrypts, &'static str); 2] {
    [(Encrypts::Asked(shown.clone()), "starttls"), (Encrypts::AtOnce(shown.clone()), "tls")]
}

fn url(fake: &Fake, how: &str) -> String {
    format!("smtp://u:secret@localhost:{}?tls={how}", fake.address.port())
}

fn post(fake: &Fake, how: &str, authority: Option<&Authority>) -> Post {
    let post = Post::server(&url(fake, how), None).expect("an address");
    let post = post.with_patience(Duration::from_secs(5));
    match authority {
        Some(authority) => post.with_authority(authority.0.pem().as_bytes()).expect("an authority"),
        None => post,
    }
}

#[tokio::test]
async fn a_letter_to_a_server_that_is_believed_goes_encrypted() {
    let authority = Authority::new("ours");
    for (encrypts, how) in ways(&authority.shown("localhost", false)) {
        let fake = Fake::encrypting(encrypts, &[]).await;
        let post = post(&fake, how, Some(&authority));
        post.check().await.expect("it is believed");
        post.send(&letter()).await.expect("it is believed");
        assert_eq!(fake.letters().len(), 1, "{how}");
        assert!(fake.commands().iter().any(|said| said.starts_with("AUTH ")), "{:?}", fake.commands());
        let openly = fake.openly();
        let harmless = |said: &String| said.starts_with("EHLO ") || said == "STARTTLS";
        assert!(openly.iter().all(harmless), "{how}: {openly:?}");
        assert_eq!(openly.is_empty(), how == "tls", "{openly:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_believed_hears_nothing_of_the_letter_and_it_is_said_why() {
    let (authority, other) = (Authority::new("ours"), Authority::new("theirs"));
    let impostor = Authority::new("ours");
    let good = authority.shown("localhost", false);
    let named = authority.shown("mail.example.org", false);
    let ended = authority.shown("localhost", true);
    for (shown, believed, says) in [
        (&named, Some(&authority), "its certificate is of another name"),
        (&named, Some(&authority), "mail.example.org"),
        (&good, Some(&other), "leads to no authority that is believed here"),
        (&good, Some(&impostor), "is not signed by the authority that it names"),
        (&good, None, "leads to no authority that is believed here"),
        (&ended, Some(&authority), "its certificate has ended"),
    ] {
        for (encrypts, how) in ways(shown) {
            let fake = Fake::encrypting(encrypts, &[]).await;
            let post = post(&fake, how, believed);
            for not in
                [post.check().await.expect_err("not believed"), post.send(&letter()).await.unwrap_err()]
            {
                assert!(not.temporary && not.why.contains(says), "{how}: {not}");
                assert!(not.why.contains("localhost") && !not.why.contains("secret"), "{how}: {not}");
            }
            let harmless = |said: &String| said.starts_with("EHLO ") || said == "STARTTLS";
            assert!(fake.commands().iter().all(harmless), "{how}: {:?}", fake.commands());
            assert!(fake.letters().is_empty());
        }
    }
}

#[test]
fn an_authority_that_would_not_be_used_or_is_none_is_refused() {
    let authority = Authority::new("ours");
    let pem = authority.0.pem();
    let refused = |url: &str, pem: &str| {
        let post = Post::server(url, None).expect("an address");
        post.with_authority(pem.as_bytes()).expect_err("refused").to_string()
    };
    let open = refused("smtp://localhost", &pem);
    assert!(open.contains("there is none; use tls=starttls"), "{open}");
    for none in ["", "a word", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
        let says = refused("smtps://mail.example.org", none);
        assert!(says.contains("holds no certificate"), "{says}");
    }
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let says = refused("smtps://mail.example.org", broken);
    assert!(says.contains("cannot be"), "{says}");
}
