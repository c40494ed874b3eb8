//! Which drawings can stop, run twice or never end, and what is said about them.

mod drawing;

use drawing::program;

/// Code and element of what is found.
fn found(text: &str) -> Vec<(String, String)> {
    let program = program(text);
    let findings = program.findings().iter();
    findings
        .map(|f| (f.code.to_owned(), f.element.clone().unwrap_or_default()))
        .collect()
}

fn finding(code: &str, element: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), element.to_owned())]
}

#[test]
fn a_fork_and_its_join_are_sound() {
    assert_eq!(
        found(
            "s: start\na: and\nb: user\nc: user\nj: and\ne: end\ns -> a\na -> b\na -> c\nb -> j\nc -> j\nj -> e"
        ),
        []
    );
}

#[test]
fn a_choice_that_ends_in_a_join_waits_for_ever() {
    let text = "s: start\nx: xor default=x_c\nb: user\nc: user\nj: and\ne: end\ns -> x\nx -> b if a > 1\nx -> c else\nb -> j\nc -> j\nj -> e";
    assert_eq!(
        found(text),
        [
            finding("deadlock", "j"),
            finding("dead-step", "j"),
            finding("dead-step", "e")
        ]
        .concat()
    );
}

#[test]
fn a_fork_that_ends_in_a_merge_runs_twice() {
    let text = "s: start\na: and\nb: user\nc: user\nx: xor\nt: user\ne: end\ns -> a\na -> b\na -> c\nb -> x\nc -> x\nx -> t\nt -> e";
    let found = found(text);
    assert!(
        found.contains(&("lack-of-synchronisation".into(), "x".into())),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .all(|(code, _)| code == "lack-of-synchronisation"),
        "{found:?}"
    );
}

#[test]
fn an_inclusive_split_and_join_are_sound() {
    let text = "s: start\no: or default=o_d\nb: user\nc: user\nd: user\nj: or\ne: end\ns -> o\no -> b if a > 1\no -> c if a > 2\no -> d else\n\
                b -> j\nc -> j\nd -> j\nj -> e";
    assert_eq!(found(text), []);
}

#[test]
fn a_loop_with_a_way_out_is_sound_and_one_without_never_ends() {
    let out = "s: start\nm: xor\nt: user\nx: xor default=x_e\ne: end\ns -> m\nm -> t\nt -> x\nx -> m if a > 1\nx -> e else";
    assert_eq!(found(out), []);
    let none = "s: start\nm: xor\nt: user\nu: user\ns -> m\nm -> t\nt -> u\nu -> m";
    let found = found(none);
    assert!(found.contains(&("no-end".into(), "t".into())), "{found:?}");
}

#[test]
fn an_interrupting_boundary_event_before_a_join_can_block_it() {
    let text = "s: start\na: and\nb: user\nt: boundary on=b /after P1D\nc: user\nj: and\ne: end\nf: end\ns -> a\na -> b\na -> c\nb -> j\nc -> j\nj -> e\nt -> f";
    assert_eq!(found(text), finding("deadlock", "j"));
}

#[test]
fn a_terminate_end_event_ends_what_waits() {
    let text = "s: start\na: and\nb: user\nt: boundary on=b /after P1D\nc: user\nj: and\ne: end\nf: end /terminate\ns -> a\na -> b\na -> c\nb -> j\nc -> j\nj -> e\nt -> f";
    assert_eq!(found(text), []);
}

#[test]
fn what_is_in_a_sub_process_is_judged_too() {
    let text = "s: start\np: sub {\ni: start\nx: xor default=x_c\nb: user\nc: user\nj: and\no: end\ni -> x\nx -> b if a > 1\nx -> c else\nb -> j\nc -> j\nj -> o\n}\n\
                e: end\ns -> p\np -> e";
    assert!(found(text).contains(&("deadlock".into(), "j".into())));
}

#[test]
fn fifteen_parallel_branches_are_explored_and_not_multiplied() {
    let mut text = String::from("s: start\na: and\nj: and\ne: end\ns -> a\nj -> e\n");
    for n in 0..15 {
        text += &format!(
            "x{n}: xor default=x{n}_u{n}\nt{n}: user\nu{n}: user\nm{n}: xor\na -> x{n}\nx{n} -> t{n} if v > {n}\nx{n} -> u{n} else\nt{n} -> m{n}\nu{n} -> m{n}\nm{n} -> j\n"
        );
    }
    assert_eq!(found(&text), []);
}

#[test]
fn too_many_situations_are_judged_by_structure_and_it_is_said() {
    // Twelve tokens, each at one of many places that all differ: inclusive joins force every order.
    let mut text = String::from("s: start\na: and\nj: and\ne: end\ns -> a\nj -> e\n");
    for n in 0..12 {
        text += &format!(
            "o{n}: or\nt{n}: user\nu{n}: user\nv{n}: user\nm{n}: or\na -> o{n}\no{n} -> t{n} if v > {n}\no{n} -> u{n} if v > 0\no{n} -> v{n} if v > 1\nt{n} -> m{n}\nu{n} -> m{n}\nv{n} -> m{n}\nm{n} -> j\n"
        );
    }
    text += "y: xor default=y_q\np: user\nq: user\nz: and\na -> y\ny -> p if v > 1\ny -> q else\np -> z\nq -> z\nz -> j\n";
    let program = program(&text);
    let deadlock = program
        .findings()
        .iter()
        .find(|f| f.code == "deadlock")
        .expect("it is found");
    assert_eq!(deadlock.element.as_deref(), Some("z"));
    assert!(
        deadlock.message.contains("structural rules"),
        "{}",
        deadlock.message
    );
}
