//! The standard's codes.

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
        pub enum $name {
            /// None is given.
            #[default]
            Absent,
            /// One that the standard does not have.
            Other,
            $(#[doc = concat!("`", $code, "`")] $variant,)+
        }

        impl $name {
            /// The code as the standard writes it; with `lenient` also in other case.
            #[must_use]
            pub fn read(text: &str, lenient: bool) -> $name {
                match text {
                    $($code => $name::$variant,)+
                    $(_ if lenient && text.trim().eq_ignore_ascii_case($code) => $name::$variant,)+
                    _ => $name::Other,
                }
            }
        }
    };
}

codes! {
    /// `bids/details/status`
    BidStatus { Invited = "invited", Pending = "pending", Valid = "valid", Disqualified = "disqualified", Withdrawn = "withdrawn" }
}
codes! {
    /// `awards/status`
    AwardStatus { Active = "active", Pending = "pending", Cancelled = "cancelled", Unsuccessful = "unsuccessful" }
}
codes! {
    /// `contracts/status`
    ContractStatus { Active = "active", Pending = "pending", Cancelled = "cancelled", Terminated = "terminated" }
}
codes! {
    /// `tender/status`
    TenderStatus { Planning = "planning", Planned = "planned", Active = "active", Cancelled = "cancelled", Unsuccessful = "unsuccessful", Complete = "complete", Withdrawn = "withdrawn" }
}
codes! {
    /// `tender/procurementMethod`
    Method { Open = "open", Selective = "selective", Limited = "limited", Direct = "direct" }
}

impl BidStatus {
    /// Whether the bid was handed in: neither only invited nor taken back.
    #[must_use]
    pub fn submitted(self) -> bool {
        !matches!(
            self,
            BidStatus::Absent | BidStatus::Invited | BidStatus::Withdrawn
        )
    }
}

impl Method {
    /// Whether more than one is asked.
    #[must_use]
    pub fn competitive(self) -> bool {
        matches!(self, Method::Open | Method::Selective)
    }

    /// Whether the buyer chooses whom to ask.
    #[must_use]
    pub fn restricted(self) -> bool {
        matches!(self, Method::Limited | Method::Direct)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_strictly_or_in_any_case() {
        assert_eq!(BidStatus::read("valid", false), BidStatus::Valid);
        assert_eq!(BidStatus::read("Valid", false), BidStatus::Other);
        assert_eq!(BidStatus::read(" Valid", true), BidStatus::Valid);
        assert_eq!(Method::read("direct", true), Method::Direct);
        assert!(BidStatus::Other.submitted() && !BidStatus::Withdrawn.submitted());
    }
}
