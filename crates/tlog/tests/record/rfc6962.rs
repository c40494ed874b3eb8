//! The test vectors of Certificate Transparency's first implementation
//! (github.com/google/certificate-transparency, `merkle_tree_test`), which other logs share.

use tlog::hash::EMPTY_ROOT;
use tlog::proof::{verify_consistency, verify_inclusion};
use tlog::{Frontier, Hash, TileId, leaf_hash};

const LEAVES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];

/// Roots of the trees of the first 1 to 8 leaves.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// Index from 0, size, proof.
const INCLUSION: [(u64, u64, &[&str]); 5] = [
    (0, 1, &[]),
    (
        0,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        &[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        3,
        &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    ),
    (
        1,
        5,
        &[
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

/// Old size, new size, proof.
const CONSISTENCY: [(u64, u64, &[&str]); 4] = [
    (1, 1, &[]),
    (
        1,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        &[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        &[
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

fn hash(hex: &str) -> Hash {
    Hash(hex::decode(hex).unwrap().try_into().unwrap())
}

fn hashes(hex: &[&str]) -> Vec<Hash> {
    hex.iter().map(|hex| hash(hex)).collect()
}

fn leaves() -> Vec<Hash> {
    LEAVES
        .iter()
        .map(|hex| leaf_hash(&hex::decode(hex).unwrap()))
        .collect()
}

fn root(size: u64) -> Hash {
    hash(ROOTS[usize::try_from(size).unwrap() - 1])
}

/// All eight leaves are in one tile.
fn read(tile: TileId) -> Result<Vec<Hash>, std::convert::Infallible> {
    assert_eq!((tile.level, tile.index), (0, 0));
    Ok(leaves())
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    let mut frontier = Frontier::new();
    assert_eq!(frontier.root(), EMPTY_ROOT);
    assert_eq!(tlog::tree::root(0, &mut read), Ok(EMPTY_ROOT));
    for (leaf, size) in leaves().into_iter().zip(1..) {
        frontier.append(leaf);
        assert_eq!(frontier.root(), root(size), "size {size}");
        assert_eq!(
            tlog::tree::root(size, &mut read),
            Ok(root(size)),
            "size {size}"
        );
    }
}

#[test]
fn inclusion_proofs_are_those_of_certificate_transparency() {
    for (index, size, proof) in INCLUSION {
        let proof = hashes(proof);
        let made = tlog::tree::prove_inclusion(index, size, &mut read);
        assert_eq!(made.as_ref(), Ok(&proof), "entry {index} of {size}");
        let leaf = leaves()[usize::try_from(index).unwrap()];
        assert_eq!(
            verify_inclusion(&leaf, index, size, &proof, &root(size)),
            Ok(())
        );
    }
}

#[test]
fn consistency_proofs_are_those_of_certificate_transparency() {
    for (old, new, proof) in CONSISTENCY {
        let proof = hashes(proof);
        let made = tlog::tree::prove_consistency(old, new, &mut read);
        assert_eq!(made.as_ref(), Ok(&proof), "{old} to {new}");
        assert_eq!(
            verify_consistency(old, &root(old), new, &root(new), &proof),
            Ok(())
        );
    }
}
