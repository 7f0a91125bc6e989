package transitie_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie"
	"meent/diensten/transitie/bewijs"
	"meent/proef/kit"
)

func sleutel(t *testing.T, n byte) *rest.Keys {
	t.Helper()
	keys, err := rest.NewKeys(bytes.Repeat([]byte{n}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// §2.1, §10.2: when the file with the key is gone nothing breaks and nothing is lost but the secrets, which the page asks for again. A new key goes
// on with the chain once the administrator takes it in use, and everybody can see that.
func TestSleutelKwijt2_1(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		own := w.maak("organisaties", "naam", "Gemeente Voorbeeld", "eigen", true)
		for i := range 3 {
			w.g.maand(i, soortA, dagen(fmt.Sprintf("2026-0%d-01", i+1)), 9)
		}
		toets := w.opTijd()
		m := w.mijlpaal(t, toets)
		w.naar(t, "2026-03-09")
		_, before := w.Root.List(toets + "/metingen")
		first := w.Root.Get(own)["sleutels"].([]any)
		if len(first) != 1 || first[0].(map[string]any)["overdracht"] != "eerste" {
			t.Fatalf("the first key: %v", first)
		}
		oud := w.Site.Keys

		w.Site.Keys = sleutel(t, 2)
		registers, _ := w.Root.List(root + "/registers")
		register := registers[0]["url"].(string)
		w.naar(t, "2026-03-17")
		if s := w.Root.Get(register + "/stand"); !strings.Contains(fmt.Sprint(s["fout"]), "vul het secret opnieuw in") {
			t.Errorf("the register says %q", s["fout"])
		}
		api := velden("baseUrl", "https://register.example/api", "clientId", "x")
		w.Cases(t, []kit.Case{
			{Name: "a secret that is lost is asked for", Method: "PATCH", Path: register, Body: velden("naam", "Zaken"), Status: 400, Faults: []string{"catalogi.secret required", "zaken.secret required"}},
			{Name: "and so with the same address", Method: "PATCH", Path: register, Body: velden("zaken", api, "catalogi", api), Status: 400, Faults: []string{"catalogi.secret required", "zaken.secret required"}},
		})
		api["secret"] = "nieuw"
		w.Cases(t, []kit.Case{{Name: "given again", Method: "PATCH", Path: register, Body: velden("zaken", api, "catalogi", api), Status: 200, Audited: true}})
		w.ronde(t)
		if s := w.Root.Get(register + "/stand"); s["fout"] != "" {
			t.Errorf("read again: %q", s["fout"])
		}
		if x := w.Root.Get(toets); !strings.Contains(x["stilstand"].(string), "MEENT_SLEUTEL") {
			t.Errorf("the toets says %q", x["stilstand"])
		}
		if _, n := w.Root.List(toets + "/metingen"); n != before {
			t.Errorf("%d metingen, signed with a key that is nobody's", n)
		}

		neem := func(oud *rest.Keys, want string) {
			t.Helper()
			k, err := transitie.NeemSleutel(t.Context(), w.Site, oud)
			if (err != nil) != (want == "") || k.Overdracht != want {
				t.Errorf("taken in use: %q %v, want %q", k.Overdracht, err, want)
			}
		}
		neem(sleutel(t, 9), "") // not the one before
		neem(nil, "nood")
		neem(nil, "") // it is in use
		w.ronde(t)
		if x := w.Root.Get(toets); x["stilstand"] != "" {
			t.Errorf("after the new key: %q", x["stilstand"])
		}
		w.Site.Keys = sleutel(t, 3)
		neem(sleutel(t, 2), "overgedragen")
		w.Root.Do("PATCH", register, velden("zaken", api, "catalogi", api))
		w.naar(t, "2026-03-30")
		_, n := w.Root.List(toets + "/metingen")
		b := w.Root.Get(m + "/bewijs")
		melding := b["toetsen"].([]any)[0].(map[string]any)["melding"].(string)
		if n < before+2 || b["klopt"] != true || len(b["sleutels"].([]any)) != 3 || !strings.Contains(melding, "omdat de vorige kwijt was") {
			t.Errorf("%d metingen, %v: %s; keys %v", n, b["klopt"], melding, b["sleutels"])
		}
		keys := w.Root.Get(own)["sleutels"].([]any)
		if len(keys) != 3 || keys[0].(map[string]any)["tot"] == nil || keys[2].(map[string]any)["tot"] != nil {
			t.Errorf("keys of the organisation: %v", keys)
		}
		if n := w.gebeurd("sleutel.vervangen"); n != 2 {
			t.Errorf("told %d times", n)
		}

		// Who checks it elsewhere has to be told of the key that nobody signed for.
		text := w.Root.Do("GET", toets+"/keten", nil).Body
		id := func(i int) string { return keys[i].(map[string]any)["id"].(string) }
		head := w.Root.Get(toets)["kop"].(string)
		if _, err := bewijs.Lees(text, id(0), head); err == nil {
			t.Error("a key that took over by itself is believed")
		}
		if _, err := bewijs.Lees(text, id(0), head, id(1)); err != nil {
			t.Errorf("told of it: %v", err)
		}
		w.Site.Keys = oud
		neem(nil, "") // a key that was replaced does not come back
		w.naar(t, "2026-04-10")
		if _, again := w.Root.List(toets + "/metingen"); again != n {
			t.Error("an old key signed")
		}
	})
}

// R6, decision 0049: a figure of a maat is what the projection says. What somebody wrote in the database by hand is measured again in the next round,
// and the figure is the same as before.
func TestMaatIsWatDeProjectieZegtR6(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, dagen("2026-01-10"), 9)
		maat := w.maak("maten", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "minN", 10)
		w.ronde(t)
		figures := func() string {
			l := w.Root.Get(maat)["laatste"].(map[string]any)
			delete(l, "gemetenOp")
			return fmt.Sprint(l, string(w.Root.Do("GET", maat+"/reeks", nil).Body))
		}
		want := figures()
		for _, by := range []string{
			`update maat_reeksen set reeks = replace(reeks, '"teller":', '"teller":1')`,
			`update maten set body = replace(body, '"teller":', '"teller":1')`,
			`update maat_reeksen set afdruk = 'x'`,
		} {
			err := w.DB.Update(t.Context(), func(tx data.Tx) error {
				tx.Changed("maten")
				return tx.Exec(by)
			})
			if err != nil {
				t.Fatal(err)
			}
			w.ronde(t)
			if got := figures(); got != want {
				t.Errorf("%s\n%s\nwant\n%s", by, got, want)
			}
		}
		woken, wake := 0, w.Site.Wake
		w.Site.Wake = func() { woken++; wake() }
		w.ronde(t)
		if w.Site.Wake = wake; woken != 0 {
			t.Errorf("a round in which nothing changed wrote %d times", woken)
		}
	})
}
