-- The kernel's tables. {blob} is blob (SQLite) or bytea (PostgreSQL).
-- Times are µs since 1970 UTC. Columns named sealed hold ciphertext under the row's case's or person's key.

-- == The record ==
create table log (
  id bigint primary key,
  origin text not null,
  vkey text not null,
  vrf_key {blob} not null,
  size bigint not null,
  frontier {blob} not null,
  time bigint not null,
  checkpoint text not null
);
create table entries (
  log bigint not null,
  seq bigint not null,
  time bigint not null,
  kind text not null,
  case_id bigint,
  actor text not null,
  key_id text not null,
  sealed {blob} not null,
  commitment {blob} not null,
  primary key (log, seq)
) {without_rowid};
create index entries_case on entries (case_id, seq) where case_id is not null;
create table tiles (
  log bigint not null,
  level bigint not null,
  n bigint not null,
  hashes {blob} not null,
  root {blob} not null,
  primary key (log, level, n)
);
-- One wrapped key a case, a person, and the log itself; wrapped is null once destroyed.
create table keys (
  id text primary key,
  wrapped {blob}
);

-- == State: each row is a fold over entries ==
create table people (
  id bigint primary key,
  kind text not null,
  agency text,
  email_tag {blob},
  sealed {blob} not null,
  open_tasks bigint not null,
  registered_at bigint not null
);
create unique index people_email on people (email_tag);
create table roles (
  person bigint not null,
  agency text not null,
  role text not null,
  granted_at bigint not null,
  primary key (agency, role, person)
);
create index roles_person on roles (person);
create table absences (
  person bigint not null,
  from_at bigint not null,
  until_at bigint not null,
  primary key (person, from_at)
);
create table interests (
  person bigint not null,
  subject {blob} not null,
  declared_at bigint not null,
  primary key (person, subject)
);
create table passkeys (
  id {blob} primary key,
  person bigint not null,
  credential text not null,
  label text not null,
  added_at bigint not null
);
create index passkeys_person on passkeys (person);
create table packs (
  hash {blob} primary key,
  id text not null,
  version text not null,
  agency text not null,
  current boolean not null,
  deployed_at bigint not null
);
create table cases (
  id bigint primary key,
  number text not null,
  pack text not null,
  pack_hash {blob} not null,
  agency text not null,
  applicant bigint,
  status text not null,
  outcome text,
  opened_at bigint not null,
  closed_at bigint,
  due_at bigint,
  paused_at bigint,
  paused_left bigint,
  worked_days bigint,
  entries bigint not null,
  sealed {blob} not null
);
create unique index cases_number on cases (number);
create index cases_applicant on cases (applicant, id);
create index cases_service on cases (pack, closed_at);
create table tasks (
  case_id bigint not null,
  job bigint not null,
  element text not null,
  role text not null,
  visit bigint not null,
  redraw bigint not null,
  assignee bigint,
  state text not null,
  opened_at bigint not null,
  due_at bigint,
  done_at bigint,
  done_by text,
  departed boolean not null,
  overdue boolean not null,
  primary key (case_id, job)
);
create index tasks_assignee on tasks (assignee, state, due_at);
create index tasks_unassigned on tasks (state, role) where assignee is null;
create table declined (
  case_id bigint not null,
  job bigint not null,
  person bigint not null,
  primary key (case_id, job, person)
);
create table timers (
  case_id bigint not null,
  kind text not null,
  ref bigint not null,
  n bigint not null,
  due_at bigint not null,
  primary key (case_id, kind, ref, n)
);
create index timers_due on timers (due_at);
create table messages (
  case_id bigint not null,
  n bigint not null,
  side text not null,
  author text not null,
  sent_at bigint not null,
  sealed {blob} not null,
  primary key (case_id, n)
);
create table documents (
  case_id bigint not null,
  hash {blob} not null,
  field text not null,
  media text not null,
  size bigint not null,
  added_at bigint not null,
  sealed {blob} not null,
  primary key (case_id, hash, field)
);
create table certificates (
  number text primary key,
  case_id bigint not null,
  issued_at bigint not null,
  valid_until bigint
);
create table notices (
  seq bigint primary key,
  case_id bigint,
  person bigint not null,
  channel text not null,
  message_id text not null,
  state text not null,
  attempts bigint not null,
  next_at bigint not null,
  sent_at bigint,
  error text,
  sealed {blob} not null
);
create index notices_next on notices (state, next_at);
create index notices_person on notices (person, seq);

-- == Not state: what may be lost or differs from node to node without touching a case ==
create table pack_files (
  hash {blob} primary key,
  files {blob} not null
);
create table document_bytes (
  case_id bigint not null,
  hash {blob} not null,
  sealed {blob} not null,
  primary key (case_id, hash)
);
create table sessions (
  token_hash {blob} primary key,
  person bigint,
  data text not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);
create index sessions_expiry on sessions (expires_at);
create table sign_in_codes (
  email_tag {blob} primary key,
  code_hash {blob} not null,
  sealed {blob} not null,
  message_id text not null,
  state text not null,
  attempts bigint not null,
  next_at bigint not null,
  tries bigint not null,
  expires_at bigint not null
);
create table challenges (
  id {blob} primary key,
  person bigint,
  state text not null,
  expires_at bigint not null
);
create table passkey_counters (
  id {blob} primary key,
  credential text not null,
  used_at bigint not null
);
create table idempotency (
  key_hash {blob} primary key,
  response {blob} not null,
  created_at bigint not null
);
create table drafts (
  id {blob} primary key,
  owner {blob} not null,
  pack text not null,
  sealed {blob} not null,
  updated_at bigint not null
);
create index drafts_owner on drafts (owner, updated_at);
create table draft_files (
  draft {blob} not null,
  field text not null,
  hash {blob} not null,
  name text not null,
  media text not null,
  size bigint not null,
  sealed {blob} not null,
  primary key (draft, field, hash)
);
create table claims (
  kind text not null,
  ref text not null,
  node text not null,
  until_at bigint not null,
  primary key (kind, ref)
);
