//! A log in memory, by the plain definition of RFC 6962, that can be told to lie.

use tlog::add_checkpoint::AddCheckpoint;
use tlog::hash::EMPTY_ROOT;
use tlog::{Checkpoint, Hash, Note, Signer, leaf_hash, node_hash};

pub(crate) struct Log {
    pub(crate) signer: Signer,
    leaves: Vec<Hash>,
}

impl Log {
    /// A log of so many entries; those from `differs` on are others than in logs with another tag.
    pub(crate) fn new(name: &str, size: u64, differs: u64, tag: u8) -> Self {
        let leaf = |n: u64| {
            let tag = if n < differs { 0 } else { tag };
            leaf_hash(&[&n.to_be_bytes()[..], &[tag]].concat())
        };
        Self {
            signer: Signer::from_seed(name, &[7; 32]).unwrap(),
            leaves: (0..size).map(leaf).collect(),
        }
    }

    pub(crate) fn checkpoint(&self, size: u64) -> Note {
        let checkpoint = Checkpoint {
            origin: self.signer.verifier().name().to_owned(),
            size,
            root: root(&self.leaves[..size as usize]),
            extensions: Vec::new(),
        };
        checkpoint.sign(&self.signer).unwrap()
    }

    pub(crate) fn request(&self, old: u64, size: u64) -> AddCheckpoint {
        let proof = if old == 0 || old == size {
            Vec::new()
        } else {
            subproof(old as usize, &self.leaves[..size as usize], true)
        };
        AddCheckpoint {
            old,
            proof,
            checkpoint: self.checkpoint(size),
        }
    }
}

fn split(n: usize) -> usize {
    n.next_power_of_two() / 2
}

fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => EMPTY_ROOT,
        [leaf] => *leaf,
        _ => {
            let k = split(leaves.len());
            node_hash(&root(&leaves[..k]), &root(&leaves[k..]))
        }
    }
}

/// RFC 6962, 2.1.2: SUBPROOF(m, D[n], b).
fn subproof(m: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if m == leaves.len() {
        return if whole {
            Vec::new()
        } else {
            vec![root(leaves)]
        };
    }
    let k = split(leaves.len());
    let (mut proof, sibling) = if m <= k {
        (subproof(m, &leaves[..k], whole), root(&leaves[k..]))
    } else {
        (subproof(m - k, &leaves[k..], false), root(&leaves[..k]))
    };
    proof.push(sibling);
    proof
}
