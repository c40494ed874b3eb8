//! The house's own notices, in every language that is known. A pack's notices are in its own texts.

use std::sync::LazyLock;

use language::{Ftl, ftl::Templates};

use crate::record::fact::Short;

/// The sources of the house's own notices: the topic `notices` of a language.
#[must_use]
pub fn texts() -> Vec<Ftl> {
    Ftl::domain(
        "notices",
        include_str!("../text/ar/notices.ftl"),
        include_str!("../text/en/notices.ftl"),
        include_str!("../text/fr/notices.ftl"),
    )
}

static TEXTS: LazyLock<Templates> = LazyLock::new(|| Templates::built_in(&texts()));

/// Subject and body of the notice `key` in `language` (English where it is not one of ours).
/// `task` may be empty.
pub(crate) fn notice(
    language: &str,
    key: &str,
    number: &str,
    task: &str,
    link: &str,
) -> (String, String) {
    let word = |part: &str| {
        let text = TEXTS.get(language, &format!("notice-{key}-{part}"));
        text.replace("{number}", number).replace("{task}", task)
    };
    let body = format!("{}\n\n{link}\n", word("body"));
    (word("subject"), body)
}

/// What an SMS or a push message says in place of a notice: what has happened to which case, and where to read it.
pub(crate) fn short(language: &str, key: &str, number: &str, link: &str) -> Short {
    let own = format!("short-{key}");
    let text = if TEXTS.has(&own) {
        TEXTS.get(language, &own).replace("{number}", number)
    } else {
        // The house's own subjects tell nothing but the number.
        notice(language, key, number, "", "").0
    };
    Short {
        text,
        link: link.to_owned(),
    }
}
