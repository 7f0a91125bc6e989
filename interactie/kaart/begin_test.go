package kaart_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"meent/proef/kit"
)

// metZaken is a municipality with cases in a register of another supplier.
func metZaken(w *wereld) *kit.Zaaksysteem {
	w.t.Helper()
	z := w.Zaaksysteem()
	z.Vul(w.nu())
	return z
}

// elders are the answers of who fills in the registers of another supplier.
func elders(more ...string) url.Values {
	q := url.Values{"naam": {"Zaaksysteem"}, "gelijktijdig": {"2"}, "perSeconde": {"50"}}
	for _, api := range []string{"zaken", "catalogi"} {
		q.Set(api+".baseUrl", "https://register.example/"+api+"/api/v1")
		q.Set(api+".clientId", "meent")
		q.Set(api+".secret", "heel geheim")
	}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return q
}

// On an empty municipality the start is walked from end to end; after each step it is known where one was.
func TestBegin(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		zaken := metZaken(w)
		b := w.als("programmamanager", "")
		b.ziet(t, "/kaart/begin", []string{"Begin met een doel en twee cijfers", "0 van de 6 gedaan", `href="/kaart/begin/gemeente">Begin<`}, nil)

		b.ziet(t, "/kaart/begin/gemeente?zoek=zwolle", []string{"Zwolle", "Dit zijn wij", "inwoners"}, nil)
		b.ziet(t, "/kaart/begin/gemeente?zoek=bestaatniet", []string{"Geen gemeente gevonden"}, nil)
		b.ziet(t, "/kaart/begin/gemeente?zoek=", []string{"Er is niets ingevuld."}, []string{"Geen gemeente gevonden"})
		b.doet(t, "/kaart/begin/gemeente", url.Values{"code": {"GM0193"}}, 200, "Waar staan de zaken?", "Stap 2 van 6")
		own := w.Root.Get(api + "/organisaties?eigen=true")
		if results, _ := own["results"].([]any); len(results) != 1 || results[0].(map[string]any)["naam"] != "Zwolle" {
			t.Errorf("the own organisation is %v", own)
		}

		b.doet(t, "/kaart/begin/registers", url.Values{"waar": {"elders"}}, 200, "Registers van een andere leverancier")
		b.doet(t, "/kaart/inrichting/registers/nieuw", url.Values{"naam": {"Zaaksysteem"}, "begin": {"ja"}}, 422, "Vul in: Adres van de Zaken API", `value="Zaaksysteem"`)
		text := b.doet(t, "/kaart/inrichting/registers/nieuw", elders("begin", "ja"), 200, "De verbinding werkt", "1 van 1 zaaktypen", "Op tijd klaar", "elke nacht", `href="/kaart/begin/doel">Verder<`)
		if strings.Contains(text, "heel geheim") {
			t.Error("the secret is shown")
		}
		list, _ := w.Root.List(api + "/registers") // who mends what was wrong stays in the start
		register := "/kaart/inrichting/registers/" + list[0]["uuid"].(string)
		b.ziet(t, register+"/test?begin=ja", []string{register + `/wijzigen?begin=ja"`}, nil)
		b.ziet(t, register+"/wijzigen?begin=ja", []string{`name="begin" value="ja"`, `href="/kaart/begin/registers"`}, nil)
		b.doet(t, register+"/wijzigen", elders("begin", "ja", "versie", fmt.Sprint(list[0]["versie"])), 200, "De verbinding werkt", `href="/kaart/begin/doel">Verder<`)
		b.ziet(t, "/kaart/begin", []string{"2 van de 6 gedaan", `href="/kaart/begin/doel">Ga verder<`, "Zaaksysteem"}, nil)

		b.doet(t, "/kaart/begin/maten", url.Values{"maten": {"zgw.binnenTermijn", "zgw.doorlooptijd"}}, 200, "Schrijf eerst het doel op")
		b.doet(t, "/kaart/begin/doel", url.Values{"zin": {""}}, 422, "Vul in: Ons doel")
		b.doet(t, "/kaart/begin/doel", url.Values{"zin": {"Wie iets aanvraagt, krijgt op tijd antwoord."}, "voorInwoners": {"U hoort het op tijd."}}, 200, "Waaraan merken inwoners het?")
		b.doet(t, "/kaart/begin/maten", url.Values{"maten": {"zgw.binnenTermijn"}}, 422, "Kies ten minste twee maten")
		b.doet(t, "/kaart/begin/maten", url.Values{"maten": {"zgw.binnenTermijn", "zgw.doorlooptijd"}}, 200, "De cijfers komen eraan", "De zaken worden nog gelezen")
		resp, err := b.http.Get(w.web.URL + "/kaart/begin/cijfers")
		if err != nil || resp.Header.Get("Refresh") == "" {
			t.Errorf("the page does not refresh itself: %v %v", resp, err)
		}
		zaken.Ronde()
		zaken.Ronde()
		b.ziet(t, "/kaart/begin/cijfers", []string{"Zo staan jullie ervoor", "Geteld uit de zaken zelf", " van 184 zaken", "30 dagen", "1.000 zaken"}, []string{"komen eraan"})
		w.Root.Do("POST", api+"/registers/"+list[0]["uuid"].(string)+"/lezen", nil) // as a test that shows more does
		b.ziet(t, register, []string{"Het lezen begint zo", "Laat de pagina staan"}, []string{"Bijgewerkt"})
		zaken.Ronde()
		b.ziet(t, register, []string{"Bijgewerkt"}, []string{"Laat de pagina staan"})
		b.ziet(t, "/kaart/begin", []string{"4 van de 6 gedaan", `href="/kaart/begin/mijlpaal">Ga verder<`}, nil)

		b.ziet(t, "/kaart/begin/mijlpaal", []string{"Maak de zin af", "Kapvergunning (1.000 zaken)", "binnen"}, nil)
		b.doet(t, "/kaart/begin/mijlpaal", url.Values{"zaaktype": {"KAP"}, "procent": {"140"}, "norm": {"wettelijk"}}, 422, "van 1 tot en met 100", `value="140"`)
		b.doet(t, "/kaart/begin/mijlpaal", url.Values{"zaaktype": {"KAP"}, "procent": {"90"}, "norm": {"servicenorm"}}, 422, "geen servicenorm")
		b.doet(t, "/kaart/begin/mijlpaal", url.Values{"zaaktype": {"KAP"}, "procent": {"90"}, "norm": {"wettelijk"}}, 200, "Wat zijn de eerste stappen?")
		b.ziet(t, "/kaart/mijlpalen", []string{"Kapvergunning: 90 % binnen 8 weken"}, nil)
		b.doet(t, "/kaart/begin/stappen", url.Values{"titels": {"- Status online volgen\n\nBrieven in gewone taal\nbrieven in gewone taal\n"}}, 200, "Jullie zijn begonnen", "Er zijn 2 stappen bij gekomen", "Naar het Kompas")
		b.ziet(t, "/kaart", []string{"Wie iets aanvraagt, krijgt op tijd antwoord."}, nil)
	})
}

// Who may start is the programmamanager.
func TestBeginRollen(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		for _, rol := range []string{"medewerker", "teamleider", "secretaris", "raadslid", "beheerder"} {
			if status, _ := w.als(rol, "").haal("/kaart/begin"); status != http.StatusForbidden {
				t.Errorf("%s gets %d, want 403", rol, status)
			}
		}
		for rol, want := range map[string]int{"medewerker": 403, "teamleider": 403, "programmamanager": 200, "beheerder": 200} {
			if status, _ := w.als(rol, "").haal("/kaart/inrichting/registers/nieuw"); status != want {
				t.Errorf("%s gets %d, want %d", rol, status, want)
			}
			if status, _ := w.als(rol, "").haal("/kaart/inrichting"); status != 200 {
				t.Errorf("%s may not read the set-up: %d", rol, status)
			}
		}
	})
}

// Most suppliers give one client for all APIs: it is typed once.
func TestRegisterMetEenClient(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		metZaken(w)
		b := w.als("beheerder", "")
		b.doet(t, "/kaart/inrichting/registers/nieuw", elders("catalogi.clientId", "", "catalogi.secret", "", "autorisaties.baseUrl", "https://register.example/autorisaties/api/v1"), 200, "De verbinding werkt")
		list, _ := w.Root.List(api + "/registers")
		for _, naam := range []string{"catalogi", "autorisaties"} {
			if a := list[0][naam].(map[string]any); a["clientId"] != "meent" {
				t.Errorf("%s is read as %v", naam, a)
			}
		}
		b.doet(t, "/kaart/inrichting/registers/nieuw", elders("naam", "Ander", "zaken.clientId", "", "zaken.secret", "", "catalogi.clientId", "", "catalogi.secret", ""), 422, "Vul in: Client_id voor de Zaken API", "Vul in: Secret voor de Zaken API")
	})
}

// Who sets up sees whether the logboek holds; when it does not, where and what to do.
func TestInrichtingLogboek(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		const pad = "/kaart/inrichting"
		w.als("beheerder", "").ziet(t, pad, []string{"Het logboek begint bij de eerstvolgende wijziging"}, []string{"klopt tot en met"})
		for _, naam := range []string{"Balie", "Buurt", "Bouw"} {
			w.Root.Make(api+"/onderdelen", map[string]any{"naam": naam})
		}
		w.als("medewerker", "").ziet(t, pad, nil, []string{"logboek"})
		for _, rol := range []string{"beheerder", "programmamanager"} {
			w.als(rol, "").ziet(t, pad, []string{"Het logboek klopt tot en met", "3 regels vanaf"}, []string{"gebroken"})
		}
		w.SQL(`update audit set body = replace(body, '"actie":"create"', '"actie":"update"') where plaats = 2`)
		w.als("beheerder", "").ziet(t, pad, []string{"Het logboek is gebroken bij regel 2 van ", "Deze regel is veranderd", "Bewaar de back-ups"}, []string{"klopt tot en met"})
	})
}

// A register that stops answering: the page says so, the figures stay, and a secret that is not filled in is kept.
func TestRegister(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		zaken := metZaken(w)
		b := w.als("beheerder", "")
		b.doet(t, "/kaart/inrichting/registers/nieuw", elders(), 200, "De verbinding werkt")
		zaken.Ronde()
		list, _ := w.Root.List(api + "/registers")
		pad := "/kaart/inrichting/registers/" + list[0]["uuid"].(string)
		b.ziet(t, pad, []string{"Bijgewerkt", "1.000", "1 van 1 zaaktype", "Nu opnieuw lezen", "Test de verbinding"}, nil)
		w.als("medewerker", "").ziet(t, pad, []string{"Bijgewerkt"}, []string{"Nu opnieuw lezen", pad + "/wijzigen"})
		b.doet(t, pad+"/telt", url.Values{"klein": {"KAP"}}, 200, "Bewaard wat meetelt", "Ongedaan maken")
		b.ziet(t, pad+"/telt", []string{`value="KAP" checked`, "minder dan vijf mensen"}, nil)
		b.doet(t, "/kaart/inrichting/teams/nieuw", url.Values{"naam": {"Balie"}, "soort": {"team"}, "wip": {"2"}, "omvang": {"12"}}, 200, "‘Balie’ is bewaard", "12 mensen", "Hooguit 2 stappen tegelijk")
		b.doet(t, "/kaart/inrichting/teams/nieuw", url.Values{"naam": {"Balie"}, "soort": {"team"}, "wip": {"2"}}, 422, "Er is al een onderdeel dat Balie heet")
		list, _ = w.Root.List(api + "/registers")
		b.doet(t, pad+"/wijzigen", elders("naam", "Het zaaksysteem", "zaken.secret", "", "catalogi.secret", "", "versie", fmt.Sprint(list[0]["versie"])), 200, "De verbinding werkt", "Het zaaksysteem")
		zaken.Breek(503, "Het register geeft fout 503.")
		b.ziet(t, pad+"/test", []string{"De verbinding werkt nog niet", "Ontbreekt.", "fout 503"}, nil)
		b.doet(t, pad+"/lezen", nil, 200, "Meent gaat het register opnieuw lezen")
		zaken.Ronde()
		b.ziet(t, pad, []string{"Lezen lukt nu niet", "Geen mijlpaal verandert hierdoor", "1.000"}, nil)
		b.ziet(t, pad+"/weg", []string{"Register weghalen?"}, nil)
		b.doet(t, pad+"/weg", url.Values{}, 200, "Het register is weg", "Er is nog geen register")
	})
}
