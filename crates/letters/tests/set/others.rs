//! What others find in a letter.

use letters::{Made, pdf};

use crate::letters as sample;
use crate::letters::label;
use crate::tools::ask;

fn made(letter: &letters::Letter) -> Made {
    let made = pdf(letter, &label).expect("a letter");
    assert_eq!(made.missing, []);
    made
}

/// The text, each run of white space as one space, without directional characters.
fn text(pdf: &[u8]) -> Option<String> {
    let said = ask("pdftotext", &["-enc", "UTF-8", "{}", "-"], pdf)?;
    let plain: String = said
        .chars()
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'))
        .collect();
    Some(plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn qpdf_finds_no_fault() {
    for letter in [sample::arabic(), sample::french(), sample::long(30)] {
        let Some(said) = ask("qpdf", &["--check", "{}"], &made(&letter).pdf) else {
            return;
        };
        assert!(
            said.contains("No syntax or stream encoding errors found"),
            "{said}"
        );
    }
}

#[test]
fn arabic_comes_out_in_the_order_in_which_it_is_read() {
    let Some(text) = text(&made(&sample::arabic()).pdf) else {
        return;
    };
    // Where a sign stands between Arabic words, poppler puts the space on its other side: words only.
    for words in [
        "قرار في طلبكم",
        "سلمى بنت عبد الله",
        "وذلك بعد الاطلاع على المستندات",
        "شارع الملكة أروى",
        "المستندات كاملة",
        "BL-2026-7K3M",
        "٢٧",
        "نوفمبر ٢٠٢٦",
        "هل وصلت الوثيقة الأخيرة؟",
        "الرمز للتحقق من القرار",
        "Thank you.",
    ] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
}

#[test]
fn french_comes_out_with_its_accents() {
    let Some(text) = text(&made(&sample::french()).pdf) else {
        return;
    };
    for words in [
        "Votre demande est acceptée : la licence nº BL-2026-7K3M est délivrée.",
        "« favorablement » ; cœur, naïveté, œuvre, 2 500,00 €.",
        "Noémie Lefèvre",
        "نعيمة لوفيفر",
    ] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
}

#[test]
fn a_screen_reader_finds_language_title_and_structure() {
    let pdf = made(&sample::arabic()).pdf;
    let Some(info) = ask("pdfinfo", &["{}"], &pdf) else {
        return;
    };
    for line in [
        "Title:           قرار في طلبكم",
        "Tagged:          yes",
        "PDF version:     1.7",
        "Encrypted:       no",
    ] {
        assert!(info.contains(line), "{line} is not in: {info}");
    }
    let parts = [
        "H1",
        "H2",
        "L ",
        "Lbl",
        "LBody",
        "Table",
        "TH",
        "TD",
        "THead",
        "TBody",
        "BlockQuote",
        "Figure",
    ];
    in_order(&pdf, &parts);
    // With the words: heading, sentence, heading, points, names with values, table, code.
    let parts = [
        "H1",
        "Décision sur votre demande",
        "P ",
        "Votre demande est acceptée",
        "H2",
        "Motifs",
        "L ",
        "LI",
        "Lbl",
        "•",
        "LBody",
        "Le dossier est complet.",
        "Table",
        "TR",
        "TH",
        "/Scope /Row",
        "Demande",
        "TD",
        "BL-2026-7K3M",
        "THead",
        "/Scope /Column",
        "Pièce",
        "Taille",
        "TBody",
        "bail.pdf",
        "Figure",
        "Scannez le code",
    ];
    in_order(&made(&sample::french()).pdf, &parts);
    let metadata = ask("pdfinfo", &["-meta", "{}"], &pdf).unwrap();
    for claim in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        ">ar<",
    ] {
        assert!(metadata.contains(claim), "{claim} is not in: {metadata}");
    }
}

/// The parts of the structure follow each other.
fn in_order(pdf: &[u8], parts: &[&str]) {
    let structure = ask("pdfinfo", &["-struct-text", "{}"], pdf).expect("poppler is here");
    let mut from = 0;
    for part in parts {
        let at = structure[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part} does not follow in: {}", &structure[from..]));
    }
}

#[test]
fn every_font_is_embedded_and_says_its_characters() {
    let Some(fonts) = ask("pdffonts", &["{}"], &made(&sample::arabic()).pdf) else {
        return;
    };
    let lines: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(lines.len(), 4, "{fonts}");
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        // Columns from the end: emb sub uni, number and generation of the object.
        assert_eq!(
            &words[words.len() - 5..words.len() - 2],
            ["yes", "yes", "yes"],
            "{line}"
        );
    }
}

#[test]
fn each_page_of_a_long_letter_has_its_number_and_the_foot() {
    let made = made(&sample::long(40));
    assert!(made.pages > 10);
    let Some(said) = ask("pdftotext", &["{}", "-"], &made.pdf) else {
        return;
    };
    let pages: Vec<&str> = said.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert_eq!(pages.len(), made.pages);
    for (i, page) in pages.iter().enumerate() {
        assert!(
            page.contains(&format!("{}/{}", i + 1, made.pages)),
            "{page}"
        );
        assert!(
            page.contains("Case BL-1") && page.contains("Record at 12 entries"),
            "{page}"
        );
    }
    // A word of 9,000 letters goes on over pages, and none of it is lost.
    assert!(said.matches('x').count() >= 9000);
}
