package transitie

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// invoer is all that the state of a mijlpaal follows from, read from the tables (maat.Mijlpaal).
func (m *Mijlpaal) invoer(c *rest.Call) (maat.Mijlpaal, error) {
	in := maat.Mijlpaal{Basis: maat.Actief, Geclaimd: maat.GeenDag}
	switch m.Toestand {
	case "concept":
		in.Basis = maat.Concept
	case "vervallen":
		in.Basis = maat.Vervallen
	}
	if m.Samenstelling == "nVan" && m.Nodig != nil {
		in.Nodig = *m.Nodig
	}
	if m.Claim != nil {
		in.Geclaimd = maat.LeesDag(string(m.Claim.Op))
	}
	for _, r := range m.Toetsen {
		t, err := Toetsen.Get(c, r.Toets)
		if err != nil {
			return in, fmt.Errorf("toets of mijlpaal %s: %w", m.UUID, err)
		}
		in.Toetsen = append(in.Toetsen, maat.Toets{
			UUID: t.UUID, Verplicht: r.Rol == "verplicht", Gemeten: t.sonde() != nil, Versie: t.DefinitieVersie, Duur: t.Duur, Versheid: t.vers(),
			Verlegd: m.verlegdOp(t), Verwijderd: maat.GeenDag,
		})
		if err := m.leesMetingen(c, &in, t); err != nil {
			return in, err
		}
	}
	for _, v := range m.Verlegd {
		if v.Toets != "" {
			in.Toetsen = append(in.Toetsen, maat.Toets{UUID: v.Toets.UUID(), Verwijderd: maat.LeesDag(string(v.Op))})
		}
	}
	return in, nil
}

// leesMetingen reads what was measured of a toets since the mijlpaal counts, and when it was excused.
func (m *Mijlpaal) leesMetingen(c *rest.Call, in *maat.Mijlpaal, t *Toets) error {
	id, err := c.ID(t.URL)
	if err != nil {
		return err
	}
	since := maat.LeesDag(string(m.TeltVanaf))
	for row, err := range c.Tx.Query("select toets_versie, van, tot, op, uitkomst, nulmeting from metingen where toets = $1 order by nummer", id) {
		if err != nil {
			return err
		}
		x := maat.Meting{
			Toets: t.UUID, Versie: int(row.Int(0)), Venster: maat.Venster{Van: maat.Dag(row.Int(1)), Tot: maat.Dag(row.Int(2))}, Op: maat.Dag(row.Int(3)),
			Uitkomst: maat.Uitkomst(row.Text(4)), Nulmeting: row.Int(5) == 1,
		}
		if x.Op >= since {
			in.Metingen = append(in.Metingen, x)
		}
	}
	for row, err := range c.Tx.Query("select van, tot from vrijstellingen where toets = $1 and van is not null order by id", id) {
		if err != nil {
			return err
		}
		in.Vrijstellingen = append(in.Vrijstellingen, maat.Vrijstelling{Toets: t.UUID, Van: maat.LeesDag(row.Text(0)), Tot: maat.LeesDag(row.Text(1))})
	}
	return nil
}

// verlegdOp is the day on which the bar of a toets was last moved since the mijlpaal is at work.
func (m *Mijlpaal) verlegdOp(t *Toets) maat.Dag {
	if list := m.latten(t); len(list) > 0 {
		return maat.LeesDag(string(zgw.DateOf(list[len(list)-1].Op.Time())))
	}
	return maat.GeenDag
}

// latten are the versions of a toets that began while the mijlpaal was at work.
func (m *Mijlpaal) latten(t *Toets) []ToetsVersie {
	var list []ToetsVersie
	for _, v := range t.Versies {
		if m.ActiefOp != "" && v.Versie > 1 && zgw.DateOf(v.Op.Time()) >= m.ActiefOp {
			list = append(list, v)
		}
	}
	return list
}

// herzie sets everything that follows from metingen, claim and toetsen. It is the one place that sets the state of a mijlpaal beyond
// actief, and it does so from what was measured (R1).
func (m *Mijlpaal) herzie(c *rest.Call) error {
	in, err := m.invoer(c)
	if err != nil {
		return err
	}
	now := maat.LeesDag(string(c.Today()))
	s := in.Stand(now)
	broken := map[zgw.URL]string{}
	// Nothing is reached by what was put into the tables by hand (R1). To check a chain takes most of a millisecond a meting: it is done of what
	// turns, and of what stands as each fourth meting comes.
	again := !m.Toestand.gehaald()
	if !again && len(in.Metingen)%4 == 0 {
		if again, err = m.nieuwGemeten(c); err != nil {
			return err
		}
	}
	if again && m.gaande() && MijlpaalToestand(s.Toestand).gehaald() {
		if broken, err = m.zonderBewijs(c, &in); err != nil {
			return err
		}
		s = in.Stand(now)
	}
	if m.gaande() {
		m.Toestand = MijlpaalToestand(s.Toestand)
		m.TeltMee = s.TeltMee
		m.Sinds = cmp.Or(datum(s.Sinds), m.ActiefOp)
	} else {
		m.TeltMee = false
	}
	if m.Claim != nil {
		m.Claim.Kwartalen = kwartalen(maat.LeesDag(string(m.Claim.Op)), now)
	}
	m.Uitslagen, m.Merken, m.Verklaard, m.Toets = []Uitslag{}, []Merk{}, nil, ""
	for _, r := range m.Toetsen {
		if err := m.uitslag(c, r, s, now); err != nil {
			return err
		}
	}
	for _, r := range m.Toetsen {
		if why := broken[r.Toets]; why != "" {
			m.Merken = append(m.Merken, Merk{Soort: "ketenGebroken", Toets: r.Toets, Zin: why})
		}
	}
	m.eigenMerken(s, now)
	m.LaatsteMeting = m.maatgevend()
	m.Stand = m.stand(s)
	return nil
}

// nieuwGemeten says whether a required toets was measured since the mijlpaal was last looked at.
func (m *Mijlpaal) nieuwGemeten(c *rest.Call) (bool, error) {
	for _, u := range m.Uitslagen {
		if u.Rol != "verplicht" {
			continue
		}
		t, err := Toetsen.Get(c, u.Toets)
		if err != nil {
			return false, err
		}
		if t.LaatsteMeting != nil && (u.LaatsteMeting == nil || u.LaatsteMeting.URL != t.LaatsteMeting.URL) {
			return true, nil
		}
	}
	return false, nil
}

// gehaald says whether a state is one that only metingen give.
func (t MijlpaalToestand) gehaald() bool {
	return t == "geverifieerd" || t == "geverifieerdMetVrijstelling"
}

// zonderBewijs takes out of what a mijlpaal follows from the metingen of required toetsen whose chain does not hold, and says of each why.
func (m *Mijlpaal) zonderBewijs(c *rest.Call, in *maat.Mijlpaal) (map[zgw.URL]string, error) {
	broken := map[zgw.URL]string{}
	for _, r := range m.Toetsen {
		if r.Rol != "verplicht" {
			continue
		}
		t, err := Toetsen.Get(c, r.Toets)
		if err != nil {
			return nil, err
		}
		why, err := t.gebroken(c)
		if err != nil {
			return nil, err
		}
		if why != "" {
			broken[r.Toets] = why
			in.Metingen = slices.DeleteFunc(in.Metingen, func(x maat.Meting) bool { return x.Toets == t.UUID })
		}
	}
	return broken, nil
}

// kwartalen is how many whole quarters lie between two days.
func kwartalen(from, to maat.Dag) int {
	n := 0
	for from.Maanden(3*(n+1)) <= to {
		n++
	}
	return n
}

// uitslag is how one toets stands, with its marks.
func (m *Mijlpaal) uitslag(c *rest.Call, r MijlpaalToets, s maat.Stand, now maat.Dag) error {
	t, err := Toetsen.Get(c, r.Toets)
	if err != nil {
		return err
	}
	m.verklaardMerk(t, now)
	if m.verzwijgt(r, t) {
		m.Uitslagen = append(m.Uitslagen, Uitslag{Toets: t.URL, Rol: r.Rol})
		return nil
	}
	u := Uitslag{Toets: t.URL, Zin: t.Zin, Rol: r.Rol, Duur: t.Duur, Stilstand: t.Stilstand, LaatsteMeting: t.LaatsteMeting.voor(m.Zichtbaarheid)}
	if t.LaatsteMeting != nil {
		u.Uitkomst = t.LaatsteMeting.Uitkomst
		if t.LaatsteMeting.oud(t, now) {
			u.Uitkomst = Uitkomst(maat.Verouderd)
			u.LaatsteMeting.Uitkomst = u.Uitkomst
		}
	}
	if i := slices.IndexFunc(s.Toetsen, func(x maat.ToetsStand) bool { return x.UUID == t.UUID }); i >= 0 {
		u.Gehouden, u.Vrijgesteld = s.Toetsen[i].Gehouden, s.Toetsen[i].Vrijgesteld
	}
	m.Uitslagen = append(m.Uitslagen, u)
	if r.Rol == "verplicht" {
		m.Toets = strings.TrimSpace(m.Toets + " " + t.Zin)
	}
	if err := m.vrijMerk(c, t, now); err != nil {
		return err
	}
	for _, v := range m.latten(t) {
		van, naar := t.vanNaar(v)
		op := zgw.DateOf(v.Op.Time())
		m.Merken = append(m.Merken, Merk{Soort: "latVerlegd", Op: op, Van: van, Naar: naar, Reden: v.Reden, Door: v.Door, Toets: t.URL,
			Zin: fmt.Sprintf("Lat verlegd op %s, van %s naar %s.", dag(op), van, naar)})
	}
	if slices.Contains(s.GoudBijStart, t.UUID) {
		m.Merken = append(m.Merken, Merk{Soort: "goldBijStart", Toets: t.URL, Zin: "Dit gold al bij de start, voor er iets was gedaan."})
	}
	return nil
}

// verzwijgt says whether the document of the mijlpaal, which is one for all its readers, keeps silent on a toets: one that is not part of
// the promise, and that not all of them may see. Who may, reads it in the evidence (0052).
func (m *Mijlpaal) verzwijgt(r MijlpaalToets, t *Toets) bool {
	return r.Rol != "verplicht" && t.Zichtbaarheid.rang() > m.Zichtbaarheid.rang()
}

// verklaardMerk is the mark of a verklaring that holds. It does not say of what.
func (m *Mijlpaal) verklaardMerk(t *Toets, now maat.Dag) {
	until := t.verklaard(datum(now))
	if until == "" {
		return
	}
	if m.Verklaard == nil || until > m.Verklaard.Tot {
		m.Verklaard = &Verklaard{until, t.URL}
	}
	m.Merken = append(m.Merken, Merk{Soort: "ookVerklaard", Naar: string(until), Toets: t.URL,
		Zin: fmt.Sprintf("Ook verklaard, door mensen uit twee lagen, tot en met %s. Dat telt niet als meting.", dag(until))})
}

// vrijMerk is the mark of an exemption that is open.
func (m *Mijlpaal) vrijMerk(c *rest.Call, t *Toets, now maat.Dag) error {
	list, err := Vrijstellingen.Each(c, "toets = (select id from toetsen where uuid = $1) and van is not null", t.UUID)
	for _, v := range list {
		if maat.LeesDag(string(v.Van)) <= now && now <= maat.LeesDag(string(v.TotEnMet)) {
			door := ""
			if v.GoedgekeurdDoor != nil {
				door = v.GoedgekeurdDoor.Naam
			}
			m.Merken = append(m.Merken, Merk{Soort: "metVrijstelling", Op: v.Van, Naar: string(v.TotEnMet), Reden: v.Reden, Door: door, Toets: t.URL,
				Zin: fmt.Sprintf("Met vrijstelling tot en met %s: ‘%s’ telt zolang niet mee.", dag(v.TotEnMet), t.Naam)})
		}
	}
	return err
}

// eigenMerken are those of the mijlpaal itself. What was taken off shows for four quarters.
func (m *Mijlpaal) eigenMerken(s maat.Stand, now maat.Dag) {
	for _, v := range m.Verlegd {
		if now >= maat.LeesDag(string(v.Op)).Maanden(12) {
			continue
		}
		k := Merk{Soort: "latVerlegd", Op: v.Op, Van: v.Van, Naar: v.Naar, Reden: v.Reden, Door: v.Door, Toets: v.Toets,
			Zin: fmt.Sprintf("Lat verlegd op %s: eerst %s, nu %s.", dag(v.Op), v.Van, v.Naar)}
		if v.Toets != "" {
			k.Soort = "toetsWeg"
			k.Zin = fmt.Sprintf("Op %s is een verplichte toets eraf gehaald (%s).", dag(v.Op), strings.TrimPrefix(v.Van, "verplicht: "))
			if v.Naar == "ondersteunend" {
				k.Zin = fmt.Sprintf("Op %s is een verplichte toets ondersteunend gemaakt (%s).", dag(v.Op), strings.TrimPrefix(v.Van, "verplicht: "))
			}
		}
		m.Merken = append(m.Merken, k)
	}
	if s.AlleenGeclaimd && m.Claim != nil {
		zin := "Alleen geclaimd: iemand zegt het, de meting niet."
		if s.GeclaimdKwartalen >= 2 {
			zin = fmt.Sprintf("Alleen geclaimd, al %d kwartalen.", s.GeclaimdKwartalen)
		}
		m.Merken = append(m.Merken, Merk{Soort: "alleenGeclaimd", Op: m.Claim.Op, Reden: m.Claim.Toelichting, Door: m.Claim.Door, Zin: zin})
	}
}

// ergst is the order in which outcomes matter.
var ergst = []Uitkomst{"gezakt", "verouderd", "fout", "onbeslist", "geslaagd"}

// maatgevend is the last meting of the required toets that stands worst.
func (m *Mijlpaal) maatgevend() *LaatsteMeting {
	var worst *Uitslag
	for i := range m.Uitslagen {
		u := &m.Uitslagen[i]
		if u.Rol == "verplicht" && u.LaatsteMeting != nil && (worst == nil || slices.Index(ergst, u.Uitkomst) < slices.Index(ergst, worst.Uitkomst)) {
			worst = u
		}
	}
	if worst == nil {
		return nil
	}
	return worst.LaatsteMeting
}

// stand is the one mark to show.
func (m *Mijlpaal) stand(s maat.Stand) MijlpaalStand {
	switch m.Toestand {
	case "concept", "vervallen", "geclaimd", "teruggevallen":
		return MijlpaalStand(m.Toestand)
	case "geverifieerd", "geverifieerdMetVrijstelling":
		switch {
		case s.NietMeerVers:
			return "nietVers"
		case s.Wankelt && m.zakt():
			return "wankelt"
		}
		return "gehaald"
	}
	if m.LaatsteMeting == nil {
		return "nogNietGemeten"
	}
	return map[Uitkomst]MijlpaalStand{"gezakt": "nietGehaald", "geslaagd": "opWeg", "verouderd": "nietVers"}[m.LaatsteMeting.Uitkomst].anders("onbeslist")
}

// zakt says whether a required toets that is not excused failed last.
func (m *Mijlpaal) zakt() bool {
	return slices.ContainsFunc(m.Uitslagen, func(u Uitslag) bool { return u.Rol == "verplicht" && !u.Vrijgesteld && u.Uitkomst == "gezakt" })
}

// anders is the mark, or another when there is none.
func (s MijlpaalStand) anders(other MijlpaalStand) MijlpaalStand { return cmp.Or(s, other) }

// oud says whether a meting is no longer fresh.
func (l *LaatsteMeting) oud(t *Toets, now maat.Dag) bool {
	return int(now)-dagNr(zgw.DateOf(l.GemetenOp.Time())) > t.vers()
}

// voor is a copy for who may see it: of fewer than ten cases everybody knows whose they are (§9), so residents see no figure.
func (l *LaatsteMeting) voor(z Zichtbaarheid) *LaatsteMeting {
	if l == nil {
		return nil
	}
	out := *l
	if z == "openbaar" && l.N < minOpenbaar {
		out.Waarde, out.Laag, out.Hoog, out.Teller, out.N = nil, nil, nil, 0, 0
		out.Zin = fmt.Sprintf("Minder dan %d zaken: te weinig om een cijfer te laten zien.", minOpenbaar)
	}
	return &out
}
