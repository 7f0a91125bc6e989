-- +goose Up

-- Zaken: cases and what hangs on them.
create table zaken (
	id                   integer primary key,
	uuid                 text not null unique,
	cls                  integer not null,
	body                 text not null,
	afgeleid             text not null default '',
	kenmerken            text not null default '{}',
	zaaktype             integer not null,
	hoofdzaak            integer references zaken (id) on delete cascade,
	identificatie        text not null,
	bronorganisatie      text not null,
	startdatum           text not null,
	registratiedatum     text not null,
	einddatum            text,
	einddatum_gepland    text,
	uiterlijke_einddatum text,
	publicatiedatum      text,
	archiefactiedatum    text,
	archiefnominatie     text not null,
	archiefstatus        text not null,
	vertrouwelijkheid    integer not null,
	cel                  integer,
	geometrie            text not null default ''
) strict;
create index zaken_rechten on zaken (cls, id);
create index zaken_volgorde on zaken (id, cls);
create index zaken_startdatum on zaken (startdatum, id, cls);
create unique index zaken_identificatie on zaken (identificatie, bronorganisatie);
create index zaken_hoofdzaak on zaken (hoofdzaak) where hoofdzaak is not null;
create index zaken_cel on zaken (cel, id) where cel is not null;

create table statussen (
	id         integer primary key,
	uuid       text not null unique,
	cls        integer not null,
	body       text not null,
	afgeleid   text not null default '',
	zaak       integer not null references zaken (id) on delete cascade,
	statustype integer not null,
	gezetdoor  integer,
	gezet      text not null
) strict;
create unique index statussen_zaak on statussen (zaak, gezet);
create index statussen_rechten on statussen (cls, id);
create index statussen_volgorde on statussen (id, cls);

create table rollen (
	id              integer primary key,
	uuid            text not null unique,
	cls             integer not null,
	body            text not null,
	afgeleid        text not null default '',
	zaak            integer not null references zaken (id) on delete cascade,
	roltype         integer not null,
	betrokkene      text not null,
	betrokkene_type text not null
) strict;
create index rollen_zaak on rollen (zaak);
create index rollen_rechten on rollen (cls, id);
create index rollen_volgorde on rollen (id, cls);
