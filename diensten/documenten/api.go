// Package documenten is the register of documents (Documenten API): what a document is called and how confidential it is,
// its contents in every version, who may use it, to whom it was sent, and what it belongs to.
package documenten

import (
	"embed"

	"meent/diensten/rest"
)

// Root is the path of the API.
const Root = "/documenten/api/v1"

//go:embed *.go
var source embed.FS

// Register adds the API to a site.
func Register(s *rest.Site) {
	a := s.AddAPI(rest.API{
		Title: "Documenten API", Component: "drc", Root: Root, Version: "1.7.1", Source: source,
		Description: "Registreer documenten, hun inhoud en waar ze bij horen.",
	})
	a.Add(&Enkelvoudiginformatieobjecten, &Gebruiksrechten, &Objectinformatieobjecten, &Verzendingen)
}

// bijwerken are the scopes with which a document is changed.
const bijwerken = "documenten.bijwerken | documenten.geforceerd-bijwerken"
