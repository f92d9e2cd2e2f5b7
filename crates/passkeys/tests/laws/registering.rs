//! Making a key.

use super::device::{self, BACKED_UP, Device, ELIGIBLE, Made, PRESENT, VERIFIED, text};
use super::{ADA, ADDRESS, at, connected, relying};
use passkeys::{Credential, MAY_TAKE, PasskeyError, Registering};
use serde_json::{Value, json};

fn begun(known: &[Credential]) -> (String, Registering) {
    relying().begin_registration(ADA, "Ada", known, at(0)).expect("begun")
}

/// What becomes of what a new device says, once it was made wrong.
fn ended(wrong: impl FnOnce(&mut Made)) -> Result<Credential, PasskeyError> {
    let (question, begun) = begun(&[]);
    let mut made = Device::new().make(&question, ADDRESS);
    wrong(&mut made);
    relying().finish_registration(begun, made.json().as_bytes(), at(1))
}

fn refused(wrong: impl FnOnce(&mut Made)) -> PasskeyError {
    ended(wrong).expect_err("it may not be taken")
}

#[test]
fn the_question_asks_for_a_key_that_the_device_remembers_and_a_holder_who_is_verified() {
    let (question, _) = begun(&[]);
    let whole: Value = serde_json::from_str(&question).expect("JSON");
    assert_eq!(whole.as_object().expect("an object").len(), 1);
    let question = device::asked(&question);
    let selection = &question["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required");
    assert_eq!(selection["requireResidentKey"], true);
    assert_eq!(selection["userVerification"], "required");
    assert_eq!(question["attestation"], "none");
    assert_eq!(question["timeout"], MAY_TAKE);
    assert_eq!(device::bytes(&question["user"]["id"]), ADA);
    assert_eq!((&question["user"]["name"], &question["user"]["displayName"]), (&json!("Ada"), &json!("Ada")));
    assert_eq!(device::bytes(&question["challenge"]).len(), 32);
    let kinds: Vec<i64> = question["pubKeyCredParams"]
        .as_array()
        .expect("kinds")
        .iter()
        .filter_map(|k| k["alg"].as_i64())
        .collect();
    // ES256, which every device has, and RS256, which Windows Hello needs.
    assert!(kinds.contains(&-7) && kinds.contains(&-257), "{kinds:?}");
    assert!(question["extensions"].get("uvm").is_none());
}

#[test]
fn no_two_questions_are_the_same() {
    let challenge = || device::asked(&begun(&[]).0)["challenge"].clone();
    assert_ne!(challenge(), challenge());
}

#[test]
fn who_has_no_name_is_called_by_the_host() {
    for name in ["", " "] {
        let (question, _) = relying().begin_registration(ADA, name, &[], at(0)).expect("begun");
        assert_eq!(device::asked(&question)["user"]["name"], "forum.example");
    }
}

#[test]
fn a_key_that_was_made_is_taken_with_what_it_is() {
    let mut id = Vec::new();
    let credential = ended(|made| {
        (made.counter, made.flags) = (7, PRESENT | VERIFIED | ELIGIBLE | BACKED_UP);
        id.clone_from(&made.id);
    });
    let credential = credential.expect("it is taken");
    assert_eq!((credential.id(), credential.user(), credential.counter()), (&id[..], ADA, 7));
    assert!(credential.is_backed_up());
    assert!(!ended(|_| {}).expect("it is taken").is_backed_up());
}

#[test]
fn a_browser_may_say_more_than_was_asked() {
    for transports in [json!(["usb", "nfc", "smart-card", "yet unknown"]), json!([]), Value::Null] {
        ended(|made| {
            made.transports = transports;
            made.client["other_keys_can_be_added_here"] = json!("do not compare clientDataJSON");
        })
        .expect("it is taken");
    }
}

#[test]
fn an_answer_from_another_address_is_refused() {
    for origin in [
        "https://forum.example",
        "https://forum.example:8444",
        "http://forum.example:8443",
        "https://evil.example:8443",
        "https://sub.forum.example:8443",
        "https://forum.example.evil:8443",
        "null",
    ] {
        let error = refused(|made| made.client["origin"] = json!(origin));
        // What is no address at all cannot be read.
        let expected = if origin == "null" { PasskeyError::Malformed } else { PasskeyError::WrongOrigin };
        assert_eq!(error, expected, "{origin}");
    }
    assert_eq!(refused(|made| made.client["crossOrigin"] = json!(true)), PasskeyError::WrongOrigin);
    // The key itself says for which host it is.
    assert_eq!(refused(|made| made.host = "evil.example".to_owned()), PasskeyError::WrongOrigin);
}

#[test]
fn an_answer_to_another_question_is_refused() {
    assert_eq!(
        refused(|made| made.client["challenge"] = json!(text(&[0; 32]))),
        PasskeyError::WrongChallenge
    );
    assert_eq!(refused(|made| made.client["challenge"] = json!("")), PasskeyError::WrongChallenge);
    assert_eq!(refused(|made| made.client["type"] = json!("webauthn.get")), PasskeyError::Malformed);
    let ((first, _), (_, second)) = (begun(&[]), begun(&[]));
    let answer = Device::new().make(&first, ADDRESS).json();
    let replayed = relying().finish_registration(second, answer.as_bytes(), at(1));
    assert_eq!(replayed.expect_err("it is replayed"), PasskeyError::WrongChallenge);
}

#[test]
fn a_holder_who_was_not_verified_connects_nothing() {
    for flags in [PRESENT, VERIFIED, 0] {
        assert_eq!(refused(|made| made.flags = flags), PasskeyError::NotVerified);
    }
}

#[test]
fn a_key_that_is_there_is_not_made_again() {
    let (mut device, credential) = connected(ADA);
    let (_, other) = connected(ADA);
    let (question, begun) = begun(&[other, credential.clone()]);
    let excluded = device::asked(&question)["excludeCredentials"].clone();
    assert_eq!(excluded.as_array().map(Vec::len), Some(2));
    assert_eq!(device::bytes(&excluded[1]["id"]), credential.id());
    let answer = device.make(&question, ADDRESS).json();
    let again = relying().finish_registration(begun, answer.as_bytes(), at(1));
    assert_eq!(again.expect_err("it is there"), PasskeyError::AlreadyKnown);
}

#[test]
fn a_key_of_a_kind_that_was_not_asked_for_is_refused() {
    assert_eq!(refused(|made| made.format = "android-safetynet"), PasskeyError::Unsupported);
    assert_eq!(refused(|made| made.format = "unheard-of"), PasskeyError::Unsupported);
    // -8 is EdDSA, over a curve of another kind; 36 is ES512.
    for (place, byte) in [(4, 0x27), (2, 0x09)] {
        let error = refused(|made| made.public[place] = byte);
        assert!(matches!(error, PasskeyError::Unsupported | PasskeyError::Malformed), "{error:?}");
    }
    // A point that is not on the curve.
    assert!(ended(|made| made.public[20] ^= 1).is_err());
}

#[test]
fn the_length_of_an_id_is_bounded() {
    assert_eq!(refused(|made| made.id = Vec::new()), PasskeyError::Malformed);
    assert_eq!(ended(|made| made.id = vec![7; 1_023]).expect("it is taken").id().len(), 1_023);
    assert_eq!(refused(|made| made.id = vec![7; 1_024]), PasskeyError::Unsupported);
}

#[test]
fn the_time_for_an_answer_ends() {
    for (when, taken) in [(MAY_TAKE - 1, true), (MAY_TAKE, false), (i64::MAX / 4, false)] {
        let (question, begun) = begun(&[]);
        assert_eq!(begun.until(), at(MAY_TAKE));
        let answer = Device::new().make(&question, ADDRESS).json();
        let done = relying().finish_registration(begun, answer.as_bytes(), at(when));
        assert_eq!(done.map(drop), if taken { Ok(()) } else { Err(PasskeyError::Expired) });
    }
}
