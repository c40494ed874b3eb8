//! What becomes of the tasks that wait for somebody: who has them, until when.
//!
//! Who has a task keeps it where the step (by its id or the mapping) and its role stay. A new draw for the same step would be a way to
//! try for another official; where the role is another one, there is no way around it, and the plan says so.

use jiff::Timestamp;
use pack::{APPLICANT, Overdue, Pack, Task};
use serde::{Deserialize, Serialize};

use super::{Effect, Versions};
use crate::case::{OpenTask, reminders};

/// A task that changes with the move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedTask {
    /// Which.
    pub job: u64,
    /// The step, as the new version calls it.
    pub element: String,
    /// Whose it is.
    pub role: String,
    /// It is taken from who had it: who has it next is an entry of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
    /// When it has to be done.
    pub due: Option<Timestamp>,
    /// The reminders that are set anew; none: those that are set stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind: Option<Vec<Timestamp>>,
}

/// What was found about one task.
#[derive(Default)]
pub(super) struct Found {
    pub(super) task: Option<MovedTask>,
    pub(super) effects: Vec<Effect>,
    pub(super) problem: Option<Effect>,
}

pub(super) fn task(
    versions: &Versions,
    job: u64,
    open: &OpenTask,
    element: &str,
    now: Timestamp,
) -> Found {
    let mut found = Found::default();
    let Some(rule) = versions.new.tasks.get(element) else {
        found.problem = Some(Effect::new(&open.element, "no-task", &[]));
        return found;
    };
    // What was asked was asked under the old version's law: the case moves when its time runs again.
    if open.waiting.is_some() {
        found.problem = Some(Effect::new(&open.element, "task-asked", &[]));
        return found;
    }
    let before = versions.old.tasks.get(&open.element);
    let due = deadline(
        versions,
        open,
        before,
        rule,
        element,
        now,
        &mut found.effects,
    );
    let again = rule.role != open.role;
    if again {
        let args = [("role", rule.role.clone()), ("before", open.role.clone())];
        let code = if rule.role == APPLICANT {
            "task-applicant"
        } else {
            "task-again"
        };
        found.effects.push(Effect::new(&open.element, code, &args));
    }
    let late = before.map(|task| late(task.overdue.as_ref()));
    let late_now = self::late(rule.overdue.as_ref());
    if let Some(was) = late.filter(|was| *was != late_now) {
        let args = [("before", was.to_owned()), ("now", late_now.to_owned())];
        found
            .effects
            .push(Effect::new(&open.element, "overdue-else", &args));
    }
    let given = OpenTask {
        element: element.to_owned(),
        role: rule.role.clone(),
        due,
        ..open.clone()
    };
    let reminded = before.is_some_and(|task| task.remind == rule.remind);
    let set = (due != open.due || !reminded) && !again;
    let remind = set.then(|| reminders(now, &given, rule, &versions.new));
    let same = element == open.element && !again && due == open.due && remind.is_none();
    found.task = (!same).then_some(MovedTask {
        job,
        element: given.element,
        role: given.role,
        again,
        due,
        remind,
    });
    found
}

/// A deadline that runs stays, unless the mapping says that it is counted anew.
fn deadline(
    versions: &Versions,
    open: &OpenTask,
    before: Option<&Task>,
    rule: &Task,
    element: &str,
    now: Timestamp,
    effects: &mut Vec<Effect>,
) -> Option<Timestamp> {
    let days = |task: &Task| task.deadline.map_or_else(String::new, |d| d.to_string());
    let mut tell = |code: &str, args: &[(&str, String)]| {
        effects.push(Effect::new(&open.element, code, args));
    };
    let Some(allowed) = rule.deadline else {
        if let Some(due) = open.due {
            tell("deadline-gone", &[("before", due.to_string())]);
        }
        return None;
    };
    let fresh = versions.new.calendar.deadline(now, allowed);
    match open.due {
        None => {
            tell("deadline-new", &[("due", fresh.to_string())]);
            Some(fresh)
        }
        Some(due) if versions.mapping.again.contains(element) => {
            let args = [("due", fresh.to_string()), ("before", due.to_string())];
            tell("deadline-again", &args);
            Some(fresh)
        }
        Some(due) => {
            if let Some(was) = before.filter(|was| was.deadline != rule.deadline) {
                let args = [
                    ("now", allowed.to_string()),
                    ("before", days(was)),
                    ("due", due.to_string()),
                ];
                tell("deadline-kept", &args);
            }
            Some(due)
        }
    }
}

/// What follows when a task is late, as pages name it.
fn late(overdue: Option<&Overdue>) -> &'static str {
    match overdue {
        None => "nothing",
        Some(Overdue::Escalate) => "escalation",
        Some(Overdue::Tacit { approval: true, .. }) => "tacit-approval",
        Some(Overdue::Tacit {
            approval: false, ..
        }) => "tacit-refusal",
    }
}

/// The form of a task is another one, or asks something else.
pub(super) fn form(versions: &Versions, element: &str, before: Option<&str>) -> Vec<Effect> {
    let form = |pack: &Pack, element: &str| pack.tasks.get(element).and_then(|t| t.form.clone());
    let now = form(&versions.new, element);
    let was = before.and_then(|before| form(&versions.old, before));
    let (Some(now), Some(was)) = (now, was) else {
        return Vec::new();
    };
    if now != was {
        let args = [("form", now), ("before", was)];
        return vec![Effect::new(element, "form-else", &args)];
    }
    let change = versions.forms.iter().find(|change| change.form == now);
    change.map_or_else(Vec::new, |change| change.effects(element).collect())
}
