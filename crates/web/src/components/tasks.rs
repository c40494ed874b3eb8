//! What is still to do.

use super::{Tone, tag};
use maud::{Markup, html};

/// How far a task is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskState {
    /// The word.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
}

/// A thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub title: String,
    /// Where; nothing when it cannot be begun yet.
    pub href: Option<String>,
    /// More, in a line.
    pub hint: Option<String>,
    /// How far it is.
    pub state: TaskState,
}

/// A list of things to do.
#[must_use]
pub fn task_list(tasks: &[Task]) -> Markup {
    html! {
        ul class="tasks" {
            @for task in tasks {
                li class="task" {
                    div class="task-name" {
                        @if let Some(href) = &task.href { a href=(href) { (task.title) } } @else { span { (task.title) } }
                        @if let Some(hint) = &task.hint { p class="hint" { (hint) } }
                    }
                    div class="task-state" { (tag(task.state.tone, &task.state.text)) }
                }
            }
        }
    }
}
