-- +goose Up

-- Transitie: what people say and plan on the way to Common Ground. What is measured is in a file of its own.
create table organisaties (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	naam      text not null,
	naam_zoek text not null,
	soort     text not null,
	eigen     integer not null,
	cbs_code  text,
	oin       text
) strict;
create index organisaties_rechten on organisaties (cls, id);
create index organisaties_volgorde on organisaties (id, cls);
create unique index organisaties_eigen on organisaties (eigen) where eigen = 1;
create unique index organisaties_cbs_code on organisaties (cbs_code) where cbs_code is not null;
create unique index organisaties_oin on organisaties (oin) where oin is not null;

create table onderdelen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	naam      text not null,
	naam_zoek text not null unique,
	soort     text not null,
	boven     integer references onderdelen (id)
) strict;
create index onderdelen_rechten on onderdelen (cls, id);
create index onderdelen_volgorde on onderdelen (id, cls);
create index onderdelen_boven on onderdelen (boven) where boven is not null;

create table strategieen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	toestand  text not null,
	einddoel  integer
) strict;
create index strategieen_rechten on strategieen (cls, id);
create index strategieen_volgorde on strategieen (id, cls);

-- A strategie as it stood: nothing changes one, and it goes with its strategie.
create table herijkingen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	strategie integer not null references strategieen (id) on delete cascade,
	op        text not null
) strict;
create index herijkingen_rechten on herijkingen (cls, id);
create index herijkingen_volgorde on herijkingen (id, cls);
create index herijkingen_strategie on herijkingen (strategie, id);

create table einddoelen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}'
) strict;
create index einddoelen_rechten on einddoelen (cls, id);
create index einddoelen_volgorde on einddoelen (id, cls);

create table stappen (
	id         integer primary key,
	uuid       text not null unique,
	cls        integer not null,
	body       text not null,
	afgeleid   text not null default '',
	kenmerken  text not null default '{}',
	toestand   text not null,
	titel      text not null,
	titel_zoek text not null,
	team       integer references onderdelen (id),
	spoor      text not null,
	aangeraakt text not null,  -- when a person last did something with it
	door       text not null,  -- id of who proposed it
	verwijzing text            -- where it stands in another system
) strict;
create index stappen_verwijzing on stappen (verwijzing) where verwijzing is not null;
create index stappen_titel on stappen (titel_zoek);
create index stappen_rechten on stappen (cls, id);
create index stappen_volgorde on stappen (id, cls);
create index stappen_toestand on stappen (toestand, aangeraakt);
create index stappen_team on stappen (team) where team is not null;

-- What a step waits for, and what it bears on: its own lists, so that they can be asked from the other side.
create table stap_afhankelijkheden (
	stap  integer not null references stappen (id) on delete cascade,
	op    integer not null references stappen (id),
	hard  integer not null,
	primary key (stap, op)
) strict;
create index stap_afhankelijkheden_op on stap_afhankelijkheden (op);
create table stap_doelen (
	stap integer not null references stappen (id) on delete cascade,
	doel integer not null,
	primary key (stap, doel)
) strict;
create index stap_doelen_doel on stap_doelen (doel);

-- What may be written by one process at a time: the graph of steps, in which two writes could close a ring.
create table transitie_sloten (
	naam text primary key
) strict;
insert into transitie_sloten (naam) values ('stappen');

create table kansen (
	id         integer primary key,
	uuid       text not null unique,
	cls        integer not null,
	body       text not null,
	afgeleid   text not null default '',
	kenmerken  text not null default '{}',
	toestand   text not null,
	soort      text not null,
	titel      text not null,
	titel_zoek text not null,
	sluit      text,
	lvm        text,
	door       text not null
) strict;
create index kansen_rechten on kansen (cls, id);
create index kansen_volgorde on kansen (id, cls);
create index kansen_toestand on kansen (toestand, sluit);
create index kansen_lvm on kansen (toestand, lvm);
create table kans_stappen (
	kans integer not null references kansen (id) on delete cascade,
	stap integer not null references stappen (id) on delete cascade,
	primary key (kans, stap)
) strict;
create index kans_stappen_stap on kans_stappen (stap);

create table aanbod (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	toestand  text not null,
	stap      integer not null references stappen (id) on delete cascade,
	team      integer not null references onderdelen (id),
	tot       text not null
) strict;
create index aanbod_rechten on aanbod (cls, id);
create index aanbod_volgorde on aanbod (id, cls);
create index aanbod_stap on aanbod (stap, toestand);
create index aanbod_tot on aanbod (toestand, tot);

create table zorgen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	toestand  text not null,
	over      integer not null,
	team      integer references onderdelen (id),
	door      text not null,
	gemaakt   text not null
) strict;
create index zorgen_rechten on zorgen (cls, id);
create index zorgen_volgorde on zorgen (id, cls);
create index zorgen_over on zorgen (over);
create index zorgen_toestand on zorgen (toestand, gemaakt);

create table uitspraken (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	over      integer,
	laag      text not null,
	op        text not null
) strict;
create index uitspraken_rechten on uitspraken (cls, id);
create index uitspraken_volgorde on uitspraken (id, cls);
create index uitspraken_over on uitspraken (over) where over is not null;

create table kadervragen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	toestand  text not null,
	over      integer not null,
	gemaakt   text not null
) strict;
create index kadervragen_rechten on kadervragen (cls, id);
create index kadervragen_volgorde on kadervragen (id, cls);
create index kadervragen_over on kadervragen (over);

create table deellinks (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	over      integer not null,
	digest    text not null unique  -- SHA-256 of the key, which is shown once
) strict;
create index deellinks_rechten on deellinks (cls, id);
create index deellinks_volgorde on deellinks (id, cls);
create index deellinks_over on deellinks (over);

-- What turned, for who comes to look: each with the rank of what it is about. A key keeps it from being told twice.
create table gebeurtenissen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	soort     text not null,
	object    integer,
	op        text not null,
	eenmalig  text unique
) strict;
create index gebeurtenissen_rechten on gebeurtenissen (cls, id);
create index gebeurtenissen_volgorde on gebeurtenissen (id, cls);
create index gebeurtenissen_op on gebeurtenissen (op, cls);

-- What was taken in from the lists of others, and what each made: so that it can be undone.
create table imports (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	soort     text not null
) strict;
create index imports_rechten on imports (cls, id);
create index imports_volgorde on imports (id, cls);
create table import_objecten (
	import integer not null references imports (id) on delete cascade,
	nummer integer not null,
	url    text not null,
	object integer not null,
	regels integer not null,  -- in its audit trail when it had been made
	primary key (import, nummer)
) strict;
