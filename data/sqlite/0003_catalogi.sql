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
	id            integer primary key,
	uuid          text not null unique,
	cls           integer not null default 0,
	body          text not null,
	afgeleid      text not null default '',
	kenmerken     text not null default '{}',
	catalogus     integer not null references catalogussen (id),
	identificatie text not null,
	concept       integer not null
) strict;
create index zaaktypen_identificatie on zaaktypen (catalogus, identificatie);

create table statustypen (
	id         integer primary key,
	uuid       text not null unique,
	cls        integer not null default 0,
	body       text not null,
	afgeleid   text not null default '',
	zaaktype   integer not null references zaaktypen (id) on delete cascade,
	volgnummer integer not null
) strict;
create index statustypen_zaaktype on statustypen (zaaktype, volgnummer);

create table roltypen (
	id       integer primary key,
	uuid     text not null unique,
	cls      integer not null default 0,
	body     text not null,
	afgeleid text not null default '',
	zaaktype integer not null references zaaktypen (id) on delete cascade
) strict;
create index roltypen_zaaktype on roltypen (zaaktype);
