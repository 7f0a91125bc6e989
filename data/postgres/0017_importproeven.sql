-- +goose Up

-- Lists on trial: the file (gzip, base64), what was said of it, and the report. Each is the person's alone, and is gone after an hour.
create table importproeven (
	uuid    text collate "C" not null primary key,
	door    text collate "C" not null,
	tot     text collate "C" not null,
	wat     text collate "C" not null,
	inhoud  text collate "C" not null,
	verslag text collate "C" not null
);
create index importproeven_tot on importproeven (tot);
