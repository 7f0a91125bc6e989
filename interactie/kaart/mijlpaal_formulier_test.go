package kaart_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// R8: a milestone is made as a sentence, its bar is moved with a reason, and that stays to be seen; an exemption is approved by another.
func TestMijlpaalFormulier(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		zaken := metZaken(w)
		b, secretaris := w.als("programmamanager", ""), w.als("secretaris", "")
		b.doet(t, "/kaart/inrichting/registers/nieuw", elders(), 200)
		zaken.Ronde()
		b.doet(t, "/kaart/mijlpalen/nieuw", url.Values{"zaaktype": {"KAP"}, "procent": {"80"}, "norm": {"wettelijk"}}, 200, "Kapvergunning: 80 % binnen 8 weken", "De mijlpaal staat er")
		zaken.Ronde()
		list, _ := w.Root.List(api + "/mijlpalen")
		m := "/kaart/mijlpalen/" + list[0]["uuid"].(string)
		text := b.ziet(t, m+"/wijzigen", []string{"De toetsen", "Verplicht", "Toets toevoegen", "Laten vervallen"}, []string{"Laten meten"})
		toets := regexp.MustCompile(`/kaart/toetsen/[0-9a-f-]+`).FindString(text)
		b.doet(t, m+"/wijzigen", url.Values{"titel": {"Kappen: 80 %"}, "van": {"2027-Q1"}, "versie": {versieIn(t, b, m+"/wijzigen")}}, 422, "Kies allebei de kwartalen")
		b.doet(t, m+"/wijzigen", url.Values{"titel": {"Kappen: 80 %"}, "van": {"2027-Q1"}, "tot": {"2027-Q2"}, "openbaar": {"ja"}, "versie": {versieIn(t, b, m+"/wijzigen")}}, 200, "Kappen: 80 %", "eerste kwartaal van 2027")

		q := url.Values{"naam": {"Kappen"}, "sonde": {"zgw.binnenTermijn"}, "zaaktypen": {"KAP"}, "lat": {"70"}, "norm": {"wettelijk"}, "venster": {"3"}, "duur": {"2"}, "minN": {"50"}, "versie": {versieIn(t, b, toets+"/wijzigen")}}
		b.ziet(t, toets+"/wijzigen", []string{"Met deze toets is al gemeten", "lat verlegd", `value="80"`}, nil)
		// Who changes something else does not change what is counted, also when a zaaktype is small by now.
		registers, _ := w.Root.List(api + "/registers")
		small := registers[len(registers)-1]["url"].(string)
		w.Root.Do("PATCH", small, map[string]any{"kleineZaaktypen": []string{"KAP"}})
		b.ziet(t, toets+"/wijzigen", []string{`value="KAP" checked`}, nil)
		b.ziet(t, "/kaart/mijlpalen/nieuw", nil, []string{`value="KAP"`})
		w.Root.Do("PATCH", small, map[string]any{"kleineZaaktypen": []string{}})
		b.doet(t, m+"/meten", url.Values{"toets": {"\x00<x> y"}}, 404)
		b.doet(t, toets+"/wijzigen", q, 422, "Schrijf op waarom hij verandert")
		q.Set("reden", "De wet is veranderd.")
		b.doet(t, toets+"/wijzigen", q, 200, "De lat is verlegd", "De wet is veranderd.")

		b.doet(t, toets+"/vrijstelling", url.Values{"reden": {"Nieuw systeem"}, "tot": {"1-1-2099"}}, 422, "hoogstens 90 dagen")
		b.doet(t, toets+"/vrijstelling", url.Values{"reden": {"Nieuw systeem"}, "tot": {w.nu().AddDate(0, 1, 0).Format("02-01-2006")}}, 200, "De vraag ligt bij de secretaris")
		found, _ := w.Root.List(api + "/vrijstellingen")
		v := "/kaart/vrijstellingen/" + found[0]["uuid"].(string)
		b.ziet(t, v, []string{"Vrijstelling gevraagd", "Nieuw systeem", "Intrekken"}, []string{"Goedkeuren"})
		secretaris.ziet(t, v, []string{"Goedkeuren", "Afwijzen"}, nil)
		b.doet(t, v+"/naar/goedgekeurd", url.Values{}, 422, "kan alleen")
		secretaris.doet(t, v+"/naar/goedgekeurd", url.Values{}, 200, "De vrijstelling is goedgekeurd")

		b.doet(t, m+"/toets", url.Values{"naam": {"Snel"}, "sonde": {"zgw.doorlooptijd"}, "lat": {"40"}, "deel": {"p80"}, "venster": {"3"}, "duur": {"2"}, "minN": {"50"}, "rol": {"ondersteunend"}}, 200, "De toets hoort bij de mijlpaal", "acht van de tien")
		b.doet(t, m+"/naar/vervallen", url.Values{}, 422, "Vul in: Waarom vervalt hij?")
		b.doet(t, m+"/naar/vervallen", url.Values{"reden": {"Samengevoegd"}}, 200, "De mijlpaal is vervallen")
		secretaris.doet(t, m+"/wijzigen", url.Values{"titel": {"x"}}, 403)
	})
}

// §10.1, R1, R2: people attest beside what is measured; two of two layers, and it counts for nothing.
func TestVerklaring(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		zaken := metZaken(w)
		b, secretaris := w.als("programmamanager", ""), w.als("secretaris", "")
		b.doet(t, "/kaart/inrichting/registers/nieuw", elders(), 200)
		zaken.Ronde()
		b.doet(t, "/kaart/mijlpalen/nieuw", url.Values{"zaaktype": {"KAP"}, "procent": {"80"}, "norm": {"wettelijk"}}, 200)
		list, _ := w.Root.List(api + "/mijlpalen")
		m := "/kaart/mijlpalen/" + list[0]["uuid"].(string)
		b.doet(t, m+"/verklaring", url.Values{}, 422, "Vul in: Wat moeten mensen kunnen verklaren?")
		text := b.doet(t, m+"/verklaring", url.Values{"naam": {"Wij bellen in plaats van te schrijven"}}, 200, "Wat mensen verklaren", "Twee mensen uit twee lagen")
		pad := regexp.MustCompile(`/kaart/toetsen/[0-9a-f-]+/verklaren`).FindString(text)
		zegt := url.Values{"tekst": {"Ik hoor het <b>elke dag</b>."}, "tot": {w.nu().AddDate(0, 3, 0).Format("02-01-2006")}}

		w.als("raadslid", "").ziet(t, m, []string{"Wat mensen verklaren"}, []string{pad})
		w.als("raadslid", "").doet(t, pad, zegt, 422, "kan alleen", "Ik hoor het")
		b.doet(t, pad, zegt, 422, "in welke laag van de organisatie je werkt", "Ik hoor het")
		an, cas := w.alsLaag("medewerker", "basis"), w.alsLaag("directeur", "topmanagement")
		an.doet(t, pad, url.Values{"tekst": {"x"}, "tot": {w.nu().AddDate(2, 0, 0).Format("02-01-2006")}}, 422, "hoogstens een jaar")
		an.doet(t, pad, zegt, 200, "Je verklaring staat erbij", "Ongedaan maken", "&lt;b&gt;elke dag", "Er is nog iemand uit een andere laag nodig", "Mijn verklaring intrekken")
		cas.doet(t, pad, zegt, 200, "Ook verklaard, door mensen uit twee lagen", "Proef directeur (laag: directie), tot en met")
		zaken.Ronde()
		if list, _ = w.Root.List(api + "/mijlpalen"); list[0]["teltMee"] != false || list[0]["verklaard"] == nil {
			t.Errorf("R1 R2: %v, %v", list[0]["teltMee"], list[0]["verklaard"])
		}
		an.doet(t, pad+"/terug", url.Values{}, 200, "Je verklaring is ingetrokken", "Ongedaan maken")
		b.ziet(t, m+"/wijzigen", []string{"Een verklaring: telt niet voor de mijlpaal"}, nil)
		toets := strings.TrimSuffix(pad, "/verklaren")
		b.doet(t, toets+"/wijzigen", url.Values{"naam": {"Wij bellen eerst"}}, 200, "Wij bellen eerst")

		secretaris.ziet(t, m, []string{"Uitspraak doen"}, nil)
		over := "mijlpalen/" + list[0]["uuid"].(string)
		secretaris.doet(t, "/kaart/uitspraken/nieuw?over="+over, url.Values{"over": {over}, "tekst": {"Dit is mijn belofte."}, "verwijzing": {"Begroting, regel 3"}, "zichtbaarheid": {"eigen"}}, 200)
		b.ziet(t, m, []string{"Wat de top erover zegt", "Dit is mijn belofte.", "Begroting, regel 3"}, []string{"Uitspraak doen"})
	})
}
