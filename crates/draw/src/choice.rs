//! From 64 bytes to one of the candidates: the less one has to do, the likelier.

use serde::{Deserialize, Serialize};

use crate::Output;

/// Somebody who may be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Who.
    pub id: String,
    /// How many open tasks they have.
    pub load: u32,
}

/// The weight of somebody with nothing to do.
const FULL: u64 = 1 << 20;

/// How much a load weighs: `⌊2^20 ÷ (1 + load)⌋`, at least 1. Twice the work, about half the chance;
/// and nobody's chance is nothing, so that giving somebody work does not take them out of the draw.
#[must_use]
pub fn weight(load: u32) -> u64 {
    (FULL / (1 + u64::from(load))).max(1)
}

/// The place of the chosen one. The output, a 512-bit big-endian number, modulo the sum of the
/// weights, falls into one candidate's share; the shares lie one after the other in the candidates'
/// order. As the sum is below 2^64, a remainder's chance differs from an equal one by less than
/// 2^-512, and a candidate's chance from their share by less than 2^-448.
///
/// The candidates are sorted by id; with none, the answer is 0.
#[must_use]
pub fn choose(candidates: &[Candidate], output: &Output) -> usize {
    let total: u64 = candidates.iter().map(|c| weight(c.load)).sum();
    if total == 0 {
        return 0;
    }
    let rest = output.0.iter().fold(0u128, |rest, byte| {
        ((rest << 8) | u128::from(*byte)) % u128::from(total)
    });
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

    fn candidates(loads: &[u32]) -> Vec<Candidate> {
        let candidate = |(n, load): (usize, &u32)| Candidate {
            id: format!("p{n}"),
            load: *load,
        };
        loads.iter().enumerate().map(candidate).collect()
    }

    /// An output whose value is `number`.
    fn output(number: u64) -> Output {
        let mut bytes = [0; 64];
        bytes[56..].copy_from_slice(&number.to_be_bytes());
        Output(bytes)
    }

    #[test]
    fn weights_are_the_documented_ones() {
        let loads = [0, 1, 2, 9, (1 << 20) - 1, 1 << 20, u32::MAX];
        assert_eq!(
            loads.map(weight),
            [1_048_576, 524_288, 349_525, 104_857, 1, 1, 1]
        );
    }

    #[test]
    fn each_candidate_has_as_many_remainders_as_their_weight() {
        let three = candidates(&[0, 1, 0]);
        let (first, second) = (1 << 20, (1 << 20) + (1 << 19));
        let total = second + (1 << 20);
        let cases = [
            (0, 0),
            (first - 1, 0),
            (first, 1),
            (second - 1, 1),
            (second, 2),
            (total - 1, 2),
        ];
        for (number, chosen) in cases {
            assert_eq!(choose(&three, &output(number)), chosen, "{number}");
        }
        assert_eq!(choose(&three, &output(total)), 0, "the shares begin anew");
    }

    #[test]
    fn the_output_is_read_as_one_big_endian_number() {
        // Two equal shares of 2^19 and one of 1: the total is 2^20 + 1, and 2^20 = -1 modulo it, so
        // 2^504 = 2^(25 * 20 + 4) = -2^4, that is 2^20 - 15: within the second share.
        let three = candidates(&[1, 1, 1 << 20]);
        let mut high = [0; 64];
        high[0] = 1;
        assert_eq!(choose(&three, &Output(high)), 1);
        // 2^508 = -2^8, and with 2^8 - 1 behind it -1: the last remainder, the third share.
        high[0] = 16;
        high[63] = 255;
        assert_eq!(choose(&three, &Output(high)), 2);
    }

    #[test]
    fn the_only_candidate_is_chosen_always() {
        let one = candidates(&[7]);
        assert_eq!(choose(&one, &Output([0xff; 64])), 0);
        assert_eq!(choose(&one, &Output([0; 64])), 0);
    }
}
