//! No page says `⟦key⟧`: the keys that the code names exist. Keys made of pieces are listed here.

use std::collections::BTreeSet;
use std::path::Path;

const ENGLISH: [&str; 3] = [
    include_str!("../text/en.ftl"),
    include_str!("../../web/text/en.ftl"),
    include_str!("../../services/text/en/services.ftl"),
];

fn keys() -> BTreeSet<&'static str> {
    let named = |line: &'static str| line.split_once('=').map(|(name, _)| name.trim());
    let lines = ENGLISH.iter().flat_map(|text| text.lines());
    lines
        .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(named)
        .collect()
}

fn code(folder: &Path) -> String {
    let mut all = String::new();
    for file in std::fs::read_dir(folder).expect("a folder of the crate") {
        let path = file.expect("a file of the crate").path();
        if path.is_dir() {
            all += &code(&path);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            all += &std::fs::read_to_string(&path).expect("the crate's code is text");
        }
    }
    all
}

/// The literal behind each call of `name`.
fn literals<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let after = code.split(name).skip(1);
    after.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
}

#[test]
fn the_keys_that_the_code_names_exist() {
    let code = code(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let named: BTreeSet<&str> = [".t(", "view.with("]
        .iter()
        .flat_map(|call| literals(&code, call))
        .collect();
    assert!(
        named.len() > 120,
        "the calls are no longer found: {}",
        named.len()
    );
    let keys = keys();
    for key in named {
        assert!(keys.contains(key), "{key} has no text");
    }
}

#[test]
fn the_keys_made_of_pieces_exist() {
    let keys = keys();
    let pieces: [(&str, &[&str]); 14] = [
        (
            "about-",
            &[
                "process",
                "buyer",
                "procuring-entity",
                "supplier",
                "bidder",
                "buyer-and-supplier",
                "pair-of-bidders",
                "group-of-bidders",
                "market",
            ],
        ),
        ("sure-", &["fact", "rule", "outlier", "pattern"]),
        (
            "stage-",
            &[
                "plan",
                "tender",
                "award",
                "contract",
                "payment",
                "tender-count",
                "contract-count",
            ],
        ),
        (
            "import-",
            &["queued", "running", "done", "unchanged", "failed"],
        ),
        (
            "import-",
            &[
                "publisher-hint",
                "name-hint",
                "publisher-error",
                "name-error",
                "files-error",
                "urls-error",
            ],
        ),
        ("review-act-", &["dismissed", "reopened", "taken"]),
        ("review-dismiss-", &["reason", "hint", "button"]),
        ("review-reopen-", &["reason", "hint", "button"]),
        ("review-case-", &["reason", "hint", "button"]),
        ("method-", &["open", "selective", "limited", "direct"]),
        (
            "status-",
            &[
                "planning",
                "planned",
                "active",
                "cancelled",
                "unsuccessful",
                "complete",
                "withdrawn",
                "pending",
                "terminated",
            ],
        ),
        ("contracts-", &["q", "buyer", "supplier"]),
        (
            "profile-",
            &[
                "buyer",
                "supplier",
                "chart-buyer",
                "chart-supplier",
                "partner-buyer",
                "partner-supplier",
            ],
        ),
        (
            "contract-",
            &[
                "buyer",
                "suppliers",
                "value",
                "day",
                "method",
                "status",
                "ocid",
            ],
        ),
    ];
    for (stem, ends) in pieces {
        for end in ends {
            let key = format!("{stem}{end}");
            assert!(keys.contains(key.as_str()), "{key} has no text");
        }
    }
    let abouts = redflags::indicators::all(&redflags::Settings::parse("").expect("settings"));
    for indicator in abouts {
        let about = format!("about-{}", indicator.card().about.name().replace(' ', "-"));
        assert!(keys.contains(about.as_str()), "{about} has no text");
    }
}
