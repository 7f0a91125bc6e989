package data

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/puddle/v2"
)

// postgres is a database on a PostgreSQL server.
type postgres struct {
	pool   *pgxpool.Pool
	aside  *pgxpool.Pool // for Tx.Apart
	log    *slog.Logger
	clock  func() time.Time
	hot    hotLocks
	ids    idBlocks
	change listener
	ending sync.WaitGroup // Views whose transaction is being ended
}

func openPostgres(ctx context.Context, o Options) (*postgres, error) {
	config, err := postgresConfig(o)
	if err != nil {
		return nil, fmt.Errorf("open PostgreSQL: %w", err)
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open PostgreSQL: %w", err)
	}
	aside, err := pgxpool.NewWithConfig(ctx, asideConfig(config))
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("open PostgreSQL: %w", err)
	}
	db := &postgres{pool: pool, aside: aside, log: o.Log, clock: o.Clock}
	if err := db.change.start(ctx, config.ConnConfig, o.Log); err != nil {
		pool.Close()
		aside.Close()
		return nil, fmt.Errorf("open PostgreSQL: %w", err)
	}
	return db, nil
}

func postgresConfig(o Options) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(o.URL)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(o.URL, "pool_max_conns=") {
		config.MaxConns = 16
	}
	// The numbers in a statement are its plan: a generic one is a hundred times slower.
	config.ConnConfig.RuntimeParams["plan_cache_mode"] = "force_custom_plan"
	setDefault(config.ConnConfig.RuntimeParams, "application_name", "meent")
	if o.NoSync {
		config.ConnConfig.RuntimeParams["synchronous_commit"] = "off"
	}
	return config, nil
}

// asideConfig is for a few connections on which nothing waits for the disk: what is written there is on it before the commit
// of whoever came to need it, since the log of the server has one order.
func asideConfig(config *pgxpool.Config) *pgxpool.Config {
	c := config.Copy()
	c.MaxConns, c.MinConns, c.MinIdleConns = 2, 0, 0
	c.ConnConfig.RuntimeParams["synchronous_commit"] = "off"
	return c
}

func setDefault(m map[string]string, key, value string) {
	if _, ok := m[key]; !ok {
		m[key] = value
	}
}

func (db *postgres) Postgres() bool { return true }

func (db *postgres) Close() error {
	db.change.stop()
	db.pool.Close() // waits for the transactions that run
	db.aside.Close()
	db.ending.Wait()
	return nil
}

// View runs fn in a transaction that sees one picture. Its end is not waited for.
func (db *postgres) View(ctx context.Context, fn func(Tx) error) error {
	tx, err := db.acquire(ctx, db.pool)
	if err != nil {
		return err
	}
	tx.queue("begin isolation level repeatable read read only")
	defer db.endLater(tx)
	if err := fn(tx); err != nil {
		return err
	}
	tx.ended = true
	if tx.err != nil {
		return tx.err
	}
	tx.runAfter()
	return nil
}

// endLater ends the transaction and gives the connection back, without the caller.
func (db *postgres) endLater(tx *postgresTx) {
	tx.ended = true
	if !tx.begun() {
		tx.conn.Release()
		return
	}
	db.ending.Go(func() { db.end(tx) })
}

// end rolls back what was begun, and gives the connection back. A connection that cannot be brought back is closed.
func (db *postgres) end(tx *postgresTx) {
	defer tx.conn.Release()
	if !tx.begun() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := tx.pg.Exec(ctx, "rollback").Close(); err != nil && !tx.pg.IsClosed() {
		db.log.Warn("roll back", "err", err)
		_ = tx.pg.Close(ctx) // it is of no use any more
	}
}

func (db *postgres) Update(ctx context.Context, fn func(Tx) error, hot ...string) error {
	if len(hot) > 0 {
		unlock, err := db.hot.lock(ctx, hot)
		if err != nil {
			return err
		}
		defer unlock()
	}
	for attempt := 0; ; attempt++ {
		err := db.update(ctx, fn)
		if !worthRetrying(err) || attempt == 12 {
			return err
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
}

func (db *postgres) update(ctx context.Context, fn func(Tx) error) error {
	tx, err := db.acquire(ctx, db.pool)
	if err != nil {
		return err
	}
	defer db.end(tx)
	tx.update = true
	tx.queue("begin isolation level read committed")
	if err := guarded(db.log, fn, tx); err != nil {
		return retryFirst(tx.err, err)
	}
	if err := tx.commit(); err != nil {
		return err
	}
	tx.ended = true
	tx.runAfter()
	return nil
}

// retryFirst is what fn said, unless the transaction had to be run again and fn's own words hide that.
func retryFirst(tx, fn error) error {
	if worthRetrying(tx) && !worthRetrying(fn) {
		return tx
	}
	return fn
}

func (db *postgres) acquire(ctx context.Context, pool *pgxpool.Pool) (*postgresTx, error) {
	conn, err := pool.Acquire(ctx)
	if errors.Is(err, puddle.ErrClosedPool) {
		return nil, ErrClosed
	}
	if err != nil {
		return nil, fmt.Errorf("take a connection: %w", err)
	}
	pg := conn.Conn().PgConn()
	return &postgresTx{db: db, conn: conn, pg: pg, prepared: preparedOn(pg), ctx: ctx, now: db.clock().UTC()}, nil
}

// preparedOn gives the statements that were prepared on a connection.
func preparedOn(pg *pgconn.PgConn) *statements[*postgresStatement] {
	const key = "meent"
	prepared, ok := pg.CustomData()[key].(*statements[*postgresStatement])
	if !ok {
		prepared = newStatements[*postgresStatement](300)
		pg.CustomData()[key] = prepared
	}
	return prepared
}

// pause waits longer after each attempt, and never equally long.
func pause(ctx context.Context, attempt int) error {
	longest := min(time.Millisecond<<attempt, 200*time.Millisecond)
	t := time.NewTimer(rand.N(longest) + time.Millisecond)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// worthRetrying says whether an error came from what others did at the same moment.
func worthRetrying(err error) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == "40001" || e.Code == "40P01" || isStalePlan(e)
}

// isStalePlan says whether a prepared statement no longer fits the tables, after a migration.
func isStalePlan(e *pgconn.PgError) bool {
	return e.Code == "26000" || e.Code == "0A000" && strings.Contains(e.Message, "cached plan")
}

// postgresError is the one place where PostgreSQL's errors become ours.
func postgresError(ctx context.Context, err error) error {
	var e *pgconn.PgError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &e):
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	case e.Code == "23505":
		return &UniqueError{On: e.ConstraintName}
	case e.Code == "25006":
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}

// idBlocks are ids that this process has taken and not given out.
type idBlocks struct {
	mu     sync.Mutex
	blocks []idRange
}

type idRange struct{ next, end int64 }

func (b *idBlocks) take() (id int64, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.blocks) == 0 {
		return 0, false
	}
	r := &b.blocks[0]
	id = r.next
	if r.next++; r.next == r.end {
		b.blocks = b.blocks[1:]
	}
	return id, true
}

func (b *idBlocks) add(first int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.blocks = append(b.blocks, idRange{first, first + idBlock})
}

// listener remembers the change numbers. PostgreSQL tells of each change; every second it reads them anyway.
type listener struct {
	config *pgx.ConnConfig
	log    *slog.Logger
	cancel context.CancelFunc
	done   chan struct{}

	mu      sync.RWMutex
	numbers map[string]int64
	read    time.Time // when they were last read
}

const (
	listenEvery = time.Second
	numbersLive = 3 * time.Second // older ones are not trusted
)

func (l *listener) start(ctx context.Context, config *pgx.ConnConfig, log *slog.Logger) error {
	l.config, l.log, l.done = config, log, make(chan struct{})
	l.numbers = map[string]int64{}
	conn, err := l.connect(ctx)
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == "42P01" { // undefined_table
		return fmt.Errorf("listen for changes: %w", ErrNoTables)
	}
	if err != nil {
		return fmt.Errorf("listen for changes: %w", err)
	}
	background, cancel := context.WithCancel(context.WithoutCancel(ctx))
	l.cancel = cancel
	go l.listen(background, conn)
	return nil
}

func (l *listener) stop() {
	l.cancel()
	<-l.done
}

// connect begins to listen, and reads the numbers after that, so that no change falls in between.
func (l *listener) connect(ctx context.Context) (*pgx.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, l.config.Copy())
	if err != nil {
		return nil, err
	}
	err = l.listenOn(ctx, conn)
	if err == nil {
		err = l.refresh(ctx, conn)
	}
	if err != nil {
		_ = conn.Close(ctx) // the reason is known
		return nil, err
	}
	return conn, nil
}

func (l *listener) listenOn(ctx context.Context, conn *pgx.Conn) error {
	var channel string
	if err := conn.QueryRow(ctx, "select 'meent_' || current_schema()").Scan(&channel); err != nil {
		return err
	}
	_, err := conn.Exec(ctx, "listen "+pgx.Identifier{channel}.Sanitize())
	return err
}

// querier is a connection, or a pool of them.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func (l *listener) refresh(ctx context.Context, q querier) error {
	start := time.Now()
	rows, err := q.Query(ctx, "select onderwerp, nummer from wijzigingen")
	if err != nil {
		return err
	}
	numbers := map[string]int64{}
	var topic string
	var n int64
	_, err = pgx.ForEachRow(rows, []any{&topic, &n}, func() error {
		numbers[topic] = n
		return nil
	})
	if err != nil {
		return err
	}
	for topic, n := range numbers {
		l.saw(topic, n)
	}
	l.mu.Lock()
	l.read = start
	l.mu.Unlock()
	return nil
}

// saw notes a number; an older one, which came late, does nothing.
func (l *listener) saw(topic string, n int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.numbers[topic] = max(l.numbers[topic], n)
}

func (l *listener) listen(ctx context.Context, conn *pgx.Conn) {
	defer close(l.done)
	defer func() {
		if conn != nil {
			_ = conn.Close(context.WithoutCancel(ctx)) // nothing was written
		}
	}()
	for ctx.Err() == nil {
		if conn == nil {
			conn = l.reconnect(ctx)
			continue
		}
		if err := l.await(ctx, conn); err != nil && ctx.Err() == nil {
			l.log.Warn("listen for changes", "err", err)
			_ = conn.Close(ctx) // the reason is known
			conn = nil
		}
	}
}

func (l *listener) reconnect(ctx context.Context) *pgx.Conn {
	conn, err := l.connect(ctx)
	if err == nil {
		return conn
	}
	l.log.Warn("listen for changes", "err", err)
	select {
	case <-ctx.Done():
	case <-time.After(listenEvery):
	}
	return nil
}

// await waits for a change, or a second, and reads the numbers.
func (l *listener) await(ctx context.Context, conn *pgx.Conn) error {
	second, cancel := context.WithTimeout(ctx, listenEvery)
	defer cancel()
	_, err := conn.WaitForNotification(second)
	if err != nil && second.Err() == nil {
		return err
	}
	return l.refresh(ctx, conn)
}

func (db *postgres) Change(ctx context.Context, topic string) (int64, error) {
	l := &db.change
	l.mu.RLock()
	n, age := l.numbers[topic], time.Since(l.read)
	l.mu.RUnlock()
	if age < numbersLive {
		return n, nil
	}
	// The listener has lost its connection: rather slow than wrong.
	if err := l.refresh(ctx, db.pool); err != nil {
		return 0, fmt.Errorf("change number of %s: %w", topic, err)
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.numbers[topic], nil
}
