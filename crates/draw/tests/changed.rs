//! What a change of any part of a draw does, for arbitrary draws.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

use std::collections::BTreeMap;

use draw::{Candidate, Draw, DrawError, Input, PublicKey, SecretKey, choose, weight};
use proptest::prelude::*;

prop_compose! {
    fn input()(
        log in "[a-z.]{1,20}(/[a-z]{1,8})?",
        content in any::<[u8; 32]>(),
        element in "\\PC{1,20}",
        visit in any::<u32>(),
        redraw in 0..u32::MAX,
    ) -> Input {
        Input { log, content, element, visit, redraw }
    }
}

/// Candidates and excluded, each sorted, nobody in both.
fn lists() -> impl Strategy<Value = (Vec<Candidate>, Vec<(String, String)>)> {
    let people = prop::collection::btree_map("person:[0-9]{1,3}", (0..50u32, any::<bool>()), 1..12);
    people.prop_map(|people: BTreeMap<String, (u32, bool)>| {
        let mut lists = (Vec::new(), Vec::new());
        for (at, (id, (load, out))) in people.into_iter().enumerate() {
            if out && at > 0 {
                lists.1.push((id, "absent".to_owned()));
            } else {
                lists.0.push(Candidate { id, load });
            }
        }
        lists
    })
}

prop_compose! {
    fn draw()(seed in any::<[u8; 32]>(), input in input(), lists in lists()) -> Draw {
        Draw::new(&SecretKey::from_seed(&seed), input, lists.0, lists.1).unwrap()
    }
}

fn is_vrf(result: &Result<(), DrawError>) -> bool {
    matches!(result, Err(DrawError::Vrf(_)))
}

/// The text with its first character replaced, with its second, and so on.
fn with_one_character_changed(text: &str) -> impl Iterator<Item = String> + '_ {
    let other = |byte: u8| if byte == b'x' { 'y' } else { 'x' };
    text.char_indices().map(move |(at, c)| {
        let mut changed = text.to_owned();
        changed.replace_range(
            at..at + c.len_utf8(),
            &other(text.as_bytes()[at]).to_string(),
        );
        changed
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_draw_verifies_also_after_json(draw in draw()) {
        prop_assert_eq!(draw.verify(), Ok(()));
        let json = serde_json::to_string(&draw).unwrap();
        let again: Draw = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&again, &draw);
        prop_assert_eq!(again.verify(), Ok(()));
    }

    #[test]
    fn any_changed_byte_of_the_input_breaks_the_proof(draw in draw()) {
        let broken = |change: &dyn Fn(&mut Input)| {
            let mut changed = draw.clone();
            change(&mut changed.input);
            changed.input != draw.input && is_vrf(&changed.verify())
        };
        for at in 0..32 {
            prop_assert!(broken(&|input| input.content[at] ^= 1), "content, byte {}", at);
        }
        for log in with_one_character_changed(&draw.input.log) {
            prop_assert!(broken(&|input| input.log.clone_from(&log)), "log {}", log);
        }
        for element in with_one_character_changed(&draw.input.element) {
            prop_assert!(broken(&|input| input.element.clone_from(&element)), "element {}", element);
        }
        for bit in 0..32 {
            prop_assert!(broken(&|input| input.visit ^= 1 << bit), "visit, bit {}", bit);
            prop_assert!(broken(&|input| input.redraw ^= 1 << bit), "redraw, bit {}", bit);
        }
    }

    #[test]
    fn any_changed_byte_of_the_proof_breaks_it(draw in draw(), mask in 1..=255u8) {
        for at in 0..80 {
            let mut changed = draw.clone();
            changed.proof.0[at] ^= mask;
            prop_assert!(is_vrf(&changed.verify()), "byte {}", at);
        }
    }

    #[test]
    fn any_changed_byte_of_the_key_breaks_the_proof_or_is_no_key(draw in draw(), mask in 1..=255u8) {
        for at in 0..32 {
            let mut bytes = draw.public_key.to_bytes();
            bytes[at] ^= mask;
            let Ok(public_key) = PublicKey::from_bytes(&bytes) else { continue };
            let changed = Draw { public_key, ..draw.clone() };
            prop_assert!(is_vrf(&changed.verify()), "byte {}", at);
        }
    }

    /// A load that is not the recorded one moves the shares. It is found exactly when somebody else
    /// is chosen then; that the loads are true is for the record to say.
    #[test]
    fn a_changed_load_is_found_when_it_changes_who_is_chosen(draw in draw(), load in 0..100u32) {
        let output = draw.public_key.verify(&draw.input.alpha(), &draw.proof).unwrap();
        for at in 0..draw.candidates.len() {
            let mut changed = draw.clone();
            changed.candidates[at].load = load;
            let drawn = changed.candidates[choose(&changed.candidates, &output)].id.clone();
            let expected = if drawn == draw.chosen {
                Ok(())
            } else {
                Err(DrawError::Other { drawn, named: draw.chosen.clone() })
            };
            prop_assert_eq!(changed.verify(), expected);
        }
    }

    #[test]
    fn any_changed_character_of_who_is_chosen_is_found(draw in draw()) {
        for chosen in with_one_character_changed(&draw.chosen) {
            let changed = Draw { chosen, ..draw.clone() };
            let other = matches!(changed.verify(), Err(DrawError::Other { .. }));
            prop_assert!(other, "{:?}", changed.verify());
        }
        for id in with_one_character_changed(&draw.chosen) {
            let mut changed = draw.clone();
            let chosen = changed.candidates.iter_mut().find(|c| c.id == draw.chosen).unwrap();
            chosen.id = id;
            prop_assert!(changed.verify().is_err());
        }
    }

    #[test]
    fn the_shares_are_the_weights(loads in prop::collection::vec(0..200u32, 1..20)) {
        let candidate = |(n, load): (usize, &u32)| Candidate { id: format!("{n:02}"), load: *load };
        let candidates: Vec<_> = loads.iter().enumerate().map(candidate).collect();
        let at = |number: u64| {
            let mut bytes = [0; 64];
            bytes[56..].copy_from_slice(&number.to_be_bytes());
            choose(&candidates, &draw::Output(bytes))
        };
        let mut from = 0;
        for (place, load) in loads.iter().enumerate() {
            let to = from + weight(*load);
            prop_assert_eq!((at(from), at(to - 1)), (place, place));
            from = to;
        }
    }
}

#[test]
fn over_many_draws_chances_follow_the_weights() {
    let candidates: Vec<Candidate> = [0, 1, 3]
        .map(|load| Candidate {
            id: format!("person:{load}"),
            load,
        })
        .into();
    let key = SecretKey::from_seed(&[1; 32]);
    let mut counts = [0u32; 3];
    for redraw in 0..3500 {
        let (log, element) = ("log.example".to_owned(), "check".to_owned());
        let input = Input {
            log,
            content: [4; 32],
            element,
            visit: 0,
            redraw,
        };
        let draw = Draw::new(&key, input, candidates.clone(), Vec::new()).unwrap();
        counts[candidates.iter().position(|c| c.id == draw.chosen).unwrap()] += 1;
    }
    // Shares of 1 : 1/2 : 1/4, so 2000, 1000 and 500; five standard deviations are below 150.
    for (count, expected) in counts.iter().zip([2000u32, 1000, 500]) {
        assert!(count.abs_diff(expected) < 150, "{counts:?}");
    }
}

#[test]
fn json_that_is_not_a_draw_is_refused() {
    let key = SecretKey::from_seed(&[2; 32]);
    let (log, element) = ("log.example".to_owned(), "check".to_owned());
    let input = Input {
        log,
        content: [0xab; 32],
        element,
        visit: 0,
        redraw: 0,
    };
    let one = vec![Candidate {
        id: "person:1".to_owned(),
        load: 0,
    }];
    let json = serde_json::to_value(Draw::new(&key, input, one, Vec::new()).unwrap()).unwrap();
    let refused = |pointer: &str, value: &str| {
        let mut changed = json.clone();
        *changed.pointer_mut(pointer).unwrap() = value.into();
        serde_json::from_value::<Draw>(changed)
            .unwrap_err()
            .to_string()
    };
    assert!(refused("/proof", "00").starts_with("80 bytes in hexadecimal"));
    assert!(refused("/public_key", &"00".repeat(33)).starts_with("32 bytes in hexadecimal"));
    assert!(refused("/public_key", &format!("01{}", "00".repeat(31))).contains("small order"));
    assert!(refused("/input/content", &"AB".repeat(32)).contains("lower case"));
    assert!(refused("/input/content", &"zz".repeat(32)).starts_with("32 bytes in hexadecimal"));
    let mut more = json.clone();
    more["note"] = "".into();
    assert!(
        serde_json::from_value::<Draw>(more)
            .unwrap_err()
            .to_string()
            .contains("unknown field")
    );
}
