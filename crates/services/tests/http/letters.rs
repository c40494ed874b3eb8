//! Decisions, certificates and whole cases as PDF: what is in them, who gets them, and that they prove what they say.

use std::process::{Command, Stdio};

use harness::http::{Front, Reply, Visitor, copy};
use harness::{Store, stores};
use letters::attached;
use serde_json::Value;
use tlog::{Receipt, Verifiers};

use crate::licence::{apply, work};

const COMPLETE: &[(&str, &str)] = &[("complete", "yes")];
const REASON: &str = "All conditions of Article 12 are met.";
const GRANT: &[(&str, &str)] = &[("outcome", "grant"), ("reason", REASON)];
const PAID: &[(&str, &str)] = &[
    ("receipt_number", "RC-004217"),
    ("paid_on-day", "24"),
    ("paid_on-month", "11"),
    ("paid_on-year", "2026"),
];

/// A licence that was granted and paid for.
async fn granted(front: &Front, salma: &mut Visitor<'_>) -> String {
    let number = apply(salma, &[]).await;
    for fields in [COMPLETE, GRANT, PAID] {
        work(front, &number, fields).await;
    }
    number
}

/// A PDF under its name.
fn pdf(reply: Reply, name: &str) -> Vec<u8> {
    let reply = reply.expect(200);
    assert_eq!(reply.header("content-type"), "application/pdf");
    let saved = reply.header("content-disposition");
    assert!(saved.contains(&format!("filename=\"{name}\"")), "{saved}");
    assert!(reply.body.starts_with(b"%PDF-1.7"));
    reply.body
}

/// What poppler reads in it, each white space as one space; nothing where poppler is not installed.
#[expect(clippy::print_stdout, reason = "what is skipped is said")]
fn text(pdf: &[u8]) -> Option<String> {
    use std::io::Write as _;
    let child = Command::new("pdftotext")
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        println!("skipped: pdftotext is not installed (apt install poppler-utils)");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    input.write_all(pdf).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    let steers = |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let plain: String = said.chars().filter(steers).collect();
    Some(plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[track_caller]
fn says(pdf: &[u8], words: &[&str]) {
    if let Some(text) = text(pdf) {
        for words in words {
            assert!(text.contains(words), "{words} is not in: {text}");
        }
    }
}

/// What is attached: what it says for machines, and the receipts.
fn inside(pdf: &[u8]) -> (Value, Vec<Receipt>) {
    let mut data = None;
    let mut receipts = Vec::new();
    for file in attached(pdf).unwrap() {
        match Receipt::decode(&file) {
            Ok(receipt) => receipts.push(receipt),
            Err(_) => data = Some(serde_json::from_slice(&file).unwrap()),
        }
    }
    (data.unwrap(), receipts)
}

/// The kinds of the entries that the receipts prove by the log's key.
async fn proven(front: &Front, receipts: &[Receipt]) -> Vec<String> {
    let page = front
        .stranger()
        .get("/record/vkey")
        .await
        .expect(200)
        .text();
    let trusted = Verifiers::parse(page.lines()).unwrap();
    let kind = |r: &Receipt| {
        let verified = r.verify(&trusted).unwrap();
        let body: Value = serde_json::from_slice(&verified.body).unwrap();
        body["kind"].as_str().unwrap().to_owned()
    };
    receipts.iter().map(kind).collect()
}

#[tokio::test]
async fn a_decision_is_a_letter_that_says_why_and_carries_its_proof() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = granted(&front, &mut salma).await;
        let path = format!("/cases/{number}/decision.pdf");
        let letter = pdf(salma.get(&path).await, &format!("decision-{number}.pdf"));
        says(
            &letter,
            &[
                "Decision on your application",
                "Licence granted",
                &number,
                "Salma Haddad",
                "Municipal Licensing Act (No. 12 of 2019)",
                "Decide on the licence · Licensing officer ·",
                REASON,
                "Check this letter",
                "Page 1 of",
            ],
        );
        let (data, receipts) = inside(&letter);
        let api = format!("/api/v1/cases/{number}/decision");
        assert_eq!(salma.api("GET", &api, None).await.expect(200).json(), data);
        assert_eq!(data["outcome"], "granted");
        assert_eq!(data["reasons"][0]["reason"], REASON);
        let kinds = proven(&front, &receipts).await;
        for kind in ["rule.decided", "task.completed", "case.closed"] {
            assert!(kinds.iter().any(|k| k == kind), "{kinds:?}");
        }
        // The entry that the code of the letter leads to is the one that closed the case.
        let code = data["code"].as_str().unwrap();
        front
            .stranger()
            .get(&format!("/verify?code={code}"))
            .await
            .expect(200);
        let twin = salma.api("GET", &format!("/api/v1{path}"), None).await;
        assert_eq!(
            inside(&pdf(twin, &format!("decision-{number}.pdf"))).0,
            data
        );
    }
}

#[tokio::test]
async fn a_letter_is_in_the_readers_language() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = granted(&front, &mut salma).await;
    let path = format!("/cases/{number}/decision.pdf");
    let name = format!("decision-{number}.pdf");
    let arabic = pdf(salma.get(&format!("{path}?lang=ar")).await, &name);
    says(&arabic, &["القرار في طلبك", &number, "الأسباب", REASON]);
    let french = pdf(salma.get(&format!("{path}?lang=fr")).await, &name);
    says(
        &french,
        &[
            "Décision sur votre demande",
            "Motifs",
            "Vérifier cette lettre",
            "Page 1 sur",
        ],
    );
}

#[tokio::test]
async fn there_is_no_decision_before_it_is_made_and_none_for_others() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    for path in ["decision.pdf", "certificates/1/certificate.pdf"] {
        salma
            .get(&format!("/cases/{number}/{path}"))
            .await
            .expect(404);
    }
    let page = salma.get(&format!("/cases/{number}")).await.expect(200);
    assert!(!page.text().contains("decision.pdf"));
    let mut omar = front.citizen("Omar Khalil").await;
    for path in ["decision.pdf", "case.pdf", "certificates/1/certificate.pdf"] {
        omar.get(&format!("/cases/{number}/{path}"))
            .await
            .expect(404);
        let stranger = front
            .stranger()
            .get(&format!("/cases/{number}/{path}"))
            .await;
        stranger.expect(303);
    }
}

#[tokio::test]
async fn a_case_is_printed_whole_and_that_an_official_printed_it_is_seen() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let case = format!("/cases/{number}");
    salma.get(&case).await.expect(200);
    let question = [("text", "هل وصلت الوثيقة؟")];
    salma
        .post(&format!("{case}/messages"), &question)
        .await
        .expect(303);
    let (clerk, _) = front.holder(&number).await.unwrap();
    let mut office = front.official(&clerk).await;
    let path = format!("{case}/case.pdf");
    let file = pdf(office.get(&path).await, &format!("case-{number}.pdf"));
    says(
        &file,
        &[
            "Case file",
            "Al-Nour Stationery",
            "12 Harbour Street, Old Quarter",
            "identity.pdf",
            "هل وصلت الوثيقة؟",
            "Application received",
            "Printed for Intake clerk",
            "Made at the head of the record:",
        ],
    );
    // Each page says of which case it is, which page it is, and at which head of the record it was made.
    if let Some(text) = text(&file) {
        let pages = text.matches("Made at the head of the record:").count();
        assert!(pages >= 2);
        for page in 1..=pages {
            assert!(text.contains(&format!("Page {page} of {pages}")), "{text}");
        }
        assert!(text.matches(&number).count() > pages);
    }
    let (data, receipts) = inside(&file);
    assert_eq!(data["number"], number.as_str());
    assert_eq!(data["data"]["business_name"], "Al-Nour Stationery");
    assert_eq!(data["messages"][0]["text"], question[0].1);
    assert!(
        proven(&front, &receipts)
            .await
            .contains(&"case.opened".into())
    );
    let readings = salma.get("/account/readings").await.expect(200);
    readings.says("Intake clerk").says(&number);
    // The applicant prints the same.
    pdf(salma.get(&path).await, &format!("case-{number}.pdf"));
}

#[tokio::test]
async fn a_certificate_is_paper_for_its_holder_and_tells_others_only_that_it_holds() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = copy(&mut salma).await;
    let page = salma.get(&format!("/cases/{number}/certificates/1")).await;
    let page = page.expect(200).says("Certificate as PDF (");
    let link = format!("/cases/{number}/certificates/1/certificate.pdf");
    assert!(page.links().contains(&link), "{:?}", page.links());
    let api = salma
        .api(
            "GET",
            &format!("/api/v1/cases/{number}/certificates/1"),
            None,
        )
        .await;
    let api = api.expect(200).json();
    let certificate = api["number"].as_str().unwrap().to_owned();
    let paper = pdf(
        salma.get(&link).await,
        &format!("certificate-{certificate}.pdf"),
    );
    says(&paper, &[&certificate, "Karim Haddad"]);
    let (data, receipts) = inside(&paper);
    assert_eq!(data, api);
    assert_eq!(proven(&front, &receipts).await, ["certificate.issued"]);
    let mut stranger = front.stranger();
    let page = stranger
        .get(&format!("/certificates/{certificate}"))
        .await
        .expect(200);
    let link = format!("/certificates/{certificate}/certificate.pdf");
    assert!(page.links().contains(&link), "{:?}", page.links());
    let public = pdf(
        stranger.get(&link).await,
        &format!("certificate-{certificate}.pdf"),
    );
    says(&public, &[&certificate]);
    if let Some(text) = text(&public) {
        assert!(!text.contains("Karim"), "{text}");
    }
    let (data, receipts) = inside(&public);
    assert_eq!((&data["holds"], receipts.len()), (&Value::Bool(true), 0));
    stranger
        .get("/certificates/none/certificate.pdf")
        .await
        .expect(404);
}

#[tokio::test]
async fn pages_of_a_decided_case_lead_to_its_letter_and_say_how_large_it_is() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = copy(&mut salma).await;
    let case = format!("/cases/{number}");
    for path in [case.clone(), format!("{case}/submitted")] {
        let page = salma.get(&path).await.expect(200).says("Decision as PDF (");
        let links = page.links();
        assert!(links.contains(&format!("{case}/decision.pdf")), "{links:?}");
        assert!(links.contains(&format!("{case}/case.pdf")), "{links:?}");
        let told = page.words();
        let told = told.split("Decision as PDF (").nth(1).unwrap();
        let told: usize = told.split_whitespace().next().unwrap().parse().unwrap();
        let letter = salma.get(&format!("{case}/decision.pdf")).await.body.len();
        assert!(
            told.abs_diff(letter.div_ceil(1000)) <= 3,
            "{told} kB, {letter} bytes"
        );
    }
}
