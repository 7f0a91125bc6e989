package verhaal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// tegelijk: sixteen clients change sixteen members of one zaak at the same moment. None may undo what another did, and the
// audit trail is one chain in which each begins where the one before it ended.
func (v *verhaal) tegelijk() {
	zaak := v.makes(v.behandelaar, "drukke zaak", zaken+"/zaken", v.nieuweZaak("vertrouwelijkheidaanduiding", "intern"))
	members := map[string]any{
		"omschrijving": "anders", "toelichting": "uitleg", "startdatum": "2024-01-16", "registratiedatum": "2024-01-17",
		"einddatumGepland": "2024-06-01", "uiterlijkeEinddatumAfdoening": "2024-07-01", "publicatiedatum": "2024-05-01", "betalingsindicatie": "geheel",
		"zaakgeometrie": map[string]any{"type": "Point", "coordinates": []float64{5.5, 52.5}}, "archiefnominatie": "vernietigen",
		"archiefactiedatum": "2030-01-01", "opdrachtgevendeOrganisatie": "123456782", "verantwoordelijkeOrganisatie": "245122461",
		"vertrouwelijkheidaanduiding": "openbaar", "opschorting": map[string]any{"indicatie": true, "reden": "wacht"}, "kenmerken": []any{map[string]any{"kenmerk": "K1", "bron": "archief"}},
	}
	var wg sync.WaitGroup
	for name, value := range members {
		wg.Go(func() {
			if a := v.behandelaar.Do("PATCH", zaak, map[string]any{name: value}); a.Status != http.StatusOK {
				v.Errorf("PATCH of %s: %d %s", name, a.Status, a.Body)
			}
		})
	}
	wg.Wait()
	got := v.behandelaar.Get(zaak)
	for name, value := range members {
		v.same(got, name, value)
	}
	v.keten(zaak, 1+len(members))
}

// keten says whether an audit trail of an object is a chain of so many lines.
func (v *verhaal) keten(url string, length int) {
	v.Helper()
	lines := v.trail(url)
	if len(lines) != length {
		v.Errorf("%d lines in the audit trail, want %d", len(lines), length)
	}
	for i := 1; i < len(lines); i++ {
		if !bytes.Equal(lines[i].Wijzigingen.Oud, lines[i-1].Wijzigingen.Nieuw) {
			v.Errorf("line %d begins with\n%s\nwhere the one before it ended with\n%s", i, lines[i].Wijzigingen.Oud, lines[i-1].Wijzigingen.Nieuw)
		}
	}
}

// eenWint: of those who write the same version, one is heard and the others learn that they were too late.
func (v *verhaal) eenWint() {
	zaak := v.made["drukke zaak"]
	for round := range 6 {
		tag := v.behandelaar.Do("GET", zaak, nil).Header.Get("ETag")
		var mu sync.Mutex
		var wg sync.WaitGroup
		answers := map[int][]string{}
		for i := range 8 {
			wg.Go(func() {
				text := fmt.Sprintf("ronde %d van %d", round, i)
				a := v.behandelaar.Do("PATCH", zaak, map[string]any{"toelichting": text}, "If-Match", tag)
				mu.Lock()
				defer mu.Unlock()
				answers[a.Status] = append(answers[a.Status], text)
			})
		}
		wg.Wait()
		if len(answers[200]) != 1 || len(answers[412]) != 7 {
			v.Fatalf("round %d: %v, want one 200 and seven 412", round, answers)
		}
		v.same(v.behandelaar.Get(zaak), "toelichting", answers[200][0])
	}
	v.keten(zaak, 17+6)
}

// stroomuitval: what was answered is kept, also when the program is killed in that same moment, and is told afterwards.
func (v *verhaal) stroomuitval() {
	zaak := v.made["drukke zaak"]
	for round := range 3 {
		text := fmt.Sprintf("net voor de storing %d", round)
		if a := v.behandelaar.Do("PATCH", zaak, map[string]any{"toelichting": text}); a.Status != 200 {
			v.Fatalf("PATCH: %d %s", a.Status, a.Body)
		}
		v.meent.Kill(v.T)
		v.meent.Serve(v.T)
		v.same(v.behandelaar.Get(zaak), "toelichting", text)
		lines := v.trail(zaak)
		var last map[string]any
		if err := json.Unmarshal(lines[len(lines)-1].Wijzigingen.Nieuw, &last); err != nil {
			v.Fatal(err)
		}
		v.same(last, "toelichting", text)
	}
	v.keten(zaak, 17+6+3)
	told := v.abonnee.await(func(heard []bericht) bool {
		n := 0
		for _, b := range heard {
			if b.HoofdObject == zaak {
				n++
			}
		}
		return n >= 17+6+3 // more when it was killed between telling and noting that it told
	})
	if !told {
		v.Error("after the power came back not all changes have been told")
	}
}

// wacht waits until a condition holds, for what the program does in its own time.
func wacht(holds func() bool) bool {
	for patience := time.Now().Add(20 * time.Second); time.Now().Before(patience); time.Sleep(50 * time.Millisecond) {
		if holds() {
			return true
		}
	}
	return false
}
