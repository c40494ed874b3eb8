//! A letter: the receipts that are attached to it.

use std::path::Path;

use tlog::{Receipt, Verifiers};

use super::Verify;
use super::signed::Passkeys;
use crate::failure::{Failure, say};

impl Verify {
    /// Whether every receipt in a letter holds. What is printed on its pages is not proven: whoever reads it compares it
    /// with what the entries say.
    pub(super) fn letter(
        &self,
        path: &Path,
        pdf: &[u8],
        trust: (&Verifiers, &Passkeys),
        national: Option<&Verifiers>,
    ) -> Result<bool, Failure> {
        let files = letters::attached(pdf).map_err(|e| Failure::file(path, e))?;
        let receipts: Vec<Receipt> = files
            .iter()
            .filter_map(|file| Receipt::decode(file).ok())
            .collect();
        if receipts.is_empty() {
            let why =
                "no receipt is attached to it, or none that is whole: ask for the letter anew";
            return Err(Failure::file(path, why));
        }
        let mut holds = true;
        for receipt in &receipts {
            let name = format!("{}#receipt-{}", path.display(), receipt.proof.index);
            holds &= self.receipt(Path::new(&name), receipt, trust, national)?;
        }
        if holds && !self.json {
            say(format_args!(
                "{}: all receipts in it hold ({}). They prove what stands in the record; compare that with the printed words (--json shows each entry)",
                path.display(),
                receipts.len()
            ));
        }
        Ok(holds)
    }
}
