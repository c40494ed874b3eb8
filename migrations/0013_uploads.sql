-- Files on their way, in pieces. Beside the state, as drafts are.

create table draft_uploads (
  id {blob} primary key,
  draft {blob} not null,
  owner {blob} not null,
  field text not null,
  name text not null,
  sha256 text not null,
  size bigint not null,
  received bigint not null,
  created_at bigint not null
);
create index draft_uploads_draft on draft_uploads (draft);
create table draft_upload_parts (
  upload {blob} not null,
  place bigint not null,
  sealed {blob} not null,
  primary key (upload, place)
);
