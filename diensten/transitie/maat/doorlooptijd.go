package maat

// Doorlooptijd is DV1: in how many days half of the cases (or eight of ten) is done. It looks at all cases that began in the window:
// those that are still open have lasted at least so long, and leaving them out would make a service look better because it gets worse (§9).
var Doorlooptijd = Sonde{
	Code: "DV1", Naam: "zgw.doorlooptijd",
	Titel: "Doorlooptijd", Vraag: "Hoe lang moet ik wachten?",
	Eenheid: Dagen, Richting: Omlaag, Grondslag: Schatting,
	Nodig: []string{"startdatum", "einddatum"},
	count: func(o *Opdracht) counter { return &leadTimes{o: o, byType: map[int32]*lives{}} },
}

type leadTimes struct {
	o         *Opdracht
	byType    map[int32]*lives
	withdrawn int
	invalid   int

	suspended, suspendedDays, suspendedUnknown int
}

func (c *leadTimes) add(z *Zaak) bool {
	if !c.o.Venster.Heeft(z.Start) {
		return false
	}
	end := z.Eind
	if z.open() {
		end = c.o.Peildatum
	}
	switch {
	case z.Ingetrokken:
		c.withdrawn++
		return true
	case end < z.Start:
		c.invalid++
		return true
	}
	switch {
	case z.Opgeschort == OpgeschortOnbekend:
		c.suspendedUnknown++
	case z.Opgeschort > 0:
		c.suspended++
		c.suspendedDays += int(z.Opgeschort)
	}
	l := c.byType[z.Type]
	if l == nil {
		l = &lives{}
		c.byType[z.Type] = l
	}
	l.add(int(end-z.Start), !z.open())
	return true
}

func (c *leadTimes) figure() Cijfer {
	part := c.o.Deel
	if part == 0 {
		part = 0.5
	}
	all := &lives{}
	f := Cijfer{PerType: []Segment{}}
	curves := map[int32]survival{}
	for _, t := range types(c.byType) {
		l := c.byType[t]
		all.join(l)
		curves[t] = l.kaplanMeier(c.o.Zekerheid)
		s := Segment{Type: t, N: l.n, Teller: l.ends}
		s.Waarde, s.Onder, s.Boven = curves[t].quantile(part)
		f.PerType = append(f.PerType, s)
	}
	f.N, f.Teller = all.n, all.ends
	curve := all.kaplanMeier(c.o.Zekerheid)
	f.Waarde, f.Onder, f.Boven = curve.quantile(part)
	f.Gestandaardiseerd = mixed(curves, c.o.Mix, part)
	for _, side := range []struct {
		code string
		part float64
	}{{NaastP50, 0.5}, {NaastP80, 0.8}} {
		n := Naast{Code: side.code, N: all.n}
		n.Waarde, n.Onder, n.Boven = curve.quantile(side.part)
		f.Naast = append(f.Naast, n)
	}
	f.Naast = append(f.Naast,
		Naast{Code: NaastOpen, N: all.n - all.ends},
		Naast{Code: NaastIngetrokken, N: c.withdrawn},
		Naast{Code: NaastOpgeschort, N: c.suspended, Waarde: number(float64(c.suspendedDays)/float64(c.suspended), c.suspended > 0)},
		Naast{Code: NaastOnbekend, N: c.suspendedUnknown},
		Naast{Code: NaastOngeldig, N: c.invalid},
	)
	return f
}

// mixed is the quantile of the curves of the zaaktypen together, each with its weight in the baseline. Types without cases now leave
// their weight to the others.
func mixed(curves map[int32]survival, mix map[int32]float64, part float64) *float64 {
	total, days := 0.0, 0
	for _, t := range types(curves) {
		total += mix[t]
		days = max(days, len(curves[t].share))
	}
	if total <= 0 {
		return nil
	}
	together := survival{share: make([]float64, days)}
	for _, t := range types(curves) {
		curve, last := curves[t].share, 1.0
		for day := range together.share {
			if day < len(curve) {
				last = curve[day]
			}
			together.share[day] += mix[t] / total * last
		}
	}
	value, _, _ := together.quantile(part)
	return value
}
