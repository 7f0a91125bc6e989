package transitie_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/audit"
	"meent/diensten/transitie"
	"meent/proef/kit"
)

// regel is the uuid of a line by its place.
func (w *wereld) regel(t *testing.T, plaats int) (uuid string) {
	t.Helper()
	err := w.DB.View(t.Context(), func(tx data.Tx) error {
		row, err := tx.One("select uuid from audit where plaats = $1", int64(plaats))
		if err == nil {
			uuid = row.Text(0)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return uuid
}

// §13: a line of the logboek that was changed, is gone, came in or changed places is found, and the first of them is named.
func TestLogboekGebroken(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		for i := range 7 { // 10 lines, with two teams and a step
			w.maak("stappen", "titel", fmt.Sprint("Stap ", i))
		}
		w.Root.Make("/catalogi/api/v1/catalogussen", kit.Catalogus()) // another register is not in it
		goed := w.Root.Get(root + "/logboek")
		if goed["klopt"] != true || goed["regels"] != 10.0 || goed["breuk"] != nil || !strings.Contains(goed["melding"].(string), "tot en met 24-11-2026 13:00 (10 regels)") {
			t.Fatalf("§13: %v", goed)
		}
		kenmerk := goed["kenmerk"].(string)
		const alles = "id, uuid, hoofd, resource, body, gemaakt, keten, plaats, digest"
		insert := func(uuid, bron, hoofd, plaats string) string {
			keten := "'transitie'"
			if plaats == "null" {
				keten = "null"
			}
			return fmt.Sprintf(`insert into audit (%s) select 900000, '%s', %s, resource, '{"uuid":"%s","bron":"%s"}', gemaakt, %s, %s, digest from audit where plaats = 3`, alles, uuid, hoofd, uuid, bron, keten, plaats)
		}
		const vreemd = "11111111-2222-4333-8444-555555555555"
		anders := "Deze regel is veranderd, of hij sluit niet aan op de regel ervoor."
		bijgezet := "Deze regel is er buiten Meent om bij gezet."
		for _, test := range []struct {
			name   string
			change []string
			regel  int
			uuid   string
			why    string
		}{
			{"one byte of what was written", []string{`update audit set body = replace(body, 'Stap 1', 'Stap 7') where plaats = 5`}, 5, w.regel(t, 5), anders},
			{"one byte of when", []string{`update audit set gemaakt = replace(gemaakt, '2026', '2025') where plaats = 4`}, 4, w.regel(t, 4), anders},
			{"of which object", []string{`update audit set hoofd = hoofd + 1 where plaats = 4`}, 4, w.regel(t, 4), anders},
			{"its place in the trail", []string{`update audit set id = 900001 where plaats = 4`}, 4, w.regel(t, 4), anders},
			{"what kind", []string{`update audit set resource = 'kans' where plaats = 10`}, 10, w.regel(t, 10), anders},
			{"one removed", []string{`delete from audit where plaats = 6`}, 6, "", "Deze regel is weg."},
			{"one removed, the rest moved up", []string{`delete from audit where plaats = 6`, `update audit set plaats = -plaats where plaats > 6`, `update audit set plaats = -plaats - 1 where plaats < 0`}, 6, w.regel(t, 7), anders},
			{"the first removed", []string{`delete from audit where plaats = 1`}, 1, "", "Deze regel is weg."},
			{"the last removed", []string{`delete from audit where plaats = 10`}, 10, "", "De regels vanaf hier ontbreken."},
			{"all removed", []string{`delete from audit where keten is not null`}, 1, "", "De regels vanaf hier ontbreken."},
			{"two swapped", []string{`update audit set plaats = -1 where plaats = 7`, `update audit set plaats = 7 where plaats = 8`, `update audit set plaats = 8 where plaats = -1`}, 7, w.regel(t, 8), anders},
			{"the words of two swapped", []string{`create table ruil as select plaats, body from audit where plaats in (7, 8)`, `update audit set body = (select body from ruil where ruil.plaats = 15 - audit.plaats) where plaats in (7, 8)`, `drop table ruil`}, 7, w.regel(t, 7), anders},
			{"one put in between", []string{`update audit set plaats = -plaats where plaats > 6`, `update audit set plaats = -plaats + 1 where plaats < 0`, insert(vreemd, "transitie", "hoofd", "7")}, 7, vreemd, anders},
			{"one put behind", []string{insert(vreemd, "transitie", "hoofd", "11")}, 11, vreemd, anders},
			{"one beside it", []string{insert(vreemd, "transitie", "1", "null")}, 0, vreemd, bijgezet},
			{"one beside it that says it is another register's", []string{insert(vreemd, "zrc", "hoofd", "null")}, 0, vreemd, bijgezet},
			{"one taken out of it", []string{`update audit set keten = null where plaats = 10`}, 10, "", "De regels vanaf hier ontbreken."},
			{"an earlier end", []string{`delete from audit where plaats = 10`, `update ketens set plaats = 9`}, 10, "", "De regels vanaf hier ontbreken."},
			{"another end", []string{`update ketens set digest = ''`}, 11, "", "De regels vanaf hier ontbreken."},
		} {
			w.SQL(append([]string{"create table kopie as select * from audit", "create table einde as select * from ketens"}, test.change...)...)
			got := w.Root.Get(root + "/logboek")
			b, _ := got["breuk"].(map[string]any)
			if got["klopt"] != false || b["regel"] != float64(test.regel) || b["uuid"] != test.uuid || b["waarom"] != test.why || !strings.HasPrefix(got["melding"].(string), "Het logboek is gebroken bij ") {
				t.Errorf("%s: %v, want line %d %s: %s", test.name, got, test.regel, test.uuid, test.why)
			}
			w.SQL("delete from audit", "insert into audit ("+alles+") select "+alles+" from kopie", "drop table kopie", "delete from ketens", "insert into ketens select * from einde", "drop table einde")
			if again := w.Root.Get(root + "/logboek"); again["klopt"] != true || again["kenmerk"] != kenmerk {
				t.Fatalf("put back after %s: %v", test.name, again)
			}
		}
		w.herketend(t, kenmerk)
	})
}

// herketend: who makes the whole chain anew is found by an end that was kept elsewhere. It is also how lines from before there was a
// logboek are hung on it.
func (w *wereld) herketend(t *testing.T, kenmerk string) {
	t.Helper()
	eerder := "10:" + kenmerk
	check := func(want string) {
		t.Helper()
		l, err := transitie.Controleer(t.Context(), w.DB, eerder)
		if err != nil || !strings.Contains(l.Melding, want) {
			t.Errorf("%v %v, want %s", l, err, want)
		}
	}
	check("klopt")
	w.maak("stappen", "titel", "Later")
	check("klopt")
	w.SQL(`update audit set body = replace(body, 'Stap 1', 'Stap 7') where plaats = 5`, `update audit set keten = null, plaats = null, digest = null`, `update ketens set plaats = 0, digest = '', sinds = ''`)
	if l, err := transitie.Controleer(t.Context(), w.DB, ""); err != nil || !l.Klopt || l.Melding != "Het logboek begint bij de eerstvolgende wijziging." {
		t.Errorf("before anything was hung: %v %v", l, err)
	}
	check("nu is het logboek leeg")
	w.verder.Add(int64(24 * time.Hour))
	w.maak("stappen", "titel", "Nog later")
	if l, err := transitie.Controleer(t.Context(), w.DB, ""); err != nil || !l.Klopt || l.Regels != 12 || !strings.HasPrefix(string(l.Sinds), "2026-11-25") {
		t.Errorf("what lay there is hung on it from that day: %v %v", l, err)
	}
	check("het is opnieuw gemaakt")
	if _, err := transitie.Controleer(t.Context(), w.DB, "tien"); err == nil {
		t.Error("an end that is none is taken")
	}
}

// §13: writers at once keep one chain, and an object that is gone keeps its lines on it.
func TestLogboekSamen(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		const schrijvers, ieder = 20, 6
		stap := w.maak("stappen", "titel", "Van allen")
		var wg sync.WaitGroup
		for i := range schrijvers {
			wg.Go(func() {
				for n := range ieder {
					titel := fmt.Sprint("Stap ", i, ".", n)
					if a := w.Root.Do("POST", root+"/stappen", velden("titel", titel)); a.Status != 201 {
						t.Errorf("%d %s", a.Status, a.Body)
					}
					if a := w.Root.Do("PATCH", stap, velden("waarom", titel)); a.Status != 200 {
						t.Errorf("%d %s", a.Status, a.Body)
					}
				}
			})
		}
		wg.Wait()
		regels := 4 + 2*schrijvers*ieder
		if got := w.Root.Get(root + "/logboek"); got["klopt"] != true || got["regels"] != float64(regels) {
			t.Fatalf("%v, want %d lines", got, regels)
		}
		if a := w.Root.Do("DELETE", stap, nil); a.Status != 204 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if got := w.Root.Get(root + "/logboek"); got["klopt"] != true || got["regels"] != float64(regels+1) {
			t.Errorf("a step is gone: %v", got)
		}
		w.SQL(fmt.Sprintf("delete from audit where hoofd = (select hoofd from audit where plaats = %d)", regels+1))
		if got := w.Root.Get(root + "/logboek"); got["klopt"] != false || got["breuk"].(map[string]any)["regel"] != 4.0 {
			t.Errorf("its lines went: %v", got)
		}
	})
}

// §13: a write that is refused leaves no line, and many in one transaction leave one each.
func TestLogboekImport(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		was := w.Root.Get(root + "/logboek")["regels"].(float64)
		if a := w.Root.Do("POST", root+"/stappen", velden("titel", "")); a.Status != 400 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if got := w.Root.Get(root + "/logboek"); got["klopt"] != true || got["regels"] != was {
			t.Errorf("a refused write: %v", got)
		}
		imp := w.leesIn(w.Root, 201, "soort", "stappen", "inhoud", "titel\nEen\nTwee\nDrie\n")
		if got := w.Root.Get(root + "/logboek"); got["klopt"] != true || got["regels"].(float64) < was+3 {
			t.Errorf("an import: %v", got)
		}
		if a := w.Root.Do("POST", imp["url"].(string)+"/ongedaan", nil); a.Status != 200 || strings.Contains(string(a.Body), "Twee") {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if got := w.Root.Get(root + "/logboek"); got["klopt"] != true {
			t.Errorf("undone: %v", got)
		}
	})
}

// §1.1: who may see the logboek.
func TestLogboekRechten(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		for _, rol := range rollen {
			want := map[bool]int{true: 200, false: 403}[staatIn(collegas+"beheerder", rol)]
			if a := w.als(rol).Do("GET", root+"/logboek", nil); a.Status != want {
				t.Errorf("§1.1 %s: %d, want %d: %s", rol, a.Status, want, a.Body)
			}
		}
		publiek := w.With("publiek", map[string]any{"component": "transitie", "scopes": []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding": "openbaar"})
		w.Cases(t, []kit.Case{
			{Name: "a program that sees what is openbaar", As: publiek, Method: "GET", Path: root + "/logboek", Status: 403},
			{Name: "nobody", As: w.Anonymous(), Method: "GET", Path: root + "/logboek", Status: 403},
			{Name: "a question it does not know", Method: "GET", Path: root + "/logboek?van=1", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
		})
	})
}

// BenchmarkLogboek writes a step, alone and with sixteen at once, with the chain and without, in turns in one run: x is how much longer
// it takes. Then it checks a hundred thousand lines.
func BenchmarkLogboek(b *testing.B) {
	for _, kind := range datatest.Kinds {
		for _, tegelijk := range []int{1, 16} {
			b.Run(fmt.Sprint(kind, "-", tegelijk), func(b *testing.B) {
				s := kit.Start(b, datatest.Open(b, kind))
				api := s.APIs()[len(s.APIs())-1]
				w := &wereld{Server: s}
				stappen := make([]string, tegelijk)
				for i := range stappen {
					stappen[i] = w.maak("stappen", "titel", fmt.Sprint("Stap ", i))
				}
				var took [2]time.Duration
				n := 0
				for b.Loop() {
					for met := range took {
						api.Logboek = met == 1
						start := time.Now()
						var wg sync.WaitGroup
						for _, stap := range stappen {
							wg.Go(func() {
								for i := range 25 {
									if a := s.Root.Do("PATCH", stap, velden("waarom", fmt.Sprint(n, met, i))); a.Status != 200 {
										b.Errorf("%d %s", a.Status, a.Body)
									}
								}
							})
						}
						wg.Wait()
						took[met] += time.Since(start)
					}
					n += 25 * tegelijk
				}
				api.Logboek = true
				for met, naam := range []string{"zonder", "met"} {
					b.ReportMetric(float64(n)/took[met].Seconds(), naam+"/s")
				}
				b.ReportMetric(took[1].Seconds()/took[0].Seconds(), "x")
			})
		}
		b.Run(kind+"-controle", func(b *testing.B) {
			const regels = 100_000
			s := kit.Start(b, datatest.Open(b, kind))
			w := &wereld{Server: s}
			w.maak("stappen", "titel", "De eerste")
			vul(b, s.DB, regels)
			for b.Loop() {
				if l, err := transitie.Controleer(b.Context(), s.DB, ""); err != nil || !l.Klopt || l.Regels != regels+1 {
					b.Fatal(l, err)
				}
			}
			b.ReportAllocs()
			b.ReportMetric(regels*float64(b.N)/b.Elapsed().Seconds(), "regels/s")
		})
	}
}

// vul writes lines on the chain, two thousand bytes each, of a thousand objects.
func vul(b *testing.B, db data.DB, n int) {
	b.Helper()
	text := strings.Repeat("x", 2000)
	for from := 0; from < n; from += 5000 {
		err := db.Update(b.Context(), func(tx data.Tx) error {
			lines := make([]audit.Line, 5000)
			for i := range lines {
				lines[i] = audit.Entry{Main: int64(1_000_000 + i%1000), Resource: "stap", Body: func(uuid string) []byte {
					return []byte(`{"uuid":"` + uuid + `","bron":"transitie","toelichting":"` + text + `"}`)
				}}.Line()
			}
			return audit.Append(tx, "transitie", lines)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
