package kaart_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// bestand sends a form with a file, and gives what the browser ends on.
func (b *bezoeker) bestand(pad, naam, inhoud string, velden url.Values) (int, string) {
	b.w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name := range velden {
		if err := form.WriteField(name, velden.Get(name)); err != nil {
			b.w.t.Fatal(err)
		}
	}
	file, err := form.CreateFormFile("bestand", naam)
	if err == nil {
		_, err = io.WriteString(file, inhoud)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		b.w.t.Fatal(err)
	}
	resp, err := b.http.Post(b.w.web.URL+pad, form.FormDataContentType(), &body)
	return b.lees(resp, err)
}

// proefAdres is where the trial that a page shows is sent on to.
func proefAdres(t *testing.T, text string) string {
	t.Helper()
	found := regexp.MustCompile(`action="(/kaart/import/proef/[^"]+)"`).FindStringSubmatch(text)
	if found == nil {
		t.Fatal("the page shows no trial")
	}
	return found[1]
}

// Thirty bare titles all arrive and get no place; one date of a contract moves one step, and the page says why.
func TestInvoer(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		b := w.als("programmamanager", "")
		if status, _ := w.als("medewerker", "").haal("/kaart/import"); status != http.StatusForbidden {
			t.Errorf("a medewerker gets %d", status)
		}
		b.ziet(t, "/kaart/import?soort=kansen", []string{"tot 8 MB en 10.000 regels", `value="kansen" checked`}, nil)
		list := "Onderwerp\r\n"
		for i := range 30 {
			list += fmt.Sprintf("Idee %d: caf\xe9 aan de balie\r\n", i) // as a spreadsheet writes it: Windows-1252
		}
		status, text := b.bestand("/kaart/import", "ideeën.csv", list, url.Values{"soort": {"stappen"}})
		if status != 200 {
			t.Fatalf("the trial: %d %s", status, text)
		}
		zegt(t, "the trial", text, []string{"30 regels komen erin", "er is nog niets veranderd", "Windows-1252", "Welke kolom is wat?"}, nil)
		if _, n := w.Root.List(api + "/stappen"); n != 0 {
			t.Errorf("the trial made %d steps", n)
		}
		at := proefAdres(t, text)
		if status, _ := w.als("programmamanager", "").haal(at); status != http.StatusOK {
			t.Errorf("the trial, opened again: %d", status)
		}
		b.doet(t, at, url.Values{"kolom.titel": {"Kleur"}}, 200, "geen kolom ‘Kleur’")
		b.doet(t, at, url.Values{"kolom.kleur": {"Onderwerp"}, "doe": {"zet"}}, 200, "geen veld kleur")
		q := url.Values{"kolom.titel": {""}}
		b.doet(t, at, q, 200, "Er komt niets uit dit bestand", "Zeg in welke kolom titel staat")
		q.Set("kolom.titel", "Onderwerp")
		q.Set("doe", "zet")
		text = b.doet(t, at, q, 200, "30 regels staan erin", "Het staat erin", "Geen stap die er al was, verschoof", "Ongedaan maken")
		b.doet(t, at, q, http.StatusGone, "Kies het bestand opnieuw")
		b.ziet(t, "/kaart/stappen/alle?zoek=Idee+7", []string{"Idee 7: café aan de balie"}, nil)
		steps, _ := w.Root.List(api + "/stappen")
		b.ziet(t, "/kaart/stappen/"+steps[0]["uuid"].(string), []string{"Uit een bestand (ideeën.csv), ingelezen op"}, nil)
		b.doet(t, "/kaart/terug", terugVan(t, text), 200, "Deze lijst is teruggedraaid")

		if _, text := b.bestand("/kaart/import", "koppen.csv", "Titel;Waarom\n", url.Values{"soort": {"stappen"}}); !strings.Contains(text, "staat niets. Vul regels in") {
			t.Errorf("a list with nothing but names of columns: %s", text)
		}
		metPlan(w)
		status, text = b.bestand("/kaart/import", "contracten.csv", "contract;einddatum;stap\nZaaksysteem;"+w.nu().AddDate(0, 9, 0).Format("02-01-2006")+";Brieven in gewone taal\nOnbekend;gisteren;\n", url.Values{"soort": {"kansen"}})
		if status != 200 {
			t.Fatalf("the trial: %d %s", status, text)
		}
		zegt(t, "the trial", text, []string{"1 regel komt erin", "Regel 3"}, nil)
		if strings.Index(text, "Regel 3") > strings.Index(text, "Welke kolom is wat?") {
			t.Error("what was refused stands below the mapping")
		}
		at, q = proefAdres(t, text), url.Values{}
		for _, m := range regexp.MustCompile(`(?s)name="(kolom\.[^"]+)".*?</select>`).FindAllStringSubmatch(text, -1) {
			chosen := regexp.MustCompile(`value="([^"]*)" selected`).FindStringSubmatch(m[0])
			if chosen != nil {
				q.Set(m[1], chosen[1])
			}
		}
		q.Set("doe", "zet")
		text = b.doet(t, at, q, 200, "1 regel staat erin", "Brieven in gewone taal", "Was: Er is energie", "Nu: plek", "Bekijk het voorstel")
		kansen, _ := w.Root.List(api + "/kansen?titel__icontains=Zaaksysteem")
		b.ziet(t, "/kaart/kansen/"+kansen[0]["uuid"].(string), []string{"Uit een bestand (contracten.csv), ingelezen op"}, nil)
		if n := strings.Count(text, "Was: "); n != 1 {
			t.Errorf("%d steps moved, want one", n)
		}
		status, text = b.bestand("/kaart/import", "groot.csv", strings.Repeat("x", 8<<20+1), url.Values{"soort": {"stappen"}})
		if status != 422 || !strings.Contains(text, "is te groot") || !strings.Contains(text, "8 MB") {
			t.Errorf("a large file: %d", status)
		}
		status, text = b.bestand("/kaart/import", "groter.csv", strings.Repeat("x", 9<<20), url.Values{"soort": {"stappen"}})
		if status != 413 || !strings.Contains(text, "hoogstens 8 MB") {
			t.Errorf("a larger file: %d", status)
		}
	})
}

// A large list shows how far it is, without JavaScript, at an address that can be opened again; at the end that leads to what came of it.
func TestInvoerVoortgang(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		var werk []func(context.Context)
		w.Site.Later = func(f func(context.Context)) { werk = append(werk, f) }
		doe := func() {
			t.Helper()
			if len(werk) != 1 {
				t.Fatalf("%d things to do after the answer", len(werk))
			}
			f := werk[0]
			werk = nil
			f(t.Context())
		}
		b := w.als("programmamanager", "")
		balk := []string{`?stil=ja">Laat de pagina staan</a>`, `<progress id="voortgang"`, `<label for="voortgang">`}
		list := "Onderwerp\n"
		for i := range 600 {
			list += fmt.Sprintf("Idee %d\n", i)
		}
		status, text := b.bestand("/kaart/import", "bord.csv", list, url.Values{"soort": {"stappen"}})
		if status != 200 {
			t.Fatalf("the trial: %d %s", status, text)
		}
		zegt(t, "while it is tried", text, append(balk, "Meent leest je bestand", "bord.csv"), []string{"Zet erin"})
		at := regexp.MustCompile(`href="(/kaart/import/proef/[^"?]+)[?"]`).FindStringSubmatch(text)[1]
		b.doet(t, at, url.Values{"doe": {"zet"}, "kolom.titel": {"Onderwerp"}}, 200, "Meent leest je bestand")
		doe()
		b.ziet(t, at, []string{"600 regels komen erin", "Zet erin"}, balk[:2])
		b.doet(t, at, url.Values{"doe": {"zet"}, "kolom.titel": {"Onderwerp"}}, 200, append(balk, "Meent zet je bestand erin")...)
		b.doet(t, at, url.Values{"doe": {"zet"}, "kolom.titel": {"Onderwerp"}}, 200, "Meent zet je bestand erin") // once more by who is in a hurry
		doe()
		text = b.ziet(t, at, []string{"600 regels staan erin", "Het staat erin", "Ongedaan maken"}, balk[:2])
		if _, n := w.Root.List(api + "/stappen"); n != 600 {
			t.Errorf("%d steps", n)
		}
		b.doet(t, "/kaart/terug", terugVan(t, text), 200, "Deze lijst is teruggedraaid")
		b.ziet(t, at, []string{"Deze lijst is teruggedraaid"}, []string{"Ongedaan maken"})

		status, text = b.bestand("/kaart/import", "plan.xlsx", "PK\x03\x04"+strings.Repeat("\x00\n", 600), url.Values{"soort": {"stappen"}})
		at = regexp.MustCompile(`href="(/kaart/import/proef/[^"?]+)[?"]`).FindStringSubmatch(text)[1]
		if doe(); status != 200 {
			t.Errorf("no list: %d", status)
		}
		b.ziet(t, at, []string{"Dit bestand is niet gelezen", "plan.xlsx", "CSV", "Een ander bestand kiezen"}, []string{"Probeer het opnieuw"})
		_, text = b.bestand("/kaart/import", "bord.csv", list, url.Values{"soort": {"stappen"}})
		at = regexp.MustCompile(`href="(/kaart/import/proef/[^"?]+)[?"]`).FindStringSubmatch(text)[1]
		stop, kill := context.WithCancel(t.Context())
		kill()
		werk[0](stop)
		werk = nil
		w.later(3 * time.Minute)
		b.ziet(t, at, []string{"Dit bestand is niet gelezen", "Er is niets veranderd", "Probeer het opnieuw"}, nil)
		b.doet(t, at, url.Values{"doe": {"proef"}}, 200, "Meent leest je bestand")
		doe()
		b.ziet(t, at, []string{"600 regels komen erin"}, nil)
	})
}
