-- +goose Up

-- Transitie: what people say and plan on the way to Common Ground. What is measured is in a file of its own.
create table organisaties (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	naam      text collate "C" not null,
	naam_zoek text collate "C" not null,
	soort     text collate "C" not null,
	eigen     bigint not null,
	cbs_code  text collate "C",
	oin       text collate "C"
) with (fillfactor = 85);
create index organisaties_rechten on organisaties (cls, id);
create index organisaties_volgorde on organisaties (id, cls);
create unique index organisaties_eigen on organisaties (eigen) where eigen = 1;
create unique index organisaties_cbs_code on organisaties (cbs_code) where cbs_code is not null;
create unique index organisaties_oin on organisaties (oin) where oin is not null;

create table onderdelen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	naam      text collate "C" not null,
	naam_zoek text collate "C" not null unique,
	soort     text collate "C" not null,
	boven     bigint references onderdelen (id)
) with (fillfactor = 85);
create index onderdelen_rechten on onderdelen (cls, id);
create index onderdelen_volgorde on onderdelen (id, cls);
create index onderdelen_boven on onderdelen (boven) where boven is not null;

create table strategieen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	toestand  text collate "C" not null,
	einddoel  bigint
) with (fillfactor = 85);
create index strategieen_rechten on strategieen (cls, id);
create index strategieen_volgorde on strategieen (id, cls);

-- A strategie as it stood: nothing changes one, and it goes with its strategie.
create table herijkingen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	strategie bigint not null references strategieen (id) on delete cascade,
	op        text collate "C" not null
) with (fillfactor = 85);
create index herijkingen_rechten on herijkingen (cls, id);
create index herijkingen_volgorde on herijkingen (id, cls);
create index herijkingen_strategie on herijkingen (strategie, id);

create table einddoelen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}'
) with (fillfactor = 85);
create index einddoelen_rechten on einddoelen (cls, id);
create index einddoelen_volgorde on einddoelen (id, cls);

create table stappen (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	cls        bigint not null,
	body       text compression lz4 collate "C" not null,
	afgeleid   text compression lz4 collate "C" not null default '',
	kenmerken  text collate "C" not null default '{}',
	toestand   text collate "C" not null,
	titel      text collate "C" not null,
	titel_zoek text collate "C" not null,
	team       bigint references onderdelen (id),
	spoor      text collate "C" not null,
	aangeraakt text collate "C" not null,  -- when a person last did something with it
	door       text collate "C" not null,  -- id of who proposed it
	verwijzing text collate "C"            -- where it stands in another system
) with (fillfactor = 85);
create index stappen_verwijzing on stappen (verwijzing) where verwijzing is not null;
create index stappen_titel on stappen (titel_zoek);
create index stappen_rechten on stappen (cls, id);
create index stappen_volgorde on stappen (id, cls);
create index stappen_toestand on stappen (toestand, aangeraakt);
create index stappen_team on stappen (team) where team is not null;

-- What a step waits for, and what it bears on: its own lists, so that they can be asked from the other side.
create table stap_afhankelijkheden (
	stap  bigint not null references stappen (id) on delete cascade,
	op    bigint not null references stappen (id),
	hard  bigint not null,
	primary key (stap, op)
) with (fillfactor = 85);
create index stap_afhankelijkheden_op on stap_afhankelijkheden (op);
create table stap_doelen (
	stap bigint not null references stappen (id) on delete cascade,
	doel bigint not null,
	primary key (stap, doel)
) with (fillfactor = 85);
create index stap_doelen_doel on stap_doelen (doel);

-- What may be written by one process at a time: the graph of steps, in which two writes could close a ring.
create table transitie_sloten (
	naam text collate "C" primary key
) with (fillfactor = 85);
insert into transitie_sloten (naam) values ('stappen');

create table kansen (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	cls        bigint not null,
	body       text compression lz4 collate "C" not null,
	afgeleid   text compression lz4 collate "C" not null default '',
	kenmerken  text collate "C" not null default '{}',
	toestand   text collate "C" not null,
	soort      text collate "C" not null,
	titel      text collate "C" not null,
	titel_zoek text collate "C" not null,
	sluit      text collate "C",
	lvm        text collate "C",
	door       text collate "C" not null
) with (fillfactor = 85);
create index kansen_rechten on kansen (cls, id);
create index kansen_volgorde on kansen (id, cls);
create index kansen_toestand on kansen (toestand, sluit);
create index kansen_lvm on kansen (toestand, lvm);
create table kans_stappen (
	kans bigint not null references kansen (id) on delete cascade,
	stap bigint not null references stappen (id) on delete cascade,
	primary key (kans, stap)
) with (fillfactor = 85);
create index kans_stappen_stap on kans_stappen (stap);

create table aanbod (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	toestand  text collate "C" not null,
	stap      bigint not null references stappen (id) on delete cascade,
	team      bigint not null references onderdelen (id),
	tot       text collate "C" not null
) with (fillfactor = 85);
create index aanbod_rechten on aanbod (cls, id);
create index aanbod_volgorde on aanbod (id, cls);
create index aanbod_stap on aanbod (stap, toestand);
create index aanbod_tot on aanbod (toestand, tot);

create table zorgen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	toestand  text collate "C" not null,
	over      bigint not null,
	team      bigint references onderdelen (id),
	door      text collate "C" not null,
	gemaakt   text collate "C" not null
) with (fillfactor = 85);
create index zorgen_rechten on zorgen (cls, id);
create index zorgen_volgorde on zorgen (id, cls);
create index zorgen_over on zorgen (over);
create index zorgen_toestand on zorgen (toestand, gemaakt);

create table uitspraken (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	over      bigint,
	laag      text collate "C" not null,
	op        text collate "C" not null
) with (fillfactor = 85);
create index uitspraken_rechten on uitspraken (cls, id);
create index uitspraken_volgorde on uitspraken (id, cls);
create index uitspraken_over on uitspraken (over) where over is not null;

create table kadervragen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	toestand  text collate "C" not null,
	over      bigint not null,
	gemaakt   text collate "C" not null
) with (fillfactor = 85);
create index kadervragen_rechten on kadervragen (cls, id);
create index kadervragen_volgorde on kadervragen (id, cls);
create index kadervragen_over on kadervragen (over);

create table deellinks (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	over      bigint not null,
	digest    text collate "C" not null unique  -- SHA-256 of the key, which is shown once
) with (fillfactor = 85);
create index deellinks_rechten on deellinks (cls, id);
create index deellinks_volgorde on deellinks (id, cls);
create index deellinks_over on deellinks (over);

-- What turned, for who comes to look: each with the rank of what it is about. A key keeps it from being told twice.
create table gebeurtenissen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	soort     text collate "C" not null,
	object    bigint,
	op        text collate "C" not null,
	eenmalig  text collate "C" unique
) with (fillfactor = 85);
create index gebeurtenissen_rechten on gebeurtenissen (cls, id);
create index gebeurtenissen_volgorde on gebeurtenissen (id, cls);
create index gebeurtenissen_op on gebeurtenissen (op, cls);

-- What was taken in from the lists of others, and what each made: so that it can be undone.
create table imports (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	soort     text collate "C" not null
) with (fillfactor = 85);
create index imports_rechten on imports (cls, id);
create index imports_volgorde on imports (id, cls);
create table import_objecten (
	import bigint not null references imports (id) on delete cascade,
	nummer bigint not null,
	url    text collate "C" not null,
	object bigint not null,
	regels bigint not null,  -- in its audit trail when it had been made
	primary key (import, nummer)
);
