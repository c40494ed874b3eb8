//! The cells of rules read of a form only what it asks: `application.flor_area` is no field of it, and null for ever.

use super::Checker;
use super::names::lapse_fields;
use crate::manifest::Manifest;
use crate::pack::Pack;

impl Checker<'_> {
    pub(super) fn members(&mut self, pack: &Pack, manifest: &Manifest) {
        let mut files: Vec<&str> = Vec::new();
        for (element, raw) in &manifest.rules {
            let Some(rule) = pack.rules.get(element) else {
                continue;
            };
            if files.contains(&raw.file.as_str()) {
                continue;
            }
            files.push(&raw.file);
            for read in rule.model.reads() {
                self.member(pack, &raw.file, &read);
            }
        }
    }

    fn member(&mut self, pack: &Pack, file: &str, read: &dmn::Read) {
        let [variable, field, ..] = read.path.as_slice() else {
            return;
        };
        let Some(form) = pack.forms.get(variable) else {
            return;
        };
        let known = form.field(field).is_some()
            || field == "departed"
            || lapse_fields(pack, variable).contains(field);
        if known {
            return;
        }
        let element = read.element.as_deref().unwrap_or_default();
        let message = format!("this reads `{variable}.{field}`, which the form does not ask");
        self.findings
            .error("unknown-variable", file, read.line, element, message);
        if let Some(last) = self.findings.0.last_mut() {
            last.column = Some(read.column);
        }
    }
}
