//! Chance from a number: the same number, the same chances (SplitMix64).

use std::ops::Range;

/// The seeds that `DIWAN_SEEDS=from..to` asks for, else the ordinary ones.
pub(crate) fn seeds(ordinary: Range<u64>) -> Range<u64> {
    let Ok(text) = std::env::var("DIWAN_SEEDS") else {
        return ordinary;
    };
    let (from, to) = text.split_once("..").expect("DIWAN_SEEDS=from..to");
    from.parse().unwrap()..to.parse().unwrap()
}

pub(crate) struct Seed(u64);

impl Seed {
    pub(crate) fn new(n: u64) -> Self {
        Self(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number under `most`; 0 where that is 0.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap()
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}
