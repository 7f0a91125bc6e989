// Package notificaties is where programs hear what happens in the registers: the Notificaties API (NRC) of the standard,
// and the worker that tells subscribers what lies in the outbox.
package notificaties

import (
	"embed"

	"meent/diensten/rest"
)

// Root is where the API is served.
const Root = "/notificaties/api/v1"

//go:embed *.go
var source embed.FS

// Register adds the API to a site.
func Register(s *rest.Site) {
	a := s.AddAPI(rest.API{
		Title: "Notificaties API", Component: "nrc", Root: Root, Version: "1.0.1", Source: source,
		Description: "Neem een abonnement op wat er in de registers gebeurt, of meld wat er in een ander register gebeurt.",
	})
	a.Add(&Kanalen, &Abonnementen)
	publishRoute(a)
}
