package autorisaties

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Applicatie is a program that may use the registers: the client_ids with which it signs its tokens, and what it may do.
type Applicatie struct {
	rest.Object
	// De client_id's waarmee de applicatie haar tokens ondertekent. Een client_id hoort bij hoogstens één applicatie.
	ClientIDs []string `json:"clientIds" zgw:"required,max=50"`
	// Een naam voor mensen.
	Label string `json:"label" zgw:"required,max=100"`
	// Of de applicatie alles mag. Dan kunnen er geen afzonderlijke autorisaties zijn.
	HeeftAlleAutorisaties bool `json:"heeftAlleAutorisaties"`
	// Of de applicatie alleen documenten mag lezen die gereed zijn voor publicatie.
	AlleenIsGereedVoorPublicatie bool `json:"alleenIsGereedVoorPublicatie" zgw:"default=false"`
	// Wat de applicatie mag, per component en type.
	Autorisaties []Autorisatie `json:"autorisaties"`
}

// Autorisatie is a right of an applicatie within one component: scopes, and for which type and up to which
// vertrouwelijkheid they hold.
type Autorisatie struct {
	// Het component waarvoor de autorisatie geldt.
	Component zgw.Component `json:"component" zgw:"required"`
	// De naam van het component voor mensen.
	ComponentWeergave string `json:"componentWeergave" zgw:"readonly"`
	// Wat de applicatie mag, in de woorden van de standaard.
	Scopes []string `json:"scopes" zgw:"required,max=100"`
	// Het zaaktype waarvoor het recht geldt, bij component zrc.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"max=1000"`
	// Het informatieobjecttype waarvoor het recht geldt, bij component drc.
	Informatieobjecttype zgw.URL `json:"informatieobjecttype" zgw:"max=1000"`
	// Het besluittype waarvoor het recht geldt, bij component brc.
	Besluittype zgw.URL `json:"besluittype" zgw:"max=1000"`
	// De hoogste vertrouwelijkheid die de applicatie mag zien, bij zrc en drc.
	MaxVertrouwelijkheidaanduiding zgw.Vertrouwelijkheid `json:"maxVertrouwelijkheidaanduiding"`
}

// Applicaties is the resource.
var Applicaties = rest.Resource[Applicatie]{
	Name:  "applicatie",
	Table: "applicaties",
	Path:  Root + "/applicaties",
	Ops:   rest.All,
	Scopes: rest.Scopes{
		Read: "autorisaties.lezen", Create: "autorisaties.bijwerken", Update: "autorisaties.bijwerken", Delete: "autorisaties.bijwerken",
	},
	Main:  &rest.Main[Applicatie]{Kanaal: "autorisaties"},
	Doc:   rest.ResourceDoc{Older: true},
	Topic: "rechten",
	Filters: rest.Filters{
		"clientIds": anyClient(),
	},
}

// anyClient finds the applicaties that have one of the client_ids (ac-004).
func anyClient() rest.Filter {
	f := rest.In[string]("client_id").On("applicatie_clients")
	inner := f.Cond
	f.Cond = func(c *rest.Call, value string) (rest.Cond, error) {
		cond, err := inner(c, value)
		cond.SQL = "id in (select applicatie from applicatie_clients where " + cond.SQL + ")"
		return cond, err
	}
	return f
}

// Rules holds ac-001, ac-002 and ac-003.
func (a *Applicatie) Rules(c *rest.Call, old *Applicatie) error {
	if err := a.uniqueClients(c, old); err != nil {
		return err
	}
	for i := range a.Autorisaties {
		a.Autorisaties[i].check(c, fmt.Sprintf("autorisaties.%d.", i))
	}
	if c.Faulty() {
		return nil
	}
	// ac-002: all rights, or a list of them; not both and not neither.
	switch {
	case a.HeeftAlleAutorisaties && len(a.Autorisaties) > 0:
		c.Invalid("nonFieldErrors", "ambiguous-authorizations-specified", "Geef heeftAlleAutorisaties of een lijst autorisaties op, niet allebei.")
	case !a.HeeftAlleAutorisaties && len(a.Autorisaties) == 0:
		c.Invalid("nonFieldErrors", "missing-authorizations", "Geef ten minste één autorisatie op, of zet heeftAlleAutorisaties op true.")
	}
	return nil
}

// uniqueClients is ac-001: a client_id belongs to one applicatie.
func (a *Applicatie) uniqueClients(c *rest.Call, old *Applicatie) error {
	if len(a.ClientIDs) == 0 {
		c.Invalid("clientIds", "empty", "Geef ten minste één client_id op.")
		return nil
	}
	for i, id := range a.ClientIDs {
		twice := slices.Contains(a.ClientIDs[:i], id)
		if !twice && old != nil && slices.Contains(old.ClientIDs, id) {
			continue
		}
		_, err := c.Tx.One("select 1 from applicatie_clients where client_id = $1", id)
		if err == nil || twice {
			c.Invalid("clientIds", "clientId-exists", fmt.Sprintf("De client_id %q hoort al bij een applicatie.", id))
			return nil
		}
		if !errors.Is(err, data.ErrNotFound) {
			return fmt.Errorf("look up client_id: %w", err)
		}
	}
	return nil
}

// check is ac-003: rights on zaken, documenten and besluiten name the type that they hold for.
func (x *Autorisatie) check(c *rest.Call, at string) {
	x.ComponentWeergave = x.Component.Label()
	need := func(field string, empty bool) {
		if empty {
			c.Invalid(at+field, "required", "Dit veld is verplicht bij dit component en deze scopes.")
		}
	}
	switch {
	case x.Component == "zrc" && x.has("zaken."):
		need("zaaktype", x.Zaaktype == "")
		need("maxVertrouwelijkheidaanduiding", x.MaxVertrouwelijkheidaanduiding == "")
	case x.Component == "drc" && x.has("documenten."):
		need("informatieobjecttype", x.Informatieobjecttype == "")
		need("maxVertrouwelijkheidaanduiding", x.MaxVertrouwelijkheidaanduiding == "")
	case x.Component == "brc" && x.has("besluiten."):
		need("besluittype", x.Besluittype == "")
	}
}

func (x *Autorisatie) has(prefix string) bool {
	return slices.ContainsFunc(x.Scopes, func(s string) bool { return strings.HasPrefix(s, prefix) })
}

// After keeps the table by which a token's client_id is found.
func (a *Applicatie) After(c *rest.Call, old *Applicatie) error {
	id, err := c.ID(a.URL)
	if err != nil {
		return err
	}
	if old != nil {
		if err := c.Tx.Exec("delete from applicatie_clients where applicatie = $1", id); err != nil {
			return err
		}
	}
	for i, client := range a.ClientIDs {
		if err := c.Tx.Exec("insert into applicatie_clients (client_id, applicatie, volgorde) values ($1, $2, $3)", client, id, int64(i)); err != nil {
			return fmt.Errorf("client %d of applicatie: %w", i, err)
		}
	}
	c.Tx.Changed("applicatie_clients")
	return a.knowTypes(c)
}

// knowTypes gives the types of other servers their ids now: without one a right on them opens nothing, and a filter by them
// finds nothing, until the first object of that type is made.
func (a *Applicatie) knowTypes(c *rest.Call) error {
	for _, x := range a.Autorisaties {
		for _, url := range []zgw.URL{x.Zaaktype, x.Informatieobjecttype, x.Besluittype} {
			if _, local := url.Local(); local {
				continue // ac-005: a type of ours may come later
			}
			if _, err := c.ID(url); err != nil {
				return fmt.Errorf("type of an autorisatie: %w", err)
			}
		}
	}
	return nil
}

// consumerRoute finds the one applicatie of a client_id (ac-004).
func consumerRoute(a *rest.API) {
	a.Route(rest.Route{
		Pattern: "GET " + Root + "/applicaties/consumer", Scope: "autorisaties.lezen",
		Doc: rest.Doc{ID: "applicatie_consumer", Summary: "Vraag een applicatie op, op basis van client_id.", Out: Applicatie{}, Tags: []string{"applicaties"},
			Query: []rest.Param{{Name: "clientId", Type: "string", Required: true, Doc: "De client_id van de applicatie."}}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			q, err := rest.Query(r, "clientId")
			if err != nil {
				return err
			}
			if q.Get("clientId") == "" {
				return rest.Invalid("clientId", "required", "Geef de client_id van de applicatie op.")
			}
			var s *rest.Stored
			err = c.View(func() error {
				row, err := c.Tx.One("select a.uuid from applicatie_clients k join applicaties a on a.id = k.applicatie where k.client_id = $1", q.Get("clientId"))
				if err != nil {
					return err
				}
				s, err = Applicaties.Visible(c, row.Text(0))
				return err
			})
			if err != nil {
				return err
			}
			return c.Answer(w, r, http.StatusOK, s)
		},
	})
}
