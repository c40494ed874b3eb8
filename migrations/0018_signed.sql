-- A signed decision names the entry that added its passkey: found without reading the whole record.
create index entries_passkeys on entries (actor, seq) where kind = 'passkey.added';
