package main

import (
	"cmp"
	"slices"

	"meent/interactie/begin"
)

// firstPage shows the first page.
func (p *program) firstPage() {
	p.site.Mount("GET /{$}", begin.Handler(begin.Pagina{APIs: p.apis()}))
}

// faultPages are what problem documents point to.
func (p *program) faultPages() {
	p.site.Mount("GET /ref/fouten/{code}", begin.Handler(begin.Pagina{}))
}

// apis are the APIs as people see them.
func (p *program) apis() []begin.API {
	var list []begin.API
	for _, a := range p.site.APIs() {
		list = append(list, begin.API{Titel: a.Title, Omschrijving: a.Description, Adres: p.site.BaseURL + a.Root})
	}
	slices.SortStableFunc(list, func(a, b begin.API) int { return cmp.Compare(rank(a.Titel), rank(b.Titel)) })
	return list
}

// rank puts the registers that people ask for first at the top; the others follow as they were added.
func rank(titel string) int {
	order := []string{"Zaken API", "Catalogi API", "Documenten API", "Besluiten API"}
	if i := slices.Index(order, titel); i >= 0 {
		return i
	}
	return len(order)
}
