package transitie

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Actor is who does something: a person for whom a client speaks, or a client by itself.
type Actor struct {
	ID        string   // user_id of the token; of a client by itself its client_id
	Naam      string   // user_representation; of a client its label
	Rollen    []string // columns of §1.1, in the order of the token
	Onderdeel zgw.URL  // the team that the person belongs to; "" when it is not known here
	Laag      Laag     // the layer of the organisation that the person belongs to; "" when it is not known
}

// Laag is a layer of an organisation (§1).
type Laag string

// Choices are in the order from top to bottom.
func (Laag) Choices() []string {
	return []string{"bestuur", "secretaris", "topmanagement", "middenmanagement", "basis"}
}

// lezer is what a program is that may only read: it sees what its autorisatie opens, and does nothing.
const lezer = "lezer"

// kolom is the column of §1.1 that a role of a token has.
var kolom = map[string]string{
	"medewerker": "medewerker", "initiatiefnemer": "medewerker", "talentcoach": "medewerker",
	"teamleider": "teamleider", "programmamanager": "programmamanager",
	"bestuurder": "bestuurder", "secretaris": "secretaris", "directeur": "directeur", "sponsor": "sponsor",
	"raadslid": "raadslid", "partner": "partner", "gast": "partner", "fg": "toezicht", "or": "toezicht",
	"beheerder": "beheerder", "bewoner": "bewoner",
}

// spreektNamens says whether what the client says of people is believed (scope transitie.namens).
func spreektNamens(client *auth.Client) bool {
	return !client.Rights(auth.Need{Component: component, Scope: "transitie.namens"}).None
}

// rollen are the columns of §1.1 that somebody has. A role that is not known gives nothing.
func rollen(client *auth.Client) []string {
	claim := lijst(client.Claims["rollen"])
	if spreektNamens(client) && len(claim) > 0 {
		var known []string
		for _, naam := range claim {
			if k := kolom[naam]; k != "" && !slices.Contains(known, k) {
				known = append(known, k)
			}
		}
		return known
	}
	if spreektNamens(client) && !client.Everything() {
		return []string{"medewerker"}
	}
	return programma(client)
}

// programma are the columns of a client that speaks for nobody: what its scopes let it do.
func programma(client *auth.Client) []string {
	has := func(scope string) bool { return !client.Rights(auth.Need{Component: component, Scope: scope}).None }
	roles := []string{lezer}
	if has("transitie.schrijven") {
		roles = append(roles, "programmamanager")
	}
	if has("transitie.vaststellen") {
		roles = append(roles, "bestuurder")
	}
	return roles
}

// lijst is a claim as a list of texts: tokens have a list, or one text with commas.
func lijst(claim any) []string {
	var list []string
	switch x := claim.(type) {
	case []any:
		for _, one := range x {
			if text, ok := one.(string); ok {
				list = append(list, text)
			}
		}
	case string:
		list = strings.FieldsFunc(x, func(r rune) bool { return r == ',' || r == ' ' })
	}
	return list
}

// tekst is a claim as text.
func tekst(claim any) string {
	switch x := claim.(type) {
	case string:
		return x
	case json.Number:
		return x.String()
	}
	return ""
}

// actorVan is who makes a call. It reads the team of the person, and so needs a transaction.
func actorVan(c *rest.Call) (Actor, error) {
	client := c.Client
	a := Actor{ID: client.ID, Naam: client.Label, Rollen: rollen(client)}
	if !spreektNamens(client) {
		return a, nil
	}
	if client.UserID != "" || !client.Everything() { // somebody without an id has nothing of their own
		a.ID, a.Naam = client.UserID, client.UserRepresentation
	}
	if a.Naam == "" {
		a.Naam = a.ID
	}
	if laag := Laag(tekst(client.Claims["laag"])); slices.Contains(laag.Choices(), string(laag)) {
		a.Laag = laag
	}
	var err error
	a.Onderdeel, err = onderdeelMet(c, tekst(client.Claims["onderdeel"]))
	return a, err
}

// onderdeelMet is the address of the onderdeel that a token, or a list that is imported, calls so: by its uuid, address or name.
func onderdeelMet(c *rest.Call, naam string) (zgw.URL, error) {
	naam = strings.TrimSpace(naam)
	if naam == "" || strings.ContainsAny(naam, "\x00\x01") {
		return "", nil
	}
	id := zgw.URL("/" + naam).UUID()
	row, err := c.Tx.One("select uuid from onderdelen where uuid = $1 or naam_zoek = $2", id, rest.Fold(naam))
	if errors.Is(err, data.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return zgw.LocalURL(Onderdelen.Path, row.Text(0)), nil
}

// mijn finds what the person who asks has made. Nobody can ask it about another: a list by person would count people (R7).
func mijn() rest.Filter {
	f := rest.Truth("door")
	inner := f.Cond
	f.Cond = func(c *rest.Call, value string) (rest.Cond, error) {
		cond, err := inner(c, value)
		if err != nil {
			return cond, err
		}
		a, err := actorVan(c)
		if err != nil {
			return cond, err
		}
		if cond.Args[0] == int64(1) {
			return rest.Cond{SQL: "door = ?", Args: []any{a.ID}, Never: a.ID == ""}, nil
		}
		return rest.Cond{SQL: "door <> ?", Args: []any{a.ID}}, nil
	}
	return f.Named("Alleen wat je zelf hebt gemaakt (true), of juist wat anderen maakten (false).")
}

// is says whether somebody has one of these roles.
func (a Actor) is(roles ...string) bool {
	return slices.ContainsFunc(roles, func(r string) bool { return slices.Contains(a.Rollen, r) })
}
