//! An official's absences and interests: they decide in which draws the official is.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::people::{declare_absence, declare_interest, end_absence};
use casework::store::{Link, Row};
use casework::{Actor, Error, PersonId};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use maud::{Markup, html};
use web::components::{
    Button, DateInput, Field, FieldError, TextInput, Width, button, date_input, error_summary,
    hidden, read_date, section, text_input,
};
use web::forms::FormData;
use web::lang::Precision;
use web::session::FlashKind;
use web::{Answer, Form, Page, Problem, View};

use crate::office::{Office, Official};
use crate::{paths, refusal};

const HERE: &str = "/account/duty";

pub(super) async fn show(official: Official, State(office): State<Office>) -> Answer<Page> {
    page(&office, &official, &FormData::default(), &[]).await
}

pub(super) async fn absent(
    official: Official,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let view = &official.view;
    let (from, until) = (day(view, &form, "from"), day(view, &form, "until"));
    let (from, until) = match (from, until) {
        (Ok(from), Ok(until)) => (from, until),
        (from, until) => {
            let errors: Vec<_> = from.err().into_iter().chain(until.err()).collect();
            return Ok(page(&office, &official, &form, &errors)
                .await?
                .into_response());
        }
    };
    let (from, until) = span(view, from, until)?;
    let person = official.person;
    let declare = move |tx: &mut casework::record::Tx<'_>| {
        declare_absence(tx, Actor::Person(person), person, from, until)
    };
    match office.casework().write(declare).await {
        Ok(_) => done(view, "duty-absence-done"),
        Err(Error::Field { .. }) => {
            let errors = [FieldError::new("until", view.t("duty-order"))];
            Ok(page(&office, &official, &form, &errors)
                .await?
                .into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

pub(super) async fn back(
    official: Official,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let person = official.person;
    let from: Timestamp = form.get("from").parse().map_err(|_| Problem::not_found())?;
    let end = move |tx: &mut casework::record::Tx<'_>| {
        end_absence(tx, Actor::Person(person), person, from)
    };
    office.write(&official.view, end).await?;
    done(&official.view, "duty-return-done")
}

pub(super) async fn interest(
    official: Official,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&official.view, official.person);
    let (subject, reason) = (form.get("subject").to_owned(), form.get("why").to_owned());
    let declare = move |tx: &mut casework::record::Tx<'_>| {
        declare_interest(tx, Actor::Person(person), person, &subject, &reason)
    };
    match office.casework().write(declare).await {
        Ok(_) => done(view, "duty-interest-done"),
        Err(Error::Field { .. }) => {
            let errors = [FieldError::new("subject", view.t("duty-subject-error"))];
            Ok(page(&office, &official, &form, &errors)
                .await?
                .into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

fn done(view: &View, key: &str) -> Answer {
    view.session.flash(FlashKind::Success, view.t(key));
    Ok(Redirect::to(HERE).into_response())
}

fn day(view: &View, form: &FormData, name: &str) -> Result<Date, FieldError> {
    let plain = || view.t("duty-date-error");
    let day = read_date(form, name).map_err(|e| e.say(&view.text).unwrap_or_else(plain));
    let day = day.and_then(|day| day.ok_or_else(plain));
    day.map_err(|said| FieldError::new(name, said))
}

/// From the first day's beginning to the last day's end.
pub(crate) fn span(
    view: &View,
    from: Date,
    until: Date,
) -> Result<(Timestamp, Timestamp), Problem> {
    // The last day is away too.
    let until = until.checked_add(1.day()).unwrap_or(until);
    Ok((begins(view, from)?, begins(view, until)?))
}

/// When a person is away, from now on.
pub(crate) fn away(
    link: &mut Link,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<(Timestamp, Timestamp)>, Error> {
    let sql = "select from_at, until_at from absences where person = $1 and until_at > $2 \
               order by from_at";
    let rows = link.query(sql, &[person.into(), now.into()])?;
    let one = |r: &Row| Ok((r.get(0)?, r.get(1)?));
    rows.iter().map(one).collect()
}

fn begins(view: &View, date: Date) -> Result<Timestamp, Problem> {
    let zoned = date.to_zoned_datetime(view.text.zone().clone());
    zoned
        .map(|z| z.timestamp())
        .map_err(|_| Problem::unprocessable())
}

async fn page(
    office: &Office,
    official: &Official,
    form: &FormData,
    errors: &[FieldError],
) -> Result<Page, Problem> {
    let (view, person) = (&official.view, official.person);
    let now = view.now;
    let away = office.read(view, move |link, _| away(link, person, now));
    let away = away.await?;
    let title = view.t("account-duty");
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        (section("absence", &view.t("duty-absence"), &absences(view, &away, form, errors)))
        (section("interests", &view.t("duty-interest"), &interests(view, form, errors)))
    };
    Ok(view
        .page(title.clone())
        .back(paths::ACCOUNT)
        .with_errors(errors)
        .main(main))
}

fn absences(
    view: &View,
    away: &[(Timestamp, Timestamp)],
    form: &FormData,
    errors: &[FieldError],
) -> Markup {
    let t = &view.text;
    let input = |name: &str| {
        let field = Field::new(name, view.t(&format!("duty-{name}"))).errors(errors);
        date_input(t, &DateInput::from_form(field, form))
    };
    html! {
        p { (view.t("duty-absence-text")) }
        @if !away.is_empty() {
            ul {
                @for (from, until) in away {
                    li {
                        (t.time(*from, Precision::Day)) " – " (t.time(*until - jiff::SignedDuration::from_secs(1), Precision::Day))
                        form method="post" action="/account/duty/return" {
                            (view.csrf_field()) (hidden("from", &from.to_string()))
                            button class="link" type="submit" { (view.t("duty-return")) }
                        }
                    }
                }
            }
        }
        form method="post" action="/account/duty/absence" novalidate {
            (view.csrf_field()) (input("from")) (input("until"))
            (button(&Button::new(view.t("duty-absence-button"))))
        }
    }
}

fn interests(view: &View, form: &FormData, errors: &[FieldError]) -> Markup {
    let subject = TextInput {
        width: Width::Medium,
        ..TextInput::new(
            Field::new("subject", view.t("duty-subject"))
                .hint(view.t("duty-subject-hint"))
                .errors(errors),
            form.get("subject"),
        )
    };
    let why = TextInput::new(
        Field::new("why", view.t("duty-why")).optional(),
        form.get("why"),
    );
    html! {
        p { (view.t("duty-interest-text")) }
        form method="post" action="/account/duty/interest" novalidate {
            (view.csrf_field())
            (text_input(&view.text, &subject))
            (text_input(&view.text, &why))
            (button(&Button { secondary: true, ..Button::new(view.t("duty-interest-button")) }))
        }
    }
}
