package autorisaties

import (
	"fmt"

	"github.com/google/uuid"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// GrantAll makes an applicatie that may do everything, for a client that the administrator adds at the command line: there
// the API cannot be used yet, since nobody may use it. A client that has an applicatie already keeps it.
func GrantAll(tx data.Tx, clientID, label string) error {
	for _, err := range tx.Query("select 1 from applicatie_clients where client_id = $1", clientID) {
		return err
	}
	id, err := tx.NewID()
	if err != nil {
		return err
	}
	u := uuid.NewString()
	a := Applicatie{
		Object:    rest.Object{URL: zgw.LocalURL(Root+"/applicaties", u)},
		ClientIDs: []string{clientID}, Label: label, HeeftAlleAutorisaties: true,
	}
	if err := tx.Exec("insert into applicaties (id, uuid, body) values ($1, $2, $3)", id, u, []byte(rest.EncodeGroup(&a))); err != nil {
		return fmt.Errorf("applicatie of %s: %w", clientID, err)
	}
	if err := tx.Exec("insert into applicatie_clients (client_id, applicatie, volgorde) values ($1, $2, 0)", clientID, id); err != nil {
		return fmt.Errorf("applicatie of %s: %w", clientID, err)
	}
	tx.Changed("applicaties", "applicatie_clients")
	return tx.Touch("rechten")
}
