package kaart

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"meent/integratie/zgw"
	"meent/interactie/opmaak"
)

// terug is the way back of what was just done: the opposite call to the API, made by the person themselves, with their own rights.
var terug = []opmaak.Pagina{{Adres: "POST /kaart/terug", Ongedaan: true, Toon: func(v *opmaak.Verzoek) error {
	methode, pad, naar := v.Vraag("methode"), v.Vraag("pad"), v.Vraag("naar")
	if !strings.HasPrefix(pad, "/") || !strings.HasPrefix(naar, "/kaart") || methode != http.MethodPatch && methode != http.MethodPost && methode != http.MethodDelete {
		return &opmaak.Fout{Status: http.StatusBadRequest}
	}
	var inhoud any
	if text := v.Vraag("inhoud"); text != "" {
		inhoud = json.RawMessage(text)
	}
	err := stuur(v, methode, pad, inhoud, nil)
	if p, ok := errors.AsType[*zgw.Problem](err); ok && (p.Status == http.StatusBadRequest || p.Status == http.StatusConflict) {
		why := p.Detail
		if len(p.Invalid) > 0 {
			why = p.Invalid[0].Reason
		}
		return &opmaak.Fout{Status: http.StatusConflict, Uitleg: "Dit kan niet meer terug. " + zin(why) + " Er is niets veranderd."}
	}
	if err != nil {
		return err
	}
	v.Meld("Het is weer zoals het was.")
	return v.Naar(naar)
}}}

// meldTerug says what was done on the next page, with a button that undoes it by another call to the API. inhoud is its body, or nil.
func meldTerug(v *opmaak.Verzoek, tekst, methode, pad string, inhoud any, naar string) error {
	return meldTerugVia(v, tekst, methode, pad, inhoud, naar, naar)
}

// meldTerugVia is the same for what has a page of its own, which is gone when it is undone: then one lands elsewhere.
func meldTerugVia(v *opmaak.Verzoek, tekst, methode, pad string, inhoud any, naar, daarna string) error {
	velden := map[string]string{"methode": methode, "pad": pad, "naar": daarna}
	if inhoud != nil {
		encoded, err := json.Marshal(inhoud)
		if err != nil {
			return err
		}
		velden["inhoud"] = string(encoded)
	}
	v.MeldOngedaan(tekst, &opmaak.Ongedaan{Adres: "/kaart/terug", Velden: velden})
	return v.Naar(naar)
}

// geweigerd puts what a register refused in the form, in its own words. It says whether the error was a refusal; any other is a
// fault of the page.
func geweigerd(f *opmaak.Formulier, err error) bool {
	p, ok := errors.AsType[*zgw.Problem](err)
	switch {
	case ok && (p.Status == http.StatusForbidden || p.Status == http.StatusConflict):
		f.Algemeen = append(f.Algemeen, p.Detail)
		return true
	case ok:
		return f.Weiger(err)
	}
	return false
}

// invullen is a page with a form, on GET and on POST. bouw makes the form as it is before anybody filled it in; bewaar does what it asks.
// A refusal of the register shows the form again, with what was filled in.
type invullen struct {
	sjabloon  string // "": the title, an introduction and the form
	kop       opmaak.Kop
	inleiding string
	formulier *opmaak.Formulier
	data      any // for the template, beside the form
}

// invulblad is what the template of a form gets.
type invulblad struct {
	Titel, Inleiding string
	Formulier        *opmaak.Formulier
	Data             any
}

func (i *invullen) toon(v *opmaak.Verzoek) error {
	i.kop.Fout = i.formulier.HeeftFouten()
	sjabloon := i.sjabloon
	if sjabloon == "" {
		sjabloon = "invullen"
	}
	return v.Toon(sjabloon, i.kop, invulblad{i.kop.Titel, i.inleiding, i.formulier, i.data})
}

// doe shows the form, or takes it: bewaar is called when it was sent and can be read, and gives the answer to the browser.
func (i *invullen) doe(v *opmaak.Verzoek, bewaar func() error) error {
	if v.R.Method != http.MethodPost || !i.formulier.Lees(v) {
		return i.toon(v)
	}
	err := bewaar()
	if errors.Is(err, errGeenTeam) || errors.Is(err, errInFormulier) || err != nil && geweigerd(i.formulier, err) {
		return i.toon(v)
	}
	return err
}

// wijzig is doe for what may be there already: versie is that of the object as it is now, 0 when it is new; wat is its name in a sentence.
// Who sends a form about an older one hears that somebody was first (intussen).
func (i *invullen) wijzig(v *opmaak.Verzoek, versie int, wat string, bewaar func() error) error {
	if versie == 0 {
		return i.doe(v, bewaar)
	}
	if v.R.Method == http.MethodPost && i.formulier.Lees(v) && intussen(v, i.formulier, versie, wat) {
		return i.toon(v)
	}
	intussen(v, i.formulier, versie, wat)
	return i.doe(v, bewaar)
}

// errInFormulier says that the form has been told what is wrong.
var errInFormulier = errors.New("the form says what is wrong")

// beide is a page that is opened with GET and sent with POST.
func beide(adres string, toon func(*opmaak.Verzoek) error) []opmaak.Pagina {
	return []opmaak.Pagina{{Adres: "GET " + adres, Toon: toon}, {Adres: "POST " + adres, Toon: toon}}
}
