//! Proofs of every position in every tree of up to 300 leaves, against the naive implementation;
//! and forged ones.

use tlog::proof::{
    ProofError, consistency_len, inclusion_len, verify_consistency, verify_inclusion,
};
use tlog::tree::{TreeError, frontier, prove_consistency, prove_inclusion, root};
use tlog::{Frontier, Hash, leaf_hash};

use crate::log::Log;
use crate::naive::Naive;

/// Past 256, so that a tile of level 1 and a partial tile of level 0 take part.
const SIZES: usize = 300;

fn wide(n: usize) -> u64 {
    n.try_into().unwrap()
}

#[test]
fn every_root_is_that_of_the_definition() {
    let log = Log::new(wide(SIZES));
    let naive = Naive::new(log.levels[0].iter().copied());
    let mut growing = Frontier::new();
    for size in 0..=SIZES {
        assert_eq!(growing.root(), naive.mth(0, size), "size {size}");
        assert_eq!(
            root(wide(size), &mut log.reader()),
            Ok(growing.root()),
            "size {size}"
        );
        assert_eq!(
            frontier(wide(size), &mut log.reader()).as_ref(),
            Ok(&growing),
            "size {size}"
        );
        assert_eq!(
            Frontier::from_bytes(&growing.to_bytes()).as_ref(),
            Ok(&growing)
        );
        if size < SIZES {
            growing.append(log.levels[0][size]);
        }
    }
}

#[test]
fn every_inclusion_proof_is_that_of_the_definition_and_holds() {
    let log = Log::new(wide(SIZES));
    let naive = Naive::new(log.levels[0].iter().copied());
    for size in 1..=SIZES {
        let root = naive.mth(0, size);
        for index in 0..size {
            let (i, n) = (wide(index), wide(size));
            let proof = naive.path(index, 0, size);
            assert_eq!(inclusion_len(i, n), proof.len(), "entry {index} of {size}");
            let leaf = &log.levels[0][index];
            assert_eq!(
                verify_inclusion(leaf, i, n, &proof, &root),
                Ok(()),
                "{index} of {size}"
            );
            let made = prove_inclusion(i, n, &mut log.reader());
            assert_eq!(made, Ok(proof), "entry {index} of {size}");
        }
    }
}

#[test]
fn every_consistency_proof_is_that_of_the_definition_and_holds() {
    let log = Log::new(wide(SIZES));
    let naive = Naive::new(log.levels[0].iter().copied());
    for new in 0..=SIZES {
        for old in 0..=new {
            let (m, n) = (wide(old), wide(new));
            let proof = naive.consistency(old, new);
            assert_eq!(consistency_len(m, n), proof.len(), "{old} to {new}");
            let (before, after) = (naive.mth(0, old), naive.mth(0, new));
            let verified = verify_consistency(m, &before, n, &after, &proof);
            assert_eq!(verified, Ok(()), "{old} to {new}");
            assert_eq!(
                prove_consistency(m, n, &mut log.reader()),
                Ok(proof),
                "{old} to {new}"
            );
        }
    }
}

/// Each bit of interest flipped once: of each hash of a proof, and of what it is checked against.
fn flipped(hash: &Hash, bit: usize) -> Hash {
    let mut other = *hash;
    other.0[bit / 8 % 32] ^= 1 << (bit % 8);
    other
}

#[test]
fn a_forged_inclusion_proof_fails() {
    let naive = Naive::new((0..70u8).map(|n| leaf_hash(&[n])));
    for size in 1..=70u64 {
        let root = naive.mth(0, size as usize);
        for index in 0..size {
            let proof = naive.path(index as usize, 0, size as usize);
            let leaf = naive.mth(index as usize, index as usize + 1);
            let at = || format!("entry {index} of {size}");
            for place in 0..proof.len() {
                let mut forged = proof.clone();
                forged[place] = flipped(&forged[place], place * 37 + index as usize);
                let wrong = verify_inclusion(&leaf, index, size, &forged, &root);
                assert!(
                    matches!(wrong, Err(ProofError::Root { .. })),
                    "{}: {wrong:?}",
                    at()
                );
            }
            let other = flipped(&leaf, index as usize);
            assert!(
                verify_inclusion(&other, index, size, &proof, &root).is_err(),
                "{}",
                at()
            );
            let other = flipped(&root, index as usize);
            assert!(
                verify_inclusion(&leaf, index, size, &proof, &other).is_err(),
                "{}",
                at()
            );
            let shorter = &proof[..proof.len().saturating_sub(1)];
            let longer = [&proof[..], &[root]].concat();
            for wrong in [shorter, &longer[..]]
                .into_iter()
                .filter(|w| w.len() != proof.len())
            {
                let wrong = verify_inclusion(&leaf, index, size, wrong, &root);
                assert!(
                    matches!(wrong, Err(ProofError::Length { .. })),
                    "{}: {wrong:?}",
                    at()
                );
            }
            for other in (0..size).filter(|other| *other != index) {
                assert!(
                    verify_inclusion(&leaf, other, size, &proof, &root).is_err(),
                    "{}",
                    at()
                );
            }
        }
        let outside = verify_inclusion(&root, size, size, &[], &root);
        assert_eq!(
            outside,
            Err(ProofError::IndexOutOfTree { index: size, size })
        );
    }
}

#[test]
fn a_forged_consistency_proof_fails() {
    let naive = Naive::new((0..70u8).map(|n| leaf_hash(&[n])));
    for new in 1..=70usize {
        for old in 1..=new {
            let (m, n) = (wide(old), wide(new));
            let (before, after) = (naive.mth(0, old), naive.mth(0, new));
            let proof = naive.consistency(old, new);
            let fails = |before: &Hash, after: &Hash, proof: &[Hash], why: &str| {
                let verified = verify_consistency(m, before, n, after, proof);
                assert!(verified.is_err(), "{old} to {new}: {why}");
            };
            for place in 0..proof.len() {
                let mut forged = proof.clone();
                forged[place] = flipped(&forged[place], place * 41 + old);
                fails(&before, &after, &forged, "a hash of the proof");
            }
            fails(&flipped(&before, old), &after, &proof, "the old root");
            fails(&before, &flipped(&after, old), &proof, "the new root");
            fails(
                &before,
                &after,
                &[&proof[..], &[after]].concat(),
                "a hash too many",
            );
            if let Some((_, shorter)) = proof.split_last() {
                fails(&before, &after, shorter, "a hash too few");
            }
            let shrunk = verify_consistency(n + 1, &before, n, &after, &proof);
            assert_eq!(shrunk, Err(ProofError::Shrunk { old: n + 1, new: n }));
        }
    }
}

#[test]
fn only_the_empty_root_is_the_beginning_of_every_tree() {
    let root = leaf_hash(b"x");
    let empty = tlog::hash::EMPTY_ROOT;
    assert_eq!(verify_consistency(0, &empty, 1, &root, &[]), Ok(()));
    assert_eq!(verify_consistency(0, &empty, 0, &empty, &[]), Ok(()));
    assert!(verify_consistency(0, &root, 1, &root, &[]).is_err());
    assert!(verify_consistency(0, &empty, 0, &root, &[]).is_err());
    assert!(verify_consistency(0, &empty, 1, &root, &[root]).is_err());
}

#[test]
fn a_proof_about_what_is_outside_the_tree_is_not_made() {
    let log = Log::new(5);
    let outside = |position, size| TreeError::Outside { position, size };
    assert_eq!(prove_inclusion(5, 5, &mut log.reader()), Err(outside(5, 5)));
    assert_eq!(prove_inclusion(0, 0, &mut log.reader()), Err(outside(0, 0)));
    assert_eq!(
        prove_consistency(6, 5, &mut log.reader()),
        Err(outside(6, 5))
    );
    let large = u64::MAX;
    assert_eq!(
        frontier(large, &mut log.reader()),
        Err(outside(large, i64::MAX as u64))
    );
}

#[test]
fn a_missing_or_short_tile_is_named() {
    #[derive(Debug, PartialEq, thiserror::Error)]
    #[error("gone")]
    struct Gone;
    let mut gone = |_| Err(Gone);
    let error = root(3, &mut gone).unwrap_err();
    assert_eq!(error.to_string(), "cannot read tile/0/000.p/3: gone");
    let mut short = |_| Ok::<_, Gone>(vec![leaf_hash(b"")]);
    let error = root(3, &mut short).unwrap_err();
    assert_eq!(error.to_string(), "tile/0/000.p/3 has only 1 hashes");
}
