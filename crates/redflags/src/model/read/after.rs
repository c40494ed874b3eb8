//! Bids, awards, contracts and what came after.

use super::{
    Read, Scope, documents, fees, id, item, list, money, named_documents, orgs, period, texts,
};
use crate::json::Cursor;
use crate::model::*;

pub(super) fn bid<'a>(c: &mut Cursor<'a>, at: u32, scope: Scope) -> Read<Bid<'a>> {
    let mut b = Bid {
        at,
        ..Bid::default()
    };
    let all = scope == Scope::All;
    c.object(|c, key| {
        match key {
            "date" => b.date = c.text()?,
            "status" => {
                b.status = c
                    .text()?
                    .map_or_else(Default::default, |s| BidStatus::read(&s, all));
            }
            "tenderers" => orgs(c, &mut b.tenderers)?,
            "value" => b.value = money(c)?,
            "id" if all => b.id = id(c)?,
            "relatedLots" if all => b.lots = texts(c)?,
            "documents" if all => b.documents = named_documents(c)?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(b)
}

pub(super) fn award<'a>(c: &mut Cursor<'a>, at: u32, scope: Scope) -> Read<Award<'a>> {
    let mut a = Award {
        at,
        ..Award::default()
    };
    let all = scope == Scope::All;
    c.object(|c, key| {
        match key {
            "status" => {
                a.status = c
                    .text()?
                    .map_or_else(Default::default, |s| AwardStatus::read(&s, all));
            }
            "suppliers" => orgs(c, &mut a.suppliers)?,
            "items" => a.has_items = list(c, &mut a.items, item)?,
            _ if all => award_rest(c, key, &mut a)?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(a)
}

fn award_rest<'a>(c: &mut Cursor<'a>, key: &str, a: &mut Award<'a>) -> Read<()> {
    match key {
        "id" => a.id = id(c)?,
        "date" => a.date = c.text()?,
        "value" => a.value = money(c)?,
        "relatedLots" => a.lots = texts(c)?,
        "relatedBid" => a.bid = id(c)?,
        "relatedBids" => {
            let mut bids = texts(c)?;
            if bids.len() == 1 {
                a.bid = bids.pop().map(|text| Id { text, quoted: true });
            }
        }
        "hasSubcontracting" => a.subcontracting = c.boolean()?,
        "subcontracting" => {
            c.object(|c, key| {
                match key {
                    "minimumPercentage" => a.subcontracted = c.number()?.map(|n| n.0),
                    _ => c.skip()?,
                }
                Ok(())
            })?;
        }
        _ => c.skip()?,
    }
    Ok(())
}

pub(super) fn contract<'a>(c: &mut Cursor<'a>, at: u32) -> Read<Contract<'a>> {
    let mut k = Contract {
        at,
        ..Contract::default()
    };
    c.object(|c, key| {
        match key {
            "id" => k.id = id(c)?,
            "awardID" => k.award = id(c)?,
            "status" => {
                k.status = c
                    .text()?
                    .map_or_else(Default::default, |s| ContractStatus::read(&s, true));
            }
            "dateSigned" => k.signed = c.text()?,
            "value" => k.value = money(c)?,
            "period" => k.period = period(c)?,
            "items" => list(c, &mut k.items, item).map(|_| ())?,
            "documents" => k.documents = documents(c)?,
            "amendments" => k.amendments = amendments(c)?,
            "implementation" => k.implementation = implementation(c)?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(k)
}

fn amendments<'a>(c: &mut Cursor<'a>) -> Read<Option<Vec<Amendment<'a>>>> {
    let mut found = Vec::new();
    let given = list(c, &mut found, |c, at| {
        let mut amendment = Amendment {
            at,
            ..Amendment::default()
        };
        c.object(|c, key| {
            match key {
                "date" => amendment.date = c.text()?,
                "description" => amendment.description = c.text()?,
                "rationale" => amendment.rationale = c.text()?,
                _ => c.skip()?,
            }
            Ok(())
        })?;
        Ok(amendment)
    })?;
    Ok(given.then_some(found))
}

fn implementation<'a>(c: &mut Cursor<'a>) -> Read<Implementation<'a>> {
    let mut i = Implementation::default();
    i.given = c.object(|c, key| {
        match key {
            "transactions" => fees(c, &mut i.transactions)?,
            "finalValue" => i.final_value = money(c)?,
            "milestones" => milestones(c, &mut i.milestones)?,
            "documents" => i.documents = documents(c)?,
            _ => c.skip()?,
        }
        Ok(())
    })?;
    Ok(i)
}

fn milestones<'a>(c: &mut Cursor<'a>, into: &mut Vec<Milestone<'a>>) -> Read<()> {
    list(c, into, |c, at| {
        let mut milestone = Milestone {
            at,
            ..Milestone::default()
        };
        c.object(|c, key| {
            match key {
                "dueDate" => milestone.due = c.text()?,
                "dateMet" => milestone.met = c.text()?,
                "status" => milestone.status = c.text()?,
                _ => c.skip()?,
            }
            Ok(())
        })?;
        Ok(milestone)
    })
    .map(|_| ())
}
