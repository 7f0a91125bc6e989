package transitie_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime/multipart"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meent/proef/kit"
)

// leesIn posts an import and gives the report.
func (w *wereld) leesIn(c *kit.Client, status int, pairs ...any) map[string]any {
	a := c.Do("POST", root+"/imports", velden(pairs...))
	if a.Status != status {
		panic(fmt.Sprintf("import: %d %s", a.Status, a.Body))
	}
	return a.Object()
}

// telling is gelezen, gemaakt, bijgewerkt, ongewijzigd, overgeslagen of a report.
func telling(report map[string]any) string {
	var n []string
	for _, naam := range []string{"gelezen", "gemaakt", "bijgewerkt", "ongewijzigd", "overgeslagen"} {
		n = append(n, fmt.Sprint(report[naam]))
	}
	return strings.Join(n, " ")
}

// fouten are the faults of a report as "line column code".
func fouten(report map[string]any) []string {
	var list []string
	for _, one := range report["fouten"].([]any) {
		f := one.(map[string]any)
		list = append(list, fmt.Sprintf("%v %v %v", f["regel"], f["kolom"], f["code"]))
		if f["reden"] == "" {
			list = append(list, "without a reason")
		}
	}
	return list
}

func dertigTitels() string {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, "Idee %d, zoals het op het bord stond\n", i+1)
	}
	return b.String()
}

// §2.6: thirty bare titles all arrive, as kandidaten without an order, and once.
func TestImportTitels(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		pm := w.als("programmamanager")
		proef := w.leesIn(pm, 200, "soort", "stappen", "inhoud", dertigTitels(), "proefdraai", true)
		if got, want := telling(proef), "30 30 0 0 0"; got != want {
			t.Errorf("a trial: %s, want %s", got, want)
		}
		if _, n := w.Root.List(root + "/stappen?titel__icontains=idee"); n != 0 {
			t.Errorf("a trial left %d steps", n)
		}
		report := w.leesIn(pm, 201, "soort", "stappen", "inhoud", dertigTitels(), "bestandsnaam", "bord.csv")
		if got, want := telling(report), "30 30 0 0 0"; got != want || report["zonderKop"] != true {
			t.Errorf("%s, want %s; zonderKop %v", got, want, report["zonderKop"])
		}
		stappen, n := w.Root.List(root + "/stappen?toestand=kandidaat&titel__icontains=idee")
		if n != 30 || stappen[29]["titel"] != "Idee 1, zoals het op het bord stond" || stappen[0]["doelloos"] != true || stappen[0]["omvang"] != nil {
			t.Errorf("%d kandidaten, the first %v", n, stappen[0])
		}
		if got, want := telling(w.leesIn(pm, 201, "soort", "stappen", "inhoud", dertigTitels())), "30 0 0 30 0"; got != want {
			t.Errorf("the same again: %s, want %s", got, want)
		}
		if stappen[0]["ingelezen"] != stappen[0]["aangemaaktOp"] || stappen[0]["ingelezenUit"] != "bord.csv" {
			t.Errorf("it does not say from where it came: %v %v", stappen[0]["ingelezen"], stappen[0]["ingelezenUit"])
		}
		if met := w.Root.Get(w.stap); met["ingelezen"] != nil || met["ingelezenUit"] != "" {
			t.Errorf("what somebody wrote here, came from a file: %v %v", met["ingelezen"], met["ingelezenUit"])
		}
		lines, _ := w.Root.List(stappen[0]["url"].(string) + "/audittrail")
		if len(lines) != 1 || lines[0]["toelichting"] != "Ingelezen uit bord.csv" || lines[0]["gebruikersId"] != "an-programmamanager" {
			t.Errorf("its trail: %v", lines)
		}
	})
}

// §12: the issues of trackers, and a list of our own with all that it may say.
func TestImportStappen(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		pm := w.als("programmamanager")
		gitlab := "Title,Description,Issue ID,URL,State,Due Date\n\"BRP-kopie uit\",\"Nu leest\nieder systeem zijn eigen kopie\",7,https://git.example.nl/x/-/issues/7,Open,2026-12-31\nStatus volgen,,8,https://git.example.nl/x/-/issues/8,Open,\n"
		report := w.leesIn(pm, 201, "soort", "stappen", "inhoud", gitlab)
		if got, want := telling(report), "2 2 0 0 0"; got != want {
			t.Errorf("GitLab: %s, want %s", got, want)
		}
		if diff := cmp.Diff([]any{"Issue ID", "State", "Due Date"}, report["onbekendeKolommen"]); diff != "" {
			t.Errorf("unknown columns: %s", diff)
		}
		retitled := strings.Replace(gitlab, "Status volgen", "Status van je zaak volgen", 1)
		if got, want := telling(w.leesIn(pm, 201, "soort", "stappen", "inhoud", retitled)), "2 0 1 1 0"; got != want {
			t.Errorf("retitled, found by its address: %s, want %s", got, want)
		}
		own := "titel;waarom;omvang;p50;p80;doorlooptijd;team;omkeerbaar;afhankelijkVan;toestand;spoor\n" +
			"Servicebus uit;Kost veel;L;1.200;2000;9;Team Buurt;nee;Documenten-API|BRP-kopie uit:zacht;lopend;gegevens\n" +
			"Documenten-API;;middel;;;;;ja;;idee;\n"
		report = w.leesIn(pm, 201, "soort", "stappen", "inhoud", own)
		if got, want := telling(report), "2 2 0 0 0"; got != want || report["foutenTotaal"] != 0.0 {
			t.Errorf("our own: %s, want %s: %v", got, want, report["fouten"])
		}
		if diff := cmp.Diff([]any{map[string]any{"kolom": "toestand", "reden": "Een toestand komt niet uit een lijst: wat nieuw is, begint als kandidaat."}}, report["nietOvergenomen"]); diff != "" {
			t.Error(diff)
		}
		found, _ := w.Root.List(root + "/stappen?titel__icontains=servicebus")
		bus := found[0]
		api, _ := w.Root.List(root + "/stappen?titel__icontains=documenten")
		brp, _ := w.Root.List(root + "/stappen?titel__icontains=brp")
		want := map[string]any{
			"toestand": "kandidaat", "omvang": "groot", "uren": map[string]any{"p50": 1200.0, "p80": 2000.0}, "doorlooptijdP80": 9.0, "eigenaarTeam": w.buurt, "omkeerbaar": false, "spoor": "gegevens",
			"afhankelijkheden": []any{map[string]any{"stap": api[0]["url"], "soort": "hard"}, map[string]any{"stap": brp[0]["url"], "soort": "zacht"}},
		}
		for naam, value := range want {
			if diff := cmp.Diff(value, bus[naam]); diff != "" {
				t.Errorf("%s: %s", naam, diff)
			}
		}
		if got, want := telling(w.leesIn(pm, 201, "soort", "stappen", "inhoud", own)), "2 0 0 2 0"; got != want {
			t.Errorf("the same again: %s, want %s", got, want)
		}
	})
}

// Every fault says its line, its column and what to do; the row is left out whole and the others come in.
func TestImportFouten(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		pm := w.als("programmamanager")
		lijst := "titel;omvang;team;doorlooptijd;afhankelijkVan\n" +
			"Goed;klein;Team Buurt;3;\n" +
			";klein;;;\n" +
			"Te lang " + strings.Repeat("x", 200) + ";;;;\n" +
			"Vreemd team;reusachtig;Team Onbekend;x;\n" +
			"Wacht op niets;;;;Bestaat niet\n" +
			"Kring A;;;;Kring B\n" +
			"Kring B;;;;Kring A\n" +
			"Een \"los aanhalingsteken;;;;\n" +
			"Te lang;;;999;\n"
		report := w.leesIn(pm, 201, "soort", "stappen", "inhoud", lijst)
		want := []string{"9  aanhalingsteken", "3 titel required", "4 titel max_length", "5 omvang invalid_choice", "5 doorlooptijd getal", "5 team does_not_exist", "10 doorlooptijd max_value", "6 afhankelijkVan does_not_exist", "8  conflict"}
		if diff := cmp.Diff(want, fouten(report)); diff != "" {
			t.Error(diff)
		}
		if got, want := telling(report), "9 4 0 0 5"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		w.Cases(t, []kit.Case{
			{Name: "no file", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "stappen"), Status: 400, Faults: []string{"inhoud leeg"}},
			{Name: "a workbook", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "stappen", "inhoudBase64", base64.StdEncoding.EncodeToString([]byte("PK\x03\x04xx"))), Status: 400, Faults: []string{"inhoud geen-csv"}},
			{Name: "no base64", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "stappen", "inhoudBase64", "%"), Status: 400, Faults: []string{"inhoudBase64 invalid"}},
			{Name: "nothing to call it by", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "stappen", "inhoud", "kleur;maat\nrood;3\n"), Status: 400, Faults: []string{"toewijzing kolom-ontbreekt"}},
			{Name: "that in a trial", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "stappen", "inhoud", "kleur;maat\nrood;3\n", "proefdraai", true), Status: 200, Holds: []string{`"kolom-ontbreekt"`, `"gelezen":1`, `"overgeslagen":1`, `"kolommen":["kleur","maat"]`, `{"veld":"titel","verplicht":true}`}},
			{Name: "mapped by hand", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "stappen", "inhoud", "kleur;maat\nrood;3\n", "toewijzing", []any{velden("veld", "titel", "kolom", "kleur")}), Status: 201, Audited: true, Holds: []string{`"gemaakt":1`, `"onbekendeKolommen":["maat"]`, `"toewijzing":[{"veld":"titel","kolom":"kleur"}]`}},
			{Name: "a column that is not there", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "stappen", "inhoud", "kleur\nrood\n", "toewijzing", []any{velden("veld", "titel", "kolom", "geur")}), Status: 400, Faults: []string{"toewijzing.0.kolom does_not_exist"}},
			{Name: "a field that is not there", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "stappen", "inhoud", "kleur\nrood\n", "toewijzing", []any{velden("veld", "geur", "kolom", "kleur")}), Status: 400, Faults: []string{"toewijzing.0.veld invalid_choice"}},
			{Name: "a soort that is not there", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "mensen", "inhoud", "x"), Status: 400, Faults: []string{"soort invalid_choice"}},
			{Name: "other media", As: pm, Method: "POST", Path: root + "/imports", Body: "x", Headers: []string{"Content-Type", "text/csv"}, Status: 415},
		})
	})
}

// §1.1: who may; and what a teamleider may not is left out row by row.
func TestImportRechten(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		stappen := velden("soort", "stappen", "inhoud", "titel\nIets\n")
		for _, rol := range []string{"medewerker", "raadslid", "bestuurder", "secretaris", "directeur", "sponsor", "beheerder", "partner", "fg", "bewoner"} {
			if a := w.als(rol).Do("POST", root+"/imports", stappen); a.Status != 403 {
				t.Errorf("%s: %d %s", rol, a.Status, a.Body)
			}
		}
		leider := w.als("teamleider")
		report := w.leesIn(leider, 201, "soort", "stappen", "inhoud", "titel\nIets van het team\n")
		if _, n := w.Root.List(root + "/stappen?toestand=kandidaat&titel__icontains=iets+van"); n != 1 {
			t.Errorf("§2.5: %d kandidaten, want 1", n)
		}
		if got := telling(w.leesIn(leider, 201, "soort", "kansen", "inhoud", "titel;einddatum\nContract X;31-12-2027\n")); got != "1 1 0 0 0" {
			t.Errorf("a kans as a proposal: %s", got)
		}
		if _, n := w.Root.List(root + "/kansen?toestand=voorgesteld"); n != 1 {
			t.Errorf("%d proposed kansen, want 1", n)
		}
		aanbod := "stap;team;mensen;uren\nIets van het team;Team Buurt;3;20\nIets van het team;Team Balie;3;20\n"
		got := w.leesIn(leider, 201, "soort", "aanbod", "inhoud", aanbod)
		if diff := cmp.Diff([]string{"3  permission_denied"}, fouten(got)); diff != "" || telling(got) != "2 1 0 0 1" {
			t.Errorf("aanbod of another team: %s %s", telling(got), diff)
		}
		w.Cases(t, []kit.Case{
			{Name: "municipalities are not a teamleider's", As: leider, Method: "POST", Path: root + "/imports", Body: velden("soort", "gemeenten", "codes", []string{"GM0244"}), Status: 403},
			{Name: "a report is read by who may import", As: leider, Method: "GET", Path: report["url"].(string), Status: 200},
			{Name: "and by nobody else", As: w.als("medewerker"), Method: "GET", Path: report["url"].(string), Status: 403},
			{Name: "nobody changes one", Method: "PATCH", Path: report["url"].(string), Body: velden("gemaakt", 9), Status: 405},
		})
	})
}

// §2.6, scenario 4: a list of contracts, in Windows-1252, gives a kans contracteinde for each, tied to a step.
func TestImportContracten(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		pm := w.als("programmamanager")
		stap := w.maak("stappen", "titel", "BRP-kopie uit", "doorlooptijdP80", 5)
		lijst := "Contractnaam;Leverancier;Einddatum;Inkooptijd;Contractwaarde;Stap;Waarde\r\n" +
			"Kopiesysteem Co\xf6peratie;X;31-08-2027;3;\x80 12.500,-;BRP-kopie uit:0,9;0,8\r\n" +
			"Ander contract;Y;31-12-27;;;;\r\n" +
			"Fout contract;Z;31-13-2027;;;Onbekende stap;12.500\r\n"
		var form bytes.Buffer
		m := multipart.NewWriter(&form)
		for naam, value := range map[string]string{"soort": "kansen", "proefdraai": "false"} {
			if err := m.WriteField(naam, value); err != nil {
				t.Fatal(err)
			}
		}
		f, err := m.CreateFormFile("bestand", "contracten.csv")
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(lijst))
		m.Close()
		a := pm.Do("POST", root+"/imports", form.Bytes(), "Content-Type", m.FormDataContentType())
		if a.Status != 201 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		report := a.Object()
		if got, want := telling(report), "3 2 0 0 1"; got != want || report["codering"] != "Windows-1252" || report["bestandsnaam"] != "contracten.csv" {
			t.Errorf("%s, want %s: %v", got, want, report)
		}
		if diff := cmp.Diff([]string{"4 Einddatum datum", "4 Waarde deel", "4 Stap does_not_exist"}, fouten(report)); diff != "" {
			t.Error(diff)
		}
		kansen, _ := w.Root.List(root + "/kansen?stap=" + stap)
		k := kansen[0]
		if k["titel"] != "Kopiesysteem Coöperatie" || k["soort"] != "contracteinde" || k["toestand"] != "open" || k["sluit"] != "2027-08-31" || k["lvm"] != "2026-12-31" || k["euro"] != 12500.0 || k["waarde"] != .8 {
			t.Errorf("the kans: %v", k)
		}
		if diff := cmp.Diff([]any{map[string]any{"stap": stap, "fit": .9}}, k["koppelingen"]); diff != "" {
			t.Error(diff)
		}
		later := strings.Replace("Contractnaam;Einddatum\nAnder contract;1-6-2028\n", "\r", "", -1)
		if got, want := telling(w.leesIn(pm, 201, "soort", "kansen", "inhoud", later)), "1 0 1 0 0"; got != want {
			t.Errorf("a contract that was extended: %s, want %s", got, want)
		}
	})
}

// §2.1, §15.1: municipalities as organisaties, before and after the mergers.
func TestImportGemeenten(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		pm := w.als("programmamanager")
		voorne := w.maak("organisaties", "naam", "Gemeente Brielle", "cbsCode", "GM0501", "eigen", true)
		if got, want := telling(w.leesIn(pm, 201, "soort", "gemeenten", "op", "2022-01-01")), "345 344 1 0 0"; got != want {
			t.Errorf("on 1 January 2022: %s, want %s", got, want)
		}
		report := w.leesIn(pm, 201, "soort", "gemeenten", "op", "2023-01-01")
		if got, want := telling(report), "346 1 4 341 0"; got != want {
			t.Errorf("on 1 January 2023: %s, want %s", got, want)
		}
		brielle := w.Root.Get(voorne)
		if brielle["naam"] != "Gemeente Brielle" || brielle["geldigTot"] != "2023-01-01" || brielle["inwoners"] != 17704.0 || brielle["eigen"] != true {
			t.Errorf("its own municipality: %v", brielle)
		}
		na := w.Root.Get(brielle["opvolgers"].([]any)[0].(string))
		if na["naam"] != "Voorne aan Zee" || na["cbsCode"] != "GM1992" || na["geldigVan"] != "2023-01-01" || na["zichtbaarheid"] != "openbaar" {
			t.Errorf("its successor: %v", na)
		}
		if _, n := w.Root.List(root + "/organisaties?soort=gemeente"); n != 346 {
			t.Errorf("%d organisations, want 345 and the new one", n)
		}
		if got, want := telling(w.leesIn(pm, 201, "soort", "gemeenten", "op", "2023-01-01")), "346 0 0 346 0"; got != want {
			t.Errorf("the same again: %s, want %s", got, want)
		}
		w.Cases(t, []kit.Case{
			{Name: "one that ended", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "gemeenten", "codes", []string{"GM0244", "GM0457"}), Status: 400, Faults: []string{"codes.1 does_not_exist"}},
			{Name: "before the list", As: pm, Method: "POST", Path: root + "/imports", Body: velden("soort", "gemeenten", "op", "2020-01-01"), Status: 400, Faults: []string{"op te-vroeg"}},
		})
	})
}

// Undoing an import removes what it made, as long as nobody changed it since and nothing refers to it.
func TestImportOngedaan(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		pm := w.als("programmamanager")
		report := w.leesIn(pm, 201, "soort", "stappen", "inhoud", "titel;afhankelijkVan\nEen;Twee\nTwee;\nDrie;\nVier;\nVijf;\nZes;\n")
		at := map[string]string{}
		stappen, _ := w.Root.List(root + "/stappen")
		for _, s := range stappen {
			at[s["titel"].(string)] = s["url"].(string)
		}
		pm.Do("PATCH", at["Drie"], velden("waarom", "Omdat het mag"))
		w.maak("kansen", "titel", "Contract", "soort", "contracteinde", "koppelingen", []any{velden("stap", at["Vier"])})
		w.maak("aanbod", "stap", at["Vijf"], "team", w.buurt, "mensen", 2, "urenPerMaand", 10, "doorWie", "Jo")
		w.Root.Do("DELETE", at["Zes"], nil)
		url := report["url"].(string) + "/ongedaan"
		w.Cases(t, []kit.Case{
			{Name: "who may not", As: w.als("medewerker"), Method: "POST", Path: url, Status: 403},
			{Name: "undone", As: pm, Method: "POST", Path: url, Status: 200, Audited: true, Holds: []string{`"verwijderd":2`, `{"url":"` + at["Drie"] + `","reden":"Iemand heeft dit na het inlezen gewijzigd."}`,
				`{"url":"` + at["Vier"] + `","reden":"Iets dat later is gemaakt, verwijst hiernaar."}`, `{"url":"` + at["Vijf"] + `"`}},
			{Name: "once", As: pm, Method: "POST", Path: url, Status: 409},
			{Name: "one that waits for another goes before it", Method: "GET", Path: at["Twee"], Status: 404},
			{Name: "and is gone", Method: "GET", Path: at["Een"], Status: 404},
			{Name: "one that was removed is no matter", Method: "GET", Path: at["Zes"], Status: 404},
			{Name: "what was changed is there", Method: "GET", Path: at["Drie"], Status: 200},
		})
	})
}
