//! Figures, dates and lists of one language, by ICU4X: made once, kept with the texts.

use super::Lang;
use icu_calendar::Gregorian;
use icu_calendar::cal::Hijri;
use icu_calendar::cal::hijri::UmmAlQura;
use icu_calendar::{Date as IcuDate, Iso};
use icu_datetime::FixedCalendarDateTimeFormatter as Dates;
use icu_datetime::fieldsets::{YM, YMD, YMDE};
use icu_datetime::options::YearStyle;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_list::options::{ListFormatterOptions, ListLength};
use jiff::civil::Date;
use language::Language;

/// The formatters of a language.
pub(super) struct Formats {
    language: &'static Language,
    decimal: DecimalFormatter,
    digits: [char; 10],
    date: Dates<Gregorian, YMD>,
    weekday: Dates<Gregorian, YMDE>,
    month: Dates<Gregorian, YM>,
    hijri: Dates<Hijri<UmmAlQura>, YMD>,
    list: ListFormatter,
}

impl Formats {
    /// The formatters of a language: CLDR has all of them for every locale, its root's where it knows no better.
    pub(super) fn of(lang: Lang) -> Self {
        const DATA: &str = "the data of all locales are compiled in, and fall back to the root's";
        let language = lang.language();
        let locale = language.formats();
        let decimal = DecimalFormatter::try_new((&locale).into(), Default::default()).expect(DATA);
        let digits = std::array::from_fn(|n| {
            let digit = decimal.format(&Decimal::from(n as u64)).to_string();
            digit.chars().next().unwrap_or('0')
        });
        let wide = ListFormatterOptions::default().with_length(ListLength::Wide);
        let era = YMD::long().with_year_style(YearStyle::WithEra);
        Self {
            language,
            decimal,
            digits,
            date: Dates::try_new((&locale).into(), YMD::long()).expect(DATA),
            weekday: Dates::try_new((&locale).into(), YMDE::long()).expect(DATA),
            month: Dates::try_new((&locale).into(), YM::long()).expect(DATA),
            hijri: Dates::try_new((&locale).into(), era).expect(DATA),
            list: ListFormatter::try_new_and((&locale).into(), wide).expect(DATA),
        }
    }

    /// A plain decimal (`-1234.50`) with the language's signs and digits; as it is where it is none.
    pub(super) fn decimal(&self, plain: &str) -> String {
        match plain.parse::<Decimal>() {
            Ok(n) => self.decimal.format(&n).to_string(),
            Err(_) => plain.to_owned(),
        }
    }

    /// ASCII digits as the reader's.
    pub(super) fn digits(&self, plain: &str) -> String {
        let digit = |c: char| c.to_digit(10).map_or(c, |d| self.digits[d as usize]);
        plain.chars().map(digit).collect()
    }

    /// `24 November 2026`.
    pub(super) fn date(&self, date: Date) -> String {
        self.first(date, self.date.format(&gregorian(date)).to_string())
    }

    /// `Tuesday, 24 November 2026`.
    pub(super) fn weekday(&self, date: Date) -> String {
        self.first(date, self.weekday.format(&gregorian(date)).to_string())
    }

    /// `November 2026`; the plain number where it is no month.
    pub(super) fn month(&self, year: i32, month: i32) -> String {
        let first = u8::try_from(month)
            .ok()
            .and_then(|m| IcuDate::try_new_gregorian(year, m, 1).ok());
        first.map_or_else(
            || month.to_string(),
            |first| self.month.format(&first).to_string(),
        )
    }

    /// `15 Jumada II 1448 AH`, in the Umm al-Qura calendar.
    pub(super) fn hijri(&self, date: Date) -> String {
        let hijri = iso(date).to_calendar(Hijri::new_umm_al_qura());
        self.hijri.format(&hijri).to_string()
    }

    /// `A, B and C`.
    pub(super) fn list(&self, items: &[String]) -> String {
        self.list.format(items.iter()).to_string()
    }

    /// What readers call a currency.
    pub(super) fn money(&self, figure: &str, currency: &str) -> String {
        let sign = self.language.currencies.get(currency);
        let sign = sign.map_or(currency, String::as_str);
        let pattern = &self.language.money;
        pattern
            .replace("{currency}", sign)
            .replace("{figure}", figure)
    }

    /// The comma between a date and a time.
    pub(super) fn comma(&self) -> &str {
        &self.language.comma
    }

    /// The first of a month where the language has a word of its own for it.
    fn first(&self, date: Date, said: String) -> String {
        let Some(first) = self.language.first_day.as_ref().filter(|_| date.day() == 1) else {
            return said;
        };
        let one = self.digits[1];
        let mut words: Vec<&str> = said.split(' ').collect();
        let plain = one.to_string();
        if let Some(day) = words.iter_mut().find(|w| **w == plain) {
            *day = first;
        }
        words.join(" ")
    }
}

fn iso(date: Date) -> IcuDate<Iso> {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    IcuDate::try_new_iso(i32::from(date.year()), month, day)
        .expect("a date of jiff is one of the proleptic Gregorian calendar")
}

fn gregorian(date: Date) -> IcuDate<Gregorian> {
    iso(date).to_calendar(Gregorian)
}
