//! Each thing that a witness must refuse, with the status that the specification says.

use tlog::{Checkpoint, Note, Signer};
use witness::{EARLIEST, Refusal, Seen, Witness};

use crate::log::Log;
use crate::{NOW, witness};

const NAME: &str = "diwan.example/record";

fn honest() -> Log {
    Log::new(NAME, 40, 40, 0)
}

/// What a witness has seen after 20 entries.
fn seen(witness: &Witness) -> Seen {
    let granted = witness.answer(None, 0, &honest().request(0, 20), NOW);
    granted.unwrap().seen
}

fn refused(request: &tlog::add_checkpoint::AddCheckpoint, now: u64) -> Refusal {
    let witness = witness(&[&honest()]);
    let seen = seen(&witness);
    witness.answer(Some(&seen), 0, request, now).unwrap_err()
}

#[test]
fn a_second_history_of_the_same_length_is_a_fork_and_both_sides_of_it_are_kept() {
    let forked = Log::new(NAME, 40, 12, 1);
    for old in [20, 0] {
        let refusal = refused(&forked.request(old, 20), NOW);
        assert_eq!((refusal.status(), refusal.size()), (409, Some(20)));
        let Refusal::Fork(fork) = refusal else {
            panic!("{refusal}")
        };
        let root = |note: &Note| Checkpoint::parse(note.text()).unwrap().root;
        assert_ne!(root(&fork.held), root(&fork.shown));
        assert_eq!((fork.size, fork.origin.as_str()), (20, NAME));
    }
}

#[test]
fn a_history_that_branched_off_before_what_was_seen_is_refused() {
    let forked = Log::new(NAME, 40, 12, 1);
    let refusal = refused(&forked.request(20, 33), NOW);
    assert!(matches!(refusal, Refusal::Proof(_)), "{refusal}");
    assert_eq!(refusal.status(), 422);
}

#[test]
fn a_log_that_was_rolled_back_is_told_what_was_seen() {
    let refusal = refused(&honest().request(12, 15), NOW);
    assert_eq!(refusal, Refusal::Stale { old: 12, seen: 20 });
    assert_eq!((refusal.status(), refusal.size()), (409, Some(20)));
}

#[test]
fn an_old_size_above_the_checkpoints_is_a_bad_request() {
    let mut request = honest().request(0, 15);
    request.old = 20;
    let refusal = refused(&request, NOW);
    assert_eq!(refusal, Refusal::Backwards { old: 20, new: 15 });
    assert_eq!(refusal.status(), 400);
}

#[test]
fn a_proof_that_is_short_long_or_changed_is_refused() {
    let good = honest().request(20, 33);
    type Change<'a> = &'a dyn Fn(&mut Vec<tlog::Hash>);
    let changes: [Change<'_>; 3] = [
        &|proof| proof.truncate(proof.len() - 1),
        &|proof| proof.push(proof[0]),
        &|proof| proof[1].0[0] ^= 1,
    ];
    for change in changes {
        let mut request = good.clone();
        change(&mut request.proof);
        assert_eq!(refused(&request, NOW).status(), 422);
    }
    let mut first = honest().request(0, 20);
    first.proof.push(tlog::hash::EMPTY_ROOT);
    let refusal = witness(&[&honest()]).answer(None, 0, &first, NOW);
    assert_eq!(refusal.unwrap_err().status(), 422);
}

#[test]
fn a_log_that_is_not_watched_and_a_key_that_is_not_the_logs_are_refused() {
    let other = Log::new("other.example/record", 40, 40, 0);
    let refusal = refused(&other.request(0, 20), NOW);
    assert_eq!(refusal, Refusal::UnknownLog("other.example/record".into()));
    assert_eq!(refusal.status(), 404);
    let mut stolen = Log::new(NAME, 40, 40, 0);
    stolen.signer = Signer::from_seed(NAME, &[8; 32]).unwrap();
    let refusal = refused(&stolen.request(20, 33), NOW);
    assert_eq!(refusal, Refusal::NotByLog(NAME.into()));
    assert_eq!(refusal.status(), 403);
}

#[test]
fn a_changed_checkpoint_is_refused_though_its_key_is_named() {
    let text = honest().request(20, 33).to_string();
    let changed = text.replacen("\n33\n", "\n34\n", 1);
    let request = tlog::add_checkpoint::AddCheckpoint::parse(changed.as_bytes()).unwrap();
    assert_eq!(refused(&request, NOW).status(), 403);
}

#[test]
fn a_clock_before_the_last_cosignature_or_before_this_software_signs_nothing() {
    let request = honest().request(20, 33);
    let refusal = refused(&request, NOW - 1);
    let expected = Refusal::Clock {
        now: NOW - 1,
        last: NOW,
    };
    assert_eq!(refusal, expected);
    assert_eq!(refusal.status(), 503);
    let fresh = witness(&[&honest()]);
    let first = honest().request(0, 20);
    for (last, now) in [(0, 0), (0, EARLIEST - 1), (NOW + 60, NOW)] {
        let refusal = fresh.answer(None, last, &first, now).unwrap_err();
        assert!(matches!(refusal, Refusal::Clock { .. }), "{last} {now}");
    }
    assert!(fresh.answer(None, NOW, &first, NOW).is_ok());
}

#[test]
fn what_was_kept_counts_only_with_the_witnesss_own_signature() {
    let witness = witness(&[&honest()]);
    let seen = seen(&witness);
    let text = seen.encode();
    let read = |text: &str, origin: &str| Seen::decode(text.as_bytes(), origin, witness.keys());
    assert_eq!(read(&text, NAME), Ok(seen));
    assert!(read(&text, "other.example/record").is_err());
    assert!(read(&text.replacen("\n20\n", "\n19\n", 1), NAME).is_err());
    assert!(read(&honest().checkpoint(20).to_string(), NAME).is_err());
    assert!(read("", NAME).is_err());
}
