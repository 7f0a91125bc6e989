package kaart_test

import (
	"net/url"
	"regexp"
	"testing"
)

// §2.1: organisations are taken over from the list of the CBS or made by hand, changed, and removed with a way back; who only reads gets no button.
func TestOrganisaties(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		const path = "/kaart/inrichting/organisaties"
		b, lezer := w.als("programmamanager", ""), w.als("medewerker", "")
		lezer.ziet(t, path, []string{"Er staat nog geen organisatie"}, []string{"Organisatie toevoegen"})
		b.doet(t, "/kaart/begin/gemeente", url.Values{"code": {"GM0244"}}, 200)
		b.ziet(t, path+"/gemeenten", []string{"De arbeidsmarktregio", "De provincie Gelderland", "Heel Nederland", "CBS"}, nil)
		b.doet(t, path+"/gemeenten", url.Values{"welke": {"provincie"}}, 200, "50 gemeenten erbij", "De eigen organisatie", "Ongedaan maken", "Zoek op naam")
		b.doet(t, path+"/gemeenten", url.Values{"welke": {"provincie"}}, 200, "Ze stonden er al allemaal")
		lezer.ziet(t, path+"?zoek=heer", []string{"Heerde", "inwoners"}, []string{"Apeldoorn", "Wijzigen"})
		lezer.ziet(t, path+"?zoek=%3Cscript%3E", []string{"Geen organisatie met ‘&lt;script&gt;’"}, nil)
		heerde := regexp.MustCompile(path + `/[0-9a-f-]{36}`).FindString(b.ziet(t, path+"?zoek=heerde", []string{"Heerde"}, nil))
		lezer.ziet(t, heerde, []string{"GM0246", "Gelderland"}, []string{"Weghalen"})

		b.doet(t, path+"/nieuw", url.Values{"naam": {"Omgevingsdienst"}, "soort": {"ketenpartner"}, "oin": {"12"}}, 422, "20 cijfers", `value="Omgevingsdienst"`)
		text := b.doet(t, path+"/nieuw", url.Values{"naam": {"Omgevingsdienst"}, "soort": {"ketenpartner"}}, 200, "‘Omgevingsdienst’ staat erbij", "Ketenpartner", "Ongedaan maken")
		dienst := regexp.MustCompile(path + `/[0-9a-f-]{36}`).FindString(text)
		b.doet(t, dienst+"/wijzigen", url.Values{"naam": {"Omgevingsdienst Noord"}, "soort": {"samenwerkingsverband"}, "versie": {versieIn(t, b, dienst+"/wijzigen")}}, 200, "is bewaard", "Samenwerkingsverband")
		b.ziet(t, dienst+"/weg", []string{"weghalen?"}, nil)
		b.doet(t, dienst+"/weg", url.Values{}, 200, "is weggehaald", "Ongedaan maken")
		b.ziet(t, path+"?zoek=omgeving", []string{"Geen organisatie met"}, nil)

		for _, pad := range []string{path + "/nieuw", heerde + "/wijzigen", heerde + "/weg", path + "/gemeenten"} {
			lezer.doet(t, pad, url.Values{"naam": {"x"}}, 403)
		}
		list, _ := w.Root.List(api + "/organisaties?eigen=true")
		b.doet(t, path+"/"+list[0]["uuid"].(string)+"/weg", url.Values{}, 409, "eigen organisatie")
	})
}
