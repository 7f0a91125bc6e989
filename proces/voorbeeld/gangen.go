package voorbeeld

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// stappenEnKansen makes the steps that people have thought about, those that others wait for first, and the opportunities that these use.
func stappenEnKansen(ctx context.Context, b *Beweging) error {
	return b.stappen(ctx, func(s stap) bool { return s.p50 > 0 })
}

// losseTitels makes the other steps, of which no more than a title is known yet, and theirs.
func losseTitels(ctx context.Context, b *Beweging) error {
	return b.stappen(ctx, func(stap) bool { return true })
}

func (b *Beweging) stappen(ctx context.Context, which func(stap) bool) error {
	made := map[string]string{}
	for _, s := range stappen {
		if !which(s) {
			continue
		}
		v := veld{"titel": s.titel, "waarom": s.waarom, "omkeerbaar": s.omkeerbaar, "herkomst": "strategie"}
		if s.omvang != "" {
			v["omvang"] = s.omvang
		}
		if s.p50 > 0 {
			v["uren"], v["doorlooptijdP80"] = veld{"p50": s.p50, "p80": s.p50 * 3 / 2}, s.maanden
		}
		if s.team != "" {
			d, err := b.zoek(ctx, "onderdelen", s.team)
			if err != nil {
				return err
			}
			v["eigenaarTeam"] = d.URL
		}
		if s.doel != "" {
			d, err := b.zoek(ctx, "maten", s.doel)
			if err != nil {
				return err
			}
			v["draagtBijAan"] = []veld{{"doel": d.URL, "sterkte": s.sterkte}}
		}
		after := []veld{}
		for _, titel := range s.eerst {
			after = append(after, veld{"stap": made[titel], "soort": "hard"})
		}
		v["afhankelijkheden"] = after
		d, err := b.maak(ctx, programmamanager, "stappen", s.titel, v)
		if err != nil {
			return err
		}
		made[s.titel] = d.URL
	}
	for _, k := range kansen {
		if err := b.kans(ctx, k, made); err != nil {
			return err
		}
	}
	return nil
}

func (b *Beweging) kans(ctx context.Context, k kans, stappen map[string]string) error {
	tied := []veld{}
	for titel, fit := range k.koppelingen {
		if stappen[titel] == "" { // its step comes later, and it with it
			return nil
		}
		tied = append(tied, veld{"stap": stappen[titel], "fit": fit})
	}
	v := veld{"soort": k.soort, "titel": k.titel, "inkooptijd": k.inkoop, "waarde": k.waarde, "waardeReden": k.reden, "koppelingen": tied}
	if k.opent != 0 {
		v["opent"] = b.maand(k.opent)
	}
	if k.sluit != 0 {
		v["sluit"] = b.maand(k.sluit)
	}
	if k.soort == "component" {
		v["gebruikers"], v["conformiteit"] = k.gebruikers, k.conformiteit
	}
	_, err := b.maak(ctx, programmamanager, "kansen", k.titel, v)
	return err
}

// aanbiedingen are what teams offer: made, or said again before it ends.
func aanbiedingen(ctx context.Context, b *Beweging) error {
	list, err := b.alle(ctx, "aanbod")
	if err != nil {
		return err
	}
	for _, s := range stappen {
		if s.uren == 0 {
			continue
		}
		stap, err := b.zoek(ctx, "stappen", s.titel)
		if err != nil {
			return err
		}
		if slices.Contains([]string{"opgeleverd", "geborgd", "gestopt"}, stap.Toestand) {
			continue
		}
		if i := slices.IndexFunc(list, func(d ding) bool { return d.Stap == stap.URL }); i >= 0 {
			if err := b.als(programmamanager).Post(ctx, list[i].URL+"/vernieuwen", nil, nil); err != nil {
				return err
			}
			continue
		}
		if err := b.biedAan(ctx, s, stap); err != nil {
			return err
		}
	}
	return nil
}

// biedAan has the leader of a team say what it can give; of a step without a team, that of Dienstverlening does.
func (b *Beweging) biedAan(ctx context.Context, s stap, d ding) error {
	naam := s.team
	if naam == "" {
		naam = "Dienstverlening"
	}
	t, err := b.zoek(ctx, "onderdelen", naam)
	if err != nil {
		return err
	}
	return b.als(leider(naam)).Post(ctx, transitie+"/aanbod", veld{
		"stap": d.URL, "team": t.URL, "mensen": s.mensen, "urenPerMaand": s.uren, "lagen": s.lagen,
	}, nil)
}

// leider is the leader of a team.
func leider(naam string) Wie {
	if naam == teamleider.Team {
		return teamleider
	}
	return Wie{"Teamleider " + naam, "middenmanagement", naam, []string{"teamleider"}}
}

// begint has a team begin with a step, once it can.
func begint(titel, team string) func(context.Context, *Beweging) error {
	return func(ctx context.Context, b *Beweging) error {
		d, err := b.zoek(ctx, "stappen", titel)
		if err != nil || d.Toestand != "gereed" {
			return err
		}
		return b.naar(ctx, leider(team), d, "lopend", nil)
	}
}

// levert has a team deliver a step.
func levert(titel, wat string) func(context.Context, *Beweging) error {
	return func(ctx context.Context, b *Beweging) error {
		d, err := b.zoek(ctx, "stappen", titel)
		if err != nil || d.Toestand != "lopend" {
			return err
		}
		return b.naar(ctx, programmamanager, d, "opgeleverd", veld{"oplevering": wat})
	}
}

// idee has somebody who handles cases propose a step.
func idee(titel, waarom string) func(context.Context, *Beweging) error {
	return func(ctx context.Context, b *Beweging) error {
		_, err := b.maak(ctx, behandelaar, "stappen", titel, veld{"titel": titel, "waarom": waarom})
		return err
	}
}

// publiceert has the programmamanager publish the order of that day.
func publiceert(reden string) func(context.Context, *Beweging) error {
	return func(ctx context.Context, b *Beweging) error {
		var made ding
		c := b.als(programmamanager)
		if err := c.Post(ctx, transitie+"/volgorde/berekenen", veld{}, &made); err != nil {
			return err
		}
		return c.Post(ctx, made.URL+"/vaststellen", veld{"reden": reden}, nil)
	}
}

// zorg has somebody say what worries them about something.
func zorg(tekst, soort, over string) func(context.Context, *Beweging) error {
	return func(ctx context.Context, b *Beweging) error {
		d, err := b.zoek(ctx, soort, over)
		if err != nil {
			return err
		}
		_, err = b.maak(ctx, behandelaar, "zorgen", tekst, veld{"over": d.URL, "tekst": tekst})
		return err
	}
}

// vraag has a team leader ask the board whether a step fits the frame.
func vraag(tekst, over string) func(context.Context, *Beweging) error {
	return func(ctx context.Context, b *Beweging) error {
		d, err := b.zoek(ctx, "stappen", over)
		if err != nil {
			return err
		}
		_, err = b.maak(ctx, teamleider, "kadervragen", tekst, veld{"over": d.URL, "vraag": tekst})
		return err
	}
}

// antwoordt answers a zorg or a kadervraag, unless it has been.
func antwoordt(wie Wie, soort, naam, tekst string) func(context.Context, *Beweging) error {
	return func(ctx context.Context, b *Beweging) error {
		d, err := b.zoek(ctx, soort, naam)
		if err != nil || d.Antwoord != "" {
			return err
		}
		return b.naar(ctx, wie, d, "beantwoord", veld{"antwoord": tekst})
	}
}

// claim has the programmamanager say that a milestone is reached. What is measured may say otherwise.
func claim(titel, toelichting string) func(context.Context, *Beweging) error {
	return func(ctx context.Context, b *Beweging) error {
		d, err := b.zoek(ctx, "mijlpalen", titel)
		if err != nil || d.Toestand != "actief" {
			return err
		}
		return b.naar(ctx, programmamanager, d, "geclaimd", veld{"reden": toelichting})
	}
}

// opzet is what the people of Meerdam began with: the teams, the aim with its measures, the milestones, and the strategy that the
// board established.
func opzet(ctx context.Context, b *Beweging) error {
	for _, step := range []func(context.Context) error{b.organisatie, b.maten, b.doelEnStrategie, b.mijlpalen} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (b *Beweging) organisatie(ctx context.Context) error {
	_, err := b.maak(ctx, programmamanager, "organisaties", gemeente, veld{
		"naam": gemeente, "soort": "gemeente", "eigen": true, "inwoners": 41_000, "zichtbaarheid": "openbaar",
		"regios": veld{"provincie": "Flevoland", "arbeidsmarktregio": "Flevoland", "corop": "Flevoland", "veiligheidsregio": "Flevoland"},
	})
	if err != nil {
		return err
	}
	if _, err := b.maak(ctx, programmamanager, "registers", "De registers van Meerdam", veld{"naam": "De registers van Meerdam", "eigen": true, "gelijktijdig": 4, "perSeconde": 200, "ingetrokken": []string{"Afgebroken", "Ingetrokken", "Dubbele melding"}}); err != nil {
		return err
	}
	for _, t := range teams {
		if _, err := b.maak(ctx, programmamanager, "onderdelen", t.naam, veld{"naam": t.naam, "soort": "team", "omvang": t.omvang, "urenPerMaand": t.uren}); err != nil {
			return err
		}
	}
	return nil
}

// doelEnStrategie makes the aim and the strategy, puts it forward, and has the secretaris establish it.
func (b *Beweging) doelEnStrategie(ctx context.Context) error {
	const zin, titel = "Wie iets bij ons aanvraagt, krijgt op tijd antwoord.", strategietitel
	looked := []veld{}
	for _, m := range maten {
		d, err := b.zoek(ctx, "maten", m.vraag)
		if err != nil {
			return err
		}
		looked = append(looked, veld{"maat": d.URL, "richting": m.richting})
	}
	doel, err := b.maak(ctx, programmamanager, "einddoelen", zin, veld{
		"zin": zin, "voorInwoners": "U hoort vooraf wanneer u antwoord krijgt. En dan krijgt u het ook.", "maten": looked, "zichtbaarheid": "openbaar",
	})
	if err != nil {
		return err
	}
	s, err := b.maak(ctx, programmamanager, "strategieen", titel, veld{
		"titel": titel, "einddoel": doel.URL, "horizonVan": b.maand(-13), "horizonTot": b.maand(36), "sporen": sporen, "zichtbaarheid": "openbaar",
		"ruimeKaders": []string{
			"Inwoners gaan voor: wat zij merken, telt.", "Wij bouwen samen met andere gemeenten, tenzij het alleen beter kan.", "Gegevens blijven bij de bron.",
			"Elke stap is binnen een kwartaal te zien.", "Wie het werk doet, bepaalt hoe.",
		},
	})
	if err != nil || s.Toestand != "concept" {
		return err
	}
	if err := b.naar(ctx, programmamanager, s, "voorgesteld", nil); err != nil {
		return err
	}
	return b.naar(ctx, secretaris, s, "vastgesteld", veld{"verwijzing": fmt.Sprintf("college %s, punt 4", inWoorden(b.maand(-13)))})
}

// inWoorden is a day as people write it: 23 oktober 2025.
func inWoorden(dag string) string {
	t, err := time.Parse(time.DateOnly, dag)
	if err != nil {
		return dag
	}
	months := strings.Fields("januari februari maart april mei juni juli augustus september oktober november december")
	return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year())
}

// maten makes the measures of the aim: their bar is what the board wants, their figures come from the cases.
func (b *Beweging) maten(ctx context.Context) error {
	for _, m := range maten {
		d, err := b.maak(ctx, programmamanager, "maten", m.vraag, veld{
			"code": m.code, "naam": m.naam, "vraag": m.vraag, "sonde": m.sonde, "zichtbaarheid": "openbaar",
			"nulmeting": veld{"van": b.maand(-25), "tot": b.maand(-13)}, "streefwaarde": m.streef, "streefTot": b.maand(13),
		})
		if err != nil {
			return err
		}
		if err := b.naar(ctx, programmamanager, d, "actief", nil); err != nil {
			return err
		}
	}
	return nil
}

// mijlpalen makes the milestones, each with its check, and lets them be measured from now on.
func (b *Beweging) mijlpalen(ctx context.Context) error {
	for _, l := range latten {
		over := veld{}
		if l.zaaktype != "" {
			over["zaaktypen"] = []string{l.zaaktype}
		}
		if l.deel != "" {
			over["deel"] = l.deel
		}
		toets, err := b.maak(ctx, programmamanager, "toetsen", l.titel, veld{
			"naam": l.titel, "sonde": l.sonde, "parameters": over, "onderwerp": l.onderwerp, "drempel": veld{"op": l.op, "waarde": l.drempel}, "zichtbaarheid": "openbaar",
		})
		if err != nil {
			return err
		}
		v := veld{
			"titel": l.titel, "betekenis": l.betekenis, "spoor": l.spoor, "toetsen": []veld{{"toets": toets.URL, "rol": "verplicht"}}, "zichtbaarheid": "openbaar",
		}
		if w := l.venster; w != nil {
			v["venster"] = veld{"van": b.kwartaal(w[0]), "tot": b.kwartaal(w[1])}
		}
		d, err := b.maak(ctx, programmamanager, "mijlpalen", l.titel, v)
		if err != nil {
			return err
		}
		if err := b.naar(ctx, programmamanager, d, "actief", nil); err != nil {
			return err
		}
	}
	return nil
}

// schuif is a milestone that is expected in other quarters from a herijking on, counted from the one of the begin.
type schuif struct {
	titel    string
	van, tot int
}

// herijkt has the programmamanager look at the strategie again, and expect some milestones in other quarters than before, unless
// they are already.
func herijkt(reden string, schuiven ...schuif) func(context.Context, *Beweging) error {
	return func(ctx context.Context, b *Beweging) error {
		c, eerst := b.als(programmamanager), true
		for _, x := range schuiven {
			d, err := b.zoek(ctx, "mijlpalen", x.titel)
			if err != nil {
				return err
			}
			var m struct{ Venster struct{ Van, Tot string } }
			if err := c.Get(ctx, d.URL, &m); err != nil {
				return err
			}
			van, tot := b.kwartaal(x.van), b.kwartaal(x.tot)
			if m.Venster.Van == van && m.Venster.Tot == tot {
				continue
			}
			if eerst { // what was, is kept before anything shifts
				s, err := b.zoek(ctx, "strategieen", strategietitel)
				if err != nil {
					return err
				}
				if s.Toestand != "vastgesteld" && s.Toestand != "herijkt" {
					return nil // the board is not done with it: nothing that was agreed can shift
				}
				if err := c.Post(ctx, s.URL+"/overgangen", veld{"naar": "herijkt", "reden": reden}, nil); err != nil {
					return err
				}
				eerst = false
			}
			if err := c.Do(ctx, http.MethodPatch, d.URL, veld{"venster": veld{"van": van, "tot": tot}}, nil); err != nil {
				return err
			}
		}
		return nil
	}
}

// strategietitel is what the strategie of Meerdam is called.
const strategietitel = "Op tijd antwoord"
