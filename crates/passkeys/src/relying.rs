//! The address that keys are for, and both ceremonies: to make a key, and to come in by one.

use crate::ceremony::{MAY_TAKE, Registering, SigningIn, in_time};
use crate::credential::{Credential, User};
use crate::error::PasskeyError;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fmt;
use std::time::Duration;
use terms::Instant;
use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// The longest answer that is looked at, in bytes; those of devices have a few thousand.
const LONGEST: usize = 65_536;

/// The address that keys are for. A key made for one host name is of no use at another, so that nobody can be led to
/// show it elsewhere; where a forum moves to another name, all keys must be made again.
#[derive(Clone)]
pub struct Relying {
    host: String,
    webauthn: Webauthn,
}

/// Somebody has signed.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The id of the key.
    pub id: Vec<u8>,
    /// Whose it is.
    pub user: User,
    /// How often it has signed by now, as it counts; 0 where it does not count.
    pub counter: u32,
    /// The key after this use, to be kept in place of what was.
    pub credential: Credential,
}

impl Relying {
    /// Keys for the forums at a public address, such as `https://forum.example:8443/`. Its host name is what keys are
    /// bound to; scheme, host and port are where answers may be given; its path says nothing. Over `http` a browser
    /// makes keys for `localhost` and names below it alone, and for a bare number of a machine never.
    ///
    /// # Errors
    /// [`PasskeyError::Address`].
    pub fn new(public_url: &str) -> Result<Relying, PasskeyError> {
        let unfit = || PasskeyError::Address(public_url.to_owned());
        let url = Url::parse(public_url).map_err(|_| unfit())?;
        let host = url.domain().ok_or_else(unfit)?.to_owned();
        let local = host == "localhost" || host.ends_with(".localhost");
        match url.scheme() {
            "https" => {}
            "http" if local => {}
            _ => return Err(unfit()),
        }
        let origin = Url::parse(&url.origin().ascii_serialization()).map_err(|_| unfit())?;
        let builder = WebauthnBuilder::new(&host, &origin).map_err(|_| unfit())?;
        let time = Duration::from_millis(MAY_TAKE.unsigned_abs());
        let webauthn = builder.rp_name(&host).timeout(time).build().map_err(|_| unfit())?;
        Ok(Relying { host, webauthn })
    }

    /// The host name that keys are bound to.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Begins to make a key: the question for the browser (`{"publicKey": …}`, bytes in base64url) and what the server
    /// keeps. `user` is whose it is and `name` what the device shows beside it. A device that has a key of `known`
    /// already makes no other.
    ///
    /// # Errors
    /// [`PasskeyError::Broken`], where nothing helps but to begin again.
    pub fn begin_registration(
        &self,
        user: User,
        name: &str,
        known: &[Credential],
        now: Instant,
    ) -> Result<(String, Registering), PasskeyError> {
        let name = if name.trim().is_empty() { &self.host } else { name };
        let ids = known.iter().map(|credential| credential.key().cred_id().clone()).collect();
        let begun = self.webauthn.start_passkey_registration(Uuid::from_bytes(user), name, name, Some(ids));
        let (question, asked) = begun.map_err(|error| PasskeyError::Broken(error.to_string()))?;
        let question = serde_json::to_value(&question);
        let mut question = question.map_err(|error| PasskeyError::Broken(error.to_string()))?;
        remembered(&mut question);
        let known = known.iter().map(|credential| URL_SAFE_NO_PAD.encode(credential.id())).collect();
        let until = now.millis().saturating_add(MAY_TAKE);
        Ok((question.to_string(), Registering { until, user, known, asked }))
    }

    /// The key that was made, by the answer of the browser (a `PublicKeyCredential` as JSON).
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn finish_registration(
        &self,
        begun: Registering,
        response: &[u8],
        now: Instant,
    ) -> Result<Credential, PasskeyError> {
        in_time(begun.until, now)?;
        let answer: RegisterPublicKeyCredential = parse(response)?;
        let made = self.webauthn.finish_passkey_registration(&answer, &begun.asked);
        let made = made.map_err(|error| match PasskeyError::of(&error) {
            // The library has one word for a key that it was told to leave out and for a kind that was not asked for.
            PasskeyError::Unsupported if begun.known.contains(&URL_SAFE_NO_PAD.encode(&answer.raw_id)) => {
                PasskeyError::AlreadyKnown
            }
            other => other,
        })?;
        Credential::new(begun.user, made)
    }

    /// Begins to let somebody in: the question for the browser (`{"publicKey": …}`, bytes in base64url) and what the
    /// server keeps. It names no key: the browser offers those that it has for this address.
    ///
    /// # Errors
    /// [`PasskeyError::Broken`], where nothing helps but to begin again.
    pub fn begin_sign_in(&self, now: Instant) -> Result<(String, SigningIn), PasskeyError> {
        let begun = self.webauthn.start_discoverable_authentication();
        let (mut question, asked) = begun.map_err(|error| PasskeyError::Broken(error.to_string()))?;
        // Whether the browser waits in a field or asks at once is for the page to say; and nobody needs to know by
        // which finger or face it was.
        question.mediation = None;
        question.public_key.extensions = None;
        let question = serde_json::to_string(&question);
        let question = question.map_err(|error| PasskeyError::Broken(error.to_string()))?;
        Ok((question, SigningIn { until: now.millis().saturating_add(MAY_TAKE), asked }))
    }

    /// The id of the key that an answer says it is by, to be looked for; nothing of it has been checked.
    ///
    /// # Errors
    /// [`PasskeyError::Malformed`].
    pub fn claimed(response: &[u8]) -> Result<Vec<u8>, PasskeyError> {
        Ok(parse::<PublicKeyCredential>(response)?.raw_id)
    }

    /// Who has signed, by the answer of the browser (a `PublicKeyCredential` as JSON) and the keys that may answer: the
    /// one that is [claimed](Relying::claimed) is enough.
    ///
    /// # Errors
    /// Why nobody is let in.
    pub fn finish_sign_in(
        &self,
        begun: SigningIn,
        response: &[u8],
        known: &[Credential],
        now: Instant,
    ) -> Result<Signed, PasskeyError> {
        in_time(begun.until, now)?;
        let answer: PublicKeyCredential = parse(response)?;
        own_page(&answer.response.client_data_json)?;
        // WebAuthn Level 3, §7.2, step 6: nobody was identified before, so the answer must say whose the key is, and
        // the key must be theirs.
        let user = answer.get_user_unique_id().ok_or(PasskeyError::Malformed)?;
        let credential = known.iter().find(|credential| credential.id() == answer.get_credential_id());
        let credential = credential.filter(|credential| credential.user() == user);
        let credential = credential.ok_or(PasskeyError::UnknownKey)?;
        let signed =
            self.webauthn.finish_discoverable_authentication_v2(&answer, begun.asked, credential.key());
        let signed = signed.map_err(|error| PasskeyError::of(&error))?;
        let mut key = credential.key().clone();
        key.update_credential(&signed).ok_or(PasskeyError::UnknownKey)?;
        Ok(Signed {
            id: credential.id().to_vec(),
            user: credential.user(),
            counter: signed.counter(),
            credential: credential.with(key),
        })
    }
}

impl fmt::Debug for Relying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relying").field("host", &self.host).finish_non_exhaustive()
    }
}

/// The library asks for a key that the device need not remember, and so could not offer where no name is typed. Here it
/// must. And nobody needs to know by which finger or face its holder is verified.
fn remembered(question: &mut Value) {
    let selection = &mut question["publicKey"]["authenticatorSelection"];
    selection["residentKey"] = json!("required");
    selection["requireResidentKey"] = json!(true);
    if let Some(extensions) = question["publicKey"]["extensions"].as_object_mut() {
        extensions.remove("uvm");
    }
}

/// An answer that was given inside a page from elsewhere (WebAuthn Level 3, §7.2). The library looks at this
/// where a key is made, and not where it is used.
fn own_page(client: &[u8]) -> Result<(), PasskeyError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Client {
        cross_origin: Option<bool>,
    }
    match parse::<Client>(client)?.cross_origin {
        Some(true) => Err(PasskeyError::WrongOrigin),
        _ => Ok(()),
    }
}

fn parse<T: DeserializeOwned>(response: &[u8]) -> Result<T, PasskeyError> {
    if response.len() > LONGEST {
        return Err(PasskeyError::Malformed);
    }
    serde_json::from_slice(response).map_err(|_| PasskeyError::Malformed)
}
