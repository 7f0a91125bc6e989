-- +goose Up

-- What people add to the letter to the council of a month.
create table raadsbrieven (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	maand     text not null unique
) strict;
create index raadsbrieven_rechten on raadsbrieven (cls, id);
create index raadsbrieven_volgorde on raadsbrieven (id, cls);
