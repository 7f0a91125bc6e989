-- +goose Up

-- The lines of a register that keeps a logboek hang on a chain: each has its place on it and a digest over itself and the one
-- before it (audit.Append). Null for the lines of other registers.
alter table audit add column keten text;
alter table audit add column plaats integer;
alter table audit add column digest text;
create unique index audit_plaats on audit (keten, plaats) where keten is not null;
-- Lines of the register that do not hang on it: none, once it has begun.
create index audit_los on audit (id) where keten is null and substr(body, 46, 20) = '","bron":"transitie"';

-- The end of each chain, and since when it is there; '' when nothing was written yet.
create table ketens (
	register text primary key,
	plaats   integer not null,
	digest   text not null,
	sinds    text not null
) strict;
insert into ketens (register, plaats, digest, sinds) values ('transitie', 0, '', '');
