package voorbeeld

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"meent/integratie/zgw"
)

// transitie is the root of the Transitie API.
const transitie = "/transitie/api/v1"

// Wie is somebody of the example who does something in the transition. The program speaks for them with a token that says so.
type Wie struct {
	Naam, Laag, Team string
	Rollen           []string
}

// Claims are what a token says of the person.
func (w Wie) Claims() map[string]any {
	return map[string]any{"user_id": w.Naam, "user_representation": w.Naam, "rollen": w.Rollen, "onderdeel": w.Team, "laag": w.Laag}
}

// Aanloop is how many weeks the people of Meerdam have been on their way on the day that the demo begins, and Verleden how many
// weeks of cases there are: a year more, to begin from.
const (
	Aanloop  = 56
	Verleden = Aanloop + 54
)

// Beweging is the transition of the example: what people do in it, week by week. What is measured, it leaves to the cases.
type Beweging struct {
	o     *Opdracht
	als   func(Wie) *zgw.Client
	begin time.Time
	typen map[string]string // the zaaktypen by identificatie
}

// NieuweBeweging begins the transition of the example. als speaks for a person; begin is the day from which weeks are counted.
func NieuweBeweging(ctx context.Context, o Opdracht, als func(Wie) *zgw.Client, begin time.Time) (*Beweging, error) {
	b := &Beweging{o: &o, als: als, begin: maandag(begin), typen: map[string]string{}}
	for _, z := range zaaktypen {
		list, err := o.vind(ctx, catalogi+"/zaaktypen", url.Values{"identificatie": {z.Identificatie}})
		if err != nil {
			return nil, err
		}
		if len(list) != 1 {
			return nil, fmt.Errorf("zaaktype %s: found %d, want 1", z.Identificatie, len(list))
		}
		b.typen[z.Identificatie] = list[0].URL
	}
	return b, nil
}

// Week does what people do in a week, once: what is there already is left as it is.
func (b *Beweging) Week(ctx context.Context, week int) error {
	for _, g := range draaiboek {
		if g.week == week {
			if err := g.doe(ctx, b); err != nil {
				return fmt.Errorf("week %d: %w", week, err)
			}
		}
	}
	return nil
}

// maand is a day so many months after the begin, as the standard writes it.
func (b *Beweging) maand(months int) string { return dag(b.begin.AddDate(0, months, 0)) }

// kwartaal is the quarter so many after that of the begin, as the register writes it.
func (b *Beweging) kwartaal(later int) string {
	n := b.begin.Year()*4 + (int(b.begin.Month())-1)/3 + later
	return fmt.Sprintf("%d-Q%d", n/4, n%4+1)
}

// ding is what the Transitie API answers, as far as the example looks at it.
type ding struct {
	URL      string `json:"url"`
	Titel    string `json:"titel"`
	Naam     string `json:"naam"`
	Zin      string `json:"zin"`
	Tekst    string `json:"tekst"`
	Vraag    string `json:"vraag"`
	Toestand string `json:"toestand"`
	Stap     string `json:"stap"`
	Team     string `json:"team"`
	Antwoord string `json:"antwoord"`
}

// heet is by what the example knows it.
func (d ding) heet() string {
	for _, name := range []string{d.Titel, d.Vraag, d.Naam, d.Zin, d.Tekst} {
		if name != "" {
			return name
		}
	}
	return ""
}

// alle is a whole list of the Transitie API.
func (b *Beweging) alle(ctx context.Context, soort string) ([]ding, error) {
	var all []ding
	for next := transitie + "/" + soort + "?pageSize=500"; next != ""; {
		var page struct {
			Next    string `json:"next"`
			Results []ding `json:"results"`
		}
		if err := b.als(programmamanager).Get(ctx, next, &page); err != nil {
			return nil, err
		}
		all, next = append(all, page.Results...), page.Next
	}
	return all, nil
}

// zoek is the one that is called so.
func (b *Beweging) zoek(ctx context.Context, soort, naam string) (ding, error) {
	list, err := b.alle(ctx, soort)
	if err != nil {
		return ding{}, err
	}
	i := slices.IndexFunc(list, func(d ding) bool { return d.heet() == naam })
	if i < 0 {
		return ding{}, fmt.Errorf("%s: %q is not there", soort, naam)
	}
	return list[i], nil
}

// maak makes something as somebody, unless it is there.
func (b *Beweging) maak(ctx context.Context, wie Wie, soort, naam string, v veld) (ding, error) {
	list, err := b.alle(ctx, soort)
	if err != nil {
		return ding{}, err
	}
	if i := slices.IndexFunc(list, func(d ding) bool { return d.heet() == naam }); i >= 0 {
		return list[i], nil
	}
	var made ding
	if err := b.als(wie).Post(ctx, transitie+"/"+soort, v, &made); err != nil {
		return ding{}, fmt.Errorf("%s %q: %w", soort, naam, err)
	}
	return made, nil
}

// naar brings something into another state, as somebody; a state that it has or has had does no harm.
func (b *Beweging) naar(ctx context.Context, wie Wie, d ding, naar string, v veld) error {
	if d.Toestand == naar {
		return nil
	}
	if v == nil {
		v = veld{}
	}
	v["naar"] = naar
	err := b.als(wie).Post(ctx, d.URL+"/overgangen", v, nil)
	if err != nil {
		return fmt.Errorf("%s → %s: %w", d.heet(), naar, err)
	}
	return nil
}
