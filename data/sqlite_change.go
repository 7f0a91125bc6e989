package data

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
)

// watcher remembers the change numbers, and asks whether anybody has committed since.
type watcher struct {
	mu      sync.Mutex
	c       *sqliteConn
	index   *os.File // the WAL-index, where it is a file that can be read; nil: ask SQLite
	buf     [walHeader]byte
	version version
	numbers map[string]int64
	closed  bool
}

// version differs after each commit of whatever process: the header of the WAL-index, or SQLite's own count.
type version struct {
	header [walHeader]byte
	count  int64
}

// walHeader is the length of the first copy of the header of the WAL-index (https://sqlite.org/walformat.html). A commit
// writes it last: it counts the commits, among other things.
const walHeader = 48

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
	now, err := w.now()
	if err != nil {
		return 0, err
	}
	if now != w.version || w.numbers == nil {
		if err := w.read(); err != nil {
			return 0, err
		}
		w.version = now
	}
	return w.numbers[topic], nil
}

func (w *watcher) open(db *sqlite) (err error) {
	if w.closed {
		return ErrClosed
	}
	if w.c != nil {
		return nil
	}
	if w.c, err = db.openReader(); err == nil {
		w.index = openWALIndex(db.path)
	}
	return err
}

// now is the version of this moment. Reading 48 bytes of a file takes a tenth of the time of asking SQLite, which takes and
// gives back a lock on it.
func (w *watcher) now() (v version, err error) {
	if w.index != nil {
		if _, err = w.index.ReadAt(w.buf[:], 0); err == nil {
			return version{header: w.buf}, nil
		}
	}
	v.count, err = w.dataVersion()
	return v, err
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
	if w.index != nil {
		_ = w.index.Close() // it was only read
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
	stamp := append(strconv.AppendInt(make([]byte, 0, 24), last, 10), '.')
	return string(strconv.AppendInt(stamp, guests, 10)), nil
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
