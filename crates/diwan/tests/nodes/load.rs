//! Citizens and officials at work, until they are told to stop.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::client::{Citizen, Official};
use crate::house::OFFICERS;

/// What was acknowledged under load.
pub(crate) struct Done {
    pub(crate) citizens: Vec<Citizen>,
    pub(crate) decided: usize,
}

/// Runs `faults` while citizens apply and officials decide by way of `address`.
pub(crate) fn under_load(address: SocketAddr, citizens: i64, faults: impl FnOnce()) -> Done {
    let stop = AtomicBool::new(false);
    let address = Arc::new(Mutex::new(Some(address)));
    std::thread::scope(|scope| {
        let citizens: Vec<_> = (1..=citizens)
            .map(|person| {
                let citizen = Citizen::new(person, Arc::clone(&address));
                scope.spawn(|| citizen.work(&stop))
            })
            .collect();
        let officials: Vec<_> = OFFICERS
            .into_iter()
            .map(|person| {
                let official = Official::new(person, Arc::clone(&address));
                scope.spawn(|| official.work(&stop))
            })
            .collect();
        // A fault of the test must end the load, too.
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(faults));
        stop.store(true, Ordering::SeqCst);
        let done = Done {
            citizens: citizens.into_iter().map(|c| c.join().unwrap()).collect(),
            decided: officials.into_iter().map(|o| o.join().unwrap()).sum(),
        };
        if let Err(panic) = outcome {
            std::panic::resume_unwind(panic);
        }
        done
    })
}

impl Done {
    /// All that was acknowledged is there, once; says how many cases there are.
    pub(crate) fn check(&self) -> usize {
        let mut cases = 0;
        for citizen in &self.citizens {
            citizen.check();
            cases += citizen.cases.len();
        }
        assert!(cases > 0, "no case was opened");
        assert!(self.decided > 0, "nothing was decided");
        cases
    }

    pub(crate) fn repeated(&self) -> usize {
        self.citizens.iter().map(|c| c.repeated).sum()
    }
}
