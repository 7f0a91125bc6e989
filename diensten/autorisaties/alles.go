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
	return grant(tx, clientID, Applicatie{Label: label, HeeftAlleAutorisaties: true})
}

// Grant makes an applicatie with these autorisaties, none of which names a type, for a client of the program itself. A client that
// has an applicatie already keeps it.
func Grant(tx data.Tx, clientID, label string, list ...Autorisatie) error {
	return grant(tx, clientID, Applicatie{Label: label, Autorisaties: list})
}

func grant(tx data.Tx, clientID string, a Applicatie) error {
	for _, err := range tx.Query("select 1 from applicatie_clients where client_id = $1", clientID) {
		return err
	}
	id, err := tx.NewID()
	if err != nil {
		return err
	}
	u := uuid.NewString()
	a.URL, a.ClientIDs = zgw.LocalURL(Root+"/applicaties", u), []string{clientID}
	if err := tx.Exec("insert into applicaties (id, uuid, body) values ($1, $2, $3)", id, u, []byte(rest.EncodeGroup(&a))); err != nil {
		return fmt.Errorf("applicatie of %s: %w", clientID, err)
	}
	if err := tx.Exec("insert into applicatie_clients (client_id, applicatie, volgorde) values ($1, $2, 0)", clientID, id); err != nil {
		return fmt.Errorf("applicatie of %s: %w", clientID, err)
	}
	tx.Changed("applicaties", "applicatie_clients")
	return tx.Touch("rechten")
}
