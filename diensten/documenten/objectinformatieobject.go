package documenten

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Objectinformatieobject says that a document belongs to a zaak, a besluit or a verzoek: the other side of a relation that
// the register of that object keeps.
type Objectinformatieobject struct {
	rest.Object
	// Het document.
	Informatieobject zgw.URL `json:"informatieobject" zgw:"required,local=enkelvoudiginformatieobjecten"`
	// Waar het document bij hoort.
	ObjectURL zgw.URL `json:"object" zgw:"required,max=1000,fetch"`
	// Wat voor object dat is.
	ObjectType zgw.InformatieobjectObjectType `json:"objectType" zgw:"required"`
}

// Objectinformatieobjecten is the resource.
var Objectinformatieobjecten = rest.Resource[Objectinformatieobject]{
	Name:  "objectinformatieobject",
	Table: "objectinformatieobjecten",
	Path:  Root + "/objectinformatieobjecten",
	Ops:   rest.ReadOnly | rest.Create | rest.Remove,
	Plain: true,
	Quiet: true,
	Scopes: rest.Scopes{
		Read: "documenten.lezen", Create: "documenten.aanmaken", Delete: "documenten.verwijderen",
	},
	Parent:       func(o *Objectinformatieobject) zgw.URL { return o.Informatieobject },
	ParentColumn: "informatieobject",
	Lender:       "documenten",
	Columns: []rest.Column[Objectinformatieobject]{
		rest.Ref("informatieobject", func(o *Objectinformatieobject) zgw.URL { return o.Informatieobject }),
		rest.Ref("object", func(o *Objectinformatieobject) zgw.URL { return o.ObjectURL }),
		rest.Col("objecttype", func(o *Objectinformatieobject) string { return string(o.ObjectType) }),
	},
	Filters: rest.Filters{
		"object":           rest.By("object"),
		"informatieobject": rest.By("informatieobject"),
	},
	Relations: rest.Relations{
		"informatieobject": {To: Root + "/enkelvoudiginformatieobjecten", SQL: "select id, informatieobject from objectinformatieobjecten where id {in}"},
	},
}
