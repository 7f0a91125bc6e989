package zaken

import (
	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// zaakFilters are what the query of a list of zaken may hold, and the body of a search (G-34).
var zaakFilters = rest.Filters{
	"identificatie":                       rest.Equal("identificatie"),
	"bronorganisatie":                     rest.Equal("bronorganisatie"),
	"bronorganisatie__in":                 rest.In[string]("bronorganisatie"),
	"zaaktype":                            rest.ByType(),
	"archiefnominatie":                    rest.Is[zgw.Archiefnominatie]("archiefnominatie"),
	"archiefnominatie__in":                rest.In[zgw.Archiefnominatie]("archiefnominatie"),
	"archiefactiedatum":                   rest.Is[zgw.Date]("archiefactiedatum"),
	"archiefactiedatum__isnull":           rest.IsNull("archiefactiedatum"),
	"archiefactiedatum__lt":               rest.Compare[zgw.Date]("archiefactiedatum", "<"),
	"archiefactiedatum__gt":               rest.Compare[zgw.Date]("archiefactiedatum", ">"),
	"archiefstatus":                       rest.Is[zgw.Archiefstatus]("archiefstatus"),
	"archiefstatus__in":                   rest.In[zgw.Archiefstatus]("archiefstatus"),
	"startdatum":                          rest.Is[zgw.Date]("startdatum"),
	"startdatum__gt":                      rest.Compare[zgw.Date]("startdatum", ">"),
	"startdatum__gte":                     rest.Compare[zgw.Date]("startdatum", ">="),
	"startdatum__lt":                      rest.Compare[zgw.Date]("startdatum", "<"),
	"startdatum__lte":                     rest.Compare[zgw.Date]("startdatum", "<="),
	"registratiedatum":                    rest.Is[zgw.Date]("registratiedatum"),
	"registratiedatum__gt":                rest.Compare[zgw.Date]("registratiedatum", ">"),
	"registratiedatum__lt":                rest.Compare[zgw.Date]("registratiedatum", "<"),
	"einddatum":                           rest.Is[zgw.Date]("einddatum"),
	"einddatum__isnull":                   rest.IsNull("einddatum"),
	"einddatum__gt":                       rest.Compare[zgw.Date]("einddatum", ">"),
	"einddatum__lt":                       rest.Compare[zgw.Date]("einddatum", "<"),
	"einddatumGepland":                    rest.Is[zgw.Date]("einddatum_gepland"),
	"einddatumGepland__gt":                rest.Compare[zgw.Date]("einddatum_gepland", ">"),
	"einddatumGepland__lt":                rest.Compare[zgw.Date]("einddatum_gepland", "<"),
	"uiterlijkeEinddatumAfdoening":        rest.Is[zgw.Date]("uiterlijke_einddatum"),
	"uiterlijkeEinddatumAfdoening__gt":    rest.Compare[zgw.Date]("uiterlijke_einddatum", ">"),
	"uiterlijkeEinddatumAfdoening__lt":    rest.Compare[zgw.Date]("uiterlijke_einddatum", "<"),
	"maximaleVertrouwelijkheidaanduiding": atMost(),

	"rol__betrokkeneType":       viaRol(rest.Is[zgw.BetrokkeneType]("betrokkene_type")),
	"rol__betrokkene":           viaWho(rest.ByAddress("betrokkene")),
	"rol__omschrijvingGeneriek": viaRol(rest.Is[zgw.RolOmschrijvingGeneriek]("omschrijving_generiek")),

	"rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn":               viaWho(byBSN),
	"rol__betrokkeneIdentificatie__natuurlijkPersoon__anpIdentificatie":     viaWho(byAnp),
	"rol__betrokkeneIdentificatie__natuurlijkPersoon__inpA_nummer":          viaWho(byANummer),
	"rol__betrokkeneIdentificatie__nietNatuurlijkPersoon__innNnpId":         viaWho(byNnp),
	"rol__betrokkeneIdentificatie__nietNatuurlijkPersoon__annIdentificatie": viaWho(byAnn),
	"rol__betrokkeneIdentificatie__vestiging__vestigingsNummer":             viaWho(byVestiging),
	"rol__betrokkeneIdentificatie__medewerker__identificatie":               viaWho(byMedewerker),
	"rol__betrokkeneIdentificatie__organisatorischeEenheid__identificatie":  viaWho(byEenheid),
}

// zaakSearch are further filters of a search only.
var zaakSearch = rest.Filters{
	"uuid__in":     rest.In[string]("uuid"),
	"zaaktype__in": rest.ByAny("zaaktype"),
}

var zaakOrders = rest.Orders{
	"startdatum":        {Column: "startdatum"},
	"einddatum":         {Column: "einddatum", Nulls: true},
	"publicatiedatum":   {Column: "publicatiedatum", Nulls: true},
	"archiefactiedatum": {Column: "archiefactiedatum", Nulls: true},
	"registratiedatum":  {Column: "registratiedatum"},
	"identificatie":     {Column: "identificatie"},
}

// zaakRelations are what ?expand= of a zaak can follow. What lies outside of the registers is named and stays empty.
var zaakRelations = rest.Relations{
	"zaaktype":               {To: catalogi.Root + "/zaaktypen", SQL: "select id, zaaktype from zaken where id {in}"},
	"hoofdzaak":              {To: Root + "/zaken", SQL: "select id, hoofdzaak from zaken where id {in}"},
	"deelzaken":              {To: Root + "/zaken", Many: true, SQL: "select hoofdzaak, id from zaken where hoofdzaak {in} order by id"},
	"relevanteAndereZaken":   {To: Root + "/zaken", Many: true, SQL: "select zaak, andere from zaak_relevante where zaak {in} order by zaak, plaats"},
	"status":                 {To: Root + "/statussen", SQL: "select zaak, id from statussen where zaak {in} order by gezet desc"},
	"resultaat":              {To: Root + "/resultaten", SQL: "select zaak, id from resultaten where zaak {in}"},
	"rollen":                 {To: Root + "/rollen", Many: true, SQL: "select zaak, id from rollen where zaak {in} order by id"},
	"eigenschappen":          {To: Root + "/zaken/{}/zaakeigenschappen", Many: true, SQL: "select zaak, id from zaakeigenschappen where zaak {in} order by id"},
	"zaakobjecten":           {To: Root + "/zaakobjecten", Many: true, SQL: "select zaak, id from zaakobjecten where zaak {in} order by id"},
	"zaakinformatieobjecten": {To: Root + "/zaakinformatieobjecten", Many: true, SQL: "select zaak, id from zaakinformatieobjecten where zaak {in} order by id"},
	"zaakbesluiten":          {To: Root + "/zaken/{}/besluiten", Many: true, SQL: "select zaak, id from zaakbesluiten where zaak {in} order by id"},
	"communicatiekanaal":     {},
	"selectielijstklasse":    {},
	"productenOfDiensten":    {Many: true},
}

// viaRol asks a question of the rollen of a zaak.
func viaRol(f rest.Filter) rest.Filter { return rest.Via("rollen", "zaak", f) }

// viaWho asks who somebody in a zaak is, which holds of few.
func viaWho(f rest.Filter) rest.Filter { return rest.ViaFew("rollen", "zaak", f) }

// atMost finds zaken that are no more confidential than the value.
func atMost() rest.Filter {
	f := rest.Is[zgw.Vertrouwelijkheid]("vertrouwelijkheid")
	check := f.Cond
	f.Cond = func(c *rest.Call, value string) (rest.Cond, error) {
		if _, err := check(c, value); err != nil {
			return rest.Cond{}, err
		}
		return rest.Cond{SQL: "vertrouwelijkheid <= ?", Args: []any{int64(zgw.Vertrouwelijkheid(value).Rank())}}, nil
	}
	return f
}
