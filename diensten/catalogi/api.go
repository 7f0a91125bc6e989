// Package catalogi is the register of what a municipality handles and how: the Catalogi API (ZTC) of the standard.
package catalogi

import (
	"embed"

	"meent/diensten/rest"
)

// Root is where the API is served.
const Root = "/catalogi/api/v1"

//go:embed *.go
var source embed.FS

// Register adds the API to a site.
func Register(s *rest.Site) {
	a := s.AddAPI(rest.API{
		Title: "Catalogi API", Component: "ztc", Root: Root, Version: "1.4.0", Source: source,
		Description: "Leg vast welke zaaktypen, informatieobjecttypen en besluittypen de gemeente kent.",
	})
	a.Add(&Catalogussen, &Zaaktypen, &Statustypen, &Roltypen)
	publishRoute(a, &Zaaktypen)
}

// scopes are those of all resources here (G-27: who may read zaken or documenten may read their types).
var scopes = rest.Scopes{
	Read:   "catalogi.lezen | zrc:zaken.lezen | drc:documenten.lezen",
	Create: "catalogi.schrijven",
	Update: "catalogi.schrijven | catalogi.geforceerd-schrijven",
	Delete: "catalogi.schrijven | catalogi.geforceerd-verwijderen",
}
