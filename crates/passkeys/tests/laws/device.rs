//! A browser and a key in it, for tests: the client and the authenticator of WebAuthn Level 3, §5.1, §6.1 and §6.5.4, with
//! ECDSA over P-256 (ES256). Everything that it says can be made wrong before it is said.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

/// The holder is there.
pub(crate) const PRESENT: u8 = 0x01;
/// The holder is verified.
pub(crate) const VERIFIED: u8 = 0x04;
/// The key may be kept in several places.
pub(crate) const ELIGIBLE: u8 = 0x08;
/// The key is kept in several places.
pub(crate) const BACKED_UP: u8 = 0x10;
const ATTESTED: u8 = 0x40;

/// A key on a device.
pub(crate) struct Device {
    pkcs8: Vec<u8>,
    pub(crate) id: Vec<u8>,
    pub(crate) user: Vec<u8>,
    pub(crate) counter: u32,
}

/// What a device is about to say when it makes a key.
pub(crate) struct Made {
    pub(crate) client: Value,
    pub(crate) host: String,
    pub(crate) flags: u8,
    pub(crate) counter: u32,
    pub(crate) id: Vec<u8>,
    /// The public key as COSE has it; one of its bytes may be changed.
    pub(crate) public: Vec<u8>,
    pub(crate) format: &'static str,
    pub(crate) transports: Value,
}

/// What a device is about to say when somebody comes in.
pub(crate) struct Said {
    pkcs8: Vec<u8>,
    pub(crate) client: Value,
    pub(crate) host: String,
    pub(crate) flags: u8,
    pub(crate) counter: u32,
    pub(crate) id: Vec<u8>,
    pub(crate) user: Option<Vec<u8>>,
}

fn client(kind: &str, question: &Value, origin: &str) -> Value {
    let challenge = &question["challenge"];
    json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false })
}

pub(crate) fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(crate) fn bytes(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().expect("a text")).expect("base64url without signs at its end")
}

fn sha(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}

/// The question, as the browser takes it.
pub(crate) fn asked(question: &str) -> Value {
    let question: Value = serde_json::from_str(question).expect("JSON");
    question["publicKey"].clone()
}

impl Device {
    pub(crate) fn new() -> Device {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new())
            .expect("a key");
        Device::of(pkcs8.as_ref())
    }

    /// With a private key that is there.
    pub(crate) fn of(pkcs8: &[u8]) -> Device {
        let mut device = Device { pkcs8: pkcs8.to_vec(), id: Vec::new(), user: Vec::new(), counter: 0 };
        device.id = sha(&device.point())[..20].to_vec();
        device
    }

    fn pair(pkcs8: &[u8]) -> EcdsaKeyPair {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8, &SystemRandom::new()).expect("a key")
    }

    fn point(&self) -> Vec<u8> {
        Device::pair(&self.pkcs8).public_key().as_ref().to_vec()
    }

    /// RFC 9053, §7.1.1: kind 2 (EC2), algorithm -7 (ES256), curve 1 (P-256), x and y.
    fn cose(&self) -> Vec<u8> {
        let point = self.point();
        let mut out = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32];
        out.extend(&point[1..33]);
        out.extend([0x22, 0x58, 32]);
        out.extend(&point[33..]);
        out
    }

    /// Makes the key that is asked for.
    pub(crate) fn make(&mut self, question: &str, origin: &str) -> Made {
        let question = asked(question);
        self.user = bytes(&question["user"]["id"]);
        Made {
            client: client("webauthn.create", &question, origin),
            host: question["rp"]["id"].as_str().expect("a host").to_owned(),
            flags: PRESENT | VERIFIED,
            counter: self.counter,
            id: self.id.clone(),
            public: self.cose(),
            format: "none",
            transports: json!(["internal", "hybrid"]),
        }
    }

    /// Signs what is asked.
    pub(crate) fn sign(&mut self, question: &str, origin: &str) -> Said {
        let question = asked(question);
        if self.counter > 0 {
            self.counter += 1;
        }
        Said {
            pkcs8: self.pkcs8.clone(),
            client: client("webauthn.get", &question, origin),
            host: question["rpId"].as_str().expect("a host").to_owned(),
            flags: PRESENT | VERIFIED,
            counter: self.counter,
            id: self.id.clone(),
            user: Some(self.user.clone()),
        }
    }
}

fn data(host: &str, flags: u8, counter: u32) -> Vec<u8> {
    let mut data = sha(host.as_bytes());
    data.push(flags);
    data.extend(counter.to_be_bytes());
    data
}

impl Made {
    /// The answer of the browser.
    pub(crate) fn answer(&self) -> Value {
        let mut data = data(&self.host, self.flags | ATTESTED, self.counter);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).expect("a length of two bytes").to_be_bytes());
        data.extend(&self.id);
        data.extend(&self.public);
        // CBOR: {"fmt": …, "attStmt": {}, "authData": …}
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt");
        object.push(0x60 + u8::try_from(self.format.len()).expect("short"));
        object.extend(self.format.as_bytes());
        object.push(0x67);
        object.extend(b"attStmt");
        object.push(0xa0);
        object.push(0x68);
        object.extend(b"authData");
        object.push(0x59);
        object.extend(u16::try_from(data.len()).expect("a length of two bytes").to_be_bytes());
        object.extend(data);
        // As `PublicKeyCredential.toJSON()` has it (WebAuthn Level 3, §5.1.8).
        json!({
            "id": text(&self.id),
            "rawId": text(&self.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "clientDataJSON": text(self.client.to_string().as_bytes()),
                "attestationObject": text(&object),
                "transports": self.transports,
                "publicKeyAlgorithm": -7,
            },
        })
    }

    pub(crate) fn json(&self) -> String {
        self.answer().to_string()
    }
}

impl Said {
    /// The answer of the browser.
    pub(crate) fn answer(&self) -> Value {
        let data = data(&self.host, self.flags, self.counter);
        let client = self.client.to_string();
        let mut signed = data.clone();
        signed.extend(sha(client.as_bytes()));
        let signature = Device::pair(&self.pkcs8).sign(&SystemRandom::new(), &signed).expect("a signature");
        json!({
            "id": text(&self.id),
            "rawId": text(&self.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": text(client.as_bytes()),
                "authenticatorData": text(&data),
                "signature": text(signature.as_ref()),
                "userHandle": self.user.as_deref().map(text),
            },
        })
    }

    pub(crate) fn json(&self) -> String {
        self.answer().to_string()
    }

    /// The same with the key of another device.
    pub(crate) fn signed_by(self, other: &Device) -> Said {
        Said { pkcs8: other.pkcs8.clone(), ..self }
    }
}
