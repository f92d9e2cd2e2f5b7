//! What is kept between two processes, and between two versions.

use super::device::Device;
use super::{ADA, ADDRESS, at, begun, connected, ended, relying};
use passkeys::{Credential, PasskeyError, Registering, SigningIn};
use serde_json::{Value, json};

#[test]
fn another_process_ends_what_one_began() {
    let mut device = Device::new();
    let (question, begun) = relying().begin_registration(ADA, "Ada", &[], at(0)).expect("begun");
    let kept = begun.to_bytes().expect("bytes");
    let answer = device.make(&question, ADDRESS).json();
    let begun = Registering::from_bytes(&kept).expect("it is read");
    assert_eq!(begun.until(), at(passkeys::MAY_TAKE));
    let credential = relying().finish_registration(begun, answer.as_bytes(), at(1)).expect("it is taken");
    let kept_key = credential.to_bytes().expect("bytes");

    let (question, begun) = super::begun();
    let kept = begun.to_bytes().expect("bytes");
    let answer = device.sign(&question, ADDRESS).json();
    let known = Credential::from_bytes(&kept_key).expect("it is read");
    let begun = SigningIn::from_bytes(&kept).expect("it is read");
    let signed = relying().finish_sign_in(begun, answer.as_bytes(), &[known], at(1)).expect("they come in");
    assert_eq!((signed.id.as_slice(), signed.user), (credential.id(), ADA));
    // A key that does not count is kept as it was.
    assert_eq!(signed.credential.to_bytes().expect("bytes"), kept_key);
}

#[test]
fn what_was_kept_for_one_is_not_read_for_another() {
    let (_, credential) = connected(ADA);
    let (_, registering) = relying().begin_registration(ADA, "Ada", &[], at(0)).expect("begun");
    let (credential, registering) = (credential.to_bytes(), registering.to_bytes());
    let (credential, registering) = (credential.expect("bytes"), registering.expect("bytes"));
    let signing = begun().1.to_bytes().expect("bytes");
    for (reads, bytes) in [
        (SigningIn::from_bytes(&registering).is_err(), "registering"),
        (SigningIn::from_bytes(&credential).is_err(), "credential"),
        (Registering::from_bytes(&signing).is_err(), "signing in"),
        (Registering::from_bytes(&credential).is_err(), "credential"),
        (Credential::from_bytes(&signing).is_err(), "signing in"),
        (Credential::from_bytes(&registering).is_err(), "registering"),
    ] {
        assert!(reads, "{bytes}");
    }
}

#[test]
fn what_a_newer_version_wrote_is_named() {
    let (_, credential) = connected(ADA);
    let newer = |bytes: Vec<u8>| {
        let mut value: Value = serde_json::from_slice(&bytes).expect("JSON");
        value["version"] = json!(2);
        value.to_string().into_bytes()
    };
    let read = Credential::from_bytes(&newer(credential.to_bytes().expect("bytes")));
    assert!(
        read.is_err_and(|error| matches!(error, PasskeyError::Broken(text) if text.contains("version 2")))
    );
    let read = SigningIn::from_bytes(&newer(begun().1.to_bytes().expect("bytes")));
    assert!(
        read.is_err_and(|error| matches!(error, PasskeyError::Broken(text) if text.contains("version 2")))
    );
}

#[test]
fn nothing_that_is_kept_of_a_ceremony_reaches_a_log() {
    let (question, begun) = begun();
    let shown = format!("{begun:?}");
    assert_eq!(shown, "SigningIn(…)");
    assert!(!question.is_empty());
}

#[test]
fn nothing_is_kept_of_the_make_of_a_device() {
    let (_, credential) = connected(ADA);
    let kept: Value = serde_json::from_slice(&credential.to_bytes().expect("bytes")).expect("JSON");
    let parts = &kept["key"]["cred"];
    assert_eq!(parts["attestation"]["data"], "None");
    assert_eq!(parts["attestation"]["metadata"], "None");
}

/// A credential as the first version wrote it, and the private key of its device, to sign with today.
const FIRST: &str = include_str!("first.json");

#[test]
fn a_credential_of_the_first_version_lets_its_holder_in() {
    let first: Value = serde_json::from_str(FIRST).expect("JSON");
    let kept = first["credential"].to_string();
    let known = Credential::from_bytes(kept.as_bytes()).expect("it is read");
    assert_eq!((known.user(), known.counter(), known.is_backed_up()), (ADA, 3, false));
    let mut device = Device::of(&super::device::bytes(&first["device"]));
    assert_eq!(known.id(), device.id);
    (device.counter, device.user) = (3, ADA.to_vec());
    let (question, begun) = begun();
    let signed = ended(begun, &device.sign(&question, ADDRESS).json(), &[known]).expect("they come in");
    assert_eq!(signed.counter, 4);
}
