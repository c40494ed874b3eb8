//! What untrusted bytes reach. The fuzz targets (`fuzz/`) call these; so do ordinary tests.

use stamp::{Token, response};

/// A token that is read is kept as it is; nobody trusted has signed what a fuzzer makes.
pub fn token(data: &[u8]) {
    if let Ok(token) = Token::read(data) {
        assert_eq!(token.as_bytes(), data);
    }
}

/// An answer: any nonce but the one that was asked with is refused.
pub fn answer(data: &[u8]) {
    let (first, second) = (response(data, b"m", 1), response(data, b"m", 2));
    assert!(first.is_err() || second.is_err());
}
