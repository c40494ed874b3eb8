//! The tables.

/// What a fact is about. The numbers are part of the partial results' format: add at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Table {
    /// Processes with marks: ocid, hash of the release → [`super::Row`].
    Row = 1,
    /// indicator, outcome, field → processes
    Coverage = 2,
    /// ocid → times seen
    Seen = 3,
    /// role, identifier, name → times
    Name = 4,
    /// indicator, group, value → times: the distributions of outlier rules.
    Value = 5,
    /// buyer → processes, by direct methods, by discretionary criteria
    BuyerMethods = 6,
    /// bids by "buyer", "entity" or "tenderer", identifier → disqualified, submitted
    Disqualified = 7,
    /// tenderer → contests won, contests with a valid bid
    Wins = 8,
    /// supplier → processes with classified items
    SupplierProcesses = 9,
    /// supplier, class → times
    SupplierClasses = 10,
    /// currency, buyer, supplier → awards, amount
    BuyerSupplier = 11,
    /// class, currency, supplier → awards, amount
    Market = 12,
    /// tenderer a, tenderer b, winner (a, b, empty for another, ? if open) → contests with a winner,
    /// those where a bid first, those where b did
    Pair = 13,
    /// class, set of bidders, winner → contests
    Rotation = 14,
    /// class, buyer → contests, bidders
    Bidders = 15,
    /// class → awards, awards to several suppliers
    Consortia = 16,
    /// class or "", currency, leading digit → bids
    Digits = 17,
    /// buyer, supplier, day, ocid, amount → awards
    Purchases = 18,
    /// kind, buyer, class or supplier, day, ocid, amount → purchases by restricted methods
    Direct = 19,
    /// buyer → awards, awards that say parts go to others
    Subcontracts = 20,
    /// band of bidder number, screen, value → contests
    Screen = 21,
    /// year-month, indicator → processes
    Months = 22,
    /// Cardinal's profile: code, subject kind, subject → sums
    Cardinal = 23,
    /// buyer → processes
    Buyers = 24,
    /// supplier → processes
    Suppliers = 25,
    /// currency, buyer, day, ocid, amount → participation fees
    Fees = 26,
}

impl Table {
    /// All of them, in order.
    pub const ALL: [Table; 26] = [
        Table::Row,
        Table::Coverage,
        Table::Seen,
        Table::Name,
        Table::Value,
        Table::BuyerMethods,
        Table::Disqualified,
        Table::Wins,
        Table::SupplierProcesses,
        Table::SupplierClasses,
        Table::BuyerSupplier,
        Table::Market,
        Table::Pair,
        Table::Rotation,
        Table::Bidders,
        Table::Consortia,
        Table::Digits,
        Table::Purchases,
        Table::Direct,
        Table::Subcontracts,
        Table::Screen,
        Table::Months,
        Table::Cardinal,
        Table::Buyers,
        Table::Suppliers,
        Table::Fees,
    ];

    /// The table of a key.
    #[must_use]
    pub fn of(key: &[u8]) -> Option<Table> {
        let number = *key.first()?;
        Table::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_found_by_its_number() {
        for table in Table::ALL {
            assert_eq!(Table::of(&[table as u8, 9]), Some(table));
        }
        assert_eq!(
            (Table::of(&[0]), Table::of(&[200]), Table::of(&[])),
            (None, None, None)
        );
    }
}
