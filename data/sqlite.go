package data

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ncruces/go-sqlite3"
)

const (
	busyTimeout = 10 * time.Second
	// guestTopic is the change number that every process but the one that holds the file's lock moves in each Update.
	guestTopic = "gast"
	touchSQL   = `insert into wijzigingen (onderwerp, nummer) values ($1, 1)
		on conflict (onderwerp) do update set nummer = wijzigingen.nummer + 1`
)

// sqlite is a database in a file: many readers, and one writer that commits in groups.
type sqlite struct {
	path    string
	log     *slog.Logger
	clock   func() time.Time
	noSync  bool
	guest   atomic.Bool // another process serves this file
	release func()      // gives back the lock of the one that serves

	readers readerPool
	writer  *sqliteWriter
	watch   watcher
	stamps  stamps

	closing chan struct{}
	close   sync.Once
	workers sync.WaitGroup
}

func openSQLite(o Options) (*sqlite, error) {
	db := &sqlite{path: sqlitePath(o.URL), log: o.Log, clock: o.Clock, noSync: o.NoSync, release: func() {}, closing: make(chan struct{})}
	db.readers.start(cmp.Or(o.Readers, 8))
	if err := db.enter(); err != nil {
		return nil, fmt.Errorf("open %s: %w", db.path, err)
	}
	if err := db.startWriter(); err != nil {
		db.release()
		return nil, fmt.Errorf("open %s: %w", db.path, err)
	}
	return db, nil
}

// enter takes the lock of the process that serves the file; without it this process is a guest, and tries again later.
func (db *sqlite) enter() error {
	release, err := tryLockFile(db.path + "-meent")
	if errors.Is(err, errLocked) {
		db.guest.Store(true)
		return nil
	}
	if err != nil {
		return err
	}
	db.release = release
	db.guest.Store(false)
	return nil
}

func (db *sqlite) Postgres() bool { return false }

func (db *sqlite) Close() error {
	var errs []error
	db.close.Do(func() {
		close(db.closing)
		db.workers.Wait()
		errs = append(errs, db.readers.close(), db.watch.close(), db.writer.c.close())
		db.release()
	})
	return errors.Join(errs...)
}

func (db *sqlite) View(ctx context.Context, fn func(Tx) error) error {
	c, err := db.readers.take(ctx, db.openReader)
	if err != nil {
		return err
	}
	tx := &sqliteTx{db: db, c: c, ctx: ctx, now: db.clock().UTC(), guest: db.guest.Load(), seen: db.stamps.done.Load()}
	defer func() {
		tx.ended = true
		db.readers.put(c, c.endView())
	}()
	c.SetInterrupt(ctx)
	if err := c.run("begin"); err != nil {
		return sqliteError(ctx, err)
	}
	if err := fn(tx); err != nil {
		return err
	}
	tx.ended = true
	tx.runAfter()
	return tx.err
}

// endView ends the reading transaction; without one it does nothing.
func (c *sqliteConn) endView() error {
	c.SetInterrupt(context.Background())
	if c.GetAutocommit() {
		return nil
	}
	return c.run("rollback")
}

func (db *sqlite) openReader() (*sqliteConn, error) {
	c, err := db.connect()
	if err != nil {
		return nil, fmt.Errorf("open a reader: %w", err)
	}
	if err := c.Exec("pragma query_only = on"); err != nil {
		return nil, errors.Join(fmt.Errorf("open a reader: %w", err), c.close())
	}
	return c, nil
}

// sqliteConn is a connection with its prepared statements.
type sqliteConn struct {
	*sqlite3.Conn
	prepared *statements[*sqlite3.Stmt]
	buf      []byte // a row that outlives its statement
}

func (db *sqlite) connect() (*sqliteConn, error) {
	conn, err := sqlite3.OpenFlags(db.path, sqlite3.OPEN_READWRITE|sqlite3.OPEN_CREATE)
	if err != nil {
		return nil, err
	}
	c := &sqliteConn{Conn: conn, prepared: newStatements[*sqlite3.Stmt](200)}
	if err := db.setUp(conn); err != nil {
		return nil, errors.Join(err, c.close())
	}
	return c, nil
}

func (db *sqlite) setUp(conn *sqlite3.Conn) error {
	if err := setUpFile(conn); err != nil {
		return err
	}
	if db.noSync {
		return conn.Exec("pragma synchronous = off")
	}
	return nil
}

// setUpFile prepares a connection of whatever kind; the time-out comes first, because all that follows may meet a lock.
func setUpFile(conn *sqlite3.Conn) error {
	if err := conn.BusyTimeout(busyTimeout); err != nil {
		return err
	}
	return conn.Exec(`
		pragma page_size = 8192;
		pragma journal_mode = wal;
		pragma synchronous = full;
		pragma foreign_keys = on;
		pragma cache_size = -2048;
		pragma temp_store = memory;
		pragma wal_autocheckpoint = 0;
		pragma journal_size_limit = 67108864;`)
}

func (c *sqliteConn) close() error {
	for e := c.prepared.order.Front(); e != nil; e = e.Next() {
		_ = e.Value.(*statementEntry[*sqlite3.Stmt]).stmt.Close() // says again what its last use said
	}
	return c.Conn.Close()
}

// run runs a statement of our own that has no arguments.
func (c *sqliteConn) run(query string) error {
	stmt, err := c.statement(query)
	if err != nil {
		return err
	}
	return stmt.Exec()
}

// statement is the prepared statement of a query, from the cache where it can.
func (c *sqliteConn) statement(query string) (*sqlite3.Stmt, error) {
	if stmt, ok := c.prepared.get(query); ok {
		return stmt, nil
	}
	stmt, tail, err := c.PrepareFlags(forSQLite(query), sqlite3.PREPARE_PERSISTENT)
	if err != nil {
		return nil, err
	}
	if stmt == nil {
		return nil, errors.New("an empty statement")
	}
	if strings.Trim(tail, " \t\r\n;") != "" {
		return nil, errors.Join(errors.New("more than one statement at once"), stmt.Close())
	}
	if old, dropped := c.prepared.put(query, stmt); dropped {
		_ = old.Close() // says again what its last use said
	}
	return stmt, nil
}

// readerPool lends connections to Views, the last used first, because its cache is warm. They are opened when needed.
type readerPool struct {
	free chan struct{} // a token for each connection that may be in use
	size int
	mu   sync.Mutex
	idle []*sqliteConn
	done bool
}

func (p *readerPool) start(size int) {
	p.size = size
	p.free = make(chan struct{}, size)
	for range size {
		p.free <- struct{}{}
	}
}

func (p *readerPool) take(ctx context.Context, open func() (*sqliteConn, error)) (*sqliteConn, error) {
	select {
	case <-p.free:
	default:
		select {
		case <-p.free:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
	c, closed := p.pop()
	if closed {
		p.free <- struct{}{}
		return nil, ErrClosed
	}
	if c != nil {
		return c, nil
	}
	c, err := open()
	if err != nil {
		p.free <- struct{}{}
	}
	return c, err
}

func (p *readerPool) pop() (c *sqliteConn, closed bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.idle); n > 0 {
		c, p.idle = p.idle[n-1], p.idle[:n-1]
	}
	return c, p.done
}

// put gives a connection back; one that would not end its transaction is thrown away.
func (p *readerPool) put(c *sqliteConn, broken error) {
	if broken != nil {
		_ = c.close() // the reason is known
	} else {
		p.mu.Lock()
		p.idle = append(p.idle, c)
		p.mu.Unlock()
	}
	p.free <- struct{}{}
}

// close waits for the Views that run.
func (p *readerPool) close() error {
	p.mu.Lock()
	p.done = true
	p.mu.Unlock()
	for range p.size {
		<-p.free
	}
	var errs []error
	for _, c := range p.idle {
		errs = append(errs, c.close())
	}
	for range p.size { // later Views hear ErrClosed instead of waiting
		p.free <- struct{}{}
	}
	p.idle = nil
	return errors.Join(errs...)
}

// sqliteError is the one place where SQLite's errors become ours.
func sqliteError(ctx context.Context, err error) error {
	var e *sqlite3.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sqlite3.INTERRUPT) && ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, sqlite3.READONLY):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	case errors.As(err, &e) && isUniqueCode(e.ExtendedCode()):
		_, on, _ := strings.Cut(e.Error(), "UNIQUE constraint failed: ")
		return &UniqueError{On: on}
	}
	return err
}

func isUniqueCode(code sqlite3.ExtendedErrorCode) bool {
	return code == sqlite3.CONSTRAINT_UNIQUE || code == sqlite3.CONSTRAINT_PRIMARYKEY || code == sqlite3.CONSTRAINT_ROWID
}
