package auth

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"meent/data"
	"meent/diensten/zgw"
)

// applicatie is what the Autorisaties API stores of a program and its rights.
type applicatie struct {
	uuid string

	Label                        string        `json:"label"`
	HeeftAlleAutorisaties        bool          `json:"heeftAlleAutorisaties"`
	AlleenIsGereedVoorPublicatie bool          `json:"alleenIsGereedVoorPublicatie"`
	Autorisaties                 []autorisatie `json:"autorisaties"`
}

type autorisatie struct {
	Component            string                `json:"component"`
	Scopes               []string              `json:"scopes"`
	Zaaktype             zgw.URL               `json:"zaaktype"`
	Informatieobjecttype zgw.URL               `json:"informatieobjecttype"`
	Besluittype          zgw.URL               `json:"besluittype"`
	Max                  zgw.Vertrouwelijkheid `json:"maxVertrouwelijkheidaanduiding"`
}

// kinds says, of the components whose rights depend on types, where those types live.
var kinds = []struct {
	component string
	table     string
	url       func(*autorisatie) zgw.URL
}{
	{"zrc", "zaaktypen", func(a *autorisatie) zgw.URL { return a.Zaaktype }},
	{"drc", "informatieobjecttypen", func(a *autorisatie) zgw.URL { return a.Informatieobjecttype }},
	{"brc", "besluittypen", func(a *autorisatie) zgw.URL { return a.Besluittype }},
}

// typed says whether the rights depend on what the catalogi hold.
func (a *applicatie) typed() bool {
	return slices.ContainsFunc(a.Autorisaties, func(one autorisatie) bool {
		return slices.Contains([]string{"zrc", "drc", "brc"}, one.Component)
	})
}

// findApplicatie is the Applicatie to which a client belongs, or nil.
func findApplicatie(tx data.Tx, clientID string) (*applicatie, error) {
	row, err := tx.One(`select a.uuid, a.body from applicatie_clients c join applicaties a on a.id = c.applicatie
		where c.client_id = $1`, clientID)
	if errors.Is(err, data.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("applicatie of %s: %w", clientID, err)
	}
	a := &applicatie{uuid: row.Text(0)}
	body := bytes.ReplaceAll(row.Bytes(1), []byte(zgw.Marker), []byte(`\u0001`))
	if err := json.Unmarshal(body, a); err != nil {
		return nil, fmt.Errorf("applicatie %s: read: %w", a.uuid, err)
	}
	return a, nil
}

// grants turns the autorisaties into what rows know. A type that is not there (any more) opens nothing.
func (a *applicatie) grants(tx data.Tx) (*grants, error) {
	g := &grants{everything: a.HeeftAlleAutorisaties, gereed: a.AlleenIsGereedVoorPublicatie}
	ids, err := a.typeIDs(tx)
	if err != nil {
		return nil, fmt.Errorf("rights of applicatie %s: %w", a.uuid, err)
	}
	for i := range a.Autorisaties {
		one := &a.Autorisaties[i]
		g.list = append(g.list, grant{one.Component, one.Scopes, ids[one.typeURL()], one.Max.Rank(), false})
	}
	return g, nil
}

func (a *autorisatie) typeURL() zgw.URL {
	for _, k := range kinds {
		if k.component == a.Component {
			return k.url(a)
		}
	}
	return ""
}

func (a *applicatie) typeIDs(tx data.Tx) (map[zgw.URL]int64, error) {
	ids := map[zgw.URL]int64{}
	for _, k := range kinds {
		local, foreign := map[string]zgw.URL{}, map[string]zgw.URL{}
		for i := range a.Autorisaties {
			one := &a.Autorisaties[i]
			url := k.url(one)
			if one.Component != k.component || url == "" {
				continue
			}
			if _, ok := url.Local(); ok {
				local[url.UUID()] = url
				continue
			}
			foreign[string(url)] = url
		}
		if err := lookUp(tx, k.table, "uuid", local, ids); err != nil {
			return nil, err
		}
		if err := lookUp(tx, "vreemd", "url", foreign, ids); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// lookUp finds the ids of the rows with these keys, many at a time.
func lookUp(tx data.Tx, table, column string, keys map[string]zgw.URL, ids map[zgw.URL]int64) error {
	wanted := make([]string, 0, len(keys))
	for key := range keys {
		wanted = append(wanted, key)
	}
	for some := range slices.Chunk(wanted, lookUpAtOnce) {
		for row, err := range tx.Query("select id, "+column+" from "+table+" where "+column+" in ("+marks+")", padded(some)...) {
			if err != nil {
				return fmt.Errorf("look up %s: %w", table, err)
			}
			ids[keys[row.Text(1)]] = row.Int(0)
		}
	}
	return nil
}

// lookUpAtOnce keys go into one query, which always has that many marks, so that there is one statement to prepare.
const lookUpAtOnce = 20

var marks = func() string {
	var list []string
	for i := range lookUpAtOnce {
		list = append(list, "$"+strconv.Itoa(i+1))
	}
	return strings.Join(list, ", ")
}()

func padded(keys []string) []any {
	args := make([]any, lookUpAtOnce)
	for i := range args {
		args[i] = keys[min(i, len(keys)-1)]
	}
	return args
}
