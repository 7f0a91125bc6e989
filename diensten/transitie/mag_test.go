package transitie_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"meent/proef/kit"
)

// rollen are the roles of a token; each is tried with each operation.
var rollen = strings.Fields("medewerker initiatiefnemer talentcoach teamleider programmamanager bestuurder secretaris directeur sponsor raadslid partner gast fg or beheerder bewoner onbekend")

const (
	collegas = " medewerker initiatiefnemer talentcoach teamleider programmamanager bestuurder secretaris directeur sponsor raadslid fg or "
	partners = " partner gast "
	// voorstellers put something forward.
	voorstellers = " medewerker initiatiefnemer talentcoach teamleider programmamanager "
)

// rij is a row of §1.1: who may do what with a kind of object, as the design says it and apart from the table in mag.go.
type rij struct {
	soort string
	body  func(w *wereld, n int) map[string]any // as a person sends it, to make one
	patch map[string]any
	// who may read an object that is eigen, coalitie and openbaar
	eigen, coalitie, openbaar string
	// who may make one, and who may change and remove the one that somebody else made
	maken, wijzigen string
	geenPut         bool
}

var rijen = []rij{
	{"organisaties", func(_ *wereld, n int) map[string]any { return velden("naam", fmt.Sprint("Gemeente ", n)) }, velden("inwoners", 3),
		collegas + "beheerder", collegas + partners + "beheerder", collegas + partners + "beheerder bewoner", "programmamanager", "programmamanager", false},
	{"onderdelen", func(_ *wereld, n int) map[string]any { return velden("naam", fmt.Sprint("Team ", n)) }, velden("omvang", 3),
		collegas + "beheerder", collegas + "beheerder", collegas + "beheerder", "programmamanager beheerder", "programmamanager beheerder", false},
	{"strategieen", func(_ *wereld, n int) map[string]any { return velden("titel", fmt.Sprint("Strategie ", n)) }, velden("titel", "anders"),
		collegas, collegas + partners, collegas + partners + "bewoner", "programmamanager", "programmamanager", false},
	{"einddoelen", func(_ *wereld, n int) map[string]any { return velden("zin", fmt.Sprint("Doel ", n)) }, velden("voorInwoners", "merkbaar"),
		collegas, collegas + partners, collegas + partners + "bewoner", "programmamanager", "programmamanager", false},
	{"maten", func(_ *wereld, n int) map[string]any {
		return velden("naam", fmt.Sprint("Maat ", n), "sonde", "zgw.doorlooptijd")
	}, velden("minN", 40),
		collegas, collegas + partners, collegas + partners + "bewoner", "programmamanager", "programmamanager", false},
	{"toetsen", func(_ *wereld, n int) map[string]any {
		return velden("naam", fmt.Sprint("Toets ", n), "sonde", "zgw.achterstand", "drempel", velden("op", "<=", "waarde", 9))
	}, velden("minN", 40),
		collegas, collegas + partners, collegas + partners + "bewoner", "programmamanager", "programmamanager", false},
	{"mijlpalen", func(_ *wereld, n int) map[string]any { return velden("titel", fmt.Sprint("Mijlpaal ", n)) }, velden("betekenis", "merkbaar"),
		collegas, collegas + partners, collegas + partners + "bewoner", "programmamanager", "programmamanager", false},
	{"vrijstellingen", func(w *wereld, _ int) map[string]any {
		return velden("toets", w.deToets(), "reden", "daarom", "tot", "2026-12-31")
	}, velden("reden", "anders"),
		collegas, collegas + partners, collegas + partners, "programmamanager", "programmamanager", false},
	{"stappen", func(_ *wereld, n int) map[string]any { return velden("titel", fmt.Sprint("Stap ", n)) }, velden("waarom", "daarom"),
		collegas, collegas + partners, collegas + partners, voorstellers, "programmamanager", false},
	{"kansen", func(_ *wereld, n int) map[string]any { return velden("titel", fmt.Sprint("Kans ", n), "soort", "geld") }, velden("inkooptijd", 2),
		collegas, collegas + partners, collegas + partners, voorstellers, "programmamanager", false},
	{"aanbod", func(w *wereld, _ int) map[string]any {
		return velden("stap", w.stap, "team", w.buurt, "mensen", 2, "urenPerMaand", 8, "doorWie", "An")
	}, velden("mensen", 3), collegas, collegas, collegas, "teamleider programmamanager", "teamleider programmamanager", false},
	{"zorgen", func(w *wereld, n int) map[string]any { return velden("over", w.stap, "tekst", fmt.Sprint("Zorg ", n)) }, velden("zichtbaarheid", "coalitie"),
		collegas, collegas + partners, collegas + partners, voorstellers, "programmamanager", false},
	{"kadervragen", func(w *wereld, n int) map[string]any {
		return velden("over", w.stap, "vraag", fmt.Sprint("Past dit? ", n))
	}, velden("zichtbaarheid", "coalitie"),
		collegas, collegas, collegas, voorstellers, "", false},
	{"uitspraken", func(w *wereld, n int) map[string]any {
		return velden("tekst", fmt.Sprint("Ik sta hierachter ", n), "verwijzing", "college 12 maart", "laag", "bestuur")
	}, velden("functie", "wethouder"),
		collegas, collegas + partners, collegas + partners + "bewoner", "bestuurder secretaris directeur sponsor", "", false},
	{"raadsbrieven", func(_ *wereld, n int) map[string]any {
		return velden("maand", fmt.Sprintf("20%02d-%02d", n/12%100, n%12+1))
	}, velden("keuzes", []any{velden("onderwerp", "Telefoon", "vraag", "Nu of later?")}),
		collegas, collegas + partners, collegas + partners, "programmamanager", "programmamanager", false},
	{"deellinks", func(w *wereld, _ int) map[string]any { return velden("over", w.stap) }, velden("voor", "Heerde"),
		collegas, collegas, collegas, "programmamanager", "programmamanager", true},
}

// TestMag is the table of §1.1 for every kind of object, role and operation, over HTTP.
func TestMag(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		n := 0
		for _, r := range rijen {
			t.Run(r.soort, func(t *testing.T) {
				body := func(zichtbaarheid string) map[string]any {
					n++
					b := r.body(w, n)
					b["zichtbaarheid"] = zichtbaarheid
					return b
				}
				lezen := map[string]string{"eigen": r.eigen, "coalitie": r.coalitie, "openbaar": r.openbaar}
				adres := map[string]string{}
				for z := range lezen {
					adres[z] = w.Root.Make(root+"/"+r.soort, body(z))["url"].(string)
				}
				for _, rol := range rollen {
					c := w.als(rol)
					for z, wie := range lezen {
						r.leest(t, c, rol, z, adres[z], staatIn(wie, rol))
					}
					r.schrijft(t, w, c, rol, body)
				}
			})
		}
	})
}

func staatIn(wie, rol string) bool { return slices.Contains(strings.Fields(wie), rol) }

// leest tries the ways to read one object: itself, its list, its audit trail.
func (r rij) leest(t *testing.T, c *kit.Client, rol, zichtbaarheid, adres string, mag bool) {
	t.Helper()
	status := map[bool]int{true: 200, false: 403}[mag]
	for _, path := range []string{adres, adres + "/audittrail"} {
		if a := c.Do("GET", path, nil); a.Status != status {
			t.Errorf("§1.1 %s reads %s of %s: %d, want %d: %s", rol, strings.TrimPrefix(path, adres), zichtbaarheid, a.Status, status, a.Body)
		}
	}
	a := c.Do("GET", root+"/"+r.soort+"?pageSize=500", nil)
	if a.Status != 200 && a.Status != 403 {
		t.Errorf("§1.1 %s reads the list: %d %s", rol, a.Status, a.Body)
	}
	if got := strings.Contains(string(a.Body), adres); got != mag {
		t.Errorf("§1.1 %s sees %s in the list: %t, want %t", rol, zichtbaarheid, got, mag)
	}
}

// schrijft tries to make, change and remove.
func (r rij) schrijft(t *testing.T, w *wereld, c *kit.Client, rol string, body func(string) map[string]any) {
	t.Helper()
	path := root + "/" + r.soort
	probeer := func(wat, method, path string, body any, mag bool) {
		t.Helper()
		a := c.Do(method, path, body)
		if got := a.Status < 300; got != mag || !mag && a.Status != 403 {
			t.Errorf("§1.1 %s %s %s: %d, may: %t: %s", rol, wat, r.soort, a.Status, mag, a.Body)
		}
		if reden := string(a.Body); a.Status == 403 && !strings.Contains(reden, "kan alleen") && !strings.Contains(reden, "kan dit niet") {
			t.Errorf("§1.1 %s %s %s: no reason in %s", rol, wat, r.soort, reden)
		}
	}
	probeer("maakt", "POST", path, body("openbaar"), staatIn(r.maken, rol))
	mag := staatIn(r.wijzigen, rol)
	anders := w.Root.Make(path, body("openbaar"))["url"].(string)
	probeer("wijzigt", "PATCH", anders, r.patch, mag)
	if !r.geenPut {
		probeer("vervangt", "PUT", anders, body("openbaar"), mag)
	}
	probeer("verwijdert", "DELETE", anders, nil, mag)
}

// Programs that speak for nobody are what their scopes say; what a program says of people is believed from one with
// transitie.namens only.
func TestProgrammas(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		client := func(id string, scopes ...string) *kit.Client {
			return w.With(id, velden("component", "transitie", "scopes", scopes))
		}
		leest, schrijft := client("leest", "transitie.lezen"), client("schrijft", "transitie.lezen", "transitie.schrijven")
		namens := client("namens", "transitie.namens")
		openbaar := w.With("openbaar", velden("component", "transitie", "scopes", []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding", "openbaar"))
		coalitie := w.With("coalitie", velden("component", "transitie", "scopes", []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding", "zaakvertrouwelijk"))
		w.maak("organisaties", "naam", "Dicht")
		w.maak("organisaties", "naam", "Gedeeld", "zichtbaarheid", "coalitie")
		w.maak("organisaties", "naam", "Open", "zichtbaarheid", "openbaar")
		baas := map[string]any{"rollen": []string{"programmamanager"}}
		org, team := root+"/organisaties", root+"/onderdelen"
		post := func(name string, as *kit.Client, status int) kit.Case {
			return kit.Case{Name: name, As: as, Method: "POST", Path: team, Body: velden("naam", name), Status: status, Audited: status == 201}
		}
		w.Cases(t, []kit.Case{
			{Name: "openbaar sees what is openbaar", As: openbaar, Method: "GET", Path: org, Status: 200, Holds: []string{`"count":1,`, `"Open"`}},
			{Name: "openbaar sees no onderdelen", As: openbaar, Method: "GET", Path: team, Status: 200, Holds: []string{`"count":0,`}},
			{Name: "coalitie sees what is shared", As: coalitie, Method: "GET", Path: org, Status: 200, Holds: []string{`"count":2,`, `"Gedeeld"`}},
			{Name: "without a maximum all is seen", As: leest, Method: "GET", Path: org, Status: 200, Holds: []string{`"count":3,`}},
			{Name: "another component opens nothing", As: w.With("elders", velden("component", "ztc", "scopes", []string{"transitie.lezen"})), Method: "GET", Path: org, Status: 403},
			post("a reader", leest, 403),
			post("a writer", schrijft, 201),
			post("a reader with roles", leest.As("jo", baas), 403),
			post("a writer for a raadslid is a writer", schrijft.As("jo", map[string]any{"rollen": []string{"raadslid"}}), 201),
			post("namens without roles is a medewerker", namens, 403),
			post("namens for nobody known", namens.As("jo", nil), 403),
			{Name: "a person without an id has nothing of their own", As: namens.As("", nil), Method: "POST", Path: root + "/zorgen", Body: velden("over", w.stap, "tekst", "x"), Status: 403},
			post("namens for a programmamanager", namens.As("jo", baas), 201),
			post("namens with roles as one text", namens.As("jo", map[string]any{"rollen": "raadslid, programmamanager"}), 201),
			post("namens with an unknown role", namens.As("jo", map[string]any{"rollen": []string{"koning"}}), 403),
			post("namens with a role that is no text", namens.As("jo", map[string]any{"rollen": []any{1, nil}}), 403),
		})
	})
}
