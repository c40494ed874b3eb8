//! The catalogue as DCAT-AP 3 in JSON-LD.

use serde_json::{Map, Value, json};

use super::Publication;
use crate::date::iso;

/// A file that can be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// Its path under the base.
    pub path: String,
    /// `application/json`
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Files that say the same, or are parts of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// Its name in the address: `records`, `awards`.
    pub name: &'static str,
    /// Its files.
    pub distributions: Vec<Distribution>,
}

/// Titles and descriptions: name, then title and description in English, Arabic and French.
const WORDS: &[(&str, [(&str, &str); 3])] = &[
    (
        "releases",
        [
            (
                "Contracting releases",
                "All releases of the Open Contracting Data Standard, as packages.",
            ),
            (
                "إصدارات التعاقد",
                "جميع إصدارات معيار بيانات التعاقد المفتوح، في حزم.",
            ),
            (
                "Publications de marchés",
                "Toutes les publications au standard Open Contracting Data Standard, en paquets.",
            ),
        ],
    ),
    (
        "records",
        [
            (
                "Contracting records",
                "Each contracting process as it stands, with links to its releases, as packages.",
            ),
            (
                "سجلات التعاقد",
                "كل عملية تعاقد كما هي الآن، مع روابط إصداراتها، في حزم.",
            ),
            (
                "Dossiers de marchés",
                "Chaque procédure dans son état actuel, avec des liens vers ses publications, en paquets.",
            ),
        ],
    ),
    (
        "processes",
        [
            (
                "Contracting processes",
                "A line for each contracting process.",
            ),
            ("عمليات التعاقد", "سطر لكل عملية تعاقد."),
            ("Procédures de marchés", "Une ligne par procédure."),
        ],
    ),
    (
        "bids",
        [
            ("Bids", "A line for each bid."),
            ("العطاءات", "سطر لكل عطاء."),
            ("Offres", "Une ligne par offre."),
        ],
    ),
    (
        "awards",
        [
            ("Awards", "A line for each award."),
            ("الترسيات", "سطر لكل ترسية."),
            ("Attributions", "Une ligne par attribution."),
        ],
    ),
    (
        "contracts",
        [
            ("Contracts", "A line for each contract."),
            ("العقود", "سطر لكل عقد."),
            ("Contrats", "Une ligne par contrat."),
        ],
    ),
];

const CATALOGUE: [(&str, &str); 3] = [
    (
        "Open contracting data",
        "How public money is spent: contracting processes from plan to payment.",
    ),
    (
        "بيانات التعاقد المفتوح",
        "كيف يُنفق المال العام: عمليات التعاقد من الخطة إلى الدفع.",
    ),
    (
        "Données ouvertes des marchés publics",
        "Comment l'argent public est dépensé : les procédures, du plan au paiement.",
    ),
];

const LANGUAGES: [&str; 3] = ["en", "ar", "fr"];

/// The catalogue: who publishes what on which terms, where it lies, how large it is and what its bytes
/// hash to. `days` are the first and last day that the data speak of.
#[must_use]
pub fn catalogue(
    publication: &Publication,
    datasets: &[Dataset],
    days: Option<(i32, i32)>,
) -> Value {
    let all: Vec<Value> = datasets
        .iter()
        .map(|d| dataset(publication, d, days))
        .collect();
    let mut out = Map::new();
    out.insert("@context".into(), context());
    out.insert("@id".into(), publication.at("catalogue.jsonld").into());
    out.insert("@type".into(), "dcat:Catalog".into());
    out.insert("title".into(), texts(CATALOGUE.map(|c| c.0)));
    out.insert("description".into(), texts(CATALOGUE.map(|c| c.1)));
    out.insert("publisher".into(), publisher(publication));
    out.insert("license".into(), publication.license.as_str().into());
    out.insert("modified".into(), publication.published.as_str().into());
    out.insert("homepage".into(), publication.publisher_uri.as_str().into());
    out.insert("dataset".into(), all.into());
    Value::Object(out)
}

fn texts(words: [&str; 3]) -> Value {
    let one = |(language, text): (&str, &str)| json!({ "@language": language, "@value": text });
    LANGUAGES.into_iter().zip(words).map(one).collect()
}

fn publisher(p: &Publication) -> Value {
    json!({ "@id": p.publisher_uri, "@type": "foaf:Agent", "name": p.publisher })
}

fn dataset(p: &Publication, dataset: &Dataset, days: Option<(i32, i32)>) -> Value {
    let words = WORDS.iter().find(|w| w.0 == dataset.name).map(|w| w.1);
    let words = words.unwrap_or([(dataset.name, dataset.name); 3]);
    let all: Vec<Value> = dataset
        .distributions
        .iter()
        .map(|d| distribution(p, d))
        .collect();
    let id = p.at(&format!("#{}", dataset.name));
    let mut out = json!({
        "@id": id, "@type": "dcat:Dataset", "identifier": id,
        "title": texts(words.map(|w| w.0)), "description": texts(words.map(|w| w.1)),
        "publisher": publisher(p), "modified": p.published,
        "accrualPeriodicity": format!("http://publications.europa.eu/resource/authority/frequency/{}", p.frequency),
        "accessRights": "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
        "theme": ["http://publications.europa.eu/resource/authority/data-theme/GOVE", "http://publications.europa.eu/resource/authority/data-theme/ECON"],
        "keyword": texts(["open contracting", "التعاقد المفتوح", "marchés publics"]),
        "conformsTo": "https://standard.open-contracting.org/1.1/en/",
        "distribution": all,
    });
    if let Some((first, last)) = days {
        out["temporal"] = json!({ "@type": "dct:PeriodOfTime", "startDate": iso(Some(first)), "endDate": iso(Some(last)) });
    }
    out
}

fn distribution(p: &Publication, d: &Distribution) -> Value {
    let url = p.at(&d.path);
    let format = match d.media_type {
        "text/csv" => "CSV",
        "application/vnd.apache.parquet" => "PARQUET",
        _ => "JSON",
    };
    json!({
        "@id": url, "@type": "dcat:Distribution", "title": d.path, "accessURL": url, "downloadURL": url,
        "mediaType": format!("https://www.iana.org/assignments/media-types/{}", d.media_type),
        "format": format!("http://publications.europa.eu/resource/authority/file-type/{format}"),
        "byteSize": d.bytes.to_string(), "license": p.license, "modified": p.published,
        "availability": "http://publications.europa.eu/resource/authority/planned-availability/STABLE",
        "checksum": { "@type": "spdx:Checksum", "algorithm": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "checksumValue": d.sha256 },
    })
}

/// What the short names stand for. In the file, so that a reader needs no network.
fn context() -> Value {
    let address = |name: &str| json!({ "@id": name, "@type": "@id" });
    let typed = |name: &str, kind: &str| json!({ "@id": name, "@type": kind });
    json!({
        "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
        "spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#", "dcatap": "http://data.europa.eu/r5r/",
        "title": "dct:title", "description": "dct:description", "identifier": "dct:identifier", "keyword": "dcat:keyword", "name": "foaf:name",
        "publisher": "dct:publisher", "license": address("dct:license"), "homepage": address("foaf:homepage"),
        "modified": typed("dct:modified", "xsd:dateTime"), "dataset": "dcat:dataset", "distribution": "dcat:distribution",
        "accrualPeriodicity": address("dct:accrualPeriodicity"), "accessRights": address("dct:accessRights"), "theme": address("dcat:theme"),
        "conformsTo": address("dct:conformsTo"), "temporal": "dct:temporal",
        "startDate": typed("dcat:startDate", "xsd:date"), "endDate": typed("dcat:endDate", "xsd:date"),
        "accessURL": address("dcat:accessURL"), "downloadURL": address("dcat:downloadURL"),
        "mediaType": address("dcat:mediaType"), "format": address("dct:format"), "byteSize": typed("dcat:byteSize", "xsd:nonNegativeInteger"),
        "availability": address("dcatap:availability"), "checksum": "spdx:checksum", "algorithm": address("spdx:algorithm"),
        "checksumValue": typed("spdx:checksumValue", "xsd:hexBinary"),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::publication;
    use super::*;

    #[test]
    fn each_file_has_an_address_a_size_and_a_hash() {
        let file = Distribution {
            path: "awards.csv".into(),
            media_type: "text/csv",
            bytes: 12,
            sha256: "ab".repeat(32),
        };
        let awards = Dataset {
            name: "awards",
            distributions: vec![file],
        };
        let found = catalogue(
            &publication().checked().unwrap(),
            &[awards],
            Some((0, 19_000)),
        );
        let dataset = &found["dataset"][0];
        let file = &dataset["distribution"][0];
        assert_eq!(
            file["downloadURL"],
            "https://data.example.gov/ocds/awards.csv"
        );
        assert_eq!(
            (&file["byteSize"], &file["checksum"]["checksumValue"]),
            (&json!("12"), &json!("ab".repeat(32)))
        );
        assert_eq!(dataset["temporal"]["endDate"], "2022-01-08");
        assert_eq!(
            dataset["title"][1],
            json!({"@language": "ar", "@value": "الترسيات"})
        );
        // What is used has a meaning in the context.
        let known = found["@context"].as_object().unwrap();
        for one in [
            &found,
            dataset,
            file,
            &file["checksum"],
            &dataset["temporal"],
            &dataset["publisher"],
        ] {
            for key in one
                .as_object()
                .unwrap()
                .keys()
                .filter(|k| !k.starts_with('@'))
            {
                assert!(known.contains_key(key), "{key}");
            }
        }
    }
}
