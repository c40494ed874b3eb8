//! The shortest service: a copy from the civil register, which the rules issue at once.

use serde_json::json;

use super::{Call, Visitor};

/// The smallest file that is taken for a PDF.
pub const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";

/// Asks for a copy over the API, which is issued at once: the number of a case that is closed.
///
/// # Panics
/// When the application is refused.
pub async fn copy(visitor: &mut Visitor<'_>) -> String {
    let service = json!({"service": "certificate-copy"});
    let draft = visitor.api("POST", "/api/v1/drafts", Some(service)).await;
    let draft = format!(
        "/api/v1/drafts/{}",
        draft.expect(201).json()["id"]
            .as_str()
            .expect("a draft has an id")
    );
    let file = Call::new("POST", format!("{draft}/files/id_copy?name=identity.pdf"))
        .header("authorization", visitor.bearer())
        .header("idempotency-key", draft.as_str())
        .body("application/octet-stream", PDF);
    visitor.send(file).await.expect(201);
    let data = json!({"register": "birth", "entry_number": "4512", "year": 1984,
        "person_name": "Karim Haddad", "relation": "self", "purpose": "passport",
        "delivery": "counter", "email": "karim@example.org", "agree": true});
    let data = Some(json!({"data": data}));
    visitor.api("PUT", &draft, data).await.expect(200);
    let sent = visitor.api("POST", &format!("{draft}/submit"), None).await;
    sent.expect(201).json()["number"]
        .as_str()
        .expect("a case has a number")
        .to_owned()
}
