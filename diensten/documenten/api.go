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
	a.Add(Enkelvoudiginformatieobjecten.With(rest.Handlers{
		rest.Create: create, rest.Replace: update, rest.Change: update, rest.Detail: show,
	}))
	a.Add(&Gebruiksrechten, &Objectinformatieobjecten, &Verzendingen)
	Enkelvoudiginformatieobjecten.SearchRoute(a, nil, rest.Doc{ID: "enkelvoudiginformatieobject__zoek", Summary: "Zoek documenten met de filters van de lijst, en op uuid.", Paged: true, Out: Enkelvoudiginformatieobject{}})
	one := Enkelvoudiginformatieobjecten.Path + "/{uuid}"
	a.Route(rest.Route{
		Pattern: "GET " + one + "/download", Scope: "documenten.lezen", Handle: download,
		Doc: rest.Doc{ID: "enkelvoudiginformatieobject_download", Summary: "De inhoud van een document downloaden.", Query: versionParams, Binary: true},
	})
	a.Route(rest.Route{
		Pattern: "POST " + one + "/lock", Scope: "documenten.lock", Handle: lock,
		Doc: rest.Doc{ID: "enkelvoudiginformatieobject_lock", Summary: "Een document vergrendelen om het te bewerken.", Out: Vergrendeling{}},
	})
	a.Route(rest.Route{
		Pattern: "POST " + one + "/unlock", Scope: "documenten.lock | documenten.geforceerd-unlock", Handle: unlock,
		Doc: rest.Doc{ID: "enkelvoudiginformatieobject_unlock", Summary: "Een document ontgrendelen; een inhoud in bestandsdelen is dan compleet.", In: Ontgrendeling{}, Status: 204},
	})
	a.Route(rest.Route{
		Pattern: "PUT " + bestandsdelen + "/{uuid}", Scope: "documenten.bijwerken", Handle: upload, AnyBody: true, MaxBody: partSize + 1<<20,
		Doc: rest.Doc{ID: "bestandsdeel_update", Summary: "Een bestandsdeel uploaden.", In: BestandsdeelUpload{}, Out: Bestandsdeel{}, Form: true},
	})
}

// bijwerken are the scopes with which a document is changed.
const bijwerken = "documenten.bijwerken | documenten.geforceerd-bijwerken"

// bestandsdelen is the path of parts of contents.
const bestandsdelen = Root + "/bestandsdelen"
