package main

import (
	"cmp"
	"slices"

	"meent/interactie/begin"
)

// firstPage shows the first page and the pages about faults. curl is for the demo.
func (p *program) firstPage(voorbeeld bool, curl func() string) {
	page := begin.Pagina{Voorbeeld: voorbeeld, Curl: curl}
	for _, a := range p.site.APIs() {
		page.APIs = append(page.APIs, begin.API{Titel: a.Title, Omschrijving: a.Description, Adres: p.site.BaseURL + a.Root})
	}
	slices.SortStableFunc(page.APIs, func(a, b begin.API) int { return cmp.Compare(rank(a.Titel), rank(b.Titel)) })
	h := begin.Handler(page)
	p.site.Mount("GET /{$}", h)
	p.site.Mount("GET /ref/fouten/{code}", h)
}

// rank puts the registers that people ask for first at the top; the others follow as they were added.
func rank(titel string) int {
	order := []string{"Zaken API", "Catalogi API", "Documenten API", "Besluiten API"}
	if i := slices.Index(order, titel); i >= 0 {
		return i
	}
	return len(order)
}
