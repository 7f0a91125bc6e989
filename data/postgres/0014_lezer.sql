-- +goose Up

-- What the program's own reader may is fixed in the program (auth.Lezer); it had an applicatie that could do everything.
delete from applicatie_clients where client_id = 'meent-metingen';
delete from applicaties where not exists (select 1 from applicatie_clients c where c.applicatie = applicaties.id)
	and body like '%"Meent zelf: leest voor de metingen"%';
