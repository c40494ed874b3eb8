//! Who acts is drawn, and the draw can be recomputed by anybody.
//!
//! A verifiable random function (RFC 9381, ECVRF-EDWARDS25519-SHA512-TAI), keyed before the case
//! exists, turns what the applicant sent, the step and the number of the attempt into 64 bytes that
//! nobody could choose and everybody can check; those bytes pick one of the candidates, weighted by
//! how little they have to do. `docs/draw.md` describes it byte by byte.
//!
//! *Invariant:* only integers, no I/O, no clock, no randomness. The same key, input and candidates
//! give the same draw in every version and every language.

mod choice;
mod draw;
mod ecvrf;
mod hexadecimal;
mod input;

pub use choice::{Candidate, choose, weight};
pub use draw::{Draw, DrawError};
pub use ecvrf::{Output, Proof, PublicKey, SecretKey, VrfError};
pub use input::Input;
