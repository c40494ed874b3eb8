//! The log's key is changed beside a running server: a witness, a monitor and a holder of an old receipt follow.

use crate::court::Court;
use crate::office::Office;
use crate::wait_for;

fn keys(office: &Office, arguments: &[&str]) -> String {
    let output = office.diwan(&[&["keys"], arguments].concat());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}{why}");
    said
}

/// The keys that sign the published checkpoint.
fn signing(office: &Office) -> usize {
    let text = office.get("/record/checkpoint").1;
    text.lines()
        .filter(|line| line.starts_with("— office.example/record "))
        .count()
}

fn monitor(office: &Office, key: &str, state: &str) -> (Option<i32>, String) {
    let state = office.path(state);
    let url = office.url("/record");
    let output = office.diwan(&["monitor", &url, "--key", key, "--once", "--state", &state]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (
        output.status.code(),
        said + &String::from_utf8_lossy(&output.stderr),
    )
}

#[test]
fn a_key_is_changed_beside_a_running_server_and_all_who_hold_the_old_one_follow() {
    let mut office = Office::new();
    let old = office.key();
    office.start(None);
    office.grow("Early");
    let receipt = office.receipt_in(1, "early.json");
    assert_eq!(monitor(&office, &old, "follows.json").0, Some(0));

    let said = keys(&office, &["add", "--reason", "Every two years"]);
    let new = said.split(' ').next().unwrap().to_owned();
    // The server publishes with both, without a restart.
    wait_for("both signatures", || (signing(&office) == 2).then_some(()));
    office.grow("During");
    wait_for("the file of keys", || {
        let text = std::fs::read_to_string(office.path("data/record/vkey")).ok()?;
        (text.lines().count() == 2).then_some(())
    });
    assert_eq!(office.get("/record/vkey").1, format!("{old}\n{new}\n"));
    let listed = keys(&office, &["list"]);
    assert_eq!(listed.matches("; signs").count(), 2, "{listed}");

    let early = office.diwan(&["keys", "retire", &old, "--reason", "too soon"]);
    assert_eq!(early.status.code(), Some(2));
    let why = String::from_utf8_lossy(&early.stderr).into_owned();
    assert!(why.contains("needs time until"), "{why}");
    keys(
        &office,
        &["retire", &old, "--reason", "Stolen", "--at-once"],
    );
    office.grow("Late");
    wait_for("one signature", || (signing(&office) == 1).then_some(()));
    let audited = office.diwan(&["audit"]);
    assert!(audited.status.success(), "{audited:?}");

    // The old receipt under the old key, for ever; a new one by the way from the old key to the new.
    let verify = |arguments: &[&str]| {
        let output = office.diwan(&[&["verify", "--key", &old], arguments].concat());
        output.status.code()
    };
    assert_eq!(verify(&[&receipt]), Some(0));
    let late = office.receipt_in(2, "late.json");
    assert_eq!(verify(&[&late]), Some(1));
    let rotations = office.path("rotations.json");
    std::fs::write(&rotations, office.get("/record/rotations").1).unwrap();
    assert_eq!(
        verify(&["--rotations", &rotations, &late, &receipt]),
        Some(0)
    );

    // Monitors that know the old key only: one that looked before, one that looks for the first time.
    for state in ["follows.json", "new.json"] {
        let (code, said) = monitor(&office, &old, state);
        assert_eq!(code, Some(0), "{state}: {said}");
        assert!(said.contains(&format!("{new}: vouched for")), "{said}");
    }
}

#[test]
fn a_witness_with_both_keys_goes_on_through_the_change_and_one_with_the_old_alone_stops() {
    let mut office = Office::new();
    let old = office.key();
    let new = keys(&office, &["make"]).lines().next().unwrap().to_owned();
    let mut stays = Court::with_keys("stays", &[&old]);
    let mut follows = Court::with_keys("follows", &[&old, &new]);
    stays.start();
    follows.start();
    let policy = office.path("policy.txt");
    let text = format!(
        "log {old}\nlog {new}\n{}\n{}\nquorum follows.example\n",
        stays.line("ed25519"),
        follows.line("ed25519")
    );
    let name = text
        .lines()
        .nth(3)
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .to_owned();
    std::fs::write(
        &policy,
        text.replace("quorum follows.example", &format!("quorum {name}")),
    )
    .unwrap();
    office.start(Some(policy.as_ref()));
    wait_for("the first cosignatures", || {
        (stays.seen() > 0 && follows.seen() > 0).then_some(())
    });
    let during = office.size() + 1;
    keys(&office, &["add", &new, "--reason", "Every two years"]);
    wait_for("both during the overlap", || {
        (stays.seen() >= during && follows.seen() >= during).then_some(())
    });
    keys(
        &office,
        &["retire", &old, "--reason", "Every two years", "--at-once"],
    );
    // The checkpoint of the retirement still is signed by the old key.
    office.grow("Late");
    let late = during + 2;
    wait_for("the server to follow", || {
        (office.size() >= late).then_some(())
    });
    wait_for("the one with both", || {
        (follows.seen() >= late).then_some(())
    });
    assert!(stays.seen() < late, "cosigned without the log's key");
}
