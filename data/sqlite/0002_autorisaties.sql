-- +goose Up

-- Applicaties: what a client may do, as the Autorisaties API stores it. The package auth reads these two.
create table applicaties (
	id        integer primary key,
	uuid      text not null unique,
	cls       integer not null default 0,
	body      text not null,
	afgeleid  text not null default '',
	kenmerken text not null default '{}',
	versie    integer not null default 1
) strict;

-- A client_id belongs to one applicatie; the order is the client's own.
create table applicatie_clients (
	client_id  text primary key,
	applicatie integer not null references applicaties (id) on delete cascade,
	volgorde   integer not null default 0
) strict;
create index applicatie_clients_applicatie on applicatie_clients (applicatie, volgorde);
