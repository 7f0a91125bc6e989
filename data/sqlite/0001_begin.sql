-- +goose Up

-- Change numbers: one row for each topic that caches hang on.
create table wijzigingen (
	onderwerp text primary key,
	nummer    integer not null
) strict;

-- The next id that no process has taken in a block.
create table nummers (
	naam     text primary key,
	volgende integer not null
) strict;
insert into nummers (naam, volgende) values ('id', 1);

create table clients (
	client_id text primary key,
	secret    text not null,
	label     text not null default '',
	gemaakt   text not null
) strict;

create table audit (
	id       integer primary key,
	uuid     text not null unique,
	hoofd    integer not null,
	resource text not null,
	body     text not null,
	gemaakt  text not null
) strict;
create index audit_hoofd on audit (hoofd, id);

create table outbox (
	id      integer primary key,
	kanaal  text not null,
	body    text not null,
	gemaakt text not null
) strict;

-- URLs of other servers, so that a column can hold an id where the object is not ours.
create table vreemd (
	id  integer primary key,
	url text not null unique
) strict;

-- The last number given out in identifications, such as ZAAK-2026-0000000001.
create table nummering (
	soort       text not null,
	organisatie text not null,
	jaar        integer not null,
	laatste     integer not null,
	primary key (soort, organisatie, jaar)
) strict;
