//! Which language a request is answered in: `?lang=`, then the cookie, then `Accept-Language`.

use super::{Lang, Texts};
use axum::http::{HeaderMap, Uri, header};

/// The cookie in which the reader's choice of language is kept.
pub(crate) const COOKIE: &str = "lang";

/// Longest `Accept-Language` header looked at: real ones have under 200 bytes.
const HEADER_LIMIT: usize = 1024;

/// A language and whether the reader asked for it in this request's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) lang: Lang,
    pub(crate) explicit: bool,
}

/// Picks the language of a request; `fallback` when it names none of ours.
pub(crate) fn choose(uri: &Uri, headers: &HeaderMap, texts: &Texts, fallback: Lang) -> Choice {
    if let Some(lang) = from_query(uri.query().unwrap_or_default(), texts) {
        return Choice {
            lang,
            explicit: true,
        };
    }
    let lang = crate::cookies::read(headers, COOKIE)
        .and_then(|tag| texts.language(tag))
        .or_else(|| {
            let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
            from_accept_language(header, texts)
        })
        .or_else(|| texts.language(fallback.code()))
        .or_else(|| texts.languages().next())
        .unwrap_or(fallback);
    Choice {
        lang,
        explicit: false,
    }
}

fn from_query(query: &str, texts: &Texts) -> Option<Lang> {
    let mut tags = query.split('&').filter_map(|p| p.strip_prefix("lang="));
    tags.find_map(|tag| texts.language(tag))
}

/// The best of our languages in an `Accept-Language` header (RFC 9110, section 12.5.4).
fn from_accept_language(header: &str, texts: &Texts) -> Option<Lang> {
    if header.len() > HEADER_LIMIT {
        return None;
    }
    let mut best: Option<(Lang, f32)> = None;
    for range in header.split(',') {
        let mut parts = range.split(';');
        let Some(lang) = parts.next().and_then(|tag| texts.language(tag.trim())) else {
            continue;
        };
        let quality = parts
            .find_map(|p| p.trim().strip_prefix("q="))
            .map_or(Some(1.0), |q| q.trim().parse().ok())
            .filter(|q: &f32| (0.0..=1.0).contains(q))
            .unwrap_or(0.0);
        if quality > 0.0 && best.is_none_or(|(_, before)| quality > before) {
            best = Some((lang, quality));
        }
    }
    best.map(|(lang, _)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Texts {
        Texts::new().unwrap()
    }

    fn chosen(uri: &str, cookie: &str, accept: &str) -> Choice {
        let mut headers = HeaderMap::new();
        if !cookie.is_empty() {
            headers.insert(header::COOKIE, cookie.parse().unwrap());
        }
        headers.insert(header::ACCEPT_LANGUAGE, accept.parse().unwrap());
        choose(&uri.parse().unwrap(), &headers, &texts(), Lang::EN)
    }

    #[test]
    fn the_address_beats_the_cookie_beats_the_header() {
        assert_eq!(chosen("/x?a=1&lang=fr", "lang=ar", "en").lang, Lang::FR);
        assert!(chosen("/x?lang=fr", "", "en").explicit);
        assert_eq!(chosen("/x", "a=b; lang=ar", "en").lang, Lang::AR);
        assert_eq!(
            chosen("/x", "lang=xx", "de, fr-TN;q=0.8, ar;q=0.9").lang,
            Lang::AR
        );
    }

    #[test]
    fn refused_and_unknown_languages_are_passed_over() {
        assert_eq!(
            from_accept_language("ar;q=0, fr;q=0.1", &texts()),
            Some(Lang::FR)
        );
        assert_eq!(from_accept_language("de, *;q=0.5", &texts()), None);
        assert_eq!(from_accept_language("ar;q=nan, fr;q=7", &texts()), None);
        assert_eq!(chosen("/x?lang=de", "", "zh").lang, Lang::EN);
    }

    #[test]
    fn a_language_that_the_house_does_not_offer_is_passed_over() {
        let texts = Texts::offering(&[Lang::FR, Lang::AR]).unwrap();
        let headers = HeaderMap::new();
        let of = |uri: &str| choose(&uri.parse().unwrap(), &headers, &texts, Lang::EN);
        assert_eq!(of("/x?lang=en").lang, Lang::FR, "the first is the default");
        assert_eq!(of("/x?lang=ar").lang, Lang::AR);
    }
}
