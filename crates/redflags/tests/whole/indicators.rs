//! Each indicator of a process: a release that it flags, and one next to it that it does not.

use crate::run::flags_of;

/// Code, settings, flagged, not flagged. `{@` stands for `{"ocid":"x"`.
const CASES: &[(&str, &str, &str, &str)] = &[
    (
        "R001",
        "",
        r#"{@,"planning":{"documents":[]}}"#,
        r#"{@,"planning":{"documents":[{"documentType":"needsAssessment"}]}}"#,
    ),
    (
        "R002",
        "[thresholds]\nUSD = 1000",
        r#"{@,"tender":{"value":{"amount":960,"currency":"USD"}}}"#,
        r#"{@,"tender":{"value":{"amount":1000,"currency":"USD"}}}"#,
    ),
    (
        "R003",
        "",
        r#"{@,"tender":{"tenderPeriod":{"startDate":"2024-01-01","endDate":"2024-01-15"}}}"#,
        r#"{@,"tender":{"tenderPeriod":{"startDate":"2024-01-01","endDate":"2024-01-16"}}}"#,
    ),
    (
        "R004",
        "",
        r#"{@,"tender":{"procurementMethod":"open","documents":[{"documentType":"tenderNotice","datePublished":"2024-01-05"}],"tenderPeriod":{"startDate":"2024-01-01"}}}"#,
        r#"{@,"tender":{"procurementMethod":"open","documents":[{"documentType":"tenderNotice","datePublished":"2024-01-01"}],"tenderPeriod":{"startDate":"2024-01-01"}}}"#,
    ),
    (
        "R005",
        "",
        r#"{@,"tender":{"documents":[{"documentType":"tenderNotice"}]}}"#,
        r#"{@,"tender":{"documents":[{"documentType":"tenderNotice"},{"documentType":"biddingDocuments"}]}}"#,
    ),
    (
        "R008",
        "",
        r#"{@,"tender":{"value":{"amount":1000,"currency":"USD"},"participationFees":[{"value":{"amount":20,"currency":"USD"}}]}}"#,
        r#"{@,"tender":{"value":{"amount":1000,"currency":"USD"},"participationFees":[{"value":{"amount":20,"currency":"AMD"}}]}}"#,
    ),
    (
        "R010",
        "",
        r#"{@,"tender":{"procurementMethod":"direct"}}"#,
        r#"{@,"tender":{"procurementMethod":"direct","procurementMethodRationale":"Extreme urgency"}}"#,
    ),
    (
        "R012",
        "",
        r#"{@,"tender":{"procurementMethod":"direct"},"planning":{"documents":[{"documentType":"x"}]}}"#,
        r#"{@,"tender":{"procurementMethod":"direct"},"planning":{"documents":[{"documentType":"procurementPlan"}]}}"#,
    ),
    (
        "R014",
        "",
        r#"{@,"tender":{"tenderPeriod":{"startDate":"2024-01-01"},"bidOpening":{"date":"2024-01-05T10:00:00Z"}}}"#,
        r#"{@,"tender":{"tenderPeriod":{"startDate":"2024-01-01"},"bidOpening":{"date":"2024-01-25T10:00:00Z"}}}"#,
    ),
    (
        "R015",
        "",
        r#"{@,"tender":{"bidOpening":{"date":"2024-01-01"},"awardPeriod":{"startDate":"2024-04-01"}}}"#,
        r#"{@,"tender":{"bidOpening":{"date":"2024-01-01"},"awardPeriod":{"startDate":"2024-02-01"}}}"#,
    ),
    (
        "R018",
        "",
        r#"{@,"tender":{"procurementMethod":"open","numberOfTenderers":1}}"#,
        r#"{@,"tender":{"procurementMethod":"direct","numberOfTenderers":1}}"#,
    ),
    (
        "R020",
        "",
        r#"{@,"complaints":[{"id":"1"}]}"#,
        r#"{@,"complaints":[]}"#,
    ),
    (
        "R022",
        "",
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100,"currency":"USD"}},{"status":"valid","tenderers":[{"id":"B"}],"value":{"amount":301,"currency":"USD"}}]}}"#,
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100,"currency":"USD"}},{"status":"valid","tenderers":[{"id":"B"}],"value":{"amount":301,"currency":"AMD"}}]}}"#,
    ),
    (
        "R023",
        "",
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100}},{"status":"valid","tenderers":[{"id":"B"}],"value":{"amount":110}},{"status":"valid","tenderers":[{"id":"C"}],"value":{"amount":121}}]}}"#,
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100}},{"status":"valid","tenderers":[{"id":"B"}],"value":{"amount":110}},{"status":"valid","tenderers":[{"id":"C"}],"value":{"amount":125}}]}}"#,
    ),
    (
        "R024",
        "",
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100000}},{"status":"valid","tenderers":[{"id":"B"}],"value":{"amount":100050}}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100000}},{"status":"valid","tenderers":[{"id":"B"}],"value":{"amount":100500}}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
    ),
    (
        "R028",
        "",
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100}},{"status":"disqualified","tenderers":[{"id":"B"}],"value":{"amount":100}}]}}"#,
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100}},{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100}}]}}"#,
    ),
    (
        "R030",
        "",
        r#"{@,"tender":{"tenderPeriod":{"endDate":"2024-01-01"}},"bids":{"details":[{"status":"valid","date":"2024-01-02T01:00:00Z","tenderers":[{"id":"A"}]}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
        r#"{@,"tender":{"tenderPeriod":{"endDate":"2024-01-01"}},"bids":{"details":[{"status":"valid","date":"2024-01-01T23:00:00Z","tenderers":[{"id":"A"}]}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
    ),
    (
        "R031",
        "",
        r#"{@,"tender":{"value":{"amount":1000}},"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":999}}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
        r#"{@,"tender":{"value":{"amount":1000}},"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":900}}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
    ),
    (
        "R032",
        "",
        r#"{@,"parties":[{"id":"A","roles":["tenderer"],"beneficialOwners":[{"id":"P"}]},{"id":"B","roles":["tenderer"],"beneficialOwners":[{"id":"P"}]}]}"#,
        r#"{@,"parties":[{"id":"A","roles":["tenderer"],"beneficialOwners":[{"id":"P"}]},{"id":"B","roles":["tenderer"],"beneficialOwners":[{"id":"Q"}]}]}"#,
    ),
    (
        "R033",
        "",
        r#"{@,"parties":[{"id":"A","roles":["tenderer"],"shareholders":[{"shareholder":{"id":"P"},"shareholding":0.5}]},{"id":"B","roles":["tenderer"],"shareholders":[{"shareholder":{"id":"P"},"shareholding":0.3}]}]}"#,
        r#"{@,"parties":[{"id":"A","roles":["tenderer"],"shareholders":[{"shareholder":{"id":"P"},"shareholding":0.5}]},{"id":"B","roles":["tenderer"],"shareholders":[{"shareholder":{"id":"P"},"shareholding":0.1}]}]}"#,
    ),
    (
        "R035",
        "",
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}]},{"status":"disqualified","tenderers":[{"id":"B"}]}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}]},{"status":"disqualified","tenderers":[{"id":"B"}]},{"status":"valid","tenderers":[{"id":"C"}]}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
    ),
    (
        "R036",
        "",
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100}},{"status":"disqualified","tenderers":[{"id":"B"}],"value":{"amount":90}}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
        r#"{@,"tender":{"awardCriteria":"ratedCriteria"},"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100}},{"status":"disqualified","tenderers":[{"id":"B"}],"value":{"amount":90}}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
    ),
    (
        "R037",
        "",
        r#"{@,"bids":{"details":[{"status":"valid","documents":[{"id":"1"}]},{"status":"disqualified"}]}}"#,
        r#"{@,"bids":{"details":[{"status":"valid"},{"status":"disqualified","documents":[{"id":"1"}]}]}}"#,
    ),
    (
        "R039",
        "",
        r#"{@,"tender":{"status":"complete","enquiries":[{"date":"2024-01-01"}]}}"#,
        r#"{@,"tender":{"status":"complete","enquiries":[{"date":"2024-01-01","answer":"yes"}]}}"#,
    ),
    (
        "R041",
        "",
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"documents":[{"url":"https://x/1.pdf"}]},{"status":"valid","tenderers":[{"id":"B"}],"documents":[{"url":"https://x/1.pdf"}]}]}}"#,
        r#"{@,"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"documents":[{"url":"https://x/1.pdf"},{"url":"https://x/1.pdf"}]},{"status":"valid","tenderers":[{"id":"B"}],"documents":[{"url":"https://x/2.pdf"}]}]}}"#,
    ),
    (
        "R042",
        "",
        r#"{@,"parties":[{"id":"A","roles":["tenderer"],"contactPoint":{"telephone":"+374 11111111"}}]}"#,
        r#"{@,"parties":[{"id":"A","roles":["tenderer"],"contactPoint":{"telephone":"+374 10 562783"}}]}"#,
    ),
    (
        "R043",
        "",
        r#"{@,"parties":[{"id":"B","roles":["buyer"],"contactPoint":{"email":"x@y.org"}},{"id":"A","roles":["tenderer"],"contactPoint":{"email":"X@Y.org"}}]}"#,
        r#"{@,"parties":[{"id":"B","roles":["buyer"],"contactPoint":{"email":"x@y.org"}},{"id":"A","roles":["tenderer"],"contactPoint":{"email":"z@y.org"}}]}"#,
    ),
    (
        "R044",
        "",
        r#"{@,"parties":[{"id":"A","roles":["tenderer"],"contactPoint":{"telephone":"+1 23-45 67"}},{"id":"B","roles":["tenderer"],"contactPoint":{"telephone":"1234567"}}]}"#,
        r#"{@,"parties":[{"id":"A","roles":["tenderer"],"contactPoint":{"telephone":"+1 23-45 67"}},{"id":"B","roles":["tenderer"],"contactPoint":{"telephone":"1234568"}}]}"#,
    ),
    (
        "R047",
        "",
        r#"{@,"parties":[{"id":"A","roles":["supplier"],"contactPoint":{"telephone":"1234567"}}]}"#,
        r#"{@,"parties":[{"id":"A","roles":["supplier"],"contactPoint":{"telephone":"1234567","url":"https://a.example"}}]}"#,
    ),
    (
        "R054",
        "[thresholds]\nUSD = 1000",
        r#"{@,"tender":{"procurementMethod":"direct"},"awards":[{"id":"1","status":"active","value":{"amount":900,"currency":"USD"}}],"contracts":[{"awardID":"1","value":{"amount":1100,"currency":"USD"}}]}"#,
        r#"{@,"tender":{"procurementMethod":"direct"},"awards":[{"id":"1","status":"active","value":{"amount":900,"currency":"USD"}}],"contracts":[{"awardID":"1","value":{"amount":950,"currency":"USD"}}]}"#,
    ),
    (
        "R056",
        "",
        r#"{@,"tender":{"awardCriteria":"priceOnly"},"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100}},{"status":"valid","tenderers":[{"id":"B"}],"value":{"amount":90}}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
        r#"{@,"tender":{"awardCriteria":"priceOnly"},"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}],"value":{"amount":100}},{"status":"disqualified","tenderers":[{"id":"B"}],"value":{"amount":90}}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
    ),
    (
        "R059",
        "",
        r#"{@,"awards":[{"id":"1","status":"active","value":{"amount":100}}],"contracts":[{"awardID":"1","value":{"amount":70}}]}"#,
        r#"{@,"awards":[{"id":"1","status":"active","value":{"amount":100}}],"contracts":[{"awardID":"1","value":{"amount":50}},{"awardID":"1","value":{"amount":50}}]}"#,
    ),
    (
        "R060",
        "",
        r#"{@,"awards":[{"id":"1","status":"active","date":"2024-01-01"}],"contracts":[{"awardID":"1","dateSigned":"2024-05-01"}]}"#,
        r#"{@,"awards":[{"id":"1","status":"active","date":"2024-01-01"}],"contracts":[{"awardID":"1","dateSigned":"2024-02-01"}]}"#,
    ),
    (
        "R061",
        "",
        r#"{@,"tender":{"tenderPeriod":{"endDate":"2024-01-01T10:00:00Z"}},"awards":[{"status":"active","date":"2024-01-01T12:00:00Z"}]}"#,
        r#"{@,"tender":{"tenderPeriod":{"endDate":"2024-01-01T10:00:00Z"}},"awards":[{"status":"active","date":"2024-01-09T12:00:00Z"}]}"#,
    ),
    (
        "R062",
        "",
        r#"{@,"tender":{"tenderPeriod":{"endDate":"2024-01-01"}},"awards":[{"status":"active","date":"2024-09-01"}]}"#,
        r#"{@,"tender":{"procurementMethod":"direct","tenderPeriod":{"endDate":"2024-01-01"}},"awards":[{"status":"active","date":"2024-09-01"}]}"#,
    ),
    (
        "R063",
        "",
        r#"{@,"contracts":[{"id":"1","documents":[{"documentType":"x"}]}]}"#,
        r#"{@,"contracts":[{"id":"1","documents":[{"documentType":"contractSigned"}]}]}"#,
    ),
    (
        "R064",
        "",
        r#"{@,"contracts":[{"id":"1","amendments":[{"date":"2024-01-01"}]}]}"#,
        r#"{@,"contracts":[{"id":"1","amendments":[]}]}"#,
    ),
    (
        "R065",
        "",
        r#"{@,"awards":[{"id":"1","status":"active","items":[{"id":"a","quantity":5}]}],"contracts":[{"awardID":"1","amendments":[{"id":"1"}],"items":[{"id":"a","quantity":4}]}]}"#,
        r#"{@,"awards":[{"id":"1","status":"active","items":[{"id":"a","quantity":5}]}],"contracts":[{"awardID":"1","amendments":[{"id":"1"}],"items":[{"id":"a","quantity":5}]}]}"#,
    ),
    (
        "R066",
        "",
        r#"{@,"awards":[{"id":"1","status":"active","items":[{"id":"a","quantity":5}]}],"contracts":[{"awardID":"1","amendments":[{"id":"1"}],"items":[{"id":"a","quantity":6}]}]}"#,
        r#"{@,"awards":[{"id":"1","status":"active","items":[{"id":"a","quantity":5}]}],"contracts":[{"awardID":"1","items":[{"id":"a","quantity":6}]}]}"#,
    ),
    (
        "R067",
        "",
        r#"{@,"contracts":[{"implementation":{"milestones":[{"dueDate":"2024-01-01","dateMet":"2024-03-01"}]}}]}"#,
        r#"{@,"contracts":[{"implementation":{"milestones":[{"dueDate":"2024-01-01","dateMet":"2024-01-11"}]}}]}"#,
    ),
    (
        "R068",
        "",
        r#"{@,"contracts":[{"value":{"amount":100},"implementation":{"transactions":[{"value":{"amount":60}},{"value":{"amount":60}}]}}]}"#,
        r#"{@,"contracts":[{"value":{"amount":100},"implementation":{"transactions":[{"value":{"amount":60}},{"value":{"amount":60}}],"finalValue":{"amount":100}}}]}"#,
    ),
    (
        "R069",
        "",
        r#"{@,"awards":[{"id":"1","status":"active","value":{"amount":100}}],"contracts":[{"awardID":"1","amendments":[{"id":"1"}],"value":{"amount":120}}]}"#,
        r#"{@,"awards":[{"id":"1","status":"active","value":{"amount":100}}],"contracts":[{"awardID":"1","amendments":[{"id":"1"}],"value":{"amount":90}}]}"#,
    ),
    (
        "R070",
        "",
        r#"{@,"parties":[{"id":"A","roles":["subcontractor"]}],"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}]}]},"awards":[{"status":"active","suppliers":[{"id":"B"}]}]}"#,
        r#"{@,"parties":[{"id":"A","roles":["subcontractor"]}],"bids":{"details":[{"status":"valid","tenderers":[{"id":"A"}]}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
    ),
    (
        "R071",
        "",
        r#"{@,"awards":[{"status":"active","subcontracting":{"minimumPercentage":0.6}}]}"#,
        r#"{@,"awards":[{"status":"active","subcontracting":{"minimumPercentage":30}}]}"#,
    ),
    (
        "R073",
        "",
        r#"{@,"contracts":[{"status":"terminated","implementation":{"documents":[{"documentType":"x"}]}}]}"#,
        r#"{@,"contracts":[{"status":"terminated","implementation":{"documents":[{"documentType":"finalAudit"}]}}]}"#,
    ),
];

#[test]
fn each_flags_what_it_should_and_not_its_neighbour() {
    for (code, settings, flagged, not) in CASES {
        let has = |text: &str| {
            let text = text.replace("{@", r#"{"ocid":"x""#);
            let found = flags_of(settings, &text);
            found
                .get("x")
                .is_some_and(|codes| codes.iter().any(|c| c == code))
        };
        assert!(has(flagged), "{code} does not flag {flagged}");
        assert!(!has(not), "{code} flags {not}");
    }
}

/// So many copies of a release, each with its own ocid, and `#` replaced by its number.
fn many(count: usize, release: &str) -> String {
    (0..count)
        .map(|n| {
            release
                .replace("{@", &format!(r#"{{"ocid":"p{n:04}""#))
                .replace('#', &n.to_string())
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn subjects(settings: &str, text: &str) -> Vec<(String, String)> {
    crate::run::findings_of(settings, text)
}

#[test]
fn patterns_over_many_processes() {
    let has = |settings: &str, text: &str, code: &str, subject: &str| {
        subjects(settings, text).contains(&(code.to_owned(), subject.to_owned()))
    };
    let direct = many(
        25,
        r#"{@,"buyer":{"id":"B"},"tender":{"procurementMethod":"direct","awardCriteria":"ratedCriteria"},"awards":[{"status":"active","hasSubcontracting":true,"date":"2024-01-05","suppliers":[{"id":"S"}],"value":{"amount":10,"currency":"USD"},"items":[{"classification":{"scheme":"C","id":"1234"}}]}]}"#,
    );
    for (code, subject) in [
        ("R013", "B"),
        ("R021", "B"),
        ("R072", "B"),
        ("R040", "B | S"),
        ("R050", "S"),
        ("R051", "C:1234 USD"),
    ] {
        assert!(
            has("", &direct, code, subject),
            "{code}: {:?}",
            subjects("", &direct)
        );
    }
    let dated = many(
        6,
        r#"{@,"buyer":{"id":"B"},"tender":{"procurementMethod":"direct"},"awards":[{"status":"active","date":"2024-01-1#","suppliers":[{"id":"S"}],"value":{"amount":9#,"currency":"USD"},"items":[{"classification":{"scheme":"C","id":"1234"}}]}]}"#,
    );
    for (code, subject) in [("R011", "B"), ("R055", "B | S")] {
        assert!(
            has("", &dated, code, subject),
            "{code}: {:?}",
            subjects("", &dated)
        );
        assert!(
            !has("[thresholds]\nUSD = 1000", &dated, code, subject),
            "{code}: 555 in all is below the threshold"
        );
        assert!(
            has("[thresholds]\nUSD = 500", &dated, code, subject),
            "{code}: 555 in all is above"
        );
    }
    assert!(has("[thresholds]\nUSD = 100", &dated, "R049", "B | S"));
    let pair = many(
        6,
        r#"{@,"bids":{"details":[{"status":"valid","date":"2024-01-01T10:00:00Z","tenderers":[{"id":"A"}]},{"status":"valid","date":"2024-01-01T11:00:00Z","tenderers":[{"id":"B"}]}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#,
    );
    assert!(has("", &pair, "R053", "A | B") && has("", &pair, "R034", "A | B"));
    assert!(
        has("[R025]\nleast = 5", &pair, "R025", "B")
            && !has("[R025]\nleast = 5", &pair, "R025", "A")
    );
    let turns = [
        pair.clone(),
        pair.replace(r#""suppliers":[{"id":"A"}]"#, r#""suppliers":[{"id":"B"}]"#)
            .replace("\"p0", "\"q0"),
    ]
    .join("\n");
    assert!(
        has("", &turns, "R057", "A | B") && !has("", &turns, "R053", "A | B"),
        "{:?}",
        subjects("", &turns)
    );
}

#[test]
fn requirements_and_specifications_are_held_against_their_market() {
    let tender = |n: usize, class: &str, characters: usize, documents: usize| {
        let document = r#"{"documentType":"technicalSpecifications"}"#;
        format!(
            r#"{{"ocid":"{class}-{n}","tender":{{"procurementMethod":"open","eligibilityCriteria":"{}","documents":[{}],"items":[{{"classification":{{"scheme":"C","id":"{class}"}}}}]}}}}"#,
            "x".repeat(characters),
            vec![document; documents].join(",")
        )
    };
    let mut lines: Vec<String> = (0..40)
        .map(|n| tender(n, "1111", 100 + n, 1 + n % 2))
        .collect();
    lines.push(tender(90, "1111", 2_000, 9));
    // Long and many are usual in the other market, and 399 characters are never long.
    lines.extend((0..40).map(|n| tender(n, "2222", 2_000 + 10 * n, 8 + n % 2)));
    lines.extend((0..40).map(|n| tender(n, "3333", 100 + n % 2, 1)));
    lines.push(tender(90, "3333", 399, 3));
    let found = flags_of("", &lines.join("\n"));
    let of = |code: &str| -> Vec<&str> {
        let has = |f: &(&String, &Vec<String>)| f.1.iter().any(|c| c == code);
        found.iter().filter(has).map(|f| f.0.as_str()).collect()
    };
    assert_eq!(of("R006"), ["1111-90"]);
    assert_eq!(of("R007"), ["1111-90"]);
}

#[test]
fn fees_that_rise_are_held_against_the_buyers_earlier_ones() {
    let with = |buyer: &str, from: usize, fees: [u32; 10]| -> Vec<String> {
        let one = |(n, fee): (usize, &u32)| {
            format!(
                r#"{{"ocid":"{buyer}-{n}","date":"2024-01-{:02}T00:00:00Z","buyer":{{"id":"{buyer}"}},"tender":{{"participationFees":[{{"value":{{"amount":{fee},"currency":"USD"}}}}]}}}}"#,
                from + n
            )
        };
        fees.iter().enumerate().map(one).collect()
    };
    let mut lines = with("rises", 10, [10, 10, 10, 10, 10, 20, 20, 20, 20, 20]);
    lines.extend(with("falls", 10, [20, 20, 20, 20, 20, 10, 10, 10, 10, 10]));
    lines.extend(with("hardly", 10, [10, 10, 10, 10, 10, 19, 19, 19, 19, 19]));
    let found = subjects("", &lines.join("\n"));
    assert_eq!(found, [("R009".to_owned(), "rises".to_owned())]);
}
