-- +goose Up

-- Documenten: documents in every version, and what hangs on them. file is the name of the contents in the folder of files.
create table documenten (
	id                   integer primary key,
	uuid                 text not null unique,
	cls                  integer not null,
	body                 text not null,
	afgeleid             text not null default '',
	kenmerken            text not null default '{}',
	informatieobjecttype integer not null,
	identificatie        text not null,
	bronorganisatie      text not null,
	versie               integer not null,
	begin                text not null,
	slot                 text not null default '',
	file                 text not null default ''
) strict;
create index documenten_rechten on documenten (cls, id);
create index documenten_volgorde on documenten (id, cls);
create unique index documenten_identificatie on documenten (identificatie, bronorganisatie);

create table documenttrefwoorden (
	woord    text not null,
	document integer not null references documenten (id) on delete cascade,
	primary key (woord, document)
) strict;
create index documenttrefwoorden_document on documenttrefwoorden (document);

-- Versions before the present one.
create table documentversies (
	document integer not null references documenten (id) on delete cascade,
	versie   integer not null,
	begin    text not null,
	cls      integer not null,
	body     text not null,
	file     text not null,
	primary key (document, versie)
) strict;

-- What the contents of a document are sent in while it is locked.
create table bestandsdelen (
	id         integer primary key,
	uuid       text not null unique,
	document   integer not null references documenten (id) on delete cascade,
	volgnummer integer not null,
	omvang     integer not null,
	body       text not null,
	file       text not null default '',
	unique (document, volgnummer)
) strict;

create table gebruiksrechten (
	id               integer primary key,
	uuid             text not null unique,
	cls              integer not null,
	body             text not null,
	afgeleid         text not null default '',
	informatieobject integer not null references documenten (id) on delete cascade,
	startdatum       text not null,
	einddatum        text
) strict;
create index gebruiksrechten_informatieobject on gebruiksrechten (informatieobject);
create index gebruiksrechten_rechten on gebruiksrechten (cls, id);
create index gebruiksrechten_volgorde on gebruiksrechten (id, cls);

create table objectinformatieobjecten (
	id               integer primary key,
	uuid             text not null unique,
	cls              integer not null,
	body             text not null,
	afgeleid         text not null default '',
	informatieobject integer not null references documenten (id) on delete cascade,
	object           integer not null,
	objecttype       text not null
) strict;
create unique index objectinformatieobjecten_object on objectinformatieobjecten (object, informatieobject);
create index objectinformatieobjecten_informatieobject on objectinformatieobjecten (informatieobject);
create index objectinformatieobjecten_rechten on objectinformatieobjecten (cls, id);
create index objectinformatieobjecten_volgorde on objectinformatieobjecten (id, cls);

create table verzendingen (
	id               integer primary key,
	uuid             text not null unique,
	cls              integer not null,
	body             text not null,
	afgeleid         text not null default '',
	informatieobject integer not null references documenten (id) on delete cascade,
	betrokkene       text not null,
	aardrelatie      text not null
) strict;
create index verzendingen_informatieobject on verzendingen (informatieobject);
create index verzendingen_betrokkene on verzendingen (betrokkene);
create index verzendingen_rechten on verzendingen (cls, id);
create index verzendingen_volgorde on verzendingen (id, cls);
