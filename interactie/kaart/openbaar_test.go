package kaart_test

import (
	"net/http"
	"testing"
)

func TestOpenbaar(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		w.vragen(t, []vraag{
			{pad: "/openbaar", status: http.StatusOK, onderwerp: "empty", wel: []string{"Hier staat nog niets.", "Wacht u zelf te lang?"}, niet: []string{"Hoofdmenu", "Ons doel"}},
			{pad: "/openbaar/beloften/00000000-0000-0000-0000-000000000000", status: http.StatusNotFound},
		})
		s := metDoel(w)
		own := w.maak("mijlpalen", map[string]any{"titel": "Van ons alleen", "zichtbaarheid": "eigen"})
		concept := w.maak("mijlpalen", map[string]any{"titel": "Nog niet beloofd", "zichtbaarheid": "openbaar"})
		w.vragen(t, []vraag{
			{pad: "/openbaar", status: http.StatusOK, onderwerp: "with an aim",
				wel: []string{"krijgt op tijd antwoord.</h1>", "geen burgerservicenummers"}, niet: []string{"Van ons alleen", "Nog niet beloofd", "0 van de 100"}},
			{rol: "programmamanager", pad: "/openbaar", status: http.StatusOK, onderwerp: "who may see more sees what residents see", niet: []string{"Van ons alleen"}},
			{pad: "/openbaar/beloften/" + own["uuid"].(string), status: http.StatusNotFound},
			{pad: "/openbaar/beloften/" + concept["uuid"].(string), status: http.StatusNotFound},
		})
		w.Root.Do("PATCH", api+"/strategieen/"+s["uuid"].(string), map[string]any{"zichtbaarheid": "eigen"})
		w.vragen(t, []vraag{{pad: "/openbaar", status: http.StatusOK, onderwerp: "the strategie is not public", niet: []string{"krijgt op tijd antwoord"}}})
	})
}
