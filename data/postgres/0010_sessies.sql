-- +goose Up

-- Who is logged in on the pages. sleutel is the hash of the word in the cookie, so that who reads this table is nobody; inhoud
-- is base64; verloopt is in milliseconds since 1970.
create table sessies (
	sleutel  text collate "C" primary key,
	inhoud   text collate "C" not null,
	verloopt bigint not null
) with (fillfactor = 70);
create index sessies_verloopt on sessies (verloopt);
