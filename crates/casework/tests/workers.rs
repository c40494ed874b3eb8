//! Work for programs outside: one holds a job at a time, a lock runs out, and each step is an entry.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::PathBuf;
use std::time::Duration;

use casework::audit::Finding;
use casework::case::{self, Action, Application, Fetch, Fetched, Given, Status, Step};
use casework::outbox::{self, Mail};
use casework::workers::{self, Worker};
use casework::{Actor, CaseId, Error, PersonId};
use harness::{House, Mailbox, Store, stores};
use serde_json::{Value as Json, json};

struct Scene {
    house: House,
    citizen: PersonId,
}

impl Scene {
    async fn new(store: Store) -> Self {
        let house = House::new(store).await;
        let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/outside");
        house.deploy(&PathBuf::from(pack)).await;
        let citizen = house.person("Salma Haddad", None).await;
        Self { house, citizen }
    }

    async fn open(&self, subject: &str) -> CaseId {
        let Json::Object(data) = json!({ "subject": subject }) else {
            unreachable!()
        };
        let application = Application {
            pack: "outside".into(),
            applicant: self.citizen,
            data,
            documents: Vec::new(),
        };
        let actor = Actor::Person(self.citizen);
        let open = move |tx: &mut casework::record::Tx<'_>| case::open(tx, actor, &application);
        self.house.casework.write(open).await.unwrap().id
    }

    /// A worker of that name and its token.
    async fn worker(&self, name: &'static str, topic: &str, most: u32) -> (Worker, String) {
        let topics = vec![topic.to_owned()];
        let add = move |tx: &mut casework::record::Tx<'_>| {
            workers::add(tx, Actor::Operator, name, &topics, most)
        };
        let token = self.house.casework.write(add).await.unwrap();
        let worker = self.known(&token).await.unwrap();
        assert_eq!(worker.name, name);
        (worker, token)
    }

    async fn known(&self, token: &str) -> Option<Worker> {
        let token = token.to_owned();
        let read = move |link: &mut _, _: &_| workers::authenticate(link, &token);
        self.house.casework.read(read).await.unwrap()
    }

    async fn fetch(&self, worker: &Worker, most: u32) -> Result<Vec<Given>, Error> {
        let (by, id) = (worker.clone(), worker.id);
        let wanted = Fetch {
            topics: vec!["score".into()],
            most,
            lock: 60,
        };
        let fetch = move |tx: &mut casework::record::Tx<'_>| case::fetch(tx, &by, &wanted);
        let Fetched::Jobs(jobs) = self.house.casework.write(fetch).await? else {
            return Err(Error::Conflict("full"));
        };
        let read = move |link: &mut _, parts: &_| case::given(link, parts, id, &jobs);
        self.house.casework.read(read).await
    }

    async fn step(&self, worker: &Worker, id: u64, step: Step) -> Result<u64, Error> {
        let worker = worker.clone();
        let write = move |tx: &mut casework::record::Tx<'_>| workers::step(tx, &worker, id, &step);
        self.house.casework.write(write).await
    }

    async fn outcome(&self, id: CaseId) -> (Status, Option<String>) {
        let read = move |tx: &mut casework::record::Tx<'_>| {
            tx.case(id).map(|c| (c.status, c.outcome.clone()))
        };
        self.house.casework.write(read).await.unwrap()
    }

    async fn holds(&self) {
        assert_eq!(self.house.audit().await.findings, []);
    }
}

fn done(lock: u64) -> Step {
    Step::Complete {
        lock,
        result: json!({ "score": 7, "share": 0.25 }),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_fetches_is_told_what_the_pack_gives_and_completes() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let id = scene.open("a chair").await;
        let (worker, _) = scene.worker("scorer", "score", 8).await;
        let given = scene.fetch(&worker, 5).await.unwrap();
        assert_eq!(given.len(), 1);
        assert_eq!(given[0].variables, json!({ "subject": "a chair" }));
        assert_eq!(given[0].topic, "score");
        assert_eq!(given[0].retries, 2);
        // The reading is an entry of the case, by the worker.
        let sql = "select actor from entries where case_id = $1 and kind = 'job.locked'";
        let read = scene.house.casework.read(move |link, _| {
            let rows = link.query(sql, &[id.into()])?;
            Ok(rows[0].get::<String>(0)?)
        });
        assert_eq!(read.await.unwrap(), "worker:1", "{store:?}");
        scene.holds().await;
        scene
            .step(&worker, given[0].id, done(given[0].lock))
            .await
            .unwrap();
        assert_eq!(
            scene.outcome(id).await,
            (Status::Closed, Some("granted".into()))
        );
        assert!(matches!(
            scene.step(&worker, given[0].id, done(given[0].lock)).await,
            Err(Error::Conflict(_))
        ));
        scene.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_never_hold_one_job_and_a_lock_that_ran_out_is_anothers() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let id = scene.open("a chair").await;
        let (one, _) = scene.worker("one", "score", 8).await;
        let (two, _) = scene.worker("two", "score", 8).await;
        let (a, b) = tokio::join!(scene.fetch(&one, 8), scene.fetch(&two, 8));
        let (a, b) = (a.unwrap(), b.unwrap());
        assert_eq!(a.len() + b.len(), 1, "{store:?}");
        let (first, second, held) = if a.is_empty() {
            (&two, &one, &b[0])
        } else {
            (&one, &two, &a[0])
        };
        // Locks are state: they outlive the process.
        let Scene { house, citizen } = scene;
        let scene = Scene {
            house: house.reopen().await.unwrap(),
            citizen,
        };
        assert_eq!(scene.fetch(second, 8).await.unwrap(), []);
        let taken = scene.step(second, held.id, done(held.lock)).await;
        assert!(matches!(taken, Err(Error::Conflict(_))), "{taken:?}");

        scene.house.advance(Duration::from_secs(61));
        let late = scene.step(first, held.id, done(held.lock)).await;
        assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
        let again = scene.fetch(second, 8).await.unwrap();
        assert_eq!(again[0].id, held.id);
        let stale = scene.step(first, held.id, done(held.lock)).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
        let stolen = scene.step(first, held.id, done(again[0].lock)).await;
        assert!(matches!(stolen, Err(Error::Conflict(_))), "{stolen:?}");
        scene
            .step(second, held.id, done(again[0].lock))
            .await
            .unwrap();
        assert_eq!(scene.outcome(id).await.0, Status::Closed);
        scene.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_is_extended_by_who_has_it() {
    let scene = Scene::new(Store::Sqlite).await;
    scene.open("a chair").await;
    let (worker, _) = scene.worker("one", "score", 8).await;
    let held = scene.fetch(&worker, 1).await.unwrap().remove(0);
    scene.house.advance(Duration::from_secs(50));
    let extend = |seconds| Step::Extend {
        lock: held.lock,
        seconds,
    };
    assert!(matches!(
        scene.step(&worker, held.id, extend(3601)).await,
        Err(Error::Field { .. })
    ));
    scene.step(&worker, held.id, extend(100)).await.unwrap();
    scene.house.advance(Duration::from_secs(99));
    scene.step(&worker, held.id, done(held.lock)).await.unwrap();
    scene.holds().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_are_counted_and_the_last_stops_the_case() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let id = scene.open("a chair").await;
        let (worker, _) = scene.worker("one", "score", 8).await;
        let fail = |lock, retries| Step::Fail {
            lock,
            error: "the scale is broken".into(),
            retries,
            after: Some(10),
        };
        let mut last = 0;
        for retries in [2, 1, 0] {
            let held = scene.fetch(&worker, 1).await.unwrap().remove(0);
            assert_eq!(held.retries, retries, "{store:?}");
            // More than the pack says is not given.
            scene
                .step(&worker, held.id, fail(held.lock, Some(99)))
                .await
                .unwrap();
            assert_eq!(
                scene.fetch(&worker, 1).await.unwrap(),
                [],
                "not before its time"
            );
            scene.house.advance(Duration::from_secs(11));
            last = held.id;
        }
        assert_eq!(scene.outcome(id).await.0, Status::Incident);
        assert_eq!(scene.fetch(&worker, 1).await.unwrap(), []);
        scene.holds().await;
        let retry = Action::Retry {
            reason: "mended".into(),
        };
        let write =
            move |tx: &mut casework::record::Tx<'_>| case::act(tx, Actor::Operator, id, &retry);
        scene.house.casework.write(write).await.unwrap();
        let held = scene.fetch(&worker, 1).await.unwrap().remove(0);
        assert_ne!(held.id, last, "a new job");
        scene
            .step(&worker, held.id, fail(held.lock, Some(0)))
            .await
            .unwrap();
        assert_eq!(
            scene.outcome(id).await.0,
            Status::Incident,
            "the worker gave up"
        );
        scene.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_of_the_packs_takes_its_way_and_no_other_is_accepted() {
    let scene = Scene::new(Store::Sqlite).await;
    let id = scene.open("a cloud").await;
    let (worker, _) = scene.worker("one", "score", 8).await;
    let held = scene.fetch(&worker, 1).await.unwrap().remove(0);
    let error = |code: &str| Step::Error {
        lock: held.lock,
        code: code.into(),
    };
    let refused = scene.step(&worker, held.id, error("granted")).await;
    assert!(
        matches!(refused, Err(Error::Field { field: "code", .. })),
        "{refused:?}"
    );
    scene
        .step(&worker, held.id, error("unscorable"))
        .await
        .unwrap();
    assert_eq!(scene.outcome(id).await.1.as_deref(), Some("refused"));
    scene.holds().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_has_its_topics_and_its_measure_only() {
    let scene = Scene::new(Store::Sqlite).await;
    for subject in ["a", "b", "c"] {
        scene.open(subject).await;
    }
    let (other, _) = scene.worker("other", "translate", 8).await;
    assert!(matches!(
        scene.fetch(&other, 8).await,
        Err(Error::Forbidden(_))
    ));
    let (worker, _) = scene.worker("one", "score", 2).await;
    let held = scene.fetch(&worker, 8).await.unwrap();
    assert_eq!(held.len(), 2);
    assert!(matches!(
        scene.fetch(&worker, 8).await,
        Err(Error::Conflict("full"))
    ));
    let hidden = scene.step(&other, held[0].id, done(held[0].lock)).await;
    assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");
    scene
        .step(&worker, held[0].id, done(held[0].lock))
        .await
        .unwrap();
    assert_eq!(scene.fetch(&worker, 8).await.unwrap().len(), 1);
    let deep: Json = (0..40).fold(Json::Null, |inner, _| json!([inner]));
    let deep = Step::Complete {
        lock: held[1].lock,
        result: deep,
    };
    assert!(matches!(
        scene.step(&worker, held[1].id, deep).await,
        Err(Error::Field {
            field: "result",
            ..
        })
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_token_is_nobodys_and_what_it_held_is_free() {
    for store in stores() {
        let scene = Scene::new(store).await;
        scene.open("a chair").await;
        let (one, token) = scene.worker("one", "score", 8).await;
        let (two, _) = scene.worker("two", "score", 8).await;
        assert_eq!(scene.known(&token).await, Some(one.clone()));
        let mut wrong = token.clone();
        wrong.pop();
        for other in [
            &wrong,
            "",
            "w1.",
            "w99.x",
            "x1.x",
            token.trim_start_matches('w'),
        ] {
            assert_eq!(scene.known(other).await, None, "{other}");
        }
        let held = scene.fetch(&one, 8).await.unwrap().remove(0);
        let revoke =
            |tx: &mut casework::record::Tx<'_>| workers::revoke(tx, Actor::Operator, "one");
        scene.house.casework.write(revoke).await.unwrap();
        assert_eq!(scene.known(&token).await, None);
        assert_eq!(
            scene.fetch(&two, 8).await.unwrap()[0].id,
            held.id,
            "{store:?}"
        );
        assert!(matches!(
            scene.house.casework.write(revoke).await,
            Err(Error::Conflict(_))
        ));
        let again = |tx: &mut casework::record::Tx<'_>| {
            workers::add(tx, Actor::Operator, "one", &["score".into()], 1)
        };
        assert!(matches!(
            scene.house.casework.write(again).await,
            Err(Error::Conflict(_))
        ));
        scene.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_outside_is_written_to_and_a_line_is_published() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let id = scene.open("a chair").await;
        let (worker, _) = scene.worker("one", "score", 8).await;
        let held = scene.fetch(&worker, 8).await.unwrap().remove(0);
        scene.step(&worker, held.id, done(held.lock)).await.unwrap();
        let mailbox = Mailbox::start().await;
        let mail = Mail::new(&mailbox.url(), "office@example.org").unwrap();
        assert_eq!(
            outbox::sweep(&scene.house.casework, &mail).await.unwrap(),
            1
        );
        let message = mailbox.wait_for(1).await.remove(0);
        assert!(
            message.data.contains("To: registry@agency.example"),
            "{}",
            message.data
        );
        assert!(message.data.contains("The score is"), "{}", message.data);
        let read = scene.house.casework.read(move |link, _| {
            let rows = link.query("select case_id, pack, line from register", &[])?;
            assert_eq!(rows.len(), 1);
            Ok((
                rows[0].get::<CaseId>(0)?,
                rows[0].get::<String>(1)?,
                rows[0].get::<String>(2)?,
            ))
        });
        let (case, pack, line) = read.await.unwrap();
        assert_eq!((case, pack.as_str()), (id, "outside"));
        assert_eq!(line, r#"{"score":"7","subject":"a chair"}"#, "{store:?}");
        scene.holds().await;

        // Erasing the case takes its line out of the register; the audit still holds.
        let erase = move |tx: &mut casework::record::Tx<'_>| {
            case::erase_case(tx, Actor::Operator, id, "asked for")
        };
        scene.house.casework.write(erase).await.unwrap();
        let read = scene
            .house
            .casework
            .read(|link, _| Ok(link.query("select line from register", &[])?[0].get::<String>(0)?));
        assert_eq!(read.await.unwrap(), "");
        scene.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_behind_the_houses_back_is_found() {
    for store in stores() {
        for (sql, name, what) in [
            (
                "update external_jobs set worker = 2",
                "external_jobs",
                "worker",
            ),
            (
                "update external_jobs set locked_until = locked_until + 1",
                "external_jobs",
                "locked_until",
            ),
            (
                "update workers set topics = 'score translate' where id = 1",
                "workers",
                "topics",
            ),
            ("update register set line = '{}'", "register", "line"),
        ] {
            let scene = Scene::new(store).await;
            scene.open("a chair").await;
            let (worker, _) = scene.worker("one", "score", 1).await;
            let held = scene.fetch(&worker, 1).await.unwrap().remove(0);
            scene.step(&worker, held.id, done(held.lock)).await.unwrap();
            scene.open("a table").await;
            scene.fetch(&worker, 1).await.unwrap();
            scene.holds().await;
            scene.house.tamper(sql).await;
            let found = scene.house.audit().await.findings;
            assert!(
                found.iter().any(|f| matches!(f, Finding::ChangedRow { table, column, .. } if table == name && column == what)),
                "{store:?} {sql}: {found:?}"
            );
        }
    }
}
