//! R048: A supplier of everything.

use super::prelude::*;

static CARD: Card = Card {
    code: "R048",
    title: "A supplier of everything",
    stage: Stage::Award,
    about: About::Supplier,
    sure: Sure::Outlier,
    unit: Unit::Number,
    formula: "The number of different classes (scheme and first two digits) that a supplier was awarded alone, above the upper fence (third quartile and `reach` times the distance of the quartiles) of all suppliers with `least` processes, and at least `least_classes`.",
    source: GUIDE,
    meaning: "A firm that sells bread, bridges and software may only pass on orders.",
    mistakes: "Wholesalers; items classified wrongly.",
    fields: &["tender/items/classification/id", "awards/suppliers/id"],
};

/// The thresholds of R048.
pub(super) struct R048 {
    reach: f64,
    least: i64,
    least_classes: usize,
}

impl R048 {
    pub(super) fn new(s: Section<'_>) -> R048 {
        R048 {
            reach: s.number("reach"),
            least: s.least("least"),
            least_classes: s.count("least_classes"),
        }
    }
}

impl Indicator for R048 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        let items = v
            .active_awards()
            .any(|a| a.suppliers.len() == 1 && a.items.iter().any(|i| i.class.is_some()));
        if items {
            Seen::Computed
        } else {
            Seen::Missing("awards/items/classification/id")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        let mut often = std::collections::HashSet::new();
        facts.sums(Table::SupplierProcesses, |mut key, [n, _, _]| {
            if n >= self.least {
                often.insert(key.text().to_owned());
            }
        })?;
        let mut counted: Vec<(String, f64)> = Vec::new();
        let read = |mut key: Parts<'_>, _: Sums| (key.text().to_owned(), ());
        groups(facts, Table::SupplierClasses, read, |supplier, classes| {
            if often.contains(supplier) {
                counted.push((supplier.clone(), classes.len() as f64));
            }
        })?;
        let (_, fence) = Distribution::of(counted.iter().map(|c| c.1).collect()).fences(self.reach);
        let bar = fence.max(self.least_classes as f64);
        for (supplier, classes) in counted.iter().filter(|c| c.1 >= bar) {
            found.flag(
                About::Supplier,
                supplier,
                *classes,
                bar,
                says("classes", [classes]),
            );
        }
        Ok(())
    }
}
