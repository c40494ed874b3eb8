//! What an entry can say. Each kind has its fold in the fold and its words in the pages' texts.

mod archived;
mod channels;
mod corrected;
mod events;
pub mod feedback;
mod floats;
mod followed;
mod held;
mod identities;
mod imported;
mod information;
mod mandates;
mod message;
mod moved;
mod outside;
mod parts;
mod programs;

use std::collections::BTreeMap;

use bpmn::Event;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use archived::*;
pub use channels::*;
pub use corrected::*;
pub use floats::*;
pub use followed::*;
pub use held::*;
pub use identities::*;
pub use imported::*;
pub use information::*;
pub use mandates::*;
pub use message::*;
pub use moved::*;
pub use outside::*;
pub use parts::*;
pub use programs::*;

use self::feedback::{FeedbackKey, FeedbackToken, GivenBatch};
use super::mend::{Cause, Mend};
use crate::migration::{Effect, MovedTask};
use crate::{PersonId, WorkerId};

/// The content of an entry: `kind` and `data` of its body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
#[expect(
    missing_docs,
    reason = "the fields are named after the columns that they set"
)]
pub enum Fact {
    /// The first entry of a log: which key signs, which key draws. The drawing key is thus fixed before any case exists.
    #[serde(rename = "log.created")]
    LogCreated { vkey: String, vrf_key: String },
    /// A key signs the log from now on, beside those that do: `vkey` in the form of C2SP signed-note. The reason is public.
    #[serde(rename = "log.key.added")]
    LogKeyAdded { vkey: String, reason: String },
    /// A key signs the log no more; the checkpoint of this entry is its last.
    #[serde(rename = "log.key.retired")]
    LogKeyRetired { vkey: String, reason: String },
    /// The machine's clock moved against its steady counter by this many microseconds.
    #[serde(rename = "clock.jumped")]
    ClockJumped { by_us: i64 },
    /// The clock against its reference, so many microseconds ahead of ours: over the limit (`off`), or within it again.
    #[serde(rename = "clock.compared")]
    ClockCompared {
        reference: String,
        by_us: i64,
        off: bool,
    },
    #[serde(rename = "pack.deployed")]
    PackDeployed {
        id: String,
        version: String,
        hash: String,
        agency: String,
    },

    #[serde(rename = "person.registered")]
    PersonRegistered {
        person: PersonId,
        class: PersonClass,
        agency: Option<String>,
        email_tag: Option<String>,
        profile: Profile,
    },
    #[serde(rename = "person.changed")]
    PersonChanged { person: PersonId, profile: Profile },
    #[serde(rename = "role.granted")]
    RoleGranted {
        person: PersonId,
        agency: String,
        role: String,
    },
    #[serde(rename = "role.revoked")]
    RoleRevoked {
        person: PersonId,
        agency: String,
        role: String,
    },
    #[serde(rename = "absence.declared")]
    AbsenceDeclared {
        person: PersonId,
        from: Timestamp,
        until: Timestamp,
    },
    #[serde(rename = "absence.ended")]
    AbsenceEnded { person: PersonId, from: Timestamp },
    #[serde(rename = "interest.declared")]
    InterestDeclared(DeclaredInterest),
    #[serde(rename = "mandate.offered")]
    MandateOffered(MandateOffered),
    #[serde(rename = "mandate.accepted")]
    MandateAccepted(MandateAccepted),
    #[serde(rename = "mandate.ended")]
    MandateEnded(MandateEnded),
    #[serde(rename = "passkey.added")]
    PasskeyAdded {
        person: PersonId,
        id: String,
        credential: String,
        label: String,
    },
    #[serde(rename = "passkey.removed")]
    PasskeyRemoved { person: PersonId, id: String },
    #[serde(rename = "identity.linked")]
    IdentityLinked(LinkedIdentity),
    #[serde(rename = "identity.unlinked")]
    IdentityUnlinked(UnlinkedIdentity),
    #[serde(rename = "session.opened")]
    SessionOpened { person: PersonId, by: String },
    /// Somebody who was not the person tried to sign in as them, until no more tries were left.
    #[serde(rename = "session.refused")]
    SessionRefused { person: PersonId, by: String },

    #[serde(rename = "case.opened")]
    CaseOpened {
        pack: String,
        version: String,
        pack_hash: String,
        agency: String,
        applicant: Option<PersonId>,
        /// SHA-256 over what the applicant sent: the draws' input, out of the operator's hands.
        content: String,
        due: Option<Timestamp>,
        events: Vec<Event>,
    },
    /// A task was given: to the applicant, or to the official whom the draw chose.
    #[serde(rename = "task.assigned")]
    TaskAssigned {
        job: u64,
        element: String,
        role: String,
        visit: u32,
        redraw: u32,
        assignee: PersonId,
        due: Option<Timestamp>,
        remind: Vec<Timestamp>,
        #[serde(skip_serializing_if = "Option::is_none")]
        draw: Option<draw::Draw>,
    },
    /// Nobody is eligible: the task waits and is drawn when somebody is.
    #[serde(rename = "task.waiting")]
    TaskWaiting {
        job: u64,
        element: String,
        role: String,
        visit: u32,
        redraw: u32,
        due: Option<Timestamp>,
        excluded: Vec<(String, String)>,
    },
    #[serde(rename = "task.declined")]
    TaskDeclined {
        job: u64,
        element: String,
        person: PersonId,
        reason: String,
    },
    #[serde(rename = "task.reminded")]
    TaskReminded { job: u64, element: String, n: u32 },
    #[serde(rename = "task.overdue")]
    TaskOverdue { job: u64, element: String },
    /// A person did the task. `departed`: the outcome is not what the rules recommended.
    #[serde(rename = "task.completed")]
    TaskCompleted {
        job: u64,
        element: String,
        role: String,
        departed: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signature: Option<Box<tlog::assertion::Signed>>,
        events: Vec<Event>,
    },
    #[serde(rename = "task.corrected")]
    TaskCorrected(TaskCorrected),
    /// The law's time passed and the law says what that means.
    #[serde(rename = "task.lapsed")]
    TaskLapsed {
        job: u64,
        element: String,
        outcome: String,
        events: Vec<Event>,
    },
    #[serde(rename = "rule.decided")]
    RuleDecided {
        job: u64,
        element: String,
        decision: String,
        input: Json,
        value: Json,
        trace: Json,
        events: Vec<Event>,
    },
    #[serde(rename = "service.done")]
    ServiceDone {
        job: u64,
        element: String,
        service: String,
        events: Vec<Event>,
    },
    #[serde(rename = "timer.fired")]
    TimerFired {
        timer: u64,
        element: String,
        events: Vec<Event>,
    },
    /// A message that the process waits for, such as the applicant's withdrawal.
    #[serde(rename = "message.correlated")]
    MessageCorrelated { name: String, events: Vec<Event> },
    #[serde(rename = "incident.raised")]
    IncidentRaised {
        element: String,
        message: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<Cause>,
    },
    /// Everything that had stopped the case is tried again. `incident`: the engine's first, if any.
    #[serde(rename = "incident.retried")]
    IncidentRetried {
        incident: u64,
        element: String,
        reason: String,
        events: Vec<Event>,
    },
    /// What had stopped the case is gone without anybody's mending it: the process left that place.
    #[serde(rename = "incident.passed")]
    IncidentPassed { element: String },
    /// Somebody says how an incident could be mended; nothing has changed. `incident`: the entry that raised it. `stand`:
    /// SHA-256 over the process as it was read.
    #[serde(rename = "mend.proposed")]
    MendProposed {
        incident: u64,
        element: String,
        stand: String,
        mend: Mend,
        reason: String,
    },
    /// A second person agreed, and it was done. `proposal`: the entry that proposed it; mend and reason are as there.
    #[serde(rename = "mend.confirmed")]
    MendConfirmed {
        proposal: u64,
        incident: u64,
        element: String,
        mend: Mend,
        reason: String,
        events: Vec<Event>,
    },
    #[serde(rename = "mend.refused")]
    MendRefused {
        proposal: u64,
        element: String,
        reason: String,
    },
    /// Who proposed it takes it back.
    #[serde(rename = "mend.withdrawn")]
    MendWithdrawn { proposal: u64, element: String },
    /// Running cases are to move to another version of their pack; a second person has to agree.
    #[serde(rename = "migration.proposed")]
    MigrationProposed(MigrationProposed),
    #[serde(rename = "migration.decided")]
    MigrationDecided(MigrationDecided),
    /// The case runs on another version of its pack from now on.
    #[serde(rename = "case.migrated")]
    CaseMigrated {
        order: u64,
        from: String,
        to: String,
        from_version: String,
        to_version: String,
        reason: String,
        effects: Vec<Effect>,
        tasks: Vec<MovedTask>,
        events: Vec<Event>,
    },
    /// The office's time stands still while it waits for the applicant.
    #[serde(rename = "clock.paused")]
    ClockPaused { job: u64, left_us: i64 },
    #[serde(rename = "clock.resumed")]
    ClockResumed {
        due: Timestamp,
        /// Working time that it stood still, in µs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        waited_us: Option<i64>,
    },
    #[serde(rename = "information.asked")]
    InformationAsked(InformationAsked),
    #[serde(rename = "information.given")]
    InformationGiven(InformationGiven),
    #[serde(rename = "information.lapsed")]
    InformationLapsed(InformationLapsed),
    #[serde(rename = "information.withdrawn")]
    InformationWithdrawn(InformationWithdrawn),
    #[serde(rename = "certificate.issued")]
    CertificateIssued {
        number: String,
        lines: Vec<String>,
        valid_until: Option<Timestamp>,
    },
    /// A call to another system was composed; it leaves after the commit.
    #[serde(rename = "call.queued")]
    CallQueued {
        job: u64,
        element: String,
        origin: String,
        request: CallRequest,
    },
    /// The other system answered: with what was asked for, or with a status that is a BPMN error. `response` is the
    /// SHA-256 of the answer's body.
    #[serde(rename = "call.answered")]
    CallAnswered {
        job: u64,
        element: String,
        status: u16,
        response: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<String>,
        events: Vec<Event>,
    },
    /// A call did not lead to an answer that can be used; without `next` it is not made again.
    #[serde(rename = "call.failed")]
    CallFailed(CallFailed),
    /// Work waits for a program outside. `give`: JSON, all that it will be told of the case.
    #[serde(rename = "job.queued")]
    JobQueued {
        job: u64,
        element: String,
        topic: String,
        give: String,
        retries: u32,
    },
    /// A worker took the job and was told what `job.queued` gives: the reading of the case.
    #[serde(rename = "job.locked")]
    JobLocked {
        id: u64,
        job: u64,
        element: String,
        until: Timestamp,
    },
    #[serde(rename = "job.extended")]
    JobExtended {
        id: u64,
        job: u64,
        element: String,
        until: Timestamp,
    },
    /// A worker did the job, or ended it in a BPMN error.
    #[serde(rename = "job.completed")]
    JobCompleted(JobCompleted),
    /// A worker could not do the job; without `next` nobody tries again.
    #[serde(rename = "job.failed")]
    JobFailed {
        id: u64,
        job: u64,
        element: String,
        error: String,
        retries: u32,
        next: Option<Timestamp>,
    },
    /// A line of the service's public register.
    #[serde(rename = "register.published")]
    RegisterPublished {
        element: String,
        line: BTreeMap<String, String>,
    },
    /// A program outside was given a token; `token` is the SHA-256 of it.
    #[serde(rename = "worker.added")]
    WorkerAdded(WorkerAdded),
    #[serde(rename = "worker.revoked")]
    WorkerRevoked { worker: WorkerId },
    #[serde(rename = "case.closed")]
    CaseClosed {
        outcome: String,
        worked_days: u32,
        /// Those of them in which it was waited for the applicant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        waited_days: Option<u32>,
    },

    #[serde(rename = "message.sent")]
    MessageSent(SentMessage),
    #[serde(rename = "document.added")]
    DocumentAdded {
        hash: String,
        field: String,
        name: String,
        media: String,
        size: u64,
    },
    #[serde(rename = "data.read")]
    DataRead { by_role: String, purpose: String },
    #[serde(rename = "access.refused")]
    AccessRefused { what: String },

    #[serde(rename = "notice.queued")]
    NoticeQueued(QueuedNotice),
    #[serde(rename = "notice.sent")]
    NoticeSent { notice: u64 },
    #[serde(rename = "notice.failed")]
    NoticeFailed(FailedNotice),
    #[serde(rename = "notice.delivered")]
    NoticeDelivered { notice: u64 },
    #[serde(rename = "contact.changed")]
    ContactChanged(ChangedContact),
    #[serde(rename = "device.added")]
    DeviceAdded(AddedDevice),
    #[serde(rename = "device.removed")]
    DeviceRemoved(RemovedDevice),
    #[serde(rename = "token.made")]
    TokenMade(MadeToken),
    #[serde(rename = "token.revoked")]
    TokenRevoked { token: i64, person: PersonId },
    #[serde(rename = "webhook.added")]
    WebhookAdded(AddedWebhook),
    #[serde(rename = "webhook.ended")]
    WebhookEnded(EndedWebhook),

    /// A publisher's open-contracting data were imported. `results` is the hash of all that follows
    /// from its files, of this import and of earlier ones, under these settings and this engine.
    #[serde(rename = "data.imported")]
    DataImported(DataImported),
    /// Somebody looked at a flag and found that it needs no more attention.
    #[serde(rename = "flag.dismissed")]
    FlagDismissed {
        #[serde(flatten)]
        flag: FlagName,
        reason: String,
    },
    #[serde(rename = "flag.reopened")]
    FlagReopened {
        #[serde(flatten)]
        flag: FlagName,
        reason: String,
    },
    /// A case was opened from a flag.
    #[serde(rename = "flag.taken")]
    FlagTaken {
        #[serde(flatten)]
        flag: FlagName,
        case: crate::CaseId,
    },
    /// A buyer or supplier may reply to what is flagged; `code` is the hash of what lets them.
    #[serde(rename = "reply.invited")]
    ReplyInvited(ReplyInvited),
    /// A reply, published as it was written.
    #[serde(rename = "reply.published")]
    ReplyPublished(ReplyPublished),

    #[serde(rename = "cases.archived")]
    CasesArchived(ArchivedCases),
    #[serde(rename = "feedback.key.made")]
    FeedbackKeyMade(FeedbackKey),
    #[serde(rename = "feedback.token.issued")]
    FeedbackTokenIssued(FeedbackToken),
    #[serde(rename = "feedback.given")]
    FeedbackGiven(GivenBatch),
    #[serde(rename = "case.held")]
    CaseHeld(HeldCase),
    #[serde(rename = "case.released")]
    CaseReleased(ReleasedCase),
    /// The key of a case is destroyed: what it said can be read by nobody any more.
    #[serde(rename = "case.erased")]
    CaseErased { case: crate::CaseId, reason: String },
    #[serde(rename = "person.erased")]
    PersonErased { person: PersonId, reason: String },

    #[serde(rename = "checkpoint.received")]
    CheckpointReceived(ReceivedCheckpoint),
    #[serde(rename = "checkpoint.refused")]
    CheckpointRefused(RefusedCheckpoint),
}
