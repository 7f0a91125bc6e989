// Package zaken is the register of cases: the Zaken API (ZRC) of the standard.
package zaken

import (
	"embed"

	"meent/diensten/rest"
)

// Root is where the API is served.
const Root = "/zaken/api/v1"

//go:embed *.go
var source embed.FS

// Register adds the API to a site.
func Register(s *rest.Site) {
	a := s.AddAPI(rest.API{
		Title: "Zaken API", Component: "zrc", Root: Root, Version: "1.7.0", Source: source,
		Description: "Registreer zaken en alles wat bij een zaak hoort.",
	})
	a.Add(
		&Zaken, &Statussen, &Rollen, &Resultaten, &Zaakobjecten, &Zaakeigenschappen, &Zaakinformatieobjecten, &Zaakbesluiten,
		&Klantcontacten, &Zaakcontactmomenten, &Zaakverzoeken, &Zaaknotities,
	)
	zaaknummerRoute(a)
	Zaken.SearchRoute(a, searchers, rest.Doc{ID: "zaak__zoek", Summary: "Voer een zoekopdracht uit op zaken.", Paged: true, In: ZaakZoek{}, Out: Zaak{}})
}

// bijwerken are the scopes with which what hangs on a zaak is written; the second also when the zaak is closed (zrc-007).
const (
	bijwerken              = "zaken.bijwerken | zaken.geforceerd-bijwerken"
	aanmakenOfBijwerken    = "zaken.aanmaken | " + bijwerken
	bijwerkenOfVerwijderen = bijwerken + " | zaken.verwijderen"
)
