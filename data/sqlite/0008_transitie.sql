-- +goose Up

-- Transitie: what people say and plan on the way to Common Ground. What is measured is in a file of its own.
create table organisaties (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	naam      text not null,
	naam_zoek text not null,
	soort     text not null,
	eigen     integer not null,
	cbs_code  text,
	oin       text
) strict;
create index organisaties_rechten on organisaties (cls, id);
create index organisaties_volgorde on organisaties (id, cls);
create unique index organisaties_eigen on organisaties (eigen) where eigen = 1;
create unique index organisaties_cbs_code on organisaties (cbs_code) where cbs_code is not null;
create unique index organisaties_oin on organisaties (oin) where oin is not null;

create table onderdelen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	naam      text not null,
	naam_zoek text not null unique,
	soort     text not null,
	boven     integer references onderdelen (id)
) strict;
create index onderdelen_rechten on onderdelen (cls, id);
create index onderdelen_volgorde on onderdelen (id, cls);
create index onderdelen_boven on onderdelen (boven) where boven is not null;
