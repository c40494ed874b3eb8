//! Which slips an official may correct: only words that decide nothing, and within a time that the law names.

use std::collections::BTreeMap;

use super::Checker;
use crate::pack::Slip;
use crate::{APPLICANT, FieldKind, Form, manifest};

/// Working days at most: later it is no slip any more, but another decision.
const DAYS: u32 = 30;

impl Checker<'_> {
    pub(super) fn slip(
        &mut self,
        at: &str,
        element: &str,
        raw: &manifest::Task,
        forms: &BTreeMap<String, Form>,
    ) -> Option<Slip> {
        let slip = raw.slip.as_ref()?;
        let form = raw.form.as_ref().and_then(|form| forms.get(form));
        let mut wrong = |message: String| {
            self.error_at("slip", (at, "slip"), element, message);
        };
        if raw.role == APPLICANT {
            wrong("only what an official wrote is corrected so".into());
        }
        if !(1..=DAYS).contains(&slip.days) {
            wrong(format!(
                "`days` for a correction are 1 to {DAYS} working days"
            ));
        }
        if slip.law.trim().is_empty() {
            wrong("a slip is corrected only under a law: name it in `law`".into());
        }
        if slip.fields.is_empty() {
            wrong("name in `fields` what may be corrected".into());
        }
        for name in &slip.fields {
            let field = form.and_then(|form| form.field(name));
            let text = field.is_some_and(|f| f.kind == FieldKind::Text && f.compute.is_none());
            if !text || raw.decides.as_ref() == Some(name) {
                wrong(format!(
                    "`{name}` is no text that the form asks: only words are corrected, never what was decided"
                ));
            }
        }
        Some(Slip {
            days: slip.days,
            law: slip.law.clone(),
            fields: slip.fields.clone(),
        })
    }
}
