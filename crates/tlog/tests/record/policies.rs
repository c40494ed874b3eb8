//! Policies of c2sp.org/tlog-policy: read, refused where the specification says so, and met or not.

use tlog::checkpoint::CheckpointError;
use tlog::cosignature::Cosigner;
use tlog::key::Algorithm;
use tlog::{Checkpoint, Hash, Note, Policy, Signer};

const ORIGIN: &str = "log.example/record";

fn log() -> Signer {
    Signer::from_seed(ORIGIN, &[1; 32]).unwrap()
}

fn cosigner(n: u8) -> Cosigner {
    let name = format!("witness.example/w{n}");
    Cosigner::from_seed(&name, Algorithm::CosignatureV1, &[n; 32]).unwrap()
}

fn vkey(n: u8) -> String {
    cosigner(n).verifier().to_string()
}

pub(crate) fn two_of_three() -> String {
    let log = log();
    let [a, b, c] = [2, 3, 4].map(vkey);
    format!(
        "# Two of three institutions\nlog {} https://log.example/record\n\n\
         witness court {a} https://court.example/\n  witness\tuniversity {b}\nwitness ngo {c}\n\
         group institutions 2 court university ngo\nquorum institutions\n",
        log.verifier()
    )
}

fn checkpoint(cosigned_by: &[u8]) -> Note {
    let checkpoint = Checkpoint {
        origin: ORIGIN.to_owned(),
        size: 5,
        root: Hash([5; 32]),
        extensions: Vec::new(),
    };
    let mut note = checkpoint.sign(&log()).unwrap();
    for n in cosigned_by {
        cosigner(*n).cosign(&mut note, 1_800_000_000).unwrap();
    }
    note
}

fn holds(policy: &Policy, cosigned_by: &[u8]) -> bool {
    Checkpoint::open(&checkpoint(cosigned_by), &policy.verifiers()).is_ok()
}

#[test]
fn two_of_three_are_enough_and_one_is_not() {
    let policy = Policy::parse(two_of_three().as_bytes()).unwrap();
    assert_eq!((policy.witnesses().len(), policy.quorum().least()), (3, 2));
    assert_eq!(
        policy.logs()[0].url.as_ref().unwrap().text(),
        "https://log.example/record"
    );
    assert_eq!(policy.witnesses()[1].name.text(), "university");
    for (cosigned_by, enough) in [
        (&[][..], false),
        (&[2], false),
        (&[2, 4], true),
        (&[2, 3, 4], true),
        (&[2, 7, 8], false),
    ] {
        assert_eq!(holds(&policy, cosigned_by), enough, "{cosigned_by:?}");
    }
    let error = Checkpoint::open(&checkpoint(&[4]), &policy.verifiers()).unwrap_err();
    assert_eq!(error, CheckpointError::Policy { found: 1, least: 2 });
    assert!(Checkpoint::open(&checkpoint(&[4]), &policy.keys()).is_ok());
}

#[test]
fn groups_of_groups_are_counted_as_the_specifications_example_says() {
    let witnesses: String = (2..8)
        .map(|n| format!("witness W{n} {}\n", vkey(n)))
        .collect();
    let text = format!(
        "log {}\n{witnesses}group X 2 W2 W3 W4\ngroup Y any W5 W6 W7\ngroup both all X Y\nquorum both\n",
        log().verifier()
    );
    let policy = Policy::parse(text.as_bytes()).unwrap();
    assert_eq!(policy.quorum().least(), 3);
    assert!(holds(&policy, &[2, 4, 7]));
    assert!(!holds(&policy, &[2, 3, 4]));
    assert!(!holds(&policy, &[2, 5, 6, 7]));
}

#[test]
fn one_witness_and_none_are_rules_too() {
    let log = log().verifier().to_string();
    let one = format!("log {log}\nwitness w {}\nquorum w\n", vkey(2));
    let one = Policy::parse(one.as_bytes()).unwrap();
    assert!(holds(&one, &[2]) && !holds(&one, &[3]));
    let none = Policy::parse(format!("log {log}\nquorum none\n").as_bytes()).unwrap();
    assert!(holds(&none, &[]));
}

#[test]
fn a_policys_quorum_does_not_replace_the_logs_own_signature() {
    let text = format!("witness w {}\nquorum w\n", vkey(2));
    let policy = Policy::parse(text.as_bytes()).unwrap();
    let error = Checkpoint::open(&checkpoint(&[2]), &policy.verifiers()).unwrap_err();
    assert!(matches!(error, CheckpointError::NotByLog { .. }), "{error}");
    let with_log = policy.verifiers().and(log().verifier().clone());
    assert!(Checkpoint::open(&checkpoint(&[2]), &with_log).is_ok());
}

#[test]
fn what_the_specification_forbids_is_refused_at_its_line() {
    let log = log().verifier().to_string();
    let (a, b) = (vkey(2), vkey(3));
    let base = format!("witness a {a}\nwitness b {b}\n");
    let cases = [
        (base.clone(), "no `quorum`"),
        (format!("{base}quorum a\nquorum b\n"), "second `quorum`"),
        (format!("quorum a\n{base}"), "not defined on a line before"),
        (format!("{base}group g 3 a b\nquorum g\n"), "threshold of 3"),
        (format!("{base}group g 0 a b\nquorum g\n"), "no threshold"),
        (format!("{base}group g 02 a b\nquorum g\n"), "no threshold"),
        (format!("{base}group g all\nquorum g\n"), "threshold of 0"),
        (format!("{base}group g any a a\nquorum g\n"), "member twice"),
        (
            format!("{base}group g any a\ngroup h any a\nquorum g\n"),
            "member twice",
        ),
        (format!("{base}group g any none\nquorum g\n"), "not defined"),
        (format!("{base}group a any b\nquorum a\n"), "defined twice"),
        (
            format!("{base}witness none {}\nquorum a\n", vkey(4)),
            "not to be defined",
        ),
        (format!("{base}witness c {a}\nquorum a\n"), "occurs twice"),
        (
            format!("log {log}\nlog {log}\nquorum none\n"),
            "occurs twice",
        ),
        (format!("log {a}\nquorum none\n"), "a witness's"),
        (format!("witness w {log}\nquorum w\n"), "a log's"),
        ("quorum none".to_owned(), "no newline"),
        ("quorum none\r\n".to_owned(), "control character"),
        ("policy 2\nquorum none\n".to_owned(), "not a `log`"),
        (format!("witness a {a} url more\nquorum a\n"), "not a `log`"),
    ];
    for (text, why) in cases {
        let fault = Policy::parse(text.as_bytes()).unwrap_err();
        assert!(fault.why.contains(why), "{text}: {fault}");
        assert!(fault.at <= text.len());
    }
}

#[test]
fn names_are_octets_and_not_characters() {
    let text = [
        b"witness \xff\xfe ".as_slice(),
        vkey(2).as_bytes(),
        b"\nquorum \xff\xfe\n",
    ]
    .concat();
    let policy = Policy::parse(&text).unwrap();
    assert_eq!(Policy::parse(&policy.to_bytes()).unwrap(), policy);
    let kelvin = format!("witness K {}\nquorum \u{212a}\n", vkey(2));
    assert!(Policy::parse(kelvin.as_bytes()).is_err());
}
