// Package referentielijsten is the Selectielijst and the other lists that all municipalities share, built into the program.
// Nobody needs a token to read them, and nobody can change them here.
package referentielijsten

import (
	"embed"
	"net/http"
	"time"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Root is where the API is served.
const Root = "/referentielijsten/api/v1"

//go:embed *.go
var source embed.FS

// Register adds the API to a site.
func Register(s *rest.Site) {
	a := s.AddAPI(rest.API{
		Title: "Referentielijsten & Selectielijst API", Component: "rl", Root: Root, Version: "0.0.1", Source: source,
		Description: "Raadpleeg de selectielijst en de andere lijsten die gemeenten delen. Deze lijsten liggen vast in het programma.",
	})
	procestypen.add(a)
	resultaten.add(a)
	resultaattypeomschrijvingen.add(a)
	communicatiekanalen.add(a)
	a.Route(rest.Route{Pattern: "GET " + Root + "/health", Open: true, Handle: health,
		Doc: rest.Doc{ID: "health_retrieve", Summary: "Controleer of de API bereikbaar is.", Out: Health{}}})
}

// Health says that the API answers.
type Health struct {
	// Of de API bereikbaar is.
	Healthy bool `json:"healthy" zgw:"required"`
	// Het tijdstip van het antwoord.
	Time zgw.Time `json:"time" zgw:"required"`
}

func health(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	if _, err := rest.Query(r); err != nil {
		return err
	}
	return c.AnswerJSON(w, r, http.StatusOK, rest.EncodeGroup(&Health{true, zgw.TimeOf(time.Now())}))
}
