//! Files inside a letter: read by poppler, and read back by us, also after qpdf saved the letter anew.

use letters::{AttachedError, attached, pdf};

use crate::letters as sample;
use crate::letters::label;
use crate::tools::{put, run};

fn letter() -> (Vec<u8>, Vec<Vec<u8>>) {
    let tricky =
        b"endstream endobj /Type /EmbeddedFile 1 0 obj << /Length 3 >> stream\nxxx".to_vec();
    let mut letter = sample::arabic();
    letter.attachments = vec![
        sample::attachment("decision.json", br#"{"decision":"granted"}"#),
        sample::attachment("tricky.json", &tricky),
        sample::attachment("large.json", &vec![b'7'; 300_000]),
    ];
    let files = letter.attachments.iter().map(|a| a.bytes.clone()).collect();
    (pdf(&letter, &label).expect("a letter").pdf, files)
}

fn sorted(mut files: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    files.sort();
    files
}

#[test]
fn what_was_attached_is_read_back() {
    let (pdf, files) = letter();
    assert_eq!(attached(&pdf).map(sorted), Ok(sorted(files)));
}

#[test]
fn poppler_detaches_the_same_bytes() {
    let (pdf, files) = letter();
    let (dir, file) = put(&pdf);
    let Some(list) = run("pdfdetach", &["-list", "{}"], &file) else {
        return;
    };
    for name in [
        "3 embedded files",
        "decision.json",
        "tricky.json",
        "large.json",
    ] {
        assert!(list.contains(name), "{list}");
    }
    let out = dir.path().join("out");
    std::fs::create_dir(&out).unwrap();
    run(
        "pdfdetach",
        &["-saveall", "-o", out.to_str().unwrap(), "{}"],
        &file,
    )
    .unwrap();
    assert_eq!(std::fs::read(out.join("decision.json")).unwrap(), files[0]);
    assert_eq!(std::fs::read(out.join("tricky.json")).unwrap(), files[1]);
}

#[test]
fn a_letter_that_another_program_saved_is_read_too() {
    let (pdf, files) = letter();
    let (dir, file) = put(&pdf);
    for options in [
        &[
            "--object-streams=generate",
            "--compress-streams=y",
            "--recompress-flate",
        ][..],
        &["--qdf"],
        &[
            "--linearize",
            "--object-streams=disable",
            "--stream-data=compress",
        ],
    ] {
        let saved = dir.path().join("saved.pdf");
        let mut arguments = options.to_vec();
        arguments.extend(["{}", saved.to_str().unwrap()]);
        if run("qpdf", &arguments, &file).is_none() {
            return;
        }
        let saved = std::fs::read(&saved).unwrap();
        assert_eq!(
            attached(&saved).map(sorted),
            Ok(sorted(files.clone())),
            "{options:?}"
        );
    }
    let locked = dir.path().join("locked.pdf");
    let arguments = [
        "--encrypt",
        "a",
        "b",
        "256",
        "--",
        "{}",
        locked.to_str().unwrap(),
    ];
    run("qpdf", &arguments, &file).unwrap();
    let locked = std::fs::read(&locked).unwrap();
    assert_eq!(attached(&locked), Err(AttachedError::Encrypted));
}

#[test]
fn what_is_no_whole_pdf_is_refused_or_empty() {
    assert_eq!(attached(b"{}"), Err(AttachedError::NoPdf));
    assert_eq!(attached(b"%PDF-1.7 nothing"), Ok(vec![]));
    let (pdf, _) = letter();
    let seven = pdf.windows(9).position(|w| w == b"777777777").unwrap();
    let cut = &pdf[..seven + 100];
    assert!(
        matches!(attached(cut), Err(AttachedError::Damaged { .. })),
        "{:?}",
        attached(cut)
    );
}

#[test]
fn a_bomb_is_not_inflated() {
    use std::io::Write as _;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        packed.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let packed = packed.finish().unwrap();
    let head = format!(
        "%PDF-1.7\n1 0 obj\n<</Type /EmbeddedFile /Filter /FlateDecode /Length {}>>\nstream\n",
        packed.len()
    );
    let pdf = [head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat();
    assert!(matches!(attached(&pdf), Err(AttachedError::Damaged { .. })));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]

    #[test]
    fn a_letter_that_was_changed_is_read_without_harm(
        changes in proptest::collection::vec((0_usize..60_000, 0_u8..=255), 1..40),
        cut in 0_usize..60_000,
    ) {
        let small = letters::Letter {
            attachments: vec![sample::attachment("a.json", b"{}"), sample::attachment("b.json", b"[1]")],
            ..sample::empty("en", letters::Direction::LeftToRight)
        };
        let mut pdf = pdf(&small, &label).expect("a letter").pdf;
        // Most changes where they matter: around the dictionaries of attached files.
        let at = pdf.windows(13).position(|w| w == b"/EmbeddedFile").unwrap_or_default();
        for (place, byte) in changes {
            let place = if place % 2 == 0 { place } else { at + place % 400 };
            if let Some(here) = pdf.get_mut(place) {
                *here = byte;
            }
        }
        crate::entry_points::attached_files(&pdf);
        pdf.truncate(cut);
        crate::entry_points::attached_files(&pdf);
    }

    #[test]
    fn any_bytes_after_a_pdfs_head_are_read_without_harm(
        tail in "(%PDF-|/Type |/EmbeddedFile|/Filter |/FlateDecode|/Length |[0-9]{1,3}|<<|>>| obj\n|stream\n|endstream|endobj| 0 R|\n| |x){0,60}",
    ) {
        crate::entry_points::attached_files(format!("%PDF-1.7\n{tail}").as_bytes());
    }
}
