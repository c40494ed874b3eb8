//! Journeys over HTTP, against the whole stack on SQLite.

mod texts;
