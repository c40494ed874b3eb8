//! Bounds, bad input, and the same bytes for the same letter.

use letters::{Block, Direction, Letter, LetterError, Matrix, Row, Table, pdf};
use proptest::prelude::*;

use crate::letters as sample;
use crate::letters::{attachment, label};

#[test]
fn the_same_letter_gives_the_same_bytes() {
    for letter in [sample::arabic(), sample::french(), sample::long(5)] {
        assert_eq!(pdf(&letter, &label), pdf(&letter.clone(), &label));
    }
}

#[test]
fn a_letter_without_title_or_language_is_refused() {
    let none = Letter {
        title: " ".into(),
        ..sample::arabic()
    };
    assert_eq!(pdf(&none, &label), Err(LetterError::NoTitle));
    let none = Letter {
        language: String::new(),
        ..sample::arabic()
    };
    assert_eq!(pdf(&none, &label), Err(LetterError::NoLanguage));
}

#[test]
fn what_is_too_long_is_refused_and_said() {
    let long = Letter {
        title: "a".repeat(5000),
        ..sample::arabic()
    };
    assert_eq!(
        pdf(&long, &label),
        Err(LetterError::LongHeading { characters: 5000 })
    );
    let much = vec![Block::Paragraph("a ".repeat(500_001))];
    let much = Letter {
        blocks: much,
        ..sample::empty("en", Direction::LeftToRight)
    };
    assert!(
        matches!(pdf(&much, &label), Err(LetterError::TooLong { characters }) if characters > 1_000_000)
    );
}

#[test]
fn an_attachment_has_a_plain_name_of_its_own() {
    let with = |names: &[&str]| {
        let attachments = names.iter().map(|n| attachment(n, b"{}")).collect();
        pdf(
            &Letter {
                attachments,
                ..sample::arabic()
            },
            &label,
        )
    };
    assert!(with(&["a.json", "b.json"]).is_ok());
    for bad in [&["a.json", "a.json"][..], &["../a"], &["a b"], &[""]] {
        assert!(
            matches!(with(bad), Err(LetterError::Attachment { .. })),
            "{bad:?}"
        );
    }
}

#[test]
fn empty_parts_are_left_out_and_do_no_harm() {
    let blocks = vec![
        Block::Heading(" ".into()),
        Block::Lead(String::new()),
        Block::Paragraph("\n\n".into()),
        Block::List(vec![String::new()]),
        Block::Rows(vec![Row::new("", "")]),
        Block::Table(Table::default()),
        Block::Quote {
            from: String::new(),
            text: String::new(),
        },
        Block::Code {
            matrix: Matrix::new(0, |_, _| true),
            alt: "-".into(),
            beside: vec![],
        },
    ];
    let letter = Letter {
        blocks,
        ..sample::empty("fr", Direction::LeftToRight)
    };
    assert_eq!(pdf(&letter, &label).unwrap().pages, 1);
}

#[test]
fn unknown_characters_are_told() {
    let blocks = vec![Block::Paragraph("漢字 and \u{e000} and ก".into())];
    let letter = Letter {
        blocks,
        ..sample::empty("en", Direction::LeftToRight)
    };
    assert_eq!(
        pdf(&letter, &label).unwrap().missing,
        ['ก', '字', '漢', '\u{e000}']
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_it_fail(title in "\\PC{1,40}", text in "[\\PC\u{0}-\u{20}ء-ي\u{200b}-\u{206f}\u{fe00}-\u{feff}]{0,300}", rtl: bool) {
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let blocks = vec![
            Block::Lead(text.clone()),
            Block::Rows(vec![Row::new(text.clone(), text.clone())]),
            Block::Quote { from: text.clone(), text: text.clone() },
        ];
        let letter = Letter { title: format!("t{title}"), blocks, foot: vec![text], ..sample::empty("ar", direction) };
        let made = pdf(&letter, &label);
        prop_assert!(made.is_ok(), "{made:?}");
    }
}
