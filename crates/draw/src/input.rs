//! What a draw is over, as bytes.

use serde::{Deserialize, Serialize};

/// What a draw is over. None of it can be chosen by who runs the system once the applicant has sent
/// the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Origin of the log.
    pub log: String,
    /// SHA-256 of what the applicant sent.
    #[serde(with = "crate::hexadecimal")]
    pub content: [u8; 32],
    /// Id of the task.
    pub element: String,
    /// How often the case came to this task.
    pub visit: u32,
    /// How often this task was drawn again.
    pub redraw: u32,
}

/// Keeps this function's inputs apart from all others of the same key.
const DOMAIN: &str = "diwan/draw/v1";

impl Input {
    /// The bytes that the verifiable random function is applied to: `diwan/draw/v1` and the log, each
    /// after its length (4 bytes, big-endian), the digest, the element after its length, then the two
    /// numbers (4 bytes each, big-endian). No two inputs have the same bytes.
    ///
    /// # Panics
    /// With a text of 4 GiB or more. A draw is part of an entry, and an entry has at most 4 MiB.
    #[must_use]
    pub fn alpha(&self) -> Vec<u8> {
        let mut alpha = Vec::with_capacity(80 + self.log.len() + self.element.len());
        for text in [DOMAIN, &self.log] {
            push(&mut alpha, text);
        }
        alpha.extend(self.content);
        push(&mut alpha, &self.element);
        alpha.extend(self.visit.to_be_bytes());
        alpha.extend(self.redraw.to_be_bytes());
        alpha
    }
}

fn push(alpha: &mut Vec<u8>, text: &str) {
    let length = u32::try_from(text.len()).expect("an entry, of which the text is part, has 4 MiB");
    alpha.extend(length.to_be_bytes());
    alpha.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_is_what_the_document_says() {
        let input = Input {
            log: "log.example".to_owned(),
            content: [0xab; 32],
            element: "check".to_owned(),
            visit: 1,
            redraw: 258,
        };
        let expected = [
            "0000000d",
            &hex::encode("diwan/draw/v1"),
            "0000000b",
            &hex::encode("log.example"),
            &"ab".repeat(32),
            "00000005",
            &hex::encode("check"),
            "00000001",
            "00000102",
        ];
        assert_eq!(hex::encode(input.alpha()), expected.concat());
    }

    #[test]
    fn a_text_that_moves_from_one_field_to_the_next_changes_alpha() {
        let input = |log: &str, element: &str| Input {
            log: log.to_owned(),
            content: [0; 32],
            element: element.to_owned(),
            visit: 0,
            redraw: 0,
        };
        assert_ne!(input("ab", "c").alpha(), input("a", "bc").alpha());
    }
}
