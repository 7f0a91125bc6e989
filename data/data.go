// Package data is the one place that knows which database lies below: SQLite in a file, or PostgreSQL. It offers both
// through DB and Tx, in one SQL text; it knows nothing of zaken or of HTTP.
package data

import (
	"context"
	"errors"
	"iter"
	"time"
)

var (
	// ErrNotFound says that a query for one row found none.
	ErrNotFound = errors.New("not found")
	// ErrUnique says that a row with the same unique values exists already. The error that wraps it names the index.
	ErrUnique = errors.New("not unique")
)

// DB is a database. It is safe for use by many goroutines.
type DB interface {
	// View runs fn on one unchanging picture of the database. fn must not write.
	View(ctx context.Context, fn func(Tx) error) error

	// Update runs fn in a transaction and commits when fn returns nil; what is committed survives a power cut. fn may be
	// run more than once (a deadlock, a retry) and so leaves nothing behind but rows; what must happen after the commit
	// goes through Tx.AfterCommit. hot names the parents that many writers are after at once (a zaak's uuid): Update waits
	// for them in this process, before it takes a connection.
	Update(ctx context.Context, fn func(Tx) error, hot ...string) error

	// Change is the change number of a topic ("rechten", "catalogi"): it has moved when another process or this one
	// called Tx.Touch and committed. It costs microseconds, so caches ask it on every request.
	Change(ctx context.Context, topic string) (int64, error)

	// Postgres says whether this is PostgreSQL: for the few statements that differ.
	Postgres() bool

	Close() error
}

// Tx is a transaction. Statements are written with $1, $2 … on both databases. A Tx is not safe for concurrent use, and
// no statement may start while the rows of another are being read.
type Tx interface {
	// Query runs a query. A row, and the bytes in it, are valid until the next one.
	Query(query string, args ...any) iter.Seq2[Row, error]

	// One is the first row of a query, or ErrNotFound. Its bytes are valid until the next statement.
	One(query string, args ...any) (Row, error)

	// Apart is One for a row that all writers want, such as the last number given out. On PostgreSQL it is a transaction of
	// its own, over at once: its row is free again for others, and stays as it is when this transaction is rolled back. It is
	// durable no later than what this transaction commits. On SQLite, which has one writer, it is One.
	Apart(query string, args ...any) (Row, error)

	// Exec runs a statement that gives no rows. On PostgreSQL it is queued and sent together with what follows, so its
	// error may come from a later Query or from the commit.
	Exec(query string, args ...any) error

	// NewID is an id that no row of any table has had: one sequence for the whole database, given out in blocks.
	NewID() (int64, error)

	// Now is the moment of the transaction, the same throughout.
	Now() time.Time

	// Changed notes that rows of these tables change in this transaction; Stamp lives on it.
	Changed(tables ...string)

	// Stamp is a text that differs from an earlier one whenever this transaction could see other rows in table than the
	// earlier one could. Remembered counts hang on it.
	Stamp(table string) (string, error)

	// Touch moves the change number of a topic, at commit.
	Touch(topic string) error

	// ForUpdate is the clause that locks the rows of a select in an Update: " for update" on PostgreSQL, "" on SQLite.
	ForUpdate() string

	// AfterCommit registers what is to be done once the transaction is durable. It is dropped when the transaction is
	// rolled back or run again.
	AfterCommit(fn func())
}

// Row is one row of a result. Columns are counted from 0; the types are text, bigint and double precision.
type Row interface {
	Bytes(i int) []byte
	Text(i int) string
	Int(i int) int64
	Float(i int) float64
	Null(i int) bool
}
