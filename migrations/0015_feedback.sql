-- What people say after their case is closed, by blind token.

-- == State: each row is a fold over entries ==
-- Keys that sign tokens: one at a time for a service at an office.
create table feedback_keys (
  id {blob} primary key,
  seq bigint not null,
  pack text not null,
  agency text not null,
  quarter text not null,
  spki {blob} not null,
  made_at bigint not null,
  ended_at bigint,
  issued bigint not null,
  given bigint not null
);
create unique index feedback_keys_current on feedback_keys (pack, agency) where ended_at is null;
-- Which cases have had their token. `tag` is a keyed hash of the case: no row of a case leads here without the master key.
create table feedback_issued (
  tag {blob} primary key,
  key {blob} not null,
  blinded {blob} not null,
  seq bigint not null
);
-- Answers, of batches only.
create table feedback_answers (
  token {blob} primary key,
  key {blob} not null,
  batch bigint not null,
  how bigint not null,
  asked text not null
);
create index feedback_answers_key on feedback_answers (key, batch);

-- == Beside the state ==
-- The secret sides of the keys, sealed under the master key; gone when the key's time is over.
create table feedback_signers (
  key {blob} primary key,
  sealed {blob} not null
);
-- Answers that wait for others, one row a key and week, in the order of their tokens' hashes: a row an answer would tell, by
-- where and when the database wrote it, which came first.
create table feedback_waiting (
  key {blob} not null,
  week bigint not null,
  answers {blob} not null,
  primary key (key, week)
);
