-- +goose Up

-- Own registers: where the cases are that are measured. geheimen is sealed (rest.Keys).
create table registers (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	naam      text collate "C" not null unique,
	eigen     bigint not null,
	geheimen  text collate "C" not null
) with (fillfactor = 85);
create index registers_rechten on registers (cls, id);
create index registers_volgorde on registers (id, cls);
create unique index registers_eigen on registers (eigen) where eigen = 1;

-- How far the reading of a register is. A round is one reading of the whole list, or of a part of it; pagina is where it goes
-- on after a stop. The moments are microseconds since 1970: of the program's clock, but for bezet_tot, which is of the real one.
create table feiten_stand (
	register     bigint primary key references registers (id) on delete cascade,
	houder       text collate "C" not null default '',
	bezet_tot    bigint not null default 0,
	ronde        bigint not null default 0,
	soort        text collate "C" not null default '',
	fase         text collate "C" not null default '',
	pagina       text collate "C" not null default '',
	gelezen      bigint not null default 0,
	verwacht     bigint not null default 0,
	begonnen     bigint not null default 0,
	gelukt       bigint not null default 0,
	tot          bigint not null default 0,
	vol          bigint not null default 0,
	volgende     bigint not null default 0,
	pogingen     bigint not null default 0,
	fout         text collate "C" not null default '',
	fout_sinds   bigint not null default 0,
	types_totaal bigint not null default 0,
	types_gezien bigint not null default 0,
	reden        text collate "C" not null default '',
	sleutel      text collate "C" not null default '',
	gehoord      bigint not null default 0
) with (fillfactor = 85);

-- sleutel is the last part of an address. verborgen is since when the client may no longer see zaken of this type.
create table feiten_zaaktypen (
	id            bigint primary key,
	register      bigint not null references registers (id) on delete cascade,
	sleutel       text collate "C" not null,
	adres         text collate "C" not null,
	identificatie text collate "C" not null default '',
	omschrijving  text collate "C" not null default '',
	doorlooptijd  text collate "C" not null default '',
	servicenorm   text collate "C" not null default '',
	procestype    text collate "C" not null default '',
	bekend        bigint not null default 0,
	verborgen     bigint not null default 0,
	unique (register, sleutel)
);

create table feiten_resultaattypen (
	id           bigint primary key,
	register     bigint not null references registers (id) on delete cascade,
	sleutel      text collate "C" not null,
	adres        text collate "C" not null,
	zaaktype     text collate "C" not null default '',
	omschrijving text collate "C" not null default '',
	unique (register, sleutel)
);

-- Which result a case has: results are lists of their own in the standard.
create table feiten_resultaten (
	register bigint not null references registers (id) on delete cascade,
	sleutel  text collate "C" not null,
	type     bigint not null,
	primary key (register, sleutel)
);

create table feiten_zaken (
	id       bigint primary key,
	register bigint not null references registers (id) on delete cascade,
	naam     text collate "C" not null,
	ronde    bigint not null default 0,
	unique (register, naam)
);

-- The versions of what is known of a case: no BSN, no names, no free text. Days are counted from 1970, moments are
-- microseconds. gezien_tot is null for the version that holds.
create table feiten (
	id            bigint primary key,
	register      bigint not null references registers (id) on delete cascade,
	zaak          bigint not null references feiten_zaken (id) on delete cascade,
	sleutel       text collate "C" not null,
	zaaktype      bigint not null,
	startdatum    bigint not null,
	einddatum     bigint,
	termijn       bigint,
	streefdatum   bigint,
	verlengd      bigint not null default 0,
	resultaattype bigint,
	hash          text collate "C" not null,
	gezien_van    bigint not null,
	gezien_tot    bigint
);
create index feiten_zaak on feiten (zaak, gezien_van);
create unique index feiten_nu on feiten (zaak) where gezien_tot is null;
create index feiten_register on feiten (register, zaaktype);

-- What notifications said has changed and is still to be read again.
create table feiten_werk (
	register bigint not null references registers (id) on delete cascade,
	naam     text collate "C" not null,
	gemeld   bigint not null,
	primary key (register, naam)
);
