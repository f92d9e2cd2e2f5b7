//! Laws of keys, with a device made of a few lines: it signs whatever it is told to, so that every wrong answer can be
//! given as well as the right one.

mod addresses;
mod any_answer;
mod device;
mod kept;
mod registering;
mod signing_in;

use device::Device;
use passkeys::{Credential, PasskeyError, Relying, Signed, SigningIn, User};
use terms::Instant;

const ADDRESS: &str = "https://forum.example:8443";
const ADA: User = *b"ada at the desk.";
const LIN: User = *b"lin at the desk.";

fn relying() -> Relying {
    Relying::new(ADDRESS).expect("an address for keys")
}

fn at(millis: i64) -> Instant {
    Instant::from_millis(1_800_000_000_000 + millis)
}

/// A device with a key that was taken.
fn connected(user: User) -> (Device, Credential) {
    let mut device = Device::new();
    let (question, begun) = relying().begin_registration(user, "Ada", &[], at(0)).expect("begun");
    let answer = device.make(&question, ADDRESS).json();
    let credential = relying().finish_registration(begun, answer.as_bytes(), at(1)).expect("it is taken");
    (device, credential)
}

fn begun() -> (String, SigningIn) {
    relying().begin_sign_in(at(0)).expect("begun")
}

/// What becomes of an answer.
fn ended(begun: SigningIn, answer: &str, known: &[Credential]) -> Result<Signed, PasskeyError> {
    relying().finish_sign_in(begun, answer.as_bytes(), known, at(1))
}

/// Why nobody is let in.
fn refused(begun: SigningIn, answer: &str, known: &[Credential]) -> PasskeyError {
    ended(begun, answer, known).expect_err("nobody may come in by this")
}
