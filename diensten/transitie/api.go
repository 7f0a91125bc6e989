// Package transitie is the register of the transition to Common Ground: the aim, the milestones, the steps and what
// people bring to them. It is served as the Transitie API, which is ours: no standard has it.
package transitie

import (
	"embed"

	"meent/diensten/rest"
)

// Root is where the API is served.
const Root = "/transitie/api/v1"

// component is what autorisaties call this API.
const component = "transitie"

//go:embed *.go
var source embed.FS

// Register adds the API to a site.
func Register(s *rest.Site) {
	a := s.AddAPI(rest.API{
		Title: "Transitie API", Component: component, Root: Root, Version: "1.0.0", Source: source, Narrow: narrow, Logboek: true,
		Description: "Houd bij waar de overgang naar Common Ground heen gaat, wat er is bereikt en welke stap er nu komt.",
	})
	a.Add(&Organisaties, &Onderdelen, &Einddoelen, &Strategieen, &Herijkingen, &Stappen, &Kansen, &Aanboden,
		&Zorgen, &Kadervragen, &Uitspraken, Deellinks.With(rest.Handlers{rest.Create: deellinkMaken}), &Gebeurtenissen, &Volgordes, &Verplaatsingen, &Imports, &Raadsbrieven)
	overgangRoute(a, &Strategieen)
	overgangRoute(a, &Stappen)
	overgangRoute(a, &Kansen)
	overgangRoute(a, &Zorgen)
	overgangRoute(a, &Kadervragen)
	overgangRoute(a, &Deellinks)
	doeMaarRoute(a)
	vernieuwRoute(a)
	deelRoute(a)
	vandaagRoute(a)
	koersRoute(a)
	gemeentenRoute(a)
	feiten(a)
	volgordeRoutes(a)
	importRoutes(a)
	exportRoute(a)
	logboekRoute(a)
}

// lezen and schrijven are the scopes with which the register is read and written. What somebody may do with them, mag says.
const (
	lezen     = "transitie.lezen | transitie.schrijven | transitie.vaststellen | transitie.namens"
	schrijven = "transitie.schrijven | transitie.vaststellen | transitie.namens"
)

var scopes = rest.Scopes{Read: lezen, Create: schrijven, Update: schrijven, Delete: schrijven}
