package main

import (
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"time"

	"meent/proces/voorbeeld"
)

// The figures of the demo, counted a second time by hand: DV2 and DV9 of one zaaktype with plain SQL over the tables of the Zaken API, which know
// nothing of the projection and of package maat.
func TestCijfersMetDeHandDV2DV9(t *testing.T) {
	runMeter(t, func(t *testing.T, m *meter, _ *ander) {
		err := voorbeeld.Vul(t.Context(), voorbeeld.Opdracht{Client: m.p.client("root", "geheim"), Zaken: 80, Nu: m.klok.Nu, Meld: func(string) {}})
		if err != nil {
			t.Fatal(err)
		}
		m.Root.Make(tra+"/registers", map[string]any{"naam": "Deze Meent", "eigen": true, "perSeconde": 200})
		m.ronde(t)
		dv2s, dv9s := 0, 0
		zaaktypen, _ := m.Root.List(ztc + "/zaaktypen")
		for _, z := range zaaktypen {
			soort := z["url"].(string)
			name := z["identificatie"].(string)
			part := map[string]any{"zaaktypen": []string{name}}
			dv2 := m.Root.Make(tra+"/maten", map[string]any{"naam": "Op tijd: " + name, "sonde": "zgw.binnenTermijn", "minN": 10, "parameters": part})["url"].(string)
			dv9 := m.Root.Make(tra+"/maten", map[string]any{"naam": "Achterstand: " + name, "sonde": "zgw.achterstand", "parameters": part})["url"].(string)
			m.ronde(t)
			term := termijn(t, fmt.Sprint(z["doorlooptijd"]), m.DB.Postgres())
			of := " from zaken z where zaaktype = (select id from zaaktypen where uuid = '" + soort[len(soort)-36:] + "')"
			day := m.klok.Nu().UTC()
			today, from, until := day.Format(time.DateOnly), day.AddDate(0, -3, 0).Format(time.DateOnly), day.AddDate(0, 0, -1).Format(time.DateOnly)

			window := fmt.Sprintf(" and startdatum <= '%s' and %s between '%s' and '%s' and (einddatum is null or einddatum >= startdatum)", today, term, from, until)
			n := m.feit(t, "select count(*)"+of+window)
			inTime := m.feit(t, "select count(*)"+of+window+" and einddatum <= "+term)
			l := m.Root.Get(dv2)["laatste"].(map[string]any)
			if l["n"] != float64(n) || l["teller"] != float64(inTime) || n < 10 != (l["waarde"] == nil) {
				t.Errorf("DV2 of %s: %v of %v makes %v, by hand %d of %d", name, l["teller"], l["n"], l["waarde"], inTime, n)
			}
			if n > inTime && inTime > 0 {
				dv2s++
			}

			open := fmt.Sprintf(" and startdatum <= '%s' and (einddatum is null or einddatum > '%s')", today, today)
			late := m.feit(t, "select count(*)"+of+open+" and "+term+" < '"+today+"'")
			all := m.feit(t, "select count(*)"+of+open)
			l = m.Root.Get(dv9)["laatste"].(map[string]any)
			if all > 0 && (l["waarde"] != float64(late) || l["n"] != float64(all)) {
				t.Errorf("DV9 of %s: %v of %v open, by hand %d of %d", name, l["waarde"], l["n"], late, all)
			}
			if late > 0 {
				dv9s++
			}
		}
		if dv2s < 2 || dv9s < 2 {
			t.Errorf("%d and %d figures say something", dv2s, dv9s)
		}
	})
}

// termijn is the day on which a zaak must be done, in SQL: the one it has, else so many days after it began.
func termijn(t *testing.T, doorlooptijd string, postgres bool) string {
	t.Helper()
	p := regexp.MustCompile(`^P(\d+)([DW])$`).FindStringSubmatch(doorlooptijd)
	if p == nil {
		t.Fatalf("a doorlooptijd of %s", doorlooptijd)
	}
	days, _ := strconv.Atoi(p[1])
	if p[2] == "W" {
		days *= 7
	}
	if postgres {
		return fmt.Sprintf("coalesce(uiterlijke_einddatum, to_char(startdatum::date + %d, 'YYYY-MM-DD'))", days)
	}
	return fmt.Sprintf("coalesce(uiterlijke_einddatum, date(startdatum, '+%d days'))", days)
}
