//! What stands in the gaps of a template: of the applicant, the case and the task at hand, in the applicant's language.

use std::collections::BTreeMap;
use std::sync::Arc;

use casework::case::Seat;
use casework::case::read::Whole;
use casework::people;
use casework::record::fact::{Profile, UsedReply};
use casework::{CaseNumber, PersonId};
use jiff::Timestamp;
use pack::{Pack, Unfilled};
use web::lang::{Precision, Text};
use web::{Lang, Problem, View};

use crate::office::Office;

/// All that templates of one case are filled with.
pub(crate) struct Filler {
    pack: Arc<Pack>,
    /// The applicant's.
    pub(crate) lang: Lang,
    applicant: Profile,
    number: CaseNumber,
    /// The element and deadline of the task that the official has.
    task: Option<(String, Option<Timestamp>)>,
    text: Text,
}

/// A template with everything in its place.
pub(crate) struct Filled {
    /// What the applicant is to read.
    pub(crate) text: String,
    /// The same in the official's language, where that is another.
    pub(crate) own: Option<String>,
}

impl Filler {
    /// For an official of the case.
    ///
    /// # Errors
    /// Nobody else writes for the office: to them there is no such page. Nor is there one where nobody applied.
    pub(crate) async fn of(
        office: &Office,
        view: &View,
        person: PersonId,
        whole: &Whole,
    ) -> Result<Self, Problem> {
        let (Seat::Official(_), Some(applicant)) = (&whole.seat, whole.case.applicant) else {
            return Err(Problem::not_found());
        };
        let read = office.read(view, move |link, parts| {
            people::profile(link, parts, applicant)
        });
        let applicant = read.await?;
        let mut open = whole.case.inside.open.values();
        let task = open.find(|t| t.assignee == Some(person));
        Ok(Self {
            pack: Arc::clone(&whole.pack),
            lang: Lang::from_tag(&applicant.language).unwrap_or(view.lang()),
            applicant,
            number: whole.case.number,
            task: task.map(|t| (t.element.clone(), t.due)),
            text: view.text.clone(),
        })
    }

    /// The template `id`, for the applicant and for the official who reads it first.
    pub(crate) fn fill(&self, id: &str) -> Result<Filled, Unfilled> {
        let (theirs, own) = (self.lang, self.text.lang());
        Ok(Filled {
            text: self.in_lang(id, theirs)?,
            own: (own != theirs).then(|| self.in_lang(id, own)).transpose()?,
        })
    }

    /// What the entry of a message says: that it was written from `id`, and whether its text is another by now.
    pub(crate) fn used(&self, id: &str, sent: &str) -> Result<UsedReply, Unfilled> {
        Ok(UsedReply {
            template: id.to_owned(),
            edited: plain(&self.in_lang(id, self.lang)?) != plain(sent),
        })
    }

    fn in_lang(&self, id: &str, lang: Lang) -> Result<String, Unfilled> {
        self.pack.reply(lang.code(), id, &self.values(lang))
    }

    /// What is known; the rest is left out.
    fn values(&self, lang: Lang) -> BTreeMap<&'static str, String> {
        let (pack, text) = (&self.pack, self.text.in_lang(lang));
        let word = |key: &str| pack.texts.text(lang.code(), key);
        let office = word("agency-name").unwrap_or_else(|| pack.agency.clone());
        let mut known = BTreeMap::from([
            ("applicant", self.applicant.name.clone()),
            ("number", self.number.to_string()),
            ("service", word("service-name").unwrap_or_default()),
            ("office", office),
        ]);
        if let Some((element, due)) = &self.task {
            known.extend(word(&format!("task-{element}")).map(|name| ("task", name)));
            let until = due.map(|due| text.moment(due, Precision::Day));
            known.extend(until.map(|until| ("deadline", until)));
        }
        known
    }
}

/// A text without what a browser changes by itself: line ends, and space around it.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
