-- How people are reached, what programs are given, and webhooks.
-- {blob} is blob (SQLite) or bytea (PostgreSQL). Times are µs since 1970 UTC.

-- == State: each row is a fold over entries ==
-- after_seq: the notice in whose place this one is sent. delivered_at: when the gateway reported that it arrived.
alter table notices add column after_seq bigint;
alter table notices add column delivered_at bigint;
create index notices_after on notices (after_seq) where after_seq is not null;

-- sealed: channel, number, quiet hours, under the person's key.
create table contacts (
  person bigint primary key,
  sealed {blob} not null
);
-- id: SHA-256 of the endpoint. sealed: endpoint, keys and name, under the person's key.
create table devices (
  id {blob} primary key,
  person bigint not null,
  added_at bigint not null,
  sealed {blob} not null
);
create index devices_person on devices (person);
-- scopes: separated by spaces. sealed: all that its entry says, under the person's key: a row cannot be made without that key.
create table api_tokens (
  id bigint primary key,
  person bigint not null,
  token_hash {blob} not null,
  scopes text not null,
  made_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  sealed {blob} not null
);
create unique index api_tokens_hash on api_tokens (token_hash);
create index api_tokens_person on api_tokens (person);
-- id: the entry that added it. events: kinds of entries, separated by spaces.
create table webhooks (
  id bigint primary key,
  agency text not null,
  url text not null,
  events text not null,
  nonce {blob} not null,
  added_at bigint not null,
  ended_at bigint,
  failing boolean not null
);
create index webhooks_agency on webhooks (agency);

-- == Not state ==
-- day and asked: how many codes a person asked for on a day (UTC, days since 1970): an SMS costs money.
create table phone_codes (
  person bigint primary key,
  code_hash {blob} not null,
  sealed {blob} not null,
  message_id text not null,
  state text not null,
  attempts bigint not null,
  next_at bigint not null,
  tries bigint not null,
  expires_at bigint not null,
  day bigint not null,
  asked bigint not null
);
create index phone_codes_next on phone_codes (state, next_at);
-- cursor: entries before it were looked at. failing_since: when the first of the deliveries failed that have all failed since.
create table webhook_cursors (
  webhook bigint primary key,
  cursor bigint not null,
  failing_since bigint
);
-- seq: the entry that it tells of. state: queued, sent, failed.
create table webhook_deliveries (
  webhook bigint not null,
  seq bigint not null,
  state text not null,
  attempts bigint not null,
  next_at bigint not null,
  done_at bigint,
  error text,
  primary key (webhook, seq)
);
create index webhook_deliveries_next on webhook_deliveries (state, next_at);
