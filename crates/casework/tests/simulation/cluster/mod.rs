//! Nodes on one database: crashes, cuts, lost and late replies, clock jumps, full and read-only disks, fail-over. The house's own
//! code and SQL run; the server is SQLite, and its wire is [`line`], one step of one node at a time.

mod clients;
mod line;
mod node;
mod stands;
mod world;

use std::ops::Range;
use std::path::Path;
use std::time::Instant;

use casework::Casework;
use harness::{Scene, Store};
use tempfile::TempDir;

use self::clients::{Request, Told};
use self::line::{At, Fault, What};
use self::stands::stands;
use self::world::World;
use crate::seed::seeds;

/// Seeds of the ordinary run.
const SEEDS: Range<u64> = 0..25;

/// A house with a procedure, a citizen and three officials, as one file and its keys.
async fn furnished() -> TempDir {
    let scene = Scene::new(Store::Sqlite, 3).await;
    let (from, dir) = (scene.house.dir().to_owned(), tempfile::tempdir().unwrap());
    let file = dir.path().join("diwan.db");
    let connection = rusqlite::Connection::open(from.join("diwan.db")).unwrap();
    connection
        .execute("vacuum into ?1", [file.to_str().unwrap()])
        .unwrap();
    std::fs::create_dir(dir.path().join("keys")).unwrap();
    for key in std::fs::read_dir(from.join("keys")).unwrap() {
        let key = key.unwrap();
        std::fs::copy(key.path(), dir.path().join("keys").join(key.file_name())).unwrap();
    }
    dir
}

/// What a run came to.
#[derive(Debug, PartialEq, Eq)]
struct Life {
    root: String,
    /// SHA-256 over every statement that any node sent, in order, and each answer that arrived.
    heard: String,
    statements: u64,
    mails: Vec<String>,
    met: usize,
}

async fn lives(furnished: &Path, n: u64) -> Result<Life, String> {
    let dir = tempfile::tempdir().unwrap();
    let mut world = World::new(furnished, dir.path(), n).await;
    for step in 0..20 + world.seed.below(30) {
        let happened = world.step().await;
        happened.map_err(|e| format!("step {step}: {e}"))?;
    }
    world.heals().await.map_err(|e| format!("healed: {e}"))?;
    let root = stands(&world).await?;
    Ok(Life {
        root,
        heard: world.server.heard(),
        statements: world.server.statements(),
        mails: world.mails.into_keys().collect(),
        met: world.met,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_lose_and_repeat_nothing_whatever_fails_from_seeds() {
    let (start, seeds, began) = (furnished().await, seeds(SEEDS), Instant::now());
    let many = seeds.clone().count();
    let (mut met, mut statements) = (0, 0);
    for n in seeds {
        match lives(start.path(), n).await {
            Ok(life) => {
                met += life.met;
                statements += life.statements;
            }
            Err(why) => panic!("seed {n}: {why}\nagain: DIWAN_SEEDS={n}..{}", n + 1),
        }
    }
    assert!(met >= many, "{met} faults in {many} runs: too few");
    let took = began.elapsed().as_secs_f64();
    eprintln!(
        "{many} seeds in {took:.1} s: {:.0} an hour; {met} faults on wires, {statements} statements",
        many as f64 / took * 3600.0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_gives_the_same_run_to_the_last_statement() {
    let start = furnished().await;
    for n in 0..3 {
        let first = lives(start.path(), n).await.unwrap();
        let second = lives(start.path(), n).await.unwrap();
        assert_eq!(first, second, "seed {n}");
    }
}

async fn somebody_wants(casework: &Casework, world: &mut World) -> Request {
    loop {
        let request = Request::new(casework, &mut world.seed).await;
        if let Some(request) = request.unwrap() {
            return request;
        }
    }
}

/// The check can fail: what was told and is not there, and what is there twice, are found.
#[tokio::test(flavor = "multi_thread")]
async fn a_lost_or_repeated_request_is_found() {
    let (start, dir) = (furnished().await, tempfile::tempdir().unwrap());
    let mut world = World::new(start.path(), dir.path(), 1).await;
    let casework = world.nodes[0].casework.clone().unwrap();
    let request = somebody_wants(&casework, &mut world).await;
    let done = request.clone().ask(casework.clone()).await.unwrap();
    world.requests.push(Request {
        told: Told::Done(done),
        ..request.clone()
    });
    world.heals().await.unwrap();
    stands(&world).await.unwrap();

    world.requests[0].told = Told::Refused;
    let why = stands(&world).await.unwrap_err();
    assert!(why.contains("0 were told, 1 are there"), "{why}");

    world.requests[0].told = Told::Done(done + 7);
    let why = stands(&world).await.unwrap_err();
    assert!(why.contains("is not there"), "{why}");

    world.requests[0].told = Told::Done(done);
    world.mails.insert("Message-ID: <other>".into(), false);
    let why = stands(&world).await.unwrap_err();
    assert!(why.contains("mails came"), "{why}");
}

/// A snapshot that could not be ended is not what the next reader reads.
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_whose_rollback_failed_is_not_used_again() {
    let (start, dir) = (furnished().await, tempfile::tempdir().unwrap());
    let mut world = World::new(start.path(), dir.path(), 1).await;
    let casework = world.nodes[0].casework.clone().unwrap();
    world.nodes[0].wire.plan(Some(Fault {
        at: At::Text("rollback"),
        answered: false,
        what: What::Fails(rusqlite::ffi::SQLITE_IOERR),
    }));
    casework.follow().await.unwrap();
    assert!(world.nodes[0].wire.met());
    let before = casework.newest().await.unwrap().size;
    let other = world.nodes[1].casework.clone().unwrap();
    let request = somebody_wants(&other, &mut world).await;
    request.ask(other).await.unwrap();
    assert!(casework.newest().await.unwrap().size > before);
}
