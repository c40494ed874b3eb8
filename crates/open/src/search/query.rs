//! What is searched, and how it is found: by a table of folded words that is the same on both stores.

use std::str::FromStr;

use casework::Error;
use casework::store::{Link, Row, Value};
use web::View;

use web::lang::fold::words;

/// Words that are looked for at once; more are left out.
const MOST_WORDS: usize = 5;

/// What somebody looks for. Empty members are not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) text: String,
    pub(crate) buyer: String,
    pub(crate) supplier: String,
    pub(crate) year: i64,
    pub(crate) method: String,
    pub(crate) flag: String,
    pub(crate) flagged: bool,
}

impl Filter {
    /// As the query of an address says.
    pub(crate) fn of(view: &View) -> Filter {
        let value = |name: &str| {
            let text = view.query_value(name);
            text.chars()
                .filter(|c| !c.is_control())
                .take(200)
                .collect::<String>()
        };
        Filter {
            text: value("q"),
            buyer: value("buyer"),
            supplier: value("supplier"),
            year: value("year").trim().parse().unwrap_or_default(),
            method: value("method"),
            flag: value("flag"),
            flagged: !value("flagged").is_empty(),
        }
    }

    /// Scope and word of each term, the longest first: the rarest, as a rule.
    fn terms(&self) -> Vec<(&'static str, String)> {
        let mut all: Vec<(&'static str, String)> = [
            ("text", &self.text),
            ("buyer", &self.buyer),
            ("supplier", &self.supplier),
        ]
        .into_iter()
        .flat_map(|(scope, text)| words(text, MOST_WORDS).into_iter().map(move |w| (scope, w)))
        .collect();
        all.sort_by_key(|(_, word)| std::cmp::Reverse(word.chars().count()));
        all.truncate(MOST_WORDS);
        all
    }

    /// Whether something was typed of which no word is left, so that nothing can be found.
    fn says_nothing(&self) -> bool {
        let typed = [&self.text, &self.buyer, &self.supplier];
        typed.iter().any(|t| !t.trim().is_empty()) && self.terms().is_empty()
    }
}

/// A process as a line of a list.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) import: i64,
    pub(crate) publisher: String,
    pub(crate) ocid: String,
    pub(crate) title: String,
    pub(crate) buyer: String,
    pub(crate) buyer_name: String,
    pub(crate) method: String,
    pub(crate) day: i64,
    pub(crate) amount: Option<i64>,
    pub(crate) currency: String,
    pub(crate) score: i64,
    pub(crate) standing: i64,
}

/// After which line a page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct After {
    /// What the list is ordered by: the day, or the score that stands.
    pub(crate) rank: i64,
    pub(crate) import: i64,
    pub(crate) ocid: String,
}

impl After {
    pub(crate) fn first() -> After {
        After {
            rank: i64::MAX,
            import: 0,
            ocid: String::new(),
        }
    }
}

impl std::fmt::Display for After {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}~{}", self.rank, self.import, self.ocid)
    }
}

impl FromStr for After {
    type Err = ();

    fn from_str(text: &str) -> Result<After, ()> {
        let mut parts = text.splitn(3, '~');
        let mut next = || parts.next().ok_or(());
        Ok(After {
            rank: next()?.parse().map_err(drop)?,
            import: next()?.parse().map_err(drop)?,
            ocid: next()?.to_owned(),
        })
    }
}

macro_rules! lines {
    ($from:literal, $order:literal) => {
        concat!(
            "select c.import, p.id, c.ocid, c.title, c.buyer, c.buyer_name, c.method, \
             c.day, c.amount, c.currency, c.score, c.standing ",
            $from,
            " ",
            $order
        )
    };
}

macro_rules! newest {
    ($from:literal) => {
        lines!(
            $from,
            "and (cast($3 as bigint) = 0 or c.year = $3) and ($4 = '' or c.method = $4) \
             and ($5 = '' or exists (select 1 from flags f where f.import = c.import \
             and f.about = 'process' and f.subject = c.ocid and f.indicator = $5)) \
             and (cast($6 as bigint) = 0 or c.score > 0) \
             and (c.day < $1 or (c.day = $1 and (c.ocid > $2 or (c.ocid = $2 and c.import > $7)))) \
             order by c.day desc, c.ocid, c.import limit $8"
        )
    };
}

const ALL: &str = newest!("from publishers p join contracts c on c.import = p.import where 1 = 1");

const BY_WORD: &str = newest!(
    "from publishers p join contract_words d on d.import = p.import and d.scope = $9 and d.word = $10 \
     join contracts c on c.import = d.import and c.ocid = d.ocid \
     where ($11 = '' or exists (select 1 from contract_words w where w.import = c.import \
     and w.scope = $11 and w.word = $12 and w.ocid = c.ocid)) \
     and ($13 = '' or exists (select 1 from contract_words w where w.import = c.import \
     and w.scope = $13 and w.word = $14 and w.ocid = c.ocid)) \
     and ($15 = '' or exists (select 1 from contract_words w where w.import = c.import \
     and w.scope = $15 and w.word = $16 and w.ocid = c.ocid)) \
     and ($17 = '' or exists (select 1 from contract_words w where w.import = c.import \
     and w.scope = $17 and w.word = $18 and w.ocid = c.ocid))"
);

/// The processes that fit, the newest first.
///
/// # Errors
/// The store's.
pub(crate) fn find(
    link: &mut Link,
    filter: &Filter,
    after: Option<After>,
    most: u32,
) -> Result<Vec<Line>, Error> {
    if filter.says_nothing() {
        return Ok(Vec::new());
    }
    let after = after.unwrap_or_else(After::first);
    let mut params: Vec<Value> = vec![
        after.rank.into(),
        after.ocid.into(),
        filter.year.into(),
        (&filter.method).into(),
        (&filter.flag).into(),
        i64::from(filter.flagged).into(),
        after.import.into(),
        most.into(),
    ];
    let mut terms = filter.terms();
    let sql = if terms.is_empty() {
        ALL
    } else {
        terms.resize(MOST_WORDS, ("", String::new()));
        for (scope, word) in terms {
            params.push(scope.into());
            params.push(word.into());
        }
        BY_WORD
    };
    link.query(sql, &params)?.iter().map(line).collect()
}

/// The processes with the most that nobody has dismissed, of one publisher or of all.
///
/// # Errors
/// The store's.
pub(crate) fn ranked(
    link: &mut Link,
    publisher: &str,
    after: Option<After>,
    most: u32,
) -> Result<Vec<Line>, Error> {
    const SQL: &str = lines!(
        "from publishers p join contracts c on c.import = p.import",
        "where c.standing > 0 and ($5 = '' or p.id = $5) \
         and (c.standing < $1 or (c.standing = $1 and (c.ocid > $2 or (c.ocid = $2 and c.import > $3)))) \
         order by c.standing desc, c.ocid, c.import limit $4"
    );
    let after = after.unwrap_or_else(After::first);
    let params = [
        after.rank.into(),
        after.ocid.into(),
        after.import.into(),
        most.into(),
        publisher.into(),
    ];
    link.query(SQL, &params)?.iter().map(line).collect()
}

/// The processes in which somebody has a role, the newest first.
///
/// # Errors
/// The store's.
pub(crate) fn of_party(
    link: &mut Link,
    import: i64,
    (role, party): (&str, &str),
    after: Option<After>,
    most: u32,
) -> Result<Vec<Line>, Error> {
    const SQL: &str = lines!(
        "from publishers p join contract_parties q on q.import = p.import \
         join contracts c on c.import = q.import and c.ocid = q.ocid",
        "where p.import = $3 and q.role = $4 and q.party = $5 \
         and (c.day < $1 or (c.day = $1 and c.ocid > $2)) order by c.day desc, c.ocid limit $6"
    );
    let after = after.unwrap_or_else(After::first);
    let params = [
        after.rank.into(),
        after.ocid.into(),
        import.into(),
        role.into(),
        party.into(),
        most.into(),
    ];
    link.query(SQL, &params)?.iter().map(line).collect()
}

/// A line from its row.
fn line(r: &Row) -> Result<Line, Error> {
    Ok(Line {
        import: r.get(0)?,
        publisher: r.get(1)?,
        ocid: r.get(2)?,
        title: r.get(3)?,
        buyer: r.get(4)?,
        buyer_name: r.get(5)?,
        method: r.get(6)?,
        day: r.get(7)?,
        amount: r.get(8)?,
        currency: r.get(9)?,
        score: r.get(10)?,
        standing: r.get(11)?,
    })
}

/// The suppliers of a process: identifier and name.
///
/// # Errors
/// The store's.
pub(crate) fn suppliers(
    link: &mut Link,
    import: i64,
    ocid: &str,
) -> Result<Vec<(String, String)>, Error> {
    let sql = "select party, name from contract_parties where import = $1 and ocid = $2 \
               and role = 'supplier' order by name, party limit 20";
    let rows = link.query(sql, &[import.into(), ocid.into()])?;
    let one = |r: &Row| Ok((r.get(0)?, r.get(1)?));
    rows.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_whatever_the_ocid_holds() {
        let after = After {
            rank: -5,
            import: 3,
            ocid: "ocds~1/é".into(),
        };
        assert_eq!(after.to_string().parse(), Ok(after));
        for bad in ["", "1", "1~2", "x~1~a"] {
            assert_eq!(bad.parse::<After>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn the_longest_words_lead_and_what_has_no_word_finds_nothing() {
        let filter = Filter {
            text: "a new hospital".into(),
            buyer: "City".into(),
            ..Filter::default()
        };
        assert_eq!(filter.terms()[0], ("text", "hospital".into()));
        assert!(!filter.says_nothing());
        let nothing = Filter {
            text: "— ?".into(),
            ..Filter::default()
        };
        assert!(nothing.says_nothing());
    }
}
