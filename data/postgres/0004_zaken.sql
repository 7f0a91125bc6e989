-- +goose Up

-- Zaken: cases and what hangs on them. What is filtered stands before the texts, so that a row need not be read whole.
create table zaken (
	id                   bigint primary key,
	uuid                 text collate "C" not null unique,
	cls                  bigint not null,
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
	geometrie            text collate "C" not null default '',
	kenmerken            text collate "C" not null default '{}',
	body                 text compression lz4 collate "C" not null,
	afgeleid             text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
-- zaken_rechten holds every column that is filtered without an index of its own: such a filter reads the index alone.
create index zaken_rechten on zaken (cls, id, zaaktype, vertrouwelijkheid, startdatum, registratiedatum, einddatum, einddatum_gepland, uiterlijke_einddatum, archiefactiedatum, archiefnominatie, archiefstatus, bronorganisatie);
create index zaken_volgorde on zaken (id, cls);
create index zaken_startdatum on zaken (startdatum, id, cls);
create unique index zaken_identificatie on zaken (identificatie, bronorganisatie);
create index zaken_archief on zaken (archiefactiedatum, id, cls) where archiefactiedatum is not null;
create index zaken_hoofdzaak on zaken (hoofdzaak) where hoofdzaak is not null;
create index zaken_cel on zaken (cel, id) where cel is not null;

-- Other zaken that matter to a zaak, in the order in which they were posted; andere may be a zaak of another server.
create table zaak_relevante (
	zaak   bigint not null references zaken (id) on delete cascade,
	plaats bigint not null,
	andere bigint not null,
	primary key (zaak, plaats)
) with (fillfactor = 85);
create index zaak_relevante_andere on zaak_relevante (andere);

create table statussen (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	cls        bigint not null,
	zaak       bigint not null references zaken (id) on delete cascade,
	statustype bigint not null,
	gezetdoor  bigint,
	gezet      text collate "C" not null,
	body       text compression lz4 collate "C" not null,
	afgeleid   text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create unique index statussen_zaak on statussen (zaak, gezet);
create index statussen_rechten on statussen (cls, id);
create index statussen_volgorde on statussen (id, cls);
create index statussen_gezetdoor on statussen (gezetdoor) where gezetdoor is not null;

-- identificatie is the number by which a betrokkene of its type is known first (BSN, RSIN, vestigingsnummer, …),
-- ander_nummer what the standard calls the other one, and a_nummer that of a natuurlijk persoon.
create table rollen (
	id                    bigint primary key,
	uuid                  text collate "C" not null unique,
	cls                   bigint not null,
	zaak                  bigint not null references zaken (id) on delete cascade,
	roltype               bigint not null,
	betrokkene            text collate "C",
	betrokkene_type       text collate "C" not null,
	omschrijving          text collate "C" not null,
	omschrijving_generiek text collate "C" not null,
	identificatie         text collate "C",
	ander_nummer          text collate "C",
	a_nummer              text collate "C",
	body                  text compression lz4 collate "C" not null,
	afgeleid              text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create index rollen_zaak on rollen (zaak, betrokkene_type, omschrijving_generiek);
create index rollen_rechten on rollen (cls, id);
create index rollen_volgorde on rollen (id, cls);
create index rollen_betrokkene on rollen (betrokkene, zaak) where betrokkene is not null;
create index rollen_identificatie on rollen (identificatie, zaak) where identificatie is not null;
create index rollen_ander_nummer on rollen (ander_nummer, zaak) where ander_nummer is not null;
create index rollen_a_nummer on rollen (a_nummer, zaak) where a_nummer is not null;

create table resultaten (
	id            bigint primary key,
	uuid          text collate "C" not null unique,
	cls           bigint not null,
	zaak          bigint not null references zaken (id) on delete cascade,
	resultaattype bigint not null,
	body          text compression lz4 collate "C" not null,
	afgeleid      text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create unique index resultaten_zaak on resultaten (zaak);
create index resultaten_rechten on resultaten (cls, id);
create index resultaten_volgorde on resultaten (id, cls);

create table zaakobjecten (
	id             bigint primary key,
	uuid           text collate "C" not null unique,
	cls            bigint not null,
	zaak           bigint not null references zaken (id) on delete cascade,
	zaakobjecttype bigint,
	object         text collate "C",
	object_type    text collate "C" not null,
	body           text compression lz4 collate "C" not null,
	afgeleid       text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create index zaakobjecten_zaak on zaakobjecten (zaak, object_type);
create index zaakobjecten_rechten on zaakobjecten (cls, id);
create index zaakobjecten_volgorde on zaakobjecten (id, cls);
create index zaakobjecten_object on zaakobjecten (object) where object is not null;

create table zaakeigenschappen (
	id         bigint primary key,
	uuid       text collate "C" not null unique,
	cls        bigint not null,
	zaak       bigint not null references zaken (id) on delete cascade,
	eigenschap bigint not null,
	naam       text collate "C" not null,
	body       text compression lz4 collate "C" not null,
	afgeleid   text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create index zaakeigenschappen_zaak on zaakeigenschappen (zaak, naam);

create table zaakinformatieobjecten (
	id               bigint primary key,
	uuid             text collate "C" not null unique,
	cls              bigint not null,
	zaak             bigint not null references zaken (id) on delete cascade,
	informatieobject bigint not null,
	status           bigint,
	body             text compression lz4 collate "C" not null,
	afgeleid         text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create unique index zaakinformatieobjecten_zaak on zaakinformatieobjecten (zaak, informatieobject);
create index zaakinformatieobjecten_informatieobject on zaakinformatieobjecten (informatieobject);
create index zaakinformatieobjecten_rechten on zaakinformatieobjecten (cls, id);
create index zaakinformatieobjecten_status on zaakinformatieobjecten (status) where status is not null;

create table zaakbesluiten (
	id       bigint primary key,
	uuid     text collate "C" not null unique,
	cls      bigint not null,
	zaak     bigint not null references zaken (id) on delete cascade,
	besluit  bigint not null,
	body     text compression lz4 collate "C" not null,
	afgeleid text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create unique index zaakbesluiten_zaak on zaakbesluiten (zaak, besluit);
create index zaakbesluiten_besluit on zaakbesluiten (besluit);

create table klantcontacten (
	id       bigint primary key,
	uuid     text collate "C" not null unique,
	cls      bigint not null,
	zaak     bigint not null references zaken (id) on delete cascade,
	body     text compression lz4 collate "C" not null,
	afgeleid text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create index klantcontacten_zaak on klantcontacten (zaak);
create index klantcontacten_rechten on klantcontacten (cls, id);
create index klantcontacten_volgorde on klantcontacten (id, cls);

create table zaakcontactmomenten (
	id            bigint primary key,
	uuid          text collate "C" not null unique,
	cls           bigint not null,
	zaak          bigint not null references zaken (id) on delete cascade,
	contactmoment text collate "C" not null,
	body          text compression lz4 collate "C" not null,
	afgeleid      text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create unique index zaakcontactmomenten_zaak on zaakcontactmomenten (zaak, contactmoment);
create index zaakcontactmomenten_contactmoment on zaakcontactmomenten (contactmoment);
create index zaakcontactmomenten_rechten on zaakcontactmomenten (cls, id);

create table zaakverzoeken (
	id       bigint primary key,
	uuid     text collate "C" not null unique,
	cls      bigint not null,
	zaak     bigint not null references zaken (id) on delete cascade,
	verzoek  text collate "C" not null,
	body     text compression lz4 collate "C" not null,
	afgeleid text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create unique index zaakverzoeken_zaak on zaakverzoeken (zaak, verzoek);
create index zaakverzoeken_verzoek on zaakverzoeken (verzoek);
create index zaakverzoeken_rechten on zaakverzoeken (cls, id);

-- The columns with _zoek are folded, for searches without regard to case.
create table zaaknotities (
	id                   bigint primary key,
	uuid                 text collate "C" not null unique,
	cls                  bigint not null,
	zaak                 bigint not null references zaken (id) on delete cascade,
	soort                text collate "C" not null,
	status               text collate "C" not null,
	aangemaakt           text collate "C" not null,
	gewijzigd            text collate "C" not null,
	aangemaakt_door      text collate "C" not null,
	aangemaakt_door_zoek text collate "C" not null,
	onderwerp            text collate "C" not null,
	onderwerp_zoek       text collate "C" not null,
	tekst                text collate "C" not null,
	tekst_zoek           text collate "C" not null,
	body                 text compression lz4 collate "C" not null,
	afgeleid             text compression lz4 collate "C" not null default ''
) with (fillfactor = 85);
create index zaaknotities_zaak on zaaknotities (zaak);
create index zaaknotities_rechten on zaaknotities (cls, id);
create index zaaknotities_volgorde on zaaknotities (id, cls);
