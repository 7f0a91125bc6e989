// Package autorisaties is the register of who may do what: the Autorisaties API (AC) of the standard.
package autorisaties

import (
	"embed"

	"meent/diensten/rest"
)

// Root is where the API is served.
const Root = "/autorisaties/api/v1"

//go:embed *.go
var source embed.FS

// Register adds the API to a site.
func Register(s *rest.Site) {
	a := s.AddAPI(rest.API{
		Title: "Autorisaties API", Component: "ac", Root: Root, Version: "1.1.0", Source: source,
		Description: "Beheer de applicaties die bij deze registers mogen, en wat elk daarvan mag.",
	})
	a.Add(&Applicaties)
	consumerRoute(a)
}
