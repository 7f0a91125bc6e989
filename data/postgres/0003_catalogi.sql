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
	id            bigint primary key,
	uuid          text collate "C" not null unique,
	cls           bigint not null default 0,
	body          text compression lz4 collate "C" not null,
	afgeleid      text compression lz4 collate "C" not null default '',
	kenmerken     text collate "C" not null default '{}',
	catalogus     bigint not null references catalogussen (id),
	identificatie text collate "C" not null,
	concept       bigint not null
) with (fillfactor = 85);
create index zaaktypen_identificatie on zaaktypen (catalogus, identificatie);

create table statustypen (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	cls        bigint not null default 0,
	body       text compression lz4 collate "C" not null,
	afgeleid   text compression lz4 collate "C" not null default '',
	zaaktype   bigint not null references zaaktypen (id) on delete cascade,
	volgnummer bigint not null
) with (fillfactor = 85);
create index statustypen_zaaktype on statustypen (zaaktype, volgnummer);

create table roltypen (
	id       bigint primary key,
	uuid     text collate "C" not null unique,
	cls      bigint not null default 0,
	body     text compression lz4 collate "C" not null,
	afgeleid text compression lz4 collate "C" not null default '',
	zaaktype bigint not null references zaaktypen (id) on delete cascade
) with (fillfactor = 85);
create index roltypen_zaaktype on roltypen (zaaktype);
