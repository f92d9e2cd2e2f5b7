//! Proofs in the tree (RFC 6962 §2.1.1 and §2.1.2), checked as RFC 9162 §2.1.3.2 and §2.1.4.2 say, and the receipt of
//! an act that rests on one.

use crate::act::Act;
use crate::head::SignedHead;
use crate::log::Record;
use crate::public::Sequence;
use crate::tree::{TreeHead, node_hash, tree_hash};
use serde::{Deserialize, Serialize};
use terms::{Digest, Instant};

/// The nodes that lead from leaf `index` to the root; `None` where there is no such leaf.
#[must_use]
pub fn inclusion_proof(leaves: &[Digest], index: usize) -> Option<Vec<Digest>> {
    if index >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut path, beside) = match index.checked_sub(left.len()) {
        None => (inclusion_proof(left, index)?, tree_hash(right)),
        Some(index) => (inclusion_proof(right, index)?, tree_hash(left)),
    };
    path.push(beside);
    Some(path)
}

/// Whether `path` leads from this leaf, in this place, to the root of `head`.
#[must_use]
pub fn is_included(head: &TreeHead, index: u64, leaf: Digest, path: &[Digest]) -> bool {
    if index >= head.size {
        return false;
    }
    let (mut node, mut last, mut hash) = (index, head.size - 1, leaf);
    for &beside in path {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(beside, hash);
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            hash = node_hash(hash, beside);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    last == 0 && hash == head.root
}

/// The nodes that show that a tree over all `leaves` goes on from the one over the first `earlier`; `None` unless there
/// are so many, and at least one.
#[must_use]
pub fn consistency_proof(leaves: &[Digest], earlier: usize) -> Option<Vec<Digest>> {
    (1..=leaves.len()).contains(&earlier).then(|| sub_proof(leaves, earlier, true))
}

fn sub_proof(leaves: &[Digest], earlier: usize, whole: bool) -> Vec<Digest> {
    if earlier == leaves.len() {
        return if whole { Vec::new() } else { vec![tree_hash(leaves)] };
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut path, beside) = match earlier.checked_sub(left.len()).filter(|&rest| rest > 0) {
        None => (sub_proof(left, earlier, whole), tree_hash(right)),
        Some(rest) => (sub_proof(right, rest, false), tree_hash(left)),
    };
    path.push(beside);
    path
}

/// Whether `path` shows that the acts of `later` begin with exactly those of `earlier`.
#[must_use]
pub fn extends_by(later: &TreeHead, earlier: &TreeHead, path: &[Digest]) -> bool {
    if earlier.size == 0 || earlier.size > later.size {
        return false;
    }
    if earlier.size == later.size {
        return path.is_empty() && earlier.root == later.root;
    }
    let begin = if earlier.size.is_power_of_two() { Some(earlier.root) } else { None };
    let mut nodes = begin.into_iter().chain(path.iter().copied());
    let Some(first) = nodes.next() else { return false };
    let (mut node, mut last) = (earlier.size - 1, later.size - 1);
    while node & 1 == 1 {
        (node, last) = (node >> 1, last >> 1);
    }
    let (mut old, mut new) = (first, first);
    for beside in nodes {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            (old, new) = (node_hash(beside, old), node_hash(beside, new));
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            new = node_hash(new, beside);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    last == 0 && old == earlier.root && new == later.root
}

/// That an act stands in the record: its place, its hash, and the way from it to a signed head. Whose signatures the
/// head bears is for [`SignedHead::check_signatures`] to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The name and version of the form: [`Receipt::FORMAT`].
    pub format: String,
    /// The number of the act.
    pub seq: u64,
    /// Its kind, for people; without the act, this word alone proves nothing.
    pub kind: String,
    /// The leaf hash of the act.
    pub leaf: Digest,
    /// From the leaf to the root.
    pub path: Vec<Digest>,
    /// The head, with its forum, size, root and signatures.
    pub head: SignedHead,
    /// The act itself, for those who may read it: it shows what was recorded even where the act is withheld from
    /// outsiders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Box<Act>>,
}

impl Receipt {
    /// The name and version of the form.
    pub const FORMAT: &str = "plenary-receipt/1";

    /// The receipt of an act, under a head that is to be signed, without the act itself; `None` where there is no
    /// such act.
    #[must_use]
    pub fn of(record: &impl Sequence, seq: u64, at: Instant) -> Option<Receipt> {
        let kind = record.kind(seq)?.to_owned();
        let (leaves, index) = (record.leaves(), usize::try_from(seq).ok()?);
        Some(Receipt {
            format: Receipt::FORMAT.to_owned(),
            seq,
            kind,
            leaf: *leaves.get(index)?,
            path: inclusion_proof(&leaves, index)?,
            head: SignedHead::new(record.forum(), at, record.head()),
            act: None,
        })
    }

    /// The same with the act, for those who may read it.
    #[must_use]
    pub fn with_act(record: &Record, seq: u64, at: Instant) -> Option<Receipt> {
        let act = Some(Box::new(record.act(seq)?.clone()));
        Some(Receipt { act, ..Receipt::of(record, seq, at)? })
    }

    /// Whether the act with this hash stands at this place under the head, and is the one that it holds, if it does.
    #[must_use]
    pub fn holds(&self) -> bool {
        let fits = |act: &Act| {
            let hash = act.compute_hash().is_ok_and(|hash| hash == self.leaf && hash == act.hash);
            hash && (act.seq, &act.kind, &act.forum) == (self.seq, &self.kind, &self.head.forum)
        };
        self.format == Receipt::FORMAT
            && is_included(&self.head.head, self.seq, self.leaf, &self.path)
            && self.act.as_deref().is_none_or(fits)
    }

    /// Whether it holds and `record` has exactly this act at this place.
    #[must_use]
    pub fn is_of(&self, record: &impl Sequence) -> bool {
        let index = usize::try_from(self.seq).ok();
        let leaf = index.and_then(|index| record.leaves().get(index).copied());
        self.holds()
            && self.head.forum == record.forum()
            && leaf == Some(self.leaf)
            && record.kind(self.seq) == Some(self.kind.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::leaf_hash;

    fn leaves(count: u8) -> Vec<Digest> {
        (0..count).map(|n| leaf_hash(&[n])).collect()
    }

    fn head(leaves: &[Digest]) -> TreeHead {
        TreeHead { size: leaves.len() as u64, root: tree_hash(leaves) }
    }

    #[test]
    fn every_leaf_has_a_proof_that_holds_for_its_place_and_no_other() {
        for count in 1..=40 {
            let leaves = leaves(count);
            let head = head(&leaves);
            for (index, &leaf) in leaves.iter().enumerate() {
                let path = inclusion_proof(&leaves, index).unwrap();
                for other in 0..u64::from(count) + 2 {
                    assert_eq!(is_included(&head, other, leaf, &path), other == index as u64);
                }
                assert!(!is_included(&head, index as u64, leaf_hash(b"other"), &path));
                let longer = [path.as_slice(), &[leaf]].concat();
                assert!(!is_included(&head, index as u64, leaf, &longer));
            }
            assert_eq!(inclusion_proof(&leaves, leaves.len()), None);
        }
    }

    #[test]
    fn a_tree_goes_on_from_each_of_its_beginnings_and_from_no_other() {
        for count in 1..=40 {
            let leaves = leaves(count);
            let later = head(&leaves);
            for earlier in 1..=leaves.len() {
                let path = consistency_proof(&leaves, earlier).unwrap();
                let before = head(&leaves[..earlier]);
                assert!(extends_by(&later, &before, &path), "{earlier} of {count}");
                let other = TreeHead { root: leaf_hash(b"other"), ..before };
                assert!(!extends_by(&later, &other, &path));
                assert!(!extends_by(&TreeHead { root: other.root, ..later }, &before, &path));
                let longer = [path.as_slice(), &[other.root]].concat();
                assert!(!extends_by(&later, &before, &longer));
            }
        }
    }

    /// The paths that the Certificate Transparency reference implementation is tested on, leaves 0 and 5 of 8.
    #[test]
    fn the_paths_of_certificate_transparency() {
        let inputs: [&[u8]; 8] = [
            b"",
            &[0],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
        ];
        let leaves: Vec<Digest> = inputs.iter().map(|input| leaf_hash(input)).collect();
        let path = |index| {
            inclusion_proof(&leaves, index).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(
            path(0),
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        );
        assert_eq!(
            path(5),
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        );
    }
}
