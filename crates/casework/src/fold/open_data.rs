//! The fold over open-contracting data: what was imported, what was done about flags, who replied.

use super::{Fold, bytes32};
use crate::record::fact::{DataImported, FlagName, ReplyPublished};
use crate::record::{Entry, Fact};
use crate::store::Value;
use crate::{CaseId, Error};

impl Fold<'_> {
    pub(super) fn open_data(&mut self, entry: &Entry) -> Result<(), Error> {
        match &entry.fact {
            Fact::DataImported(_) => self.imported(entry),
            Fact::FlagDismissed { flag, reason } => {
                self.flag_act(entry, flag, "dismissed", Some(reason), None)
            }
            Fact::FlagReopened { flag, reason } => {
                self.flag_act(entry, flag, "reopened", Some(reason), None)
            }
            Fact::FlagTaken { flag, case } => {
                self.flag_act(entry, flag, "taken", None, Some(*case))
            }
            Fact::ReplyInvited(crate::record::fact::ReplyInvited {
                publisher,
                party,
                code,
                sent_by,
                until,
            }) => {
                let params = vec![
                    entry.seq.into(),
                    publisher.into(),
                    party.into(),
                    bytes32(code)?.into(),
                    sent_by.into(),
                    entry.actor.to_string().into(),
                    entry.time.into(),
                    (*until).into(),
                ];
                Ok(self.queue(
                    "insert into reply_invitations (seq, publisher, party, code, sent_by, actor, \
                     invited_at, until_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                    params,
                )?)
            }
            Fact::ReplyPublished(_) => self.reply(entry),
            _ => Ok(()),
        }
    }

    fn imported(&mut self, entry: &Entry) -> Result<(), Error> {
        let Fact::DataImported(DataImported {
            number,
            publisher,
            name,
            files,
            settings,
            overrides,
            engine,
            processes,
            flags,
            problems,
            results,
        }) = &entry.fact
        else {
            return Ok(());
        };
        self.queue(
            "insert into publishers (id, name, import, updated_at) values ($1, $2, $3, $4) \
             on conflict (id) do update set name = excluded.name, import = excluded.import, \
             updated_at = excluded.updated_at",
            vec![
                publisher.into(),
                name.into(),
                (*number).into(),
                entry.time.into(),
            ],
        )?;
        let params = vec![
            (*number).into(),
            publisher.into(),
            bytes32(settings)?.into(),
            bytes32(overrides)?.into(),
            engine.into(),
            bytes32(results)?.into(),
            (*processes).into(),
            (*flags).into(),
            (*problems).into(),
            entry.actor.to_string().into(),
            entry.time.into(),
        ];
        self.queue(
            "insert into imports (n, publisher, settings, overrides, engine, results, processes, \
             flags, problems, actor, imported_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            params,
        )?;
        for (n, file) in (1_i64..).zip(files) {
            let params = vec![
                (*number).into(),
                n.into(),
                publisher.into(),
                bytes32(&file.hash)?.into(),
                (&file.name).into(),
                file.size.into(),
            ];
            self.queue(
                "insert into import_files (import, n, publisher, hash, name, size) \
                 values ($1, $2, $3, $4, $5, $6)",
                params,
            )?;
        }
        Ok(())
    }

    fn flag_act(
        &mut self,
        entry: &Entry,
        flag: &FlagName,
        act: &str,
        reason: Option<&String>,
        case: Option<CaseId>,
    ) -> Result<(), Error> {
        let params = vec![
            entry.seq.into(),
            bytes32(&flag.flag)?.into(),
            (&flag.publisher).into(),
            (&flag.about).into(),
            (&flag.subject).into(),
            (&flag.indicator).into(),
            act.into(),
            reason.into(),
            case.into(),
            entry.actor.to_string().into(),
            entry.time.into(),
        ];
        Ok(self.queue(
            "insert into flag_acts (seq, flag, publisher, about, subject, indicator, act, reason, \
             case_id, actor, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            params,
        )?)
    }

    fn reply(&mut self, entry: &Entry) -> Result<(), Error> {
        let Fact::ReplyPublished(ReplyPublished {
            invitation,
            publisher,
            party,
            ocid,
            flag,
            text,
        }) = &entry.fact
        else {
            return Ok(());
        };
        let flag: Value = match flag {
            Some(flag) => bytes32(flag)?.into(),
            None => Value::Null,
        };
        let params = vec![
            entry.seq.into(),
            (*invitation).into(),
            publisher.into(),
            party.into(),
            ocid.into(),
            flag,
            text.into(),
            entry.time.into(),
        ];
        Ok(self.queue(
            "insert into replies (seq, invitation, publisher, party, ocid, flag, said, replied_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            params,
        )?)
    }
}
