use serde::{Deserialize, Serialize};

/// What a draw is over. None of it can be chosen by who runs the system once the applicant has sent the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Origin of the log.
    pub log: String,
    /// SHA-256 of what the applicant sent.
    #[serde(with = "hex::serde")]
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
    /// The bytes that the verifiable random function is applied to: each text after its length (4 bytes, big-endian), the digest,
    /// then the two numbers (4 bytes each, big-endian).
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
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    alpha.extend(length.to_be_bytes());
    alpha.extend(text.as_bytes());
}
