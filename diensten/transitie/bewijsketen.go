package transitie

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/zgw"
)

// Bewijs is what stands behind a mijlpaal, for who wants to check it.
type Bewijs struct {
	// De mijlpaal.
	Mijlpaal zgw.URL `json:"mijlpaal"`
	// Of de hele keten van alle toetsen klopt.
	Klopt bool `json:"klopt"`
	// De openbare sleutels waarmee is ondertekend.
	Sleutels []Ondertekensleutel `json:"sleutels"`
	// Per toets de zin en de metingen.
	Toetsen []ToetsBewijs `json:"toetsen"`
}

// ToetsBewijs is the chain of one toets.
type ToetsBewijs struct {
	// De toets.
	Toets zgw.URL `json:"toets"`
	// De toets als zin.
	Zin string `json:"zin"`
	// Of de mijlpaal niet zonder kan.
	Rol ToetsRol `json:"rol"`
	// De versies van de definitie.
	Versies []ToetsVersie `json:"versies"`
	// Of de keten klopt.
	Klopt bool `json:"klopt"`
	// De eerste meting die niet klopt, vanaf 1; 0 als alles klopt.
	Breuk int `json:"breuk"`
	// Wat er is gecontroleerd, of wat er niet klopt.
	Melding string `json:"melding"`
	// De metingen, de oudste eerst.
	Metingen []Meting `json:"metingen"`
}

// bewijs gathers the metingen of a mijlpaal and checks their chains. Who may see the mijlpaal sees its required toetsen, also those
// that are not theirs to see elsewhere: the bar is part of the promise. A supporting toets has rights of its own (0052).
func (m *Mijlpaal) bewijs(c *rest.Call) (Bewijs, error) {
	b := Bewijs{Mijlpaal: m.URL, Klopt: true, Toetsen: []ToetsBewijs{}}
	keys, err := sleutels(c.Tx)
	if err != nil {
		return b, err
	}
	b.Sleutels = getoond(keys)
	toetsrecht := leesrecht(c, "toetsen")
	for _, r := range m.Toetsen {
		s, err := Toetsen.Stored(c, r.Toets)
		if err != nil {
			return b, err
		}
		if r.Rol != "verplicht" && !toetsrecht.Allows(s.Cls) {
			continue
		}
		t, err := Toetsen.Get(c, r.Toets)
		if err != nil {
			return b, err
		}
		tb, err := t.bewijs(c, keys)
		if err != nil {
			return b, err
		}
		tb.Rol = r.Rol
		b.Klopt = b.Klopt && tb.Klopt
		b.Toetsen = append(b.Toetsen, tb)
	}
	return b, nil
}

// bewijs is the chain of a toets for a client: what came of checking it, and those of its metingen that it may see.
func (t *Toets) bewijs(c *rest.Call, keys []bewijs.Sleutel) (ToetsBewijs, error) {
	b, list, err := t.keten(c, keys)
	if err != nil {
		return b, err
	}
	b.Metingen = zichtbareMetingen(c, list)
	return b, nil
}

// keten checks the chain of a toets: each record, the end of it as the toets knows it, and the columns that a mijlpaal turns by.
func (t *Toets) keten(c *rest.Call, keys []bewijs.Sleutel) (ToetsBewijs, []*Meting, error) {
	b := ToetsBewijs{Toets: t.URL, Zin: t.Zin, Versies: t.Versies, Klopt: true, Metingen: []Meting{}}
	id, err := c.ID(t.URL)
	if err != nil {
		return b, nil, err
	}
	list, err := metingenVan(c, id)
	if err != nil {
		return b, nil, err
	}
	b.controleer(list, keys, t.Kop)
	if b.Klopt {
		b.tabel(c.Tx, id, list)
	}
	return b, list, nil
}

// gebroken says why the metingen of a toets prove nothing any more; "" when they do. What is told to people is what they can do.
func (t *Toets) gebroken(c *rest.Call) (string, error) {
	keys, err := sleutels(c.Tx)
	if err != nil {
		return "", err
	}
	b, _, err := t.keten(c, keys)
	if err != nil || b.Klopt {
		return "", err
	}
	return fmt.Sprintf("Meting %d van ‘%s’ is buiten Meent om gewijzigd of weggehaald. De metingen tellen niet meer mee. Laat de beheerder de gegevens terugzetten.", b.Breuk, t.Naam), nil
}

// ControleerMetingen checks the chains of all toetsen, and says in a sentence what was checked. The error names each that does not hold.
func ControleerMetingen(ctx context.Context, s *rest.Site) (string, error) {
	c, err := motorCall(ctx, s)
	if err != nil {
		return "", err
	}
	var (
		toetsen, metingen int
		broken            []string
	)
	err = c.View(func() error {
		keys, err := sleutels(c.Tx)
		if err != nil {
			return err
		}
		list, err := Toetsen.Each(c, "sonde <> $1", string(verklaring))
		if err != nil {
			return err
		}
		for _, t := range list {
			b, chain, err := t.keten(c, keys)
			if err != nil {
				return err
			}
			toetsen, metingen = toetsen+1, metingen+len(chain)
			if !b.Klopt {
				broken = append(broken, fmt.Sprintf("‘%s’ (%s): %s", t.Naam, t.UUID, b.Melding))
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return "", err
	case len(broken) > 0:
		return "", fmt.Errorf("de metingen zijn buiten Meent om gewijzigd.\n%s", strings.Join(broken, "\n"))
	case metingen == 0:
		return "Er is nog niet gemeten voor mijlpalen.", nil
	}
	return fmt.Sprintf("De metingen kloppen (%d, van %d toetsen): niets is veranderd en er ontbreekt niets.", metingen, toetsen), nil
}

// controleer checks the chain.
func (b *ToetsBewijs) controleer(list []*Meting, keys []bewijs.Sleutel, head string) {
	b.Melding = fmt.Sprintf("%d metingen gecontroleerd: niets is veranderd en er ontbreekt niets.", len(list))
	if len(list) == 0 {
		b.Melding = "Er is nog niet gemeten."
	}
	if len(list) == 0 && head == "" {
		return
	}
	chain := make([]bewijs.Schakel, len(list))
	for i, m := range list {
		var err error
		if chain[i], err = m.schakel(); err != nil {
			b.breek(i+1, "De inhoud is niet te lezen.")
			return
		}
	}
	bos, err := eigenBos(keys)
	if err != nil {
		b.breek(1, "De sleutels van de organisatie zijn veranderd.")
		return
	}
	if broken, ok := errors.AsType[*bewijs.Breuk](bewijs.Controleer(chain, bos, head)); ok {
		b.breek(broken.Plaats, broken.Waarom)
		return
	}
	b.Melding += overdrachten(list, keys)
}

func (b *ToetsBewijs) breek(at int, why string) {
	b.Klopt, b.Breuk = false, at
	b.Melding = fmt.Sprintf("De keten klopt niet bij meting %d. %s", at, why)
}

// tabel holds what the milestone turns by, the columns, against what was signed.
func (b *ToetsBewijs) tabel(tx data.Tx, toets int64, list []*Meting) {
	i := 0
	for row, err := range tx.Query("select toets_versie, van, tot, uitkomst, nulmeting, peildatum from metingen where toets = $1 order by nummer", toets) {
		if err != nil || i >= len(list) {
			b.breek(i+1, "De tabel is niet te lezen.")
			return
		}
		m := list[i]
		i++
		if row.Int(0) != int64(m.ToetsVersie) || row.Int(1) != int64(dagNr(m.Van)) || row.Int(2) != int64(dagNr(m.Tot)) || row.Text(3) != string(m.Uitkomst) || (row.Int(4) == 1) != m.Nulmeting ||
			row.Int(5) != int64(dagNr(m.Peildatum)) {
			b.breek(i, "Waar de mijlpaal op draait, is iets anders dan wat is ondertekend.")
			return
		}
	}
}

// zichtbareMetingen are the metingen that the client may see.
func zichtbareMetingen(c *rest.Call, list []*Meting) []Meting {
	seen := []Meting{}
	for _, m := range list {
		if _, err := Metingen.Visible(c, m.UUID); err == nil {
			seen = append(seen, *m)
		}
	}
	return seen
}
