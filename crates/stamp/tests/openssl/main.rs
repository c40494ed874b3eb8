//! Timestamps against `openssl ts`, which makes them and checks them too.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test stops at what it does not expect, and says what it skips"
)]

#[expect(
    unreachable_pub,
    reason = "the fuzz targets call them from another crate"
)]
mod entry_points;

mod authority;

use authority::Authority;
use proptest::prelude::*;
use stamp::{Roots, RootsError, StampError, Token, request, response, verify};

const MESSAGE: &[u8] = b"diwan.example/record\n3\n1yBwGY5q1BxfJb8/1zwWwqz47+KKvFcD70U9BXh86m4=\n";
const NONCE: u64 = 0xfedc_ba98_7654_3210;

fn authority(key: &str) -> Option<Authority> {
    let found = Authority::new(key);
    if found.is_none() {
        eprintln!("SKIP: openssl is not installed");
    }
    found
}

fn token(authority: &Authority) -> Token {
    let reply = authority.reply(&request(MESSAGE, NONCE));
    response(&reply, MESSAGE, NONCE).unwrap()
}

#[test]
fn what_openssl_stamps_holds_here_and_there() {
    for key in ["rsa:2048", "ec:P-256", "ec:P-384"] {
        let Some(authority) = authority(key) else {
            return;
        };
        let token = token(&authority);
        let roots = Roots::parse(&authority.roots()).unwrap();
        let stamp = verify(&token, MESSAGE, &roots).unwrap();
        assert_eq!(stamp.authority, "The notary", "{key}");
        assert_eq!(stamp.serial, "0a1c");
        let now = std::fs::metadata(authority.path("reply"))
            .unwrap()
            .modified()
            .unwrap();
        let now = now.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        let stamped = u64::try_from(stamp.time_us / 1_000_000).unwrap();
        assert!(now.abs_diff(stamped) < 60, "{now} {stamped}");
        assert!(authority.accepts(token.as_bytes(), MESSAGE));
        assert!(!authority.accepts(token.as_bytes(), b"another"));
    }
}

#[test]
fn another_message_nonce_or_root_does_not_hold() {
    let Some(authority) = authority("ec:P-256") else {
        return;
    };
    let reply = authority.reply(&request(MESSAGE, NONCE));
    assert_eq!(response(&reply, MESSAGE, 7), Err(StampError::Nonce));
    assert_eq!(
        response(&reply, b"another", NONCE),
        Err(StampError::Message)
    );
    let token = response(&reply, MESSAGE, NONCE).unwrap();
    let roots = Roots::parse(&authority.roots()).unwrap();
    assert_eq!(verify(&token, b"another", &roots), Err(StampError::Message));
    let other = Authority::new("ec:P-256").unwrap();
    let foreign = Roots::parse(&other.roots()).unwrap();
    let refused = verify(&token, MESSAGE, &foreign).unwrap_err();
    assert!(matches!(refused, StampError::Certificate(_)), "{refused}");
}

#[test]
fn an_answer_that_refuses_and_roots_that_are_none_are_told() {
    let Some(authority) = authority("ec:P-256") else {
        return;
    };
    // SHA-1 of the message is none of the digests that it takes.
    let mut query = request(MESSAGE, NONCE);
    let at = query
        .windows(9)
        .position(|w| w == [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1])
        .unwrap();
    query[at + 8] = 2;
    let reply = authority.reply(&query);
    assert_eq!(
        response(&reply, MESSAGE, NONCE),
        Err(StampError::Refused(2))
    );
    assert_eq!(Roots::parse(b"").unwrap_err(), RootsError::None);
    let bad = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(matches!(
        Roots::parse(bad),
        Err(RootsError::Certificate(1, _))
    ));
}

#[test]
fn no_changed_byte_of_what_is_signed_goes_unseen() {
    let Some(authority) = authority("ec:P-256") else {
        return;
    };
    let token = token(&authority);
    let roots = Roots::parse(&authority.roots()).unwrap();
    let good = verify(&token, MESSAGE, &roots).unwrap();
    let (mut held, bytes) = (0, token.as_bytes());
    for at in 0..bytes.len() {
        let mut changed = bytes.to_vec();
        changed[at] ^= 1 << (at % 8);
        let outcome = Token::read(&changed).and_then(|token| verify(&token, MESSAGE, &roots));
        if let Ok(stamp) = outcome {
            // Versions and algorithm names beside what is signed: the word itself is the same.
            assert_eq!(stamp, good, "byte {at}");
            held += 1;
        }
    }
    // The root, which the token carries too, is not taken from it.
    let root = authority.roots().len() * 3 / 4;
    assert!(
        held < root + 40,
        "{held} of {} bytes do not matter",
        bytes.len()
    );
}

proptest! {
    #[test]
    fn random_bytes_are_no_timestamp_and_never_a_panic(data in proptest::collection::vec(any::<u8>(), 0..300)) {
        entry_points::token(&data);
        entry_points::answer(&data);
    }

    #[test]
    fn a_request_is_read_by_the_length_that_it_has(nonce in any::<u64>()) {
        let bytes = request(MESSAGE, nonce);
        prop_assert_eq!(usize::from(bytes[1]), bytes.len() - 2);
    }
}
