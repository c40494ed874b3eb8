//! Words as people type them: what a search compares.
//!
//! Neither store's own search folds Arabic: both miss words behind the article and hamza forms. This
//! one is the same on both, so it finds the same on both.

/// Longest word that is kept, in characters.
const LONGEST: usize = 40;
/// Shortest: a letter alone finds everything.
const SHORTEST: usize = 2;

/// The words of a text, folded: small letters, no marks, Arabic without article, plurals without s.
/// Each once, in the order in which they come, at most `most`.
#[must_use]
pub fn words(text: &str, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for raw in text.split(|c: char| !(c.is_alphanumeric() || is_mark(c) || c == '\'' || c == '’'))
    {
        // The French elision: l'école, d’eau.
        let raw = raw
            .rsplit(['\'', '’'])
            .find(|p| p.chars().count() >= SHORTEST);
        let Some(word) = raw.map(fold).filter(|w| w.chars().count() >= SHORTEST) else {
            continue;
        };
        if !found.contains(&word) {
            found.push(word);
            if found.len() >= most {
                break;
            }
        }
    }
    found
}

/// Arabic vowel marks and the tatweel: written or not, the word is the same.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word
        .chars()
        .filter(|c| !is_mark(*c))
        .flat_map(char::to_lowercase)
    {
        match plain(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    let stem = stem(&out);
    stem.chars().take(LONGEST).collect()
}

/// What a letter is without its marks.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ť' | 'ţ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ű' | 'ů' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ى' | 'ئ' => "ي",
        'ؤ' => "و",
        'ة' => "ه",
        'ء' | '\u{307}' => "",
        // Persian keyboards.
        'ک' => "ك",
        'ی' => "ي",
        'ۀ' | 'ہ' => "ه",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}

/// Particles that Arabic writes together with the word, the longest first.
const JOINED: &[&str] = &["وال", "بال", "كال", "فال", "لل", "ال"];

/// The word without article or plural, where enough is left to tell it by.
fn stem(word: &str) -> &str {
    for joined in JOINED {
        if let Some(rest) = word.strip_prefix(joined)
            && rest.chars().count() >= 3
        {
            return rest;
        }
    }
    match word.strip_suffix(['s', 'x']) {
        Some(rest)
            if rest.len() >= 4
                && rest.is_ascii()
                && !rest.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_mean_the_same_fold_to_the_same() {
        for (a, b) in [
            ("Écoles", "ecole"),
            ("l’école", "École"),
            ("travaux", "TRAVAU"),
            ("المدرسة", "مدرسه"),
            ("والمَدْرَسَة", "مدرسة"),
            ("إنشاء", "انشا"),
            ("للطرق", "الطرق"),
            ("مستشفى", "مستشفي"),
            ("٢٠٢٥", "2025"),
            ("۲۰۲۵", "2025"),
            ("کتاب", "كتاب"),
            ("roads", "Road"),
        ] {
            assert_eq!(words(a, 9), words(b, 9), "{a} and {b}");
        }
    }

    #[test]
    fn words_are_bounded_and_each_is_there_once() {
        assert_eq!(
            words("a road, a ROAD and a bridge", 9),
            ["road", "and", "bridge"]
        );
        assert_eq!(words("one two three four", 2), ["one", "two"]);
        assert_eq!(words(&"x".repeat(1000), 9)[0].chars().count(), LONGEST);
        assert!(words("…— ؟", 9).is_empty());
    }
}
