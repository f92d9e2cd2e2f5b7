//! Passkeys for the address of this server, as its pages need them.

use ::passkeys::{Credential, MAY_TAKE, PasskeyError, Registering, Relying, SigningIn};
use forum::live::Refusal;
use forum::live::passkeys::Made;
use std::sync::Arc;
use terms::Instant;
use web::{Asked, Passkeys};

/// Passkeys for an address; `None` where none can be made for it, as for a bare number of a machine.
pub(crate) fn at(address: &str) -> Option<Arc<dyn Passkeys>> {
    Relying::new(address).ok().map(|relying| Arc::new(Way(relying)) as Arc<dyn Passkeys>)
}

struct Way(Relying);

/// What a page says of it.
fn refusal(error: PasskeyError) -> Refusal {
    Refusal::of(match error {
        PasskeyError::Expired | PasskeyError::WrongChallenge | PasskeyError::Broken(_) => {
            "refused-sign-in-over"
        }
        PasskeyError::WrongOrigin | PasskeyError::Address(_) => "refused-passkey-address",
        PasskeyError::UnknownKey => "refused-passkey-unknown",
        PasskeyError::NotVerified => "refused-passkey-holder",
        PasskeyError::Behind => "refused-passkey-behind",
        PasskeyError::AlreadyKnown => "refused-passkey-known",
        PasskeyError::Unsupported => "refused-passkey-kind",
        PasskeyError::Forged | PasskeyError::Malformed => "refused-form",
    })
}

fn until(now: Instant) -> Instant {
    Instant::from_millis(now.millis().saturating_add(MAY_TAKE))
}

fn made(id: &[u8], counter: u32, credential: &Credential) -> Result<Made, PasskeyError> {
    Ok(Made { id: id.to_vec(), counter, body: credential.to_bytes()? })
}

impl Passkeys for Way {
    fn begin_making(
        &self,
        of: [u8; 16],
        name: &str,
        known: &[Vec<u8>],
        now: Instant,
    ) -> Result<Asked, Refusal> {
        // A credential that cannot be read any more keeps nobody from making another.
        let known: Vec<Credential> =
            known.iter().filter_map(|body| Credential::from_bytes(body).ok()).collect();
        let begun = self.0.begin_registration(of, name, &known, now).map_err(refusal)?;
        Ok(Asked { question: begun.0, kept: begun.1.to_bytes().map_err(refusal)?, until: until(now) })
    }

    fn made(&self, kept: &[u8], answer: &[u8], now: Instant) -> Result<Made, Refusal> {
        let begun = Registering::from_bytes(kept).map_err(refusal)?;
        let key = self.0.finish_registration(begun, answer, now).map_err(refusal)?;
        made(key.id(), key.counter(), &key).map_err(refusal)
    }

    fn begin_entering(&self, now: Instant) -> Result<Asked, Refusal> {
        let begun = self.0.begin_sign_in(now).map_err(refusal)?;
        Ok(Asked { question: begun.0, kept: begun.1.to_bytes().map_err(refusal)?, until: until(now) })
    }

    fn claimed(&self, answer: &[u8]) -> Result<Vec<u8>, Refusal> {
        Relying::claimed(answer).map_err(refusal)
    }

    fn entered(&self, kept: &[u8], answer: &[u8], known: &[u8], now: Instant) -> Result<Made, Refusal> {
        let begun = SigningIn::from_bytes(kept).map_err(refusal)?;
        let known = Credential::from_bytes(known).map_err(refusal)?;
        let signed = self.0.finish_sign_in(begun, answer, &[known], now).map_err(refusal)?;
        made(&signed.id, signed.counter, &signed.credential).map_err(refusal)
    }
}
