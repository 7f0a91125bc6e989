// Package audit keeps the audit trail: one row for each write on a main object or what hangs on it, written in the same
// transaction (G-50). The trail goes when its object goes (G-52), but for a register that keeps a logboek: its lines stay, and
// hang on a chain (Append, Check).
package audit

import (
	"fmt"

	"github.com/google/uuid"

	"meent/data"
	"meent/diensten/zgw"
)

// Entry is one line of the trail. Its JSON is made by the kit, but for the uuid, which is set here.
type Entry struct {
	Main     int64  // id of the main object
	Resource string // "status"
	Body     func(uuid string) []byte
}

// Line is an entry with its JSON made.
type Line struct {
	UUID     string
	Main     int64
	Resource string
	Body     []byte
}

// Line makes the JSON of an entry.
func (e Entry) Line() Line {
	u := uuid.NewString()
	return Line{UUID: u, Main: e.Main, Resource: e.Resource, Body: e.Body(u)}
}

// Write adds a line to the trail of a main object.
func Write(tx data.Tx, e Entry) error {
	id, err := tx.NewID()
	if err != nil {
		return err
	}
	l := e.Line()
	err = tx.Exec("insert into audit (id, uuid, hoofd, resource, body, gemaakt) values ($1, $2, $3, $4, $5, $6)",
		id, l.UUID, l.Main, l.Resource, l.Body, string(zgw.TimeOf(tx.Now())))
	if err != nil {
		return fmt.Errorf("audit of %s: %w", e.Resource, err)
	}
	return nil
}

// Forget removes the trail of a main object that is gone.
func Forget(tx data.Tx, main int64) error {
	return tx.Exec("delete from audit where hoofd = $1", main)
}
