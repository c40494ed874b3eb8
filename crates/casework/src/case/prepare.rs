//! What can be computed before a command queues for the writer: the proofs of the draws that it
//! will need. A guess that is wrong costs nothing but the time.

use bpmn::{Command, JobKind};
use dmn::feel;
use draw::Input;
use serde_json::Value as Json;

use super::{Application, open};
use crate::store::Link;
use crate::{Error, Parts};

/// Prepares the proofs of the tasks that a new case begins with.
///
/// # Errors
/// As [`open::current`]; an application that will be refused prepares nothing.
pub fn prepare(link: &mut Link, parts: &Parts, application: &Application) -> Result<(), Error> {
    let pack = open::current(parts, link, &application.pack)?;
    let Some(form) = pack.forms.get(&pack.start_form) else {
        return Ok(());
    };
    let environment = open::environment(&pack, parts.clock.now());
    let profile = crate::people::profile(link, parts, application.applicant)?;
    let Ok(data) = form.accept(&application.data, &open::of_person(&profile), &environment) else {
        return Ok(());
    };
    let data = feel::Value::from_json(&Json::Object(data));
    let content = open::digest(&application.pack, application.applicant, &data)?;
    let mut vars = feel::Context::default();
    vars.insert(pack.start_form.as_str(), data);
    let command = Command::Start {
        process: Some(pack.process_id.clone()),
        vars,
    };
    let mut state = bpmn::State::default();
    let Ok(events) = bpmn::step(&pack.process, &state, &command, &environment) else {
        return Ok(());
    };
    events
        .iter()
        .for_each(|event| state.apply(&pack.process, event));
    for job in state
        .jobs()
        .filter(|j| matches!(j.kind, JobKind::User | JobKind::Manual))
    {
        if pack
            .tasks
            .get(&*job.element)
            .is_none_or(|t| t.role == pack::APPLICANT)
        {
            continue;
        }
        let input = Input {
            log: parts.identity.origin.clone(),
            content,
            element: job.element.to_string(),
            visit: job.visit,
            redraw: 0,
        };
        parts.proofs.prepare(&parts.identity.draw, &input);
    }
    Ok(())
}
