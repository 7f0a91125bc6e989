-- +goose Up

-- Documenten: documents in every version, and what hangs on them. file is the name of the contents in the folder of files.
create table documenten (
	id                   bigint primary key,
	uuid                 text collate "C" not null unique,
	cls                  bigint not null,
	body                 text compression lz4 collate "C" not null,
	afgeleid             text compression lz4 collate "C" not null default '',
	kenmerken            text collate "C" not null default '{}',
	informatieobjecttype bigint not null,
	identificatie        text collate "C" not null,
	bronorganisatie      text collate "C" not null,
	versie               bigint not null,
	begin                text collate "C" not null,
	slot                 text collate "C" not null default '',
	file                 text collate "C" not null default ''
) with (fillfactor = 85);
create index documenten_rechten on documenten (cls, id);
create index documenten_volgorde on documenten (id, cls);
create unique index documenten_identificatie on documenten (identificatie, bronorganisatie);

create table documenttrefwoorden (
	woord    text collate "C" not null,
	document bigint not null references documenten (id) on delete cascade,
	primary key (woord, document)
);
create index documenttrefwoorden_document on documenttrefwoorden (document);

-- Versions before the present one.
create table documentversies (
	document bigint not null references documenten (id) on delete cascade,
	versie   bigint not null,
	begin    text collate "C" not null,
	cls      bigint not null,
	body     text compression lz4 collate "C" not null,
	file     text collate "C" not null,
	primary key (document, versie)
);

-- What the contents of a document are sent in while it is locked.
create table bestandsdelen (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	document   bigint not null references documenten (id) on delete cascade,
	volgnummer bigint not null,
	omvang     bigint not null,
	body       text compression lz4 collate "C" not null,
	file       text collate "C" not null default '',
	unique (document, volgnummer)
) with (fillfactor = 85);

create table gebruiksrechten (
	id               bigint primary key,
	uuid             text collate "C" not null unique,
	cls              bigint not null,
	body             text compression lz4 collate "C" not null,
	afgeleid         text compression lz4 collate "C" not null default '',
	informatieobject bigint not null references documenten (id) on delete cascade,
	startdatum       text collate "C" not null,
	einddatum        text collate "C"
) with (fillfactor = 85);
create index gebruiksrechten_informatieobject on gebruiksrechten (informatieobject);
create index gebruiksrechten_rechten on gebruiksrechten (cls, id);
create index gebruiksrechten_volgorde on gebruiksrechten (id, cls);

create table objectinformatieobjecten (
	id               bigint primary key,
	uuid             text collate "C" not null unique,
	cls              bigint not null,
	body             text compression lz4 collate "C" not null,
	afgeleid         text compression lz4 collate "C" not null default '',
	informatieobject bigint not null references documenten (id) on delete cascade,
	object           bigint not null,
	objecttype       text collate "C" not null
) with (fillfactor = 85);
create unique index objectinformatieobjecten_object on objectinformatieobjecten (object, informatieobject);
create index objectinformatieobjecten_informatieobject on objectinformatieobjecten (informatieobject);
create index objectinformatieobjecten_rechten on objectinformatieobjecten (cls, id);
create index objectinformatieobjecten_volgorde on objectinformatieobjecten (id, cls);

create table verzendingen (
	id               bigint primary key,
	uuid             text collate "C" not null unique,
	cls              bigint not null,
	body             text compression lz4 collate "C" not null,
	afgeleid         text compression lz4 collate "C" not null default '',
	informatieobject bigint not null references documenten (id) on delete cascade,
	betrokkene       text collate "C" not null,
	aardrelatie      text collate "C" not null
) with (fillfactor = 85);
create index verzendingen_informatieobject on verzendingen (informatieobject);
create index verzendingen_betrokkene on verzendingen (betrokkene);
create index verzendingen_rechten on verzendingen (cls, id);
create index verzendingen_volgorde on verzendingen (id, cls);
