use std::collections::BTreeSet;

use super::*;
use crate::indicators;
use crate::settings::Settings;

fn places(text: &str) -> BTreeSet<&str> {
    text.match_indices('{')
        .filter_map(|(at, _)| text[at..].split_once('}').map(|p| p.0))
        .collect()
}

fn words(texts: &Texts) -> BTreeSet<&str> {
    let of_page = |k: &&str| !k.starts_with(['R', 'S']) || k.starts_with("says");
    texts
        .words
        .keys()
        .map(String::as_str)
        .filter(of_page)
        .collect()
}

#[test]
fn the_page_has_the_same_words_with_the_same_places_in_each_language() {
    let english = Texts::of(Language::English);
    for language in [Language::Arabic, Language::French] {
        let texts = Texts::of(language);
        assert_eq!(words(texts), words(english), "{language}");
        for key in words(english) {
            let (ours, theirs) = (&english.words[key], &texts.words[key]);
            assert_eq!(places(theirs), places(ours), "{language} {key}");
            let same = ours == theirs
                && ours.chars().any(char::is_alphabetic)
                && !places(ours).contains("{3");
            let like_english = [
                "words.score",
                "words.comma",
                "fields.lot",
                "words.date",
                "words.problem",
                "words.card-source",
                "says.classes",
                "about.bidder",
            ];
            assert!(
                !same || (language == Language::French && like_english.contains(&key)),
                "{language} {key} is English"
            );
        }
    }
}

#[test]
fn each_indicator_is_in_three_languages_with_the_same_settings_and_fields() {
    let settings = Settings::parse("").unwrap();
    let quoted = |text: &str| {
        text.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    let mut codes = BTreeSet::new();
    for indicator in indicators::all(&settings) {
        let card = indicator.card();
        codes.insert(card.code);
        for language in [Language::Arabic, Language::French] {
            let texts = Texts::of(language);
            for key in ["title", "formula", "meaning", "mistakes"] {
                let found = texts.words.get(&format!("{}.{key}", card.code));
                assert!(
                    found.is_some_and(|t| !t.is_empty()),
                    "{language} {}.{key}",
                    card.code
                );
            }
            let theirs = texts.card(card);
            assert_eq!(
                quoted(theirs.formula),
                quoted(card.formula),
                "{language} {}",
                card.code
            );
            assert_ne!(theirs.title, card.title, "{language} {}", card.code);
        }
    }
    for language in [Language::Arabic, Language::French] {
        let cards = Texts::of(language)
            .words
            .keys()
            .filter(|k| !words(Texts::of(language)).contains(k.as_str()));
        for key in cards {
            let code = key.split('.').next().unwrap();
            assert!(codes.contains(code), "{language} {key} is of no indicator");
        }
    }
}

/// What indicators say in words has a text: read from their source, so that a new one is not forgotten.
#[test]
fn what_indicators_say_has_a_text() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/indicators");
    let english = Texts::of(Language::English);
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for after in source.split("says(").skip(1) {
            let Some(key) = after
                .trim_start()
                .strip_prefix('"')
                .and_then(|k| k.split('"').next())
            else {
                continue;
            };
            assert!(english.words.contains_key(&format!("says.{key}")), "{key}");
            seen += 1;
        }
        for text in source.split('"').skip(1).step_by(2) {
            if text.starts_with('(') && text.ends_with(')') {
                assert!(
                    english
                        .words
                        .contains_key(&format!("values.{}", slug(text))),
                    "{text}"
                );
                seen += 1;
            }
            if let (path, Some(reason)) = english.missing(text)
                && path.contains('/')
                && !path.contains(' ')
                && text.ends_with(')')
            {
                let key = slug(text.split_once(" (").unwrap().1);
                assert!(
                    english.words.contains_key(&format!("reasons.{key}")),
                    "{text}: {reason}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn values_in_arabic_are_kept_apart() {
    let says = crate::indicator::says("won", [&3, &20]);
    assert_eq!(says.to_string(), "won 3 of 20 contests");
    assert_eq!(
        Texts::of(Language::Arabic).says(&says),
        "فاز في \u{2068}3\u{2069} من \u{2068}20\u{2069} من المنافسات"
    );
    assert_eq!(Texts::of(Language::French).value("(none)"), "(aucun)");
    assert_eq!(Texts::of(Language::French).value("10 EUR"), "10 EUR");
}
