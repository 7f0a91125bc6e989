// Package kaart is the pages of the transition: the Kompas, the steps, the milestones, the service to residents, the letter to
// the council, and the public page. It speaks to the Transitie API for the person who is logged in, and knows no more than
// that API tells.
package kaart

import (
	"embed"
	"slices"

	"meent/integratie/zgw"
	"meent/interactie/opmaak"
)

//go:embed sjablonen/*.html
var sjablonen embed.FS

// root is where the API is.
const root = "/transitie/api/v1"

// Kaart is the pages, and what they need besides the person who is logged in.
type Kaart struct {
	Openbaar *zgw.Client // reads what everybody may read: for pages without login
	Contact  string      // where colleagues go with a question about these pages, in a few words; "": nobody has said
}

// Voeg adds the pages to a site.
func (k *Kaart) Voeg(s *opmaak.Site) error {
	if err := s.Sjablonen(sjablonen, "sjablonen/*.html"); err != nil {
		return err
	}
	s.Menu(append(slices.Clone(deuren), opmaak.Link{Naam: "Inrichting", Adres: "/kaart/inrichting", Rollen: zonderDeuren})...)
	s.Voeg(slices.Concat(toegankelijkheid)...)
	s.Voeg(wieZietWat, k.hulp(), kompas, mijlpalen)
	s.Voeg(slices.Concat(mijlpaalPaginas, koersPaginas, dienstverlening, raadsbriefPaginas)...)
	s.Voeg(k.openbaar()...)
	s.Doel = strook
	s.Voeg(stappenDeur()...)
	s.Voeg(slices.Concat(beginPaginas(), inrichtingPaginas(), organisatiePaginas(), strategiePaginas(), mijlpaalFormulieren(), toetsPaginas(), verklaringPaginas(), invoerPaginas(), maatPaginas(), k.deellinkPaginas())...)
	return nil
}

// zonderDeuren are the roles that look after the set-up and read nothing of the plans (§1.1): their one door is that set-up.
var zonderDeuren = []opmaak.Rol{opmaak.Beheerder}

// deuren are the five doors (§14); each shows itself once its page is there.
var deuren = []opmaak.Link{
	{Naam: "Kompas", Adres: "/kaart", Niet: zonderDeuren},
	{Naam: "Stappen", Adres: "/kaart/stappen", Niet: zonderDeuren},
	{Naam: "Mijlpalen", Adres: "/kaart/mijlpalen", Niet: zonderDeuren},
	{Naam: "Dienstverlening", Adres: "/kaart/dienstverlening", Niet: zonderDeuren},
	{Naam: "Raadsbrief", Adres: "/kaart/raadsbrief", Niet: zonderDeuren},
}
