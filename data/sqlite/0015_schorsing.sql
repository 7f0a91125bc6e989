-- +goose Up

-- When a case was suspended, as far as it was seen: periods in days since 1970, "20700-20710,20720-"; '' for never, null for not known.
alter table feiten add column opgeschort text;
