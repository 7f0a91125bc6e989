package transitie

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"

	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/transitie/invoer"
	"meent/diensten/zgw"
)

// Import is a list or a plan of others that was taken in, and the report of it (§12): what it made, and what was not taken
// and why. Nobody changes one; what it made can be undone.
type Import struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// Wat er is ingelezen.
	Soort ImportSoort `json:"soort" zgw:"readonly"`
	// Hoe het bestand heet.
	Bestandsnaam string `json:"bestandsnaam" zgw:"readonly"`
	// Hoe de tekst in het bestand is geschreven: UTF-8 of Windows-1252.
	Codering string `json:"codering" zgw:"readonly"`
	// Of het een proef was: dan is er niets bewaard.
	Proefdraai bool `json:"proefdraai" zgw:"readonly"`
	// Wie het inlas, en wanneer.
	Door *Daad `json:"door" zgw:"readonly"`
	// Hoeveel rijen er zijn gelezen: de vier hierna samen.
	Gelezen int `json:"gelezen" zgw:"readonly"`
	// Hoeveel objecten er zijn gemaakt.
	Gemaakt int `json:"gemaakt" zgw:"readonly"`
	// Hoeveel objecten er zijn gewijzigd.
	Bijgewerkt int `json:"bijgewerkt" zgw:"readonly"`
	// Hoeveel rijen niets nieuws zeiden.
	Ongewijzigd int `json:"ongewijzigd" zgw:"readonly"`
	// Hoeveel rijen er niet zijn overgenomen.
	Overgeslagen int `json:"overgeslagen" zgw:"readonly"`
	// Wat er mis was, per rij en kolom; hoogstens 500.
	Fouten []ImportFout `json:"fouten" zgw:"readonly"`
	// Hoeveel fouten het zijn.
	FoutenTotaal int `json:"foutenTotaal" zgw:"readonly"`
	// De kolommen van het bestand.
	Kolommen []string `json:"kolommen" zgw:"readonly"`
	// De kolommen waar niets mee is gedaan.
	OnbekendeKolommen []string `json:"onbekendeKolommen" zgw:"readonly"`
	// De kolommen die bekend zijn en toch niet worden overgenomen.
	NietOvergenomen []NietOvergenomen `json:"nietOvergenomen" zgw:"readonly"`
	// Of de eerste regel een rij is en geen regel met namen van kolommen.
	ZonderKop bool `json:"zonderKop" zgw:"readonly"`
	// In welke kolom elk veld is gelezen.
	Toewijzing []Toewijzing `json:"toewijzing" zgw:"readonly"`
	// In welke kolom elk veld waarschijnlijk staat.
	VoorstelToewijzing []Toewijzing `json:"voorstelToewijzing" zgw:"readonly"`
	// De velden die een lijst van deze soort kan hebben.
	Velden []ImportVeld `json:"velden" zgw:"readonly"`
	// De stappen die er al waren en die nu elders staan, in een andere groep of golf: hoogstens twaalf. Wie alleen opschoof, staat er niet bij.
	Verschoven []Verschoven `json:"verschoven" zgw:"readonly"`
	// Wat er is teruggedraaid, als iemand dat heeft gedaan.
	Ongedaan *Ongedaan `json:"ongedaan" zgw:"readonly"`
}

// ImportFout is what is wrong with a row of a list.
type ImportFout struct {
	// De regel in het bestand; 0 als het om het hele bestand gaat.
	Regel int `json:"regel"`
	// De kolom; leeg als het om de hele rij gaat.
	Kolom string `json:"kolom"`
	// De code van de fout, voor programma's.
	Code string `json:"code"`
	// Wat er mis is en wat eraan te doen is.
	Reden string `json:"reden"`
}

// NietOvergenomen is a column that is known and is not taken.
type NietOvergenomen struct {
	// De kolom.
	Kolom string `json:"kolom"`
	// Waarom niet.
	Reden string `json:"reden"`
}

// Toewijzing says in which column of a list a field is.
type Toewijzing struct {
	// Het veld.
	Veld string `json:"veld" zgw:"required,max=80"`
	// De kolom; leeg als het veld niet wordt gelezen.
	Kolom string `json:"kolom" zgw:"max=1000"`
}

// ImportVeld is a field that a list may have.
type ImportVeld struct {
	// Hoe het veld heet.
	Veld string `json:"veld"`
	// Of elke rij het moet hebben.
	Verplicht bool `json:"verplicht"`
}

// Ongedaan is what came of undoing an import.
type Ongedaan struct {
	// Wie het terugdraaide, en wanneer.
	Door *Daad `json:"door"`
	// Hoeveel objecten er zijn verwijderd.
	Verwijderd int `json:"verwijderd"`
	// Wat er is gebleven, en waarom.
	Gebleven []Gebleven `json:"gebleven"`
}

// Gebleven is an object that an import made and that was not removed.
type Gebleven struct {
	// Het object.
	URL zgw.URL `json:"url"`
	// Waarom het is gebleven.
	Reden string `json:"reden"`
}

// ImportSoort is what can be taken in.
type ImportSoort string

// Choices are the lists (those of kolomLijsten, in their order), the municipalities of the CBS, and a whole strategie.
func (ImportSoort) Choices() []string {
	return []string{"stappen", "kansen", "aanbod", "maten", "gemeenten", "strategie"}
}

// Imports is the resource.
var Imports = rest.Resource[Import]{
	Name: "import", Table: "imports", Path: Root + "/imports", Ops: rest.ReadOnly, Scopes: scopes,
	Main:    &rest.Main[Import]{Class: func(*rest.Call, *Import) (int64, error) { return auth.Class(0, rangEigen, false), nil }},
	Columns: []rest.Column[Import]{rest.Col("soort", func(i *Import) string { return string(i.Soort) })},
	Filters: rest.Filters{"soort": rest.In[ImportSoort]("soort")},
	Doc:     rest.ResourceDoc{Plural: "imports", ETag: true},
}

// Inlezing is what is sent to take something in: the file as text, or in a multipart form with the same names.
type Inlezing struct {
	// Wat het is.
	Soort ImportSoort `json:"soort" zgw:"required"`
	// Het bestand als tekst.
	Inhoud string `json:"inhoud"`
	// Het bestand in base64, voor wie de bytes heeft: dan wordt ook Windows-1252 herkend.
	InhoudBase64 string `json:"inhoudBase64"`
	// Hoe het bestand heet.
	Bestandsnaam string `json:"bestandsnaam" zgw:"max=255"`
	// In welke kolom elk veld staat. Zonder raadt Meent het; het rapport zegt hoe.
	Toewijzing []Toewijzing `json:"toewijzing"`
	// Of de eerste regel een rij is. Een lijst met één kolom die geen bekende naam heeft, wordt vanzelf zo gelezen.
	ZonderKop bool `json:"zonderKop" zgw:"default=false"`
	// Of het alleen een proef is: er komt een rapport en er wordt niets bewaard.
	Proefdraai bool `json:"proefdraai" zgw:"default=false"`
	// Van gemeenten: de dag waarvan de gemeenten worden overgenomen; zonder is dat vandaag.
	Op zgw.Date `json:"op" zgw:"null"`
	// Van gemeenten: de codes van het CBS; zonder zijn het alle gemeenten.
	Codes []string `json:"codes" zgw:"max=6"`
	Uitstel
}

// maxInlezing is the largest body: a file in base64, and what stands around it. A whole strategie may be larger than a list.
const maxInlezing = 24 << 20

func importRoutes(a *rest.API) {
	a.Route(rest.Route{Pattern: "POST " + Imports.Path, Scope: schrijven, AnyBody: true, MaxBody: maxInlezing, Handle: serveImport,
		Doc: rest.Doc{ID: "import_create", Summary: "Lees een lijst in, of een hele strategie.", In: Inlezing{}, Out: Import{}, Status: http.StatusCreated}})
	a.Route(rest.Route{Pattern: "POST " + Imports.Path + "/{uuid}/ongedaan", Scope: schrijven, AnyBody: true, Handle: serveOngedaan,
		Doc: rest.Doc{ID: "import_ongedaan", Summary: "Draai een import terug: wat zij maakte en daarna niet is gewijzigd, gaat weg.", Out: Import{}}})
	proefRoutes(a)
}

// errProef ends the transaction of a trial, so that nothing of it stays.
var errProef = errors.New("proefdraai")

func serveImport(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	wat, bytes, err := leesInlezing(c, r)
	if err != nil {
		return err
	}
	noemBestand(r, wat)
	verslag, saved, err := inlees(c, wat, bytes, nil, nil)
	if err != nil {
		return err
	}
	if saved == nil {
		return c.AnswerJSON(w, r, http.StatusOK, rest.EncodeGroup(verslag))
	}
	w.Header().Set("Location", c.Site.Public(saved.URL()))
	return c.Answer(w, r, http.StatusCreated, saved)
}

// noemBestand has the audit trail say from which file something came, unless who sends it says something else.
func noemBestand(r *http.Request, wat *Inlezing) {
	if wat.Bestandsnaam != "" && r.Header.Get("X-Audit-Toelichting") == "" {
		r.Header.Set("X-Audit-Toelichting", "Ingelezen uit "+wat.Bestandsnaam)
	}
}

// inlees takes in what was sent, in one transaction: whole or not at all. Of a trial the report is all that stays. slot, if any, is
// done last in it, with what was made; meld, if any, hears how far it is.
func inlees(c *rest.Call, wat *Inlezing, inhoud []byte, meld func(gedaan, totaal int), slot func(*rest.Stored) error) (*Import, *rest.Stored, error) {
	if meld == nil {
		meld = func(int, int) {}
	}
	var in *inlezen
	var saved *rest.Stored
	err := c.Update(func() error {
		actor, err := magNu(c, Schrijven, Voorwerp{Soort: "imports"})
		if err != nil {
			return err
		}
		in = &inlezen{c: c, bijgewerkt: map[zgw.URL]bool{}, gemaaktHier: map[zgw.URL]bool{}, hier: map[string]zgw.URL{}, regelVan: map[zgw.URL]int{}, meld: meld,
			Import: &Import{Soort: wat.Soort, Bestandsnaam: wat.Bestandsnaam, Proefdraai: wat.Proefdraai, Door: actor.daad(c)}}
		c.Origin = bestand(wat.Bestandsnaam)
		was, err := in.orde()
		if err != nil {
			return err
		}
		if err := in.lees(wat, inhoud, actor); err != nil {
			return err
		}
		in.Gelezen = in.Import.Gemaakt + in.Bijgewerkt + in.Ongewijzigd + in.Overgeslagen
		if err := in.verschuif(was); err != nil {
			return err
		}
		if wat.Proefdraai {
			_, err := c.Tx.One("select 1") // what is still queued may be refused
			return cmp.Or(err, errProef)
		}
		if saved, err = in.bewaar(); err != nil || slot == nil {
			return err
		}
		return slot(saved)
	})
	if err != nil && !errors.Is(err, errProef) {
		return nil, nil, err
	}
	return in.Import, saved, nil
}

// lees takes in what was sent.
func (in *inlezen) lees(wat *Inlezing, inhoud []byte, a Actor) error {
	switch wat.Soort {
	case "gemeenten":
		return in.gemeenten(wat)
	case "strategie":
		return in.strategie(inhoud, a)
	}
	return in.lijst(wat, inhoud)
}

// lijst takes in a list.
func (in *inlezen) lijst(wat *Inlezing, inhoud []byte) error {
	soort := lijstMet(string(wat.Soort))
	velden := soort.velden()
	l, fouten, err := invoer.Lees(inhoud, velden)
	if f, is := errors.AsType[*invoer.Fout](err); is {
		return rest.Invalid("inhoud", f.Code, f.Reden)
	}
	if err != nil {
		return err
	}
	voorstel := invoer.Raad(l.Kolommen, velden)
	kop := titelVeld(velden)
	in.ZonderKop = wat.ZonderKop || kop != "" && len(l.Kolommen) == 1 && !slices.ContainsFunc(velden, func(v invoer.Veld) bool { return v.Heet(l.Kolommen[0]) })
	if in.ZonderKop {
		l.ZonderKop()
		voorstel = invoer.Toewijzing{}
		if kop != "" {
			voorstel[kop] = l.Kolommen[0]
		}
	}
	if len(wat.Toewijzing) == 0 {
		if err := soort.twijfel(in, l, voorstel); err != nil {
			return err
		}
	}
	t, err := toewijzing(wat, l, velden, voorstel)
	if err != nil {
		return err
	}
	in.Codering, in.Kolommen = l.Codering, l.Kolommen
	for _, k := range t.Onbekend(l.Kolommen) {
		if !slices.ContainsFunc(in.NietOvergenomen, func(n NietOvergenomen) bool { return n.Kolom == k }) {
			in.OnbekendeKolommen = append(in.OnbekendeKolommen, k)
		}
	}
	in.Toewijzing, in.VoorstelToewijzing = toegewezen(t, velden), toegewezen(voorstel, velden)
	for _, v := range velden {
		in.Velden = append(in.Velden, ImportVeld{v.Naam, v.Verplicht})
	}
	for _, f := range fouten {
		in.fout(f.Regel, f.Kolom, f.Code, f.Reden)
		in.Overgeslagen++
	}
	mist := false
	for _, v := range velden {
		if v.Verplicht && t[v.Naam] == "" {
			in.fout(0, "", "kolom-ontbreekt", "Zeg in welke kolom "+v.Naam+" staat. Zonder dat is er niets over te nemen.")
			mist = true
		}
	}
	if !mist {
		return soort.neem(in, l, t)
	}
	if !wat.Proefdraai {
		return rest.Invalid("toewijzing", "kolom-ontbreekt", in.Fouten[len(in.Fouten)-1].Reden)
	}
	in.Overgeslagen += len(l.Rijen)
	return nil
}

// titelVeld is the field that a list of one column without a name holds: the only one that each row must have.
func titelVeld(velden []invoer.Veld) string {
	naam := ""
	for _, v := range velden {
		if v.Verplicht && naam != "" {
			return ""
		}
		if v.Verplicht {
			naam = v.Naam
		}
	}
	return naam
}

// toewijzing is where each field is: as was sent, or else as it seems.
func toewijzing(wat *Inlezing, l *invoer.Lijst, velden []invoer.Veld, voorstel invoer.Toewijzing) (invoer.Toewijzing, error) {
	if len(wat.Toewijzing) == 0 {
		return voorstel, nil
	}
	t := invoer.Toewijzing{}
	for i, one := range wat.Toewijzing {
		at := fmt.Sprintf("toewijzing.%d.", i)
		if !slices.ContainsFunc(velden, func(v invoer.Veld) bool { return v.Naam == one.Veld }) {
			return nil, rest.Invalid(at+"veld", "invalid_choice", fmt.Sprintf("Een lijst van %s heeft geen veld %s.", wat.Soort, one.Veld))
		}
		if one.Kolom != "" && !slices.Contains(l.Kolommen, one.Kolom) {
			return nil, rest.Invalid(at+"kolom", "does_not_exist", fmt.Sprintf("Dit bestand heeft geen kolom ‘%s’.", one.Kolom))
		}
		t[one.Veld] = one.Kolom
	}
	return t, nil
}

// toegewezen is a toewijzing in the order of the fields.
func toegewezen(t invoer.Toewijzing, velden []invoer.Veld) []Toewijzing {
	var list []Toewijzing
	for _, v := range velden {
		if t[v.Naam] != "" {
			list = append(list, Toewijzing{v.Naam, t[v.Naam]})
		}
	}
	return list
}

// bewaar keeps the report, and of each object that was made how often people had written it: what undoing goes by.
func (in *inlezen) bewaar() (*rest.Stored, error) {
	saved, err := Imports.Put(in.c, in.Import)
	if err != nil {
		return nil, err
	}
	for i, s := range in.gemaakt {
		n, err := in.c.Trail(s.ID, motor)
		if err != nil {
			return nil, err
		}
		err = in.c.Tx.Exec("insert into import_objecten (import, nummer, url, object, regels) values ($1, $2, $3, $4, $5)", saved.ID, int64(i), string(s.URL()), s.ID, int64(n))
		if err != nil {
			return nil, err
		}
	}
	return saved, nil
}

// leesInlezing reads the body: JSON, or a form with a file. The file comes as it is.
func leesInlezing(c *rest.Call, r *http.Request) (*Inlezing, []byte, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	wat := &Inlezing{}
	if err == nil && kind == "multipart/form-data" {
		bytes, err := leesFormulier(r, wat)
		return wat, bytes, err
	}
	if err != nil || kind != "application/json" {
		return nil, nil, rest.NewProblem(http.StatusUnsupportedMediaType, "unsupported_media_type", "Stuur de lijst als application/json, of als formulier (multipart/form-data) met het bestand in het veld bestand.")
	}
	if err := c.Body(r, wat); err != nil {
		return nil, nil, err
	}
	if wat.InhoudBase64 == "" {
		return wat, []byte(wat.Inhoud), nil
	}
	bytes, err := base64.StdEncoding.DecodeString(wat.InhoudBase64)
	if err != nil {
		return nil, nil, rest.Invalid("inhoudBase64", "invalid", "Dit is geen base64.")
	}
	return wat, bytes, nil
}

// leesFormulier reads a form: the file in "bestand", the mapping as JSON in "toewijzing".
func leesFormulier(r *http.Request, wat *Inlezing) ([]byte, error) {
	if err := r.ParseMultipartForm(maxInlezing); err != nil {
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return nil, err
		}
		return nil, rest.NewProblem(http.StatusBadRequest, "parse_error", "Dit formulier is niet te lezen.")
	}
	wat.Soort, wat.Op, wat.Bestandsnaam = ImportSoort(r.FormValue("soort")), zgw.Date(r.FormValue("op")), r.FormValue("bestandsnaam")
	wat.Codes = r.MultipartForm.Value["codes"]
	for naam, in := range map[string]*bool{"proefdraai": &wat.Proefdraai, "zonderKop": &wat.ZonderKop} {
		if text := r.FormValue(naam); text != "" {
			ja, err := strconv.ParseBool(text)
			if err != nil {
				return nil, rest.Invalid(naam, "invalid", "Hier hoort true of false.")
			}
			*in = ja
		}
	}
	if !slices.Contains(wat.Soort.Choices(), string(wat.Soort)) {
		return nil, rest.Invalid("soort", "invalid_choice", "Kies wat het is: stappen, kansen, aanbod, maten, gemeenten of strategie.")
	}
	if text := r.FormValue("toewijzing"); text != "" {
		if err := json.Unmarshal([]byte(text), &wat.Toewijzing); err != nil {
			return nil, rest.Invalid("toewijzing", "invalid", `Hier hoort een lijst: [{"veld": "titel", "kolom": "Onderwerp"}].`)
		}
	}
	f, head, err := r.FormFile("bestand")
	if errors.Is(err, http.ErrMissingFile) {
		return []byte(r.FormValue("inhoud")), nil
	}
	if err != nil {
		return nil, rest.Invalid("bestand", "invalid", "Dit bestand is niet te lezen. Kies het opnieuw.")
	}
	defer f.Close()
	if wat.Bestandsnaam == "" {
		wat.Bestandsnaam = kortTekst(head.Filename, 255)
	}
	return io.ReadAll(f)
}

// kortTekst is a text of at most so many characters, without those that cannot be kept.
func kortTekst(text string, most int) string {
	var kept []rune
	for _, r := range text {
		if r >= ' ' && r != '\uFFFD' && len(kept) < most {
			kept = append(kept, r)
		}
	}
	return string(kept)
}
