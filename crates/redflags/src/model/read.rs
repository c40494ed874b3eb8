//! From a release's text to a [`Process`], in one pass.

mod after;

use after::{award, bid, contract};

use super::*;
use crate::json::{Cursor, Fault};

type Read<T> = Result<T, Fault>;

/// How much of a release is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All that indicators look at; codes in any case.
    All,
    /// What Cardinal's eleven look at; codes as the standard writes them.
    Cardinal,
}

/// Reads a release.
///
/// # Errors
/// When the text is not JSON. A release with fields of wrong types is read without those.
pub fn read_process<'a>(cursor: &mut Cursor<'a>, scope: Scope) -> Read<Option<Process<'a>>> {
    let mut p = Process::default();
    let all = scope == Scope::All;
    let is_object = cursor.object(|c, key| {
        match key {
            "ocid" => p.ocid = id(c)?,
            "date" => p.date = c.text()?,
            "buyer" => p.buyer = org(c)?,
            "tender" => p.tender = tender(c, scope)?,
            "bids" => {
                p.has_bids = false;
                c.object(|c, key| match key {
                    "details" => {
                        p.has_bids = list(c, &mut p.bids, |c, at| bid(c, at, scope))?;
                        Ok(())
                    }
                    _ => c.skip(),
                })?;
            }
            "awards" => p.has_awards = list(c, &mut p.awards, |c, at| award(c, at, scope))?,
            "parties" if all => list(c, &mut p.parties, party).map(|_| ())?,
            "planning" if all => p.planning = planning(c)?,
            "contracts" if all => p.has_contracts = list(c, &mut p.contracts, contract)?,
            "complaints" if all => p.complaints = count(c)?,
            "releases" | "records" | "compiledRelease" => {
                p.package = true;
                c.skip()?;
            }
            "tag" => {
                let tags = texts(c)?;
                p.compiled = (!tags.is_empty()).then(|| tags.iter().any(|t| t == "compiled"));
            }
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(is_object.then_some(p))
}

fn id<'a>(c: &mut Cursor<'a>) -> Read<Option<Id<'a>>> {
    Ok(c.id()?.map(|(text, quoted)| Id { text, quoted }))
}

/// Fills a list with what is an object; says whether there was a list.
fn list<'a, T>(
    c: &mut Cursor<'a>,
    into: &mut Vec<T>,
    mut read: impl FnMut(&mut Cursor<'a>, u32) -> Read<T>,
) -> Read<bool> {
    into.clear();
    c.array(|c, at| {
        if c.peek()? == b'{' {
            into.push(read(c, at)?);
            Ok(())
        } else {
            c.skip()
        }
    })
}

fn count(c: &mut Cursor<'_>) -> Read<Option<u32>> {
    let mut found = 0;
    let given = c.array(|c, _| {
        found += 1;
        c.skip()
    })?;
    Ok(given.then_some(found))
}

fn org<'a>(c: &mut Cursor<'a>) -> Read<Org<'a>> {
    let mut org = Org::default();
    c.object(|c, key| {
        match key {
            "id" => org.id = id(c)?,
            "name" => org.name = c.text()?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(org)
}

fn orgs<'a>(c: &mut Cursor<'a>, into: &mut Vec<Org<'a>>) -> Read<()> {
    list(c, into, |c, _| org(c)).map(|_| ())
}

fn money<'a>(c: &mut Cursor<'a>) -> Read<Money<'a>> {
    let mut money = Money::default();
    c.object(|c, key| {
        match key {
            "amount" => {
                let number = c.number()?;
                money.amount = number.map(|n| n.0);
                money.quoted = number.is_some_and(|n| n.1);
            }
            "currency" => money.currency = c.text()?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(money)
}

fn period<'a>(c: &mut Cursor<'a>) -> Read<Period<'a>> {
    let mut period = Period::default();
    c.object(|c, key| {
        match key {
            "startDate" => period.start = c.text()?,
            "endDate" => period.end = c.text()?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(period)
}

/// A date that stands in an object of its own.
fn dated<'a>(c: &mut Cursor<'a>) -> Read<Option<Text<'a>>> {
    if c.peek()? == b'"' {
        return c.text();
    }
    let mut date = None;
    c.object(|c, key| {
        match key {
            "date" => date = c.text()?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(date)
}

fn documents<'a>(c: &mut Cursor<'a>) -> Read<Option<Vec<Document<'a>>>> {
    documents_with(c, false)
}

/// Documents of bids are held against each other by their names.
fn named_documents<'a>(c: &mut Cursor<'a>) -> Read<Option<Vec<Document<'a>>>> {
    documents_with(c, true)
}

fn documents_with<'a>(c: &mut Cursor<'a>, named: bool) -> Read<Option<Vec<Document<'a>>>> {
    let mut found = Vec::new();
    let given = list(c, &mut found, |c, at| {
        let mut document = Document {
            at,
            ..Document::default()
        };
        c.object(|c, key| {
            match key {
                "documentType" => document.kind = c.text()?,
                "datePublished" => document.published = c.text()?,
                "url" if named => document.url = c.text()?,
                "title" if named => document.title = c.text()?,
                _ => c.skip()?,
            }
            Ok(())
        })?;
        Ok(document)
    })?;
    Ok(given.then_some(found))
}

fn texts<'a>(c: &mut Cursor<'a>) -> Read<Vec<Text<'a>>> {
    let mut found = Vec::new();
    c.array(|c, _| {
        if let Some((text, _)) = c.id()? {
            found.push(text);
        }
        Ok(())
    })?;
    Ok(found)
}

fn item<'a>(c: &mut Cursor<'a>, at: u32) -> Read<Item<'a>> {
    let mut item = Item {
        at,
        ..Item::default()
    };
    c.object(|c, key| {
        match key {
            "id" => item.id = id(c)?,
            "quantity" => item.quantity = c.number()?.map(|n| n.0),
            "classification" => {
                c.object(|c, key| {
                    match key {
                        "scheme" => item.scheme = c.text()?,
                        "id" => item.class = id(c)?,
                        _ => c.skip()?,
                    }
                    Ok(())
                })?;
            }
            "unit" => {
                c.object(|c, key| {
                    match key {
                        "name" => item.unit = c.text()?,
                        "value" => item.price = money(c)?,
                        _ => c.skip()?,
                    }
                    Ok(())
                })?;
            }
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(item)
}

fn planning<'a>(c: &mut Cursor<'a>) -> Read<Planning<'a>> {
    let mut planning = Planning::default();
    planning.given = c.object(|c, key| {
        match key {
            "documents" => planning.documents = documents(c)?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(planning)
}

fn party<'a>(c: &mut Cursor<'a>, at: u32) -> Read<Party<'a>> {
    let mut p = Party {
        at,
        ..Party::default()
    };
    c.object(|c, key| {
        match key {
            "id" => p.org.id = id(c)?,
            "name" => p.org.name = c.text()?,
            "roles" => p.roles = roles(c)?,
            "identifier" => p.identifier = identifier(c)?,
            "contactPoint" => contact(c, &mut p)?,
            "address" => address(c, &mut p)?,
            "beneficialOwners" => owners(c, &mut p)?,
            "shareholders" => shareholders(c, &mut p)?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(p)
}

fn roles(c: &mut Cursor<'_>) -> Read<u8> {
    let mut bits = 0;
    let mut add = |c: &mut Cursor<'_>| -> Read<()> {
        bits |= match c.text()?.as_deref() {
            Some("buyer") => role::BUYER,
            Some("procuringEntity") => role::PROCURING_ENTITY,
            Some("supplier") => role::SUPPLIER,
            Some("tenderer") => role::TENDERER,
            Some("subcontractor") => role::SUBCONTRACTOR,
            _ => 0,
        };
        Ok(())
    };
    if c.peek()? == b'"' {
        add(c)?;
    } else {
        c.array(|c, _| add(c))?;
    }
    Ok(bits)
}

fn identifier<'a>(c: &mut Cursor<'a>) -> Read<Option<(Text<'a>, Text<'a>)>> {
    let (mut scheme, mut number) = (None, None);
    c.object(|c, key| {
        match key {
            "scheme" => scheme = c.text()?,
            "id" => number = c.id()?.map(|(text, _)| text),
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(number.map(|number| (scheme.unwrap_or_default(), number)))
}

fn contact<'a>(c: &mut Cursor<'a>, p: &mut Party<'a>) -> Read<()> {
    c.object(|c, key| {
        match key {
            "telephone" => p.phone = c.id()?.map(|(text, _)| text),
            "email" => p.email = c.text()?,
            "url" => p.url = c.text()?,
            _ => c.skip()?,
        }
        Ok(())
    })
    .map(|_| ())
}

fn address<'a>(c: &mut Cursor<'a>, p: &mut Party<'a>) -> Read<()> {
    c.object(|c, key| {
        match key {
            "streetAddress" => p.street = c.text()?,
            "locality" => p.locality = c.text()?,
            _ => c.skip()?,
        }
        Ok(())
    })
    .map(|_| ())
}

fn owners<'a>(c: &mut Cursor<'a>, p: &mut Party<'a>) -> Read<()> {
    let mut found = Vec::new();
    orgs(c, &mut found)?;
    p.owners = found
        .into_iter()
        .filter_map(|o| o.id.map(|id| id.text).or(o.name))
        .collect();
    Ok(())
}

fn shareholders<'a>(c: &mut Cursor<'a>, p: &mut Party<'a>) -> Read<()> {
    let mut found = Vec::new();
    list(c, &mut found, |c, _| {
        let (mut who, mut share) = (Org::default(), None);
        c.object(|c, key| {
            match key {
                "shareholder" => who = org(c)?,
                "id" if who.id.is_none() => who.id = id(c)?,
                "shareholding" => share = c.number()?.map(|n| n.0),
                _ => c.skip()?,
            }
            Ok(())
        })?;
        Ok((who, share))
    })?;
    let named = |(o, share): (Org<'a>, _)| Some((o.id.map(|id| id.text).or(o.name)?, share));
    p.shareholders = found.into_iter().filter_map(named).collect();
    Ok(())
}

fn tender<'a>(c: &mut Cursor<'a>, scope: Scope) -> Read<Tender<'a>> {
    let mut t = Tender::default();
    let all = scope == Scope::All;
    t.given = c.object(|c, key| {
        match key {
            "status" => {
                t.status = c
                    .text()?
                    .map_or_else(Default::default, |s| TenderStatus::read(&s, all));
            }
            "procurementMethod" => {
                t.method_code = c.text()?;
                t.method = t.method_code.as_deref().map(|m| Method::read(m, all));
            }
            "procurementMethodDetails" => t.method_details = c.text()?,
            "tenderPeriod" => t.period = period(c)?,
            "numberOfTenderers" => t.number_of_tenderers = c.number()?,
            "procuringEntity" => t.procuring_entity = org(c)?,
            _ if all => tender_rest(c, key, &mut t)?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(t)
}

fn tender_rest<'a>(c: &mut Cursor<'a>, key: &str, t: &mut Tender<'a>) -> Read<()> {
    match key {
        "procurementMethodRationale" => t.rationale = c.text()?,
        "mainProcurementCategory" => t.category = c.text()?,
        "eligibilityCriteria" => t.eligibility = c.text()?,
        "awardCriteria" => t.award_criteria = c.text()?,
        "value" => t.value = money(c)?,
        "awardPeriod" => t.award_period = period(c)?,
        "bidOpening" => t.bid_opening = dated(c)?,
        "tenderers" => orgs(c, &mut t.tenderers)?,
        "items" => list(c, &mut t.items, item).map(|_| ())?,
        "documents" => t.documents = documents(c)?,
        "enquiries" => t.enquiries = enquiries(c)?,
        "participationFees" => fees(c, &mut t.fees)?,
        _ => c.skip()?,
    }
    Ok(())
}

fn fees<'a>(c: &mut Cursor<'a>, into: &mut Vec<Money<'a>>) -> Read<()> {
    list(c, into, |c, _| {
        let mut fee = Money::default();
        c.object(|c, key| {
            match key {
                "value" => fee = money(c)?,
                _ => c.skip()?,
            }
            Ok(())
        })?;
        Ok(fee)
    })
    .map(|_| ())
}

fn enquiries<'a>(c: &mut Cursor<'a>) -> Read<Option<Vec<Enquiry<'a>>>> {
    let mut found = Vec::new();
    let given = list(c, &mut found, |c, at| {
        let mut enquiry = Enquiry {
            at,
            ..Enquiry::default()
        };
        c.object(|c, key| {
            match key {
                "date" => enquiry.asked = c.text()?,
                "answer" | "dateAnswered" => enquiry.answered |= c.text()?.is_some(),
                _ => c.skip()?,
            }
            Ok(())
        })?;
        Ok(enquiry)
    })?;
    Ok(given.then_some(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Process<'_> {
        read_process(&mut Cursor::new(text), Scope::All)
            .unwrap()
            .unwrap()
    }

    #[test]
    fn a_release_is_read() {
        let p = read(
            r#"{"ocid":"o-1","x":[1,{"y":2}],"buyer":{"id":7,"name":"B"},
            "tender":{"procurementMethod":"Open","value":{"amount":"12.50","currency":"EUR"},"numberOfTenderers":2},
            "bids":{"details":[null,{"id":"b","status":"valid","tenderers":[{"id":"T"}],"value":{"amount":1e9999}}]},
            "awards":[{"id":"a","status":"active","suppliers":[{"id":"T"}],"relatedLots":["1",2]}]}"#,
        );
        assert_eq!(p.ocid.unwrap().text, "o-1");
        assert_eq!(p.buyer.key(), Some("7"));
        assert_eq!(p.buyer.text_id(), None);
        assert_eq!(
            (p.tender.method, p.tender.value.amount),
            (Some(Method::Open), Some(12.5))
        );
        assert!(p.tender.value.quoted && p.has_bids && p.has_awards && !p.has_contracts);
        assert_eq!(
            (p.bids.len(), p.bids[0].at, p.bids[0].value.amount),
            (1, 1, None)
        );
        assert_eq!(p.awards[0].lots, ["1", "2"]);
    }

    #[test]
    fn fields_of_wrong_types_are_missing_and_the_last_of_equal_keys_holds() {
        let p = read(
            r#"{"ocid":5,"buyer":[1],"tender":"x","bids":[1],"awards":{"id":1},"contracts":null,"parties":[3]}"#,
        );
        assert_eq!(p.ocid.as_ref().map(|i| i.quoted), Some(false));
        assert!(!p.tender.given && !p.has_bids && !p.has_awards && p.parties.is_empty());
        let p = read(r#"{"awards":[{"id":"1"},{"id":"2"}],"awards":[{"id":"3"}]}"#);
        assert_eq!(p.awards.len(), 1);
        assert!(
            read_process(&mut Cursor::new("[1]"), Scope::All)
                .unwrap()
                .is_none()
        );
    }
}
