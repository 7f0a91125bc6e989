package kaart

import "meent/interactie/opmaak"

// organisatie is a municipality or another organisation, as the API tells it.
type organisatie struct {
	URL, UUID, Naam, Soort string
	Eigen                  bool
	CBSCode, OIN, BasisURL string
	Inwoners, Versie       int
	Regios                 *regios
	GeldigVan, GeldigTot   string
	Opvolgers              []string
	Zichtbaarheid          string
}

// regios are the regions of a municipality, by name.
type regios struct {
	Arbeidsmarktregio string `json:"arbeidsmarktregio"`
	COROP             string `json:"corop"`
	Provincie         string `json:"provincie"`
	Veiligheidsregio  string `json:"veiligheidsregio"`
}

// organisatieSoorten are the kinds of organisations (transition.md §2.1).
var organisatieSoorten = []opmaak.Optie{
	{Waarde: "gemeente", Naam: "Gemeente"}, {Waarde: "samenwerkingsverband", Naam: "Samenwerkingsverband"}, {Waarde: "koepel", Naam: "Koepel"},
	{Waarde: "rijk", Naam: "Rijk"}, {Waarde: "provincie", Naam: "Provincie"}, {Waarde: "waterschap", Naam: "Waterschap"},
	{Waarde: "ketenpartner", Naam: "Ketenpartner"}, {Waarde: "leverancier", Naam: "Leverancier"},
}

// matenVanDoel are the measures of an aim, in its order.
func matenVanDoel(v *opmaak.Verzoek, d *einddoel) ([]*maat, error) {
	if d == nil {
		return nil, nil
	}
	var list []*maat
	for _, m := range d.Maten {
		one, err := haal[maat](v, m.Maat)
		if nietGevonden(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}
