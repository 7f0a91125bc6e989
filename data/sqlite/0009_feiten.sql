-- +goose Up

-- Own registers: where the cases are that are measured. geheimen is sealed (rest.Keys).
create table registers (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	naam      text not null unique,
	eigen     integer not null,
	geheimen  text not null
) strict;
create index registers_rechten on registers (cls, id);
create index registers_volgorde on registers (id, cls);
create unique index registers_eigen on registers (eigen) where eigen = 1;

-- How far the reading of a register is. A round is one reading of the whole list, or of a part of it; pagina is where it goes
-- on after a stop. The moments are microseconds since 1970: of the program's clock, but for bezet_tot, which is of the real one.
create table feiten_stand (
	register     integer primary key references registers (id) on delete cascade,
	houder       text not null default '',
	bezet_tot    integer not null default 0,
	ronde        integer not null default 0,
	soort        text not null default '',
	fase         text not null default '',
	pagina       text not null default '',
	gelezen      integer not null default 0,
	verwacht     integer not null default 0,
	begonnen     integer not null default 0,
	gelukt       integer not null default 0,
	tot          integer not null default 0,
	vol          integer not null default 0,
	volgende     integer not null default 0,
	pogingen     integer not null default 0,
	fout         text not null default '',
	fout_sinds   integer not null default 0,
	types_totaal integer not null default 0,
	types_gezien integer not null default 0,
	reden        text not null default '',
	sleutel      text not null default '',
	gehoord      integer not null default 0
) strict;

-- sleutel is the last part of an address. verborgen is since when the client may no longer see zaken of this type.
create table feiten_zaaktypen (
	id            integer primary key,
	register      integer not null references registers (id) on delete cascade,
	sleutel       text not null,
	adres         text not null,
	identificatie text not null default '',
	omschrijving  text not null default '',
	doorlooptijd  text not null default '',
	servicenorm   text not null default '',
	procestype    text not null default '',
	bekend        integer not null default 0,
	verborgen     integer not null default 0,
	unique (register, sleutel)
) strict;

create table feiten_resultaattypen (
	id           integer primary key,
	register     integer not null references registers (id) on delete cascade,
	sleutel      text not null,
	adres        text not null,
	zaaktype     text not null default '',
	omschrijving text not null default '',
	unique (register, sleutel)
) strict;

-- Which result a case has: results are lists of their own in the standard.
create table feiten_resultaten (
	register integer not null references registers (id) on delete cascade,
	sleutel  text not null,
	type     integer not null,
	primary key (register, sleutel)
) strict;

create table feiten_zaken (
	id       integer primary key,
	register integer not null references registers (id) on delete cascade,
	naam     text not null,
	ronde    integer not null default 0,
	unique (register, naam)
) strict;

-- The versions of what is known of a case: no BSN, no names, no free text. Days are counted from 1970, moments are
-- microseconds. gezien_tot is null for the version that holds.
create table feiten (
	id            integer primary key,
	register      integer not null references registers (id) on delete cascade,
	zaak          integer not null references feiten_zaken (id) on delete cascade,
	sleutel       text not null,
	zaaktype      integer not null,
	startdatum    integer not null,
	einddatum     integer,
	termijn       integer,
	streefdatum   integer,
	verlengd      integer not null default 0,
	resultaattype integer,
	hash          text not null,
	gezien_van    integer not null,
	gezien_tot    integer
) strict;
create index feiten_zaak on feiten (zaak, gezien_van);
create unique index feiten_nu on feiten (zaak) where gezien_tot is null;
create index feiten_register on feiten (register, zaaktype);

-- What notifications said has changed and is still to be read again.
create table feiten_werk (
	register integer not null references registers (id) on delete cascade,
	naam     text not null,
	gemeld   integer not null,
	primary key (register, naam)
) strict;
