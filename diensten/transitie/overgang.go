package transitie

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"meent/diensten/rest"
)

// Overgang is what brings an object into another state: asked for, never written (transition.md §12).
type Overgang struct {
	// De toestand waar het object naartoe gaat.
	Naar string `json:"naar" zgw:"required,max=40"`
	// Waarom, in een paar woorden.
	Reden string `json:"reden" zgw:"max=1000"`
	// Waar het besluit staat: een adres of een paar woorden.
	Verwijzing string `json:"verwijzing" zgw:"max=1000"`
	// Wat ervan is geleerd, voor een stap die stopt.
	Les string `json:"les" zgw:"max=4000"`
	// Wat er is opgeleverd, voor een stap die klaar is.
	Oplevering string `json:"oplevering" zgw:"max=4000"`
	// Het antwoord, op een zorg of een vraag over de kaders.
	Antwoord string `json:"antwoord" zgw:"max=4000"`
}

// overganger is an object with states.
type overganger[T any] interface {
	object[T]
	// overgang brings it into another state, or says why that cannot be. It asks mag.
	overgang(c *rest.Call, a Actor, o Overgang) error
}

// overgangRoute is POST {object}/overgangen.
func overgangRoute[T any, P overganger[T]](a *rest.API, r *rest.Resource[T]) {
	var zero T
	a.Route(rest.Route{Pattern: "POST " + r.Path + "/{uuid}/overgangen", Scope: schrijven,
		Doc: rest.Doc{ID: r.Name + "_overgang", Summary: "Breng een " + r.Name + " in een andere toestand.", In: Overgang{}, Out: zero},
		Handle: func(c *rest.Call, w http.ResponseWriter, req *http.Request) error {
			var o Overgang
			if err := c.Body(req, &o); err != nil {
				return err
			}
			return wijzig[T, P](c, w, req, r, o.Reden, func(t P, actor Actor) error { return t.overgang(c, actor, o) })
		}})
}

// wijzig serves an operation that changes an object otherwise than by its members, with its line in the audit trail, in which
// the reason stands.
func wijzig[T any, P object[T]](c *rest.Call, w http.ResponseWriter, req *http.Request, r *rest.Resource[T], reden string, change func(t P, actor Actor) error) error {
	if reden != "" && req.Header.Get("X-Audit-Toelichting") == "" {
		req.Header.Set("X-Audit-Toelichting", reden)
	}
	var after *rest.Stored
	err := c.Update(func() error {
		before, t, err := r.Open(c, req, req.PathValue("uuid"))
		if err != nil {
			return err
		}
		actor, err := actorVan(c)
		if err != nil {
			return err
		}
		old := *t
		if err := change(P(t), actor); err != nil {
			return err
		}
		if err := c.Fail(); err != nil {
			return err
		}
		if err := P(t).gemeen().geschreven(c, P(&old).gemeen()); err != nil {
			return err
		}
		after, err = r.Finish(c, t, &old, before, "partial_update", http.StatusOK)
		return err
	}, req.PathValue("uuid"))
	if err != nil {
		return err
	}
	return c.Answer(w, req, http.StatusOK, after)
}

// kanNiet notes that an object cannot go from one state to another, and where it can go.
func kanNiet(c *rest.Call, wat, van, naar string, wel ...string) {
	if len(wel) == 0 {
		c.Invalid("naar", "overgang-niet-mogelijk", fmt.Sprintf("Een %s die %s is, blijft dat.", wat, van))
		return
	}
	slices.Sort(wel)
	c.Invalid("naar", "overgang-niet-mogelijk", fmt.Sprintf("Een %s kan niet van %s naar %s. Wel naar: %s.", wat, van, naar, strings.Join(wel, ", ")))
}
