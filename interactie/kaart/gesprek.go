package kaart

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// gesprek is something that a person said and that waits for an answer: a concern, or a question about the frame.
type gesprek interface {
	Open() bool
	gemaakt() string // when it was said
	over() (adres string, zet **onderwerp)
}

// gesprekken are those about an object, the open ones first and then the latest; without an address all of them.
func gesprekken[T gesprek](v *opmaak.Verzoek, pad, adres string) ([]T, error) {
	vraag := url.Values{}
	if adres != "" {
		vraag.Set("over", adres)
	}
	list, err := lijst[T](v, pad, vraag)
	slices.SortStableFunc(list, func(a, b T) int {
		if a.Open() != b.Open() {
			return b2i(b.Open()) - b2i(a.Open())
		}
		return strings.Compare(b.gemaakt(), a.gemaakt())
	})
	return list, err
}

// gesprekblad are the things that people asked or said, with what waits longest for an answer first.
type gesprekblad[T gesprek] struct {
	Titel string
	Open  []T
	Klaar []T
	Mag   bool
	Nieuw bool // who looks may add one
}

// verdeel lays them out, each with what it is about. een and meer are the title when one or more wait.
func (b *gesprekblad[T]) verdeel(v *opmaak.Verzoek, list []T, een, meer string) error {
	for _, x := range list {
		adres, zet := x.over()
		var err error
		if *zet, err = onderwerpVan(v, adres); err != nil {
			return err
		}
		if x.Open() {
			b.Open = append(b.Open, x)
		} else {
			b.Klaar = append(b.Klaar, x)
		}
	}
	slices.Reverse(b.Open)
	switch n := len(b.Open); {
	case n == 1:
		b.Titel = "1 " + een
	case n > 1:
		b.Titel = fmt.Sprintf("%d %s", n, meer)
	}
	return nil
}

// onderwerpOfPlan is what the address says, or else the plan: nil when there is no plan yet either.
func onderwerpOfPlan(v *opmaak.Verzoek) (*onderwerp, error) {
	over, err := onderwerpVan(v, v.Vraag("over"))
	if err != nil || over.URL != "" {
		return over, err
	}
	_, s, err := hetDoel(v, v.API())
	if err != nil || s == nil {
		return nil, err
	}
	return onderwerpVan(v, "strategieen/"+s.UUID)
}

// antwoordFormulier is the form of an answer, or of a better one.
func antwoordFormulier(vraag, was string) *opmaak.Formulier {
	f := &opmaak.Formulier{Knop: "Antwoord geven", Velden: []*opmaak.Veld{{Naam: "antwoord", Label: vraag, Soort: opmaak.Tekstvak, Maximaal: 4000}}}
	if was != "" {
		f.Knop = "Antwoord verbeteren"
		f.Zet("antwoord", was)
	}
	return f
}

// beantwoord shows what waits for an answer, and takes the answer. f is nil for who may not give one.
func beantwoord(v *opmaak.Verzoek, sjabloon string, kop opmaak.Kop, blad any, f *opmaak.Formulier, pad, gezegd string) error {
	if v.R.Method != http.MethodPost || !f.Lees(v) {
		kop.Fout = f != nil && f.HeeftFouten()
		return v.Toon(sjabloon, kop, blad)
	}
	if err := stuur(v, http.MethodPost, pad+"/overgangen", veld{"naar": "beantwoord", "antwoord": f.Waarde("antwoord")}, nil); err != nil {
		if !geweigerd(f, err) {
			return err
		}
		kop.Fout = true
		return v.Toon(sjabloon, kop, blad)
	}
	v.Meld(gezegd)
	return v.Naar("/kaart" + pad)
}

// trekIn takes back what one said, with a way to say it again. veldnaam is what the API calls the words.
func trekIn(v *opmaak.Verzoek, pad, veldnaam, gezegd string) error {
	x, err := haal[map[string]any](v, pad+"/"+v.Pad("id"))
	if err != nil {
		return err
	}
	about, _ := (*x)["over"].(string)
	over, err := onderwerpVan(v, about)
	if err != nil {
		return err
	}
	if err := stuur(v, http.MethodDelete, pad+"/"+v.Pad("id"), nil, nil); err != nil {
		return err
	}
	return meldTerug(v, gezegd, http.MethodPost, pad, veld{"over": about, veldnaam: (*x)[veldnaam]}, over.Adres)
}
