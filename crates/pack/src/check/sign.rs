//! Which decisions are signed by passkey: those of officials, on a form whose every answer fits into what is signed.

use std::collections::BTreeMap;

use super::Checker;
use crate::{APPLICANT, Form, Widget, manifest};

impl Checker<'_> {
    pub(super) fn sign(
        &mut self,
        at: &str,
        element: &str,
        raw: &manifest::Task,
        forms: &BTreeMap<String, Form>,
    ) -> bool {
        if !raw.sign {
            return false;
        }
        let form = raw.form.as_ref().and_then(|form| forms.get(form));
        let mut wrong = |message: &str| {
            self.error_at("sign", (at, "sign"), element, message.to_owned());
        };
        if raw.role == APPLICANT {
            wrong(
                "only an official's decision is signed: leave out `sign`, or name an official's role",
            );
        }
        if form.is_none() {
            wrong("there is nothing to sign without a form: name one in `form`");
        }
        if form.is_some_and(|form| form.fields().any(|f| f.widget == Widget::File)) {
            wrong(
                "a form that is signed asks for no files: ask for them in a task before this one",
            );
        }
        if raw.slip.is_some() {
            wrong("what was signed is not corrected afterwards: leave out `slip` or `sign`");
        }
        true
    }
}
