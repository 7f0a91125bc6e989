package kaart

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

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

// kadervragenOver are the questions about an object, the open ones first; without an address all of them.
func kadervragenOver(v *opmaak.Verzoek, adres string) ([]*kadervraag, error) {
	vraag := url.Values{}
	if adres != "" {
		vraag.Set("over", adres)
	}
	list, err := lijst[*kadervraag](v, "/kadervragen", vraag)
	slices.SortStableFunc(list, func(a, b *kadervraag) int { return openEerst(a.Open(), b.Open(), b.AangemaaktOp, a.AangemaaktOp) })
	return list, err
}

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
	list, err := kadervragenOver(v, "")
	if err != nil {
		return err
	}
	b := &gesprekblad[*kadervraag]{Titel: "Vragen over de kaders", Mag: mag(v, "kadervraag.beantwoorden")}
	for _, k := range list {
		if k.Waarover, err = onderwerpVan(v, k.Over); err != nil {
			return err
		}
		if k.Open() {
			b.Open = append(b.Open, k)
		} else {
			b.Klaar = append(b.Klaar, k)
		}
	}
	slices.SortStableFunc(b.Open, func(a, b *kadervraag) int { return strings.Compare(a.AangemaaktOp, b.AangemaaktOp) })
	if n := len(b.Open); n == 1 {
		b.Titel = "1 vraag wacht op het bestuur"
	} else if n > 1 {
		b.Titel = fmt.Sprintf("%d vragen wachten op het bestuur", n)
	}
	return v.Toon("kadervragen", opmaak.Kop{Titel: b.Titel, Actief: "/kaart/stappen"}, b)
}

func nieuweKadervraag(v *opmaak.Verzoek) error {
	over, err := onderwerpVan(v, v.Vraag("over"))
	if err != nil {
		return err
	}
	if over.URL == "" {
		return &opmaak.Fout{Status: http.StatusNotFound}
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
	if v.R.Method != http.MethodPost || !b.Formulier.Lees(v) {
		kop.Fout = b.Formulier != nil && b.Formulier.HeeftFouten()
		return v.Toon("kadervraag", kop, b)
	}
	if err := beantwoord(v, b.Formulier, "/kadervragen/"+k.UUID); err != nil {
		if !geweigerd(b.Formulier, err) {
			return err
		}
		kop.Fout = true
		return v.Toon("kadervraag", kop, b)
	}
	v.Meld("Je antwoord staat bij de kaders en bij " + k.Waarover.Soort + ".")
	return v.Naar(k.Adres())
}

func trekKadervraagIn(v *opmaak.Verzoek) error {
	k, err := haal[kadervraag](v, "/kadervragen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	over, err := onderwerpVan(v, k.Over)
	if err != nil {
		return err
	}
	if err := stuur(v, http.MethodDelete, k.URL, nil, nil); err != nil {
		return err
	}
	return meldTerug(v, "Je vraag is ingetrokken.", http.MethodPost, "/kadervragen", veld{"over": k.Over, "vraag": k.Vraag}, over.Adres)
}
