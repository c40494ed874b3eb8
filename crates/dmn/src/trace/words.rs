//! The words of explanations, in every language that is known. What stands in braces is filled in.

use std::sync::LazyLock;

use language::{Ftl, Lang, ftl::Templates};

/// The sources of the sentences of explanations: the topic `rules` of a language.
#[must_use]
pub fn texts() -> Vec<Ftl> {
    Ftl::domain(
        "rules",
        include_str!("../../text/ar/rules.ftl"),
        include_str!("../../text/en/rules.ftl"),
        include_str!("../../text/fr/rules.ftl"),
    )
}

static TEXTS: LazyLock<Templates> = LazyLock::new(|| Templates::built_in(&texts()));

/// A sentence of a language by its code; in English for any that is not known.
pub(super) fn of(language: &str, key: &str) -> &'static str {
    TEXTS.get(language, key)
}

/// The sentences of a language.
pub(super) struct Words {
    pub(super) and: &'static str,
    pub(super) or: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) nothing: &'static str,
    /// A rule that matched, without and with conditions.
    pub(super) applies: &'static str,
    pub(super) applies_because: &'static str,
    /// A rule that did not.
    pub(super) other: &'static str,
    pub(super) other_later: &'static str,
    pub(super) more: &'static str,
    pub(super) none: &'static str,
    pub(super) several: &'static str,
    pub(super) computed: &'static str,
    pub(super) result: &'static str,
    pub(super) not: &'static str,
    pub(super) at_least: &'static str,
    pub(super) more_than: &'static str,
    pub(super) at_most: &'static str,
    pub(super) less_than: &'static str,
    /// Between two ends, by whether each belongs.
    pub(super) closed: &'static str,
    pub(super) open_high: &'static str,
    pub(super) open_low: &'static str,
    pub(super) open: &'static str,
    /// Around what is filled in: names and values may be of the other direction of writing.
    isolates: (&'static str, &'static str),
}

impl Words {
    /// The words of a language by its code; English for any that is not known.
    pub(super) fn of(language: &str) -> Self {
        let word = |key| of(language, key);
        let rtl = Lang::from_tag(language).is_some_and(Lang::is_rtl);
        Self {
            and: word("rule-and"),
            or: word("rule-or"),
            yes: word("rule-yes"),
            no: word("rule-no"),
            nothing: word("rule-nothing"),
            applies: word("rule-applies"),
            applies_because: word("rule-applies-because"),
            other: word("rule-other"),
            other_later: word("rule-other-later"),
            more: word("rule-more"),
            none: word("rule-none"),
            several: word("rule-several"),
            computed: word("rule-computed"),
            result: word("rule-result"),
            not: word("rule-not"),
            at_least: word("rule-at-least"),
            more_than: word("rule-more-than"),
            at_most: word("rule-at-most"),
            less_than: word("rule-less-than"),
            closed: word("rule-closed"),
            open_high: word("rule-open-high"),
            open_low: word("rule-open-low"),
            open: word("rule-open"),
            isolates: if rtl {
                ("\u{2068}", "\u{2069}")
            } else {
                ("", "")
            },
        }
    }
    /// A sentence with its places filled; nothing that is filled in is filled again.
    pub(super) fn fill(&self, sentence: &str, parts: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            let part = parts
                .iter()
                .find(|(n, _)| *n == name)
                .map_or("", |(_, part)| part);
            out.push_str(part);
            rest = behind;
        }
        out + rest
    }

    /// A name or value that keeps its own direction of writing.
    pub(super) fn isolated(&self, text: &str) -> String {
        format!("{}{text}{}", self.isolates.0, self.isolates.1)
    }
}
