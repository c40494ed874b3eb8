//! Witnesses' keys and requests: ML-DSA-44 against bytes that other software made.

use sha2::{Digest as _, Sha256};
use tlog::add_checkpoint::{AddCheckpoint, read_size};
use tlog::cosignature::Cosigner;
use tlog::key::Algorithm;
use tlog::{Checkpoint, Hash, Note, Signer, Verifier, Verifiers};

use crate::log::Log;

/// The example of c2sp.org/tlog-witness, with the hashes and signatures as they stand there.
const EXAMPLE: &str = "old 20852014\n\
    PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\
    jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n\
    5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n\
    /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\n\
    example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
    — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
    — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";
/// The answer that stands there.
const ANSWER: &str = "— witness.example/w1 CMp+6LWBU0anHGH5aNDTJkH/gj79sG+T6+iP2ThYN5krrDJbR1HDnucjL39QsZTSvVjyQLrdk3DXDqI5G2HgLatVs0pWh6Up69HVOw==\n\
    — witness.example/w1 I7rEps0pvK2UqkS2gSpVUDhrhVtQV9lgF6pRrWAvjJHjyWpW7VcE3SiOlVlbQNt64vWhO+DlkL0+UfzuOBMh9ChdMkP1vi/lCAsmlw==\n\
    — witness.example/w2 AWui8Sk55XjYLOijihBjhqEH6nS1ndDymE0a+6idX7pLcnoB+dhnz0854aLZgrrKbYKA7nC3HNJhm/kWl7oJlqU3rXXvpysAdyP3wQ==\n";

pub(crate) fn request() -> AddCheckpoint {
    let log = Log::new(9);
    AddCheckpoint {
        old: 8,
        proof: vec![log.levels[0][8]],
        checkpoint: log.checkpoint(9),
    }
}

fn ml_dsa() -> Cosigner {
    let seed: [u8; 32] = std::array::from_fn(|n| n as u8);
    Cosigner::from_seed("witness.example/w1", Algorithm::MlDsa44, &seed).unwrap()
}

fn sofa() -> Note {
    let request = AddCheckpoint::parse(EXAMPLE.as_bytes()).unwrap();
    Note::new(request.checkpoint.text()).unwrap()
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[test]
fn the_specifications_example_is_read_and_written_again() {
    let request = AddCheckpoint::parse(EXAMPLE.as_bytes()).unwrap();
    assert_eq!((request.old, request.proof.len()), (20_852_014, 4));
    assert_eq!(request.checkpoint.signatures().len(), 2);
    assert_eq!(request.to_string(), EXAMPLE);
    let lines = tlog::note::read_lines(ANSWER.as_bytes()).unwrap();
    let names: Vec<_> = lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "witness.example/w1",
            "witness.example/w1",
            "witness.example/w2"
        ]
    );
    assert!(lines.iter().all(|line| line.bytes.len() == 72));
}

#[test]
fn requests_that_are_not_of_the_form_are_refused_where_they_stop() {
    let good = request().to_string();
    for (from, to, why) in [
        ("old 8", "old 08", "leading zero"),
        ("old 8", "old  8", "not a decimal digit"),
        ("old 8", "8", "does not start with `old `"),
        ("old 8", "old -1", "not a decimal digit"),
        ("\n\n", "\n", "standard base64"),
    ] {
        let bad = good.replacen(from, to, 1);
        let fault = AddCheckpoint::parse(bad.as_bytes()).unwrap_err();
        assert!(fault.why.contains(why), "{to}: {fault}");
    }
    let hash = format!("{}\n", Hash([1; 32]));
    let many = good.replacen("old 8\n", &format!("old 8\n{}", hash.repeat(63)), 1);
    assert!(
        AddCheckpoint::parse(many.as_bytes())
            .unwrap_err()
            .why
            .contains("63 hashes")
    );
    for bad in ["", "9", "09\n", "9\n\n", "+9\n"] {
        assert!(read_size(bad.as_bytes()).is_err(), "{bad}");
    }
    assert_eq!(read_size(b"20852163\n"), Ok(20_852_163));
}

/// Made by the Python package `dilithium-py` 1.5.1, which shares no code with the crate `ml-dsa`:
/// key generation from the seed 00 01 … 1f, and FIPS 204's deterministic signing of the message that
/// c2sp.org/tlog-cosignature describes. `e2e/record/cosigned.py vectors` prints them.
#[test]
fn an_ml_dsa_44_key_and_cosignature_are_those_that_other_software_makes() {
    let key = ml_dsa();
    let public = key.verifier().public_key();
    assert_eq!(public.len(), 1312);
    assert_eq!(
        hash(public),
        "9f107644c1084526af3bc8098680b05499a2325a644e388fb4f970e058d19d46"
    );
    assert_eq!(key.verifier().id(), 0xdccc_f9ec);
    let mut note = sofa();
    let line = key.cosign(&mut note, 1_679_315_147).unwrap();
    assert_eq!(line.bytes.len(), 8 + 2420);
    assert_eq!(
        hash(&line.bytes[8..]),
        "5d7cb007dbde3c9a06b0391f3af1b03a1340e3d34ccf9630ee3685153e23e7db"
    );
    assert_eq!(
        hash(format!("{line}\n").as_bytes()),
        "7ff0f2e32cfef09d7ddf68f0c5047a39e93eaceeba33a57eca66ad6bf9fd415a"
    );
}

#[test]
fn an_ml_dsa_44_cosignature_is_bound_to_name_time_origin_size_and_root() {
    let key = ml_dsa();
    let mut note = sofa();
    key.cosign(&mut note, 1_679_315_147).unwrap();
    let trusted = Verifiers::new([key.verifier().clone()]);
    let read = Note::parse(note.to_string().as_bytes()).unwrap();
    let held = read.open(&trusted).unwrap();
    assert_eq!(
        (held[0].time, held[0].algorithm),
        (Some(1_679_315_147), Algorithm::MlDsa44)
    );
    let line = read.signatures()[0].clone();
    for (from, to) in [("20852163", "20852164"), ("sofa", "soda"), ("CsUY", "CsUZ")] {
        let other = note.text().replacen(from, to, 1);
        assert_eq!(key.verifier().verify(&other, &line), None, "{to}");
    }
    let mut late = line.clone();
    late.bytes[7] ^= 1;
    assert_eq!(key.verifier().verify(note.text(), &late), None);
    let renamed = Verifier::new(
        "witness.example/w2",
        Algorithm::MlDsa44,
        key.verifier().public_key(),
    );
    let renamed = renamed.unwrap();
    let mut moved = line.clone();
    (moved.name, moved.id) = (renamed.name().to_owned(), renamed.id());
    assert_eq!(renamed.verify(note.text(), &moved), None);
    // Extension lines are not in the message: no statement is made about them.
    let extended = format!("{}more\n", note.text());
    assert!(key.verifier().verify(&extended, &line).is_some());
}

#[test]
fn keys_of_all_kinds_are_written_and_read_again() {
    for algorithm in [Algorithm::CosignatureV1, Algorithm::MlDsa44] {
        let key = Cosigner::from_seed("witness.example/w1", algorithm, &[7; 32]).unwrap();
        let secret = key.to_secret_text();
        let read: Cosigner = secret.parse().unwrap();
        assert_eq!(read.verifier(), key.verifier());
        assert_eq!(read.to_secret_text(), secret);
        let vkey = key.verifier().to_string();
        assert_eq!(vkey.parse::<Verifier>().unwrap(), *key.verifier());
        assert!(!format!("{key:?}").contains(&secret[30..]));
        assert!(secret.parse::<Signer>().is_err());
    }
    let long = "w".repeat(256);
    assert!(Cosigner::from_seed(&long, Algorithm::MlDsa44, &[7; 32]).is_err());
    assert!(Cosigner::from_seed("w", Algorithm::Ed25519, &[7; 32]).is_err());
}

#[test]
fn a_log_with_an_origin_too_long_for_ml_dsa_is_refused_not_cut() {
    let checkpoint = Checkpoint {
        origin: "o".repeat(256),
        size: 1,
        root: Hash([0; 32]),
        extensions: Vec::new(),
    };
    let mut note = Note::new(checkpoint.to_string()).unwrap();
    assert!(ml_dsa().cosign(&mut note, 1).is_err());
    assert!(note.signatures().is_empty());
}
