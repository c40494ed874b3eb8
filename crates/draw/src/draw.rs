//! A whole draw as the record keeps it, and its verification.

use serde::{Deserialize, Serialize};

use crate::{Candidate, Input, Proof, PublicKey, SecretKey, VrfError, choose};

/// A draw with everything needed to check it.
///
/// The proof is over the input alone, so the number is fixed before anybody knows the candidates. The
/// lists are protected by the entry that holds the draw: it is in the record before anybody acts on
/// it, and everybody's roles, tasks and absences are entries too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draw {
    /// What it is over.
    pub input: Input,
    /// Who could be drawn, sorted by id.
    pub candidates: Vec<Candidate>,
    /// Who has the role and could not be drawn, with the reason; sorted by id.
    pub excluded: Vec<(String, String)>,
    /// The proof.
    pub proof: Proof,
    /// The key that it verifies with. Whoever checks compares it with the key in the log's first
    /// entry.
    pub public_key: PublicKey,
    /// Who was drawn.
    pub chosen: String,
}

/// Why a draw does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// Nobody to draw from.
    #[error("there is no candidate")]
    NoCandidate,
    /// Not in order, or twice the same.
    #[error("the candidates are not sorted by id, each once")]
    Unsorted,
    /// Not in order, or twice the same, among those who could not be drawn.
    #[error("the excluded are not sorted by id, each once")]
    ExcludedUnsorted,
    /// Somebody is both in and out.
    #[error("`{0}` is a candidate and excluded")]
    Both(String),
    /// The proof does not hold.
    #[error(transparent)]
    Vrf(#[from] VrfError),
    /// The proof chooses somebody else.
    #[error("the draw chooses `{drawn}`, not `{named}`")]
    Other {
        /// Whom the proof chooses.
        drawn: String,
        /// Whom the draw names.
        named: String,
    },
}

impl Draw {
    /// Draws.
    ///
    /// # Errors
    /// When there is no candidate, the lists are not sorted by id, or somebody is in both.
    pub fn new(
        key: &SecretKey,
        input: Input,
        candidates: Vec<Candidate>,
        excluded: Vec<(String, String)>,
    ) -> Result<Draw, DrawError> {
        let proof = key.prove(&input.alpha());
        Draw::from_proof(key.public_key(), proof, input, candidates, excluded)
    }

    /// Draws with a proof that was made before, by the owner of `public_key` over the same input.
    /// That it was is the caller's word: checking a proof costs as much as making it, and this is
    /// where no time is to be lost. [`Draw::verify`] checks.
    ///
    /// # Errors
    /// When there is no candidate, the lists are not sorted by id, somebody is in both, or the proof
    /// is malformed.
    pub fn from_proof(
        public_key: PublicKey,
        proof: Proof,
        input: Input,
        candidates: Vec<Candidate>,
        excluded: Vec<(String, String)>,
    ) -> Result<Draw, DrawError> {
        check(&candidates, &excluded)?;
        let chosen = candidates[choose(&candidates, &proof.output()?)].id.clone();
        Ok(Draw {
            input,
            candidates,
            excluded,
            proof,
            public_key,
            chosen,
        })
    }

    /// Recomputes the draw: the proof, and whom it chooses. Whether the candidates were everybody who
    /// should have been is for the record to say; whether the key is the office's, for the caller.
    ///
    /// # Errors
    /// What does not hold.
    pub fn verify(&self) -> Result<(), DrawError> {
        check(&self.candidates, &self.excluded)?;
        let output = self.public_key.verify(&self.input.alpha(), &self.proof)?;
        let drawn = &self.candidates[choose(&self.candidates, &output)].id;
        if *drawn == self.chosen {
            Ok(())
        } else {
            Err(DrawError::Other {
                drawn: drawn.clone(),
                named: self.chosen.clone(),
            })
        }
    }
}

fn check(candidates: &[Candidate], excluded: &[(String, String)]) -> Result<(), DrawError> {
    if candidates.is_empty() {
        return Err(DrawError::NoCandidate);
    }
    if !candidates.windows(2).all(|pair| pair[0].id < pair[1].id) {
        return Err(DrawError::Unsorted);
    }
    if !excluded.windows(2).all(|pair| pair[0].0 < pair[1].0) {
        return Err(DrawError::ExcludedUnsorted);
    }
    let both = excluded
        .iter()
        .find(|(id, _)| candidates.binary_search_by(|c| c.id.cmp(id)).is_ok());
    both.map_or(Ok(()), |(id, _)| Err(DrawError::Both(id.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn() -> Draw {
        let input = Input {
            log: "diwan.example/log".into(),
            content: [3; 32],
            element: "Decide".into(),
            visit: 1,
            redraw: 0,
        };
        let candidates = (1..=5)
            .map(|n| Candidate {
                id: format!("person:{n}"),
                load: n,
            })
            .collect();
        Draw::new(
            &SecretKey::from_seed(&[9; 32]),
            input,
            candidates,
            vec![("person:9".into(), "absent".into())],
        )
        .unwrap()
    }

    #[test]
    fn a_draw_survives_json_and_verifies() {
        let json = serde_json::to_string(&drawn()).unwrap();
        let back: Draw = serde_json::from_str(&json).unwrap();
        assert_eq!(back, drawn());
        assert_eq!(back.verify(), Ok(()));
    }

    #[test]
    fn whatever_is_changed_is_found() {
        let mut swapped = drawn();
        swapped.chosen = drawn()
            .candidates
            .iter()
            .map(|c| c.id.clone())
            .find(|id| *id != drawn().chosen)
            .unwrap();
        assert!(matches!(swapped.verify(), Err(DrawError::Other { .. })));
        let mut other = drawn();
        other.input.redraw = 1;
        assert_eq!(other.verify(), Err(DrawError::Vrf(VrfError::NotProven)));
        let mut other = drawn();
        other.candidates.swap(0, 1);
        assert_eq!(other.verify(), Err(DrawError::Unsorted));
        let mut other = drawn();
        other
            .excluded
            .insert(0, ("person:1".into(), "absent".into()));
        assert_eq!(other.verify(), Err(DrawError::Both("person:1".into())));
        let mut other = drawn();
        other.excluded.push(("person:8".into(), "absent".into()));
        assert_eq!(other.verify(), Err(DrawError::ExcludedUnsorted));
        let mut other = drawn();
        other.candidates.clear();
        assert_eq!(other.verify(), Err(DrawError::NoCandidate));
        let mut other = drawn();
        other.public_key = SecretKey::from_seed(&[1; 32]).public_key();
        assert_eq!(other.verify(), Err(DrawError::Vrf(VrfError::NotProven)));
    }
}
