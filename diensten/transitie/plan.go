package transitie

import (
	"fmt"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// planSoorten are the kinds of objects that make up a plan, each after those that it refers to. Those that are not served here
// are left out. gedeeld says that a neighbour with a deellink reads them too.
var planSoorten = []struct {
	soort   string
	gedeeld bool
}{
	{"onderdelen", false}, {"maten", true}, {"toetsen", true}, {"vrijstellingen", false}, {"mijlpalen", true}, {"einddoelen", true}, {"strategieen", true},
	{"stappen", true}, {"kansen", true}, {"aanbod", false}, {"zorgen", false}, {"uitspraken", false}, {"raadsbrieven", false}, {"kadervragen", false}, {"verplaatsingen", false}, {"volgorde", false},
}

// planVan is a whole plan as one document: the strategie, its aim, and all else that this register holds of it. Addresses have
// the marker.
func planVan(c *rest.Call, strategie zgw.URL) (zgw.JSON, error) {
	return planMet(c, strategie, func(string) bool { return true })
}

func planMet(c *rest.Call, strategie zgw.URL, wel func(soort string) bool) (zgw.JSON, error) {
	dst := append([]byte(`{"soort":"meent-transitieplan","versie":1,"basis":`), rest.AppendString(nil, zgw.Marker+Root)...)
	dst = append(dst, `,"gemaaktOp":`...)
	dst = rest.AppendString(dst, string(zgw.TimeOf(c.Now())))
	dst = append(dst, `,"strategie":`...)
	dst = rest.AppendString(dst, string(strategie))
	dst = append(dst, `,"objecten":{`...)
	first := true
	for _, p := range planSoorten {
		if !c.Site.Serves(Root+"/"+p.soort) || !wel(p.soort) {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(dst, `"`+p.soort+`":[`...)
		n := 0
		for doc, err := range c.Documents(Root + "/" + p.soort) {
			if err != nil {
				return nil, fmt.Errorf("plan: %s: %w", p.soort, err)
			}
			if n++; n > 1 {
				dst = append(dst, ',')
			}
			dst = append(dst, doc...)
		}
		dst = append(dst, ']')
	}
	return append(dst, "}}"...), nil
}
