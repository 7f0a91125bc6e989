package kaart

import (
	"fmt"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// kompas is the start: do residents notice, what turned, and what is asked of me today (transition.md §14, 1)?
var kompas = opmaak.Pagina{Adres: "GET /kaart", Toon: toonKompas}

type kompasblad struct {
	Titel, Inleiding      string
	Doel                  bool
	Strategie             string // address of its page; "": there is none for who looks
	Vast                  string // by whom and when the aim was established
	MagBeginnen, MagMaten bool
	Beginknop             string
	Sinds                 time.Time
	Gedraaid              []gedraaid
	Meer                  *meerGedraaid
	Vandaag               []gevraagd
	VandaagRest           string
	Maten                 []maatrij
	Mijlpalen             mijlpalenblad
}

// meerGedraaid is what does not fit in the first lines.
type meerGedraaid struct {
	Naam     string
	Gedraaid []gedraaid
}

// gevraagd is something that is asked of who looks.
type gevraagd struct{ Doe, Tekst, Adres string }

// eersteGedraaid is how many things that turned are shown at once.
const eersteGedraaid = 4

// MetDoel says whether one of the charts has the line of a target.
func (b kompasblad) MetDoel() bool { return metDoellijn(b.Maten) }

func toonKompas(v *opmaak.Verzoek) error {
	if v.Persoon.Alleen(zonderDeuren...) {
		return v.Naar("/kaart/inrichting")
	}
	b := kompasblad{Sinds: sinds(v)}
	doel, strategie, err := hetDoel(v, v.API())
	if err != nil {
		return err
	}
	if b.Maten, err = maatrijen(v, v.API(), doel); err != nil {
		return err
	}
	if b.Mijlpalen, err = alleMijlpalen(v); err != nil {
		return err
	}
	turned, err := gedraaidSinds(v, b.Sinds)
	if err != nil {
		return err
	}
	b.Gedraaid = turned[:min(len(turned), eersteGedraaid)]
	if rest := turned[len(b.Gedraaid):]; len(rest) > 0 {
		b.Meer = &meerGedraaid{"Nog " + opmaak.Aantal(len(rest), "ding", "dingen"), rest}
	}
	if err := b.vraag(v); err != nil {
		return err
	}
	b.Strategie = paginaVan(v, "strategieen/")
	b.MagBeginnen = v.Persoon.Is(opmaak.Programmamanager) && v.Bestaat("/kaart/begin")
	b.MagMaten = b.MagBeginnen
	b.zeg(doel, strategie)
	return v.Toon("kompas", opmaak.Kop{Titel: b.Titel, ZonderDoel: true}, b)
}

// zeg is the head of the page: the aim and how far it is, or what there is to do without one.
func (b *kompasblad) zeg(doel *einddoel, s *strategie) {
	switch {
	case doel != nil:
		b.Doel, b.Titel = true, doel.Zin
		b.Inleiding = strings.TrimSpace(doel.VoorInwoners + " " + hoeVer(b.Maten))
		b.Vast = vastgesteld(s)
	case s != nil:
		b.Titel, b.Beginknop = "Wat moet een inwoner merken?", "Schrijf het einddoel op"
		b.Inleiding = "De strategie ‘" + s.Titel + "’ heeft nog geen einddoel. Eén zin is genoeg. Daarna zie je hier hoe ver jullie zijn."
	default:
		b.Titel, b.Beginknop = "Waar willen jullie naartoe?", "Begin met het doel"
		b.Inleiding = "Er is nog geen doel. In tien minuten heb je een doel, twee maten met echte cijfers en een eerste mijlpaal."
	}
	if !b.Doel && !b.MagBeginnen {
		b.Inleiding = "Er is nog geen doel. De programmamanager schrijft het op. Daarna zie je hier hoe ver jullie zijn."
	}
}

// vastgesteld says by whom and when a strategie was established, or how far it is.
func vastgesteld(s *strategie) string {
	switch {
	case s.Vastgesteld != nil && (s.Toestand == "vastgesteld" || s.Toestand == "herijkt"):
		text := fmt.Sprintf("Vastgesteld door %s op %s.", s.Vastgesteld.Naam, opmaak.Datum(s.Vastgesteld.Op))
		if s.Herijkt != nil && s.Toestand == "herijkt" {
			text += " Herijkt op " + opmaak.Datum(s.Herijkt.Op) + "."
		}
		return text
	case s.Toestand == "voorgesteld":
		return "Dit is een voorstel. Het bestuur stelt het nog vast."
	}
	return "Dit is een concept."
}

// hoeVer says in sentences how far the first measure is that is a share: people read "88 van de 100".
func hoeVer(rows []maatrij) string {
	for _, r := range rows {
		if r.aandeel == nil {
			continue
		}
		text := fmt.Sprintf("In %s lukte dat bij %s aanvragen.", r.maand, vanDe(*r.aandeel))
		if r.nulmeting != nil {
			text += fmt.Sprintf(" Bij de start waren dat er %s.", opmaak.Getal(heel(*r.nulmeting*100)))
		}
		if r.doel != nil {
			text += fmt.Sprintf(" Het doel is %s.", opmaak.Getal(heel(*r.doel*100)))
		}
		return text
	}
	return ""
}

// vandaag is what the register asks of who looks.
type vandaag struct {
	Punten []struct{ Soort, Tekst, Pad string }
	Totaal int
}

// vraagsoorten say what to do with each kind of thing that is asked.
var vraagsoorten = map[string]string{
	"kadervraag": "Beantwoord een vraag over de kaders", "strategie": "Stel de strategie vast", "kans": "Zoek een team voor een kans",
	"zorg": "Beantwoord een zorg", "antwoord": "Lees het antwoord", "idee": "Bekijk een idee", "stil": "Zeg of een stap mag slapen", "volgorde": "Bekijk de nieuwe volgorde",
	"mijlpaal": "Kijk wat er met een mijlpaal is", "mijlpaal.teruggevallen": "Kijk wat er is teruggevallen", "vrijstelling": "Beslis over een vrijstelling", "aanbod": "Vernieuw een aanbod",
}

func (b *kompasblad) vraag(v *opmaak.Verzoek) error {
	asked, err := haal[vandaag](v, "/vandaag")
	if err != nil {
		return err
	}
	for _, p := range asked.Punten {
		doe := vraagsoorten[p.Soort]
		if doe == "" {
			doe = "Kijk hier even naar"
		}
		b.Vandaag = append(b.Vandaag, gevraagd{doe, p.Tekst, paginaVan(v, p.Pad)})
	}
	switch rest := asked.Totaal - len(asked.Punten); {
	case rest == 1:
		b.VandaagRest = "Daarna wacht er nog één."
	case rest > 1:
		b.VandaagRest = fmt.Sprintf("Daarna wachten er nog %s.", opmaak.Getal(rest))
	}
	return nil
}

// alleMijlpalen are all milestones that who looks may see.
func alleMijlpalen(v *opmaak.Verzoek) (mijlpalenblad, error) {
	all, err := lijst[mijlpaal](v, "/mijlpalen", nil)
	if err != nil {
		return mijlpalenblad{}, err
	}
	b := groepeer(all)
	b.MagMaken = v.Persoon.Is(opmaak.Programmamanager) && v.Bestaat("/kaart/mijlpalen/nieuw")
	if b.Koers = heeftKoers(all); b.Koers {
		b.Tabs = mijlpaalTabs("/kaart/mijlpalen")
	}
	return b, nil
}
