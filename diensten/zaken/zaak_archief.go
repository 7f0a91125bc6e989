package zaken

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

const nogTeArchiveren = zgw.Archiefstatus("nog_te_archiveren")

// ruleArchief is zrc-022: a dossier goes to the archive only when it is known what is to become of it, and its documents
// went before it.
func (z *Zaak) ruleArchief(c *rest.Call, old *Zaak) error {
	if z.Archiefstatus == nogTeArchiveren {
		return nil
	}
	if z.Archiefnominatie == "" {
		c.Invalid("archiefnominatie", "archiefnominatie-not-set", "Zonder archiefnominatie kan de zaak niet worden gearchiveerd. Vul haar in.")
	}
	if z.Archiefactiedatum == "" {
		c.Invalid("archiefactiedatum", "archiefactiedatum-not-set", "Zonder archiefactiedatum kan de zaak niet worden gearchiveerd. Vul haar in.")
	}
	if old == nil || old.Archiefstatus == z.Archiefstatus {
		return nil
	}
	id, err := c.ID(z.URL)
	if err != nil {
		return err
	}
	documents, err := documentsOf(c, id)
	if err != nil {
		return err
	}
	for _, d := range documents {
		if d.Status != "gearchiveerd" {
			c.Invalid("archiefstatus", "documents-not-archived", "Niet alle documenten van de zaak zijn gearchiveerd. Zet eerst hun status op gearchiveerd.")
			return nil
		}
	}
	return nil
}

// archiveer is zrc-021: the resultaat of the zaak decides whether its dossier is kept, and until when. again says that a
// source of the date has changed, so that what was computed before does not stand.
func (z *Zaak) archiveer(c *rest.Call, again bool) error {
	soort, err := z.resultaattype(c)
	if err != nil || soort == nil {
		return err
	}
	if z.Archiefnominatie == "" {
		z.Archiefnominatie = soort.Archiefnominatie
	}
	if z.Archiefactiedatum != "" && !again {
		return nil
	}
	if z.StartdatumBewaartermijn == "" || again {
		begin, err := z.brondatum(c, soort)
		if err != nil || begin == "" {
			return err
		}
		z.StartdatumBewaartermijn = begin
	}
	if soort.Archiefactietermijn != "" {
		z.Archiefactiedatum = z.StartdatumBewaartermijn.Add(soort.Archiefactietermijn)
	}
	return nil
}

// resultaattype is that of the resultaat of the zaak, or nil when there is none.
func (z *Zaak) resultaattype(c *rest.Call) (*catalogi.Resultaattype, error) {
	if z.Resultaat == "" {
		return nil, nil
	}
	resultaat, err := Resultaten.Get(c, z.Resultaat)
	if err != nil {
		return nil, err
	}
	return catalogi.Resultaattypen.Get(c, resultaat.Resultaattype)
}

// brondatum is the day on which the term of the archive begins, by the afleidingswijze of the resultaattype; empty when it
// is not known yet, or is to be filled in by hand.
func (z *Zaak) brondatum(c *rest.Call, soort *catalogi.Resultaattype) (zgw.Date, error) {
	bron := soort.BrondatumArchiefprocedure
	if bron == nil {
		return "", nil
	}
	id, err := c.ID(z.URL)
	if err != nil {
		return "", err
	}
	switch bron.Afleidingswijze {
	case "afgehandeld":
		return z.Einddatum, nil
	case "termijn":
		return z.Einddatum.Add(bron.Procestermijn), nil
	case "hoofdzaak":
		return z.hoofdzaakdatum(c)
	case "eigenschap":
		return eigenschapdatum(c, id, bron.Datumkenmerk)
	case "zaakobject":
		return zaakobjectdatum(c, id, string(bron.Objecttype), bron.Datumkenmerk)
	case "gerelateerde_zaak":
		return z.relevantedatum(c)
	case "ingangsdatum_besluit":
		return besluitdatum(c, id, "ingangsdatum")
	case "vervaldatum_besluit":
		return besluitdatum(c, id, "vervaldatum")
	}
	return "", nil // ander_datumkenmerk: by hand
}

func (z *Zaak) hoofdzaakdatum(c *rest.Call) (zgw.Date, error) {
	if z.Hoofdzaak == "" {
		return "", nil
	}
	hoofd, err := Zaken.Get(c, z.Hoofdzaak)
	if err != nil {
		return "", err
	}
	return hoofd.Einddatum, nil
}

// eigenschapdatum is the value of the zaakeigenschap with this name.
func eigenschapdatum(c *rest.Call, zaak int64, naam string) (zgw.Date, error) {
	list, err := Zaakeigenschappen.Each(c, "zaak = $1 and naam = $2", zaak, naam)
	if err != nil {
		return "", err
	}
	var last zgw.Date
	for _, e := range list {
		if e.Waarde == "" {
			continue
		}
		day, ok := zgw.LenientDate(e.Waarde)
		if !ok {
			c.Invalid("nonFieldErrors", "archiefactiedatum-error", "De eigenschap "+naam+" bepaalt de archiefactiedatum, maar haar waarde is geen datum. Schrijf haar als jjjj-mm-dd.")
			return "", nil
		}
		last = max(last, day)
	}
	return last, nil
}

// zaakobjectdatum is the last day that the objects of a type have in an attribute. Objects of other servers are fetched.
func zaakobjectdatum(c *rest.Call, zaak int64, objectType, attribute string) (zgw.Date, error) {
	list, err := Zaakobjecten.Each(c, "zaak = $1 and object_type = $2", zaak, objectType)
	if err != nil {
		return "", err
	}
	var last zgw.Date
	for _, o := range list {
		text, err := o.attribute(c, attribute)
		if err != nil {
			return "", err
		}
		if day, ok := zgw.LenientDate(text); ok {
			last = max(last, day)
		}
	}
	return last, nil
}

// attribute is a value in the object, at a path such as "adres/postcode".
func (o *Zaakobject) attribute(c *rest.Call, path string) (string, error) {
	document := []byte(o.ObjectIdentificatie)
	if o.ObjectURL != "" {
		s, err := c.Find(o.ObjectURL)
		if errors.Is(err, rest.ErrUnknown) || errors.Is(err, rest.ErrElsewhere) {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		document = bytes.ReplaceAll(s.Body, []byte(zgw.Marker), nil)
	}
	var value any
	if json.Unmarshal(document, &value) != nil {
		return "", nil
	}
	for name := range strings.SplitSeq(path, "/") {
		members, ok := value.(map[string]any)
		if !ok {
			return "", nil
		}
		value = members[name]
	}
	text, _ := value.(string)
	return text, nil
}

// relevantedatum is the last einddatum of the zaken that matter to this one.
func (z *Zaak) relevantedatum(c *rest.Call) (zgw.Date, error) {
	var last zgw.Date
	for _, r := range z.RelevanteAndereZaken {
		day, err := dateOf(c, r.URL, "einddatum")
		if err != nil {
			return "", err
		}
		last = max(last, day)
	}
	return last, nil
}

// besluitdatum is the last day that the besluiten of a zaak have in a member.
func besluitdatum(c *rest.Call, zaak int64, member string) (zgw.Date, error) {
	list, err := Zaakbesluiten.Each(c, "zaak = $1", zaak)
	if err != nil {
		return "", err
	}
	var last zgw.Date
	for _, b := range list {
		day, err := dateOf(c, b.Besluit, member)
		if err != nil {
			return "", err
		}
		last = max(last, day)
	}
	return last, nil
}

// dateOf reads a date from the object at an address: of this register, of one above it, or of another server.
func dateOf(c *rest.Call, url zgw.URL, member string) (zgw.Date, error) {
	s, err := c.Find(url)
	if errors.Is(err, rest.ErrUnknown) || errors.Is(err, rest.ErrElsewhere) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	var dates struct {
		Einddatum    zgw.Date `json:"einddatum"`
		Ingangsdatum zgw.Date `json:"ingangsdatum"`
		Vervaldatum  zgw.Date `json:"vervaldatum"`
	}
	if err := rest.Decode(s, &dates); err != nil {
		return "", nil
	}
	return map[string]zgw.Date{"einddatum": dates.Einddatum, "ingangsdatum": dates.Ingangsdatum, "vervaldatum": dates.Vervaldatum}[member], nil
}

// archiveerDelen tells the deelzaken whose term begins when their hoofdzaak ends.
func (z *Zaak) archiveerDelen(c *rest.Call) error {
	id, err := c.ID(z.URL)
	if err != nil {
		return err
	}
	delen, err := Zaken.Each(c, "hoofdzaak = $1 and einddatum is not null", id)
	if err != nil {
		return err
	}
	for _, deel := range delen {
		if err := deel.herbereken(c, "hoofdzaak"); err != nil {
			return err
		}
	}
	return nil
}

// herbereken computes the archiving of a closed zaak again, if its date hangs on what has changed.
func (z *Zaak) herbereken(c *rest.Call, wijzen ...zgw.Afleidingswijze) error {
	if z.Einddatum == "" {
		return nil
	}
	soort, err := z.resultaattype(c)
	if err != nil || soort == nil || soort.BrondatumArchiefprocedure == nil {
		return err
	}
	for _, wijze := range wijzen {
		if soort.BrondatumArchiefprocedure.Afleidingswijze != wijze {
			continue
		}
		if err := z.archiveer(c, true); err != nil {
			return err
		}
		return Zaken.Store(c, z)
	}
	return nil
}

// Herbereken computes the archiving of a zaak again after a besluit in it has changed (zrc-021).
func Herbereken(c *rest.Call, zaak zgw.URL) error {
	z, err := Zaken.Get(c, zaak)
	if err != nil {
		return err
	}
	return z.herbereken(c, "ingangsdatum_besluit", "vervaldatum_besluit")
}
