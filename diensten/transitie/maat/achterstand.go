package maat

// Achterstand is DV9: how many cases are open past their term on the peildatum. It is a count of all, without an interval; the window
// plays no part.
var Achterstand = Sonde{
	Code: "DV9", Naam: "zgw.achterstand",
	Titel: "Achterstand", Vraag: "Hoeveel mensen wachten al te lang?",
	Eenheid: Zaken, Richting: Omlaag, Grondslag: Telling,
	Nodig: []string{"startdatum", "einddatum", "uiterlijkeEinddatumAfdoening"},
	count: func(o *Opdracht) counter { return &backlog{o: o, byType: map[int32]*tally{}} },
}

type backlog struct {
	o       *Opdracht
	byType  map[int32]*tally
	without int
}

func (c *backlog) add(z *Zaak) bool {
	if !z.open() {
		return false
	}
	if z.Termijn == GeenDag {
		c.without++
		return true
	}
	t := c.byType[z.Type]
	if t == nil {
		t = &tally{}
		c.byType[z.Type] = t
	}
	t.n++
	if z.Termijn < c.o.Peildatum {
		t.k++
	}
	return true
}

func (c *backlog) figure() Cijfer {
	f := Cijfer{PerType: []Segment{}}
	exact := func(k int) *float64 { return number(float64(k), true) }
	for _, key := range types(c.byType) {
		t := c.byType[key]
		f.N, f.Teller = f.N+t.n, f.Teller+t.k
		f.PerType = append(f.PerType, Segment{Type: key, N: t.n, Teller: t.k, Waarde: exact(t.k), Onder: exact(t.k), Boven: exact(t.k)})
	}
	f.Waarde, f.Onder, f.Boven = exact(f.Teller), exact(f.Teller), exact(f.Teller)
	f.Naast = []Naast{{Code: NaastOpen, N: f.N + c.without}, {Code: NaastZonderTermijn, N: c.without}}
	return f
}
