//! Where an official may ask the applicant for something: within limits, and under a law that is named.

use super::Checker;
use crate::pack::Information;
use crate::{APPLICANT, manifest};

/// Working days for an answer at most: past a year nobody waits any more.
const DAYS: u32 = 250;
/// Questions in one task at most: what is missing is to be named at once.
const MOST: u32 = 5;

impl Checker<'_> {
    pub(super) fn information(
        &mut self,
        at: &str,
        element: &str,
        raw: &manifest::Task,
    ) -> Option<Information> {
        let asked = raw.information.as_ref()?;
        let mut wrong = |message: String| {
            self.error_at("information", (at, "information"), element, message);
        };
        if raw.role == APPLICANT {
            wrong("the task is the applicant's own: there is nobody to ask".into());
        }
        if !(1..=DAYS).contains(&asked.days) {
            wrong(format!(
                "`days` for the answer are 1 to {DAYS} working days"
            ));
        }
        if !(1..=MOST).contains(&asked.most) {
            wrong(format!("`most` questions in a task are 1 to {MOST}"));
        }
        if asked.law.trim().is_empty() {
            wrong("time stands still only under a law: name it in `law`".into());
        }
        Some(Information {
            days: asked.days,
            law: asked.law.clone(),
            most: asked.most,
        })
    }
}
