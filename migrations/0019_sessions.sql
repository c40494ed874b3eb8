-- Sessions that their person sees and ends; forms that wait while their sender signs in; browsers that a person signed in with.
create index sessions_person on sessions (person);

create table held_forms (
    place {blob} primary key,
    sealed {blob} not null,
    expires_at bigint not null
);
create index held_forms_expiry on held_forms (expires_at);

create table known_browsers (
    person bigint not null,
    browser {blob} not null,
    seen_at bigint not null,
    primary key (person, browser)
);
create index known_browsers_seen on known_browsers (seen_at);
