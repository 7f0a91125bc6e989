package transitie_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meent/data"
	"meent/data/datatest"
	"meent/proef/kit"
)

// doet is a request that must succeed.
func (w *wereld) doet(t *testing.T, as *kit.Client, method, path string, body any) map[string]any {
	t.Helper()
	a := as.Do(method, path, body)
	if a.Status/100 != 2 {
		t.Fatalf("%s %s: %d %s", method, path, a.Status, a.Body)
	}
	if len(a.Body) == 0 {
		return nil
	}
	return a.Object()
}

// volledig makes a strategie in which every kind of object says everything it can, and has a history.
func (w *wereld) volledig(t *testing.T) (strategie string) {
	t.Helper()
	over := func(url string, body map[string]any, as ...*kit.Client) {
		c := w.Root
		if len(as) > 0 {
			c = as[0]
		}
		w.doet(t, c, "POST", url+"/overgangen", body)
	}
	mens := func(id, rol, laag string) *kit.Client {
		return w.kaart.As(id, map[string]any{"rollen": []string{rol}, "laag": laag, "onderdeel": "Team Buurt"})
	}
	an, bo := mens("an", "programmamanager", "middenmanagement"), mens("bo", "secretaris", "secretaris")
	cluster := w.maak("onderdelen", "naam", "Cluster Burger", "soort", "cluster", "omvang", 80, "urenPerMaand", 900, "wip", 5)
	w.doet(t, w.Root, "PATCH", w.balie, velden("boven", cluster, "omvang", 12, "urenPerMaand", 160))

	snel := w.maak("maten", "naam", "Hoe snel", "vraag", "Hoe lang wacht ik?", "sonde", "zgw.doorlooptijd", "parameters", velden("deel", "p80"), "nulmeting", velden("van", "2025-01-01", "tot", "2025-12-31"),
		"streefwaarde", 40, "streefTot", "2028-01-01", "minN", 40, "zekerheid", .95, "ingetrokken", []string{"Ingetrokken"}, "zichtbaarheid", "openbaar")
	op := w.maak("maten", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "parameters", velden("norm", "servicenorm"), "streefwaarde", .9)
	einddoel := w.maak("einddoelen", "zin", "Inwoners weten waar ze aan toe zijn", "voorInwoners", "Eén keer vertellen is genoeg", "maten",
		[]any{velden("maat", snel, "richting", "lager"), velden("maat", op, "richting", "hoger")}, "zichtbaarheid", "openbaar")
	strategie = w.maak("strategieen", "titel", "Meerjarenstrategie", "einddoel", einddoel, "ruimeKaders", []string{"Eén keer vragen.", "Open waar het kan."}, "horizonVan", "2026-01-01", "horizonTot", "2030-12-31",
		"sporen", []string{"dienstverlening", "data"}, "herijking", "P6M", "besluit", "college 12 maart", "zichtbaarheid", "openbaar")

	meet := w.maak("toetsen", "naam", "Op tijd klaar", "sonde", "zgw.binnenTermijn", "parameters", velden("norm", "wettelijk"), "onderwerp", "vergunningen", "venster", "P2M", "drempel", velden("op", ">=", "waarde", .9),
		"minN", 20, "zekerheid", .8, "duur", 3, "versheid", "P20D", "rooster", "maandelijks", "zichtbaarheid", "openbaar")
	zegt := w.maak("toetsen", "naam", "De balie merkt het", "sonde", "verklaring")
	w.doet(t, an, "POST", zegt+"/verklaren", velden("tekst", "De balie belt niet meer.", "tot", "2027-05-01"))
	w.doet(t, bo, "POST", zegt+"/verklaren", velden("tekst", "De brieven zijn weg.", "tot", "2027-06-01"))
	actief := w.maak("mijlpalen", "titel", "Status te volgen", "betekenis", "Je ziet waar je zaak is", "spoor", "data", "venster", velden("van", "2027-Q1", "tot", "2027-Q3"), "samenstelling", "nVan", "nodig", 1,
		"toetsen", []any{velden("toets", meet, "rol", "verplicht"), velden("toets", zegt, "rol", "ondersteunend")}, "maten", []string{snel, op}, "zichtbaarheid", "openbaar")
	over(actief, naar("actief"))
	w.doet(t, w.Root, "PATCH", meet, velden("drempel", velden("op", ">=", "waarde", .85), "reden", "De wet is veranderd"))
	over(actief, naar("geclaimd", "reden", "De balie merkt het"), an)
	weg := w.maak("mijlpalen", "titel", "Toch niet", "toetsen", []any{velden("toets", meet)})
	over(weg, naar("actief"))
	over(weg, naar("vervallen", "reden", "Het Rijk doet dit"))
	w.maak("mijlpalen", "titel", "Later", "spoor", "dienstverlening")
	vrij := w.doet(t, an, "POST", root+"/vrijstellingen", velden("toets", meet, "reden", "De leverancier is laat", "tot", "2026-12-01"))["url"].(string)
	over(vrij, naar("goedgekeurd"), bo)

	api := w.maak("stappen", "titel", "Documenten-API", "waarom", "Nu in drie systemen", "wieMerktHet", "De balie", "omvang", "groot", "uren", velden("p50", 1200, "p80", 2000), "doorlooptijdP80", 5, "omkeerbaar", true,
		"vaardigheden", []any{velden("vaardigheid", "API's koppelen", "niveau", 3, "uren", 100)}, "toetsen", []string{meet}, "eigenaarTeam", w.buurt, "herkomst", "strategie", "spoor", "data", "verwijzing", "https://plan.example/12",
		"draagtBijAan", []any{velden("doel", snel, "sterkte", "sterk"), velden("doel", actief)}, "zichtbaarheid", "coalitie")
	brp := w.maak("stappen", "titel", "Kopie uit", "afhankelijkheden", []any{velden("stap", api, "soort", "zacht")}, "draagtBijAan", []any{velden("doel", op, "sterkte", "zwak")}, "doorlooptijdP80", 3)
	klaar := w.maak("stappen", "titel", "Eén loket", "draagtBijAan", []any{velden("doel", op, "sterkte", "sterk")}, "eigenaarTeam", w.buurt)
	stop := w.maak("stappen", "titel", "Te veel", "eigenaarTeam", w.balie)
	w.later(t, 0)
	over(klaar, naar("lopend", "reden", "Met Jo afgesproken"))
	over(klaar, naar("opgeleverd", "oplevering", "Het loket is open"))
	over(stop, naar("gestopt", "les", "Twee teams tegelijk aan hetzelfde zaaksysteem werkt niet."))
	for i, soort := range []string{"wet", "contracteinde", "technischEinde", "geld", "component", "partner", "herindeling", "politiek"} {
		o := []any{"soort", soort, "titel", "Kans " + soort, "opent", "2026-01-01", "sluit", "2027-08-31", "inkooptijd", 3, "waarde", .125 * float64(i+1), "waardeReden", "Duur", "euro", 12500, "verplicht", i == 0,
			"bewijs", "C-12", "bewijsDigest", strings.Repeat("a", 64), "koppelingen", []any{velden("stap", brp, "fit", .75), velden("stap", api)}}
		if soort == "component" {
			o = append(o, "gebruikers", 12, "conformiteit", .9)
		}
		k := w.maak("kansen", o...)
		if soort == "politiek" {
			over(k, naar("vervallen", "reden", "De coalitie is gevallen"))
		}
	}
	w.maak("aanbod", "stap", brp, "team", w.buurt, "mensen", 3, "urenPerMaand", 46, "lagen", []string{"basis", "secretaris"}, "doorWie", "Jo", "doorTeamleider", true, "op", "2026-11-01")

	open := w.maak("zorgen", "over", actief, "tekst", "Wie beheert dit straks?")
	z := w.doet(t, an, "POST", root+"/zorgen", velden("over", api, "tekst", "Kan de balie dit aan?"))["url"].(string)
	over(z, naar("beantwoord", "antwoord", "Ja, met één mens erbij."), bo)
	over(z, naar("gesloten"), an)
	over(open, naar("beantwoord", "antwoord", "Het team Buurt."))
	w.doet(t, bo, "POST", root+"/uitspraken", velden("tekst", "Dit gaat voor", "verwijzing", "begroting 2027", "over", strategie, "functie", "gemeentesecretaris", "op", "2026-10-01"))
	kv := w.doet(t, an, "POST", root+"/kadervragen", velden("over", api, "vraag", "Past dit binnen de kaders?"))["url"].(string)
	over(kv, naar("beantwoord", "antwoord", "Ja: open waar het kan."))
	w.maak("kadervragen", "over", strategie, "vraag", "Mag het ook gesloten?")
	w.maak("raadsbrieven", "maand", "2026-10", "keuzes", []any{velden("onderwerp", "Loket", "vraag", "Eén loket of twee?")})

	w.maak("verplaatsingen", "stap", brp, "plaats", 1, "reden", "De wethouder beloofde het")
	over(strategie, naar("voorgesteld"))
	over(strategie, naar("vastgesteld", "verwijzing", "college 12 maart"))
	over(strategie, naar("herijkt", "reden", "kwartaal", "verwijzing", "college 3 juni")) // ends the move by hand
	w.maak("verplaatsingen", "stap", brp, "plaats", 1, "reden", "De raad vroeg het")
	for _, reden := range []string{"De eerste", "Na het gesprek met de raad"} {
		v := w.doet(t, w.Root, "POST", root+"/volgorde/berekenen", velden())["url"].(string)
		w.doet(t, w.Root, "POST", v+"/vaststellen", velden("reden", reden))
	}
	return strategie
}

// export is a strategie as it goes out.
func (w *wereld) export(t *testing.T, uuid string) string {
	t.Helper()
	a := w.Root.Do("GET", root+"/export/"+uuid+".json", nil)
	if a.Status != 200 {
		t.Fatalf("export: %d %s", a.Status, a.Body)
	}
	return string(a.Body)
}

// leeg removes what a world begins with: an empty register.
func (w *wereld) leeg(t *testing.T) {
	t.Helper()
	for _, soort := range []string{"stappen", "onderdelen"} {
		list, _ := w.Root.List(root + "/" + soort)
		for _, one := range list {
			w.doet(t, w.Root, "DELETE", one["url"].(string), nil)
		}
	}
}

// §12: a strategie in which everything says something goes out and comes in elsewhere without loss, but for what only metingen and people
// of that place say (R1, §10.3); its order comes back so that the next proposal is calm (§4.2); and undoing it leaves nothing.
func TestStrategieZonderVerlies(t *testing.T) {
	plans, uuids, orders := map[string]string{}, map[string]string{}, map[string]string{}
	kind := func(t *testing.T) string { return t.Name()[strings.LastIndexByte(t.Name(), '/')+1:] }
	run(t, func(t *testing.T, w *wereld) {
		strategie := w.volledig(t)
		uuid := strategie[strings.LastIndexByte(strategie, '/')+1:]
		plans[kind(t)], uuids[kind(t)] = w.export(t, uuid), uuid
		orders[kind(t)] = fmt.Sprint(plekken(t, w))
	})
	run(t, func(t *testing.T, w *wereld) {
		w.leeg(t)
		k := datatest.Kinds[0] // from the first database into each
		got := w.leesIn(w.Root, 201, "soort", "strategie", "inhoud", plans[k], "bestandsnaam", "plan.json")
		if got["overgeslagen"] != 0.0 || got["ongewijzigd"] != 0.0 || got["foutenTotaal"] != 0.0 {
			t.Fatalf("%s %v %v", telling(got), got["fouten"], got["nietOvergenomen"])
		}
		was, is := ontdaan(t, plans[k]), ontdaan(t, w.export(t, uuids[k]))
		for soort, list := range is["objecten"].(map[string]any) {
			if len(list.([]any)) == 0 {
				t.Errorf("the plan has no %s: the test compares nothing", soort)
			}
		}
		plaatselijk(was)
		plaatselijk(is)
		if diff := cmp.Diff(was, is); diff != "" {
			t.Errorf("it came back otherwise: %s", diff)
		}
		if got := fmt.Sprint(plekken(t, w)); got != orders[k] {
			t.Errorf("§4.2 the order: %s, want %s", got, orders[k])
		}
		for _, soort := range []string{"zorgen", "kadervragen", "volgorde", "toetsen"} {
			for _, o := range is["objecten"].(map[string]any)[soort].([]any) {
				url := strings.Replace(o.(map[string]any)["url"].(string), "hier", w.URL+root, 1)
				if o := w.Root.Get(url); o["ingelezen"] == nil || o["ingelezenUit"] != "plan.json" {
					t.Errorf("%s does not say that it was taken in, and from where: %v %v", url, o["ingelezen"], o["ingelezenUit"])
				}
			}
		}
		if again := w.leesIn(w.Root, 201, "soort", "strategie", "inhoud", plans[k]); again["gemaakt"] != 0.0 {
			t.Errorf("taken in twice: %s", telling(again))
		}
		w.doet(t, w.Root, "POST", root+"/volgorde/berekenen", velden()) // a proposal keeps nothing
		pm := w.als("programmamanager").Do("POST", got["url"].(string)+"/ongedaan", nil)
		if pm.Status != 403 {
			t.Errorf("§1.1 a programmamanager takes decisions of the board away: %d", pm.Status)
		}
		undone := w.doet(t, w.Root, "POST", got["url"].(string)+"/ongedaan", nil)["ongedaan"].(map[string]any)
		if left := undone["gebleven"].([]any); len(left) != 0 || undone["verwijderd"] != got["gemaakt"] {
			t.Errorf("undone: %v of %v, left %v", undone["verwijderd"], got["gemaakt"], left)
		}
		for soort := range is["objecten"].(map[string]any) {
			if soort == "volgorde" {
				continue // the path is the order of today
			}
			if _, n := w.Root.List(root + "/" + soort); n != 0 {
				t.Errorf("%d %s after undoing", n, soort)
			}
		}
		if now := w.Root.Get(root + "/volgorde"); now["vastgesteld"] != nil {
			t.Errorf("an order after undoing: %v", now["vastgesteld"])
		}
	})
}

// plekken is where each step stands, and what a proposal would change.
func plekken(t *testing.T, w *wereld) (list []string) {
	t.Helper()
	now := w.Root.Get(root + "/volgorde")
	for _, s := range now["stappen"].([]any) {
		r := s.(map[string]any)
		list = append(list, fmt.Sprintf("%v %v %v", r["titel"], r["plek"], r["groep"]))
	}
	return append(list, fmt.Sprint(now["wijzigingen"], now["digest"]))
}

// plaatselijk takes out of a plan what only the register where it is says: how mijlpalen stand, and what somebody there approved.
func plaatselijk(plan map[string]any) {
	for soort, namen := range map[string][]string{
		"mijlpalen":      {"toestand", "stand", "sinds", "teltMee", "teltVanaf", "uitslagen", "merken", "verklaard", "laatsteMeting"},
		"toetsen":        {"laatsteMeting", "kop", "stilstand"},
		"maten":          {"laatste", "stilstand"},
		"vrijstellingen": {"toestand", "van", "goedgekeurdDoor"},
	} {
		for _, o := range plan["objecten"].(map[string]any)[soort].([]any) {
			for _, naam := range namen {
				delete(o.(map[string]any), naam)
			}
		}
	}
}

// R1: what an edited file says of measurements, of what they make, and of approvals, gives nothing.
func TestStrategieVervalst(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		strategie := w.volledig(t)
		var p map[string]any
		if err := json.Unmarshal([]byte(w.export(t, strategie[strings.LastIndexByte(strategie, '/')+1:])), &p); err != nil {
			t.Fatal(err)
		}
		objecten := p["objecten"].(map[string]any)
		vers := map[string]string{}
		for _, soort := range []string{"toetsen", "vrijstellingen", "mijlpalen"} { // as if they were others
			for _, o := range objecten[soort].([]any) {
				old := o.(map[string]any)["uuid"].(string)
				vers[old] = map[bool]string{true: "e", false: "f"}[old[0] == 'f'] + old[1:]
			}
		}
		objecten["metingen"] = []any{velden("uuid", "11111111-1111-4111-8111-111111111111", "uitkomst", "gehaald")}
		for _, o := range objecten["mijlpalen"].([]any) {
			m := o.(map[string]any)
			m["toestand"], m["stand"], m["teltMee"], m["sinds"], m["laatsteMeting"] = "geverifieerd", "gehaald", true, "2026-01-01", nil
			m["uitslagen"], m["verklaard"], m["actiefOp"], m["teltVanaf"] = []any{}, nil, "2024-01-01", "2024-01-01"
		}
		for _, o := range objecten["vrijstellingen"].([]any) {
			o.(map[string]any)["toestand"], o.(map[string]any)["van"], o.(map[string]any)["tot"] = "goedgekeurd", "2026-01-01", "2099-01-01"
		}
		doc, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		text := string(doc)
		for old, new := range vers {
			text = strings.ReplaceAll(text, old, new)
		}
		got := w.leesIn(w.Root, 201, "soort", "strategie", "inhoud", text)
		if got["gemaakt"] != float64(len(vers)) || !strings.Contains(fmt.Sprint(got["nietOvergenomen"]), "opnieuw gemeten") {
			t.Errorf("%s %v", telling(got), got["nietOvergenomen"])
		}
		w.later(t, 30)
		for old, new := range vers {
			for _, soort := range []string{"mijlpalen", "vrijstellingen"} {
				a := w.Root.Do("GET", root+"/"+soort+"/"+new, nil)
				if a.Status == 404 {
					continue
				}
				o := a.Object()
				if o["teltMee"] == true || o["laatsteMeting"] != nil || o["van"] != nil || strings.Contains(fmt.Sprint(o["toestand"]), "geverifieerd") || o["toestand"] == "goedgekeurd" || o["teltVanaf"] == "2024-01-01" {
					t.Errorf("R1 %s (was %s): %s", soort, old, a.Body)
				}
			}
		}
		err = w.DB.View(t.Context(), func(tx data.Tx) error {
			row, err := tx.One("select count(*) from metingen")
			if err == nil && row.Int(0) != 0 {
				t.Errorf("R1: %d metingen", row.Int(0))
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		toets := objecten["toetsen"].([]any)[0].(map[string]any)
		for name, change := range map[string]func(){
			"a bar that is not the one of its last version": func() { toets["drempel"] = velden("op", ">=", "waarde", .1) },
			"a toets without a bar":                         func() { toets["drempel"] = nil },
			"no versions":                                   func() { toets["versies"] = []any{} },
		} {
			keep := fmt.Sprint(toets["uuid"])
			toets["uuid"] = "22222222-2222-4222-8222-222222222222"
			was, versies := toets["drempel"], toets["versies"]
			change()
			one, err := json.Marshal(velden("soort", "meent-transitieplan", "versie", 1, "objecten", velden("toetsen", []any{toets})))
			if err != nil {
				t.Fatal(err)
			}
			if a := w.Root.Do("POST", root+"/imports", velden("soort", "strategie", "inhoud", string(one))); a.Status != 400 || !strings.Contains(string(a.Body), "objecten.toetsen.0.") {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
			toets["uuid"], toets["drempel"], toets["versies"] = keep, was, versies
		}
	})
}
