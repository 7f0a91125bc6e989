package data

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/ncruces/go-sqlite3"
)

const (
	groupSize   = 64   // at most so many Updates share a commit
	idBlock     = 1000 // so many ids are taken at once
	walLimit    = 512 << 20
	checkpoints = 300 * time.Millisecond
)

// errAgain says that an Update was undone by what happened to its group, and is to be run again, on its own.
var errAgain = errors.New("undone with its group")

// sqliteWriter owns the one connection that writes. It lends it to one Update after the other, each in a savepoint of its
// own, and commits when nobody waits; only then it tells them. So the cost of one durable commit is shared.
type sqliteWriter struct {
	db    *sqlite
	c     *sqliteConn
	queue chan *turn // those that may share a group
	alone chan *turn // those whose group was undone before

	nextID, endID int64 // ids not yet given out
	idsTaken      bool  // endID is not in the file yet
	commits       int64
	wrote         chan struct{} // wakes the checkpoints
}

// turn is one Update's time with the writer's connection.
type turn struct {
	back    chan struct{} // the connection is given back
	done    chan error    // the group is committed, or not
	changed []string
	failed  bool // rolled back to its savepoint
	lost    bool // took the whole transaction with it
}

func (db *sqlite) startWriter() error {
	c, err := db.connect()
	if err != nil {
		return err
	}
	if err := c.Exec("pragma cache_size = -16384"); err != nil {
		return errors.Join(err, c.close())
	}
	w := &sqliteWriter{db: db, c: c, queue: make(chan *turn), alone: make(chan *turn), wrote: make(chan struct{}, 1)}
	db.writer = w
	db.workers.Go(w.work)
	db.workers.Go(w.checkpoint)
	return nil
}

func (db *sqlite) Update(ctx context.Context, fn func(Tx) error, _ ...string) error {
	queue := db.writer.queue
	for range 5 {
		err := db.writer.update(ctx, fn, queue)
		if !errors.Is(err, errAgain) {
			return err
		}
		queue = db.writer.alone
	}
	return errAgain
}

// update waits for a turn, runs fn in a savepoint, gives the connection back and waits for the commit.
func (w *sqliteWriter) update(ctx context.Context, fn func(Tx) error, queue chan *turn) error {
	t := &turn{back: make(chan struct{}, 1), done: make(chan error, 1), failed: true}
	select {
	case queue <- t:
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-w.db.closing:
		return ErrClosed
	}
	tx := &sqliteTx{db: w.db, c: w.c, ctx: ctx, now: w.db.clock().UTC(), update: true}
	if err := w.run(t, tx, fn); err != nil {
		return err
	}
	if err := <-t.done; err != nil {
		return err
	}
	tx.runAfter()
	return nil
}

// run has the connection until it says back, which it does even when fn ends its goroutine.
func (w *sqliteWriter) run(t *turn, tx *sqliteTx, fn func(Tx) error) (err error) {
	defer func() {
		tx.ended = true
		t.changed = tx.changed
		if t.failed {
			t.lost = !w.undo()
		}
		t.back <- struct{}{}
	}()
	if err := w.savepoint(); err != nil {
		return err
	}
	if err := guarded(w.db.log, fn, tx); err != nil {
		return err
	}
	if w.db.guest.Load() {
		_ = tx.Touch(guestTopic) // tx remembers the error
	}
	if tx.err != nil {
		return tx.err
	}
	if err := w.c.run("release een"); err != nil {
		return fmt.Errorf("release: %w", sqliteError(tx.ctx, err))
	}
	t.failed = false
	return nil
}

func (w *sqliteWriter) savepoint() error {
	if w.c.GetAutocommit() {
		if err := w.begin(); err != nil {
			return fmt.Errorf("begin: %w", err)
		}
	}
	if err := w.c.run("savepoint een"); err != nil {
		return fmt.Errorf("savepoint: %w", err)
	}
	return nil
}

// begin waits for another process that writes; the connection's own time-out does most of the waiting.
func (w *sqliteWriter) begin() (err error) {
	for range 3 {
		if err = w.c.run("begin immediate"); !errors.Is(err, sqlite3.BUSY) {
			return err
		}
	}
	return err
}

// undo goes back to the savepoint, and says whether the group's transaction still stands. SQLite itself rolls all of it
// back when the disk is full or cannot be read.
func (w *sqliteWriter) undo() (stands bool) {
	if w.c.GetAutocommit() {
		return false
	}
	if err := errors.Join(w.c.run("rollback to een"), w.c.run("release een")); err != nil {
		w.rollback()
		return false
	}
	return true
}

func (w *sqliteWriter) rollback() {
	if w.c.GetAutocommit() {
		return
	}
	if err := w.c.run("rollback"); err != nil {
		w.db.log.Error("rollback", "err", err)
	}
}

func (w *sqliteWriter) work() {
	for {
		select {
		case t := <-w.queue:
			w.group(t, w.queue)
		case t := <-w.alone:
			w.group(t, nil)
		case <-w.db.closing:
			return
		}
	}
}

// group serves the first and those that wait behind it, commits once, and tells all.
func (w *sqliteWriter) group(t *turn, queue chan *turn) {
	var group []*turn
	lost := false
	for t != nil {
		<-t.back
		if !t.failed {
			group = append(group, t)
		}
		lost = t.lost
		t = nil
		if lost || len(group) == groupSize {
			break
		}
		select {
		case t = <-queue:
		default:
		}
	}
	err := errAgain
	if !lost {
		err = w.commit(group)
	}
	if err != nil {
		w.nextID = w.endID // what is left of the block may go to another process
		w.rollback()
	}
	if err != nil && queue != nil {
		err = errAgain // each on its own hears what is its own
	}
	for _, t := range group {
		t.done <- err
	}
}

func (w *sqliteWriter) commit(group []*turn) error {
	if w.c.GetAutocommit() {
		return nil // the first one could not even begin
	}
	if w.idsTaken {
		if err := w.keepIDs(); err != nil {
			return fmt.Errorf("keep the ids: %w", err)
		}
	}
	w.commits++
	w.db.stamps.committing(w.commits, group)
	err := w.c.run("commit")
	w.db.stamps.done.Store(w.commits)
	if err != nil {
		return fmt.Errorf("commit: %w", sqliteError(context.Background(), err))
	}
	w.idsTaken = false
	select {
	case w.wrote <- struct{}{}:
	default:
	}
	return nil
}

// newID gives the next id. A block is noted in memory and written with the group's commit, which a rollback of a
// savepoint cannot undo; until then nobody else can take one, because this process has the lock.
func (w *sqliteWriter) newID(tx *sqliteTx) (int64, error) {
	if w.nextID == w.endID {
		row, err := tx.One("select volgende from nummers where naam = 'id'")
		if err != nil {
			return 0, fmt.Errorf("take a block of ids: %w", err)
		}
		w.nextID = max(row.Int(0), w.endID)
		w.endID = w.nextID + idBlock
		w.idsTaken = true
	}
	w.nextID++
	return w.nextID - 1, nil
}

func (w *sqliteWriter) keepIDs() error {
	stmt, err := w.c.statement("update nummers set volgende = $1 where naam = 'id'")
	if err != nil {
		return err
	}
	if err := stmt.BindInt64(1, w.endID); err != nil {
		return err
	}
	return stmt.Exec()
}

// checkpoint copies what was committed from the log into the database, from a connection of its own, so that no Update
// waits for it.
func (w *sqliteWriter) checkpoint() {
	tick := time.NewTicker(checkpoints)
	defer tick.Stop()
	var c *sqliteConn
	defer func() {
		if c != nil {
			_ = c.close() // nothing is lost: the log has it
		}
	}()
	for {
		select {
		case <-tick.C:
		case <-w.db.closing:
			return
		}
		if w.db.guest.Load() {
			_ = w.db.enter() // else it stays a guest, which is slower and just as right
		}
		select {
		case <-w.wrote:
		default:
			continue
		}
		if c == nil {
			c = w.openCheckpointer()
		}
		if c != nil {
			w.checkpointOnce(c)
		}
	}
}

func (w *sqliteWriter) openCheckpointer() *sqliteConn {
	c, err := w.db.connect()
	if err != nil {
		w.db.log.Error("open a connection for checkpoints", "err", err)
		return nil
	}
	return c
}

func (w *sqliteWriter) checkpointOnce(c *sqliteConn) {
	frames, _, err := c.WALCheckpoint("main", sqlite3.CHECKPOINT_PASSIVE)
	if err == nil && frames > walLimit/8192 {
		// Readers kept the log from starting anew for a long time: wait for them, and hold the writer meanwhile.
		_, _, err = c.WALCheckpoint("main", sqlite3.CHECKPOINT_RESTART)
	}
	if err != nil && !errors.Is(err, sqlite3.BUSY) {
		w.db.log.Error("checkpoint", "err", err, "frames", min(frames, math.MaxInt32))
	}
}
