-- +goose Up

-- What goes on with a list on trial after the answer: werk is what is done ('proberen', 'inlezen'; '' nothing), gedaan of totaal how far it is,
-- teken the last sign of life (µs) of the process that does it, reden why it was refused, import what came of it.
alter table importproeven add column werk text collate "C" not null default '';
alter table importproeven add column gedaan bigint not null default 0;
alter table importproeven add column totaal bigint not null default 0;
alter table importproeven add column teken bigint not null default 0;
alter table importproeven add column reden text collate "C" not null default '';
alter table importproeven add column import text collate "C" not null default '';
