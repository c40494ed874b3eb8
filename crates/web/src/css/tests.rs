//! The stylesheet keeps its promises: contrast in both schemes (WCAG 2.2, 1.4.3 and 1.4.11), no
//! physical side, no colour that is not a token, and no class that no page has.

use super::{SHEETS, STYLE, names_gzip, squeeze};
use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../assets/css/tokens.css");

/// Letters on their ground: 4.5 to 1.
const TEXT: &[(&str, &str)] = &[
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "tint"),
    ("ink", "good-tint"),
    ("ink", "attention-tint"),
    ("ink", "heat-1"),
    ("ink", "heat-2"),
    ("ink", "heat-3"),
    ("ink", "heat-4"),
    ("soft", "paper"),
    ("soft", "surface"),
    ("soft", "sunken"),
    ("soft", "tint"),
    ("soft", "good-tint"),
    ("soft", "attention-tint"),
    ("link", "paper"),
    ("link", "surface"),
    ("link", "sunken"),
    ("link", "tint"),
    ("link", "good-tint"),
    ("link", "attention-tint"),
    ("link-hover", "paper"),
    ("link-hover", "surface"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-tint", "tint"),
    ("on-band", "band"),
    ("on-band", "band-deep"),
    ("on-band-soft", "band"),
    ("on-band-soft", "band-deep"),
    ("focus-ink", "gilt"),
    ("focus-ink", "focus"),
    ("good", "good-tint"),
    ("attention", "attention-tint"),
    ("bad", "bad-tint"),
    ("bad", "paper"),
    ("bad", "surface"),
    ("on-bad", "bad"),
    ("on-bad", "bad-hover"),
];

/// Edges and signs that carry a meaning: 3 to 1.
const SIGNS: &[(&str, &str)] = &[
    ("edge", "paper"),
    ("edge", "surface"),
    ("edge", "sunken"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("accent", "sunken"),
    ("accent", "tint"),
    ("brass", "paper"),
    ("brass", "surface"),
    ("good", "paper"),
    ("good", "surface"),
    ("attention", "paper"),
    ("bad", "paper"),
    ("gilt", "band"),
    ("gilt", "band-deep"),
    ("focus", "focus-ink"),
];

/// The colours of a scheme; the dark one changes some of the light one's.
fn scheme(dark: bool) -> BTreeMap<&'static str, [f64; 3]> {
    let (light, rest) = TOKENS
        .split_once("@media (prefers-color-scheme: dark)")
        .expect("a dark scheme");
    let mut colours = BTreeMap::new();
    for text in [light, if dark { rest } else { "" }] {
        for line in text.lines() {
            let Some((name, value)) = line
                .trim()
                .strip_prefix("--")
                .and_then(|l| l.split_once(": #"))
            else {
                continue;
            };
            colours.insert(name, rgb(value.trim_end_matches(';')));
        }
    }
    colours
}

fn rgb(hex: &str) -> [f64; 3] {
    assert_eq!(hex.len(), 6, "#{hex} has six digits");
    [0, 2, 4]
        .map(|i| f64::from(u8::from_str_radix(&hex[i..i + 2], 16).expect("hexadecimal")) / 255.0)
}

/// Relative luminance (WCAG 2.2, "relative luminance").
fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|c| {
        if c <= 0.040_45 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_pair_of_colours_can_be_told_apart_in_both_schemes() {
    let mut low = Vec::new();
    for dark in [false, true] {
        let colours = scheme(dark);
        for (pairs, least) in [(TEXT, 4.5), (SIGNS, 3.0)] {
            for (a, b) in pairs {
                let found = contrast(colours[a], colours[b]);
                if found < least {
                    low.push(format!("{a} on {b}, dark {dark}: {found:.2} < {least}"));
                }
            }
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}

#[test]
fn sides_are_logical_so_that_arabic_mirrors_by_itself() {
    let physical = [
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        "text-align: right",
        "float: left",
        "float: right",
        " left:",
        " right:",
    ];
    for word in physical {
        assert!(!SHEETS.contains(word), "{word} is a physical side");
    }
}

#[test]
fn the_stylesheet_stays_small_and_whole() {
    let css = squeeze(SHEETS);
    assert_eq!(
        css.matches('{').count(),
        css.matches('}').count(),
        "braces are paired"
    );
    assert!(!css.contains("/*"), "no comment is sent");
    assert!(
        STYLE.gzip.len() < MOST,
        "{} bytes; a phone on a slow line waits for them",
        STYLE.gzip.len()
    );
}

/// Bytes of the stylesheet as sent: less than a sixth of the 60 kB that a first page may weigh.
const MOST: usize = 10_200;

#[test]
fn squeezing_keeps_the_meaning() {
    let css = "/* a */ a:hover > b , i { margin: 0  auto; }\n@media (min-width: 4rem) { p { x: calc(1px + 2px); } }";
    assert_eq!(
        squeeze(css),
        "a:hover > b ,i{margin:0 auto}@media (min-width:4rem){p{x:calc(1px + 2px)}}"
    );
}

#[test]
fn gzip_is_sent_to_those_who_take_it() {
    for (accepted, takes) in [
        ("", false),
        ("gzip", true),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", true),
        ("gzip;q=0, identity", false),
        ("br", false),
    ] {
        assert_eq!(names_gzip(accepted), takes, "{accepted:?}");
    }
}
