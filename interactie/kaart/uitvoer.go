package kaart

import (
	"io"
	"net/http"
	"net/url"

	"meent/integratie/zgw"
	"meent/interactie/opmaak"
)

// uitvoer hands on what the API exports, for the person who is logged in: /kaart/export/stappen.csv, kansen.csv, aanbod.csv, maten.csv and so
// on, and a whole strategie as {uuid}.json, or its lists as {uuid}.zip (transition.md §12).
var uitvoer = []opmaak.Pagina{{Adres: "GET /kaart/export/{bestand}", Toon: func(v *opmaak.Verzoek) error {
	resp, err := v.API().Send(v.Context(), http.MethodGet, root+"/export/"+url.PathEscape(v.Pad("bestand")), nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &zgw.Problem{Status: resp.StatusCode}
	}
	h := v.W.Header()
	for _, naam := range []string{"Content-Type", "Content-Disposition"} {
		h.Set(naam, resp.Header.Get(naam))
	}
	h.Set("Cache-Control", "no-store")
	v.Klaar()
	_, _ = io.Copy(v.W, resp.Body) // the visitor went away: nobody is left to tell
	return nil
}}}
