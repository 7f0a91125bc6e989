-- +goose Up

-- What is measured, by which check, and which milestones turn by it. Days are counted from 1970, moments are microseconds.
create table maten (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	cls        bigint not null,
	body       text compression lz4 collate "C" not null,
	afgeleid   text compression lz4 collate "C" not null default '',
	kenmerken  text collate "C" not null default '{}',
	naam       text collate "C" not null,
	naam_zoek  text collate "C" not null,
	code       text collate "C" not null,
	toestand   text collate "C" not null
) with (fillfactor = 85);
create index maten_rechten on maten (cls, id);
create index maten_volgorde on maten (id, cls);

-- The chart of a maat, as it was last measured: on which day, by which definition, and its points.
create table maat_reeksen (
	maat      bigint primary key references maten (id) on delete cascade,
	peildatum bigint not null,
	afdruk    text collate "C" not null,
	reeks     text compression lz4 collate "C" not null
);

create table toetsen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	naam      text collate "C" not null,
	naam_zoek text collate "C" not null,
	sonde     text collate "C" not null
) with (fillfactor = 85);
create index toetsen_rechten on toetsen (cls, id);
create index toetsen_volgorde on toetsen (id, cls);

-- Evidence: nothing changes a meting. nummer is its place in the chain of its toets; moment is as of when the projection was
-- read; delen are the digests of the parts of what was measured; hermeting is what came of measuring it again.
create table metingen (
	id           bigint primary key,
	uuid         text collate "C" not null unique,
	cls          bigint not null,
	body         text compression lz4 collate "C" not null,
	afgeleid     text compression lz4 collate "C" not null default '',
	kenmerken    text collate "C" not null default '{}',
	toets        bigint not null references toetsen (id) on delete cascade,
	nummer       bigint not null,
	toets_versie bigint not null,
	nulmeting    bigint not null,
	peildatum    bigint not null,
	van          bigint not null,
	tot          bigint not null,
	op           bigint not null,
	moment       bigint not null,
	n            bigint not null,
	uitkomst     text collate "C" not null,
	delen        text compression lz4 collate "C" not null,
	hermeting    text compression lz4 collate "C" not null default '',
	hermeten_op  bigint not null default 0,
	unique (toets, nummer),
	unique (toets, toets_versie, peildatum, nulmeting)
) with (fillfactor = 85);
create index metingen_rechten on metingen (cls, id);
create index metingen_volgorde on metingen (id, cls);

create table vrijstellingen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	toets     bigint not null references toetsen (id) on delete cascade,
	toestand  text collate "C" not null,
	van       text collate "C",
	tot       text collate "C" not null
) with (fillfactor = 85);
create index vrijstellingen_rechten on vrijstellingen (cls, id);
create index vrijstellingen_volgorde on vrijstellingen (id, cls);
create index vrijstellingen_toets on vrijstellingen (toets, toestand);

create table mijlpalen (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	cls        bigint not null,
	body       text compression lz4 collate "C" not null,
	afgeleid   text compression lz4 collate "C" not null default '',
	kenmerken  text collate "C" not null default '{}',
	titel      text collate "C" not null,
	titel_zoek text collate "C" not null,
	toestand   text collate "C" not null,
	stand      text collate "C" not null,
	spoor      text collate "C" not null,
	sinds      text collate "C"
) with (fillfactor = 85);
create index mijlpalen_rechten on mijlpalen (cls, id);
create index mijlpalen_volgorde on mijlpalen (id, cls);
create index mijlpalen_toestand on mijlpalen (toestand);

create table mijlpaal_toetsen (
	mijlpaal bigint not null references mijlpalen (id) on delete cascade,
	toets    bigint not null references toetsen (id),
	primary key (mijlpaal, toets)
);
create index mijlpaal_toetsen_toets on mijlpaal_toetsen (toets);

create table mijlpaal_maten (
	mijlpaal bigint not null references mijlpalen (id) on delete cascade,
	maat     bigint not null references maten (id),
	primary key (mijlpaal, maat)
);
create index mijlpaal_maten_maat on mijlpaal_maten (maat);

-- The public keys with which the organisation signs its metingen, oldest first.
create table ondertekensleutels (
	id      bigint primary key,
	sleutel text collate "C" not null unique
);
