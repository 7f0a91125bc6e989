package kaart

import (
	"fmt"
	"net/http"
	"slices"

	"meent/interactie/opmaak"
)

// zorgPaginas are the concerns: raised in one page, answered, closed (§2.7).
func zorgPaginas() []opmaak.Pagina {
	return slices.Concat(
		[]opmaak.Pagina{
			{Adres: "GET /kaart/zorgen", Toon: toonZorgen}, {Adres: "POST /kaart/zorgen/{id}/sluiten", Toon: sluitZorg}, {Adres: "POST /kaart/zorgen/{id}/intrekken", Toon: trekZorgIn},
		},
		beide("/kaart/zorgen/nieuw", nieuweZorg), beide("/kaart/zorgen/{id}", toonZorg),
	)
}

// zorg is a concern about something, as the API gives it.
type zorg struct {
	herkomst
	URL, UUID    string
	Over, Tekst  string
	Toestand     string
	Door         *daad
	Team         string
	Antwoord     string
	Beantwoord   *daad
	Gesloten     *daad
	AangemaaktOp string
	Waarover     *onderwerp `json:"-"`
}

// Adres is the page of the concern.
func (z *zorg) Adres() string { return "/kaart/zorgen/" + z.UUID }

// Open says that nobody answered yet.
func (z *zorg) Open() bool { return z.Toestand == "open" }

// Staat is its state in words.
func (z *zorg) Staat() string {
	switch z.Toestand {
	case "open":
		return "Wacht op antwoord"
	case "beantwoord":
		return "Beantwoord"
	}
	return "Gesloten"
}

func (z *zorg) gemaakt() string { return z.AangemaaktOp }

func (z *zorg) over() (string, **onderwerp) { return z.Over, &z.Waarover }

func toonZorgen(v *opmaak.Verzoek) error {
	list, err := gesprekken[*zorg](v, "/zorgen", "")
	if err != nil {
		return err
	}
	b := &gesprekblad[*zorg]{Titel: "Zorgen", Mag: mag(v, "zorg.beantwoorden"), Nieuw: mag(v, "zorg.maken")}
	if err := b.verdeel(v, list, "zorg wacht op antwoord", "zorgen wachten op antwoord"); err != nil {
		return err
	}
	return v.Toon("zorgen", opmaak.Kop{Titel: b.Titel, Actief: "/kaart/stappen"}, b)
}

// nieuweZorg is the form of a concern: one question.
func nieuweZorg(v *opmaak.Verzoek) error {
	over, err := onderwerpOfPlan(v)
	if err != nil {
		return err
	}
	if over == nil {
		v.Meld("Er is nog geen plan. Je kunt er dus nog geen zorg over doorgeven.")
		return v.Naar("/kaart/zorgen")
	}
	f := &opmaak.Formulier{Knop: "Zorg doorgeven", Terug: over.Adres, Verborgen: map[string]string{"over": over.Pad}, Velden: []*opmaak.Veld{
		{Naam: "tekst", Label: "Wat is je zorg?", Uitleg: "In je eigen woorden. Je naam staat erbij, en iedereen die hier werkt kan het lezen.", Soort: opmaak.Tekstvak, Maximaal: 4000},
	}}
	i := &invullen{
		kop:       opmaak.Kop{Titel: "Een zorg doorgeven", Kruimels: over.kruimels(), Actief: "/kaart/stappen"},
		inleiding: fmt.Sprintf("Over %s ‘%s’. Iemand moet antwoord geven, en dat antwoord lees je bij %s.", over.Soort, over.Naam, over.Soort), formulier: f,
	}
	return i.doe(v, func() error {
		z := &zorg{}
		if err := stuur(v, http.MethodPost, "/zorgen", veld{"over": over.URL, "tekst": f.Waarde("tekst")}, z); err != nil {
			return err
		}
		return meldTerug(v, "Je zorg is doorgegeven. Het antwoord lees je hier.", http.MethodDelete, "/zorgen/"+z.UUID, nil, over.Adres)
	})
}

// zorgblad is one concern with its answer.
type zorgblad struct {
	*zorg
	Formulier                          *opmaak.Formulier // of who may answer
	MagSluiten, MagIntrekken, MagMaken bool
	Wie                                string // who is asked
}

func toonZorg(v *opmaak.Verzoek) error {
	z, err := haal[zorg](v, "/zorgen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	if z.Waarover, err = onderwerpVan(v, z.Over); err != nil {
		return err
	}
	b := &zorgblad{zorg: z, Wie: "de secretaris of de programmamanager"}
	var t *team
	if z.Team != "" {
		if t, err = haal[team](v, z.Team); err != nil {
			return err
		}
		b.Wie = "de teamleider van " + t.Met()
	}
	b.MagSluiten = z.Toestand == "beantwoord" && (eigen(v, z.Door) || v.Persoon.Is(opmaak.Programmamanager))
	b.MagIntrekken = z.Open() && eigen(v, z.Door)
	kop := opmaak.Kop{Titel: "Zorg van " + z.Door.Naam, Kruimels: z.Waarover.kruimels(), Actief: "/kaart/stappen"}
	if z.Toestand != "gesloten" && (mag(v, "zorg.beantwoorden") || magTeam(v, t)) || v.R.Method == http.MethodPost {
		b.Formulier = antwoordFormulier("Wat is je antwoord?", z.Antwoord)
	}
	return beantwoord(v, "zorg", kop, b, b.Formulier, "/zorgen/"+z.UUID, "Je antwoord staat erbij. "+z.Door.Naam+" leest het.")
}

func sluitZorg(v *opmaak.Verzoek) error {
	z := &zorg{}
	if err := stuur(v, http.MethodPost, "/zorgen/"+v.Pad("id")+"/overgangen", veld{"naar": "gesloten"}, z); err != nil {
		return err
	}
	v.Meld("De zorg is gesloten. Zij blijft te lezen.")
	return v.Naar(z.Adres())
}

func trekZorgIn(v *opmaak.Verzoek) error {
	return trekIn(v, "/zorgen", "tekst", "Je zorg is ingetrokken.")
}
