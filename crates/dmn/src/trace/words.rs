//! The words of explanations in the three languages. What stands in braces is filled in.

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
    /// Above the other rules.
    pub(super) others: &'static str,
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
    pub(super) isolates: (&'static str, &'static str),
}

const ENGLISH: Words = Words {
    and: " and ",
    or: " or ",
    yes: "yes",
    no: "no",
    nothing: "not given",
    applies: "Rule {row} applies{law}.",
    applies_because: "Rule {row} applies because {because}{law}.",
    other: "Rule {row} does not apply: {fact}, and it asks for {condition}.",
    other_later: "Rule {row} is not reached: a rule before it decides.",
    more: "{count} more rules do not apply.",
    none: "No rule applies.",
    several: "Rules {rows} all apply, where only one may: there is no result.",
    computed: "“{name}” follows from {because}.",
    result: "The result of “{name}” is {value}.",
    others: "Why the other rules do not apply",
    not: "anything but {value}",
    at_least: "at least {low}",
    more_than: "more than {low}",
    at_most: "at most {high}",
    less_than: "less than {high}",
    closed: "{low} to {high}",
    open_high: "{low} to less than {high}",
    open_low: "more than {low} up to {high}",
    open: "more than {low} and less than {high}",
    isolates: ("", ""),
};

const FRENCH: Words = Words {
    and: " et ",
    or: " ou ",
    yes: "oui",
    no: "non",
    nothing: "non renseigné",
    applies: "La règle {row} s’applique{law}.",
    applies_because: "La règle {row} s’applique, car {because}{law}.",
    other: "La règle {row} ne s’applique pas : {fact}, or elle demande {condition}.",
    other_later: "La règle {row} n’est pas atteinte : une règle précédente décide.",
    more: "{count} autres règles ne s’appliquent pas.",
    none: "Aucune règle ne s’applique.",
    several: "Les règles {rows} s’appliquent toutes, alors qu’une seule le peut : il n’y a pas de résultat.",
    computed: "« {name} » découle de {because}.",
    result: "Résultat de « {name} » : {value}.",
    others: "Pourquoi les autres règles ne s’appliquent pas",
    not: "autre chose que {value}",
    at_least: "au moins {low}",
    more_than: "plus de {low}",
    at_most: "au plus {high}",
    less_than: "moins de {high}",
    closed: "de {low} à {high}",
    open_high: "de {low} à moins de {high}",
    open_low: "plus de {low} et jusqu’à {high}",
    open: "plus de {low} et moins de {high}",
    isolates: ("", ""),
};

const ARABIC: Words = Words {
    and: " و",
    or: " أو ",
    yes: "نعم",
    no: "لا",
    nothing: "غير مذكور",
    applies: "طُبّقت القاعدة {row}{law}.",
    applies_because: "طُبّقت القاعدة {row} لأنّ {because}{law}.",
    other: "لم تُطبّق القاعدة {row}: {fact}، وشرطها {condition}.",
    other_later: "لم يُنظر في القاعدة {row}: حسمت قاعدةٌ قبلها.",
    more: "ولم تُطبّق قواعد أخرى عددها {count}.",
    none: "لا تنطبق أيّ قاعدة.",
    several: "تنطبق القواعد {rows} معًا ولا يجوز إلا واحدة: فلا نتيجة.",
    computed: "«{name}» ناتج عن {because}.",
    result: "نتيجة «{name}»: {value}.",
    others: "لماذا لم تُطبّق القواعد الأخرى",
    not: "أيّ شيء غير {value}",
    at_least: "{low} على الأقل",
    more_than: "أكثر من {low}",
    at_most: "{high} على الأكثر",
    less_than: "أقل من {high}",
    closed: "من {low} إلى {high}",
    open_high: "من {low} إلى أقل من {high}",
    open_low: "أكثر من {low} وحتى {high}",
    open: "أكثر من {low} وأقل من {high}",
    isolates: ("\u{2068}", "\u{2069}"),
};

/// The words of a language by its code; English for any that is not known.
pub(super) fn of(language: &str) -> &'static Words {
    match language {
        "ar" => &ARABIC,
        "fr" => &FRENCH,
        _ => &ENGLISH,
    }
}

impl Words {
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
