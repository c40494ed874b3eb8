//! Deadlines that stop and run on: recomputed from the pack's calendar, of the case as it was before the entry.

use jiff::Timestamp;
use pack::Pack;

use crate::case::{Case, OpenTask, Waiting, information};
use crate::record::{Entry, Fact};

/// What is wrong with the times in an entry; `None` where they are what the law's calendar gives.
pub(super) fn wrong(entry: &Entry, case: &Case, pack: &Pack) -> Option<&'static str> {
    let now = entry.time;
    match &entry.fact {
        Fact::InformationAsked(asked) => {
            let Some(task) = case.inside.open.get(&asked.job) else {
                return Some("the task is not open");
            };
            let Some(rule) = information::allowed(pack, task) else {
                return Some("the procedure does not allow a question in this task");
            };
            let left = task.due.map(|due| pack.calendar.left(now, due));
            let wrong = [
                (task.waiting.is_some(), "a question was open already"),
                (task.asked >= rule.most, "it is one question too many"),
                (
                    task.due.is_some_and(|due| due <= now),
                    "the time of the task was over",
                ),
                (asked.law != rule.law, "it names another law"),
                (
                    asked.until != pack.calendar.deadline(now, rule.days),
                    "it waits longer or shorter than the law says",
                ),
                (
                    asked.left_us != left,
                    "the time that is left is not what was left",
                ),
            ];
            first(&wrong)
        }
        Fact::InformationGiven(e) => ended(case, pack, now, (e.job, e.question, e.due, &e.remind)),
        Fact::InformationWithdrawn(e) => {
            ended(case, pack, now, (e.job, e.question, e.due, &e.remind))
        }
        Fact::InformationLapsed(e) => {
            let early = waiting(case, e.job).is_some_and(|(_, w)| now < w.until);
            ended(case, pack, now, (e.job, e.question, e.due, &e.remind))
                .or(early.then_some("the days for the answer were not over"))
        }
        Fact::ClockPaused { left_us, .. } => {
            let left = case.due_at.map(|due| pack.calendar.left(now, due));
            (left != Some(*left_us)).then_some("the time that is left is not what was left")
        }
        Fact::ClockResumed { due, waited_us } => {
            let resumed = case.paused_left.map(|left| pack.calendar.resume(now, left));
            let waited = case.paused_at.map(|at| pack.calendar.left(at, now));
            let wrong = [
                (
                    resumed != Some(*due),
                    "the deadline is not what was left of it",
                ),
                (
                    waited_us.is_some() && *waited_us != waited,
                    "the time waited is not what was waited",
                ),
            ];
            first(&wrong)
        }
        _ => None,
    }
}

fn ended(
    case: &Case,
    pack: &Pack,
    now: Timestamp,
    (job, question, due, remind): (u64, u64, Option<Timestamp>, &[Timestamp]),
) -> Option<&'static str> {
    let Some((task, waiting)) = waiting(case, job) else {
        return Some("nothing was asked");
    };
    let (right, reminders) = information::runs_on(pack, task, waiting, now);
    let wrong = [
        (waiting.question != question, "it ends another question"),
        (right != due, "the deadline is not what was left of it"),
        (
            reminders != remind,
            "the reminders are not those of the deadline",
        ),
    ];
    first(&wrong)
}

fn waiting(case: &Case, job: u64) -> Option<(&OpenTask, &Waiting)> {
    let task = case.inside.open.get(&job)?;
    Some((task, task.waiting.as_ref()?))
}

fn first(wrong: &[(bool, &'static str)]) -> Option<&'static str> {
    wrong.iter().find(|(holds, _)| *holds).map(|(_, why)| *why)
}
