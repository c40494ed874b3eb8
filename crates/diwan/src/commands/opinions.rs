//! Closed cases and answers about them for the demonstration, by the way that people's go: each is applied for, closed, given
//! its token, answered about, and entered in a batch.

use std::sync::Arc;

use casework::case::{self, Application, NewDocument};
use casework::record::fact::feedback::Asked;
use casework::{Actor, CaseNumber, Casework, PersonId};
use serde_json::{Map, Value, json};

use crate::failure::Failure;

/// What people say of copies from the civil register: how, whether asked for more, and how many say so.
const COPIES: [(u8, Asked, usize); 6] = [
    (5, Asked::No, 11),
    (4, Asked::No, 8),
    (3, Asked::No, 3),
    (2, Asked::No, 1),
    (1, Asked::Yes, 1),
    (4, Asked::Unsaid, 1),
];
/// A PDF without pages.
const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

/// Has invented people answer, unless some have. `applicant`: whose cases they are, who is nobody of the demonstration.
pub(crate) async fn fill(casework: &Casework, applicant: PersonId) -> Result<(), Failure> {
    let known = casework.read(|link, _| {
        let rows = link.query("select 1 from feedback_keys limit 1", &[])?;
        Ok(!rows.is_empty())
    });
    if known.await? {
        return Ok(());
    }
    for (how, asked) in answers() {
        let number = copy(casework, applicant).await?;
        feedback::device::answer(casework, (applicant, number), how, asked).await?;
    }
    feedback::entering::enter_now(casework).await?;
    Ok(())
}

fn answers() -> impl Iterator<Item = (u8, Asked)> {
    let one = |(how, asked, count)| std::iter::repeat_n((how, asked), count);
    COPIES.into_iter().flat_map(one)
}

/// Asks for a copy of one's own entry, which the rules issue at once; gives the case's number.
async fn copy(casework: &Casework, applicant: PersonId) -> Result<CaseNumber, Failure> {
    let document = NewDocument {
        field: "id_copy".into(),
        name: "identity.pdf".into(),
        media: "application/pdf".into(),
        bytes: Arc::from(PDF),
    };
    let data = json!({"register": "birth", "entry_number": "4512", "year": 1984,
        "person_name": "Rola Mezher", "relation": "self", "purpose": "passport",
        "delivery": "counter", "email": "rola.mezher@demo.example", "agree": true,
        "id_copy": [hex::encode(document.hash())]});
    let data = match data {
        Value::Object(data) => data,
        _ => Map::new(),
    };
    let application = Application {
        pack: "certificate-copy".into(),
        applicant,
        data,
        documents: vec![document],
    };
    let opened = casework
        .write(move |tx| case::open(tx, Actor::Person(applicant), &application))
        .await?;
    Ok(opened.number)
}
