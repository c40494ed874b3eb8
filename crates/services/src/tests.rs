//! What the crate promises of itself; journeys over HTTP are in `tests/`.

mod texts;
