-- +goose Up

create table kanalen (
	id       integer primary key,
	uuid     text not null unique,
	cls      integer not null default 0,
	body     text not null,
	afgeleid text not null default '',
	naam     text not null unique
) strict;

-- The channels of the standard are there from the start. Their ids are a block that no process takes.
insert into kanalen (id, uuid, naam, body)
select eerste + plaats, uuid, naam,
	'{"url":"' || char(1) || '/notificaties/api/v1/kanaal/' || uuid || '","naam":"' || naam || '","documentatieLink":"","filters":' || filters || '}'
from (select volgende as eerste from nummers where naam = 'id') as blok, (
	select 0 as plaats, '9e4aef0a-4ccb-4c42-8fab-0f76c4c7a3a1' as uuid, 'zaken' as naam, '["bronorganisatie","zaaktype","zaaktype.catalogus","vertrouwelijkheidaanduiding"]' as filters
	union all select 1, 'd9a4ab0c-20f5-4d31-9a54-0b1a2e4e30b2', 'documenten', '["bronorganisatie","informatieobjecttype","informatieobjecttype.catalogus","vertrouwelijkheidaanduiding"]'
	union all select 2, '5f0d2b6e-8f53-4e0c-b8f4-6f1d3c7e9d03', 'besluiten', '["verantwoordelijke_organisatie","besluittype","besluittype.catalogus"]'
	union all select 3, '0b7c6d58-37a9-4b60-93b6-2d8e5a1f4c94', 'zaaktypen', '["catalogus"]'
	union all select 4, 'c2e81f37-64d0-4a9b-8e15-7b3f9d2a6e55', 'besluittypen', '["catalogus"]'
	union all select 5, '7d35a9e4-1b82-4f6c-a0d7-e94c8b5f3216', 'informatieobjecttypen', '["catalogus"]'
	union all select 6, 'a86f4c1d-95e3-4d27-b64a-3c0e7f8d1b87', 'autorisaties', '[]'
) as kanaal;
update nummers set volgende = volgende + 1000 where naam = 'id';

-- volgende, bezet_tot and houder say when a subscriber is to be called again, and which process is at it until when; the
-- moments are milliseconds since 1970.
create table abonnementen (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null default 0,
	body      text not null,
	afgeleid  text not null default '',
	eigenaar  text not null,
	callback  text not null,
	auth      text not null,
	volgende  integer not null default 0,
	bezet_tot integer not null default 0,
	houder    text not null default ''
) strict;

-- What a subscriber is still to be told, and what could not be told (mislukt says since when).
create table bezorgingen (
	abonnement integer not null references abonnementen (id) on delete cascade,
	bericht    integer not null,
	gemaakt    text not null,
	body       text not null,
	pogingen   integer not null default 0,
	laatst     text,
	fout       text not null default '',
	mislukt    text,
	primary key (abonnement, bericht)
) strict;
create index bezorgingen_wachtend on bezorgingen (abonnement, gemaakt, bericht) where mislukt is null;
