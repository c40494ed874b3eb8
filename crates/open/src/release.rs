//! What lists and searches show of a compiled release: who buys what from whom, when, for how much.

use redflags::date::{Moment, civil};
use redflags::json::Cursor;
use redflags::model::{Scope, read_process};
use serde_json::Value;

use web::lang::fold::words;

/// Longest title, name or identifier that is kept, in characters.
const LONGEST: usize = 500;
/// Most parties of one process that are listed.
const MOST_PARTIES: usize = 500;
/// Most words of one process that are searched.
const MOST_WORDS: usize = 200;
/// Most items whose descriptions are searched.
const MOST_ITEMS: usize = 30;
/// Days of the years 1990 and 2101: dates outside are typing errors.
const DAYS: std::ops::Range<i32> = 7_305..47_847;
/// Amounts above are typing errors, as for the indicators.
const LARGEST: f64 = 1e13;
/// The day of a process without any date.
pub const NO_DAY: i64 = -1_000_000;

/// A process as lists show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Its identifier in the world.
    pub ocid: String,
    /// Its title; may be empty.
    pub title: String,
    /// The buyer's identifier, else name; may be empty.
    pub buyer: String,
    /// The buyer's name.
    pub buyer_name: String,
    /// `open`, `selective`, `limited`, `direct`, or as written.
    pub method: String,
    /// `tender/status` as written.
    pub status: String,
    /// Days since 1970 of the award, else of the tender, else of the release; [`NO_DAY`] without.
    pub day: i64,
    /// The year of that day; 0 without.
    pub year: i64,
    /// The value in hundredths: of contracts, else awards, else the tender.
    pub amount: Option<i64>,
    /// Its currency; empty without.
    pub currency: String,
    /// Who takes part: role, identifier, name.
    pub parties: Vec<(&'static str, String, String)>,
    /// What a search finds it by: scope and word.
    pub words: Vec<(&'static str, String)>,
}

/// The text of a member, whether it was written as text or number.
#[must_use]
pub fn text(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        Some(Value::String(text)) => clean(text),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Without what PostgreSQL cannot keep and nobody can read, and not too long.
#[must_use]
pub fn clean(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect()
}

/// The objects of a list.
pub fn list<'v>(value: &'v Value, pointer: &str) -> impl Iterator<Item = &'v Value> {
    let list = value.pointer(pointer).and_then(Value::as_array);
    list.into_iter().flatten().filter(|v| v.is_object())
}

/// The first of some texts that says something.
fn first<const N: usize>(texts: [String; N]) -> String {
    texts
        .into_iter()
        .find(|t| !t.is_empty())
        .unwrap_or_default()
}

/// Whom a reference names: identifier, else name, as the indicators compare them; and the name.
#[must_use]
pub fn org(value: &Value, pointer: &str, release: &Value) -> Option<(String, String)> {
    let org = value.pointer(pointer)?;
    let (id, mut name) = (text(org, "/id"), text(org, "/name"));
    if name.is_empty() && !id.is_empty() {
        let party = list(release, "/parties").find(|p| text(p, "/id") == id);
        name = party.map(|p| text(p, "/name")).unwrap_or_default();
    }
    let key = first([id, name.clone()]);
    (!key.is_empty()).then(|| (key.clone(), first([name, key])))
}

/// A date within reason.
#[must_use]
pub fn moment(value: &Value, pointer: &str) -> Option<Moment> {
    let written = value.pointer(pointer)?.as_str()?;
    Moment::parse(written, 0).filter(|m| DAYS.contains(&m.day))
}

/// An amount within reason in hundredths, with its currency.
#[must_use]
pub fn money(value: &Value, pointer: &str) -> Option<(i64, String)> {
    let money = value.pointer(pointer)?;
    let amount = match money.get("amount")? {
        Value::Number(n) => n.as_f64()?,
        Value::String(s) => s.trim().parse().ok()?,
        _ => return None,
    };
    let within = amount.is_finite() && amount.abs() <= LARGEST;
    within.then(|| ((amount * 100.0).round() as i64, text(money, "/currency")))
}

/// The awards that stand.
pub fn awards(release: &Value) -> impl Iterator<Item = &Value> {
    list(release, "/awards").filter(|a| {
        let status = text(a, "/status");
        status.is_empty() || status == "active"
    })
}

impl Told {
    /// Of a compiled release. One that the strict reader cannot take (a number like `1e9999`) keeps
    /// what the indicators' reader finds.
    #[must_use]
    pub fn of(release: &str) -> Told {
        match serde_json::from_str::<Value>(release) {
            Ok(value) => Told::of_value(&value),
            Err(_) => Told::plain(release),
        }
    }

    fn plain(release: &str) -> Told {
        let process = read_process(&mut Cursor::new(release), Scope::All);
        let ocid = process.ok().flatten().and_then(|p| p.ocid);
        Told {
            ocid: ocid.map(|id| clean(&id.text)).unwrap_or_default(),
            day: NO_DAY,
            ..Told::default()
        }
    }

    fn of_value(release: &Value) -> Told {
        let buyer = org(release, "/buyer", release)
            .or_else(|| org(release, "/tender/procuringEntity", release))
            .unwrap_or_default();
        let day = day(release);
        let value = value(release);
        let mut told = Told {
            ocid: text(release, "/ocid"),
            title: first([
                text(release, "/tender/title"),
                first_title(release, "/contracts"),
                first_title(release, "/awards"),
                text(release, "/planning/budget/project"),
                text(release, "/tender/description"),
            ]),
            buyer: buyer.0,
            buyer_name: buyer.1,
            method: text(release, "/tender/procurementMethod"),
            status: text(release, "/tender/status"),
            day: day.map_or(NO_DAY, i64::from),
            year: day.map_or(0, |d| i64::from(civil(d).0)),
            amount: value.as_ref().map(|v| v.0),
            currency: value.map(|v| v.1).unwrap_or_default(),
            parties: parties(release),
            words: Vec::new(),
        };
        told.words = told.find_words(release);
        told
    }

    fn find_words(&self, release: &Value) -> Vec<(&'static str, String)> {
        let mut all = vec![
            self.title.clone(),
            text(release, "/tender/description"),
            self.ocid.clone(),
            text(release, "/tender/id"),
        ];
        let items = ["/tender/items", "/awards/0/items", "/contracts/0/items"]
            .into_iter()
            .flat_map(|pointer| list(release, pointer).take(MOST_ITEMS));
        all.extend(items.map(|item| text(item, "/description")));
        all.extend(
            list(release, "/tender/lots")
                .take(MOST_ITEMS)
                .map(|lot| text(lot, "/title")),
        );
        let named = |role: &str| {
            let own = self.parties.iter().filter(move |p| p.0 == role);
            own.map(|p| p.2.as_str()).collect::<Vec<_>>().join(" ")
        };
        let (buyers, suppliers) = (named("buyer"), named("supplier"));
        all.extend([buyers.clone(), suppliers.clone()]);
        let of = |scope: &'static str, text: &str| {
            words(text, MOST_WORDS).into_iter().map(move |w| (scope, w))
        };
        let mut found: Vec<_> = of("text", &all.join(" "))
            .chain(of("buyer", &buyers))
            .chain(of("supplier", &suppliers))
            .collect();
        found.sort_unstable();
        found
    }
}

fn first_title(release: &Value, pointer: &str) -> String {
    let titles = list(release, pointer).map(|c| text(c, "/title"));
    titles
        .into_iter()
        .find(|t| !t.is_empty())
        .unwrap_or_default()
}

fn day(release: &Value) -> Option<i32> {
    let awarded = awards(release).filter_map(|a| moment(a, "/date"));
    awarded
        .map(|m| m.day)
        .min()
        .or_else(|| moment(release, "/tender/tenderPeriod/startDate").map(|m| m.day))
        .or_else(|| moment(release, "/date").map(|m| m.day))
}

/// The sum of the contracts, else of the awards, else the estimate; in the currency of the first.
fn value(release: &Value) -> Option<(i64, String)> {
    let sum = |all: Vec<(i64, String)>| {
        let currency = all.first()?.1.clone();
        let same = all.iter().filter(|m| m.1 == currency);
        let sum = same.map(|m| m.0).fold(0, i64::saturating_add);
        Some((sum, currency))
    };
    let contracts = list(release, "/contracts").filter_map(|c| money(c, "/value"));
    sum(contracts.collect())
        .or_else(|| sum(awards(release).filter_map(|a| money(a, "/value")).collect()))
        .or_else(|| money(release, "/tender/value"))
}

fn parties(release: &Value) -> Vec<(&'static str, String, String)> {
    let mut all = Vec::new();
    let mut add = |role, found: Option<(String, String)>| {
        all.extend(found.map(|(id, name)| (role, id, name)));
    };
    add("buyer", org(release, "/buyer", release));
    add("entity", org(release, "/tender/procuringEntity", release));
    if release.pointer("/buyer").is_none() {
        add("buyer", org(release, "/tender/procuringEntity", release));
    }
    for supplier in awards(release).flat_map(|a| list(a, "/suppliers")) {
        add("supplier", org(supplier, "", release));
    }
    for bidder in list(release, "/bids/details").flat_map(|b| list(b, "/tenderers")) {
        add("bidder", org(bidder, "", release));
    }
    for bidder in list(release, "/tender/tenderers") {
        add("bidder", org(bidder, "", release));
    }
    all.sort_unstable();
    all.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
    all.truncate(MOST_PARTIES);
    all
}

/// E-mail addresses that a publisher gave for an organisation: of its contact point.
#[must_use]
pub fn contact_email(release: &Value, party: &str) -> Option<String> {
    let own =
        list(release, "/parties").find(|p| text(p, "/id") == party || text(p, "/name") == party)?;
    let email = text(own, "/contactPoint/email");
    (email.contains('@') && !email.contains(char::is_whitespace)).then_some(email)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RELEASE: &str = r#"{"ocid":"ocds-1","date":"2025-03-01T00:00:00Z","tag":["compiled"],
        "buyer":{"id":"B1"},"parties":[{"id":"B1","name":"City of Al-Madina","roles":["buyer"]},{"id":"S1","name":"Écoles & Cie","contactPoint":{"email":"office@ecoles.example"}}],
        "tender":{"title":"A new school","procurementMethod":"open","value":{"amount":"100.5","currency":"USD"},"tenderers":[{"id":"S1"},{"id":"S2","name":"Other"}]},
        "awards":[{"status":"cancelled","date":"2025-01-01","suppliers":[{"id":"S9"}]},{"status":"active","date":"2025-02-10T08:00:00Z","suppliers":[{"id":"S1"}],"value":{"amount":90,"currency":"USD"}}],
        "contracts":[{"value":{"amount":91.25,"currency":"USD"}},{"value":{"amount":1,"currency":"EUR"}}]}"#;

    #[test]
    fn a_release_is_told_by_its_contracts_awards_and_parties() {
        let told = Told::of(RELEASE);
        assert_eq!(
            (told.buyer.as_str(), told.buyer_name.as_str()),
            ("B1", "City of Al-Madina")
        );
        assert_eq!((told.amount, told.currency.as_str()), (Some(9_125), "USD"));
        assert_eq!((told.year, told.day), (2025, 20_129));
        let roles: Vec<_> = told.parties.iter().map(|p| (p.0, p.1.as_str())).collect();
        assert_eq!(
            roles,
            [
                ("bidder", "S1"),
                ("bidder", "S2"),
                ("buyer", "B1"),
                ("supplier", "S1")
            ]
        );
        assert!(
            told.words.contains(&("supplier", "ecole".into())),
            "{:?}",
            told.words
        );
        assert!(told.words.contains(&("text", "school".into())));
        assert!(!told.words.contains(&("buyer", "school".into())));
    }

    #[test]
    fn what_the_strict_reader_refuses_keeps_its_name() {
        let told = Told::of(r#"{"ocid":"ocds-2","tender":{"value":{"amount":1e9999}}}"#);
        assert_eq!((told.ocid.as_str(), told.day), ("ocds-2", NO_DAY));
    }

    #[test]
    fn amounts_out_of_reason_are_missing() {
        let value =
            serde_json::json!({"a": {"amount": 1e300, "currency": "USD"}, "b": {"amount": "x"}});
        assert_eq!((money(&value, "/a"), money(&value, "/b")), (None, None));
    }

    #[test]
    fn the_contact_is_the_one_that_was_published() {
        let value = serde_json::from_str(RELEASE).expect("JSON");
        assert_eq!(
            contact_email(&value, "S1").as_deref(),
            Some("office@ecoles.example")
        );
        assert_eq!(contact_email(&value, "B1"), None);
    }
}
