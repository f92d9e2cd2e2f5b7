//! Keys, their text, and signatures over bytes.

use crate::common::key;
use proptest::prelude::*;
use record::{KeyId, NotAKey, PublicKey, SigningKey};

fn bytes(hex: &str) -> Vec<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).expect("a hexadecimal digit") as u8;
    hex.as_bytes().chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

fn secret(hex: &str) -> SigningKey {
    SigningKey::from_secret(&bytes(hex).try_into().expect("32 bytes"))
}

/// RFC 8032 §7.1, tests 1 to 3: secret key, public key, message, signature.
const RFC_8032: [[&str; 4]; 3] = [
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        concat!(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        concat!(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        concat!(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac",
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ],
];

#[test]
fn the_signatures_of_the_rfc() {
    for [secret_key, public, message, signature] in RFC_8032 {
        let (key, message) = (secret(secret_key), bytes(message));
        assert_eq!(key.public().to_string(), format!("ed25519:{public}"));
        let signed = key.sign(&message);
        assert_eq!((signed.algorithm.as_str(), signed.value.as_str()), ("ed25519", signature));
        assert!(key.public().verifies(&message, &signed));
    }
}

/// `printf ed25519:d75a… | sha256sum`.
#[test]
fn a_key_id_can_be_computed_with_other_tools() {
    let id = secret(RFC_8032[0][0]).public().id();
    assert_eq!(id.to_string(), "2a39c1961d5e12f45017c83f009b9d30f3697ef5ad61e1040e4f1645f8d24c25");
    assert_eq!(id.short(), "2a39 c196 1d5e 12f4");
    assert_eq!(id.to_string().parse(), Ok(id));
}

#[test]
fn a_secret_is_never_printed() {
    assert_eq!(format!("{:?}", key(7)), "SigningKey(..)");
}

#[test]
fn one_key_has_one_spelling() {
    let good = key(1).public().to_string();
    assert_eq!(good.parse::<PublicKey>().map(|key| key.to_string()), Ok(good.clone()));
    assert_eq!(serde_json::to_string(&key(1).public()).unwrap(), format!("{good:?}"));
    let digits = good.strip_prefix("ed25519:").unwrap();
    for bad in [
        digits.to_owned(),
        format!("ed25519:{}", digits.to_uppercase()),
        format!("ed25519: {digits}"),
        format!("ed448:{digits}"),
        format!("{good}0"),
        String::new(),
    ] {
        assert_eq!(bad.parse::<PublicKey>(), Err(NotAKey::Form), "{bad:?}");
        assert!(serde_json::from_value::<PublicKey>(bad.clone().into()).is_err(), "{bad:?}");
    }
}

/// The y coordinates from p to 2²⁵⁵ - 1 are second spellings of 0 to 18 (RFC 8032 §5.1.3 refuses them).
#[test]
fn a_second_spelling_of_a_point_is_no_key() {
    let mut decoded = 0;
    for (k, sign) in (0..19).flat_map(|k| [(k, 0), (k, 0x80)]) {
        let mut bytes = [0xff; 32];
        bytes[0] = 0xed + k;
        bytes[31] = 0x7f | sign;
        decoded += u32::from(ed25519_dalek::VerifyingKey::from_bytes(&bytes).is_ok_and(|key| !key.is_weak()));
        assert!(PublicKey::from_bytes(&bytes).is_err(), "p + {k}, sign {sign}");
    }
    assert!(decoded > 0, "the library takes some of them, so the refusal is ours");
}

/// The points of small order: y = 1, -1 and 0 have orders 1, 2 and 4.
#[test]
fn a_weak_key_is_refused() {
    let mut minus_one = [0xff; 32];
    (minus_one[0], minus_one[31]) = (0xec, 0x7f);
    let mut one = [0; 32];
    one[0] = 1;
    for weak in [one, minus_one, [0; 32]] {
        assert_eq!(PublicKey::from_bytes(&weak), Err(NotAKey::Weak), "{weak:?}");
    }
    let mut two = [0; 32];
    two[0] = 2;
    assert_eq!(PublicKey::from_bytes(&two), Err(NotAKey::NotAPoint));
}

/// The order of the group, added to the second half of a signature, gives the second half another spelling
/// (RFC 8032 §5.1.7 and §8.4).
#[test]
fn a_signature_has_one_spelling() {
    let order = bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let (key, message) = (key(3), b"a message");
    let good = key.sign(message);
    let mut value = bytes(&good.value);
    let mut carry = 0;
    for (byte, add) in value[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        (*byte, carry) = (sum.to_le_bytes()[0], sum >> 8);
    }
    let respelled: String = value.iter().map(|byte| format!("{byte:02x}")).collect();
    for value in
        [respelled, good.value.to_uppercase(), format!("{}00", good.value), good.value[2..].to_owned()]
    {
        let other = record::Signature { value, ..good.clone() };
        assert!(!key.public().verifies(message, &other), "{other:?}");
    }
    let algorithm = record::Signature { algorithm: "ed25519ph".into(), ..good.clone() };
    assert!(
        !key.public().verifies(message, &algorithm),
        "the algorithm cannot be swapped beside a signature"
    );
    let id =
        record::Signature { key: KeyId::from_digest(terms::Digest::from_bytes([0; 32])), ..good.clone() };
    assert!(!key.public().verifies(message, &id), "nor the key");
    assert!(key.public().verifies(message, &good));
}

/// With a first half of small order the owner of a key can make signatures that some programs take and others
/// refuse. Ours is computed by another program for key 1 of the RFC.
#[test]
fn a_signature_that_only_the_lax_check_takes_is_refused() {
    let first = "0100000000000000000000000000000000000000000000000000000000000000";
    let second = "122fd636491f2819c3b26f6c7bcdff0c0af508f4aacb44f80eec2e2263f84405";
    let (key, message) = (secret(RFC_8032[0][0]), b"a message");
    let signature = record::Signature { value: [first, second].concat(), ..key.sign(message) };
    let lax = ed25519_dalek::VerifyingKey::from_bytes(key.public().as_bytes()).expect("a key");
    let value = ed25519_dalek::Signature::from_slice(&bytes(&signature.value)).expect("64 bytes");
    assert!(ed25519_dalek::Verifier::verify(&lax, message, &value).is_ok());
    assert!(!key.public().verifies(message, &signature));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn signing_is_a_function_of_key_and_bytes_and_any_other_key_byte_or_bit_fails(
        secret: [u8; 32], other: [u8; 32], message in prop::collection::vec(any::<u8>(), 1..200),
        at: prop::sample::Index, bit in 0..8_u8,
    ) {
        prop_assume!(secret != other);
        let (key, other) = (SigningKey::from_secret(&secret), SigningKey::from_secret(&other));
        let signature = key.sign(&message);
        prop_assert_eq!(&SigningKey::from_secret(&secret).sign(&message), &signature);
        prop_assert!(key.public().verifies(&message, &signature));
        prop_assert!(!other.public().verifies(&message, &signature));
        let lent = record::Signature { key: other.public().id(), ..signature.clone() };
        prop_assert!(!other.public().verifies(&message, &lent));
        let mut changed = message.clone();
        changed[at.index(message.len())] ^= 1 << bit;
        prop_assert!(!key.public().verifies(&changed, &signature));
        let mut value = bytes(&signature.value);
        value[at.index(64)] ^= 1 << bit;
        let value = value.iter().map(|byte| format!("{byte:02x}")).collect();
        let respelled = record::Signature { value, ..signature.clone() };
        prop_assert!(!key.public().verifies(&message, &respelled));
    }

    #[test]
    fn no_text_makes_a_key_or_a_signature_panic(text in ".{0,140}", value in "[0-9a-f]{126,130}|.{0,140}") {
        prop_assert!(text.parse::<PublicKey>().is_err());
        let signature = record::Signature { value, ..key(1).sign(b"") };
        prop_assert!(!key(1).public().verifies(b"other", &signature));
    }
}
