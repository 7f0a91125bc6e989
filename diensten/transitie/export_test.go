package transitie_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meent/diensten/transitie/invoer"
	"meent/proef/kit"
)

// rijk makes a plan in which each column of each list says something.
func rijk(w *wereld) (strategie string) {
	maat := w.maak("maten", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "streefwaarde", .9, "minN", 40)
	einddoel := w.maak("einddoelen", "zin", "Inwoners weten waar ze aan toe zijn", "maten", []any{velden("maat", maat, "richting", "hoger")})
	strategie = w.maak("strategieen", "titel", "Meerjarenstrategie", "einddoel", einddoel, "ruimeKaders", []string{"Eén keer vragen."})
	for _, spoor := range []string{"dienstverlening", "organisatie en talent", ""} {
		w.maak("mijlpalen", "titel", "Mijlpaal van "+spoor, "spoor", spoor, "venster", velden("van", "2027-Q1", "tot", "2027-Q3"))
	}
	w.Root.Do("PATCH", strategie, velden("sporen", []string{"dienstverlening", "samen ontwikkelen"})) // one that a mijlpaal had is dropped
	api := w.maak("stappen", "titel", "=HYPERLINK(\"x\")", "waarom", "Regel één;\nregel \"twee\"", "omvang", "middel", "omkeerbaar", true, "spoor", "-spoor", "verwijzing", "@12")
	brp := w.maak("stappen", "titel", "'+BRP-kopie uit", "uren", velden("p50", 1200, "p80", 2000), "doorlooptijdP80", 5, "eigenaarTeam", w.buurt,
		"afhankelijkheden", []any{velden("stap", api, "soort", "zacht")}, "draagtBijAan", []any{velden("doel", maat, "sterkte", "sterk")})
	w.maak("kansen", "titel", "Contract", "soort", "contracteinde", "opent", "2026-01-01", "sluit", "2027-08-31", "inkooptijd", 3, "waarde", .125, "waardeReden", "Duur", "euro", 12500,
		"verplicht", true, "bewijs", "C-12", "koppelingen", []any{velden("stap", brp, "fit", .75), velden("stap", api)})
	w.maak("aanbod", "stap", brp, "team", w.buurt, "mensen", 3, "urenPerMaand", 46, "lagen", []string{"basis", "secretaris"}, "doorWie", "Jo", "doorTeamleider", true)
	return strategie
}

// §12: what goes out as a list comes in and changes nothing; taken in anew, it goes out the same but for its addresses.
func TestExportLijsten(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		rijk(w)
		for _, soort := range []string{"stappen", "kansen", "aanbod", "maten"} {
			a := w.als("programmamanager").Do("GET", root+"/export/"+soort+".csv", nil)
			if a.Status != 200 || a.Header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(string(a.Body), "\ufeff") {
				t.Fatalf("%s: %d %v %s", soort, a.Status, a.Header, a.Body)
			}
			for line := range strings.SplitSeq(string(a.Body), ";") {
				if strings.ContainsAny(line[:min(1, len(line))], "=+-@") {
					t.Errorf("%s: a cell that is a formula: %q", soort, line)
				}
			}
			report := w.leesIn(w.Root, 201, "soort", soort, "inhoud", string(a.Body))
			if report["gelezen"] == 0.0 || report["gelezen"] != report["ongewijzigd"] || report["foutenTotaal"] != 0.0 || len(report["onbekendeKolommen"].([]any)) != 0 {
				t.Errorf("%s came back otherwise: %s %v %v", soort, telling(report), report["fouten"], report["onbekendeKolommen"])
			}
		}
		was := string(w.Root.Do("GET", root+"/export/stappen.csv", nil).Body)
		kop := "\ufeffurl;titel;waarom;toestand;omvang;p50;p80;doorlooptijd;team;omkeerbaar;afhankelijkVan;draagtBijAan;spoor;verwijzing\n"
		if !strings.HasPrefix(was, kop) || !strings.Contains(was, "'=HYPERLINK") || !strings.Contains(was, "''+BRP") {
			t.Errorf("§12: %s", was)
		}
		steps, _ := w.Root.List(root + "/stappen")
		want := map[string]any{}
		for _, s := range steps {
			want[s["titel"].(string)] = s
		}
		aanbod, _ := w.Root.List(root + "/aanbod")
		kansen, _ := w.Root.List(root + "/kansen")
		for _, o := range append(append(aanbod, kansen...), steps[0]) { // what waits for others first
			w.Root.Do("DELETE", o["url"].(string), nil)
		}
		for _, o := range steps[1:] {
			w.Root.Do("DELETE", o["url"].(string), nil)
		}
		if got := telling(w.leesIn(w.Root, 201, "soort", "stappen", "inhoud", was)); got != "3 3 0 0 0" {
			t.Errorf("taken in anew: %s", got)
		}
		again, _ := w.Root.List(root + "/stappen")
		for _, s := range again {
			old := want[s["titel"].(string)].(map[string]any)
			for _, naam := range []string{"waarom", "omvang", "uren", "doorlooptijdP80", "eigenaarTeam", "omkeerbaar", "draagtBijAan", "spoor"} {
				if diff := cmp.Diff(old[naam], s[naam]); diff != "" {
					t.Errorf("%s.%s: %s", s["titel"], naam, diff)
				}
			}
			if len(s["afhankelijkheden"].([]any)) != len(old["afhankelijkheden"].([]any)) {
				t.Errorf("%s waits for %v", s["titel"], s["afhankelijkheden"])
			}
		}
	})
}

// §12: a whole strategie as one document, to who may see all.
func TestExportStrategie(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		strategie := rijk(w)
		path := root + "/export/" + strategie[strings.LastIndexByte(strategie, '/')+1:] + ".json"
		a := w.als("medewerker").Do("GET", path, nil)
		var plan struct {
			Soort, Basis, Strategie string
			Objecten                map[string][]map[string]any
			Herijkingen             []any
		}
		if err := json.Unmarshal(a.Body, &plan); err != nil {
			t.Fatalf("%s in %s", err, a.Body)
		}
		if plan.Soort != "meent-transitieplan" || plan.Strategie != strategie || plan.Basis != w.URL+root || strings.Contains(string(a.Body), `\u0001`) || strings.Contains(string(a.Body), "\x01") {
			t.Errorf("the plan: %.300s", a.Body)
		}
		for soort, n := range map[string]int{"stappen": 3, "kansen": 1, "aanbod": 1, "einddoelen": 1, "strategieen": 1, "maten": 1, "onderdelen": 2} {
			if len(plan.Objecten[soort]) != n {
				t.Errorf("%d %s, want %d", len(plan.Objecten[soort]), soort, n)
			}
		}
		publiek := w.With("publiek", map[string]any{"component": "transitie", "scopes": []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding": "openbaar"})
		w.Cases(t, []kit.Case{
			{Name: "a resident", As: w.als("bewoner"), Method: "GET", Path: path, Status: 403},
			{Name: "a partner", As: w.als("partner"), Method: "GET", Path: root + "/export/stappen.csv", Status: 403},
			{Name: "a program that sees what is openbaar", As: publiek, Method: "GET", Path: path, Status: 403},
			{Name: "no strategie", Method: "GET", Path: root + "/export/00000000-0000-0000-0000-000000000000.json", Status: 404},
			{Name: "no list", Method: "GET", Path: root + "/export/mensen.csv", Status: 404},
			{Name: "no file", Method: "GET", Path: root + "/export/stappen", Status: 404},
		})
		if body := string(publiek.Do("GET", root+"/export/stappen.csv", nil).Body); strings.Contains(body, "BRP") {
			t.Errorf("it sees steps that are not openbaar: %s", body)
		}
	})
}

// §12: all lists of a strategie in one file. Milestones and metingen go out, with all that a figure rests on (R6), and do not come in (R1);
// no cell runs in a spreadsheet.
func TestExportZip(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		strategie := w.volledig(t)
		w.maak("mijlpalen", "titel", "=HYPERLINK(\"x\")", "betekenis", "@nu")
		path := root + "/export/" + strategie[strings.LastIndexByte(strategie, '/')+1:] + ".zip"
		a := w.als("medewerker").Do("GET", path, nil)
		if a.Status != 200 || a.Header.Get("Content-Type") != "application/zip" {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		z, err := zip.NewReader(bytes.NewReader(a.Body), int64(len(a.Body)))
		if err != nil {
			t.Fatal(err)
		}
		rijen := map[string]int{}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			cr := csv.NewReader(r)
			cr.Comma = ';'
			list, err := cr.ReadAll()
			if err != nil {
				t.Fatalf("%s: %s", f.Name, err)
			}
			rijen[f.Name] = len(list) - 1
			for _, rij := range list {
				for _, cel := range rij {
					if cel != "" && strings.ContainsAny(cel[:1], "=+-@") {
						t.Errorf("%s: a cell that is a formula: %q", f.Name, cel)
					}
				}
			}
			if f.Name == "metingen.csv" && !strings.Contains(strings.Join(list[0], ";"), "definitieVersie;definitieDigest;van;tot;nulmeting;n;teller;waarde;laag;hoog;eenheid;uitkomst") {
				t.Errorf("R6: %v", list[0])
			}
		}
		if diff := cmp.Diff(map[string]int{"stappen.csv": 5, "kansen.csv": 8, "aanbod.csv": 1, "maten.csv": 2, "mijlpalen.csv": 4, "metingen.csv": 0}, rijen); diff != "" {
			t.Errorf("rows: %s", diff)
		}
		publiek := w.With("publiek", map[string]any{"component": "transitie", "scopes": []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding": "openbaar"})
		if body := string(publiek.Do("GET", root+"/export/mijlpalen.csv", nil).Body); !strings.Contains(body, "Status te volgen") || strings.Contains(body, "Toch niet") {
			t.Errorf("who sees what is openbaar sees %s", body)
		}
		w.Cases(t, []kit.Case{
			{Name: "a resident", As: w.als("bewoner"), Method: "GET", Path: path, Status: 403},
			{Name: "no strategie", Method: "GET", Path: root + "/export/00000000-0000-0000-0000-000000000000.zip", Status: 404},
			{Name: "R1 milestones do not come in", Method: "POST", Path: root + "/imports", Body: velden("soort", "mijlpalen", "inhoud", "titel\nx\n"), Status: 400, Faults: []string{"soort invalid_choice"}},
			{Name: "R1 metingen do not come in", Method: "POST", Path: root + "/imports", Body: velden("soort", "metingen", "inhoud", "waarde\n1\n"), Status: 400, Faults: []string{"soort invalid_choice"}},
		})
	})
}

// R6: metingen.csv says of each meting what the register itself says of it, in the reader's numbers.
func TestMetingenCSV(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, dagen("2026-01-01"), 9)
		w.g.maand(2, soortA, dagen("2026-02-01"), 4)
		toets := w.opTijd()
		w.mijlpaal(t, toets)
		w.naar(t, "2026-04-14")
		list, n := w.Root.List(toets + "/metingen")
		if n < 2 {
			t.Fatalf("%d metingen: the test compares nothing", n)
		}
		a := w.Root.Do("GET", root+"/export/metingen.csv", nil)
		cr := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(a.Body), "\ufeff")))
		cr.Comma = ';'
		rijen, err := cr.ReadAll()
		if err != nil || len(rijen) != n+1 {
			t.Fatalf("%d lines for %d metingen: %v", len(rijen), n, err)
		}
		elders := map[string]string{"zin": "toetsZin", "definitieVersie": "toetsVersie", "dekkingGezien": "dekking.gezien", "dekkingTotaal": "dekking.totaal"}
		cel := func(m map[string]any, kolom string) string {
			lid := kolom
			if elders[kolom] != "" {
				lid = elders[kolom]
			}
			groep, in, ok := strings.Cut(lid, ".")
			value := m[groep]
			if ok {
				value = value.(map[string]any)[in]
			}
			switch x := value.(type) {
			case nil:
				return ""
			case bool:
				return map[bool]string{true: "ja", false: "nee"}[x]
			case float64:
				return strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), ".", ",", 1)
			case []any:
				texts := make([]string, len(x))
				for i := range x {
					texts[i] = x[i].(string)
				}
				return strings.Join(texts, "|")
			}
			return value.(string)
		}
		kop := rijen[0]
		byURL := map[string]map[string]any{}
		for _, m := range list {
			byURL[m["url"].(string)] = m
		}
		waarden := 0
		for _, rij := range rijen[1:] {
			m := byURL[rij[0]]
			if m == nil {
				t.Errorf("a meting that is not there: %q", rij[0])
				continue
			}
			for i, kolom := range kop {
				want := cel(m, kolom)
				if kolom == "waarde" && want != "" {
					waarden++
				}
				got, _, err := invoer.Getal(rij[i])
				if x, is := m[kolom].(float64); is && (err != nil || got != x) || !is && rij[i] != want {
					t.Errorf("%s of %s: %q, want %q", kolom, rij[0], rij[i], want)
				}
			}
		}
		if waarden == 0 {
			t.Error("no meting has a value: the test compares nothing")
		}
	})
}
