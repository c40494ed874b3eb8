//! Notes, keys, checkpoints and cosignatures, against what Go's implementation signs.

use ed25519_dalek::{Signature, Verifier as _, VerifyingKey};
use tlog::checkpoint::CheckpointError;
use tlog::cosignature::Cosigner;
use tlog::key::{Algorithm, KeyError};
use tlog::note::NoteError;
use tlog::{Checkpoint, Hash, Malformed, Note, Signer, Verifier, Verifiers};

// The documentation of golang.org/x/mod/sumdb/note.
const PETER_SKEY: &str =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const PETER_VKEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                    then you don't know what your problem is.\n";
const PETER_LINE: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1F\
                          FYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH_LINE: &str = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1a\
                          GrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

// A tree head that Go's checksum database signed, and its key as the `go` command has it built in.
const SUMDB_VKEY: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
const SUMDB_HEAD: &str = "go.sum database tree\n15368405\n\
    /g9am3I6YWNKaZX/jkne1fqd9zEyjss+JXyPXG0WfkY=\n\n— sum.golang.org \
    Az3grqJGUaSGukG9p8nI2vKgiFn7qGHxn0W+mrwyI6Gz3F0t1J3LzmWk/p96Ybf295EjwdSwlzgijq5WA9d1Ded7owM=\n";

fn peter() -> Verifiers {
    Verifiers::parse([PETER_VKEY]).unwrap()
}

fn signed() -> String {
    format!("{TEXT}\n{PETER_LINE}")
}

#[test]
fn go_and_we_sign_the_same_bytes() {
    let signer: Signer = PETER_SKEY.parse().unwrap();
    assert_eq!(signer.verifier().to_string(), PETER_VKEY);
    assert_eq!(signer.to_secret_text(), PETER_SKEY);
    let mut note = Note::new(TEXT).unwrap();
    note.sign(&signer);
    assert_eq!(note.to_string(), signed());
}

#[test]
fn a_note_by_go_is_read_checked_and_written_again() {
    let text = format!("{TEXT}\n{PETER_LINE}{ENOCH_LINE}");
    let note = Note::parse(text.as_bytes()).unwrap();
    assert_eq!(note.to_string(), text);
    assert_eq!(note.text(), TEXT);
    let held = note.open(&peter()).unwrap();
    let names: Vec<_> = held
        .iter()
        .map(|s| (s.name.as_str(), s.id, s.algorithm, s.time))
        .collect();
    assert_eq!(
        names,
        [("PeterNeumann", 0xc74f_20a3, Algorithm::Ed25519, None)]
    );
}

#[test]
fn a_tree_head_of_the_go_checksum_database_holds() {
    let note = Note::parse(SUMDB_HEAD.as_bytes()).unwrap();
    let trusted = Verifiers::parse([SUMDB_VKEY]).unwrap();
    assert_eq!(note.open(&trusted).unwrap()[0].name, "sum.golang.org");
    let checkpoint = Checkpoint::parse(note.text()).unwrap();
    assert_eq!(
        (checkpoint.size, checkpoint.origin.as_str()),
        (15_368_405, "go.sum database tree")
    );
    // Its key is not named as its origin, so here it does not speak for the log of that name.
    let error = Checkpoint::open(&note, &trusted).unwrap_err();
    assert!(matches!(error, CheckpointError::NotByLog { .. }), "{error}");
}

#[test]
fn a_changed_text_signature_or_key_does_not_hold() {
    let changed = signed().replace("answer", "answers");
    let error = Note::parse(changed.as_bytes())
        .unwrap()
        .open(&peter())
        .unwrap_err();
    let name = "PeterNeumann".to_owned();
    assert_eq!(
        error,
        NoteError::BadSignature {
            name,
            id: 0xc74f_20a3
        }
    );
    let changed = signed().replace("nAM=", "nAA=");
    assert!(
        Note::parse(changed.as_bytes())
            .unwrap()
            .open(&peter())
            .is_err()
    );
    let other = Signer::from_seed("PeterNeumann", &[1; 32]).unwrap();
    let trusted = Verifiers::new([other.verifier().clone()]);
    let error = Note::parse(signed().as_bytes())
        .unwrap()
        .open(&trusted)
        .unwrap_err();
    assert_eq!(
        error,
        NoteError::UnknownKeys {
            signers: vec!["PeterNeumann+c74f20a3".into()]
        }
    );
}

#[test]
fn what_is_no_note_is_refused_where_it_stops_being_one() {
    let refused = |text: &str| Note::parse(text.as_bytes()).unwrap_err();
    assert_eq!(refused(TEXT).why, "no empty line before signatures");
    assert_eq!(refused(&format!("{TEXT}\n")).at, TEXT.len() + 1);
    assert_eq!(refused(signed().trim_end()).at, signed().len() - 1);
    assert_eq!(refused(&signed().replace("— ", "- ")).at, TEXT.len() + 1);
    assert_eq!(refused(&signed().replace("PeterN", "Peter+N")).why, {
        "a signature line without a valid key name"
    });
    assert_eq!(refused(&format!("a\rb\n\n{PETER_LINE}")).at, 1);
    assert_eq!(
        refused(&format!("{TEXT}\n— x AAAAAA==\n")).why,
        "a signature of less than 5 bytes"
    );
    assert_eq!(Note::parse(b"\xff\n\n").unwrap_err().why, "not UTF-8");
    let many = format!("{TEXT}\n{}", PETER_LINE.repeat(101));
    assert_eq!(refused(&many).why, "too many signatures");
    assert!(Note::parse(format!("{TEXT}\n{}", PETER_LINE.repeat(100)).as_bytes()).is_ok());
    assert!(Note::new("no newline").is_err());
}

#[test]
fn a_text_may_hold_empty_lines_and_even_signature_lines() {
    let signer: Signer = PETER_SKEY.parse().unwrap();
    let text = format!("a\n\n{ENOCH_LINE}");
    let mut note = Note::new(text.clone()).unwrap();
    note.sign(&signer);
    let read = Note::parse(note.to_string().as_bytes()).unwrap();
    assert_eq!(
        (read.text(), read.open(&peter()).unwrap().len()),
        (text.as_str(), 1)
    );
}

#[test]
fn keys_are_read_only_when_id_name_and_key_fit() {
    let refused = |text: &str| text.parse::<Verifier>().unwrap_err();
    assert_eq!(
        PETER_VKEY.parse::<Verifier>().unwrap().to_string(),
        PETER_VKEY
    );
    assert_eq!(refused(&PETER_VKEY.replace("c74f20a3", "c74f20a4")).at, 13);
    assert_eq!(refused(&PETER_VKEY.replace("c74f20a3", "C74F20A3")).at, 13);
    assert_eq!(refused(&PETER_VKEY.replace("Peter", "Pet er")).at, 0);
    assert_eq!(refused(&PETER_VKEY.replace("+ARpc", "+BRpc")).at, 22);
    assert!(refused("name+00000000").why.contains("name+id+key"));
    assert!(refused(&"x".repeat(5000)).why.contains("too long"));
    assert!(
        PETER_SKEY
            .replace("PRIVATE", "PUBLIC")
            .parse::<Signer>()
            .is_err()
    );
    assert!(
        PETER_SKEY
            .replace("c74f20a3", "c74f20a4")
            .parse::<Signer>()
            .is_err()
    );
}

#[test]
fn a_key_for_which_anybody_can_forge_is_no_key() {
    // Points of small order (RFC 8032 allows them; a signature under them proves nothing).
    for point in [
        "01",
        "00",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ] {
        let mut bytes = hex::decode(point).unwrap();
        bytes.resize(32, 0);
        assert_eq!(
            Verifier::new("log", Algorithm::Ed25519, &bytes),
            Err(KeyError::PublicKey)
        );
    }
    let name = KeyError::Name("a b".to_owned());
    assert_eq!(Signer::from_seed("a b", &[1; 32]).unwrap_err(), name);
}

#[test]
fn a_secret_key_is_not_shown_by_debug() {
    let signer: Signer = PETER_SKEY.parse().unwrap();
    assert_eq!(format!("{signer:?}"), format!("Signer({PETER_VKEY})"));
}

#[test]
fn a_file_of_keys_may_have_comments() {
    let file = format!("# the log\n{PETER_VKEY}\n\n  {SUMDB_VKEY}  \n");
    let keys = Verifiers::parse(file.lines()).unwrap();
    let names: Vec<_> = keys.keys().iter().map(Verifier::name).collect();
    assert_eq!(names, ["PeterNeumann", "sum.golang.org"]);
    assert!(Verifiers::parse(["nonsense"]).is_err());
}

#[test]
fn the_short_forms_for_a_log_are_the_same() {
    let key = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
    let signer = Signer::from_key("diwan.example/record", &key).unwrap();
    let vkey = tlog::note::vkey("diwan.example/record", &key.verifying_key());
    assert_eq!(vkey, signer.verifier().to_string());
    let note = tlog::note::sign("text\n", "diwan.example/record", &key);
    let held = Note::parse(note.as_bytes())
        .unwrap()
        .open(&Verifiers::parse([vkey]).unwrap());
    assert_eq!(held.unwrap()[0].name, "diwan.example/record");
}

fn checkpoint(origin: &str) -> Checkpoint {
    let (size, root) = (3, Hash([5; 32]));
    Checkpoint {
        origin: origin.to_owned(),
        size,
        root,
        extensions: Vec::new(),
    }
}

fn signer(name: &str, seed: u8) -> Signer {
    Signer::from_seed(name, &[seed; 32]).unwrap()
}

#[test]
fn a_checkpoint_is_three_lines_and_its_extensions() {
    let root = "BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=";
    let mut with = checkpoint("log.example");
    assert_eq!(with.to_string(), format!("log.example\n3\n{root}\n"));
    with.extensions = vec!["one".to_owned(), "two".to_owned()];
    assert_eq!(Checkpoint::parse(&with.to_string()), Ok(with));
    let refused = |text: &str| Checkpoint::parse(text).unwrap_err().at;
    assert_eq!(refused(&format!("\n3\n{root}\n")), 0);
    assert_eq!(refused(&format!("log.example\n03\n{root}\n")), 12);
    assert_eq!(refused(&format!("log.example\n+3\n{root}\n")), 12);
    assert_eq!(
        refused(&format!("log.example\n9223372036854775808\n{root}\n")),
        12
    );
    assert_eq!(refused(&format!("log.example\n3\n{}\n", &root[4..])), 14);
    assert_eq!(refused(&format!("log.example\n3\n{root}")), 14 + root.len());
    assert_eq!(
        refused(&format!("log.example\n3\n{root}\n\n")),
        15 + root.len()
    );
}

#[test]
fn a_field_cannot_smuggle_a_line_into_a_checkpoint() {
    let signer = signer("log.example", 1);
    assert!(checkpoint("log.example").sign(&signer).is_ok());
    assert!(checkpoint("log.example\n4").sign(&signer).is_err());
    let mut with = checkpoint("log.example");
    with.extensions = vec![String::new()];
    assert!(with.sign(&signer).is_err());
}

#[test]
fn one_trusted_log_cannot_speak_for_another() {
    let (own, other) = (signer("log.example", 1), signer("other.example", 2));
    let trusted = Verifiers::new([own.verifier().clone(), other.verifier().clone()]);
    let note = checkpoint("log.example").sign(&own).unwrap();
    let (read, signers) = Checkpoint::open(&note, &trusted).unwrap();
    assert_eq!(
        (read, signers.log.name.as_str()),
        (checkpoint("log.example"), "log.example")
    );
    let forged = checkpoint("log.example").sign(&other).unwrap();
    let error = Checkpoint::open(&forged, &trusted).unwrap_err();
    assert_eq!(
        error,
        CheckpointError::NotByLog {
            origin: "log.example".to_owned()
        }
    );
}

#[test]
fn a_cosignature_is_over_the_time_and_the_whole_checkpoint() {
    let witness = Cosigner::new(signer("witness.example/w1", 3)).unwrap();
    let mut note = checkpoint("log.example")
        .sign(&signer("log.example", 1))
        .unwrap();
    witness.cosign(&mut note, 1_679_315_147).unwrap();
    // Built here from the text of c2sp.org/tlog-cosignature, not with the crate.
    let message = format!("cosignature/v1\ntime 1679315147\n{}", note.text());
    let line = note.signatures().last().unwrap();
    let (time, signature) = line.bytes.split_at(8);
    assert_eq!(time, 1_679_315_147u64.to_be_bytes());
    let key = VerifyingKey::try_from(witness.verifier().public_key()).unwrap();
    let signature = Signature::from_slice(signature).unwrap();
    assert!(key.verify(message.as_bytes(), &signature).is_ok());
    let vkey = witness.verifier().to_string();
    assert!(
        vkey.starts_with("witness.example/w1+") && vkey.contains("+B"),
        "{vkey}"
    );
    assert_eq!(vkey.parse::<Verifier>().unwrap(), *witness.verifier());
}

#[test]
fn as_many_witnesses_must_have_signed_as_are_asked_for() {
    let log = signer("log.example", 1);
    let witnesses =
        [2, 3].map(|n| Cosigner::new(signer(&format!("witness.example/w{n}"), n)).unwrap());
    let keys = witnesses
        .iter()
        .map(|w| w.verifier().clone())
        .chain([log.verifier().clone()]);
    let trusted = Verifiers::new(keys).with_quorum(2);
    let mut note = checkpoint("log.example").sign(&log).unwrap();
    let open = |note: &Note| Checkpoint::open(note, &trusted);
    assert_eq!(
        open(&note).unwrap_err(),
        CheckpointError::Witnesses {
            found: 0,
            quorum: 2
        }
    );
    witnesses[0].cosign(&mut note, 10).unwrap();
    // The same witness again, at another time, is still one witness.
    witnesses[0].cosign(&mut note, 11).unwrap();
    assert_eq!(note.signatures().len(), 2);
    assert_eq!(
        open(&note).unwrap_err(),
        CheckpointError::Witnesses {
            found: 1,
            quorum: 2
        }
    );
    witnesses[1].cosign(&mut note, 12).unwrap();
    let read = Note::parse(note.to_string().as_bytes()).unwrap();
    let times: Vec<_> = open(&read)
        .unwrap()
        .1
        .witnesses
        .iter()
        .map(|w| w.time)
        .collect();
    assert_eq!(times, [Some(11), Some(12)]);
}

#[test]
fn one_key_under_two_names_is_one_witness() {
    let log = signer("log.example", 1);
    let names = ["witness.example/a", "witness.example/b"];
    let witnesses = names.map(|name| Cosigner::new(signer(name, 2)).unwrap());
    let keys = witnesses
        .iter()
        .map(|w| w.verifier().clone())
        .chain([log.verifier().clone()]);
    let trusted = Verifiers::new(keys).with_quorum(2);
    let mut note = checkpoint("log.example").sign(&log).unwrap();
    for witness in &witnesses {
        witness.cosign(&mut note, 10).unwrap();
    }
    let error = Checkpoint::open(&note, &trusted).unwrap_err();
    assert_eq!(
        error,
        CheckpointError::Witnesses {
            found: 1,
            quorum: 2
        }
    );
}

#[test]
fn a_witness_signs_checkpoints_only_and_times_that_all_can_hold() {
    let witness = Cosigner::new(signer("witness.example/w1", 3)).unwrap();
    assert!(
        witness
            .cosign(&mut Note::new("a letter\n").unwrap(), 1)
            .is_err()
    );
    let mut note = checkpoint("log.example")
        .sign(&signer("log.example", 1))
        .unwrap();
    let error: Malformed = witness.cosign(&mut note, u64::MAX).unwrap_err();
    assert_eq!(error.what, "cosignature");
    assert_eq!(note.signatures().len(), 1);
}
