-- +goose Up

-- Besluiten: decisions, and the documents in which they are written.
create table besluiten (
	id                            integer primary key,
	uuid                          text not null unique,
	cls                           integer not null,
	body                          text not null,
	afgeleid                      text not null default '',
	kenmerken                     text not null default '{}',
	besluittype                   integer not null,
	zaak                          integer,
	identificatie                 text not null,
	verantwoordelijke_organisatie text not null
) strict;
create index besluiten_rechten on besluiten (cls, id);
create index besluiten_volgorde on besluiten (id, cls);
create unique index besluiten_identificatie on besluiten (identificatie, verantwoordelijke_organisatie);
create index besluiten_zaak on besluiten (zaak) where zaak is not null;

create table besluitinformatieobjecten (
	id               integer primary key,
	uuid             text not null unique,
	cls              integer not null,
	body             text not null,
	afgeleid         text not null default '',
	besluit          integer not null references besluiten (id) on delete cascade,
	informatieobject integer not null
) strict;
create unique index besluitinformatieobjecten_besluit on besluitinformatieobjecten (besluit, informatieobject);
create index besluitinformatieobjecten_informatieobject on besluitinformatieobjecten (informatieobject);
create index besluitinformatieobjecten_rechten on besluitinformatieobjecten (cls, id);
create index besluitinformatieobjecten_volgorde on besluitinformatieobjecten (id, cls);
