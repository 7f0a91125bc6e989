package kaart

import (
	"fmt"
	"net/http"
	"slices"

	"meent/interactie/opmaak"
)

// kadervraagPaginas are the questions to the board: does this fit the frame? (§2.2)
func kadervraagPaginas() []opmaak.Pagina {
	return slices.Concat(
		[]opmaak.Pagina{{Adres: "GET /kaart/kadervragen", Toon: toonKadervragen}, {Adres: "POST /kaart/kadervragen/{id}/intrekken", Toon: trekKadervraagIn}},
		beide("/kaart/kadervragen/nieuw", nieuweKadervraag), beide("/kaart/kadervragen/{id}", toonKadervraag),
	)
}

// kadervraag is a question about the frame, as the API gives it.
type kadervraag struct {
	herkomst
	URL, UUID      string
	Over, Vraag    string
	Toestand       string
	Door           *daad
	Antwoord       string
	BeantwoordDoor *daad
	AangemaaktOp   string
	Waarover       *onderwerp `json:"-"`
}

// Adres is the page of the question.
func (k *kadervraag) Adres() string { return "/kaart/kadervragen/" + k.UUID }

// Open says that nobody answered yet.
func (k *kadervraag) Open() bool { return k.Toestand == "open" }

func (k *kadervraag) gemaakt() string { return k.AangemaaktOp }

func (k *kadervraag) over() (string, **onderwerp) { return k.Over, &k.Waarover }

// kaderZinnen are the sentences of the frame of the strategy that is furthest on its way.
func kaderZinnen(v *opmaak.Verzoek) ([]string, error) {
	list, err := lijst[struct {
		Toestand    string
		RuimeKaders []string
	}](v, "/strategieen", nil)
	var best []string
	rang := -1
	for _, s := range list {
		if r := slices.Index([]string{"concept", "voorgesteld", "vastgesteld", "herijkt"}, s.Toestand); r > rang {
			best, rang = s.RuimeKaders, r
		}
	}
	return best, err
}

func toonKadervragen(v *opmaak.Verzoek) error {
	list, err := gesprekken[*kadervraag](v, "/kadervragen", "")
	if err != nil {
		return err
	}
	b := &gesprekblad[*kadervraag]{Titel: "Vragen over de kaders", Mag: mag(v, "kadervraag.beantwoorden"), Nieuw: mag(v, "kadervraag.stellen")}
	if err := b.verdeel(v, list, "vraag wacht op het bestuur", "vragen wachten op het bestuur"); err != nil {
		return err
	}
	return v.Toon("kadervragen", opmaak.Kop{Titel: b.Titel, Actief: "/kaart/stappen"}, b)
}

func nieuweKadervraag(v *opmaak.Verzoek) error {
	over, err := onderwerpOfPlan(v)
	if err != nil {
		return err
	}
	if over == nil {
		v.Meld("Er is nog geen plan. Je kunt er dus nog geen vraag over stellen.")
		return v.Naar("/kaart/kadervragen")
	}
	f := &opmaak.Formulier{Knop: "Vraag stellen", Terug: over.Adres, Verborgen: map[string]string{"over": over.Pad}, Velden: []*opmaak.Veld{
		{Naam: "vraag", Label: "Wat wil je weten?", Uitleg: "Zeg erbij waar je aan twijfelt. Dan kan het bestuur snel antwoord geven.", Soort: opmaak.Tekstvak, Maximaal: 2000},
	}}
	kaders, err := kaderZinnen(v)
	if err != nil {
		return err
	}
	i := &invullen{
		sjabloon: "kadervraag-nieuw", kop: opmaak.Kop{Titel: "Past dit binnen de kaders?", Kruimels: over.kruimels(), Actief: "/kaart/stappen"},
		inleiding: fmt.Sprintf("Over %s ‘%s’. Je vraag gaat naar het bestuur. Het antwoord lees je bij %s en bij de kaders.", over.Soort, over.Naam, over.Soort), formulier: f, data: kaders,
	}
	return i.doe(v, func() error {
		k := &kadervraag{}
		if err := stuur(v, http.MethodPost, "/kadervragen", veld{"over": over.URL, "vraag": f.Waarde("vraag")}, k); err != nil {
			return err
		}
		return meldTerug(v, "Je vraag ligt bij het bestuur. Het antwoord lees je hier.", http.MethodDelete, "/kadervragen/"+k.UUID, nil, over.Adres)
	})
}

// kadervraagblad is one question with the frame and its answer.
type kadervraagblad struct {
	*kadervraag
	Kaders       []string
	Formulier    *opmaak.Formulier
	MagIntrekken bool
}

func toonKadervraag(v *opmaak.Verzoek) error {
	k, err := haal[kadervraag](v, "/kadervragen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	if k.Waarover, err = onderwerpVan(v, k.Over); err != nil {
		return err
	}
	b := &kadervraagblad{kadervraag: k, MagIntrekken: k.Open() && eigen(v, k.Door)}
	if b.Kaders, err = kaderZinnen(v); err != nil {
		return err
	}
	kop := opmaak.Kop{Titel: "Past ‘" + k.Waarover.Naam + "’ binnen de kaders?", Kruimels: k.Waarover.kruimels(), Actief: "/kaart/stappen"}
	if mag(v, "kadervraag.beantwoorden") || v.R.Method == http.MethodPost {
		b.Formulier = antwoordFormulier("Past het binnen de kaders, en waarom?", k.Antwoord)
	}
	return beantwoord(v, "kadervraag", kop, b, b.Formulier, "/kadervragen/"+k.UUID, "Je antwoord staat bij de kaders en bij "+k.Waarover.Soort+".")
}

func trekKadervraagIn(v *opmaak.Verzoek) error {
	return trekIn(v, "/kadervragen", "vraag", "Je vraag is ingetrokken.")
}
