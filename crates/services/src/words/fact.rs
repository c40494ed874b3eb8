//! Entries in words: a line of a timeline, the name of a kind.

use casework::record::Fact;
use casework::record::fact::Side;
use pack::Pack;
use web::View;
use web::components::Icon;
use web::lang::Value;

use super::{element, mend, of, role};

/// The key of a fact's kind: `case.opened` is `fact-case-opened`.
pub(crate) fn kind(fact: &Fact) -> String {
    let tagged = serde_json::to_value(fact).unwrap_or_default();
    tagged["kind"].as_str().unwrap_or_default().to_owned()
}

/// A fact as a line of the timeline: sign, title, more.
pub(crate) fn fact(view: &View, pack: &Pack, fact: &Fact) -> (Icon, String, Option<String>) {
    let task = |id: &str| Value::from(element(view, pack, id));
    let key = format!("fact-{}", kind(fact).replace('.', "-"));
    let say = |args: &[(&str, Value<'_>)]| view.with(&key, args);
    match fact {
        Fact::CaseOpened { .. } => (Icon::Document, say(&[]), None),
        Fact::TaskAssigned {
            element,
            role: to,
            assignee: _,
            due,
            draw,
            ..
        } => {
            let title = say(&[
                ("task", task(element)),
                ("role", role(view, pack, to).into()),
            ]);
            let due = due.map(|d| {
                let when = view
                    .text
                    .date(d.to_zoned_datetime(view.text.zone().clone()).date());
                view.with("fact-due", &[("date", when.into())])
            });
            (
                if draw.is_some() {
                    Icon::Dice
                } else {
                    Icon::Person
                },
                title,
                due,
            )
        }
        Fact::TaskWaiting {
            element, role: to, ..
        } => {
            let args = [
                ("task", task(element)),
                ("role", role(view, pack, to).into()),
            ];
            (Icon::Warning, say(&args), None)
        }
        Fact::TaskDeclined {
            element, reason, ..
        } => (
            Icon::Cross,
            say(&[("task", task(element))]),
            Some(reason.clone()),
        ),
        Fact::TaskReminded { element, .. } => (Icon::Clock, say(&[("task", task(element))]), None),
        Fact::TaskOverdue { element, .. } => (Icon::Warning, say(&[("task", task(element))]), None),
        Fact::TaskCompleted {
            element,
            role: by,
            departed,
            reason,
            signature,
            ..
        } => {
            let title = say(&[
                ("task", task(element)),
                ("role", role(view, pack, by).into()),
            ]);
            let departed = departed.then(|| view.t("fact-departed"));
            let signed = signature.as_ref().map(|_| view.t("fact-signed"));
            let more = departed.into_iter().chain(reason.clone()).chain(signed);
            let more: Vec<_> = more.collect();
            (
                Icon::Check,
                title,
                (!more.is_empty()).then(|| more.join(" ")),
            )
        }
        Fact::TaskLapsed { element, .. } => (Icon::Clock, say(&[("task", task(element))]), None),
        Fact::RuleDecided { element, .. } => (Icon::Check, say(&[("task", task(element))]), None),
        Fact::ServiceDone { element, .. } => (Icon::Check, say(&[("task", task(element))]), None),
        Fact::TimerFired { element, .. } => (Icon::Clock, say(&[("task", task(element))]), None),
        Fact::MessageCorrelated { name, .. } => {
            let message = of(view, pack, &format!("message-{name}"));
            (Icon::Message, say(&[("message", message.into())]), None)
        }
        Fact::IncidentRaised { element, .. } => {
            (Icon::Warning, say(&[("task", task(element))]), None)
        }
        Fact::IncidentRetried { reason, .. } => (Icon::Clock, say(&[]), Some(reason.clone())),
        Fact::IncidentPassed { element } => (Icon::Check, say(&[("task", task(element))]), None),
        Fact::MendProposed {
            mend: what, reason, ..
        } => {
            let what = mend(view, pack, what);
            (
                Icon::Person,
                say(&[("what", what.into())]),
                Some(reason.clone()),
            )
        }
        Fact::MendConfirmed {
            mend: what, reason, ..
        } => {
            let what = mend(view, pack, what);
            (
                Icon::Check,
                say(&[("what", what.into())]),
                Some(reason.clone()),
            )
        }
        Fact::MendRefused { reason, .. } => (Icon::Cross, say(&[]), Some(reason.clone())),
        Fact::MendWithdrawn { .. } => (Icon::Cross, say(&[]), None),
        Fact::CaseMigrated {
            from_version,
            to_version,
            reason,
            ..
        } => {
            let args = [
                ("from", from_version.as_str().into()),
                ("to", to_version.as_str().into()),
            ];
            (Icon::Info, say(&args), Some(reason.clone()))
        }
        Fact::TaskCorrected(what) => (
            Icon::Document,
            say(&[("task", task(&what.element))]),
            Some(format!("{} → {}", what.old, what.new)),
        ),
        Fact::InformationAsked(asked) => (
            Icon::Message,
            say(&[("task", task(&asked.element))]),
            Some(asked.text.clone()),
        ),
        Fact::InformationGiven(given) => (
            Icon::Message,
            say(&[("task", task(&given.element))]),
            (!given.text.is_empty()).then(|| given.text.clone()),
        ),
        Fact::InformationLapsed(lapsed) => {
            (Icon::Clock, say(&[("task", task(&lapsed.element))]), None)
        }
        Fact::InformationWithdrawn(w) => (
            Icon::Cross,
            say(&[("task", task(&w.element))]),
            Some(w.reason.clone()),
        ),
        Fact::CaseHeld(held) => (Icon::Warning, say(&[]), Some(held.reason.clone())),
        Fact::CaseReleased(released) => (Icon::Check, say(&[]), Some(released.reason.clone())),
        Fact::ClockPaused { .. } | Fact::ClockResumed { .. } => (Icon::Clock, say(&[]), None),
        Fact::CertificateIssued { number, .. } => {
            (Icon::Seal, say(&[("number", number.as_str().into())]), None)
        }
        Fact::CaseClosed { outcome, .. } => {
            let outcome = of(view, pack, &format!("outcome-{outcome}"));
            (Icon::Seal, say(&[("outcome", outcome.into())]), None)
        }
        Fact::MessageSent(sent) => {
            let from = match sent.side {
                Side::Applicant => view.t("role-applicant"),
                Side::Office => view.t("role-office"),
            };
            let used = sent.reply.as_ref();
            let used = used.map(|used| crate::replies::used(view, pack, used));
            (Icon::Message, say(&[("from", from.into())]), used)
        }
        Fact::DocumentAdded { name, .. } => {
            (Icon::Document, say(&[("name", name.as_str().into())]), None)
        }
        Fact::DataRead { by_role, .. } => (
            Icon::Person,
            say(&[("role", role(view, pack, by_role).into())]),
            None,
        ),
        Fact::CallQueued {
            element, origin, ..
        } => {
            let args = [("task", task(element)), ("host", origin.as_str().into())];
            (Icon::Message, say(&args), None)
        }
        Fact::CallAnswered {
            element, status, ..
        } => {
            let status = status.to_string();
            let args = [("task", task(element)), ("status", status.into())];
            (Icon::Check, say(&args), None)
        }
        Fact::CallFailed(casework::record::fact::CallFailed { element, .. })
        | Fact::JobFailed { element, .. } => (Icon::Warning, say(&[("task", task(element))]), None),
        Fact::JobQueued { element, .. }
        | Fact::JobLocked { element, .. }
        | Fact::JobExtended { element, .. } => (Icon::Clock, say(&[("task", task(element))]), None),
        Fact::JobCompleted(casework::record::fact::JobCompleted { element, .. }) => {
            (Icon::Check, say(&[("task", task(element))]), None)
        }
        Fact::RegisterPublished { element, .. } => {
            (Icon::Seal, say(&[("task", task(element))]), None)
        }
        Fact::NoticeFailed(_) => (Icon::Warning, say(&[]), None),
        Fact::NoticeQueued(queued) => (
            Icon::Message,
            say(&[("subject", queued.notice.subject.as_str().into())]),
            None,
        ),
        _ => (Icon::Info, say(&[]), None),
    }
}
