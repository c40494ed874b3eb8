//! What facts are made of: people, notices, calls, imported files.

use serde::{Deserialize, Serialize};

use crate::PersonId;

/// A call to another system, as each attempt sends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallRequest {
    /// `GET`, `POST` or `PUT`.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// JSON, byte for byte.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// `Idempotency-Key`: of case, element and job, and so the same at each attempt.
    pub key: String,
    /// Seconds for the whole call.
    pub timeout: u32,
}

/// An official must not decide on somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredInterest {
    /// Who declares it.
    pub person: PersonId,
    /// The hash of the person or business.
    pub subject: String,
    /// Why.
    pub reason: String,
}

/// A file of an import, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// As its sender called it.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub hash: String,
    /// In bytes.
    pub size: u64,
}

/// Which flag: it keeps its name through imports as long as its evidence is the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagName {
    /// SHA-256 over publisher, subject, indicator, value and evidence, hexadecimal.
    pub flag: String,
    /// Whose data it was found in.
    pub publisher: String,
    /// What kind of thing it is about: `process`, `buyer`…
    pub about: String,
    /// Which of these: an ocid, or an organisation's identifier.
    pub subject: String,
    /// The indicator's code.
    pub indicator: String,
}

/// What kind of person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonClass {
    /// Somebody who asks the office for something.
    Citizen,
    /// Somebody who works on cases.
    Official,
}

impl PersonClass {
    /// The column's text.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Official => "official",
        }
    }
}

/// What we know about a person; kept under the person's key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// As the person wants to be addressed; may be empty.
    pub name: String,
    /// Where codes and notices go.
    pub email: String,
    /// A language's code, such as `ar`.
    pub language: String,
    /// Whether they want the Hijri day beside each Gregorian one; as the house does where they have not chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hijri: Option<bool>,
}

impl Profile {
    /// What others know the person by: the name, else the address.
    #[must_use]
    pub fn known_as(self) -> String {
        if self.name.is_empty() {
            self.email
        } else {
            self.name
        }
    }
}

/// Which side of the counter a message comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The applicant.
    Applicant,
    /// The office, shown by role and never by name.
    Office,
}

impl Side {
    /// The column's text.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Office => "office",
        }
    }
}

/// What a small screen is told in place of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Short {
    /// What has happened to which case.
    pub text: String,
    /// Where to read it; empty where there is nothing more to read.
    pub link: String,
}

impl Short {
    /// As an SMS says it: without the address where it would take more than two segments.
    pub fn sms(&self) -> String {
        let whole = format!("{} {}", self.text, self.link);
        if self.link.is_empty() || crate::channels::sms::segments(&whole) > 2 {
            return self.text.clone();
        }
        whole
    }
}

/// A message that leaves the house: to whom, and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Address in the channel's form, such as an e-mail address.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// `ar`, `en` or `fr`.
    pub language: String,
    /// What an SMS or a push message says in its place: nothing of anybody but the number of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Short>,
    /// Leaves in quiet hours too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
}
