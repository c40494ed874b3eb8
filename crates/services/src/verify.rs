//! Anybody checks a receipt: by its file, or by the code that stands on it. And is told how to do
//! without us.

mod code;
mod page;
mod receipt;

pub(crate) use code::{Code, Looked, look_up};
pub(crate) use receipt::{Checked, Link as Fault, check};

use web::{Access, Routes};

use crate::office::Office;
use crate::paths;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get(paths::VERIFY, Access::Public, page::form)
        .post(paths::VERIFY, Access::Public, page::upload)
}
