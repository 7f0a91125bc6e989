package kaart_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// metDoel makes an aim with two measures that have no figure yet, and a strategie that was put forward.
func metDoel(w *wereld) (strategie map[string]any) {
	w.t.Helper()
	tijd := w.maak("maten", map[string]any{"naam": "Op tijd", "vraag": "Krijg ik op tijd antwoord?", "sonde": "zgw.binnenTermijn", "streefwaarde": 0.9, "streefTot": "2027-12-31", "zichtbaarheid": "openbaar"})
	wacht := w.maak("maten", map[string]any{"naam": "Helft klaar", "vraag": "Hoe lang moet ik wachten?", "sonde": "zgw.doorlooptijd", "streefwaarde": 35})
	doel := w.maak("einddoelen", map[string]any{
		"zin": "Wie iets bij ons aanvraagt, krijgt op tijd antwoord.", "voorInwoners": "U hoort vooraf wanneer u antwoord krijgt.", "zichtbaarheid": "openbaar",
		"maten": []any{map[string]any{"maat": tijd["url"], "richting": "hoger"}, map[string]any{"maat": wacht["url"], "richting": "lager"}},
	})
	s := w.maak("strategieen", map[string]any{"titel": "Op tijd", "einddoel": doel["url"], "zichtbaarheid": "openbaar"})
	w.Root.Do("POST", api+"/strategieen/"+s["uuid"].(string)+"/overgangen", map[string]any{"naar": "voorgesteld"})
	return s
}

// vraag is a request for a page, and what it is to say.
type vraag struct {
	rol, pad  string
	status    int
	wel       []string
	niet      []string
	onderwerp string
}

func (w *wereld) vragen(t *testing.T, all []vraag) {
	t.Helper()
	for _, c := range all {
		status, text := w.als(c.rol, "").haal(c.pad)
		if status != c.status {
			t.Errorf("%s %s %s: status %d, want %d", c.rol, c.pad, c.onderwerp, status, c.status)
		}
		for _, want := range c.wel {
			if !strings.Contains(text, want) {
				t.Errorf("%s %s %s: it does not say %q", c.rol, c.pad, c.onderwerp, want)
			}
		}
		for _, not := range c.niet {
			if strings.Contains(text, not) {
				t.Errorf("%s %s %s: it says %q", c.rol, c.pad, c.onderwerp, not)
			}
		}
	}
}

func TestKompas(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		w.vragen(t, []vraag{
			{rol: "programmamanager", pad: "/kaart", status: http.StatusOK, onderwerp: "empty",
				wel: []string{"Waar willen jullie naartoe?</h1>", "Er draaide niets.", "Vandaag is er niets voor jou.", "Er zijn nog geen maten.", "Nog geen mijlpalen", "Een strategie kan zonder"}},
			{rol: "medewerker", pad: "/kaart", status: http.StatusOK, onderwerp: "empty", wel: []string{"De programmamanager schrijft het op."}, niet: []string{"/kaart/begin"}},
			{rol: "programmamanager", pad: "/kaart/mijlpalen", status: http.StatusOK, onderwerp: "empty", wel: []string{"Nog geen mijlpalen</h1>"}, niet: []string{"Ons doel"}},
			{rol: "raadslid", pad: "/kaart/dienstverlening", status: http.StatusOK, onderwerp: "empty", wel: []string{"Nog geen maten</h1>"}},
			{rol: "medewerker", pad: "/kaart/mijlpalen/00000000-0000-0000-0000-000000000000", status: http.StatusNotFound},
			{rol: "medewerker", pad: "/kaart/dienstverlening/00000000-0000-0000-0000-000000000000", status: http.StatusNotFound},
		})
		metDoel(w)
		w.vragen(t, []vraag{
			{rol: "secretaris", pad: "/kaart", status: http.StatusOK, onderwerp: "put forward",
				wel:  []string{"krijgt op tijd antwoord.</h1>", "U hoort vooraf", "Dit is een voorstel.", "ligt voor om vast te stellen", "Stel de strategie vast", "Krijg ik op tijd antwoord?", "Nog geen cijfer", "Te weinig gegevens"},
				niet: []string{"Ons doel", "0,0 %"}}, // R12: unknown is not zero
			{rol: "medewerker", pad: "/kaart", status: http.StatusOK, onderwerp: "put forward", wel: []string{"Vandaag is er niets voor jou."}, niet: []string{"Stel de strategie vast"}},
			{rol: "medewerker", pad: "/kaart/mijlpalen", status: http.StatusOK, onderwerp: "the strip", wel: []string{"Ons doel", "krijgt op tijd antwoord.</a>"}},
			{rol: "medewerker", pad: "/kaart/wie-ziet-wat", status: http.StatusOK, onderwerp: "the strip", wel: []string{"Ons doel"}},
		})
	})
}

// TestBezoek: what turned is told since the visit before this one, and only the browser knows when that was.
func TestBezoek(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		secretaris, raadslid := w.als("secretaris", ""), w.als("raadslid", "")
		secretaris.haal("/kaart")
		w.later(3 * 24 * time.Hour)
		metDoel(w)
		told := "ligt voor om vast te stellen"
		if _, text := secretaris.haal("/kaart"); !strings.Contains(text, told) {
			t.Error("on the second visit it is not told")
		}
		w.later(10 * time.Minute)
		if _, text := secretaris.haal("/kaart"); !strings.Contains(text, told) {
			t.Error("later in the same visit it is not told any more")
		}
		w.later(2 * time.Hour)
		if _, text := secretaris.haal("/kaart"); !strings.Contains(text, "Er draaide niets.") {
			t.Error("on the third visit it is told again")
		}
		if _, text := raadslid.haal("/kaart"); !strings.Contains(text, told) {
			t.Error("somebody else is not told")
		}
	})
}

func TestZonderInloggen(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		for _, pad := range []string{"/kaart", "/kaart/mijlpalen", "/kaart/dienstverlening", "/kaart/wie-ziet-wat"} {
			b := w.als("", "")
			b.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
			if status, _ := b.haal(pad); status != http.StatusSeeOther {
				t.Errorf("%s: status %d, want to be sent to log in", pad, status)
			}
		}
	})
}
