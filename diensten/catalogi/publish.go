package catalogi

import (
	"net/http"

	"meent/diensten/rest"
)

// publishRoute is POST {zaaktypen}/{uuid}/publish: from then on cases can be of this type (ztc-026).
func publishRoute(a *rest.API, r *rest.Resource[Zaaktype]) {
	a.Route(rest.Route{Pattern: "POST " + r.Path + "/{uuid}/publish", Scope: "catalogi.schrijven", AnyBody: true,
		Doc: rest.Doc{ID: "zaaktype_publish", Summary: "Publiceer een zaaktype.", Out: Zaaktype{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, req *http.Request) error {
			var after *rest.Stored
			err := c.Update(func() error {
				before, z, err := r.Open(c, req, req.PathValue("uuid"))
				if err != nil {
					return err
				}
				old := *z
				z.Concept = false
				after, err = r.Finish(c, z, &old, before, "update", http.StatusOK)
				return err
			}, req.PathValue("uuid"))
			if err != nil {
				return err
			}
			return c.Answer(w, req, http.StatusOK, after)
		}})
}
