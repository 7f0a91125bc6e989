-- +goose Up

-- Zaken: cases and what hangs on them. What is filtered stands before the texts, so that a row need not be read whole.
create table zaken (
	id                   integer primary key,
	uuid                 text not null unique,
	cls                  integer not null,
	zaaktype             integer not null,
	hoofdzaak            integer references zaken (id) on delete cascade,
	identificatie        text not null,
	bronorganisatie      text not null,
	startdatum           text not null,
	registratiedatum     text not null,
	einddatum            text,
	einddatum_gepland    text,
	uiterlijke_einddatum text,
	publicatiedatum      text,
	archiefactiedatum    text,
	archiefnominatie     text not null,
	archiefstatus        text not null,
	vertrouwelijkheid    integer not null,
	cel                  integer,
	geometrie            text not null default '',
	kenmerken            text not null default '{}',
	body                 text not null,
	afgeleid             text not null default ''
) strict;
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
	zaak   integer not null references zaken (id) on delete cascade,
	plaats integer not null,
	andere integer not null,
	primary key (zaak, plaats)
) strict;
create index zaak_relevante_andere on zaak_relevante (andere);

create table statussen (
	id         integer primary key,
	uuid       text not null unique,
	cls        integer not null,
	zaak       integer not null references zaken (id) on delete cascade,
	statustype integer not null,
	gezetdoor  integer,
	gezet      text not null,
	body       text not null,
	afgeleid   text not null default ''
) strict;
create unique index statussen_zaak on statussen (zaak, gezet);
create index statussen_rechten on statussen (cls, id);
create index statussen_volgorde on statussen (id, cls);
create index statussen_gezetdoor on statussen (gezetdoor) where gezetdoor is not null;

-- identificatie is the number by which a betrokkene of its type is known first (BSN, RSIN, vestigingsnummer, …),
-- ander_nummer what the standard calls the other one, and a_nummer that of a natuurlijk persoon.
create table rollen (
	id                    integer primary key,
	uuid                  text not null unique,
	cls                   integer not null,
	zaak                  integer not null references zaken (id) on delete cascade,
	roltype               integer not null,
	betrokkene            text,
	betrokkene_type       text not null,
	omschrijving          text not null,
	omschrijving_generiek text not null,
	identificatie         text,
	ander_nummer          text,
	a_nummer              text,
	body                  text not null,
	afgeleid              text not null default ''
) strict;
create index rollen_zaak on rollen (zaak, betrokkene_type, omschrijving_generiek);
create index rollen_rechten on rollen (cls, id);
create index rollen_volgorde on rollen (id, cls);
create index rollen_betrokkene on rollen (betrokkene, zaak) where betrokkene is not null;
create index rollen_identificatie on rollen (identificatie, zaak) where identificatie is not null;
create index rollen_ander_nummer on rollen (ander_nummer, zaak) where ander_nummer is not null;
create index rollen_a_nummer on rollen (a_nummer, zaak) where a_nummer is not null;

create table resultaten (
	id            integer primary key,
	uuid          text not null unique,
	cls           integer not null,
	zaak          integer not null references zaken (id) on delete cascade,
	resultaattype integer not null,
	body          text not null,
	afgeleid      text not null default ''
) strict;
create unique index resultaten_zaak on resultaten (zaak);
create index resultaten_rechten on resultaten (cls, id);
create index resultaten_volgorde on resultaten (id, cls);

create table zaakobjecten (
	id             integer primary key,
	uuid           text not null unique,
	cls            integer not null,
	zaak           integer not null references zaken (id) on delete cascade,
	zaakobjecttype integer,
	object         text,
	object_type    text not null,
	body           text not null,
	afgeleid       text not null default ''
) strict;
create index zaakobjecten_zaak on zaakobjecten (zaak, object_type);
create index zaakobjecten_rechten on zaakobjecten (cls, id);
create index zaakobjecten_volgorde on zaakobjecten (id, cls);
create index zaakobjecten_object on zaakobjecten (object) where object is not null;

create table zaakeigenschappen (
	id         integer primary key,
	uuid       text not null unique,
	cls        integer not null,
	zaak       integer not null references zaken (id) on delete cascade,
	eigenschap integer not null,
	naam       text not null,
	body       text not null,
	afgeleid   text not null default ''
) strict;
create index zaakeigenschappen_zaak on zaakeigenschappen (zaak, naam);

create table zaakinformatieobjecten (
	id               integer primary key,
	uuid             text not null unique,
	cls              integer not null,
	zaak             integer not null references zaken (id) on delete cascade,
	informatieobject integer not null,
	status           integer,
	body             text not null,
	afgeleid         text not null default ''
) strict;
create unique index zaakinformatieobjecten_zaak on zaakinformatieobjecten (zaak, informatieobject);
create index zaakinformatieobjecten_informatieobject on zaakinformatieobjecten (informatieobject);
create index zaakinformatieobjecten_rechten on zaakinformatieobjecten (cls, id);
create index zaakinformatieobjecten_status on zaakinformatieobjecten (status) where status is not null;

create table zaakbesluiten (
	id       integer primary key,
	uuid     text not null unique,
	cls      integer not null,
	zaak     integer not null references zaken (id) on delete cascade,
	besluit  integer not null,
	body     text not null,
	afgeleid text not null default ''
) strict;
create unique index zaakbesluiten_zaak on zaakbesluiten (zaak, besluit);
create index zaakbesluiten_besluit on zaakbesluiten (besluit);

create table klantcontacten (
	id       integer primary key,
	uuid     text not null unique,
	cls      integer not null,
	zaak     integer not null references zaken (id) on delete cascade,
	body     text not null,
	afgeleid text not null default ''
) strict;
create index klantcontacten_zaak on klantcontacten (zaak);
create index klantcontacten_rechten on klantcontacten (cls, id);
create index klantcontacten_volgorde on klantcontacten (id, cls);

create table zaakcontactmomenten (
	id            integer primary key,
	uuid          text not null unique,
	cls           integer not null,
	zaak          integer not null references zaken (id) on delete cascade,
	contactmoment text not null,
	body          text not null,
	afgeleid      text not null default ''
) strict;
create unique index zaakcontactmomenten_zaak on zaakcontactmomenten (zaak, contactmoment);
create index zaakcontactmomenten_contactmoment on zaakcontactmomenten (contactmoment);
create index zaakcontactmomenten_rechten on zaakcontactmomenten (cls, id);

create table zaakverzoeken (
	id       integer primary key,
	uuid     text not null unique,
	cls      integer not null,
	zaak     integer not null references zaken (id) on delete cascade,
	verzoek  text not null,
	body     text not null,
	afgeleid text not null default ''
) strict;
create unique index zaakverzoeken_zaak on zaakverzoeken (zaak, verzoek);
create index zaakverzoeken_verzoek on zaakverzoeken (verzoek);
create index zaakverzoeken_rechten on zaakverzoeken (cls, id);

-- The columns with _zoek are folded, for searches without regard to case.
create table zaaknotities (
	id                   integer primary key,
	uuid                 text not null unique,
	cls                  integer not null,
	zaak                 integer not null references zaken (id) on delete cascade,
	soort                text not null,
	status               text not null,
	aangemaakt           text not null,
	gewijzigd            text not null,
	aangemaakt_door      text not null,
	aangemaakt_door_zoek text not null,
	onderwerp            text not null,
	onderwerp_zoek       text not null,
	tekst                text not null,
	tekst_zoek           text not null,
	body                 text not null,
	afgeleid             text not null default ''
) strict;
create index zaaknotities_zaak on zaaknotities (zaak);
create index zaaknotities_rechten on zaaknotities (cls, id);
create index zaaknotities_volgorde on zaaknotities (id, cls);
