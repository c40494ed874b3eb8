//! A business licence, over the pages.

use casework::outbox::{self, Mail};
use harness::http::{Front, Visitor};
use harness::{Mailbox, stores};
use tlog::{Receipt, Verifiers};

use crate::licence::{self, apply, number_of, work};

const COMPLETE: &[(&str, &str)] = &[("complete", "yes")];
const GRANT: &[(&str, &str)] = &[
    ("outcome", "grant"),
    ("reason", "All conditions of Article 12 are met."),
];
const PAID: &[(&str, &str)] = &[
    ("receipt_number", "RC-004217"),
    ("paid_on-day", "24"),
    ("paid_on-month", "11"),
    ("paid_on-year", "2026"),
];

#[tokio::test]
async fn an_application_is_filled_page_by_page_and_sent_once_however_often_the_button_is_pressed() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let home = salma.get("/").await.expect(200).says("Business licence");
        assert!(home.links().contains(&"/services/business-licence".into()));
        salma
            .get("/services/business-licence")
            .await
            .expect(200)
            .says("15 working days promised by the office")
            .says("You can appeal against a refusal within 30 days");
        let draft = licence::begin(&mut salma, "business-licence").await;
        let last = licence::fill(&mut salma, &draft, &[]).await;
        salma.follow(&last).await.expect(200).says("Declaration");
        // What is sent before everything is answered leads back to the question.
        salma
            .get(&format!("{draft}/check"))
            .await
            .leads(&format!("{draft}/pages/declaration"));
        let declaration = format!("{draft}/pages/declaration");
        let check = salma.post(&declaration, &[("agree", "true")]).await;
        salma
            .follow(&check)
            .await
            .expect(200)
            .says("Al-Nour Stationery")
            .says("identity.pdf")
            .says("Small: up to 50 m²");
        let submit = format!("{draft}/submit");
        let first = salma.post(&submit, &[]).await.expect(303);
        let second = salma.post(&submit, &[]).await.expect(303);
        assert_eq!(first.location(), second.location());
        let list = salma.get("/cases").await.expect(200);
        let cases = list.links();
        assert_eq!(
            cases.iter().filter(|l| l.starts_with("/cases/")).count(),
            1,
            "{cases:?}"
        );
        salma
            .follow(&first)
            .await
            .expect(200)
            .says("Application sent")
            .says(&number_of(&first));
        // The draft is gone with what was in it: its address leads to the case, for whoever goes back.
        let submitted = format!("/cases/{}/submitted", number_of(&first));
        salma.get(&draft).await.leads(&submitted);
        salma.get(&format!("{draft}/check")).await.leads(&submitted);
        front
            .citizen("Omar Khalil")
            .await
            .get(&draft)
            .await
            .expect(404);
    }
}

#[tokio::test]
async fn an_application_that_is_put_aside_is_found_again_with_its_answers_and_can_be_thrown_away() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = licence::begin(&mut salma, "business-licence").await;
    let business = format!("{draft}/pages/business");
    salma
        .post(
            &business,
            &[("business_name", "Half of a name"), ("go", "later")],
        )
        .await
        .leads("/cases");
    let list = salma.get("/cases").await.expect(200).says("Not sent yet");
    assert!(list.links().contains(&draft));
    let page = salma.get(&draft).await.leads(&business);
    let page = salma.follow(&page).await.expect(200);
    assert_eq!(
        page.field("business_name").as_deref(),
        Some("Half of a name")
    );
    salma
        .post(&format!("{draft}/delete"), &[])
        .await
        .leads("/cases");
    salma
        .get("/cases")
        .await
        .expect(200)
        .says("The answers were deleted.");
    salma.get(&draft).await.expect(404);
}

#[tokio::test]
async fn a_licence_is_decided_paid_and_issued_by_people_whom_the_draw_chose() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma, &[]).await;
        assert_eq!(work(&front, &number, COMPLETE).await.0, "clerk");
        assert_eq!(work(&front, &number, GRANT).await.0, "officer");
        // The fee was worked out by the rules before: the cashier sees it.
        let (cashier, _) = front.holder(&number).await.unwrap();
        let mut desk = front.official(&cashier).await;
        let links = desk.get("/work").await.expect(200).links();
        let task = links.into_iter().find(|l| l.contains("/tasks/")).unwrap();
        let page = desk.get(&task).await.expect(200).words();
        assert!(!page.contains("Worked out once"), "{page}");
        assert_eq!(work(&front, &number, PAID).await.0, "cashier");
        assert!(front.holder(&number).await.is_none());
        let case = salma.get(&format!("/cases/{number}")).await.expect(200);
        let case = case.says("Licence granted").says("Closed");
        let own = format!("/cases/{number}/certificates/1");
        assert!(case.links().contains(&own));
        let paper = salma.get(&own).await.expect(200);
        let paper = paper.says("Al-Nour Stationery").says("RC-004217");
        let issued = paper.links().into_iter().find(|l| l.ends_with("/receipt"));
        assert_receipt_verifies(&front, &mut salma, &issued.unwrap()).await;
        let name = certificate(&mut salma, &number).await;
        front
            .stranger()
            .get(&format!("/certificates/{name}"))
            .await
            .expect(200)
            .says("This certificate was issued and holds today");
        let mut anybody = front.stranger();
        let register = anybody
            .get("/api/v1/services/business-licence/register")
            .await;
        let line = register.expect(200).json()["items"][0]["fields"].clone();
        assert_eq!(line["number"], name.as_str());
        assert_eq!(line["trade_name"], "Al-Nour Stationery");
        let until = line["valid_until"].as_str().unwrap();
        assert!(until.parse::<jiff::civil::Date>().is_ok(), "{until}");
        // Nothing of the person who applied is in what everybody may read.
        let register = anybody.get("/services/business-licence/register").await;
        let register = register.expect(200).says("Al-Nour Stationery");
        assert!(!register.words().contains("Salma"), "{}", register.words());
        front
            .house
            .advance(std::time::Duration::from_secs(366 * 86_400));
        front
            .stranger()
            .get(&format!("/certificates/{name}"))
            .await
            .expect(200)
            .says("its time is over");
        let report = front.house.audit().await;
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

async fn certificate(visitor: &mut Visitor<'_>, number: &str) -> String {
    let case = visitor
        .api("GET", &format!("/api/v1/cases/{number}"), None)
        .await;
    let case = case.expect(200).json();
    case["certificates"][0].as_str().unwrap().to_owned()
}

async fn assert_receipt_verifies(front: &Front, visitor: &mut Visitor<'_>, path: &str) {
    let file = visitor.get(path).await.expect(200);
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=\"receipt-")
    );
    let receipt = Receipt::decode(&file.body).unwrap();
    let keys = front.house.casework.published().borrow().keys.clone();
    let trusted = Verifiers::parse(&keys).unwrap();
    receipt.verify(&trusted).unwrap();
    let mut stranger = front.stranger();
    stranger.get("/verify").await.expect(200);
    stranger
        .upload("/verify", &[], &[("receipt", "receipt.json", &file.body)])
        .await
        .expect(200)
        .says("The receipt holds");
}

#[tokio::test]
async fn the_receipt_of_an_application_is_checked_by_anybody_by_file_and_by_code() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let submitted = salma.get(&format!("/cases/{number}/submitted")).await;
    let submitted = submitted.expect(200);
    let links = submitted.links();
    let receipt = links.iter().find(|l| l.ends_with("/receipt")).unwrap();
    assert_receipt_verifies(&front, &mut salma, receipt).await;
    let words = submitted.words();
    // A number, then two groups of four.
    let is_code = |w: &&str| {
        let groups: Vec<_> = w.split('-').collect();
        groups.len() == 3 && groups[1].len() == 4 && groups[2].len() == 4 && *w != number
    };
    let code = words.split_whitespace().find(is_code).unwrap();
    front
        .stranger()
        .get(&format!("/verify?code={code}"))
        .await
        .expect(200)
        .says("The record has this entry");
    // Small letters, spaces for hyphens, and digits as they are typed in Arabic.
    let arabic: String = code
        .to_lowercase()
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(d) => char::from_u32('٠' as u32 + d).unwrap(),
            None => c,
        })
        .collect();
    let typed = web::forms::percent_encode(&arabic);
    front
        .stranger()
        .get(&format!("/verify?code={typed}"))
        .await
        .expect(200)
        .says("The record has this entry");
}

#[tokio::test]
async fn a_decision_that_departs_from_the_rules_needs_a_reason_and_another_officer() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma, &[]).await;
        work(&front, &number, COMPLETE).await;
        let (officer, job) = front.holder(&number).await.unwrap();
        let task = format!("/cases/{number}/tasks/{job}");
        let mut first = front.official(&officer).await;
        first
            .get(&task)
            .await
            .expect(200)
            .says("What the rules recommend")
            .says("a second official is drawn to confirm");
        first
            .upload(&task, &[("outcome", "refuse")], &[])
            .await
            .expect(422)
            .says("There is a problem")
            .says("Reasons for the decision: answer this question");
        let reason = "The premises are announced to be torn down.";
        first
            .upload(&task, &[("outcome", "refuse"), ("reason", reason)], &[])
            .await
            .leads("/work");
        let (second, _) = front.holder(&number).await.unwrap();
        assert_ne!(officer.person, second.person);
        let confirm = [
            ("confirmed", "yes"),
            ("reason", "The notice of demolition is in the file."),
        ];
        assert_eq!(work(&front, &number, &confirm).await.1, second.name);
        salma
            .get(&format!("/cases/{number}?all=1"))
            .await
            .expect(200)
            .says("Licence refused")
            .says("The decision departs from what the rules recommend.")
            .says(reason);
        // Counted where everybody sees it.
        front
            .stranger()
            .get("/services/business-licence")
            .await
            .expect(200)
            .says("Officials departed from what the rules recommend in 1 of 3 completed tasks.");
    }
}

#[tokio::test]
async fn a_refusal_gives_its_reasons_and_says_how_to_appeal() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let workshop = [
        ("trade", "workshop"),
        ("zone", "residential"),
        ("hazards", "flammable"),
    ];
    let number = apply(&mut salma, &workshop).await;
    work(&front, &number, COMPLETE).await;
    let (officer, job) = front.holder(&number).await.unwrap();
    let mut officer = front.official(&officer).await;
    let task = format!("/cases/{number}/tasks/{job}");
    officer
        .get(&task)
        .await
        .expect(200)
        .says("What the rules recommend Refuse the licence");
    let reason = "Flammable liquids may not be kept in a residential zone (Article 12(3)).";
    officer
        .upload(&task, &[("outcome", "refuse"), ("reason", reason)], &[])
        .await
        .leads("/work");
    salma
        .get(&format!("/cases/{number}"))
        .await
        .expect(200)
        .says("Licence refused")
        .says(reason)
        .says("You can appeal against a refusal within 30 days");
    // The letter says which rule applied, by which article, and why the others did not.
    let mailbox = Mailbox::start().await;
    let mail = Mail::new(&mailbox.url(), "office@example.org").unwrap();
    outbox::sweep(&front.house.casework, &mail).await.unwrap();
    let letters = mailbox.messages().into_iter().map(|m| m.data);
    let refusal = letters
        .map(|data| data.replace("=\r\n", ""))
        .find(|data| data.contains("What the rules say:"))
        .expect("a letter of refusal");
    for told in [
        "Article 12(3)",
        "Why the other rules do not apply:",
        "does not apply",
    ] {
        assert!(refusal.contains(told), "{told} in {refusal}");
    }
}

#[tokio::test]
async fn what_is_missing_is_asked_for_and_supplied_by_the_applicant() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let missing = [
        ("complete", "no"),
        ("missing", "lease"),
        (
            "note",
            "The lease is cut off: send all of its pages, please.",
        ),
    ];
    work(&front, &number, &missing).await;
    assert!(front.holder(&number).await.is_none());
    salma.get("/cases").await.expect(200).says("Waits for you");
    let case = salma.get(&format!("/cases/{number}")).await.expect(200);
    let task = case.says("Do this now").links();
    let task = task.iter().find(|l| l.contains("/tasks/")).unwrap();
    salma
        .get(task)
        .await
        .expect(200)
        .says("The lease is cut off");
    salma
        .upload(task, &[("answer", "Here it is.")], &[])
        .await
        .expect(422)
        .says("answer this question");
    let lease: &[(&str, &str, &[u8])] = &[("lease", "lease.pdf", licence::PDF)];
    salma
        .upload(task, &[("answer", "Here it is.")], lease)
        .await
        .leads(&format!("/cases/{number}"));
    assert_eq!(work(&front, &number, COMPLETE).await.0, "clerk");
}

#[tokio::test]
async fn an_application_is_withdrawn_by_the_applicant_after_being_told_what_that_means() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let action = format!("/cases/{number}/actions/withdraw");
    let case = salma.get(&format!("/cases/{number}")).await.expect(200);
    assert!(case.links().contains(&action));
    salma
        .get(&action)
        .await
        .expect(200)
        .says("This cannot be undone.");
    salma
        .post(&action, &[])
        .await
        .leads(&format!("/cases/{number}"));
    salma
        .get(&format!("/cases/{number}"))
        .await
        .expect(200)
        .says("Withdrawn by the applicant");
    salma
        .post(&action, &[])
        .await
        .expect(409)
        .says("Something changed in the meantime");
}

#[tokio::test]
async fn a_task_is_given_back_with_a_reason_and_another_official_is_drawn() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let (clerk, job) = front.holder(&number).await.unwrap();
    let mut visitor = front.official(&clerk).await;
    let decline = format!("/cases/{number}/tasks/{job}/decline");
    visitor.get(&decline).await.expect(200);
    visitor
        .post(&decline, &[("reason", " ")])
        .await
        .expect(422)
        .says("Say why you cannot do it");
    visitor
        .post(&decline, &[("reason", &"x".repeat(2001))])
        .await
        .expect(422)
        .says("Use at most 2,000 characters");
    visitor
        .post(&decline, &[("reason", "I know the applicant.")])
        .await
        .leads("/work");
    let (other, _) = front.holder(&number).await.unwrap();
    assert_ne!(clerk.person, other.person);
    salma
        .get(&format!("/cases/{number}"))
        .await
        .expect(200)
        .says("given back, somebody else is drawn");
}

#[tokio::test]
async fn applicant_and_office_write_to_each_other_and_officials_have_a_role_not_a_name() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let case = format!("/cases/{number}");
    let messages = format!("{case}/messages");
    salma.get(&case).await.expect(200);
    salma
        .post(&messages, &[("text", "When will you come?")])
        .await
        .leads(&format!("{case}#messages"));
    salma
        .post(&messages, &[("text", "")])
        .await
        .expect(422)
        .says("Write something before you send it");
    salma
        .post(&messages, &[("text", &"x".repeat(5001))])
        .await
        .expect(422)
        .says("Write at most 5,000 characters");
    let (clerk, _) = front.holder(&number).await.unwrap();
    let mut office = front.official(&clerk).await;
    office
        .get(&case)
        .await
        .expect(200)
        .says("When will you come?");
    office
        .post(&messages, &[("text", "On Thursday at nine.")])
        .await
        .expect(303);
    let page = salma.get(&case).await.expect(200);
    let page = page.says("Office").says("On Thursday at nine.");
    assert!(!page.words().contains(clerk.name));
    // That the clerk read the case is an entry, which the applicant finds.
    salma
        .get("/account/readings")
        .await
        .expect(200)
        .says("Intake clerk")
        .says(&number);
}
