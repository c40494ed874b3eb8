//! What every indicator uses.

pub(super) use std::collections::BTreeMap;

pub(super) use super::across::{Buy, busiest, groups, markets, purchase, with_awards};
pub(super) use super::parties::{Contact, bidders, fold, pairs};
pub(super) use super::screen::{
    alternative_distance, least_variation, relative_distance, screen, spread, variation,
};
pub(super) use crate::facts::{Facts, FactsError, Parts, Sums, Table};
pub(super) use crate::indicator::{
    About, Card, Found, GUIDE, Indicator, Out, Seen, Stage, Sure, Unit, need, saw, saw_bid,
    saw_money, saw_text, says,
};
pub(super) use crate::model::{
    Amendment, Bid, BidStatus, Contract, ContractStatus, Party, TenderStatus, role,
};
pub(super) use crate::settings::{Common, Section};
pub(super) use crate::stats::{Distribution, Moments};
pub(super) use crate::view::{View, who};
