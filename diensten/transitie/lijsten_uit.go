package transitie

import (
	"strconv"
	"strings"
)

// uitLijsten are all the lists of a strategie as they go out (§12). Those that are not among kolomLijsten do not come in (R1).
var uitLijsten = []csvLijst{stappenLijst, kansenLijst, aanbodLijst, matenLijst, mijlpalenLijst, metingenLijst}

// mijlpalenLijst is mijlpalen.csv: how milestones stand. What is claimed, what is attested and what is measured are three columns (R2).
var mijlpalenLijst = &kolomLijst[Mijlpaal]{
	bron: &Mijlpalen,
	kolommen: []lijstKolom[Mijlpaal]{
		{Veld: veld("url"), toon: func(u *uitvoer, m *Mijlpaal) string { return u.adres(m.URL) }},
		{Veld: veld("titel"), toon: func(_ *uitvoer, m *Mijlpaal) string { return m.Titel }},
		{Veld: veld("betekenis"), toon: func(_ *uitvoer, m *Mijlpaal) string { return m.Betekenis }},
		{Veld: veld("spoor"), toon: func(_ *uitvoer, m *Mijlpaal) string { return m.Spoor }},
		{Veld: veld("vensterVan"), toon: func(_ *uitvoer, m *Mijlpaal) string { return m.kwartaal(func(k *Kwartalen) Kwartaal { return k.Van }) }},
		{Veld: veld("vensterTot"), toon: func(_ *uitvoer, m *Mijlpaal) string { return m.kwartaal(func(k *Kwartalen) Kwartaal { return k.Tot }) }},
		{Veld: veld("toets"), toon: func(_ *uitvoer, m *Mijlpaal) string { return m.Toets }},
		{Veld: veld("toestand"), toon: func(_ *uitvoer, m *Mijlpaal) string { return string(m.Toestand) }},
		{Veld: veld("stand"), toon: func(_ *uitvoer, m *Mijlpaal) string { return string(m.Stand) }},
		{Veld: veld("sinds"), toon: func(_ *uitvoer, m *Mijlpaal) string { return string(m.Sinds) }},
		{Veld: veld("geclaimdOp"), toon: func(_ *uitvoer, m *Mijlpaal) string {
			if m.Claim == nil {
				return ""
			}
			return string(m.Claim.Op)
		}},
		{Veld: veld("verklaardTot"), toon: func(_ *uitvoer, m *Mijlpaal) string {
			if m.Verklaard == nil {
				return ""
			}
			return string(m.Verklaard.Tot)
		}},
		{Veld: veld("gemetenOp"), toon: func(_ *uitvoer, m *Mijlpaal) string {
			if m.LaatsteMeting == nil {
				return ""
			}
			return string(m.LaatsteMeting.GemetenOp)
		}},
	},
}

func (m *Mijlpaal) kwartaal(welk func(*Kwartalen) Kwartaal) string {
	if m.Venster == nil {
		return ""
	}
	return string(welk(m.Venster))
}

// metingenLijst is metingen.csv: each meting with all that its figure rests on (R6).
var metingenLijst = &kolomLijst[Meting]{
	bron: &Metingen,
	kolommen: []lijstKolom[Meting]{
		{Veld: veld("url"), toon: func(u *uitvoer, m *Meting) string { return u.adres(m.URL) }},
		{Veld: veld("toets"), toon: func(u *uitvoer, m *Meting) string { return u.adres(m.Toets) }},
		{Veld: veld("zin"), toon: func(_ *uitvoer, m *Meting) string { return m.ToetsZin }},
		{Veld: veld("definitieVersie"), toon: func(_ *uitvoer, m *Meting) string { return strconv.Itoa(m.ToetsVersie) }},
		{Veld: veld("definitieDigest"), toon: func(_ *uitvoer, m *Meting) string { return m.DefinitieDigest }},
		{Veld: veld("van"), toon: func(_ *uitvoer, m *Meting) string { return string(m.Van) }},
		{Veld: veld("tot"), toon: func(_ *uitvoer, m *Meting) string { return string(m.Tot) }},
		{Veld: veld("nulmeting"), toon: func(_ *uitvoer, m *Meting) string { return jaNee(m.Nulmeting) }},
		{Veld: veld("n"), toon: func(_ *uitvoer, m *Meting) string { return strconv.Itoa(m.N) }},
		{Veld: veld("teller"), toon: func(_ *uitvoer, m *Meting) string { return strconv.Itoa(m.Teller) }},
		{Veld: veld("waarde"), toon: func(_ *uitvoer, m *Meting) string { return deel(m.Waarde) }},
		{Veld: veld("laag"), toon: func(_ *uitvoer, m *Meting) string { return deel(m.Laag) }},
		{Veld: veld("hoog"), toon: func(_ *uitvoer, m *Meting) string { return deel(m.Hoog) }},
		{Veld: veld("eenheid"), toon: func(_ *uitvoer, m *Meting) string { return m.Eenheid }},
		{Veld: veld("uitkomst"), toon: func(_ *uitvoer, m *Meting) string { return string(m.Uitkomst) }},
		{Veld: veld("reden"), toon: func(_ *uitvoer, m *Meting) string { return m.Reden }},
		{Veld: veld("bronnen"), toon: func(_ *uitvoer, m *Meting) string { return strings.Join(m.Bronnen, "|") }},
		{Veld: veld("dekkingGezien"), toon: func(_ *uitvoer, m *Meting) string { return strconv.FormatInt(m.Dekking.Gezien, 10) }},
		{Veld: veld("dekkingTotaal"), toon: func(_ *uitvoer, m *Meting) string { return strconv.FormatInt(m.Dekking.Totaal, 10) }},
		{Veld: veld("bekendTot"), toon: func(_ *uitvoer, m *Meting) string { return string(m.BekendTot) }},
		{Veld: veld("gemetenOp"), toon: func(_ *uitvoer, m *Meting) string { return string(m.GemetenOp) }},
		{Veld: veld("invoerDigest"), toon: func(_ *uitvoer, m *Meting) string { return m.InvoerDigest }},
		{Veld: veld("nummer"), toon: func(_ *uitvoer, m *Meting) string { return strconv.Itoa(m.Nummer) }},
		{Veld: veld("vorige"), toon: func(_ *uitvoer, m *Meting) string { return m.Vorige }},
		{Veld: veld("digest"), toon: func(_ *uitvoer, m *Meting) string { return m.Digest }},
	},
}
