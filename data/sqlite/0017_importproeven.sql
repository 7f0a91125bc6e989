-- +goose Up

-- Lists on trial: the file (gzip, base64), what was said of it, and the report. Each is the person's alone, and is gone after an hour.
create table importproeven (
	uuid    text not null primary key,
	door    text not null,
	tot     text not null,
	wat     text not null,
	inhoud  text not null,
	verslag text not null
) strict;
create index importproeven_tot on importproeven (tot);
