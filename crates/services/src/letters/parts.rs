//! Parts that letters share.

use casework::case::Seat;
use casework::case::read::{Line, Whole};
use casework::record::Fact;
use dmn::Trace;
use jiff::Timestamp;
use letters::{Attachment, Block, Date, Direction, Letter, Matrix, Relation, Row};
use pack::Pack;
use qrcodegen::{QrCode, QrCodeEcc};
use tlog::Receipt;
use web::lang::Precision;
use web::{Problem, View};

use super::read::{Grounds, Head};
use crate::words;

/// A letter's sender, subject and title, without anything in it.
pub(super) fn envelope(view: &View, subject: String, title: String, at: Timestamp) -> Letter {
    let site = view.site();
    let sender = if site.agency.is_empty() {
        view.t(site.name)
    } else {
        view.t(site.agency)
    };
    Letter {
        language: view.lang().code().to_owned(),
        direction: if view.lang().is_rtl() {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        },
        sender,
        subject,
        title,
        date: date(at),
        ..Letter::default()
    }
}

fn date(at: Timestamp) -> Date {
    let utc = at.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let small = |n: i8| n.unsigned_abs();
    Date {
        year: utc.year().unsigned_abs(),
        month: small(utc.month()),
        day: small(utc.day()),
        hour: small(utc.hour()),
        minute: small(utc.minute()),
        second: small(utc.second()),
    }
}

/// Text that is read from the left wherever it stands, such as a number of ours.
pub(super) fn isolated(text: impl std::fmt::Display) -> String {
    format!("\u{2066}{text}\u{2069}")
}

/// The case and the head of the record, at the foot of each page.
pub(super) fn foot(view: &View, whole: &Whole, head: &Head) -> Vec<String> {
    let number = isolated(whole.case.number);
    let entries = view
        .text
        .number(i64::try_from(head.size).unwrap_or(i64::MAX));
    let root = isolated(&head.root);
    vec![
        format!("{} {number}", view.t("case-number")),
        view.with(
            "letter-head",
            &[("entries", entries.into()), ("root", root.into())],
        ),
    ]
}

/// Who asked for what, and when.
pub(super) fn about(view: &View, whole: &Whole, applicant: &str) -> Vec<Row> {
    let mut rows = vec![Row::new(view.t("case-number"), isolated(whole.case.number))];
    if !applicant.is_empty() {
        rows.push(Row::new(view.t("role-applicant"), applicant));
    }
    let opened = view.text.moment(whole.case.opened_at, Precision::Minute);
    rows.push(Row::new(view.t("case-opened"), opened));
    rows
}

/// Why it was decided so: the rules' sentences, then what officials gave as their reasons. Officials by role.
pub(super) fn grounds(view: &View, whole: &Whole, grounds: &Grounds) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in &grounds.rules {
        if let Fact::RuleDecided { element, trace, .. } = &line.fact {
            let pack = whole.pack_at(line.seq);
            blocks.push(Block::Subheading(words::element(view, pack, element)));
            blocks.push(Block::List(sentences(view, pack, trace)));
        }
    }
    for line in &grounds.officials {
        if let Some((from, text)) = reason(view, whole, line) {
            blocks.push(Block::Quote { from, text });
        }
    }
    blocks
}

/// What a rule decided and why, in the reader's words.
pub(super) fn sentences(view: &View, pack: &Pack, trace: &serde_json::Value) -> Vec<String> {
    let trace: Trace = serde_json::from_value(trace.clone()).unwrap_or_default();
    let language = view.lang().code();
    trace.sentences_with(language, &pack.vocabulary(language))
}

/// Who gave a reason at which task and when, and the reason.
pub(super) fn reason(view: &View, whole: &Whole, line: &Line) -> Option<(String, String)> {
    let Fact::TaskCompleted {
        element,
        role,
        reason: Some(reason),
        departed,
        ..
    } = &line.fact
    else {
        return None;
    };
    let pack = whole.pack_at(line.seq);
    let task = words::element(view, pack, element);
    let role = words::role(view, pack, role);
    let when = view.text.moment(line.time, Precision::Minute);
    let departed = departed.then(|| format!("{}\n", view.t("fact-departed")));
    Some((
        format!("{task} · {role} · {when}"),
        format!("{}{reason}", departed.unwrap_or_default()),
    ))
}

/// The code that leads to a page of ours, with words beside it.
pub(super) fn code(url: &str, alt: String, beside: Vec<String>) -> Result<Block, Problem> {
    let code = QrCode::encode_text(url, QrCodeEcc::Medium).map_err(Problem::internal)?;
    let side = usize::try_from(code.size()).unwrap_or_default();
    let dark = |x: usize, y: usize| match (i32::try_from(x), i32::try_from(y)) {
        (Ok(x), Ok(y)) => code.get_module(x, y),
        _ => false,
    };
    Ok(Block::Code {
        matrix: Matrix::new(side, dark),
        alt,
        beside,
    })
}

/// How an entry is checked: by its code at a page of ours, and without us by the receipts inside the file.
pub(super) fn check(
    view: &View,
    origin: &str,
    code: impl std::fmt::Display,
) -> Result<Vec<Block>, Problem> {
    let url = format!("{origin}/verify?code={code}");
    let beside = vec![
        view.t("letter-check-scan"),
        format!("{} {}", view.t("verify-code"), isolated(&code)),
        view.t("letter-check-offline"),
        view.t("letter-check-words"),
    ];
    Ok(vec![
        Block::Heading(view.t("letter-check")),
        self::code(&url, view.t("submitted-qr"), beside)?,
    ])
}

/// What the letter says, for machines, as the API gives it.
pub(super) fn data(
    view: &View,
    name: &str,
    body: &impl serde::Serialize,
) -> Result<Attachment, Problem> {
    let mut bytes = serde_json::to_vec_pretty(body).map_err(Problem::internal)?;
    bytes.push(b'\n');
    Ok(Attachment {
        name: name.to_owned(),
        media: "application/json".into(),
        description: view.t("letter-data"),
        relation: Relation::Data,
        bytes,
    })
}

/// The receipts as files.
pub(super) fn proofs(view: &View, receipts: &[(u64, Receipt)]) -> Vec<Attachment> {
    let one = |(seq, receipt): &(u64, Receipt)| Attachment {
        name: format!("receipt-{seq}.json"),
        media: "application/json".into(),
        description: view.with("letter-receipt", &[("entry", seq.to_string().into())]),
        relation: Relation::Supplement,
        bytes: receipt.encode(),
    };
    receipts.iter().map(one).collect()
}

/// As whom somebody reads.
pub(super) fn seat(view: &View, whole: &Whole) -> String {
    match &whole.seat {
        Seat::Official(role) | Seat::Supervisor(role) => words::role(view, &whole.pack, role),
        Seat::Representative(_) => view.t("role-representative"),
        Seat::Applicant | Seat::Worker(_) | Seat::System | Seat::Operator => {
            view.t("role-applicant")
        }
    }
}
