package browser

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"meent/proef/proces"
)

// TestReisBegin: on Monday Fatima has an empty Meent, the registers of another supplier, and a list of ideas. She walks the guided
// start: a wrong secret first, then a client that sees nothing yet, then true figures, a milestone and steps. How long it took is
// printed and decides nothing.
func TestReisBegin(t *testing.T) {
	proces.Asked(t)
	b := Find(t)
	ander := nieuweLeverancier(t)
	m := proces.New(t, "", "MEENT_SIMULATOR=true")
	m.Serve(t)
	tab := b.Tab(t, m.URL, Kijk{ZonderJS: true})
	start := time.Now()
	klaar := func(stap string) { t.Logf("%-22s after %s", stap, time.Since(start).Round(time.Millisecond)) }

	tab.Inloggen("programmamanager", "/kaart")
	tab.KlikOp("Begin met het doel")
	tab.KlikOp("Begin")
	tab.Vul(`[name="zoek"]`, "zwolle")
	tab.KlikOp("Zoeken")
	tab.Foto("reis-begin-gemeente")
	tab.KlikOp("Dit zijn wij")
	klaar("her municipality")

	tab.Kies(`input[value="elders"]`)
	tab.KlikOp("Verder")
	tab.Vul(`[name="naam"]`, "Het zaaksysteem")
	tab.vulRegister(ander.m.URL, "fatima", "vergeten")
	tab.KlikOp("Bewaren en verbinding testen")
	tab.Foto("reis-begin-fout-secret")
	tab.zegt("a wrong secret", "De verbinding werkt nog niet", "De handtekening van het token klopt niet", "Controleer de client_id en het secret")
	tab.KlikOp("Wijzigen")
	tab.vulRegister(ander.m.URL, "fatima", "geheim-fatima")
	tab.KlikOp("Bewaren en verbinding testen")
	tab.zegt("a client without rights for zaken", "Er zijn geen zaken te zien", "zodra er zaken te zien zijn")
	ander.magAlles(t, "fatima") // she has called Kees, who looks after those registers
	tab.KlikOp("Test de verbinding opnieuw")
	tab.Foto("reis-begin-verbinding")
	tab.zegt("the connection works", "De verbinding werkt", fmt.Sprintf("Meent kan de lijst van zaken lezen: %d zaken", ander.zaken))
	tab.KlikOp("Verder")
	klaar("the registers")

	tab.Vul(`[name="zin"]`, "Wie iets bij ons aanvraagt, krijgt op tijd antwoord.")
	tab.KlikOp("Doel bewaren")
	klaar("the aim")
	tab.KlikOp("Deze maten meten")
	begun, figures := time.Now(), fmt.Sprintf("%d zaken. Zaken te zien van", ander.zaken)
	for !strings.Contains(tab.Tekst(), figures) || strings.Contains(tab.Tekst(), "Nog geen cijfer") {
		if strings.Contains(tab.Tekst(), "geen zaken in het register") || strings.Contains(tab.Tekst(), "geen zaken te zien") {
			t.Fatalf("while the zaken are being read the page says that there are none: %s", tab.Tekst())
		}
		if time.Since(begun) > 4*geduld {
			t.Fatalf("no figures come: %s", tab.Tekst())
		}
		tab.Open("/kaart/begin/cijfers") // as the page does by itself, every five seconds
	}
	tab.Foto("reis-begin-cijfers")
	tab.zegt("the figures", "Zo staan jullie ervoor")
	klaar("two measures")

	tab.KlikOp("Verder")
	tab.Vul(`[name="procent"]`, "90")
	tab.Foto("reis-begin-mijlpaal")
	tab.KlikOp("Mijlpaal maken")
	klaar("the first milestone")
	tab.vraag(`document.querySelector('[name="titels"]').value = "Online aanvragen\n\nBrieven in gewone taal\nBellen voor een nee"`, nil)
	tab.KlikOp("Stappen toevoegen")
	tab.zegt("the end", "Jullie zijn begonnen", "Er zijn 3 stappen bij gekomen", "6 van de 6 gedaan")
	tab.Foto("reis-begin-klaar")
	klaar("the first steps")
	tab.KlikOp("Naar het Kompas")
	want(t, "the Kompas opens with her aim", strings.Join(tab.Lees("h1"), ""), "Wie iets bij ons aanvraagt, krijgt op tijd antwoord.")
	for _, f := range tab.Fouten() {
		t.Error(f)
	}
}

// vulRegister fills in where the registers are, and as whom they are read.
func (tab *Tab) vulRegister(base, client, secret string) {
	tab.t.Helper()
	for _, api := range []string{"zaken", "catalogi"} {
		tab.Vul(`[name="`+api+`.baseUrl"]`, base+"/"+api+"/api/v1")
		tab.Vul(`[name="`+api+`.clientId"]`, client)
		tab.Vul(`[name="`+api+`.secret"]`, secret)
	}
}

// zegt holds that the page says something.
func (tab *Tab) zegt(what string, all ...string) {
	tab.t.Helper()
	text := tab.Tekst()
	for _, one := range all {
		if !strings.Contains(text, one) {
			tab.t.Errorf("%s: %s does not say %q:\n%s", what, tab.Pad(), one, text)
		}
	}
}

// leverancier is the registers of another supplier: another process.
type leverancier struct {
	m     *proces.Meent
	typen []string
	zaken int
}

func nieuweLeverancier(t *testing.T) *leverancier {
	t.Helper()
	l := &leverancier{m: proces.New(t, "")}
	l.m.Demo(t, "--kaal")
	token, err := l.m.Output(t.Context(), "token", "voorbeeld")
	if err != nil {
		t.Fatal(err)
	}
	list := func(path string) (count int, urls []string) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, l.m.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+strings.TrimSpace(token))
		req.Header.Set("Accept-Crs", "EPSG:4326")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		var body struct {
			Count   int
			Results []struct{ URL string }
		}
		if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
			t.Fatalf("%s: %d %v", path, resp.StatusCode, err)
		}
		for _, r := range body.Results {
			urls = append(urls, r.URL)
		}
		return body.Count, urls
	}
	l.zaken, _ = list("/zaken/api/v1/zaken")
	_, l.typen = list("/catalogi/api/v1/zaaktypen")
	if l.zaken == 0 || len(l.typen) == 0 {
		t.Fatalf("the other supplier has %d zaken of %d zaaktypen", l.zaken, len(l.typen))
	}
	l.doe(t, "client", "add", "fatima", "--secret", "geheim-fatima")
	l.doe(t, "client", "rights", "fatima", "--component", "ztc", "--scope", "catalogi.lezen")
	l.doe(t, "client", "rights", "fatima", "--component", "zrc", "--scope", "zaken.lezen", "--type", l.typen[0], "--max", "openbaar")
	return l
}

func (l *leverancier) doe(t *testing.T, args ...string) {
	t.Helper()
	if err := l.m.Run(t.Context(), args...); err != nil {
		t.Fatal(err)
	}
}

// magAlles gives a client the right to read the zaken of each zaaktype.
func (l *leverancier) magAlles(t *testing.T, client string) {
	t.Helper()
	for _, typ := range l.typen {
		l.doe(t, "client", "rights", client, "--component", "zrc", "--scope", "zaken.lezen", "--type", typ, "--max", "zeer_geheim")
	}
}
