//! A pack that is broken in one place is refused with the file, the line and the element of that place.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;

use pack::{Files, Finding, Severity, check, read_dir};

fn good() -> Files {
    read_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/business-licence")).unwrap()
}

/// The pack with `from` written as `to` in one file, once.
fn with(path: &str, from: &str, to: &str) -> Files {
    let mut files = good();
    let text = std::str::from_utf8(files.get(path).unwrap()).unwrap();
    assert!(text.contains(from), "{path} says {from}");
    let text = text.replacen(from, to, 1);
    files.insert(path, text.into_bytes()).unwrap();
    files
}

fn errors(files: &Files) -> Vec<Finding> {
    let Err(findings) = check(files) else {
        panic!("a broken pack is refused");
    };
    findings
        .into_iter()
        .filter(|f| f.severity == Severity::Error)
        .collect()
}

/// The finding of that kind, which names the file, a line of it, and the element.
fn finding(files: &Files, code: &str, file: &str, element: &str) -> Finding {
    let all = errors(files);
    let found = all
        .iter()
        .find(|f| f.code == code && f.file == file && f.element.as_deref() == Some(element));
    found.cloned().unwrap_or_else(|| {
        panic!("no {code} at {element} of {file} in {all:#?}");
    })
}

#[test]
fn a_task_whose_form_does_not_exist_is_named() {
    let files = with("pack.toml", "form = \"check\"", "form = \"chek\"");
    let found = errors(&files);
    assert!(
        found.iter().any(|f| f.file == "pack.toml"
            && f.element.as_deref() == Some("CheckApplication")
            && f.message.contains("chek")
            && f.line > 1),
        "{found:#?}"
    );
}

#[test]
fn an_element_that_the_engine_cannot_run_is_named_with_its_line() {
    let files = with(
        "process.bpmn",
        "<userTask id=\"CheckApplication\"",
        "<holographicTask id=\"CheckApplication\"",
    );
    let found = errors(&files);
    let named = found.iter().any(|f| {
        f.file == "process.bpmn" && f.line > 10 && f.message.contains("holographicTask")
            || f.element.as_deref() == Some("CheckApplication")
    });
    assert!(named, "{found:#?}");
}

#[test]
fn a_loop_in_which_nothing_waits_is_refused() {
    // The request for what is missing leads straight back to itself.
    let files = with(
        "process.bpmn",
        "sourceRef=\"AskSupplement\" targetRef=\"Supplement\"",
        "sourceRef=\"AskSupplement\" targetRef=\"RoundsLeft\"",
    );
    let found = errors(&files);
    assert!(
        found
            .iter()
            .any(|f| f.code == "unbounded-loop" && f.file == "process.bpmn"),
        "{found:#?}"
    );
}

#[test]
fn a_missing_translation_is_named_with_its_language() {
    let files = with("text/ar.ftl", "\nrole-inspector", "\nrole-inspektor");
    finding(&files, "missing-text", "text/ar.ftl", "role-inspector");
}

#[test]
fn a_missing_language_is_refused() {
    let mut files = Files::default();
    for (path, content) in good().iter().filter(|(path, _)| *path != "text/fr.ftl") {
        files.insert(path, content.to_vec()).unwrap();
    }
    let found = errors(&files);
    assert!(found.iter().any(|f| f.file == "text/fr.ftl"), "{found:#?}");
}

#[test]
fn a_step_without_its_row_of_risks_is_named() {
    let files = with("risks.csv", "\nInspect,", "\nInspekt,");
    let found = errors(&files);
    assert!(
        found
            .iter()
            .any(|f| f.file == "risks.csv" && f.message.contains("Inspect")
                || f.element.as_deref() == Some("Inspect")),
        "{found:#?}"
    );
}

#[test]
fn a_computed_field_that_does_not_parse_is_named() {
    let files = with(
        "forms/application.json",
        "if floor_area <= 50",
        "if floor_area <= ",
    );
    let found = errors(&files);
    assert!(
        found.iter().any(|f| f.file == "forms/application.json"
            && f.element
                .as_deref()
                .is_some_and(|e| e.contains("size_class"))),
        "{found:#?}"
    );
}

#[test]
fn a_document_type_or_entities_in_a_process_are_refused() {
    let files = with(
        "process.bpmn",
        "<definitions ",
        "<!DOCTYPE lol [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><definitions ",
    );
    let found = errors(&files);
    assert!(found.iter().any(|f| f.file == "process.bpmn"), "{found:#?}");
}

#[test]
fn what_is_no_toml_is_refused_with_its_line() {
    let files = with("pack.toml", "[roles.clerk]", "[roles.clerk");
    let found = errors(&files);
    assert_eq!(found[0].file, "pack.toml");
    assert!(found[0].line > 30, "{found:#?}");
}

#[test]
fn a_table_that_reads_what_the_form_does_not_ask_is_named_with_its_place() {
    let files = with(
        "risk.dmn",
        "<text>application.floor_area</text>",
        "<text>application.flor_area</text>",
    );
    let found = errors(&files);
    let typo = found.iter().find(|f| f.code == "unknown-variable");
    let typo = typo.unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!((typo.file.as_str(), typo.column), ("risk.dmn", Some(17)));
    assert!(typo.line > 600 && typo.element.is_some(), "{typo:?}");
    assert!(typo.message.contains("application.flor_area"), "{typo:?}");
}

#[test]
fn expressions_that_read_what_the_form_does_not_ask_are_named() {
    let places = [
        (
            "process.bpmn",
            "check.complete = \"yes\"",
            "check.completed = \"yes\"",
            "FileComplete_to_AssessRisk",
        ),
        (
            "forms/supplement.json",
            "\"check.note\"",
            "\"check.nota\"",
            "requested",
        ),
        (
            "pack.toml",
            "decision.reason = null",
            "decision.reson = null",
            "Settle",
        ),
    ];
    for (file, from, to, element) in places {
        finding(&with(file, from, to), "unknown-variable", file, element);
    }
}

#[test]
fn what_rules_and_their_values_are_called_is_asked_for_in_every_language() {
    for key in [
        "rule-risk_class",
        "term-dangerous_substances",
        "value-inspection_failed",
    ] {
        let files = with("text/ar.ftl", &format!("\n{key} ="), "\nrule-other =");
        finding(&files, "missing-text", "text/ar.ftl", key);
    }
}

#[test]
fn an_explanation_is_in_the_words_of_the_pack() {
    let pack = check(&good()).unwrap();
    let rule = &pack.rules["AssessRisk"];
    let input = serde_json::json!({"application": {
        "trade": "food", "kitchen": "yes", "floor_area": 12, "zone": "mixed", "size_class": "small",
    }});
    let input = rule.model.inputs_from_json(input.as_object().unwrap());
    let environment = dmn::feel::Environment::at(jiff::Timestamp::UNIX_EPOCH);
    let outcome = rule.model.decide(&rule.decision, &input, &environment);
    let trace = outcome.unwrap().trace;
    let english = trace
        .sentences_with("en", &pack.vocabulary("en"))
        .join("\n");
    assert!(
        english.contains("Kind of business = Restaurant, café, bakery or other food business"),
        "{english}"
    );
    assert!(
        english.contains(
            "Decision = refuse the licence and Ground = the premises are too small for a kitchen"
        ),
        "{english}"
    );
    for language in ["ar", "fr", "en"] {
        let all = trace.sentences_with(language, &pack.vocabulary(language));
        let others = trace.others_with(language, &pack.vocabulary(language));
        let all = [all, others].concat().join("\n");
        for raw in [
            "kitchen_too_small",
            "Legal conditions\u{2069}",
            "size_class",
            "refuse\u{2069}",
        ] {
            assert!(!all.contains(raw), "{raw} in {all}");
        }
    }
}

#[test]
fn an_event_that_nobody_looks_under_is_named() {
    let files = with("pack.toml", "\"running-a-business\"", "\"winning\"");
    let found = finding(&files, "unknown-event", "pack.toml", "winning");
    assert!(found.message.contains("starting-a-business"), "{found:?}");
}

#[test]
fn a_check_asks_all_that_its_rule_depends_on_and_nothing_that_names_somebody() {
    let with = |from, to| with("pack.toml", from, to);
    // `size_class` is computed from the area and the staff.
    let found = finding(
        &with("\"floor_area\", \"staff\", ", "\"floor_area\", "),
        "question-missing",
        "pack.toml",
        "staff",
    );
    let line = found.line as usize;
    let files = good();
    let manifest = std::str::from_utf8(files.get("pack.toml").unwrap()).unwrap();
    assert!(
        manifest
            .lines()
            .nth(line - 1)
            .unwrap()
            .starts_with("fields = [\"trade\"")
    );

    let named = with(
        "\"trade\", \"zone\"",
        "\"trade\", \"business_name\", \"zone\"",
    );
    finding(&named, "bad-question", "pack.toml", "business_name");
    let unknown = with(
        "rule = \"AssessRisk\"\nfields",
        "rule = \"Recommend\"\nfields",
    );
    finding(&unknown, "unknown-variable", "pack.toml", "Recommend");
    let none = with("rule = \"AssessRisk\"\nfields", "rule = \"Guess\"\nfields");
    finding(&none, "unknown-element", "pack.toml", "Guess");
}

#[test]
fn a_question_without_a_law_without_limits_or_to_oneself_is_refused() {
    let question = "days = 10, law = \"Article 17(3): the office may ask for what the decision needs; its time stands still until the answer, at most ten working days\", most = 2";
    for broken in [
        "days = 10, law = \" \", most = 2",
        "days = 0, law = \"Article 17(3)\", most = 2",
        "days = 10, law = \"Article 17(3)\", most = 9",
    ] {
        let files = with("pack.toml", question, broken);
        let found = finding(&files, "information", "pack.toml", "Decide");
        assert!(found.line > 100, "{found:?}");
    }
    let own = "law = \"Article 8(2): time stands still until the applicant answers\"";
    let asked = format!("{own}\ninformation = {{ days = 5, law = \"Article 8(2)\", most = 1 }}");
    let files = with("pack.toml", own, &asked);
    finding(&files, "information", "pack.toml", "Supplement");
    finding(
        &files,
        "missing-text",
        "text/ar.ftl",
        "information-Supplement",
    );
}

#[test]
fn a_decision_is_signed_only_where_the_whole_of_it_can_be() {
    let separate = "separate = true\nrecommendation";
    let signed = "separate = true\nsign = true\nrecommendation";
    // Its slips may be corrected, and a corrected word would be one that nobody signed.
    let found = finding(
        &with("pack.toml", separate, signed),
        "sign",
        "pack.toml",
        "Decide",
    );
    assert!(
        found.line > 100 && found.message.contains("slip"),
        "{found:?}"
    );
    let of = |element: &str, was: &str| {
        let files = with("pack.toml", was, &format!("{was}\nsign = true"));
        finding(&files, "sign", "pack.toml", element).message
    };
    let applicants = of("Supplement", "role = \"applicant\"\nform = \"supplement\"");
    assert!(applicants.contains("official"), "{applicants}");
    let files = of("Inspect", "role = \"inspector\"\nform = \"inspection\"");
    assert!(files.contains("asks for no files"), "{files}");
    let clerk = "role = \"clerk\"\nform = \"check\"";
    let pack = check(&with("pack.toml", clerk, &format!("{clerk}\nsign = true"))).unwrap();
    assert!(pack.tasks["CheckApplication"].sign && !pack.tasks["Decide"].sign);
    let files = with("pack.toml", "form = \"inspection\"", "sign = true");
    let formless = finding(&files, "sign", "pack.toml", "Inspect").message;
    assert!(formless.contains("without a form"), "{formless}");
}

#[test]
fn a_level_of_assurance_that_is_none_is_named_with_those_there_are() {
    let files = with(
        "pack.toml",
        "[tasks.Decide]\n",
        "[tasks.Decide]\nassurance = \"certain\"\n",
    );
    let found = finding(&files, "assurance", "pack.toml", "Decide");
    assert!(
        found.message.contains("`low`, `substantial` or `high`"),
        "{found:?}"
    );
    let files = with(
        "pack.toml",
        "[tasks.Decide]\n",
        "[tasks.Decide]\nassurance = \"substantial\"\n",
    );
    let pack = check(&files).unwrap();
    let level = pack.tasks["Decide"].assurance;
    assert_eq!(level, Some(pack::Assurance::Substantial));
    assert_eq!(pack.tasks["CheckApplication"].assurance, None);
}

#[test]
fn a_template_whose_gaps_nothing_fills_or_that_differ_by_language_is_refused() {
    let files = with(
        "text/fr.ftl",
        "Bonjour { $applicant },\n\n    la taxe",
        "Bonjour,\n\n    la taxe",
    );
    let found = finding(&files, "reply", "text/fr.ftl", "reply-how_to_pay");
    assert!(found.line > 1, "{found:?}");
    for strange in ["{ $salary }", "{ service-name }", "{ NUMBER($salary) }"] {
        let files = with("text/en.ftl", "the fee for application", strange);
        let found = finding(&files, "reply", "text/en.ftl", "reply-how_to_pay");
        assert!(found.message.contains("deadline"), "{found:?}");
    }
    let files = with("pack.toml", "\"how_to_pay\"", "\"how_to_ask\"");
    finding(&files, "missing-text", "text/ar.ftl", "reply-how_to_ask");
    for bad in ["\"passed_on\", \"passed_on\"", "\"Passed\""] {
        let files = with("pack.toml", "\"passed_on\"", bad);
        let all = errors(&files);
        assert!(all.iter().any(|f| f.code == "reply"), "{bad}: {all:?}");
    }
}

#[test]
fn a_template_is_filled_whole_or_not_at_all() {
    let pack = check(&good()).unwrap();
    let mut values = std::collections::BTreeMap::from([
        ("applicant", "Salma Haddad".to_owned()),
        ("number", "BL-1".to_owned()),
        ("service", "A licence".to_owned()),
        ("office", "Licensing".to_owned()),
    ]);
    let text = pack.reply("en", "how_to_pay", &values).unwrap();
    assert!(text.starts_with("Dear Salma Haddad,\n\n"), "{text}");
    assert!(text.contains("application BL-1 (A licence)"), "{text}");
    assert!(text.ends_with("\n\nLicensing"), "{text}");
    let missing = pack.reply("en", "still_at_work", &values);
    let names = vec!["deadline".to_owned(), "task".to_owned()];
    assert_eq!(missing, Err(pack::Unfilled::Missing(names)));
    values.insert("applicant", " ".to_owned());
    let missing = pack.reply("ar", "how_to_pay", &values);
    let names = vec!["applicant".to_owned()];
    assert_eq!(missing, Err(pack::Unfilled::Missing(names)));
    let unknown = pack.reply("en", "bribe", &values);
    assert_eq!(unknown, Err(pack::Unfilled::Unknown));
}
