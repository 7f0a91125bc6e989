package notificaties

import (
	"fmt"
	"net/http"
	"strings"

	"meent/diensten/notify"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Notificatie is what a register tells: that something happened to an object, and no more than that.
type Notificatie struct {
	// Het kanaal waarop de notificatie komt.
	Kanaal string `json:"kanaal" zgw:"required,max=50"`
	// Het object waar het om gaat, zoals een zaak.
	HoofdObject zgw.URL `json:"hoofdObject" zgw:"required"`
	// Wat er gemaakt, gewijzigd of verwijderd is: het hoofdobject of iets dat daarbij hoort.
	Resource string `json:"resource" zgw:"required,max=100"`
	// Het adres daarvan.
	ResourceURL zgw.URL `json:"resourceUrl" zgw:"required"`
	// Wat er gebeurde: create, update of destroy.
	Actie string `json:"actie" zgw:"required,max=100"`
	// Wanneer het gebeurde.
	Aanmaakdatum zgw.Time `json:"aanmaakdatum" zgw:"required"`
	// Waarop een abonnement kan filteren.
	Kenmerken zgw.JSON `json:"kenmerken"`
}

func publishRoute(a *rest.API) {
	a.Route(rest.Route{
		Pattern: "POST " + Root + "/notificaties", Scope: "notificaties.publiceren", Handle: publish,
		Doc: rest.Doc{ID: "notificaties_create", Summary: "Publiceer een notificatie.", In: Notificatie{}, Out: Notificatie{}, Status: http.StatusCreated},
	})
}

// publish is nrc-004: the notification goes in the outbox; who published it does not wait for subscribers.
func publish(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	var n Notificatie
	if err := c.Body(r, &n); err != nil {
		return err
	}
	var body []byte
	err := c.Update(func() error {
		if err := n.check(c); err != nil {
			return err
		}
		body = rest.EncodeGroup(&n)
		return notify.Write(c.Tx, n.Kanaal, body)
	})
	if err != nil {
		return err
	}
	return c.AnswerJSON(w, r, http.StatusCreated, body)
}

func (n *Notificatie) check(c *rest.Call) error {
	told := readKenmerken(c, "kenmerken", n.Kenmerken)
	filters, ok, err := kanaalFilters(c, n.Kanaal)
	switch {
	case err != nil:
		return err
	case !ok:
		c.Invalid("kanaal", "message_kanaal", unknownKanaal(n.Kanaal))
	case !told.fit(filters):
		c.Invalid("kenmerken", "kenmerken_inconsistent", fmt.Sprintf("Deze kenmerken zijn niet die van kanaal %q: %s.", n.Kanaal, strings.Join(filters, ", ")))
	}
	if err := c.Fail(); err != nil {
		return err
	}
	n.Kenmerken = told.encode()
	return nil
}

// testNotificatie is what the callback of an abonnement must take (nrc-003).
func testNotificatie(c *rest.Call) []byte {
	root := zgw.URL(zgw.Marker + Root)
	n := Notificatie{
		Kanaal: "test", HoofdObject: root, Resource: "test", ResourceURL: root, Actie: "test", Aanmaakdatum: zgw.TimeOf(c.Now()), Kenmerken: zgw.JSON("{}"),
	}
	return c.Site.Expand(rest.EncodeGroup(&n))
}
