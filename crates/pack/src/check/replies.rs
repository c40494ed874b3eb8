//! Templates of replies: each with a name of its own, and with the same gaps in every language, all of which can be filled.

use std::collections::BTreeSet;

use super::{Checker, is_name};
use crate::pack::Pack;
use crate::texts::LANGUAGES;
use crate::{PLACEHOLDERS, finding};

/// Templates of a pack at most: more are not found in a list.
const MOST: usize = 50;

impl Checker<'_> {
    pub(super) fn replies(&mut self, pack: &Pack) {
        let mut seen = BTreeSet::new();
        for id in &pack.replies {
            if !is_name(id) || !seen.insert(id) {
                let message = "a template is named by small letters, digits and `_`, and each once";
                self.error("reply", "replies =", id, message);
            }
            self.gaps(pack, id);
        }
        if pack.replies.len() > MOST {
            let message = format!("a pack has at most {MOST} templates");
            self.error("reply", "replies =", "", message);
        }
    }

    /// The placeholders of a template are known ones, and the same in every language.
    fn gaps(&mut self, pack: &Pack, id: &str) {
        let key = format!("reply-{id}");
        let mut first: Option<(&str, BTreeSet<String>)> = None;
        for language in LANGUAGES.into_iter().filter(|l| pack.texts.has(l, &key)) {
            let gaps = pack.texts.variables(language, &key);
            let strange: Vec<_> = gaps
                .iter()
                .filter(|g| !PLACEHOLDERS.contains(&g.as_str()))
                .map(String::as_str)
                .collect();
            if !strange.is_empty() {
                let message = format!(
                    "nothing fills `{}`: a template may have {}",
                    strange.join("`, `"),
                    PLACEHOLDERS.join(", ")
                );
                self.uneven(language, &key, message);
            }
            match &first {
                None => first = Some((language, gaps)),
                Some((other, known)) if *known != gaps => {
                    let message = format!(
                        "the placeholders are others than in `{other}`: who reads it would miss something"
                    );
                    self.uneven(language, &key, message);
                }
                Some(_) => {}
            }
        }
    }

    fn uneven(&mut self, language: &str, key: &str, message: String) {
        let file = format!("text/{language}.ftl");
        let source = String::from_utf8_lossy(self.files.get(&file).unwrap_or_default());
        let line = finding::line_of(&source, &format!("{key} ="));
        self.findings.error("reply", &file, line, key, message);
    }
}
