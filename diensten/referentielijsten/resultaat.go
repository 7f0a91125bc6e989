package referentielijsten

import (
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/google/uuid"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Resultaat is an outcome of a kind of work in the Selectielijst: whether its dossiers are kept, and how long. A
// resultaattype names one.
type Resultaat struct {
	rest.Object
	// Het procestype waar het resultaat bij hoort.
	ProcesType zgw.URL `json:"procesType" zgw:"readonly"`
	// Het nummer van het resultaat binnen zijn groep.
	Nummer int `json:"nummer" zgw:"required"`
	// Het nummer met dat van het procestype, en van het generieke resultaat, ervoor.
	VolledigNummer string `json:"volledigNummer" zgw:"readonly"`
	// Of het resultaat voor alle processen van dit type geldt.
	Generiek bool `json:"generiek" zgw:"readonly"`
	// Of het resultaat een bijzonder geval van een generiek resultaat is.
	Specifiek bool `json:"specifiek" zgw:"readonly"`
	// Hoe het resultaat heet.
	Naam string `json:"naam" zgw:"required,max=40"`
	// Welk bijzonder geval het is.
	Omschrijving string `json:"omschrijving" zgw:"max=150"`
	// Waarop de waardering en termijn berusten: een analyse of een wet.
	Herkomst string `json:"herkomst" zgw:"required,max=200"`
	// Of dossiers met dit resultaat bewaard blijven of vernietigd worden.
	Waardering zgw.Archiefnominatie `json:"waardering"`
	// Wat er moet aflopen voordat de bewaartermijn begint.
	Procestermijn Procestermijn `json:"procestermijn"`
	// De procestermijn voor mensen.
	ProcestermijnWeergave string `json:"procestermijnWeergave" zgw:"readonly"`
	// Hoe lang een dossier bewaard wordt.
	Bewaartermijn string `json:"bewaartermijn" zgw:"null"`
	// Uitleg bij het resultaat.
	Toelichting string `json:"toelichting" zgw:"max=150"`
	// Taakgebied algemeen bestuur en inrichting van de organisatie.
	AlgemeenBestuurEnInrichtingOrganisatie bool `json:"algemeenBestuurEnInrichtingOrganisatie" zgw:"readonly"`
	// Taakgebied bedrijfsvoering en personeel.
	BedrijfsvoeringEnPersoneel bool `json:"bedrijfsvoeringEnPersoneel" zgw:"readonly"`
	// Taakgebied publieke informatie en registratie.
	PubliekeInformatieEnRegistratie bool `json:"publiekeInformatieEnRegistratie" zgw:"readonly"`
	// Taakgebied burgerzaken.
	Burgerzaken bool `json:"burgerzaken" zgw:"readonly"`
	// Taakgebied veiligheid.
	Veiligheid bool `json:"veiligheid" zgw:"readonly"`
	// Taakgebied verkeer en vervoer.
	VerkeerEnVervoer bool `json:"verkeerEnVervoer" zgw:"readonly"`
	// Taakgebied economie.
	Economie bool `json:"economie" zgw:"readonly"`
	// Taakgebied onderwijs.
	Onderwijs bool `json:"onderwijs" zgw:"readonly"`
	// Taakgebied sport, cultuur en recreatie.
	SportCultuurEnRecreatie bool `json:"sportCultuurEnRecreatie" zgw:"readonly"`
	// Taakgebied sociaal domein.
	SociaalDomein bool `json:"sociaalDomein" zgw:"readonly"`
	// Taakgebied volksgezondheid en milieu.
	VolksgezonheidEnMilieu bool `json:"volksgezonheidEnMilieu" zgw:"readonly"`
	// Taakgebied volkshuisvesting, ruimtelijke ordening en stedelijke vernieuwing.
	Vhrosv bool `json:"vhrosv" zgw:"readonly"`
	// Taakgebied heffen van belastingen.
	HeffenBelastingen bool `json:"heffenBelastingen" zgw:"readonly"`
	// Of het resultaat in alle taakgebieden voorkomt.
	AlleTaakgebieden bool `json:"alleTaakgebieden" zgw:"readonly"`
	// Een opmerking over de procestermijn, zoals "25 jaar".
	ProcestermijnOpmerking string `json:"procestermijnOpmerking" zgw:"max=20"`
}

// Procestermijn says what must have passed before the time begins that a dossier is kept.
type Procestermijn string

var procestermijnen = []struct{ value, label string }{
	{"nihil", "Nihil"},
	{"bestaansduur_procesobject", "De bestaans- of geldigheidsduur van het procesobject."},
	{"ingeschatte_bestaansduur_procesobject", "De ingeschatte maximale bestaans- of geldigheidsduur van het procesobject."},
	{"vast_te_leggen_datum", "De tijdens het proces vast te leggen datum waarop de geldigheid van het procesobject komt te vervallen."},
	{"samengevoegd_met_bewaartermijn", "De procestermijn is samengevoegd met de bewaartermijn."},
}

// Choices are the values of the Selectielijst; one that is not set is empty.
func (p Procestermijn) Choices() []string {
	values := []string{""}
	for _, choice := range procestermijnen {
		values = append(values, choice.value)
	}
	return values
}

// Label is what people call the value.
func (p Procestermijn) Label() string {
	for _, choice := range procestermijnen {
		if choice.value == string(p) {
			return choice.label
		}
	}
	return ""
}

var resultaten = list[Resultaat]{
	name:  "resultaten",
	paged: true,
	doc:   rest.Doc{ID: "resultaten", Summary: "Raadpleeg de resultaten van de selectielijst."},
	params: []rest.Param{
		{Name: "proces_type", Type: "string", Doc: "Het adres van het procestype."},
		{Name: "procesType", Type: "string", Doc: "Hetzelfde als proces_type."},
	},
	entries: read("resultaten", readResultaat),
	check:   checkProcesType,
	keep: func(c *rest.Call, t *Resultaat, q url.Values) bool {
		return leads(c, q.Get("procesType"), t.ProcesType) && leads(c, q.Get("proces_type"), t.ProcesType)
	},
}

// leads says whether the value of a filter, an address or the uuid in it, is this one. An empty value is no filter.
func leads(c *rest.Call, value string, to zgw.URL) bool {
	return value == "" || value == to.UUID() || value == c.Site.Public(to)
}

// checkProcesType is G-32: what is no address is told; an address that leads elsewhere is an empty list.
func checkProcesType(_ *rest.Call, q url.Values) error {
	for _, name := range []string{"procesType", "proces_type"} {
		value := q.Get(name)
		if uuid.Validate(value) == nil {
			continue
		}
		if code, reason := zgw.URL(value).Valid(); code != "" {
			return rest.Invalid(name, code, reason)
		}
	}
	return nil
}

// numbered are the addresses of the procestypen by their number, by which the file names them.
var numbered = sync.OnceValue(func() map[string]zgw.URL {
	urls := map[string]zgw.URL{}
	for _, p := range procestypen.entries().all {
		urls[strconv.Itoa(p.Nummer)] = p.URL
	}
	return urls
})

func readResultaat(r row) Resultaat {
	t := Resultaat{
		Object: r.object("resultaten"), ProcesType: numbered()[r["procestype"]], Nummer: r.number("nummer"), VolledigNummer: r["volledigNummer"],
		Generiek: r["soort"] == "generiek", Specifiek: r["soort"] == "specifiek", Naam: r["naam"], Omschrijving: r["omschrijving"],
		Herkomst: r["herkomst"], Waardering: zgw.Archiefnominatie(r["waardering"]), Procestermijn: Procestermijn(r["procestermijn"]),
		Bewaartermijn: r["bewaartermijn"], Toelichting: r["toelichting"], ProcestermijnOpmerking: r["procestermijnOpmerking"],
	}
	t.ProcestermijnWeergave = t.Procestermijn.Label()
	v := reflect.ValueOf(&t).Elem()
	for taak := range strings.FieldsSeq(r["taakgebieden"]) { // a name that is no member panics: a fault in our own file
		v.FieldByName(strings.ToUpper(taak[:1]) + taak[1:]).SetBool(true)
	}
	return t
}
