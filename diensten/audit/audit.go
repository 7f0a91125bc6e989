// Package audit keeps the audit trail: one row for each write on a main object or what hangs on it, written in the same
// transaction (G-50). The trail goes when its object goes (G-52).
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

// Write adds a line to the trail of a main object.
func Write(tx data.Tx, e Entry) error {
	id, err := tx.NewID()
	if err != nil {
		return err
	}
	u := uuid.NewString()
	err = tx.Exec("insert into audit (id, uuid, hoofd, resource, body, gemaakt) values ($1, $2, $3, $4, $5, $6)",
		id, u, e.Main, e.Resource, e.Body(u), string(zgw.TimeOf(tx.Now())))
	if err != nil {
		return fmt.Errorf("audit of %s: %w", e.Resource, err)
	}
	return nil
}

// Forget removes the trail of a main object that is gone.
func Forget(tx data.Tx, main int64) error {
	return tx.Exec("delete from audit where hoofd = $1", main)
}
