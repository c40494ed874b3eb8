//! From 64 bytes to one of the candidates.

use serde::{Deserialize, Serialize};

use crate::Output;

/// Somebody who may be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub id: String,
    /// How many open tasks they have.
    pub load: u32,
}

/// The weight of somebody with nothing to do.
const FULL: u64 = 1 << 20;

/// How much a load weighs: `⌊2^20 ÷ (1 + load)⌋`, at least 1. Twice the work, half the chance.
#[must_use]
pub fn weight(load: u32) -> u64 {
    (FULL / (1 + u64::from(load))).max(1)
}

/// The place of the chosen one. The output, a 512-bit big-endian number, modulo the sum of the weights, falls into one
/// candidate's share. The remainder favours nobody by more than 2^-448.
///
/// The candidates are sorted by id; with none, the answer is 0.
#[must_use]
pub fn choose(candidates: &[Candidate], output: &Output) -> usize {
    let total: u64 = candidates.iter().map(|c| weight(c.load)).sum();
    if total == 0 {
        return 0;
    }
    let rest = output.0.iter().fold(0u128, |rest, byte| ((rest << 8) | u128::from(*byte)) % u128::from(total));
    let mut left = u64::try_from(rest).expect("the remainder is below a 64-bit total");
    for (at, candidate) in candidates.iter().enumerate() {
        let share = weight(candidate.load);
        if left < share {
            return at;
        }
        left -= share;
    }
    unreachable!("the remainder is below the sum of the shares")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SecretKey;

    #[test]
    fn chances_follow_the_weights() {
        let candidates: Vec<Candidate> = [0, 1, 3].iter().enumerate().map(|(at, load)| Candidate { id: format!("p{at}"), load: *load }).collect();
        let key = SecretKey::from_seed(&[1; 32]);
        let mut counts = [0u32; 3];
        for n in 0..3500u32 {
            let output = key.prove(&n.to_be_bytes()).output().unwrap();
            counts[choose(&candidates, &output)] += 1;
        }
        // Shares of 1 : 1/2 : 1/4, so 2000, 1000 and 500; five standard deviations are below 170.
        for (count, expected) in counts.iter().zip([2000u32, 1000, 500]) {
            assert!(count.abs_diff(expected) < 170, "{counts:?}");
        }
    }

    #[test]
    fn the_choice_is_a_remainder_that_anybody_can_compute() {
        let candidates: Vec<Candidate> = ["a", "b"].iter().map(|id| Candidate { id: (*id).into(), load: 0 }).collect();
        let mut output = Output([0; 64]);
        assert_eq!(choose(&candidates, &output), 0);
        output.0[61] = 0x10;
        assert_eq!(choose(&candidates, &output), 1, "2^20 is the first of the second share");
    }
}
