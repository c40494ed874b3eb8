//! Witnesses and their log as real processes: the policy met, met with one of three gone, not met and
//! said with two gone; a witness killed at any moment; a log that forks.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

#[path = "../../../stamp/tests/openssl/authority.rs"]
mod authority;
mod court;
#[path = "../../../witness/tests/protocol/log.rs"]
mod log;
mod notary;
mod office;
mod rotation;

use std::time::{Duration, Instant};

use casework::http::Http;
use tlog::checkpoint::CheckpointError;
use tlog::{Checkpoint, Note, Policy};

use court::Court;
use office::Office;

/// Longer than any round takes on a machine with other work.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) fn http() -> Http {
    Http::new(Duration::from_secs(10))
}

/// Waits until something is there.
pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "waited too long for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The published checkpoint of at least `size` entries, judged by the policy.
fn judged(office: &Office, policy: &Policy, size: u64) -> Option<Result<u64, CheckpointError>> {
    let text = office.get("/record/checkpoint").1;
    let note = Note::parse(text.as_bytes()).unwrap();
    let found = Checkpoint::parse(note.text()).unwrap().size;
    let outcome = Checkpoint::open(&note, &policy.verifiers());
    (found >= size).then(|| outcome.map(|(checkpoint, _)| checkpoint.size))
}

#[test]
fn two_of_three_suffice_and_one_is_said_to_be_too_few() {
    let mut office = Office::new();
    let mut courts = ["court", "university", "ngo"].map(|name| Court::new(name, &[office.key()]));
    let policy_file = office.policy(&[
        &courts[0].line("ed25519"),
        &courts[1].line("ml-dsa-44"),
        &courts[2].line("ed25519"),
    ]);
    let policy = Policy::parse(&std::fs::read(&policy_file).unwrap()).unwrap();
    courts.iter_mut().for_each(Court::start);
    office.start(Some(&policy_file));

    let size = wait_for("three cosignatures", || judged(&office, &policy, 1)?.ok());
    assert!(courts[0].page("").contains("Only grew"));
    assert!(office.get("/readyz").1.contains("witnesses: ok: "));

    courts[2].kill();
    office.grow("One");
    let met = |size: u64| wait_for("two of three", || judged(&office, &policy, size)?.ok());
    let second = met(size + 1);

    courts[1].kill();
    office.grow("Two");
    let error = wait_for("a checkpoint with too few", || {
        judged(&office, &policy, second + 1)?.err()
    });
    assert_eq!(error, CheckpointError::Policy { found: 1, least: 2 });
    // Cases go on, the machine stays in service, and says what is wrong.
    let (status, ready) = office.get("/readyz");
    assert_eq!(status, 200);
    assert!(ready.contains("store: ok"), "{ready}");
    let page = office.get("/record?lang=en").1;
    assert!(page.contains("Did not answer as it should"), "{page}");
    wait_for("the metric", || {
        let metrics = office.get("/metrics").1;
        let unmet = metrics
            .lines()
            .find(|l| l.starts_with("witness_policy_unmet_seconds "))?;
        (!unmet.ends_with(" 0")).then_some(())
    });

    // Back again, with what it had seen.
    courts[1].start();
    let third = wait_for("the policy met again", || {
        judged(&office, &policy, second + 1)?.ok()
    });
    assert!(third > second);
    assert!(office.get("/api/v1/record").1.contains("\"least\":2"));

    receipts_carry_the_cosignatures(&mut office, &policy_file);
}

/// What `diwan verify --policy` says of receipts that are made after all that.
fn receipts_carry_the_cosignatures(office: &mut Office, policy: &std::path::Path) {
    office.stop();
    let file = office.receipt(0);
    let output = office.diwan(&[
        "verify",
        "--policy",
        policy.to_str().unwrap(),
        file.to_str().unwrap(),
    ]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(said.matches("cosigned by").count(), 2, "{said}");
    // Three of three had not signed.
    let strict = std::fs::read_to_string(policy)
        .unwrap()
        .replace("group all3 2", "group all3 all");
    let strict_file = policy.with_file_name("strict.txt");
    std::fs::write(&strict_file, strict).unwrap();
    let output = office.diwan(&[
        "verify",
        "--policy",
        strict_file.to_str().unwrap(),
        file.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("2 of its witnesses have cosigned; it takes at least 3"),
        "{said}"
    );
    let bad = policy.with_file_name("bad.txt");
    std::fs::write(&bad, "# nothing\nquorum nobody\n").unwrap();
    let output = office.diwan(&[
        "verify",
        "--policy",
        bad.to_str().unwrap(),
        file.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("bad.txt: line 2: `nobody` is not defined"),
        "{said}"
    );
}

#[test]
fn a_witness_killed_at_any_moment_has_kept_what_it_has_answered() {
    let history = log::Log::new("log.example/record", 400, 400, 0);
    let mut court = Court::new("court", &[history.signer.verifier().to_string()]);
    let (mut kept, mut size) = (0, 1);
    for round in 0..6 {
        court.start();
        let shown = court.seen();
        assert!(
            shown >= kept,
            "round {round}: answered {kept}, kept {shown}"
        );
        kept = shown;
        size = size.max(kept + 1);
        // Asks on until the process is gone in the middle of it.
        let killer = court.kill_in(Duration::from_millis(15 + 23 * round));
        while size < 400 {
            let Some(reply) = court.add(&history.request(kept, size)) else {
                break;
            };
            if reply.status == 200 {
                kept = size;
                size += 1;
            } else {
                assert_eq!(
                    reply.status,
                    429,
                    "{}",
                    String::from_utf8_lossy(&reply.body)
                );
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        killer.join().unwrap();
        court.gone();
    }
    assert!(kept > 6, "hardly anything was asked: {kept}");
}

#[test]
fn a_log_that_forks_is_refused_shown_and_kept_as_evidence() {
    let history = log::Log::new("log.example/record", 40, 40, 0);
    let forked = log::Log::new("log.example/record", 40, 12, 1);
    let mut court = Court::new("court", &[history.signer.verifier().to_string()]);
    court.start();
    let first = court.add(&history.request(0, 20)).unwrap();
    assert_eq!(first.status, 200);
    assert_eq!(
        first.body.split(|b| *b == b'\n').count(),
        3,
        "two lines, one a key"
    );
    let stale = court.add(&history.request(0, 30)).unwrap();
    assert_eq!(
        (stale.status, stale.media.as_str()),
        (409, "text/x.tlog.size")
    );
    assert_eq!(stale.body, b"20\n");
    assert_eq!(court.add(&forked.request(20, 33)).unwrap().status, 422);
    assert_eq!(court.add(&forked.request(20, 20)).unwrap().status, 409);

    for (lang, words) in [
        ("en", "A record contradicts itself"),
        ("fr", "Un registre se contredit"),
        ("ar", "سجلّ يناقض نفسه"),
    ] {
        assert!(
            court.page(&format!("?lang={lang}")).contains(words),
            "{lang}"
        );
    }
    let id = watch::witness::log_id("log.example/record");
    let proof = court.page(&format!("logs/{id}/forks/1"));
    let proof: serde_json::Value = serde_json::from_str(&proof).unwrap();
    let trusted = tlog::Verifiers::new([history.signer.verifier().clone()]);
    let root = |side: &str| {
        let note = Note::parse(proof[side].as_str().unwrap().as_bytes()).unwrap();
        Checkpoint::open(&note, &trusted).unwrap().0.root
    };
    assert_ne!(root("held"), root("shown"));
    let status = court.diwan(&["--status", "--json"]);
    assert_eq!(status.status.code(), Some(1));
    // Going on with the first history is still possible: the fork is the log's fault, told for ever.
    assert_eq!(court.add(&history.request(20, 30)).unwrap().status, 200);
    court.kill();
    court.start();
    assert!(
        court
            .page("?lang=en")
            .contains("A record contradicts itself")
    );
    assert_eq!(court.seen(), 30);
}

#[test]
fn a_second_process_and_a_damaged_file_are_refused() {
    let history = log::Log::new("log.example/record", 8, 8, 0);
    let mut court = Court::new("court", &[history.signer.verifier().to_string()]);
    court.start();
    assert_eq!(court.add(&history.request(0, 5)).unwrap().status, 200);
    let second = court.diwan(&[]);
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains("another witness runs"));
    court.kill();
    let id = watch::witness::log_id("log.example/record");
    let file = court
        .dir()
        .join(format!("witness-data/logs/{id}.checkpoint"));
    let good = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, good.replacen("\n5\n", "\n4\n", 1)).unwrap();
    let damaged = court.diwan(&[]);
    assert_eq!(damaged.status.code(), Some(2));
    let told = String::from_utf8_lossy(&damaged.stderr).into_owned();
    assert!(told.contains("must not go on"), "{told}");
    std::fs::write(&file, good).unwrap();
    court.start();
    assert_eq!(court.seen(), 5);
}

#[test]
fn a_configuration_that_cannot_be_used_says_why_in_a_line() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("witness.toml");
    for (text, why) in [
        ("name = \"w\"\noperator = \"o\"\n", "no [[log]]"),
        (
            "name = \"w\"\noperator = \"o\"\nport = 1\n",
            "unknown field `port`",
        ),
        (
            "name = \"w\"\noperator = \"o\"\n[[log]]\nkey = \"x\"\n",
            "name+id+key",
        ),
    ] {
        std::fs::write(&file, text).unwrap();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_diwan"))
            .args(["witness", "--config", file.to_str().unwrap()])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(why) && told.lines().count() == 1, "{told}");
    }
}

#[test]
fn a_monitor_follows_the_log_and_finds_what_others_were_shown() {
    let mut office = Office::new();
    office.start(None);
    let state = office.path("monitor.json");
    let record = office.url("/record");
    let key = office.key();
    let monitor = |more: &[&str]| {
        let base = [
            "monitor", &record, "--key", &key, "--once", "--json", "--state", &state,
        ];
        let output = office.diwan(&[&base[..], more].concat());
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (output.status.code(), said, output)
    };
    let (code, said, output) = monitor(&[]);
    assert_eq!(
        (code, said["size"].as_u64()),
        (Some(0), Some(1)),
        "{output:?}"
    );
    office.grow("One");
    // The running server sees it at its scheduler's next look.
    wait_for("the new entry", || {
        (monitor(&[]).1["size"] == 2).then_some(())
    });

    // What a witness has cosigned is gossip.
    let mut court = Court::new("court", std::slice::from_ref(&key));
    court.start();
    let note = Note::parse(office.get("/record/checkpoint").1.as_bytes()).unwrap();
    let request = tlog::add_checkpoint::AddCheckpoint {
        old: 0,
        proof: Vec::new(),
        checkpoint: note,
    };
    assert_eq!(court.add(&request).unwrap().status, 200);
    let id = watch::witness::log_id(office::ORIGIN);
    let gossip = court.address(&format!("logs/{id}/checkpoint"));
    let (code, said, output) = monitor(&["--heard", &gossip]);
    assert_eq!(
        (code, said["heard"].as_u64()),
        (Some(0), Some(1)),
        "{output:?}"
    );

    // Somebody holds a checkpoint with the office's signature and another history.
    let forged = office.forge(1);
    let (code, said, output) = monitor(&["--heard", &forged]);
    assert_eq!(
        (code, said["findings"][0]["kind"].as_str()),
        (Some(1), Some("forked")),
        "{output:?}"
    );
    let wrong = office.diwan(&["monitor", &record, "--once", "--state", &state]);
    assert_eq!(wrong.status.code(), Some(2));
    let nowhere = office.url("/nowhere");
    let (code, _, output) = monitor(&[]);
    assert_eq!(code, Some(0), "{output:?}");
    let absent = office.diwan(&[
        "monitor", &nowhere, "--key", &key, "--once", "--state", &state,
    ]);
    assert_eq!(absent.status.code(), Some(2), "{absent:?}");
}

#[test]
fn an_authority_stamps_checkpoints_and_receipts_carry_that() {
    let Some(notary) = authority::Authority::new("ec:P-256") else {
        eprintln!("SKIP: openssl is not installed");
        return;
    };
    let mut office = Office::new();
    let roots = office.path("roots.pem");
    std::fs::write(&roots, notary.roots()).unwrap();
    let desk = notary::Desk::open(notary);
    let url = desk.url();
    office.start_with(&[
        "--timestamp-authority",
        &url,
        "--timestamp-roots",
        &roots,
        "--timestamp-every",
        "1",
    ]);
    let record =
        || serde_json::from_str::<serde_json::Value>(&office.get("/api/v1/record").1).unwrap();
    let stamp = wait_for("a stamp", || record().get("stamp").cloned());
    assert_eq!(
        (stamp["authority"].as_str(), stamp["size"].as_u64()),
        (Some("The notary"), Some(1))
    );
    for (lang, words) in [("en", "The notary"), ("fr", "a horodaté"), ("ar", "ختمت")] {
        assert!(
            office
                .get(&format!("/record?lang={lang}"))
                .1
                .contains(words),
            "{lang}"
        );
    }
    office.grow("One");
    wait_for("the next stamp", || {
        (record()["stamp"]["size"] == 2).then_some(())
    });
    office.stop();

    let file = office.receipt(1);
    let receipt = tlog::Receipt::decode(&std::fs::read(&file).unwrap()).unwrap();
    let (token, text) = (
        receipt.stamp.clone().unwrap(),
        receipt.proof.checkpoint.text().to_owned(),
    );
    assert!(
        desk.authority().accepts(&token, text.as_bytes()),
        "openssl ts -verify"
    );
    let key = office.key();
    let verify = |more: &[&str]| {
        let base = ["verify", file.to_str().unwrap(), "--key", &key];
        let output = office.diwan(&[&base[..], more].concat());
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        (output.status.code(), said)
    };
    let (code, said) = verify(&["--timestamp-roots", &roots]);
    assert!(
        code == Some(0) && said.contains("stamped by The notary at "),
        "{said}"
    );
    let (code, said) = verify(&[]);
    assert!(
        code == Some(0) && said.contains("carries a timestamp"),
        "{said}"
    );
    let other = authority::Authority::new("ec:P-256").unwrap();
    let (code, said) = verify(&["--timestamp-roots", other.path("ca.pem").to_str().unwrap()]);
    assert!(
        code == Some(1) && said.contains("not to be relied on"),
        "{said}"
    );
    let mut without = receipt;
    without.stamp = None;
    std::fs::write(&file, without.encode()).unwrap();
    let (code, said) = verify(&["--timestamp-roots", &roots]);
    assert!(
        code == Some(1) && said.contains("it has no timestamp"),
        "{said}"
    );
}
