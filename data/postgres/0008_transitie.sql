-- +goose Up

-- Transitie: what people say and plan on the way to Common Ground. What is measured is in a file of its own.
create table organisaties (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	naam      text collate "C" not null,
	naam_zoek text collate "C" not null,
	soort     text collate "C" not null,
	eigen     bigint not null,
	cbs_code  text collate "C",
	oin       text collate "C"
) with (fillfactor = 85);
create index organisaties_rechten on organisaties (cls, id);
create index organisaties_volgorde on organisaties (id, cls);
create unique index organisaties_eigen on organisaties (eigen) where eigen = 1;
create unique index organisaties_cbs_code on organisaties (cbs_code) where cbs_code is not null;
create unique index organisaties_oin on organisaties (oin) where oin is not null;

create table onderdelen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	naam      text collate "C" not null,
	naam_zoek text collate "C" not null unique,
	soort     text collate "C" not null,
	boven     bigint references onderdelen (id)
) with (fillfactor = 85);
create index onderdelen_rechten on onderdelen (cls, id);
create index onderdelen_volgorde on onderdelen (id, cls);
create index onderdelen_boven on onderdelen (boven) where boven is not null;
