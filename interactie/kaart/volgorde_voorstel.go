package kaart

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"meent/interactie/opmaak"
)

// voorstelPaginas are the order of today beside the one that holds: what moved and why, moves by hand, and publishing it (§4.2).
func voorstelPaginas() []opmaak.Pagina {
	return append(beide("/kaart/stappen/voorstel/verplaatsen", verplaats),
		opmaak.Pagina{Adres: "GET /kaart/stappen/voorstel", Toon: toonVoorstel},
		opmaak.Pagina{Adres: "POST /kaart/stappen/voorstel", Toon: publiceer},
		opmaak.Pagina{Adres: "POST /kaart/stappen/voorstel/terugzetten", Toon: zetTerug},
	)
}

// voorstelblad is the proposal as people read it.
type voorstelblad struct {
	Titel          string
	Gepubliceerd   *publicatie
	Wijzigingen    []verschuiving
	Orde           []*regel
	Rangen         bool
	Verplaatsingen []handmatig
	Mag            bool
	Publiceer      *opmaak.Formulier
}

// verschuiving is one step that stands elsewhere than in the order that holds.
type verschuiving struct {
	wijziging
	Waarom string
}

// Was and Wordt are places in words.
func (w verschuiving) Was() string { return plekInWoorden(w.Van, w.VanGolf) }

// Wordt is the place in the proposal.
func (w verschuiving) Wordt() string { return plekInWoorden(w.Naar, w.NaarGolf) }

func plekInWoorden(plek int, golf string) string {
	if plek == 0 {
		return "geen plek"
	}
	return fmt.Sprintf("%d,\u00a0%s", plek, golf)
}

// handmatig is a move by hand that holds.
type handmatig struct {
	URL, UUID, Stap, Reden string
	Plaats                 int
	Door                   *daad
	Titel                  string `json:"-"`
}

func toonVoorstel(v *opmaak.Verzoek) error {
	b, err := leesVoorstel(v)
	if err != nil {
		return err
	}
	return b.toon(v)
}

func (b *voorstelblad) toon(v *opmaak.Verzoek) error {
	return v.Toon("voorstel", opmaak.Kop{Titel: b.Titel, Kruimels: []opmaak.Link{stapKruimel}, Fout: b.Publiceer.HeeftFouten()}, b)
}

func leesVoorstel(v *opmaak.Verzoek) (*voorstelblad, error) {
	o, err := leesVolgorde(v)
	if err != nil {
		return nil, err
	}
	b := &voorstelblad{Gepubliceerd: o.Gepubliceerd, Rangen: o.Nu.RangTonen, Mag: mag(v, "volgorde.schrijven")}
	for _, r := range o.Nu.Stappen {
		if r.Plek > 0 {
			b.Orde = append(b.Orde, r)
		}
	}
	for _, w := range o.Wijzigingen {
		var was *regel
		if o.Gepubliceerd != nil {
			was = o.Gepubliceerd.regel(w.UUID)
		}
		b.Wijzigingen = append(b.Wijzigingen, verschuiving{w, waaromVerplaatst(was, o.Nu.regel(w.UUID))})
	}
	if b.Verplaatsingen, err = lijst[handmatig](v, "/verplaatsingen", url.Values{"vervallen__isnull": {"true"}}); err != nil {
		return nil, err
	}
	for i := range b.Verplaatsingen {
		if r := o.Nu.regel(nr(b.Verplaatsingen[i].Stap)); r != nil {
			b.Verplaatsingen[i].Titel = r.Titel
		}
	}
	switch {
	case b.Gepubliceerd == nil:
		b.Titel = "Het eerste voorstel"
	case len(b.Wijzigingen) == 0:
		b.Titel = "Alle stappen staan nog op hun plek"
	case len(b.Wijzigingen) == 1:
		b.Titel = "1 stap is van plek veranderd"
	default:
		b.Titel = fmt.Sprintf("%d stappen zijn van plek veranderd", len(b.Wijzigingen))
	}
	b.Publiceer = &opmaak.Formulier{Actie: "/kaart/stappen/voorstel", Knop: "Volgorde publiceren", Verborgen: map[string]string{"digest": o.Digest}, Velden: []*opmaak.Veld{
		{Naam: "toelichting", Label: "Wil je er iets bij zeggen?", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 1000},
	}}
	return b, nil
}

// verplaats puts a step elsewhere by hand, with a reason; it holds until the next herijking.
func verplaats(v *opmaak.Verzoek) error {
	b, err := leesVoorstel(v)
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Stap verplaatsen", Terug: "/kaart/stappen/voorstel", Velden: []*opmaak.Veld{
		{Naam: "stap", Label: "Welke stap?", Soort: opmaak.Selectie},
		{Naam: "plaats", Label: "Naar welke plek?", Uitleg: "1 is bovenaan. Wat eerst klaar moet zijn, gaat mee.", Soort: opmaak.Getalveld},
		{Naam: "reden", Label: "Waarom, in één regel?", Uitleg: "Iedereen leest dit bij de stap.", Maximaal: 300},
	}}
	for _, r := range b.Orde {
		if !slices.ContainsFunc(b.Verplaatsingen, func(h handmatig) bool { return nr(h.Stap) == r.UUID }) {
			f.Velden[0].Opties = append(f.Velden[0].Opties, opmaak.Optie{Waarde: r.UUID, Naam: fmt.Sprintf("%d. %s", r.Plek, r.Titel)})
		}
	}
	i := &invullen{
		kop:       opmaak.Kop{Titel: "Een stap met de hand verplaatsen", Kruimels: []opmaak.Link{stapKruimel, {Naam: b.Titel, Adres: "/kaart/stappen/voorstel"}}},
		inleiding: "Weet jij iets dat niet in de gegevens staat? De reden blijft zichtbaar, en geldt tot de volgende herijking.", formulier: f,
	}
	return i.doe(v, func() error {
		s, err := haal[stap](v, "/stappen/"+f.Waarde("stap"))
		if err != nil {
			return err
		}
		made := &handmatig{}
		if err := stuur(v, http.MethodPost, "/verplaatsingen", veld{"stap": s.URL, "plaats": f.Getal("plaats"), "reden": f.Waarde("reden")}, made); err != nil {
			return err
		}
		return meldTerug(v, fmt.Sprintf("‘%s’ staat nu in het voorstel waar jij hem zette.", s.Titel), http.MethodDelete, "/verplaatsingen/"+made.UUID, nil, "/kaart/stappen/voorstel")
	})
}

// zetTerug takes a move by hand back.
func zetTerug(v *opmaak.Verzoek) error {
	h, err := haal[handmatig](v, "/verplaatsingen/"+v.Vraag("id"))
	if err != nil {
		return err
	}
	if err := stuur(v, http.MethodDelete, h.URL, nil, nil); err != nil {
		return err
	}
	return meldTerug(v, "De stap staat weer waar hij uit zichzelf staat.", http.MethodPost, "/verplaatsingen", veld{"stap": h.Stap, "plaats": h.Plaats, "reden": h.Reden}, "/kaart/stappen/voorstel")
}

// publiceer makes the order of today the one that holds. Who read another one than that of today reads it anew first.
func publiceer(v *opmaak.Verzoek) error {
	b, err := leesVoorstel(v)
	if err != nil {
		return err
	}
	f := b.Publiceer
	if !f.Lees(v) {
		return b.toon(v)
	}
	if v.Vraag("digest") != f.Verborgen["digest"] {
		f.Algemeen = append(f.Algemeen, "Het voorstel is net veranderd, want er is iets bijgekomen. Bekijk het hieronder opnieuw en publiceer dan.")
		return b.toon(v)
	}
	made := &struct{ URL, UUID string }{}
	err = stuur(v, http.MethodPost, "/volgorde/berekenen", veld{}, made)
	if err == nil {
		err = stuur(v, http.MethodPost, "/volgorde/"+made.UUID+"/vaststellen", veld{"reden": f.Waarde("toelichting")}, nil)
	}
	if err != nil {
		if geweigerd(f, err) {
			return b.toon(v)
		}
		return err
	}
	v.Meld("De volgorde is gepubliceerd. Iedereen ziet haar nu.")
	return v.Naar("/kaart/stappen")
}
