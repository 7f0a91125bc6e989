package notificaties

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Abonnement is a subscription: where a program wants to hear what happens on which channels.
type Abonnement struct {
	rest.Object
	// Het adres waar de notificaties heen gaan.
	CallbackURL zgw.URL `json:"callbackUrl" zgw:"required"`
	// Wat er bij elke notificatie in de header Authorization staat. Dit wordt nooit getoond.
	Auth string `json:"auth" zgw:"required,writeonly"`
	// De kanalen, elk met een filter.
	Kanalen []FilterGroup `json:"kanalen" zgw:"required"`

	eigenaar string // client_id of who made it
}

// FilterGroup is a channel of an abonnement, and which of its notifications are wanted.
type FilterGroup struct {
	// De kenmerken die een notificatie moet hebben; een leeg filter of de waarde * laat alles door.
	Filters zgw.JSON `json:"filters"`
	// De naam van het kanaal.
	Naam string `json:"naam" zgw:"required"`
}

// Abonnementen is the resource (nrc-007).
var Abonnementen = rest.Resource[Abonnement]{
	Name:  "abonnement",
	Table: "abonnementen",
	Path:  Root + "/abonnement",
	Ops:   rest.All,
	Plain: true,
	Scopes: rest.Scopes{
		Read:   "notificaties.consumeren | notificaties.publiceren",
		Create: "notificaties.consumeren", Update: "notificaties.consumeren", Delete: "notificaties.consumeren",
	},
	Columns: []rest.Column[Abonnement]{
		rest.Col("eigenaar", func(a *Abonnement) string { return a.eigenaar }),
		rest.Col("callback", func(a *Abonnement) string { return string(a.CallbackURL) }),
		rest.Col("auth", func(a *Abonnement) string { return a.Auth }),
	},
	Doc: rest.ResourceDoc{Older: true, Plural: "abonnementen"},
}

// Reveal reads what the document does not hold: the owner and the secret.
func (a *Abonnement) Reveal(c *rest.Call, s *rest.Stored) error {
	row, err := c.Tx.One("select eigenaar, auth from abonnementen where id = $1", s.ID)
	if err != nil {
		return fmt.Errorf("abonnement %s: %w", s.UUID, err)
	}
	a.eigenaar, a.Auth = row.Text(0), row.Text(1)
	return nil
}

// Rules holds nrc-002, nrc-003 and nrc-007.
func (a *Abonnement) Rules(c *rest.Call, old *Abonnement) error {
	a.eigenaar = c.Client.ID
	if old != nil {
		a.eigenaar = old.eigenaar
		if err := a.owned(c); err != nil {
			return err
		}
	}
	if strings.ContainsFunc(a.Auth, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		c.Invalid("auth", "invalid", "Deze tekst kan niet in de header Authorization staan: er zit een regeleinde of een ander stuurteken in.")
	}
	a.Kanalen = slices.Clone(a.Kanalen) // the kit hands out one list, however often it runs the rules
	for i := range a.Kanalen {
		if err := a.Kanalen[i].check(c, fmt.Sprintf("kanalen.%d.filters", i)); err != nil {
			return err
		}
	}
	if !c.Faulty() && (c.Sent("callbackUrl") || c.Sent("auth")) {
		a.testCallback(c)
	}
	return nil
}

// owned is nrc-007: an abonnement belongs to the client that made it.
func (a *Abonnement) owned(c *rest.Call) error {
	if c.Client.ID != a.eigenaar && !c.Client.Everything() {
		return rest.Denied("Dit abonnement is van een andere client; alleen die mag het wijzigen of verwijderen.")
	}
	return nil
}

// check is nrc-002: the channel is there, and the filters are of its kenmerken.
func (g *FilterGroup) check(c *rest.Call, at string) error {
	k := readKenmerken(c, at, g.Filters)
	g.Filters = k.encode()
	filters, ok, err := kanaalFilters(c, g.Naam)
	switch {
	case err != nil:
		return err
	case !ok:
		c.Invalid("naam", "kanaal_naam", unknownKanaal(g.Naam))
	case !k.fit(filters):
		c.Invalid("filters", "inconsistent-abonnement-filters",
			fmt.Sprintf("Op kanaal %q kan zo niet worden gefilterd. Kies uit: %s.", g.Naam, strings.Join(filters, ", ")))
	}
	return nil
}

// testCallback is nrc-003: the address refuses who does not say who he is, and takes a notification with the secret.
func (a *Abonnement) testCallback(c *rest.Call) {
	m := rest.Message{Address: c.Site.Public(a.CallbackURL), Body: testNotificatie(c)}
	open, openKnown := rest.Reply{Status: 401}, true
	if !c.Site.OpenCallbacks {
		open, openKnown = c.Post(m)
	}
	m.Authorization = a.Auth
	reply, known := c.Post(m)
	switch {
	case !known || !openKnown:
	case open.Err == nil && open.Status != 401 && open.Status != 403:
		c.Invalid("callbackUrl", "no-auth-on-callback-url",
			fmt.Sprintf("Dit adres neemt een bericht zonder Authorization aan (het antwoordt met %d). Laat het dan 401 of 403 antwoorden.", open.Status))
	case reply.Err != nil:
		c.Invalid("nonFieldErrors", "invalid-callback-url", "Het proefbericht kwam niet aan op callbackUrl. "+reason(reply.Err))
	case !delivered(reply):
		c.Invalid("nonFieldErrors", "invalid-callback-url",
			fmt.Sprintf("Het adres in callbackUrl antwoordt op een proefbericht met %d; het moet 204 zijn. Controleer het adres en auth.", reply.Status))
	}
}

func delivered(r rest.Reply) bool { return r.Err == nil && r.Status/100 == 2 }

// reason is why a server could not be reached, for people.
func reason(err error) string {
	if e, ok := errors.AsType[*rest.FetchError](err); ok {
		return e.Reason
	}
	return ""
}

// After has a changed abonnement tried at once: what was wrong may have been put right.
func (a *Abonnement) After(c *rest.Call, old *Abonnement) error {
	if old == nil {
		return nil
	}
	id, err := c.ID(a.URL)
	if err != nil {
		return err
	}
	return c.Tx.Exec("update abonnementen set volgende = 0 where id = $1", id)
}

// BeforeRemove is nrc-007.
func (a *Abonnement) BeforeRemove(c *rest.Call) error {
	s, err := c.Find(a.URL)
	if err != nil {
		return err
	}
	if err := a.Reveal(c, s); err != nil {
		return err
	}
	return a.owned(c)
}
