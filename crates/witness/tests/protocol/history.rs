//! What holds over any history of requests.

use proptest::prelude::*;
use tlog::Verifiers;
use witness::Seen;

use crate::log::Log;
use crate::{NOW, entry_points, witness};

const NAME: &str = "diwan.example/record";

#[test]
fn a_log_that_grows_is_cosigned_by_both_keys_each_time() {
    let log = Log::new(NAME, 40, 40, 0);
    let witness = witness(&[&log]);
    let mut seen: Option<Seen> = None;
    for (step, size) in [0, 1, 1, 8, 9, 40].into_iter().enumerate() {
        let old = seen.as_ref().map_or(0, |s| s.size);
        let now = NOW + step as u64;
        let request = log.request(old, size);
        let granted = witness.answer(seen.as_ref(), 0, &request, now).unwrap();
        let mut note = request.checkpoint.clone();
        granted
            .cosignatures
            .iter()
            .for_each(|s| note.push(s.clone()));
        let keys: Verifiers = witness.keys().cloned().collect();
        let held = note.open(&keys.with_quorum(2)).unwrap();
        assert_eq!(held.len(), 2);
        assert!(held.iter().all(|s| s.time == Some(now)));
        assert_eq!((granted.seen.size, granted.seen.time), (size, now));
        seen = Some(granted.seen);
    }
}

#[test]
fn signatures_of_others_on_the_checkpoint_are_not_kept() {
    let log = Log::new(NAME, 4, 4, 0);
    let witness = witness(&[&log]);
    let mut request = log.request(0, 4);
    let stranger = tlog::Signer::from_seed("stranger.example", &[1; 32]).unwrap();
    request.checkpoint.sign(&stranger);
    let granted = witness.answer(None, 0, &request, NOW).unwrap();
    let names: Vec<_> = granted
        .seen
        .note
        .signatures()
        .iter()
        .map(|s| s.name.as_str())
        .collect();
    assert_eq!(
        names,
        [NAME, "witness.court.example", "witness.court.example"]
    );
}

proptest! {
    /// Whatever an honest and a forked log ask in whatever order, what is cosigned never shrinks and
    /// never leaves the history that was seen first.
    #[test]
    fn what_is_cosigned_is_one_growing_history(
        asked in proptest::collection::vec((any::<bool>(), 0..40_u64, 0..40_u64, 0..5_u64), 1..40)
    ) {
        let logs = [Log::new(NAME, 40, 40, 0), Log::new(NAME, 40, 7, 1)];
        let witness = witness(&[&logs[0]]);
        let mut seen: Option<Seen> = None;
        let mut now = NOW;
        for (forked, old, size, wait) in asked {
            now += wait;
            let log = &logs[usize::from(forked)];
            let request = log.request(old.min(size), size);
            let Ok(granted) = witness.answer(seen.as_ref(), 0, &request, now) else { continue };
            if let Some(before) = &seen {
                prop_assert!(before.size <= granted.seen.size && before.time <= granted.seen.time);
                // Both logs agree on 7 entries; beyond, one history excludes the other.
                if before.size > 7 {
                    let same = |n: &Seen| logs.iter().position(|l| l.checkpoint(n.size).text() == n.note.text());
                    prop_assert_eq!(same(before), same(&granted.seen));
                }
            }
            seen = Some(granted.seen);
        }
    }

    #[test]
    fn random_bytes_are_no_request_and_never_a_panic(data in proptest::collection::vec(any::<u8>(), 0..400)) {
        entry_points::answer(&data);
        entry_points::kept(&data);
    }

    /// A good request with one byte changed is refused or is still the same request.
    #[test]
    fn a_changed_request_never_panics(at in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let log = Log::new(NAME, 40, 40, 0);
        let mut bytes = log.request(20, 33).to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        entry_points::answer(&bytes);
    }
}
