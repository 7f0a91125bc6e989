package transitie_test

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"meent/data"
	"meent/diensten/transitie"
	"meent/proef/kit"
)

func dagen(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

// gebeurd is how many times something was told.
func (w *meetwereld) gebeurd(soort string) int {
	_, n := w.Root.List(root + "/gebeurtenissen?soort=" + soort)
	return n
}

// stand is the mark of a mijlpaal, with its last figure.
func (w *meetwereld) stand(t *testing.T, mijlpaal, stand string) map[string]any {
	t.Helper()
	m := w.Root.Get(mijlpaal)
	if m["stand"] != stand {
		t.Errorf("on %s the mijlpaal shows %v (%v since %v), want %s: %v", w.nu.Format(time.DateOnly), m["stand"], m["toestand"], m["sinds"], stand, m["uitslagen"])
	}
	return m
}

// Scenario 1 of §15.2: not by saying so. A claim stays a claim until enough zaken were closed in time, in two windows; when handling slows down it
// falls back after two, and the secretaris has one item today. R1, R2, R6 and R12 on the way.
func TestScenario1NietDoorHetTeZeggen(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(40, soortA, dagen("2026-01-10"), 4)
		w.g.maand(1, soortA, dagen("2026-02-01"), 4)
		toets := w.opTijd("onderwerp", "meldingen")
		m := w.mijlpaal(t, toets)
		w.over(t, w.als("programmamanager"), m, "geclaimd", 200, "reden", "wij werken sneller")
		w.ronde(t)
		got := w.stand(t, m, "geclaimd")
		laatste := got["laatsteMeting"].(map[string]any)
		if laatste["nulmeting"] != true || laatste["uitkomst"] != "gezakt" || got["toets"] != "Van de meldingen is 80 % binnen 10 dagen klaar, twee maanden achter elkaar." || !strings.Contains(laatste["zin"].(string), " van ") {
			t.Errorf("R2: beside the claim %v is measured: %v %v", got["claim"], laatste, got["toets"])
		}
		for i, month := range []string{"2026-03-01", "2026-04-01", "2026-05-01"} {
			w.g.maand(2+i, soortA, dagen(month), 9)
		}
		w.naar(t, "2026-04-14")
		w.stand(t, m, "geclaimd") // one good window is no proof
		w.naar(t, "2026-06-10")
		got = w.stand(t, m, "gehaald")
		if got["toestand"] != "geverifieerd" || got["teltMee"] != true || got["claim"] == nil || w.gebeurd("mijlpaal.geverifieerd") != 1 {
			t.Errorf("R2: reached as %v beside the claim %v", got["toestand"], got["claim"])
		}
		w.bewijst(t, m, toets)
		// A round that finds nothing new writes nothing: it would wake itself again and again.
		w.ronde(t)
		woken, wake := 0, w.Site.Wake
		w.Site.Wake = func() { woken++; wake() }
		w.ronde(t)
		if w.Site.Wake = wake; woken != 0 {
			t.Errorf("a round without news wrote %d times", woken)
		}
		for i, month := range []string{"2026-06-01", "2026-07-01", "2026-08-01"} {
			w.g.maand(6+i, soortA, dagen(month), 3)
		}
		w.naar(t, "2026-07-22")
		if got := w.stand(t, m, "wankelt"); got["toestand"] != "geverifieerd" || got["teltMee"] != true {
			t.Errorf("one failing window: %v", got["toestand"])
		}
		w.naar(t, "2026-09-02")
		w.stand(t, m, "teruggevallen")
		if n := w.gebeurd("mijlpaal.teruggevallen"); n != 1 {
			t.Errorf("told %d times", n)
		}
		vandaag := fmt.Sprint(w.als("secretaris").Get(root + "/vandaag")["punten"])
		if strings.Count(vandaag, "is teruggevallen") != 1 || !strings.Contains(vandaag, "mijlpalen/") {
			t.Errorf("the secretaris reads %s", vandaag)
		}
		if a := w.Root.Do("GET", m+"/audittrail", nil); !strings.Contains(string(a.Body), `"applicatieId":"meent"`) || !strings.Contains(string(a.Body), `"toestand":"teruggevallen"`) {
			t.Errorf("its trail: %s", a.Body)
		}
	})
}

// bewijst says that each number carries what it rests on (R6), and that the chain holds.
func (w *meetwereld) bewijst(t *testing.T, mijlpaal, toets string) {
	t.Helper()
	metingen, n := w.Root.List(toets + "/metingen")
	if n < 10 {
		t.Fatalf("%d metingen", n)
	}
	for _, one := range metingen {
		for _, name := range []string{"toetsVersie", "definitieDigest", "sonde", "van", "tot", "peildatum", "bronnen", "bekendTot", "n", "zin", "invoerDigest", "programma", "gestart", "gemetenOp", "digest", "sleutel", "handtekening", "eenheid", "uitkomst"} {
			if v := one[name]; v == nil || v == "" {
				t.Errorf("R6: a meting without %s: %v", name, one)
			}
		}
		if d := one["dekking"].(map[string]any); fmt.Sprint(d["gezien"], d["totaal"]) != "1 1" {
			t.Errorf("R6: coverage %v", d)
		}
	}
	bewijs := w.Root.Get(mijlpaal + "/bewijs")
	one := bewijs["toetsen"].([]any)[0].(map[string]any)
	if bewijs["klopt"] != true || one["breuk"] != 0.0 || len(one["metingen"].([]any)) != n || !strings.Contains(one["melding"].(string), "niets is veranderd") {
		t.Errorf("bewijs %v", bewijs)
	}
}

// R12: a register that gives no news for weeks makes figures old; nothing turns or falls, and what was missed is made up for.
func TestRegisterValtWegR12(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		for i := range 9 {
			w.g.maand(i, soortA, time.Date(2026, time.Month(2+i), 1, 0, 0, 0, 0, time.UTC), 9)
		}
		toets := w.opTijd()
		m := w.mijlpaal(t, toets)
		maat := w.maak("maten", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "minN", 10)
		w.naar(t, "2026-06-10")
		w.stand(t, m, "gehaald")
		_, before := w.Root.List(toets + "/metingen")
		w.g.breek(&transitie.BronFout{Status: 500, Tekst: "Storing."})
		w.naar(t, "2026-08-05")
		got := w.stand(t, m, "nietVers")
		l := got["laatsteMeting"].(map[string]any)
		if got["toestand"] != "geverifieerd" || got["teltMee"] != false || l["uitkomst"] != "verouderd" || l["n"].(float64) < 20 || l["waarde"] == nil {
			t.Errorf("R12: while the register fails: %v %v", got["toestand"], l)
		}
		if _, n := w.Root.List(toets + "/metingen"); n != before {
			t.Errorf("measured without news: %d, then %d", before, n)
		}
		if one := w.Root.Get(toets); !strings.Contains(one["stilstand"].(string), "geen nieuws") {
			t.Errorf("why: %v", one["stilstand"])
		}
		if one := w.Root.Get(maat); one["laatste"].(map[string]any)["verouderd"] != true || one["laatste"].(map[string]any)["waarde"] == nil {
			t.Errorf("R12: the maat: %v", one["laatste"])
		}
		if w.gebeurd("mijlpaal.teruggevallen") != 0 || w.gebeurd("mijlpaal.nietVers") != 1 {
			t.Error("R12: something fell because a register failed, or nobody was told")
		}
		w.g.breek(nil)
		w.naar(t, "2026-08-12") // what was begun goes on where it was,
		w.naar(t, "2026-08-13") // and then it is read anew
		w.stand(t, m, "gehaald")
		if _, n := w.Root.List(toets + "/metingen"); n < before+8 {
			t.Errorf("what was missed was not made up for: %d, then %d", before, n)
		}
		if one := w.Root.Get(toets); one["stilstand"] != "" {
			t.Errorf("still standing: %v", one["stilstand"])
		}
		w.g.breek(&transitie.BronFout{Status: 403, Tekst: "Geen recht."})
		w.naar(t, "2026-10-05")
		w.stand(t, m, "nietVers")
	})
}

// Scenario 2 of §15.2: bar moved (R8). Verification begins again, the mijlpaal says so, and another name is no other bar.
func TestScenario2LatVerlegd(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		for i := range 9 {
			w.g.maand(i, soortA, time.Date(2026, time.Month(2+i), 1, 0, 0, 0, 0, time.UTC), 9)
		}
		toets := w.opTijd()
		m := w.mijlpaal(t, toets)
		w.naar(t, "2026-06-10")
		w.stand(t, m, "gehaald")
		if got := w.Root.Do("PATCH", toets, velden("naam", "Meldingen op tijd klaar")); got.Object()["definitieVersie"] != 1.0 {
			t.Errorf("another name is another definition: %s", got.Body)
		}
		lager := velden("drempel", velden("op", ">=", "waarde", 0.75))
		if got := w.Root.Do("PATCH", toets, lager); got.Status != 400 || fmt.Sprint(got.Faults()) != "[reden required]" {
			t.Errorf("R8: no reason: %d %s", got.Status, got.Body)
		}
		lager["reden"] = "De lat lag te hoog."
		if got := w.Root.Do("PATCH", toets, lager); got.Object()["definitieVersie"] != 2.0 {
			t.Fatalf("R8: a lower bar: %s", got.Body)
		}
		got := w.stand(t, m, "nogNietGemeten") // at once
		merk := fmt.Sprint(got["merken"])
		if got["toestand"] != "actief" || !strings.Contains(merk, "latVerlegd") || !strings.Contains(merk, "De lat lag te hoog.") || !strings.Contains(merk, "10 juni 2026") || w.gebeurd("toets.latVerlegd") != 1 {
			t.Errorf("R8: the mijlpaal shows %v %s", got["toestand"], merk)
		}
		w.ronde(t)
		got = w.stand(t, m, "opWeg")
		if !strings.Contains(fmt.Sprint(got["merken"]), "goldBijStart") {
			t.Errorf("it holds in the baseline of the new bar: %v", got["merken"])
		}
		w.naar(t, "2026-08-20")
		w.stand(t, m, "gehaald")
		// What is taken off leaves a tombstone, and verification begins again.
		other := w.opTijd("naam", "Ook op tijd")
		w.Root.Do("PATCH", m, velden("toetsen", []any{velden("toets", toets), velden("toets", other)}))
		if got := w.Root.Do("PATCH", m, velden("toetsen", []any{velden("toets", other)}, "reden", "Deze zegt meer.")); got.Status != 200 {
			t.Fatalf("take off: %d %s", got.Status, got.Body)
		}
		if got := w.is(t, m, "actief"); !strings.Contains(fmt.Sprint(got["merken"]), "toetsWeg") {
			t.Errorf("§10.3 no tombstone: %v", got["merken"])
		}
		w.naar(t, "2027-08-10")
		if got := w.Root.Get(m); !strings.Contains(fmt.Sprint(got["merken"]), "toetsWeg") {
			t.Errorf("§10.3 the tombstone went within four quarters: %v", got["merken"])
		}
		w.naar(t, "2027-08-24")
		if got := w.Root.Get(m); strings.Contains(fmt.Sprint(got["merken"]), "toetsWeg") {
			t.Errorf("§10.3 the tombstone stays for ever: %v", got["merken"])
		}
	})
}

// R10, R7 and Opnieuw meten: the same window gives the same figure and digest, or says how many zaken were corrected.
func TestOpnieuwMetenR10(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, dagen("2026-01-20"), 8)
		w.g.maand(2, soortB, dagen("2026-01-01"), 8)
		toets := w.opTijd()
		if got := w.Root.Do("POST", toets+"/meten", nil); got.Status != 409 {
			t.Errorf("before the first meting: %d", got.Status)
		}
		w.ronde(t)
		eerste, _ := w.Root.List(toets + "/metingen")
		first := eerste[0]
		if first["n"].(float64) < 20 || first["nulmeting"] != true {
			t.Fatalf("first meting %v", first)
		}
		w.g.zet(900, soortA, "2026-03-02", "") // begun later: no correction
		w.naar(t, "2026-03-04")
		again := w.als("raadslid").Make(toets+"/meten", nil)
		if again["gelijk"] != true || again["n"] != first["n"] || again["waarde"] != first["waarde"] || again["invoerDigest"] != first["invoerDigest"] || again["gecorrigeerd"] != 0.0 {
			t.Errorf("R10: measured again %v, first %v", again, first)
		}
		w.g.zet(105, soortA, "2026-01-25", "2026-01-26")
		w.g.zet(106, soortA, "2026-01-26", "2026-03-01")
		w.naar(t, "2026-03-06")
		got := w.Root.Make(toets+"/meten", nil)
		if got["gelijk"] != false || got["gecorrigeerd"] != 2.0 || !strings.Contains(got["tekst"].(string), "Gegevens gecorrigeerd: 2 zaken") || len(got["zaken"].([]any)) != 0 {
			t.Errorf("after two corrections, in a register of others: %v", got)
		}
		w.g.zet(107, soortA, "2026-01-27", "2026-02-28")
		w.mu.Lock()
		w.nu = w.nu.Add(30 * time.Minute)
		w.mu.Unlock()
		w.ronde(t)
		if within := w.als("medewerker").Make(toets+"/meten", nil); within["op"] != got["op"] || within["gecorrigeerd"] != 2.0 {
			t.Errorf("§10.2 within the hour it measured again: %v, %v", within, got)
		}
		register, _ := w.Root.List(root + "/registers")
		if a := w.Root.Do("PATCH", register[0]["url"].(string), velden("kleineZaaktypen", []string{"A"})); a.Status != 200 {
			t.Fatalf("R7: %d %s", a.Status, a.Body)
		}
		w.naar(t, "2026-03-20")
		list, _ := w.Root.List(toets + "/metingen?ordering=-nummer")
		if last := list[0]; last["n"] != 0.0 || last["uitkomst"] != "onbeslist" || last["waarde"] != nil {
			t.Errorf("R7: a small zaaktype is measured: %v", last)
		}
		var types []map[string]any
		types, _ = w.Root.List(root + "/zaaktypen")
		if fmt.Sprint(types[0]["klein"], types[1]["klein"]) != "true false" && fmt.Sprint(types[0]["klein"], types[1]["klein"]) != "false true" {
			t.Errorf("R7: zaaktypen %v", types)
		}
		if a := w.Root.Do("PATCH", toets, velden("drempel", velden("op", ">=", "waarde", 0.5), "reden", "De wet is veranderd.")); a.Status != 200 {
			t.Fatalf("R8: %d %s", a.Status, a.Body)
		}
		if moved := w.Root.Make(toets+"/meten", nil); !strings.HasSuffix(moved["tekst"].(string), "Dit ging met de lat van toen. De eerste meting met de nieuwe lat komt bij de volgende ronde.") {
			t.Errorf("R8: after the bar was moved: %v", moved["tekst"])
		}
	})
}

// willekeurig are members whose letters say nothing: in base64, any word comes by in time.
var willekeurig = regexp.MustCompile(`"(handtekening|publiek|overdracht)":"[^"]*"`)

// R5, R7: no member of what is measured names who handled a case.
func TestGeenPersonenR7(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, dagen("2026-01-20"), 8)
		toets := w.opTijd()
		maat := w.maak("maten", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "minN", 10)
		m := w.mijlpaal(t, toets)
		w.ronde(t)
		for _, path := range []string{toets, toets + "/metingen", maat, maat + "/reeks", m, m + "/bewijs"} {
			body := strings.ToLower(willekeurig.ReplaceAllString(string(w.Root.Do("GET", path, nil).Body), ""))
			for _, word := range []string{"behandelaar", "medewerker", "bsn", "initiator"} {
				if strings.Contains(body, word) {
					t.Errorf("R7: %s holds %s", path, word)
				}
			}
		}
		if a := w.Root.Do("POST", root+"/toetsen", velden("naam", "x", "sonde", "zgw.binnenTermijn", "drempel", velden("op", ">=", "waarde", 0.9), "parameters", velden("behandelaar", "An"))); strings.Contains(string(a.Body), "behandelaar") {
			t.Errorf("R7: a filter on a person is kept: %s", a.Body)
		}
	})
}

// §10.2: who changes one byte of a meting is found out.
func TestBewijsIsNietTeVeranderen(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, dagen("2026-01-20"), 8)
		toets := w.opTijd()
		m := w.mijlpaal(t, toets)
		w.naar(t, "2026-03-25")
		sql := func(queries ...string) {
			t.Helper()
			err := w.DB.Update(t.Context(), func(tx data.Tx) error {
				for _, q := range queries {
					if err := tx.Exec(q); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		for name, change := range map[string]string{
			"the day":                                `update metingen set body = replace(body, '"peildatum":"2026', '"peildatum":"2025') where nummer = 2`,
			"the words":                              `update metingen set body = replace(body, ' van ', ' bij ') where nummer = 1`,
			"the value":                              `update metingen set body = replace(body, '"waarde":0', '"waarde":1') where nummer = 1`,
			"the signature":                          `update metingen set body = replace(body, '"handtekening":"', '"handtekening":"A') where nummer = 2`,
			"the parts":                              `update metingen set delen = replace(delen, '"a', '"b') where nummer = 1`,
			"the outcome that the mijlpaal turns by": `update metingen set uitkomst = 'geslaagd', tot = tot + 1 where nummer = 1`,
			"a later one in place of it":             `delete from metingen where nummer = 2`,
			"the last one":                           `delete from metingen where nummer = (select max(nummer) from metingen)`,
		} {
			sql("create table kopie as select * from metingen", change)
			if got := w.Root.Get(m + "/bewijs"); got["klopt"] != false || got["toetsen"].([]any)[0].(map[string]any)["breuk"] == 0.0 {
				t.Errorf("%s was changed and nobody noticed: %v", name, got["toetsen"].([]any)[0].(map[string]any)["melding"])
			}
			sql("delete from metingen", "insert into metingen select * from kopie", "drop table kopie")
			if got := w.Root.Get(m + "/bewijs"); got["klopt"] != true {
				t.Fatalf("put back after %s: %v", name, got["toetsen"])
			}
		}
		if got := w.Root.Do("GET", toets+"/keten", nil); got.Status != 200 || !strings.Contains(string(got.Body), `"schakels":[`) {
			t.Errorf("keten: %d %s", got.Status, got.Body)
		}
	})
}

// R1: who writes in the tables by hand turns no mijlpaal by it, and the next meting does not hide that one was taken away.
func TestMetDeHandInDeTabelR1(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		for i := range 6 {
			w.g.maand(1+i, soortA, time.Date(2026, time.Month(1+i), 1, 0, 0, 0, 0, time.UTC), 4)
		}
		toets := w.opTijd()
		m := w.mijlpaal(t, toets)
		w.naar(t, "2026-04-20")
		w.stand(t, m, "nietGehaald")
		doe := func(queries ...string) {
			t.Helper()
			if err := w.DB.Update(t.Context(), func(tx data.Tx) error {
				for _, q := range queries {
					if err := tx.Exec(q); err != nil {
						return err
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		controle := func() string {
			t.Helper()
			text, err := transitie.ControleerMetingen(t.Context(), w.Site)
			if err != nil {
				return err.Error()
			}
			return text
		}
		gemeten := func() int {
			return len(w.Root.Get(m + "/bewijs")["toetsen"].([]any)[0].(map[string]any)["metingen"].([]any))
		}
		if got := controle(); !strings.Contains(got, "van 1 toetsen): niets is veranderd") {
			t.Errorf("before: %s", got)
		}
		doe("create table kopie as select * from metingen", "update metingen set uitkomst = 'geslaagd'")
		w.naar(t, "2026-04-28")
		got := w.is(t, m, "actief")
		if !strings.Contains(fmt.Sprint(got["merken"]), "ketenGebroken") {
			t.Errorf("nothing says that the evidence does not hold: %v", got["merken"])
		}
		if got := controle(); !strings.Contains(got, "Meldingen op tijd") || !strings.Contains(got, "meting 1") {
			t.Errorf("the check says %s", got)
		}
		doe("update metingen set uitkomst = (select uitkomst from kopie where kopie.id = metingen.id) where id in (select id from kopie)")
		w.naar(t, "2026-05-06")
		if got := w.stand(t, m, "nietGehaald"); strings.Contains(fmt.Sprint(got["merken"]), "ketenGebroken") {
			t.Errorf("put back: %v", got["merken"])
		}
		n := gemeten()
		doe("drop table kopie", "create table kopie as select * from metingen", "delete from metingen where nummer = (select max(nummer) from metingen)")
		w.naar(t, "2026-05-14")
		if now := gemeten(); now != n-1 {
			t.Errorf("%d metingen after one of %d was taken away: a new one hides it", now, n)
		}
		if got := w.Root.Get(m + "/bewijs"); got["klopt"] != false {
			t.Errorf("the last one is gone: %v", got["toetsen"])
		}
		if got := w.Root.Get(toets); !strings.Contains(got["stilstand"].(string), "buiten Meent om") {
			t.Errorf("why nothing is measured: %v", got["stilstand"])
		}
		doe("delete from metingen", "insert into metingen select * from kopie", "drop table kopie")
		w.naar(t, "2026-05-22")
		if now := gemeten(); now <= n || w.Root.Get(toets)["stilstand"] != "" {
			t.Errorf("put back: %d metingen, %v", now, w.Root.Get(toets)["stilstand"])
		}
	})
}

// §10.3: an exemption carries a mijlpaal as long as it lasts, and no longer.
func TestVrijstellingDraagt(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		for i := range 9 {
			w.g.maand(i, soortA, time.Date(2026, time.Month(2+i), 1, 0, 0, 0, 0, time.UTC), 9)
		}
		goed, slecht := w.opTijd(), w.opTijd("naam", "Sneller dan snel", "drempel", velden("op", ">=", "waarde", 0.99))
		m := w.mijlpaal(t, goed, slecht)
		w.naar(t, "2026-05-20")
		w.stand(t, m, "nietGehaald")
		v := w.als("programmamanager").Make(root+"/vrijstellingen", velden("toets", slecht, "reden", "de leverancier is laat", "tot", "2026-08-10"))["url"].(string)
		vandaag := fmt.Sprint(w.als("secretaris").Get(root + "/vandaag")["punten"])
		if !strings.Contains(vandaag, "vraagt een vrijstelling") {
			t.Errorf("the secretaris reads %s", vandaag)
		}
		w.over(t, w.als("secretaris"), v, "goedgekeurd", 200)
		w.naar(t, "2026-06-20")
		w.is(t, m, "geverifieerdMetVrijstelling")
		w.stand(t, m, "gehaald")
		w.naar(t, "2026-08-20")
		w.is(t, m, "teruggevallen") // it failed twice, and nothing excuses it any more
	})
}

// A maat month by month (§9), at once on a fresh install: with too few zaken a point is empty, not zero; by zaaktype; with its baseline.
func TestReeks(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		for i := range 14 {
			w.g.maand(i, soortA, time.Date(2025, time.Month(1+i), 1, 0, 0, 0, 0, time.UTC), 5)
			w.g.maand(50+i, soortB, time.Date(2025, time.Month(1+i), 1, 0, 0, 0, 0, time.UTC), 10)
		}
		m := w.maak("maten", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "minN", 20, "streefwaarde", 0.9, "nulmeting", velden("van", "2025-03-01", "tot", "2025-10-31"))
		if got := w.Root.Get(m + "/reeks"); got["oordeel"] != "te weinig gegevens" || len(got["punten"].([]any)) != 0 {
			t.Errorf("before anything was read: %v", got)
		}
		traag := w.maak("maten", "naam", "Achterstand", "sonde", "zgw.achterstand")
		leeg := w.maak("maten", "naam", "Van niets", "sonde", "zgw.achterstand", "parameters", velden("zaaktypen", []string{"bestaat-niet"}))
		duur := w.maak("maten", "naam", "Doorlooptijd", "sonde", "zgw.doorlooptijd", "parameters", velden("deel", "p80", "zaaktypen", []string{"A"}))
		w.ronde(t)
		got := w.Root.Get(m + "/reeks")
		punten := got["punten"].([]any)
		if len(punten) < 14 || got["nulmeting"].(map[string]any)["waarde"] == nil || got["streefwaarde"] != 0.9 || got["midden"] == nil {
			t.Fatalf("series: %v", got)
		}
		p := punten[3].(map[string]any)
		if v, ok := p["waarde"].(float64); !ok || v < 0.4 || v > 0.9 || p["n"].(float64) < 20 || p["laag"] == nil || p["gestandaardiseerd"] == nil {
			t.Errorf("a month: %v", p)
		}
		types := got["zaaktypen"].([]any)
		if len(types) != 2 || types[0].(map[string]any)["identificatie"] == "" {
			t.Errorf("by zaaktype: %v", types)
		}
		one := w.Root.Get(m + "/reeks?zaaktype=A")
		if v := one["punten"].([]any)[3].(map[string]any)["waarde"].(float64); v < 0.4 || v > 0.7 || one["zaaktypeNaam"] != "Melding openbare ruimte" {
			t.Errorf("of one zaaktype: %v", one)
		}
		if a := w.Root.Do("GET", m+"/reeks?zaaktype=Z", nil); a.Status != 404 {
			t.Errorf("of none: %d", a.Status)
		}
		laatste := w.Root.Get(m)["laatste"].(map[string]any)
		if laatste["waarde"] == nil || laatste["nulmeting"].(map[string]any)["waarde"] == nil || laatste["oordeel"] != "gelijk" || fmt.Sprint(laatste["dekking"]) != "map[gezien:2 reden: totaal:2]" {
			t.Errorf("R6: the last figure: %v", laatste)
		}
		if l := w.Root.Get(traag)["laatste"].(map[string]any); l["waarde"] == nil || l["zin"] == "" {
			t.Errorf("a backlog: %v", l)
		}
		if one := w.Root.Get(leeg); one["laatste"] != nil || !strings.Contains(one["stilstand"].(string), "kent dit zaaktype") {
			t.Errorf("R12: nothing is known and the backlog is %v", one["laatste"])
		}
		if l := w.Root.Get(duur)["laatste"].(map[string]any); l["waarde"] == nil || !strings.Contains(l["zin"].(string), "acht van de tien") {
			t.Errorf("a lead time: %v", l)
		}
		// A delivered step shows what was before it and after it.
		stap := w.maak("stappen", "titel", "Sneller", "draagtBijAan", []any{velden("doel", m, "sterkte", "sterk")}, "eigenaarTeam", w.maak("onderdelen", "naam", "Team Buurt"), "omkeerbaar", true, "omvang", "klein")
		for _, o := range []map[string]any{naar("lopend", "reden", "afgesproken"), naar("opgeleverd", "oplevering", "Het werkt.")} {
			if err := transitie.Bijwerken(t.Context(), w.Site); err != nil {
				t.Fatal(err)
			}
			w.Root.Make(stap+"/overgangen", o)
		}
		stappen := w.Root.Get(m + "/reeks")["stappen"].([]any)
		if len(stappen) != 1 || stappen[0].(map[string]any)["nVoor"].(float64) < 8 || stappen[0].(map[string]any)["voor"] == nil {
			t.Errorf("§9 before and after: %v", stappen)
		}
		// Another definition: another version, with a reason, and the whole chart by it.
		w.over(t, w.Root, m, "actief", 200)
		if a := w.Root.Do("PATCH", m, velden("minN", 1000)); a.Status != 400 {
			t.Errorf("without a reason: %d", a.Status)
		}
		if a := w.Root.Do("PATCH", m, velden("minN", 1000, "reden", "Strenger.")); a.Object()["definitieVersie"] != 2.0 {
			t.Errorf("another definition: %s", a.Body)
		}
		w.ronde(t)
		for _, p := range w.Root.Get(m + "/reeks")["punten"].([]any) {
			if p.(map[string]any)["waarde"] != nil || p.(map[string]any)["teWeinig"] != true {
				t.Errorf("R12: too few zaken make a figure: %v", p)
			}
		}
	})
}

// Residents see the required toetsen of a public promise with all that was moved, since the bar is part of it, also when the toets itself is
// eigen; a supporting one that is eigen they do not see (0052).
func TestBewijsVanEenBelofte(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, dagen("2026-01-20"), 8)
		verplicht := w.opTijd("naam", "De lat")
		open := w.opTijd("naam", "Ook openbaar", "zichtbaarheid", "openbaar")
		dicht := w.opTijd("naam", "Van onszelf", "drempel", velden("op", ">=", "waarde", 0.37))
		m := w.maak("mijlpalen", "titel", "Op tijd", "zichtbaarheid", "openbaar",
			"toetsen", []any{velden("toets", verplicht), velden("toets", open, "rol", "ondersteunend"), velden("toets", dicht, "rol", "ondersteunend")})
		w.over(t, w.Root, m, "actief", 200)
		w.ronde(t)
		w.Root.Do("PATCH", verplicht, velden("drempel", velden("op", ">=", "waarde", 0.7), "reden", "Het was te hoog."))
		publiek := w.With("openbaar", velden("component", "transitie", "scopes", []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding", "openbaar"))
		bewijs := func(c *kit.Client) (body string, adressen []any) {
			a := c.Do("GET", m+"/bewijs", nil)
			if a.Status != 200 {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
			for _, one := range a.Object()["toetsen"].([]any) {
				adressen = append(adressen, one.(map[string]any)["toets"])
			}
			return string(a.Body), adressen
		}
		for naam, c := range map[string]*kit.Client{"a resident": w.als("bewoner"), "the public page": publiek} {
			body, adressen := bewijs(c)
			if fmt.Sprint(adressen) != fmt.Sprint([]any{verplicht, open}) || !strings.Contains(body, "Het was te hoog.") || strings.Contains(body, "0.37") || strings.Contains(body, dicht) {
				t.Errorf("%s sees %v: %s", naam, adressen, body)
			}
			for _, toets := range []string{verplicht, dicht} {
				if a := c.Do("GET", toets, nil); a.Status != 403 {
					t.Errorf("%s sees a toets that is eigen by itself: %d", naam, a.Status)
				}
			}
		}
		if _, adressen := bewijs(w.als("medewerker")); len(adressen) != 3 {
			t.Errorf("a colleague sees %v", adressen)
		}

		// The document of the mijlpaal and its events are one for all readers: they say nothing of what not all of them may see.
		zegt := func() string {
			return string(publiek.Do("GET", m, nil).Body) + string(publiek.Do("GET", root+"/gebeurtenissen?soort=toets.latVerlegd", nil).Body)
		}
		w.Root.Do("PATCH", dicht, velden("drempel", velden("op", ">=", "waarde", 0.36), "reden", "Dat is onder ons."))
		text := strings.ReplaceAll(zegt(), "\u00a0", " ")
		for _, word := range []string{"37 %", "36 %", "0.36", "Van onszelf", "onder ons"} {
			if strings.Contains(text, word) {
				t.Errorf("the public document says %q: %s", word, text)
			}
		}
		w.Root.Do("PATCH", dicht, velden("zichtbaarheid", "openbaar"))
		if text := strings.ReplaceAll(zegt(), "\u00a0", " "); !strings.Contains(text, "36 %") || !strings.Contains(text, "onder ons") {
			t.Errorf("of a toets that is made openbaar it says nothing: %s", text)
		}
	})
}

// §9: residents see no figure of fewer than ten cases, and only what is openbaar.
func TestOpenbaarMinstensTien(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		for i := range 7 {
			w.g.zet(i, soortA, fmt.Sprintf("2026-02-%02d", 2+i), fmt.Sprintf("2026-02-%02d", 4+i))
		}
		toets := w.opTijd("zichtbaarheid", "openbaar")
		dicht := w.opTijd()
		m := w.maak("mijlpalen", "titel", "Op tijd", "zichtbaarheid", "openbaar", "toetsen", []any{velden("toets", toets)})
		w.over(t, w.Root, m, "actief", 200)
		w.ronde(t)
		bewoner := w.With("openbaar", velden("component", "transitie", "scopes", []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding", "openbaar"))
		l := bewoner.Get(m)["laatsteMeting"].(map[string]any)
		if l["waarde"] != nil || l["n"] != 0.0 || l["teller"] != 0.0 || !strings.Contains(l["zin"].(string), "te weinig") {
			t.Errorf("residents see %v", l)
		}
		if _, n := bewoner.List(toets + "/metingen"); n != 0 {
			t.Errorf("residents see %d metingen", n)
		}
		if a := bewoner.Do("GET", dicht, nil); a.Status != 403 {
			t.Errorf("residents see another toets: %d", a.Status)
		}
		w.g.maand(1, soortA, dagen("2026-03-01"), 9)
		w.naar(t, "2026-05-01")
		if l := bewoner.Get(m)["laatsteMeting"].(map[string]any); l["waarde"] == nil || l["n"].(float64) < 10 {
			t.Errorf("residents see %v", l)
		}
		if a := bewoner.Do("POST", toets+"/meten", nil); a.Status != 200 {
			t.Errorf("§1.1 a resident asks anew: %d %s", a.Status, a.Body)
		}
		if a := bewoner.Do("POST", dicht+"/meten", nil); a.Status != 403 {
			t.Errorf("§1.1 of what is not openbaar: %d", a.Status)
		}
	})
}

// Two processes on one database measure each toets once.
func TestTweeMeten(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, dagen("2026-01-20"), 8)
		toetsen := []string{w.opTijd(), w.opTijd("naam", "Nog een"), w.opTijd("naam", "En nog een")}
		ander := transitie.NewMotor(kit.Start(t, w.DB).Site, func(transitie.Verbinding) (transitie.Bron, error) { return w.g, nil })
		var jobs sync.WaitGroup
		for _, m := range []*transitie.Motor{w.motor, ander, w.motor, ander} {
			jobs.Go(func() {
				if err := m.Ronde(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		jobs.Wait()
		w.ronde(t)
		for _, toets := range toetsen {
			if list, n := w.Root.List(toets + "/metingen"); n != 1 {
				t.Errorf("%d metingen: %v", n, list)
			}
		}
	})
}
