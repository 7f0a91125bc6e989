package auth

import (
	"errors"
	"fmt"
	"strings"

	"meent/data"
	"meent/diensten/zgw"
)

// rechten is the topic that moves when a secret or an Applicatie changes; catalogi when a type does.
const (
	topicRechten  = "rechten"
	topicCatalogi = "catalogi"
)

var (
	errNoID     = errors.New("geef een client_id op van 1 tot 50 tekens")
	errNoSecret = errors.New("geef een secret op: een leeg secret kan iedereen raden")
)

// Registered is a client that has a secret, and the Applicatie that says what it may do, if there is one.
type Registered struct {
	ID         string
	Label      string
	Gemaakt    zgw.Time
	Applicatie string
}

// SetSecret makes a client known, or gives it another secret; from the commit on its old tokens are worth nothing. An
// empty label leaves the one that is there. The Applicatie may come later.
func SetSecret(tx data.Tx, id, secret, label string) error {
	if id == "" || len(id) > 50 || strings.ContainsRune(id, 0) {
		return errNoID
	}
	if secret == "" {
		return errNoSecret
	}
	err := tx.Exec(`insert into clients (client_id, secret, label, gemaakt) values ($1, $2, $3, $4)
		on conflict (client_id) do update set secret = excluded.secret,
		label = case when excluded.label = '' then clients.label else excluded.label end`,
		id, secret, label, string(zgw.TimeOf(tx.Now())))
	if err != nil {
		return fmt.Errorf("client %s: set secret: %w", id, err)
	}
	return tx.Touch(topicRechten)
}

// RemoveClient makes a client unknown; its Applicatie stays. It is data.ErrNotFound when there is no such client.
func RemoveClient(tx data.Tx, id string) error {
	if _, err := tx.One("select 1 from clients where client_id = $1", id); err != nil {
		return fmt.Errorf("client %s: %w", id, err)
	}
	if err := tx.Exec("delete from clients where client_id = $1", id); err != nil {
		return fmt.Errorf("client %s: remove: %w", id, err)
	}
	return tx.Touch(topicRechten)
}

// Clients are all clients that have a secret, by client_id, without their secrets.
func Clients(tx data.Tx) ([]Registered, error) {
	var list []Registered
	for row, err := range tx.Query(`select c.client_id, c.label, c.gemaakt, coalesce(a.uuid, '')
		from clients c left join applicatie_clients ac on ac.client_id = c.client_id
		left join applicaties a on a.id = ac.applicatie order by c.client_id`) {
		if err != nil {
			return nil, fmt.Errorf("list clients: %w", err)
		}
		list = append(list, Registered{row.Text(0), row.Text(1), zgw.Time(row.Text(2)), row.Text(3)})
	}
	return list, nil
}

// findSecret is the secret and label of a client; no secret when the client is unknown.
func findSecret(tx data.Tx, id string) (secret, label string, err error) {
	row, err := tx.One("select secret, label from clients where client_id = $1", id)
	if errors.Is(err, data.ErrNotFound) {
		return "", "", nil
	}
	if err != nil {
		return "", "", fmt.Errorf("secret of %s: %w", id, err)
	}
	return row.Text(0), row.Text(1), nil
}
