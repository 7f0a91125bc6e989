package kaart

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// organisatiePaginas are the organisations with which a municipality shares the road: its neighbours, its region, its suppliers
// (transition.md §2.1).
func organisatiePaginas() []opmaak.Pagina {
	write := slices.Concat(beide(organisatiesAdres+"/nieuw", bewerkOrganisatie), beide(organisatiesAdres+"/{id}/wijzigen", bewerkOrganisatie),
		beide(organisatiesAdres+"/gemeenten", neemGemeentenOver), beide(organisatiesAdres+"/{id}/weg", haalOrganisatieWeg))
	for i := range write {
		write[i].Rollen = leider
	}
	return append(write, opmaak.Pagina{Adres: "GET " + organisatiesAdres, Toon: toonOrganisaties}, opmaak.Pagina{Adres: "GET " + organisatiesAdres + "/{id}", Toon: toonOrganisatie})
}

const organisatiesAdres = "/kaart/inrichting/organisaties"

var organisatieKruimels = []opmaak.Link{inrichtingKruimel, {Naam: "Organisaties", Adres: organisatiesAdres}}

// Adres is the page of the organisation.
func (o *organisatie) Adres() string { return organisatiesAdres + "/" + o.UUID }

// SoortNaam is its kind in words.
func (o *organisatie) SoortNaam() string { return naamVan(organisatieSoorten, o.Soort) }

// Waar is where a municipality lies: its region and province.
func (o *organisatie) Waar() string {
	if o.Regios == nil {
		return ""
	}
	where := slices.DeleteFunc([]string{o.Regios.Arbeidsmarktregio, o.Regios.Provincie}, func(s string) bool { return s == "" })
	return strings.Join(slices.Compact(where), ", ")
}

// meesteOrganisaties is how many are shown at once: who searches on finds it sooner.
const meesteOrganisaties = 25

// organisatieblad are the organisations, those with a name that is looked for.
type organisatieblad struct {
	Zoek         string
	Totaal       int
	Organisaties []*organisatie
	Mag          bool
}

// Meer is how many are not shown.
func (b *organisatieblad) Meer() int { return b.Totaal - len(b.Organisaties) }

func toonOrganisaties(v *opmaak.Verzoek) error {
	b := &organisatieblad{Zoek: strings.TrimSpace(v.Vraag("zoek")), Mag: v.Persoon.Is(leider...)}
	q := url.Values{"ordering": {"naam"}}
	if b.Zoek != "" {
		q.Set("naam__icontains", b.Zoek)
	}
	var page struct {
		Count   int
		Results []*organisatie
	}
	if err := v.API().Get(v.Context(), root+"/organisaties?"+q.Encode(), &page); err != nil {
		return err
	}
	b.Totaal, b.Organisaties = page.Count, page.Results[:min(len(page.Results), meesteOrganisaties)]
	if b.Zoek == "" { // the own one first
		own, err := lijst[*organisatie](v, "/organisaties", url.Values{"eigen": {"true"}})
		if err != nil {
			return err
		}
		b.Organisaties = slices.DeleteFunc(b.Organisaties, func(o *organisatie) bool { return o.Eigen })
		b.Organisaties = append(own, b.Organisaties...)
	}
	return v.Toon("organisaties", opmaak.Kop{Titel: "Organisaties", Kruimels: []opmaak.Link{inrichtingKruimel}}, b)
}

// organisatiepagina is one organisation.
type organisatiepagina struct {
	*organisatie
	Feiten      []feit
	OpvolgersNu []*organisatie
	Mag         bool
}

func toonOrganisatie(v *opmaak.Verzoek) error {
	o, err := haal[organisatie](v, "/organisaties/"+v.Pad("id"))
	if err != nil {
		return err
	}
	b := &organisatiepagina{organisatie: o, Mag: v.Persoon.Is(leider...)}
	people := ""
	if o.Inwoners > 0 {
		people = opmaak.Getal(o.Inwoners)
	}
	b.Feiten = feiten(feit{"Soort", o.SoortNaam()}, feit{"Inwoners", people}, feit{"Ligt in", o.Waar()}, feit{"Code van het CBS", o.CBSCode}, feit{"OIN", o.OIN},
		feit{"Adres van hun Meent", o.BasisURL}, feit{"Bestaat sinds", opmaak.Datum(o.GeldigVan)}, feit{"Bestond tot", opmaak.Datum(o.GeldigTot)})
	for _, u := range o.Opvolgers {
		next, err := haal[organisatie](v, u)
		if nietTeZien(err) {
			continue
		}
		if err != nil {
			return err
		}
		b.OpvolgersNu = append(b.OpvolgersNu, next)
	}
	return v.Toon("organisatie", opmaak.Kop{Titel: o.Naam, Kruimels: organisatieKruimels}, b)
}

// bewerkOrganisatie makes an organisation, or changes one.
func bewerkOrganisatie(v *opmaak.Verzoek) error {
	o, id := &organisatie{Soort: "ketenpartner"}, v.Pad("id")
	kop := opmaak.Kop{Titel: "Organisatie toevoegen", Kruimels: organisatieKruimels}
	back := organisatiesAdres
	if id != "" {
		var err error
		if o, err = haal[organisatie](v, "/organisaties/"+id); err != nil {
			return err
		}
		back = o.Adres()
		kop.Titel, kop.Kruimels = "Organisatie wijzigen", append(slices.Clone(organisatieKruimels), opmaak.Link{Naam: o.Naam, Adres: back})
	}
	f := &opmaak.Formulier{Knop: "Bewaren", Terug: back, Velden: []*opmaak.Veld{
		{Naam: "naam", Label: "Hoe heet de organisatie?", Maximaal: 200, Breedte: "middel"},
		{Naam: "soort", Label: "Wat voor organisatie is het?", Soort: opmaak.Selectie, Opties: organisatieSoorten, Breedte: "middel"},
		{Naam: "inwoners", Label: "Hoeveel inwoners zijn er?", Soort: opmaak.Getalveld, Mag: true, Eenheid: "inwoners"},
		{Naam: "oin", Label: "Wat is het OIN?", Uitleg: "20 cijfers. Pas nodig als jullie gegevens uitwisselen.", Mag: true, Maximaal: 20, Breedte: "middel"},
		{Naam: "basisUrl", Label: "Waar staat hun Meent?", Uitleg: "Leeg als zij er geen hebben.", Soort: opmaak.Webadres, Mag: true, Maximaal: 1000},
	}}
	zet(f, "naam", o.Naam)
	f.Zet("soort", o.Soort)
	zet(f, "oin", o.OIN)
	zet(f, "basisUrl", o.BasisURL)
	if o.Inwoners > 0 {
		f.Zet("inwoners", fmt.Sprint(o.Inwoners))
	}
	return (&invullen{kop: kop, formulier: f}).wijzig(v, o.Versie, "deze organisatie", func() error {
		body := veld{"naam": f.Waarde("naam"), "soort": f.Waarde("soort"), "inwoners": f.Getal("inwoners"), "oin": f.Waarde("oin"), "basisUrl": f.Waarde("basisUrl")}
		made := &organisatie{}
		if id == "" {
			if err := stuur(v, http.MethodPost, "/organisaties", body, made); err != nil {
				return err
			}
			return meldTerugVia(v, "‘"+made.Naam+"’ staat erbij.", http.MethodDelete, "/organisaties/"+made.UUID, nil, made.Adres(), organisatiesAdres)
		}
		if err := stuur(v, http.MethodPatch, o.URL, body, made); err != nil {
			return err
		}
		was := veld{"naam": o.Naam, "soort": o.Soort, "inwoners": o.Inwoners, "oin": o.OIN, "basisUrl": o.BasisURL}
		return meldTerug(v, "‘"+made.Naam+"’ is bewaard.", http.MethodPatch, "/organisaties/"+o.UUID, was, back)
	})
}

// haalOrganisatieWeg removes an organisation that is not the own one.
func haalOrganisatieWeg(v *opmaak.Verzoek) error {
	o, err := haal[organisatie](v, "/organisaties/"+v.Pad("id"))
	if err != nil {
		return err
	}
	if o.Eigen {
		return &opmaak.Fout{Status: http.StatusConflict, Uitleg: "Dit is de eigen organisatie. Alles hier is van haar."}
	}
	ask := opmaak.Bevestiging{Vraag: "‘" + o.Naam + "’ weghalen?", Gevolg: "De organisatie staat dan niet meer in de lijst.", Knop: "Weghalen", Terug: o.Adres(), Formulier: &opmaak.Formulier{}}
	if v.R.Method != http.MethodPost {
		return v.Bevestig(ask)
	}
	if err := stuur(v, http.MethodDelete, o.URL, nil, nil); err != nil {
		if geweigerd(ask.Formulier, err) {
			return v.Bevestig(ask)
		}
		return err
	}
	body := veld{"naam": o.Naam, "soort": o.Soort, "inwoners": o.Inwoners, "oin": o.OIN, "basisUrl": o.BasisURL, "cbsCode": o.CBSCode, "regios": o.Regios,
		"geldigVan": nullVoorLeeg(o.GeldigVan), "geldigTot": nullVoorLeeg(o.GeldigTot), "opvolgers": nietNil(o.Opvolgers), "zichtbaarheid": o.Zichtbaarheid}
	return meldTerug(v, "‘"+o.Naam+"’ is weggehaald.", http.MethodPost, "/organisaties", body, organisatiesAdres)
}

// neemGemeentenOver takes municipalities of the list of the CBS in: those around, or all of them.
func neemGemeentenOver(v *opmaak.Verzoek) error {
	own, err := lijst[*organisatie](v, "/organisaties", url.Values{"eigen": {"true"}})
	if err != nil {
		return err
	}
	cbs, err := leesGemeenten(v, "")
	if err != nil {
		return err
	}
	choices := &opmaak.Veld{Naam: "welke", Label: "Welke gemeenten?", Uitleg: "Bron: " + zin(cbs.Bron), Soort: opmaak.Keuze}
	codes := map[string][]string{"alle": nil}
	if len(own) > 0 && own[0].Regios != nil {
		for _, part := range []struct {
			key, naam string
			of        func(*regios) string
		}{
			{"arbeidsmarktregio", "De arbeidsmarktregio ", func(r *regios) string { return r.Arbeidsmarktregio }},
			{"provincie", "De provincie ", func(r *regios) string { return r.Provincie }},
		} {
			name := part.of(own[0].Regios)
			for _, g := range cbs.Results {
				if name != "" && g.Regios != nil && part.of(g.Regios) == name {
					codes[part.key] = append(codes[part.key], g.Code)
				}
			}
			if n := len(codes[part.key]); n > 0 {
				choices.Opties = append(choices.Opties, opmaak.Optie{Waarde: part.key, Naam: part.naam + name, Uitleg: opmaak.Aantal(n, "gemeente", "gemeenten") + "."})
			}
		}
	}
	choices.Opties = append(choices.Opties, opmaak.Optie{Waarde: "alle", Naam: "Heel Nederland", Uitleg: opmaak.Aantal(len(cbs.Results), "gemeente", "gemeenten") + "."})
	f := &opmaak.Formulier{Knop: "Gemeenten overnemen", Terug: organisatiesAdres, Velden: []*opmaak.Veld{choices}}
	f.Zet("welke", choices.Opties[0].Waarde)
	i := &invullen{kop: opmaak.Kop{Titel: "Gemeenten overnemen", Kruimels: organisatieKruimels}, formulier: f,
		inleiding: "Naam, inwoners, regio's en herindelingen komen uit de lijst van het CBS. Wat er al staat, blijft."}
	return i.doe(v, func() error {
		body := veld{"soort": "gemeenten"}
		if list := codes[f.Waarde("welke")]; len(list) > 0 {
			body["codes"] = list
		}
		var made struct {
			UUID                string
			Gemaakt, Bijgewerkt int
		}
		if err := stuur(v, http.MethodPost, "/imports", body, &made); err != nil {
			return err
		}
		text := opmaak.Aantal(made.Gemaakt, "gemeente", "gemeenten") + " erbij."
		if made.Gemaakt == 0 {
			text = "Ze stonden er al allemaal."
		}
		if made.Bijgewerkt > 0 {
			text += " " + opmaak.Aantal(made.Bijgewerkt, "gemeente", "gemeenten") + " bijgewerkt."
		}
		if made.Gemaakt == 0 {
			v.Meld(text)
			return v.Naar(organisatiesAdres)
		}
		return meldTerug(v, text, http.MethodPost, "/imports/"+made.UUID+"/ongedaan", nil, organisatiesAdres)
	})
}
