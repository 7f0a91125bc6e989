-- +goose Up

-- Besluiten: decisions, and the documents in which they are written.
create table besluiten (
	id                            bigint primary key,
	uuid                          text collate "C" not null unique,
	cls                           bigint not null,
	body                          text compression lz4 collate "C" not null,
	afgeleid                      text compression lz4 collate "C" not null default '',
	kenmerken                     text collate "C" not null default '{}',
	besluittype                   bigint not null,
	zaak                          bigint,
	identificatie                 text collate "C" not null,
	verantwoordelijke_organisatie text collate "C" not null
) with (fillfactor = 85);
create index besluiten_rechten on besluiten (cls, id);
create index besluiten_volgorde on besluiten (id, cls);
create unique index besluiten_identificatie on besluiten (identificatie, verantwoordelijke_organisatie);
create index besluiten_zaak on besluiten (zaak) where zaak is not null;

create table besluitinformatieobjecten (
	id               bigint primary key,
	uuid             text collate "C" not null unique,
	cls              bigint not null,
	body             text compression lz4 collate "C" not null,
	afgeleid         text compression lz4 collate "C" not null default '',
	besluit          bigint not null references besluiten (id) on delete cascade,
	informatieobject bigint not null
);
create unique index besluitinformatieobjecten_besluit on besluitinformatieobjecten (besluit, informatieobject);
create index besluitinformatieobjecten_informatieobject on besluitinformatieobjecten (informatieobject);
create index besluitinformatieobjecten_rechten on besluitinformatieobjecten (cls, id);
create index besluitinformatieobjecten_volgorde on besluitinformatieobjecten (id, cls);
