//! The monitor against logs that are whole, damaged, rewritten, rolled back, forked, dated back.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;
use tlog::checkpoint::Signers;
use tlog::tile::{TILE_WIDTH, bundle_growth, encode_bundle, encode_hashes, growth};
use tlog::{Checkpoint, Frontier, Hash, Leaf, Note, Signer, TileId, Verified, Verifiers};
use watch::monitor::{Folder, Heard, Kind, Monitor, Report, State, complete};

const ORIGIN: &str = "diwan.example/record";
/// The first entry's time; each later one comes a second after the one before.
const START: i64 = 1_795_507_200_000_000;

fn signer() -> Signer {
    Signer::from_seed(ORIGIN, &[7; 32]).unwrap()
}

struct Log {
    leaves: Vec<Leaf>,
    levels: Vec<Vec<Hash>>,
    frontier: Frontier,
}

impl Log {
    /// A log of so many entries; from `differs` on they are others than in logs with another tag.
    fn new(size: u64, differs: u64, tag: u8) -> Log {
        let leaf = |n: u64| {
            let tag = if n < differs { 0 } else { tag };
            let time = START + i64::try_from(n).unwrap() * 1_000_000;
            Leaf::new(ORIGIN, n, time, Hash([tag; 32]))
        };
        Log::of((0..size).map(leaf).collect())
    }

    fn of(leaves: Vec<Leaf>) -> Log {
        let mut frontier = Frontier::new();
        let mut levels = vec![Vec::new(); 3];
        for leaf in &leaves {
            frontier.append_with(leaf.hash(), |level, _, hash| {
                if level % 8 == 0 {
                    levels[usize::from(level / 8)].push(*hash);
                }
            });
        }
        Log {
            leaves,
            levels,
            frontier,
        }
    }

    fn checkpoint(&self) -> Note {
        let checkpoint = Checkpoint {
            origin: ORIGIN.to_owned(),
            size: self.frontier.size(),
            root: self.frontier.root(),
            extensions: Vec::new(),
        };
        checkpoint.sign(&signer()).unwrap()
    }

    /// Publishes it in a folder, in place of what was there.
    fn publish(&self, folder: &Path) {
        let _ = std::fs::remove_dir_all(folder);
        let write = |path: String, bytes: &[u8]| {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        };
        let size = self.frontier.size();
        write(
            "checkpoint".into(),
            self.checkpoint().to_string().as_bytes(),
        );
        for id in growth(0, size) {
            write(id.to_string(), &encode_hashes(self.tile(id)));
        }
        for id in bundle_growth(0, size) {
            let start = usize::try_from(id.index).unwrap() * usize::from(TILE_WIDTH);
            let leaves = &self.leaves[start..start + usize::from(id.width)];
            let bytes: Vec<_> = leaves.iter().map(Leaf::encode).collect();
            let bundle = encode_bundle(bytes.iter().map(|leaf| &leaf[..])).unwrap();
            write(id.to_string(), &bundle);
        }
    }

    fn tile(&self, id: TileId) -> &[Hash] {
        let start = usize::try_from(id.index).unwrap() * usize::from(TILE_WIDTH);
        &self.levels[usize::from(id.level)][start..start + usize::from(id.width)]
    }
}

struct Place {
    dir: TempDir,
    state: State,
    now: Timestamp,
}

impl Place {
    fn new(log: &Log) -> Place {
        let place = Place {
            dir: tempfile::tempdir().unwrap(),
            state: State::default(),
            now: Timestamp::from_microsecond(START).unwrap() + Duration::from_secs(3600),
        };
        log.publish(&place.folder());
        place
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("record")
    }

    fn look(&mut self) -> Report {
        self.look_with(&[])
    }

    fn look_with(&mut self, heard: &[Heard]) -> Report {
        let trusted = Verifiers::new([signer().verifier().clone()]);
        let source = Folder(self.folder());
        let monitor = Monitor {
            source: &source,
            trusted: &trusted,
            now: self.now,
            patience: Duration::ZERO,
        };
        let report = monitor.look(&mut self.state, heard, &[]).unwrap();
        // What is kept is what is read again.
        let file = self.dir.path().join("state.json");
        self.state.save(&file).unwrap();
        self.state = State::load(&file).unwrap();
        report
    }
}

/// When an entry is made.
fn time_of(index: u64) -> Timestamp {
    Timestamp::from_microsecond(START).unwrap() + Duration::from_secs(index)
}

fn kinds(report: &Report) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = report.findings.iter().map(|f| f.kind).collect();
    kinds.dedup();
    kinds
}

fn heard(note: Note) -> Heard {
    Heard {
        name: "a reader".into(),
        note,
        receipt: None,
    }
}

#[test]
fn a_log_that_grows_holds_and_only_what_is_new_counts() {
    let mut place = Place::new(&Log::new(0, 0, 0));
    let mut before = 0;
    for size in [0, 1, 255, 256, 257, 700, 700, 66_000] {
        Log::new(size, size, 0).publish(&place.folder());
        place.now = time_of(size);
        let report = place.look();
        assert_eq!(report.findings, [], "{size}");
        assert_eq!((report.size, report.entries), (size, size - before));
        assert_eq!(place.state.size(), size);
        before = size;
    }
}

#[test]
fn a_flipped_bit_in_any_file_is_found_and_the_state_stays() {
    let log = Log::new(700, 700, 0);
    let files = [
        ("tile/0/000", Kind::Tile),
        ("tile/0/001", Kind::Tile),
        ("tile/0/002.p/188", Kind::Tile),
        ("tile/1/000.p/2", Kind::Tile),
        ("tile/entries/001", Kind::Root),
        ("tile/entries/002.p/188", Kind::Root),
        ("checkpoint", Kind::Signature),
    ];
    for (file, kind) in files {
        let mut place = Place::new(&log);
        let path = place.folder().join(file);
        let mut bytes = std::fs::read(&path).unwrap();
        let at = bytes.len() - 3;
        bytes[at] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let report = place.look();
        assert!(
            kinds(&report).contains(&kind),
            "{file}: {:?}",
            report.findings
        );
    }
}

#[test]
fn a_file_that_is_not_published_is_missing() {
    for file in ["tile/0/001", "tile/1/000.p/2", "tile/entries/000"] {
        let mut place = Place::new(&Log::new(700, 700, 0));
        std::fs::remove_file(place.folder().join(file)).unwrap();
        let report = place.look();
        assert_eq!(kinds(&report), [Kind::Missing], "{file}");
    }
}

#[test]
fn a_partial_tile_that_is_gone_is_taken_from_the_full_one() {
    let mut place = Place::new(&Log::new(700, 700, 0));
    // A reader with the checkpoint of 600 while the log has 700 and has dropped its partial tiles.
    let old = Log::new(600, 600, 0);
    std::fs::write(
        place.folder().join("checkpoint"),
        old.checkpoint().to_string(),
    )
    .unwrap();
    for path in ["tile/0/002.p/188", "tile/entries/002.p/188"] {
        std::fs::remove_file(place.folder().join(path)).unwrap();
    }
    let full = Log::new(768, 768, 0);
    let whole = Place::new(&full);
    for path in ["tile/0/002", "tile/entries/002"] {
        std::fs::copy(whole.folder().join(path), place.folder().join(path)).unwrap();
    }
    assert_eq!(place.look().findings, []);
    assert_eq!(place.state.size(), 600);
}

#[test]
fn a_history_that_was_rewritten_is_found_wherever_it_was() {
    for differs in [0, 100, 256, 599, 600] {
        let mut place = Place::new(&Log::new(600, 600, 0));
        place.now = time_of(600);
        assert_eq!(place.look().findings, []);
        place.now = time_of(900);
        Log::new(900, differs, 1).publish(&place.folder());
        let report = place.look();
        let expected: &[Kind] = if differs == 600 {
            &[]
        } else {
            &[Kind::Rewritten]
        };
        let found = kinds(&report);
        assert!(
            expected.iter().all(|kind| found.contains(kind))
                && found.is_empty() == expected.is_empty(),
            "{differs}: {:?}",
            report.findings
        );
    }
}

#[test]
fn a_log_that_is_shorter_than_before_is_found_each_time() {
    let mut place = Place::new(&Log::new(600, 600, 0));
    assert_eq!(place.look().findings, []);
    Log::new(500, 500, 0).publish(&place.folder());
    for _ in 0..2 {
        assert_eq!(kinds(&place.look()), [Kind::Shrunk]);
    }
    Log::new(600, 600, 0).publish(&place.folder());
    assert_eq!(place.look().findings, []);
}

#[test]
fn what_others_hold_is_part_of_the_history_or_a_fork() {
    let mut place = Place::new(&Log::new(700, 700, 0));
    for size in [0, 1, 256, 300, 699, 700] {
        let report = place.look_with(&[heard(Log::new(size, size, 0).checkpoint())]);
        assert_eq!(
            (report.findings.as_slice(), report.heard),
            (&[][..], 1),
            "{size}"
        );
    }
    for size in [300, 700] {
        let report = place.look_with(&[heard(Log::new(size, 200, 1).checkpoint())]);
        assert_eq!(kinds(&report), [Kind::Forked], "{size}");
    }
    let longer = place.look_with(&[heard(Log::new(800, 800, 0).checkpoint())]);
    assert_eq!(kinds(&longer), [Kind::Forked]);
    let mut stranger = Note::new(Log::new(300, 300, 0).checkpoint().text()).unwrap();
    stranger.sign(&Signer::from_seed(ORIGIN, &[8; 32]).unwrap());
    assert_eq!(kinds(&place.look_with(&[heard(stranger)])), [Kind::Receipt]);
}

#[test]
fn times_that_go_back_lie_ahead_or_are_dated_back_are_found() {
    let mut leaves = Log::new(10, 10, 0).leaves;
    leaves[5].time_us = leaves[4].time_us - 1;
    assert_eq!(kinds(&Place::new(&Log::of(leaves)).look()), [Kind::Time]);

    let mut leaves = Log::new(10, 10, 0).leaves;
    leaves[9].time_us = START + 2 * 3_600_000_000;
    assert_eq!(kinds(&Place::new(&Log::of(leaves)).look()), [Kind::Time]);

    // Looked at an hour after the first entry; then an entry appears that claims to be older.
    let mut place = Place::new(&Log::new(10, 10, 0));
    assert_eq!(place.look().findings, []);
    Log::new(11, 11, 0).publish(&place.folder());
    let report = place.look();
    assert_eq!(kinds(&report), [Kind::Time]);
    assert!(
        report.findings[0].detail.contains("dated back"),
        "{:?}",
        report.findings
    );
}

#[test]
fn leaves_of_another_log_or_place_are_found() {
    let mut leaves = Log::new(10, 10, 0).leaves;
    leaves[5].index = 6;
    assert_eq!(kinds(&Place::new(&Log::of(leaves)).look()), [Kind::Leaf]);
    let mut leaves = Log::new(10, 10, 0).leaves;
    leaves[5].log = tlog::LogId::of("other.example/record");
    assert_eq!(kinds(&Place::new(&Log::of(leaves)).look()), [Kind::Leaf]);
}

/// An entry of a case as its receipt proves it.
fn entry(index: u64, case: &str, n: u64, kind: &str, data: &Value) -> Verified {
    let body = json!({ "case": case, "n": n, "kind": kind, "data": data });
    let checkpoint = Checkpoint::parse(Log::new(1, 1, 0).checkpoint().text()).unwrap();
    Verified {
        index,
        time_us: START + i64::try_from(index).unwrap() * 1_000_000,
        commitment: Hash([0; 32]),
        body: body.to_string().into_bytes(),
        checkpoint,
        signers: Signers {
            log: tlog::note::Trusted {
                name: ORIGIN.into(),
                id: 0,
                algorithm: tlog::key::Algorithm::Ed25519,
                time: None,
            },
            witnesses: Vec::new(),
        },
    }
}

fn found(receipts: &[Verified], now: &str) -> Vec<(Kind, String)> {
    let findings = complete(receipts, now.parse().unwrap());
    findings.into_iter().map(|f| (f.kind, f.detail)).collect()
}

#[test]
fn gaps_doubles_and_turned_places_in_a_case_are_found() {
    let at = |index, n| entry(index, "2026-00001", n, "message.sent", &json!({}));
    let now = "2026-11-25T00:00:00Z";
    assert_eq!(found(&[at(3, 1), at(7, 2), at(9, 3)], now), []);
    let gap = found(&[at(3, 1), at(9, 3)], now);
    assert!(
        gap[0].1.contains("no receipt of its entries 2 of 3"),
        "{gap:?}"
    );
    let twice = found(&[at(3, 1), at(7, 2), at(8, 2)], now);
    assert!(twice[0].1.contains("entries 7 and 8"), "{twice:?}");
    let turned = found(&[at(9, 1), at(7, 2)], now);
    assert!(turned[0].1.contains("stands before"), "{turned:?}");
    // The same receipt twice is no fault, and entries without a case are of none.
    assert_eq!(found(&[at(3, 1), at(3, 1)], now), []);
}

#[test]
fn a_deadline_without_a_word_and_a_word_too_late_are_found() {
    let case = "2026-00001";
    let due = "2026-11-24T08:10:00Z";
    let open = entry(0, case, 1, "case.opened", &json!({}));
    let task = entry(
        1,
        case,
        2,
        "task.assigned",
        &json!({ "job": 4, "due": due }),
    );
    let ended = |index, kind: &str| entry(index, case, 3, kind, &json!({ "job": 4 }));
    let receipts = |third: Option<Verified>| [Some(open.clone()), Some(task.clone()), third];
    let judge = |third, now: &str| {
        let all: Vec<Verified> = receipts(third).into_iter().flatten().collect();
        found(&all, now)
    };
    assert_eq!(
        judge(None, "2026-11-24T08:30:00Z"),
        [],
        "within the hour of grace"
    );
    let silent = judge(None, "2026-11-25T08:00:00Z");
    assert_eq!(silent[0].0, Kind::Deadline);
    assert!(silent[0].1.contains("no receipt says what became of it"));
    for kind in [
        "task.completed",
        "task.overdue",
        "task.lapsed",
        "case.closed",
    ] {
        assert_eq!(
            judge(Some(ended(60, kind)), "2026-11-25T08:00:00Z"),
            [],
            "{kind}"
        );
    }
    let late = judge(Some(ended(9000, "task.overdue")), "2026-11-25T08:00:00Z");
    assert!(late[0].1.contains("the entry about it came at"), "{late:?}");
    let other = entry(60, case, 3, "task.completed", &json!({ "job": 5 }));
    assert_eq!(
        judge(Some(other), "2026-11-25T08:00:00Z")[0].0,
        Kind::Deadline
    );
}
