-- +goose Up

-- Orders as they were computed: one proposal, and those that were published. Nothing in one changes.
create table volgordes (
	id          bigint primary key,
	uuid        text collate "C" not null unique,
	cls         bigint not null,
	body        text compression lz4 collate "C" not null,
	afgeleid    text compression lz4 collate "C" not null default '',
	kenmerken   text collate "C" not null default '{}',
	toestand    text collate "C" not null,
	vastgesteld text collate "C"
) with (fillfactor = 85);
create index volgordes_rechten on volgordes (cls, id);
create index volgordes_volgorde on volgordes (id, cls);
create index volgordes_vastgesteld on volgordes (vastgesteld, id) where vastgesteld is not null;

-- Steps that people put elsewhere by hand, until the next herijking.
create table verplaatsingen (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	stap      bigint not null references stappen (id) on delete cascade,
	vervallen text collate "C"
) with (fillfactor = 85);
create index verplaatsingen_rechten on verplaatsingen (cls, id);
create index verplaatsingen_volgorde on verplaatsingen (id, cls);
create unique index verplaatsingen_geldig on verplaatsingen (stap) where vervallen is null;
create index verplaatsingen_stap on verplaatsingen (stap);
