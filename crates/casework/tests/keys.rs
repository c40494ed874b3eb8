//! The log's keys: changed with an overlap, told by entries, vouched for by the older ones; and refused where they are not the log's.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::time::Duration;

use casework::audit::Finding;
use casework::record::{
    Fact, LogKey, RecordError, Tx, add_log_key, log_keys, receipt, retire_log_key, rotations,
};
use casework::store::StoreError;
use casework::{Actor, Casework, Error};
use harness::{House, stores};
use tlog::{Checkpoint, Note, Verifiers, rotation};

/// Longer than the overlap that is asked for.
const OVERLAP: Duration = Duration::from_secs(15 * 24 * 3600);

fn first(house: &House) -> String {
    house.casework.published().borrow().keys[0].clone()
}

async fn keys(house: &House) -> Vec<LogKey> {
    let read = house.casework.read(|link, _| Ok(log_keys(link)?));
    read.await.unwrap()
}

/// Makes a key and puts it in force.
async fn add(house: &House) -> String {
    let parts = &house.casework.parts;
    let (vkey, _) = parts.identity.signers.make(&parts.entropy).unwrap();
    let key = vkey.clone();
    let write = move |tx: &mut Tx<'_>| add_log_key(tx, Actor::Operator, &key, "Every two years");
    house.casework.write(write).await.unwrap();
    vkey
}

async fn retire(house: &House, vkey: &str, at_once: bool) -> Result<u64, Error> {
    let key = vkey.to_owned();
    let write = move |tx: &mut Tx<'_>| {
        retire_log_key(tx, Actor::Operator, &key, "Every two years", at_once)
    };
    house.casework.write(write).await
}

async fn grow(casework: &Casework) -> Result<u64, Error> {
    let write = |tx: &mut Tx<'_>| tx.append(Actor::System, Fact::ClockJumped { by_us: 7 });
    casework.write(write).await
}

/// Who of these has signed the newest checkpoint.
fn signers(casework: &Casework, of: &[&str]) -> Vec<bool> {
    let text = casework.published().borrow().checkpoint.clone();
    let note = Note::parse(text.as_bytes()).unwrap();
    let by = |key: &&str| {
        let trusted = Verifiers::parse([key]).unwrap();
        Checkpoint::open(&note, &trusted).is_ok()
    };
    of.iter().map(by).collect()
}

async fn second(house: &House) -> Result<Casework, Error> {
    let settings = house.settings().clone();
    let opened = tokio::task::spawn_blocking(move || Casework::open(settings));
    opened.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn both_keys_sign_during_the_overlap_and_the_new_one_alone_after_it() {
    for store in stores() {
        let house = House::new(store).await;
        let old = first(&house);
        let early = grow(&house.casework).await.unwrap();
        let read = house.casework.read(move |l, p| receipt(l, p, early));
        let kept = read.await.unwrap();

        let new = add(&house).await;
        assert_eq!(signers(&house.casework, &[&old, &new]), [true, true]);
        grow(&house.casework).await.unwrap();
        assert_eq!(signers(&house.casework, &[&old, &new]), [true, true]);
        assert_eq!(house.audit().await.findings, [], "{store:?}");

        let early = retire(&house, &old, false).await;
        let refused = early.unwrap_err().to_string();
        assert!(refused.contains("needs time until"), "{refused}");
        house.advance(OVERLAP);
        retire(&house, &old, false).await.unwrap();
        // Its last signature is on its own retirement.
        assert_eq!(signers(&house.casework, &[&old, &new]), [true, true]);
        grow(&house.casework).await.unwrap();
        assert_eq!(signers(&house.casework, &[&old, &new]), [false, true]);
        assert_eq!(house.audit().await.findings, [], "{store:?}");

        // What was given out holds for ever; what is made now holds under the new key.
        kept.verify(&Verifiers::parse([&old]).unwrap()).unwrap();
        let read = house.casework.read(|l, p| receipt(l, p, 1));
        let now = read.await.unwrap();
        assert!(now.verify(&Verifiers::parse([&old]).unwrap()).is_err());
        now.verify(&Verifiers::parse([&new]).unwrap()).unwrap();

        // Who has the old key only comes to the new one by what the log publishes.
        let published = house.casework.read(rotations).await.unwrap();
        let published = rotation::decode(&rotation::encode(&published)).unwrap();
        let trusted = Verifiers::parse([&old]).unwrap();
        let (trusted, handed) = rotation::follow(trusted, &published);
        assert_eq!(handed.len(), 1);
        assert_eq!(handed[0].key.to_string(), new);
        now.verify(&trusted).unwrap();

        let told = keys(&house).await;
        assert_eq!(told.len(), 2);
        assert_eq!((told[0].added, told[0].retired), (0, Some(4)), "{store:?}");
        assert_eq!((&told[1].vkey, told[1].retired), (&new, None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_house_opens_without_the_file_of_a_retired_key_and_not_without_one_that_signs() {
    for store in stores() {
        let house = House::new(store).await;
        let old = first(&house);
        let new = add(&house).await;
        retire(&house, &old, true).await.unwrap();
        let dir = house.settings().keys_dir();
        std::fs::remove_file(dir.join("log.key")).unwrap();
        let house = house.reopen().await.unwrap();
        grow(&house.casework).await.unwrap();
        assert_eq!(signers(&house.casework, &[&old, &new]), [false, true]);
        assert_eq!(house.audit().await.findings, [], "{store:?}");

        let file = house.casework.parts.identity.signers.file_of(&new).unwrap();
        std::fs::rename(&file, dir.join("kept")).unwrap();
        let refused = second(&house).await.err().unwrap().to_string();
        assert!(
            refused.contains(&new) && refused.contains("is not in"),
            "{refused}"
        );
        std::fs::rename(dir.join("kept"), &file).unwrap();
        second(&house).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_takes_up_a_new_key_and_loses_nothing_while_it_has_none() {
    for store in stores() {
        let house = House::new(store).await;
        let old = first(&house);
        // A node with a folder of keys of its own.
        let own = tempfile::tempdir().unwrap();
        let mut settings = house.settings().clone();
        if settings.database.is_some() {
            settings.data = own.path().to_owned();
        }
        let keys_here = settings.keys_dir();
        if settings.database.is_some() {
            std::fs::create_dir_all(&keys_here).unwrap();
            for file in ["master.key", "log.key", "draw.key"] {
                std::fs::copy(house.settings().keys_dir().join(file), keys_here.join(file))
                    .unwrap();
            }
        }
        let opened = tokio::task::spawn_blocking(move || Casework::open(settings));
        let node = opened.await.unwrap().unwrap();
        grow(&node).await.unwrap();
        let new = add(&house).await;
        let made = house.casework.parts.identity.signers.file_of(&new).unwrap();
        let there = keys_here.join(made.file_name().unwrap());
        let aside = own.path().join("aside");
        if there.exists() {
            std::fs::rename(&there, &aside).unwrap();
        } else {
            std::fs::copy(&made, &aside).unwrap();
        }
        let before = house.casework.published().borrow().size;
        let refused = grow(&node).await.unwrap_err();
        assert!(
            matches!(&refused, Error::Store(StoreError::Unavailable(why)) if why.contains(&new)),
            "{store:?}: {refused:?}"
        );
        std::fs::rename(&aside, &there).unwrap();
        // The same process, as soon as the file is there.
        assert_eq!(grow(&node).await.unwrap(), before, "{store:?}");
        assert_eq!(signers(&node, &[&old, &new]), [true, true]);
        assert_eq!(house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_do_not_fit_are_refused_with_the_reason() {
    let house = House::new(stores()[0]).await;
    let old = first(&house);
    let elsewhere = tlog::Signer::from_seed("elsewhere.example/record", &[4; 32]).unwrap();
    let unknown = tlog::Signer::from_seed("diwan.localhost/record", &[4; 32]).unwrap();
    for (key, why) in [
        ("nonsense".to_owned(), "no Ed25519 key of the log"),
        (
            elsewhere.verifier().to_string(),
            "no Ed25519 key of the log",
        ),
        (unknown.verifier().to_string(), "is not in"),
        (old.clone(), "already"),
    ] {
        let write = move |tx: &mut Tx<'_>| add_log_key(tx, Actor::Operator, &key, "why not");
        let refused = house.casework.write(write).await.unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    let only = retire(&house, &old, true).await.unwrap_err();
    assert!(
        matches!(&only, Error::Record(RecordError::Rotation(why)) if why.contains("only key")),
        "{only:?}"
    );
    for _ in 0..3 {
        add(&house).await;
    }
    let parts = &house.casework.parts;
    let (fifth, _) = parts.identity.signers.make(&parts.entropy).unwrap();
    let write = move |tx: &mut Tx<'_>| add_log_key(tx, Actor::Operator, &fifth, "too many");
    let refused = house.casework.write(write).await.unwrap_err().to_string();
    assert!(refused.contains("retire one first"), "{refused}");
    assert_eq!(house.audit().await.findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_changed_behind_the_record_are_found() {
    for store in stores() {
        for sql in [
            "update log_keys set retired = 3, retired_at = 5 where added = 0",
            "update log_keys set vkey = 'diwan.localhost/record+00000000+AAAA' where added = 0",
            "delete from log_keys where added > 0",
        ] {
            let house = House::new(store).await;
            add(&house).await;
            grow(&house.casework).await.unwrap();
            house.tamper(sql).await;
            let report = house.audit().await;
            let row = |f: &Finding| format!("{f:?}").contains("log_keys");
            assert!(
                report.findings.iter().any(row),
                "{store:?}: {sql}: {:?}",
                report.findings
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_that_a_key_in_force_has_not_signed_is_found() {
    for store in stores() {
        let house = House::new(store).await;
        let old = first(&house);
        add(&house).await;
        grow(&house.casework).await.unwrap();
        let text = house.casework.published().borrow().checkpoint.clone();
        let id = &old.split('+').nth(1).unwrap().to_owned();
        let note = Note::parse(text.as_bytes()).unwrap();
        let other = note
            .signatures()
            .iter()
            .find(|line| format!("{:08x}", line.id) != *id)
            .unwrap();
        let one = format!("{}\n{other}\n", note.text());
        house
            .tamper(&format!("update log set checkpoint = '{one}'"))
            .await;
        let report = house.audit().await;
        assert!(
            report.findings.iter().any(
                |f| matches!(f, Finding::ChangedHead { why } if why.contains("has not signed"))
            ),
            "{store:?}: {:?}",
            report.findings
        );
    }
}

/// The key that draws is the one of the first entry, whatever becomes of those that sign.
#[tokio::test(flavor = "multi_thread")]
async fn another_drawing_key_is_refused_also_after_the_signing_key_changed() {
    for store in stores() {
        let house = House::new(store).await;
        let old = first(&house);
        add(&house).await;
        retire(&house, &old, true).await.unwrap();
        let path = house.settings().keys_dir().join("draw.key");
        let kept = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, "11".repeat(32)).unwrap();
        let refused = second(&house).await.err().unwrap().to_string();
        assert!(refused.contains("drawing key"), "{store:?}: {refused}");
        let settings = house.settings().clone();
        let seen = tokio::task::spawn_blocking(move || casework::inspect::inspect(&settings));
        let seen = seen.await.unwrap().unwrap();
        assert_eq!(
            seen.keys_fault.as_deref(),
            Some("draw.key is not the log's")
        );
        let report = house.audit().await;
        assert!(
            report.findings.iter().any(|f| matches!(f, Finding::ChangedLog { what, .. } if what == "the drawing key in use")),
            "{store:?}: {:?}",
            report.findings
        );
        std::fs::write(&path, kept).unwrap();
        second(&house).await.unwrap();
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_key_file_on_which_others_have_rights_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = House::new(stores()[0]).await;
    for name in ["master.key", "log.key", "draw.key"] {
        let path = house.settings().keys_dir().join(name);
        for mode in [0o640, 0o604, 0o620] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            let refused = second(&house).await.err().unwrap().to_string();
            let told = format!("(mode {mode:04o}): chmod 600");
            assert!(
                refused.contains(name) && refused.contains(&told),
                "{refused}"
            );
        }
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    second(&house).await.unwrap();
}
