// Package notify keeps the outbox: a row for each notification that is to be told, written in the same transaction as
// what it tells of (G-60), so that none is lost and none is told of what did not happen.
package notify

import (
	"fmt"

	"meent/data"
	"meent/diensten/zgw"
)

// Write puts a notification in the outbox. body is the notification as JSON, addresses of ours with the marker.
func Write(tx data.Tx, kanaal string, body []byte) error {
	id, err := tx.NewID()
	if err != nil {
		return err
	}
	err = tx.Exec("insert into outbox (id, kanaal, body, gemaakt) values ($1, $2, $3, $4)", id, kanaal, body, string(zgw.TimeOf(tx.Now())))
	if err != nil {
		return fmt.Errorf("outbox of %s: %w", kanaal, err)
	}
	return nil
}
