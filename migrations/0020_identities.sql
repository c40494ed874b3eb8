-- Identities at providers (OpenID Connect): by which people sign in.

create table identities (
    tag {blob} primary key,
    person bigint not null,
    issuer text not null,
    linked_at bigint not null
);
create unique index identities_person on identities (person, issuer);

-- Whose session at a provider is whose here, for as long as a session of ours lives: so that the provider can end it by its name alone.
create table provider_sessions (
    tag {blob} primary key,
    person bigint not null,
    expires_at bigint not null
);
