// Package besluiten is the register of decisions (Besluiten API): what was decided, in which zaak, since when it holds, and
// in which documents it is written.
package besluiten

import (
	"embed"

	"meent/diensten/rest"
)

// Root is the path of the API.
const Root = "/besluiten/api/v1"

//go:embed *.go
var source embed.FS

// Register adds the API to a site.
func Register(s *rest.Site) {
	a := s.AddAPI(rest.API{
		Title: "Besluiten API", Component: "brc", Root: Root, Version: "1.1.0", Source: source,
		Description: "Registreer besluiten en de documenten waarin ze staan.",
	})
	a.Add(&Besluiten, &Besluitinformatieobjecten)
}
