//! One function for each parser of untrusted bytes. The fuzz targets (`fuzz/`) call these; the
//! properties in this folder call them in ordinary tests.

use redflags::facts::{Memory, Row, merge};
use redflags::input::{LONGEST, Splitter, unpack};
use redflags::json::Cursor;
use redflags::{Engine, Profile, Settings, State};

/// The reader of streams: every document lies within the input, in order.
pub fn split(data: &[u8]) {
    let mut last = None;
    let show = |chunk: redflags::input::Chunk| {
        chunk.each(|document, line, byte| {
            assert!(document.len() <= LONGEST && byte <= data.len() as u64 && line >= 1);
            assert!(
                last.is_none_or(|l| l < byte || byte == 0),
                "documents come in order"
            );
            last = Some(byte);
        });
    };
    Splitter::new(data, "x")
        .run(Vec::new, show, |problem| {
            assert!(problem.byte <= data.len() as u64);
        })
        .expect("a slice does not fail");
}

/// A release through all indicators, by both profiles; and what is in a package.
pub fn release(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for profile in [
        Profile::All,
        Profile::Cardinal {
            currency: "USD".into(),
        },
    ] {
        let engine = Engine::new(
            Settings::parse("").expect("the defaults are right"),
            profile,
        );
        let mut state = State::default();
        match engine.scan(text, &mut state) {
            Ok(_) => assert!(Cursor::new(text).skip().is_ok(), "what is read is JSON"),
            Err(fault) => assert!(fault.at <= text.len()),
        }
        for (_, row) in &state.rows {
            assert!(Row::read(row).is_some());
        }
    }
    if let Err(fault) = unpack(text) {
        assert!(fault.at <= text.len());
    }
}

/// Two releases of one process, merged.
pub fn compile(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let parts: Vec<&str> = text.split('\n').collect();
    let forwards = redflags::merge::compile(&parts);
    let backwards: Vec<&str> = parts.iter().rev().copied().collect();
    assert_eq!(
        forwards,
        redflags::merge::compile(&backwards),
        "the order of releases changes nothing"
    );
}

/// Partial results.
pub fn facts(data: &[u8]) {
    let mut memory = Memory::default();
    let (one, other) = data.split_at(data.len() / 2);
    drop(merge(vec![one, other], |key, value| {
        memory.push(key, value)
    }));
    drop(Row::read(data));
}

/// Settings of a user.
pub fn settings(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(settings) = Settings::parse(text) {
        let _ = Engine::new(settings, Profile::All);
    }
}
