package data

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"
)

// DefaultFile is the SQLite file that Open takes when no URL is given.
const DefaultFile = "meent.db"

var (
	// ErrNested says that a statement was started while the rows of another were being read.
	ErrNested = errors.New("a statement was started while the rows of another are being read: read them all first")
	// ErrReadOnly says that a View asked for what only an Update may do.
	ErrReadOnly = errors.New("a view does not write: use an update")
	// ErrClosed says that the database was closed, or the transaction is over.
	ErrClosed = errors.New("the database or the transaction is closed")
	// ErrNoTables says that a PostgreSQL that Open did not migrate has no tables yet.
	ErrNoTables = errors.New("the database has no tables yet")
)

// Options say which database to open, and how.
type Options struct {
	// URL is "postgres://…" for PostgreSQL; else it is an SQLite file: a path, "sqlite://" and a path, or "" for DefaultFile.
	URL string
	// Log hears of what goes wrong in the background. Without it slog's default does.
	Log *slog.Logger
	// Clock gives the moment of a transaction. Without it time.Now does.
	Clock func() time.Time
	// NoMigrate leaves the tables as they are.
	NoMigrate bool
	// NoSync lets a commit be lost in a power cut. It is for tests only.
	NoSync bool
	// Readers is how many Views run at once on SQLite; 8 when 0.
	Readers int
}

// Open opens a database, after bringing its tables up to date.
func Open(ctx context.Context, o Options) (DB, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if !o.NoMigrate {
		if err := Migrate(ctx, o.URL); err != nil {
			return nil, err
		}
	}
	if isPostgres(o.URL) {
		return openPostgres(ctx, o)
	}
	return openSQLite(o)
}

func isPostgres(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

// sqlitePath is the file that a URL names.
func sqlitePath(url string) string {
	path := strings.TrimPrefix(url, "sqlite://")
	if path == "" {
		return DefaultFile
	}
	return path
}

// UniqueError is an ErrUnique that says what it is about: the name of the index on PostgreSQL, "table.column" (several
// with a comma between) on SQLite.
type UniqueError struct{ On string }

func (e *UniqueError) Error() string { return e.On + " is not unique" }

// Is makes errors.Is(err, ErrUnique) hold.
func (e *UniqueError) Is(target error) bool { return target == ErrUnique }

// guarded runs fn and turns a panic into an error, so that one caller's mistake is not everybody's.
func guarded(log *slog.Logger, fn func(Tx) error, tx Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			log.Error("panic in a transaction", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic in a transaction: %v", p)
		}
	}()
	return fn(tx)
}
