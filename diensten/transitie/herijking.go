package transitie

import (
	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Herijking is a strategie as it stood on a day, with all that belonged to it: so that "what did we think a year ago?" is one
// click (§2.2). Nobody changes one. Since all of the plan is in it, residents and partners do not see it.
type Herijking struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De strategie.
	Strategie zgw.URL `json:"strategie" zgw:"readonly"`
	// Wat er met de strategie gebeurde: herijkt, concept (om haar te wijzigen) of afgesloten.
	Naar StrategieToestand `json:"naar" zgw:"readonly"`
	// Waarom.
	Reden string `json:"reden" zgw:"readonly"`
	// Waar het besluit staat.
	Verwijzing string `json:"verwijzing" zgw:"readonly"`
	// Wie het deed, en wanneer.
	Door *Daad `json:"door" zgw:"readonly"`
	// Wanneer de herijking is ingelezen uit een ander register; leeg als zij van hier is.
	Ingelezen zgw.Time `json:"ingelezen" zgw:"readonly,null"`
	// Het hele plan zoals het was, in de vorm van een export.
	Inhoud zgw.JSON `json:"inhoud" zgw:"readonly"`
}

// Herijkingen is the resource.
var Herijkingen = rest.Resource[Herijking]{
	Name: "herijking", Table: "herijkingen", Path: Root + "/strategieen/{strategie_uuid}/herijkingen", Ops: rest.ReadOnly, Scopes: scopes,
	Parent: func(h *Herijking) zgw.URL { return h.Strategie }, ParentColumn: "strategie", Lender: "strategieen",
	Main: &rest.Main[Herijking]{Class: func(*rest.Call, *Herijking) (int64, error) { return auth.Class(0, rangEigen, false), nil }},
	Columns: []rest.Column[Herijking]{
		rest.Ref("strategie", func(h *Herijking) zgw.URL { return h.Strategie }),
		rest.Col("op", func(h *Herijking) zgw.Time { return h.Door.Op }),
	},
	Doc: rest.ResourceDoc{Plural: "herijkingen", ETag: true},
}

// bewaar keeps the plan as it stands, before the strategie goes on.
func bewaar(c *rest.Call, s *Transitiestrategie, a Actor, o Overgang) error {
	inhoud, err := planVan(c, s.URL)
	if err != nil {
		return err
	}
	_, err = Herijkingen.Put(c, &Herijking{
		Strategie: s.URL, Naar: StrategieToestand(o.Naar), Reden: o.Reden, Verwijzing: o.Verwijzing, Door: a.daad(c), Inhoud: inhoud,
	})
	return err
}
