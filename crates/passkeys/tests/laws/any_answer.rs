//! Whatever comes from outside: nothing panics, and nothing that was changed on its way lets anybody in.

use super::device::{Device, bytes, text};
use super::{ADA, ADDRESS, at, begun, connected, ended, refused, relying};
use passkeys::{Credential, PasskeyError, Registering, Relying, SigningIn};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Any JSON, with the names that answers have in it.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        vec(any::<u8>(), 0..80).prop_map(|bytes| text(&bytes).into()),
    ];
    let name = prop_oneof![
        Just("id"),
        Just("rawId"),
        Just("type"),
        Just("response"),
        Just("clientDataJSON"),
        Just("attestationObject"),
        Just("authenticatorData"),
        Just("signature"),
        Just("userHandle"),
        Just("clientExtensionResults"),
        Just("transports"),
    ];
    leaf.prop_recursive(3, 24, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((name.clone(), inner), 0..8)
                .prop_map(|all| all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        ]
    })
}

fn registering() -> (String, Registering) {
    relying().begin_registration(ADA, "Ada", &[], at(0)).expect("begun")
}

/// One of the parts of an answer, changed in one place or cut.
fn spoilt(answer: &mut Value, part: &str, place: prop::sample::Index, change: u8, cut: bool) {
    let mut old = bytes(&answer["response"][part]);
    let place = place.index(old.len());
    if cut {
        old.truncate(place);
    } else {
        old[place] ^= change;
    }
    answer["response"][part] = json!(text(&old));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn whatever_is_no_answer_is_refused(answer in prop_oneof![
        vec(any::<u8>(), 0..200),
        ".{0,200}".prop_map(String::into_bytes),
        any_json().prop_map(|json| json.to_string().into_bytes()),
    ]) {
        let made = relying().finish_registration(registering().1, &answer, at(1));
        prop_assert!(made.is_err());
        prop_assert!(relying().finish_sign_in(begun().1, &answer, &[], at(1)).is_err());
        let _ = Relying::claimed(&answer);
    }

    #[test]
    fn whatever_was_not_kept_by_us_is_not_read(kept in prop_oneof![
        vec(any::<u8>(), 0..200),
        any_json().prop_map(|json| json.to_string().into_bytes()),
    ]) {
        let broken = |error: PasskeyError| matches!(error, PasskeyError::Broken(_));
        prop_assert!(Credential::from_bytes(&kept).is_err_and(broken));
        prop_assert!(Registering::from_bytes(&kept).is_err_and(broken));
        prop_assert!(SigningIn::from_bytes(&kept).is_err_and(broken));
    }

    /// Whoever makes a key may say what they like of it, but only to the question that was asked, and from where.
    #[test]
    fn a_key_that_was_changed_on_its_way_is_refused_or_a_key(
        place in any::<prop::sample::Index>(),
        change in 1..=255_u8,
        cut in any::<bool>(),
    ) {
        let (question, begun) = registering();
        let mut answer = Device::new().make(&question, ADDRESS).answer();
        spoilt(&mut answer, "attestationObject", place, change, cut);
        if let Ok(credential) = relying().finish_registration(begun, answer.to_string().as_bytes(), at(1)) {
            prop_assert_eq!(credential.user(), ADA);
            prop_assert!(!credential.id().is_empty());
            let kept = credential.to_bytes().expect("it is written");
            let read = Credential::from_bytes(&kept).expect("it is read");
            prop_assert_eq!(read.id(), credential.id());
        }
    }

    #[test]
    fn an_answer_of_which_a_signed_byte_was_changed_lets_nobody_in(
        part in prop::sample::select(vec!["clientDataJSON", "authenticatorData", "signature"]),
        place in any::<prop::sample::Index>(),
        change in 1..=255_u8,
        cut in any::<bool>(),
    ) {
        let (mut device, credential) = connected(ADA);
        let (question, begun) = begun();
        let mut answer = device.sign(&question, ADDRESS).answer();
        spoilt(&mut answer, part, place, change, cut);
        prop_assert!(ended(begun, &answer.to_string(), &[credential]).is_err());
    }
}

#[test]
fn an_answer_of_unusual_length_is_not_looked_at() {
    let (mut device, credential) = connected(ADA);
    let (question, state) = begun();
    let mut answer = device.sign(&question, ADDRESS).answer();
    answer["more"] = json!(" ".repeat(65_536));
    assert_eq!(refused(state, &answer.to_string(), &[credential]), PasskeyError::Malformed);
    let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
    assert_eq!(refused(begun().1, &deep, &[]), PasskeyError::Malformed);
}

#[test]
fn an_answer_of_the_other_kind_is_none() {
    let (mut device, credential) = connected(ADA);
    let (question, state) = begun();
    let made = Device::new().make(&registering().0, ADDRESS).json();
    assert_eq!(refused(state, &made, &[credential]), PasskeyError::Malformed);
    let said = device.sign(&question, ADDRESS).json();
    let error = relying().finish_registration(registering().1, said.as_bytes(), at(1));
    assert_eq!(error.expect_err("it is none"), PasskeyError::Malformed);
}
