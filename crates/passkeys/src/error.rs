//! Why an answer does not hold.

use webauthn_rs::prelude::WebauthnError;

/// Why a key was not taken or did not let anybody in. What each says is for those who run the server; a page has words
/// of its own for each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// The address is none that keys can be for.
    #[error("{0}: keys need an address by name, over https, or http on localhost")]
    Address(String),
    /// The answer came too late.
    #[error("the time for this answer is over")]
    Expired,
    /// The answer was given at another address, or inside a page from elsewhere.
    #[error("the answer was given at another address")]
    WrongOrigin,
    /// The answer is one to another question: an older one, or one of another browser.
    #[error("the answer is one to another question")]
    WrongChallenge,
    /// The key is none of those that may answer.
    #[error("this key is not known")]
    UnknownKey,
    /// Its holder did not show that it is they, by finger, face or PIN.
    #[error("the holder of the key was not verified")]
    NotVerified,
    /// Its counter is not above the last one: there may be a copy of the key (WebAuthn Level 3, §6.1.1).
    #[error("the key counts backwards; there may be a copy of it")]
    Behind,
    /// The signature, or what the key says of itself, is not that of the key.
    #[error("the signature is not that of the key")]
    Forged,
    /// The key is one that its holder has connected already.
    #[error("this key is connected already")]
    AlreadyKnown,
    /// The key is of a kind that is not taken.
    #[error("this kind of key is not taken")]
    Unsupported,
    /// The answer cannot be read.
    #[error("the answer cannot be read")]
    Malformed,
    /// What the server had kept cannot be read; this is not the fault of whoever answers.
    #[error("what was kept cannot be read: {0}")]
    Broken(String),
}

impl PasskeyError {
    /// The kind of what the library says.
    pub(crate) fn of(error: &WebauthnError) -> PasskeyError {
        use WebauthnError as W;
        match error {
            W::InvalidRPOrigin | W::InvalidRPIDHash | W::CredentialCrossOrigin => PasskeyError::WrongOrigin,
            W::MismatchedChallenge => PasskeyError::WrongChallenge,
            W::CredentialNotFound => PasskeyError::UnknownKey,
            W::UserNotVerified | W::UserNotPresent => PasskeyError::NotVerified,
            W::CredentialPossibleCompromise => PasskeyError::Behind,
            W::AuthenticationFailure
            | W::SignatureInvalid
            | W::CredentialBackupEligibilityInconsistent
            | W::CredentialMayNotBeHardwareBound => PasskeyError::Forged,
            W::AttestationNotSupported
            | W::CredentialAlteredAlgFromRequest
            | W::CredentialInsecureCryptography
            | W::COSEKeyInvalidType
            | W::COSEKeyInvalidAlgorithm
            | W::COSEKeyEDUnsupported
            | W::COSEKeyECDSAInvalidCurve
            | W::COSEKeyEDDSAInvalidCurve => PasskeyError::Unsupported,
            _ => PasskeyError::Malformed,
        }
    }
}
