//! TLS to a database: believed with the right certificate, and nothing is said to a server that has another.

use crate::server::{Database, Shown};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use std::net::TcpListener;
use std::path::PathBuf;
use store::Store as _;
use store_postgres::PostgresStore;
use tempfile::TempDir;

/// An authority of our own, and the file that names it.
struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    _folder: TempDir,
    file: PathBuf,
}

impl Authority {
    fn new() -> Authority {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let issuer = CertifiedIssuer::self_signed(params, key).expect("an authority");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("authority.pem");
        std::fs::write(&file, issuer.pem()).expect("its certificate is written");
        Authority { issuer, _folder: folder, file }
    }

    /// A certificate of a server of this name.
    fn shown(&self, name: &str) -> Shown {
        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        Shown { certificate: certificate.pem(), key: key.serialize_pem() }
    }
}

/// A port that is free now.
fn port() -> u16 {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a free port");
    socket.local_addr().expect("its address").port()
}

fn url(port: u16, authority: &Authority) -> String {
    let file = authority.file.display();
    format!("postgres://plenary@localhost:{port}/postgres?sslmode=require&sslrootcert={file}")
}

async fn refusal(url: &str) -> String {
    PostgresStore::connect(url).await.err().map(|error| error.to_string()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_a_certificate_of_its_name_is_believed_and_every_connection_is_encrypted() {
    let (authority, port) = (Authority::new(), port());
    let database = Database::encrypted(port, authority.shown("localhost")).await;
    let store = PostgresStore::connect(&url(port, &authority)).await.expect("it is believed");
    assert!(store.forums().await.expect("it answers").is_empty());
    let sql = "SELECT count(*), count(*) FILTER (WHERE s.ssl) FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid)
        WHERE a.application_name = 'plenary'";
    let row = database.client().await.query_one(sql, &[]).await.expect("it says");
    let (all, encrypted): (i64, i64) = (row.get(0), row.get(1));
    assert!(all >= 2, "one connection listens and one reads: {all}");
    assert_eq!(all, encrypted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_a_certificate_of_another_name_or_authority_is_not_spoken_to() {
    let (authority, port) = (Authority::new(), port());
    let _database = Database::encrypted(port, authority.shown("db.example.org")).await;
    let refused = refusal(&url(port, &authority)).await;
    assert!(refused.contains("certificate"), "{refused}");
    let refused = refusal(&url(port, &Authority::new())).await;
    assert!(refused.contains("certificate"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_speaks_no_tls_is_not_spoken_to_openly_instead() {
    let database = Database::private().await;
    let authority = Authority::new();
    let asks = format!("{} sslmode=require sslrootcert={}", database.url, authority.file.display());
    assert!(refusal(&asks).await.contains("TLS"), "{}", refusal(&asks).await);
}
