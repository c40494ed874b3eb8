//! Every word that a person may read is there, in every language.

use std::collections::BTreeSet;

use super::Checker;
use crate::pack::{Pack, ServiceKind};
use crate::texts::LANGUAGES;
use crate::{FieldKind, Form, Widget};
use bpmn::NodeKind;

impl Checker<'_> {
    pub(super) fn words(&mut self, pack: &Pack) {
        let (wanted, optional) = (wanted(pack), optional(pack));
        for language in LANGUAGES {
            let file = format!("text/{language}.ftl");
            if self.files.get(&file).is_none() {
                continue;
            }
            for key in wanted.iter().filter(|key| !pack.texts.has(language, key)) {
                self.findings.error(
                    "missing-text",
                    &file,
                    1,
                    key,
                    format!("the text `{key}` is missing in `{language}`"),
                );
            }
            let known: Vec<String> = pack
                .texts
                .keys(language)
                .filter(|key| {
                    !key.contains('.') && !wanted.contains(*key) && !optional.contains(*key)
                })
                .map(str::to_owned)
                .collect();
            for key in known {
                self.findings
                    .warning("unused-text", &file, 1, &key, "nothing uses this text");
            }
        }
    }
}

/// Keys that a pack may leave out: the drawing's other words, else the model's own; the office's name, else its id; other
/// words by which people search for the service.
fn optional(pack: &Pack) -> BTreeSet<String> {
    let nodes = pack.process.nodes().map(|n| format!("task-{}", n.id));
    let flows = pack.process.flows().map(|f| format!("flow-{}", f.id));
    let others = ["agency-name", "service-words"].map(str::to_owned);
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
