//! Answers that do not fit: told beside the field, nothing lost, nothing broken.

use harness::http::{Call, Front};
use harness::{Store, stores};
use serde_json::{Value, json};

use crate::licence::{FILES, answers, begin};

#[tokio::test]
async fn a_wrong_answer_is_shown_again_with_what_is_wrong_with_it() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let long = "x".repeat(121);
    for (page, field, typed, said) in [
        ("business", "business_name", "", "answer this question"),
        (
            "business",
            "business_name",
            "x",
            "use at least 2 characters",
        ),
        (
            "business",
            "business_name",
            long.as_str(),
            "use at most 120 characters",
        ),
        (
            "business",
            "register_number",
            "2019-4512",
            "compare with the example",
        ),
        (
            "business",
            "legal_form",
            "empire",
            "choose one of the answers",
        ),
        (
            "premises",
            "floor_area",
            "forty",
            "we cannot read this answer",
        ),
        ("premises", "floor_area", "0", "this must be 1 or more"),
        (
            "premises",
            "floor_area",
            "1000000000",
            "this must be 100000 or less",
        ),
        (
            "premises",
            "floor_area",
            "NaN",
            "we cannot read this answer",
        ),
        ("operation", "staff", "2.5", "we cannot read this answer"),
        ("operation", "staff", "10001", "this must be 10000 or less"),
        (
            "applicant",
            "email",
            "salma",
            "enter an address like name@example.org",
        ),
        ("applicant", "phone", "call me", "compare with the example"),
    ] {
        let here = format!("{draft}/pages/{page}");
        let reply = salma.post(&here, &[(field, typed)]).await.expect(422);
        let reply = reply.says("There is a problem").says(said);
        // Every error of the summary leads to a field of the page.
        let ids: Vec<_> = reply
            .tags()
            .iter()
            .filter_map(|t| t.get("id").map(str::to_owned))
            .collect();
        for link in reply.links().iter().filter_map(|l| l.strip_prefix('#')) {
            assert!(
                link == "main" || ids.iter().any(|id| id == link),
                "#{link} leads nowhere"
            );
        }
        if !["legal_form"].contains(&field) {
            assert_eq!(reply.field(field).as_deref(), Some(typed), "{field}");
        }
    }
}

#[tokio::test]
async fn a_day_that_does_not_exist_or_has_passed_is_refused() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let here = format!("{draft}/pages/start");
    for (day, month, year, said) in [
        ("31", "2", "2027", "When do you want to open?"),
        ("", "", "", "answer this question"),
        ("1", "", "2027", "When do you want to open?"),
        ("1", "1", "99999", "When do you want to open?"),
        ("one", "1", "2027", "When do you want to open?"),
        (
            "23",
            "11",
            "2026",
            "The opening date must not be in the past.",
        ),
    ] {
        let typed = [
            ("starts_on-day", day),
            ("starts_on-month", month),
            ("starts_on-year", year),
        ];
        salma
            .post(&here, &typed)
            .await
            .expect(422)
            .says("There is a problem")
            .says(said);
    }
    // Tomorrow, as it is typed in Arabic.
    let typed = [
        ("starts_on-day", "٢٥"),
        ("starts_on-month", "١١"),
        ("starts_on-year", "٢٠٢٦"),
    ];
    salma.post(&here, &typed).await.expect(303);
}

#[tokio::test]
async fn digits_of_an_arabic_keyboard_are_digits_everywhere() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let arabic = [
        ("business_name", "مكتبة النور ٢"),
        ("register_number", "٢٠١٩-٠٤٥١٢"),
        ("floor_area", "٤٠٫٥"),
        ("staff", "۳"),
        ("phone", "+٩٦١ ٧٠ ١٢٣ ٤٥٦"),
    ];
    crate::licence::fill(&mut salma, &draft, &arabic).await;
    let id = draft.rsplit('/').next().unwrap();
    let kept = salma
        .api("GET", &format!("/api/v1/drafts/{id}"), None)
        .await
        .expect(200)
        .json();
    assert_eq!(kept["data"]["register_number"], "2019-04512");
    assert_eq!(kept["data"]["floor_area"], json!(40.5));
    assert_eq!(kept["data"]["staff"], 3);
    assert_eq!(kept["data"]["phone"], "+961 70 123 456");
    assert_eq!(
        kept["data"]["business_name"], "مكتبة النور ٢",
        "a name is left as it is"
    );
}

#[tokio::test]
async fn fields_that_a_page_does_not_have_change_nothing() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let sent = [
        ("trade", "office"),
        ("floor_area", "9"),
        ("size_class", "small"),
        ("outcome", "granted"),
        ("__proto__", "x"),
    ];
    salma
        .post(&format!("{draft}/pages/trade"), &sent)
        .await
        .expect(303);
    let id = draft.rsplit('/').next().unwrap();
    let kept = salma
        .api("GET", &format!("/api/v1/drafts/{id}"), None)
        .await
        .json();
    assert_eq!(kept["data"]["trade"], "office");
    for foreign in ["floor_area", "outcome", "__proto__", "csrf"] {
        assert!(kept["data"].get(foreign).is_none(), "{foreign}");
    }
    salma
        .post(&format!("{draft}/pages/nowhere"), &sent)
        .await
        .expect(404);
    salma
        .get(&format!("{draft}/pages/nowhere"))
        .await
        .expect(404);
}

#[tokio::test]
async fn the_api_names_each_field_that_does_not_fit_by_a_pointer() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let begin = json!({"service": "business-licence"});
        let draft = salma
            .api("POST", "/api/v1/drafts", Some(begin))
            .await
            .expect(201)
            .json();
        let path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
        for (field, value) in [
            ("floor_area", json!("forty")),
            ("floor_area", json!(null)),
            ("staff", json!(2.5)),
            ("hazards", json!("gas")),
            ("business_name", json!({"name": "x"})),
            ("business_name", json!(7)),
            ("legal_form", json!("empire")),
            ("starts_on", json!("yesterday")),
            ("agree", json!(false)),
            ("id_copy", json!("a.pdf")),
            ("id_copy", json!(["not a hash"])),
            ("no_such_field", json!(1)),
        ] {
            let mut data = answers();
            data["trade"] = json!("retail");
            data[field] = value;
            let state = salma
                .api("PUT", &path, Some(json!({"data": data})))
                .await
                .expect(200)
                .json();
            let problems = state["problems"].as_array().unwrap();
            let pointer = format!("/data/{field}");
            assert!(
                problems.iter().any(|p| p["pointer"] == *pointer),
                "{pointer}: {problems:?}"
            );
        }
        // What is not complete is not sent, and the draft stays.
        let refused = salma
            .api("POST", &format!("{path}/submit"), None)
            .await
            .expect(422)
            .json();
        assert_eq!(refused["type"], "/problems/unprocessable");
        let first = refused["errors"][0]["pointer"].as_str().unwrap();
        assert!(first.starts_with("/data/"), "{first}");
        salma.api("GET", &path, None).await.expect(200);
    }
}

#[tokio::test]
async fn an_application_cannot_name_a_file_that_was_not_sent() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let begin = json!({"service": "business-licence"});
    let draft = salma
        .api("POST", "/api/v1/drafts", Some(begin))
        .await
        .json();
    let path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
    let mut data = answers();
    for (field, _, _) in FILES {
        data[field] = json!(["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]);
    }
    salma
        .api("PUT", &path, Some(json!({"data": data})))
        .await
        .expect(200);
    let refused = salma
        .api("POST", &format!("{path}/submit"), None)
        .await
        .expect(422)
        .json();
    assert!(
        refused["errors"][0]["detail"]
            .as_str()
            .unwrap()
            .contains("attach the file again")
    );
}

#[tokio::test]
async fn a_body_that_is_no_json_of_the_kind_is_told_where() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    for (body, status) in [
        ("{\"service\":", 400),
        ("", 400),
        ("\u{feff}{}", 400),
        ("[]", 422),
        ("{}", 422),
        ("{\"service\":5}", 422),
        ("{\"service\":\"business-licence\",\"service\":\"x\"}", 422),
    ] {
        let call = Call::new("POST", "/api/v1/drafts")
            .header("authorization", salma.bearer())
            .header("idempotency-key", "1")
            .body("application/json", body);
        let problem = salma.send(call).await.expect(status).json();
        let detail = problem["detail"].as_str().unwrap();
        assert!(
            detail.starts_with("The JSON body does not fit: "),
            "{body}: {detail}"
        );
        assert!(detail.contains("line 1 column"), "{body}: {detail}");
    }
    let unknown: Value = json!({"service": "no-such-service"});
    salma
        .api("POST", "/api/v1/drafts", Some(unknown))
        .await
        .expect(404);
}

#[tokio::test]
async fn what_is_too_large_is_refused_before_it_is_read() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let here = format!("{draft}/pages/business");
    let ten = "x".repeat(10 << 20);
    salma
        .post(&here, &[("business_name", &ten)])
        .await
        .expect(413)
        .says("This is too large to send");
    salma
        .upload(&here, &[("business_name", &ten)], &[])
        .await
        .expect(413)
        .says("Go back: your answers are still in the form.");
    let many: Vec<_> = (0..1001)
        .map(|i| (format!("f{i}"), String::from("x")))
        .collect();
    let many: Vec<_> = many.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    salma.post(&here, &many).await.expect(413);
    salma.upload(&here, &many, &[]).await.expect(413);
    let problem = salma
        .api(
            "PUT",
            &format!("/api/v1{draft}"),
            Some(json!({"data": {"business_name": ten}})),
        )
        .await
        .expect(413)
        .json();
    assert_eq!(problem["type"], "/problems/too-large");
    salma.get(&here).await.expect(200);
}

#[tokio::test]
async fn the_number_of_drafts_is_limited() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    for _ in 0..20 {
        begin(&mut salma, "business-licence").await;
    }
    salma
        .post("/services/business-licence/apply", &[])
        .await
        .expect(409);
    let begin = json!({"service": "business-licence"});
    salma
        .api("POST", "/api/v1/drafts", Some(begin))
        .await
        .expect(409);
}

#[tokio::test]
async fn a_language_that_is_none_of_ours_is_passed_over() {
    let front = Front::new(Store::Sqlite).await;
    let mut stranger = front.stranger();
    for (language, path, got) in [
        ("zh-Hant, de;q=0.9", "/", "en"),
        ("zh", "/?lang=xx", "en"),
        ("fr", "/?lang=", "fr"),
        ("fr", "/?lang=%00", "fr"),
        ("ar-LB", "/", "ar"),
        ("ar;q=x, fr", "/", "fr"),
    ] {
        stranger.language = language;
        let page = stranger.get(path).await.expect(200);
        assert_eq!(page.header("content-language"), got, "{language} {path}");
        assert!(!stranger.cookies.contains_key("lang"));
    }
    let chosen = stranger.get("/?lang=ar").await.expect(200);
    assert!(chosen.text().contains("dir=\"rtl\""));
    stranger.language = "fr";
    let kept = stranger.get("/verify").await.expect(200);
    assert_eq!(kept.header("content-language"), "ar");
    let mut salma = front.citizen("Salma Haddad").await;
    salma.get("/account").await.expect(200);
    salma
        .post("/account", &[("name", "Salma"), ("language", "xx")])
        .await
        .expect(422)
        .says("Choose a language");
    let body = json!({"name": "Salma", "language": "xx"});
    let problem = salma
        .api("PUT", "/api/v1/account", Some(body))
        .await
        .expect(422)
        .json();
    assert_eq!(problem["errors"][0]["pointer"], "/language");
}

#[tokio::test]
async fn a_very_long_query_is_answered_like_a_short_one() {
    let front = Front::new(Store::Sqlite).await;
    let mut stranger = front.stranger();
    let long = "a".repeat(60_000);
    for (path, status) in [
        (format!("/?q={long}"), 200),
        (format!("/?{long}"), 200),
        (format!("/verify?code={long}"), 422),
        (format!("/sign-in?next=/{long}"), 200),
        (format!("/api/v1/services?after={long}"), 400),
        (format!("/api/v1/services?limit={long}"), 400),
        (format!("/{long}"), 404),
    ] {
        let reply = stranger.get(&path).await;
        assert_eq!(reply.status, status, "{path:.30}");
    }
}
