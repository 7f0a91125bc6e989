package maat

// BinnenTermijn is DV2: of the cases whose term falls in the window the share that ended in time. What is still open past its term is
// late. It is a count over all cases, so a fact; the Wilson interval says how much could be luck (§9, §10.2).
var BinnenTermijn = Sonde{
	Code: "DV2", Naam: "zgw.binnenTermijn",
	Titel: "Binnen de termijn", Vraag: "Krijg ik op tijd antwoord?",
	Eenheid: Aandeel, Richting: Omhoog, Grondslag: Telling,
	Nodig: []string{"startdatum", "einddatum", "uiterlijkeEinddatumAfdoening"},
	count: func(o *Opdracht) counter { return &inTime{o: o, byType: map[int32]*tally{}} },
}

// Servicenorm is the norm of DV2 that the municipality set itself, beside the legal term.
const Servicenorm = "servicenorm"

// tally is so many of so many.
type tally struct{ k, n int }

type inTime struct {
	o      *Opdracht
	byType map[int32]*tally

	service                                       tally
	without, notYet, extended, withdrawn, invalid int
}

func (c *inTime) add(z *Zaak) bool {
	term := z.Termijn
	if c.o.Norm == Servicenorm {
		term = z.Streef
	}
	switch {
	case term == GeenDag:
		// Without a term it falls in no window; it is counted where it began.
		if !c.o.Venster.Heeft(z.Start) {
			return false
		}
		c.without++
		return true
	case !c.o.Venster.Heeft(term):
		return false
	case term >= c.o.Peildatum: // it can still be in time
		c.notYet++
		return true
	case !z.open() && z.Eind < z.Start:
		c.invalid++
		return true
	}
	t := c.byType[z.Type]
	if t == nil {
		t = &tally{}
		c.byType[z.Type] = t
	}
	t.n++
	if !z.open() && z.Eind <= term {
		t.k++
	}
	if z.Verlengd {
		c.extended++
	}
	if z.Ingetrokken {
		c.withdrawn++
	}
	if z.Streef != GeenDag {
		c.service.n++
		if !z.open() && z.Eind <= z.Streef {
			c.service.k++
		}
	}
	return true
}

func (c *inTime) figure() Cijfer {
	f := Cijfer{PerType: []Segment{}}
	weighed, total := 0.0, 0.0
	for _, key := range types(c.byType) {
		t := c.byType[key]
		f.N, f.Teller = f.N+t.n, f.Teller+t.k
		s := Segment{Type: key, N: t.n, Teller: t.k}
		s.Waarde, s.Onder, s.Boven = part(t.k, t.n, c.o.Zekerheid)
		f.PerType = append(f.PerType, s)
		weighed += c.o.Mix[key] * float64(t.k) / float64(t.n)
		total += c.o.Mix[key]
	}
	f.Waarde, f.Onder, f.Boven = part(f.Teller, f.N, c.o.Zekerheid)
	f.Gestandaardiseerd = number(weighed/total, total > 0)
	service := Naast{Code: NaastServicenorm, N: c.service.n}
	service.Waarde, service.Onder, service.Boven = part(c.service.k, c.service.n, c.o.Zekerheid)
	f.Naast = []Naast{
		service,
		{Code: NaastVerlengd, N: c.extended},
		{Code: NaastIngetrokken, N: c.withdrawn},
		{Code: NaastZonderTermijn, N: c.without},
		{Code: NaastNogNiet, N: c.notYet},
		{Code: NaastOngeldig, N: c.invalid},
	}
	return f
}
