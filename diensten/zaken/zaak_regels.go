package zaken

import (
	"errors"
	"fmt"
	"slices"

	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Rules are those of a zaak when it is made or changed.
func (z *Zaak) Rules(c *rest.Call, old *Zaak) error {
	if old != nil {
		if err := closedRule(c, old); err != nil {
			return err
		}
	}
	zaaktype, err := catalogi.Zaaktypen.Get(c, z.Zaaktype)
	if err != nil {
		return err
	}
	z.fromType(c, zaaktype, old)
	// zrc-001: the zaaktype is published.
	if zaaktype.Concept {
		c.Invalid("zaaktype", "not-published", "Dit zaaktype is nog een concept. Publiceer het eerst, of kies een gepubliceerd zaaktype.")
	}
	z.ruleBetaling(c)
	z.ruleProducten(c, zaaktype)
	if err := z.ruleElsewhere(c); err != nil {
		return err
	}
	if err := z.ruleHoofdzaak(c, old); err != nil {
		return err
	}
	if err := z.ruleArchief(c, old); err != nil {
		return err
	}
	return z.ruleIdentificatie(c, old)
}

// fromType fills in what the zaaktype and the day decide when the client leaves it open (zrc-009, zrc-037).
func (z *Zaak) fromType(c *rest.Call, zaaktype *catalogi.Zaaktype, old *Zaak) {
	if z.Vertrouwelijkheidaanduiding == "" {
		z.Vertrouwelijkheidaanduiding = zaaktype.Vertrouwelijkheidaanduiding
	}
	if z.Registratiedatum == "" {
		z.Registratiedatum = c.Today()
	}
	if z.Archiefstatus == "" {
		z.Archiefstatus = nogTeArchiveren
	}
	if old == nil && !c.Sent("einddatumGepland") {
		z.EinddatumGepland = z.Startdatum.Add(zaaktype.Servicenorm)
	}
	if old == nil && !c.Sent("uiterlijkeEinddatumAfdoening") {
		z.UiterlijkeEinddatumAfdoening = z.Startdatum.Add(zaaktype.Doorlooptijd)
	}
	if old != nil && z.Identificatie == "" {
		z.Identificatie = old.Identificatie
	}
}

// ruleBetaling is zrc-014: what costs nothing has no payment.
func (z *Zaak) ruleBetaling(c *rest.Call) {
	z.BetalingsindicatieWeergave = z.Betalingsindicatie.Label()
	switch {
	case z.LaatsteBetaaldatum == "":
	case z.Betalingsindicatie == "nvt" && c.Sent("laatsteBetaaldatum"):
		c.Invalid("laatsteBetaaldatum", "betaling-nvt", "Deze zaak kost niets (betalingsindicatie nvt). Laat laatsteBetaaldatum leeg.")
	case z.Betalingsindicatie == "nvt":
		z.LaatsteBetaaldatum = ""
	case z.LaatsteBetaaldatum.Time().After(c.Now()):
		c.Invalid("laatsteBetaaldatum", "date-in-future", "Een betaling kan niet in de toekomst liggen.")
	}
}

// ruleProducten is zrc-015: the zaak yields what its zaaktype can yield.
func (z *Zaak) ruleProducten(c *rest.Call, zaaktype *catalogi.Zaaktype) {
	for _, p := range z.ProductenOfDiensten {
		if !slices.Contains(zaaktype.ProductenOfDiensten, p) {
			c.Invalid("productenOfDiensten", "invalid-products-services", "Het zaaktype kent niet al deze producten of diensten. Kies uit wat het zaaktype noemt.")
			return
		}
	}
}

// ruleElsewhere is zrc-010 and zrc-037: what a communicatiekanaal and a selectielijstklasse must look like.
func (z *Zaak) ruleElsewhere(c *rest.Call) error {
	var kanaal struct {
		Naam string `json:"naam"`
	}
	if c.Sent("communicatiekanaal") && z.Communicatiekanaal != "" {
		if err := shaped(c, "communicatiekanaal", z.Communicatiekanaal, &kanaal, &kanaal.Naam, "een communicatiekanaal met een naam"); err != nil {
			return err
		}
	}
	var klasse struct {
		ProcesType zgw.URL `json:"procesType"`
	}
	if !c.Sent("selectielijstklasse") || z.Selectielijstklasse == "" {
		return nil
	}
	return shaped(c, "selectielijstklasse", z.Selectielijstklasse, &klasse, &klasse.ProcesType, "een resultaat uit de selectielijst")
}

// shaped reads the object at an address into t and notes a fault when the member that tells its kind is not there.
func shaped[S ~string](c *rest.Call, name string, url zgw.URL, t any, member *S, what string) error {
	s, err := c.Find(url)
	if errors.Is(err, rest.ErrUnknown) { // told already
		return nil
	}
	if err != nil {
		return err
	}
	if err := rest.Decode(s, t); err != nil || *member == "" {
		c.Invalid(name, "invalid-resource", "Op dit adres staat iets anders; hier hoort "+what+".")
	}
	return nil
}

// ruleHoofdzaak is zrc-013. The hoofdzaak is locked, since this zaak comes into its list of deelzaken.
func (z *Zaak) ruleHoofdzaak(c *rest.Call, old *Zaak) error {
	switch {
	case z.Hoofdzaak == "" || old != nil && old.Hoofdzaak == z.Hoofdzaak && old.Zaaktype == z.Zaaktype:
		return nil
	case z.Hoofdzaak == z.URL:
		c.Invalid("hoofdzaak", "self-forbidden", "Een zaak kan geen deelzaak van zichzelf zijn.")
		return nil
	}
	if _, err := c.Lock(z.Hoofdzaak); err != nil {
		return fmt.Errorf("lock hoofdzaak: %w", err)
	}
	hoofd, err := Zaken.Get(c, z.Hoofdzaak)
	if err != nil {
		return err
	}
	if hoofd.Hoofdzaak != "" {
		c.Invalid("hoofdzaak", "deelzaak-als-hoofdzaak", "Deze zaak is zelf een deelzaak; kies de hoofdzaak daarvan.")
		return nil
	}
	return z.ruleDeelzaaktype(c, hoofd)
}

// ruleDeelzaaktype is the other half of zrc-013: the zaaktype of the hoofdzaak names this one among its deelzaaktypen.
func (z *Zaak) ruleDeelzaaktype(c *rest.Call, hoofd *Zaak) error {
	may, err := catalogi.IsDeelzaaktype(c, hoofd.Zaaktype, z.Zaaktype)
	if err != nil {
		return err
	}
	if !may {
		c.Invalid("hoofdzaak", "invalid-deelzaaktype", "Het zaaktype van de hoofdzaak kent dit zaaktype niet als deelzaaktype. Voeg het daar toe, of kies een andere hoofdzaak.")
	}
	return nil
}

// ruleIdentificatie is zrc-002: unique within the bronorganisatie, and given out when the client sends none.
func (z *Zaak) ruleIdentificatie(c *rest.Call, old *Zaak) error {
	if z.Identificatie == "" {
		number, err := c.Number("ZAAK", z.Bronorganisatie, taken(c, z.Bronorganisatie))
		z.Identificatie = number
		return err
	}
	if old != nil && old.Identificatie == z.Identificatie && old.Bronorganisatie == z.Bronorganisatie {
		return nil
	}
	there, err := taken(c, z.Bronorganisatie)(z.Identificatie)
	if there {
		c.Invalid("identificatie", "identificatie-niet-uniek", "Deze organisatie heeft al een zaak met dit nummer.")
	}
	return err
}

// taken says whether a zaak of an organisation has an identificatie.
func taken(c *rest.Call, organisatie zgw.RSIN) func(string) (bool, error) {
	return func(identificatie string) (bool, error) {
		return Zaken.Exists(c, "identificatie = $1 and bronorganisatie = $2", identificatie, string(organisatie))
	}
}

// After keeps the deelzaken of the hoofdzaak and the table of relevante zaken.
func (z *Zaak) After(c *rest.Call, old *Zaak) error {
	was := &Zaak{}
	if old != nil {
		was = old
	}
	if was.Hoofdzaak != z.Hoofdzaak {
		for _, hoofd := range []zgw.URL{was.Hoofdzaak, z.Hoofdzaak} {
			if err := refreshDeelzaken(c, hoofd); err != nil {
				return err
			}
		}
	}
	if slices.Equal(was.RelevanteAndereZaken, z.RelevanteAndereZaken) {
		return nil
	}
	return z.storeRelevante(c)
}

// refreshDeelzaken computes the list of deelzaken of a zaak again, locked: others may do so at the same time.
func refreshDeelzaken(c *rest.Call, hoofd zgw.URL) error {
	if hoofd == "" {
		return nil
	}
	if _, err := c.Lock(hoofd); err != nil {
		return fmt.Errorf("lock hoofdzaak: %w", err)
	}
	return c.Refresh(hoofd, "deelzaken")
}

// storeRelevante writes the relations to other zaken anew.
func (z *Zaak) storeRelevante(c *rest.Call) error {
	id, err := c.ID(z.URL)
	if err != nil {
		return err
	}
	if err := c.Tx.Exec("delete from zaak_relevante where zaak = $1", id); err != nil {
		return err
	}
	for i, r := range z.RelevanteAndereZaken {
		other, err := c.ID(r.URL)
		if err != nil {
			return err
		}
		if err := c.Tx.Exec("insert into zaak_relevante (zaak, plaats, andere) values ($1, $2, $3)", id, int64(i), other); err != nil {
			return err
		}
	}
	return nil
}
