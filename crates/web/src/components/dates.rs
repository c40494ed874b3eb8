//! A date in three fields: memorable dates are typed, not picked from a calendar.

use super::Field;
use crate::forms::FormData;
use crate::lang::{HijriDay, HijriError, Text, YEARS};
use jiff::civil::Date;
use maud::{Markup, html};

/// A question for a date. Its parts are sent as `name-day`, `name-month`, `name-year`, with `name-calendar`
/// (`gregorian` or `hijri`) where a calendar can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateInput {
    /// The question.
    pub field: Field,
    /// Day, month, year as typed so far.
    pub parts: [String; 3],
    /// The parts are of the Hijri calendar.
    pub hijri: bool,
    /// The date is the person's birthday, which browsers may fill in.
    pub birthday: bool,
}

const PARTS: [&str; 3] = ["day", "month", "year"];
/// The choice of calendar beside them.
const CALENDAR: &str = "calendar";
const HIJRI: &str = "hijri";

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
        let hijri = form.get(&format!("{}-{CALENDAR}", field.name)) == HIJRI;
        Self {
            field,
            parts,
            hijri,
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
            ..Self::default()
        }
    }

    /// The day that was typed, if it is one.
    fn day(&self) -> Option<Date> {
        parse(self.parts.each_ref().map(String::as_str), self.hijri).ok()
    }
}

/// Why what was typed is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongDate {
    /// As it was typed.
    Gregorian(String),
    /// Of the Hijri calendar.
    Hijri(HijriError),
}

impl WrongDate {
    /// What is wrong with a Hijri date; the caller knows best what to say of another.
    #[must_use]
    pub fn say(&self, t: &Text) -> Option<String> {
        let Self::Hijri(wrong) = self else {
            return None;
        };
        let year = |n: i16| t.year(i32::from(n)).into();
        let args = match wrong {
            HijriError::Year => vec![
                ("first", year(*YEARS.start())),
                ("last", year(*YEARS.end())),
            ],
            HijriError::Month => Vec::new(),
            HijriError::Day(days) => vec![("days", i64::from(*days).into())],
        };
        Some(t.with(&format!("date-{}", wrong.code()), &args))
    }
}

/// The date that a form holds under a name; `Ok(None)` when nothing was typed.
///
/// # Errors
/// [`WrongDate`], when it is no date.
pub fn read_date(form: &FormData, name: &str) -> Result<Option<Date>, WrongDate> {
    let parts = PARTS.map(|part| form.get(&format!("{name}-{part}")));
    if parts.iter().all(|p| p.is_empty()) {
        return Ok(None);
    }
    let hijri = form.get(&format!("{name}-{CALENDAR}")) == HIJRI;
    parse(parts, hijri).map(Some)
}

fn parse(parts: [&str; 3], hijri: bool) -> Result<Date, WrongDate> {
    let [day, month, year] = parts.map(|p| ascii_digits(p.trim()));
    if hijri {
        let day = HijriDay::parse(&year, &month, &day);
        return day
            .and_then(HijriDay::to_gregorian)
            .map_err(WrongDate::Hijri);
    }
    let date = (|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())();
    // A year of two digits is a guess about the century.
    date.filter(|d| d.year() >= 1000)
        .ok_or_else(|| WrongDate::Gregorian(parts.join("/")))
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

/// Three fields for day, month and year; for who wants Hijri dates a choice of calendar beside them, and what was typed in both.
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
            @if t.has_hijri() || d.hijri { (calendar(t, d)) }
        }
        @if let Some(day) = d.day().filter(|_| t.has_hijri()) {
            p class="hint" { (t.date(day)) }
        }
    };
    d.field.wrap_group(t, None, &controls)
}

fn calendar(t: &Text, d: &DateInput) -> Markup {
    let id = format!("{}-{CALENDAR}", d.field.name);
    html! {
        div {
            label for=(id) { (t.get("date-calendar")) }
            select class="input" id=(id) name=(id) {
                option value="gregorian" selected[!d.hijri] { (t.get("date-gregorian")) }
                option value=(HIJRI) selected[d.hijri] { (t.get("date-hijri")) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::parse_query;
    use crate::lang::{Lang, Texts};
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    fn read(query: &str) -> Result<Option<Date>, WrongDate> {
        read_date(&parse_query(query).unwrap(), "d")
    }

    fn text(lang: Lang) -> Text {
        let texts = std::sync::Arc::new(Texts::new().unwrap());
        Text::new(texts, lang, TimeZone::UTC).with_hijri(true)
    }

    #[test]
    fn a_date_may_be_typed_in_either_calendar() {
        let ramadan = Ok(Some(date(2024, 3, 11)));
        assert_eq!(read("d-day=11&d-month=3&d-year=2024"), ramadan);
        assert_eq!(
            read("d-day=11&d-month=3&d-year=2024&d-calendar=gregorian"),
            ramadan
        );
        assert_eq!(
            read("d-day=1&d-month=9&d-year=1445&d-calendar=hijri"),
            ramadan
        );
        let arabic = "d-day=%D9%A1&d-month=%D9%A9&d-year=%D9%A1%D9%A4%D9%A4%D9%A5&d-calendar=hijri";
        assert_eq!(read(arabic), ramadan);
        assert_eq!(read("d-day=&d-month=&d-year=&d-calendar=hijri"), Ok(None));
    }

    #[test]
    fn what_is_no_hijri_day_is_told_in_words() {
        let wrong = read("d-day=30&d-month=9&d-year=1446&d-calendar=hijri").unwrap_err();
        assert_eq!(wrong, WrongDate::Hijri(HijriError::Day(29)));
        let said = wrong.say(&text(Lang::EN)).unwrap();
        assert!(said.contains("29"), "{said}");
        let wrong = read("d-day=1&d-month=1&d-year=2024&d-calendar=hijri").unwrap_err();
        let said = wrong.say(&text(Lang::EN)).unwrap();
        assert!(said.contains("1300") && said.contains("1600"), "{said}");
        assert_eq!(
            read("d-day=31&d-month=2&d-year=2024")
                .unwrap_err()
                .say(&text(Lang::EN)),
            None
        );
    }

    #[test]
    fn what_was_typed_is_shown_back_in_both_calendars() {
        let form = parse_query("d-day=1&d-month=9&d-year=1445&d-calendar=hijri").unwrap();
        let typed = DateInput::from_form(Field::new("d", "When"), &form);
        let shown = date_input(&text(Lang::EN), &typed).into_string();
        assert!(
            shown.contains("11 March 2024 (1 Ramadan 1445 AH)"),
            "{shown}"
        );
        assert!(shown.contains("value=\"hijri\" selected"), "{shown}");
        let plain = Text::with_hijri(text(Lang::EN), false);
        let shown = date_input(&plain, &DateInput::new(Field::new("d", "When"))).into_string();
        assert!(
            !shown.contains("calendar"),
            "only for who wants it: {shown}"
        );
    }
}
