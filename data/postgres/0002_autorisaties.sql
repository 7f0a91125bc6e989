-- +goose Up

-- Applicaties: what a client may do, as the Autorisaties API stores it. The package auth reads these two.
create table applicaties (
	id        bigint primary key,
	uuid      text collate "C" not null unique,
	cls       bigint not null default 0,
	body      text compression lz4 collate "C" not null,
	afgeleid  text compression lz4 collate "C" not null default '',
	kenmerken text collate "C" not null default '{}',
	versie    bigint not null default 1
) with (fillfactor = 85);

-- A client_id belongs to one applicatie; the order is the client's own.
create table applicatie_clients (
	client_id  text collate "C" primary key,
	applicatie bigint not null references applicaties (id) on delete cascade,
	volgorde   bigint not null default 0
);
create index applicatie_clients_applicatie on applicatie_clients (applicatie, volgorde);
