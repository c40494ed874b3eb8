//! How surely it must be known who does a task.

/// A level of assurance (Regulation (EU) 910/2014, article 8); a higher one is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// One factor, such as a code by e-mail.
    Low,
    /// Two factors, one of them a key, such as a passkey.
    Substantial,
    /// As substantial, with a key in hardware and a person who was checked against papers.
    High,
}

impl Assurance {
    /// All levels, the lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Substantial, Self::High];

    /// Its name in `pack.toml`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }

    /// The level of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == name)
    }
}
