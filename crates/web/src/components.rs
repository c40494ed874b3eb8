//! The parts of pages: each a function that takes a small typed value and gives markup.
//!
//! Values have public fields and a `new` with what is required: `Button { secondary: true,
//! ..Button::new(t.get("save")) }`. All of them, in all states, are on `/design`.

mod button;
mod chart;
mod choices;
mod dates;
mod drawing;
mod field;
mod files;
mod icon;
mod inputs;
mod layout;
mod navigation;
mod notices;
mod qr;
mod signposts;
mod stations;
mod summary;
mod tasks;
mod timeline;

pub use button::{Button, LinkButton, button, hidden, link_button};
pub use chart::{Bar, Chart, bar_chart, share_chart, spark};
pub use choices::{Choice, Choices, checkboxes, radios, select};
pub use dates::{DateInput, WrongDate, date_input, read_date};
pub use drawing::drawing;
pub use field::{Field, FieldError, error_summary, field_errors};
pub use files::{FileUpload, file_upload, file_upload_after};
pub use icon::{Icon, icon};
pub use inputs::{InputKind, TextArea, TextInput, Width, text_input, textarea};
pub use layout::{Card, card, cards, details, empty_state, fieldset, inset, section};
pub use navigation::{Pagination, SearchBox, pagination, search_box, steps};
pub use notices::{Notice, NoticeKind, Panel, Tone, notice, panel, tag};
pub use qr::{QrTooLong, qr};
pub use signposts::{Signpost, signposts};
pub use stations::{Station, StationState, stations, time_bar};
pub use summary::{Change, Row, summary_list};
pub use tasks::{Task, TaskState, task_list};
pub use timeline::{Event, timeline};
