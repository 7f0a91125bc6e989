package kaart

import (
	"meent/interactie/opmaak"
)

// orde is the order of today beside the one that holds.
type orde struct {
	Nu           *uitslag
	Digest       string
	Gepubliceerd *publicatie // nil: none was published yet
	Wijzigingen  []wijziging
}

// publicatie is an order that somebody published: it holds until the next.
type publicatie struct {
	uitslag
	Op, Door, Reden string
}

// wijziging is what the order of today changes about a step.
type wijziging struct {
	UUID, Titel       string
	Van, Naar         int
	VanGolf, NaarGolf string
}

// leesVolgorde reads both orders.
func leesVolgorde(v *opmaak.Verzoek) (*orde, error) {
	nu, err := haal[struct {
		uitslag
		Digest      string
		Vastgesteld string
		Wijzigingen []wijziging
	}](v, "/volgorde")
	if err != nil {
		return nil, err
	}
	o := &orde{Nu: &nu.uitslag, Digest: nu.Digest, Wijzigingen: nu.Wijzigingen}
	o.Nu.verbind()
	if nu.Vastgesteld == "" {
		return o, nil
	}
	was, err := haal[struct {
		Inhoud      uitslag
		Vastgesteld *daad
		Reden       string
	}](v, nu.Vastgesteld)
	if err != nil {
		return nil, err
	}
	o.Gepubliceerd = &publicatie{uitslag: was.Inhoud, Reden: was.Reden}
	if d := was.Vastgesteld; d != nil {
		o.Gepubliceerd.Op, o.Gepubliceerd.Door = d.Op, d.Naam
	}
	o.Gepubliceerd.verbind()
	return o, nil
}

// verbind lets each row know the order that it is in: it names others by their place there.
func (u *uitslag) verbind() {
	for _, r := range u.Stappen {
		r.in = u
	}
}
