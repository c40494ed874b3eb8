//! Made-up contracting processes, the same for the same seed: for benchmarks and tests.
//!
//! Of the size and shape of real compiled releases (about 4 kB), with some wrongs planted: single
//! bids, short periods, late winners, equal prices, disqualified lowest bids, amended contracts, and
//! rings of three who share work in one market.

use std::io::{self, Write};
use std::ops::Range;

use serde_json::{Value, json};

use crate::date::civil;

/// Buyers.
const BUYERS: u64 = 2_000;
/// Suppliers.
const SUPPLIERS: u64 = 12_000;
/// Families of goods.
const CLASSES: u64 = 60;

/// Chance that is the same for the same seed: SplitMix64 (Steele, Lea, Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn happens(&mut self, share: f64) -> bool {
        self.share() < share
    }
}

/// Writes so many processes, one a line.
///
/// # Errors
/// When `out` fails.
pub fn write_sample(seed: u64, records: u64, out: &mut impl Write) -> io::Result<()> {
    write_part(seed, 0..records, out)
}

/// Writes a part of a sample: the processes with these numbers, as in the whole.
///
/// # Errors
/// When `out` fails.
pub fn write_part(seed: u64, numbers: Range<u64>, out: &mut impl Write) -> io::Result<()> {
    for number in numbers {
        let record = record(seed, number);
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

struct Made {
    amount: f64,
    who: u64,
    disqualified: bool,
    late: bool,
}

fn record(seed: u64, number: u64) -> Value {
    // Each process has its own chance, so that any part of a sample is the same as in the whole.
    let mut c = Chance(seed ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93));
    let (buyer, class) = (c.below(BUYERS), c.below(CLASSES));
    let method = ["open", "open", "open", "selective", "limited", "direct"][c.below(6) as usize];
    let estimate = cents(10_f64.powf(3.3 + 3.0 * c.share()));
    let start = 16_500 + c.below(2_900) as i32;
    let length = if c.happens(0.1) {
        3 + c.below(8) as i32
    } else {
        18 + c.below(40) as i32
    };
    let bids = bids(&mut c, method, class, estimate);
    let winner = bids.iter().position(|b| !b.disqualified).unwrap_or(0);
    let tender = tender(
        &mut c,
        number,
        buyer,
        class,
        method,
        estimate,
        (start, start + length),
        &bids,
    );
    let award_day = start + length + 1 + c.below(60) as i32;
    let mut parties = vec![party(buyer, true)];
    let mut people: Vec<u64> = bids.iter().map(|b| b.who).collect();
    people.sort_unstable();
    people.dedup();
    parties.extend(people.iter().map(|s| party(*s, false)));
    json!({
        "ocid": format!("ocds-dwn001-{number:09}"), "id": format!("{number:09}-c"), "date": stamp(award_day, 9), "tag": ["compiled"],
        "initiationType": "tender", "language": "en", "parties": parties, "buyer": org(buyer, true), "tender": tender,
        "bids": { "details": details(&bids, start + length) },
        "awards": [award(number, class, &bids[winner], award_day)],
        "contracts": [contract(&mut c, number, &bids[winner], award_day)],
    })
}

fn bids(c: &mut Chance, method: &str, class: u64, estimate: f64) -> Vec<Made> {
    let many = if method == "direct" || c.happens(0.18) {
        1
    } else {
        2 + c.below(5) + c.below(3)
    };
    let ring = class.is_multiple_of(15) && c.happens(0.3);
    let first = c.below(SUPPLIERS);
    let mut made: Vec<Made> = (0..many)
        .map(|n| {
            let who = if ring {
                class * 3 + n % 3
            } else {
                (first + n * 7 * (1 + class)) % SUPPLIERS
            };
            let spread = if ring { 0.02 } else { 0.3 };
            Made {
                amount: cents(estimate * (0.8 + spread * c.share())),
                who,
                disqualified: c.happens(0.06),
                late: c.happens(0.004),
            }
        })
        .collect();
    made.sort_by(|a, b| a.amount.total_cmp(&b.amount));
    if many > 1 && c.happens(0.005) {
        made[1].amount = made[0].amount;
    }
    if made.iter().all(|b| b.disqualified) {
        made[0].disqualified = false;
    }
    made
}

fn cents(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

fn stamp(day: i32, hour: u32) -> String {
    let (year, month, date) = civil(day);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:00:00Z")
}

fn org(number: u64, buyer: bool) -> Value {
    if buyer {
        json!({ "id": format!("XB-{number:05}"), "name": format!("Public Authority {number:05} of Region {}", number % 40) })
    } else {
        json!({ "id": format!("XS-{number:07}"), "name": format!("Supplier {number:07} Trading LLC") })
    }
}

fn party(number: u64, buyer: bool) -> Value {
    let mut party = org(number, buyer);
    party["identifier"] = json!({ "scheme": if buyer { "XB" } else { "XS" }, "id": format!("{number:07}"), "legalName": format!("Legal name of {number:07}") });
    party["address"] = json!({ "streetAddress": format!("{} Market Street", number % 400), "locality": format!("City {}", number % 130), "countryName": "Diwanland" });
    party["contactPoint"] = json!({ "name": "Office", "telephone": format!("+000 {:08}", number * 7919 % 100_000_000) });
    party["roles"] = if buyer {
        json!(["buyer", "procuringEntity"])
    } else {
        json!(["tenderer", "supplier"])
    };
    party
}

#[expect(clippy::too_many_arguments, reason = "a record's parts, used once")]
fn tender(
    c: &mut Chance,
    number: u64,
    buyer: u64,
    class: u64,
    method: &str,
    estimate: f64,
    days: (i32, i32),
    bids: &[Made],
) -> Value {
    let mut bidders: Vec<u64> = bids.iter().map(|b| b.who).collect();
    bidders.sort_unstable();
    bidders.dedup();
    let category = ["goods", "works", "services"][(class % 3) as usize];
    json!({
        "id": format!("T-{number}"), "title": format!("Supply and delivery of category {class} goods and related services, package {number}"),
        "description": format!("Procurement of category {class} goods, works and services for Public Authority {buyer:05}, including installation, testing, training and warranty as specified in the bidding documents."),
        "status": "complete", "procurementMethod": method, "procurementMethodDetails": "National procedure",
        "awardCriteria": if c.happens(0.7) { "priceOnly" } else { "ratedCriteria" },
        "mainProcurementCategory": category,
        "value": { "amount": estimate, "currency": "USD" }, "procuringEntity": org(buyer, true),
        "tenderPeriod": { "startDate": stamp(days.0, 8), "endDate": stamp(days.1, 12) }, "numberOfTenderers": bidders.len(),
        "items": [{ "id": "1", "description": format!("Category {class} item"), "classification": { "scheme": "UNSPSC", "id": format!("{:04}{:04}", 1000 + class * 97, c.below(9_999)), "description": format!("Class {class}") },
            "quantity": 1 + c.below(20), "unit": { "name": "unit", "value": { "amount": cents(estimate / 7.0), "currency": "USD" } } }],
        "documents": [{ "id": "1", "documentType": "tenderNotice", "url": format!("https://tenders.example.gov/{number}/notice.pdf"), "datePublished": stamp(days.0, 8) }],
    })
}

fn details(bids: &[Made], end: i32) -> Vec<Value> {
    let one = |(n, bid): (usize, &Made)| {
        let date = if bid.late {
            stamp(end, 15)
        } else {
            stamp(end - 1 - (n as i32 % 5), 10)
        };
        json!({ "id": n.to_string(), "date": date, "status": if bid.disqualified { "disqualified" } else { "valid" },
            "tenderers": [org(bid.who, false)], "value": { "amount": bid.amount, "currency": "USD" } })
    };
    bids.iter().enumerate().map(one).collect()
}

fn award(number: u64, class: u64, winner: &Made, day: i32) -> Value {
    json!({ "id": "1", "title": format!("Award of package {number}"), "status": "active", "date": stamp(day, 9),
        "value": { "amount": winner.amount, "currency": "USD" }, "suppliers": [org(winner.who, false)],
        "items": [{ "id": "1", "description": format!("Category {class} item"), "classification": { "scheme": "UNSPSC", "id": format!("{:04}0000", 1000 + class * 97) } }] })
}

fn contract(c: &mut Chance, number: u64, winner: &Made, day: i32) -> Value {
    let amended = c.happens(0.15);
    let amount = if amended {
        cents(winner.amount * (1.0 + 0.4 * c.share()))
    } else {
        winner.amount
    };
    let mut contract = json!({ "id": format!("C-{number}"), "awardID": "1", "status": "active", "dateSigned": stamp(day + 1 + c.below(40) as i32, 9),
        "value": { "amount": amount, "currency": "USD" }, "period": { "startDate": stamp(day + 45, 0), "endDate": stamp(day + 400, 0) },
        "implementation": { "transactions": [{ "id": "1", "date": stamp(day + 90, 0), "value": { "amount": cents(amount * (0.5 + 0.56 * c.share())), "currency": "USD" } }] } });
    if amended {
        contract["amendments"] = json!([{ "id": "1", "date": stamp(day + 60, 0), "description": "Change of scope", "rationale": "Additional quantities" }]);
    }
    contract
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_any_part_is_as_in_the_whole() {
        let text = |seed, n| {
            let mut out = Vec::new();
            write_sample(seed, n, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let (ten, five) = (text(7, 10), text(7, 5));
        assert!(ten.starts_with(&five) && ten.lines().count() == 10);
        let mut rest = five.clone().into_bytes();
        write_part(7, 5..10, &mut rest).unwrap();
        assert_eq!(String::from_utf8(rest).unwrap(), ten);
        assert_ne!(five, text(8, 5));
        let first: Value = serde_json::from_str(five.lines().next().unwrap()).unwrap();
        assert_eq!(first["ocid"], "ocds-dwn001-000000000");
    }
}
