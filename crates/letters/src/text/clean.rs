//! Characters that can be set: each with its level of direction and its font.

use std::collections::BTreeSet;

use unicode_bidi::{Direction as Found, Level, ParagraphBidiInfo};

use crate::fonts::{Script, face};
use crate::letter::Direction;

/// Stands for a character that no font has.
const UNKNOWN: char = '\u{fffd}';

/// A paragraph's characters.
pub(super) struct Clean {
    pub(super) text: String,
    /// One for each character of `text`.
    pub(super) chars: Vec<Char>,
    /// The paragraph's own level: 0 or 1.
    pub(super) base: u8,
}

/// A character: where it begins in the text, and how it is set.
#[derive(Clone, Copy)]
pub(super) struct Char {
    pub(super) at: usize,
    /// Level of direction; odd ones run to the left.
    pub(super) level: u8,
    pub(super) script: Script,
}

/// The direction of the first letter that has one.
pub(super) fn direction(text: &str) -> Option<Direction> {
    match unicode_bidi::get_base_direction(text) {
        Found::Ltr => Some(Direction::LeftToRight),
        Found::Rtl => Some(Direction::RightToLeft),
        Found::Mixed => None,
    }
}

/// Resolves directions, then leaves out what only steers them, and replaces what no font has.
pub(super) fn clean(
    raw: &str,
    direction: Direction,
    bold: bool,
    missing: &mut BTreeSet<char>,
) -> Clean {
    let spaced: String = raw
        .chars()
        .filter(|c| !is_forced(*c))
        .map(|c| if is_break(c) { ' ' } else { c })
        .collect();
    let base = u8::from(direction == Direction::RightToLeft);
    let level = if base == 1 {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let bidi = ParagraphBidiInfo::new(&spaced, Some(level));
    let mut out = Clean {
        text: String::with_capacity(spaced.len()),
        chars: Vec::new(),
        base,
    };
    let mut last = None;
    for (i, c) in spaced.char_indices().filter(|(_, c)| !is_silent(*c)) {
        let level = bidi.levels[i].number();
        let joins = matches!(c, '\u{200c}' | '\u{200d}');
        if joins && last != Some(Script::Arabic) {
            continue;
        }
        let script = script(c, level, bold, last);
        if script.is_none() {
            missing.insert(c);
        }
        let at = out.text.len();
        out.text.push(if script.is_some() { c } else { UNKNOWN });
        let script = script.unwrap_or(Script::Latin);
        out.chars.push(Char { at, level, script });
        last = Some(script);
    }
    out
}

/// Ends of lines and other controls: a paragraph has none.
fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Embeddings and overrides: with them a person who fills in a form could have 12345 printed as 54321, while every machine
/// reads what was typed. Isolates, which only keep apart, stay.
fn is_forced(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}')
}

/// Characters that are not seen: directional ones, joiners of words, selectors of variants, tags.
fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The font of a character: its script's; signs of no script go with the direction in which they are read, marks with
/// the letter before.
fn script(c: char, level: u8, bold: bool, last: Option<Script>) -> Option<Script> {
    let first = match c {
        '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' => last.unwrap_or(Script::Latin),
        _ if is_arabic(c) => Script::Arabic,
        _ if c.is_alphanumeric() => Script::Latin,
        _ if level % 2 == 1 => Script::Arabic,
        _ => Script::Latin,
    };
    let second = match first {
        Script::Latin => Script::Arabic,
        Script::Arabic => Script::Latin,
    };
    [first, second].into_iter().find(|s| face(*s, bold).has(c))
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{870}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str, direction: Direction) -> (String, Vec<u8>, Vec<char>) {
        let mut missing = BTreeSet::new();
        let clean = clean(text, direction, false, &mut missing);
        let levels = clean.chars.iter().map(|c| c.level).collect();
        (clean.text, levels, missing.into_iter().collect())
    }

    #[test]
    fn isolates_do_their_work_and_are_gone() {
        let (text, levels, missing) = cleaned("رقم \u{2068}AB-1\u{2069}.", Direction::RightToLeft);
        assert_eq!(text, "رقم AB-1.");
        assert_eq!(levels, [1, 1, 1, 1, 2, 2, 2, 2, 1]);
        assert_eq!(missing, []);
    }

    #[test]
    fn nobody_has_digits_or_letters_printed_in_another_order_than_they_are_read() {
        for direction in [Direction::LeftToRight, Direction::RightToLeft] {
            let plain = cleaned("رقم 12345 AB", direction);
            for forced in [
                "رقم \u{202e}12345\u{202c} AB",
                "\u{202d}رقم 12345 AB",
                "رقم \u{202b}12345 \u{202a}AB",
            ] {
                assert_eq!(cleaned(forced, direction), plain, "{forced:?}");
            }
        }
    }

    #[test]
    fn what_no_font_has_is_seen_and_told() {
        let (text, _, missing) = cleaned("a漢\u{1f600}\0b", Direction::LeftToRight);
        assert_eq!(text, "a\u{fffd}\u{fffd} b");
        assert_eq!(missing, ['漢', '\u{1f600}']);
    }

    #[test]
    fn a_text_runs_as_its_first_letter_does() {
        assert_eq!(direction("12 عقد"), Some(Direction::RightToLeft));
        assert_eq!(direction("(a) عقد"), Some(Direction::LeftToRight));
        assert_eq!(direction("12-3"), None);
    }
}
