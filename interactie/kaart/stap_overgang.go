package kaart

import (
	"fmt"
	"net/http"
	"slices"

	"meent/interactie/opmaak"
)

// stapWeg is a way from one state of a step to another that people go, as a page that says what follows (§2.5).
type stapWeg struct {
	van         []string
	naar        string
	knop, vraag string
	gevolg      func(*stap) string
	velden      func(v *opmaak.Verzoek, s *stap, t *team) []*opmaak.Veld
	wie         func(v *opmaak.Verzoek, s *stap, t *team) bool
	klaar       string
}

func teamOfLeider(v *opmaak.Verzoek, _ *stap, t *team) bool {
	return mag(v, "stap.schrijven") || magTeam(v, t)
}

var stapWegen = []stapWeg{
	{
		van: []string{"idee"}, naar: "kandidaat", knop: "Laten meedoen", vraag: "Stap laten meedoen?",
		gevolg: func(s *stap) string {
			return "De stap krijgt een plek in de volgorde, of komt bij de groep waar hij hoort." + leestAntwoord(s)
		},
		velden: func(_ *opmaak.Verzoek, s *stap, _ *team) []*opmaak.Veld {
			return []*opmaak.Veld{{Naam: "reden", Label: "Wat wil je erbij zeggen?", Uitleg: "Komt in het logboek van de stap.", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 1000}}
		},
		wie:   func(v *opmaak.Verzoek, _ *stap, _ *team) bool { return mag(v, "stap.kandidaat") },
		klaar: "De stap doet mee.",
	},
	{
		van: []string{"gereed"}, naar: "lopend", knop: "Beginnen", vraag: "Stap laten beginnen?",
		gevolg: func(*stap) string { return "De stap loopt dan. Hij telt mee voor wat het team tegelijk doet." },
		velden: func(v *opmaak.Verzoek, _ *stap, t *team) []*opmaak.Veld {
			if magTeam(v, t) {
				return []*opmaak.Veld{{Naam: "reden", Label: "Waarom nu?", Uitleg: "Alleen nodig als je team al genoeg heeft lopen.", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 1000}}
			}
			return []*opmaak.Veld{{Naam: "reden", Label: "Met wie van het team is dit afgesproken?", Uitleg: "Het team moet ja hebben gezegd. Heeft het al genoeg lopen? Schrijf dan ook waarom dit er nog bij kan.", Soort: opmaak.Tekstvak, Maximaal: 1000}}
		},
		wie: teamOfLeider, klaar: "De stap loopt.",
	},
	{
		van: []string{"lopend"}, naar: "opgeleverd", knop: "Opleveren", vraag: "Stap opleveren?",
		gevolg: func(*stap) string {
			return "Stappen die hierop wachten, kunnen beginnen. Dit kun je niet terugdraaien."
		},
		velden: func(*opmaak.Verzoek, *stap, *team) []*opmaak.Veld {
			return []*opmaak.Veld{{Naam: "oplevering", Label: "Wat is er nu, en waar staat het?", Uitleg: "Een paar zinnen, voor wie het gaat gebruiken.", Soort: opmaak.Tekstvak, Maximaal: 4000}}
		},
		wie: teamOfLeider, klaar: "De stap is opgeleverd.",
	},
	{
		van: []string{"idee", "kandidaat", "gereed", "lopend"}, naar: "gestopt", knop: "Stoppen", vraag: "Stap stoppen?",
		gevolg: func(s *stap) string {
			return "De stap verdwijnt uit de volgorde en blijft te lezen, met de les. Dit kun je niet terugdraaien." + leestAntwoord(s)
		},
		velden: func(*opmaak.Verzoek, *stap, *team) []*opmaak.Veld {
			return []*opmaak.Veld{{Naam: "les", Label: "Wat is ervan geleerd?", Uitleg: "Minstens 40 tekens. Zo heeft een ander er nog wat aan.", Soort: opmaak.Tekstvak, Maximaal: 4000}}
		},
		wie: func(v *opmaak.Verzoek, s *stap, t *team) bool {
			return teamOfLeider(v, s, t) || s.Toestand == "idee" && eigen(v, s.Voorgesteld)
		},
		klaar: "De stap is gestopt.",
	},
	{
		van: []string{"slapend"}, naar: "", knop: "Wakker maken", vraag: "Stap wakker maken?",
		gevolg: func(s *stap) string {
			return fmt.Sprintf("De stap staat dan weer op ‘%s’.", stapStaat(s.EerdereToestand))
		},
		velden: func(*opmaak.Verzoek, *stap, *team) []*opmaak.Veld {
			return []*opmaak.Veld{{Naam: "reden", Label: "Waarom nu weer?", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 1000}}
		},
		wie: func(v *opmaak.Verzoek, s *stap, t *team) bool {
			return teamOfLeider(v, s, t) || s.EerdereToestand == "kandidaat" && mag(v, "stap.kandidaat")
		},
		klaar: "De stap is wakker.",
	},
}

func leestAntwoord(s *stap) string {
	if s.Toestand != "idee" || s.Voorgesteld == nil || s.Voorgesteld.Naam == "" {
		return ""
	}
	return " " + s.Voorgesteld.Naam + " leest het antwoord bij de stap."
}

func (w *stapWeg) geldt(s *stap) bool { return slices.Contains(w.van, s.Toestand) }

func (w *stapWeg) mag(v *opmaak.Verzoek, s *stap, t *team) bool { return w.wie(v, s, t) }

// doel is the state that the way leads to: a step that sleeps goes back to where it was.
func (w *stapWeg) doel(s *stap) string {
	if w.naar == "" {
		return s.EerdereToestand
	}
	return w.naar
}

// brengStap is a transition of a step as a page: what follows from it, a question, a button.
func brengStap(v *opmaak.Verzoek) error {
	b := &stapblad{}
	var err error
	if b.stap, err = haal[stap](v, "/stappen/"+v.Pad("id")); err != nil {
		return err
	}
	if err := b.leesTeam(v); err != nil {
		return err
	}
	i := slices.IndexFunc(stapWegen, func(w stapWeg) bool { return w.geldt(b.stap) && w.doel(b.stap) == v.Pad("toestand") })
	if i < 0 {
		v.Meld(fmt.Sprintf("De stap is intussen ‘%s’. Dit kan niet meer.", b.Staat()))
		return v.Naar(b.Adres())
	}
	w := stapWegen[i]
	f := &opmaak.Formulier{Velden: w.velden(v, b.stap, b.Team)}
	vraag := opmaak.Bevestiging{Vraag: w.vraag, Gevolg: "‘" + b.Titel + "’. " + w.gevolg(b.stap), Knop: w.knop, Terug: b.Adres(), Formulier: f}
	if v.R.Method != http.MethodPost || !f.Lees(v) {
		return v.Bevestig(vraag)
	}
	body := veld{"naar": v.Pad("toestand")}
	for _, q := range f.Velden {
		body[q.Naam] = f.Waarde(q.Naam)
	}
	if err := stuur(v, http.MethodPost, "/stappen/"+b.UUID+"/overgangen", body, nil); err != nil {
		if geweigerd(f, err) {
			return v.Bevestig(vraag)
		}
		return err
	}
	v.Meld(w.klaar)
	return v.Naar(b.Adres())
}
