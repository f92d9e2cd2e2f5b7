//! The Merkle tree over the acts (RFC 6962 §2.1).

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use terms::Digest;

/// How many acts a record holds and the one digest that stands for all of them.
///
/// Whoever keeps a head can tell later that nothing up to it was changed, left out or reordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeHead {
    /// The number of acts.
    pub size: u64,
    /// The Merkle tree hash over their leaf hashes.
    pub root: Digest,
}

/// The hash of a leaf: SHA-256 of a zero byte and `bytes` (RFC 6962 §2.1).
///
/// The zero byte keeps a leaf from ever being taken for an inner node.
#[must_use]
pub fn leaf_hash(bytes: &[u8]) -> Digest {
    Digest::from_bytes(Sha256::new().chain_update([0]).chain_update(bytes).finalize().into())
}

/// The Merkle tree hash over `leaves`; over none it is SHA-256 of nothing (RFC 6962 §2.1).
#[must_use]
pub fn tree_hash(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Digest::from_bytes(Sha256::digest([]).into()),
        [leaf] => *leaf,
        _ => {
            let half = leaves.len().next_power_of_two() / 2;
            let (left, right) = leaves.split_at(half);
            node_hash(tree_hash(left), tree_hash(right))
        }
    }
}

pub(crate) fn node_hash(left: Digest, right: Digest) -> Digest {
    let bytes = Sha256::new().chain_update([1]).chain_update(left.as_bytes()).chain_update(right.as_bytes());
    Digest::from_bytes(bytes.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves and roots that the Certificate Transparency reference implementation of RFC 6962 is tested on.
    #[test]
    fn the_tree_of_the_rfc() {
        let inputs = [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let leaves: Vec<Digest> = inputs.iter().map(|hex| leaf_hash(&bytes(hex))).collect();
        for (size, root) in roots.iter().enumerate() {
            assert_eq!(tree_hash(&leaves[..size]).to_string(), *root, "{size} leaves");
        }
    }

    fn bytes(hex: &str) -> Vec<u8> {
        hex.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }
}
