-- +goose Up

-- Catalogi: the types that cases, documents and decisions have.
create table catalogussen (
	id       bigint primary key,
	uuid     text collate "C" not null unique,
	cls      bigint not null default 0,
	body     text compression lz4 collate "C" not null,
	afgeleid text compression lz4 collate "C" not null default '',
	domein   text collate "C" not null,
	rsin     text collate "C" not null,
	unique (domein, rsin)
) with (fillfactor = 85);

create table zaaktypen (
	id               bigint primary key,
	uuid             text collate "C" not null unique,
	cls              bigint not null default 0,
	body             text compression lz4 collate "C" not null,
	afgeleid         text compression lz4 collate "C" not null default '',
	kenmerken        text collate "C" not null default '{}',
	catalogus        bigint not null references catalogussen (id),
	identificatie    text collate "C" not null,
	concept          bigint not null,
	begin_geldigheid text collate "C" not null,
	einde_geldigheid text collate "C",
	trefwoorden      text collate "C" not null
) with (fillfactor = 85);
create index zaaktypen_naam on zaaktypen (catalogus, identificatie, begin_geldigheid);

create table besluittypen (
	id               bigint primary key,
	uuid             text collate "C" not null unique,
	cls              bigint not null default 0,
	body             text compression lz4 collate "C" not null,
	afgeleid         text compression lz4 collate "C" not null default '',
	kenmerken        text collate "C" not null default '{}',
	catalogus        bigint not null references catalogussen (id),
	omschrijving     text collate "C" not null,
	concept          bigint not null,
	begin_geldigheid text collate "C" not null,
	einde_geldigheid text collate "C"
) with (fillfactor = 85);
create index besluittypen_naam on besluittypen (catalogus, omschrijving, begin_geldigheid);

create table informatieobjecttypen (
	id               bigint primary key,
	uuid             text collate "C" not null unique,
	cls              bigint not null default 0,
	body             text compression lz4 collate "C" not null,
	afgeleid         text compression lz4 collate "C" not null default '',
	kenmerken        text collate "C" not null default '{}',
	catalogus        bigint not null references catalogussen (id),
	omschrijving     text collate "C" not null,
	concept          bigint not null,
	begin_geldigheid text collate "C" not null,
	einde_geldigheid text collate "C"
) with (fillfactor = 85);
create index informatieobjecttypen_naam on informatieobjecttypen (catalogus, omschrijving, begin_geldigheid);

create table statustypen (
	id           bigint primary key,
	uuid         text collate "C" not null unique,
	cls          bigint not null default 0,
	body         text compression lz4 collate "C" not null,
	afgeleid     text compression lz4 collate "C" not null default '',
	zaaktype     bigint not null references zaaktypen (id) on delete cascade,
	omschrijving text collate "C" not null,
	volgnummer   bigint not null
) with (fillfactor = 85);
create index statustypen_zaaktype on statustypen (zaaktype, volgnummer);

create table resultaattypen (
	id           bigint primary key,
	uuid         text collate "C" not null unique,
	cls          bigint not null default 0,
	body         text compression lz4 collate "C" not null,
	afgeleid     text compression lz4 collate "C" not null default '',
	zaaktype     bigint not null references zaaktypen (id) on delete cascade,
	omschrijving text collate "C" not null
) with (fillfactor = 85);
create index resultaattypen_zaaktype on resultaattypen (zaaktype, omschrijving);

create table roltypen (
	id                    bigint primary key,
	uuid                  text collate "C" not null unique,
	cls                   bigint not null default 0,
	body                  text compression lz4 collate "C" not null,
	afgeleid              text compression lz4 collate "C" not null default '',
	zaaktype              bigint not null references zaaktypen (id) on delete cascade,
	omschrijving          text collate "C" not null,
	omschrijving_generiek text collate "C" not null
) with (fillfactor = 85);
create index roltypen_zaaktype on roltypen (zaaktype, omschrijving);

create table eigenschappen (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	cls        bigint not null default 0,
	body       text compression lz4 collate "C" not null,
	afgeleid   text compression lz4 collate "C" not null default '',
	zaaktype   bigint not null references zaaktypen (id) on delete cascade,
	naam       text collate "C" not null,
	statustype bigint references statustypen (id) on delete set null
) with (fillfactor = 85);
create index eigenschappen_zaaktype on eigenschappen (zaaktype, naam);
create index eigenschappen_statustype on eigenschappen (statustype);

create table zaakobjecttypen (
	id                   bigint primary key,
	uuid                 text collate "C" not null unique,
	cls                  bigint not null default 0,
	body                 text compression lz4 collate "C" not null,
	afgeleid             text compression lz4 collate "C" not null default '',
	zaaktype             bigint not null references zaaktypen (id) on delete cascade,
	ander_objecttype     bigint not null,
	objecttype           text collate "C" not null,
	relatie_omschrijving text collate "C" not null
) with (fillfactor = 85);
create index zaakobjecttypen_zaaktype on zaakobjecttypen (zaaktype);

-- An informatieobjecttype of a zaaktype, by name (ztc-019): all versions that have this omschrijving in this catalogus.
create table zaaktypeinformatieobjecttypen (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	cls        bigint not null default 0,
	body       text compression lz4 collate "C" not null,
	afgeleid   text compression lz4 collate "C" not null default '',
	zaaktype   bigint not null references zaaktypen (id) on delete cascade,
	catalogus  bigint not null,
	naam       text collate "C" not null,
	volgnummer bigint not null,
	richting   text collate "C" not null,
	statustype bigint references statustypen (id) on delete set null
) with (fillfactor = 85);
create index zaaktypeinformatieobjecttypen_zaaktype on zaaktypeinformatieobjecttypen (zaaktype, volgnummer);
create index zaaktypeinformatieobjecttypen_naam on zaaktypeinformatieobjecttypen (catalogus, naam);
create index zaaktypeinformatieobjecttypen_statustype on zaaktypeinformatieobjecttypen (statustype);

-- Relations by name (ztc-019), in the order in which they were posted. soort is the member that shows them; catalogus is null when
-- naam is an address on another server.
create table zaaktype_relaties (
	van         bigint not null references zaaktypen (id) on delete cascade,
	soort       text collate "C" not null,
	plaats      bigint not null,
	catalogus   bigint,
	naam        text collate "C" not null,
	aard        text collate "C" not null,
	toelichting text collate "C" not null,
	primary key (van, soort, plaats)
);
create index zaaktype_relaties_naam on zaaktype_relaties (soort, catalogus, naam);

create table besluittype_relaties (
	van         bigint not null references besluittypen (id) on delete cascade,
	soort       text collate "C" not null,
	plaats      bigint not null,
	catalogus   bigint,
	naam        text collate "C" not null,
	aard        text collate "C" not null,
	toelichting text collate "C" not null,
	primary key (van, soort, plaats)
);
create index besluittype_relaties_naam on besluittype_relaties (soort, catalogus, naam);

create table resultaattype_relaties (
	van         bigint not null references resultaattypen (id) on delete cascade,
	soort       text collate "C" not null,
	plaats      bigint not null,
	catalogus   bigint,
	naam        text collate "C" not null,
	aard        text collate "C" not null,
	toelichting text collate "C" not null,
	primary key (van, soort, plaats)
);
create index resultaattype_relaties_naam on resultaattype_relaties (soort, catalogus, naam);
