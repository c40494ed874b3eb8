//! How surely it must be known who does a task.

use super::Checker;
use crate::{Assurance, manifest};

impl Checker<'_> {
    pub(super) fn assurance(
        &mut self,
        at: &str,
        element: &str,
        raw: &manifest::Task,
    ) -> Option<Assurance> {
        let name = raw.assurance.as_ref()?;
        let level = Assurance::from_name(name);
        if level.is_none() {
            let message = format!(
                "`{name}` is no level of assurance: write `low`, `substantial` or `high` (Regulation (EU) 910/2014, article 8)"
            );
            self.error_at("assurance", (at, "assurance"), element, message);
        }
        level
    }
}
