package data

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/ncruces/go-sqlite3"
)

// sqliteTx is a transaction on SQLite: a whole one in a View, a savepoint among others in an Update.
type sqliteTx struct {
	db      *sqlite
	c       *sqliteConn
	ctx     context.Context
	now     time.Time
	update  bool
	reading bool
	ended   bool
	err     error // the first error of a statement; nothing follows it
	seen    int64 // the last commit that was over when this View began
	guest   bool  // another process served the file when this View began
	guests  int64 // the guests' change number as this View sees it, once asked
	asked   bool
	changed []string
	after   []func()
	row     sqliteRow
	held    textRow
}

func (tx *sqliteTx) Now() time.Time           { return tx.now }
func (tx *sqliteTx) ForUpdate() string        { return "" }
func (tx *sqliteTx) Changed(tables ...string) { tx.changed = append(tx.changed, tables...) }
func (tx *sqliteTx) AfterCommit(fn func())    { tx.after = append(tx.after, fn) }

func (tx *sqliteTx) Touch(topic string) error {
	if !tx.update {
		return ErrReadOnly
	}
	return tx.Exec(touchSQL, topic)
}

func (tx *sqliteTx) runAfter() {
	for _, fn := range tx.after {
		fn()
	}
}

// ready says whether a statement may start.
func (tx *sqliteTx) ready() error {
	switch {
	case tx.err != nil:
	case tx.ended:
		return ErrClosed
	case tx.reading:
		tx.err = ErrNested
	default:
		// The writer is never interrupted in the middle: that would roll back what others wrote in the same group.
		tx.err = context.Cause(tx.ctx)
	}
	return tx.err
}

// fail notes the error of a statement. As on PostgreSQL, it ends the transaction.
func (tx *sqliteTx) fail(query string, err error) error {
	if tx.err == nil {
		tx.err = fmt.Errorf("%w in %s", sqliteError(tx.ctx, err), brief(query))
	}
	return tx.err
}

// start gives the statement of a query with its arguments in place.
func (tx *sqliteTx) start(query string, args []any) (*sqlite3.Stmt, error) {
	if err := tx.ready(); err != nil {
		return nil, err
	}
	stmt, err := tx.c.statement(query)
	if err != nil {
		return nil, tx.fail(query, err)
	}
	if n := stmt.BindCount(); n != len(args) {
		return nil, tx.fail(query, fmt.Errorf("%d arguments for %d places", len(args), n))
	}
	for i, arg := range args {
		if err := bind(stmt, i+1, arg); err != nil {
			return nil, tx.fail(query, fmt.Errorf("argument $%d: %w", i+1, err))
		}
	}
	return stmt, nil
}

func bind(stmt *sqlite3.Stmt, i int, arg any) error {
	v, err := valueOf(arg)
	if err != nil {
		return err
	}
	switch v.kind {
	case isNull:
		return stmt.BindNull(i)
	case isFloat:
		return stmt.BindFloat(i, v.f)
	case isText:
		return stmt.BindText(i, v.s)
	case isBytes:
		return stmt.BindRawText(i, v.b)
	}
	return stmt.BindInt64(i, v.n)
}

func (tx *sqliteTx) Exec(query string, args ...any) error {
	stmt, err := tx.start(query, args)
	if err != nil {
		return err
	}
	if err := stmt.Exec(); err != nil {
		return tx.fail(query, err)
	}
	return nil
}

func (tx *sqliteTx) Query(query string, args ...any) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		stmt, err := tx.start(query, args)
		if err != nil {
			yield(nil, err)
			return
		}
		tx.reading = true
		defer func() { tx.reading = false; _ = stmt.Reset() }() // says again what the last step said
		tx.row.stmt = stmt
		for stmt.Step() {
			if !yield(&tx.row, nil) {
				return
			}
		}
		if err := stmt.Err(); err != nil {
			yield(nil, tx.fail(query, err))
		}
	}
}

func (tx *sqliteTx) One(query string, args ...any) (Row, error) {
	stmt, err := tx.start(query, args)
	if err != nil {
		return nil, err
	}
	defer func() { _ = stmt.Reset() }() // says again what the last step said
	if stmt.Step() {
		tx.hold(stmt)
		return &tx.held, nil
	}
	if err := stmt.Err(); err != nil {
		return nil, tx.fail(query, err)
	}
	return nil, ErrNotFound
}

// Apart is One: while this transaction has the writer, nobody waits for a row.
func (tx *sqliteTx) Apart(query string, args ...any) (Row, error) { return tx.One(query, args...) }

// hold keeps the row that a statement is at.
func (tx *sqliteTx) hold(stmt *sqlite3.Stmt) {
	columns := tx.held.columns[:0]
	for i := range stmt.ColumnCount() {
		columns = append(columns, stmt.ColumnRawText(i))
	}
	tx.c.buf = tx.held.hold(columns, tx.c.buf)
}

func (tx *sqliteTx) NewID() (int64, error) {
	if !tx.update {
		return 0, ErrReadOnly
	}
	if err := tx.ready(); err != nil {
		return 0, err
	}
	return tx.db.writer.newID(tx)
}

// sqliteRow is the row that a statement is at.
type sqliteRow struct{ stmt *sqlite3.Stmt }

func (r *sqliteRow) Bytes(i int) []byte  { return r.stmt.ColumnRawText(i) }
func (r *sqliteRow) Text(i int) string   { return r.stmt.ColumnText(i) }
func (r *sqliteRow) Int(i int) int64     { return r.stmt.ColumnInt64(i) }
func (r *sqliteRow) Float(i int) float64 { return r.stmt.ColumnFloat(i) }
func (r *sqliteRow) Null(i int) bool     { return r.stmt.ColumnType(i) == sqlite3.NULL }

// brief is the beginning of a statement, for an error.
func brief(query string) string {
	if len(query) > 120 {
		return query[:120] + "…"
	}
	return query
}
