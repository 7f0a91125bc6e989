-- +goose Up

-- Catalogi: the types that cases, documents and decisions have.
create table catalogussen (
	id       integer primary key,
	uuid     text not null unique,
	cls      integer not null default 0,
	body     text not null,
	afgeleid text not null default '',
	domein   text not null,
	rsin     text not null,
	unique (domein, rsin)
) strict;

create table zaaktypen (
	id               integer primary key,
	uuid             text not null unique,
	cls              integer not null default 0,
	body             text not null,
	afgeleid         text not null default '',
	kenmerken        text not null default '{}',
	catalogus        integer not null references catalogussen (id),
	identificatie    text not null,
	concept          integer not null,
	begin_geldigheid text not null,
	einde_geldigheid text,
	trefwoorden      text not null
) strict;
create index zaaktypen_naam on zaaktypen (catalogus, identificatie, begin_geldigheid);

create table besluittypen (
	id               integer primary key,
	uuid             text not null unique,
	cls              integer not null default 0,
	body             text not null,
	afgeleid         text not null default '',
	kenmerken        text not null default '{}',
	catalogus        integer not null references catalogussen (id),
	omschrijving     text not null,
	concept          integer not null,
	begin_geldigheid text not null,
	einde_geldigheid text
) strict;
create index besluittypen_naam on besluittypen (catalogus, omschrijving, begin_geldigheid);

create table informatieobjecttypen (
	id               integer primary key,
	uuid             text not null unique,
	cls              integer not null default 0,
	body             text not null,
	afgeleid         text not null default '',
	kenmerken        text not null default '{}',
	catalogus        integer not null references catalogussen (id),
	omschrijving     text not null,
	concept          integer not null,
	begin_geldigheid text not null,
	einde_geldigheid text
) strict;
create index informatieobjecttypen_naam on informatieobjecttypen (catalogus, omschrijving, begin_geldigheid);

create table statustypen (
	id           integer primary key,
	uuid         text not null unique,
	cls          integer not null default 0,
	body         text not null,
	afgeleid     text not null default '',
	zaaktype     integer not null references zaaktypen (id) on delete cascade,
	omschrijving text not null,
	volgnummer   integer not null
) strict;
create index statustypen_zaaktype on statustypen (zaaktype, volgnummer);

create table resultaattypen (
	id           integer primary key,
	uuid         text not null unique,
	cls          integer not null default 0,
	body         text not null,
	afgeleid     text not null default '',
	zaaktype     integer not null references zaaktypen (id) on delete cascade,
	omschrijving text not null
) strict;
create index resultaattypen_zaaktype on resultaattypen (zaaktype, omschrijving);

create table roltypen (
	id                    integer primary key,
	uuid                  text not null unique,
	cls                   integer not null default 0,
	body                  text not null,
	afgeleid              text not null default '',
	zaaktype              integer not null references zaaktypen (id) on delete cascade,
	omschrijving          text not null,
	omschrijving_generiek text not null
) strict;
create index roltypen_zaaktype on roltypen (zaaktype, omschrijving);

create table eigenschappen (
	id         integer primary key,
	uuid       text not null unique,
	cls        integer not null default 0,
	body       text not null,
	afgeleid   text not null default '',
	zaaktype   integer not null references zaaktypen (id) on delete cascade,
	naam       text not null,
	statustype integer references statustypen (id) on delete set null
) strict;
create index eigenschappen_zaaktype on eigenschappen (zaaktype, naam);
create index eigenschappen_statustype on eigenschappen (statustype);

create table zaakobjecttypen (
	id                   integer primary key,
	uuid                 text not null unique,
	cls                  integer not null default 0,
	body                 text not null,
	afgeleid             text not null default '',
	zaaktype             integer not null references zaaktypen (id) on delete cascade,
	ander_objecttype     integer not null,
	objecttype           text not null,
	relatie_omschrijving text not null
) strict;
create index zaakobjecttypen_zaaktype on zaakobjecttypen (zaaktype);

-- An informatieobjecttype of a zaaktype, by name (ztc-019): all versions that have this omschrijving in this catalogus.
create table zaaktypeinformatieobjecttypen (
	id         integer primary key,
	uuid       text not null unique,
	cls        integer not null default 0,
	body       text not null,
	afgeleid   text not null default '',
	zaaktype   integer not null references zaaktypen (id) on delete cascade,
	catalogus  integer not null,
	naam       text not null,
	volgnummer integer not null,
	richting   text not null,
	statustype integer references statustypen (id) on delete set null
) strict;
create index zaaktypeinformatieobjecttypen_zaaktype on zaaktypeinformatieobjecttypen (zaaktype, volgnummer);
create index zaaktypeinformatieobjecttypen_naam on zaaktypeinformatieobjecttypen (catalogus, naam);
create index zaaktypeinformatieobjecttypen_statustype on zaaktypeinformatieobjecttypen (statustype);

-- Relations by name (ztc-019), in the order in which they were posted. soort is the member that shows them; catalogus is null when
-- naam is an address on another server.
create table zaaktype_relaties (
	van         integer not null references zaaktypen (id) on delete cascade,
	soort       text not null,
	plaats      integer not null,
	catalogus   integer,
	naam        text not null,
	aard        text not null,
	toelichting text not null,
	primary key (van, soort, plaats)
) strict;
create index zaaktype_relaties_naam on zaaktype_relaties (soort, catalogus, naam);

create table besluittype_relaties (
	van         integer not null references besluittypen (id) on delete cascade,
	soort       text not null,
	plaats      integer not null,
	catalogus   integer,
	naam        text not null,
	aard        text not null,
	toelichting text not null,
	primary key (van, soort, plaats)
) strict;
create index besluittype_relaties_naam on besluittype_relaties (soort, catalogus, naam);

create table resultaattype_relaties (
	van         integer not null references resultaattypen (id) on delete cascade,
	soort       text not null,
	plaats      integer not null,
	catalogus   integer,
	naam        text not null,
	aard        text not null,
	toelichting text not null,
	primary key (van, soort, plaats)
) strict;
create index resultaattype_relaties_naam on resultaattype_relaties (soort, catalogus, naam);
