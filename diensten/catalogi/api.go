// Package catalogi is the register of what a municipality handles and how: the Catalogi API (ZTC) of the standard.
package catalogi

import (
	"embed"

	"meent/diensten/rest"
	"meent/diensten/zgw"
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
	a.Add(&Catalogussen, &Zaaktypen, &Statustypen, &Resultaattypen, &Roltypen, &Eigenschappen, &Zaakobjecttypen,
		&Informatieobjecttypen, &ZaaktypeInformatieobjecttypen, &Besluittypen)
	publishRoute(a, &Zaaktypen)
	publishRoute(a, &Besluittypen)
	publishRoute(a, &Informatieobjecttypen)
}

// lezen are the scopes of reading: who may read zaken or documenten may read their types (ztc-014, G-27).
const lezen = "catalogi.lezen | zrc:zaken.lezen | drc:documenten.lezen"

// scopes are those of the catalogus and of the types that are published.
var scopes = rest.Scopes{
	Read:   lezen,
	Create: "catalogi.schrijven",
	Update: "catalogi.schrijven | catalogi.geforceerd-schrijven",
	Delete: "catalogi.schrijven | catalogi.geforceerd-verwijderen",
}

// partScopes are those of what is part of a zaaktype.
var partScopes = rest.Scopes{
	Read:   lezen,
	Create: "catalogi.schrijven | catalogi.geforceerd-schrijven",
	Update: "catalogi.schrijven | catalogi.geforceerd-schrijven",
	Delete: "catalogi.schrijven | catalogi.geforceerd-verwijderen",
}

// kenmerken is what notifications say of a type (G-61).
func kenmerken(catalogus zgw.URL) []rest.Kenmerk {
	return []rest.Kenmerk{{Name: "catalogus", Value: string(catalogus)}}
}
