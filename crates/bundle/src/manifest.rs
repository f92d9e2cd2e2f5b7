//! The manifest: what a bundle says of itself, signed by its host.

use crate::derive::{self, HEAD, MANIFEST};
use crate::files::Files;
use forum::State;
use forum::acts::SimulationMark;
use record::{CanonicalError, Header, PublicKey, Signature, SigningKey, TreeHead, canonical};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use terms::Digest;

/// The first line of what is signed of a manifest, with its version.
const CONTEXT: &str = "plenary-manifest-signature/1";

/// What a bundle says of itself. Every word of it but the signature follows from the other files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The name and version of the form: [`Manifest::FORMAT`].
    pub format: String,
    /// The forum.
    pub forum: String,
    /// The title of its record.
    pub title: String,
    /// Present where everything is simulated.
    pub simulation: Option<SimulationMark>,
    /// Every other file.
    pub files: BTreeMap<String, FileEntry>,
    /// The host's, over all of this and the tree head. The file of the head, which others countersign later, is left
    /// out of what is signed.
    pub signature: Signature,
}

/// What is said of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Its SHA-256.
    pub sha256: Digest,
    /// Its length.
    pub bytes: u64,
}

impl FileEntry {
    pub(crate) fn of(bytes: &[u8]) -> FileEntry {
        let sha256 = Digest::from_bytes(Sha256::digest(bytes).into());
        FileEntry { sha256, bytes: bytes.len() as u64 }
    }
}

impl Manifest {
    /// The name and version of the form.
    pub const FORMAT: &str = "plenary-bundle/2";

    /// The manifest of these files, with a signature that was made before.
    pub(crate) fn of(header: &Header, state: &State, files: &Files, signature: Signature) -> Manifest {
        let others = files.iter().filter(|(name, _)| *name != MANIFEST);
        Manifest {
            format: Manifest::FORMAT.to_owned(),
            forum: header.forum.clone(),
            title: header.title.clone(),
            simulation: derive::mark(state).cloned(),
            files: others.map(|(name, bytes)| (name.clone(), FileEntry::of(bytes))).collect(),
            signature,
        }
    }

    /// The same, signed by its host.
    pub(crate) fn signed(
        header: &Header,
        state: &State,
        files: &Files,
        head: &TreeHead,
        host: &SigningKey,
    ) -> Result<Manifest, CanonicalError> {
        let mut manifest = Manifest::of(header, state, files, host.sign(&[]));
        manifest.signature = host.sign(&manifest.to_sign(head)?);
        Ok(manifest)
    }

    /// What the host signs.
    fn to_sign(&self, head: &TreeHead) -> Result<Vec<u8>, CanonicalError> {
        let files: BTreeMap<&String, &FileEntry> =
            self.files.iter().filter(|(name, _)| *name != HEAD).collect();
        let statement = json!({
            "format": self.format, "forum": self.forum, "title": self.title, "simulation": self.simulation,
            "files": files, "head": head,
        });
        Ok([CONTEXT.as_bytes(), b"\n", &canonical(&statement)?].concat())
    }

    pub(crate) fn is_signed_by(&self, host: &PublicKey, head: &TreeHead) -> bool {
        self.to_sign(head).is_ok_and(|bytes| host.verifies(&bytes, &self.signature))
    }
}
