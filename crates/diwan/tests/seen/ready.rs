//! `/readyz` says what does not work.

use std::os::unix::fs::symlink;

use crate::house::House;

#[test]
fn a_scheduler_that_stands_still_is_503_mail_that_waits_and_a_full_disk_are_warnings() {
    let house = House::new();
    let server = house.serve(&[
        "--demo",
        "--ready-patience",
        "3",
        "--disk-warning",
        "1000000000000",
    ]);
    house.procedure();
    // Its notices wait: there is no mail server.
    server.journey("");
    let warned = server.until("/readyz", |a| {
        a.status == 200 && a.body.contains("outbox: WARNING: ")
    });
    assert!(
        warned.body.contains("disk: WARNING: ") && warned.body.contains("MiB free"),
        "{}",
        warned.body
    );
    for line in ["store: ok\n", "keys: ok\n", "scheduler: ok\n"] {
        assert!(warned.body.contains(line), "{}", warned.body);
    }
    let database = rusqlite::Connection::open(house.path().join("diwan.db")).unwrap();
    database
        .busy_timeout(crate::house::PATIENCE)
        .and_then(|()| database.execute_batch("alter table timers rename to timers_away"))
        .unwrap();
    let stands = server.until("/readyz", |a| a.status == 503);
    assert!(
        stands.body.contains("scheduler: it has stood still for "),
        "{}",
        stands.body
    );
    assert!(stands.body.contains("store: ok\n"), "{}", stands.body);
    database
        .execute_batch("alter table timers_away rename to timers")
        .unwrap();
    server.until("/readyz", |a| {
        a.status == 200 && a.body.contains("scheduler: ok\n")
    });
}

#[test]
fn a_node_without_a_key_that_signs_is_503_until_it_has_the_key() {
    let house = House::new();
    let server = house.serve(&[]);
    let first = server.get("/readyz");
    assert_eq!(first.status, 200, "{}", first.body);
    // Another node with a folder of its own, on the same database.
    let other = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(other.path().join("keys")).unwrap();
    for file in std::fs::read_dir(house.path().join("keys")).unwrap() {
        let file = file.unwrap();
        let to = other.path().join("keys").join(file.file_name());
        std::fs::copy(file.path(), to).unwrap();
    }
    symlink(house.path().join("diwan.db"), other.path().join("diwan.db")).unwrap();
    House::run(
        other.path(),
        &["keys", "add", "--reason", "Every two years"],
    );
    let lacks = server.until("/readyz", |a| a.status == 503);
    let line = lacks.body.lines().find(|l| l.starts_with("keys: "));
    assert!(line.is_some_and(|l| l != "keys: ok"), "{}", lacks.body);
    assert!(lacks.body.contains("store: ok\n"), "{}", lacks.body);
    let made = std::fs::read_dir(other.path().join("keys")).unwrap();
    let made = made
        .map(|f| f.unwrap().file_name())
        .find(|n| n.to_string_lossy().starts_with("log-"))
        .unwrap();
    std::fs::copy(
        other.path().join("keys").join(&made),
        house.path().join("keys").join(&made),
    )
    .unwrap();
    server.until("/readyz", |a| {
        a.status == 200 && a.body.contains("keys: ok\n")
    });
}
