package transitie

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Reeks is the chart of a maat (XmR, §9), with everything that a page draws and its table.
type Reeks struct {
	// De maat.
	Maat zgw.URL `json:"maat"`
	// De identificatie van het zaaktype; leeg voor alle samen.
	Zaaktype string `json:"zaaktype"`
	// De naam van het zaaktype.
	ZaaktypeNaam string `json:"zaaktypeNaam"`
	// De zaaktypen waarvan er ook een reeks is, het grootste eerst.
	Zaaktypen []ReeksZaaktype `json:"zaaktypen"`
	// Waarin het cijfer is.
	Eenheid string `json:"eenheid"`
	// Welke kant beter is.
	Richting Richting `json:"richting"`
	// De versie van de definitie.
	DefinitieVersie int `json:"definitieVersie"`
	// Waarover een punt gaat: een maand, of bij de achterstand een week.
	Ritme Ritme `json:"ritme"`
	// De maanden of weken, de oudste eerst; van een reeks per week de laatste 52.
	Punten []Reekspunt `json:"punten"`
	// Het midden van de band: het gemiddelde van de nulmeting; null bij minder dan acht punten.
	Midden *float64 `json:"midden"`
	// De onderkant van de band.
	Onder *float64 `json:"onder"`
	// De bovenkant van de band.
	Boven *float64 `json:"boven"`
	// Wat de kaart zegt.
	Oordeel Oordeel `json:"oordeel"`
	// De eerste dag van de maand of week waarin dat begon.
	Sinds zgw.Date `json:"sinds" zgw:"null"`
	// Het venster van de nulmeting.
	Nulmeting *NulCijfer `json:"nulmeting"`
	// Waar het heen moet.
	Streefwaarde *float64 `json:"streefwaarde"`
	// Wanneer dat zo moet zijn.
	StreefTot zgw.Date `json:"streefTot" zgw:"null"`
	// Hoeveel zaken een punt minstens moet hebben.
	MinN int `json:"minN"`
	// De dag waarop de stand is bekeken.
	Peildatum zgw.Date `json:"peildatum" zgw:"null"`
	// De opgeleverde stappen die op de maat werken, met voor en na.
	Stappen []StapInReeks `json:"stappen"`
	// Van hoeveel zaaktypen Meent zaken ziet, van hoeveel er zijn.
	Dekking Dekking `json:"dekking"`
}

// Ritme is what a point of a chart is about.
type Ritme string

// perMaand is the rule; a backlog is counted at the end of each week (§9, DV9).
const (
	perMaand Ritme = "maand"
	perWeek  Ritme = "week"
)

// Choices are those of §9.
func (Ritme) Choices() []string { return []string{string(perMaand), string(perWeek)} }

// ritme is how often the maat has a point.
func (m *Maat) ritme() Ritme {
	if m.sonde() != nil && m.sonde().Eenheid == maat.Zaken {
		return perWeek
	}
	return perMaand
}

// ReeksZaaktype is a zaaktype of which there is a chart.
type ReeksZaaktype struct {
	// De identificatie.
	Identificatie string `json:"identificatie"`
	// De naam.
	Naam string `json:"naam"`
	// Hoeveel zaken er in de hele reeks zijn.
	N int `json:"n"`
}

// Reekspunt is one month or week of a chart.
type Reekspunt struct {
	// De eerste dag.
	Van zgw.Date `json:"van"`
	// De laatste dag.
	Tot zgw.Date `json:"tot"`
	// Het cijfer; null als het er niet is of op te weinig zaken rust.
	Waarde *float64 `json:"waarde"`
	// De onderkant van het interval.
	Laag *float64 `json:"laag"`
	// De bovenkant van het interval.
	Hoog *float64 `json:"hoog"`
	// Hoeveel zaken er zijn geteld.
	Teller int `json:"teller"`
	// Over hoeveel zaken het gaat.
	N int `json:"n"`
	// Of het er minder zijn dan nodig voor een cijfer.
	TeWeinig bool `json:"teWeinig"`
	// Het cijfer bij de mix van zaaktypen van de nulmeting; null zonder.
	Gestandaardiseerd *float64 `json:"gestandaardiseerd"`
}

// StapInReeks is a delivered step in the chart of the measure that it bears on.
type StapInReeks struct {
	// De stap.
	Stap zgw.URL `json:"stap"`
	// De titel.
	Titel string `json:"titel"`
	// Wanneer hij is opgeleverd.
	Op zgw.Date `json:"op"`
	// Het gemiddelde van de punten ervoor.
	Voor *float64 `json:"voor"`
	// Het gemiddelde van de punten erna.
	Na *float64 `json:"na"`
	// Hoeveel punten ervoor.
	NVoor int `json:"nVoor"`
	// Hoeveel punten erna.
	NNa int `json:"nNa"`
	// Wat de kaart ervan zegt.
	Oordeel Oordeel `json:"oordeel"`
}

// bewaardeReeks is what is kept of a chart: its points together and of each zaaktype.
type bewaardeReeks struct {
	Versie    int                 `json:"versie"`
	Alle      []puntCijfer        `json:"alle"`
	PerType   map[int32]typeReeks `json:"perType"`
	Dekking   Dekking             `json:"dekking"`
	NulVan    maat.Dag            `json:"nulVan"`
	NulTot    maat.Dag            `json:"nulTot"`
	NulMaat   *float64            `json:"nulWaarde"`
	NulAantal int                 `json:"nulN"`
}

type typeReeks struct {
	Identificatie string       `json:"identificatie"`
	Naam          string       `json:"naam"`
	N             int          `json:"n"`
	Maanden       []puntCijfer `json:"maanden"`
}

type puntCijfer struct {
	Van       maat.Dag `json:"van"`
	Tot       maat.Dag `json:"tot"`
	N         int      `json:"n"`
	Teller    int      `json:"teller"`
	Waarde    *float64 `json:"waarde"`
	Onder     *float64 `json:"onder"`
	Boven     *float64 `json:"boven"`
	Standaard *float64 `json:"standaard"`
}

// reeks is the chart as it was last measured, for whom c is served: with the steps that he may see.
func (m *Maat) reeks(c *rest.Call, id int64, zaaktype string) (Reeks, error) {
	out := Reeks{Maat: m.URL, Zaaktype: zaaktype, Eenheid: m.Eenheid, Richting: m.Richting, DefinitieVersie: m.DefinitieVersie, Streefwaarde: m.Streefwaarde, StreefTot: m.StreefTot,
		MinN: m.MinN, Ritme: m.ritme(), Oordeel: Oordeel(maat.TeWeinig), Punten: []Reekspunt{}, Stappen: []StapInReeks{}, Zaaktypen: []ReeksZaaktype{}}
	row, err := c.Tx.One("select peildatum, reeks from maat_reeksen where maat = $1", id)
	if errors.Is(err, data.ErrNotFound) && zaaktype == "" {
		return out, nil // not measured yet
	}
	if err != nil {
		return out, err
	}
	out.Peildatum = datum(maat.Dag(row.Int(0)))
	var kept bewaardeReeks
	if err := json.Unmarshal(row.Bytes(1), &kept); err != nil {
		return out, fmt.Errorf("chart of maat %s: %w", m.UUID, err)
	}
	out.Dekking = kept.Dekking
	months := kept.Alle
	for _, t := range kept.PerType {
		if m.Zichtbaarheid == "openbaar" && t.N < minOpenbaar {
			continue
		}
		out.Zaaktypen = append(out.Zaaktypen, ReeksZaaktype{t.Identificatie, t.Naam, t.N})
		if zaaktype != "" && t.Identificatie == zaaktype {
			months, out.ZaaktypeNaam = t.Maanden, t.Naam
		}
	}
	if zaaktype != "" && out.ZaaktypeNaam == "" {
		return out, data.ErrNotFound
	}
	slices.SortFunc(out.Zaaktypen, func(a, b ReeksZaaktype) int { return b.N - a.N })
	if zaaktype == "" {
		out.Nulmeting = &NulCijfer{kept.NulMaat, kept.NulAantal, Periode{datum(kept.NulVan), datum(kept.NulTot)}}
	}
	out.teken(m, kept, months)
	err = out.stappen(c, m, id)
	if out.Ritme == perWeek { // those before are judged, and shown no more
		out.Punten = out.Punten[max(0, len(out.Punten)-weken):]
	}
	return out, err
}

// teken fills in the points, the band and the verdict.
func (r *Reeks) teken(m *Maat, kept bewaardeReeks, months []puntCijfer) {
	var judged []*float64
	baseline := 0
	for _, x := range months {
		p := Reekspunt{Van: datum(x.Van), Tot: datum(x.Tot), N: x.N, Teller: x.Teller, Waarde: x.Waarde, Laag: x.Onder, Hoog: x.Boven, Gestandaardiseerd: x.Standaard}
		if p.TeWeinig = x.N < m.MinN && m.sonde().Eenheid != maat.Zaken; p.TeWeinig {
			p.Waarde, p.Laag, p.Hoog, p.Gestandaardiseerd = nil, nil, nil, nil
		}
		if m.Zichtbaarheid == "openbaar" && x.N < minOpenbaar {
			p.Waarde, p.Laag, p.Hoog, p.Gestandaardiseerd, p.N, p.Teller, p.TeWeinig = nil, nil, nil, nil, 0, 0, true
		}
		r.Punten = append(r.Punten, p)
		if x.Van < kept.NulVan {
			continue // before the baseline: shown, not judged
		}
		if p.Waarde != nil && x.Tot <= kept.NulTot {
			baseline++
		}
		judged = append(judged, p.Waarde)
	}
	chart := maat.Kaart(judged, m.sonde().Richting, baseline)
	r.Midden, r.Onder, r.Boven, r.Oordeel = chart.Midden, chart.Onder, chart.Boven, Oordeel(chart.Oordeel)
	r.Sinds = r.sinds(chart)
}

// sinds is the month or week in which the points last crossed to the side of the verdict.
func (r *Reeks) sinds(chart maat.Regelkaart) zgw.Date {
	if chart.Midden == nil || chart.Oordeel == maat.Gelijk || chart.Oordeel == maat.TeWeinig {
		return ""
	}
	var since zgw.Date
	above := false
	for _, p := range slices.Backward(r.Punten) {
		if p.Waarde == nil {
			continue
		}
		if since == "" {
			above = *p.Waarde > *chart.Midden
		}
		if *p.Waarde == *chart.Midden || (*p.Waarde > *chart.Midden) != above {
			break
		}
		since = p.Van
	}
	return since
}

// stappen are the steps that were delivered, each with the points before and after it.
func (r *Reeks) stappen(c *rest.Call, m *Maat, id int64) error {
	list, err := Stappen.Each(c, "toestand in ('opgeleverd', 'geborgd') and id in (select stap from stap_doelen where doel = $1)", id)
	if err != nil {
		return err
	}
	for _, s := range list {
		if _, err := Stappen.Visible(c, s.UUID); err != nil || s.OpgeleverdOp == "" {
			continue
		}
		if !slices.ContainsFunc(s.DraagtBijAan, func(d Doel) bool { return d.Doel == m.URL && d.Sterkte != "geen" }) {
			continue
		}
		var before, after []*float64
		for _, p := range r.Punten {
			switch {
			case p.Tot < s.OpgeleverdOp:
				before = append(before, p.Waarde)
			case p.Van > s.OpgeleverdOp:
				after = append(after, p.Waarde)
			}
		}
		v := maat.Vergelijk(before, after, m.sonde().Richting)
		r.Stappen = append(r.Stappen, StapInReeks{Stap: s.URL, Titel: s.Titel, Op: s.OpgeleverdOp, Voor: v.Voor, Na: v.Na, NVoor: v.NVoor, NNa: v.NNa, Oordeel: Oordeel(v.Oordeel)})
	}
	return nil
}
