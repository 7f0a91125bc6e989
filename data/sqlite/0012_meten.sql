-- +goose Up

-- What is measured, by which check, and which milestones turn by it. Days are counted from 1970, moments are microseconds.
create table maten (
	id         integer primary key,
	uuid       text not null unique,
	cls        integer not null,
	body       text not null,
	afgeleid   text not null default '',
	kenmerken  text not null default '{}',
	naam       text not null,
	naam_zoek  text not null,
	code       text not null,
	toestand   text not null
) strict;
create index maten_rechten on maten (cls, id);
create index maten_volgorde on maten (id, cls);

-- The chart of a maat, as it was last measured: on which day, by which definition, and its points.
create table maat_reeksen (
	maat      integer primary key references maten (id) on delete cascade,
	peildatum integer not null,
	afdruk    text not null,
	reeks     text not null
) strict;

create table toetsen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	naam      text not null,
	naam_zoek text not null,
	sonde     text not null
) strict;
create index toetsen_rechten on toetsen (cls, id);
create index toetsen_volgorde on toetsen (id, cls);

-- Evidence: nothing changes a meting. nummer is its place in the chain of its toets; moment is as of when the projection was
-- read; delen are the digests of the parts of what was measured; hermeting is what came of measuring it again.
create table metingen (
	id           integer primary key,
	uuid         text not null unique,
	cls          integer not null,
	body         text not null,
	afgeleid     text not null default '',
	kenmerken    text not null default '{}',
	toets        integer not null references toetsen (id) on delete cascade,
	nummer       integer not null,
	toets_versie integer not null,
	nulmeting    integer not null,
	peildatum    integer not null,
	van          integer not null,
	tot          integer not null,
	op           integer not null,
	moment       integer not null,
	n            integer not null,
	uitkomst     text not null,
	delen        text not null,
	hermeting    text not null default '',
	hermeten_op  integer not null default 0,
	unique (toets, nummer),
	unique (toets, toets_versie, peildatum, nulmeting)
) strict;
create index metingen_rechten on metingen (cls, id);
create index metingen_volgorde on metingen (id, cls);

create table vrijstellingen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	toets     integer not null references toetsen (id) on delete cascade,
	toestand  text not null,
	van       text,
	tot       text not null
) strict;
create index vrijstellingen_rechten on vrijstellingen (cls, id);
create index vrijstellingen_volgorde on vrijstellingen (id, cls);
create index vrijstellingen_toets on vrijstellingen (toets, toestand);

create table mijlpalen (
	id         integer primary key,
	uuid       text not null unique,
	cls        integer not null,
	body       text not null,
	afgeleid   text not null default '',
	kenmerken  text not null default '{}',
	titel      text not null,
	titel_zoek text not null,
	toestand   text not null,
	stand      text not null,
	spoor      text not null,
	sinds      text
) strict;
create index mijlpalen_rechten on mijlpalen (cls, id);
create index mijlpalen_volgorde on mijlpalen (id, cls);
create index mijlpalen_toestand on mijlpalen (toestand);

create table mijlpaal_toetsen (
	mijlpaal integer not null references mijlpalen (id) on delete cascade,
	toets    integer not null references toetsen (id),
	primary key (mijlpaal, toets)
) strict;
create index mijlpaal_toetsen_toets on mijlpaal_toetsen (toets);

create table mijlpaal_maten (
	mijlpaal integer not null references mijlpalen (id) on delete cascade,
	maat     integer not null references maten (id),
	primary key (mijlpaal, maat)
) strict;
create index mijlpaal_maten_maat on mijlpaal_maten (maat);

-- The public keys with which the organisation signs its metingen, oldest first.
create table ondertekensleutels (
	id      integer primary key,
	sleutel text not null unique
) strict;
