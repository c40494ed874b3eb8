//! A contracting process, as far as indicators look at it: OCDS 1.1 and its usual extensions.
//!
//! Everything is optional, because everything is missing somewhere. Texts are borrowed from the
//! line. Each element of an array knows its place (`at`), so that evidence can point to it.

mod codes;
mod read;

use std::borrow::Cow;

pub use codes::{AwardStatus, BidStatus, ContractStatus, Method, TenderStatus};
pub use read::{Scope, read_process};

/// A text, borrowed if it has no escapes.
pub type Text<'a> = Cow<'a, str>;

/// An identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id<'a> {
    /// As text.
    pub text: Text<'a>,
    /// Whether it was written in quotes; the standard wants that for organisations.
    pub quoted: bool,
}

/// A reference to an organisation.
#[derive(Debug, Clone, Default)]
pub struct Org<'a> {
    /// Its identifier in `parties`.
    pub id: Option<Id<'a>>,
    /// Its name.
    pub name: Option<Text<'a>>,
}

impl Org<'_> {
    /// What stands for the organisation in comparisons: its identifier, else its name.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.id
            .as_ref()
            .map(|id| id.text.as_ref())
            .or(self.name.as_deref())
    }

    /// The identifier, if it is a text as the standard wants.
    #[must_use]
    pub fn text_id(&self) -> Option<&str> {
        self.id
            .as_ref()
            .filter(|id| id.quoted)
            .map(|id| id.text.as_ref())
    }
}

/// An amount of money.
#[derive(Debug, Clone, Default)]
pub struct Money<'a> {
    /// Finite, if there is any.
    pub amount: Option<f64>,
    /// Whether it was written as text.
    pub quoted: bool,
    /// The code, as written.
    pub currency: Option<Text<'a>>,
}

/// A period.
#[derive(Debug, Clone, Default)]
pub struct Period<'a> {
    /// As written.
    pub start: Option<Text<'a>>,
    /// As written.
    pub end: Option<Text<'a>>,
}

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document<'a> {
    /// Its place.
    pub at: u32,
    /// What kind it is.
    pub kind: Option<Text<'a>>,
    /// As written.
    pub published: Option<Text<'a>>,
    /// Where it is.
    pub url: Option<Text<'a>>,
    /// What it is called.
    pub title: Option<Text<'a>>,
}

/// Something bought.
#[derive(Debug, Clone, Default)]
pub struct Item<'a> {
    /// Its place.
    pub at: u32,
    /// Its identifier.
    pub id: Option<Id<'a>>,
    /// The classification's scheme.
    pub scheme: Option<Text<'a>>,
    /// The classification's code.
    pub class: Option<Id<'a>>,
    /// How many.
    pub quantity: Option<f64>,
    /// The unit's name.
    pub unit: Option<Text<'a>>,
    /// The price of one.
    pub price: Money<'a>,
}

/// What an organisation may be in a process, as bits of [`Party::roles`].
pub mod role {
    /// `buyer`
    pub const BUYER: u8 = 1;
    /// `procuringEntity`
    pub const PROCURING_ENTITY: u8 = 2;
    /// `supplier`
    pub const SUPPLIER: u8 = 4;
    /// `tenderer`
    pub const TENDERER: u8 = 8;
    /// `subcontractor`
    pub const SUBCONTRACTOR: u8 = 16;
}

/// An organisation.
#[derive(Debug, Clone, Default)]
pub struct Party<'a> {
    /// Its place.
    pub at: u32,
    /// Who.
    pub org: Org<'a>,
    /// Bits of [`role`].
    pub roles: u8,
    /// Its official identifier, scheme and number.
    pub identifier: Option<(Text<'a>, Text<'a>)>,
    /// Telephone.
    pub phone: Option<Text<'a>>,
    /// E-mail.
    pub email: Option<Text<'a>>,
    /// Website.
    pub url: Option<Text<'a>>,
    /// Street and house.
    pub street: Option<Text<'a>>,
    /// Place.
    pub locality: Option<Text<'a>>,
    /// Identifiers or names of those who own it in the end.
    pub owners: Vec<Text<'a>>,
    /// Identifiers of shareholders with their share, 0 to 1.
    pub shareholders: Vec<(Text<'a>, Option<f64>)>,
}

/// The plan.
#[derive(Debug, Clone, Default)]
pub struct Planning<'a> {
    /// Whether there is such a section.
    pub given: bool,
    /// Its documents, if that list is published.
    pub documents: Option<Vec<Document<'a>>>,
}

/// A bidder's question.
#[derive(Debug, Clone, Default)]
pub struct Enquiry<'a> {
    /// Its place.
    pub at: u32,
    /// As written.
    pub asked: Option<Text<'a>>,
    /// Whether it has an answer or the date of one.
    pub answered: bool,
}

/// The tender.
#[derive(Debug, Clone, Default)]
pub struct Tender<'a> {
    /// Whether there is such a section.
    pub given: bool,
    /// Where it stands.
    pub status: TenderStatus,
    /// The method's code.
    pub method: Option<Method>,
    /// The method's code as written.
    pub method_code: Option<Text<'a>>,
    /// The method in the country's words.
    pub method_details: Option<Text<'a>>,
    /// Why this method.
    pub rationale: Option<Text<'a>>,
    /// goods, works, services.
    pub category: Option<Text<'a>>,
    /// What a bidder must be able to show.
    pub eligibility: Option<Text<'a>>,
    /// How bids are judged.
    pub award_criteria: Option<Text<'a>>,
    /// The estimate.
    pub value: Money<'a>,
    /// When bids may be made.
    pub period: Period<'a>,
    /// When the award is decided.
    pub award_period: Period<'a>,
    /// When bids are opened, as written.
    pub bid_opening: Option<Text<'a>>,
    /// How many bid.
    pub number_of_tenderers: Option<(f64, bool)>,
    /// Who bid.
    pub tenderers: Vec<Org<'a>>,
    /// Who conducts it.
    pub procuring_entity: Org<'a>,
    /// What is bought.
    pub items: Vec<Item<'a>>,
    /// Its documents, if that list is published.
    pub documents: Option<Vec<Document<'a>>>,
    /// Questions, if that list is published.
    pub enquiries: Option<Vec<Enquiry<'a>>>,
    /// What taking part costs.
    pub fees: Vec<Money<'a>>,
}

/// A bid.
#[derive(Debug, Clone, Default)]
pub struct Bid<'a> {
    /// Its place.
    pub at: u32,
    /// Its identifier.
    pub id: Option<Id<'a>>,
    /// As written.
    pub date: Option<Text<'a>>,
    /// Where it stands.
    pub status: BidStatus,
    /// Who made it; several make a consortium.
    pub tenderers: Vec<Org<'a>>,
    /// The price.
    pub value: Money<'a>,
    /// The lots it is for.
    pub lots: Vec<Text<'a>>,
    /// Its documents, if that list is published.
    pub documents: Option<Vec<Document<'a>>>,
}

/// An award.
#[derive(Debug, Clone, Default)]
pub struct Award<'a> {
    /// Its place.
    pub at: u32,
    /// Its identifier.
    pub id: Option<Id<'a>>,
    /// Where it stands.
    pub status: AwardStatus,
    /// As written.
    pub date: Option<Text<'a>>,
    /// Who won; several make a consortium.
    pub suppliers: Vec<Org<'a>>,
    /// The price.
    pub value: Money<'a>,
    /// What is bought.
    pub items: Vec<Item<'a>>,
    /// Whether that list is published.
    pub has_items: bool,
    /// The lots it is for.
    pub lots: Vec<Text<'a>>,
    /// The bid that won.
    pub bid: Option<Id<'a>>,
    /// Whether parts are given to others.
    pub subcontracting: Option<bool>,
    /// The least share given to others, 0 to 1.
    pub subcontracted: Option<f64>,
}

/// A change of a contract.
#[derive(Debug, Clone, Default)]
pub struct Amendment<'a> {
    /// Its place.
    pub at: u32,
    /// As written.
    pub date: Option<Text<'a>>,
    /// What changes.
    pub description: Option<Text<'a>>,
    /// Why.
    pub rationale: Option<Text<'a>>,
}

/// Something that was to be done.
#[derive(Debug, Clone, Default)]
pub struct Milestone<'a> {
    /// Its place.
    pub at: u32,
    /// As written.
    pub due: Option<Text<'a>>,
    /// As written.
    pub met: Option<Text<'a>>,
    /// `notMet` and the like.
    pub status: Option<Text<'a>>,
}

/// A contract.
#[derive(Debug, Clone, Default)]
pub struct Contract<'a> {
    /// Its place.
    pub at: u32,
    /// Its identifier.
    pub id: Option<Id<'a>>,
    /// The award it is for.
    pub award: Option<Id<'a>>,
    /// Where it stands.
    pub status: ContractStatus,
    /// As written.
    pub signed: Option<Text<'a>>,
    /// The price.
    pub value: Money<'a>,
    /// When it runs.
    pub period: Period<'a>,
    /// What is bought.
    pub items: Vec<Item<'a>>,
    /// Its documents, if that list is published.
    pub documents: Option<Vec<Document<'a>>>,
    /// Its changes, if that list is published.
    pub amendments: Option<Vec<Amendment<'a>>>,
    /// What happened.
    pub implementation: Implementation<'a>,
}

/// What happened after signing.
#[derive(Debug, Clone, Default)]
pub struct Implementation<'a> {
    /// Whether there is such a section.
    pub given: bool,
    /// What was paid.
    pub transactions: Vec<Money<'a>>,
    /// What it cost in the end.
    pub final_value: Money<'a>,
    /// What was to be done.
    pub milestones: Vec<Milestone<'a>>,
    /// Its documents, if that list is published.
    pub documents: Option<Vec<Document<'a>>>,
}

/// A contracting process.
#[derive(Debug, Clone, Default)]
pub struct Process<'a> {
    /// Its identifier in the world.
    pub ocid: Option<Id<'a>>,
    /// When the release was made, as written.
    pub date: Option<Text<'a>>,
    /// Who buys.
    pub buyer: Org<'a>,
    /// Everybody.
    pub parties: Vec<Party<'a>>,
    /// The plan.
    pub planning: Planning<'a>,
    /// The tender.
    pub tender: Tender<'a>,
    /// Whether `bids/details` is published.
    pub has_bids: bool,
    /// The bids.
    pub bids: Vec<Bid<'a>>,
    /// Whether `awards` is published.
    pub has_awards: bool,
    /// The awards.
    pub awards: Vec<Award<'a>>,
    /// Whether `contracts` is published.
    pub has_contracts: bool,
    /// The contracts.
    pub contracts: Vec<Contract<'a>>,
    /// How many complaints, if that list is published.
    pub complaints: Option<u32>,
    /// Whether this is a package or record: releases lie within.
    pub package: bool,
    /// Whether the tags say that this is a compiled release, if there are tags.
    pub compiled: Option<bool>,
}
