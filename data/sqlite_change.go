package data

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
)

// watcher remembers the change numbers, and asks SQLite whether any connection but its own has committed since.
type watcher struct {
	mu      sync.Mutex
	c       *sqliteConn
	version int64
	numbers map[string]int64
	closed  bool
}

func (db *sqlite) Change(_ context.Context, topic string) (int64, error) {
	n, err := db.watch.number(db, topic)
	if err != nil {
		return 0, fmt.Errorf("change number of %s: %w", topic, err)
	}
	return n, nil
}

func (w *watcher) number(db *sqlite, topic string) (int64, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.open(db); err != nil {
		return 0, err
	}
	version, err := w.dataVersion()
	if err != nil {
		return 0, err
	}
	if version != w.version || w.numbers == nil {
		if err := w.read(); err != nil {
			return 0, err
		}
		w.version = version
	}
	return w.numbers[topic], nil
}

func (w *watcher) open(db *sqlite) (err error) {
	if w.closed {
		return ErrClosed
	}
	if w.c == nil {
		w.c, err = db.openReader()
	}
	return err
}

func (w *watcher) dataVersion() (int64, error) {
	stmt, err := w.c.statement("pragma data_version")
	if err != nil {
		return 0, err
	}
	stmt.Step()
	version := stmt.ColumnInt64(0)
	return version, stmt.Reset()
}

func (w *watcher) read() error {
	stmt, err := w.c.statement("select onderwerp, nummer from wijzigingen")
	if err != nil {
		return err
	}
	numbers := map[string]int64{}
	for stmt.Step() {
		numbers[stmt.ColumnText(0)] = stmt.ColumnInt64(1)
	}
	if err := stmt.Err(); err != nil {
		_ = stmt.Reset() // says the same
		return err
	}
	w.numbers = numbers
	return stmt.Reset()
}

func (w *watcher) close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	if w.c == nil {
		return nil
	}
	return w.c.close()
}

// stamps knows which of this process's commits was the last to change a table. A commit is noted before it happens and
// done after, so that a View which began in between knows that it does not know.
type stamps struct {
	done atomic.Int64 // the last commit that is over
	mu   sync.Mutex
	last map[string]int64
}

func (s *stamps) committing(n int64, group []*turn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		s.last = map[string]int64{}
	}
	for _, t := range group {
		for _, table := range t.changed {
			s.last[table] = n
		}
	}
}

func (s *stamps) of(table string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last[table]
}

// onceOnly makes stamps that never come back.
var onceOnly atomic.Int64

func stampOnce() string { return fmt.Sprintf("eenmalig %d", onceOnly.Add(1)) }

// Stamp is the last commit to the table that this View certainly sees, with the guests' number as it sees that. An Update
// sees rows that nobody else does, and a guest does not hear of the others' commits: they get a stamp of their own.
func (tx *sqliteTx) Stamp(table string) (string, error) {
	if err := tx.ready(); err != nil {
		return "", err
	}
	if tx.update || tx.guest {
		return stampOnce(), nil
	}
	guests, err := tx.readGuests()
	if err != nil {
		return "", fmt.Errorf("stamp of %s: %w", table, err)
	}
	last := tx.db.stamps.of(table)
	if last > tx.seen {
		return stampOnce(), nil
	}
	return fmt.Sprintf("%d.%d", last, guests), nil
}

// readGuests reads the guests' change number, which also fixes the picture that the View sees before the stamps are read.
func (tx *sqliteTx) readGuests() (int64, error) {
	if tx.asked {
		return tx.guests, nil
	}
	stmt, err := tx.start("select coalesce(max(nummer), 0) from wijzigingen where onderwerp = 'gast'", nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = stmt.Reset() }() // says again what the last step said
	if !stmt.Step() {
		return 0, tx.fail("select guests", stmt.Err())
	}
	tx.guests, tx.asked = stmt.ColumnInt64(0), true
	return tx.guests, nil
}
