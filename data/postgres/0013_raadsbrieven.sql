-- +goose Up

-- What people add to the letter to the council of a month.
create table raadsbrieven (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	maand     text collate "C" not null unique
) with (fillfactor = 85);
create index raadsbrieven_rechten on raadsbrieven (cls, id);
create index raadsbrieven_volgorde on raadsbrieven (id, cls);
