package documenten

import (
	"errors"

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
	Doc: rest.ResourceDoc{ETag: true},
}

// sources are where objects that documents belong to are registered: the last part of the path of their resource, and the
// resource that holds the relation. They lie above this register, which asks them by path.
var sources = map[zgw.InformatieobjectObjectType]struct{ kind, path, column string }{
	"zaak":    {"zaken", "/zaken/api/v1/zaakinformatieobjecten", "zaak"},
	"besluit": {"besluiten", "/besluiten/api/v1/besluitinformatieobjecten", "besluit"},
}

// Rules are drc-002, drc-003 and drc-004.
func (o *Objectinformatieobject) Rules(c *rest.Call, _ *Objectinformatieobject) error {
	source, known := sources[o.ObjectType]
	if known && !c.Is(o.ObjectURL, source.kind) {
		c.Invalid("object", "invalid-resource", "Op dit adres staat iets anders; hier hoort een adres uit "+source.kind+".")
		return nil
	}
	object, err := c.ID(o.ObjectURL)
	if err != nil {
		return err
	}
	document, err := c.ID(o.Informatieobject)
	if err != nil {
		return err
	}
	there, err := Objectinformatieobjecten.Exists(c, "object = $1 and informatieobject = $2", object, document)
	if err != nil {
		return err
	}
	if there {
		c.Invalid("nonFieldErrors", "unique", "Deze relatie tussen object en document is er al.")
		return nil
	}
	related, err := o.related(c)
	if err == nil && !related {
		c.Invalid("nonFieldErrors", "inconsistent-relation", "Leg de relatie eerst vast bij het object zelf; dan komt zij hier vanzelf.")
	}
	return err
}

// related says whether the register of the object holds the relation. What another server holds, it must answer for itself.
func (o *Objectinformatieobject) related(c *rest.Call) (bool, error) {
	source, known := sources[o.ObjectType]
	if _, local := o.ObjectURL.Local(); !known || !local {
		return true, nil
	}
	object, err := c.ID(o.ObjectURL)
	if err != nil {
		return false, err
	}
	document, err := c.ID(o.Informatieobject)
	if err != nil {
		return false, err
	}
	return c.Holds(source.path, source.column+" = $1 and informatieobject = $2", object, document)
}

// BeforeRemove is drc-004: the relation is removed at the object. What follows from that comes here after it is gone there.
func (o *Objectinformatieobject) BeforeRemove(c *rest.Call) error {
	if _, known := sources[o.ObjectType]; !known {
		return nil
	}
	if _, local := o.ObjectURL.Local(); !local {
		return nil
	}
	related, err := o.related(c)
	if errors.Is(err, rest.ErrUnknown) { // the object is gone
		return nil
	}
	if err == nil && related {
		c.Invalid("nonFieldErrors", "inconsistent-relation", "De relatie is er nog bij het object zelf. Verwijder haar daar; dan verdwijnt zij hier vanzelf.")
	}
	return err
}
