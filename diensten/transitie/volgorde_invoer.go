package transitie

import (
	"errors"

	"meent/diensten/rest"
	"meent/diensten/transitie/volgorde"
	"meent/diensten/zgw"
)

// bereken makes the order of today from all that is in this register. It reads what people said and what was published, and nothing of any
// person (R3).
func bereken(c *rest.Call) (volgorde.Uitslag, error) {
	in := volgorde.Invoer{Peildatum: volgorde.Datum(c.Today()), Vorige: map[string]float64{}}
	for _, part := range []func(*rest.Call, *volgorde.Invoer) error{leesDoelmaten, leesStappen, leesAanbod, leesKansen, leesTeams, leesVorige, leesVerplaatsingen} {
		if err := part(c, &in); err != nil {
			return volgorde.Uitslag{}, err
		}
	}
	return volgorde.Bereken(in), nil
}

// leesDoelmaten reads the measures of the aim: that of the strategie in force, else of the one that is furthest on its way.
func leesDoelmaten(c *rest.Call, in *volgorde.Invoer) error {
	list, err := Strategieen.Each(c, "toestand <> 'afgesloten' and einddoel is not null")
	if err != nil {
		return err
	}
	far := map[StrategieToestand]int{"concept": 1, "voorgesteld": 2, "vastgesteld": 3, "herijkt": 3}
	var strategie *Transitiestrategie
	for _, s := range list {
		if strategie == nil || far[s.Toestand] >= far[strategie.Toestand] {
			strategie = s
		}
	}
	if strategie == nil {
		return nil
	}
	doel, err := Einddoelen.Get(c, strategie.Einddoel)
	if err != nil {
		return err
	}
	for _, m := range doel.Maten {
		in.Doelmaten = append(in.Doelmaten, string(m.Maat))
	}
	return nil
}

func leesStappen(c *rest.Call, in *volgorde.Invoer) error {
	list, err := Stappen.Each(c, "id > 0")
	if err != nil {
		return err
	}
	namen := map[zgw.URL]string{}
	for _, s := range list {
		stap := volgorde.Stap{
			UUID: s.UUID, Titel: s.Titel, Toestand: volgorde.Toestand(s.Toestand), P50: float64(s.p50()), Doorlooptijd: s.DoorlooptijdP80,
			Team: s.EigenaarTeam.UUID(), Omkeerbaar: s.Omkeerbaar,
		}
		if s.Toestand == "lopend" {
			stap.Begonnen = volgorde.Datum(s.ToestandSinds.Date())
		}
		for _, d := range s.DraagtBijAan {
			if namen[d.Doel], err = naamVan(c, namen, d.Doel); err != nil {
				return err
			}
			stap.Bijdragen = append(stap.Bijdragen, volgorde.Bijdrage{Aan: string(d.Doel), Naam: namen[d.Doel], Sterkte: string(d.Sterkte)})
		}
		for _, d := range s.Afhankelijkheden {
			if d.Soort == "zacht" {
				stap.Zacht = append(stap.Zacht, d.Stap.UUID())
			} else {
				stap.Hard = append(stap.Hard, d.Stap.UUID())
			}
		}
		in.Stappen = append(in.Stappen, stap)
	}
	return nil
}

// naamVan is what a measure or mijlpaal is called.
func naamVan(c *rest.Call, known map[zgw.URL]string, url zgw.URL) (string, error) {
	if naam, ok := known[url]; ok {
		return naam, nil
	}
	if _, ours := url.Local(); !ours {
		return "", nil
	}
	s, err := c.Find(url)
	if errors.Is(err, rest.ErrUnknown) {
		return "", nil // it was removed
	}
	if err != nil {
		return "", err
	}
	var named struct {
		Naam  string `json:"naam"`
		Titel string `json:"titel"`
	}
	if err := rest.Decode(s, &named); err != nil {
		return "", err
	}
	return named.Naam + named.Titel, nil
}

func leesAanbod(c *rest.Call, in *volgorde.Invoer) error {
	list, err := Aanboden.Each(c, "toestand = 'geldig'")
	if err != nil {
		return err
	}
	of := map[string][]volgorde.Aanbod{}
	for _, a := range list {
		lagen := []string{}
		for _, l := range a.Lagen {
			lagen = append(lagen, string(l))
		}
		of[a.Stap.UUID()] = append(of[a.Stap.UUID()], volgorde.Aanbod{
			UUID: a.UUID, Team: a.Team.UUID(), Mensen: a.Mensen, Uren: float64(a.UrenPerMaand), Lagen: lagen,
			DoorTeamleider: a.DoorTeamleider, Door: a.DoorWie, Op: volgorde.Datum(a.Op), Tot: volgorde.Datum(a.Tot),
		})
	}
	for i := range in.Stappen {
		in.Stappen[i].Aanbod = of[in.Stappen[i].UUID]
	}
	return nil
}

func leesKansen(c *rest.Call, in *volgorde.Invoer) error {
	list, err := Kansen.Each(c, "toestand in ('open', 'verlopen')")
	if err != nil {
		return err
	}
	for _, k := range list {
		kans := volgorde.Kans{
			UUID: k.UUID, Titel: k.Titel, Soort: string(k.Soort), Toestand: string(k.Toestand), Opent: volgorde.Datum(k.Opent), Sluit: volgorde.Datum(k.Sluit),
			Inkooptijd: k.Inkooptijd, Waarde: k.Waarde, Verplicht: k.Verplicht, Bron: k.Bewijs, Gebruikers: k.Gebruikers, Conformiteit: k.Conformiteit,
		}
		for _, kop := range k.Koppelingen {
			kans.Koppelingen = append(kans.Koppelingen, volgorde.Koppeling{Stap: kop.Stap.UUID(), Fit: kop.Fit})
		}
		in.Kansen = append(in.Kansen, kans)
	}
	return nil
}

func leesTeams(c *rest.Call, in *volgorde.Invoer) error {
	list, err := Onderdelen.Each(c, "id > 0")
	if err != nil {
		return err
	}
	for _, o := range list {
		in.Teams = append(in.Teams, volgorde.Team{UUID: o.UUID, Naam: o.Naam, Uren: float64(o.UrenPerMaand), WIP: o.WIP})
	}
	return nil
}

// leesVorige reads the scores of the order that was published last (S_prev).
func leesVorige(c *rest.Call, in *volgorde.Invoer) error {
	last, ok, err := laatsteVolgorde(c, "")
	if err != nil || !ok {
		return err
	}
	u, err := last.uitslag()
	in.Vorige = u.Gepubliceerd()
	return err
}

func leesVerplaatsingen(c *rest.Call, in *volgorde.Invoer) error {
	list, err := Verplaatsingen.Each(c, "vervallen is null")
	if err != nil {
		return err
	}
	for _, v := range list {
		in.Verplaatsingen = append(in.Verplaatsingen, volgorde.Verplaatsing{
			Stap: v.Stap.UUID(), Plaats: v.Plaats, Reden: v.Reden, Door: v.Door.Naam, Op: volgorde.Datum(v.Door.Op.Date()),
		})
	}
	return nil
}
