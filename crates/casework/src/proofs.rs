//! Draw proofs computed ahead: a proof costs two curve multiplications, and a command that is about
//! to draw can have it made on its own thread before it queues for the writer's.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use draw::{Input, Proof, SecretKey};

/// Proofs kept at most; one that is not there is computed when it is needed.
const KEPT: usize = 8192;

/// Proofs by the input that they are for. A proof is a function of key and input (RFC 9381), so it
/// does not matter where or when it was computed.
#[derive(Clone, Default)]
pub struct Proofs(Arc<Mutex<HashMap<Vec<u8>, Proof>>>);

impl Proofs {
    /// Computes the proof for `input` and keeps it.
    pub fn prepare(&self, key: &SecretKey, input: &Input) {
        let alpha = input.alpha();
        if self.map().contains_key(&alpha) {
            return;
        }
        let proof = key.prove(&alpha);
        let mut map = self.map();
        if map.len() >= KEPT {
            map.clear();
        }
        map.insert(alpha, proof);
    }

    /// The proof for `input`: the one that was prepared, or a fresh one.
    pub fn take(&self, key: &SecretKey, input: &Input) -> Proof {
        let alpha = input.alpha();
        let found = self.map().remove(&alpha);
        found.unwrap_or_else(|| key.prove(&alpha))
    }

    fn map(&self) -> std::sync::MutexGuard<'_, HashMap<Vec<u8>, Proof>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
