//! A server of our own on this machine that answers as it is told.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) body: String,
}

/// What a server answers to a request: a status and a body; `None`: nothing, ever.
pub(crate) type Answers = Arc<dyn Fn(&Asked) -> Option<(u16, String)> + Send + Sync>;

/// A server and what it was asked.
pub(crate) struct Server {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// The socket first, since what it answers may name its address.
    pub(crate) async fn start(answers: impl FnOnce(&str) -> Answers) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let (answers, asked) = (answers(&url), Arc::new(Mutex::new(Vec::new())));
        let seen = asked.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answers.clone(), seen.clone()));
            }
        });
        Server { url, asked }
    }

    /// What was asked at a path.
    pub(crate) fn asked(&self, path: &str) -> Vec<Asked> {
        let all = self.asked.lock().expect("no test panicked in it");
        all.iter().filter(|asked| asked.path == path).cloned().collect()
    }
}

async fn serve(mut stream: TcpStream, answers: Answers, seen: Arc<Mutex<Vec<Asked>>>) {
    let Some(asked) = read(&mut stream).await else { return };
    seen.lock().expect("no test panicked in it").push(asked.clone());
    let Some((status, body)) = answers(&asked) else {
        // Holds the line and says nothing, until the other side hangs up.
        let _ = stream.read(&mut [0; 1]).await;
        return;
    };
    let answer = format!(
        "HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let _ = stream.write_all(answer.as_bytes()).await;
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    loop {
        let mut part = [0; 4096];
        let count = stream.read(&mut part).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&part[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
        });
        if body.len() >= length.unwrap_or(0) {
            let path = head.split_whitespace().nth(1)?.to_owned();
            return Some(Asked { path, body: body.to_owned() });
        }
    }
}

/// A key that signs tokens.
pub(crate) struct Signer(EcdsaKeyPair, SystemRandom);

impl Signer {
    pub(crate) fn new() -> Signer {
        let chance = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(kind, &chance).expect("a key");
        Signer(EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &chance).expect("its own form"), chance)
    }

    /// The public key, as a provider publishes it.
    pub(crate) fn published(&self) -> Value {
        let point = self.0.public_key().as_ref();
        let (x, y) = (&point[1..33], &point[33..]);
        json!({ "keys": [{ "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "1",
            "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y) }] })
    }

    /// The public key as bytes, which a forger has as well.
    pub(crate) fn public(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    pub(crate) fn token(&self, claims: &Value) -> String {
        let signed = signed_part("ES256", claims);
        let signature = self.0.sign(&self.1, signed.as_bytes()).expect("it signs");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// Header and claims of a token.
pub(crate) fn signed_part(algorithm: &str, claims: &Value) -> String {
    let header = json!({ "alg": algorithm, "kid": "1", "typ": "JWT" });
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(&header), part(claims))
}
