package main

import (
	"context"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
)

// Sessions behave the same on both databases, and end when they should.
func TestSessies(t *testing.T) {
	datatest.Run(t, func(t *testing.T, db data.DB) {
		ctx := context.Background()
		s := sessies{db}
		find := func(key, want string) {
			t.Helper()
			got, found, err := s.FindCtx(ctx, key)
			if err != nil || found != (want != "") || string(got) != want {
				t.Errorf("%s holds %q (%v, %v), want %q", key, got, found, err, want)
			}
		}
		keep := func(key, text string, until time.Time) {
			t.Helper()
			if err := s.CommitCtx(ctx, key, []byte(text), until); err != nil {
				t.Fatal(err)
			}
		}
		find("geen", "")
		later, before := time.Now().Add(time.Hour), time.Now().Add(-time.Second)
		keep("a", "iris\x00\xff", later)
		find("a", "iris\x00\xff")
		keep("a", "pieter", later)
		find("a", "pieter")
		keep("oud", "tom", before)
		find("oud", "")
		if err := s.veeg(ctx); err != nil {
			t.Fatal(err)
		}
		find("a", "pieter")
		var left int64
		err := db.View(ctx, func(tx data.Tx) error {
			row, err := tx.One("select count(*) from sessies")
			if err == nil {
				left = row.Int(0)
			}
			return err
		})
		if err != nil || left != 1 {
			t.Errorf("after the sweep %d sessions are left (%v), want 1", left, err)
		}
		if err := s.DeleteCtx(ctx, "a"); err != nil {
			t.Fatal(err)
		}
		find("a", "")
	})
}

// Who reads pages writes no session with each: one that says the same and ends less than a minute later is as good as kept.
func TestSessieBlijft(t *testing.T) {
	datatest.Run(t, func(t *testing.T, db data.DB) {
		s, end := sessies{db}, time.Now().Add(time.Hour)
		kept := func(in string, until time.Time) int64 {
			t.Helper()
			if err := s.CommitCtx(t.Context(), "a", []byte(in), until); err != nil {
				t.Fatal(err)
			}
			var verloopt int64
			err := db.View(t.Context(), func(tx data.Tx) error {
				row, err := tx.One("select verloopt from sessies where sleutel = 'a'")
				if err == nil {
					verloopt = row.Int(0)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return verloopt
		}
		first := kept("iris", end)
		if got := kept("iris", end.Add(59*time.Second)); got != first {
			t.Error("the same session was written again")
		}
		if got := kept("iris", end.Add(time.Minute)); got != end.Add(time.Minute).UnixMilli() {
			t.Error("a minute later it was not written")
		}
		if got := kept("pieter", end.Add(time.Minute+time.Second)); got != end.Add(time.Minute+time.Second).UnixMilli() {
			t.Error("another person was not written")
		}
		if got := kept("pieter", end); got != end.UnixMilli() {
			t.Error("one that ends sooner was not written")
		}
	})
}
