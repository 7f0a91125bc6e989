package voorbeeld

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// schrijver writes one zaak into the registers.
type schrijver struct {
	*Opdracht
	c         *catalogus
	z         *zaak
	t         *typen
	url       string
	stukken   []stuk
	adressen  map[*zaak]string // of the zaken of the dossier that are there already
	documents int
}

// stuk is a document that was written: of which soort, and where it is.
type stuk struct{ soort, url string }

// The kenmerk of each zaak of the example says where it comes from; while a dossier is being made, that it is not whole.
const (
	bron     = "Meent voorbeeld"
	heel     = "voorbeeld"
	inOpbouw = "voorbeeld in opbouw"
)

func kenmerken(kenmerk string) []veld { return []veld{{"kenmerk": kenmerk, "bron": bron}} }

// schrijf writes a dossier. Its first zaak carries the kenmerk that it is not whole until everything is there.
func (o *Opdracht) schrijf(ctx context.Context, c *catalogus, d *dossier) error {
	made := map[*zaak]string{}
	var end []*schrijver
	for i, z := range d.Zaken {
		s := &schrijver{Opdracht: o, c: c, z: z, t: c.types[z.Type.Identificatie], adressen: made}
		if err := s.begin(ctx, i == 0); err != nil {
			return fmt.Errorf("%s: %w", z.Identificatie, err)
		}
		made[z] = s.url
		end = append([]*schrijver{s}, end...)
	}
	for _, s := range end { // deelzaken end before their hoofdzaak
		if err := s.verloop(ctx); err != nil {
			return fmt.Errorf("%s: %w", s.z.Identificatie, err)
		}
	}
	return o.Client.Do(ctx, http.MethodPatch, made[d.Zaken[0]], veld{"kenmerken": kenmerken(heel)}, nil)
}

// begin makes the zaak, who is involved and what is known of it.
func (s *schrijver) begin(ctx context.Context, first bool) (err error) {
	v := s.zaak()
	if first {
		v["kenmerken"] = kenmerken(inOpbouw)
	}
	if s.url, err = s.maak(ctx, zaken+"/zaken", v); err != nil {
		return err
	}
	for _, r := range s.rollen() {
		if _, err := s.maak(ctx, zaken+"/rollen", r); err != nil {
			return err
		}
	}
	for i, e := range s.z.Type.Eigenschappen {
		_, err := s.maak(ctx, s.url+"/zaakeigenschappen", veld{"zaak": s.url, "eigenschap": s.t.eigenschappen[e.Naam], "waarde": s.z.Eigenschappen[i]})
		if err != nil {
			return err
		}
	}
	return nil
}

// zaak is the zaak in the words of the standard.
func (s *schrijver) zaak() veld {
	z := s.z
	v := veld{
		"identificatie": z.Identificatie, "bronorganisatie": rsin, "verantwoordelijkeOrganisatie": rsin, "zaaktype": s.t.URL,
		"omschrijving": kort(z.Omschrijving, 80), "toelichting": z.Toelichting, "startdatum": dag(z.Start), "registratiedatum": dag(z.Start),
		"einddatumGepland":             dag(z.Start.AddDate(0, 0, int(z.Type.Servicenorm))),
		"uiterlijkeEinddatumAfdoening": dag(z.Start.AddDate(0, 0, int(z.Type.Doorlooptijd+z.Verlenging))),
		"communicatiekanaal":           s.c.kanalen[z.Kanaal%len(s.c.kanalen)], "kenmerken": kenmerken(heel),
	}
	if z.Type.Leges {
		v["betalingsindicatie"] = "nog_niet"
		if len(z.Gebeurtenissen) > 1 {
			v["betalingsindicatie"], v["laatsteBetaaldatum"] = "geheel", moment(z.Gebeurtenissen[0].Op.Add(2*time.Minute))
		}
	}
	if z.Plaats != nil {
		v["zaakgeometrie"] = veld{"type": "Point", "coordinates": z.Plaats}
	}
	if z.Verlenging > 0 {
		v["verlenging"] = veld{"reden": "Voorbeeld: er is meer tijd nodig om advies te vragen.", "duur": z.Verlenging.duur()}
	}
	if z.Opgeschort != "" {
		v["opschorting"] = veld{"indicatie": true, "reden": z.Opgeschort}
	}
	if z.Type.Publicatie != "" {
		v["publicatiedatum"] = dag(z.Start.AddDate(0, 0, 3))
	}
	if z.Hoofdzaak != nil {
		v["hoofdzaak"] = s.adressen[z.Hoofdzaak]
	}
	if z.Onderwerp != nil {
		v["relevanteAndereZaken"] = []veld{{"url": s.adressen[z.Onderwerp], "aardRelatie": "onderwerp"}}
	}
	return v
}

// rollen are those who are involved. In cases that are public nobody's BSN is kept.
func (s *schrijver) rollen() []veld {
	z := s.z
	list := []veld{s.rol("Aanvrager", "natuurlijk_persoon", z.Aanvrager.burger(z.Type.Vertrouwelijkheid != "openbaar"))}
	if z.Vereniging != "" {
		list[0] = s.rol("Aanvrager", "niet_natuurlijk_persoon", veld{"statutaireNaam": z.Vereniging, "annIdentificatie": "voorbeeld"})
	}
	if len(z.Gebeurtenissen) > 1 {
		list = append(list, s.rol("Behandelaar", "medewerker", z.Behandelaar.medewerker()))
	}
	if z.Resultaat != nil && z.Resultaat.Besluit != "" {
		list = append(list, s.rol("Beslisser", "medewerker", z.Beslisser.medewerker()))
	}
	if z.Anders != nil {
		afdeling := afdelingen[z.Kanaal%len(afdelingen)]
		list = append(list, s.rol(z.Anders.Naam, "organisatorische_eenheid", veld{"identificatie": "voorbeeld", "naam": afdeling}))
	}
	return list
}

func (s *schrijver) rol(naam, soort string, wie veld) veld {
	return veld{
		"zaak": s.url, "roltype": s.t.rollen[naam], "betrokkeneType": soort, "betrokkeneIdentificatie": wie,
		"roltoelichting": "Voorbeeld: " + strings.ToLower(naam) + " van deze zaak",
	}
}

func (p persoon) burger(bekend bool) veld {
	v := veld{"geslachtsnaam": p.Achternaam, "voorvoegselGeslachtsnaam": p.Voorvoegsel, "voorletters": p.Voorletters, "voornamen": p.Voornaam}
	if bekend {
		v["inpBsn"], v["geboortedatum"], v["geslachtsaanduiding"] = p.BSN, p.Geboren, p.Geslacht
	}
	return v
}

func (p persoon) medewerker() veld {
	return veld{"identificatie": p.Nummer, "achternaam": p.Achternaam, "voorvoegselAchternaam": p.Voorvoegsel, "voorletters": p.Voorletters}
}

// verloop writes what happened to the zaak, in order.
func (s *schrijver) verloop(ctx context.Context) error {
	for _, g := range s.z.Gebeurtenissen {
		for _, d := range g.Documenten {
			if err := s.document(ctx, d, g.Op); err != nil {
				return err
			}
		}
		if g.Status == len(s.z.Type.Statussen)-1 {
			if err := s.uitkomst(ctx, g.Op); err != nil {
				return err
			}
		}
		_, err := s.maak(ctx, zaken+"/statussen", veld{
			"zaak": s.url, "statustype": s.t.statussen[g.Status], "datumStatusGezet": moment(g.Op), "statustoelichting": g.Tekst,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// document writes a document with its contents, and that it belongs to the zaak.
func (s *schrijver) document(ctx context.Context, d document, op time.Time) error {
	s.documents++
	inhoud := pdf("Voorbeeld: "+d.Titel, []string{
		gemeente, "", "Zaak: " + s.z.Identificatie, s.z.Omschrijving, "Datum: " + dag(op), "Behandelaar: " + s.z.Behandelaar.naam(), "",
		"Dit document hoort bij een verzonnen zaak.", "Mensen, adressen en nummers bestaan niet.",
	})
	v := veld{
		"identificatie": fmt.Sprintf("%s-D%d", s.z.Identificatie, s.documents), "bronorganisatie": rsin, "creatiedatum": dag(op),
		"titel": "Voorbeeld: " + d.Titel, "auteur": gemeente, "taal": "dut", "formaat": "application/pdf", "status": "definitief",
		"bestandsnaam": "voorbeeld-" + strings.ReplaceAll(strings.ToLower(d.Titel), " ", "-") + ".pdf", "bestandsomvang": len(inhoud),
		"inhoud": base64.StdEncoding.EncodeToString(inhoud), "beschrijving": "Voorbeeld, gemaakt door Meent.", "indicatieGebruiksrecht": false,
		"informatieobjecttype": s.c.soorten[d.Soort], "trefwoorden": []string{"voorbeeld"},
	}
	switch d.Richting {
	case "inkomend":
		v["ontvangstdatum"], v["auteur"] = dag(op), s.z.Aanvrager.naam()
	case "uitgaand":
		v["verzenddatum"] = dag(op)
	}
	address, err := s.maak(ctx, documenten+"/enkelvoudiginformatieobjecten", v)
	if err != nil {
		return fmt.Errorf("document %d: %w", s.documents, err)
	}
	s.stukken = append(s.stukken, stuk{d.Soort, address})
	_, err = s.maak(ctx, zaken+"/zaakinformatieobjecten", veld{
		"zaak": s.url, "informatieobject": address, "titel": "Voorbeeld: " + d.Titel, "beschrijving": d.Richting,
	})
	return err
}

// uitkomst writes the resultaat, after the besluit if one was taken: the archive terms may count from it.
func (s *schrijver) uitkomst(ctx context.Context, op time.Time) error {
	r := s.z.Resultaat
	if err := s.besluit(ctx, r, op); err != nil {
		return err
	}
	return s.resultaat(ctx)
}

func (s *schrijver) resultaat(ctx context.Context) error {
	r := s.z.Resultaat
	_, err := s.maak(ctx, zaken+"/resultaten", veld{"zaak": s.url, "resultaattype": s.t.resultaten[r.Naam], "toelichting": "Voorbeeld: " + r.Toelichting})
	return err
}

func (s *schrijver) besluit(ctx context.Context, r *resultaat, op time.Time) error {
	for _, b := range besluittypen {
		if b.Naam != r.Besluit {
			continue
		}
		v := veld{
			"identificatie": s.z.Identificatie + "-B1", "verantwoordelijkeOrganisatie": rsin, "besluittype": s.c.besluiten[b.Naam], "zaak": s.url,
			"datum": dag(op), "ingangsdatum": dag(op), "verzenddatum": dag(op), "uiterlijkeReactiedatum": dag(op.AddDate(0, 0, int(6*week))),
			"bestuursorgaan": b.Orgaan, "toelichting": "Voorbeeld: " + r.Toelichting,
		}
		if b.Geldig > 0 && r.Generiek == "Toegekend" {
			v["vervaldatum"], v["vervalreden"] = dag(op.AddDate(0, 0, int(b.Geldig))), "tijdelijk"
		}
		address, err := s.maak(ctx, besluiten+"/besluiten", v)
		if err != nil {
			return fmt.Errorf("besluit: %w", err)
		}
		return s.legVast(ctx, b.Soort, address)
	}
	return nil
}

// legVast says in which document a besluit stands.
func (s *schrijver) legVast(ctx context.Context, soort, besluit string) error {
	for _, x := range s.stukken {
		if x.soort != soort {
			continue
		}
		if _, err := s.maak(ctx, besluiten+"/besluitinformatieobjecten", veld{"besluit": besluit, "informatieobject": x.url}); err != nil {
			return err
		}
	}
	return nil
}

func moment(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// kort cuts a text at a number of characters.
func kort(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}
