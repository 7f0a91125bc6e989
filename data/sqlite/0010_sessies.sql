-- +goose Up

-- Who is logged in on the pages. sleutel is the hash of the word in the cookie, so that who reads this table is nobody; inhoud
-- is base64; verloopt is in milliseconds since 1970.
create table sessies (
	sleutel  text primary key,
	inhoud   text not null,
	verloopt integer not null
) strict;
create index sessies_verloopt on sessies (verloopt);
