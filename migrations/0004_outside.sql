-- Work that is done outside: calls to other systems, jobs for external workers, and what is published.
-- {blob} is blob (SQLite) or bytea (PostgreSQL). Times are µs since 1970 UTC. All of it is state: each row is a
-- fold over entries.

-- state: queued, answered, failed, withdrawn. sealed: the request, under the case's key.
create table calls (
  case_id bigint not null,
  job bigint not null,
  element text not null,
  origin text not null,
  state text not null,
  attempts bigint not null,
  next_at bigint not null,
  error text,
  sealed {blob} not null,
  primary key (case_id, job)
);
create index calls_due on calls (state, origin, next_at);

-- id: the entry that queued it. state: waiting, locked, done, failed, withdrawn. lock_seq: the entry that locked it.
-- sealed: what a worker is given, under the case's key.
create table external_jobs (
  id bigint primary key,
  case_id bigint not null,
  job bigint not null,
  element text not null,
  topic text not null,
  state text not null,
  worker bigint,
  lock_seq bigint,
  locked_until bigint,
  retries bigint not null,
  next_at bigint not null,
  sealed {blob} not null
);
create index external_jobs_topic on external_jobs (topic, state, next_at);
create index external_jobs_worker on external_jobs (worker, state);
create index external_jobs_case on external_jobs (case_id, job);

create table workers (
  id bigint primary key,
  name text not null,
  token_hash {blob} not null,
  topics text not null,
  most bigint not null,
  added_at bigint not null,
  revoked_at bigint
);
create unique index workers_name on workers (name);

-- line: JSON, the published fields by name; empty once the case was erased.
create table register (
  seq bigint primary key,
  case_id bigint not null,
  pack text not null,
  published_at bigint not null,
  line text not null
);
create index register_pack on register (pack, seq);

-- A notice may go to an address outside the house: person is then null.
create table notices_with_others (
  seq bigint primary key,
  case_id bigint,
  person bigint,
  channel text not null,
  message_id text not null,
  state text not null,
  attempts bigint not null,
  next_at bigint not null,
  sent_at bigint,
  error text,
  sealed {blob} not null
);
insert into notices_with_others (seq, case_id, person, channel, message_id, state, attempts, next_at, sent_at, error, sealed)
  select seq, case_id, person, channel, message_id, state, attempts, next_at, sent_at, error, sealed from notices;
drop table notices;
alter table notices_with_others rename to notices;
create index notices_next on notices (state, next_at);
create index notices_person on notices (person, seq);
