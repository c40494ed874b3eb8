//! Services by the words that people type, in whatever language and spelling they have at hand.
//!
//! What a service is called, and by what other words it is looked for, counts more than what is said about it.
//! A word that is written to its end counts more than one that is begun, and that more than one with a slip in it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use pack::Pack;
use web::lang::fold::words;

/// Words of a query that are looked at.
const QUERY: usize = 12;
/// Words of a service that are kept.
const WORDS: usize = 600;
/// Versions of services whose words are remembered; past so many they are read again.
const KNOWN: usize = 4096;

/// The texts of a service and their weight.
const TEXTS: [(&str, u32); 5] = [
    ("service-name", 4),
    ("service-words", 3),
    ("service-summary", 2),
    ("service-who", 1),
    ("service-result", 1),
];

/// A word of a service and what it weighs.
type Weighed = (String, u32);

/// What was found, the best first.
#[derive(Debug)]
pub(crate) struct Found {
    /// Whether all words of the query are there; else these are only near.
    pub(crate) whole: bool,
    /// The services.
    pub(crate) packs: Vec<Arc<Pack>>,
}

/// The words of services, read once a version.
#[derive(Debug, Default)]
pub(crate) struct Index(Mutex<HashMap<[u8; 32], Arc<[Weighed]>>>);

impl Index {
    fn of(&self, pack: &Pack) -> Arc<[Weighed]> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(&pack.hash) {
            return Arc::clone(found);
        }
        if known.len() >= KNOWN {
            known.clear();
        }
        let read: Arc<[Weighed]> = weighed(pack).into();
        known.insert(pack.hash, Arc::clone(&read));
        read
    }

    /// The services that a query means; all in their order when nothing is asked.
    pub(crate) fn search(&self, packs: &[Arc<Pack>], query: &str) -> Found {
        let asked = words(query, QUERY);
        if asked.is_empty() {
            let packs = if query.trim().is_empty() {
                packs.to_vec()
            } else {
                Vec::new()
            };
            return Found { whole: true, packs };
        }
        let mut hits: Vec<(usize, u32, &Arc<Pack>)> = Vec::new();
        for pack in packs {
            let known = self.of(pack);
            let scores = asked.iter().map(|word| best(word, &known));
            let (met, sum) = scores
                .filter(|score| *score > 0)
                .fold((0, 0), |(met, sum), score| (met + 1, sum + score));
            hits.push((met, sum, pack));
        }
        let whole = hits.iter().any(|(met, ..)| *met == asked.len());
        let enough = if whole {
            asked.len()
        } else {
            asked.len().div_ceil(2)
        };
        hits.retain(|(met, ..)| *met >= enough);
        hits.sort_by_key(|(met, sum, _)| std::cmp::Reverse((*met, *sum)));
        Found {
            whole,
            packs: hits.into_iter().map(|(.., p)| Arc::clone(p)).collect(),
        }
    }
}

fn weighed(pack: &Pack) -> Vec<Weighed> {
    let mut all: Vec<Weighed> = Vec::new();
    for (key, weight) in TEXTS {
        for language in pack.texts.languages() {
            let text = pack.texts.text(language, key).unwrap_or_default();
            for word in words(&text, WORDS) {
                if !all.iter().any(|(known, _)| *known == word) {
                    all.push((word, weight));
                }
            }
        }
    }
    all.truncate(WORDS);
    all
}

/// How well a word of the query is met.
fn best(asked: &str, known: &[Weighed]) -> u32 {
    let score = |(word, weight): &Weighed| weight * likeness(asked, word);
    known.iter().map(score).max().unwrap_or(0)
}

fn likeness(asked: &str, word: &str) -> u32 {
    if word == asked {
        return 12;
    }
    if word.starts_with(asked) {
        return 8;
    }
    match slips(asked, word) {
        Some(1) => 4,
        Some(_) => 2,
        None => 0,
    }
}

/// Letters put in, left out, changed or swapped between two words; `None` for more than a word of that length forgives.
fn slips(asked: &str, word: &str) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (asked.chars().collect(), word.chars().collect());
    let most = match a.len() {
        0..4 => return None,
        4..8 => 1,
        _ => 2,
    };
    if a.len().abs_diff(b.len()) > most || a.iter().chain(&b).any(char::is_ascii_digit) {
        return None;
    }
    // Optimal string alignment, three rows of the table.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|n| (1..=most).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packs() -> Vec<Arc<Pack>> {
        let read = |id: &str| {
            let dir = format!("{}/../../packs/{id}", env!("CARGO_MANIFEST_DIR"));
            let files =
                pack::read_dir(std::path::Path::new(&dir)).expect("a pack of the demonstration");
            Arc::new(pack::check(&files).expect("a pack of the demonstration"))
        };
        vec![read("business-licence"), read("certificate-copy")]
    }

    fn found(query: &str) -> (bool, Vec<String>) {
        let found = Index::default().search(&packs(), query);
        let ids = found.packs.iter().map(|p| p.id.clone());
        (found.whole, ids.collect())
    }

    const LICENCE: &str = "business-licence";
    const COPY: &str = "certificate-copy";

    #[test]
    fn a_search_forgives_hamza_taa_marbuta_vowels_article_and_digits() {
        for query in [
            "رخصه",
            "الرُّخصَة",
            "رخصة",
            "إفتتاح محل",
            "افتتاح المحل",
            "للمطعم",
        ] {
            assert_eq!(found(query), (true, vec![LICENCE.to_owned()]), "{query}");
        }
        for query in ["شهاده ميلاد", "الميلاد", "إرث", "ارث", "مَوْلود"]
        {
            assert_eq!(found(query), (true, vec![COPY.to_owned()]), "{query}");
        }
    }

    #[test]
    fn a_search_forgives_a_slip_of_the_finger_in_each_language() {
        for query in [
            "licnece",
            "restuarant",
            "licence",
            "lisence",
            "shopp",
            "boulangrie",
            "pharmacei",
            "مطعمم",
            "صديلية",
        ] {
            let (_, ids) = found(query);
            assert_eq!(ids.first().map(String::as_str), Some(LICENCE), "{query}");
        }
        for query in ["brith", "mariag", "passprot", "naisance"] {
            let (_, ids) = found(query);
            assert_eq!(ids.first().map(String::as_str), Some(COPY), "{query}");
        }
    }

    #[test]
    fn the_name_comes_before_what_is_said_about_it_and_near_is_said_to_be_near() {
        assert!(found("open a shop").0);
        let (whole, ids) = found("how can I open my shop tomorrow please");
        assert_eq!(
            (whole, ids.len()),
            (false, 0),
            "two words of eight are not enough"
        );
        assert_eq!(found("cheap shop open"), (false, vec![LICENCE.to_owned()]));
        assert_eq!(found("helicopter"), (false, Vec::new()));
        assert_eq!(found("؟؟؟").1, Vec::<String>::new());
        assert_eq!(found("  ").1.len(), 2, "nothing asked: all");
    }

    #[test]
    fn short_words_and_numbers_forgive_nothing() {
        assert_eq!(slips("car", "cat"), None);
        assert_eq!(slips("2019", "2018"), None);
        assert_eq!(slips("shop", "shpo"), Some(1));
        assert_eq!(slips("shop", "ship"), Some(1));
        assert_eq!(slips("shop", "shoo"), Some(1));
        assert_eq!(slips("restaurant", "resturant"), Some(1));
        assert_eq!(slips("restaurant", "rastorant"), None);
    }
}
