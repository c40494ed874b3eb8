//! Every word that a person may read is there, in every language.

use std::collections::BTreeSet;

use super::{Checker, Demands};
use crate::finding::line_of;
use crate::pack::{Pack, ServiceKind};
use crate::{FieldKind, Form, Widget};
use bpmn::NodeKind;
use language::ftl::messages_of;
use language::{Lock, Stale};

impl Checker<'_> {
    pub(super) fn words(&mut self, pack: &Pack) {
        let (wanted, optional) = (wanted(pack), optional(pack));
        let demanded = match self.demands {
            Demands::Deployed(languages) => languages,
            Demands::Kept => &[],
        };
        for language in demanded.iter().filter(|l| !pack.texts.knows(l)) {
            self.no_language(language, &wanted);
        }
        if pack.texts.languages().next().is_none() && demanded.is_empty() {
            self.no_language("en", &wanted);
        }
        for language in pack.texts.languages() {
            let file = format!("text/{language}.ftl");
            for key in wanted.iter().filter(|key| !pack.texts.has(language, key)) {
                self.findings.error(
                    "missing-text",
                    &file,
                    1,
                    key,
                    format!("the text `{key}` is missing in `{language}`"),
                );
            }
            let unused = pack.texts.keys(language).filter(|key| {
                !key.contains('.') && !wanted.contains(*key) && !optional.contains(*key)
            });
            for key in unused {
                self.findings
                    .warning("unused-text", &file, 1, key, "nothing uses this text");
            }
        }
        if matches!(self.demands, Demands::Deployed(_)) {
            self.translations(pack);
        }
    }

    fn no_language(&mut self, language: &str, wanted: &BTreeSet<String>) {
        let file = format!("text/{language}.ftl");
        // What is there and unreadable has its own finding.
        if self.files.get(&file).is_some() {
            return;
        }
        let keys: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let message = format!(
            "there are no texts in `{language}`, which the house offers; {} are missing: {}",
            keys.len(),
            keys.join(", ")
        );
        self.findings
            .error("missing-language", &file, 1, "", message);
    }

    /// No translation is older than its source.
    fn translations(&mut self, pack: &Pack) {
        let path = format!("text/{}", Lock::NAME);
        let Some(bytes) = self.files.get(&path) else {
            let message = "nobody has said from which texts the translations were made, so none is found when it becomes stale: read them, then run `diwan pack translated DIR`";
            self.findings
                .warning("untracked-texts", &path, 1, "", message);
            return;
        };
        let lock = match Lock::read(&String::from_utf8_lossy(bytes)) {
            Ok(lock) => lock,
            Err(e) => return self.findings.error("text", &path, 1, "", e.to_string()),
        };
        let source = |language: &str| {
            let bytes = self.files.get(&format!("text/{language}.ftl"));
            bytes.map(|b| String::from_utf8_lossy(b).into_owned())
        };
        let Some(origin) = source(&lock.source) else {
            let message = format!(
                "the source of the translations is `{0}`, and there is no text/{0}.ftl",
                lock.source
            );
            return self.findings.error("text", &path, 1, "", message);
        };
        let texts = messages_of(&origin);
        for language in pack.texts.languages() {
            let own = source(language).unwrap_or_default();
            for Stale { key, older } in lock.stale(language, &texts) {
                if !pack.texts.has(language, &key) {
                    continue;
                }
                let (file, line) = (
                    format!("text/{language}.ftl"),
                    line_of(&own, &format!("{key} =")),
                );
                let from = &lock.source;
                let what = if older {
                    format!(
                        "the text in text/{from}.ftl has changed since this was translated from it"
                    )
                } else {
                    format!(
                        "nobody has said that this was translated from text/{from}.ftl as it is"
                    )
                };
                let message = format!(
                    "{what}: read both, correct this one, then run `diwan pack translated DIR --language {language} {key}`"
                );
                let code = if older { "stale-text" } else { "unread-text" };
                self.findings.error(code, &file, line, &key, message);
            }
        }
    }
}

/// Keys that a pack may leave out: the drawing's other words, else the model's own; the office's name, else its id; other
/// words by which people search for the service. The law of erasing is wanted where cases are erased.
fn optional(pack: &Pack) -> BTreeSet<String> {
    let nodes = pack.process.nodes().map(|n| format!("task-{}", n.id));
    let flows = pack.process.flows().map(|f| format!("flow-{}", f.id));
    let others = ["agency-name", "service-retention", "service-words"].map(str::to_owned);
    nodes.chain(flows).chain(others).collect()
}

/// The keys of all texts that a pack needs.
fn wanted(pack: &Pack) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = ["name", "summary", "who", "fee", "law", "result", "appeal"]
        .iter()
        .map(|part| format!("service-{part}"))
        .collect();
    for node in pack.process.nodes() {
        if let NodeKind::Task(_) = node.kind {
            keys.insert(format!("task-{}", node.id));
        }
    }
    let cited = pack.tasks.iter().filter(|(_, task)| task.law.is_some());
    keys.extend(cited.map(|(element, _)| format!("law-{element}")));
    let asking = pack.tasks.iter().filter(|(_, t)| t.information.is_some());
    keys.extend(asking.map(|(element, _)| format!("information-{element}")));
    if pack.retention.erase.is_some() {
        keys.insert("service-retention".into());
    }
    let replies = pack.replies.iter();
    keys.extend(replies.flat_map(|id| [format!("reply-{id}-title"), format!("reply-{id}")]));
    let slips = pack.tasks.iter().filter(|(_, t)| t.slip.is_some());
    keys.extend(slips.map(|(element, _)| format!("slip-{element}")));
    keys.extend(pack.roles.keys().map(|role| format!("role-{role}")));
    keys.extend(
        pack.outcomes
            .iter()
            .map(|outcome| format!("outcome-{outcome}")),
    );
    keys.extend(
        pack.documents
            .iter()
            .map(|document| format!("document-{}", document.id)),
    );
    keys.extend(
        pack.messages
            .keys()
            .flat_map(|name| [format!("message-{name}"), format!("message-{name}-explain")]),
    );
    for service in pack.services.values() {
        match &service.kind {
            ServiceKind::Notify { notice } => keys.extend([
                format!("notice-{notice}-subject"),
                format!("notice-{notice}-body"),
            ]),
            ServiceKind::IssueCertificate { lines, .. } => {
                keys.insert("certificate-title".into());
                keys.extend((1..=lines.len()).map(|n| format!("certificate-line-{n}")));
            }
            ServiceKind::Mail(mail) => keys.extend([
                format!("notice-{}-subject", mail.notice),
                format!("notice-{}-body", mail.notice),
            ]),
            ServiceKind::Publish { fields } => {
                keys.extend(fields.keys().map(|name| format!("register-{name}")));
            }
            ServiceKind::Set | ServiceKind::Call(_) | ServiceKind::External(_) => {}
        }
    }
    pack.forms
        .values()
        .for_each(|form| of_form(form, &mut keys));
    super::vocabulary::of_rules(pack, &mut keys);
    keys
}

fn of_form(form: &Form, keys: &mut BTreeSet<String>) {
    let id = &form.id;
    keys.insert(format!("form-{id}-title"));
    keys.extend(
        form.pages()
            .iter()
            .map(|page| format!("form-{id}-page-{}", page.id)),
    );
    for field in form.fields() {
        keys.insert(format!("field-{id}-{}", field.name));
        keys.extend(
            field
                .options
                .iter()
                .map(|option| format!("option-{id}-{}-{option}", field.name)),
        );
        if field.kind == FieldKind::Group {
            keys.insert(format!("item-{id}-{}", field.name));
        }
        for asked in &field.items {
            let name = format!("{}-{}", field.name, asked.name);
            keys.insert(format!("field-{id}-{name}"));
            keys.extend(
                asked
                    .options
                    .iter()
                    .map(|o| format!("option-{id}-{name}-{o}")),
            );
        }
        if field.validate.is_some() && field.widget != Widget::Computed {
            keys.insert(format!("error-{id}-{}", field.name));
        }
    }
}
