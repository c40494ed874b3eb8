//! A demonstration: the packs of the binary, and people for every role.

use std::collections::BTreeMap;
use std::sync::Arc;

use casework::record::fact::{PersonClass, Profile};
use casework::{Actor, Casework, PersonId, people};
use services::DemoPerson;

use crate::failure::Failure;
use crate::languages::Spoken;
use crate::packs;

/// The packs that are shown.
pub(super) const PACKS: [&str; 3] = ["business-licence", "certificate-copy", "flag-review"];

/// Invented citizens: name and language.
const CITIZENS: [(&str, &str); 4] = [
    ("Salma Haddad", "ar"),
    ("Omar Khalil", "ar"),
    ("Claire Martin", "fr"),
    ("Sam Taylor", "en"),
];

/// Invented officials.
const OFFICIALS: [&str; 30] = [
    "Nadia Mansour",
    "Karim Saleh",
    "Rana Aoun",
    "Tarek Nasser",
    "Lina Farah",
    "Hadi Younes",
    "Maya Sabbagh",
    "Ziad Rahme",
    "Dina Kanaan",
    "Fadi Tannous",
    "Hala Issa",
    "Walid Chidiac",
    "Noor Barakat",
    "Samir Daher",
    "Yara Khoury",
    "Bilal Itani",
    "Joumana Saad",
    "Rami Hajj",
    "Leila Ghanem",
    "Nabil Sarkis",
    "Amal Zein",
    "Georges Abboud",
    "Rima Tohme",
    "Hassan Fakih",
    "Carla Nehme",
    "Ali Mroueh",
    "Sana Jaber",
    "Elie Kassis",
    "Mona Hariri",
    "Ghassan Azar",
];

/// Officials of each role: as few as make a draw a draw.
const EACH: usize = 3;

/// Deploys the packs and registers the people who are not there yet. The same on every start.
pub(crate) async fn fill(casework: &Casework, spoken: &Spoken) -> Result<Vec<DemoPerson>, Failure> {
    let mut wanted: BTreeMap<(String, String), usize> = BTreeMap::new();
    for name in PACKS {
        let mut files = packs::files(name)?;
        spoken.complete(name, &mut files)?;
        let pack = pack::load(&files).map_err(|findings| Failure::Said(findings[0].to_string()))?;
        for (role, rule) in &pack.roles {
            wanted.insert(
                (pack.agency.clone(), role.clone()),
                if rule.supervisor { 1 } else { EACH },
            );
        }
        let pack = Arc::new(pack);
        casework
            .write(move |tx| casework::deploy::deploy(tx, Actor::Operator, &files, &pack))
            .await?;
    }
    let mut all = Vec::new();
    for (name, language) in CITIZENS {
        let person = known(casework, name, language, None).await?;
        all.push(DemoPerson {
            person,
            name: name.into(),
            email: address(name),
            what: vec!["demo-citizen".into()],
            official: false,
        });
    }
    let mut names = OFFICIALS.iter();
    for ((agency, role), count) in wanted {
        for name in names.by_ref().take(count) {
            let person = known(casework, name, "ar", Some(&agency)).await?;
            grant(casework, person, &agency, &role).await?;
            all.push(DemoPerson {
                person,
                name: (*name).into(),
                email: address(name),
                what: vec![format!("demo-{role}")],
                official: true,
            });
        }
    }
    Ok(all)
}

/// Contracts of a made-up city, as its publisher would give them. The same on every start.
const CONTRACTS: &[u8] = include_bytes!("../../demo/contracts.jsonl");

/// Asks for the import of the demonstration's contracts, unless they are there.
pub(crate) async fn import(casework: &Casework) -> Result<(), Failure> {
    let file = open::import::NewFile {
        name: "contracts.jsonl".into(),
        bytes: CONTRACTS.to_vec(),
    };
    casework
        .write(move |tx| {
            let sql = "select 1 from publishers where id = 'al-madina'";
            if tx.query_opt(sql, &[])?.is_some() {
                return Ok(());
            }
            let job = open::import::NewJob {
                publisher: "al-madina".into(),
                name: "City of Al-Madina".into(),
                files: vec![open::import::keep(tx, &file)?],
                overrides: String::new(),
            };
            open::import::add(tx, Actor::Operator, &job).map(drop)
        })
        .await?;
    Ok(())
}

/// Somebody whose cases are closed, so that there are answers about some; nobody whom visitors can be.
const ANSWERS: (&str, &str) = ("Rola Mezher", "ar");

/// Answers about closed cases, unless they are there.
pub(crate) async fn opinions(casework: &Casework) -> Result<(), Failure> {
    let applicant = known(casework, ANSWERS.0, ANSWERS.1, None).await?;
    super::opinions::fill(casework, applicant).await
}

fn address(name: &str) -> String {
    format!("{}@demo.example", name.to_lowercase().replace(' ', "."))
}

async fn known(
    casework: &Casework,
    name: &str,
    language: &str,
    agency: Option<&str>,
) -> Result<PersonId, Failure> {
    let email = address(name);
    if let Some(person) = casework
        .read(move |link, parts| people::by_email(link, parts, &email))
        .await?
    {
        return Ok(person);
    }
    let new = people::NewPerson {
        class: if agency.is_some() {
            PersonClass::Official
        } else {
            PersonClass::Citizen
        },
        agency: agency.map(str::to_owned),
        profile: Profile {
            name: name.to_owned(),
            email: address(name),
            language: language.to_owned(),
            hijri: None,
        },
    };
    Ok(casework
        .write(move |tx| people::register(tx, Actor::Operator, &new))
        .await?)
}

async fn grant(
    casework: &Casework,
    person: PersonId,
    agency: &str,
    role: &str,
) -> Result<(), Failure> {
    let held = casework
        .read(move |link, _| people::roles(link, person))
        .await?;
    let wanted = people::Role {
        person,
        agency: agency.to_owned(),
        role: role.to_owned(),
    };
    if !held.contains(&wanted) {
        casework
            .write(move |tx| people::grant(tx, Actor::Operator, &wanted))
            .await?;
    }
    Ok(())
}
