//! One function for each reader of a pack's files: it takes any bytes and must end without a panic,
//! with findings that lie in a file of the pack. The fuzz targets (`fuzz/`) call these; the
//! properties beside this file call them in ordinary tests.

use std::path::Path;
use std::sync::LazyLock;

use pack::{Files, Pack, check, read_dir, test};

static GOOD: LazyLock<(Files, Pack)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/certificate-copy");
    let folder = if folder.exists() {
        folder
    } else {
        "packs/certificate-copy".into()
    };
    let files = read_dir(&folder).expect("the pack that comes with Diwan is there");
    let Ok(pack) = check(&files) else {
        panic!("and it is right")
    };
    (files, pack)
});

/// The paths of the pack that comes with Diwan, to choose from.
pub fn paths() -> Vec<String> {
    GOOD.0.iter().map(|(path, _)| path.to_owned()).collect()
}

/// Packed files, as they are stored.
pub fn packed(data: &[u8]) {
    if let Ok(files) = Files::from_bytes(data) {
        assert_eq!(
            Files::from_bytes(&files.to_bytes()).as_ref().ok(),
            Some(&files)
        );
        lies_inside(&files);
    }
}

/// A pack in which bytes of one file are written over: the first byte chooses the file, the next
/// two where.
pub fn damaged(data: &[u8]) {
    let [which, high, low, rest @ ..] = data else {
        return;
    };
    let (good, _) = &*GOOD;
    let count = good.iter().count();
    let Some((path, content)) = good.iter().nth(usize::from(*which) % count) else {
        return;
    };
    let at = usize::from(u16::from_be_bytes([*high, *low])) % content.len().max(1);
    let mut content = content.to_vec();
    let end = (at + rest.len()).min(content.len());
    content.splice(at..end, rest.iter().copied());
    let mut files = good.clone();
    if files.insert(path, content).is_ok() {
        lies_inside(&files);
    }
}

fn lies_inside(files: &Files) {
    if let Err(findings) = check(files) {
        assert!(!findings.is_empty(), "a refusal says why");
        for finding in findings {
            assert!(!finding.message.is_empty());
            let Some(content) = files.get(&finding.file) else {
                continue;
            };
            let lines = content.iter().filter(|b| **b == b'\n').count() + 1;
            assert!(
                finding.line as usize <= lines,
                "{finding}: the file has {lines} lines"
            );
        }
    }
}

/// A test script.
pub fn script(data: &[u8]) {
    let now = "2026-11-24T09:00:00Z".parse().expect("a timestamp");
    let report = test::run(&GOOD.1, data, now);
    assert!(report.passed || !report.failures.is_empty());
}

/// Answers to the first form, as JSON.
pub fn answers(data: &[u8]) {
    let Ok(serde_json::Value::Object(answers)) = serde_json::from_slice(data) else {
        return;
    };
    let (_, pack) = &*GOOD;
    let form = &pack.forms[&pack.start_form];
    let vars = dmn::feel::Context::default();
    let environment =
        dmn::feel::Environment::at("2026-11-24T09:00:00Z".parse().expect("a timestamp"));
    if let Ok(kept) = form.accept(&answers, &vars, &environment) {
        assert!(kept.keys().all(|name| form.field(name).is_some()));
    }
}
