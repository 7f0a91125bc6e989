package data

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	queueRows  = 2000    // so many statements are kept at most before they are sent
	queueBytes = 1 << 20 // and so many bytes of arguments
)

// postgresTx is a transaction on PostgreSQL. Statements without rows are kept until there is something to wait for; then
// all go in one message, and their answers come in one.
type postgresTx struct {
	db       *postgres
	conn     *pgxpool.Conn
	pg       *pgconn.PgConn
	prepared *statements[*postgresStatement]
	ctx      context.Context
	now      time.Time
	update   bool
	reading  bool
	ended    bool
	err      error // the first error of a statement; nothing follows it
	queued   []queued
	buf      []byte // the arguments of what is queued
	topics   []string
	stamp    string // of a View, once asked: its picture does not change
	after    []func()
	row      textRow
	held     textRow
	heldBuf  []byte
}

// queued is a statement that is to be sent, with its arguments as text.
type queued struct {
	query  string
	args   [][]byte
	answer func(textRow) // hears each row, if any
}

// postgresStatement is a statement that the server has prepared on one connection.
type postgresStatement struct {
	name        string
	description *pgconn.StatementDescription // nil until the server has answered
}

func (tx *postgresTx) Now() time.Time        { return tx.now }
func (tx *postgresTx) ForUpdate() string     { return " for update" }
func (tx *postgresTx) Changed(_ ...string)   {}
func (tx *postgresTx) AfterCommit(fn func()) { tx.after = append(tx.after, fn) }
func (tx *postgresTx) queue(query string)    { tx.queued = append(tx.queued, queued{query: query}) }
func (tx *postgresTx) begun() bool {
	return tx.pg.IsClosed() || tx.pg.IsBusy() || tx.pg.TxStatus() != 'I'
}

func (tx *postgresTx) runAfter() {
	for _, fn := range tx.after {
		fn()
	}
}

// ready says whether a statement may start.
func (tx *postgresTx) ready() error {
	switch {
	case tx.err != nil:
	case tx.ended:
		return ErrClosed
	case tx.reading:
		tx.err = ErrNested
	default:
		tx.err = context.Cause(tx.ctx)
	}
	return tx.err
}

// fail notes the error of a statement, which ends the transaction.
func (tx *postgresTx) fail(query string, err error) error {
	if tx.err == nil {
		tx.err = fmt.Errorf("%w in %s", postgresError(tx.ctx, err), brief(query))
	}
	var e *pgconn.PgError
	if errors.As(err, &e) && isStalePlan(e) {
		_ = tx.pg.Close(context.WithoutCancel(tx.ctx)) // its prepared statements go with it
	}
	return tx.err
}

// add queues a statement.
func (tx *postgresTx) add(query string, args []any) error {
	if err := tx.ready(); err != nil {
		return err
	}
	encoded := make([][]byte, len(args))
	for i, arg := range args {
		v, err := valueOf(arg)
		if err != nil {
			return tx.fail(query, fmt.Errorf("argument $%d: %w", i+1, err))
		}
		if v.kind == isNull {
			continue
		}
		from := len(tx.buf)
		tx.buf = v.appendText(tx.buf)
		encoded[i] = tx.buf[from:len(tx.buf):len(tx.buf)]
	}
	tx.queued = append(tx.queued, queued{query: query, args: encoded})
	return nil
}

func (tx *postgresTx) Exec(query string, args ...any) error {
	if err := tx.add(query, args); err != nil {
		return err
	}
	if len(tx.queued) < queueRows && len(tx.buf) < queueBytes {
		return nil
	}
	return tx.flush()
}

func (tx *postgresTx) Query(query string, args ...any) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := tx.add(query, args); err != nil {
			yield(nil, err)
			return
		}
		p, rows, err := tx.send(true)
		if err != nil {
			yield(nil, err)
			return
		}
		tx.reading = true
		more := true
		defer func() {
			tx.reading = false
			if err := tx.finish(query, p, rows); err != nil && more {
				yield(nil, err)
			}
		}()
		more = false // a panic in yield must not call it again
		for rows.NextRow() {
			tx.row.columns = rows.Values()
			if !yield(&tx.row, nil) {
				return
			}
		}
		more = true
	}
}

func (tx *postgresTx) One(query string, args ...any) (Row, error) {
	if err := tx.add(query, args); err != nil {
		return nil, err
	}
	p, rows, err := tx.send(true)
	if err != nil {
		return nil, err
	}
	found := rows.NextRow()
	if found {
		tx.heldBuf = tx.held.hold(rows.Values(), tx.heldBuf)
	}
	if err := tx.finish(query, p, rows); err != nil {
		return nil, err
	}
	if !found {
		return nil, ErrNotFound
	}
	return &tx.held, nil
}

// Apart runs a statement on a connection of another pool, where each is its own transaction.
func (tx *postgresTx) Apart(query string, args ...any) (Row, error) {
	if !tx.update {
		return nil, ErrReadOnly
	}
	if err := tx.ready(); err != nil {
		return nil, err
	}
	side, err := tx.db.acquire(tx.ctx, tx.db.aside)
	if err != nil {
		return nil, tx.fail(query, err)
	}
	defer side.conn.Release()
	row, err := side.One(query, args...)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, tx.fail(query, err)
	}
	return row, err
}

// flush sends what is queued and waits for the answers.
func (tx *postgresTx) flush() error {
	if tx.err != nil || len(tx.queued) == 0 {
		return tx.err
	}
	_, _, err := tx.send(false)
	return err
}

// finish reads what is left of the rows and ends the pipeline.
func (tx *postgresTx) finish(query string, p *pgconn.Pipeline, rows *pgconn.ResultReader) error {
	_, err := rows.Close()
	if err2 := p.Close(); err == nil {
		err = err2
	}
	if err != nil {
		return tx.fail(query, err)
	}
	return nil
}

// sent is what the server is to answer, in order.
type sent struct {
	query    int // of tx.queued
	prepares *postgresStatement
	drops    bool
}

// send sends all that is queued. With rows, it stops at the answer of the last statement, whose rows are to be read and
// then finished; else it reads all answers.
func (tx *postgresTx) send(rows bool) (*pgconn.Pipeline, *pgconn.ResultReader, error) {
	p := tx.pg.StartPipeline(tx.ctx)
	var answers []sent
	for i := range tx.queued {
		answers = tx.sendOne(p, i, answers)
	}
	if err := p.Sync(); err != nil {
		return nil, nil, tx.abort(p, 0, err)
	}
	for n, a := range answers {
		result, err := p.GetResults()
		if err != nil {
			tx.forget(answers[n:])
			return nil, nil, tx.abort(p, a.query, err)
		}
		if description, ok := result.(*pgconn.StatementDescription); ok {
			description.Name = a.prepares.name
			a.prepares.description = description
			continue
		}
		reader, ok := result.(*pgconn.ResultReader)
		if !ok || rows && n == len(answers)-1 {
			if rows && ok {
				tx.sentAll()
				return p, reader, nil
			}
			continue
		}
		if err := tx.hear(a.query, reader); err != nil {
			tx.forget(answers[n+1:])
			return nil, nil, tx.abort(p, a.query, err)
		}
	}
	if err := p.Close(); err != nil {
		return nil, nil, tx.abort(p, len(tx.queued)-1, err)
	}
	tx.sentAll()
	return nil, nil, nil
}

// sendOne puts one statement in the pipeline, and before it what prepares it.
func (tx *postgresTx) sendOne(p *pgconn.Pipeline, i int, answers []sent) []sent {
	q := &tx.queued[i]
	stmt, ok := tx.prepared.get(q.query)
	if !ok {
		stmt = &postgresStatement{name: statementName(tx.pg)}
		p.SendPrepare(stmt.name, q.query, nil)
		answers = append(answers, sent{query: i, prepares: stmt})
		if old, dropped := tx.prepared.put(q.query, stmt); dropped {
			p.SendDeallocate(old.name)
			answers = append(answers, sent{query: i, drops: true})
		}
	}
	if stmt.description != nil {
		p.SendQueryStatement(stmt.description, q.args, nil, nil)
	} else {
		p.SendQueryPrepared(stmt.name, q.args, nil, nil)
	}
	return append(answers, sent{query: i})
}

// statementName is a name that no statement of the connection had.
func statementName(pg *pgconn.PgConn) string {
	const key = "meent names"
	n, _ := pg.CustomData()[key].(int)
	pg.CustomData()[key] = n + 1
	return "m" + strconv.Itoa(n)
}

// hear reads the answer of a statement whose rows nobody waits for.
func (tx *postgresTx) hear(i int, rows *pgconn.ResultReader) error {
	answer := tx.queued[i].answer
	for rows.NextRow() {
		if answer != nil {
			answer(textRow{rows.Values()})
		}
	}
	tag, err := rows.Close()
	if err == nil && tx.queued[i].query == commitSQL && tag.String() != "COMMIT" {
		return fmt.Errorf("the server answered %q to commit", tag)
	}
	return err
}

// forget drops the statements that the server did not come to prepare.
func (tx *postgresTx) forget(unanswered []sent) {
	for _, a := range unanswered {
		if a.drops { // the server still has it, under a name that nothing uses: start anew with an empty connection
			_ = tx.pg.Close(context.WithoutCancel(tx.ctx))
		}
		if a.prepares != nil {
			tx.prepared.drop(tx.queued[a.query].query)
		}
	}
}

// abort ends a pipeline of which a statement failed.
func (tx *postgresTx) abort(p *pgconn.Pipeline, query int, err error) error {
	_ = p.Close() // says the same again
	return tx.fail(tx.queued[query].query, err)
}

func (tx *postgresTx) sentAll() {
	tx.queued = tx.queued[:0]
	tx.buf = tx.buf[:0]
}

const commitSQL = "commit"

// commit sends what is left, the change numbers and the commit itself at once.
func (tx *postgresTx) commit() error {
	if tx.err != nil {
		return tx.err
	}
	if !tx.begun() && len(tx.queued) == 1 && len(tx.topics) == 0 {
		return nil // nothing was asked of the database but to begin
	}
	if err := tx.ready(); err != nil {
		return err
	}
	moved := map[string]int64{}
	slices.Sort(tx.topics) // so that two transactions do not wait for each other
	for _, topic := range slices.Compact(tx.topics) {
		if err := tx.addTouch(topic, moved); err != nil {
			return err
		}
	}
	tx.queue(commitSQL)
	if err := tx.flush(); err != nil {
		return err
	}
	for topic, n := range moved {
		tx.db.change.saw(topic, n)
	}
	return nil
}

func (tx *postgresTx) addTouch(topic string, moved map[string]int64) error {
	if err := tx.add(touchSQL+" returning nummer", []any{topic}); err != nil {
		return err
	}
	tx.queued[len(tx.queued)-1].answer = func(r textRow) { moved[topic] = r.Int(0) }
	return tx.add("select pg_notify('meent_' || current_schema(), $1)", []any{topic})
}

func (tx *postgresTx) Touch(topic string) error {
	if !tx.update {
		return ErrReadOnly
	}
	if err := tx.ready(); err != nil {
		return err
	}
	tx.topics = append(tx.topics, topic)
	return nil
}

func (tx *postgresTx) NewID() (int64, error) {
	if !tx.update {
		return 0, ErrReadOnly
	}
	if err := tx.ready(); err != nil {
		return 0, err
	}
	for {
		if id, ok := tx.db.ids.take(); ok {
			return id, nil
		}
		row, err := tx.One("select nextval('nummers')")
		if err != nil {
			return 0, fmt.Errorf("take a block of ids: %w", err)
		}
		tx.db.ids.add(row.Int(0))
	}
}

// Stamp is what PostgreSQL says of the picture that this View sees: any commit moves it. An Update sees rows that nobody
// else does, and gets a stamp of its own.
func (tx *postgresTx) Stamp(string) (string, error) {
	if err := tx.ready(); err != nil {
		return "", err
	}
	if tx.update {
		return stampOnce(), nil
	}
	if tx.stamp == "" {
		row, err := tx.One("select pg_current_snapshot()::text")
		if err != nil {
			return "", fmt.Errorf("stamp: %w", err)
		}
		tx.stamp = row.Text(0)
	}
	return tx.stamp, nil
}
