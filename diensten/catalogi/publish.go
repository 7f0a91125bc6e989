package catalogi

import (
	"net/http"

	"meent/diensten/rest"
)

// publisher is a pointer to a type that is first a concept and then published.
type publisher[T any] interface {
	*T
	// publiceer makes it published, or notes why it cannot be.
	publiceer(c *rest.Call) error
}

// publishRoute is POST {types}/{uuid}/publish: from then on zaken, besluiten and documenten can be of this type (ztc-026).
func publishRoute[T any, P publisher[T]](a *rest.API, r *rest.Resource[T]) {
	var zero T
	a.Route(rest.Route{Pattern: "POST " + r.Path + "/{uuid}/publish", Scope: "catalogi.schrijven", AnyBody: true,
		Doc: rest.Doc{ID: r.Name + "_publish", Summary: "Publiceer een " + r.Name + ".", Out: zero},
		Handle: func(c *rest.Call, w http.ResponseWriter, req *http.Request) error {
			var after *rest.Stored
			err := c.Update(func() (err error) {
				after, err = publish[T, P](c, r, req)
				return err
			}, req.PathValue("uuid"))
			if err != nil {
				return err
			}
			return c.Answer(w, req, http.StatusOK, after)
		}})
}

func publish[T any, P publisher[T]](c *rest.Call, r *rest.Resource[T], req *http.Request) (*rest.Stored, error) {
	before, t, err := r.Open(c, req, req.PathValue("uuid"))
	if err != nil {
		return nil, err
	}
	old := *t
	if err := P(t).publiceer(c); err != nil {
		return nil, err
	}
	if err := c.Fail(); err != nil {
		return nil, err
	}
	return r.Finish(c, t, &old, before, "update", http.StatusOK)
}
