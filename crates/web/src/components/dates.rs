//! A date in three fields: memorable dates are typed, not picked from a calendar.

use super::Field;
use crate::forms::FormData;
use crate::lang::Text;
use jiff::civil::Date;
use maud::{Markup, html};

/// A question for a date. Its parts are sent as `name-day`, `name-month`, `name-year`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateInput {
    /// The question.
    pub field: Field,
    /// Day, month, year as typed so far.
    pub parts: [String; 3],
    /// The date is the person's birthday, which browsers may fill in.
    pub birthday: bool,
}

const PARTS: [&str; 3] = ["day", "month", "year"];

impl DateInput {
    /// A question without an answer yet.
    #[must_use]
    pub fn new(field: Field) -> Self {
        Self {
            field,
            ..Self::default()
        }
    }

    /// The answer as it was typed.
    #[must_use]
    pub fn from_form(field: Field, form: &FormData) -> Self {
        let parts = PARTS.map(|part| form.get(&format!("{}-{part}", field.name)).to_owned());
        Self {
            field,
            parts,
            birthday: false,
        }
    }

    /// The answer from a date.
    #[must_use]
    pub fn from_date(field: Field, date: Date) -> Self {
        let parts = [
            date.day().to_string(),
            date.month().to_string(),
            date.year().to_string(),
        ];
        Self {
            field,
            parts,
            birthday: false,
        }
    }
}

/// The date that a form holds under a name; `Ok(None)` when nothing was typed.
///
/// # Errors
/// The typed text, when it is no date.
pub fn read_date(form: &FormData, name: &str) -> Result<Option<Date>, String> {
    let parts = PARTS.map(|part| form.get(&format!("{name}-{part}")).to_owned());
    if parts.iter().all(String::is_empty) {
        return Ok(None);
    }
    let [day, month, year] = parts.each_ref().map(|p| ascii_digits(p));
    let date = (|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())();
    // A year of two digits is a guess about the century.
    date.filter(|d| d.year() >= 1000)
        .map(Some)
        .ok_or_else(|| parts.join("/"))
}

/// Arabic-Indic (٠…٩) and Persian (۰…۹) digits as ASCII.
fn ascii_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - 0x660) as u8),
            '۰'..='۹' => char::from(b'0' + (c as u32 - 0x6f0) as u8),
            other => other,
        })
        .collect()
}

/// Three fields for day, month and year.
#[must_use]
pub fn date_input(t: &Text, d: &DateInput) -> Markup {
    let controls = html! {
        div class="date-parts" {
            @for (i, part) in PARTS.into_iter().enumerate() {
                // The first has the field's own id, so that the error summary leads to it.
                @let id = if i == 0 { d.field.name.clone() } else { format!("{}-{part}", d.field.name) };
                @let complete = d.birthday.then(|| format!("bday-{part}"));
                div {
                    label for=(id) { (t.get(&format!("date-{part}"))) }
                    input class={ "input " (if part == "year" { "width-tiny4" } else { "width-tiny2" }) } id=(id) name={ (d.field.name) "-" (part) }
                        type="text" inputmode="numeric" dir="ltr" value=(d.parts[i]) autocomplete=[complete] aria-invalid=[d.field.invalid()];
                }
            }
        }
    };
    d.field.wrap_group(t, None, &controls)
}
