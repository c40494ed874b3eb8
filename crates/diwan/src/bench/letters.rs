//! `diwan bench letters`: how many letters a core sets.

use std::time::Instant;

use letters::{Attachment, Block, Column, Date, Direction, Letter, Matrix, Relation, Row, Table};

use super::Bench;
use crate::failure::Failure;

pub(super) fn run(bench: &Bench) -> Result<(), Failure> {
    let letters = [
        (
            "decision in Arabic",
            decision("ar", Direction::RightToLeft, ARABIC),
        ),
        (
            "decision in English",
            decision("en", Direction::LeftToRight, ENGLISH),
        ),
        ("case file of 300 entries", file(300)),
    ];
    for (name, letter) in letters {
        let (mut made, mut pages) = (0_u32, 0);
        let start = Instant::now();
        while start.elapsed() < bench.time() {
            let label = |page: usize, all: usize| format!("{page}/{all}");
            let pdf = ::letters::pdf(&letter, &label).map_err(|e| Failure::Said(e.to_string()))?;
            pages = pdf.pages;
            made += 1;
        }
        let rate = f64::from(made) / start.elapsed().as_secs_f64();
        bench.figure(
            &format!("letters: {name}, {pages} pages"),
            rate,
            "letters/s",
        );
    }
    Ok(())
}

const ENGLISH: &str = "The premises were inspected against the published list; the area, the exits and the ventilation are as the law asks.";
const ARABIC: &str = "عُوين المكان وفق القائمة المنشورة، والمساحة والمخارج والتهوية مطابقة لما يطلبه القانون (المادة 12).";

fn decision(language: &str, direction: Direction, words: &str) -> Letter {
    let rows = (1..8).map(|n| Row::new(format!("{n}"), words)).collect();
    Letter {
        language: language.into(),
        direction,
        sender: words.chars().take(24).collect(),
        title: words.chars().take(32).collect(),
        date: Date {
            year: 2026,
            month: 11,
            day: 27,
            ..Date::default()
        },
        blocks: vec![
            Block::Lead(words.chars().take(60).collect()),
            Block::Rows(rows),
            Block::Heading(words.chars().take(20).collect()),
            Block::List(vec![words.into(); 5]),
            Block::Quote {
                from: "1".into(),
                text: words.into(),
            },
            Block::Code {
                matrix: Matrix::new(33, |x, y| (x * 5 + y * 3) % 7 < 3),
                alt: "QR".into(),
                beside: vec![words.into(); 3],
            },
        ],
        foot: vec!["BL-2026-7K3M-9QXA".into()],
        attachments: vec![receipt()],
        ..Letter::default()
    }
}

fn file(entries: usize) -> Letter {
    let mut letter = decision("en", Direction::LeftToRight, ENGLISH);
    let column = |weight| Column {
        head: "Column".into(),
        weight,
    };
    let row = |n: usize| {
        let when = "27 November 2026, 09:30 (UTC+2)";
        vec![when.into(), ENGLISH.into(), n.to_string()]
    };
    letter.blocks.push(Block::Table(Table {
        summary: "Entries".into(),
        columns: vec![column(30), column(58), column(12)],
        rows: (0..entries).map(row).collect(),
    }));
    letter
}

/// As large as a receipt in a log of a million entries.
fn receipt() -> Attachment {
    Attachment {
        name: "receipt-1.json".into(),
        media: "application/json".into(),
        description: "A receipt".into(),
        relation: Relation::Supplement,
        bytes: vec![b'x'; 4000],
    }
}
