-- Mandates: a person lets another act for them, for a time.

create table mandates (
    seq bigint primary key,
    principal bigint not null,
    tag {blob},
    representative bigint,
    service text not null,
    state text not null,
    offered_at bigint not null,
    until_at bigint not null,
    ended_at bigint,
    sealed {blob} not null
);
create index mandates_principal on mandates (principal);
create index mandates_representative on mandates (representative);
create index mandates_tag on mandates (tag);

-- For whom a draft is filled, where that is not who fills it.
create table draft_principals (
    draft {blob} primary key,
    principal bigint not null
);
