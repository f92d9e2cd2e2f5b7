//! Coming in by a key.

use super::device::{self, BACKED_UP, Device, ELIGIBLE, PRESENT, Said, VERIFIED, text};
use super::{ADA, ADDRESS, LIN, at, begun, connected, ended, refused, relying};
use passkeys::{Credential, MAY_TAKE, PasskeyError, Relying};
use serde_json::{Value, json};

/// Why an answer of Ada's device is refused, once it was made wrong.
fn wrong(wrong: impl FnOnce(&mut Said)) -> PasskeyError {
    let (mut device, credential) = connected(ADA);
    let (question, begun) = begun();
    let mut said = device.sign(&question, ADDRESS);
    wrong(&mut said);
    refused(begun, &said.json(), &[credential])
}

#[test]
fn the_question_names_no_key_and_asks_for_a_holder_who_is_verified() {
    let (question, _) = begun();
    let whole: Value = serde_json::from_str(&question).expect("JSON");
    assert_eq!(whole.as_object().expect("an object").len(), 1, "no mediation: that is for the page to say");
    let question = device::asked(&question);
    assert_eq!(question["userVerification"], "required");
    assert_eq!(question["rpId"], "forum.example");
    assert_eq!(question["allowCredentials"], json!([]));
    assert_eq!(question["timeout"], MAY_TAKE);
    assert_eq!(question.get("extensions"), None);
    assert_ne!(device::asked(&begun().0)["challenge"], question["challenge"]);
}

#[test]
fn who_holds_the_key_comes_in() {
    let ((mut ada, of_ada), (_, of_lin)) = (connected(ADA), connected(LIN));
    let (question, begun) = begun();
    let answer = ada.sign(&question, ADDRESS).json();
    assert_eq!(Relying::claimed(answer.as_bytes()), Ok(ada.id.clone()));
    let signed = ended(begun, &answer, &[of_lin, of_ada]).expect("they come in");
    assert_eq!((signed.id, signed.user, signed.counter), (ada.id, ADA, 0));
}

#[test]
fn a_key_that_counts_is_kept_with_its_new_count() {
    let mut device = Device::new();
    device.counter = 5;
    let (question, registering) = relying().begin_registration(ADA, "Ada", &[], at(0)).expect("begun");
    let answer = device.make(&question, ADDRESS).json();
    let mut credential = relying().finish_registration(registering, answer.as_bytes(), at(1)).expect("taken");
    for counter in 6..9 {
        let (question, begun) = begun();
        let signed =
            ended(begun, &device.sign(&question, ADDRESS).json(), &[credential]).expect("they come in");
        credential = signed.credential;
        assert_eq!((signed.counter, credential.counter()), (counter, counter));
    }
    // A copy that was made in between counts from where it was made.
    for behind in [8, 7, 0] {
        let (question, begun) = begun();
        let mut copy = device.sign(&question, ADDRESS);
        copy.counter = behind;
        assert_eq!(refused(begun, &copy.json(), std::slice::from_ref(&credential)), PasskeyError::Behind);
    }
}

#[test]
fn that_a_key_is_kept_elsewhere_too_by_now_is_noted() {
    let mut device = Device::new();
    let (question, registering) = relying().begin_registration(ADA, "Ada", &[], at(0)).expect("begun");
    let mut made = device.make(&question, ADDRESS);
    made.flags |= ELIGIBLE;
    let credential =
        relying().finish_registration(registering, made.json().as_bytes(), at(1)).expect("taken");
    let (question, begun) = begun();
    let mut said = device.sign(&question, ADDRESS);
    said.flags |= ELIGIBLE | BACKED_UP;
    let signed = ended(begun, &said.json(), std::slice::from_ref(&credential)).expect("they come in");
    assert!(!credential.is_backed_up() && signed.credential.is_backed_up());
    // A key that may have no copies has none.
    assert_eq!(wrong(|said| said.flags |= ELIGIBLE | BACKED_UP), PasskeyError::Forged);
    assert_eq!(wrong(|said| said.flags |= BACKED_UP), PasskeyError::Forged);
}

#[test]
fn an_answer_from_another_address_lets_nobody_in() {
    for origin in [
        "https://forum.example",
        "https://forum.example:8444",
        "http://forum.example:8443",
        "https://evil.example:8443",
        "https://sub.forum.example:8443",
        "https://forum.example.evil:8443",
    ] {
        assert_eq!(
            wrong(|said| said.client["origin"] = json!(origin)),
            PasskeyError::WrongOrigin,
            "{origin}"
        );
    }
    assert_eq!(wrong(|said| said.client["crossOrigin"] = json!(true)), PasskeyError::WrongOrigin);
    assert_eq!(wrong(|said| said.host = "evil.example".to_owned()), PasskeyError::WrongOrigin);
}

#[test]
fn an_answer_to_another_question_lets_nobody_in() {
    assert_eq!(wrong(|said| said.client["challenge"] = json!(text(&[0; 32]))), PasskeyError::WrongChallenge);
    assert_eq!(wrong(|said| said.client["challenge"] = json!("")), PasskeyError::WrongChallenge);
    assert_eq!(wrong(|said| said.client["type"] = json!("webauthn.create")), PasskeyError::Malformed);
}

#[test]
fn an_answer_that_let_somebody_in_lets_nobody_in_again() {
    let (mut device, credential) = connected(ADA);
    let (question, first) = begun();
    let answer = device.sign(&question, ADDRESS).json();
    let signed = ended(first, &answer, &[credential]).expect("they come in");
    let (_, second) = begun();
    assert_eq!(refused(second, &answer, &[signed.credential]), PasskeyError::WrongChallenge);
}

#[test]
fn a_question_that_was_somehow_kept_lets_a_key_that_counts_in_once() {
    let mut device = Device::new();
    device.counter = 1;
    let (question, registering) = relying().begin_registration(ADA, "Ada", &[], at(0)).expect("begun");
    let answer = device.make(&question, ADDRESS).json();
    let credential = relying().finish_registration(registering, answer.as_bytes(), at(1)).expect("taken");
    let (question, begun) = begun();
    let kept = begun.to_bytes().expect("bytes");
    let answer = device.sign(&question, ADDRESS).json();
    let signed = ended(begun, &answer, &[credential]).expect("they come in");
    let again = passkeys::SigningIn::from_bytes(&kept).expect("it is read");
    assert_eq!(refused(again, &answer, &[signed.credential]), PasskeyError::Behind);
}

#[test]
fn a_holder_who_was_not_verified_does_not_come_in() {
    for flags in [PRESENT, VERIFIED, 0] {
        assert_eq!(wrong(|said| said.flags = flags), PasskeyError::NotVerified);
    }
}

#[test]
fn the_key_of_somebody_else_opens_nothing_of_mine() {
    let ((mut ada, of_ada), (mut lin, of_lin)) = (connected(ADA), connected(LIN));
    let both = || [of_ada.clone(), of_lin.clone()];
    // Lin's device signs in the name of Ada's key.
    let (question, state) = begun();
    let forged = ada.sign(&question, ADDRESS).signed_by(&lin).json();
    assert_eq!(refused(state, &forged, &both()), PasskeyError::Forged);
    // Lin's key says that it is Ada's.
    let (question, state) = begun();
    let mut said = lin.sign(&question, ADDRESS);
    said.user = Some(ADA.to_vec());
    assert_eq!(refused(state, &said.json(), &both()), PasskeyError::UnknownKey);
    // A key that nobody connected, or that is not among those that may answer.
    let (question, state) = begun();
    let mut stranger = Device::new();
    stranger.user = ADA.to_vec();
    assert_eq!(refused(state, &stranger.sign(&question, ADDRESS).json(), &both()), PasskeyError::UnknownKey);
    let (question, state) = begun();
    assert_eq!(refused(state, &ada.sign(&question, ADDRESS).json(), &[of_lin]), PasskeyError::UnknownKey);
    let (question, state) = begun();
    assert_eq!(refused(state, &ada.sign(&question, ADDRESS).json(), &[]), PasskeyError::UnknownKey);
}

#[test]
fn an_answer_that_does_not_say_whose_the_key_is_lets_nobody_in() {
    assert_eq!(wrong(|said| said.user = None), PasskeyError::Malformed);
    for user in [&b""[..], b"ada", b"ada at the desk. and more"] {
        assert_eq!(wrong(|said| said.user = Some(user.to_vec())), PasskeyError::UnknownKey);
    }
}

#[test]
fn the_time_for_an_answer_ends() {
    for (when, enters) in [(MAY_TAKE - 1, true), (MAY_TAKE, false), (i64::MAX / 4, false)] {
        let (mut device, credential): (Device, Credential) = connected(ADA);
        let (question, begun) = begun();
        assert_eq!(begun.until(), at(MAY_TAKE));
        let answer = device.sign(&question, ADDRESS).json();
        let done = relying().finish_sign_in(begun, answer.as_bytes(), &[credential], at(when));
        assert_eq!(done.map(drop), if enters { Ok(()) } else { Err(PasskeyError::Expired) });
    }
}
