//! `diwan verify LETTER.pdf`: a letter of the house is checked offline by what is inside it.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;
use std::process::{Command, Output};

use casework::record;
use harness::{Scene, Store};
use letters::{Attachment, Block, Date, Direction, Letter, Relation};

fn verify(file: &Path, key: &Path, more: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
    command
        .arg("verify")
        .arg(file)
        .arg("--key")
        .arg(key)
        .args(more);
    command.env_remove("DIWAN_DATA").env_remove("DIWAN_LOG_KEY");
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let said = String::from_utf8([stdout, stderr].concat()).unwrap();
    (status.code().unwrap(), said)
}

/// A letter with these files inside.
fn letter(files: Vec<Vec<u8>>) -> Vec<u8> {
    let attach = |(i, bytes): (usize, Vec<u8>)| Attachment {
        name: format!("file-{i}.json"),
        media: "application/json".into(),
        description: "A file".into(),
        relation: Relation::Supplement,
        bytes,
    };
    let letter = Letter {
        language: "ar".into(),
        direction: Direction::RightToLeft,
        sender: "بلدية المدينة".into(),
        title: "قرار".into(),
        date: Date {
            year: 2026,
            month: 11,
            day: 27,
            ..Date::default()
        },
        blocks: vec![Block::Paragraph("قُبل الطلب.".into())],
        attachments: files.into_iter().enumerate().map(attach).collect(),
        ..Letter::default()
    };
    letters::pdf(&letter, &|page, pages| format!("{page}/{pages}"))
        .unwrap()
        .pdf
}

#[tokio::test]
async fn every_receipt_in_a_letter_is_checked_and_one_that_was_changed_is_found() {
    let scene = Scene::new(Store::Sqlite, 3).await;
    let casework = &scene.house.casework;
    let read = casework.read(|link, parts| {
        let (size, _) = record::checkpoint(link)?;
        let one = |seq| Ok::<_, casework::Error>(record::receipt(link, parts, seq)?.encode());
        [0, size - 1]
            .into_iter()
            .map(one)
            .collect::<Result<Vec<_>, _>>()
    });
    let receipts = read.await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let key = dir.path().join("key");
    std::fs::write(&key, casework.published().borrow().keys.join("\n")).unwrap();
    let file = dir.path().join("letter.pdf");
    let data = br#"{"outcome":"granted"}"#.to_vec();
    std::fs::write(
        &file,
        letter([vec![data.clone()], receipts.clone()].concat()),
    )
    .unwrap();
    let (code, said) = verify(&file, &key, &[]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(said.matches("holds: entry").count(), 2, "{said}");
    assert!(said.contains("all receipts in it hold (2)"), "{said}");
    let (code, said) = verify(&file, &key, &["--json"]);
    assert_eq!((code, said.lines().count()), (0, 2), "{said}");

    // A byte of an entry's body inside the letter.
    let mut changed = std::fs::read(&file).unwrap();
    let at = changed
        .windows(8)
        .rposition(|w| w == b"\"body\":\"")
        .unwrap()
        + 12;
    changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
    let forged = dir.path().join("forged.pdf");
    std::fs::write(&forged, &changed).unwrap();
    let (code, said) = verify(&forged, &key, &[]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("DOES NOT HOLD") && !said.contains("all receipts in it hold"),
        "{said}"
    );

    let none = dir.path().join("none.pdf");
    std::fs::write(&none, letter(vec![data])).unwrap();
    let (code, said) = verify(&none, &key, &[]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("no receipt is attached to it"), "{said}");
}
