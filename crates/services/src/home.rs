//! The home page: what one can ask for, and a search over it.

use std::sync::Arc;

use axum::extract::State;
use casework::case;
use casework::store::Link;
use casework::{Error, Parts};
use maud::{PreEscaped, html};
use pack::Pack;
use web::components::{
    Card, Icon, LinkButton, SearchBox, cards, empty_state, icon, search_box, section,
};
use web::{Access, Answer, Page, Public, Routes, View};

use crate::office::Office;
use crate::{paths, words};

/// An arcade whose floor is a chain of entries. No colours of its own: the stylesheet has them.
const ARCADE: &str = include_str!("../assets/arcade.svg");

pub(crate) fn routes() -> Routes<Office> {
    Routes::new().get(paths::HOME, Access::Public, home)
}

async fn home(Public(view): Public, State(office): State<Office>) -> Answer<Page> {
    let packs = office.read(&view, services).await?;
    let query = view.query_value("q");
    let found: Vec<_> = packs.iter().filter(|p| matches(p, &query)).collect();
    let list: Vec<_> = found.iter().map(|p| service_card(&view, p)).collect();
    let search = SearchBox {
        action: paths::HOME.into(),
        label: view.t("home-search"),
        value: query.clone(),
    };
    let hero = html! {
        div class="hero-words" {
            h1 { (view.t("home-title")) }
            p class="lead" { (view.t("home-lead")) }
            (search_box(&view.text, &search))
        }
        div class="hero-picture" aria-hidden="true" { (PreEscaped(ARCADE)) }
    };
    let heading = if query.is_empty() {
        view.t("home-services")
    } else {
        view.with(
            "home-found",
            &[
                ("count", found.len().into()),
                ("query", query.as_str().into()),
            ],
        )
    };
    let main = html! {
        @if list.is_empty() {
            (empty_state(&heading, &view.t("home-none"), Some(&LinkButton::new(paths::HOME, view.t("home-all")))))
        } @else {
            (section("services", &heading, &cards(&list)))
        }
        (promises(&view))
    };
    Ok(view.page(view.t("home-page")).hero(hero).main(main))
}

/// The packs that new cases run on, by id.
pub(crate) fn services(link: &mut Link, parts: &Parts) -> Result<Vec<Arc<Pack>>, Error> {
    let hashes = case::deployed(link)?;
    let packs = hashes.iter().map(|hash| parts.packs.get(link, hash));
    let packs: Vec<Arc<Pack>> = packs.collect::<Result<_, _>>()?;
    Ok(packs.into_iter().filter(|p| !p.internal).collect())
}

/// A service that can be applied for.
pub(crate) fn offered(link: &mut Link, parts: &Parts, id: &str) -> Result<Arc<Pack>, Error> {
    let pack = case::current(parts, link, id)?;
    if pack.internal {
        return Err(Error::NotFound);
    }
    Ok(pack)
}

fn service_card(view: &View, pack: &Pack) -> Card {
    let mut facts = vec![words::of(view, pack, "service-fee")];
    if let Some(days) = pack.promised {
        facts.push(view.with("service-promised-days", &[("days", days.into())]));
    }
    Card {
        href: paths::service(&pack.id),
        title: words::service(view, pack),
        text: words::of(view, pack, "service-summary"),
        facts,
    }
}

fn promises(view: &View) -> maud::Markup {
    let one = |sign, key: &str| {
        html! {
            li { (icon(sign)) h3 { (view.t(&format!("home-{key}-title"))) } p { (view.t(&format!("home-{key}-text"))) } }
        }
    };
    let list = html! {
        ul class="promises" {
            (one(Icon::Dice, "draw")) (one(Icon::Seal, "record")) (one(Icon::Clock, "time")) (one(Icon::Check, "check"))
        }
    };
    section("promises", &view.t("home-promises"), &list)
}

/// Every word of the query begins a word of the service's texts, in any of the three languages:
/// people search in the language they think in, whatever the page's is.
pub(crate) fn matches(pack: &Pack, query: &str) -> bool {
    let keys = [
        "service-name",
        "service-summary",
        "service-who",
        "service-result",
    ];
    let all = web::Lang::ALL.into_iter().flat_map(|lang| {
        keys.iter()
            .filter_map(move |key| pack.texts.text(lang.code(), key))
    });
    let text: String = all.map(|t| fold(&t) + " ").collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    fold(query)
        .split_whitespace()
        .all(|q| words.iter().any(|w| w.starts_with(q)))
}

/// Lower case without accents, Arabic vowel signs and the article; letters that are written in
/// several ways become one, so that a search finds what its reader means.
fn fold(text: &str) -> String {
    let letters = text
        .to_lowercase()
        .chars()
        .filter_map(letter)
        .collect::<String>();
    let words = letters
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let bare = words.map(|w| match w.strip_prefix("ال") {
        Some(rest) if rest.chars().count() >= 2 => rest,
        _ => w,
    });
    bare.collect::<Vec<_>>().join(" ")
}

fn letter(c: char) -> Option<char> {
    match c {
        // Vowel signs, tatweel, superscript alef; combining accents.
        '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{670}' | '\u{300}'..='\u{36f}' => None,
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' | 'ئ' => Some('ي'),
        'ؤ' => Some('و'),
        'ة' => Some('ه'),
        'à' | 'â' | 'ä' => Some('a'),
        'é' | 'è' | 'ê' | 'ë' => Some('e'),
        'î' | 'ï' => Some('i'),
        'ô' | 'ö' => Some('o'),
        'ù' | 'û' | 'ü' => Some('u'),
        'ç' => Some('c'),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn a_search_does_not_mind_article_hamza_vowels_or_accents() {
        assert_eq!(fold("الرُّخصة"), fold("رخصه"));
        assert_eq!(fold("إجازة الأعمال"), "اجازه اعمال");
        assert_eq!(fold("Délivrée à l’Hôtel"), "delivree a l hotel");
    }
}
