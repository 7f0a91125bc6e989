package kaart

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"meent/interactie/opmaak"
)

// kansFormulier are the questions about an opportunity.
func kansFormulier(k *kans) *opmaak.Formulier {
	waardeOpties, waarde := metGetal(waarden, k.Waarde)
	f := &opmaak.Formulier{Knop: "Kans bewaren", Terug: "/kaart/kansen", Velden: []*opmaak.Veld{
		{Naam: "soort", Label: "Wat voor kans is het?", Soort: opmaak.Keuze, Opties: kansSoorten},
		{Naam: "titel", Label: "Hoe noem je de kans?", Uitleg: "Bijvoorbeeld: het contract van de telefooncentrale loopt af.", Maximaal: 200},
		{Naam: "sluit", Label: "Wanneer gaat de deur dicht?", Uitleg: "Bijvoorbeeld de dag waarop het contract eindigt: 31-12-2027.", Soort: opmaak.Datumveld, Mag: true},
		{Naam: "opent", Label: "Vanaf wanneer is de deur open?", Soort: opmaak.Datumveld, Mag: true},
		{Naam: "inkooptijd", Label: "Hoeveel maanden duurt inkopen?", Uitleg: "Leeg als er niets wordt ingekocht.", Soort: opmaak.Getalveld, Mag: true, Eenheid: "maanden"},
		{Naam: "verplicht", Label: "Het moet: een wet, of een contract dat niet te verlengen is.", Soort: opmaak.Vinkje, Mag: true},
		{Naam: "waarde", Label: "Hoeveel is de kans waard?", Soort: opmaak.Keuze, Mag: true, Opties: waardeOpties},
		{Naam: "waardeReden", Label: "Waarom?", Mag: true, Maximaal: 1000},
		{Naam: "euro", Label: "Hoeveel geld is ermee gemoeid?", Soort: opmaak.Getalveld, Mag: true, Eenheid: "euro"},
		{Naam: "bewijs", Label: "Waar staat het?", Uitleg: "Het adres of de naam van de wet, het contract of het besluit.", Mag: true, Maximaal: 1000},
	}}
	zet(f, "soort", k.Soort)
	zet(f, "titel", k.Titel)
	zet(f, "sluit", k.Sluit)
	zet(f, "opent", k.Opent)
	if k.Inkooptijd > 0 {
		f.Zet("inkooptijd", strconv.Itoa(k.Inkooptijd))
	}
	if k.Verplicht {
		f.Zet("verplicht", "ja")
	}
	zet(f, "waarde", waarde)
	zet(f, "waardeReden", k.WaardeReden)
	if k.Euro != nil {
		f.Zet("euro", strconv.Itoa(*k.Euro))
	}
	zet(f, "bewijs", k.Bewijs)
	if k.Soort == "component" {
		f.Velden = append(f.Velden,
			&opmaak.Veld{Naam: "gebruikers", Label: "Hoeveel organisaties gebruiken het?", Soort: opmaak.Getalveld, Mag: true, Eenheid: "organisaties"},
			&opmaak.Veld{Naam: "conformiteit", Label: "Welk deel van de officiële toetsen haalt het?", Soort: opmaak.Getalveld, Mag: true, Eenheid: "%"},
		)
		if k.Gebruikers != nil {
			f.Zet("gebruikers", strconv.Itoa(*k.Gebruikers))
		}
		if k.Conformiteit != nil {
			f.Zet("conformiteit", strconv.FormatFloat(*k.Conformiteit*100, 'f', -1, 64))
		}
	}
	return f
}

func kansAntwoord(f *opmaak.Formulier) veld {
	body := veld{
		"soort": f.Waarde("soort"), "titel": f.Waarde("titel"), "sluit": nullVoorLeeg(f.Waarde("sluit")), "opent": nullVoorLeeg(f.Waarde("opent")), "inkooptijd": f.Getal("inkooptijd"),
		"verplicht": f.Ja("verplicht"), "waarde": nil, "waardeReden": f.Waarde("waardeReden"), "euro": heelGetal(f, "euro"), "bewijs": f.Waarde("bewijs"),
	}
	if w := f.Waarde("waarde"); w != "" {
		body["waarde"] = getalVan(w)
	}
	if _, err := f.Veld("gebruikers"); err == nil {
		body["gebruikers"], body["conformiteit"] = heelGetal(f, "gebruikers"), nil
		if f.Waarde("conformiteit") != "" {
			body["conformiteit"] = f.Getal("conformiteit") / 100
		}
		if body["soort"] != "component" {
			body["gebruikers"], body["conformiteit"] = nil, nil
		}
	}
	return body
}

// getalVan is the figure of an option that was chosen; the form has seen to it that it is one.
func getalVan(waarde string) float64 {
	n, _ := strconv.ParseFloat(waarde, 64)
	return n
}

func nullVoorLeeg(tekst string) any {
	if tekst == "" {
		return nil
	}
	return tekst
}

// nieuweKans writes down an opportunity; from a step it is tied to that step.
func nieuweKans(v *opmaak.Verzoek) error {
	if v.R.Method == http.MethodGet && !mag(v, "kans.voorstellen") {
		return opmaak.Geweigerd("Een kans voorstellen doet een medewerker, een teamleider of de programmamanager.")
	}
	f := kansFormulier(&kans{})
	kop := opmaak.Kop{Titel: "Nieuwe kans", Kruimels: kansKruimels, Actief: "/kaart/stappen"}
	inleiding := "Een deur die een tijd openstaat, zoals een contract dat afloopt. De datum zegt wanneer je uiterlijk moet beginnen."
	var s *stap
	if id := v.Vraag("stap"); id != "" {
		var err error
		if s, err = haal[stap](v, "/stappen/"+url.PathEscape(id)); err != nil {
			return err
		}
		f.Verborgen, f.Terug, kop.Kruimels = map[string]string{"stap": s.UUID}, s.Adres(), s.kruimels()
		inleiding = "Voor ‘" + s.Titel + "’. " + inleiding
	}
	i := &invullen{kop: kop, inleiding: inleiding, formulier: f}
	return i.doe(v, func() error {
		body := kansAntwoord(f)
		if s != nil {
			body["koppelingen"] = []koppeling{{Stap: s.URL}}
		}
		k := &kans{}
		if err := stuur(v, http.MethodPost, "/kansen", body, k); err != nil {
			return err
		}
		k.vandaag = v.Nu()
		tekst := "De kans staat erbij. " + k.Wanneer()
		if k.Toestand == "voorgesteld" {
			tekst = "Dank je wel. De programmamanager zegt nog of de kans meetelt."
		}
		if s == nil {
			return meldTerugVia(v, tekst, http.MethodDelete, "/kansen/"+k.UUID, nil, k.Adres(), "/kaart/kansen")
		}
		return meldTerug(v, tekst, http.MethodDelete, "/kansen/"+k.UUID, nil, s.Adres())
	})
}

func wijzigKans(v *opmaak.Verzoek) error {
	k, err := haal[kans](v, "/kansen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	f := kansFormulier(k)
	f.Terug = k.Adres()
	i := &invullen{kop: opmaak.Kop{Titel: "Kans wijzigen", Kruimels: append(slices.Clone(kansKruimels), opmaak.Link{Naam: k.Titel, Adres: k.Adres()}), Actief: "/kaart/stappen"}, formulier: f}
	return i.wijzig(v, k.Versie, "deze kans", func() error {
		body := kansAntwoord(f)
		if err := stuur(v, http.MethodPatch, k.URL, body, nil); err != nil {
			return err
		}
		return meldTerug(v, "De kans is bewaard.", http.MethodPatch, "/kansen/"+k.UUID, k.zoals(body), k.Adres())
	})
}

// zoals are the members of body as the opportunity had them: what brings it back.
func (k *kans) zoals(body veld) veld {
	was := veld{
		"soort": k.Soort, "titel": k.Titel, "sluit": nullVoorLeeg(k.Sluit), "opent": nullVoorLeeg(k.Opent), "inkooptijd": k.Inkooptijd, "verplicht": k.Verplicht,
		"waarde": k.Waarde, "waardeReden": k.WaardeReden, "euro": k.Euro, "bewijs": k.Bewijs, "gebruikers": k.Gebruikers, "conformiteit": k.Conformiteit,
		"koppelingen": k.Koppelingen,
	}
	terug := veld{}
	for naam := range body {
		terug[naam] = was[naam]
	}
	return terug
}

// koppelKans ties a step to an opportunity, or loosens one.
func koppelKans(v *opmaak.Verzoek) error {
	b, err := leesKans(v)
	if err != nil {
		return err
	}
	alle, err := lijst[*stap](v, "/stappen", url.Values{"ordering": {"titel"}})
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Stap toevoegen", Terug: b.Adres(), Velden: []*opmaak.Veld{
		{Naam: "stap", Label: "Welke stap gebruikt deze kans?", Soort: opmaak.Selectie},
		{Naam: "fit", Label: "Hoe goed past de stap bij de kans?", Soort: opmaak.Keuze, Opties: passen},
	}}
	f.Zet("fit", "1")
	adressen := map[string]string{}
	for _, s := range alle {
		if s.open() && !slices.ContainsFunc(b.kans.Koppelingen, func(k koppeling) bool { return k.Stap == s.URL }) {
			f.Velden[0].Opties = append(f.Velden[0].Opties, opmaak.Optie{Waarde: s.UUID, Naam: s.Titel})
			adressen[s.UUID] = s.URL
		}
	}
	kop := opmaak.Kop{Titel: "Welke stappen gebruiken deze kans?", Kruimels: append(slices.Clone(kansKruimels), opmaak.Link{Naam: b.Titel, Adres: b.Adres()}), Actief: "/kaart/stappen"}
	i := &invullen{sjabloon: "kans-stappen", kop: kop, formulier: f, data: b}
	bewaar := func(list []koppeling, tekst string) error {
		body := veld{"koppelingen": list}
		if err := stuur(v, http.MethodPatch, b.URL, body, nil); err != nil {
			return err
		}
		return meldTerug(v, tekst, http.MethodPatch, "/kansen/"+b.UUID, b.zoals(body), b.Adres())
	}
	if weg := v.Vraag("weg"); v.R.Method == http.MethodPost && weg != "" {
		err := bewaar(slices.DeleteFunc(slices.Clone(b.kans.Koppelingen), func(k koppeling) bool { return nr(k.Stap) == weg }), "De stap gebruikt deze kans niet meer.")
		if err != nil && geweigerd(f, err) {
			return i.toon(v)
		}
		return err
	}
	return i.doe(v, func() error {
		fit := getalVan(f.Waarde("fit"))
		return bewaar(append(slices.Clone(b.kans.Koppelingen), koppeling{adressen[f.Waarde("stap")], &fit}), "De stap gebruikt deze kans.")
	})
}
