-- +goose Up

-- Change numbers: one row for each topic that caches hang on.
create table wijzigingen (
	onderwerp text collate "C" primary key,
	nummer    bigint not null
) with (fillfactor = 85);

-- Ids are taken in blocks of a thousand.
create sequence nummers increment by 1000 minvalue 1 start with 1;

create table clients (
	client_id text collate "C" primary key,
	secret    text collate "C" not null,
	label     text collate "C" not null default '',
	gemaakt   text collate "C" not null
) with (fillfactor = 85);

create table audit (
	id       bigint primary key,
	uuid     text collate "C" not null unique,
	hoofd    bigint not null,
	resource text collate "C" not null,
	body     text compression lz4 collate "C" not null,
	gemaakt  text collate "C" not null
);
create index audit_hoofd on audit (hoofd, id);

create table outbox (
	id      bigint primary key,
	kanaal  text collate "C" not null,
	body    text compression lz4 collate "C" not null,
	gemaakt text collate "C" not null
);

-- URLs of other servers, so that a column can hold an id where the object is not ours.
create table vreemd (
	id  bigint primary key,
	url text collate "C" not null unique
);

-- The last number given out in identifications, such as ZAAK-2026-0000000001.
create table nummering (
	soort       text collate "C" not null,
	organisatie text collate "C" not null,
	jaar        bigint not null,
	laatste     bigint not null,
	primary key (soort, organisatie, jaar)
) with (fillfactor = 50);
