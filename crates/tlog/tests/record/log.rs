//! A log in memory, always the same for the same size: what the tests ask for tiles and receipts.

use std::convert::Infallible;
use std::path::Path;

use serde_json::json;
use tlog::tile::{TILE_HEIGHT, TILE_WIDTH, bundle_growth, encode_bundle, encode_hashes, growth};
use tlog::{BundleId, Checkpoint, Frontier, Hash, Leaf, Note, Receipt, Signer, TileId, TlogProof};

/// The origin, and the name of the key.
pub(crate) const ORIGIN: &str = "diwan.example/record";

pub(crate) struct Log {
    pub(crate) signer: Signer,
    pub(crate) frontier: Frontier,
    entries: Vec<(Leaf, Vec<u8>, [u8; 32])>,
    /// What tiles of level 0, 1, 2 hold.
    pub(crate) levels: Vec<Vec<Hash>>,
}

impl Log {
    pub(crate) fn new(size: u64) -> Self {
        let signer = Signer::from_seed(ORIGIN, &[7; 32]).unwrap();
        let (entries, levels) = (Vec::new(), vec![Vec::new(); 3]);
        let mut log = Self {
            signer,
            frontier: Frontier::new(),
            entries,
            levels,
        };
        (0..size).for_each(|index| log.append(index));
        log
    }

    fn append(&mut self, index: u64) {
        let body = json!({ "v": 1, "log": ORIGIN, "kind": "test", "entry": index });
        let body = tlog::canonical::to_vec(&body).unwrap();
        let mut salt = [0; 32];
        salt[24..].copy_from_slice(&index.to_be_bytes());
        let time_us = 1_767_225_600_000_000 + 1_000_000 * i64::try_from(index).unwrap();
        let leaf = Leaf::new(ORIGIN, index, time_us, tlog::commitment(&salt, &body));
        let levels = &mut self.levels;
        self.frontier.append_with(leaf.hash(), |level, _, hash| {
            if level % TILE_HEIGHT == 0 {
                levels[usize::from(level / TILE_HEIGHT)].push(*hash);
            }
        });
        self.entries.push((leaf, body, salt));
    }

    pub(crate) fn tile(&self, id: TileId) -> Vec<Hash> {
        let start = usize::try_from(id.index).unwrap() * usize::from(TILE_WIDTH);
        self.levels[usize::from(id.level)][start..start + usize::from(id.width)].to_vec()
    }

    pub(crate) fn reader(&self) -> impl FnMut(TileId) -> Result<Vec<Hash>, Infallible> {
        |id| Ok(self.tile(id))
    }

    fn bundle(&self, id: BundleId) -> Vec<u8> {
        let start = usize::try_from(id.index).unwrap() * usize::from(TILE_WIDTH);
        let entries = &self.entries[start..start + usize::from(id.width)];
        let leaves: Vec<_> = entries.iter().map(|(leaf, ..)| leaf.encode()).collect();
        encode_bundle(leaves.iter().map(|leaf| &leaf[..])).unwrap()
    }

    /// The signed checkpoint of the first `size` entries.
    pub(crate) fn checkpoint(&self, size: u64) -> Note {
        let root = tlog::tree::root(size, &mut self.reader()).unwrap();
        let checkpoint = Checkpoint {
            origin: ORIGIN.to_owned(),
            size,
            root,
            extensions: vec![],
        };
        checkpoint.sign(&self.signer).unwrap()
    }

    /// The receipt of an entry against the checkpoint of `size` entries.
    pub(crate) fn receipt(&self, index: u64, size: u64) -> Receipt {
        let (leaf, body, salt) = &self.entries[usize::try_from(index).unwrap()];
        let hashes = tlog::tree::prove_inclusion(index, size, &mut self.reader()).unwrap();
        let extra = Some(leaf.encode().to_vec());
        let proof = TlogProof {
            extra,
            index,
            hashes,
            checkpoint: self.checkpoint(size),
        };
        Receipt {
            proof,
            body: body.clone(),
            salt: *salt,
            stamp: None,
            national: None,
        }
    }

    /// Writes what the record publishes into a folder, as a web server would serve it.
    pub(crate) fn publish(&self, folder: &Path) {
        let size = self.frontier.size();
        let write = |path: String, bytes: &[u8]| {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        };
        write(
            "checkpoint".to_owned(),
            self.checkpoint(size).to_string().as_bytes(),
        );
        growth(0, size).for_each(|id| write(id.to_string(), &encode_hashes(&self.tile(id))));
        bundle_growth(0, size).for_each(|id| write(id.to_string(), &self.bundle(id)));
    }
}
