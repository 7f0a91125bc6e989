-- +goose Up

-- Zaken: cases and what hangs on them.
create table zaken (
	id                   bigint primary key,
	uuid                 text collate "C" not null unique,
	cls                  bigint not null,
	body                 text compression lz4 collate "C" not null,
	afgeleid             text compression lz4 collate "C" not null default '',
	kenmerken            text collate "C" not null default '{}',
	zaaktype             bigint not null,
	hoofdzaak            bigint references zaken (id) on delete cascade,
	identificatie        text collate "C" not null,
	bronorganisatie      text collate "C" not null,
	startdatum           text collate "C" not null,
	registratiedatum     text collate "C" not null,
	einddatum            text collate "C",
	einddatum_gepland    text collate "C",
	uiterlijke_einddatum text collate "C",
	publicatiedatum      text collate "C",
	archiefactiedatum    text collate "C",
	archiefnominatie     text collate "C" not null,
	archiefstatus        text collate "C" not null,
	vertrouwelijkheid    bigint not null,
	cel                  bigint,
	geometrie            text collate "C" not null default ''
) with (fillfactor = 85);
create index zaken_rechten on zaken (cls, id);
create index zaken_volgorde on zaken (id, cls);
create index zaken_startdatum on zaken (startdatum, id, cls);
create unique index zaken_identificatie on zaken (identificatie, bronorganisatie);
create index zaken_hoofdzaak on zaken (hoofdzaak) where hoofdzaak is not null;
create index zaken_cel on zaken (cel, id) where cel is not null;

create table statussen (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	cls        bigint not null,
	body       text compression lz4 collate "C" not null,
	afgeleid   text compression lz4 collate "C" not null default '',
	zaak       bigint not null references zaken (id) on delete cascade,
	statustype bigint not null,
	gezetdoor  bigint,
	gezet      text collate "C" not null
) with (fillfactor = 85);
create unique index statussen_zaak on statussen (zaak, gezet);
create index statussen_rechten on statussen (cls, id);
create index statussen_volgorde on statussen (id, cls);

create table rollen (
	id              bigint primary key,
	uuid            text collate "C" not null unique,
	cls             bigint not null,
	body            text compression lz4 collate "C" not null,
	afgeleid        text compression lz4 collate "C" not null default '',
	zaak            bigint not null references zaken (id) on delete cascade,
	roltype         bigint not null,
	betrokkene      text collate "C" not null,
	betrokkene_type text collate "C" not null
) with (fillfactor = 85);
create index rollen_zaak on rollen (zaak);
create index rollen_rechten on rollen (cls, id);
create index rollen_volgorde on rollen (id, cls);
