//! Grave acts: who does them has proved lately who they are.
//!
//! A cookie that was stolen, or a telephone left on a table, is worth little then: what it opens can be read, and the
//! person's own security cannot be changed with it.

use super::{Access, Guard};
use crate::assurance::Assurance;
use crate::error::{Asked, Problem};
use crate::session::SessionData;
use crate::view::View;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::{SignedDuration, Timestamp};
use std::marker::PhantomData;

/// What a grave act asks of the proof of who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Demand {
    /// How surely it must be known.
    pub level: Level,
    /// How many minutes ago it may have been proved.
    pub minutes: u16,
}

/// A level that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// The highest that this person can reach: a passkey where they have one, else a code.
    Own,
    /// This one, whoever it is.
    AtLeast(Assurance),
}

/// How long a proof counts for grave acts, in minutes. NIST SP 800-63B-4, 2.2.3 leaves it to the risk; the time is enough
/// for an act with its form, and too short for who finds a screen unlocked.
const MINUTES: u16 = 10;

impl Demand {
    /// As surely as the person can, within ten minutes.
    pub const OWN: Self = Self {
        level: Level::Own,
        minutes: MINUTES,
    };

    /// At this level at least, within ten minutes.
    #[must_use]
    pub const fn at_least(level: Assurance) -> Self {
        Self {
            level: Level::AtLeast(level),
            minutes: MINUTES,
        }
    }

    /// The level that a session's person needs.
    #[must_use]
    pub fn level_for(&self, session: &SessionData) -> Assurance {
        match self.level {
            Level::Own => session.reach,
            Level::AtLeast(level) => level,
        }
    }

    /// Whether a session's person proved enough lately enough.
    #[must_use]
    pub fn is_met(&self, session: &SessionData, now: Timestamp) -> bool {
        let (level, within) = (self.level_for(session), self.within());
        let counts = |p: &crate::Proof| p.level >= level && p.is_fresh(now, within);
        session.proofs.iter().any(counts)
    }

    fn within(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.minutes))
    }

    /// The problem where it is not met.
    ///
    /// # Errors
    /// [`Problem::confirm`].
    pub fn check(&self, view: &View) -> Result<(), Problem> {
        let data = view.session.data();
        if self.is_met(&data, view.now) {
            return Ok(());
        }
        Err(Problem::confirm(Asked {
            level: self.level_for(&data),
            max_age: self.minutes.saturating_mul(60),
        }))
    }
}

/// A demand as a type, for [`Confirmed`].
pub trait Demanded: Send + Sync {
    /// The demand.
    const DEMAND: Demand;
}

/// [`Demand::OWN`].
#[derive(Clone, Copy, Debug)]
pub struct Own;

impl Demanded for Own {
    const DEMAND: Demand = Demand::OWN;
}

/// [`Demand::at_least`] substantial.
#[derive(Clone, Copy, Debug)]
pub struct Substantial;

impl Demanded for Substantial {
    const DEMAND: Demand = Demand::at_least(Assurance::Substantial);
}

/// First argument of a handler of a grave act: another guard, whose person proved lately who they are.
#[derive(Clone, Debug)]
pub struct Confirmed<G, D = Own>(pub G, pub PhantomData<D>);

impl<G: Guard, D: Demanded> Guard for Confirmed<G, D> {
    const ACCESS: Access = G::ACCESS;
    const DEMAND: Option<Demand> = Some(D::DEMAND);
}

impl<S, G, D> FromRequestParts<S> for Confirmed<G, D>
where
    S: Send + Sync,
    G: Guard + FromRequestParts<S, Rejection = Problem> + Send,
    D: Demanded,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let guard = G::from_request_parts(parts, state).await?;
        let view = View::from_request_parts(parts, state).await?;
        D::DEMAND.check(&view)?;
        Ok(Self(guard, PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assurance::Proof;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(60 * minute).unwrap()
    }

    fn session(reach: Assurance, proofs: &[Proof]) -> SessionData {
        SessionData {
            person: Some(1),
            reach,
            proofs: proofs.to_vec(),
            ..SessionData::default()
        }
    }

    #[test]
    fn who_has_a_passkey_cannot_confirm_with_less() {
        let code = session(Assurance::Substantial, &[Proof::email_code(at(5))]);
        assert!(!Demand::OWN.is_met(&code, at(5)));
        let code = session(Assurance::Low, &[Proof::email_code(at(5))]);
        assert!(Demand::OWN.is_met(&code, at(5)));
        assert!(!Substantial::DEMAND.is_met(&code, at(5)));
        let key = session(Assurance::Substantial, &[Proof::passkey(true, at(5))]);
        assert!(Demand::OWN.is_met(&key, at(5)) && Substantial::DEMAND.is_met(&key, at(5)));
        let touched = session(Assurance::Substantial, &[Proof::passkey(false, at(5))]);
        assert!(!Demand::OWN.is_met(&touched, at(5)));
    }

    #[test]
    fn an_old_proof_is_not_made_fresh_by_a_lower_one() {
        let both = [Proof::email_code(at(30)), Proof::passkey(true, at(0))];
        let both = session(Assurance::Substantial, &both);
        assert!(!Demand::OWN.is_met(&both, at(30)));
        assert!(Demand::OWN.is_met(&both, at(10)));
    }

    #[test]
    fn a_session_without_proofs_can_do_no_grave_act() {
        assert!(!Demand::OWN.is_met(&session(Assurance::Low, &[]), at(0)));
    }
}
