//! Letters for the tests.

use letters::{Attachment, Block, Column, Date, Direction, Letter, Matrix, Relation, Row, Table};

pub(crate) const DATE: Date = Date {
    year: 2026,
    month: 11,
    day: 27,
    hour: 9,
    minute: 30,
    second: 0,
};

pub(crate) fn label(page: usize, pages: usize) -> String {
    format!("{page}/{pages}")
}

pub(crate) fn empty(language: &str, direction: Direction) -> Letter {
    Letter {
        language: language.into(),
        direction,
        sender: "بلدية عدن".into(),
        title: "قرار".into(),
        date: DATE,
        ..Letter::default()
    }
}

pub(crate) fn arabic() -> Letter {
    Letter {
        subject: "رخصة مزاولة نشاط تجاري".into(),
        title: "قرار في طلبكم".into(),
        blocks: vec![
            Block::Lead("قُبل طلبكم: صدرت الرخصة رقم \u{2068}BL-2026-7K3M\u{2069}.".into()),
            Block::Paragraph("قرّرت لجنة الرخص في ٢٧ نوفمبر ٢٠٢٦ قبول الطلب، وذلك بعد الاطلاع على المستندات (عقد الإيجار والسجل).".into()),
            Block::Heading("الأسباب".into()),
            Block::List(vec!["المستندات كاملة.".into(), "الرسوم مدفوعة: 2,500 ر.ي.".into()]),
            Block::Rows(vec![
                Row::new("رقم الطلب", "BL-2026-7K3M"),
                Row::new("مقدّم الطلب", "سلمى بنت عبد الله"),
                Row::new("العنوان", "شارع الملكة أروى، كريتر، عدن"),
            ]),
            Block::Table(table("المستند", "الحجم", "عقد الإيجار.pdf", "120 kB")),
            Block::Quote { from: "مقدّم الطلب · ٢٥ نوفمبر ٢٠٢٦".into(), text: "هل وصلت الوثيقة الأخيرة؟\nThank you.".into() },
            code("رمز التحقق", "صوّروا الرمز للتحقق من القرار."),
        ],
        foot: vec!["الطلب \u{2068}BL-2026-7K3M\u{2069}".into()],
        attachments: vec![attachment("receipt-1.json", br#"{"receipt":1}"#)],
        ..empty("ar", Direction::RightToLeft)
    }
}

pub(crate) fn french() -> Letter {
    Letter {
        language: "fr".into(),
        sender: "Ville de Saint-Étienne".into(),
        subject: "Licence commerciale".into(),
        title: "Décision sur votre demande".into(),
        date: DATE,
        blocks: vec![
            Block::Lead("Votre demande est acceptée : la licence nº BL-2026-7K3M est délivrée.".into()),
            Block::Paragraph("Après examen des pièces, l’agent désigné par tirage au sort a décidé « favorablement » ; cœur, naïveté, œuvre, 2\u{202f}500,00 €.".into()),
            Block::Heading("Motifs".into()),
            Block::List(vec!["Le dossier est complet.".into(), "Les droits sont payés.".into()]),
            Block::Rows(vec![Row::new("Demande", "BL-2026-7K3M"), Row::new("Demandeuse", "Noémie Lefèvre"), Row::new("Nom arabe", "نعيمة لوفيفر")]),
            Block::Table(table("Pièce", "Taille", "bail.pdf", "120 ko")),
            code("Code QR", "Scannez le code pour vérifier la décision."),
        ],
        foot: vec!["Demande BL-2026-7K3M".into()],
        attachments: vec![attachment("receipt-1.json", br#"{"receipt":1}"#)],
        ..Letter::default()
    }
}

pub(crate) fn long(rows: usize) -> Letter {
    let mut blocks = Vec::new();
    for i in 0..rows {
        blocks.push(Block::Subheading(format!("Part {i}")));
        blocks.push(Block::Paragraph(
            "Words that fill a line and another. ".repeat(12),
        ));
    }
    let mut table = table("Name", "Size", "a.pdf", "1 kB");
    for i in 0..rows * 3 {
        table.rows.push(vec![
            format!("document-{i}.pdf"),
            "x".repeat(if i == 7 { 9000 } else { 5 }),
        ]);
    }
    blocks.push(Block::Table(table));
    Letter {
        language: "en".into(),
        direction: Direction::LeftToRight,
        sender: "City".into(),
        title: "File".into(),
        date: DATE,
        blocks,
        foot: vec!["Case BL-1".into(), "Record at 12 entries".into()],
        ..Letter::default()
    }
}

fn table(first: &str, second: &str, a: &str, b: &str) -> Table {
    let column = |head: &str, weight| Column {
        head: head.into(),
        weight,
    };
    Table {
        summary: first.into(),
        columns: vec![column(first, 3), column(second, 1)],
        rows: vec![vec![a.into(), b.into()], vec![a.into()]],
    }
}

fn code(alt: &str, beside: &str) -> Block {
    Block::Code {
        matrix: Matrix::new(29, |x, y| (x * 7 + y * 3) % 5 < 2),
        alt: alt.into(),
        beside: vec![beside.into()],
    }
}

pub(crate) fn attachment(name: &str, bytes: &[u8]) -> Attachment {
    Attachment {
        name: name.into(),
        media: "application/json".into(),
        description: "The receipt".into(),
        relation: Relation::Supplement,
        bytes: bytes.to_vec(),
    }
}
