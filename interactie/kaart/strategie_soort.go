package kaart

import (
	"net/url"

	"meent/integratie/zgw"
	"meent/interactie/opmaak"
)

// strategie is where an organisation wants to be in some years, as the API tells it.
type strategie struct {
	herkomst
	URL, UUID     string
	Titel         string
	Toestand      string
	Einddoel      string
	Besluit       string
	HorizonVan    string
	HorizonTot    string
	Sporen        []string
	RuimeKaders   []string
	Herijking     string // how often: P3M
	Zichtbaarheid string
	Versie        int
	Voorgesteld   *daad
	Vastgesteld   *daad
	Herijkt       *daad
}

// einddoel is the aim.
type einddoel struct {
	URL, UUID     string
	Zin           string
	VoorInwoners  string
	Zichtbaarheid string
	Versie        int
	Maten         []struct{ Maat, Richting string }
}

// hetDoel is the aim with its strategie, as far as there is one: the strategie that holds, or else the one that is being written.
func hetDoel(v *opmaak.Verzoek, c *zgw.Client) (*einddoel, *strategie, error) {
	all, err := lijstVan[strategie](v, c, "/strategieen", url.Values{"toestand": {"concept,voorgesteld,vastgesteld,herijkt"}})
	if err != nil {
		return nil, nil, err
	}
	var best *strategie
	for i := range all {
		if s := &all[i]; best == nil || gewicht(s) > gewicht(best) {
			best = s
		}
	}
	if best == nil || best.Einddoel == "" {
		return nil, best, nil
	}
	d := &einddoel{}
	if err := c.Get(v.Context(), best.Einddoel, d); err != nil {
		if nietTeZien(err) {
			return nil, best, nil
		}
		return nil, nil, err
	}
	return d, best, nil
}

func gewicht(s *strategie) int {
	return map[string]int{"herijkt": 4, "vastgesteld": 4, "voorgesteld": 2, "concept": 1}[s.Toestand]
}
