//! Trees and proofs as RFC 6962, section 2.1 defines them: slow, and close to its text.

use std::cell::RefCell;
use std::collections::HashMap;

use tlog::hash::EMPTY_ROOT;
use tlog::{Hash, node_hash};

/// Leaf hashes, and the subtree hashes worked out so far.
pub(crate) struct Naive {
    leaves: Vec<Hash>,
    known: RefCell<HashMap<(usize, usize), Hash>>,
}

/// The largest power of two below `n`: `k` of the RFC.
fn split(n: usize) -> usize {
    let mut k = 1;
    while k * 2 < n {
        k *= 2;
    }
    k
}

impl Naive {
    pub(crate) fn new(leaves: impl IntoIterator<Item = Hash>) -> Self {
        Self {
            leaves: leaves.into_iter().collect(),
            known: RefCell::default(),
        }
    }

    /// `MTH(D[start:end])`.
    pub(crate) fn mth(&self, start: usize, end: usize) -> Hash {
        match end - start {
            0 => return EMPTY_ROOT,
            1 => return self.leaves[start],
            _ => {}
        }
        if let Some(hash) = self.known.borrow().get(&(start, end)) {
            return *hash;
        }
        let k = start + split(end - start);
        let hash = node_hash(&self.mth(start, k), &self.mth(k, end));
        self.known.borrow_mut().insert((start, end), hash);
        hash
    }

    /// `PATH(m, D[start:end])`, with `m` counted from 0.
    pub(crate) fn path(&self, m: usize, start: usize, end: usize) -> Vec<Hash> {
        if end - start == 1 {
            return Vec::new();
        }
        let k = start + split(end - start);
        let (mut path, sibling) = if m < k {
            (self.path(m, start, k), self.mth(k, end))
        } else {
            (self.path(m, k, end), self.mth(start, k))
        };
        path.push(sibling);
        path
    }

    /// `PROOF(m, D[0:n])`, and the empty proof for `m` = 0.
    pub(crate) fn consistency(&self, m: usize, n: usize) -> Vec<Hash> {
        if m == 0 {
            Vec::new()
        } else {
            self.subproof(m, 0, n, true)
        }
    }

    /// `SUBPROOF(m - start, D[start:end], whole)`.
    fn subproof(&self, m: usize, start: usize, end: usize, whole: bool) -> Vec<Hash> {
        if m == end {
            return if whole {
                Vec::new()
            } else {
                vec![self.mth(start, end)]
            };
        }
        let k = start + split(end - start);
        let (mut proof, sibling) = if m <= k {
            (self.subproof(m, start, k, whole), self.mth(k, end))
        } else {
            (self.subproof(m, k, end, false), self.mth(start, k))
        };
        proof.push(sibling);
        proof
    }
}
