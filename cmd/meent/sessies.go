package main

import (
	"context"
	"encoding/base64"
	"errors"
	"time"

	"meent/data"
	"meent/interactie/opmaak"
)

// sessies keeps who is logged in, in the database: several processes that serve one database know the same people. The keys
// are hashes already when they come here. Its times are of the real clock, as cookies are.
type sessies struct{ db data.DB }

// FindCtx gives the contents of a session that has not ended.
func (s sessies) FindCtx(ctx context.Context, sleutel string) (inhoud []byte, found bool, err error) {
	err = s.db.View(ctx, func(tx data.Tx) error {
		row, err := tx.One("select inhoud from sessies where sleutel = $1 and verloopt > $2", sleutel, time.Now().UnixMilli())
		if err != nil {
			return err
		}
		inhoud, err = base64.StdEncoding.DecodeString(row.Text(0))
		return err
	})
	if errors.Is(err, data.ErrNotFound) {
		return nil, false, nil
	}
	return inhoud, err == nil, err
}

// speling is how much later a session must end to be worth writing for that alone: who reads pages would otherwise write with each, and
// wait for who writes much.
const speling = time.Minute

// CommitCtx keeps a session until it ends, or up to speling before.
func (s sessies) CommitCtx(ctx context.Context, sleutel string, inhoud []byte, verloopt time.Time) error {
	staat := false
	err := s.db.View(ctx, func(tx data.Tx) error {
		row, err := tx.One("select inhoud, verloopt from sessies where sleutel = $1", sleutel)
		if err != nil {
			return err
		}
		later := verloopt.UnixMilli() - row.Int(1)
		kept, err := base64.StdEncoding.DecodeString(row.Text(0))
		staat = err == nil && later >= 0 && later < speling.Milliseconds() && opmaak.ZelfdeSessie(kept, inhoud)
		return nil
	})
	if staat || err != nil && !errors.Is(err, data.ErrNotFound) {
		return err
	}
	return s.db.Update(ctx, func(tx data.Tx) error {
		return tx.Exec("insert into sessies (sleutel, inhoud, verloopt) values ($1, $2, $3) "+
			"on conflict (sleutel) do update set inhoud = excluded.inhoud, verloopt = excluded.verloopt",
			sleutel, base64.StdEncoding.EncodeToString(inhoud), verloopt.UnixMilli())
	})
}

// DeleteCtx ends a session.
func (s sessies) DeleteCtx(ctx context.Context, sleutel string) error {
	return s.db.Update(ctx, func(tx data.Tx) error { return tx.Exec("delete from sessies where sleutel = $1", sleutel) })
}

// Find, Commit and Delete are for callers without a context; the session manager has one always.
func (s sessies) Find(sleutel string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), sleutel)
}

// Commit is CommitCtx without a context.
func (s sessies) Commit(sleutel string, inhoud []byte, verloopt time.Time) error {
	return s.CommitCtx(context.Background(), sleutel, inhoud, verloopt)
}

// Delete is DeleteCtx without a context.
func (s sessies) Delete(sleutel string) error { return s.DeleteCtx(context.Background(), sleutel) }

// veeg removes the sessions that have ended.
func (s sessies) veeg(ctx context.Context) error {
	return s.db.Update(ctx, func(tx data.Tx) error {
		return tx.Exec("delete from sessies where verloopt <= $1", time.Now().UnixMilli())
	})
}
