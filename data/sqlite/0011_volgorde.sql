-- +goose Up

-- Orders as they were computed: one proposal, and those that were published. Nothing in one changes.
create table volgordes (
	id          integer primary key,
	uuid        text not null unique,
	cls         integer not null,
	body        text not null,
	afgeleid    text not null default '',
	kenmerken   text not null default '{}',
	toestand    text not null,
	vastgesteld text
) strict;
create index volgordes_rechten on volgordes (cls, id);
create index volgordes_volgorde on volgordes (id, cls);
create index volgordes_vastgesteld on volgordes (vastgesteld, id) where vastgesteld is not null;

-- Steps that people put elsewhere by hand, until the next herijking.
create table verplaatsingen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	stap      integer not null references stappen (id) on delete cascade,
	vervallen text
) strict;
create index verplaatsingen_rechten on verplaatsingen (cls, id);
create index verplaatsingen_volgorde on verplaatsingen (id, cls);
create unique index verplaatsingen_geldig on verplaatsingen (stap) where vervallen is null;
create index verplaatsingen_stap on verplaatsingen (stap);
