//! The writing thread: faults of one command, and other processes on the same log.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use casework::record::{Commit, CommitWatch, Fact, KeyError};
use casework::{Actor, Casework, Error, people};
use futures_util::FutureExt as _;
use harness::{Scene, Store, stores};

/// A second process on the same house: nothing of the first one's memory.
async fn second(scene: &Scene) -> Casework {
    let settings = scene.house.settings().clone();
    tokio::task::spawn_blocking(move || Casework::open(settings))
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_panics_is_undone_and_the_writer_goes_on() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        let casework = &scene.house.casework;
        let case = scene.open("before").await.unwrap().id;
        // Commands of one batch: the one in the middle has a fault after it wrote.
        let faulty = casework.write(move |tx| -> Result<(), Error> {
            tx.append_to(
                Actor::Operator,
                case,
                Fact::AccessRefused {
                    what: "lost".into(),
                },
            )?;
            tx.side_table("delete from claims", Vec::new())?;
            panic!("a fault of this command");
        });
        let (before, faulty, after) =
            tokio::join!(scene.open("beside"), faulty, scene.open("behind"));
        assert!(
            matches!(faulty, Err(Error::Panicked)),
            "{store:?}: {faulty:?}"
        );
        assert!(before.is_ok() && after.is_ok(), "{store:?}");
        scene.open("afterwards").await.unwrap();
        let lost = casework.read(|link, _| {
            let sql = "select seq from entries where kind = 'access.refused'";
            Ok(link.query(sql, &[])?.len())
        });
        assert_eq!(lost.await.unwrap(), 0, "{store:?}");
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_command_took_has_its_wait_for_the_batch_before_in_it() {
    const WAIT: Duration = Duration::from_millis(200);
    let commits: Arc<Mutex<Vec<Commit>>> = Arc::default();
    let seen = Arc::clone(&commits);
    let scene = Scene::new(Store::Sqlite, 1).await;
    let house = scene.house.reopen_with(|settings| {
        settings.writer.watch = Some(CommitWatch(Arc::new(move |commit| {
            seen.lock().unwrap().push(commit);
        })));
    });
    let casework = house.await.unwrap().casework;
    let (begun, begins) = mpsc::channel();
    let (go, goes) = mpsc::channel();
    let first = tokio::spawn({
        let casework = casework.clone();
        async move {
            let work = move |_: &mut casework::record::Tx<'_>| {
                begun.send(()).unwrap();
                goes.recv().unwrap();
                Ok(())
            };
            casework.write(work).await
        }
    });
    tokio::task::block_in_place(|| begins.recv().unwrap());
    commits.lock().unwrap().clear();
    let mut second = Box::pin(casework.write(|_| Ok(())));
    // It is handed over, and the writer is busy.
    assert!((&mut second).now_or_never().is_none());
    tokio::time::sleep(WAIT).await;
    go.send(()).unwrap();
    first.await.unwrap().unwrap();
    second.await.unwrap();
    let commits = commits.lock().unwrap();
    let [_, second] = commits.as_slice() else {
        panic!("two commits, not {commits:?}")
    };
    assert!(second.held);
    let [answered] = second.answered.as_slice() else {
        panic!("one command: {second:?}")
    };
    assert!(*answered >= WAIT && *answered > second.took, "{second:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_side_tables_are_written_without_an_entry() {
    for store in stores() {
        let scene = Scene::new(store, 1).await;
        let refused = scene
            .house
            .casework
            .write(|tx| Ok(tx.side_table("delete from roles", Vec::new())?));
        let refused = refused.await.unwrap_err().to_string();
        assert!(
            refused.contains("no statement on a side table"),
            "{store:?}: {refused}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_another_process_destroyed_is_not_used_from_memory() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        let citizen = scene.citizen;
        let case = scene.open("A stall").await.unwrap().id;
        scene.decide(case, true).await.unwrap();
        // The name is read: the server has the key in memory.
        let name = || {
            let read = move |link: &mut _, parts: &_| people::person(link, parts, citizen);
            scene.house.casework.read(read)
        };
        assert_eq!(name().await.unwrap().profile.name, "Salma Haddad");
        let other = second(&scene).await;
        let erase = other.write(move |tx| {
            people::erase_person(tx, Actor::Operator, citizen, "asked for")?;
            casework::case::erase_case(tx, Actor::Operator, case, "asked for")
        });
        erase.await.unwrap();
        let read = name().await;
        assert!(
            matches!(read, Err(Error::Key(KeyError::Destroyed(_)))),
            "{store:?}: {read:?}"
        );
        let entry = scene.house.casework.write(move |tx| {
            let what = "case".into();
            tx.append_to(Actor::System, case, Fact::AccessRefused { what })
        });
        let entry = entry.await;
        assert!(
            matches!(entry, Err(Error::Key(KeyError::Destroyed(_)))),
            "{store:?}: {entry:?}"
        );
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_that_is_rolled_back_leaves_the_key() {
    for store in stores() {
        let scene = Scene::new(store, 1).await;
        let citizen = scene.citizen;
        let undone = scene.house.casework.write(move |tx| -> Result<(), Error> {
            people::erase_person(tx, Actor::Operator, citizen, "by mistake")?;
            Err(Error::Conflict("not this time"))
        });
        assert!(undone.await.is_err());
        let read = scene
            .house
            .casework
            .read(move |link, parts| people::person(link, parts, citizen));
        assert_eq!(
            read.await.unwrap().profile.name,
            "Salma Haddad",
            "{store:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_process_writes_is_published() {
    for store in stores() {
        let scene = Scene::new(store, 1).await;
        let casework = &scene.house.casework;
        let before = casework.published().borrow().size;
        let other = second(&scene).await;
        let written = other.write(|tx| tx.append(Actor::System, Fact::ClockJumped { by_us: 7 }));
        assert_eq!(written.await.unwrap(), before);
        assert_eq!(casework.published().borrow().size, before, "{store:?}");
        casework.follow().await.unwrap();
        let published = casework.published().borrow().clone();
        assert_eq!(published.size, before + 1, "{store:?}");
        assert_eq!(published, *other.published().borrow());
    }
}
